"""Every verb as a move that a random game can make, whatever the store holds just then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gpci_tui.model.dossier import DossierDraft, EditionDraft, Prize, Theme
from gpci_tui.model.errors import NotFound
from gpci_tui.model.review import Kind, ListKey, ListKind, Status
from gpci_tui.operations import (
    annotations,
    edition,
    reviews,
    saved_searches,
    shortlists,
    themes,
)
from gpci_tui.store.connection import Store
from tests.samples import DRAFTS

TEXTS = (
    "", "Élan", "élan ", "x\x1b[0m", "Inclusion", "a" * 90, "« œuvre »\n\nà suivre", "\u0301",
    "Numérique responsable", "[b]gras[/b]",
)  # fmt: skip


@dataclass(frozen=True)
class Move:
    """A verb with the numbers from which its arguments are made."""

    verb: str
    a: int = 0
    b: int = 0
    c: int = 0
    text: str = "Élan"


def _row(store: Store, table: str, number: int, where: str = "1") -> int:
    rows = store.conn.execute(f"SELECT id FROM {table} WHERE {where} ORDER BY id").fetchall()
    if not rows:
        raise NotFound("nothing of that kind yet")
    return int(rows[number % len(rows)][0])


def _dossier(store: Store, number: int) -> int:
    return _row(store, "dossier", number)


def _several(store: Store, move: Move) -> Sequence[int]:
    # Now and then one dossier twice, as a caller might hand it over.
    count = move.c % 4
    return [_dossier(store, move.b + step * (move.c % 3)) for step in range(count + 1)]


def _theme(store: Store, number: int) -> int:
    return _row(store, "theme", number)


def _key(store: Store, number: int) -> ListKey:
    kind = tuple(ListKind)[number % 3]
    if kind is ListKind.OWN:
        return ListKey(kind, _row(store, "shortlist", number // 3, "kind = 'own'"))
    return ListKey(kind, _row(store, kind.value, number // 3))


def _draft(number: int, text: str) -> DossierDraft:
    draft = DRAFTS[number % len(DRAFTS)]
    body = (
        draft.body,
        f"## Avant-propos\n\n{text}\n\n{draft.body}",
        draft.body + draft.body,
        draft.body.replace("tablettes", "ardoises"),
        f"Un tout autre texte, {text}.",
    )[number // len(DRAFTS) % 5]
    prize = ("", "Innovation pédagogique", "Prix nouveau")[number % 3]
    return draft._replace(body=body, prize=prize, title=draft.title + " (révisé)" * (number % 2))


def _import(store: Store, m: Move) -> object:
    drafts = {draft.ref: draft for draft in (_draft(m.a, m.text), _draft(m.b, m.text))}
    new = _draft(m.c, m.text)._replace(ref=f"nouveau-{m.c % 4}")
    toml = EditionDraft(
        name=f"Édition {m.a % 3}",
        year=2025 + m.b % 2,
        prizes=(Prize(0, "Coup de cœur"),),
        themes=(Theme(0, "Élan"),),
    )
    return edition.take_in(
        store, [*drafts.values(), new][: 1 + m.a % 3], toml if m.b % 3 == 0 else None
    )


VERBS: dict[str, Callable[[Store, Move], object]] = {
    "themes.tag": lambda s, m: themes.tag(s, _several(s, m), _theme(s, m.a)),
    "themes.untag": lambda s, m: themes.untag(s, _several(s, m), _theme(s, m.a)),
    "themes.create": lambda s, m: themes.create(s, m.text, _several(s, m) if m.a % 2 else ()),
    "themes.rename": lambda s, m: themes.rename(s, _theme(s, m.a), m.text),
    "themes.describe": lambda s, m: themes.describe(s, _theme(s, m.a), m.text),
    "themes.set_sign": lambda s, m: themes.set_sign(s, _theme(s, m.a), ("", "●", "■")[m.b % 3]),
    "themes.merge": lambda s, m: themes.merge(s, _theme(s, m.a), _theme(s, m.b)),
    "themes.delete": lambda s, m: themes.delete(s, _theme(s, m.a)),
    "reviews.set_status": lambda s, m: reviews.set_status(
        s, _several(s, m), tuple(Status)[m.a % len(Status)]
    ),
    "reviews.start_reading": lambda s, m: reviews.start_reading(s, _dossier(s, m.a)),
    "reviews.toggle_aside": lambda s, m: reviews.toggle_aside(s, _several(s, m)),
    "reviews.set_note": lambda s, m: reviews.set_note(s, _dossier(s, m.a), m.text),
    "annotations.annotate": lambda s, m: annotations.annotate(
        s, _dossier(s, m.a), m.b % 150, m.b % 150 + 1 + m.c % 60, tuple(Kind)[m.c % 4], m.text
    ),
    "annotations.edit": lambda s, m: annotations.edit(
        s, _row(s, "annotation", m.a), kind=tuple(Kind)[m.b % 4] if m.b % 5 else None,
        note=m.text if m.c % 2 else None,
    ),
    "annotations.delete": lambda s, m: annotations.delete(s, _row(s, "annotation", m.a)),
    "annotations.attach": lambda s, m: annotations.attach(
        s, _row(s, "annotation", m.a), m.b % 150, m.b % 150 + 1 + m.c % 60
    ),
    "shortlists.add": lambda s, m: shortlists.add(s, _several(s, m), _key(s, m.a), m.text),
    "shortlists.remove": lambda s, m: shortlists.remove(s, _several(s, m), _key(s, m.a)),
    "shortlists.rank": lambda s, m: shortlists.rank(s, _row(s, "entry", m.a), m.b % 7 - 3),
    "shortlists.move": lambda s, m: shortlists.move(s, _row(s, "entry", m.a), _key(s, m.b)),
    "shortlists.set_reason": lambda s, m: shortlists.set_reason(s, _row(s, "entry", m.a), m.text),
    "shortlists.set_places": lambda s, m: shortlists.set_places(s, _key(s, m.a), m.b % 1001 - 1),
    "shortlists.create": lambda s, m: shortlists.create(
        s, m.text, _several(s, m) if m.a % 2 else ()
    ),
    "shortlists.rename": lambda s, m: shortlists.rename(s, _key(s, m.a), m.text),
    "shortlists.delete": lambda s, m: shortlists.delete(s, _key(s, m.a)),
    "saved_searches.save": lambda s, m: saved_searches.save(s, m.text, m.text),
    "saved_searches.rename": lambda s, m: saved_searches.rename(
        s, _row(s, "saved_search", m.a), m.text
    ),
    "saved_searches.remove": lambda s, m: saved_searches.remove(s, _row(s, "saved_search", m.a)),
    "edition.take_in": _import,
    "edition.rename_me": lambda s, m: edition.rename_me(s, m.text),
}  # fmt: skip
