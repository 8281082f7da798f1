"""What a file's text is once its format is taken away: Markdown as the reader shows it."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from gpci_tui.importers.formats import FORMATS, SAVE_AS, Format
from gpci_tui.importers.kinds import check_kind
from gpci_tui.importers.problems import Problem, Rejected
from gpci_tui.importers.source import SourceFile
from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.errors import N_


class Extract(NamedTuple):
    """The text of a file. Not yet cleaned."""

    text: str
    """Markdown with ``\\n`` line ends; whatever would be markup by accident is escaped."""
    title: str = ""
    """The document's own title property."""
    pages: tuple[int, ...] = ()
    """The line, from 0 on, at which each page begins; empty where there are no pages."""
    notices: tuple[Problem, ...] = ()


def extract(file: SourceFile) -> Extract:
    """Return the text of a file of any format that holds one text.

    Raises:
        Rejected: it can't be taken, with the reason.
    """
    found = format_of(file)
    if found.many:
        raise Rejected(0, N_("“{suffix}” is a table, not a text."), suffix=file.suffix)
    return read_as(found, file)


def format_of(file: SourceFile) -> Format:
    """Return how a file is read.

    Raises:
        Rejected: there is no such format.
    """
    found = FORMATS.get(file.suffix)
    if found is None:
        raise unreadable(file.suffix)
    return found


def unreadable(suffix: str) -> Rejected:
    """Return why a file whose name ends like this is not read, and what to do."""
    better = SAVE_AS.get(suffix)
    if better is not None:
        return Rejected(
            0, N_("“{suffix}” is not read. Save it as {better}."), suffix=suffix, better=better
        )
    return Rejected(
        0, N_("“{suffix}” is not read; these are: {suffixes}."),
        suffix=clean_line(suffix), suffixes=", ".join(FORMATS),
    )  # fmt: skip


def read_as(found: Format, file: SourceFile) -> Extract:
    """Return the text of ``file`` as the reader of its format gives it.

    Raises:
        Rejected: it can't be taken, with the reason.
    """
    data = file.data(found.largest)
    if not data:
        raise Rejected(0, N_("The file is empty."))
    check_kind(data, file.suffix)
    extracted: Extract
    if found.apart:
        from gpci_tui.importers.isolation import read_apart

        extracted = read_apart(found.module, data, file.name)
    else:
        extracted = import_module(found.module).read(data, file.name)
    return extracted
