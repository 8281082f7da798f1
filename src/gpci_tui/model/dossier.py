"""What the edition holds: dossiers, prizes, themes, criteria, jurors."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from gpci_tui.model.folding import fold, words

FIELDS = ("school_levels", "partners", "suppliers", "tools", "budget", "period", "laureate")
"""Further metadata of a dossier, in the order in which they are shown."""

LEVELS = (
    "commune",
    "agglomération",
    "métropole",
    "département",
    "région",
    "collectivité d’outre-mer",
    "association",
)
"""The kinds of applicant that the sample edition knows; others are taken as they are."""


class Provenance(NamedTuple):
    """Where in its file a dossier stands; 0 where that is not known, or it is the whole file."""

    first_line: int = 0
    """Lines count from 1; the last belongs to it."""
    last_line: int = 0
    first_page: int = 0
    """Pages count from 1, too."""
    last_page: int = 0

    def dumped(self) -> str:
        """Return it as text for the store; '' where nothing is known."""
        return json.dumps(self._asdict()) if any(self) else ""

    @classmethod
    def loaded(cls, text: str) -> Provenance:
        """Return what ``dumped`` gave, be it of a later version."""
        known = json.loads(text) if text else {}
        return cls(**{name: known.get(name, 0) for name in cls._fields})


class DossierDraft(NamedTuple):
    """A dossier as read from a file, not yet in a store. Texts are cleaned; '' is not stated."""

    ref: str
    title: str
    body: str
    applicant: str = ""
    level: str = ""
    department: str = ""
    prize: str = ""
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Further metadata: (key, values), FIELDS first, then keys of the file's own."""
    source: str = ""
    """The file's name, for provenance."""
    place: Provenance = Provenance()
    """Where in the file it stands; no part of the fingerprint."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all that a reader sees; two drafts with one fingerprint are the same text."""
        import hashlib

        seen = (
            self.ref, self.title, self.applicant, self.level, self.department, self.prize,
            self.fields, self.body,
        )  # fmt: skip
        return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()


class Dossier(NamedTuple):
    """A dossier of the store, whole. ``id`` never leaves this store; ``ref`` is its identity."""

    id: int
    ref: str
    title: str
    applicant: str
    level: str
    department: str
    prize: str
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    body: str
    fingerprint: str
    words: int
    source: str
    place: Provenance = Provenance()


class Prize(NamedTuple):
    id: int
    name: str
    description: str = ""
    places: int = 1
    """How many dossiers the prize can go to; the shortlist draws its line under them."""


class Theme(NamedTuple):
    """A word of the shared vocabulary; who tagged what with it belongs to each juror."""

    id: int
    name: str
    description: str = ""
    sign: str = ""
    """One of ``THEME_SIGNS`` or '': shown with its colour before the name."""
    count: int = 0  # type: ignore[assignment]  # hides tuple.count
    """How many dossiers the juror tagged with it."""


THEME_SIGNS = ("●", "■", "▲", "♦", "◊", "○", "□", "△")
"""Signs of WGL4 that a theme may carry; colour goes with the sign, never alone."""


class Criterion(NamedTuple):
    name: str
    guidance: str = ""
    scale_min: int = 1
    scale_max: int = 5
    weight: float = 1.0
    suggested: bool = False
    """True where the program suggests it and the edition's rules don't state it."""


class Juror(NamedTuple):
    id: int
    uuid: str
    name: str
    role: str = ""
    organisation: str = ""
    presentation: str = ""
    is_group: bool = False
    """A group that speaks with one voice, such as a class of pupils."""
    is_me: bool = False


class EditionDraft(NamedTuple):
    """What an ``edition.toml`` says."""

    name: str = ""
    year: int | None = None
    organiser: str = ""
    description: str = ""
    prizes: tuple[Prize, ...] = ()
    themes: tuple[Theme, ...] = ()
    jury: tuple[Juror, ...] = ()
    criteria: tuple[Criterion, ...] = ()


class Edition(NamedTuple):
    """The edition in the store, in short."""

    name: str = ""
    year: int | None = None
    organiser: str = ""
    description: str = ""
    dossiers: int = 0
    prizes: tuple[Prize, ...] = ()

    @property
    def title(self) -> str:
        """The name with its year, as a heading."""
        return f"{self.name} {self.year}" if self.year else self.name


def count_words(text: str) -> int:
    """Return how many words a reader would count in ``text``."""
    return len(words(text))


def make_ref(text: str) -> str:
    """Return a short readable identity made of ``text``: lower case, ASCII, hyphens."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    return slug[:60].rstrip("-")
