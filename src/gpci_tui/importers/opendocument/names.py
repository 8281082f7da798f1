"""Names of elements and attributes, with the prefixes that the format's own text uses."""

from __future__ import annotations

from gpci_tui.importers.package import locally

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_OTHERS = {
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo:",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg:",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw:",
    "http://www.w3.org/1999/xlink": "xlink:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}


def _named(space: str, name: str) -> str:
    prefix = _OTHERS.get(space)
    if prefix is None:
        prefix = space.removeprefix(_OASIS).removesuffix("1.0") if _OASIS in space else "?:"
    return prefix + name


NAMES = locally(_named)
"""``{namespace}name`` -> ``text:p``; ``?:name`` for what belongs to no known namespace."""


def attributes(given: dict[str, str]) -> dict[str, str]:
    """Return attributes by the names of ``NAMES``; those without a namespace by their own."""
    return {NAMES[name] if name[0] == "{" else name: value for name, value in given.items()}
