"""``gpci export``."""

from __future__ import annotations

import click

from gpci_tui import paths
from gpci_tui.commands.invocation import Session
from gpci_tui.commands.session import command, note, put
from gpci_tui.i18n import _, ngettext
from gpci_tui.operations import exporting
from gpci_tui.operations.exporting import Format


def export_command() -> click.Command:
    return command(
        "export",
        export,
        _("Write your whole review to a file, or print it."),
        click.Option(
            ["--format", "form"], type=click.Choice([form.value for form in Format]),
            help=_("The format; else what the file's ending says, else md."),
        ),
        click.Option(
            ["-o", "--output"], metavar=_("FILE"), help=_("The file to write, else it is printed.")
        ),
        click.Option(
            ["--texts/--no-texts"], default=True,
            help=_("With the dossiers' texts, so that it can be imported (md, json), or without."),
        ),
        click.Option(["--force"], is_flag=True, help=_("Replace a file that is there already.")),
    )  # fmt: skip


def export(
    session: Session, form: str | None, output: str | None, texts: bool, force: bool
) -> None:
    path = None if output is None or output == "-" else paths.typed(output)
    chosen = Format(form) if form else exporting.format_of(path) if path else None
    chosen = chosen or Format.MARKDOWN
    with session.reading() as store:
        if path is None:
            put(exporting.render(exporting.gather(store), chosen, texts=texts))
            return
        holding = exporting.export(store, path, chosen, force=force, texts=texts)
    held = ngettext("{n} annotation", "{n} annotations", holding.annotations)
    note(_("{path} is written: {held}.").format(path=path, held=held))
