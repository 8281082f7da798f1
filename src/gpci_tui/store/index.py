"""What dossiers are found by, kept in the transaction of every step.

``text_index`` and ``own_index`` (FTS5) know where each word stands, for phrases
and for ranking: the first in what the dossier says, the second in what the
juror says of it, so that a note never makes the long text be indexed again.
``store.traits`` knows which dossiers have a word, a theme, a status at all.
All of it is made of the journalled tables, and stays out of the journal.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gpci_tui.model.folding import fold, inner_words, words_of_folded
from gpci_tui.store import stamps
from gpci_tui.store.traits import OWN_WORDS, Aspect
from gpci_tui.store.upkeep import Upkeep, beginnings, clear

Row = Mapping[str, object]
Touched = tuple[str, Row | None, Row | None]

AT_ONCE = 1000
"""Dossiers whose texts are held in memory until they are written."""

UNSEARCHED_FIELDS = frozenset({"laureate"})
"""Fields of a dossier that say but yes."""

_COLUMNS = "rowid, body, title, applicant, about"
_DOSSIER = (
    "SELECT id, title, title_folded, applicant_folded, department, fields, body, prize_id, level"
    " FROM dossier"
)


class Texts(NamedTuple):
    """The folded texts of a dossier, as ``text_index`` has them."""

    id: int
    body: str
    title: str
    applicant: str
    about: str
    """What else it states: its department, its further fields, and what #RaconteTonMétier says."""


_OPINIONS: Mapping[Aspect, str] = {
    Aspect.STATUS: "SELECT dossier_id, status AS text FROM review WHERE juror_id = :me",
    Aspect.NOTED: "SELECT dossier_id, '' AS text FROM review WHERE juror_id = :me AND note <> ''",
    Aspect.THEME: "SELECT dossier_id, theme_id AS text FROM tagging WHERE juror_id = :me",
    Aspect.TAGGED: "SELECT dossier_id, '' AS text FROM tagging WHERE juror_id = :me",
    Aspect.SHORTLIST: "SELECT dossier_id, shortlist_id AS text FROM entry WHERE juror_id = :me",
    Aspect.LISTED: "SELECT dossier_id, '' AS text FROM entry WHERE juror_id = :me",
    Aspect.KIND: "SELECT dossier_id, kind AS text FROM annotation WHERE juror_id = :me",
    Aspect.ANNOTATED: "SELECT dossier_id, '' AS text FROM annotation WHERE juror_id = :me",
}
"""Where the juror's traits come from."""

_SAID_IN: Mapping[str, Mapping[Aspect, str]] = {
    "review": {Aspect.STATUS: "status", Aspect.NOTED: ""},
    "tagging": {Aspect.THEME: "theme_id", Aspect.TAGGED: ""},
    "entry": {Aspect.SHORTLIST: "shortlist_id", Aspect.LISTED: ""},
    "annotation": {Aspect.KIND: "kind", Aspect.ANNOTATED: ""},
}
"""Table -> the traits that its rows give, and the column that holds their text, if any."""


class Indexing:
    """Brings the index up to date with what one step writes, inside its transaction."""

    def __init__(self, conn: sqlite3.Connection, juror_id: int) -> None:
        self._conn = conn
        self._juror_id = juror_id
        self._upkeep = Upkeep(conn)
        self._tables: set[str] = set()

    def take(self, touched: Sequence[Touched]) -> None:
        """Index rows as they stand now."""
        if self._tables and any(before is not None for _, before, _ in touched):
            # What a row gained when it was taken before, it may lose now.
            self._upkeep.write()
        net = _net(touched)
        self._tables |= net.keys()
        _index_texts(self._conn, self._upkeep, net.get("dossier", {}).values())
        _index_own(self._conn, self._upkeep, self._juror_id, _with_own_words(self._conn, net))
        _index_opinions(self._conn, self._upkeep, self._juror_id, net)
        self._upkeep.write_if_many()

    def finish(self) -> None:
        """Write what was gathered, and say which tables were written."""
        self._upkeep.write()
        stamps.raise_(self._conn, self._tables)


def refresh(conn: sqlite3.Connection, juror_id: int, touched: Sequence[Touched]) -> None:
    """Bring the index up to date with all rows that a step touched."""
    indexing = Indexing(conn, juror_id)
    indexing.take(touched)
    indexing.finish()


def rebuild(conn: sqlite3.Connection, juror_id: int) -> None:
    """Index every dossier anew, inside the caller's transaction."""
    conn.execute("INSERT INTO text_index (text_index) VALUES ('delete-all')")
    conn.execute("DELETE FROM own_index")
    clear(conn)
    ids = [row[0] for row in conn.execute("SELECT id FROM dossier ORDER BY id").fetchall()]
    upkeep = Upkeep(conn)
    for at in range(0, len(ids), AT_ONCE):
        some = ids[at : at + AT_ONCE]
        _index_texts(conn, upkeep, ((None, row) for row in _dossiers(conn, some)))
        _index_own(conn, upkeep, juror_id, some)
    for aspect, query in _OPINIONS.items():
        for dossier_id, text in conn.execute(query, {"me": juror_id}).fetchall():
            upkeep.gain(aspect, (str(text),), dossier_id)
    upkeep.write()
    stamps.raise_(conn, stamps.TABLES)


