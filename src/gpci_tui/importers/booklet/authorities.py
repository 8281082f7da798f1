"""Names of local authorities and of other applicants, as texts write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from gpci_tui.model.folding import fold

_WORD = r"[A-ZÀ-ÖØ-Þ][\wÀ-ÿ]*(?:[-'’][\wÀ-ÿ]+)*"
_SMALL = (
    r"(?:(?:de|du|des|la|le|les|en|sur|sous|lès|upon|on|the|and) |d['’]|l['’]|(?:des|de|en|sur)-)"
)
_NAME = rf"(?P<name>{_WORD}(?: {_SMALL}{{0,2}}{_WORD}){{0,4}})"
_OF = r"(?:de la |de l['’]|des |du |de |d['’])"
_ADJECTIVE = r"(?:(?:petite|grande|nouvelle|rurale|littorale|urbaine) ){0,2}"

_LEVELS = (
    (r"communauté d['’]agglomération|agglomération", "agglomération"),
    (r"communauté de communes", "communauté de communes"),
    (r"communauté urbaine", "communauté urbaine"),
    (r"eurométropole|métropole", "métropole"),
    (r"conseil départemental|conseil général|département", "département"),
    (r"conseil régional|région", "région"),
    (r"collectivité d['’]outre-mer", "collectivité d’outre-mer"),
    (r"collectivité(?: territoriale| européenne| unique)?", ""),
    (r"syndicat (?:mixte|intercommunal|départemental)", "syndicat mixte"),
    (r"(?:médiathèque|bibliothèque|maison) départementale", "département"),
    (r"(?:médiathèque|bibliothèque) municipale", "commune"),
    (r"ville|commune|mairie|municipalité", "commune"),
    (r"association", "association"),
)
_ENGLISH = (
    (r"city|town|village|municipality|parish", "commune"),
    (r"county", "département"),
    (r"borough|district", "commune"),
    (r"region|province|state", "région"),
)
_SUFFIXES = (
    (r"Métropole", "métropole"), (r"Agglomération|Agglo|Communauté", "agglomération"),
    (r"(?:City|Town|Borough|District|Parish)(?: Council)?", "commune"),
    (r"County(?: Council)?", "département"), (r"Regional (?:Council|Authority)", "région"),
)  # fmt: skip


def _loose(pattern: str) -> str:
    """Return a pattern whose words may begin with a capital or be in capitals."""
    return f"(?i:{pattern})"


_PREFIXED = tuple(
    (re.compile(rf"\b(?P<head>{_loose(head)})(?P<of> {_OF}){_NAME}"), level)
    for head, level in _LEVELS
) + tuple(
    (re.compile(rf"\b(?P<head>{_loose(head)})(?P<of> of (?:the )?){_NAME}"), level)
    for head, level in _ENGLISH
)
_WITHOUT_ARTICLE = tuple(
    (re.compile(rf"\b(?P<head>{head}) {_NAME}"), level)
    for head, level in (
        ("Région", "région"), ("(?:Eurom|M)étropole", "métropole"),
        ("(?:Communauté d['’]a|A)gglomération", "agglomération"),
        ("Communauté de communes", "communauté de communes"),
    )
)  # fmt: skip
_SUFFIXED = tuple(
    (re.compile(rf"\b{_NAME} (?P<head>{head})(?![\w-])"), level) for head, level in _SUFFIXES
)
_LOGO = tuple(
    (re.compile(rf"(?:{_NAME} )(?:[Ll]e |[Ll]a |[Ll]’|[Ll]')?(?P<head>{_loose(head)})$"), level)
    for head, level in _LEVELS
)
"""Only of capitals, whose words stand in any order."""
_HEADS = tuple(
    (re.compile(rf"^(?P<head>{_loose(head)}) {_NAME}$"), level) for head, level in _LEVELS
)
"""Only of headings, where the article may be missing."""
_BARS = re.compile(r"\s*[|/·•]\s*")
_DASHES = re.compile(r"\s+[–—-]\s+|\s*[:|]\s+|, ")
_APPOSITION = re.compile(rf"{_NAME}, (?:une )?{_ADJECTIVE}(?P<head>commune|ville|village|bourg)\b")
_LEVEL_ALONE = tuple(
    (re.compile(rf"\b(?:la|le|les|l['’]|notre|the) ?{head}\b", re.IGNORECASE), level)
    for head, level in _LEVELS
    if level
)
_STATED = (
    re.compile(rf"\b(?:commune|ville|village|bourg) (?:rurale?|littorale?) {_OF}{_NAME}"),
    re.compile(
        rf"\b(?:situéee?s?|dans|of|in) (?:le |the )?(?:département|county) (?:{_OF}|of )?{_NAME}"
    ),
)
_PARTICLES = {
    "de", "du", "des", "la", "le", "les", "en", "sur", "sous", "lès", "et", "à", "aux", "au", "d",
    "l", "of", "the", "and", "upon", "on", "in",
}  # fmt: skip


class Authority(NamedTuple):
    """A mention of an authority."""

    words: str
    """As the text writes it, its first letter a capital."""
    level: str
    name: str
    start: int

    @property
    def key(self) -> str:
        """Return its name without articles, folded, to compare mentions."""
        return name_key(self.name)


def name_key(name: str) -> str:
    """Return a name without articles and signs, folded."""
    kept = [word for word in re.findall(r"\w+", fold(name)) if word not in _PARTICLES]
    return " ".join(kept)


def mentions(text: str) -> list[Authority]:
    """Return the authorities that a text names, in order, each place once."""
    found: list[Authority] = []
    taken: list[tuple[int, int]] = []
    for patterns in (_PREFIXED, _WITHOUT_ARTICLE, _SUFFIXED):
        for pattern, level in patterns:
            for match in pattern.finditer(text):
                span = match.span()
                if any(span[0] < end and start < span[1] for start, end in taken):
                    continue
                authority = _authority(match, level)
                if authority.key:
                    taken.append(span)
                    found.append(authority)
    return sorted(found, key=lambda each: each.start)


def _authority(match: re.Match[str], level: str) -> Authority:
    written = match.group().strip()
    return Authority(written[:1].upper() + written[1:], level, match.group("name"), match.start())


def of_heading(text: str) -> Authority | None:
    """Return the authority that a heading or a logo is, or names beside a title; None if none."""
    text = text[:200]
    for part in (_BARS.sub(" ", text), *_DASHES.split(text)):
        found = _whole(part.strip(" -–—:*"))
        if found:
            return found
    return None


def _whole(text: str) -> Authority | None:
    shown = in_small_letters(text) if text.isupper() else text
    for pattern, level in (*_PREFIXED, *_SUFFIXED, *_HEADS):
        match = pattern.match(shown)
        if match and match.end() >= 0.75 * len(shown):
            return _authority(match, level)
    if text.isupper():
        for pattern, level in _LOGO:
            match = pattern.match(shown)
            if match:
                return _authority(match, level)
    return None


def apposed(text: str) -> str:
    """Return the name that “Name, commune of…” presents, '' for none."""
    match = _APPOSITION.search(text)
    return match.group("name") if match else ""


def level_in(text: str) -> str:
    """Return the level of an authority that a text speaks of without its name, '' for none."""
    found = [
        (match.start(), level) for pattern, level in _LEVEL_ALONE if (match := pattern.search(text))
    ]
    return min(found)[1] if found else ""


def stated_department(text: str) -> str:
    """Return the department in which a text says that its commune lies, '' for none."""
    for pattern in _STATED:
        match = pattern.search(text)
        if match:
            return match.group("name")
    return ""


def in_small_letters(text: str) -> str:
    """Return a text in capitals as it would be written in a sentence's middle: names stay large."""
    words = re.split(r"([\s'’-]+)", text.lower())
    return "".join(
        word if place and word in _PARTICLES else word[:1].upper() + word[1:]
        for place, word in enumerate(words)
    )
