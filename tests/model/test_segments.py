from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.i18n import _
from gpci_tui.model import segments, segments_json
from gpci_tui.model.clues import SENTENCES, Clue
from gpci_tui.model.dossier import Provenance
from gpci_tui.model.errors import BadInput, Refused
from gpci_tui.model.segment_drafts import drafts, edition
from gpci_tui.model.segments import Kind, Proposal, Segment, is_sound, whole

LINES = (
    "Jurés",
    "ANNE ROUX",
    "Présidente du jury",
    "Elle enseigne à Nantes.",
    "Prix du jury",
    "",
    "VILLE DE | BEAUPRÉ",
    "Un jardin d’écoliers",
    "La Ville de Beaupré plante un jardin.",
    "",
    "La commune lit.",
    "",
)


def booklet() -> Proposal:
    return Proposal(
        "livret.txt", LINES, (0, 4, 6),
        (
            Segment(Kind.JUROR, 0, 3, "Anne Roux", "Présidente du jury", confidence=0.9),
            Segment(Kind.PRIZE, 4, 5, "Prix du jury", clues=(Clue("label"),)),
            Segment(
                Kind.DOSSIER, 6, 9, "Un jardin d’écoliers", "Ville de Beaupré", "commune",
                prize="Prix du jury", confidence=0.4, clues=(Clue("words", "La ville"),),
            ),
            Segment(Kind.DOSSIER, 10, 11, confidence=0.5),
        ),
    )  # fmt: skip


def spans(proposal: Proposal) -> list[tuple[int, int]]:
    return [(segment.first, segment.last) for segment in proposal.segments]


def test_a_split_gives_a_segment_of_the_same_kind_without_the_names():
    proposal = segments.split(booklet(), 8)
    assert spans(proposal) == [(0, 3), (4, 5), (6, 7), (8, 9), (10, 11)]
    upper, lower = proposal.segments[2:4]
    assert (upper.title, upper.confidence) == ("Un jardin d’écoliers", 1.0)
    assert (lower.kind, lower.title, lower.applicant, lower.prize) == (
        Kind.DOSSIER, "", "", "Prix du jury",
    )  # fmt: skip
    assert lower.clues == segments.BY_HAND


def test_a_split_where_a_segment_begins_changes_nothing():
    assert segments.split(booklet(), 6) == booklet()


def test_a_line_outside_the_text_is_no_place():
    for line in (-1, 12):
        with pytest.raises(IndexError):
            segments.at(booklet(), line)


def test_joining_keeps_the_fields_of_the_first_and_fills_its_gaps():
    proposal = segments.join(booklet(), 2)
    joined = proposal.segments[1]
    assert spans(proposal) == [(0, 3), (4, 9), (10, 11)]
    assert (joined.kind, joined.title, joined.applicant) == (
        Kind.PRIZE, "Prix du jury", "Ville de Beaupré",
    )  # fmt: skip


def test_joining_never_drops_what_was_kept():
    proposal = segments.join(segments.drop(booklet(), 2), 3)
    assert not proposal.segments[2].dropped
    proposal = segments.join(segments.drop(segments.drop(booklet(), 2), 3), 3)
    assert proposal.segments[2].dropped


def test_a_boundary_moves_both_ways():
    assert spans(segments.move_boundary(booklet(), 2, 5))[1:3] == [(4, 4), (5, 9)]
    assert spans(segments.move_boundary(booklet(), 2, 9))[1:3] == [(4, 8), (9, 9)]


@pytest.mark.parametrize("line", [3, 4, 10, 11])
def test_a_boundary_swallows_no_segment(line: int):
    with pytest.raises(Refused):
        segments.move_boundary(booklet(), 2, line)


def test_nothing_stands_before_the_first():
    with pytest.raises(Refused):
        segments.join(booklet(), 0)
    with pytest.raises(Refused):
        segments.move_boundary(booklet(), 0, 1)


