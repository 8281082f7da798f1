"""Documents that are damaged, or made to do harm: one clear reason each, and quickly."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import pytest

from gpci_tui.importers.formats.docx import read
from gpci_tui.importers.problems import Rejected
from tests.importers.word_files import docx, p, packed, part

BODY = part("document", f"<w:body>{p('texte')}</w:body>")
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
OUTSIDE = '<!ENTITY x SYSTEM "file:///etc/passwd">'
IN_ENGLISH = {
    "damaged": "incomplete or damaged",
    "declared": "XML declarations",
    "packed": "more than 200 to 1",
    "large": "Unpacked it is too large",
    "many": "65000 files",
    "password": "protected by a password",
    "method": "packed in a way",
}


def declared(declarations: str, content: str) -> str:
    return BODY.replace("?>", f"?><!DOCTYPE w:document [{declarations}]>").replace("texte", content)


def with_document(document: str | bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("word/document.xml", document)
    return made.getvalue()


@cache
def with_many_files() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", BODY)
        for number in range(65_000 - 1):
            archive.writestr(str(number), b"")
    return made.getvalue()


def flagged() -> bytes:
    """Return a document whose text is said to be encrypted."""
    made = bytearray(with_document(BODY))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.index(signature) + offset] |= 1
    return bytes(made)


def random_text(length: int) -> str:
    import random

    chance = random.Random(1)
    return "".join(chance.choices("abcdefghij klmnop", k=length))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (lambda: docx(p("texte"))[:300], "damaged"),
        (lambda: docx(p("texte"))[:-30], "damaged"),
        (lambda: b"PK\x03\x04" + bytes(100), "damaged"),
        (lambda: with_document(BODY[:-20]), "damaged"),
        (lambda: with_document(b"\x00\xff" * 50), "damaged"),
        (lambda: with_document("<?xml version='1.0' encoding='klingon'?><a/>"), "damaged"),
        (lambda: with_document(declared(LAUGHS, "&l9;")), "declared"),
        (lambda: with_document(declared(OUTSIDE, "&x;")), "declared"),
        (lambda: with_document(declared("", "x")), "declared"),
        (lambda: with_document(part("document", p("a") + " " * 3_000_000)), "packed"),
        (lambda: with_document("a" * 64_000_001, zipfile.ZIP_STORED), "large"),
        (lambda: with_document(BODY, zipfile.ZIP_BZIP2), "method"),
        (lambda: with_document(BODY, zipfile.ZIP_LZMA), "method"),
        (flagged, "password"),
        (with_many_files, "many"),
    ],
)
def test_bad_documents_are_refused_with_their_reason(data, reason: str) -> None:
    with pytest.raises(Rejected) as caught:
        read(data(), "a.docx")
    assert IN_ENGLISH[reason] in str(caught.value.error)


def test_a_part_of_a_repeated_text_may_be_small_or_packed_tightly() -> None:
    assert read(with_document(part("document", p("a" * 900_000))), "a.docx").text == "a" * 900_000


def test_deep_nesting_is_read_without_recursion() -> None:
    deep = "<w:sdt>" * 50_000 + p("au fond") + "</w:sdt>" * 50_000
    assert read(packed({"word/document.xml": part("document", deep)}), "a.docx").text == "au fond"


def test_twenty_megabytes_of_xml_are_answered_within_the_limits() -> None:
    """10 s and 512 MB: a machine of today takes a quarter of both; a slow one gives up in time."""
    from gpci_tui.importers.isolation import Reader

    pool = random_text(200_000)
    body = "".join(p(pool[n % 200_000 :][:200]) for n in range(0, 6_800_000, 95))
    assert len(body) > 20_000_000
    document = with_document(part("document", body))
    reader = Reader()
    try:
        text = reader.read("gpci_tui.importers.formats.docx", document, "a.docx").text
        outcome = text.count("\n\n") + 1
    except Rejected as late:
        outcome = str(late.error)
    finally:
        reader.close()
    in_time = body.count("<w:p>")
    assert outcome in (in_time, "It took more than 10 seconds to read, and was given up.")
