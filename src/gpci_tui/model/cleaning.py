"""One cleaning of every text that comes from outside.

After it a text holds no control characters (so no terminal escape sequences),
no bidirectional override (the "Trojan Source" trick, CVE-2021-42574), no
invisible tag or zero-width characters, no lone surrogates, and no towers of
combining marks. What a person reads is kept.
"""

from __future__ import annotations

import re
import unicodedata

MAX_COMBINING = 6
"""Combining marks kept in a row: more than any living orthography stacks."""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# C0 but newline, DEL, C1, and surrogates: something stood there, so a sign remains.
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Marks that only steer layout or stand for nothing: bidi controls, zero-width
# characters (but the joiners U+200C and U+200D, which some scripts need), BOM,
# fillers, annotation anchors, tags.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
# What acts on a terminal or steers its layout, and takes no room on it itself.
_ACTING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# What nearly every text is made of; nothing in it has to go.
_PLAIN = re.compile("[\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f-\u205f\u20a0-\u20bf]*")
# No mark is a word character: only such a run can hide a tower.
_MAYBE_TOWER = re.compile(rf"[^\w\s\x00-\x7f]{{{MAX_COMBINING + 1},}}")
_JOINERS = "\u200c\u200d"
_SPACES = re.compile(" {2,}")


def clean(text: str) -> str:
    """Return ``text`` safe to store and to show: NFC, ``\\n`` line ends, no controls.

    Idempotent: ``clean(clean(text)) == clean(text)``.
    """
    if _PLAIN.fullmatch(text) and unicodedata.is_normalized("NFC", text):
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\t", "    ")
    text = _INVISIBLE.sub("", text)
    text = _CONTROLS.sub("\ufffd", text)
    text = _MAYBE_TOWER.sub(_cut_towers, unicodedata.normalize("NFC", text))
    # Dropping marks can leave a pair that composes.
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """Return ``text`` cleaned and on one line, for titles, names and refs."""
    lines = (line.strip() for line in clean(text).split("\n"))
    return _SPACES.sub(" ", " ".join(line for line in lines if line))


def harmless(text: str) -> str:
    """Return a part of a line as it may go to a terminal, however it came to be shown.

    Texts are cleaned on the way in; this is for those of a store that something else wrote, and
    for names of files. What is taken away takes no room, so that the line keeps its width.
    """
    return text if text.isprintable() else _SURROGATES.sub("\ufffd", _ACTING.sub("", text))


def _cut_towers(match: re.Match[str]) -> str:
    kept: list[str] = []
    run = 0
    for char in match.group():
        # A joiner stacks nothing itself, but marks on both sides of it are one tower.
        stacks = unicodedata.category(char) in ("Mn", "Me") or char in _JOINERS
        run = run + 1 if stacks else 0
        if run <= MAX_COMBINING:
            kept.append(char)
    return "".join(kept)
