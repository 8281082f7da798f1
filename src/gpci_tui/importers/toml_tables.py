"""Tables of a TOML file, checked value by value, with the line of what is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from gpci_tui.importers.problems import Problem, Rejected, notice
from gpci_tui.model.cleaning import clean, clean_line
from gpci_tui.model.errors import N_, BadInput

MAX_CHARACTERS = 1_000_000

_HEADER = re.compile(r"\s*\[\[?\s*[\"']?([\w-]+)[\"']?\s*\]\]?")
_ASSIGNMENT = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=")
_AT_LINE = re.compile(r"at line (\d+)")


class TomlFile:
    """A parsed file that gathers what is wrong with it."""

    def __init__(self, name: str, text: str) -> None:
        """Parse ``text``; ``name`` is what the file is called in messages.

        Raises:
            Rejected: it is no TOML, or too long.
        """
        self.name = name
        self.wrong: list[Problem] = []
        self.notices: list[Problem] = []
        self._raw = _parse(text)
        self._lines = _lines(text)

    def one(self, name: str) -> Table:
        """Return the table ``[name]``, empty where there is none."""
        raw = self._raw.pop(name, {})
        if isinstance(raw, dict):
            return Table(self, name, 0, raw)
        self.tell(self.line(name, 0, ""), N_("“{name}” takes a table: [{name}]."), name=name)
        return Table(self, name, 0, {})

    def several(self, name: str) -> list[Table]:
        """Return the tables ``[[name]]`` in order."""
        raw = self._raw.pop(name, [])
        if isinstance(raw, list) and all(isinstance(each, dict) for each in raw):
            return [Table(self, name, number, each) for number, each in enumerate(raw)]
        self.tell(self.line(name, 0, ""), N_("“{name}” takes tables: [[{name}]]."), name=name)
        return []

    def finish(self) -> None:
        """Tell of the tables that nobody asked for."""
        for name in self._raw:
            self.unknown(name, self.line(name, 0, "") or self.line("", 0, name))

    def tell(self, line: int, template: str, /, **params: object) -> None:
        self.wrong.append(Problem(self.name, line, BadInput(template, **params)))

    def unknown(self, key: str, line: int) -> None:
        self.notices.append(
            notice(
                self.name, line, N_("“{key}” is not known here; it was left out."),
                key=clean_line(key),
            )
        )  # fmt: skip

    def line(self, table: str, number: int, key: str) -> int:
        """Return the line of a key of the table, else of the table's head, else 0."""
        head = self._lines.get((table, number, ""), 0)
        return self._lines.get((table, number, key), head)


class Table:
    """One table; a value that is wrong is told and replaced by its default."""

    def __init__(
        self, file: TomlFile, name: str, number: int, values: Mapping[str, object]
    ) -> None:
        self._file = file
        self._name = name
        self._number = number
        self._values = dict(values)

    def text(self, key: str, longest: int, *, required: bool = False, lines: bool = False) -> str:
        """Return a cleaned text; ``lines`` allows several lines."""
        value = self._values.pop(key, "")
        if not isinstance(value, str):
            self.tell(key, N_("“{key}” takes a text in quotes."), key=key)
            return ""
        text = clean(value).strip() if lines else clean_line(value)
        if len(text) > longest:
            self.tell(key, N_("“{key}” is too long: at most {n} characters."), key=key, n=longest)
        elif required and not text:
            self.tell(key, N_("“{key}” is missing."), key=key)
        return text

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        """Return one of some texts, or '' where the key is not there."""
        text = self.text(key, 100)
        if text and text not in allowed:
            self.tell(
                key, N_("“{key}” takes one of: {allowed}"), key=key, allowed=" ".join(allowed)
            )
        return text

    def whole(self, key: str, default: int | None, low: int, high: int) -> int | None:
        """Return a whole number from ``low`` to ``high``, both allowed."""
        value = self._values.pop(key, default)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.tell(
            key, N_("“{key}” takes a whole number from {low} to {high}."),
            key=key, low=low, high=high,
        )  # fmt: skip
        return default

    def weight(self, key: str, default: float) -> float:
        """Return a number above 0 and at most 1000."""
        value = self._values.pop(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1000:
            return float(value)
        self.tell(key, N_("“{key}” takes a number above 0."), key=key)
        return default

    def flag(self, key: str) -> bool:
        value = self._values.pop(key, False)
        if not isinstance(value, bool):
            self.tell(key, N_("“{key}” takes true or false."), key=key)
        return value is True

    def tell(self, key: str, template: str, /, **params: object) -> None:
        """Tell what is wrong with ``key``, or with the whole table ('')."""
        self._file.tell(self._file.line(self._name, self._number, key), template, **params)

    def finish(self, *ignored: str) -> None:
        """Tell of the keys that nobody asked for, except those in ``ignored``."""
        for key in self._values:
            if key not in ignored:
                self._file.unknown(key, self._file.line(self._name, self._number, key))


def _parse(text: str) -> dict[str, object]:
    if len(text) > MAX_CHARACTERS:
        raise Rejected(0, N_("This file is too long: at most {n} characters."), n=MAX_CHARACTERS)
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise Rejected(0, N_("This can't be read as TOML: it nests too deep.")) from error
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        line = int(at.group(1)) if at else text.count("\n") + 1
        excerpt = clean_line(text.split("\n")[line - 1])[:60]
        raise Rejected(
            line, N_("This can't be read as TOML: “{text}”. A text goes between quotes."),
            text=excerpt,
        ) from error  # fmt: skip


def _lines(text: str) -> dict[tuple[str, int, str], int]:
    """Return the line of each (table, how many of that name before it, key); '' for its head."""
    lines: dict[tuple[str, int, str], int] = {}
    counts: dict[str, int] = {}
    table, number = "", 0
    for at, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            table = header.group(1)
            number = counts.get(table, 0)
            counts[table] = number + 1
            lines.setdefault((table, number, ""), at)
        elif assignment := _ASSIGNMENT.match(line):
            lines.setdefault((table, number, assignment.group(1)), at)
    return lines
