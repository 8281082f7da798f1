"""Names of applicants that were corrected: learnt, forgotten, kept, found in a booklet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.model import corrected_names, segments
from gpci_tui.model.clues import Clue
from gpci_tui.model.corrected_names import MOST, corrected, learnt, name_of, said_of
from gpci_tui.model.folding import fold
from gpci_tui.model.segments import Kind, Proposal, Segment
from gpci_tui.model.segments_json import from_json, to_json

LINES = ("Ville de Lile", "texte", "Ville de Vienne", "texte", "Anne Roux", "texte")
JUROR = 2


def booklet() -> Proposal:
    return Proposal(
        "livret.txt", LINES, (),
        (
            Segment(Kind.DOSSIER, 0, 1, "Un", "Ville de Lile", clues=(Clue("start"),)),
            Segment(Kind.DOSSIER, 2, 3, "Deux", "Ville de Vienne"),
            Segment(Kind.JUROR, 4, 5, "Anne Roux", "Ville de Lile"),
        ),
    )  # fmt: skip


def named(*applicants: str, proposal: Proposal | None = None) -> Proposal:
    found = proposal or booklet()
    for index, applicant in enumerate(applicants):
        found = segments.change(found, index, applicant=applicant)
    return found


NAMES = learnt({}, said_of(named("Ville de Lille")))


# -- learning ------------------------------------------------------------------


def test_a_name_is_found_again_however_it_is_written() -> None:
    names = learnt({}, [("VILLE D’EVRY", "Ville d’Évry-Courcouronnes")])
    assert name_of(names, "Ville d'Évry") == "Ville d’Évry-Courcouronnes"
    assert name_of(names, "Ville d’Albi") == "Ville d’Albi"
    assert name_of(names, "") == ""


def test_another_writing_of_a_name_is_a_correction_too() -> None:
    names = learnt({}, [("VILLE D’EVRY", "Ville d’Évry")])
    assert name_of(names, "Ville d'Evry") == "Ville d’Évry"
    assert name_of(names, "Ville d’Évry") == "Ville d’Évry"


def test_a_correction_that_is_made_back_is_forgotten() -> None:
    assert learnt(NAMES, [("Ville de Lile", "Ville de Lille")]) == NAMES
    assert learnt(NAMES, [("Ville de Lile", "Ville de Lile")]) == {}


def test_of_two_that_contradict_each_other_the_later_one_counts() -> None:
    names = learnt({}, [("A", "B"), ("B", "A")])
    assert (name_of(names, "A"), name_of(names, "B")) == ("A", "A")
    names = learnt({}, [("A", "B"), ("B", "C")])
    assert (name_of(names, "A"), name_of(names, "B")) == ("C", "C")


def test_those_of_long_ago_go_first() -> None:
    names = learnt({}, [(f"Nom {n}", f"Ville {n}") for n in range(MOST)])
    names = learnt(names, [("Nom 0", "Ville 0"), ("Autre", "Ville autre")])
    assert len(names) == MOST
    assert name_of(names, "Nom 0") == "Ville 0"
    assert name_of(names, "Nom 1") == "Nom 1"


few = st.sampled_from(["A", "a", "B", "b", "É", "e", "C"])


@given(st.lists(st.tuples(few, few), max_size=12))
def test_what_was_chosen_is_never_corrected_to_another_name(said: list[tuple[str, str]]) -> None:
    names = learnt({}, said)
    for name in names.values():
        assert fold(name_of(names, name)) == fold(name)
    if said and said[-1][0] != said[-1][1]:
        assert name_of(names, said[-1][0]) == said[-1][1]


@given(st.lists(st.tuples(few, few), max_size=12))
def test_names_are_read_as_they_were_kept(said: list[tuple[str, str]]) -> None:
    names = learnt({}, said)
    read = corrected_names.from_json(corrected_names.to_json(names))
    assert list(read.items()) == list(names.items())


@pytest.mark.parametrize("kept", ["", "{", "[" * 100_000, "{}", "7", '[["a"], ["a", 1], "ab"]'])
def test_what_is_damaged_holds_no_names(kept: str) -> None:
    assert corrected_names.from_json(kept) == {}


def test_names_that_another_program_wrote_are_cleaned() -> None:
    assert corrected_names.from_json('[["a", "B\\u001b[2J"], ["b", " "]]') == {"a": "B\ufffd[2J"}


# -- a booklet -----------------------------------------------------------------


def test_what_is_not_touched_says_nothing() -> None:
    assert said_of(booklet()) == []
    moved = segments.move_boundary(segments.change(booklet(), 0, title="x", level="x"), 1, 3)
    assert said_of(moved) == []


def test_what_is_chosen_by_hand_says_what_was_read() -> None:
    assert said_of(named("Ville de Lille")) == [("Ville de Lile", "Ville de Lille")]
    twice = named("Lille", "Vienne", proposal=named("Ville de Lil"))
    assert said_of(twice) == [("Ville de Lile", "Lille"), ("Ville de Vienne", "Vienne")]
    back = named("Ville de Lile", proposal=twice)
    assert said_of(back)[0] == ("Ville de Lile", "Ville de Lile")


def test_a_name_that_is_taken_away_or_was_not_there_says_nothing() -> None:
    assert said_of(named("")) == []
    lower = segments.split(booklet(), 1)
    lower = segments.change(segments.change(lower, 1, applicant="Lilas"), 1, applicant="Lille")
    assert said_of(lower) == []


def test_a_jurors_role_and_what_is_left_out_say_nothing() -> None:
    role = segments.change(booklet(), JUROR, applicant="Maire")
    assert said_of(segments.change(role, JUROR, kind=Kind.DOSSIER)) == []
    other = segments.change(booklet(), JUROR, kind=Kind.DOSSIER)
    assert said_of(segments.change(other, JUROR, applicant="Nantes")) == []
    assert said_of(segments.drop(named("Ville de Lille"), 0)) == []


def test_a_name_that_stands_for_two_applicants_says_nothing_and_is_forgotten() -> None:
    two = named("Ville de Lille", "Ville de Lyon", proposal=named("", "Ville de Lile"))
    two = booklet()._replace(
        segments=(two.segments[0], two.segments[1]._replace(applicant_read="Ville de Lile"))
    )
    assert learnt(NAMES, said_of(two)) == {}
    untouched = two._replace(segments=(two.segments[0], booklet().segments[0]))
    assert learnt(NAMES, said_of(untouched)) == {}


def test_joining_keeps_what_was_read_of_the_name_that_stays() -> None:
    assert said_of(segments.join(named("Ville de Lille"), 1)) == said_of(named("Ville de Lille"))
    empty = segments.change(segments.split(booklet(), 1), 2, applicant="Vienne")
    joined = segments.join(empty, 2)
    assert joined.segments[1].applicant == "Vienne"
    assert said_of(joined) == [("Ville de Vienne", "Vienne")]


def test_a_corrected_name_is_proposed_with_its_reason() -> None:
    found = corrected(booklet(), NAMES)
    first = found.segments[0]
    assert (first.applicant, first.applicant_read) == ("Ville de Lille", "Ville de Lile")
    assert first.clues == (Clue("corrected", "Ville de Lile"), Clue("start"))
    assert found.segments[1:] == booklet().segments[1:]
    assert corrected(found, NAMES) == found
    assert learnt(NAMES, said_of(found)) == NAMES
    assert learnt(NAMES, said_of(named("Ville de Lile", proposal=found))) == {}


def test_what_was_chosen_by_hand_is_left_alone() -> None:
    for chosen in ("Ville de Lile", "Ville de Lyon"):
        assert corrected(named(chosen), NAMES) == named(chosen)


def test_the_reason_stays_until_the_name_is_set_by_hand() -> None:
    found = corrected(booklet(), NAMES)
    reason = Clue("corrected", "Ville de Lile")
    for edited in (
        segments.change(found, 0, title="x"),
        segments.move_boundary(found, 1, 3),
        segments.split(found, 1),
        segments.join(found, 1),
    ):
        assert reason in edited.segments[0].clues
    assert reason not in segments.split(found, 1).segments[1].clues
    assert reason not in named("Lille", proposal=found).segments[0].clues


def test_what_was_read_is_saved_with_the_proposal() -> None:
    for proposal in (corrected(booklet(), NAMES), named("Ville de Lille", "")):
        assert from_json(to_json(proposal), "livret.txt", LINES, ()) == proposal
