"""The sample edition: complete, in its own words, and an example of the import format."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from gpci_tui import paths
from gpci_tui.importers.keys import known
from gpci_tui.model.dossier import DossierDraft
from gpci_tui.operations import importing
from tests.data.make_source_runs import DIGITS, FILE, runs

FOLDER = paths.sample_dossiers()
FILES = sorted(FOLDER.glob("*.md"))
FACTS: dict[str, dict[str, list[str]]] = tomllib.loads(
    FILE.with_name("sample_facts.toml").read_text("utf-8")
)
PRIZES = {
    "Innovation pédagogique", "Alliance éducative", "Partenariat public-privé",
    "Coup de cœur du jury",
}  # fmt: skip


@pytest.fixture(scope="module")
def bundle() -> importing.Bundle:
    return importing.read_paths([FOLDER])


@pytest.fixture(scope="module")
def drafts(bundle: importing.Bundle) -> dict[str, DossierDraft]:
    return {draft.ref: draft for draft in bundle.drafts}


@pytest.fixture(scope="module")
def source_runs() -> set[str]:
    return set(FILE.read_text("ascii").split())


def test_27_dossiers_are_read_without_a_problem(bundle: importing.Bundle) -> None:
    assert len(FILES) == 27
    assert len(bundle.drafts) == 27
    assert bundle.problems == ()


def test_the_edition_comes_with_its_prizes_jury_themes_and_criteria(
    bundle: importing.Bundle,
) -> None:
    edition = bundle.edition
    assert edition is not None
    assert (edition.name, edition.year) == ("Grand Prix des collectivités innovantes", 2025)
    assert {prize.name for prize in edition.prizes} == PRIZES
    assert (len(edition.jury), len(edition.themes)) == (9, 20)
    assert edition.criteria
    assert all(criterion.suggested for criterion in edition.criteria), "the brochure has none"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_fact_of_the_source_is_there(path: Path) -> None:
    text = path.read_text("utf-8")
    facts = FACTS[path.stem]["facts"]
    assert len(facts) > 3
    assert [fact for fact in facts if fact not in text] == []


@pytest.mark.parametrize("path", [*FILES, FOLDER / "edition.toml"], ids=lambda path: path.stem)
def test_nothing_is_copied(path: Path, source_runs: set[str]) -> None:
    text = path.read_text("utf-8")
    assert [run for run, fingerprint in runs(text) if fingerprint in source_runs] == []


def test_a_copied_sentence_would_be_found(source_runs: set[str]) -> None:
    # A dossier takes the place of the source, which is not in the repository.
    source = FILES[0].read_text("utf-8")
    taken = {fingerprint for _, fingerprint in runs(source)}
    words = re.findall(r"\w+", source)
    copied = "Avant, " + " ".join(words[40:52]).upper() + ", puis autre chose."
    assert [run for run, fingerprint in runs(copied) if fingerprint in taken] == [
        " ".join(words[40:52]).lower()
    ]
    shorter = "Avant " + " ".join(words[40:51]) + " puis autre chose"
    assert not any(fingerprint in taken for _, fingerprint in runs(shorter))
    # And the fingerprints of the source are those of a text of its length.
    assert len(source_runs) > 8000
    assert all(re.fullmatch(rf"[0-9a-f]{{{DIGITS}}}", each) for each in source_runs)


def test_the_files_show_every_key_and_no_other(drafts: dict[str, DossierDraft]) -> None:
    used = set()
    for path in FILES:
        front = path.read_text("utf-8").split("---\n")[1]
        used |= set(re.findall(r"^(\w+):", front, re.MULTILINE))
    assert {key for key in used if known(key) is None} == set()
    assert used >= {
        "ref", "title", "applicant", "level", "department", "prize", "laureate", "school_levels",
        "partners", "suppliers", "tools", "budget", "period",
    }  # fmt: skip


def test_what_the_source_does_not_state_stays_empty(drafts: dict[str, DossierDraft]) -> None:
    def stated(name: str) -> set[str]:
        return {ref for ref, draft in drafts.items() if dict(draft.fields).get(name)}

    assert stated("budget") == {"saint-etienne-metropole-tablettes", "seine-maritime-tablettes"}
    assert len(stated("laureate")) == 6
    prizes = {ref: draft.prize for ref, draft in drafts.items() if draft.prize}
    assert prizes == {
        "seine-et-marne-classe-tout-terrain": "Innovation pédagogique",
        "marseille-petits-explorateurs-web": "Alliance éducative",
        "calais-english-books": "Partenariat public-privé",
        "charente-college-numerique-performant": "Coup de cœur du jury",
    }
    nobody = {ref for ref, draft in drafts.items() if not draft.applicant}
    assert nobody == {
        "guyane-classes-elargies", "metropole-studiava", "ville-137-ecrans-interactifs",
    }  # fmt: skip


def test_the_files_are_named_by_their_refs(drafts: dict[str, DossierDraft]) -> None:
    assert {path.stem for path in FILES} == set(drafts) == set(FACTS)
