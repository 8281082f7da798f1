"""Reading a booklet's text with its pages, and the proposal that is saved beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.i18n import say
from gpci_tui.importers.extract import Extract
from gpci_tui.model.cleaning import clean
from gpci_tui.model.errors import BadInput
from gpci_tui.model.segments import is_sound, page_of, whole
from gpci_tui.operations import booklet_files

pieces = st.text("aé \n\r\x0b\x0c\x85\t\u202e\u200b«", max_size=40)


@given(st.lists(pieces, max_size=6))
def test_pages_stay_with_their_lines_whatever_is_cleaned(pages: list[str]) -> None:
    raw = [page.replace("\x0c", "") for page in pages]
    starts, text = [], ""
    for number, page in enumerate(raw):
        starts.append(text.count("\n"))
        text += f"P{number}{page}\n"
    lines, found = booklet_files.cleaned(Extract(text, pages=tuple(starts)))
    assert "\n".join(lines) == clean(text)
    assert [lines[line][:2] for line in found] == [f"P{n}" for n in range(len(raw))]


def test_form_feeds_are_pages_where_the_format_knows_none() -> None:
    lines, pages = booklet_files.cleaned(Extract("un\n\fdeux\ntrois\fquatre\n"))
    assert lines == ["un", "", "deux", "trois", "quatre", ""]
    assert [lines[page] for page in pages] == ["un", "deux", "quatre"]
    assert page_of(whole("x", lines, pages), 3) == 2


@pytest.mark.parametrize("text", ["un\n\ndeux\n", "\ufeffun\r\nœuvre\r\n"])
def test_a_text_is_read_and_cut(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    proposal = booklet_files.read(path)
    assert proposal.file == "a.txt"
    assert proposal.lines[0] == "un"
    assert is_sound(proposal)


@pytest.mark.parametrize(
    ("name", "held", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n", "no text in it"),
        ("a.txt", b"\x00\x01\x02" * 50, "no text"),
        ("a.zzz", b"x", "is not read"),
        ("a.pdf", b"%PDF-1.4 broken", ""),
    ],
)
def test_what_cant_be_read_says_why(tmp_path: Path, name: str, held: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(held)
    with pytest.raises(BadInput) as caught:
        booklet_files.read(path)
    assert reason in say(caught.value)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    assert "nothing at" in booklet_files.why_not(tmp_path / "x.txt")
    assert "folder" in booklet_files.why_not(tmp_path)
    with pytest.raises(BadInput):
        booklet_files.read(tmp_path / "x.txt")


@pytest.mark.parametrize(
    ("name", "text", "may"),
    [
        ("a.txt", "Texte", True),
        ("a.MD", "# Titre", True),
        ("a.md", "---\ntitle: x\n---\n", False),
        ("a.md", "\ufeff---\ntitle: x\n---\n", False),
        ("a.toml", "x", False),
    ],
)
def test_a_front_matter_makes_it_one_dossier(
    tmp_path: Path, name: str, text: str, may: bool
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert booklet_files.may_be_booklet(tmp_path / name) is may


def test_a_proposal_is_known_again_and_finds_its_booklet(tmp_path: Path) -> None:
    booklet = tmp_path / "livret.txt"
    booklet.write_text("un\ndeux\n", "utf-8")
    proposal = booklet_files.read(booklet)
    saved = booklet_files.beside(booklet)
    assert saved.name == "livret.proposal.json"
    booklet_files.save(proposal, saved)
    assert booklet_files.is_saved(saved)
    assert booklet_files.booklet_of(saved) == booklet
    booklet.unlink()
    assert booklet_files.booklet_of(saved) is None


@pytest.mark.parametrize("held", ["", "[", "[]", "{}", '{"format": "other"}', "[" * 100_000])
def test_another_json_is_no_proposal(tmp_path: Path, held: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(held, "utf-8")
    assert not booklet_files.is_saved(path)


def test_a_proposal_leads_to_no_file_elsewhere(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("x", "utf-8")
    saved = inside / "a.json"
    booklet_files.save(whole("../secret.txt", ("x",)), saved)
    assert booklet_files.booklet_of(saved) is None


def test_what_cant_be_written_or_read_says_so(tmp_path: Path) -> None:
    proposal = whole("a.txt", ("x",))
    with pytest.raises(BadInput, match="can't be written"):
        booklet_files.save(proposal, tmp_path / "nowhere" / "a.json")
    with pytest.raises(BadInput, match="can't be read"):
        booklet_files.load(tmp_path / "a.json")
    (tmp_path / "b.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="can't be read"):
        booklet_files.load(tmp_path / "b.json")


def test_a_huge_file_is_no_proposal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(booklet_files, "LARGEST", 10)
    path = tmp_path / "a.json"
    path.write_text('{"format": "gpci booklet proposal"}', "utf-8")
    assert not booklet_files.is_saved(path)
    with pytest.raises(BadInput, match="too large"):
        booklet_files.load(path)
