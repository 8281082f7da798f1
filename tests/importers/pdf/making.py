"""Small PDFs, written by hand: texts at their places, in Helvetica."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
LEFT, TOP, LEADING = 60.0, 760.0, 14.0


def _string(text: str) -> bytes:
    written = text.encode("cp1252")
    for sign in (b"\\", b"(", b")"):
        written = written.replace(sign, b"\\" + sign)
    return b"(" + written + b")"


@dataclass
class Page:
    """A page, drawn order by order."""

    orders: list[bytes] = field(default_factory=list)
    extra: str = ""
    """Further entries of its dictionary."""

    def text(
        self, x: float, y: float, text: str, size: float = 10, *, bold: bool = False,
        italic: bool = False,
    ) -> Page:  # fmt: skip
        font = "F2" if bold else "F3" if italic else "F1"
        self.orders.append(
            f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ".encode() + _string(text) + b" Tj ET"
        )
        return self

    def lines(
        self, texts: Sequence[str], x: float = LEFT, y: float = TOP, size: float = 10,
        leading: float = LEADING,
    ) -> Page:  # fmt: skip
        for number, text in enumerate(texts):
            if text:
                self.text(x, y - number * leading, text, size)
        return self

    def draw(self, orders: str) -> Page:
        self.orders.append(orders.encode("latin-1"))
        return self


_FONTS = " ".join(
    f"/F{n} << /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
    for n, name in enumerate(("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"), 1)
)


def pdf(pages: Sequence[Page], *, resources: str = "", objects: Sequence[bytes] = (),
        info: str = "") -> bytes:  # fmt: skip
    """Return a PDF. ``objects`` are numbered from 3 on, before the pages and their contents."""
    first = 3 + len(objects)
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 {WIDTH} {HEIGHT}]"
        f" /Resources << /Font << {_FONTS} >> {resources} >> >>".encode(),
        *objects,
    ]
    for number, page in enumerate(pages):
        content = b"\n".join(page.orders)
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /Contents {first + 2 * number + 1} 0 R"
            f" {page.extra} >>".encode()
        )
        bodies.append(stream("", content))
    return assembled(bodies, info)


def stream(about: str, content: bytes) -> bytes:
    head = f"<< /Length {len(content)} {about} >>\nstream\n".encode()
    return head + content + b"\nendstream"


def assembled(bodies: Sequence[bytes], info: str = "") -> bytes:
    """Return objects, numbered from 1 on, as a file; the first is its catalogue."""
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(data)
    data += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        data += f"{place:010} 00000 n \n".encode()
    about = f"/Info << {info} >>" if info else ""
    data += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R {about} >>\n".encode()
    data += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(data)