def repair(conn: sqlite3.Connection, juror_id: int) -> None:
    """Index every dossier anew, even where the index itself is damaged."""
    # Row by row, what is damaged could not be taken away.
    conn.execute("INSERT INTO own_index (own_index) VALUES ('rebuild')")
    rebuild(conn, juror_id)


def _net(touched: Sequence[Touched]) -> dict[str, dict[int, tuple[Row | None, Row | None]]]:
    """Return, by table and row, the first image from before and the last from after."""
    found: dict[str, dict[int, tuple[Row | None, Row | None]]] = {}
    for table, before, after in touched:
        rows = found.setdefault(table, {})
        image = after or before
        assert image is not None
        row_id = _number(image["id"])
        first = rows[row_id][0] if row_id in rows else before
        rows[row_id] = (first, after)
    return found


def _dossiers(conn: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Row]:
    cursor = conn.execute(f"{_DOSSIER} WHERE id BETWEEN ? AND ? ORDER BY id", (ids[0], ids[-1]))
    names = [column[0] for column in cursor.description]
    for row in cursor.fetchall():
        yield dict(zip(names, row, strict=True))


def texts_of(image: Row) -> Texts:
    """Return the folded texts of a dossier's row."""
    fields = json.loads(str(image["fields"]))
    about = [str(image["department"])]
    about += [" ".join(values) for key, values in fields if key not in UNSEARCHED_FIELDS]
    about += inner_words(" ".join([str(image["title"]), *about]))
    return Texts(
        _number(image["id"]), fold(str(image["body"])), str(image["title_folded"]),
        str(image["applicant_folded"]), fold(" ".join(filter(None, about))),
    )  # fmt: skip


def _index_texts(
    conn: sqlite3.Connection, upkeep: Upkeep, rows: Iterable[tuple[Row | None, Row | None]]
) -> None:
    gone: list[Texts] = []
    new: list[Texts] = []
    for before, after in rows:
        was = None if before is None else texts_of(before)
        now = None if after is None else texts_of(after)
        _index_facts(upkeep, before, after)
        if was == now:
            continue
        _index_words(upkeep, was, now)
        gone += [was] if was else []
        new += [now] if now else []
        if len(gone) + len(new) >= AT_ONCE:
            _write_texts(conn, gone, new)
            upkeep.write_if_many()
            gone, new = [], []
    _write_texts(conn, gone, new)


def _write_texts(conn: sqlite3.Connection, gone: list[Texts], new: list[Texts]) -> None:
    # The index keeps no texts, so it has to be told what it forgets.
    conn.executemany(
        f"INSERT INTO text_index (text_index, {_COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?)", gone
    )
    conn.executemany(f"INSERT INTO text_index ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)", new)


def _index_words(upkeep: Upkeep, was: Texts | None, now: Texts | None) -> None:
    dossier_id = (now or was or Texts(0, "", "", "", "")).id
    old, new = _words(was), _words(now)
    for aspect, words in new.items():
        upkeep.gain(aspect, words - old[aspect] if was else words, dossier_id)
        if was:
            upkeep.lose(aspect, old[aspect] - words, dossier_id)
    if was:
        begun = beginnings(old[Aspect.WORD]) - beginnings(new[Aspect.WORD])
        upkeep.lose(Aspect.BEGINNING, begun, dossier_id)


def _words(texts: Texts | None) -> dict[Aspect, set[str]]:
    if texts is None:
        return {Aspect.WORD: set(), Aspect.TITLE_WORD: set(), Aspect.APPLICANT_WORD: set()}
    title, applicant = set(words_of_folded(texts.title)), set(words_of_folded(texts.applicant))
    words = set(words_of_folded(texts.body))
    words |= title
    words |= applicant
    words.update(words_of_folded(texts.about))
    return {Aspect.WORD: words, Aspect.TITLE_WORD: title, Aspect.APPLICANT_WORD: applicant}


def _index_facts(upkeep: Upkeep, before: Row | None, after: Row | None) -> None:
    if before is not None:
        for aspect, text in _facts(before):
            upkeep.lose(aspect, (text,), _number(before["id"]))
    if after is not None:
        for aspect, text in _facts(after):
            upkeep.gain(aspect, (text,), _number(after["id"]))


def _facts(image: Row) -> list[tuple[Aspect, str]]:
    return [
        (Aspect.PRESENT, ""),
        (Aspect.PRIZE, str(image["prize_id"] or 0)),
        (Aspect.LEVEL, str(image["level"])),
        (Aspect.DEPARTMENT, str(image["department"])),
    ]


