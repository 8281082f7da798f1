"""One file, of Markdown with or without front matter or of another format -> drafts of dossiers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

from gpci_tui.importers import front_matter, own_markdown
from gpci_tui.importers.extract import Extract, format_of, read_as
from gpci_tui.importers.formats import Format
from gpci_tui.importers.front_matter import Entry
from gpci_tui.importers.keys import MAX_OWN_KEY, MAX_TITLE, MAX_VALUE, MAX_VALUES, Key, known
from gpci_tui.importers.own_markdown import Piece
from gpci_tui.importers.problems import Problem, Rejected, notice
from gpci_tui.importers.source import SourceFile
from gpci_tui.model.cleaning import clean, clean_line
from gpci_tui.model.document import plain
from gpci_tui.model.dossier import (
    FIELDS,
    LEVELS,
    DossierDraft,
    EditionDraft,
    Provenance,
    make_ref,
)  # fmt: skip
from gpci_tui.model.errors import N_
from gpci_tui.model.folding import fold

if TYPE_CHECKING:
    from gpci_tui.importers.tables.mapping import Understood

_HEADING = re.compile(r"^# +(.+?)(?: +#+)? *$", re.MULTILINE)
_YES = {"true", "yes", "oui", "vrai", "1"}
_NO = {"false", "no", "non", "faux", "0"}
_TITLE_LINE = 120
"""Characters of a line that may be a title without being a heading."""
_READ_ME = {"readme", "lisezmoi", "lisez-moi", "lisez_moi"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave: its drafts, and what to tell."""

    drafts: tuple[DossierDraft, ...] = ()
    problems: tuple[Problem, ...] = ()
    table: Understood | None = None
    """Where the drafts are the rows of a table: how its columns were understood."""
    edition: EditionDraft | None = None
    """What the file says of its edition, besides."""
    is_export: bool = False
    """Whether this program wrote it, after what a person settled."""

    @property
    def draft(self) -> DossierDraft | None:
        """The first draft; the only one of most formats."""
        return self.drafts[0] if self.drafts else None


def read(file: SourceFile) -> Reading:
    """Read one file; what is wrong with it is told in ``problems``, never raised."""
    try:
        found = format_of(file)
        if found.many:
            return _many(found, file)
        extracted = read_as(found, file)
        own = own_markdown.pieces(extracted.text) if not found.rich else []
        if own:
            return _own(file, own, extracted.notices)
        draft, notices = _rich(file, extracted) if found.rich else _plain(file, extracted)
    except Rejected as rejected:
        return Reading((), (rejected.problem(file.name),))
    return Reading((draft,) if draft else (), extracted.notices + notices)


def _own(file: SourceFile, pieces: Sequence[Piece], notices: Sequence[Problem]) -> Reading:
    """Return the dossiers of an export of this program; the review in it is no part of them."""
    drafts: list[DossierDraft] = []
    problems = list(notices)
    for piece in pieces:
        try:
            entries, body = front_matter.split(piece.text)
            draft, told = draft_of(file, entries, body)
        except Rejected as rejected:
            problem = rejected.problem(file.name)
            problems.append(replace(problem, line=piece.first_line + max(0, problem.line - 1)))
            continue
        place = Provenance(first_line=piece.first_line, last_line=piece.last_line)
        drafts.append(draft._replace(place=place))
        problems += told
    return Reading(tuple(drafts), tuple(problems), is_export=True)


def _many(found: Format, file: SourceFile) -> Reading:
    reading: Reading = import_module(found.module).drafts(file)
    return reading


def _plain(file: SourceFile, extracted: Extract) -> tuple[DossierDraft | None, tuple[Problem, ...]]:
    """Return the draft of a text that states its title and keys itself."""
    entries, body = front_matter.split(extracted.text)
    if entries is None and file.found and fold(file.path.stem) in _READ_ME:
        told = notice(file.name, 0, N_("A read-me without front matter is no dossier."))
        return None, (told,)
    return draft_of(file, entries, body)


def _rich(file: SourceFile, extracted: Extract) -> tuple[DossierDraft, tuple[Problem, ...]]:
    """Return the draft of a document, whose title has to be found."""
    body = clean(extracted.text).strip("\n").rstrip()
    if not body.strip():
        raise Rejected(0, N_("There is no text in it."))
    heading, rest = _title_of(body)
    title = plain(heading)
    if not title or not rest.strip() or len(title) > MAX_TITLE:
        title, rest = _title_without_heading(file, extracted, body), body
    ref, notices = _ref(file, None)
    return DossierDraft(ref, title, rest, source=file.name), notices


def _title_without_heading(file: SourceFile, extracted: Extract, body: str) -> str:
    """Return a title from the document's properties, else its first line, else its name."""
    first = next(line for line in body.split("\n") if line.strip())
    for title in (clean_line(extracted.title), plain(first)):
        if 0 < len(title) <= _TITLE_LINE:
            return title
    return clean_line(file.path.stem)


