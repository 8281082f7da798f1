"""Whatever is wrong with a document is one clear message in both languages; the others go in."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from gpci_tui import i18n
from gpci_tui.model.errors import GpciError
from gpci_tui.operations import importing
from tests.importers.odt_files import odt
from tests.importers.odt_files import p as odt_p
from tests.importers.test_package import LAUGHS, OUTSIDE, declared, with_document, with_many_files
from tests.importers.word_files import docx, p, part, styled

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)


def zipped(*files: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return made.getvalue()


BAD = {
    "vide.docx": (b"", "is empty", "est vide"),
    "vide.html": (b"", "is empty", "est vide"),
    "sans-texte.docx": (docx(p("")), "no text in it", "pas de texte"),
    "sans-texte.html": (b"<p hidden>x</p>", "no text in it", "pas de texte"),
    "coupe.docx": (docx(p("texte"))[:200], "incomplete or damaged", "incomplet ou abîmé"),
    "coupe.odt": (odt(odt_p("texte"))[:200], "incomplete or damaged", "incomplet ou abîmé"),
    "pdf.docx": (b"%PDF-1.7\n", "another kind of file (PDF)", "un autre type de fichier (PDF)"),
    "doc.docx": (OLE + bytes(99), "kind of file (DOC, XLS)", "type de fichier (DOC, XLS)"),
    "rtf.odt": (b"{\\rtf1 a}", "kind of file (RTF)", "type de fichier (RTF)"),
    "odt.docx": (odt(odt_p("texte")), "kind of file (ODT)", "type de fichier (ODT)"),
    "docx.odt": (docx(p("texte")), "kind of file (DOCX)", "type de fichier (DOCX)"),
    "docx.html": (docx(p("texte")), "kind of file (ZIP, DOCX, ODT)", "type de fichier"),
    "secret.docx": (ENCRYPTED, "protected by a password", "protégé par un mot de passe"),
    "rires.docx": (with_document(declared(LAUGHS, "&l9;")), "declarations", "déclarations"),
    "dehors.docx": (with_document(declared(OUTSIDE, "&x;")), "declarations", "déclarations"),
    "bombe.docx": (
        with_document(part("document", p("a") + " " * 3_000_000)), "200 to 1", "200 pour 1",
    ),
    "nombreux.docx": (with_many_files, "65000 files", "65000 fichiers"),
    "zip.zip": (zipped(("a.zip", zipped(("a.md", b"x")))), "within a ZIP", "ZIP dans un ZIP"),
    "hors.zip": (zipped(("../a.md", b"# T\n\nx")), "out of the ZIP", "hors du ZIP"),
    "coupe.zip": (zipped(("a.md", b"# T\n\nx"))[:-9], "incomplete or damaged", "abîmé"),
    "vieux.doc": (OLE, "Save it as DOCX", "Enregistrez-le en DOCX"),
}  # fmt: skip
GOOD = {
    "un.docx": docx(styled("Heading 1", "Un dossier") + p("Texte.")),
    "deux.odt": odt(odt_p("Deux dossiers") + odt_p("Texte.")),
    "trois.html": b"<title>Trois</title><p>Texte.",
    "quatre.zip": zipped(("quatre.md", b"# Quatre\n\nTexte.")),
}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> importing.Bundle:
    folder: Path = tmp_path_factory.mktemp("lot")
    for name, data in {**{name: bad[0] for name, bad in BAD.items()}, **GOOD}.items():
        (folder / name).write_bytes(data if isinstance(data, bytes) else data())
    return importing.read_paths([folder])


@pytest.mark.parametrize("name", BAD)
def test_each_bad_file_is_one_clear_message_in_both_languages(
    bundle: importing.Bundle, name: str
) -> None:
    errors: list[GpciError] = [
        problem.error for problem in bundle.refused if f"/{name}" in problem.file
    ]
    assert len(errors) == 1
    _, english, french = BAD[name]
    assert english in i18n.say(errors[0])
    i18n.choose("fr")
    assert french in i18n.say(errors[0])


def test_the_others_go_in(bundle: importing.Bundle) -> None:
    assert [(draft.ref, draft.title, draft.body) for draft in bundle.drafts] == [
        ("deux", "Deux dossiers", "Deux dossiers\n\nTexte."),
        ("quatre", "Quatre", "Texte."),
        ("trois", "Trois", "Texte."),
        ("un", "Un dossier", "Texte."),
    ]
    assert len(bundle.refused) == len(BAD)


def test_a_long_heading_is_no_title_and_is_not_lost(tmp_path: Path) -> None:
    long = "mot " * 100 + "fin"
    (tmp_path / "mon-dossier.docx").write_bytes(docx(styled("Heading 1", long) + p("Texte.")))
    (draft,) = importing.read_paths([tmp_path]).drafts
    assert (draft.title, draft.body) == ("mon-dossier", f"# {long}\n\nTexte.")
