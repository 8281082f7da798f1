"""Near duplicates: a dossier under two names, one that is sent again.

Two dossiers are pointed out where they have like titles and like applicants, or
like texts whatever they are called. Which ones are looked at is told by the
words that few dossiers hold: one that shares half of a dossier's rarest words
may be the same. So the work grows with what is imported, and not with its
product with what is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, Protocol

from gpci_tui.model import bits as sets
from gpci_tui.model.dossier import DossierDraft
from gpci_tui.model.folding import fold, words_of_folded
from gpci_tui.operations.edition import Cancelled
from gpci_tui.store import dossiers, traits
from gpci_tui.store.connection import Reader
from gpci_tui.store.traits import Aspect

TITLES_ALIKE = 0.85
"""Likeness of titles, in whatever order their words stand, from which dossiers have one name."""
APPLICANTS_ALIKE = 0.85
TEXTS_ALIKE = 0.6
"""Share of words in common, in order, from which two texts are one that was worked over."""
RAREST = 24
"""Words of a text by which others are found that may be like it; half of them must be shared."""
COMMON = 0.05
"""Share of all dossiers from which a word of a name, such as “Ville”, says nothing."""
FEW = 5
"""Dossiers that may hold a word, however few there are, and it still says something."""
LEAST_WORDS = 20
"""Words of a text below which it says too little to be known by."""
MOST_LOOKED_AT = 30
"""Dossiers that one is compared with at most."""
AT_ONCE = 100
"""Drafts that are looked at between two reports of progress."""

_ASPECTS = (Aspect.WORD, Aspect.TITLE_WORD, Aspect.APPLICANT_WORD)

Progress = Callable[[int, int], bool]
"""Told (done, total); returns False to stop."""


class Choice(StrEnum):
    """What is done with a new dossier that is like another."""

    KEEP = "keep"
    """Both are kept."""
    REVISE = "revise"
    """The new one is a later text of the other, which keeps its ref."""
    SKIP = "skip"
    """The new one is left out."""


class Near(NamedTuple):
    """A new dossier that is like another."""

    ref: str
    other: str
    """The ref of the other one."""
    stored: bool
    """Whether the other one is in the store; else it comes with the same import."""
    titles: float
    """Likenesses, 0 to 1."""
    applicants: float
    texts: float


class _Index(Protocol):
    size: int
    """How many dossiers there are."""
    docs: Mapping[Aspect, Mapping[str, int]]
    """How many of them hold a word."""

    def holders(self, aspect: Aspect, word: str) -> int: ...


class _Stored:
    """Which dossiers of the store hold a word."""

    def __init__(self, reader: Reader) -> None:
        self._conn = reader.conn
        self.size = traits.count(reader.conn, Aspect.PRESENT)
        self.docs: Mapping[Aspect, Mapping[str, int]] = {
            aspect: dict(traits.counts(reader.conn, aspect)) for aspect in _ASPECTS
        }
        self._holders: dict[tuple[Aspect, str], int] = {}

    def holders(self, aspect: Aspect, word: str) -> int:
        found = self._holders.get((aspect, word))
        if found is None:
            found = self._holders[aspect, word] = traits.holders(self._conn, aspect, word)
        return found


class _Coming:
    """Which drafts, by their numbers, hold a word."""

    def __init__(self, drafts: Sequence[DossierDraft]) -> None:
        numbers: dict[Aspect, dict[str, list[int]]] = {a: defaultdict(list) for a in _ASPECTS}
        for number, draft in enumerate(drafts):
            for aspect, words in _words(draft).items():
                for word in words:
                    numbers[aspect][word].append(number)
        self.size = len(drafts)
        self.docs: Mapping[Aspect, Mapping[str, int]] = {
            aspect: {w: len(held) for w, held in numbers[aspect].items()} for aspect in _ASPECTS
        }
        self._numbers = numbers
        self._holders: dict[tuple[Aspect, str], int] = {}

    def holders(self, aspect: Aspect, word: str) -> int:
        found = self._holders.get((aspect, word))
        if found is None:
            found = self._holders[aspect, word] = sets.of(self._numbers[aspect][word])
        return found


class Finder:
    """Looks for near duplicates among what comes and what is there."""

    def __init__(self, reader: Reader | None, drafts: Sequence[DossierDraft]) -> None:
        """``reader``: the store that the drafts go into, None where there is none yet."""
        known = dossiers.refs(reader.conn) if reader is not None else {}
        self.drafts = [draft for draft in drafts if draft.ref not in known]
        """Those that are new: one of a known ref is a revision already."""
        self._reader = reader
        self._stored = _Stored(reader) if reader is not None and known else None
        self._coming = _Coming(self.drafts) if len(self.drafts) > 1 else None

    def look(self, first: int, end: int) -> list[Near]:
        """Return the near duplicates of the drafts ``first`` to ``end``, one for each at most."""
        found = []
        for number in range(first, min(end, len(self.drafts))):
            draft = self.drafts[number]
            near = [*self._among_stored(draft), *self._among_coming(number)]
            if near:
                # One in the store rather than one that comes along, the likest of them.
                found.append(max(near, key=lambda one: (one.texts + one.titles, one.stored)))
        return found

    def _among_stored(self, draft: DossierDraft) -> Iterator[Near]:
        if self._stored is None or self._reader is None:
            return
        ids = sets.members(_candidates(draft, self._stored))[:MOST_LOOKED_AT]
        for dossier_id in ids:
            other = dossiers.get(self._reader.conn, dossier_id)
            yield from _near(draft, other.ref, other.title, other.applicant, other.body, True)

    def _among_coming(self, number: int) -> Iterator[Near]:
        """Yield like drafts that stand before this one, so that each pair is told once."""
        if self._coming is None:
            return
        draft = self.drafts[number]
        before = _candidates(draft, self._coming) & ((1 << number) - 1)
        for index in sets.members(before)[:MOST_LOOKED_AT]:
            other = self.drafts[index]
            yield from _near(draft, other.ref, other.title, other.applicant, other.body, False)


def find(
    reader: Reader | None, drafts: Sequence[DossierDraft], progress: Progress | None = None
) -> list[Near]:
    """Return each new draft that is like a dossier of the store, or like a draft before it.

    Raises:
        Cancelled: ``progress`` said stop.
    """
    finder = Finder(reader, drafts)
    found: list[Near] = []
    for at in range(0, len(finder.drafts), AT_ONCE):
        if progress is not None and not progress(at, len(finder.drafts)):
            raise Cancelled
        found += finder.look(at, at + AT_ONCE)
    return found


def resolve(
    drafts: Sequence[DossierDraft], near: Iterable[Near], choices: Mapping[str, Choice]
) -> tuple[DossierDraft, ...]:
    """Return the drafts to take in. ``choices`` is by a draft's ref; what it leaves out is kept."""
    left = {draft.ref: draft for draft in drafts}
    told = list(near)
    stored = {one.other for one in told if one.stored}
    became: dict[str, str] = {}
    for one in told:
        choice = choices.get(one.ref, Choice.KEEP)
        if choice is Choice.KEEP or one.ref not in left:
            continue
        target = one.other
        while target in became:
            target = became[target]
        if choice is Choice.SKIP:
            del left[one.ref]
        elif target in left or target in stored:
            # A second draft of one ref takes the place of the first.
            left[target] = left.pop(one.ref)._replace(ref=target)
            became[one.ref] = target
    return tuple(left.values())


