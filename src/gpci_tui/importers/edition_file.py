"""``edition.toml``: the edition's name, prizes, themes, jury and criteria.

It is taken whole or not at all: where a value is wrong all that is wrong is
told, each with its line, and the dossiers go in without it.
"""

from __future__ import annotations

from gpci_tui.importers.decoding import decode
from gpci_tui.importers.problems import Problem, Rejected
from gpci_tui.importers.source import SourceFile
from gpci_tui.importers.toml_tables import Table, TomlFile
from gpci_tui.model.dossier import THEME_SIGNS, Criterion, EditionDraft, Juror, Prize, Theme
from gpci_tui.model.errors import N_
from gpci_tui.model.folding import fold

MAX_NAME = 80
"""Characters of the name of a prize, a theme or a criterion."""
MAX_LINE = 300
"""Characters of a juror's name, of a role, of an organisation."""
MAX_TEXT = 5000
"""Characters of a description."""


def read(file: SourceFile) -> tuple[EditionDraft | None, tuple[Problem, ...]]:
    """Return what the file says, or None, and what to tell; never raises for the file's sake."""
    try:
        loaded = decode(file.data(), file.name)
        toml = TomlFile(file.name, loaded.text)
    except Rejected as rejected:
        return None, (rejected.problem(file.name),)
    draft = _edition(toml)
    if toml.wrong:
        return None, tuple(toml.wrong)
    return draft, loaded.notices + tuple(toml.notices)


def _edition(toml: TomlFile) -> EditionDraft:
    head = toml.one("edition")
    prizes = [_prize(table) for table in _named(toml, "prizes", MAX_NAME)]
    themes = [_theme(table) for table in _named(toml, "themes", MAX_NAME)]
    jury = [_juror(table) for table in _named(toml, "jury", MAX_LINE)]
    criteria = [_criterion(table) for table in _named(toml, "criteria", MAX_NAME)]
    draft = EditionDraft(
        name=head.text("name", MAX_LINE),
        year=head.whole("year", None, 1, 9999),
        organiser=head.text("organiser", MAX_LINE),
        description=head.text("description", MAX_TEXT, lines=True),
        prizes=tuple(prizes),
        themes=tuple(themes),
        jury=tuple(jury),
        criteria=tuple(criteria),
    )
    head.finish("language", "theme")
    toml.finish()
    return draft


def _named(toml: TomlFile, kind: str, longest: int) -> list[tuple[str, Table]]:
    """Return the tables with their names, each name once."""
    found: dict[str, tuple[str, Table]] = {}
    for table in toml.several(kind):
        name = table.text("name", longest, required=True)
        if name and fold(name) in found:
            table.tell("name", N_("“{name}” stands twice."), name=name)
        elif name:
            found[fold(name)] = (name, table)
    return list(found.values())


def _prize(named: tuple[str, Table]) -> Prize:
    name, table = named
    places = table.whole("places", 1, 0, 999)
    prize = Prize(0, name, table.text("description", MAX_TEXT, lines=True), places or 0)
    table.finish()
    return prize


def _theme(named: tuple[str, Table]) -> Theme:
    name, table = named
    description = table.text("description", MAX_TEXT, lines=True)
    theme = Theme(0, name, description, table.one_of("sign", THEME_SIGNS))
    table.finish()
    return theme


def _juror(named: tuple[str, Table]) -> Juror:
    name, table = named
    juror = Juror(
        0, "", name,
        role=table.text("role", MAX_LINE),
        organisation=table.text("organisation", MAX_LINE),
        presentation=table.text("presentation", MAX_TEXT, lines=True),
        is_group=table.flag("group"),
    )  # fmt: skip
    table.finish()
    return juror


def _criterion(named: tuple[str, Table]) -> Criterion:
    name, table = named
    low = table.whole("scale_min", 1, -1000, 1000)
    high = table.whole("scale_max", 5, -1000, 1000)
    if low is None or high is None or low >= high:
        table.tell("scale_max", N_("“scale_max” must be above “scale_min”."))
    criterion = Criterion(
        name,
        guidance=table.text("guidance", MAX_TEXT, lines=True),
        scale_min=low or 0,
        scale_max=high or 0,
        weight=table.weight("weight", 1.0),
        suggested=table.flag("suggested"),
    )
    table.finish("key")
    return criterion
