"""PDF with a text layer, in reading order. Pictures of text are not read."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

from gpci_tui.importers.extract import Extract
from gpci_tui.importers.problems import Problem, Rejected, notice
from gpci_tui.model.errors import N_

MAX_PAGES = 2000
"""Pages that are read of one file."""
LEAST_READABLE = 0.7
"""Part of a text's signs that are letters, digits or usual signs, at least."""

_NAMED = 3
_FILE_NAME = re.compile(
    r"^microsoft \w+ - |^untitled|^sans titre"
    r"|\.(?:docx?|odt|rtf|pdf|indd|pub|pptx?|odp|xlsx?|pages|tex)$",
    re.IGNORECASE,
)


def read(data: bytes, name: str) -> Extract:
    """Return the text of a PDF; ``name`` is what it is called in notices.

    Raises:
        Rejected: it is damaged or encrypted, or holds no text.
    """
    from pypdf.errors import DependencyError

    from gpci_tui.importers.pdf import blocks, margins, writing
    from gpci_tui.importers.pdf.objects import DAMAGE
    from gpci_tui.importers.pdf.runs import TooMuch

    # It tells of each small fault on the error stream; what matters is told in notices.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = _opened(data)
        pages, notices = _pages(reader, name)
        title = _title(reader)
    except DependencyError as error:
        raise _encrypted() from error  # by a cipher that needs a package of its own
    except TooMuch as error:
        raise Rejected(0, N_("This PDF draws too much; it is too large to be read.")) from error
    except DAMAGE as error:
        raise Rejected(
            0, N_("This PDF is damaged and can't be read. Open it and save it as a new PDF.")
        ) from error
    body = margins.body_size(line for page in pages for line in page)
    kept, repeated = margins.without(pages, body)
    lines = [line for page in kept for line in page]
    text, starts = writing.markdown(blocks.blocks(lines, body), len(pages))
    _check(text)
    if repeated:
        notices.append(_told(name, repeated))
    return Extract(text, title, starts, tuple(notices))


def _opened(data: bytes) -> Any:
    from pypdf import PdfReader

    from gpci_tui.importers.pdf.objects import DAMAGE

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
    except NotImplementedError as error:
        raise _encrypted() from error
    try:
        opened = not reader.is_encrypted or bool(reader.decrypt(""))
    except DAMAGE as error:  # a cipher that needs a package of its own, or that nobody knows
        raise _encrypted() from error
    if not opened:
        raise _encrypted()
    return reader


def _encrypted() -> Rejected:
    return Rejected(
        0, N_("This PDF is encrypted. Save it without a password, or print it to a new PDF.")
    )


def _pages(reader: Any, name: str) -> tuple[list[list[Any]], list[Problem]]:
    """Return the lines of each page in reading order, and what to tell."""
    from pypdf.errors import DependencyError

    from gpci_tui.importers.pdf.columns import Reader
    from gpci_tui.importers.pdf.drawing import Drawing
    from gpci_tui.importers.pdf.lines import lines, turned
    from gpci_tui.importers.pdf.objects import DAMAGE
    from gpci_tui.importers.pdf.runs import Budget

    count = len(reader.pages)
    if count > MAX_PAGES:
        raise Rejected(
            0, N_("It has {n} pages, where at most {limit} are read."), n=count, limit=MAX_PAGES
        )
    fonts: dict[int, Any] = {}
    budget, order = Budget(), Reader()
    pages: list[list[Any]] = []
    empty: list[int] = []
    broken: list[int] = []
    for number, page in enumerate(reader.pages):
        try:
            drawing = Drawing(page, fonts, budget)
        except DependencyError:
            raise
        except DAMAGE:
            broken.append(number + 1)
            pages.append([])
            continue
        runs = [run for run in drawing.runs if not run.furniture]
        found = [order.order(lines(group), number) for group in turned(runs)]
        pages.append([line for group in found for line in group])
        if drawing.pictures and not pages[-1]:
            empty.append(number + 1)
    if not any(pages):
        raise _no_text(broken)
    return pages, [*_told_pages(name, broken, empty)]


def _no_text(broken: list[int]) -> Rejected:
    if broken:
        return Rejected(
            0, N_("This PDF is damaged and can't be read. Open it and save it as a new PDF.")
        )
    return Rejected(
        0, N_("This PDF holds no text, only pictures of pages; they are not read. Ask for the "
              "document that it was made of, or have its text recognised (OCR).")
    )  # fmt: skip


def _told_pages(name: str, broken: list[int], empty: list[int]) -> list[Problem]:
    told = []
    if broken:
        told.append(
            notice(
                name, 0, N_("These pages are damaged and were left out: {pages}"),
                pages=_listed(broken),
            )
        )  # fmt: skip
    if empty:
        told.append(
            notice(
                name, 0, N_("These pages hold pictures and no text: {pages}"), pages=_listed(empty)
            )
        )
    return told


def _listed(pages: list[int]) -> str:
    return ", ".join(str(page) for page in pages[:20]) + (", …" if len(pages) > 20 else "")


def _told(name: str, repeated: list[str]) -> Problem:
    shown = " · ".join(text[:60] for text in repeated[:_NAMED])
    more = " …" if len(repeated) > _NAMED else ""
    return notice(
        name, 0, N_("Repeated on page after page, and left out: {texts}"), texts=shown + more
    )


def _check(text: str) -> None:
    """Refuse a text whose letters the file doesn't name.

    Raises:
        Rejected: most of it would be signs without a meaning.
    """
    signs = [char for char in text if not char.isspace()]
    if not signs:
        raise _no_text([])
    strange = sum(1 for char in signs if char == "\ufffd" or not char.isprintable())
    if strange > (1 - LEAST_READABLE) * len(signs):
        raise Rejected(
            0, N_("The letters of this PDF have no names, so that its text can't be read. Ask for "
                  "the document that it was made of.")
        )  # fmt: skip


def _title(reader: Any) -> str:
    """Return the title that the file states; not one that is only another file's name."""
    from gpci_tui.importers.pdf.objects import DAMAGE
    from gpci_tui.model.cleaning import clean_line

    try:
        title = clean_line(str((reader.metadata or {}).get("/Title") or ""))
    except DAMAGE:
        return ""
    return "" if _FILE_NAME.search(title) else title
