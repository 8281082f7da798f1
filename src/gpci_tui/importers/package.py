"""The parts of a document that is a ZIP of XML files (DOCX, ODT), within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from gpci_tui.importers.problems import Rejected
from gpci_tui.model.errors import N_

MAX_ENTRIES = 10_000
"""Files in a ZIP."""

MAX_PART = 64_000_000
"""Bytes of a part, unpacked."""

MAX_RATIO = 200
"""How many times larger than packed a part may be, above ``RATIO_FROM``."""

RATIO_FROM = 1_000_000
"""Bytes unpacked below which no ratio does harm."""

READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How files may be packed; the other ways unpack without a bound."""

_CHUNK = 65_536
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_ENCRYPTED = 0x1
# What the modules that unpack raise for damaged bytes, whichever comes first.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


class Target(Protocol):
    """What is told of each element, in order. Names are ``{namespace}name``."""

    def start(self, tag: str, attributes: dict[str, str], /) -> object: ...
    def end(self, tag: str, /) -> object: ...
    def data(self, text: str, /) -> object: ...


class TitleSaid:
    """Takes a document's own title (Dublin Core) from what is said about it."""

    def __init__(self) -> None:
        self.text = ""
        self._inside = False

    def start(self, tag: str, _: dict[str, str]) -> None:
        self._inside = tag == _DC_TITLE

    def end(self, _: str) -> None:
        self._inside = False

    def data(self, text: str) -> None:
        if self._inside:
            self.text += text


class Package:
    """A document's parts, read from its bytes.

    Raises:
        Rejected: it is no ZIP, damaged, or has too many parts.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGED as error:
            raise damaged() from error
        parts = self._zip.infolist()
        if len(parts) > MAX_ENTRIES:
            raise Rejected(
                0, N_("It holds {n} files packed together; at most {limit} are read."),
                n=len(parts), limit=MAX_ENTRIES,
            )  # fmt: skip
        self._parts = {part.filename: part for part in parts}

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def parse(self, name: str, target: Target) -> None:
        """Tell ``target`` what the XML of a part holds; nothing where there is no such part.

        Raises:
            Rejected: it is too large, damaged, or holds declarations.
        """
        part = self._parts.get(name)
        if part is not None:
            parse(self._chunks(part), target)

    def _chunks(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        check_sizes(part)
        try:
            with self._zip.open(part) as file:
                while chunk := file.read(_CHUNK):
                    yield chunk
        except DAMAGED as error:
            raise damaged() from error


def check_sizes(part: zipfile.ZipInfo, limit: int = MAX_PART) -> None:
    """Make sure that a file of a ZIP can be unpacked without harm.

    What it says of its size holds: ``zipfile`` never unpacks more.

    Raises:
        Rejected: it is too large, packed too tightly or in an unknown way, or encrypted.
    """
    if part.flag_bits & _ENCRYPTED:
        raise protected()
    if part.compress_type not in READABLE:
        raise Rejected(0, N_("It is packed in a way that is not read. Pack it as an ordinary ZIP."))
    if part.file_size > limit:
        raise Rejected(
            0, N_("Unpacked it is too large: {size} MB, where at most {limit} MB are read."),
            size=-(-part.file_size // 1_000_000), limit=limit // 1_000_000,
        )  # fmt: skip
    if part.file_size > max(RATIO_FROM, part.compress_size * MAX_RATIO):
        raise Rejected(
            0, N_("It is packed more than {n} to 1, as only files made to do harm are."),
            n=MAX_RATIO,
        )  # fmt: skip


def parse(chunks: Iterator[bytes], target: Target) -> None:
    """Tell ``target`` what an XML text holds. No entity is expanded, nothing else is opened.

    Raises:
        Rejected: it is damaged, or holds declarations (a DTD).
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    parser: Any = DefusedXMLParser(target=target, forbid_dtd=True)
    try:
        for chunk in chunks:
            parser.feed(chunk)
        parser.close()
    except DefusedXmlException as error:
        raise Rejected(
            0,
            N_("It holds XML declarations (DTD, entities), as only files made to do harm do."),
        ) from error
    except (ParseError, LookupError, ValueError) as error:  # the latter two for its encoding
        raise damaged() from error


def damaged() -> Rejected:
    """Return why a document that can't be unpacked or understood is refused."""
    return Rejected(0, N_("The document is incomplete or damaged. Open it, and save it again."))


def protected() -> Rejected:
    """Return why a document that only a password opens is refused."""
    return Rejected(0, N_("It is protected by a password. Save it without one."))


def locally(names: Callable[[str, str], str]) -> dict[str, str]:
    """Return a table that names an element once: ``names`` is told its namespace and name."""

    class Table(dict[str, str]):
        def __missing__(self, tag: str) -> str:
            space, _, name = tag.rpartition("}")
            self[tag] = found = names(space.lstrip("{"), name)
            return found

    return Table()
