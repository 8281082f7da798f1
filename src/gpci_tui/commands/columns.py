"""The columns of tables on the command line: ``gpci import --map``."""

from __future__ import annotations

import os

import click

from gpci_tui.commands.invocation import Session
from gpci_tui.commands.session import say
from gpci_tui.i18n import _
from gpci_tui.operations import importing, mappings
from gpci_tui.operations.importing import Bundle


def option() -> click.Option:
    return click.Option(
        ["--map", "mapped"], multiple=True, metavar=_("COLUMN=FIELD"),
        help=_("Take a table's column for a field: “Intitulé=title”; repeatable."),
    )  # fmt: skip


def understood(session: Session, bundle: Bundle, said: tuple[str, ...]) -> Bundle:
    """Return a bundle with the columns of its tables as they were last time, and as is said now.

    Raises:
        BadInput: there is no such column, or no such field.
    """
    if bundle.tables and os.path.lexists(session.store):
        with session.reading() as store:
            bundle = importing.as_remembered(bundle, mappings.known(store))
    return importing.mapped(bundle, mappings.stated(bundle.tables, said)) if said else bundle


def tell(bundle: Bundle) -> None:
    """Say what becomes of the columns of each table."""
    for table in bundle.tables:
        say(_("Columns of {file}:").format(file=table.file.name))
        for column in table.mapping.columns:
            why = mappings.reason(column)
            becomes = f"  {column.name} → {mappings.target_name(column.target)}"
            say(f"{becomes} ({why})" if why else becomes)
