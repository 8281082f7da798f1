"""The cells of an XLSX file as texts. Runs in a process of its own: the file may do harm."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from gpci_tui.importers.problems import Rejected
from gpci_tui.model.errors import N_

MAX_UNPACKED = 300_000_000
"""Bytes of all parts of a file, unpacked."""
MAX_RATIO = 200
"""How many times larger than packed a part may be, above a megabyte."""
MAX_PARTS = 10_000
_MEGABYTE = 1_000_000
# What openpyxl raises on a damaged file.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, ArithmeticError, AttributeError, AssertionError, EOFError,
    LookupError, NotImplementedError, OSError, SyntaxError, TypeError, ValueError,
)  # fmt: skip
_CHUNK = 1 << 16

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_CURRENCY = re.compile(r"[€$£]|EUR|CHF|USD|GBP")
_NBSP = "\u00a0"


def read(data: bytes, name: str) -> dict[str, Any]:
    """Return the sheets of a file: ``{"sheets": [{"name", "rows", "formulas"}]}``.

    ``rows`` holds ``[line, [texts]]`` of rows that aren't empty, ``formulas`` the
    lines on which a formula's value isn't stored.

    Raises:
        Rejected: it is damaged, encrypted, or packed to do harm.
    """
    from openpyxl.utils.exceptions import InvalidFileException

    parts = _checked(data)
    try:
        with warnings.catch_warnings():
            # It warns of styles and of what else it doesn't know; none of that is text.
            warnings.simplefilter("ignore")
            return {"sheets": _sheets(data, parts)}
    except (InvalidFileException, *_DAMAGE) as error:
        raise _damaged() from error


def _sheets(data: bytes, parts: zipfile.ZipFile) -> list[dict[str, Any]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    written = None
    if any(_holds(parts, part, _FORMULA) for part in _sheet_parts(parts)):
        written = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    return [
        _sheet(sheet, written[sheet.title] if written is not None else None, parts)
        for sheet in book.worksheets if sheet.sheet_state == "visible"
    ]  # fmt: skip


def _damaged() -> Rejected:
    return Rejected(0, N_("This spreadsheet is damaged. Open it and save it again as XLSX."))


def _checked(data: bytes) -> zipfile.ZipFile:
    """Return the file's parts, once it is sure that they can be unpacked."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Rejected(
            0, N_("This is an encrypted or an old spreadsheet (XLS). Save it as XLSX, without a "
                  "password.")
        )  # fmt: skip
    try:
        parts = zipfile.ZipFile(io.BytesIO(data))
        about = parts.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _damaged() from error
    large = sum(part.file_size for part in about) > MAX_UNPACKED
    tight = any(part.file_size > max(_MEGABYTE, MAX_RATIO * part.compress_size) for part in about)
    if large or tight or len(about) > MAX_PARTS:
        raise Rejected(0, N_("This spreadsheet is too large once it is unpacked."))
    return parts


def _sheet_parts(parts: zipfile.ZipFile) -> list[str]:
    return [name for name in parts.namelist() if "worksheets/" in name and name.endswith(".xml")]


