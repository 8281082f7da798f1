"""One file -> one draft, or one reason with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from gpci_tui.importers.dossier import Reading, read
from gpci_tui.importers.keys import KEYS, Key
from gpci_tui.importers.problems import Severity
from gpci_tui.importers.source import SourceFile
from gpci_tui.model.dossier import DossierDraft

WHOLE = """---
ref: calais-english-books
title: Calais, territoire bilingue
applicant: Ville de Calais
level: Commune
department: Pas-de-Calais
prize: Partenariat public-privé
laureate: true
school_levels: [maternelle, élémentaire]
partners:
  - Inspection 1
  - Inspection 2
budget:
site web: https://example.org
---

## Contexte

Une bibliothèque audio.
"""


def reading(tmp_path: Path, content: str | bytes, name: str = "un-dossier.md") -> Reading:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(SourceFile(path, name))


def draft(found: Reading) -> DossierDraft:
    assert found.draft is not None, [str(p.error) for p in found.problems]
    return found.draft


def refusal(found: Reading) -> tuple[int, str]:
    """Return the line and the reason of a file that was refused."""
    assert found.draft is None
    (problem,) = found.problems
    assert problem.severity is Severity.REFUSED
    assert problem.file
    return problem.line, str(problem.error)


def test_every_key_is_read(tmp_path: Path) -> None:
    found = reading(tmp_path, WHOLE)
    assert found.problems == ()
    assert draft(found) == DossierDraft(
        ref="calais-english-books",
        title="Calais, territoire bilingue",
        body="## Contexte\n\nUne bibliothèque audio.",
        applicant="Ville de Calais",
        level="commune",
        department="Pas-de-Calais",
        prize="Partenariat public-privé",
        fields=(
            ("school_levels", ("maternelle", "élémentaire")),
            ("partners", ("Inspection 1", "Inspection 2")),
            ("laureate", ("true",)),
            ("site web", ("https://example.org",)),
        ),
        source="un-dossier.md",
    )


def test_french_keys_say_the_same(tmp_path: Path) -> None:
    french = WHOLE
    for key in KEYS:
        french = french.replace(f"\n{key.name}:", f"\n{key.french.upper()}:")
    assert "\nTITRE:" in french
    assert draft(reading(tmp_path, french)) == draft(reading(tmp_path, WHOLE))


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_each_key_works_under_both_names(tmp_path: Path, key: Key) -> None:
    value = "oui" if key.name == "laureate" else "valeur"
    title = "" if key.name == "title" else "title: T\n"
    drafts = [
        draft(reading(tmp_path, f"---\n{title}{name}: {value}\n---\nTexte\n"))
        for name in (key.name, key.french, key.french.capitalize())
    ]
    assert drafts[0] == drafts[1] == drafts[2]
    assert ("valeur" if key.name != "laureate" else "true") in repr(drafts[0])


def test_without_front_matter_the_heading_is_the_title(tmp_path: Path) -> None:
    found = draft(reading(tmp_path, "\n# Le *titre* #\n\nTexte.\n", "Mon Dossier n° 3.txt"))
    assert (found.title, found.body, found.ref) == ("Le *titre*", "Texte.", "mon-dossier-n-3")


def test_a_heading_below_the_text_stays_in_it(tmp_path: Path) -> None:
    found = draft(reading(tmp_path, "Avant.\n\n# Titre\n\nAprès.\n"))
    assert found.title == "Titre"
    assert found.body == "Avant.\n\n# Titre\n\nAprès."


def test_a_missing_ref_is_made_of_the_file_name(tmp_path: Path) -> None:
    assert draft(reading(tmp_path, "---\ntitle: T\n---\nTexte", "Œuvre É.md")).ref == "oeuvre-e"


def test_a_ref_that_is_no_ref_is_made_one_and_told(tmp_path: Path) -> None:
    found = reading(tmp_path, "---\ntitle: T\nref: Dossier Été 12\n---\nTexte")
    assert draft(found).ref == "dossier-ete-12"
    (told,) = found.problems
    assert (told.severity, told.line) == (Severity.NOTICE, 3)
    assert "dossier-ete-12" in str(told.error)


def test_a_name_without_letters_gives_no_ref(tmp_path: Path) -> None:
    line, reason = refusal(reading(tmp_path, "---\ntitle: T\n---\nTexte", "日本.md"))
    assert (line, "ref" in reason) == (1, True)


@pytest.mark.parametrize(
    ("content", "line", "part"),
    [
        ("---\ntitle: T\n\nTexte\n", 1, "not closed"),
        ("---\ntitle: T\nbudget: a: b\n---\nTexte", 3, "budget: a: b"),
        ("---\ntitle: T\npartners: [a, b\nbudget: x\n---\nTexte", 3, "partners: [a, b"),
        ('---\ntitle: T\nbudget: "a\nperiod: x\n---\nTexte', 3, 'budget: "a'),
        ("---\ntitle: @T\n---\nTexte", 2, "title: @T"),
        ("---\n- a\n- b\n---\nTexte", 2, "title"),
        ("---\njuste du texte\n---\nTexte", 2, "title"),
        ("---\ntitle: T\nbudget: {a: b}\n---\nTexte", 3, "within keys"),
        ("---\ntitle: T\nbudget:\n  a: b\n---\nTexte", 4, "within keys"),
        ("---\ntitle: T\npartners: [[a]]\n---\nTexte", 3, "texts only"),
        ("---\n? [a]\n: b\n---\nTexte", 2, "single word"),
        ("---\ntitle: &a T\nbudget: *a\n---\nTexte", 2, "anchors"),
        ("---\ntitle: T\nbudget: *a\n---\nTexte", 3, "anchors"),
        ("---\ntitle: T\npartners: [*a]\n---\nTexte", 3, "anchors"),
        ("---\ntitle: T\nbudget: x\ntitre: U\n---\nTexte", 4, "line 2"),
        ("---\ntitle: T\nsite: x\nsite: y\n---\nTexte", 4, "line 3"),
        ("---\ntitle: T\n--- autre\na: b\n---\nTexte", 3, "title"),
        ("---\ntitle: [b]\n---\nTexte", 2, "not a list"),
        ("---\ntitle: " + "x" * 301 + "\n---\nTexte", 2, "300"),
        ("# " + "x" * 301 + "\n\nTexte", 1, "300"),
        ("---\ntitle: T\n" + "k" * 61 + ": x\n---\nTexte", 3, "60"),
        ("---\ntitle: T\nlaureate: peut-être\n---\nTexte", 3, "peut-être"),
        ("---\ntitle: T\npartners: [" + "a, " * 201 + "]\n---\nTexte", 3, "200"),
        ("---\nref: a\n---\nTexte", 1, "title"),
        ("---\nref: a\ntitle: ''\n---\nTexte", 3, "title"),
        ("---\ntitle: ~\n---\nTexte", 2, "title"),
        ("---\n---\nTexte", 1, "title"),
        ("Texte sans titre\n", 1, "# Title"),
        ("---\ntitle: T\n---\n\n \n", 3, "text of the dossier"),
        ("# Titre seul\n", 1, "text of the dossier"),
        ("", 0, "empty"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, content: str, line: int, part: str
) -> None:
    found_line, reason = refusal(reading(tmp_path, content))
    assert (found_line, part in reason) == (line, True), (found_line, reason)


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    windows = b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode()
    found = reading(tmp_path, windows)
    assert found.problems == ()
    assert draft(found).fingerprint == draft(reading(tmp_path, WHOLE)).fingerprint


def test_windows_1252_is_read_and_told(tmp_path: Path) -> None:
    found = reading(tmp_path, WHOLE.replace("audio", "audio à 5 €, cœur").encode("cp1252"))
    assert "audio à 5 €, cœur" in draft(found).body
    (told,) = found.problems
    assert told.severity is Severity.NOTICE
    assert told.line == 7, "the first line with an accent"
    assert "cp1252" in str(told.error)


def test_utf_16_with_its_mark_is_read_and_told(tmp_path: Path) -> None:
    found = reading(tmp_path, WHOLE.encode("utf-16"))
    assert draft(found) == draft(reading(tmp_path, WHOLE))
    assert "UTF-16" in str(found.problems[0].error)


def test_neither_encoding_is_refused(tmp_path: Path) -> None:
    line, reason = refusal(reading(tmp_path, b"# T\n\nun \x81 deux"))
    assert (line, "neither" in reason) == (3, True)


def test_a_mark_that_lies_is_refused(tmp_path: Path) -> None:
    line, reason = refusal(reading(tmp_path, b"\xef\xbb\xbf# T\n\nun \xe9 deux"))
    assert (line, "UTF-8" in reason) == (3, True)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"# T\n\nun \x00 deux", "binary"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x01\x02\x03\x04\x05" * 50, "binary"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04 docx", "DOCX"),
        (b"{\\rtf1 text}", "RTF"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, part: str) -> None:
    line, reason = refusal(reading(tmp_path, content))
    assert (line, part in reason) == (0, True), reason


def test_a_file_of_50_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.md"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    line, reason = refusal(read(SourceFile(path, "large.md")))
    assert line == 0
    assert "50 MB" in reason
    assert "20 MB" in reason


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    assert refusal(read(SourceFile(tmp_path, "x.md")))[0] == 0


def test_a_file_that_vanished_is_told(tmp_path: Path) -> None:
    line, reason = refusal(read(SourceFile(tmp_path / "gone.md", "gone.md")))
    assert (line, "No such file" in reason) == (0, True)


HOSTILE = "\x1b[31mrouge\x1b]0;titre\x07 \u202egauche\u202c \x9bm"
MARKUP = "[/x] [b]gras[/b] [@click=app.quit]ici[/]"


def test_control_characters_are_neutralised_everywhere_and_told(tmp_path: Path) -> None:
    content = f"""---
