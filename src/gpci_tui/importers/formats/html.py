"""Web pages (HTML)."""

from __future__ import annotations

import codecs
import re

from gpci_tui.importers.decoding import Text, decode
from gpci_tui.importers.extract import Extract
from gpci_tui.importers.package import damaged
from gpci_tui.importers.setting import set_text
from gpci_tui.importers.web.page import Page

_STATED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_HEAD = 4096
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What browsers make of these names, since so many pages mean it.
_MEANT = {
    **dict.fromkeys(("iso8859-1", "ascii"), "cp1252"),
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be"), "utf-8"),
}
_CHUNK = 65_536


def read(data: bytes, name: str) -> Extract:
    """Return the text of a web page.

    Headings, lists, bold, italic, tables, quotes and the addresses of links
    stay; scripts, menus (``nav``) and what is hidden do not.

    Raises:
        Rejected: it is no text, or damaged.
    """
    text = _decoded(data, name)
    page = Page()
    try:
        for start in range(0, len(text.text), _CHUNK):
            page.feed(text.text[start : start + _CHUNK])
        page.finish()
    except AssertionError as error:  # of html.parser, for declarations that are none
        raise damaged() from error
    body, _ = set_text(page.blocks)
    return Extract(body, page.title, (), text.notices + page.found.notices(name))


def _decoded(data: bytes, name: str) -> Text:
    """Return the text: by its mark, else as the page says, else as any text."""
    stated = _STATED.search(data, 0, _HEAD)
    if stated is not None and not data.startswith(_MARKS):
        try:
            encoding = codecs.lookup(stated.group(1).decode("ascii", "replace")).name
            text = data.decode(_MEANT.get(encoding, encoding))
        except (LookupError, ValueError):
            return decode(data, name)
        if isinstance(text, str) and "\x00" not in text:
            return Text(text)
    return decode(data, name)
