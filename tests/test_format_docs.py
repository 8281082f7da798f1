"""The pages on the file formats say what the program does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from gpci_tui.exporters import csv_file
from gpci_tui.importers.dossier import read as read_dossier
from gpci_tui.importers.edition_file import read as read_edition
from gpci_tui.importers.formats import FORMATS, pdf
from gpci_tui.importers.keys import KEYS
from gpci_tui.importers.source import SourceFile
from gpci_tui.importers.tables import naming
from gpci_tui.operations import exporting, importing, mappings
from gpci_tui.operations.exporting import Format
from gpci_tui.store.connection import Store

DOCS = Path(__file__).parent.parent / "docs"
IMPORT = [DOCS / "import-format.md", DOCS / "import-format.fr.md"]
EXPORT = [DOCS / "export-format.md", DOCS / "export-format.fr.md"]
LIST = ("list", "liste")
REQUIRED = ("required", "obligatoire")


@pytest.mark.parametrize("page", IMPORT, ids=lambda page: page.name)
def test_the_table_of_keys_is_that_of_the_program(page: Path) -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| `(\S+)` \| ([^|]+) \| (\d+) \|", page.read_text("utf-8"), re.MULTILINE
    )
    documented = [
        (name, french, int(longest), takes.endswith(LIST), takes.endswith(REQUIRED))
        for name, french, takes, longest in rows
    ]
    assert documented == [
        (key.name, key.french, key.longest, key.takes_list, key.required) for key in KEYS
    ]


@pytest.mark.parametrize("page", IMPORT, ids=lambda page: page.name)
def test_the_examples_can_be_imported(page: Path, tmp_path: Path) -> None:
    text = page.read_text("utf-8")
    (dossier,) = re.findall(r"```markdown\n(.*?)```", text, re.DOTALL)
    (edition,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    (tmp_path / "a.md").write_text(dossier, "utf-8")
    (tmp_path / "edition.toml").write_text(edition, "utf-8")
    reading = read_dossier(SourceFile(tmp_path / "a.md", "a.md"))
    assert reading.draft is not None
    assert reading.problems == ()
    assert reading.draft.ref == "calais-english-books"
    assert dict(reading.draft.fields)["tools"] == ("Bookinou",)
    draft, problems = read_edition(SourceFile(tmp_path / "edition.toml", "edition.toml"))
    assert draft is not None
    assert problems == ()
    assert (len(draft.prizes), len(draft.themes), len(draft.jury), len(draft.criteria)) == (1,) * 4


@pytest.mark.parametrize("page", IMPORT, ids=lambda page: page.name)
def test_what_is_said_of_tables_and_pdf_holds(page: Path, tmp_path: Path) -> None:
    text = page.read_text("utf-8")
    assert str(round(naming.NEAR)) in text
    assert f"{pdf.MAX_PAGES:,}".replace(",", "," if page.name == IMPORT[0].name else " ") in text
    assert f"{FORMATS['.pdf'].largest // 1_000_000} M" in text
    for suffix in (suffix for suffix, found in FORMATS.items() if found.many):
        assert f"`{suffix}`" in text
    said = re.findall(r'--map "([^"]+)"', text)
    table = tmp_path / "candidatures.csv"
    table.write_text("Votre projet;Bilan;Courriel;Texte\nUn;b;c;d\n", "utf-8")
    bundle = importing.read_paths([table])
    (mapping,) = mappings.stated(bundle.tables, said)
    assert [column.target for column in mapping.columns] == ["title", "section", "left out", "body"]


@pytest.mark.parametrize("page", EXPORT, ids=lambda page: page.name)
def test_every_key_of_the_exports_is_described(page: Path, store: Store) -> None:
    named = set(re.findall(r"`(\w+)`", page.read_text("utf-8")))
    document = json.loads(exporting.render(exporting.gather(store), Format.JSON))
    keys = set(document) | set(document["edition"]) | set(document["juror"])
    keys |= set(document["dossiers"][0])
    assert keys - named == set()
    assert set(csv_file.COLUMNS) - named == set()
