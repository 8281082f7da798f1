"""Small spreadsheets, written part by part: what openpyxl would not write as well."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
    "{sheets}</Types>"
)
_SHEET_TYPE = (
    '<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

FORMATS = ("General", "dd/mm/yyyy", '#,##0.00 "€"', "0%", "yyyy-mm-dd", "mm/dd/yyyy")
"""Number formats by their style."""


def cell(place: str, value: object, style: int = 0) -> str:
    """Return a cell; a text, a number, or ``None`` with a formula (``=…``) without a value."""
    if isinstance(value, str) and value.startswith("="):
        return f'<c r="{place}"><f>{escape(value[1:])}</f></c>'
    if isinstance(value, str):
        text = escape(value)
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def sheet(rows: Sequence[Sequence[object]], *, merged: Sequence[str] = (), more: str = "") -> str:
    """Return the XML of a sheet. A value is a text, a number, (number, style), or None."""
    written = []
    for number, row in enumerate(rows, 1):
        cells = []
        for at, value in enumerate(row):
            if value is not None:
                value, style = value if isinstance(value, tuple) else (value, 0)
                cells.append(cell(f"{chr(ord('A') + at)}{number}", value, style))
        written.append(f'<row r="{number}">{"".join(cells)}</row>')
    spans = "".join(f'<mergeCell ref="{span}"/>' for span in merged)
    spans = f'<mergeCells count="{len(merged)}">{spans}</mergeCells>' if merged else ""
    return f"<worksheet {_MAIN}><sheetData>{''.join(written)}{more}</sheetData>{spans}</worksheet>"


def xlsx(*sheets: str, names: Sequence[str] = ()) -> bytes:
    """Return a workbook of some sheets."""
    called = [*names, *(f"Feuille {n}" for n in range(len(names) + 1, len(sheets) + 1))]
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(called, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    forms = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{escape(form, {chr(34): "&quot;"})}"/>'
        for n, form in enumerate(FORMATS)
    )
    styles = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(FORMATS)))
    parts = {
        "[Content_Types].xml": _TYPES.format(
            sheets="".join(_SHEET_TYPE.format(n=n) for n in range(1, len(sheets) + 1))
        ),
        "_rels/.rels": f'{_RELATIONS}<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
                       'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>{listed}</sheets>'
                           "</workbook>",
        "xl/_rels/workbook.xml.rels": f'{_RELATIONS}{related}<Relationship Id="rId999" '
                                      f'Type="{_OFFICE}/styles" Target="styles.xml"/>'
                                      "</Relationships>",
        "xl/styles.xml": f"<styleSheet {_MAIN}><numFmts>{forms}</numFmts>"
                         '<fonts count="1"><font/></fonts>'
                         '<fills count="1"><fill><patternFill/></fill></fills>'
                         '<borders count="1"><border/></borders>'
                         f"<cellXfs>{styles}</cellXfs></styleSheet>",
        **{f"xl/worksheets/sheet{n}.xml": each for n, each in enumerate(sheets, 1)},
    }  # fmt: skip
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return written.getvalue()
