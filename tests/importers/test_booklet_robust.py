"""Whatever the text, a booklet is cut without an error, and no line is lost."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.importers.booklet import propose
from gpci_tui.model.segment_drafts import drafts, edition
from gpci_tui.model.segments import Kind, Proposal, is_sound
from gpci_tui.model.segments_json import from_json, to_json
from gpci_tui.operations.booklets import reason

PIECES = (
    "", "", "", "VILLE DE", "GRAND |", "# Titre", "## Contexte", "Prix du jury", "Le jury", "12",
    "Dossier n° 3", "1. Ville de Beaupré", "- un point", "Collectivité : Ville de Beaupré",
    "ANNE ROUX", "Présidente du jury", "Sommaire", "Éditos ..... 3", "Projet ..... 5",
    "La commune de Beaupré plante un jardin avec ses écoles.", "cette ligne va de suite",
    "Nous sommes fiers de cette édition du Grand Prix.", "\f", "**Gras**", "…", "«", "\x00\x1b[2J",
    "City of Ashford", "Town Council", "ß" * 30, "de " * 60, "\u202e", "Ḧ̈̈̈̈", "A" * 300, "( : ) :",
)  # fmt: skip


def check(proposal: Proposal, lines: list[str]) -> None:
    assert is_sound(proposal)
    assert list(proposal.lines) == lines
    for segment in proposal.segments:
        assert 0 <= segment.confidence <= 1
        assert reason(segment)
    drafts(proposal)
    edition(proposal)
    saved = to_json(proposal)
    assert from_json(saved, proposal.file, proposal.lines, proposal.pages) == proposal


@given(st.lists(st.sampled_from(PIECES), max_size=80), st.lists(st.integers(-5, 90), max_size=8))
def test_any_mixture_of_what_booklets_hold(lines: list[str], pages: list[int]):
    check(propose(lines, pages, "livret.txt"), lines)


@given(st.lists(st.text(max_size=120), max_size=30), st.text(max_size=20))
def test_any_text(lines: list[str], name: str):
    check(propose(lines, (), name), lines)


@given(st.binary(max_size=2_000))
def test_binary_rubbish(data: bytes):
    lines = data.decode("latin-1").split("\n")
    check(propose(lines), lines)


def test_no_text_is_no_segment_or_an_empty_one():
    assert propose([]).segments == ()
    (only,) = propose(["", " ", ""]).segments
    assert (only.kind, only.first, only.last) == (Kind.OTHER, 0, 2)
    assert reason(only) == "There is no text"


@pytest.mark.parametrize("line", ["Ville de Beaupré", "x", "Une seule ligne. Et rien d’autre."])
def test_one_line_is_one_segment(line: str):
    check(propose([line]), [line])
    assert len(propose([line]).segments) == 1


def test_headings_alone_are_no_dossiers_without_text():
    lines = [text for number in range(200) for text in (f"Un titre {number} de plus", "")]
    proposal = propose(lines)
    check(proposal, lines)


WORDS = ("jardin", "école", "élèves", "commune", "Beaupré", "projet", "ville", "Département", "de")


def big(size: int) -> list[str]:
    """Return a booklet of about ``size`` characters."""
    chance = random.Random(4)
    lines: list[str] = []
    length = number = 0
    while length < size:
        number += 1
        lines += ["", "", "", f"Ville de Beaupré-{number:05}", ""]
        for _ in range(12):
            lines += [" ".join(chance.choices(WORDS, k=60)) + ".", ""]
            length += len(lines[-2])
    return lines


def test_time_grows_with_the_length_of_the_text():
    def seconds(lines: list[str]) -> float:
        began = time.process_time()
        assert is_sound(propose(lines))
        return time.process_time() - began

    propose(big(10_000))
    small, large = seconds(big(250_000)), seconds(big(1_000_000))
    # Four times the text; twice as much again for what the machine does beside.
    assert large < 8 * small + 0.2


ENDLESS = {
    "one word": "a" * 1_000_000, "capitals": "A " * 500_000, "towns": "Ville de " * 100_000,
    "hashes": "# " * 400_000, "quotes": "«" * 300_000, "fields": "Mot : " * 150_000,
    "openings": "Le projet " * 100_000, "numbers": "1. " * 300_000, "dashes": "- " * 300_000,
    "names": "Anne Roux " * 100_000, "particles": "Anne de la " * 100_000, "dots": ". " * 400_000,
}  # fmt: skip


@pytest.mark.parametrize("what", ENDLESS)
def test_a_line_without_an_end_takes_no_time_without_an_end(what: str):
    lines = [ENDLESS[what], "", ENDLESS[what][:5_000], ""]
    began = time.process_time()
    check(propose(lines), lines)
    assert time.process_time() - began < 5
