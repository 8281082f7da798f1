from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.model import bits
from gpci_tui.store import blocks

NUMBERS = st.one_of(
    st.lists(st.integers(0, blocks.BLOCK - 1), max_size=30),
    # Around the size from which on a block is written the other way.
    st.integers(blocks.SPARSE - 3, blocks.SPARSE + 3).map(lambda size: list(range(size))),
)


@given(NUMBERS)
def test_a_block_comes_back_as_it_was_stored(numbers: list[int]) -> None:
    data, size = blocks.packed([numbers])
    assert size == len(set(numbers))
    assert blocks.unpacked([data]) == bits.of(numbers)
    assert blocks.packed_bits(bits.of(numbers)) == data


@given(NUMBERS, st.lists(NUMBERS, max_size=2), NUMBERS)
def test_a_block_gains_and_loses(
    numbers: list[int], gained: list[list[int]], lost: list[int]
) -> None:
    before, _size = blocks.packed([numbers])
    after, grown = blocks.mended(before, gained, lost)
    expected = (set(numbers) - set(lost)).union(*gained)
    assert after == blocks.packed([sorted(expected)])[0]
    assert grown == len(expected) - len(set(numbers))
