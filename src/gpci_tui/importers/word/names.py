"""Names of elements and attributes, the same for both editions of the format."""

from __future__ import annotations

from gpci_tui.importers.package import locally

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic:",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic:",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm:",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "urn:schemas-microsoft-com:vml": "v:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}

NAMES = locally(lambda space, name: _PREFIXES.get(space, "?:") + name)
"""``{namespace}name`` -> ``w:name``; ``?:name`` for what belongs to no known namespace."""


def attributes(given: dict[str, str]) -> dict[str, str]:
    """Return attributes by the names of ``NAMES``; those without a namespace by their own."""
    return {NAMES[name] if name[0] == "{" else name: value for name, value in given.items()}


def is_on(value: str | None) -> bool:
    """Return what the value of a switch such as ``w:b`` says; without a value it is on."""
    return value is None or value.lower() not in ("0", "false", "off", "none")
