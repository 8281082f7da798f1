"""Files of every format that is imported, and how they are damaged."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from gpci_tui.operations import exporting
from tests.importers.odt_files import h as odt_h
from tests.importers.odt_files import items, odt
from tests.importers.odt_files import p as odt_p
from tests.importers.pdf.making import Page, pdf
from tests.importers.tables.making import sheet, xlsx
from tests.importers.word_files import docx, item, p, styled, table
from tests.samples import DRAFTS, open_filled

MARKDOWN = """---
title: "Lire ensemble à Calais"
applicant: Ville de Calais
level: commune
prize: Innovation pédagogique
budget: 22 605 €
partners: [Canopé, Bibliothèque]
---
## Contexte

L’école du Pont-du-Leu reçoit **240** élèves.

- un
- deux

| a | b |
| - | - |
| 1 | 2 |
"""
EDITION = """name = "Grand Prix"
year = 2025
[[prize]]
name = "Innovation"
places = 3
[[theme]]
name = "Inclusion"
[[jury]]
name = "Camille Exemple"
[[criterion]]
name = "Impact"
scale = [1, 5]
"""
HTML = """<!doctype html><html><head><meta charset=utf-8><title>Un</title></head><body>
<h1>Un &amp; deux</h1><p>Texte <b>gras</b></p><ul><li>a<li>b</ul>
<table><tr><td>1<td>2</table></body></html>
"""
CSV = """titre;porteur;niveau;prix;texte
Un;Ville;commune;Innovation;Un texte
Deux;"a;b";;;"x
y"
"""


def seeds(folder: Path) -> dict[str, bytes]:
    """Return a good file of each format, by the ending of its name."""
    with closing(open_filled(folder / "seed.gpci")) as store:
        own = exporting.render(exporting.gather(store), exporting.Format.JSON)
    word = docx(
        styled("Heading 1", "Un dossier") + p("Texte.") + item("a") + item("b") + table(("1", "2")),
        title="Titre",
    )
    page = Page().text(60, 700, "Bonjour à toutes et à tous").text(60, 660, "Un texte plus long")
    rows = [("titre", "porteur", "texte"), ("Un", "Ville", "Un texte"), ("Deux", 2, 3.5)]
    bullets = items("L1", odt_p("a"), odt_p("b"))
    listed = json.dumps([{"titre": draft.title, "texte": draft.body} for draft in DRAFTS])
    return {
        ".md": MARKDOWN.encode(), ".toml": EDITION.encode(), ".html": HTML.encode(),
        ".csv": CSV.encode(), ".json": own.encode(), ".list.json": listed.encode(),
        ".docx": word, ".odt": odt(odt_h("Un") + odt_p("Texte") + bullets),
        ".xlsx": xlsx(sheet(rows)), ".pdf": pdf([page, Page().text(60, 700, "Fin")]),
        ".zip": _zipped({"a.md": MARKDOWN.encode(), "b/c.csv": CSV.encode()}),
    }  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a file damaged: its bytes, or, where it is a ZIP, those of a part of it as well."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _with_a_part_mutated(data, chance)
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        chance.choice(_WAYS)(changed, chance)
    return bytes(changed)


def _flip(data: bytearray, chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _cut(data: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(data))
    del data[at : at + chance.choice((1, 4, 100, len(data)))]


def _double(data: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(data))
    part = data[at : at + chance.choice((1, 8, 200))]
    data[at:at] = part * chance.choice((1, 2, 50))


def _put(data: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(data))
    data[at:at] = chance.choice(_PIECES)


def _number(data: bytearray, chance: random.Random) -> None:
    digits = [at for at, byte in enumerate(data) if 48 <= byte < 58]
    if digits:
        at = chance.choice(digits)
        data[at : at + 1] = chance.choice((b"0", b"-1", b"9" * 20, b"1e999", b"65536"))


_WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip, _cut, _double, _put, _number,
)  # fmt: skip
_PIECES = (
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\x1b]52;c;eA==\x07", b"[", b"{" * 500, b"<", b"<" * 500,
    b"]]>", b"&#0;", b"&x;", b"<!DOCTYPE x [<!ENTITY y 'z'>]>", b"---\n", b"\r", b'"', b"'" * 99,
    b"|", b"\n" * 999, b"endobj", b"stream\n", b"<< /Length 99999999 >>", b"/Kids [2 0 R]",
    "\u202e\U000e0041\u0301".encode() * 40, b"=1+1", b"&" * 99, b"!!python/object:x",
    b"*a", b"&a [*a]",
)  # fmt: skip


def _with_a_part_mutated(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(list(parts))
    parts[name] = mutated(parts[name].removeprefix(b"PK"), chance)
    return _zipped(parts)


def _zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()
