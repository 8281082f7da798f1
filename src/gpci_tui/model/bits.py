"""Sets of dossiers as integers: bit n stands for the dossier of id n.

A set of 100,000 takes 12.5 kB; and, or, not and counting take microseconds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress
from typing import overload

_DIGITS = bytes([48, 49]) + bytes(254)
_VALUES = bytes(48) + bytes([0, 1]) + bytes(206)
_STRETCH = 512
"""Bits that are looked at together to find the n-th of a set."""


def of(ids: Iterable[int]) -> int:
    """Return the set of some ids."""
    found = list(ids)
    if not found:
        return 0
    if len(found) < 8:
        bits = 0
        for id_ in found:
            bits |= 1 << id_
        return bits
    flags = bytearray(max(found) + 1)
    for id_ in found:
        flags[id_] = 1
    return of_flags(flags)


def of_flags(flags: bytearray) -> int:
    """Return the set of the places that hold a 1; the others hold 0."""
    return int(flags[::-1].translate(_DIGITS), 2) if flags else 0


def flags(bits: int) -> bytes:
    """Return a byte, 0 or 1, for each id from 0 to the highest of the set."""
    return f"{bits:b}"[::-1].encode().translate(_VALUES) if bits else b""


def members(bits: int) -> list[int]:
    """Return the ids of a set in order."""
    if not bits:
        return []
    low = (bits & -bits).bit_length() - 1
    present = flags(bits >> low)
    return list(compress(range(low, low + len(present)), present))


def sorted_by(bits: int, order: Sequence[int]) -> list[int]:
    """Return the ids of a set in the given order of all ids."""
    present = flags(bits)
    size = len(present)
    return [id_ for id_ in order if id_ < size and present[id_]]


class Ids(Sequence[int]):
    """The ids of a listing in order, without holding each of them.

    It is made of parts, one after the other: ids in an order of their own, or
    a set, whose ids stand in ascending order.
    """

    __slots__ = ("_ends", "_parts", "_stretches")

    def __init__(self, *parts: Sequence[int] | int) -> None:
        self._parts = tuple(part for part in parts if part)
        self._ends = list(accumulate(map(_size, self._parts)))
        self._stretches: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[int, ...]: ...

    def __getitem__(self, at: int | slice) -> int | tuple[int, ...]:
        if isinstance(at, slice):
            start, stop, step = at.indices(len(self))
            if step == 1:
                return tuple(self._window(start, stop))
            return tuple(self[place] for place in range(start, stop, step))
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        return next(self._window(place, place + 1))

    def __iter__(self) -> Iterator[int]:
        return self._window(0, len(self))

    def __contains__(self, id_: object) -> bool:
        return isinstance(id_, int) and any(_holds(part, id_) for part in self._parts)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(
            mine == theirs for mine, theirs in zip(self, other, strict=True)
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        shown = ", ".join(map(str, self[:5]))
        return f"Ids({shown}{', …' if len(self) > 5 else ''})"

    def index(self, id_: int, start: int = 0, stop: int | None = None) -> int:
        """Return where an id stands. Raises ValueError."""
        before = 0
        for part, end in zip(self._parts, self._ends, strict=True):
            if _holds(part, id_):
                inside = (
                    (part & ((1 << id_) - 1)).bit_count()
                    if isinstance(part, int)
                    else part.index(id_)
                )
                place = before + inside
                if start <= place < (len(self) if stop is None else stop):
                    return place
            before = end
        raise ValueError(f"{id_} is not listed")

    def _window(self, start: int, stop: int) -> Iterator[int]:
        number = bisect_right(self._ends, start)
        while start < stop:
            part = self._parts[number]
            before = self._ends[number - 1] if number else 0
            end = min(stop, self._ends[number])
            if isinstance(part, int):
                yield from self._of_set(number, part, start - before, end - before)
            else:
                yield from part[start - before : end - before]
            start = end
            number += 1

    def _of_set(self, number: int, bits: int, start: int, stop: int) -> Iterator[int]:
        """Yield the ids from the ``start``-th to before the ``stop``-th of a set."""
        if number not in self._stretches:
            self._stretches[number] = _counts(bits)
        counts = self._stretches[number]
        stretch = bisect_right(counts, start)
        mask = (1 << _STRETCH) - 1
        while start < stop:
            first = stretch * _STRETCH
            before = counts[stretch - 1] if stretch else 0
            inside = members((bits >> first) & mask)[start - before : stop - before]
            for id_ in inside:
                yield first + id_
            start += len(inside)
            stretch += 1


def _size(part: Sequence[int] | int) -> int:
    return part.bit_count() if isinstance(part, int) else len(part)


def _holds(part: Sequence[int] | int, id_: int) -> bool:
    if isinstance(part, int):
        return id_ >= 0 and bool(part >> id_ & 1)
    return id_ in part


def _counts(bits: int) -> list[int]:
    """Return how many ids stand up to the end of each stretch."""
    width = _STRETCH // 8
    data = bits.to_bytes(-(-bits.bit_length() // 8), "little")
    return list(
        accumulate(
            int.from_bytes(data[at : at + width], "little").bit_count()
            for at in range(0, len(data), width)
        )
    )
