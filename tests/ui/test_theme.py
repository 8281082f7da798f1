"""The looks: contrast as WCAG 2.2 measures it."""

from __future__ import annotations

import pytest

from gpci_tui.model.review import Kind, Status
from gpci_tui.ui.theme import COLOURS, THEMES

GROUNDS = ("background", "surface", "panel", "cursor-row")
KINDS = tuple(kind.value for kind in Kind)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2, glossary)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2, glossary)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", COLOURS)
def test_text_stands_at_seven_to_one(look: str) -> None:
    colours = COLOURS[look]
    for ground in (*GROUNDS, *(f"{kind}-bg" for kind in KINDS)):
        assert contrast(colours["text"], colours[ground]) >= 7, ground


@pytest.mark.parametrize("look", COLOURS)
def test_muted_text_and_signs_stand_at_four_and_a_half_to_one(look: str) -> None:
    colours = COLOURS[look]
    for ground in ("background", "surface", "panel"):
        assert contrast(colours["muted"], colours[ground]) >= 4.5, ground
    assert contrast(colours["muted-on-cursor"], colours["cursor-row"]) >= 4.5
    for ink in ("primary", "accent", *KINDS):
        for ground in GROUNDS:
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def test_signs_tell_kinds_and_statuses_apart_without_colour() -> None:
    assert len({kind.sign for kind in Kind}) == len(Kind)
    assert len({status.sign for status in Status}) == len(Status)


def test_every_look_is_registered_under_its_name() -> None:
    assert [theme.name for theme in THEMES] == list(COLOURS)
