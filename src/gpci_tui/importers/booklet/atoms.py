"""From units to atoms: the pieces between two places where a segment may begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from gpci_tui.importers.booklet import people, sections
from gpci_tui.importers.booklet.authorities import Authority, mentions, of_heading
from gpci_tui.importers.booklet.sections import Section
from gpci_tui.importers.booklet.units import Shape, Unit
from gpci_tui.importers.booklet.vocabulary import NUMBER, OPENING

_LONG_BLOCK = 150
"""Words; where most runs of lines are longer, a blank line stands for more than a paragraph."""
_HEAD_UNITS = 8
_LONG_FOR_ONE = 500
_LONG_OPENING = 20
_OPENING = 200
"""Characters of a paragraph in which it names who it is about."""
_Cut = tuple[int, float, bool]
"""A unit, how wide the gap before it is, whether a page begins with it."""
_ONCE = (Section.JURY, Section.DOSSIERS, Section.EDITORIALS, Section.BACK, Section.CONTENTS)
_TOO_OFTEN = 3
_END = 0.8
"""The part of a booklet after which thanks and partners are its own."""
_NEARLY_WIDE = 0.8
"""Of a gap one line wider than usual, where none is wider."""


class Atom(NamedTuple):
    """Units that no boundary parts, and what they begin with."""

    units: tuple[Unit, ...]
    gap: float
    """How wide the gap before it is: 0 as between paragraphs, 1 as between pages."""
    page: bool
    head: tuple[Unit, ...]
    """The headings and fields at its beginning."""
    words: int
    text_words: int
    """Words below the head."""
    section: Section
    person: str
    group: str
    authority: Authority | None
    after_label: bool
    """Whether a prize's name or a divider stands just before it."""

    @property
    def first(self) -> int:
        """Return the line on which it begins."""
        return self.units[0].first

    @property
    def folded(self) -> str:
        """Return its text, folded; only the beginning of long units."""
        return " ".join(unit.folded for unit in self.units)

    @property
    def text(self) -> str:
        """Return its text; only the beginning of long units."""
        return " ".join(unit.text for unit in self.units)


