"""What is asked about a theme: a name, another to merge with, a description, a sign; then done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from gpci_tui.i18n import _, ngettext
from gpci_tui.model.dossier import THEME_SIGNS, Theme
from gpci_tui.model.errors import N_
from gpci_tui.model.folding import fold
from gpci_tui.operations import themes
from gpci_tui.operations.words import sentence
from gpci_tui.store import themes as theme_store
from gpci_tui.ui.drafts import Subject
from gpci_tui.ui.modals.confirm import Confirm
from gpci_tui.ui.modals.editor import LineEditor, NoteEditor
from gpci_tui.ui.modals.picker import Choice, Picker

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp

SIGN_NAMES = {
    "●": N_("disc"), "■": N_("square"), "▲": N_("triangle"), "♦": N_("diamond"),
    "◊": N_("open diamond"), "○": N_("circle"), "□": N_("open square"), "△": N_("open triangle"),
}  # fmt: skip


async def ask_new(app: GpciApp, vocabulary: Sequence[Theme]) -> int:
    """Ask for a theme's name and make it; return its id, also where it was there; 0 for none."""
    name = await app.push_screen_wait(
        LineEditor(
            _("New theme"), placeholder=_("its name"),
            warn=_warner(vocabulary, _("There already is a theme “{theme}”: Enter goes there.")),
        )
    )  # fmt: skip
    return (await app.perform(themes.create, name)).result if name is not None else 0


async def ask_to_rename(app: GpciApp, theme: Theme, vocabulary: Sequence[Theme]) -> int:
    """Ask for another name; where a theme has it, offer to merge. Return the theme to stay on."""
    others = [other for other in vocabulary if other.id != theme.id]
    name = await app.push_screen_wait(
        LineEditor(
            _("Rename the theme"), theme.name,
            warn=_warner(
                others, _("There already is a theme “{theme}”: Enter asks to merge the two.")
            ),
        )
    )  # fmt: skip
    if name is None:
        return theme.id
    same = _named(name, others)
    if same is None:
        await app.perform(themes.rename, theme.id, name)
        return theme.id
    question = _("Merge “{theme}” into “{into}”?").format(theme=theme.name, into=same.name)
    if await app.push_screen_wait(
        Confirm(question, await _what_moves(app, theme), yes=N_("merge"))
    ):
        return await _merge(app, theme, same.id)
    return theme.id


async def ask_to_merge(app: GpciApp, theme: Theme, vocabulary: Sequence[Theme]) -> int:
    """Ask into which theme to merge one; return the theme to stay on."""
    pick = await app.push_screen_wait(
        Picker(
            _("Merge “{theme}” into…").format(theme=theme.name),
            [
                Choice(other.id, other.name, str(other.count or ""), other.sign)
                for other in vocabulary if other.id != theme.id
            ],
            about=await _what_moves(app, theme), placeholder=_("find the theme that stays"),
        )
    )  # fmt: skip
    if not isinstance(pick, Choice):
        return theme.id
    assert isinstance(pick.key, int)
    return await _merge(app, theme, pick.key)


async def _merge(app: GpciApp, theme: Theme, into_id: int) -> int:
    changes = await app.perform(themes.merge, theme.id, into_id)
    if not changes:
        return theme.id
    app.tell(sentence(changes.verb, changes.words))
    return into_id


async def ask_description(app: GpciApp, theme: Theme) -> None:
    """Ask what a theme means."""
    what = _("Description")
    desk = app.drafts.of(Subject("theme", (theme.id,), what, theme.name))
    text = await app.push_screen_wait(
        NoteEditor(f"{what} · {theme.name}", theme.description, desk=desk)
    )
    if text is not None:
        await desk.perform(themes.describe, theme.id, text)


async def ask_sign(app: GpciApp, theme: Theme) -> None:
    """Ask for a theme's sign."""
    signs = [
        Choice(sign, _(SIGN_NAMES[sign]).capitalize(), sign=sign, checked=sign == theme.sign)
        for sign in THEME_SIGNS
    ]
    none = Choice("", _("No sign"), sign=" ", checked=not theme.sign)
    pick = await app.push_screen_wait(Picker(_("Sign") + f" · {theme.name}", [none, *signs]))
    if isinstance(pick, Choice):
        await app.perform(themes.set_sign, theme.id, str(pick.key))


async def ask_to_delete(app: GpciApp, theme: Theme) -> None:
    """Delete a theme; ask before where it is in use."""
    count = await _carriers(app, theme)
    question = _("Delete the theme “{theme}”?").format(theme=theme.name)
    loss = ngettext("It is taken off {n} dossier.", "It is taken off {n} dossiers.", count)
    if not count or await app.push_screen_wait(Confirm(question, loss, yes=N_("delete"))):
        await app.perform(themes.delete, theme.id)


async def _what_moves(app: GpciApp, theme: Theme) -> str:
    count = await _carriers(app, theme)
    if not count:
        return _("No dossier carries it; one undo brings it back.")
    return ngettext(
        "{n} dossier changes its theme; one undo brings all back.",
        "{n} dossiers change their theme; one undo brings all back.",
        count,
    )


async def _carriers(app: GpciApp, theme: Theme) -> int:
    """Return how many dossiers carry a theme, whoever put it on them."""
    return await app.read(
        lambda store: len(
            {dossier for _id, _juror, dossier in theme_store.taggings(store.conn, theme.id)}
        )
    )


def _named(name: str, vocabulary: Sequence[Theme]) -> Theme | None:
    wanted = fold(" ".join(name.split()))
    return next((theme for theme in vocabulary if fold(theme.name) == wanted), None)


def _warner(vocabulary: Sequence[Theme], exists: str) -> Callable[[str], str]:
    """Return what warns of a name that a theme has already (``exists``), or nearly has."""

    def warn(name: str) -> str:
        from gpci_tui.search.fuzzy import nearly_the_same

        same = _named(name, vocabulary)
        if same is not None:
            return exists.format(theme=same.name)
        near = nearly_the_same(name, [theme.name for theme in vocabulary])
        return _("Nearly the same as “{theme}”.").format(theme=near) if near else ""

    return warn
