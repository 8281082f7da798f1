"""The elements of an OpenDocument text, and what each does to the story."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gpci_tui.importers.blocks import Block, Kind
from gpci_tui.importers.links import Link
from gpci_tui.importers.noting import Found, mark
from gpci_tui.importers.numbers import whole
from gpci_tui.importers.opendocument.lists import Lists
from gpci_tui.importers.opendocument.names import NAMES, attributes
from gpci_tui.importers.opendocument.styles import Style, Styles
from gpci_tui.importers.story import Look, Paragraph, Story

_LEFT_OUT = (
    "text:note-citation", "text:hidden-text", "svg:title", "svg:desc", "office:forms",
    "text:ruby-text", "table:shapes", "office:event-listeners",
)  # fmt: skip
_SHAPES = (
    "draw:text-box", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:circle",
    "draw:polygon", "draw:path", "draw:line", "draw:connector", "draw:caption",
)  # fmt: skip
_MANY_SPACES = 100
_LINE_ENDS = str.maketrans("\n\r\t", "   ")

Act = Callable[[dict[str, str]], object]


class Setter:
    """Makes blocks of paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.titles = 0
        """Paragraphs that were set as the document's title."""

    def style(self, style_id: str) -> Style:
        return self._styles.resolved(style_id)

    def blocks(self, read: Paragraph) -> Iterator[Block]:
        """Return the paragraph as a block, unless it is empty, and what hangs on it."""
        if not read.is_empty:
            yield self._block(read)
        yield from read.after

    def _block(self, read: Paragraph) -> Block:
        runs = tuple(read.runs)
        if read.outline is not None:
            return Block(Kind.HEADING, runs, read.outline)
        if self.style(read.style).is_title:
            self.titles += 1
            return Block(Kind.HEADING, runs, 0)
        if read.number is not None:
            return Block(Kind.ITEM, runs, read.depth or 0, int(read.number))
        return Block(Kind.PARAGRAPH, runs)


class Body:
    """Is told of the elements of a text, and gathers what they say in ``story`` and ``notes``.

    The styles that stand before the text go to ``styles``.
    """

    def __init__(self, styles: Styles, found: Found) -> None:
        self.setter = Setter(styles)
        self.story = Story(self.setter, found)
        self.notes: list[list[Block]] = []
        self._styles, self._found = styles, found
        self._lists = Lists(styles)
        self._looks: list[Look] = []
        self._links: list[Link] = []
        self._slots: list[int] = []
        self._repeats: list[int] = []
        self._in_text = False
        self._skipping = 0
        self._starts, self._ends = self._all_starts(), self._all_ends()

    def start(self, tag: str, given: dict[str, str]) -> None:
        if self._skipping:
            self._skipping += 1
            return
        name = NAMES[tag]
        if not self._in_text:
            self._in_text = name == "office:body"
            self._styles.start(tag, given)
            return
        act = self._starts.get(name)
        if act is not None:
            act(attributes(given))

    def end(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        act = self._ends.get(NAMES[tag]) if self._in_text else None
        if act is not None:
            act()

    def data(self, text: str) -> None:
        if self._in_text and not self._skipping:
            self.story.say(text.translate(_LINE_ENDS))

    def _all_starts(self) -> dict[str, Act]:
        story = self.story
        return {
            **dict.fromkeys(_LEFT_OUT, self._skip),
            **dict.fromkeys(_SHAPES, lambda _: story.open_place()),
            "text:tracked-changes": self._tracked,
            "office:annotation": self._comment,
            "text:section": self._section,
            "text:p": self._begin_paragraph,
            "text:h": self._begin_heading,
            "text:span": self._begin_span,
            "text:a": self._begin_link,
            "text:s": lambda given: story.say(" " * whole(given.get("text:c"), 1, _MANY_SPACES)),
            "text:tab": lambda _: story.say("\t"),
            "text:line-break": lambda _: story.say("\n"),
            "text:soft-page-break": lambda _: story.turn_page(),
            "text:list": self._lists.begin,
            "text:list-item": self._lists.begin_item,
            "text:list-header": self._lists.begin_header,
            "text:note": self._begin_note,
            "text:note-body": lambda _: story.open_place(),
            "table:table": lambda _: story.open_table(),
            "table:table-row": lambda given: self._repeat(given, "table:number-rows-repeated"),
            "table:table-cell": self._begin_cell,
            "table:covered-table-cell": self._begin_cell,
            "draw:image": self._picture,
        }

    def _all_ends(self) -> dict[str, Callable[[], object]]:
        story = self.story
        return {
            **dict.fromkeys(_SHAPES, story.close_box),
            **dict.fromkeys(("text:p", "text:h"), story.close_paragraph),
            "text:span": self._end_span,
            "text:a": lambda: self._links.pop().finish(story.paragraph),
            "text:list": self._lists.end,
            "text:note-body": self._end_note,
            "table:table": story.close_table,
            "table:table-row": lambda: story.close_row(times=self._repeats.pop()),
            "table:table-cell": lambda: story.close_cell(times=self._repeats.pop()),
            "table:covered-table-cell": lambda: story.close_cell(times=self._repeats.pop()),
        }

    def _skip(self, _: object) -> None:
        self._skipping = 1

    def _tracked(self, given: object) -> None:
        self._found.tracked = True
        self._skip(given)

    def _comment(self, given: object) -> None:
        self._found.comments = True
        self._skip(given)

    def _section(self, given: dict[str, str]) -> None:
        if given.get("text:display") == "none":
            self._found.hidden = True
            self._skip(given)

    def _picture(self, _: object) -> None:
        self._found.pictures += 1

    # Paragraphs and their letters.

    def _begin_paragraph(self, given: dict[str, str]) -> None:
        style = f"paragraph:{given.get('text:style-name', '')}"
        if self.setter.style(style).turns_page:
            self.story.turn_page()
        self.story.open_paragraph()
        here = self.story.paragraph
        assert here is not None
        here.style = style
        if self._lists.waiting is not None:
            here.depth, number = self._lists.waiting
            here.number, self._lists.waiting = str(number), None

    def _begin_heading(self, given: dict[str, str]) -> None:
        self._begin_paragraph(given)
        here = self.story.paragraph
        assert here is not None
        here.outline = max(1, whole(given.get("text:outline-level"), 1))

    def _begin_span(self, given: dict[str, str]) -> None:
        style = self.setter.style(f"text:{given.get('text:style-name', '')}")
        look = self.story.look
        self._looks.append(look)
        self.story.look = Look(
            bold=look.bold if style.bold is None else style.bold,
            italic=look.italic if style.italic is None else style.italic,
            hidden=look.hidden if style.hidden is None else style.hidden,
        )

    def _end_span(self) -> None:
        self.story.look = self._looks.pop()

    def _begin_link(self, given: dict[str, str]) -> None:
        link = Link(given.get("xlink:href", ""))
        link.begin(self.story.paragraph)
        self._links.append(link)

    # Notes and tables.

    def _begin_note(self, _: object) -> None:
        self.notes.append([])
        self._slots.append(len(self.notes) - 1)
        look, self.story.look = self.story.look, Look(bold=False, italic=False)
        self.story.say(mark(len(self.notes)))
        self.story.look = look

    def _end_note(self) -> None:
        blocks = self.story.close_place()
        if self._slots:
            self.notes[self._slots.pop()] = blocks

    def _begin_cell(self, given: dict[str, str]) -> None:
        self._repeat(given, "table:number-columns-repeated")
        self.story.open_place()

    def _repeat(self, given: dict[str, str], name: str) -> None:
        self._repeats.append(max(1, whole(given.get(name), 1)))
