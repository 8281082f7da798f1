"""JSON that is a list of objects -> a table: an object is a row, a key a column."""

from __future__ import annotations

import json
from typing import Any

from gpci_tui.importers.decoding import decode
from gpci_tui.importers.problems import Rejected
from gpci_tui.importers.tables.table import Row, Table, as_table
from gpci_tui.model.errors import N_


def load(data: bytes, name: str) -> tuple[Any, Any]:
    """Return what a JSON file holds, and the notices of its encoding.

    Raises:
        Rejected: it is no text, or no JSON.
    """
    loaded = decode(data, name)
    try:
        return json.loads(loaded.text.lstrip("\ufeff")), loaded.notices
    except json.JSONDecodeError as error:
        raise Rejected(error.lineno, N_("This can't be read as JSON.")) from error
    except (RecursionError, ValueError) as error:
        raise Rejected(0, N_("This can't be read as JSON.")) from error


def table(value: Any, name: str, notices: Any = ()) -> Table:
    """Return a list of objects as a table, also where one key of an object holds it.

    Rows are numbered from 1 on.

    Raises:
        Rejected: it is no such list.
    """
    objects = _objects(value)
    if not objects:
        raise Rejected(
            0, N_("This JSON is neither an export of this program nor a list of objects.")
        )
    flat = [_flat(each) for each in objects]
    columns = list(dict.fromkeys(key for each in flat for key in each))
    rows = [Row(0, tuple(columns))]
    rows += [
        Row(number, tuple(each.get(key, "") for key in columns))
        for number, each in enumerate(flat, 1)
    ]
    return as_table(rows, name, notices, even=True)


def _objects(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        lists = [each for each in map(_objects_of, value.values()) if each]
        return lists[0] if len(lists) == 1 else []
    return _objects_of(value)


def _objects_of(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        return value
    return []


def _flat(value: dict[str, Any]) -> dict[str, str]:
    """Return the values of an object as texts; those of an object within it as “outer.inner”."""
    found: dict[str, str] = {}
    for key, each in value.items():
        if isinstance(each, dict):
            found.update((f"{key}.{inner}", _text(held)) for inner, held in each.items())
        else:
            found[key] = _text(each)
    return found


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(not isinstance(each, list | dict) for each in value):
        return "\n".join(filter(None, map(_text, value)))
    return json.dumps(value, ensure_ascii=False)
