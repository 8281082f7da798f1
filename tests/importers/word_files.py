"""Small Word documents, written part by part."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": W, "r": R,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    }.items()
)  # fmt: skip
_KINDS = ("styles", "numbering", "footnotes", "endnotes", "comments")


def run(text: str, properties: str = "") -> str:
    """Return a run; ``properties`` such as ``<w:b/>``."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """Return a paragraph of runs, or of plain text."""
    inside = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def styled(style: str, text: str) -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>')


def item(text: str, number: int = 1, depth: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of cells that are paragraphs, or plain texts."""

    def cell(held: str) -> str:
        return f"<w:tc>{held if held.startswith('<') else p(held)}</w:tc>"

    made = (f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl>{''.join(made)}</w:tbl>"


def part(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_SPACES}>{content}</w:{root}>'


def relations(*, external: tuple[str, ...] = (), kinds: tuple[str, ...] = _KINDS) -> str:
    """Return what the document refers to; addresses outside get the ids x0, x1…"""
    made = [f'<Relationship Id="i{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>' for kind in kinds]
    made += [
        f'<Relationship Id="x{n}" Type="{R}/hyperlink" Target="{url}" TargetMode="External"/>'
        for n, url in enumerate(external)
    ]
    return f'<Relationships xmlns="{PACKAGE}">{"".join(made)}</Relationships>'


def docx(body: str, *, external: tuple[str, ...] = (), title: str = "", **parts: str) -> bytes:
    """Return a document with this body; ``parts`` such as styles="…", all without their roots."""
    files = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" '
        f'Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relations(external=external, kinds=tuple(parts)),
        "docProps/core.xml": '<c xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title></c>",
    }
    files |= {f"word/{name}.xml": part(name, content) for name, content in parts.items()}
    return packed(files)


def packed(files: dict[str, str]) -> bytes:
    """Return a ZIP of texts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # With a date that is always the same: the bytes may name a test.
            about = zipfile.ZipInfo(name)
            stored = name == "mimetype"
            about.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(about, content)
    return made.getvalue()
