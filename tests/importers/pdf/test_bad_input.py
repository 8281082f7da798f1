"""What can't be read is refused with one reason; nothing else ever comes out of the reader."""

from __future__ import annotations

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from gpci_tui.importers.extract import Extract
from gpci_tui.importers.formats import pdf as reader
from gpci_tui.importers.formats.pdf import read
from gpci_tui.importers.pdf import runs
from gpci_tui.importers.problems import Rejected
from tests.importers.pdf.making import Page, assembled, pdf, stream

SIMPLE = pdf([Page().text(60, 700, "Bonjour à toutes et à tous"), Page().text(60, 700, "Fin")])


def refusal(data: bytes) -> str:
    with pytest.raises(Rejected) as caught:
        read(data, "un.pdf")
    return str(caught.value.error)


def encrypted(user: str, owner: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(SIMPLE)))
    writer.encrypt(user, owner, algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_a_pdf_with_a_password_is_refused() -> None:
    assert "encrypted" in refusal(encrypted("secret", "secret"))


def test_a_pdf_that_anybody_may_open_is_read() -> None:
    assert read(encrypted("", "secret"), "un.pdf").text.startswith("Bonjour à toutes")


def test_an_encryption_without_a_known_cipher_is_refused() -> None:
    data = encrypted("", "secret").replace(b"/V 2", b"/V 9")
    assert "encrypted" in refusal(data)


def test_a_cipher_that_is_not_there_is_told_as_encryption() -> None:
    filters = (
        b"/V 4 /StmF /StdCF /StrF /StdCF"
        b" /CF << /StdCF << /CFM /AESV2 /AuthEvent /DocOpen /Length 16 >> >>"
    )
    data = encrypted("", "secret").replace(b"/V 2", filters).replace(b"/R 3", b"/R 4")
    assert "encrypted" in refusal(data)


def test_pictures_without_text_are_refused() -> None:
    picture = stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8", b"x")
    page = Page().draw("q 500 0 0 800 0 0 cm /Scan Do Q")
    data = pdf([page], resources="/XObject << /Scan 3 0 R >>", objects=[picture])
    assert "only pictures" in refusal(data)


def test_pages_of_pictures_among_others_are_told() -> None:
    picture = stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8", b"x")
    pages = [Page().text(60, 700, "Un texte"), Page().draw("/Scan Do")]
    found = read(pdf(pages, resources="/XObject << /Scan 3 0 R >>", objects=[picture]), "un.pdf")
    (told,) = found.notices
    assert str(told.error).endswith(": 2")


@pytest.mark.parametrize("data", [b"", b"%PDF-", b"%PDF-1.7\n%%EOF", b"no PDF at all " * 50])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert "damaged" in refusal(data)


@pytest.mark.parametrize("part", [0.2, 0.5, 0.8])
def test_a_cut_file_gives_a_reason_or_what_is_left(part: float) -> None:
    found = outcome(SIMPLE[: int(len(SIMPLE) * part)])
    assert "damaged" in found or "no text" in found or "Bonjour" in found


def test_a_wrong_table_of_places_is_mended() -> None:
    data = SIMPLE.replace(b"startxref\n", b"startxref\n9")
    assert read(data, "un.pdf").text == read(SIMPLE, "un.pdf").text


def test_a_form_that_draws_itself_is_drawn_once() -> None:
    form = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /Me 3 0 R >>"
        " /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
        b"BT /F1 10 Tf 60 700 Td (Recto) Tj ET /Me Do",
    )
    data = pdf([Page().draw("/Me Do")], resources="/XObject << /Me 3 0 R >>", objects=[form])
    assert read(data, "un.pdf").text == "Recto"


def test_forms_that_draw_each_other_without_measure_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(runs, "MAX_ORDERS", 20_000)
    monkeypatch.setattr(runs.Budget.__init__, "__defaults__", (20_000,))
    forms = [
        stream(
            f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject <<"
            f" /Next {number + 1} 0 R >> >>",
            b"/Next Do " * 10,
        )
        for number in range(3, 14)
    ]
    data = pdf([Page().draw("/Next Do")], resources="/XObject << /Next 3 0 R >>", objects=forms)
    assert "too much" in refusal(data)


def test_more_pages_than_are_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_PAGES", 3)
    assert "4 pages" in refusal(pdf([Page().text(60, 700, "Un")] * 4))


