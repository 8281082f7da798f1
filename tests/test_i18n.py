"""The French catalogue is complete, says the same, and is set as French is set."""

from __future__ import annotations

import ast
import gettext
import io
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from scripts import translations

from gpci_tui import i18n
from gpci_tui.model.errors import BadInput

NBSP = "\u00a0"
CODE = re.compile(r"\b(?:titre|ref): |[a-z]+://|\[+\{?\w+\}?\]+|\btheme = \"t\"")
"""What a French text may quote as it is typed: keys of a front matter, addresses, TOML."""


def forms_of(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def french() -> Iterator[tuple[str, str]]:
    """Yield every English text with its French one, form by form where there are two."""
    for message in translations.read():
        if message.id:
            yield from zip(forms_of(message.id), forms_of(message.string), strict=True)


def gaps(text: str) -> set[str | None]:
    return {field for _text, field, _spec, _conversion in Formatter().parse(text)} - {None}


def badly_spaced(text: str) -> str:
    """Return what is wrong with the spaces and apostrophes of a French text, '' for nothing."""
    plain = CODE.sub("", text)
    if "'" in plain and plain.strip() != "'":
        return "a straight apostrophe"
    if re.search(r"[“”]", plain):
        return "English quotes"
    if re.search(r"(?<=\S) [:;?!%»]", plain):
        return "an ordinary space before a sign"
    if re.search(r"[\w)}»”][;?!%»]|[\w)}»]:(?!\d)", plain):
        return "no space before a sign"
    if re.search(rf"«(?!{NBSP})", plain) and plain.strip() != "«":
        return "no non-breaking space after «"
    return ""


def test_every_message_of_the_source_is_in_the_catalogue_and_nothing_else():
    marked = {forms_of(m.id) for m in translations.extract() if m.id}
    held = {forms_of(m.id) for m in translations.read() if m.id}
    assert marked - held == set(), "run: python scripts/translations.py update"
    assert held - marked == set(), "run: python scripts/translations.py update"


def marked_in_f_strings(source: str) -> list[int]:
    """Return the lines on which a message stands inside an f-string."""
    return [
        call.lineno
        for joined in ast.walk(ast.parse(source))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "N_", "ngettext")
        and any(isinstance(argument, ast.Constant) for argument in call.args)
    ]


def test_no_message_hides_in_an_f_string():
    """Before Python 3.12 an f-string is one token, in which no message is found."""
    assert marked_in_f_strings("f'{_(\"x\")}'") == [1]
    hidden = {
        str(path): lines
        for path in Path(i18n.__file__).parent.rglob("*.py")
        if (lines := marked_in_f_strings(path.read_text("utf-8")))
    }
    assert hidden == {}


def test_every_message_has_its_french():
    assert translations.untranslated(translations.read()) == []


def test_nothing_is_obsolete_or_guessed():
    text = translations.PO.read_text("utf-8")
    assert "\n#~" not in text
    assert not [m.id for m in translations.read() if m.id and m.fuzzy]


def test_the_compiled_catalogue_is_that_of_the_text():
    with translations.MO.open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    made = io.BytesIO(translations.as_mo(translations.read()))
    fresh = gettext.GNUTranslations(made)._catalog
    assert compiled == fresh, "run: python scripts/translations.py compile"


def test_both_languages_have_the_same_gaps():
    for english, form in french():
        assert gaps(form) == gaps(english), english


def test_french_texts_are_spaced_as_french_is():
    wrong = {form: why for _english, form in french() if (why := badly_spaced(form))}
    assert wrong == {}


@pytest.mark.parametrize(
    "text",
    [
        "Rien n'est perdu",
        "Annulé : {what}",
        "Annulé: {what}",
        "{what}: annulé",
        "Est-ce sûr?",
        "Le thème « {theme} »",
        "Le thème «{theme}»",
        "Le thème “{theme}”",
        f"100{NBSP}% ; voilà",
    ],
)
def test_the_check_of_spaces_can_fail(text):
    assert badly_spaced(text)


@pytest.mark.parametrize(
    "text",
    [
        f"Il manque le titre{NBSP}: ajoutez «{NBSP}titre: …{NBSP}»",
        f"Thème «{NBSP}{{theme}}{NBSP}»",
        "enregistré à 14:32",
        ":",
        "«",
    ],
)
def test_the_check_of_spaces_lets_good_french_pass(text):
    assert badly_spaced(text) == ""


def test_plural_forms_are_those_of_french():
    i18n.choose("fr")
    said = [i18n.ngettext("{n} dossier", "{n} dossiers", n) for n in (0, 1, 2, 27, 1000)]
    assert said == ["0 dossier", "1 dossier", "2 dossiers", "27 dossiers", "1\u202f000 dossiers"]


def test_plural_messages_have_two_forms():
    plural = [m for m in translations.read() if m.id and not isinstance(m.id, str)]
    assert plural
    for message in plural:
        assert len(message.string) == 2, message.id
        assert all(message.string), message.id


def test_an_error_is_said_in_the_language_spoken_now():
    error = BadInput("Undone: {what}", what="a note")
    assert i18n.say(error) == "Undone: a note"
    i18n.choose("fr")
    assert i18n.say(error) == f"Annulé{NBSP}: a note"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_MESSAGES": "fr_FR", "LANG": "en_GB"}, "fr"),
    ],
)
def test_the_language_is_the_systems_and_french_where_it_is_unknown(
    monkeypatch, variables, language
):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert i18n.choose("") == language
    assert i18n.choose("en") == "en"
