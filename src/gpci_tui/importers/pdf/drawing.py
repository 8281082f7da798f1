"""What a page draws: runs of text, each with its place and its size.

The orders of a page are followed as a screen would follow them, the forms it
draws and the fields filled in included; only what shows no text is passed over.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

from pypdf.generic import ContentStream

from gpci_tui.importers.pdf.fonts import Font
from gpci_tui.importers.pdf.objects import (
    DAMAGE,
    IDENTITY,
    Matrix,
    entry,
    fields,
    inherited,
    matrix,
    number,
    resolved,
    times,
    upright,
    values,
)  # fmt: skip
from gpci_tui.importers.pdf.runs import Budget, Run

MAX_FORMS = 12
"""Forms within forms."""
MAX_SAVED = 256
"""Saved states of the drawing (q without Q) that are kept."""

_USUAL_SIZE = 10.0
_WORD_GAP = (0.1, 0.2)
"""A gap of half a space parts two words, but no less and no more than these parts of an em."""


@dataclass(slots=True)
class _State:
    ctm: Matrix = IDENTITY
    font: Font | None = None
    size: float = 12.0
    char_gap: float = 0.0
    word_gap: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class Drawing:
    """The runs of one page."""

    def __init__(self, page: Any, fonts: dict[int, Font], budget: Budget) -> None:
        """Follow the orders of ``page``; ``fonts`` are those met on pages before.

        Raises:
            TooMuch: ``budget`` is spent.
        """
        self.runs: list[Run] = []
        self.pictures = 0
        self._fonts, self._budget = fonts, budget
        self._state, self._saved = _State(ctm=upright(page)), list[_State]()
        self._line = self._pen = IDENTITY
        self._resources: Any = None
        self._marks: list[tuple[bool, str | None]] = []
        self._forms: list[int] = []
        contents = resolved(page.get("/Contents"))
        if contents is not None:
            self._follow(ContentStream(contents, page.pdf, "bytes"), inherited(page))
        for look, place in fields(page):
            self._form(look, place)
        for text, left, top in values(page):
            self._write(text, left, top)

    def _follow(self, stream: Any, resources: Any) -> None:
        before, self._resources = self._resources, resources
        marks, self._marks = self._marks, []
        for operands, name in stream.operations:
            self._budget.spend()
            order = _ORDERS.get(name)
            if order is not None:
                order(self, operands)
        self._resources, self._marks = before, marks

    # State

    def _save(self, _operands: list[Any]) -> None:
        if len(self._saved) < MAX_SAVED:
            self._saved.append(replace(self._state))

    def _restore(self, _operands: list[Any]) -> None:
        if self._saved:
            self._state = self._saved.pop()

    def _transform(self, operands: list[Any]) -> None:
        self._state.ctm = times(matrix(operands), self._state.ctm)

    def _set_font(self, operands: list[Any]) -> None:
        self._state.font = self._font(operands[0] if operands else None)
        self._state.size = number(operands, 1, self._state.size)

    def _font(self, name: Any) -> Font:
        resource = resolved(entry(entry(self._resources, "/Font"), name))
        key = id(resource)
        if key not in self._fonts:
            try:
                self._fonts[key] = Font(resource)
            except DAMAGE:
                self._fonts[key] = Font(None)
        return self._fonts[key]

    def _set_char_gap(self, operands: list[Any]) -> None:
        self._state.char_gap = number(operands, 0, 0.0)

    def _set_word_gap(self, operands: list[Any]) -> None:
        self._state.word_gap = number(operands, 0, 0.0)

    def _set_scale(self, operands: list[Any]) -> None:
        self._state.scale = number(operands, 0, 100.0) / 100

    def _set_leading(self, operands: list[Any]) -> None:
        self._state.leading = number(operands, 0, 0.0)

    def _set_rise(self, operands: list[Any]) -> None:
        self._state.rise = number(operands, 0, 0.0)

    # Place

    def _begin(self, _operands: list[Any]) -> None:
        self._line = self._pen = IDENTITY

    def _place(self, operands: list[Any]) -> None:
        self._line = self._pen = matrix(operands)

    def _move(self, operands: list[Any]) -> None:
        step: Matrix = (1.0, 0.0, 0.0, 1.0, number(operands, 0, 0.0), number(operands, 1, 0.0))
        self._line = self._pen = times(step, self._line)

    def _move_and_lead(self, operands: list[Any]) -> None:
        self._state.leading = -number(operands, 1, -self._state.leading)
        self._move(operands)

    def _next_line(self, _operands: list[Any]) -> None:
        self._move([0.0, -self._state.leading])

    # Marks that say what the text is

    def _mark(self, operands: list[Any]) -> None:
        about = resolved(operands[1]) if len(operands) > 1 else None
        if isinstance(about, str):
            about = resolved(entry(entry(self._resources, "/Properties"), about))
        tag = operands[0] if operands else ""
        artifact = tag == "/Artifact" and str(entry(about, "/Type")) == "/Pagination"
        meant = resolved(entry(about, "/ActualText"))
        self._marks.append((artifact, _plain(meant)))

    def _unmark(self, _operands: list[Any]) -> None:
        if self._marks:
            self._marks.pop()

    # Text

    def _show(self, operands: list[Any]) -> None:
        if operands:
            self._show_all([operands[0]])

    def _show_several(self, operands: list[Any]) -> None:
        if operands and isinstance(operands[0], list):
            self._show_all(operands[0])

    def _show_next(self, operands: list[Any]) -> None:
        self._next_line([])
        self._show(operands)

    def _show_spaced(self, operands: list[Any]) -> None:
        self._set_word_gap(operands[:1])
        self._set_char_gap(operands[1:2])
        self._next_line([])
        self._show(operands[2:3])

    def _show_all(self, parts: list[Any]) -> None:
        """Draw strings, and move the pen by the numbers between them."""
        state = self._state
        if state.font is None:
            state.font = self._font(None)
        least, most = _WORD_GAP
        word = max(least, min(state.font.space / 2, most))
        texts: list[str] = []
        # In ems along the line: the next glyph, the end of the run at hand, and its ink.
        pen = ended = first = last = 0.0
        for part in parts:
            if isinstance(part, int | float):
                pen -= float(part) / 1000
            elif isinstance(part, bytes | str):
                if texts and not -word < pen - ended < word:
                    self._add("".join(texts), first, last)
                    texts = []
                for code, text, width in state.font.read(_bytes(part)):
                    if not texts:
                        first = last = pen
                    texts.append(text)
                    pen += width + self._gaps(code)
                    if not text.isspace():
                        last = pen
                ended = pen
        if texts:
            self._add("".join(texts), first, last)
        step = pen * state.size * state.scale
        self._pen = times((1.0, 0.0, 0.0, 1.0, step, 0.0), self._pen)

    def _gaps(self, code: str) -> float:
        state = self._state
        gap = state.char_gap + (state.word_gap if code == " " else 0.0)
        return gap / state.size if state.size else 0.0

    def _add(self, text: str, start: float, end: float) -> None:
        artifact = any(mark[0] for mark in self._marks)
        text = self._meant(text)
        if not text:
            return
        state = self._state
        a, b, c, d, e, f = times(self._pen, state.ctm)
        e, f = e + c * state.rise, f + d * state.rise
        along = state.size * state.scale
        size = abs(state.size) * math.hypot(c, d)
        if not all(map(math.isfinite, (a, b, c, d, e, f, along))) or not 0 < size < 10_000:
            return
        angle = round(math.degrees(math.atan2(b * along, a * along))) % 360
        reach = math.hypot(a, b) * abs(along)
        turn = math.radians(angle)
        x = e * math.cos(turn) + f * math.sin(turn)
        y = f * math.cos(turn) - e * math.sin(turn)
        font = state.font
        self.runs.append(
            Run(
                x + start * reach, y, x + end * reach, size, text,
                font is not None and font.bold, font is not None and font.italic,
                angle, artifact,
            )
        )  # fmt: skip

    def _meant(self, text: str) -> str:
        """Return what the file says that a text stands for, once; else the text."""
        for at, (artifact, meant) in enumerate(self._marks):
            if meant is not None:
                self._marks[at] = artifact, ""
                return meant
        return text

    def _write(self, text: str, left: float, top: float) -> None:
        """Take a field's text, line by line, in a size that is usual."""
        for number_of, line in enumerate(text.splitlines(), 1):
            y = top - number_of * 1.2 * _USUAL_SIZE
            end = left + len(line) * _USUAL_SIZE / 2
            self.runs.append(Run(left, y, end, _USUAL_SIZE, line))

    # Forms

    def _draw(self, operands: list[Any]) -> None:
        drawn = resolved(entry(entry(self._resources, "/XObject"), operands[0] if operands else 0))
        kind = entry(drawn, "/Subtype")
        if kind == "/Form":
            self._form(drawn, self._state.ctm)
        elif kind == "/Image":
            self.pictures += 1

    def _form(self, form: Any, ctm: Matrix) -> None:
        """Follow a form; one that draws itself, or too deep, is passed over."""
        if id(form) in self._forms or len(self._forms) >= MAX_FORMS:
            return
        before = self._state, self._saved, self._line, self._pen
        own = entry(form, "/Matrix")
        self._state = replace(self._state, ctm=times(matrix(own) if own else IDENTITY, ctm))
        self._saved = []
        self._forms.append(id(form))
        try:
            resources = resolved(entry(form, "/Resources"))
            self._follow(
                ContentStream(form, getattr(form, "pdf", None), "bytes"),
                self._resources if resources is None else resources,
            )
        except DAMAGE:
            self._marks = []
        finally:
            self._forms.pop()
            self._state, self._saved, self._line, self._pen = before


_ORDERS = {
    b"q": Drawing._save, b"Q": Drawing._restore, b"cm": Drawing._transform,
    b"BT": Drawing._begin, b"Tf": Drawing._set_font, b"Tc": Drawing._set_char_gap,
    b"Tw": Drawing._set_word_gap, b"Tz": Drawing._set_scale, b"TL": Drawing._set_leading,
    b"Ts": Drawing._set_rise, b"Td": Drawing._move, b"TD": Drawing._move_and_lead,
    b"Tm": Drawing._place, b"T*": Drawing._next_line, b"Tj": Drawing._show,
    b"TJ": Drawing._show_several, b"'": Drawing._show_next, b'"': Drawing._show_spaced,
    b"BDC": Drawing._mark, b"BMC": Drawing._mark, b"EMC": Drawing._unmark, b"Do": Drawing._draw,
}  # fmt: skip


def _bytes(written: bytes | str) -> bytes:
    return written if isinstance(written, bytes) else written.encode("latin-1", "replace")


def _plain(meant: Any) -> str | None:
    if isinstance(meant, bytes):
        return meant.decode("utf-16" if meant[:2] == b"\xfe\xff" else "latin-1", "replace")
    return str(meant) if isinstance(meant, str) else None
