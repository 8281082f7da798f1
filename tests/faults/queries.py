"""Anything is typed into the search of the sample edition; nothing may raise.

A third of the texts are random characters of all planes, with controls and lone surrogates; a
third pieces of the query language, SQL and FTS5 in any order; a third real searches, cut, doubled
or with pieces put in. Each is searched as it is typed, with facets, taken literally, ranked, shown
in context, completed at any place, looked for within a text, and jumped to. Afterwards the file of
the edition must hold the same bytes.
"""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from gpci_tui.model.document import parse
from gpci_tui.model.listing import Facets, Sort
from gpci_tui.operations import completing, facet_query, importing, jumping, library, themes
from gpci_tui.search.completion import complete
from gpci_tui.search.within import find_within
from gpci_tui.store import dossiers
from gpci_tui.store.connection import Store, open_store
from tests.faults.fault import Fault, Outcome

PIECES = (
    *"\"'()*^:-+=<>{}[];,.~|&!?#%_\\/§…«»“”„‘’ \t\n\0",
    "AND", "OR", "NOT", "NEAR", "NEAR(", "ET", "OU", "SAUF", "PUIS", "THEN", "thème:", "theme:",
    "titre:", "état:", "status:", "mots:", "words:", "mots>", "mots>=", "lu:", "read:", "note:",
    "liste:", "niveau:", "prix:", "sort:", "tri:", "..", "aucun", "none", "*", "hier", "2025-13-45",
    "9" * 40, "-1", "1e999", "école", "numérique", "tablettes", "body:", "rowid:", "rank:",
    "'; DROP TABLE dossier; --", '" OR 1=1 --', "UNION SELECT", "MATCH", "bm25(text_index)",
    "{title body} : x", "^début", "col : (a OR", "x'41'", "%00", "${x}", "{0}", "%s", "[b]x[/b]",
    "[@click=app.quit]x[/]", "\x1b]52;c;eA==\x07", "\u202e", "\u0301" * 9, "\ud800", "\U000e0041",
    "İ", "ß", "ﬁ", "œ", "Ǆ", "\uffff", "١٢", "a" * 3000, "(" * 300, "-" * 300, '"' * 301,
)  # fmt: skip


def as_it_is(count: int, folder: Path) -> Outcome:
    with closing(_sample(folder)) as store:
        before = store.path.read_bytes()
        bodies = dossiers.bodies(store.conn, [1, 2])
        documents = [parse(body) for body in bodies.values()]

        def look(typed: str, chance: random.Random) -> None:
            _look(store, typed, chance)
            find_within(chance.choice(documents), typed[:500], typing=chance.random() < 0.5)

        outcome = _tried(count, look)
        if store.path.read_bytes() != before:
            outcome.bad["edition written"] += 1
    return outcome


def passed_through(count: int, folder: Path) -> Outcome:
    """Hand what is typed to FTS5 as it is."""
    with closing(_sample(folder)) as store:

        def look(typed: str, _chance: random.Random) -> None:
            query = "SELECT rowid FROM text_index WHERE text_index MATCH ?"
            store.conn.execute(query, (typed,)).fetchall()

        return _tried(count, look)


def _tried(count: int, look: Callable[[str, random.Random], None]) -> Outcome:
    chance = random.Random(count)
    known = _real()
    bad: Counter[str] = Counter()
    first = ""
    for _ in range(count):
        typed = _typed(chance, known)
        try:
            look(typed, chance)
        except (Exception, RecursionError) as error:  # noqa: BLE001 - whatever it is, it is counted.
            bad[type(error).__name__] += 1
            first = first or f"first at {typed[:80]!a}: {str(error)[:80]!a}"
    return Outcome(count, bad, first)


def _typed(chance: random.Random, known: list[str]) -> str:
    kind = chance.randrange(3)
    if kind == 0:
        planes = (0x7F, 0x17F, 0x2FFF, 0xFFFF, 0x10FFFF)
        letters = [
            chr(chance.randint(0, chance.choice(planes))) for _ in range(chance.randint(0, 40))
        ]
        return "".join(letters)
    if kind == 1:
        joint = chance.choice(("", " ", ""))
        return joint.join(chance.choices(PIECES, k=chance.randint(1, 12)))
    typed = chance.choice(known)
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(typed))
        typed = (
            typed[:at] + chance.choice((*PIECES, typed, "")) + typed[at + chance.randint(0, 3) :]
        )
    return typed[:5000]


def _look(store: Store, typed: str, chance: random.Random) -> None:
    facets = Facets(themes=frozenset({0, 1})) if chance.random() < 0.2 else Facets()
    found = library.find(
        store, typed, facets, chance.choice(tuple(Sort)), with_facets=chance.random() < 0.3,
        typing=chance.random() < 0.5, literal=chance.random() < 0.2,
    )  # fmt: skip
    ids = list(library.rank(store, found).ids)
    assert len(set(ids)) == len(ids) <= found.total
    library.snippets(store, ids[:3], found.terms, 60)
    complete(typed, chance.randint(0, len(typed)), completing.names(store))
    facet_query.narrowed(facet_query.finished(typed), "thème:x")
    jumping.targets(store, typed, 10)


def _real() -> list[str]:
    lists = tomllib.loads(
        (Path(__file__).parents[1] / "search" / "queries.toml").read_text("utf-8")
    )
    return [typed for one in lists.values() for typed in one]


def _sample(folder: Path) -> Store:
    store = open_store(folder / "edition.gpci")
    importing.open_sample(store)
    themes.create(store, "Numérique", [1, 2])
    return store


FAULT = Fault(
    name="queries", what="query strings: random, adversarial, SQL and FTS5 syntax",
    must="0 exceptions", quick=250, full=20_000, run=as_it_is,
    weaker="the same strings handed to FTS5 as they are", control=passed_through,
    control_count=200, how=__doc__,
)  # fmt: skip
