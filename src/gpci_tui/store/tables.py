"""The tables of an edition, as its migrations make them.

Opinions (review, tagging, annotation, shortlist, entry, saved search) carry the juror and a
UUID, so that merging reviews is a union. ``place`` says where a juror's eye
was; it is no opinion, is replaced in place and stays out of the journal.
"""

from __future__ import annotations

FIRST = """
CREATE TABLE edition (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL DEFAULT '',
    year INTEGER,
    organiser TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE juror (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL DEFAULT '',
    organisation TEXT NOT NULL DEFAULT '',
    presentation TEXT NOT NULL DEFAULT '',
    is_group INTEGER NOT NULL DEFAULT 0 CHECK (is_group IN (0, 1)),
    is_me INTEGER NOT NULL DEFAULT 0 CHECK (is_me IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX juror_me ON juror(is_me) WHERE is_me = 1;
CREATE TABLE prize (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL DEFAULT '',
    places INTEGER NOT NULL DEFAULT 1 CHECK (places BETWEEN 0 AND 999)
) STRICT;
CREATE TABLE criterion (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    guidance TEXT NOT NULL DEFAULT '',
    scale_min INTEGER NOT NULL DEFAULT 1,
    scale_max INTEGER NOT NULL DEFAULT 5,
    weight REAL NOT NULL DEFAULT 1.0,
    suggested INTEGER NOT NULL DEFAULT 0 CHECK (suggested IN (0, 1))
) STRICT;
CREATE TABLE theme (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL DEFAULT '',
    sign TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE dossier (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    title_folded TEXT NOT NULL,
    applicant TEXT NOT NULL DEFAULT '',
    applicant_folded TEXT NOT NULL DEFAULT '',
    level TEXT NOT NULL DEFAULT '',
    department TEXT NOT NULL DEFAULT '',
    prize_id INTEGER REFERENCES prize(id),
    fields TEXT NOT NULL DEFAULT '[]',
    fingerprint TEXT NOT NULL,
    words INTEGER NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    imported_at TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX dossier_title ON dossier(title_folded);
CREATE INDEX dossier_applicant ON dossier(applicant_folded, title_folded);
CREATE INDEX dossier_words ON dossier(words);
CREATE INDEX dossier_prize ON dossier(prize_id);
CREATE INDEX dossier_level ON dossier(level);
CREATE TABLE revision (
    id INTEGER PRIMARY KEY,
    dossier_id INTEGER NOT NULL REFERENCES dossier(id),
    fingerprint TEXT NOT NULL,
    title TEXT NOT NULL,
    fields TEXT NOT NULL,
    body TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    replaced_at TEXT NOT NULL
) STRICT;
CREATE INDEX revision_dossier ON revision(dossier_id);
CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    juror_id INTEGER NOT NULL REFERENCES juror(id),
    dossier_id INTEGER NOT NULL REFERENCES dossier(id),
    status TEXT NOT NULL DEFAULT 'unread'
        CHECK (status IN ('unread', 'reading', 'read', 'reread', 'aside')),
    note TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL,
    UNIQUE (juror_id, dossier_id)
) STRICT;
CREATE INDEX review_dossier ON review(dossier_id);
CREATE TABLE tagging (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    juror_id INTEGER NOT NULL REFERENCES juror(id),
    dossier_id INTEGER NOT NULL REFERENCES dossier(id),
    theme_id INTEGER NOT NULL REFERENCES theme(id),
    created_at TEXT NOT NULL,
    UNIQUE (juror_id, dossier_id, theme_id)
) STRICT;
CREATE INDEX tagging_dossier ON tagging(dossier_id);
CREATE INDEX tagging_theme ON tagging(theme_id, juror_id);
CREATE TABLE annotation (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    juror_id INTEGER NOT NULL REFERENCES juror(id),
    dossier_id INTEGER NOT NULL REFERENCES dossier(id),
    fingerprint TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('strength', 'weakness', 'question', 'quote')),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    orphaned INTEGER NOT NULL DEFAULT 0 CHECK (orphaned IN (0, 1)),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX annotation_dossier ON annotation(dossier_id, juror_id, start);
CREATE TABLE shortlist (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    juror_id INTEGER NOT NULL REFERENCES juror(id),
    kind TEXT NOT NULL CHECK (kind IN ('prize', 'theme', 'own')),
    prize_id INTEGER REFERENCES prize(id),
    theme_id INTEGER REFERENCES theme(id),
    name TEXT NOT NULL DEFAULT '',
    places INTEGER NOT NULL DEFAULT 0 CHECK (places BETWEEN 0 AND 999),
    CHECK ((kind = 'prize') = (prize_id IS NOT NULL)),
    CHECK ((kind = 'theme') = (theme_id IS NOT NULL)),
    CHECK ((kind = 'own') = (name <> '')),
    UNIQUE (juror_id, prize_id),
    UNIQUE (juror_id, theme_id)
) STRICT;
CREATE INDEX shortlist_prize ON shortlist(prize_id);
CREATE INDEX shortlist_theme ON shortlist(theme_id);
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    juror_id INTEGER NOT NULL REFERENCES juror(id),
    shortlist_id INTEGER NOT NULL REFERENCES shortlist(id),
    dossier_id INTEGER NOT NULL REFERENCES dossier(id),
    rank INTEGER NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    UNIQUE (shortlist_id, dossier_id)
) STRICT;
CREATE INDEX entry_dossier ON entry(dossier_id);
CREATE INDEX entry_rank ON entry(shortlist_id, rank);

CREATE TABLE place (
    dossier_id INTEGER NOT NULL REFERENCES dossier(id),
    juror_id INTEGER NOT NULL REFERENCES juror(id),
    position INTEGER NOT NULL DEFAULT 0,
    progress REAL NOT NULL DEFAULT 0,
    read_at TEXT NOT NULL,
    PRIMARY KEY (juror_id, dossier_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_dossier ON place(dossier_id);
CREATE TABLE session (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE journal_step (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    juror_id INTEGER REFERENCES juror(id),
    at TEXT NOT NULL,
    verb TEXT NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'left'))
) STRICT;
CREATE INDEX journal_step_state ON journal_step(state, id);
CREATE TABLE journal_row (
    id INTEGER PRIMARY KEY,
    step_id INTEGER NOT NULL REFERENCES journal_step(id),
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX journal_row_step ON journal_row(step_id);
CREATE INDEX journal_row_row ON journal_row(table_name, row_id);

CREATE VIRTUAL TABLE text_index USING fts5(
    title, applicant, body, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'",
    prefix = '2 3'
);
CREATE VIRTUAL TABLE own_index USING fts5(
    themes, notes, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'", prefix = '2 3'
);
CREATE VIRTUAL TABLE text_words USING fts5vocab(text_index, 'row');
CREATE VIRTUAL TABLE own_words USING fts5vocab(own_index, 'row');
"""

