"""A font of a PDF: what its codes mean and how wide they are.

The one place that knows pypdf's ``Font``, which is not part of its documented
interface: its version is bounded in ``pyproject.toml`` for that reason.
"""

from __future__ import annotations

import re
from typing import Any

from pypdf.generic._font import Font as PypdfFont

_BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!ni)", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv", re.IGNORECASE)
_ITALIC_FLAG = 1 << 6
_BOLD_FLAG = 1 << 18
_BOLD_WEIGHT = 600
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


class Font:
    """What is needed of a font to read and to measure a text drawn with it."""

    def __init__(self, resource: Any) -> None:
        """Read a font's dictionary; ``None`` stands for a font that isn't there."""
        self._font = PypdfFont.from_font_resource(resource) if resource is not None else None
        self._decoded: dict[str, tuple[str, float]] = {}
        self._unit = _unit(resource)
        self.bold = self.italic = False
        self.space = 0.25
        if self._font is not None:
            about = self._font.font_descriptor
            name = f"{self._font.name} {about.name}"
            flags = _number(about.flags)
            weight = _number(about.weight)
            self.bold = bool(_BOLD.search(name)) or bool(int(flags) & _BOLD_FLAG)
            self.bold = self.bold or weight >= _BOLD_WEIGHT
            self.italic = bool(_ITALIC.search(name)) or bool(int(flags) & _ITALIC_FLAG)
            self.space = _number(self._font.space_width) * self._unit

    def read(self, written: bytes) -> list[tuple[str, str, float]]:
        """Return each code of a string: the code, its text, and its width in ems."""
        if self._font is None:
            return [(chr(byte), "\ufffd", 0.5) for byte in written]
        return [(code, *self._one(code)) for code in self._codes(written)]

    def _codes(self, written: bytes) -> str:
        assert self._font is not None
        if isinstance(self._font.encoding, str):
            try:
                return written.decode(self._font.encoding, "surrogatepass")
            except UnicodeDecodeError:
                return written.decode(self._font.encoding, "replace")
        return written.decode("latin-1")

    def _one(self, code: str) -> tuple[str, float]:
        found = self._decoded.get(code)
        if found is None:
            assert self._font is not None
            found = self._decoded[code] = self._text(code), self._width(code)
        return found

    def _text(self, code: str) -> str:
        assert self._font is not None
        if not self._font.interpretable:
            return "\ufffd"
        meant = code
        if not isinstance(self._font.encoding, str):
            meant = self._font.encoding.get(ord(code), code)
        text = "".join(str(self._font.character_map.get(char, char)) for char in meant)
        return "".join(_LIGATURES.get(char, char) for char in text)

    def _width(self, code: str) -> float:
        assert self._font is not None
        if code == self._font.space_char:
            return _number(self._font.space_width) * self._unit
        return _number(self._font.get_text_width(code)) * self._unit


def _unit(resource: Any) -> float:
    """Return ems per unit of width: a thousandth, but what a Type 3 font says itself."""
    if resource is not None and resource.get("/Subtype") == "/Type3":
        matrix = resource.get("/FontMatrix")
        if matrix and len(matrix) == 6:
            return abs(_number(matrix[0])) or 0.001
    return 0.001


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0
