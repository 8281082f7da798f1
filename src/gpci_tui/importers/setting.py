"""The blocks of a document -> one Markdown text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gpci_tui.importers.blocks import Block, Kind, Run
from gpci_tui.importers.lettering import lettered
from gpci_tui.importers.table_setting import as_blocks, as_lines

_LAST_NUMBER = 999
"""The highest number before an item that is read as one."""

_WIDE, _WIDEST = 2, 9
"""Empty paragraphs in a row from which they are kept as blank lines, and how many at most."""
_NEST = "    "
_LAST_HASHES = re.compile(r"#+$")
_TICKS = re.compile("`+")


def set_text(blocks: Sequence[Block]) -> tuple[str, tuple[int, ...]]:
    """Return the Markdown of blocks, and the line at which each page begins.

    There are no pages where no block says that one begins.
    """
    page = _Page()
    page.take(blocks)
    return "\n".join(page.lines), tuple(page.pages)


class _Page:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.pages: list[int] = []
        self._turned = False
        self._gap = 0
        self._before: Block | None = None
        self._depth = 0

    def take(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if block.kind is Kind.PAGE:
                self._turned = bool(self.lines)
            elif block.kind is Kind.GAP:
                self._gap += 1
            elif block.kind is Kind.TABLE:
                lines = as_lines(block.rows)
                if lines:
                    self._put(block, lines)
                else:
                    self.take(as_blocks(block))
            else:
                self._put(block, self._set(block))

    def _put(self, block: Block, lines: list[str]) -> None:
        if not lines:
            return
        if self.lines and not self._goes_on(block):
            self.lines.append("")
        if self.lines and self._gap >= _WIDE:
            self.lines += [""] * min(self._gap, _WIDEST)
        self._gap = 0
        if self._turned:
            self.pages += ([] if self.pages else [0]) + [len(self.lines)]
            self._turned = False
        self.lines += [f"> {line}" for line in lines] if block.quoted else lines
        self._before = block

    def _goes_on(self, block: Block) -> bool:
        """Return whether ``block`` is the next item of a list."""
        before = self._before
        both = before is not None and before.kind is block.kind is Kind.ITEM
        return both and before is not None and before.quoted == block.quoted

    def _set(self, block: Block) -> list[str]:
        if block.kind is Kind.RULE:
            return ["---"]
        if block.kind is Kind.VERBATIM:
            return _fenced(block.text)
        if block.kind is Kind.HEADING:
            return _heading(block)
        lines = lettered(block.runs)
        # Two spaces keep the end of a line where it is.
        lines = [f"{line}  " for line in lines[:-1]] + lines[-1:]
        return self._item(block, lines) if block.kind is Kind.ITEM else lines

    def _item(self, block: Block, lines: list[str]) -> list[str]:
        if not lines:
            return []
        self._depth = min(block.level, self._depth + 1) if self._goes_on(block) else 0
        marker = f"{block.number}." if 0 < block.number <= _LAST_NUMBER else "-"
        first = f"{_NEST * self._depth}{marker} "
        return [first + lines[0], *(" " * len(first) + line for line in lines[1:])]


def _heading(block: Block) -> list[str]:
    title = " ".join(lettered(Run(run.text) for run in block.runs))
    title = _LAST_HASHES.sub(r"\\\g<0>", title)
    return [f"{'#' * min(max(block.level, 1), 6)} {title}"] if title else []


def _fenced(text: str) -> list[str]:
    if not text.strip():
        return []
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(text)), default=0))
    return [fence, *text.strip("\n").split("\n"), fence]