def draft_of(
    file: SourceFile, entries: Sequence[Entry] | None, body: str
) -> tuple[DossierDraft, tuple[Problem, ...]]:
    """Return a draft of what is stated about a dossier, and its text; and what to tell.

    Without ``entries`` the first heading of the text is the title.

    Raises:
        Rejected: what is stated can't be taken, or something is missing.
    """
    body = clean(body).strip("\n").rstrip()
    stated, own = _sorted(entries or [])
    if entries is None:
        title, body = _title_of(body)
        stated["title"] = Entry("title", (title,) if title else (), 1)
    _check_title(stated.get("title"), entries is not None)
    if not body.strip():
        last = max((entry.line for entry in entries or ()), default=0)
        raise Rejected(last + 1, N_("The text of the dossier is missing below its title and keys."))
    ref, notices = _ref(file, stated.get("ref"))
    draft = DossierDraft(
        ref=ref,
        title=_text(stated, "title"),
        body=body,
        applicant=_text(stated, "applicant"),
        level=_level(_text(stated, "level")),
        department=_text(stated, "department"),
        prize=_text(stated, "prize"),
        fields=_fields(stated, own),
        source=file.name,
    )
    return draft, (*notices, *_remarks(file, entries or []))


def _remarks(file: SourceFile, entries: Sequence[Entry]) -> list[Problem]:
    return [
        notice(
            file.name, entry.line,
            N_("What follows “#” was taken for a remark; put the text between quotes to keep it."),
        )
        for entry in entries if entry.remark
    ]  # fmt: skip


def _sorted(entries: Sequence[Entry]) -> tuple[dict[str, Entry], dict[str, Entry]]:
    """Return the entries under known keys, by English name, and those of the file's own.

    Raises:
        Rejected: a key stands twice, or a value can't be taken.
    """
    stated: dict[str, Entry] = {}
    own: dict[str, Entry] = {}
    if len(entries) > MAX_VALUES:
        raise Rejected(entries[MAX_VALUES].line, N_("There are more than {n} keys."), n=MAX_VALUES)
    for entry in entries:
        key = known(entry.key)
        place, name = (own, entry.key) if key is None else (stated, key.name)
        if name in place:
            raise Rejected(
                entry.line, N_("“{key}” stands twice, here and in line {first}."),
                key=entry.key, first=place[name].line,
            )  # fmt: skip
        _check(entry, key)
        place[name] = entry
    return stated, own


def _check(entry: Entry, key: Key | None) -> None:
    if key is None and not 0 < len(entry.key) <= MAX_OWN_KEY:
        raise Rejected(entry.line, N_("A key has 1 to {n} characters."), n=MAX_OWN_KEY)
    if key is not None and entry.is_list and not key.takes_list:
        raise Rejected(
            entry.line,
            N_("“{key}” takes one text, not a list. A text that begins with “[” goes between "
               "quotes."),
            key=entry.key,
        )  # fmt: skip
    if len(entry.values) > MAX_VALUES:
        raise Rejected(
            entry.line, N_("“{key}” holds more than {n} texts."), key=entry.key, n=MAX_VALUES
        )
    longest = MAX_VALUE if key is None else key.longest
    if any(len(value) > longest for value in entry.values):
        raise Rejected(
            entry.line, N_("“{key}” is too long: at most {n} characters."), key=entry.key, n=longest
        )  # fmt: skip


def _check_title(title: Entry | None, has_front_matter: bool) -> None:
    if title is not None and title.values:
        _check(title, known("title"))
        return
    line = title.line if title is not None else 1
    if has_front_matter:
        raise Rejected(line, N_("The title is missing: add a line “title: …” to the front matter."))
    raise Rejected(
        line,
        N_("The title is missing: begin the file with a line “# Title”, or with a front matter."),
    )


def _title_of(body: str) -> tuple[str, str]:
    """Return the first heading of level 1, and the text, without it where it stands first."""
    heading = _HEADING.search(body)
    if heading is None:
        return "", body
    if not body[: heading.start()].strip():
        body = body[heading.end() :].lstrip("\n")
    return clean_line(heading.group(1)), body


def _ref(file: SourceFile, stated: Entry | None) -> tuple[str, tuple[Problem, ...]]:
    if stated is not None and stated.values:
        written = stated.values[0]
        ref = make_ref(written)
        if ref == written:
            return ref, ()
        if ref:
            told = notice(
                file.name, stated.line, N_("The reference “{written}” is written “{ref}” here."),
                written=written, ref=ref,
            )  # fmt: skip
            return ref, (told,)
    ref = make_ref(clean_line(file.path.stem))
    if not ref:
        raise Rejected(
            stated.line if stated is not None else 1,
            N_("No reference can be made of the file's name: add a line “ref: …” with letters or "
               "digits to the front matter."),
        )  # fmt: skip
    return ref, ()


def _text(stated: dict[str, Entry], name: str) -> str:
    return ", ".join(stated[name].values) if name in stated else ""


def _level(written: str) -> str:
    """Return a known level as the program writes it, another one as it is."""
    return next((level for level in LEVELS if fold(level) == fold(written)), written)


def _fields(
    stated: dict[str, Entry], own: dict[str, Entry]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = [(name, stated[name].values) for name in FIELDS if name in stated]
    found = [(name, _yes(stated[name]) if name == "laureate" else values) for name, values in found]
    found += [(entry.key, entry.values) for entry in own.values()]
    return tuple((name, values) for name, values in found if values)


def _yes(entry: Entry) -> tuple[str, ...]:
    said = fold(entry.values[0]) if entry.values else "no"
    if said in _YES:
        return ("true",)
    if said in _NO:
        return ()
    raise Rejected(
        entry.line, N_("“{key}” takes yes or no, not “{value}”."),
        key=entry.key, value=entry.values[0],
    )  # fmt: skip
