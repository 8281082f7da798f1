"""New dossiers that are like others: both side by side, and what is done with each."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.widgets import Input

from gpci_tui.model.dossier import DossierDraft
from gpci_tui.operations import duplicates, edition
from gpci_tui.settings import Settings
from gpci_tui.store import dossiers, revisions
from gpci_tui.store.connection import Store
from gpci_tui.ui.modals.duplicates import Duplicates
from gpci_tui.ui.modals.importing import ImportPreview
from gpci_tui.ui.modals.path_editor import PathEditor
from gpci_tui.ui.modals.picker import Picker
from gpci_tui.ui.modals.revision import RevisionSheet
from gpci_tui.ui.screens.library import LibraryScreen
from tests.samples import opened
from tests.ui.conftest import Running, Session, plain

TEXTS = {
    "a": "Les élèves relèvent la qualité de l’air avec un capteur posé sur le toit de l’école. "
    "Ils comparent leurs mesures chaque semaine et publient une carte du quartier.",
    "b": "Une bibliothèque numérique propose des albums à écouter en famille. "
    "Les enseignants choisissent les titres avec la médiathèque et les parents d’élèves.",
}


@pytest.fixture
def known(filled_path: Path) -> Path:
    """The small edition with two more dossiers."""
    with opened(filled_path) as store:
        drafts = [
            DossierDraft(ref, f"Dossier {ref}", text, "Ville d’Un") for ref, text in TEXTS.items()
        ]
        edition.take_in(store, drafts)
    return filled_path


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """Both again under other names, one of them changed, and one that is new."""
    made = tmp_path / "envoi"
    made.mkdir()
    changed = TEXTS["a"].replace("chaque semaine", "tous les mois")
    for name, title, text in (
        ("air", "L’air que nous respirons", changed),
        ("albums", "Albums en partage", TEXTS["b"]),
        ("neuf", "Un tout nouveau projet", "Un bus équipé de capteurs sillonne les vallées."),
    ):
        (made / f"{name}.md").write_text(f"---\ntitle: {title}\n---\n\n{text}\n", "utf-8")
    return made


async def start(session: Session, folder: Path) -> None:
    await session.press("I")
    assert isinstance(session.app.screen, PathEditor)
    session.app.screen.query_one(Input).value = str(folder)
    await session.settle()
    await session.press("enter")


def sheet(session: Session) -> Duplicates:
    found = session.app.screen
    assert isinstance(found, Duplicates)
    return found


def rows(session: Session) -> list[str]:
    found = sheet(session).rows
    return [found.render_line(y).text.strip() for y in range(found.count)]


def shown(session: Session) -> str:
    text = sheet(session).text
    return "\n".join(text.render_line(y).text.rstrip() for y in range(text.size.height))


def refs(store: Store) -> set[str]:
    return set(dossiers.refs(store.conn))


@pytest.mark.parametrize("size", [(80, 24), (132, 40)])
async def test_both_are_shown_side_by_side(
    running: Running, known: Path, sent: Path, size: tuple[int, int]
) -> None:
    async with running(known, size=size) as session:
        await start(session, sent)
        assert plain(sheet(session).query_one("#duplicates-title")) == (
            "2 new dossiers are like others"
        )
        assert [row.split("  ")[0] for row in rows(session)] == [
            "▌ + L’air que nous respirons", "+ Albums en partage",
        ]  # fmt: skip
        both = plain(sheet(session).query_one("#duplicates-both"))
        assert "in the edition  Dossier a · Ville d’Un · a" in both
        assert "new  L’air que nous respirons" in both
        text = shown(session)
        assert "semaine" in text
        assert "mois" in text
        await session.press("down")
        both = plain(sheet(session).query_one("#duplicates-both"))
        assert "Dossier b" in both
        assert "Albums en partage" in both


async def test_each_is_kept_revised_or_skipped(running: Running, known: Path, sent: Path) -> None:
    async with running(known) as session:
        await start(session, sent)
        await session.press("r", "s")
        assert [row.rsplit("  ", 1)[1] for row in rows(session)] == ["revise", "skip"]
        await session.press("enter")
        counts = plain(session.app.screen.query_one("#counts"))
        assert "1 new dossier" in counts
        assert "1 revised" in counts
        await session.press("enter")
        assert isinstance(session.app.screen, LibraryScreen)
        held = await session.store(refs)
        assert "neuf" in held or "un-tout-nouveau-projet" in held
        assert not held & {"air", "albums"}
        revised = await session.store(lambda s: dossiers.by_ref(s.conn, "a"))
        assert "tous les mois" in revised.body
        assert await session.store(lambda s: revisions.count(s.conn, revised.id)) == 1
        await session.press("u")
        again = await session.store(lambda s: dossiers.by_ref(s.conn, "a"))
        assert again.body == TEXTS["a"]


async def test_both_are_kept_where_nothing_is_chosen(
    running: Running, known: Path, sent: Path
) -> None:
    async with running(known) as session:
        before = await session.store(refs)
        await start(session, sent)
        await session.press("enter", "enter")
        assert len(await session.store(refs)) == len(before) + 3


async def test_one_choice_for_all_and_another_for_one(
    running: Running, known: Path, sent: Path
) -> None:
    async with running(known) as session:
        await start(session, sent)
        await session.press("s", "up", "t")
        assert [row.rsplit("  ", 1)[1] for row in rows(session)] == ["skip", "skip"]
        await session.press("d")
        assert [row.rsplit("  ", 1)[1] for row in rows(session)] == ["keep both", "skip"]


async def test_the_texts_are_scrolled_and_gone_through(
    running: Running, known: Path, sent: Path
) -> None:
    async with running(known, size=(80, 24)) as session:
        longer = "\n\n".join([TEXTS["b"], *(f"Ajout {n}." for n in range(60))])
        (sent / "albums.md").write_text(
            f"---\ntitle: Dossier b\napplicant: Ville d’Un\n---\n\n{longer}\n", "utf-8"
        )
        await start(session, sent)
        await session.press("down", "pagedown")
        text = sheet(session).text
        assert text.scroll_offset.y > 0
        assert sheet(session).rows.cursor == 1
        await session.press("pageup")
        assert text.scroll_offset.y == 0
        before = text.at
        await session.press("n")
        assert text.at > before


async def test_the_import_can_be_left(running: Running, known: Path, sent: Path) -> None:
    async with running(known) as session:
        before = await session.store(refs)
        await start(session, sent)
        await session.press("escape")
        assert isinstance(session.app.screen, LibraryScreen)
        assert await session.store(refs) == before


async def test_where_nothing_is_alike_nothing_is_asked(
    running: Running, filled_path: Path, sent: Path
) -> None:
    async with running(filled_path) as session:
        await start(session, sent)
        assert isinstance(session.app.screen, ImportPreview)


async def test_looking_for_them_can_be_stopped(
    running: Running, known: Path, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on = threading.Event(), threading.Event()
    look = duplicates.Finder.look

    def slowly(self: duplicates.Finder, first: int, end: int) -> list[duplicates.Near]:
        reached.set()
        assert go_on.wait(10)
        return look(self, first, end)

    monkeypatch.setattr(duplicates.Finder, "look", slowly)
    monkeypatch.setattr("gpci_tui.ui.modals.duplicates.AT_ONCE", 1)
    async with running(known) as session:
        await session.press("I")
        session.app.screen.query_one(Input).value = str(sent)
        await session.settle()
        await session.pilot.press("enter")
        for _ in range(200):
            if reached.is_set():
                break
            await session.pilot.pause(0.01)
        await session.pilot.press("escape")
        go_on.set()
        await session.settle()
        assert isinstance(session.app.screen, LibraryScreen)


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    made = tmp_path / "corrections"
    made.mkdir()
    for ref, text in TEXTS.items():
        (made / f"{ref}.md").write_text(
            f"---\nref: {ref}\ntitle: Dossier {ref}\napplicant: Ville d’Un\n---\n\n"
            + text.replace("élèves", "enfants") + "\n", "utf-8",
        )  # fmt: skip
    return made


async def test_what_would_be_revised_is_shown_before_it_is_taken_in(
    running: Running, known: Path, corrected: Path
) -> None:
    async with running(known) as session:
        await start(session, corrected)
        await session.press("r")
        assert isinstance(session.app.screen, Picker)
        await session.press("down", "enter")
        found = session.app.screen
        assert isinstance(found, RevisionSheet)
        assert "Dossier b" in plain(found.query_one("#revision-head"))
        assert "not taken in yet" in plain(found.query_one("#revision-head"))
        await session.press("escape")
        assert isinstance(session.app.screen, ImportPreview)
        await session.press("enter")
        assert "enfants" in (await session.store(lambda s: dossiers.by_ref(s.conn, "b"))).body


async def test_one_revision_is_shown_at_once(
    running: Running, known: Path, corrected: Path
) -> None:
    (corrected / "b.md").unlink()
    async with running(known, settings=Settings(language="fr")) as session:
        await start(session, corrected)
        await session.press("r")
        assert isinstance(session.app.screen, RevisionSheet)