def _words(draft: DossierDraft) -> dict[Aspect, set[str]]:
    """Return the words of a draft as the index of the store has them."""
    title = set(words_of_folded(fold(draft.title)))
    applicant = set(words_of_folded(fold(draft.applicant)))
    body = set(_text_words(draft.body))
    return {
        Aspect.WORD: body | title | applicant, Aspect.TITLE_WORD: title,
        Aspect.APPLICANT_WORD: applicant,
    }  # fmt: skip


def _candidates(draft: DossierDraft, index: _Index) -> int:
    """Return the set of those that may be like a draft."""
    words = _words(draft)
    found = 0
    if len(words[Aspect.WORD]) >= LEAST_WORDS:
        rarest = [index.holders(Aspect.WORD, word) for word in _rarest(index, words[Aspect.WORD])]
        found = sets.in_at_least(rarest, (len(rarest) + 1) // 2) if rarest else 0
    titles = _named_alike(index, Aspect.TITLE_WORD, words[Aspect.TITLE_WORD])
    if titles and words[Aspect.APPLICANT_WORD]:
        titles &= _named_alike(index, Aspect.APPLICANT_WORD, words[Aspect.APPLICANT_WORD])
    return found | titles


def _rarest(index: _Index, words: AbstractSet[str]) -> list[str]:
    """Return the words that fewest dossiers hold; among like ones the first of the alphabet."""
    docs = index.docs[Aspect.WORD]
    known = words & docs.keys()
    counts = sorted(map(docs.__getitem__, known))[:RAREST]
    few = [word for word in known if docs[word] <= counts[-1]]
    return sorted(few, key=lambda word: (docs[word], word))[:RAREST]


def _named_alike(index: _Index, aspect: Aspect, words: Iterable[str]) -> int:
    """Return those that share half of the words of a name that say something."""
    docs = index.docs[aspect]
    common = max(FEW, COMMON * index.size)
    telling = [word for word in words if docs.get(word, 0) <= common]
    least = (len(telling) + 1) // 2
    if not telling:
        # All words are common, such as “Projet numérique”: all of them are asked for.
        telling = list(words)
        least = len(telling)
    known = [index.holders(aspect, word) for word in telling if word in docs]
    return sets.in_at_least(known, least) if known else 0


def _near(
    draft: DossierDraft, ref: str, title: str, applicant: str, body: str, stored: bool
) -> Iterator[Near]:
    from rapidfuzz.distance import Indel
    from rapidfuzz.fuzz import token_sort_ratio

    titles = token_sort_ratio(fold(draft.title), fold(title)) / 100
    applicants = 1.0
    if draft.applicant or applicant:
        applicants = token_sort_ratio(fold(draft.applicant), fold(applicant)) / 100
    one_name = titles >= TITLES_ALIKE and applicants >= APPLICANTS_ALIKE
    mine, theirs = _text_words(draft.body), _text_words(body)
    if not one_name and min(len(mine), len(theirs)) < LEAST_WORDS:
        return
    # Below the threshold the figure matters only where the names are alike: it costs time.
    least = 0.0 if one_name else TEXTS_ALIKE
    texts = Indel.normalized_similarity(mine, theirs, score_cutoff=least) if mine or theirs else 0.0
    if one_name or texts >= TEXTS_ALIKE:
        yield Near(draft.ref, ref, stored, titles, applicants, texts)


@lru_cache(maxsize=64)  # A draft is looked at twice, and those that are like it again.
def _text_words(body: str) -> tuple[str, ...]:
    return tuple(words_of_folded(fold(body)))
