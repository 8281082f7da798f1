"""From what was typed to tokens: words, phrases, fields, operators, parentheses.

Never raises. What can't be understood is passed over or taken as words, and
said in ``problems``. Parentheses come out in pairs.
"""

from __future__ import annotations

import re

from gpci_tui.model.cleaning import clean
from gpci_tui.model.errors import N_
from gpci_tui.model.folding import fold
from gpci_tui.model.query import Problem
from gpci_tui.search.fields import FIELD_NAMES, field_of, is_sort, nearest_field
from gpci_tui.search.tokens import LEAVES, OPERATORS, Mark, Token, Value

MAX_LEAVES = 32
"""Words, phrases and fields of a search that count; a pasted page holds more."""

MAX_DEPTH = 16
"""Parentheses in parentheses that count; deeper ones are passed over."""

_QUOTES = '"«“”„»'
_PHRASE = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)([{_QUOTES}]?)")
_CHUNK = re.compile(rf"[^\s(){_QUOTES}]+")
_VALUE = re.compile(rf"[^\s(),{_QUOTES}]+")
_NAME = re.compile(r"[^\W\d_]\w*")
_COLON = re.compile(r"\s*:")
_SIGN = re.compile(r"\s*(>=|<=|[<>=≥≤])")
_NOT_BEFORE = {"-": "->*)", "=": "-=>*()"}
"""Signs that count before a word, and what may not follow them: "->", "--", "=>"."""

_SIGNS = {"≥": ">=", "≤": "<=", "=": ""}
_WORDY = re.compile(r"\w")
_TIGHT = re.compile(rf"[\w({_QUOTES}<>=]")
# French parts thousands with a space, non-breaking or not.
_GROUPS = r"(?<![\w.,])[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})"
_THOUSANDS = re.compile(rf"{_GROUPS}+(?!\w)")
_FIRST_OF_THOUSAND = re.compile(rf"({_GROUPS}*[ \u00a0\u202f])\d$")


