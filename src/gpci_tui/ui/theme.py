"""The two looks, ``encre`` (ink, dark) and ``papier`` (paper, light), and their styles.

Text stands at 7:1 on its ground at least, muted text at 4.5:1, also on the
cursor row (WCAG 2.2, 1.4.6 and 1.4.3); a test holds the tables to it.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.style import Style
from textual.app import App
from textual.theme import Theme

from gpci_tui.model.review import Kind, Status

_ENCRE = {
    "background": "#15171c", "surface": "#1b1e25", "panel": "#232730",
    "text": "#d8dbe2", "muted": "#8d94a3", "faint": "#5b616e", "rule": "#2b303a",
    "primary": "#8fb8f0", "accent": "#efb954", "cursor-row": "#28344a",
    "strength": "#67c3a3", "strength-bg": "#1f3d37",
    "weakness": "#f0937f", "weakness-bg": "#4a2b26",
    "question": "#b9a3e8", "question-bg": "#35305a",
    "quote": "#efb954", "quote-bg": "#44381c",
    "muted-on-cursor": "#a3abbb",
}  # fmt: skip
_PAPIER = {
    "background": "#fbf9f4", "surface": "#f5f1e8", "panel": "#ebe5d8",
    "text": "#2c2a27", "muted": "#6b655b", "faint": "#aaa294", "rule": "#e2dbcc",
    "primary": "#1d5a9e", "accent": "#8f5200", "cursor-row": "#dce8f6",
    "strength": "#16714f", "strength-bg": "#d3ecdf",
    "weakness": "#b1371f", "weakness-bg": "#f8dad2",
    "question": "#66489c", "question-bg": "#e6dff5",
    "quote": "#8a5200", "quote-bg": "#f7e7bf",
    "muted-on-cursor": "#5d584f",
}  # fmt: skip
COLOURS = {"encre": _ENCRE, "papier": _PAPIER}
"""Name of a look -> token -> colour. Tests read the contrasts from here."""


def _theme(name: str, colours: dict[str, str], dark: bool) -> Theme:
    variables = {
        "text": colours["text"],
        "muted": colours["muted"],
        "faint": colours["faint"],
        "rule": colours["rule"],
        "hit": colours["accent"],
        "cursor-row": colours["cursor-row"],
        "block-cursor-background": colours["cursor-row"],
        "block-cursor-foreground": colours["text"],
        "block-cursor-text-style": "none",
        "input-cursor-background": colours["primary"],
        "input-cursor-foreground": colours["background"],
        "input-selection-background": colours["cursor-row"],
        "scrollbar": colours["rule"],
        "scrollbar-hover": colours["faint"],
        "scrollbar-active": colours["primary"],
        "scrollbar-background": colours["background"],
        "scrollbar-background-hover": colours["background"],
        "scrollbar-background-active": colours["background"],
        "scrollbar-corner-color": colours["background"],
        "border": colours["rule"],
    }
    for kind in Kind:
        variables[f"kind-{kind.value}"] = colours[kind.value]
        variables[f"kind-{kind.value}-bg"] = colours[f"{kind.value}-bg"]
    return Theme(
        name=name, dark=dark, variables=variables,
        primary=colours["primary"], secondary=colours["question"], accent=colours["accent"],
        foreground=colours["text"], background=colours["background"],
        surface=colours["surface"], panel=colours["panel"],
        success=colours["strength"], warning=colours["accent"], error=colours["weakness"],
    )  # fmt: skip


THEMES = (_theme("encre", _ENCRE, True), _theme("papier", _PAPIER, False))
"""The looks, to be registered with the app."""


class Palette(NamedTuple):
    """Rich styles for everything that is painted line by line, each with its ground."""

    text: Style
    strong: Style
    muted: Style
    faint: Style
    rule: Style
    primary: Style
    accent: Style
    heading: Style
    good: Style
    hit: Style
    selection: Style
    ground: Style
    cursor: Style
    """Ground of the row under the cursor; to be laid over the others."""
    muted_on_cursor: Style
    surface: Style
    kinds: dict[Kind, Style]
    kind_grounds: dict[Kind, Style]
    statuses: dict[Status, Style]


_palettes: dict[str, Palette] = {}


def palette(app: App[object]) -> Palette:
    """Return the styles of the app's present look."""
    name = app.theme if app.theme in COLOURS else "encre"
    if name not in _palettes:
        _palettes[name] = _palette(COLOURS[name])
    return _palettes[name]


def _palette(colours: dict[str, str]) -> Palette:
    # With the ink, too: a segment without a style of its own must show on any terminal.
    ground = Style(color=colours["text"], bgcolor=colours["background"])

    def ink(token: str, *, bold: bool | None = None, underline: bool | None = None) -> Style:
        return Style(color=colours[token], bold=bold, underline=underline)

    return Palette(
        text=ink("text"), strong=ink("text", bold=True), muted=ink("muted"), faint=ink("faint"),
        rule=ink("rule"), primary=ink("primary"), accent=ink("accent"),
        heading=ink("primary", bold=True), good=ink("strength"),
        hit=ink("accent", bold=True, underline=True),
        selection=Style(color=colours["background"], bgcolor=colours["primary"], bold=True),
        ground=ground, cursor=Style(bgcolor=colours["cursor-row"]),
        muted_on_cursor=ink("muted-on-cursor"),
        surface=Style(color=colours["text"], bgcolor=colours["surface"]),
        kinds={kind: ink(kind.value, bold=True) for kind in Kind},
        kind_grounds={kind: Style(bgcolor=colours[f"{kind.value}-bg"]) for kind in Kind},
        statuses={
            Status.UNREAD: ink("muted"), Status.READING: ink("accent"),
            Status.READ: ink("strength"), Status.REREAD: ink("question"),
            Status.ASIDE: ink("muted"),
        },
    )  # fmt: skip
