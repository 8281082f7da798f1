"""How a set of dossiers is stored: in blocks, each in the shorter of two writings."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence

from gpci_tui.model import bits as sets

BLOCK = 16_000
"""Ids of a block. Two blocks of 2,000 bytes fill a page of the file."""

BYTES = BLOCK // 8
SPARSE = BYTES // 2
"""Ids of a block from which on a bit for each takes less room than two bytes for each of these."""

_BIT = (1, 2, 4, 8, 16, 32, 64, 128)


def packed(numbers: Sequence[Sequence[int]]) -> tuple[bytes, int]:
    """Return a block of all the numbers in some lists, as it is stored, and how many these are."""
    if sum(map(len, numbers)) >= SPARSE:
        bits = _flagged(numbers)
        return packed_bits(bits), bits.bit_count()
    unique = set(numbers[0]) if len(numbers) == 1 else set().union(*numbers)
    return _written(sorted(unique)), len(unique)


def packed_bits(bits: int) -> bytes:
    """Return a block as it is stored."""
    if bits.bit_count() >= SPARSE:
        return bits.to_bytes(BYTES, "little")
    return _written(sets.members(bits))


def mended(data: bytes, gained: Iterable[Sequence[int]], lost: Iterable[int]) -> tuple[bytes, int]:
    """Return a stored block with some numbers more and some less, and by how many it grew.

    What is both gained and lost is in it. An empty block is stored as nothing.
    """
    if len(data) == BYTES:
        before = int.from_bytes(data, "little")
        after = (before & ~sets.of(lost)) | unpacked([packed(list(gained))[0]])
        return packed_bits(after), after.bit_count() - before.bit_count()
    known = set(_numbers(data))
    now = known.difference(lost).union(*gained)
    if len(now) >= SPARSE:
        return packed_bits(_flagged([list(now)])), len(now) - len(known)
    return _written(sorted(now)), len(now) - len(known)


def unpacked(blocks: Iterable[bytes]) -> int:
    """Return the union of blocks that are stored, within their block."""
    found = 0
    sparse: list[bytes] = []
    for data in blocks:
        if len(data) == BYTES:
            found |= int.from_bytes(data, "little")
        else:
            sparse.append(data)
    return found | _read(b"".join(sparse)) if sparse else found


def united(rows: Iterable[tuple[int, bytes]]) -> int:
    """Return the union of blocks, each with its number."""
    blocks: dict[int, list[bytes]] = {}
    for block, data in rows:
        blocks.setdefault(block, []).append(data)
    found = 0
    for block, some in blocks.items():
        found |= unpacked(some) << (block * BLOCK)
    return found


def _written(numbers: Iterable[int]) -> bytes:
    found = array("H", numbers)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()


def _numbers(data: bytes) -> array[int]:
    numbers = array("H", data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _read(data: bytes) -> int:
    numbers = _numbers(data)
    if len(numbers) > 500:
        return _flagged([numbers])
    bits = bytearray(BYTES)
    for number in numbers:
        bits[number >> 3] |= _BIT[number & 7]
    return int.from_bytes(bits, "little")


def _flagged(some: Iterable[Sequence[int]]) -> int:
    flags = bytearray(BLOCK)
    for numbers in some:
        for number in numbers:
            flags[number] = 1
    return sets.of_flags(flags)
