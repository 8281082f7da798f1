"""Unfinished texts: go on with what was typed and neither kept nor let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gpci_tui.i18n import _, day, time_of_day
from gpci_tui.model.errors import N_, NotFound
from gpci_tui.model.review import Entry, Kind, ListKind
from gpci_tui.store import dossiers, reviews, shortlists, themes
from gpci_tui.store.connection import Store
from gpci_tui.ui import reading
from gpci_tui.ui.drafts import Draft
from gpci_tui.ui.modals.confirm import Confirm
from gpci_tui.ui.modals.picker import Choice, Picker

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp


def ask_and_go_on(app: GpciApp) -> None:
    """Ask which unfinished text to go on with, and open it."""
    app.run_worker(_ask(app), exclusive=True, group="modal")


async def _ask(app: GpciApp) -> None:
    drafts = app.drafts.all()
    if not drafts:
        app.tell(_("No text was left unfinished."))
        return
    pick = await app.push_screen_wait(
        Picker(
            _("Unfinished texts"),
            [
                Choice(
                    draft, f"{draft.subject.what} · {draft.subject.name}",
                    f"{day(draft.at)}, {time_of_day(draft.at)}", also=draft.text,
                )
                for draft in drafts
            ],
        )
    )  # fmt: skip
    if not isinstance(pick, Choice) or not isinstance(pick.key, Draft):
        return
    try:
        await _go_on(app, pick.key)
    except NotFound:
        await _ask_to_let_go(app, pick.key)


async def _go_on(app: GpciApp, draft: Draft) -> None:
    """Open the text where it was written. Raises NotFound where that is gone."""
    kind, ids = draft.subject.kind, draft.subject.ids
    if kind == "note":
        from gpci_tui.ui.modals.marking import ask_note

        _check(draft, (await app.read(lambda s: dossiers.get(s.conn, ids[0]))).title)
        await ask_note(app, ids[0])
    elif kind == "theme":
        from gpci_tui.ui.modals.theming import ask_description

        theme = await app.read(lambda s: themes.get(s.conn, ids[0]))
        _check(draft, theme.name)
        await ask_description(app, theme)
    elif kind == "reason":
        from gpci_tui.ui.modals.shortlisting import ask_reason

        entry = await app.read(_entry, ids[0])
        _check(draft, entry.title)
        await ask_reason(app, entry)
    else:
        await _annotate(app, draft)


async def _annotate(app: GpciApp, draft: Draft) -> None:
    from gpci_tui.ui.modals.annotating import annotate, change, of_passage

    about = await app.read(reading.read, draft.subject.ids[0])
    if draft.subject.kind == "annotation":
        annotation = await app.read(lambda s: reviews.annotation(s.conn, draft.subject.ids[1]))
        _check(draft, about.dossier.title)
        await change(app, about, annotation)
        return
    start, end = draft.subject.ids[1:3]
    kind = Kind(draft.subject.more)
    # Another key: the text was revised since.
    _check(draft, about.dossier.title, of_passage(about, (start, end), kind).key)
    await annotate(app, about, (start, end), kind)


def _check(draft: Draft, name: str, key: str = "") -> None:
    if draft.subject.name != name or key not in ("", draft.subject.key):
        raise NotFound(N_("What this was written about is no longer there."))


def _entry(store: Store, entry_id: int) -> Entry:
    for kind in ListKind:
        for held in shortlists.board(store.conn, store.juror_id, kind):
            for entry in held.entries:
                if entry.id == entry_id:
                    return entry
    raise NotFound(N_("This place in the shortlist is no longer there."))


async def _ask_to_let_go(app: GpciApp, draft: Draft) -> None:
    """Show a text whose place is gone; it is let go only where the person says so."""
    question = _("“{name}” is no longer there as it was. Let this text go?").format(
        name=draft.subject.name
    )
    if await app.push_screen_wait(Confirm(question, draft.text, yes=N_("let it go"))):
        app.drafts.let_go(draft.subject)