def test_a_change_is_cleaned_and_settles_the_doubt():
    proposal = segments.change(booklet(), 3, title=" Lire\x1b[2J \n ici ", kind=Kind.EDITORIAL)
    changed = proposal.segments[3]
    assert (changed.kind, changed.title) == (Kind.EDITORIAL, "Lire\ufffd[2J ici")
    assert (changed.confidence, changed.is_doubtful) == (1.0, False)


def test_confirming_changes_the_confidence_alone():
    confirmed = segments.change(booklet(), 2).segments[2]
    assert confirmed == booklet().segments[2]._replace(confidence=1.0, clues=segments.APPROVED)


def test_the_doubtful_are_visited_in_a_round_without_the_dropped():
    proposal = booklet()
    assert segments.next_doubtful(proposal, 0) == 2
    assert segments.next_doubtful(proposal, 2) == 3
    assert segments.next_doubtful(proposal, 3) == 2
    assert segments.next_doubtful(segments.drop(proposal, 2), 3) == 3
    settled = segments.change(segments.change(proposal, 2), 3)
    assert segments.next_doubtful(settled, 0) is None


def test_a_line_has_a_page_where_there_are_pages():
    assert [segments.page_of(booklet(), line) for line in (0, 3, 4, 6, 11)] == [1, 1, 2, 3, 3]
    assert segments.page_of(whole("f", ["a"]), 0) == 0


def test_a_segment_without_a_title_is_called_by_its_first_words():
    proposal = booklet()
    assert segments.label(proposal, proposal.segments[3]) == "La commune lit."
    assert segments.label(proposal, proposal.segments[2]) == "Un jardin d’écoliers"
    long = whole("f", ["", "## " + "mot " * 40])
    assert segments.label(long, long.segments[0]) == "mot " * 16 + "mot…"


def test_dossiers_say_where_they_stood_and_do_not_repeat_their_head():
    first, second = drafts(booklet())
    assert first.body == "La Ville de Beaupré plante un jardin."
    assert (first.title, first.applicant, first.level, first.prize, first.source) == (
        "Un jardin d’écoliers", "Ville de Beaupré", "commune", "Prix du jury", "livret.txt",
    )  # fmt: skip
    assert first.place == Provenance(7, 9, 3, 3)
    assert second.place == Provenance(11, 11, 3, 3)
    assert first.ref == "ville-de-beaupre-un-jardin-d-ecoliers"
    assert (second.title, second.body) == ("La commune lit.", "La commune lit.")


def test_every_dossier_has_a_ref_of_its_own():
    proposal = booklet()
    for index in (2, 3):
        proposal = segments.change(proposal, index, title="Même titre", applicant="")
    assert [draft.ref for draft in drafts(proposal)] == ["meme-titre", "meme-titre-2"]
    proposal = segments.change(proposal, 3, title="mot " * 30)
    assert drafts(proposal)[1].ref == "-".join(["mot"] * 12)
    proposal = segments.change(proposal, 3, title="???")
    assert drafts(proposal)[1].ref == "livret-txt"


def test_what_is_dropped_or_empty_gives_nothing():
    proposal = segments.drop(booklet(), 2)
    assert [draft.title for draft in drafts(proposal)] == ["La commune lit."]
    proposal = segments.split(booklet(), 11)
    assert len(drafts(proposal)) == 2
    assert len(drafts(segments.keep(segments.drop(booklet(), 2), 2))) == 2


def test_jurors_and_prizes_go_to_the_edition_once():
    found = edition(segments.change(booklet(), 3, prize="Prix du Jury"))
    assert [prize.name for prize in found.prizes] == ["Prix du jury"]
    (juror,) = found.jury
    assert (juror.name, juror.role, juror.is_group) == ("Anne Roux", "Présidente du jury", False)
    assert juror.presentation == "Jurés\nANNE ROUX\nPrésidente du jury\nElle enseigne à Nantes."
    group = edition(segments.change(booklet(), 0, title="Les élèves du lycée Ronsard"))
    assert group.jury[0].is_group


