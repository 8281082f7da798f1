from __future__ import annotations

from datetime import date

import pytest

from gpci_tui.search.values import span_of


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-03-01", date(2025, 3, 1), date(2025, 3, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_the_days_of_a_day_a_month_or_a_year(value: str, first: date, last: date) -> None:
    assert span_of(value) == (first, last)
