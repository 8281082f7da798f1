"""Texts that would act on a terminal, hide, or be read as markup; and how to see that one did."""

from __future__ import annotations

import re
from collections.abc import Iterator

PAYLOADS = {
    "title": "\x1b]0;{k}\x07{k}",
    "clipboard": "\x1b]52;c;{k}\x07{k}",
    "link": "\x1b]8;;http://{k}.invalid\x1b\\{k}\x1b]8;;\x1b\\",
    "sequences": "\x1b[2J{k}\x1b[5m{k}\x1bc{k}\x1b(0{k}",
    "c1": "\x9b2J{k}\x9d0;{k}\x9c\x90{k}\x9c",
    "strings": "\x1bP{k}\x1b\\\x1b_{k}\x1b\\\x1b^{k}\x1b\\",
    "controls": "\r{k}\x08\x08\x0e{k}\x0f\x00\x7f{k}\x0b\x0c",
    "bidi": "\u202e{k}\u2066{k}\u200f\u061c",
    "invisible": "\U000e0041{k}\u200b{k}\ufeff\u2060",
    "markup": "[@click=app.quit]={k}=[/] [b]={k}=[/b] [/x] $primary :smile:",
}
"""By name; ``{k}`` is where the code of the field stands."""

CODE = r"K\d\d"
_ACTIVE = {
    "title": r"\x1b\]0;[^\x07\x1b]*?(K\d\d)",
    "clipboard": r"\x1b\]52;[^\x07\x1b]*?(K\d\d)",
    "link": r"\x1b\]8;[^\x07\x1b]*?(K\d\d)",
    "sequences": r"\x1b(?:\[2J|\[5m|c|\(0)(K\d\d)",
    "c1": r"\xc2[\x80-\x9f]\w*;?\w*?(K\d\d)",
    "strings": r"\x1b[P_^](K\d\d)",
    "controls": r"[\r\x00\x08\x0b\x0c\x0e\x0f\x7f]+(K\d\d)|(K\d\d)[\x00\x08\x0e\x0f\x7f\x0b\x0c]",
    "bidi": r"(?:\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xd8\x9c)+(K\d\d)?",
    "invisible": r"(?:\xf3\xa0[\x80-\x81].|\xe2\x80\x8b|\xef\xbb\xbf|\xe2\x81\xa0)(K\d\d)?",
}
"""What of each acts in the bytes that reach a terminal."""
_READ_AS_MARKUP = re.compile(r"~=(K\d\d)=")


def text(code: str, first: int) -> str:
    """Return a value with every payload for the field ``code``, beginning with the ``first``."""
    some = list(PAYLOADS.values())
    some = some[first % len(some) :] + some[: first % len(some)]
    return "~".join([code, *(payload.replace("{k}", code) for payload in some)])


def active(raw: bytes) -> Iterator[tuple[str, str]]:
    """Yield what acts in some bytes: the payload, and the code of its field where it is known."""
    read = raw.decode("latin-1")
    for name, pattern in _ACTIVE.items():
        for match in re.finditer(pattern, read):
            yield name, next((group for group in match.groups() if group), "")


def read_as_markup(shown: str) -> list[str]:
    """Return the codes of fields on a screen whose markup has lost its signs."""
    return _READ_AS_MARKUP.findall(shown)