def test_a_count_of_pages_that_is_a_lie_is_not_believed() -> None:
    assert read(SIMPLE.replace(b"/Count 2", b"/Count 999999999"), "un.pdf").text


def test_a_tree_of_pages_that_holds_itself_ends() -> None:
    data = assembled(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]
    )
    assert refusal(data)


def test_a_damaged_page_is_told_and_the_others_are_read() -> None:
    deflated = stream("/Filter /FlateDecode", zlib.compress(b"BT (x) Tj ET")[:6] + b"\xff" * 9)
    pages = [Page().text(60, 700, "Un texte"), Page()]
    data = pdf(pages, objects=[deflated]).replace(b"/Contents 7 0 R", b"/Contents 3 0 R")
    found = read(data, "un.pdf")
    assert found.text == "Un texte"


def test_letters_without_a_name_are_refused() -> None:
    font = b"<< /Type /Font /Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /x1 4 0 R >> /Encoding << /Differences [65 /x1] >> /FirstChar 65 /LastChar 65 /Widths [500] >>"  # noqa: E501
    page = Page(extra="/Resources << /Font << /F9 3 0 R >> >>")
    page.draw("BT /F9 10 Tf 60 700 Td (AAAAAAAAAA) Tj ET")
    data = pdf([page], objects=[font, stream("", b"")])
    assert "no names" in refusal(data)


def test_fields_filled_in_are_read() -> None:
    look = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font <<"
        " /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
        b"/Tx BMC BT /F1 10 Tf 2 5 Td (Ville de Calais) Tj ET EMC",
    )
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /V (Ville de Calais) /Rect [160 695 360 715] /AP << /N 3 0 R >> >>"  # noqa: E501
    hidden = field.replace(b"/FT", b"/F 2 /FT")
    page = Page(extra="/Annots [4 0 R 5 0 R]").text(60, 700, "Collectivité :")
    found = read(pdf([page], objects=[look, field, hidden]), "un.pdf").text
    assert found == "Collectivité : Ville de Calais"


def test_fields_that_nobody_drew_are_read_from_their_values() -> None:
    group = b"<< /FT /Tx /V (Ville de Calais\\nMairie) >>"
    field = b"<< /Type /Annot /Subtype /Widget /Parent 3 0 R /Rect [160 650 360 711] >>"
    box = b"<< /Type /Annot /Subtype /Widget /FT /Btn /V /Oui /Rect [160 600 170 610] >>"
    page = Page(extra="/Annots [4 0 R 5 0 R]").text(60, 700, "Collectivité :")
    found = read(pdf([page], objects=[group, field, box]), "un.pdf").text
    assert found.split() == ["Collectivité", ":", "Ville", "de", "Calais", "Mairie"]


def outcome(data: bytes) -> str:
    """Return the text that is read, or why there is none."""
    try:
        found = read(data, "un.pdf")
    except Rejected as rejected:
        return str(rejected.error)
    assert isinstance(found, Extract)
    assert all(0 <= at <= found.text.count("\n") + 1 for at in found.pages)
    return found.text


@given(st.data())
def test_changed_bytes_never_bring_the_reader_down(drawn: st.DataObject) -> None:
    data = bytearray(SIMPLE)
    for _ in range(drawn.draw(st.integers(1, 12))):
        at = drawn.draw(st.integers(0, len(data) - 1))
        cut = drawn.draw(st.integers(0, 8))
        data[at : at + cut] = drawn.draw(st.binary(max_size=8))
    assert outcome(bytes(data))


WORDS = """
q Q cm BT ET Tf Td TD Tm T* Tj TJ ' " Tc Tw Tz TL Ts Do BDC BMC EMC 0 1 -1 12 1e9 999999999999
/F1 /F9 /Me (Bonjour) <41> [(a) -300 (b)] [ ] << >> /Span << /ActualText (x) >> true null
"""


@given(st.lists(st.sampled_from(WORDS.split()), max_size=60).map(" ".join))
def test_any_drawing_orders_are_survived(orders: str) -> None:
    form = stream("/Type /XObject /Subtype /Form", orders.encode())
    page = Page().text(60, 700, "Un texte").draw(orders)
    data = pdf([page], resources="/XObject << /Me 3 0 R >>", objects=[form])
    assert outcome(data)
