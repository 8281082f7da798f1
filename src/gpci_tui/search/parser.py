"""From what was typed to a ``Query``: the language of ``docs/search.md``.

Never raises: it takes the best reading of what stands, and names the rest in
``Query.problems``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gpci_tui.model.errors import N_
from gpci_tui.model.folding import fold
from gpci_tui.model.query import All, Either, Node, Not, Problem, Query
from gpci_tui.search.fields import ORDER_NAMES, nearest_order, order_of
from gpci_tui.search.lexer import Lexer
from gpci_tui.search.terms import LITTLE_WORDS, is_little, phrase_of, terms_of
from gpci_tui.search.tokens import Mark, Token
from gpci_tui.search.values import asked

_BETWEEN = (Mark.AND, Mark.OR, Mark.THEN)
_OPERATORS = (*_BETWEEN, Mark.NOT)


def parse(text: str, *, typing: bool = False) -> Query:
    """Return the query of ``text``; one that everything matches where it asks for nothing.

    ``typing`` says that its end is where the person is writing: the last word
    is the beginning of one, and what is not finished there is no problem.
    """
    lexer = Lexer(text, typing=typing)
    tokens = lexer.tokens()
    return _Parser(tokens, lexer.problems, typing=typing).query()


class _Little(NamedTuple):
    """What counts only where nothing else is asked for beside it."""

    node: Node


_Part = Node | _Little


class _Parser:
    """Recursive descent; the lexer bounds the depth and pairs the parentheses."""

    def __init__(self, tokens: Sequence[Token], problems: list[Problem], *, typing: bool) -> None:
        self._orders = [token for token in tokens if token.mark is Mark.SORT]
        self._tokens = [token for token in tokens if token.mark is not Mark.SORT]
        self._problems = problems
        self._typing = typing
        self._at = 0
        self._group: Token | None = None
        """The field of the parentheses that are being read."""

    def query(self) -> Query:
        self._look_for_gaps()
        self._keep_groups_outside()
        groups = []
        while self._at < len(self._tokens):
            part = self._either()
            if part is not None:
                groups.append(_plain(part))
            self._at += 1  # A THEN.
        sort, reverse = self._order()
        problems = tuple(dict.fromkeys(self._problems))
        return Query(tuple(groups) or (All(),), sort, reverse, problems)

    def _look_for_gaps(self) -> None:
        """Say which operator has nothing to its left or right; it is passed over later."""
        marks = [None, *(token.mark for token in self._tokens), None]
        for before, token, after in zip(marks, self._tokens, marks[2:], strict=False):
            to_the_left = token.mark in _BETWEEN and before in (None, Mark.OPEN, *_OPERATORS)
            to_the_right = token.mark in _OPERATORS and after in (None, Mark.CLOSE, *_BETWEEN)
            lacks = (to_the_left or to_the_right) and token.name.isalpha()
            if lacks and not (self._typing and token.last):
                self._say(N_("Beside “{operator}” something is missing."), operator=token.name)

    def _keep_groups_outside(self) -> None:
        """Take a THEN between parentheses for an OR: groups stand side by side."""
        depth = 0
        for number, token in enumerate(self._tokens):
            depth += (token.mark is Mark.OPEN) - (token.mark is Mark.CLOSE)
            if token.mark is Mark.THEN and depth:
                self._tokens[number] = token._replace(mark=Mark.OR)
                self._say(
                    N_("“{operator}” can't stand between parentheses; taken as “OR”."),
                    operator=token.name,
                )

    def _either(self) -> _Part | None:
        parts = [self._all()]
        while self._mark() is Mark.OR:
            self._at += 1
            parts.append(self._all())
        return _either_of([part for part in parts if part is not None])

    def _all(self) -> _Part | None:
        parts: list[_Part] = []
        while self._mark() not in (None, Mark.OR, Mark.THEN, Mark.CLOSE):
            if self._mark() is Mark.AND:
                self._at += 1
                continue
            part = self._not()
            if part is not None:
                parts.append(part)
        return _all_of(parts)

    def _not(self) -> _Part | None:
        negated = False
        while self._mark() is Mark.NOT:
            self._at += 1
            negated = not negated
        if self._mark() in (None, Mark.CLOSE, *_BETWEEN):
            return None
        part = self._one()
        return Not(_plain(part)) if negated and part is not None else part

    def _one(self) -> _Part | None:
        token = self._tokens[self._at]
        self._at += 1
        if token.mark is Mark.GROUP_FIELD:
            return self._grouped(token)
        if token.mark is Mark.OPEN:
            part = self._either()
            self._at += 1  # Its CLOSE.
            return part
        if token.mark is not Mark.FIELD and self._group is not None:
            group = self._group
            token = token._replace(mark=Mark.FIELD, name=group.name, field=group.field,
                            values=(token.value,))  # fmt: skip
            part = self._asked(token)
            little = fold(token.value.text) in LITTLE_WORDS and not token.value.quoted
            return _Little(part) if part is not None and little else part
        return self._asked(token) if token.mark is Mark.FIELD else _looked_for(token)

    def _grouped(self, token: Token) -> _Part | None:
        outer, self._group = self._group, token
        part = self._one() if self._mark() is Mark.OPEN else None
        self._group = outer
        return part

    def _asked(self, token: Token) -> Node | None:
        node, problems = asked(token)
        if not (self._typing and token.last):
            self._problems += problems
        return node

    def _order(self) -> tuple[str, bool]:
        if not self._orders:
            return "", False
        token = self._orders[-1]
        typed = token.values[0].text
        name = fold(typed).strip()
        order = order_of(name.lstrip("-"))
        if order is None:
            if not (self._typing and token.last):
                self._say_unknown_order(typed)
            return "", False
        return order.value, name.startswith("-")

    def _say_unknown_order(self, typed: str) -> None:
        nearest = nearest_order(typed)
        if nearest:
            template = N_("There is no order “{name}”. Do you mean “{nearest}”?")
            self._say(template, name=typed, nearest=nearest)
        else:
            names = ", ".join("/".join(dict.fromkeys(some[:2])) for some in ORDER_NAMES.values())
            self._say(N_("There is no order “{name}”. There are {names}."), name=typed, names=names)

    def _mark(self) -> Mark | None:
        return self._tokens[self._at].mark if self._at < len(self._tokens) else None

    def _say(self, template: str, **gaps: str) -> None:
        self._problems.append(Problem(template, tuple(gaps.items())))


def _looked_for(token: Token) -> _Part | None:
    value = token.value
    if token.mark is Mark.PHRASE:
        open_ended = value.starred or value.typed
        return phrase_of(value.text, open_ended=open_ended, literal=token.literal)
    terms = terms_of(value.text, starred=value.starred, typed=value.typed, literal=token.literal)
    starred = terms[-1] if value.starred and terms else None
    return _all_of(
        [_Little(term) if is_little(term) and term is not starred else term for term in terms]
    )


def _all_of(parts: Sequence[_Part]) -> _Part | None:
    flat: list[_Part] = []
    for part in parts:
        flat += part.parts if isinstance(part, All) else [part]
    strong = [part for part in flat if not isinstance(part, _Little)]
    if not strong:
        nodes = _once(flat)
        return _Little(_joined(All, nodes)) if nodes else None
    return _joined(All, _once(strong))


def _either_of(parts: Sequence[_Part]) -> _Part | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    flat: list[Node] = []
    for node in map(_plain, parts):
        flat += node.parts if isinstance(node, Either) else [node]
    return _joined(Either, _once(flat))


def _once(parts: Sequence[_Part]) -> tuple[Node, ...]:
    return tuple(dict.fromkeys(map(_plain, parts)))


def _joined(kind: type[All] | type[Either], nodes: tuple[Node, ...]) -> Node:
    return nodes[0] if len(nodes) == 1 else kind(nodes)


def _plain(part: _Part) -> Node:
    return part.node if isinstance(part, _Little) else part
