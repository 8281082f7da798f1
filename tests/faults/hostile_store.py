"""An edition whose every text is hostile, past the cleaning: as somebody else's program made it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from gpci_tui.operations import edition
from gpci_tui.store import index
from tests.faults import hostile
from tests.operations.scenes import set_the_stage
from tests.samples import CALAIS, LYON, open_filled

COLUMNS = {
    "edition": ("name", "organiser", "description"),
    "juror": ("name", "role", "organisation", "presentation"),
    "prize": ("name", "description"),
    "criterion": ("name", "guidance"),
    "theme": ("name", "description", "sign"),
    "dossier": ("ref", "title", "applicant", "level", "department", "source", "body"),
    "revision": ("title", "body", "applicant", "level", "department", "prize", "source"),
    "review": ("note",),
    "annotation": ("quote", "prefix", "suffix", "note", "quote_before"),
    "shortlist": ("name",),
    "entry": ("reason",),
    "saved_search": ("name", "query"),
}
CODES = {
    f"{table}.{column}": f"K{number:02}"
    for number, (table, column) in enumerate(
        [(table, column) for table, columns in COLUMNS.items() for column in columns]
        + [("dossier", "fields"), ("journal_step", "words"), ("file", "import")]
    )
}
"""Field -> its code, by which it is known on the screen."""
FIELD_OF = {code: field for field, code in CODES.items()}
_ROWS = {
    ("shortlist", "name"): "WHERE name <> ''",
    ("dossier", "ref"): f"WHERE ref <> '{LYON.ref}'",
}
"""Those that may be changed; by one ref a dossier is asked for."""
_NOT_TEXT = ("count", "rank", "places", "kind", "status")


def make(folder: Path, first: int) -> Path:
    """Make the edition; each field begins with another payload, counted from ``first``."""
    path = folder / "edition.gpci"
    with closing(open_filled(path)) as store:
        set_the_stage(store)
        edition.take_in(store, [CALAIS._replace(body="Un mot.\n\n" + CALAIS.body)])
        conn = store.conn
        conn.execute("BEGIN")
        for number, field in enumerate(CODES):
            _fill(conn, *field.split("."), hostile.text(CODES[field], first + number))
        index.rebuild(conn, store.juror_id)
        conn.execute("COMMIT")
    return path


def _fill(conn: sqlite3.Connection, table: str, column: str, text: str) -> None:
    if column == "fields":
        fields = [["budget", [text]], ["partners", [text, "b"]], [text, ["c"]]]
        conn.execute("UPDATE dossier SET fields = ?", (json.dumps(fields),))
    elif column == "words":
        for id_, words in conn.execute("SELECT id, words FROM journal_step").fetchall():
            changed = {k: v if k in _NOT_TEXT else text for k, v in json.loads(words).items()}
            values = json.dumps(changed), id_
            conn.execute("UPDATE journal_step SET words = ? WHERE id = ?", values)
    elif column == "body":
        body = f"## {text}\n\n- {text}\n- b\n\n> {text}\n\n{text}\n\n| {text} | b |\n\n"
        conn.execute(f"UPDATE {table} SET body = ? || body", (body,))
    elif table in COLUMNS:
        # One row's text is not another's: some have to be unique.
        which = _ROWS.get((table, column), "")
        conn.execute(f"UPDATE {table} SET {column} = ? || id {which}", (text + "~",))


def files(folder: Path, first: int) -> Path:
    """Make a folder of files to import, whose names and contents are hostile."""
    made = folder / "to-import"
    made.mkdir()
    text = hostile.text(CODES["file.import"], first)
    name = text.replace("/", "").replace("\0", "")[:80]
    quoted = json.dumps(text)
    for file, content in (
        (f"{name}.md", f"---\ntitle: {quoted}\nprize: {quoted}\n{quoted}: x\n---\n{text}\n"),
        (f"b{name}.md", f"---\n{text}: [\n---\n"),
        ("edition.toml", f"name = {quoted}\n{quoted} = 1\n"),
    ):
        (made / file).write_text(content, "utf-8")
    return made
