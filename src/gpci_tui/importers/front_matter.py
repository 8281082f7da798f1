"""The YAML between the two lines ``---`` at the head of a file.

Only what a form needs: one level of keys, each with a text or a list of texts.
Everything is a string (no dates, numbers, objects), and YAML's aliases are
refused, since a few lines of them can stand for gigabytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from gpci_tui.importers.problems import Rejected
from gpci_tui.model.cleaning import clean, clean_line
from gpci_tui.model.errors import N_

MAX_LENGTH = 100_000
"""Characters of a front matter."""

_FENCE = "---"
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_OTHER_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_NOTHING = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of the front matter. Texts are cleaned and on one line."""

    key: str
    values: tuple[str, ...]
    """Without empty ones."""
    line: int
    """In the file, from 1 on."""
    is_list: bool = False
    remark: bool = False
    """Whether something behind “#” was taken for a remark."""


def split(text: str) -> tuple[list[Entry] | None, str]:
    """Return the front matter's entries (None where there is none) and the text below.

    Raises:
        Rejected: it is not closed, or can't be read.
    """
    first, _, rest = text.partition("\n")
    if first.rstrip() != _FENCE:
        return None, text
    end = _END.search(rest)
    if end is None:
        raise Rejected(1, N_("The front matter is not closed: a second line “---” is missing."))
    if end.start() > MAX_LENGTH:
        raise Rejected(1, N_("The front matter is too long."))
    return _parse(rest[: end.start()]), rest[end.end() :]


def _parse(source: str) -> list[Entry]:
    # YAML takes controls for errors, and these for line ends that no editor counts.
    source = "\n".join(clean(line) for line in _OTHER_LINE_ENDS.sub(" ", source).split("\n"))
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return list(_entries(yaml.parse(source, Loader=loader), source.split("\n")))
    except yaml.YAMLError as error:
        line = _line_of(error)
        raise Rejected(
            line,
            N_("The front matter can't be read here: “{text}”. A text that holds “: ” or begins "
               "with a sign goes between quotes."),
            text=_excerpt(source, line),
        ) from error  # fmt: skip


def _entries(events: Iterator[Any], lines: list[str]) -> Iterator[Entry]:
    """Read the event stream, which never nests in memory however deep the file does."""
    event = _skip(events, yaml.StreamStartEvent, yaml.DocumentStartEvent)
    if isinstance(event, yaml.StreamEndEvent) or _is_nothing(event):
        return
    if not isinstance(event, yaml.MappingStartEvent):
        raise Rejected(_line(event), N_("The front matter takes lines such as “title: …”."))
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        _check_plain(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise Rejected(_line(event), N_("A key of the front matter must be a single word."))
        scalars, is_list = _scalars(events)
        remark = any(_has_remark(scalar, lines) for scalar in scalars)
        yield Entry(clean_line(event.value), _texts(scalars), _line(event), is_list, remark)
    for event in events:
        if not isinstance(event, yaml.DocumentEndEvent | yaml.StreamEndEvent):
            raise Rejected(_line(event), N_("The front matter takes lines such as “title: …”."))


def _scalars(events: Iterator[Any]) -> tuple[list[Any], bool]:
    event = next(events)
    _check_plain(event)
    if isinstance(event, yaml.ScalarEvent):
        return [event], False
    if isinstance(event, yaml.MappingStartEvent):
        raise Rejected(_line(event), N_("The front matter can't hold keys within keys."))
    items = []
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            break
        _check_plain(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise Rejected(_line(event), N_("A list of the front matter holds texts only."))
        items.append(event)
    return items, True


def _texts(events: list[Any]) -> tuple[str, ...]:
    found = (clean_line(event.value) for event in events if not _is_nothing(event))
    return tuple(text for text in found if text)


def _has_remark(event: Any, lines: list[str]) -> bool:
    mark = event.end_mark
    rest = lines[mark.line][mark.column :] if mark.line < len(lines) else ""
    return rest.lstrip().startswith("#")


def _is_nothing(event: Any) -> bool:
    plain = getattr(event, "style", None) in (None, "")
    return plain and getattr(event, "value", None) in _NOTHING


def _check_plain(event: Any) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise Rejected(
            _line(event), N_("“&” and “*” before a word are YAML anchors; write the text itself.")
        )


def _skip(events: Iterator[Any], *kinds: type) -> Any:
    return next(event for event in events if not isinstance(event, kinds))


def _line(event: Any) -> int:
    # Marks count from 0, and the first line of the file is the fence.
    return int(event.start_mark.line) + 2


def _line_of(error: Any) -> int:
    began = ("while scanning a quoted scalar", "while parsing a flow")
    mark = getattr(error, "problem_mark", None)
    if str(getattr(error, "context", "") or "").startswith(began):
        mark = getattr(error, "context_mark", None) or mark
    return int(mark.line) + 2 if mark is not None else 1


def _excerpt(source: str, line: int) -> str:
    lines = source.split("\n")
    text = lines[line - 2] if 2 <= line < len(lines) + 2 else ""
    return clean_line(text)[:60]
