"""What a person reads on the pages comes out, in the order in which it is read."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.importers.extract import Extract
from gpci_tui.importers.formats.pdf import read
from tests.importers.pdf.making import LEADING, TOP, Page, pdf

PROSE = (
    "La ville de Calais fait entrer l’anglais dans toutes ses écoles maternelles et",
    "élémentaires. Chaque classe reçoit une bibliothèque de livres audio, et chaque",
    "enfant en emporte un chez lui le soir. Les parents écoutent avec eux, y compris",
    "ceux qui ne lisent pas.",
)
JOINED = " ".join(PROSE)


def text(*pages: Page) -> str:
    return extract(*pages).text


def extract(*pages: Page) -> Extract:
    return read(pdf(pages), "un.pdf")


def test_lines_become_a_paragraph() -> None:
    assert text(Page().lines(PROSE)) == JOINED


def test_a_gap_parts_paragraphs() -> None:
    assert text(Page().lines([*PROSE, "", *PROSE])) == f"{JOINED}\n\n{JOINED}"


def test_an_indent_parts_paragraphs() -> None:
    page = Page()
    for number, line in enumerate(PROSE * 2):
        page.text(80 if number % 4 == 0 else 60, TOP - number * LEADING, line)
    assert text(page) == f"{JOINED}\n\n{JOINED}"


def test_a_line_ended_on_purpose_parts_paragraphs() -> None:
    assert text(Page().lines(PROSE * 2)) == f"{JOINED}\n\n{JOINED}"


def test_a_name_in_capitals_stands_alone() -> None:
    page = Page().lines((PROSE[0].replace("et", "de"), "MATHILDE TRAVAIL", "Co-fondatrice"))
    assert text(page).split("\n\n")[1:] == ["MATHILDE TRAVAIL", "Co-fondatrice"]


def test_headings_are_known_by_their_size() -> None:
    page = Page().text(60, 790, "Calais, territoire bilingue", 20).lines(PROSE)
    page.text(60, 690, "Les écoles", 14).lines(PROSE, y=670)
    page.text(60, 600, "Le financement", 14).lines(PROSE, y=580)
    assert text(page) == (
        f"# Calais, territoire bilingue\n\n{JOINED}\n\n"
        f"## Les écoles\n\n{JOINED}\n\n## Le financement\n\n{JOINED}"
    )


def test_a_heading_on_two_lines_is_one() -> None:
    page = Page().text(60, 800, "Une très longue histoire de tablettes", 20)
    page.text(60, 776, "et de leurs chargeurs", 20).lines(PROSE, y=740)
    assert text(page).split("\n")[0] == (
        "# Une très longue histoire de tablettes et de leurs chargeurs"
    )


def test_a_bold_line_of_its_own_is_a_heading() -> None:
    page = Page().text(60, 790, "Titre", 20).lines(PROSE).text(60, 680, "Bilan", bold=True)
    page.lines(PROSE, y=660)
    assert f"\n\n## Bilan\n\n{JOINED}" in text(page)


def test_bold_and_italic_words_are_marked() -> None:
    page = Page().text(60, 700, "Un mot ").text(93, 700, "gras", bold=True)
    page.text(120, 700, "et un mot").text(165, 700, "penché", italic=True)
    page.text(203, 700, "dans la phrase.")
    assert text(page) == "Un mot **gras** et un mot _penché_ dans la phrase."


def test_bullets_and_numbers_become_lists() -> None:
    page = Page().lines(PROSE)
    page.text(70, 680, "•").text(85, 680, "une première chose qui prend plus de place que la ligne")
    page.text(85, 666, "et continue en dessous ;")
    page.text(70, 652, "•").text(85, 652, "une deuxième.")
    page.text(85, 638, "– dans le détail")
    page.text(60, 600, "1. Commencer").text(60, 586, "2. Finir")
    assert text(page) == (
        f"{JOINED}\n\n"
        "- une première chose qui prend plus de place que la ligne et continue en dessous ;\n"
        "- une deuxième.\n"
        "    - dans le détail\n"
        "1. Commencer\n"
        "2. Finir"
    )


LEFT_SIDE = (
    "La commune a équipé chaque classe de",
    "tablettes, après deux années d’essais",
    "menés avec les enseignantes et les",
    "enseignants de six écoles, dont deux",
    "en zone d’éducation prioritaire.",
)
RIGHT_SIDE = (
    "Les familles ont été invitées dès le",
    "premier jour à des ateliers du soir,",
    "animés par des élèves de troisième et",
    "par l’association du quartier, qui en",
    "garde la trace sur son site.",
)


@pytest.mark.parametrize("shift", [0.0, 3.0, 7.0])
def test_columns_are_read_one_after_the_other(shift: float) -> None:
    page = Page().text(60, 790, "Des tablettes pour toutes et tous", 20)
    page.lines(LEFT_SIDE).lines(RIGHT_SIDE, x=310, y=TOP - shift)
    page.lines(PROSE, y=640)
    assert text(page) == (
        "# Des tablettes pour toutes et tous\n\n"
        f"{' '.join(LEFT_SIDE)}\n\n{' '.join(RIGHT_SIDE)}\n\n{JOINED}"
    )


def test_a_short_heading_below_columns_is_below_them() -> None:
    page = Page().lines(LEFT_SIDE).lines(RIGHT_SIDE, x=310)
    page.text(60, 660, "Bilan", 14).lines(PROSE, y=640)
    assert text(page) == (f"{' '.join(LEFT_SIDE)}\n\n{' '.join(RIGHT_SIDE)}\n\n# Bilan\n\n{JOINED}")


def test_a_paragraph_runs_on_in_the_next_column() -> None:
    page = Page().lines(LEFT_SIDE[:4]).lines(("en zone rurale.", *RIGHT_SIDE), x=310)
    assert text(page) == f"{' '.join(LEFT_SIDE[:4])} en zone rurale.\n\n{' '.join(RIGHT_SIDE)}"


def test_a_table_stays_in_rows() -> None:
    rows = (("Poste", "Montant", "Année"), ("Tablettes", "12 000 €", "2024"),
            ("Formation", "3 500 €", "2025"))  # fmt: skip
    page = Page().lines(PROSE)
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            page.text(60 + 120 * place, 680 - 16 * number, cell)
    assert text(page) == (
        f"{JOINED}\n\n"
        "| Poste     | Montant  | Année |\n"
        "| --------- | -------- | ----- |\n"
        "| Tablettes | 12 000 € | 2024  |\n"
        "| Formation | 3 500 €  | 2025  |"
    )


def test_a_form_of_long_answers_is_read_question_by_question() -> None:
    page = Page().text(60, 760, "Contexte").lines(RIGHT_SIDE, x=200, y=760)
    page.text(60, 680, "Bilan").lines(LEFT_SIDE, x=200, y=680)
    assert text(page) == (
        f"**Contexte**\n\n{' '.join(RIGHT_SIDE)}\n\n**Bilan**\n\n{' '.join(LEFT_SIDE)}"
    )


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("une inno-", "vation", "une innovation"),
        ("une parte-", "naire", "une partenaire"),
        ("un par-", "tenaire", "un partenaire"),
        ("ceux-", "ci", "ceux-ci"),
        ("peut-", "être", "peut-être"),
        ("la sous-", "préfecture", "la sous-préfecture"),
        ("à Saint-", "Dié", "à Saint-Dié"),
        ("de 2024-", "2025", "de 2024-2025"),
        ("les meil-", "leurs", "les meilleurs"),
        ("le plan -", "suite", "le plan - suite"),
        ("une media-", "bibliothèque", "une media-bibliothèque"),
    ],
)
def test_words_broken_at_a_line_end_are_joined(above: str, below: str, joined: str) -> None:
    page = Page().lines([
        "La grande media-bibliothèque de la ville reste ouverte à toutes et à tous le soir",
        f"et chaque enfant y trouve, après la fin de sa journée de classe, ce jour {above}",
        f"{below} ouverte aux familles.",
    ])  # fmt: skip
    assert f"ce jour {joined} ouverte aux familles." in text(page)


CITIES = ("Calais", "Mulhouse", "Soissons", "Marseille", "Vienne")
YEARS = ("1984", "1871", "2003", "1999", "2010")


def about(city: str) -> tuple[str, ...]:
    """Return a paragraph that no other page has."""
    return (
        f"À {city}, la ville fait entrer l’anglais dans toutes ses écoles maternelles, et",
        f"les enfants de {city} emportent chez eux une bibliothèque de livres audio, que",
        f"les parents écoutent aussi : c’est {city} qui paie.",
    )


def headed(number: int, lines: Sequence[str]) -> Page:
    page = Page().text(60, 810, "Grand Prix 2025 – Ville de Calais", 8).lines(lines)
    return page.text(280, 30, f"Page {number}", 8)


def test_running_heads_feet_and_page_numbers_are_left_out_and_told() -> None:
    found = extract(*(headed(n, about(city)) for n, city in enumerate(CITIES, 1)))
    assert found.text == "\n\n".join(" ".join(about(city)) for city in CITIES)
    (told,) = found.notices
    assert "Grand Prix 2025 – Ville de Calais" in str(told.error)


def test_what_is_repeated_without_a_gap_is_text() -> None:
    pages = [Page().lines(("Nom du candidat :", *about(city))) for city in CITIES]
    assert text(*pages).count("Nom du candidat :") == len(CITIES)


def test_heads_of_two_kinds_go_by_turns() -> None:
    pages = [
        Page().lines(about(city)).text(60, 810, ("Grand Prix", "Les dossiers")[at % 2], 8)
        for at, city in enumerate((*CITIES, "Lyon"))
    ]
    found = text(*pages)
    assert "Grand Prix" not in found
    assert "Les dossiers" not in found


def test_bare_page_numbers_go_and_other_numbers_stay() -> None:
    pages = [
        Page().lines((*about(city), "", year)).text(290, 30, str(7 + at))
        for at, (city, year) in enumerate(zip(CITIES, YEARS, strict=True))
    ]
    assert text(*pages) == "\n\n".join(
        f"{' '.join(about(city))}\n\n{year}" for city, year in zip(CITIES, YEARS, strict=True)
    )


def test_a_large_title_on_each_page_is_no_running_head() -> None:
    pages = [Page().text(60, 800, "Annexe", 18).lines(about(city)) for city in CITIES]
    assert text(*pages).count("# Annexe") == len(CITIES)


def test_a_paragraph_runs_on_over_the_page_and_its_end_stays_with_it() -> None:
    one, two, three = (about(city) for city in CITIES[:3])
    found = extract(headed(1, one[:2]), headed(2, (*one[2:], "", *two)), headed(3, three))
    assert found.text == "\n\n".join(" ".join(each) for each in (one, two, three))
    assert found.pages == (0, 2, 4)


def test_a_word_broken_over_the_page_is_joined() -> None:
    one = Page().lines(("À la fin de la page il y a une inno-",)).text(290, 30, "1")
    two = Page().lines(("vation pédagogique de la ville.",)).text(290, 30, "2")
    assert text(one, two) == "À la fin de la page il y a une innovation pédagogique de la ville."


def test_markup_by_accident_is_escaped() -> None:
    page = Page().lines(["# un", "", "> deux", "", "*trois* _quatre_ a_b", "", "- ", "", "5. x"])
    found = text(page)
    assert found.startswith("\\# un\n\n\\> deux\n\n\\*trois\\* \\_quatre\\_ a_b")


def test_non_breaking_spaces_stay() -> None:
    assert (
        text(Page().text(60, 700, "«\u00a0Oui\u00a0» à 10\u00a0%"))
        == "«\u00a0Oui\u00a0» à 10\u00a0%"
    )


def test_letters_drawn_twice_are_read_once() -> None:
    page = Page().text(60, 700, "Ombre").text(60.3, 700, "Ombre")
    assert text(page) == "**Ombre**"


def test_turned_text_is_read_after_the_rest() -> None:
    page = Page().draw("BT /F1 10 Tf 0 1 -1 0 30 300 Tm (en marge) Tj ET").lines(PROSE)
    assert text(page) == f"{JOINED}\n\nen marge"


def test_a_turned_page_is_read_upright() -> None:
    page = Page(extra="/Rotate 90")
    for number, line in enumerate(PROSE):
        page.draw(f"BT /F1 10 Tf 0 1 -1 0 {100 + 14 * number} 60 Tm ")
        page.orders[-1] += b"(" + line.encode("cp1252") + b") Tj ET"
    assert text(page) == JOINED


def test_what_the_file_says_is_no_text_of_the_page_is_left_out() -> None:
    page = Page().draw("/Artifact << /Type /Pagination >> BDC").text(60, 30, "pied").draw("EMC")
    assert text(page.lines(PROSE)) == JOINED


def test_the_text_that_signs_stand_for_is_taken() -> None:
    page = Page().draw("/Span << /ActualText (cœur) >> BDC".replace("œ", "\x9c"))
    page.text(60, 700, "c?ur").draw("EMC").text(90, 700, "battant")
    assert text(page).endswith("ur battant")
    assert "?" not in text(page)


WORDS = st.text(alphabet="abcdefghijklmnop", min_size=2, max_size=9)
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=40), min_size=1, max_size=6)


def set_in_lines(paragraphs: list[list[str]], width: int) -> list[str]:
    """Return paragraphs as lines of at most ``width`` characters, with an empty one between."""
    lines: list[str] = []
    for words in paragraphs:
        lines += [*textwrap.wrap(" ".join(words).capitalize() + ".", width), ""]
    return lines[:-1]


@given(PARAGRAPHS, PARAGRAPHS, st.booleans())
def test_no_word_is_lost_or_invented(
    first: list[list[str]], second: list[list[str]], columns: bool
) -> None:
    width = 40 if columns else 85
    one, two = set_in_lines(first, width), set_in_lines(second, width)
    if columns:
        pages = [Page().lines(one[:50]).lines(two[:50], x=320)]
    else:
        pages = [Page().lines(one[:50]), Page().lines(two[:50])]
    written = [word for line in (*one[:50], *two[:50]) for word in line.split()]
    found = re.sub(r"[|\n]|-{3,}", " ", text(*pages).replace("*", "")).split()
    assert sorted(found) == sorted(written)
    if not columns:
        assert found == written


def test_the_documents_title_and_empty_pages_are_there() -> None:
    found = read(pdf([Page(), Page().lines(PROSE), Page()], info="/Title (Mon dossier)"), "un.pdf")
    assert (found.title, found.pages) == ("Mon dossier", (0, 0, 1))


@pytest.mark.parametrize("title", ["Microsoft Word - dossier v3", "dossier final.DOCX", "Untitled"])
def test_a_title_that_is_a_files_name_is_none(title: str) -> None:
    assert read(pdf([Page().lines(PROSE)], info=f"/Title ({title})"), "un.pdf").title == ""
