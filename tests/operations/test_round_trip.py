"""What is exported is imported again, equal to the last sign."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.exporters import dossier_file
from gpci_tui.importers import own_markdown
from gpci_tui.importers.dossier import draft_of, read
from gpci_tui.importers.front_matter import split
from gpci_tui.importers.source import SourceFile
from gpci_tui.model.cleaning import clean, clean_line
from gpci_tui.model.dossier import FIELDS, Dossier
from gpci_tui.operations import booklet_files, exporting, importing
from gpci_tui.operations.exporting import Format
from gpci_tui.store import dossiers
from gpci_tui.store.connection import Store, open_store


@pytest.mark.parametrize("form", [Format.MARKDOWN, Format.JSON])
def test_the_sample_comes_back_equal(empty_store: Store, tmp_path: Path, form: Format) -> None:
    importing.open_sample(empty_store)
    path = tmp_path / f"moi.{form.value}"
    exporting.export(empty_store, path, form)
    bundle = importing.read_paths([path])
    assert bundle.problems == ()
    with closing(open_store(tmp_path / "other.gpci")) as other:
        importing.take(other, bundle)
        known, again = (
            {ref: fingerprint for ref, (_, fingerprint) in dossiers.refs(store.conn).items()}
            for store in (empty_store, other)
        )
        assert again == known
        assert list(again) == list(known)
        assert len(again) == 27
    assert len(importing.preview(empty_store, bundle).unchanged) == 27


@pytest.mark.parametrize("form", [Format.MARKDOWN, Format.JSON])
def test_without_texts_there_is_nothing_to_import(
    empty_store: Store, tmp_path: Path, form: Format
) -> None:
    importing.open_sample(empty_store)
    path = tmp_path / f"moi.{form.value}"
    exporting.export(empty_store, path, form, texts=False)
    assert "Bookinou" not in path.read_text(encoding="utf-8")
    assert len(importing.read_paths([path]).drafts) <= 1


LINES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).map(clean_line)
TEXTS = st.text(alphabet="ab~`#-*: \n\u00a0é\"'\\gpci-dossier", min_size=1, max_size=120)
FIELD = st.tuples(
    st.sampled_from([name for name in FIELDS if name != "laureate"]),
    st.lists(LINES.filter(bool), min_size=1, max_size=3).map(tuple),
)


@given(
    LINES.filter(bool), LINES, TEXTS.map(clean).filter(lambda text: bool(text.strip())),
    st.lists(FIELD, max_size=3, unique_by=lambda field: field[0]), LINES.filter(bool),
)  # fmt: skip
def test_any_dossier_comes_back_equal_from_within_a_text(
    title: str, applicant: str, body: str, fields: list[tuple[str, tuple[str, ...]]], own: str
) -> None:
    given_fields = tuple(sorted(fields, key=lambda field: FIELDS.index(field[0])))
    body = body.strip("\n").rstrip()
    known = Dossier(
        1, "un", title, applicant, "commune", "", "", (*given_fields, (f"clé {own}", (own,))),
        body, "", 1, "",
    )  # fmt: skip
    text = f"# Une lecture\n\n{dossier_file.fenced(known)}\n\nFin.\n"
    (piece,) = own_markdown.pieces(text)
    entries, found = split(piece.text)
    draft, _ = draft_of(SourceFile(Path("un.md"), "un.md"), entries, found)
    assert draft.body == known.body
    assert (draft.title, draft.applicant) == (title, applicant)
    assert draft.fields == known.fields


def test_a_dossier_that_can_not_be_taken_is_told_with_its_line() -> None:
    fenced = [f"~~~~ gpci-dossier\n{each}\n~~~~\n" for each in ("---\nref: a\n---\na", "# B\n\nb")]
    text = "\n".join(["# Lecture\n", *fenced])
    found = read(SourceFile(Path("moi.md"), "moi.md", held=lambda _limit: text.encode()))
    assert [draft.title for draft in found.drafts] == ["B"]
    assert [problem.line for problem in found.problems] == [4]


def test_an_export_is_no_booklet(empty_store: Store, tmp_path: Path) -> None:
    importing.open_sample(empty_store)
    exporting.export(empty_store, tmp_path / "moi.md", Format.MARKDOWN)
    assert not booklet_files.may_be_booklet(tmp_path / "moi.md")
