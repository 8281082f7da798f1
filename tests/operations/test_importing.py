"""Files and folders -> the store: what goes in, what is told, and nothing half written."""

from __future__ import annotations

from pathlib import Path

import pytest

from gpci_tui.model.review import Kind
from gpci_tui.operations import annotations, importing
from gpci_tui.operations.edition import Cancelled
from gpci_tui.operations.importing import Bundle, Summary, problem_text
from gpci_tui.store import dossiers, edition, journal, reviews
from gpci_tui.store.connection import Store


def write(folder: Path, **files: str | bytes) -> Path:
    """Write files (``name="text"`` is name.md) into a folder."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / f"{name}.md").write_bytes(data)
    return folder


def dossier(title: str, body: str = "Un texte.", ref: str = "") -> str:
    stated = f"ref: {ref}\n" if ref else ""
    return f'---\n{stated}title: "{title}"\n---\n\n{body}\n'


def take(store: Store, *named: Path) -> Summary:
    return importing.take(store, importing.read_paths(named))


def told(found: Bundle | Summary) -> list[str]:
    return [problem_text(problem) for problem in found.problems]


def test_every_bad_file_is_told_and_the_others_go_in(empty_store: Store, tmp_path: Path) -> None:
    folder = write(
        tmp_path / "lot",
        bon=dossier("Bon"),
        windows=dossier("Bon aussi", "Été, 5 €").encode("cp1252"),
        ouvert="---\ntitle: T\n\nTexte\n",
        faux="---\ntitle: T\nbudget: a: b\n---\nTexte\n",
        sans_titre="---\nref: x\n---\nTexte\n",
        vide=dossier("Vide", ""),
        un=dossier("Premier", ref="meme"),
        zwei=dossier("Second", ref="meme"),
        binaire=b"\x00\x01\x02",
        sorties=dossier("Sortie \\e[31m", "Texte \x1b]0;x\x07 [/x] [@click=app.quit]"),
    )
    with (folder / "grand.md").open("wb") as file:
        file.truncate(50_000_000)
    summary = take(empty_store, folder)
    assert sorted(summary.new) == ["bon", "meme", "sorties", "windows"]
    said = "\n".join(told(summary))
    for part in (
        "lot/windows.md, line 5: This is not UTF-8",
        "lot/ouvert.md, line 1: The front matter is not closed",
        "lot/faux.md, line 3: The front matter can't be read",
        "lot/sans_titre.md, line 1: The title is missing",
        "lot/vide.md, line 3: The text of the dossier is missing",
        "lot/zwei.md: Its reference “meme” already is that of lot/un.md",
        "lot/binaire.md: This is no text",
        "lot/grand.md: It is too large: 50 MB",
        "lot/sorties.md, line 5: Control characters",
    ):
        assert part in said, said
    taken = dossiers.by_ref(empty_store.conn, "sorties")
    assert taken.title == "Sortie \ufffd[31m"
    assert taken.body == "Texte \ufffd]0;x\ufffd [/x] [@click=app.quit]"
    assert dossiers.by_ref(empty_store.conn, "meme").title == "Premier"
    assert len(journal.history(empty_store.conn)) == 1, "one step, one undo"


def test_new_unchanged_and_revised(empty_store: Store, tmp_path: Path) -> None:
    folder = write(tmp_path / "lot", a=dossier("A"), b=dossier("B"))
    assert take(empty_store, folder).new == ("a", "b")
    again = take(empty_store, folder)
    assert (again.unchanged, bool(again.changes)) == (("a", "b"), False)
    write(folder, b=dossier("B", "Un autre texte."), c=dossier("C"))
    third = take(empty_store, folder)
    assert (third.new, third.unchanged, third.revised) == (("c",), ("a",), ("b",))


def test_a_preview_says_the_same_and_writes_nothing(empty_store: Store, tmp_path: Path) -> None:
    folder = write(tmp_path / "lot", a=dossier("A"))
    take(empty_store, folder)
    write(folder, a=dossier("A", "Autrement."), b=dossier("B"))
    bundle = importing.read_paths([folder])
    steps = len(journal.history(empty_store.conn))
    seen = importing.preview(empty_store, bundle)
    assert (seen.new, seen.revised) == (("b",), ("a",))
    assert len(journal.history(empty_store.conn)) == steps
    assert importing.preview(None, bundle).new == ("a", "b")
    taken = importing.take(empty_store, bundle)
    assert (taken.new, taken.revised) == (seen.new, seen.revised)


def test_an_edition_file_brings_its_edition(empty_store: Store, tmp_path: Path) -> None:
    folder = write(tmp_path / "lot", a=dossier("A"))
    (folder / "edition.toml").write_text('[edition]\nname = "Prix"\nyear = 2024\n')
    take(empty_store, folder)
    (folder / "edition.toml").write_text('[[themes]]\nname = "Lecture"\n')
    take(empty_store, folder)
    about = edition.get(empty_store.conn)
    assert (about.name, about.year) == ("Prix", 2024), "what a file leaves out stays"


def test_a_broken_edition_file_keeps_no_dossier_out(empty_store: Store, tmp_path: Path) -> None:
    folder = write(tmp_path / "lot", a=dossier("A"))
    (folder / "edition.toml").write_text('[edition]\nname = "Prix"\nyear = "deux"\n')
    summary = take(empty_store, folder)
    assert summary.new == ("a",)
    assert told(summary) == [
        "lot/edition.toml, line 3: “year” takes a whole number from 1 to 9999."
    ]
    assert edition.get(empty_store.conn).name == "", "none of it"


def test_a_second_edition_file_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "lot", a=dossier("A"))
    write(folder / "sous", b=dossier("B"))
    for place in (folder, folder / "sous"):
        (place / "edition.toml").write_text('[edition]\nname = "Prix"\n')
    bundle = importing.read_paths([folder])
    assert len(bundle.drafts) == 2
    assert told(bundle) == [
        "lot/sous/edition.toml: A store holds one edition; that of lot/edition.toml is read."
    ]


def test_a_folder_without_dossiers_is_told(tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    bundle = importing.read_paths([tmp_path / "vide", tmp_path / "rien"])
    assert bundle.is_empty
    assert len(bundle.refused) == 2


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    folder = write(tmp_path / "lot", a=dossier("A"), b=dossier("B"), c=dossier("C"))
    asked: list[tuple[int, int]] = []

    def stop_at_the_second(done: int, total: int) -> bool:
        asked.append((done, total))
        return done < 1

    with pytest.raises(Cancelled):
        importing.read_paths([folder], stop_at_the_second)
    assert asked == [(0, 3), (1, 3)]


def test_stopping_while_writing_leaves_nothing(empty_store: Store, tmp_path: Path) -> None:
    folder = write(tmp_path / "lot", a=dossier("A"), b=dossier("B"))
    (folder / "edition.toml").write_text('[edition]\nname = "Prix"\n')
    bundle = importing.read_paths([folder])
    with pytest.raises(Cancelled):
        importing.take(empty_store, bundle, lambda done, _: done < 1)
    assert dossiers.refs(empty_store.conn) == {}
    assert edition.get(empty_store.conn).name == ""
    assert journal.history(empty_store.conn) == []


def test_the_sample_is_27_dossiers_and_imports_twice_alike(empty_store: Store) -> None:
    first = importing.open_sample(empty_store)
    assert (len(first.new), first.problems) == (27, ())
    second = importing.open_sample(empty_store)
    assert (len(second.unchanged), second.new, second.revised) == (27, (), ())
    assert not second.changes
    about = edition.get(empty_store.conn)
    assert (about.year, len(about.prizes)) == (2025, 4)


def test_a_revised_dossier_keeps_its_annotations(empty_store: Store, tmp_path: Path) -> None:
    folder = write(tmp_path / "lot", a=dossier("A", "Une phrase marquée. Une autre."))
    take(empty_store, folder)
    (dossier_id, _), *_ = dossiers.refs(empty_store.conn).values()
    annotations.annotate(empty_store, dossier_id, 0, 19, Kind.STRENGTH, "note")
    write(folder, a=dossier("A", "Un début. Une phrase marquée. Une autre."))
    take(empty_store, folder)
    (found,) = reviews.annotations_of(empty_store.conn, empty_store.juror_id, dossier_id)
    assert (found.start, found.quote, found.orphaned) == (10, "Une phrase marquée.", False)
