"""A query as text again, so that reading can be tested against writing."""

from __future__ import annotations

from gpci_tui.model.query import All, Condition, Either, Node, Not, Operator, Query, Term
from gpci_tui.search.fields import ANY, COMPARED_FIELDS, FIELD_NAMES, NONE


def rendered(query: Query) -> str:
    """Return a text that is read as ``query``."""
    groups = " THEN ".join(_node(group) for group in query.groups)
    order = f" sort:{'-' * query.reverse}{query.sort}" if query.sort else ""
    return groups + order


def _node(node: Node) -> str:
    match node:
        case Term():
            return _term(node)
        case Condition():
            return _condition(node)
        case Not(part):
            return "-" + _tight(part)
        case All(parts):
            return " ".join(_tight(part) if isinstance(part, Either) else _node(part)
                            for part in parts)  # fmt: skip
        case Either(parts):
            return " OR ".join(_node(part) for part in parts)


def _tight(node: Node) -> str:
    text = _node(node)
    return text if isinstance(node, Term | Condition) else f"({text})"


def _term(term: Term) -> str:
    text = term.text.replace(" ", "-") if term.hyphenated else term.text
    if term.phrase and not term.hyphenated:
        text = f'"{text}"'
    return "=" * term.literal + text + "*" * term.prefix


def _condition(condition: Condition) -> str:
    name = FIELD_NAMES[condition.field][0]
    match condition.operator:
        case Operator.ANY:
            return f"{name}:{ANY[0]}"
        case Operator.NONE:
            return f"{name}:{NONE[0]}"
        case Operator.BETWEEN:
            return f"{name}:{'..'.join(condition.values)}"
        case Operator.IS:
            return f"{name}:{','.join(_value(condition, value) for value in condition.values)}"
        case sign:
            return f"{name}:{sign.value}{condition.values[0]}"


def _value(condition: Condition, value: str) -> str:
    if condition.field in COMPARED_FIELDS:
        return value
    return f'"{value.removesuffix("*")}"' + "*" * value.endswith("*")
