"""The reader in tests: open the dossier, press keys, see what was marked."""

from __future__ import annotations

from typing import Any

from gpci_tui.model.review import Kind, Status
from gpci_tui.operations import annotations
from gpci_tui.store import dossiers
from gpci_tui.store import reviews as review_store
from gpci_tui.ui.screens.reader import ReaderScreen
from tests.samples import CALAIS
from tests.ui.conftest import Session

PHRASE = "L’école du Pont-du-Leu reçoit 240 élèves."


def reader(session: Session) -> ReaderScreen:
    found = session.app.screen
    assert isinstance(found, ReaderScreen)
    return found


async def calais(session: Session) -> int:
    found = await session.store(lambda s: dossiers.by_ref(s.conn, CALAIS.ref))
    return int(found.id)


async def quickly(session: Session, *keys: str) -> None:
    """Press keys that ask nothing of the store, and wait once."""
    await session.pilot.press(*keys)
    await session.settle()


async def write(session: Session, text: str) -> None:
    """Type a text into the field that has the focus."""
    await quickly(session, *("space" if char == " " else char for char in text))


async def open_calais(session: Session) -> ReaderScreen:
    """Open the dossier, the cursor on its first sentence."""
    session.app.read_dossier(await calais(session))
    await session.settle()
    await quickly(session, "down")
    return reader(session)


def passage(screen: ReaderScreen) -> str:
    assert screen.reading is not None
    return screen.reading.dossier.body[slice(*screen.text.passage())]


async def marked(session: Session) -> list[Any]:
    id_ = await calais(session)
    found = await session.store(lambda s: review_store.annotations_of(s.conn, s.juror_id, id_))
    return list(found)


async def status(session: Session) -> Status:
    id_ = await calais(session)
    found = await session.store(lambda s: review_store.review(s.conn, s.juror_id, id_))
    return Status(found.status)


def painted(widget: Any) -> str:
    return "\n".join(widget.render_line(y).text for y in range(widget.size.height))


async def mark(session: Session, text: str, kind: Kind = Kind.STRENGTH, note: str = "") -> int:
    """Mark a passage of the Calais dossier through the app."""
    start = CALAIS.body.index(text)
    changes = await session.app.perform(
        annotations.annotate, await calais(session), start, start + len(text), kind, note
    )
    await session.settle()
    return changes.result
