from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gpci_tui.model.cleaning import MAX_COMBINING, clean, clean_line

NASTY = st.sampled_from(
    [
        "\x1b[31m", "\x1b]0;title\x07", "\x9b2J", "\x00", "\x08", "\x7f", "\r", "\r\n", "\n", "\t",
        "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\u202e", "\u202a", "\u2066", "\u2069",
        "\u200b", "\u200c", "\u200d", "\u200e", "\ufeff", "\u00ad", "\u061c", "\u180e", "\u2060",
        "\u2065", "\ud800", "\udfff", "\U000e0041", "\U000e007f", "\ufff9", "\ufffb", "\u034f",
        "\u0301", "\u0301" * 40, "\u064b" * 40, "\u20d0" * 40, "\u0488" * 9, "\u0e47" * 40,
        "\u1ab0" * 40, "\u0301\u200d" * 20, "\ufe0f" * 9, "\U000e0100" * 9, "\u0958", "\u2126",
        "\u0344", "\u1100\u1161\u11a8", "é", "e\u0301", "œ", "l’été", " ", "  ", "\u00a0", "[/x]",
        "[@click=app.quit]", "👨‍👩‍👧", "a",
    ]
)  # fmt: skip
TEXTS = st.lists(NASTY | st.text(st.characters(codec=None), max_size=3), max_size=20).map("".join)

FORBIDDEN = set("\u00ad\u061c\u180e\u200b\u200e\u200f\ufeff\ufff9\ufffa\ufffb")


def _is_forbidden(char: str) -> bool:
    code = ord(char)
    return (
        (unicodedata.category(char) in ("Cc", "Cs") and char != "\n")
        or char in FORBIDDEN
        or 0x2028 <= code <= 0x202E
        or 0x2060 <= code <= 0x206F
        or 0xE0000 <= code <= 0xE007F
    )


def _highest_tower(text: str) -> int:
    highest = run = 0
    for char in text:
        stacks = unicodedata.category(char) in ("Mn", "Me") or char in "\u200c\u200d"
        run = run + 1 if stacks else 0
        highest = max(highest, run)
    return highest


@given(TEXTS)
@example("\u0301" * 40 + "\ud800")
def test_a_cleaned_text_holds_nothing_hostile_and_cleans_to_itself(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not [hex(ord(char)) for char in cleaned if _is_forbidden(char)]
    assert unicodedata.is_normalized("NFC", cleaned)
    assert _highest_tower(cleaned) <= MAX_COMBINING
    cleaned.encode("utf-8")


@given(TEXTS)
def test_a_cleaned_line_is_one_line_without_edges(text: str) -> None:
    line = clean_line(text)
    assert clean_line(line) == line
    assert "\n" not in line
    assert line == line.strip()
    assert "  " not in line
    assert not [char for char in line if _is_forbidden(char)]


@pytest.mark.parametrize(
    "text",
    ["", "plain", "L’été, à l’école : « bon » – 22\u00a0605 €\n\nœuvre\u202f!", "[b]not markup[/b]",
     "नमस्ते क्‍ष", "می‌خواهم", "👨‍👩‍👧 ❤️", "ภาษาไทย ที่นี่", "Việt ế", "מְ֒שִׁ"],
)  # fmt: skip
def test_what_a_person_reads_is_kept(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\u2028d\x85e\x0cf", "a\nb\nc\nd\ne\nf"),
        ("a\tb", "a    b"),
        ("\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"),
        ("user\u202enimda", "usernimda"),
        ("\ufeffstart", "start"),
        ("e\u0301", "é"),
        ("x\ud800y", "x\ufffdy"),
        ("soft\u00adhyphen", "softhyphen"),
        ("flag\U000e0067\U000e0062", "flag"),
        ("a\ufff9b\ufffac\ufffb", "abc"),
    ],
)
def test_what_becomes_of_hostile_characters(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize("mark", ["\u0301", "\u064b", "\u20d0", "\u0488", "\u0e47", "\u1ab0"])
def test_towers_of_marks_are_cut_whatever_script_they_come_from(mark: str) -> None:
    assert clean("x" + mark * 50 + "y") == unicodedata.normalize(
        "NFC", "x" + mark * MAX_COMBINING + "y"
    )


def test_a_line_takes_white_space_together() -> None:
    assert clean_line("  A title \n\n  on\ttwo   lines ") == "A title on two lines"
    assert clean_line("22\u00a0605 €") == "22\u00a0605 €"


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", " ", "\n", "\t"])
def test_a_long_run_of_spaces_does_not_stop_the_clock(space: str) -> None:
    started = time.process_time()
    clean_line("a" + space * 100_000 + "b")
    assert time.process_time() - started < 1
