"""A paragraph of a document as inline Markdown: emphasis kept, everything else shown as it is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

from gpci_tui.importers.blocks import Run
from gpci_tui.model.cleaning import clean

_BLANKS = re.compile(r"[ \t\r]+")
_AROUND_BREAK = re.compile(r"[^\S\n]*\n\s*")
# Bullets, arrows and boxes of Word's symbol fonts, which no other font knows.
_SYMBOLS = str.maketrans(
    "\uf0b7\uf0a7\uf0d8\uf0fc\uf0e0\uf0a8\uf06f\uf0fe\uf0fd", "•▪➢✓→□□☑☒"
)  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]*`\\]+")
_SPECIAL = re.compile(r"[*`\\_\]]")
_MARKUP = re.compile(r"[*`]|\\(?=[!-/:-@\[-`{-~])|\](?=\()|(?<![^\W_])_|_(?![^\W_])")
# Beside the marks of emphasis an underscore is no letter, and a backslash may stand before one.
_MARKUP_BESIDE_MARKS = re.compile(r"[*`\\_]|\](?=\()")
# What would make of a line of text a heading, a quote, an item, a rule or a table.
_BLOCK_MARKUP = re.compile(
    r"#{1,6} |>|\+ |- +[*_]*\d|~~~|[-=]+$|(?:- *){3,}$|\|.*\|$|[ |:-]+$", re.DOTALL
)
_LINE = re.compile("[^\n]+")
_WORDY = re.compile(r"[^\W_]")
_Ranges = list[tuple[int, int]]


def lettered(runs: Iterable[Run]) -> list[str]:
    """Return the lines of runs as Markdown. Blanks are one space; empty lines fall away."""
    text, bold, italic = _joined(runs)
    if not text:
        return []
    signs = dict.fromkeys(_to_escape(text, marked=bool(bold or italic)), "\\")
    for start, end in bold:
        signs[start] = "**" + signs.get(start, "")
        signs[end] = "**" + signs.get(end, "")
    for start, end in italic:
        # Within the stars where both begin or end.
        signs[start] = signs.get(start, "") + "_"
        signs[end] = "_" + signs.get(end, "")
    return [_as_text(line.strip()) for line in _with_signs(text, signs).split("\n")]


def bare(runs: Iterable[Run]) -> str:
    """Return the text of runs on one line, without any markup."""
    return _joined(runs)[0].replace("\n", " ")


def _joined(runs: Iterable[Run]) -> tuple[str, _Ranges, _Ranges]:
    """Return the text of runs, and where it is bold and italic."""
    parts: list[str] = []
    bold: _Ranges = []
    italic: _Ranges = []
    length, last = 0, "\n"
    for run in runs:
        # Most texts hold no sign of such a font, and are long.
        told = run.text.translate(_SYMBOLS) if max(run.text, default="") >= "\uf000" else run.text
        piece = clean(_BLANKS.sub(" ", told))
        piece = _AROUND_BREAK.sub("\n", piece)
        if last in " \n":
            piece = piece.lstrip(" " if last == " " else None)
        if not piece:
            continue
        for wanted, ranges in ((run.bold, bold), (run.italic, italic)):
            if wanted:
                ranges.append((length, length + len(piece)))
        parts.append(piece)
        length, last = length + len(piece), piece[-1]
    text = "".join(parts).rstrip()
    addresses = [match.span() for match in _ADDRESS.finditer(text)] if "http" in text else []
    bold = _sound(text, _by_line(text, bold), addresses)
    italic = [
        (start, end)
        for start, end in _sound(text, _cut(_by_line(text, italic), bold), addresses)
        if not (_is_wordy(text, start - 1) or _is_wordy(text, end) or _ends(end, addresses))
    ]
    return text, bold, italic


def _cut(ranges: _Ranges, others: _Ranges) -> _Ranges:
    """Return ranges cut where others begin and end, so that marks never cross."""
    edges = [edge for other in others for edge in other]
    if not edges:
        return ranges
    found: _Ranges = []
    for start, end in ranges:
        inside = edges[bisect_right(edges, start) : bisect_left(edges, end)]
        found += pairwise([start, *inside, end])
    return found


def _by_line(text: str, ranges: _Ranges) -> _Ranges:
    """Return ranges cut where a line ends, and joined where only blanks part them."""
    joined: _Ranges = []
    for start, end in ranges:
        for line in _LINE.finditer(text, start, end):
            start, end = line.span()
            if joined and not text[joined[-1][1] : start].strip(" \u00a0"):
                start = joined.pop()[0]
            joined.append((start, end))
    return joined


def _sound(text: str, ranges: _Ranges, addresses: _Ranges) -> _Ranges:
    """Return ranges from a letter to a letter; none that begins or ends within an address.

    So a star beside them is markup wherever they stand.
    """
    found: _Ranges = []
    for start, end in ranges:
        first = _WORDY.search(text, start, end)
        if first is None:
            continue
        while not text[end - 1].isalnum():
            end -= 1
        cut = (first.start(), end)
        if not any(begin < edge < stop for begin, stop in addresses for edge in cut):
            found.append(cut)
    return found


def _is_wordy(text: str, position: int) -> bool:
    return 0 <= position < len(text) and text[position].isalnum()


def _ends(position: int, addresses: _Ranges) -> bool:
    return any(stop == position for _, stop in addresses)


def _to_escape(text: str, *, marked: bool) -> list[int]:
    """Return where signs stand that would be taken for markup."""
    if not _SPECIAL.search(text):
        return []
    pattern = _MARKUP_BESIDE_MARKS if marked else _MARKUP
    held = {
        position
        for match in _ADDRESS.finditer(text)
        for position in range(*match.span())
        if text[position] == "_"
    }
    return [m.start() for m in pattern.finditer(text) if m.start() not in held]


def _with_signs(text: str, signs: dict[int, str]) -> str:
    parts: list[str] = []
    before = 0
    for position in sorted(signs):
        parts += (text[before:position], signs[position])
        before = position
    parts.append(text[before:])
    return "".join(parts)


def _as_text(line: str) -> str:
    """Return a line of text that is not taken for anything else."""
    return "\\" + line if _BLOCK_MARKUP.match(line) else line
