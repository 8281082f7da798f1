"""``--duplicates``: what ``gpci import`` does with new dossiers that are like others."""

from __future__ import annotations

from collections.abc import Sequence

import click

from gpci_tui.commands.session import say
from gpci_tui.i18n import _, number
from gpci_tui.operations import importing
from gpci_tui.operations.duplicates import Choice, Near, Progress, find
from gpci_tui.operations.importing import Bundle, near_text
from gpci_tui.store.connection import Store


def option() -> click.Option:
    """Return the option, given to commands as ``wish``."""
    return click.Option(
        ["--duplicates", "wish"], type=click.Choice([choice.value for choice in Choice]),
        default=Choice.KEEP.value,
        help=_("What to do with a new dossier that is like another: keep both, take it as a "
               "revision of the other, or skip it."),
    )  # fmt: skip


def settled(
    store: Store | None, bundle: Bundle, choice: Choice, progress: Progress | None = None
) -> tuple[Bundle, Sequence[Near]]:
    """Return what is to be taken in, and which of it is like another."""
    near = find(store, bundle.drafts, progress)
    return importing.settle(bundle, near, {one.ref: choice for one in near}), near


def tell(near: Sequence[Near], choice: Choice) -> None:
    """Say which new dossiers are like others, and what is done with them."""
    if not near:
        return
    name = {
        Choice.KEEP: _("Like another, both kept"),
        Choice.REVISE: _("Like another, taken as its revision"),
        Choice.SKIP: _("Like another, skipped"),
    }[choice]
    say(_("{name}: {value}").format(name=name, value=number(len(near))))
    for one in near:
        say(f"  {near_text(one)}")
