"""Small OpenDocument texts, written part by part."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tests.importers.word_files import packed

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        **{name: f"{_OASIS}{name}:1.0" for name in ("office", "text", "table", "style")},
        "draw": f"{_OASIS}drawing:1.0",
        "fo": f"{_OASIS}xsl-fo-compatible:1.0",
        "svg": f"{_OASIS}svg-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
STYLES = """
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Fort" style:family="text"><style:text-properties fo:font-weight="bold"/>
</style:style>
<text:list-style style:name="Puces"><text:list-level-style-bullet text:level="1"/>
  <text:list-level-style-number text:level="2" style:num-format="a" text:start-value="4"/>
  <text:list-level-style-number text:level="3" style:num-format=""/></text:list-style>
<text:list-style style:name="Nombres">
  <text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>
"""


def p(content: str, style: str = "") -> str:
    """Return a paragraph of elements, or of plain text."""
    inside = content if content.startswith("<") else escape(content)
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def h(text: str, level: int = 1) -> str:
    return f'<text:h text:outline-level="{level}">{escape(text)}</text:h>'


def span(text: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{escape(text)}</text:span>'


def items(style: str, *contents: str, more: str = "") -> str:
    """Return a list of items that are elements."""
    made = "".join(f"<text:list-item>{content}</text:list-item>" for content in contents)
    stated = f' text:style-name="{style}"' if style else ""
    return f"<text:list{stated} {more}>{made}</text:list>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of cells that are elements, or plain texts."""

    def cell(held: str) -> str:
        inside = held if held.startswith("<") else p(held)
        return f"<table:table-cell>{inside}</table:table-cell>"

    made = (f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    return f"<table:table>{''.join(made)}</table:table>"


def part(name: str, content: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:{name} {_SPACES}>{content}</office:{name}>'
    )


def odt(body: str, *, automatic: str = "", title: str = "", manifest: str = "") -> bytes:
    """Return a document with this body; ``automatic`` are the styles that stand before it."""
    content = (
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body>"
    )
    files = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": part("document-content", content),
        "styles.xml": part("document-styles", f"<office:styles>{STYLES}</office:styles>"),
        "meta.xml": part(
            "document-meta", f"<office:meta><dc:title>{title}</dc:title></office:meta>"
        ),
    }
    if manifest:
        files["META-INF/manifest.xml"] = manifest
    return packed(files)