def _with_own_words(
    conn: sqlite3.Connection, net: Mapping[str, Mapping[int, tuple[Row | None, Row | None]]]
) -> set[int]:
    """Return the dossiers of which the juror may have said something else than before."""
    found: set[int] = set()
    for table in ("tagging", "annotation", "review"):
        for images in net.get(table, {}).values():
            found.update(_number(image["dossier_id"]) for image in images if image)
    found.update(id_ for id_, (_, after) in net.get("dossier", {}).items() if after is None)
    for theme_id in net.get("theme", {}):
        rows = conn.execute("SELECT dossier_id FROM tagging WHERE theme_id = ?", (theme_id,))
        found.update(row[0] for row in rows.fetchall())
    return found


def _index_own(conn: sqlite3.Connection, upkeep: Upkeep, juror_id: int, ids: Iterable[int]) -> None:
    for dossier_id in sorted(ids):
        was = conn.execute(
            "SELECT themes, notes FROM own_index WHERE rowid = ?", (dossier_id,)
        ).fetchall()
        old = was[0] if was else ("", "")
        new = _own_texts(conn, juror_id, dossier_id)
        if old == new:
            continue
        if was:
            conn.execute("DELETE FROM own_index WHERE rowid = ?", (dossier_id,))
        if any(new):
            conn.execute(
                "INSERT INTO own_index (rowid, themes, notes) VALUES (?, ?, ?)", (dossier_id, *new)
            )
        for aspect, before, after in zip(OWN_WORDS, old, new, strict=True):
            words_before, words_after = set(words_of_folded(before)), set(words_of_folded(after))
            upkeep.lose(aspect, words_before - words_after, dossier_id)
            upkeep.gain(aspect, words_after - words_before, dossier_id)


def _own_texts(conn: sqlite3.Connection, juror_id: int, dossier_id: int) -> tuple[str, str]:
    """Return the names of the themes and the notes that the juror put on a dossier, folded."""
    themes = conn.execute(
        "SELECT theme.folded FROM tagging JOIN theme ON theme.id = theme_id"
        " WHERE juror_id = ? AND dossier_id = ? ORDER BY theme.id",
        (juror_id, dossier_id),
    ).fetchall()
    notes = conn.execute(
        "SELECT note FROM review WHERE juror_id = ?1 AND dossier_id = ?2 AND note <> ''"
        " UNION ALL SELECT note FROM annotation"
        " WHERE juror_id = ?1 AND dossier_id = ?2 AND note <> ''",
        (juror_id, dossier_id),
    ).fetchall()
    return "\n".join(row[0] for row in themes), "\n".join(fold(row[0]) for row in notes)


def _index_opinions(
    conn: sqlite3.Connection,
    upkeep: Upkeep,
    juror_id: int,
    net: Mapping[str, Mapping[int, tuple[Row | None, Row | None]]],
) -> None:
    """Take away what any touched row may have given, and give what stands now."""
    for table, aspects in _SAID_IN.items():
        images = [image for pair in net.get(table, {}).values() for image in pair if image]
        mine = [image for image in images if image["juror_id"] == juror_id]
        if not mine:
            continue
        ids = json.dumps(sorted({_number(image["dossier_id"]) for image in mine}))
        for aspect, column in aspects.items():
            for image in mine:
                text = str(image[column]) if column else ""
                upkeep.lose(aspect, (text,), _number(image["dossier_id"]))
            rows = conn.execute(
                f"{_OPINIONS[aspect]} AND dossier_id IN (SELECT value FROM json_each(:ids))",
                {"me": juror_id, "ids": ids},
            )
            for dossier_id, text in rows.fetchall():
                upkeep.gain(aspect, (str(text),), dossier_id)


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value


def gathered(conn: sqlite3.Connection, juror_id: int, first: int, last: int) -> Upkeep:
    """Return all traits of the dossiers from one id to another, as their rows give them."""
    upkeep = Upkeep(conn)
    span = {"me": juror_id, "first": first, "last": last}
    for row in _dossiers(conn, (first, last)):
        _index_facts(upkeep, None, row)
        _index_words(upkeep, None, texts_of(row))
    for dossier_id, texts in own_texts(conn, juror_id, first, last):
        for aspect, text in zip(OWN_WORDS, texts, strict=True):
            upkeep.gain(aspect, set(words_of_folded(text)), dossier_id)
    for aspect, query in _OPINIONS.items():
        rows = conn.execute(f"{query} AND dossier_id BETWEEN :first AND :last", span)
        for dossier_id, text in rows.fetchall():
            upkeep.gain(aspect, (str(text),), dossier_id)
    return upkeep


def texts(conn: sqlite3.Connection, first: int, last: int) -> Iterator[Texts]:
    """Give the folded texts of the dossiers from one id to another."""
    return map(texts_of, _dossiers(conn, (first, last)))


def own_texts(
    conn: sqlite3.Connection, juror_id: int, first: int, last: int
) -> Iterator[tuple[int, tuple[str, str]]]:
    """Give what the juror said of the dossiers from one id to another, where anything was."""
    rows = conn.execute(
        "SELECT dossier_id FROM review UNION SELECT dossier_id FROM tagging"
        " UNION SELECT dossier_id FROM annotation"
    ).fetchall()
    for (dossier_id,) in rows:
        said = _own_texts(conn, juror_id, dossier_id)
        if first <= dossier_id <= last and any(said):
            yield dossier_id, said
