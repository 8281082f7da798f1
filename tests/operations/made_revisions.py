"""Revisions of the sample dossiers made at random, in which every character knows where it was."""

from __future__ import annotations

import random
import re
from typing import NamedTuple

from gpci_tui import paths
from gpci_tui.importers import dossier, folder
from gpci_tui.model.blocks import Range

Piece = tuple[str, int]
"""A piece of text, and where in the older body it stands; -1 for what is new."""

_UNITS = re.compile(r"\n\n+")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*\s*|\s+")
_WORD = re.compile(r"\w+|\W+")


class Revision(NamedTuple):
    """A revised body, with the older offset of each of its characters (-1: new)."""

    old: str
    new: str
    origin: tuple[int, ...]

    def left(self, start: int, end: int) -> float:
        """Return which share of a passage's letters is still there, wherever it is."""
        here = sum(
            start <= old < end and not self.new[i].isspace() for i, old in enumerate(self.origin)
        )
        return here / sum(not char.isspace() for char in self.old[start:end])

    def held(self, start: int, end: int, found: Range) -> float:
        """Return which share of the letters at ``found`` comes from the passage."""
        letters = [i for i in range(*found) if not self.new[i].isspace()]
        return sum(start <= self.origin[i] < end for i in letters) / max(1, len(letters))

    def is_whole(self, start: int, end: int) -> bool:
        """Return whether what is left of a passage stands in one place and in order."""
        here = [i for i, old in enumerate(self.origin) if start <= old < end]
        between = sum(not self.new[i].isspace() for i in range(here[0], here[-1])) if here else 0
        olds = [self.origin[i] for i in here]
        return bool(here) and olds == sorted(olds) and between < 1.5 * (end - start)


def sample_bodies() -> list[str]:
    """Return the texts of the sample dossiers."""
    files = folder.scan([paths.sample_dossiers()]).dossiers
    drafts = [dossier.read(file).draft for file in files]
    return [draft.body for draft in drafts if draft is not None]


def revise(body: str, others: list[str], chance: random.Random) -> Revision:
    """Return a revision of ``body`` of some of the kinds that candidates make."""
    paragraphs = _cut(body, _paragraph_ends(body))
    for _ in range(chance.randint(1, 4)):
        change = chance.choice((_words, _words, _drop, _insert, _move, _drop_paragraph, _add))
        paragraphs = change(paragraphs, others, chance)
    new = "".join(text for text, _ in paragraphs)
    origin = [at + i if at >= 0 else -1 for text, at in paragraphs for i in range(len(text))]
    return Revision(body, new, tuple(origin))


def _paragraph_ends(body: str) -> list[int]:
    return [match.end() for match in _UNITS.finditer(body)] + [len(body)]


def _cut(body: str, ends: list[int]) -> list[Piece]:
    starts = [0, *ends[:-1]]
    return [(body[a:b], a) for a, b in zip(starts, ends, strict=True) if a < b]


def _split(piece: Piece, pattern: re.Pattern[str]) -> list[Piece]:
    text, at = piece
    return [(m.group(), at + m.start() if at >= 0 else -1) for m in pattern.finditer(text)]


def _paragraphs(pieces: list[Piece]) -> list[list[Piece]]:
    """Return the pieces by paragraph, whatever was cut before."""
    found: list[list[Piece]] = [[]]
    for piece in pieces:
        found[-1].append(piece)
        if piece[0].endswith("\n\n"):
            found.append([])
    return [part for part in found if part]


def _flat(parts: list[list[Piece]]) -> list[Piece]:
    return [piece for part in parts for piece in part]


def _somewhere(parts: list[list[Piece]], chance: random.Random) -> int:
    sizes = [sum(len(text) for text, _ in part) for part in parts]
    return chance.choices(range(len(parts)), sizes)[0]


def _other_sentence(others: list[str], chance: random.Random) -> str:
    text = chance.choice(others)
    sentences = [m.group() for m in _SENTENCE.finditer(text) if len(m.group()) > 30]
    return chance.choice(sentences).strip() + " "


def _words(pieces: list[Piece], others: list[str], chance: random.Random) -> list[Piece]:
    """Put other words in place of some, in a paragraph or everywhere."""
    share = chance.choice((0.05, 0.15, 0.3))
    vocabulary = re.findall(r"\w{3,}", chance.choice(others))
    parts = _paragraphs(pieces)
    chosen = set(range(len(parts))) if chance.random() < 0.3 else {_somewhere(parts, chance)}
    for index in chosen:
        words = [word for piece in parts[index] for word in _split(piece, _WORD)]
        parts[index] = [
            (chance.choice(vocabulary), -1)
            if word[0].isalpha() and chance.random() < share
            else word
            for word in words
        ]
    return _flat(parts)


def _drop(pieces: list[Piece], others: list[str], chance: random.Random) -> list[Piece]:
    """Delete a sentence."""
    parts = _paragraphs(pieces)
    at = _somewhere(parts, chance)
    sentences = [s for piece in parts[at] for s in _split(piece, _SENTENCE)]
    if len(sentences) > 1:
        del sentences[chance.randrange(len(sentences) - 1)]
    parts[at] = sentences
    return _flat(parts)


def _insert(pieces: list[Piece], others: list[str], chance: random.Random) -> list[Piece]:
    """Put a sentence of another dossier before one."""
    parts = _paragraphs(pieces)
    at = _somewhere(parts, chance)
    sentences = [s for piece in parts[at] for s in _split(piece, _SENTENCE)]
    sentences.insert(chance.randrange(len(sentences)), (_other_sentence(others, chance), -1))
    parts[at] = sentences
    return _flat(parts)


def _move(pieces: list[Piece], others: list[str], chance: random.Random) -> list[Piece]:
    """Move a paragraph."""
    parts = _paragraphs(pieces)
    part = parts.pop(chance.randrange(len(parts)))
    parts.insert(chance.randrange(len(parts) + 1), part)
    return _flat(parts)


def _drop_paragraph(pieces: list[Piece], others: list[str], chance: random.Random) -> list[Piece]:
    """Delete a paragraph."""
    parts = _paragraphs(pieces)
    if len(parts) > 1:
        del parts[_somewhere(parts, chance)]
    return _flat(parts)


def _add(pieces: list[Piece], others: list[str], chance: random.Random) -> list[Piece]:
    """Put a paragraph of another dossier between two."""
    parts = _paragraphs(pieces)
    text = "".join(_other_sentence(others, chance) for _ in range(3)).strip() + "\n\n"
    parts.insert(chance.randrange(len(parts) + 1), [(text, -1)])
    return _flat(parts)


def passages(body: str, chance: random.Random, count: int) -> list[Range]:
    """Return passages as jurors mark them: a word to some sentences, of one paragraph mostly."""
    whole = [m.span() for m in re.finditer(r"\w+", body)]
    lines = [m.span() for m in re.finditer(r"[^\n]*\w[^\n]*", body)]
    found = []
    for _ in range(count):
        start, end = chance.choices(lines, [b - a for a, b in lines])[0]
        within = [(a, b) for a, b in whole if start <= a < end]
        words = within if chance.random() < 0.85 else whole
        length = min(chance.choice((1, 2, 4, 8, 12, 20, 30, 45)), len(words))
        first = chance.randrange(len(words) - length + 1)
        found.append((words[first][0], words[first + length - 1][1]))
    return found
