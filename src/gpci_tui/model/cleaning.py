"""One cleaning of every text that comes from outside.

After it a text holds no control characters (so no terminal escape sequences),
no bidirectional override (the "Trojan Source" trick, CVE-2021-42574), no
invisible tag or zero-width characters, no lone surrogates, and no towers of
combining marks. What a person reads is kept.
"""

from __future__ import annotations

import re
import unicodedata

MAX_COMBINING = 4
"""Combining marks kept in a row: more than any living orthography stacks."""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# C0 but newline, DEL, C1, and surrogates: something stood there, so a sign remains.
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Marks that only steer layout: bidi controls, zero-width characters (but the
# joiners U+200C and U+200D, which some scripts need), BOM, tags.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\U000e0000-\U000e007f]"
)
_SUSPECT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u0300-\u036f\u061c\u180e\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"\s*\n\s*|[ ]{2,}")


def clean(text: str) -> str:
    """Return ``text`` safe to store and to show: NFC, ``\\n`` line ends, no controls.

    Idempotent: ``clean(clean(text)) == clean(text)``.
    """
    if not _SUSPECT.search(text) and unicodedata.is_normalized("NFC", text):
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\t", "    ")
    text = _INVISIBLE.sub("", text)
    text = _CONTROLS.sub("\ufffd", text)
    text = _limit_marks(unicodedata.normalize("NFC", text))
    # Dropping marks can leave a pair that composes.
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """Return ``text`` cleaned and on one line, for titles, names and refs."""
    return _SPACES.sub(" ", clean(text)).strip()


def _limit_marks(text: str) -> str:
    kept: list[str] = []
    run = 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= MAX_COMBINING:
            kept.append(char)
    return "".join(kept)
