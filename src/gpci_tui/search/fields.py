"""The words a person types for fields, for what they hold, and for orders.

French and English names are taken alike, whichever language is spoken. All are
compared folded (``model.folding``), so that accents and case make no difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeVar

from gpci_tui.model.dossier import LEVELS
from gpci_tui.model.folding import fold
from gpci_tui.model.listing import Sort
from gpci_tui.model.query import Field
from gpci_tui.model.review import Kind, Status

FIELD_NAMES: Mapping[Field, tuple[str, ...]] = {
    Field.TITLE: ("title", "titre"),
    Field.APPLICANT: ("applicant", "collectivité", "candidat", "candidate"),
    Field.DEPARTMENT: ("dept", "dépt", "department", "département"),
    Field.LEVEL: ("level", "échelon"),
    Field.PRIZE: ("prize", "prix"),
    Field.THEME: ("theme", "thème"),
    Field.STATUS: ("status", "état", "statut", "avancement"),
    Field.SHORTLIST: ("shortlist", "sélection", "présélection", "list", "liste"),
    Field.ANNOTATED: ("annotated", "annoté", "annotée", "annotation"),
    Field.KIND: ("kind", "type"),
    Field.NOTE: ("note", "note", "memo", "mémo"),
    Field.READ: ("read", "lu", "lue"),
    Field.WORDS: ("words", "mots"),
    Field.REF: ("ref", "réf", "reference", "référence"),
}
"""The English name, the French name, then others that are understood too."""

SORT_NAMES = ("sort", "tri")
"""What asks for an order, in English and in French."""

ORDER_NAMES: Mapping[Sort, tuple[str, ...]] = {
    Sort.EDITION: ("edition", "édition"),
    Sort.TITLE: ("title", "titre"),
    Sort.APPLICANT: ("applicant", "collectivité"),
    Sort.LAST_READ: ("read", "lu", "lecture"),
    Sort.ANNOTATIONS: ("annotations", "annotations", "notes"),
    Sort.WORDS: ("words", "mots", "length", "longueur"),
    Sort.RELEVANCE: ("relevance", "pertinence"),
}
"""What follows ``sort:``: the English name, the French name, then others."""

TEXT_FIELDS = frozenset({Field.TITLE, Field.APPLICANT, Field.DEPARTMENT, Field.NOTE, Field.REF})
"""Fields that hold words; the others hold names, a number or a day."""

NUMBER_FIELDS = frozenset({Field.WORDS, Field.ANNOTATED})
DAY_FIELDS = frozenset({Field.READ})
COMPARED_FIELDS = NUMBER_FIELDS | DAY_FIELDS
"""Fields that take ``>``, ``<`` and ``..``."""

OPTIONAL_FIELDS = frozenset(Field) - {Field.TITLE, Field.REF, Field.STATUS, Field.WORDS}
"""Fields that a dossier may be without, so that ``none`` and ``any`` ask for something."""

YES_NO_FIELDS = frozenset({Field.ANNOTATED, Field.READ})
"""Fields to which one answers yes or no."""

NONE = ("none", "aucun", "aucune")
ANY = ("any", "tous", "tout", "toute", "toutes", "all")
YES = ("yes", "oui")
NO = ("no", "non")

VALUE_NAMES: Mapping[Field, Mapping[str, tuple[str, str]]] = {
    Field.STATUS: {
        Status.UNREAD: ("unread", "non lu"),
        Status.READING: ("reading", "en cours"),
        Status.READ: ("read", "lu"),
        Status.REREAD: ("to re-read", "à relire"),
        Status.ASIDE: ("set aside", "écarté"),
    },
    Field.KIND: {
        Kind.STRENGTH: ("strength", "point fort"),
        Kind.WEAKNESS: ("weakness", "réserve"),
        Kind.QUESTION: ("question", "question"),
        Kind.QUOTE: ("quote", "citation"),
    },
    Field.LEVEL: dict(
        zip(
            LEVELS,
            (
                ("municipality", "commune"),
                ("urban area", "agglomération"),
                ("metropolis", "métropole"),
                ("department", "département"),
                ("region", "région"),
                ("overseas territory", "collectivité d’outre-mer"),
                ("association", "association"),
            ),
            strict=True,
        )
    ),
}
"""The names, English and French, of values that the program itself knows."""


def field_of(name: str) -> Field | None:
    """Return the field that a name stands for, singular or plural; None where there is none."""
    return _fields().get(fold(name))


def is_sort(name: str) -> bool:
    """Return whether ``name`` asks for an order."""
    return fold(name) in SORT_NAMES


def order_of(name: str) -> Sort | None:
    """Return the order that a name stands for, or None."""
    return _orders().get(fold(name))


def names_of_fields() -> list[str]:
    """Return every name that may stand before a colon, as it is written."""
    return [*dict.fromkeys(name for names in FIELD_NAMES.values() for name in names), *SORT_NAMES]


def nearest_field(name: str) -> str:
    """Return the field's name that was most likely meant, or '' where none is near."""
    return _nearest(name, names_of_fields())


def nearest_order(name: str) -> str:
    """Return the order's name that was most likely meant, or '' where none is near."""
    return _nearest(name, names_of_orders())


def _nearest(name: str, names: Sequence[str]) -> str:
    from gpci_tui.search.spelling import nearest_word

    typed = fold(name)
    known = {fold(name): name for name in reversed(names)}
    begun = [name for name in names if fold(name).startswith(typed)]
    if begun:
        return begun[0]
    return known.get(nearest_word(typed, [(folded, 1) for folded in known]), "")


def names_of_orders() -> list[str]:
    """Return every name that may follow ``sort:``, as it is written."""
    return list(dict.fromkeys(name for names in ORDER_NAMES.values() for name in names))


@cache
def _fields() -> dict[str, Field]:
    return _by_name(FIELD_NAMES)


@cache
def _orders() -> dict[str, Sort]:
    return _by_name(ORDER_NAMES)


_Named = TypeVar("_Named")


def _by_name(names: Mapping[_Named, tuple[str, ...]]) -> dict[str, _Named]:
    known: dict[str, _Named] = {}
    for meant, written in names.items():
        for name in map(fold, written):
            known[name] = meant
            known.setdefault(name[:-1] if name.endswith("s") else f"{name}s", meant)
    return known