def _chunks(parts: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Return a part piece by piece, each with the end of the one before."""
    before = b""
    with parts.open(name) as file:
        while chunk := file.read(_CHUNK):
            yield before + chunk
            before = chunk[-200:]


def _holds(parts: zipfile.ZipFile, name: str, sought: re.Pattern[bytes]) -> bool:
    return any(sought.search(chunk) for chunk in _chunks(parts, name))


def _sheet(sheet: Any, written: Any, parts: zipfile.ZipFile) -> dict[str, Any]:
    for each in (sheet, written):
        if each is not None:
            # What it says of its size may be the whole of a sheet's million rows.
            each.reset_dimensions()
    merged = _merged(parts, str(sheet._worksheet_path))
    carried: dict[int, tuple[int, str]] = {}
    rows: list[list[Any]] = []
    formulas: list[int] = []
    other = iter(written.iter_rows()) if written is not None else None
    for line, cells in enumerate(sheet.iter_rows(), sheet.min_row or 1):
        texts = [_text(cell) for cell in cells]
        if other is not None and _lacks_values(cells, next(other, ())):
            formulas.append(line)
        for at, text in _kept(carried, line):
            texts += [""] * (at + 1 - len(texts))
            texts[at] = texts[at] or text
        for column, last in merged.get(line, ()):
            if column < len(texts) and texts[column]:
                carried[column] = last, texts[column]
        if any(texts):
            rows.append([line, texts])
    return {"name": sheet.title, "rows": rows, "formulas": formulas}


def _kept(carried: dict[int, tuple[int, str]], line: int) -> Iterator[tuple[int, str]]:
    """Return what a cell that spans several rows says in the rows below its first."""
    for column, (last, text) in list(carried.items()):
        if line > last:
            del carried[column]
        else:
            yield column, text


def _merged(parts: zipfile.ZipFile, name: str) -> dict[int, list[tuple[int, int]]]:
    """Return the cells that span several rows: first row -> (column, last row)."""
    from openpyxl.utils.cell import coordinate_to_tuple

    found: dict[int, list[tuple[int, int]]] = {}
    seen: set[bytes] = set()
    for chunk in _chunks(parts, name.lstrip("/")):
        for match in _MERGED.finditer(chunk):
            if match.group() in seen:
                continue
            seen.add(match.group())
            first, column = coordinate_to_tuple(match.group(1).decode())
            last, _ = coordinate_to_tuple(match.group(2).decode())
            if last > first:
                found.setdefault(first, []).append((column - 1, last))
    return found


def _lacks_values(cells: Any, written: Any) -> bool:
    """Return whether a cell of the row holds a formula whose value was never stored."""
    return any(
        cell.value is None and source.data_type == "f"
        for cell, source in zip(cells, written, strict=False)
    )


def _text(cell: Any) -> str:
    """Return a cell as a person reads it."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "vrai" if value else "faux"
    form = _bare(getattr(cell, "number_format", None) or "General")
    if isinstance(value, datetime | date | time):
        return _date(value, form)
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _figure(value, form)
    return str(value)


def _bare(form: str) -> str:
    """Return a number format without what it shows literally, but for a currency."""
    currency = _CURRENCY.search(form)
    return _QUOTED.sub("", form.split(";")[0]) + (currency.group() if currency else "")


def _date(value: datetime | date | time, form: str) -> str:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime) and (value.hour or value.minute) and "h" in form.lower():
        return f"{_day(value, form)} {value:%H:%M}"
    return _day(value, form)


def _day(value: date, form: str) -> str:
    """Return a day in the order in which its cell shows it; French where it follows the system."""
    form = form.lower()
    if form.startswith("y"):
        return f"{value:%Y-%m-%d}"
    if form.startswith("m") and form != "mm-dd-yy" and "d" in form:
        return f"{value:%m/%d/%Y}"
    if "d" not in form and "y" in form:
        return f"{value:%m/%Y}" if "m" in form else f"{value:%Y}"
    return f"{value:%d/%m/%Y}"


def _figure(value: float, form: str) -> str:
    percent, currency = "%" in form, _CURRENCY.search(form)
    text = _decimal(value * 100 if percent else value)
    whole, comma, rest = text.partition(",")
    if whole.lstrip("-").isdigit() and (currency or "#,##0" in form or "# ##0" in form):
        text = f"{int(whole):,}".replace(",", _NBSP) + comma + rest
    unit = "%" if percent else currency.group() if currency else ""
    return f"{text}{_NBSP}{unit}" if unit else text


def _decimal(number: float) -> str:
    """Return a number with no more digits than a person would write."""
    if isinstance(number, int):
        return str(number) if abs(number) < 10**300 else f"{number:e}"
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.12g}".replace(".", ",")