title: "{MARKUP} \\e[31m \\u202e"
applicant: '{HOSTILE}'
"clé {HOSTILE}": '{HOSTILE}'
---
Texte {HOSTILE} {MARKUP}
"""
    found = reading(tmp_path, content)
    taken = draft(found)
    everything = repr((taken.title, taken.applicant, taken.fields)) + taken.body
    for char in "\x1b\x07\x9b\u202e\u202c":
        assert char not in everything
        assert repr(char)[1:-1] not in everything
    assert "\ufffd[31mrouge" in taken.body, "something stood there"
    assert MARKUP in taken.body, "markup is text"
    assert taken.title.startswith(MARKUP)
    (told,) = found.problems
    assert (told.severity, told.line) == (Severity.NOTICE, 3)


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0b", "\x0c"])
def test_a_line_end_that_no_editor_counts_does_not_shift_the_lines(
    tmp_path: Path, sign: str
) -> None:
    content = f"---\ntitle: un{sign}deux\nbudget: a: b\n---\nTexte"
    assert refusal(reading(tmp_path, content))[0] == 3


def test_nesting_without_end_is_refused_quickly(tmp_path: Path) -> None:
    line, _ = refusal(reading(tmp_path, "---\na: " + "[" * 90_000 + "\n---\nTexte"))
    assert line == 2


def test_a_front_matter_without_end_is_refused(tmp_path: Path) -> None:
    content = "---\n" + "a: b\n" * 30_000 + "---\nTexte"
    assert refusal(reading(tmp_path, content)) == (1, "The front matter is too long.")


@pytest.mark.parametrize("name", ["README.md", "readme.txt", "LISEZMOI.md"])
def test_a_read_me_found_in_a_folder_is_no_dossier(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("# Bienvenue\n\nTexte.\n")
    found = read(SourceFile(path, name, found=True))
    assert found.draft is None
    assert [p.severity for p in found.problems] == [Severity.NOTICE]
    assert read(SourceFile(path, name)).draft is not None, "named by the person it is one"
    path.write_text("---\ntitle: T\n---\nTexte.\n")
    assert read(SourceFile(path, name, found=True)).draft is not None, (
        "so it is with a front matter"
    )


def test_the_text_is_left_as_it_is(tmp_path: Path) -> None:
    body = "    code\n\n- a\n  - b\n\n---\n\nfin [lien](https://example.org)  \nsuite"
    assert draft(reading(tmp_path, f"---\ntitle: T\n---\n\n{body}\n\n")).body == body


@pytest.mark.parametrize(
    ("line", "kept", "told"),
    [
        ("budget: 5 € # au moins", ("5 €",), True),
        ("budget: # rien", None, True),
        ("partners: [été, b] # c", ("été", "b"), False),
        ("partners:\n  - élan # un\n  - b", ("élan", "b"), True),
        ("budget: C# et F#", ("C# et F#",), False),
        ('budget: "n° 1 # 2"', ("n° 1 # 2",), False),
        ("# une remarque\nbudget: 5", ("5",), False),
    ],
)
def test_what_yaml_takes_for_a_remark_is_told(
    tmp_path: Path, line: str, kept: tuple[str, ...] | None, told: bool
) -> None:
    found = reading(tmp_path, f"---\ntitle: T\n{line}\n---\nTexte")
    fields = dict(draft(found).fields)
    assert fields.get("budget", fields.get("partners")) == kept
    assert [p.line for p in found.problems] == ([3] if told else [])
