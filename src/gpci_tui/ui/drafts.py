"""Drafts: what is being typed is on disk while it is typed, until it is kept or let go.

A draft lies in the interface's memory (``store.places``), outside the journal:
it is no opinion yet. However the program ends, it is offered back.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Concatenate, NamedTuple, ParamSpec

from gpci_tui.i18n import _, day, ngettext, time_of_day
from gpci_tui.model.changes import Changes
from gpci_tui.model.errors import GpciError
from gpci_tui.store import places
from gpci_tui.store.connection import Store

if TYPE_CHECKING:
    from gpci_tui.ui.backstage import Backstage

P = ParamSpec("P")
WRITE_AFTER = 0.3
"""Seconds from the first key that is not on disk to its writing, however fast one types on."""
PREFIX = "draft."
"""How the keys of drafts begin in the interface's memory."""


class Subject(NamedTuple):
    """What is written, and of what."""

    kind: str
    """'note', 'theme', 'reason', 'annotation' or 'passage' (an annotation not made yet)."""
    ids: tuple[int, ...]
    what: str
    """What is written, in the language spoken, such as “Note on the dossier”."""
    name: str
    """What it is about: a title, a name."""
    more: str = ""
    """What else is needed to go on with it: the kind of an annotation, ''."""

    @property
    def key(self) -> str:
        """Under what its draft is remembered."""
        return f"{PREFIX}{self.kind}.{'.'.join(map(str, self.ids))}"


class Draft(NamedTuple):
    """A text that was typed and neither kept nor let go."""

    subject: Subject
    text: str
    at: str
    """When it was typed, ISO 8601 in UTC."""
    told: bool = False
    """Whether a start of the program has said that it is there."""

    def dumped(self) -> str:
        """Return it as the interface's memory holds it."""
        return json.dumps(self, ensure_ascii=False)


def understood(value: str) -> Draft | None:
    """Return the draft that ``Draft.dumped`` gave; None for anything else."""
    try:
        (kind, ids, what, name, more), text, at, told = json.loads(value)
        day(at)
        subject = Subject(str(kind), tuple(map(int, ids)), str(what), str(name), str(more))
    except (ValueError, TypeError):
        return None
    return Draft(subject, str(text), str(at), bool(told))


