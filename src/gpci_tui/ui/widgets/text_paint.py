"""Painting one line of a dossier: gutter, text with all that lies over it, margin note."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from gpci_tui.model.blocks import Block, BlockKind, Range
from gpci_tui.model.document import Document
from gpci_tui.model.inline import Mark
from gpci_tui.model.review import Annotation
from gpci_tui.ui.theme import Palette
from gpci_tui.ui.widgets.text_layout import Layout, Line
from gpci_tui.ui.widgets.text_margin import Beside, NoteLine

GUTTER = 8
"""Columns before the text: signs, bars, the hairline of the block under the cursor."""
SLIM_GUTTER = 3
"""The same where there is little room: a sign, a bar, a space."""
SIGNS = 3
"""Columns of the gutter that hold signs; bars stand in the two after them."""
HAIRLINE_LEVELS = 2
"""Levels of headings that carry the accent; deeper ones are only bold."""

Layer = tuple[int, int, Style]


@dataclass(slots=True)
class Scene:
    """What lies over a text: everything a line needs to be painted, in offsets of the body."""

    annotations: Sequence[Annotation] = ()
    by_block: dict[int, list[Annotation]] = field(default_factory=dict)
    hits: Sequence[Range] = ()
    current_hit: int = -1
    block: int = 0
    """The block under the cursor."""
    sentence: Range = (0, 0)
    """The passage that would be marked."""
    word: Range | None = None
    selection: Range | None = None
    focused: int = 0
    """Id of the annotation that is looked at; 0 for none."""
    beside: dict[int, Beside] = field(default_factory=dict)
    margin: dict[int, NoteLine] = field(default_factory=dict)

    def set_annotations(self, document: Document, annotations: Sequence[Annotation]) -> None:
        """Take the annotations; those that no longer have a passage are left out."""
        self.annotations = [note for note in annotations if not note.orphaned]
        self.by_block = {}
        # The longest first, so that one within another lies above it and can be seen.
        for note in sorted(self.annotations, key=lambda note: note.start - note.end):
            for index in document.blocks_in(note.start, note.end):
                self.by_block.setdefault(index, []).append(note)


@dataclass(slots=True)
class Painter:
    """Paints lines of a layout. ``plain`` is for terminals without colours: underline and bold."""

    layout: Layout
    scene: Scene
    style: Palette
    text_width: int
    note_width: int
    note_gap: int
    plain: bool = False
    gutter: int = GUTTER
    """``GUTTER`` or ``SLIM_GUTTER``; the slim one shows no block under the cursor."""

    def line(self, number: int, width: int) -> Strip:
        """Return a line of the text with all that is beside it."""
        line = self.layout.lines[number] if number < self.layout.height else Line(-1)
        segments = self._gutter(number, line)
        segments += self._text(line) if line.block >= 0 else []
        if self.note_width and number in self.scene.margin:
            left = Strip(segments).adjust_cell_length(self.gutter + self.text_width + self.note_gap)
            segments = [*left, *self._note(self.scene.margin[number])]
        return Strip(segments).adjust_cell_length(width)

    # -- left ----------------------------------------------------------------

    def _gutter(self, number: int, line: Line) -> list[Segment]:
        beside = self.scene.beside.get(number)
        if self.gutter == SLIM_GUTTER:
            return self._slim_gutter(beside)
        here = line.block >= 0 and line.block == self.scene.block
        hairline = [Segment(" │ " if here else "   ", self.style.primary)]
        if beside is None:
            return [Segment(" " * (GUTTER - 3)), *hairline]
        signs = beside.signs[:SIGNS]
        segments = [Segment(" " * (SIGNS - len(signs)))]
        segments += [Segment(note.kind.sign, self._ink(note)) for note in signs]
        for note in reversed(beside.bars):
            segments.append(self._bar(note) if note else Segment(" "))
        return [*segments, *hairline]

    def _slim_gutter(self, beside: Beside | None) -> list[Segment]:
        """Return one sign and one bar: those of the note that is looked at, or the first."""
        if beside is None:
            return [Segment(" " * SLIM_GUTTER)]
        signs, bars = (
            sorted(filter(None, notes), key=lambda note: note.id != self.scene.focused)
            for notes in (beside.signs, beside.bars)
        )
        sign = Segment(signs[0].kind.sign, self._ink(signs[0])) if signs else Segment(" ")
        return [sign, self._bar(bars[0]) if bars else Segment(" "), Segment(" ")]

    def _bar(self, note: Annotation) -> Segment:
        return Segment("█" if note.id == self.scene.focused else "▌", self.style.kinds[note.kind])

    def _ink(self, note: Annotation) -> Style:
        ink = self.style.kinds[note.kind]
        return ink + Style(reverse=True) if note.id == self.scene.focused else ink

    # -- right ---------------------------------------------------------------

    def _note(self, line: NoteLine) -> list[Segment]:
        ink = self.style.kinds[line.annotation.kind] if line.title else self.style.text
        if line.annotation.id == self.scene.focused:
            ink += Style(bold=True)
        return [self._bar(line.annotation), Segment(" "), Segment(line.text, ink)]

    # -- the text ------------------------------------------------------------

    def _text(self, line: Line) -> list[Segment]:
        block = self.layout.document.blocks[line.block]
        if block.kind is BlockKind.RULE:
            return [Segment("─" * min(12, self.text_width), self.style.rule)]
        prefix = Segment(self.layout.prefix(line), self.style.muted)
        base = self._base(block)
        layers = self._layers(block, line)
        edges = {line.start, line.end}
        for start, end, _ in layers:
            edges |= {start, end}
        cuts = sorted(edges)
        segments = [prefix]
        for start, end in pairwise(cuts):
            style = base
            for left, right, over in layers:
                if left <= start and end <= right:
                    style += over
            segments.append(Segment(block.text[start:end], style))
        return segments

    def _base(self, block: Block) -> Style:
        if block.kind is BlockKind.HEADING:
            return self.style.heading if block.level <= HAIRLINE_LEVELS else self.style.strong
        if block.quoted:
            return self.style.muted + Style(italic=True)
        return self.style.text

    def _layers(self, block: Block, line: Line) -> list[Layer]:
        """Return what lies over a line, the lowest first, in display positions."""
        layers: list[Layer] = []

        def lay(start: int, end: int, style: Style) -> None:
            start, end = max(start, line.start), min(end, line.end)
            if start < end:
                layers.append((start, end, style))

        def lay_source(part: Range, style: Style) -> None:
            lay(block.display(part[0]), block.display(part[1]), style)

        for span in self._spans(block, line):
            lay(span[0], span[1], span[2])
        lay_source(self.scene.sentence, self._sentence_style())
        self._lay_annotations(block, line, lay_source)
        first = bisect_left(self.scene.hits, block.start, key=lambda hit: hit[0])
        for index in range(first, len(self.scene.hits)):
            if self.scene.hits[index][0] >= block.end:
                break
            current = index == self.scene.current_hit
            hit = self.style.hit
            lay_source(self.scene.hits[index], hit + Style(reverse=True) if current else hit)
        if self.scene.word is not None:
            lay_source(self.scene.word, self._word_style())
        if self.scene.selection is not None:
            lay_source(self.scene.selection, self.style.selection)
        return layers

    def _spans(self, block: Block, line: Line) -> list[Layer]:
        first = bisect_left(block.spans, line.start + 1, key=lambda span: span.end)
        found: list[Layer] = []
        for span in block.spans[first:]:
            if span.start >= line.end:
                break
            found.append((span.start, span.end, self._mark_style(span.mark)))
        return found

    def _mark_style(self, mark: Mark) -> Style:
        style = Style(bold=Mark.BOLD in mark or None, italic=Mark.ITALIC in mark or None)
        if Mark.CODE in mark:
            style += self.style.surface
        if Mark.LINK in mark:
            style += self.style.primary
        if Mark.ADDRESS in mark:
            style += self.style.muted
        return style

    def _lay_annotations(self, block: Block, line: Line, lay: object) -> None:
        assert callable(lay)
        start, end = block.source(line.start), block.source(line.end)
        notes = [
            note
            for note in self.scene.by_block.get(line.block, ())
            if note.start < end and start < note.end
        ]
        notes.sort(key=lambda note: note.id == self.scene.focused)
        underline = Style(underline=True)
        for index, note in enumerate(notes):
            style = self.style.kind_grounds[note.kind] + self.style.text
            if self.plain:
                style += underline
            if note.id == self.scene.focused:
                style += Style(bold=True)
            lay((note.start, note.end), style)
            for other in notes[:index]:
                shared = max(note.start, other.start), min(note.end, other.end)
                if shared[0] < shared[1]:
                    lay(shared, underline + Style(bold=self.plain or None))

    def _sentence_style(self) -> Style:
        if self.plain:
            return Style(bold=True)
        return self.style.cursor + self.style.text

    def _word_style(self) -> Style:
        return self.style.primary + Style(reverse=True)
