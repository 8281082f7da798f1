"""What the elements of HTML are to a reader of its text."""

from __future__ import annotations

import re


def _named(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID = _named("area base br col embed hr img input link meta param source track wbr")
"""Elements that hold nothing."""

UNSEEN = _named(
    "script style nav template noscript svg iframe object canvas audio video button datalist "
    "map meter progress frameset noframes"
)
"""Elements whose text is not read: it is no text, or leads about the site."""

IN_HEAD = _named("html head title base link meta style script noscript template")
"""Elements that may stand in the head of a page."""

BOLD = _named("b strong")
ITALIC = _named("i em cite dfn var")
LISTS = _named("ul ol menu dir")
CELLS = _named("td th")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
APART = (
    _named(
        "address article aside blockquote body caption center dd details dialog dir div dl dt "
        "fieldset figcaption figure footer form header hgroup html legend li main menu ol p pre "
        "search section summary table tbody td tfoot th thead tr ul"
    )
    | HEADINGS.keys()
)
"""Elements that begin and end a paragraph."""

_ROWS = frozenset(("tr", *CELLS))
_PARTS = frozenset(("thead", "tbody", "tfoot"))
_TABLE = frozenset(("table",))

CLOSED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), LISTS | _TABLE | CELLS),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",)) | _TABLE | CELLS),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",)) | _TABLE | CELLS),
    "option": (frozenset(("option",)), frozenset(("select",))),
    **dict.fromkeys(CELLS, (CELLS, _TABLE | {"tr"})),
    "tr": (_ROWS, _TABLE),
    **dict.fromkeys(_PARTS, (_ROWS | _PARTS, _TABLE)),
}
"""Element -> those that its beginning ends, and those beyond which it ends none."""

TYPED = frozenset(("text", "email", "tel", "url", "number", "date", "search", "month", "time"))
"""Kinds of ``input`` whose value a person typed."""

FIELDS = frozenset(("label", "select", "option", "textarea"))
"""Parts of a form that stand in a line, apart from their neighbours."""

_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def is_unseen(tag: str, attributes: dict[str, str]) -> bool:
    """Return whether what stands in an element is not shown, or is no part of the text."""
    if tag in UNSEEN or "hidden" in attributes or _HIDING.search(attributes.get("style", "")):
        return True
    if tag == "option":
        return "selected" not in attributes
    return tag == "dialog" and "open" not in attributes