class Drafts:
    """All drafts of an edition; the app's, used on its event loop."""

    def __init__(self, app: Backstage) -> None:
        self._app = app
        self._unwritten: dict[str, str | None] = {}
        """What is not on disk yet, by key; None where a draft is to be forgotten."""
        self._writing = False
        self._complained = False

    def of(self, subject: Subject) -> Desk:
        """Return where a text about ``subject`` is written."""
        return Desk(self._app, self, subject)

    def found(self, subject: Subject) -> Draft | None:
        """Return the draft about ``subject``."""
        draft = understood(self._app.session.get(subject.key, ""))
        return draft if draft is not None and draft.subject.name == subject.name else None

    def make_way(self, subject: Subject) -> None:
        """Keep a draft about something that is gone apart from those about ``subject``.

        A row may take the number of one that is gone, and a theme another name.
        """
        there = understood(self._app.session.get(subject.key, ""))
        if there is not None and there.subject.name != subject.name:
            self.let_go(there.subject)
            gone = there.subject._replace(ids=(*there.subject.ids, len(self._app.session)))
            self.put(there._replace(subject=gone))

    def all(self) -> list[Draft]:
        """Return every draft, the latest first."""
        values = [v for key, v in self._app.session.items() if key.startswith(PREFIX)]
        found = [draft for draft in map(understood, values) if draft is not None]
        return sorted(found, key=lambda draft: draft.at, reverse=True)

    def put(self, draft: Draft) -> None:
        """Keep a draft; it is on disk ``WRITE_AFTER`` later."""
        self._app.session[draft.subject.key] = self._unwritten[draft.subject.key] = draft.dumped()
        self._write_soon()

    def let_go(self, subject: Subject) -> None:
        """Forget the draft about ``subject``, where there is one."""
        if self._app.session.pop(subject.key, None) is not None:
            self._unwritten[subject.key] = None
            self._write_soon()

    def _write_soon(self) -> None:
        # One that waits takes along what is typed meanwhile: who types on and on is not put off.
        if not self._writing:
            self._writing = True
            self._app.run_worker(self._write(), group="drafts")

    async def _write(self) -> None:
        try:
            await asyncio.sleep(WRITE_AFTER)
        finally:
            self._writing = False
        try:
            await self.flush()
        except GpciError as error:
            if not self._complained:
                self._complained = True
                self._app.complain(error)

    async def flush(self) -> None:
        """Write what is not on disk yet.

        Raises:
            StoreError: it could not be written; it is tried again with the next key.
        """
        values, self._unwritten = self._unwritten, {}
        if not values:
            return
        try:
            await self._app.read(places.remember, values)
        except GpciError:
            self._unwritten = values | self._unwritten
            raise

    def take_unwritten(self) -> dict[str, str | None]:
        """Hand over what is not on disk yet, to be written when all else has ended."""
        values, self._unwritten = self._unwritten, {}
        return values

    def written(self, subject: Subject) -> None:
        """Take note that the draft about ``subject`` was forgotten with what it became."""
        self._app.session.pop(subject.key, None)
        self._unwritten.pop(subject.key, None)

    def tell(self) -> None:
        """Say once, after a start, which texts were left unfinished, and where they are."""
        new = [draft for draft in self.all() if not draft.told]
        if not new:
            return
        for draft in new:
            self.put(draft._replace(told=True))
        named = "\n".join(f"{draft.subject.what} · {draft.subject.name}" for draft in new)
        said = ngettext(
            "A text was left unfinished. Open it again and it is there, or choose “Unfinished "
            "texts” among the commands (:).",
            "{n} texts were left unfinished. Open them again and they are there, or choose "
            "“Unfinished texts” among the commands (:).",
            len(new),
        )
        self._app.notify(f"{said}\n{named}", markup=False, timeout=15)


class Desk:
    """Where one text is written: its draft, and what becomes of it."""

    def __init__(self, app: Backstage, drafts: Drafts, subject: Subject) -> None:
        self._app, self._drafts, self.subject = app, drafts, subject

    def begin(self, kept: str) -> Draft | None:
        """Return the draft to go on with, where it differs from the text that is ``kept``."""
        self._drafts.make_way(self.subject)
        draft = self._drafts.found(self.subject)
        if draft is not None and draft.text == kept:
            self.let_go()
            return None
        return draft

    def typed(self, text: str, kept: str) -> None:
        """Take note of what stands there now; the text as it is kept needs no draft."""
        if text == kept:
            self.let_go()
        else:
            at = self._app.clock().isoformat(timespec="seconds")
            self._drafts.put(Draft(self.subject, text, at))

    def let_go(self) -> None:
        """Forget the draft."""
        self._drafts.let_go(self.subject)

    async def perform(
        self, verb: Callable[Concatenate[Store, P], Changes], *args: P.args, **kwargs: P.kwargs
    ) -> Changes:
        """Do what the text was written for; its draft goes once that is on disk.

        Where it fails the draft stays, and is there when the text is opened again.
        """
        done = False

        def do_and_forget(store: Store) -> Changes:
            nonlocal done
            changes = verb(store, *args, **kwargs)
            places.remember(store, {self.subject.key: None})
            done = True
            return changes

        with suppress(GpciError):  # The verb is about to meet the same, and says it.
            await self._drafts.flush()
        changes = await self._app.perform(do_and_forget)
        if done:
            self._drafts.written(self.subject)
        return changes


def offer(draft: Draft) -> str:
    """Return what is said where a draft is back in its place."""
    return _("What you typed on {day} at {time} is back. Enter keeps it, Esc lets it go.").format(
        day=day(draft.at), time=time_of_day(draft.at)
    )
