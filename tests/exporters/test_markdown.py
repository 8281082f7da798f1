"""Markdown that shows what was written, and fetches nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from gpci_tui.exporters.markdown import literal


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("simple, *emphase*", "simple, *emphase*"),
        ("[/x] [@click=app.quit]", r"\[/x] \[@click=app.quit]"),
        ("![](http://example.org/a.png)", r"!\[](http://example.org/a.png)"),
        ("<img src=x>", r"\<img src=x>"),
        ("# pas un titre", r"\# pas un titre"),
        ("un\n- deux\n  > trois", "un\n\\- deux\n  \\> trois"),
        ("1. un\n 12) deux", "1\\. un\n 12\\) deux"),
        (r"\<img src=x> \\[a](b)", r"\\\<img src=x> \\\\\[a](b)"),
        ("---", r"\---"),
        ("2025 est une année", "2025 est une année"),
    ],
)
def test_a_text_is_shown_as_it_is(text: str, shown: str) -> None:
    assert literal(text) == shown


@given(st.text("\\\\<[]()!b/> \n1.)-#`*", max_size=20))
def test_nothing_is_fetched_or_run(text: str) -> None:
    shown = MarkdownIt().render(literal(text))
    for live in ("<img", "<a ", "<b", "</b"):
        assert live not in shown.replace("<blockquote", "")