FIND_ANYTHING = """
DROP TABLE text_words;
DROP TABLE own_words;
DROP TABLE text_index;
CREATE VIRTUAL TABLE text_index USING fts5(
    body, title, applicant, about, content = '',
    tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
);
INSERT INTO text_index (text_index, rank) VALUES ('hashsize', 33554432);
CREATE TABLE trait (
    aspect INTEGER NOT NULL,
    text TEXT NOT NULL,
    id INTEGER NOT NULL,
    docs INTEGER NOT NULL CHECK (docs > 0),
    PRIMARY KEY (aspect, text)
) STRICT, WITHOUT ROWID;
CREATE TABLE posting (
    id INTEGER PRIMARY KEY,
    bits BLOB NOT NULL
) STRICT;
CREATE TABLE stamp (
    table_name TEXT PRIMARY KEY,
    n INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE saved_search (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    juror_id INTEGER NOT NULL REFERENCES juror(id),
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (juror_id, folded)
) STRICT;
CREATE INDEX place_read ON place(juror_id, read_at, dossier_id);
"""
"""The index (``store.index``), what tells caches of writes, and saved searches, which are opinions.

The columns of ``text_index`` begin with the longest, as those behind it cost two bytes a
word. Its words are gathered in memory before they are written, up to 32 MiB at an import.
"""

REVISIONS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "dossier": (("place", "TEXT NOT NULL DEFAULT ''", '""'),),
    "revision": tuple(
        (name, "TEXT", "null")
        for name in ("applicant", "level", "department", "prize", "source", "place")
    ),
    "annotation": (
        (
            "fate",
            "TEXT NOT NULL DEFAULT '' CHECK (fate IN ('', 'kept', 'moved', 'orphaned'))",
            '""',
        ),
        ("similarity", "REAL NOT NULL DEFAULT 1.0 CHECK (similarity BETWEEN 0 AND 1)", "1.0"),
        ("quote_before", "TEXT NOT NULL DEFAULT ''", '""'),
    ),
}
"""Table -> its further columns: name, kind, and the value of older rows as JSON.

``place`` says where in its file a dossier stands. Of what was replaced before this version
only title, fields and text were kept, so that a revision's further columns may be null.
An annotation says what the last revision did to it.
"""


def add_columns(table: str) -> list[str]:
    """Return the statements that add to a table its columns of ``REVISIONS``.

    The journal compares whole rows, so its images get the new columns as well. They are
    lengthened as text, as SQLite would write the same JSON with other spaces.
    """
    columns = REVISIONS[table]
    added = "".join(f', "{name}": {value}' for name, _, value in columns)
    return [
        *(f"ALTER TABLE {table} ADD COLUMN {name} {kind}" for name, kind, _ in columns),
        *(
            f"UPDATE journal_row SET {image} = substr({image}, 1, length({image}) - 1)"
            f" || '{added}}}' WHERE table_name = '{table}' AND {image} IS NOT NULL"
            for image in ("before", "after")
        ),
    ]


DIGESTS = """
ALTER TABLE journal_row ADD COLUMN digest BLOB NOT NULL DEFAULT x'';
ALTER TABLE journal_step ADD COLUMN digest BLOB NOT NULL DEFAULT x'';
ALTER TABLE place ADD COLUMN digest BLOB NOT NULL DEFAULT x'';
ALTER TABLE session ADD COLUMN digest BLOB NOT NULL DEFAULT x'';
CREATE TABLE origin (
    name TEXT PRIMARY KEY,
    digest BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE seal (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    counter INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;
INSERT INTO seal VALUES (1, 0, x'');
"""
"""What tells that a row is as it was written (``store.digests``), and the whole file
(``store.seals``)."""