def test_the_list_that_is_printed_counts_lines_from_1():
    def reason(segment: Segment) -> str:
        return "; ".join(SENTENCES[clue.code].format(text=clue.text) for clue in segment.clues)

    assert segments_json.listing(booklet(), reason)[2] == {
        "kind": "dossier", "title": "Un jardin d’écoliers", "applicant": "Ville de Beaupré",
        "level": "commune", "prize": "Prix du jury", "first_line": 7, "last_line": 10,
        "confidence": 0.4, "reason": "it begins with “La ville”",
    }  # fmt: skip


def test_a_saved_proposal_comes_back_whole():
    proposal = segments.drop(segments.split(booklet(), 8), 1)
    saved = segments_json.to_json(proposal)
    assert "jardin" in saved
    assert "Elle enseigne" not in saved
    assert segments_json.from_json(saved, "livret.txt", LINES, (0, 4, 6)) == proposal


def test_a_saved_proposal_of_another_text_is_refused():
    saved = segments_json.to_json(booklet())
    with pytest.raises(BadInput, match="another text"):
        segments_json.from_json(saved, "livret.txt", (*LINES, "more"), ())


def spoilt(**changes: object) -> str:
    read = json.loads(segments_json.to_json(booklet()))
    read["segments"][1] |= changes
    return json.dumps(read)


@pytest.mark.parametrize(
    "saved",
    [
        "", "[]", "{}", "[" * 100_000, "nul", spoilt(kind="poem"), spoilt(first_line=4),
        spoilt(last_line=7), spoilt(first_line="5"), spoilt(first_line=5.0), spoilt(title=None),
        spoilt(confidence=2), spoilt(confidence=True), spoilt(confidence=float("nan")),
        spoilt(dropped=0), spoilt(reason="label"),
        segments_json.to_json(booklet()).replace('"version": 1', '"version": 2'),
    ],
)  # fmt: skip
def test_a_damaged_proposal_is_refused(saved: str):
    with pytest.raises(BadInput):
        segments_json.from_json(saved, "livret.txt", LINES, ())


def test_a_saved_proposal_brings_no_sentences_of_its_own():
    saved = spoilt(reason=[["{text.__class__}", "x"], ["label", 3], ["words", "a\x1b[2J"], 4])
    read = segments_json.from_json(saved, "livret.txt", LINES, ())
    assert read.segments[1].clues == (Clue("words", "a\ufffd[2J"),)


def test_every_clue_is_a_sentence_in_both_languages():
    from gpci_tui import i18n

    i18n.choose("fr")
    assert [code for code, sentence in SENTENCES.items() if _(sentence) == sentence] == []
    for sentence in SENTENCES.values():
        assert sentence.count("{text}") == _(sentence).count("{text}") <= 1


@given(
    st.integers(0, 12),
    st.lists(st.tuples(st.sampled_from("sjmcdk"), st.integers(0, 11), st.integers(0, 11)),
             max_size=30),
)  # fmt: skip
def test_whatever_is_edited_every_line_stays_in_one_segment(
    count: int, edits: list[tuple[str, int, int]]
):
    proposal = whole("f", [f"line {number}" for number in range(count)], [0] if count else [])
    for verb, number, line in edits if count else []:
        index = number % len(proposal.segments)
        try:
            if verb == "s":
                proposal = segments.split(proposal, line % count)
            elif verb == "j":
                proposal = segments.join(proposal, index)
            elif verb == "m":
                proposal = segments.move_boundary(proposal, index, line)
            elif verb == "c":
                proposal = segments.change(proposal, index, kind=Kind.DOSSIER, title="t")
            else:
                proposal = (segments.drop if verb == "d" else segments.keep)(proposal, index)
        except Refused:
            pass
        assert is_sound(proposal)
    held = [
        line
        for segment in proposal.segments
        for line in proposal.lines[segment.first : segment.last + 1]
    ]
    assert held == [f"line {number}" for number in range(count)]
    assert (
        segments_json.from_json(
            segments_json.to_json(proposal), "f", proposal.lines, proposal.pages
        )
        == proposal
    )
