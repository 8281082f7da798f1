"""Dossiers as a search sees them, read without its queries, and what a search asks of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from gpci_tui.i18n import local
from gpci_tui.model.folding import fold, words
from gpci_tui.model.listing import Facets, Sort
from gpci_tui.model.query import All, Condition, Either, Field, Node, Not, Operator, Term
from gpci_tui.model.review import Kind
from gpci_tui.search.stemming import stem
from gpci_tui.search.values import span_of
from gpci_tui.store import dossiers, places
from gpci_tui.store import reviews as read
from gpci_tui.store import shortlists as listed
from gpci_tui.store import themes as vocabulary
from gpci_tui.store.connection import Store


@dataclass(frozen=True)
class Seen:
    """A dossier with what the juror holds on it."""

    id: int
    ref: str
    title: list[str]
    applicant: list[str]
    columns: tuple[list[str], ...]
    """Every text that is searched, as words; a phrase stands within one of them."""
    notes: list[list[str]]
    facets: dict[str, set[object]]
    names: dict[Field, set[str]]
    """What fields of names hold, folded."""
    words: int
    kinds: list[Kind]
    read_at: str
    keys: dict[Sort, object]


def everything(store: Store) -> list[Seen]:
    """Return every dossier in the order of the edition."""
    ids = store.conn.execute("SELECT id FROM dossier ORDER BY id").fetchall()
    return [_seen(store, row[0]) for row in ids]


def _seen(store: Store, dossier_id: int) -> Seen:
    conn, me = store.conn, store.juror_id
    dossier = dossiers.get(conn, dossier_id)
    review = read.review(conn, me, dossier_id)
    mine = vocabulary.of_dossier(conn, me, dossier_id)
    marks = read.annotations_of(conn, me, dossier_id)
    prizes = dict(conn.execute("SELECT name, id FROM prize").fetchall())
    lists = listed.of_dossier(conn, me, dossier_id)
    notes = [text for text in (review.note, *(mark.note for mark in marks)) if text]
    about = [dossier.department]
    about += [" ".join(values) for key, values in dossier.fields if key != "laureate"]
    themes = sorted(mine, key=lambda theme: theme.id)
    texts = (
        dossier.title, dossier.applicant, dossier.body, " ".join(filter(None, about)),
        "\n".join(theme.name for theme in themes), "\n".join(notes),
    )  # fmt: skip
    place = places.get(conn, me, dossier_id)
    title, applicant = fold(dossier.title), fold(dossier.applicant)
    return Seen(
        dossier_id, dossier.ref, words(dossier.title), words(dossier.applicant),
        tuple(words(text) for text in texts), [words(text) for text in notes],
        {
            "statuses": {review.status},
            "prizes": {prizes.get(dossier.prize, 0)},
            "levels": {dossier.level},
            "themes": {theme.id for theme in mine} or {0},
            "shortlists": {key for key, _, _ in lists},
            "annotated": {bool(marks)},
        },
        {
            Field.THEME: {fold(theme.name) for theme in mine},
            Field.PRIZE: {fold(dossier.prize)} - {""},
            Field.LEVEL: {fold(dossier.level)} - {""},
            Field.DEPARTMENT: {fold(dossier.department)} - {""},
            Field.SHORTLIST: {fold(name) for _, name, _ in lists},
            Field.STATUS: {review.status.value},
            Field.KIND: {mark.kind.value for mark in marks},
        },
        dossier.words, [mark.kind for mark in marks], place.read_at,
        {
            Sort.EDITION: dossier_id,
            Sort.TITLE: (title, dossier_id),
            Sort.APPLICANT: (applicant == "", applicant, title, dossier_id),
            Sort.ANNOTATIONS: (-len(marks), dossier_id),
            Sort.WORDS: (-dossier.words, dossier_id),
            Sort.LAST_READ: (
                "".join(chr(0x10FFFF - ord(char)) for char in place.read_at) or "\U0010ffff" * 2,
                dossier_id,
            ),
        },
    )  # fmt: skip


def is_chosen(seen: Seen, facets: Facets, but: str = "") -> bool:
    """Return whether the facets leave a dossier, ``but`` for one of them."""
    return all(
        not chosen or chosen & values
        for facet, values in seen.facets.items()
        if facet != but and (chosen := getattr(facets, facet)) is not None
    )


def holds(seen: Seen, node: Node) -> bool:
    """Return whether a dossier matches, where no slip is forgiven."""
    match node:
        case Term():
            return any(_stands(node, column) for column in seen.columns)
        case All(parts):
            return all(holds(seen, part) for part in parts)
        case Either(parts):
            return any(holds(seen, part) for part in parts)
        case Not(part):
            return not holds(seen, part)
        case Condition(field, operator, values):
            return _FIELDS.get(field, _name)(seen, field, operator, values)


def _stands(term: Term, column: list[str]) -> bool:
    wanted = term.text.split()
    for at in range(len(column) - len(wanted) + 1):
        there = column[at : at + len(wanted)]
        if there[:-1] == wanted[:-1] and _is_word(there[-1], wanted[-1], term):
            return True
    return False


def _is_word(word: str, wanted: str, term: Term) -> bool:
    if word == wanted or (term.prefix and word.startswith(wanted)):
        return True
    return not (term.phrase or term.literal) and stem(word) == stem(wanted)


def _texts(seen: Seen, field: Field, operator: Operator, values: tuple[str, ...]) -> bool:
    columns = {Field.TITLE: [seen.title], Field.APPLICANT: [seen.applicant]}.get(field, seen.notes)
    if operator is not Operator.IS:
        return bool(any(columns)) == (operator is Operator.ANY)
    return any(
        any(_stands(Term(value, prefix=False, phrase=" " in value), column) for column in columns)
        for value in values
    )


def _name(seen: Seen, field: Field, operator: Operator, values: tuple[str, ...]) -> bool:
    held = seen.names[field]
    if operator is not Operator.IS:
        return bool(held) == (operator is Operator.ANY)
    return bool(held & {fold(value) for value in values})


def _number(seen: Seen, field: Field, operator: Operator, values: tuple[str, ...]) -> bool:
    held = seen.words if field is Field.WORDS else len(seen.kinds)
    match operator:
        case Operator.ANY | Operator.NONE:
            return bool(held) == (operator is Operator.ANY)
        case Operator.BETWEEN:
            low, high = values
            return (not low or held >= int(low)) and (not high or held <= int(high))
    return any(_COMPARED[operator](held, int(value)) for value in values)


def _read(seen: Seen, _field: Field, operator: Operator, values: tuple[str, ...]) -> bool:
    if operator in (Operator.ANY, Operator.NONE):
        return bool(seen.read_at) == (operator is Operator.ANY)
    if not seen.read_at:
        return False
    day = local(seen.read_at).date()
    if operator is Operator.BETWEEN:
        low, high = values
        least = span_of(low)[0] if low else day
        most = span_of(high)[1] if high else day
        return least <= day <= most
    found = False
    for value in values:
        first, last = span_of(value)
        found |= {
            Operator.IS: first <= day <= last,
            Operator.MORE: day >= last + timedelta(days=1),
            Operator.AT_LEAST: day >= first,
            Operator.LESS: day < first,
            Operator.AT_MOST: day <= last,
        }[operator]
    return found


def _ref(seen: Seen, _field: Field, operator: Operator, values: tuple[str, ...]) -> bool:
    return any(f"-{value}-" in f"-{seen.ref}-" for value in values)


_COMPARED: dict[Operator, Callable[[int, int], bool]] = {
    Operator.IS: lambda held, value: held == value,
    Operator.MORE: lambda held, value: held > value,
    Operator.AT_LEAST: lambda held, value: held >= value,
    Operator.LESS: lambda held, value: held < value,
    Operator.AT_MOST: lambda held, value: held <= value,
}
_FIELDS: dict[Field, Callable[[Seen, Field, Operator, tuple[str, ...]], bool]] = {
    Field.TITLE: _texts, Field.APPLICANT: _texts, Field.NOTE: _texts, Field.WORDS: _number,
    Field.ANNOTATED: _number, Field.READ: _read, Field.REF: _ref,
}  # fmt: skip
