"""Where sentences and words begin and end, in French and in English."""

from __future__ import annotations

import re

from gpci_tui.model.blocks import Range

_NEVER_LAST = frozenset({
    "m", "mm", "mme", "mmes", "mlle", "mlles", "mgr", "me", "dr", "drs", "pr", "prof", "st", "ste",
    "mr", "mrs", "ms", "sr", "jr", "cf", "ex", "p.ex", "e.g", "i.e", "vs", "resp", "av", "apr",
    "boul", "bd", "dir", "dép", "réf", "tél",
})  # fmt: skip
"""Abbreviations (without their last point) after which the sentence goes on."""
_BEFORE_NUMBER = frozenset({
    "p", "pp", "n", "no", "nos", "num", "art", "al", "chap", "fig", "vol", "éd", "ed", "t", "§",
    "l", "r", "d", "tabl", "ann", "env", "cap", "sec",
})  # fmt: skip
"""Abbreviations after which the sentence goes on when a number follows."""
# A mark that may end a sentence, what closes behind it, and the space after that.
# Possessive, and from the first mark on, so that no run is scanned twice.
_STOP = re.compile(r"(?<![.!?…])[.!?…]++(?:[\u00a0\u202f ]?[»”]|[\"’')\]])*+(?=(\s++)(\S))")
_OPENING = "«“\"‘'([—–-*"
_WORD_BEFORE = re.compile(r"[^\s«“\"‘’'(\[]*$")
_WORD = re.compile(
    r"\d+(?:[.,\u00a0\u202f]\d+)*(?!\w)"  # 22 605, 3.5
    r"|(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu)[’'](?=\w)"  # l’, qu’
    r"|\w+(?:[-‑’'.]\w+)*",  # Saint-Étienne, aujourd’hui, Laclasse.com
    re.IGNORECASE,
)
_LOOK_BACK = 24
"""Characters before a point in which an abbreviation is looked for."""


def sentences(text: str) -> list[Range]:
    """Return the sentences of ``text`` as (start, end), without the white space around them."""
    found: list[Range] = []
    start = 0
    for stop in _STOP.finditer(text):
        if not _is_numbering(text, start, stop.start()) and _ends_here(text, stop):
            found.append((start, stop.end()))
            start = stop.end(1)
    found.append((start, len(text)))
    return [trimmed for sentence in found if (trimmed := _trim(text, *sentence))[0] < trimmed[1]]


def words(text: str) -> list[Range]:
    """Return the words of ``text`` as (start, end): an elided article is a word of its own."""
    return [match.span() for match in _WORD.finditer(text)]


def lines(text: str) -> list[Range]:
    """Return the lines of ``text`` that hold something, for texts that are no prose."""
    return [
        trimmed
        for match in re.finditer("[^\n]+", text)
        if (trimmed := _trim(text, *match.span()))[0] < trimmed[1]
    ]


def _is_numbering(text: str, start: int, end: int) -> bool:
    return end - start <= 3 and text[start:end].isdigit()  # “3. La méthode”


def _ends_here(text: str, stop: re.Match[str]) -> bool:
    following = stop.group(2)
    mark = stop.group()
    if following.islower():
        return False
    if following in _OPENING:
        rest = text[stop.end(1) : stop.end(1) + 8].lstrip(_OPENING + "\u00a0\u202f ")
        if rest[:1].islower():
            return False
    elif not following.isalnum():
        return False
    return mark[0] != "." or len(mark) > 1 or not _is_abbreviation(text, stop.start(), following)


def _is_abbreviation(text: str, point: int, following: str) -> bool:
    match = _WORD_BEFORE.search(text[max(0, point - _LOOK_BACK) : point])
    word = match.group() if match else ""
    bare = word.casefold()
    if following.isdigit():
        return bare in _BEFORE_NUMBER or bare in _NEVER_LAST
    if bare in _NEVER_LAST:
        return True
    # Initials: J. Dupont, J.-C., S. M. Martin; but a vitamin C or a plan B may end one.
    last = word.rsplit("-", 1)[-1].rsplit(".", 1)[-1]
    return len(last) == 1 and last.isupper() and following.isupper()


def _trim(text: str, start: int, end: int) -> Range:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
