"""Names of local authorities and of other applicants, as texts write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from gpci_tui.model.folding import fold

_WORD = r"(?![LDSN]['’][a-zà-ÿ])[A-ZÀ-ÖØ-Þ][\wÀ-ÿ]*(?:[-'’][\wÀ-ÿ]+)*"
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


class _Pattern(NamedTuple):
    """Where a mention's words stand, for some levels at once."""

    regex: re.Pattern[str]
    levels: tuple[tuple[str, str], ...]

    def level(self, match: re.Match[str]) -> str:
        """Return the level whose words were met."""
        return next(level for number, (_words, level) in enumerate(self.levels)
                    if match[f"l{number}"])  # fmt: skip


def _pattern(around: str, levels: tuple[tuple[str, str], ...], *, loose: bool = True) -> _Pattern:
    """Return a pattern; HEAD in ``around`` stands for the words of the levels, NAME for a name.

    ``loose`` words may begin with a capital or be in capitals.
    """
    words = "|".join(f"(?P<l{number}>{words})" for number, (words, _level) in enumerate(levels))
    head = f"(?P<head>(?{'i' if loose else ''}:{words}))"
    return _Pattern(re.compile(around.replace("HEAD", head).replace("NAME", _NAME)), levels)


_PREFIXED = (
    _pattern(rf"\bHEAD {_OF}NAME", _LEVELS),
    _pattern(r"\bHEAD of (?:the )?NAME", _ENGLISH),
)
_WITHOUT_ARTICLE = _pattern(
    r"\bHEAD NAME",
    (
        ("Région", "région"), ("(?:Eurom|M)étropole", "métropole"),
        ("(?:Communauté d['’]a|A)gglomération", "agglomération"),
        ("Communauté de communes", "communauté de communes"),
    ),
    loose=False,
)  # fmt: skip
_SUFFIXED = _pattern(r"\bNAME HEAD(?![\w-])", _SUFFIXES, loose=False)
_LOGO = _pattern(r"NAME (?:[Ll]e |[Ll]a |[Ll]’|[Ll]')?HEAD$", _LEVELS)
"""Only of capitals, whose words stand in any order."""
_HEADS = _pattern(r"^HEAD NAME$", _LEVELS)
"""Only of headings, where the article may be missing."""
_DASHES = re.compile(r"\s+[–—-]\s+|\s*[:|]\s+|, ")
_APPOSITION = re.compile(rf"{_NAME}, (?:une )?{_ADJECTIVE}(?P<head>commune|ville|village|bourg)\b")
_LEVEL_ALONE = tuple(
    (re.compile(rf"\b(?:la|le|les|l['’]|du|au|notre|the) ?(?:{head})\b", re.IGNORECASE), level)
    for head, level in _LEVELS
    if level
)
_STATED = (
    re.compile(rf"\b(?:commune|ville|village|bourg) (?:rurale?|littorale?) {_OF}{_NAME}"),
    re.compile(
        rf"\b(?:située?s?|dans|of|in) (?:le |the )?(?:département|county) (?:{_OF}|of )?{_NAME}"
    ),
)
_PARTICLES = {
    "de", "du", "des", "la", "le", "les", "en", "sur", "sous", "lès", "et", "à", "aux", "au", "d",
    "l", "of", "the", "and", "upon", "on", "in",
}  # fmt: skip
_HEAD_WORD = re.compile(
    rf"\b(?:{'|'.join(head for head, _level in (*_LEVELS, *_ENGLISH))}"
    r"|eurom[ée]tropole|agglo|regional|council)\b",
    re.IGNORECASE,
)
"""Every mention holds one of these."""
_BEFORE_HEAD = 90
"""Characters that a name before its head word takes at most."""
_BEFORE_NAME = re.compile(
    r"(?:Avec|Dans|À|En|Pour|Chez|Ici|Depuis|Sur|Par|Et|Mais|Car|Ainsi|With|In|At|For|From|By|And|"
    r"But|Since|When|Here) (?:la |le |les |l['’]|the )?"
)
_BARS = re.compile(r"\s*[|/·•]\s*")


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
    end = 0
    for head in _HEAD_WORD.finditer(text):
        if head.start() < end:
            continue
        authority = _mention(text, head, end)
        if authority is not None and authority.key:
            end = authority.start + len(authority.words)
            found.append(authority)
    return found


def _mention(text: str, head: re.Match[str], begin: int) -> Authority | None:
    """Return the mention that a head word is in; its name may stand before it."""
    at = head.start()
    for pattern in (*_PREFIXED, _WITHOUT_ARTICLE):
        match = pattern.regex.match(text, at)
        if match:
            return _authority(match, pattern)
    if not text[at].isupper():
        return None
    for match in _SUFFIXED.regex.finditer(text, max(begin, at - _BEFORE_HEAD), head.end() + 20):
        if match.start("head") == at:
            return _authority(match, _SUFFIXED)
    return None


def _authority(match: re.Match[str], pattern: _Pattern) -> Authority:
    written, name, start = match.group(), match["name"], match.start()
    before = _BEFORE_NAME.match(name) if written.startswith(name) else None
    if before:
        # A sentence's first word has a capital, too.
        cut = before.end()
        written, name, start = written[cut:], name[cut:], start + cut
    return Authority(written[:1].upper() + written[1:], pattern.level(match), name, start)


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
    for pattern in (*_PREFIXED, _SUFFIXED, _HEADS, *((_LOGO,) if text.isupper() else ())):
        match = pattern.regex.match(shown)
        if match and match.end() >= 0.75 * len(shown) and name_key(match["name"]):
            return _authority(match, pattern)
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
