"""What every command shares: its options, how things are said, finding a dossier."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click

from gpci_tui import paths
from gpci_tui.commands.invocation import Session
from gpci_tui.commands.speaking import Command
from gpci_tui.i18n import LANGUAGES, _
from gpci_tui.model.cleaning import clean, clean_line
from gpci_tui.model.dossier import Dossier
from gpci_tui.model.errors import N_, NotFound
from gpci_tui.store import dossiers
from gpci_tui.store.connection import Store

HELP = {"help_option_names": ["-h", "--help"]}


def shared_options() -> list[click.Parameter]:
    """Return the options that may stand before or after a command's name."""
    return [
        click.Option(
            ["--store"], metavar=_("FILE"), expose_value=False, callback=_take_store,
            help=_("The edition to work on (or name it in GPCI_STORE)."),
        ),
        click.Option(
            ["--lang"], type=click.Choice(list(LANGUAGES)), expose_value=False,
            help=_("The language to speak."),
        ),
    ]  # fmt: skip


def _take_store(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.ensure_object(Session).named = paths.typed(value)


def command(name: str, callback: Any, help_text: str, *params: click.Parameter) -> click.Command:
    """Return a command with its own parameters and the shared ones."""
    return Command(
        name,
        callback=click.pass_obj(callback),
        params=[*params, *shared_options()],
        help=help_text,
        options_metavar=_("[OPTIONS]"),
        context_settings=HELP,
    )


def say(line: str = "") -> None:
    """Print a line of the answer."""
    click.echo(clean(line))


def put(text: str) -> None:
    """Print a whole answer as it is; on a terminal nothing of it may act there."""
    click.echo(clean(text) if sys.stdout.isatty() else text, nl=False)


def note(line: str) -> None:
    """Print something worth knowing beside the answer, on standard error."""
    click.echo(clean_line(line), err=True)


def find_dossier(store: Store, ref: str) -> Dossier:
    """Return the dossier of a ref. Raises NotFound, with the nearest ref where one is near."""
    ref = clean_line(ref)  # A terminal may hand over bytes that no text can hold.
    known = dossiers.refs(store.conn)
    if ref in known:
        return dossiers.get(store.conn, known[ref][0])
    from gpci_tui.search.fuzzy import nearest_name

    nearest = nearest_name(ref, list(known))
    if nearest:
        raise NotFound(
            N_("There is no dossier “{ref}” in this edition. Do you mean “{nearest}”?"),
            ref=ref, nearest=nearest,
        )  # fmt: skip
    return dossiers.by_ref(store.conn, ref)


def in_slices(ids: Sequence[int], size: int = 500) -> Iterator[Sequence[int]]:
    """Return the ids in slices that one query takes."""
    return (ids[at : at + size] for at in range(0, len(ids), size))
