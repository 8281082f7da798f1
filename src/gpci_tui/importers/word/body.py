"""The elements of a Word document's text, and what each does to the story."""

from __future__ import annotations

from collections.abc import Callable

from gpci_tui.importers.blocks import Block
from gpci_tui.importers.links import Link
from gpci_tui.importers.noting import Found, mark
from gpci_tui.importers.numbers import whole
from gpci_tui.importers.story import Look, Story
from gpci_tui.importers.word.fields import Field, address_in
from gpci_tui.importers.word.names import NAMES, attributes, is_on
from gpci_tui.importers.word.setter import Setter

_LEFT_OUT = (
    "mc:Fallback", "w:pPrChange", "w:rPrChange", "w:sectPrChange", "w:tblPrChange",
    "w:trPrChange", "w:tcPrChange", "w:tblGridChange", "w:sdtPr", "w:tblPr",
)  # fmt: skip
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "\u2011"}
_NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")
_LINE_ENDS = str.maketrans("\n\r", "  ")

Start = Callable[[str, dict[str, str]], object]
End = Callable[[], object]
Note = tuple[str, str]
"""``footnote`` or ``endnote``, and its id."""


class Body:
    """Is told of the elements of a part, and gathers what they say in ``story`` and ``notes``.

    ``references`` are the notes that the text refers to, in order; a part goes on with
    those of the part before.
    """

    def __init__(
        self, setter: Setter, links: dict[str, str], found: Found, references: list[Note]
    ) -> None:
        self.story = Story(setter, found)
        self._references = references
        self.notes: dict[Note, list[Block]] = {}
        self._addresses, self._found = links, found
        self._links: list[Link] = []
        self._fields: list[Field] = []
        self._note: Note = ("", "")
        self._properties = ""
        """``w:pPr``, ``w:trPr`` or ``w:sectPr`` while inside of one."""
        self._rows_deleted = [False]
        self._continuous = False
        self._spans = [1]
        self._text: list[str] | None = None
        self._skipping = 0
        self._starts, self._ends = self._all_starts(), self._all_ends()

    def start(self, tag: str, given: dict[str, str]) -> None:
        if self._skipping:
            self._skipping += 1
            return
        name = NAMES[tag]
        act = self._starts.get(name)
        if act is not None:
            act(name, given)

    def end(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        act = self._ends.get(NAMES[tag])
        if act is not None:
            act()

    def data(self, text: str) -> None:
        if self._text is not None and not self._skipping:
            self._text.append(text)

    def _all_starts(self) -> dict[str, Start]:
        story = self.story
        return {
            **dict.fromkeys(_LEFT_OUT, self._skip),
            **dict.fromkeys(_SIGNS, lambda name, _: story.say(_SIGNS[name])),
            **dict.fromkeys(("w:del", "w:moveFrom"), self._deleted),
            **dict.fromkeys(("w:ins", "w:moveTo"), self._inserted),
            **dict.fromkeys(("w:pPr", "w:trPr", "w:sectPr"), self._enter),
            **dict.fromkeys(("w:t", "m:t", "w:instrText"), self._begin_text),
            **dict.fromkeys(("w:b", "w:i", "w:vanish"), self._switch),
            **dict.fromkeys(("w:footnoteReference", "w:endnoteReference"), self._refer),
            **dict.fromkeys(("w:footnote", "w:endnote"), self._begin_note),
            **dict.fromkeys(("pic:pic", "v:imagedata", "dgm:relIds", "c:chart"), self._picture),
            **dict.fromkeys(("w:hyperlink", "w:fldSimple"), self._begin_link),
            **dict.fromkeys(("w:pStyle", "w:outlineLvl", "w:numId", "w:ilvl"), self._property),
            "w:p": lambda *_: story.open_paragraph(),
            "w:r": self._begin_run,
            "w:rStyle": self._run_style,
            "w:br": self._break,
            "w:sym": self._symbol,
            "w:lastRenderedPageBreak": lambda *_: story.turn_page(),
            "w:pageBreakBefore": self._page_before,
            "w:type": self._section_type,
            "w:fldChar": self._field,
            "w:txbxContent": lambda *_: story.open_place(),
            "w:tbl": lambda *_: story.open_table(),
            "w:tr": self._begin_row,
            "w:tc": self._begin_cell,
            "w:gridSpan": self._span,
            "w:commentReference": self._comment,
            "w:altChunk": self._elsewhere,
        }

    def _all_ends(self) -> dict[str, End]:
        story = self.story
        return {
            **dict.fromkeys(("w:pPr", "w:trPr"), self._leave),
            **dict.fromkeys(("w:footnote", "w:endnote"), self._end_note),
            **dict.fromkeys(("w:hyperlink", "w:fldSimple"), self._end_link),
            **dict.fromkeys(("w:t", "m:t"), self._end_text),
            "w:instrText": self._end_instruction,
            "w:sectPr": self._end_section,
            "w:p": story.close_paragraph,
            "w:r": self._end_run,
            "w:txbxContent": story.close_box,
            "w:tbl": story.close_table,
            "w:tr": lambda: story.close_row(times=not self._rows_deleted.pop()),
            "w:tc": lambda: story.close_cell(span=self._spans.pop()),
        }

    def _skip(self, *_: object) -> None:
        self._skipping = 1

    def _enter(self, name: str, _: object) -> None:
        self._properties = name
        self._continuous = False

    def _leave(self) -> None:
        self._properties = ""

    # Tracked changes: what was inserted stays, what was deleted goes.

    def _inserted(self, *_: object) -> None:
        self._found.tracked = True

    def _deleted(self, *_: object) -> None:
        self._found.tracked = True
        here = self.story.paragraph
        if self._properties == "w:pPr" and here is not None:
            here.goes_on = True
        elif self._properties == "w:trPr":
            self._rows_deleted[-1] = True
        self._skip()

    # Paragraphs and runs.

    def _property(self, name: str, given: dict[str, str]) -> None:
        here, value = self.story.paragraph, attributes(given).get("w:val", "")
        if self._properties != "w:pPr" or here is None:
            return
        if name == "w:pStyle":
            here.style = value
        elif name == "w:outlineLvl":
            here.outline = whole(value, 9)
        elif name == "w:numId":
            here.number = value
        else:
            here.depth = whole(value, 0, 8)

    def _begin_run(self, *_: object) -> None:
        self.story.look = Look()

    _end_run = _begin_run

    def _run_style(self, _: str, given: dict[str, str]) -> None:
        if not self._properties:
            self.story.look.style = attributes(given).get("w:val", "")

    def _switch(self, name: str, given: dict[str, str]) -> None:
        if self._properties:
            return  # of the mark that ends the paragraph
        on = is_on(attributes(given).get("w:val"))
        if name == "w:b":
            self.story.look.bold = on
        elif name == "w:i":
            self.story.look.italic = on
        else:
            self.story.look.hidden = on

    def _begin_text(self, *_: object) -> None:
        self._text = []

    def _take_text(self) -> str:
        text, self._text = "".join(self._text or ()), None
        return text

    def _end_text(self) -> None:
        self.story.say(self._take_text().translate(_LINE_ENDS))

    def _symbol(self, _: str, given: dict[str, str]) -> None:
        code = attributes(given).get("w:char", "")
        if len(code) == 4 and all(digit in "0123456789abcdefABCDEF" for digit in code):
            self.story.say(chr(int(code, 16)))

    # Lines and pages.

    def _break(self, _: str, given: dict[str, str]) -> None:
        if attributes(given).get("w:type") == "page":
            self.story.turn_page()
        self.story.say("\n")

    def _page_before(self, _: str, given: dict[str, str]) -> None:
        if self._properties == "w:pPr" and is_on(attributes(given).get("w:val")):
            self.story.turn_page()

    def _section_type(self, _: str, given: dict[str, str]) -> None:
        if self._properties == "w:sectPr":
            self._continuous = attributes(given).get("w:val") == "continuous"

    def _end_section(self) -> None:
        here = self.story.paragraph
        self._properties = "w:pPr" if here is not None else ""
        if here is not None and not self._continuous:
            self.story.turn_page_after()

    # Links and fields.

    def _begin_link(self, _: str, given: dict[str, str]) -> None:
        stated = attributes(given)
        address = self._addresses.get(stated.get("r:id", ""), "")
        link = Link(address or address_in(stated.get("w:instr", "")))
        link.begin(self.story.paragraph)
        self._links.append(link)

    def _end_link(self) -> None:
        self._links.pop().finish(self.story.paragraph)

    def _field(self, _: str, given: dict[str, str]) -> None:
        step = attributes(given).get("w:fldCharType")
        if step == "begin":
            self._fields.append(Field())
        elif step == "separate" and self._fields:
            self._fields[-1].begin(self.story.paragraph)
        elif step == "end" and self._fields:
            self._fields.pop().finish(self.story.paragraph)

    def _end_instruction(self) -> None:
        text = self._take_text()
        if self._fields:
            self._fields[-1].instruction += text

    # Tables.

    def _begin_row(self, *_: object) -> None:
        self._rows_deleted.append(False)

    def _begin_cell(self, *_: object) -> None:
        self._spans.append(1)
        self.story.open_place()

    def _span(self, _: str, given: dict[str, str]) -> None:
        self._spans[-1] = whole(attributes(given).get("w:val"), 1)

    # Notes, and what is left out.

    def _refer(self, name: str, given: dict[str, str]) -> None:
        stated = attributes(given)
        note = (name[2:].removesuffix("Reference"), stated.get("w:id", ""))
        self._references.append(note)
        look, self.story.look = self.story.look, Look()
        self.story.say(mark(len(self._references)))
        self.story.look = look

    def _begin_note(self, name: str, given: dict[str, str]) -> None:
        stated = attributes(given)
        self._note = (name[2:], stated.get("w:id", ""))
        if stated.get("w:type") in _NO_NOTES:
            self._note = ("", "")
        self.story.open_place()

    def _end_note(self) -> None:
        self.notes[self._note] = self.story.close_place()

    def _comment(self, *_: object) -> None:
        self._found.comments = True

    def _elsewhere(self, *_: object) -> None:
        self._found.elsewhere = True

    def _picture(self, *_: object) -> None:
        self._found.pictures += 1
