"""The objects of a PDF as pypdf gives them, asked without trust: nothing here raises.

What isn't there, or is of another kind than it should be, is None, or a default.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf.errors import PyPdfError

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

DAMAGE = (
    PyPdfError, ArithmeticError, AttributeError, AssertionError, EOFError, LookupError,
    NotImplementedError, OSError, RecursionError, TypeError, ValueError,
)  # fmt: skip
"""What pypdf raises on bytes that are no PDF, or a damaged one."""

_HIDDEN = 0b10
_NO_VIEW = 0b100000


def fields(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Return what the fields of a form look like as they are filled in, and where."""
    for note in _notes(page):
        look = _look(note)
        place = _placed(entry(note, "/Rect"), entry(look, "/BBox"))
        if hasattr(look, "get_data") and place is not None:
            yield look, times(place, upright(page))


def values(page: Any) -> Iterator[tuple[str, float, float]]:
    """Return the texts of fields that nobody has drawn yet: text, left, top."""
    for note in _notes(page):
        rect, written = entry(note, "/Rect"), inherited(note, "/V")
        textual = inherited(note, "/FT") in ("/Tx", "/Ch")
        if _look(note) is None and textual and isinstance(written, str) and _is_box(rect):
            left = min(number(rect, 0, 0.0), number(rect, 2, 0.0))
            top = max(number(rect, 1, 0.0), number(rect, 3, 0.0))
            yield written, left, top


def _notes(page: Any) -> Iterator[Any]:
    """Return the fields of a page, and texts laid over it, that are seen."""
    notes = resolved(page.get("/Annots"))
    for reference in notes if isinstance(notes, list) else ():
        note = resolved(reference)
        flags = entry(note, "/F") or 0
        hidden = isinstance(flags, int) and flags & (_HIDDEN | _NO_VIEW)
        if entry(note, "/Subtype") in ("/Widget", "/FreeText") and not hidden:
            yield note


def _look(note: Any) -> Any:
    """Return the form that draws a field, in the state that it is in."""
    look = entry(entry(note, "/AP"), "/N")
    return look if look is None or hasattr(look, "get_data") else entry(look, entry(note, "/AS"))


def _is_box(rect: Any) -> bool:
    return isinstance(rect, list) and len(rect) == 4


def _placed(rect: Any, box: Any) -> Matrix | None:
    if not _is_box(rect):
        return None
    corner = [number(box, n, 0.0) for n in (0, 1)] if isinstance(box, list) else [0.0, 0.0]
    left = min(number(rect, 0, 0.0), number(rect, 2, 0.0))
    low = min(number(rect, 1, 0.0), number(rect, 3, 0.0))
    return (1.0, 0.0, 0.0, 1.0, left - corner[0], low - corner[1])


def upright(page: Any) -> Matrix:
    """Return the matrix that turns a page as a screen does."""
    turn = resolved(inherited(page, "/Rotate"))
    quarter = (int(turn) // 90) % 4 if isinstance(turn, int | float) else 0
    return (
        IDENTITY,
        (0.0, -1.0, 1.0, 0.0, 0.0, 0.0),
        (-1.0, 0.0, 0.0, -1.0, 0.0, 0.0),
        (0.0, 1.0, -1.0, 0.0, 0.0, 0.0),
    )[quarter]


def inherited(page: Any, name: str = "/Resources") -> Any:
    """Return an entry of a page, or of one of the nodes above it."""
    node, met = page, set[int]()
    while node is not None and id(node) not in met:
        met.add(id(node))
        found = resolved(entry(node, name))
        if found is not None:
            return found
        node = resolved(entry(node, "/Parent"))
    return None


def resolved(value: Any) -> Any:
    """Return what a reference stands for; None for PDF's null."""
    found = value.get_object() if hasattr(value, "get_object") else value
    return None if type(found).__name__ == "NullObject" else found


def entry(holder: Any, name: Any) -> Any:
    holder = resolved(holder)
    if not isinstance(holder, dict) or not isinstance(name, str):
        return None
    return resolved(dict.get(holder, name))


def number(values: Any, index: int, default: float) -> float:
    value = resolved(values[index]) if index < len(values) else default
    return float(value) if isinstance(value, int | float) else default


def matrix(operands: Any) -> Matrix:
    if not isinstance(operands, list) or len(operands) != 6:
        return IDENTITY
    a, b, c, d, e, f = (number(operands, n, IDENTITY[n]) for n in range(6))
    return (a, b, c, d, e, f)


def times(m: Matrix, n: Matrix) -> Matrix:
    """Return the transformation that does ``m``, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )  # fmt: skip