class Lexer:
    """Cuts one text; ``typing`` says that its end is where the person is writing."""

    def __init__(self, text: str, *, typing: bool = False) -> None:
        text = clean(text).replace("\n", " ")
        if typing:
            # The first digit of "605" in "22 605" would ask for a number 6.
            text = _FIRST_OF_THOUSAND.sub(r"\1", text)
        self._text = _THOUSANDS.sub(lambda match: re.sub(r"\s", "", match.group()), text)
        self._end = len(self._text.rstrip())
        self._typing = typing
        self._at = 0
        self._fresh = 0
        """Where a word may begin that no space stands before."""
        self._depth = 0
        self.problems: list[Problem] = []

    def tokens(self) -> list[Token]:
        """Return the tokens, and fill ``problems``."""
        found: list[Token] = []
        leaves = 0
        while not self._ended() and leaves < MAX_LEAVES:
            self._skip_space()
            token = self._next()
            if token is not None:
                leaves += token.mark in LEAVES
                found.append(token)
        if self._depth and not self._typing and self._ended():
            self._say(N_("A parenthesis is opened and not closed."))
        found += [Token(Mark.CLOSE)] * min(self._depth, MAX_DEPTH)
        if not any(token.mark in LEAVES for token in found):
            # Nothing but operators: they are words, "or" is gold in French.
            named = [token for token in found if token.name.isalpha()]
            return [Token(Mark.WORDS, value=self._plain(token.name)) for token in named]
        return found

    def _next(self) -> Token | None:
        start = self._at
        char = self._char()
        if char in "()":
            return self._parenthesis(char)
        if char in _QUOTES:
            return self._phrase()
        if self._is_sign():
            self._at = self._fresh = start + 1
            if char != "=":
                return Token(Mark.NOT, char, last=self._ended())
            quoted = self._char() in _QUOTES
            return self._phrase(literal=True) if quoted else self._words(literal=True)
        token = self._operator() or self._field()
        return token if token is not None or self._at > start else self._words()

    def _is_sign(self) -> bool:
        """Return whether a minus or an equals sign begins a word here, unlike in web-radio."""
        begins = self._at == self._fresh or self._text[self._at - 1].isspace()
        not_before = _NOT_BEFORE.get(fold(self._char()))
        following = self._text[self._at + 1 : self._at + 2].strip()
        return begins and not_before is not None and fold(following or ")") not in not_before

    def _parenthesis(self, char: str) -> Token | None:
        self._at += 1
        self._fresh = self._at
        if char == "(":
            self._depth += 1
            return Token(Mark.OPEN) if self._depth <= MAX_DEPTH else None
        if not self._depth:
            self._say(N_("A parenthesis is closed and not opened."))
            return None
        self._depth -= 1
        return Token(Mark.CLOSE) if self._depth < MAX_DEPTH else None

    def _phrase(self, *, literal: bool = False) -> Token | None:
        value = self._quoted()
        if not _WORDY.search(value.text):
            return None
        return Token(Mark.PHRASE, value=value, literal=literal, last=self._ended())

    def _quoted(self) -> Value:
        match = _PHRASE.match(self._text, self._at)
        assert match is not None
        self._at = match.end()
        text, closed = match.groups()
        if closed:
            return Value(text, quoted=True, starred=self._star())
        if not self._typing:
            self._say(N_("The quote “{text}” is not closed."), text=text.strip())
        return Value(text, quoted=True, typed=self._typing and bool(_WORDY.match(text[-1:])))

    def _words(self, *, literal: bool = False) -> Token | None:
        match = _CHUNK.match(self._text, self._at)
        if match is None:
            return None
        self._at = match.end()
        value = self._plain(match.group())
        if not _WORDY.search(value.text):
            return None
        return Token(Mark.WORDS, value=value, literal=literal, last=self._ended())

    def _plain(self, text: str) -> Value:
        typed = self._typing and self._at == len(self._text) and bool(_WORDY.match(text[-1:]))
        return Value(text.rstrip("*"), starred=text.endswith("*"), typed=typed)

    def _operator(self) -> Token | None:
        match = _CHUNK.match(self._text, self._at)
        if match is None or match.group() not in OPERATORS:
            return None
        self._at = match.end()
        return Token(OPERATORS[match.group()], match.group(), last=self._ended())

    def _field(self) -> Token | None:
        """Take a field with its values, or the name alone where it is none of ours."""
        name = _NAME.match(self._text, self._at)
        if name is None:
            return None
        colon = _COLON.match(self._text, name.end())
        sign = _SIGN.match(self._text, (colon or name).end())
        related = sign or colon
        if related is None:
            return None
        field = field_of(name.group())
        if field is None and not is_sort(name.group()):
            if colon is not None and colon.group() == ":":
                self._unknown(name.group(), self._text[colon.end() :])
            return None
        self._at = related.end()
        if field is not None and sign is None and self._text[self._at : self._at + 1] == "(":
            return Token(Mark.GROUP_FIELD, name.group(), field=field)
        values = self._values()
        if not values:
            if not self._ended() or not self._typing:
                self._say(N_("After “{name}” a value is missing."), name=name.group())
            return None
        signed = sign.group(1) if sign else ""
        mark = Mark.SORT if field is None else Mark.FIELD
        return Token(mark, name.group(), field=field, sign=_SIGNS.get(signed, signed),
                     values=values, last=self._ended())  # fmt: skip

    def _unknown(self, name: str, rest: str) -> None:
        """Say what field may have been meant; the name is taken as a word."""
        if rest.startswith("/") or (self._typing and not re.search(r"\s", rest)):
            return
        # "Attention: a wolf" is a sentence, "theem: wolf" a slip.
        certainly = bool(_TIGHT.match(rest))
        nearest = nearest_field(name)
        if nearest:
            self._say(
                N_("There is no field “{name}”. Do you mean “{nearest}”?"),
                name=name, nearest=nearest,
            )  # fmt: skip
        elif certainly:
            pairs = ("/".join(dict.fromkeys(names[:2])) for names in FIELD_NAMES.values())
            self._say(
                N_("There is no field “{name}”. There are {names}."),
                name=name, names=", ".join(pairs),
            )  # fmt: skip

    def _values(self) -> tuple[Value, ...]:
        """Take a list parted by commas; after a space another field or an operator may come."""
        found: list[Value] = []
        apart = self._skip_space()
        while self._char():
            if self._char() in _QUOTES:
                found.append(self._quoted())
            else:
                match = _VALUE.match(self._text, self._at)
                if match is None or (apart and _begins_anew(match.group())):
                    break
                self._at = match.end()
                found.append(self._plain(match.group()))
            if self._char() != ",":
                break
            self._at += 1
            apart = self._skip_space()
        return tuple(value for value in found if _WORDY.search(value.text))

    def _char(self) -> str:
        return self._text[self._at : self._at + 1]

    def _ended(self) -> bool:
        return self._at >= self._end

    def _star(self) -> bool:
        starred = self._char() == "*"
        self._at += starred
        return starred

    def _skip_space(self) -> bool:
        """Go to the next sign; return whether there was a space before it."""
        start = self._at
        while self._char().isspace():
            self._at += 1
        return self._at > start

    def _say(self, template: str, **gaps: str) -> None:
        self.problems.append(Problem(template, tuple(gaps.items())))


def _begins_anew(text: str) -> bool:
    return text in OPERATORS or (":" in text and field_of(text.partition(":")[0]) is not None)