class Gaps:
    """How wide the gaps of a text are, measured by its own habits."""

    def __init__(self, units: Sequence[Unit]) -> None:
        gaps = Counter(unit.gap for unit in units[1:] if unit.gap)
        self._usual = gaps.most_common(1)[0][0] if gaps else 1
        blocks = sorted(unit.words for unit in units if unit.shape is Shape.TEXT)
        long = bool(blocks) and blocks[len(blocks) // 2] > _LONG_BLOCK
        self._least = 0.5 if long else 0.0
        wider = [gap for gap in gaps if gap > self._usual]
        self._only_one_wider = bool(wider) and max(wider) == self._usual + 1

    def width(self, gap: int) -> float:
        """Return 0 for a gap as between paragraphs to 1 for one as between pages."""
        if gap < self._usual:
            return 0.0
        if self._only_one_wider and gap > self._usual:
            return _NEARLY_WIDE
        return max(self._least, min(1.0, (gap - self._usual) / 2))


def atoms_of(units: Sequence[Unit]) -> list[Atom]:
    """Return the atoms of a text in order; every unit is in one of them."""
    gaps = Gaps(units)
    parts = _parts(units)
    cuts: list[_Cut] = []
    gap, page, lead = 0, False, 0
    before: int | None = None
    for at, unit in enumerate(units):
        gap, page = max(gap, unit.gap), page or unit.page
        if unit.shape is Shape.NOISE:
            continue
        width = gaps.width(gap)
        if before is None or _may_begin(units, parts, at, before, width, page):
            cuts.append((lead if before is None else at, width, page))
        before, gap, page = at, 0, False
    if not cuts:
        return []  # Nothing but page numbers.
    cuts = _with_openings(units, cuts)
    ends = [cut[0] for cut in cuts[1:]] + [len(units)]
    made: list[Atom] = []
    for (begin, width, page), end in zip(cuts, ends, strict=True):
        last = made[-1] if made else None
        made.append(_atom(units[begin:end], parts[begin:end], width, page, last))
    return made


def _with_openings(units: Sequence[Unit], cuts: list[_Cut]) -> list[_Cut]:
    """Cut what is long for one dossier also where a paragraph opens with an applicant."""
    found: list[_Cut] = []
    for cut, after in zip_longest(cuts, cuts[1:]):
        found.append(cut)
        inner = range(cut[0] + 1, after[0] if after else len(units))
        if sum(units[at].words for at in inner) > _LONG_FOR_ONE:
            found += [(at, 0.0, False) for at in inner if _opens(units[at])]
    return found


def _opens(unit: Unit) -> bool:
    is_text = unit.shape is Shape.TEXT and unit.words > _LONG_OPENING
    return is_text and bool(OPENING.match(unit.folded)) and bool(mentions(unit.text[:_OPENING]))


def head_run(atoms: Sequence[Atom], at: int) -> list[Atom]:
    """Return an atom and those that its bare heading heads together with it, such as an
    applicant's name below a title.
    """
    run = [atoms[at]]
    for atom in atoms[at + 1 : at + 4]:
        last = run[-1]
        if last.text_words or last.section is not Section.NONE or not last.head:
            break
        if atom.gap >= 0.5 or atom.page or not atom.head or atom.section is not Section.NONE:
            break
        if last.head[-1].shape is Shape.FIELD and atom.head[0].shape is Shape.HEADING:
            break  # A field may end a form; a heading begins the next.
        run.append(atom)
    return run


def _parts(units: Sequence[Unit]) -> list[Section]:
    """Return the part that each unit opens.

    An editorial's own heading opens none, nor does one that comes again and again,
    nor thanks and partners before the end.
    """
    found = [sections.of(unit) for unit in units]
    told = Counter(unit.folded for unit, part in zip(units, found, strict=True) if part in _ONCE)
    for at, part in enumerate(found):
        often = part in _ONCE and told[units[at].folded] >= _TOO_OFTEN
        if often or (part is Section.BACK and at < _END * len(units)):
            found[at] = Section.NONE
    after: Unit | None = None
    for at in range(len(units) - 1, -1, -1):
        headed = after is not None and after.shape in (Shape.TEXT, Shape.LIST)
        if found[at] is Section.EDITORIALS and headed:
            found[at] = Section.NONE
        if units[at].shape is not Shape.NOISE:
            after = units[at]
    return found


def _may_begin(
    units: Sequence[Unit], parts: Sequence[Section], at: int, last: int, width: float, page: bool
) -> bool:
    unit, before = units[at], units[last]
    if page or width >= 0.5:
        return True
    if unit.shape is Shape.FIELD:
        return before.shape in (Shape.TEXT, Shape.LIST)
    if parts[last] is not Section.NONE:
        return True
    if unit.shape is Shape.LIST:
        return bool(people.person_of(unit))
    if unit.shape is Shape.TEXT:
        return bool(people.person_of(unit))
    return before.shape not in (Shape.HEADING, Shape.FIELD) or is_strong(unit)


def is_strong(unit: Unit) -> bool:
    """Return whether a heading may begin a segment although headings stand before it."""
    return bool(
        unit.level
        or sections.of(unit) is not Section.NONE
        or people.person_of(unit)
        or people.group_of(unit)
        or number_of(unit) is not None
        or of_heading(unit.text)
    )


def number_of(unit: Unit) -> tuple[str, int] | None:
    """Return the word and the number that a heading begins with, or None."""
    if unit.shape not in (Shape.HEADING, Shape.FIELD):
        return None
    match = NUMBER.match(unit.folded)
    if match is None or not (match["word"] or match["sign"] or match["end"].strip()):
        return None
    return (match["word"] or "").rstrip("s") + ("#" if match["sign"] else ""), int(match["number"])


def _atom(
    units: Sequence[Unit], parts: Sequence[Section], width: float, page: bool, before: Atom | None
) -> Atom:
    told = [unit for unit in units if unit.shape is not Shape.NOISE]
    head: list[Unit] = []
    for unit in told[:_HEAD_UNITS]:
        if unit.shape not in (Shape.HEADING, Shape.FIELD):
            break
        head.append(unit)
    first = told[0] if told else units[0]
    section = parts[units.index(first)] if len(told) == 1 else Section.NONE
    words = sum(unit.words for unit in told)
    return Atom(
        tuple(units), width, page, tuple(head), words,
        words - sum(unit.words for unit in head), section,
        people.person_of(first), people.group_of(first),
        next(filter(None, (of_heading(unit.text) for unit in head[:3])), None) or _logo(head),
        before is not None and before.section not in (Section.NONE, Section.CONTENTS),
    )  # fmt: skip


def _logo(head: Sequence[Unit]) -> Authority | None:
    """Return the authority that fragments of capitals make together, or None."""
    pieces = []
    for unit in head:
        if not unit.capitals:
            break
        pieces.append(unit.text)
    return of_heading(" ".join(pieces)) if len(pieces) > 1 else None
