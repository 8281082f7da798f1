from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.model.dossier import DossierDraft, Edition, Provenance, count_words, make_ref
from tests.samples import CALAIS

OTHER = {
    "ref": "other", "title": "Other", "applicant": "Other", "level": "région", "department": "Ain",
    "prize": "Other", "fields": (("budget", ("1 €",)),), "body": "Other",
}  # fmt: skip


@pytest.mark.parametrize("name", OTHER)
def test_the_fingerprint_sees_every_field_that_a_reader_sees(name: str) -> None:
    assert CALAIS._replace(**{name: OTHER[name]}).fingerprint != CALAIS.fingerprint


def test_the_fingerprint_is_of_the_text_and_not_of_its_file() -> None:
    elsewhere = CALAIS._replace(source="elsewhere.md", place=Provenance(first_line=3))
    assert elsewhere.fingerprint == CALAIS.fingerprint
    seen = set(DossierDraft._fields) - {"source", "place"}
    assert seen == set(OTHER)


def test_the_fingerprint_stays_the_same_over_versions_of_the_program() -> None:
    # Stores and exchanged files hold it: it may only change with a migration.
    assert DossierDraft("r", "T", "B").fingerprint == (
        "06ac553707790fa695405c871df262f6172f3d470a5c46047693e9c6966872ff"
    )


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("Lire à Calais", "lire-a-calais"),
        ("  L’Œuvre n° 1 !", "l-oeuvre-n-1"),
        ("???", ""),
        ("Straße", "strasse"),
        ("a" * 80, "a" * 60),
        ("x" * 59 + " fin", "x" * 59),
    ],
)
def test_a_ref_is_made_of_a_title(text: str, ref: str) -> None:
    assert make_ref(text) == ref


@given(st.text(max_size=90))
def test_a_ref_is_short_plain_and_stable(text: str) -> None:
    ref = make_ref(text)
    assert len(ref) <= 60
    assert set(ref) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert ref.strip("-") == ref
    assert "--" not in ref
    assert make_ref(ref) == ref


def test_words_are_counted_as_a_reader_would() -> None:
    assert count_words("") == 0
    assert count_words("Un, deux — trois.") == 3


def test_the_title_of_an_edition_has_its_year_where_it_is_known() -> None:
    assert Edition("Grand Prix", 2025).title == "Grand Prix 2025"
    assert Edition("Grand Prix").title == "Grand Prix"


@given(st.builds(Provenance, *[st.integers(0, 10**6)] * 4))
def test_a_provenance_comes_back_from_the_store(place: Provenance) -> None:
    assert Provenance.loaded(place.dumped()) == place
    assert bool(place.dumped()) == any(place)


def test_a_provenance_of_a_later_version_is_read() -> None:
    assert Provenance.loaded('{"last_line": 9, "column": 2}') == Provenance(last_line=9)
