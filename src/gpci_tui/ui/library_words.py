"""What the library says of a search: how much it found, how it was understood, what to try."""

from __future__ import annotations

from gpci_tui.i18n import _, number
from gpci_tui.model.listing import Facets, Found, Sort
from gpci_tui.operations.words import problem_text, sort_name
from gpci_tui.ui.widgets.facets import value_name


def outcome(found: Found, sort: Sort, marked: int) -> str:
    """Return how many were found and in which order, for the line of the search."""
    count = number(len(found.ids))
    if len(found.ids) != found.total:
        count = _("{n} of {total}").format(n=count, total=number(found.total))
    parts = [count]
    if found.ids:
        parts.append(_("sort {order}").format(order=sort_name(_order(found, sort))))
    if marked:
        parts.insert(0, _("{n} selected").format(n=number(marked)))
    return " · ".join(parts)


def _order(found: Found, chosen: Sort) -> Sort:
    """Return the order of what was found: asked for in words, chosen, or by relevance."""
    if ":" in found.asked.text:
        from gpci_tui.search.parser import parse

        asked = parse(found.asked.text).sort
        if asked:
            return Sort(asked)
    return Sort.RELEVANCE if found.terms and chosen is Sort.EDITION else chosen


def remarks(found: Found, facets: Facets, marked: int) -> list[str]:
    """Return what narrows or widens the list without being in sight otherwise."""
    said = []
    if found.corrected:
        words = ", ".join(
            _("“{nearest}” (“{typed}”)").format(nearest=to, typed=word)
            for word, to in found.corrected
        )
        said.append(_("Results for {words}").format(words=words))
    said += [problem_text(problem) for problem in found.problems]
    chosen = [value_name(v) for v in found.facets if v.value in getattr(facets, v.facet)]
    if chosen:
        said.append(_("Filters: {names} · Esc clears").format(names=", ".join(chosen)))
    if marked:
        said.append(_("t, s, m and x act on all that are selected · Esc lets go"))
    return said


def why_nothing(found: Found, facets: Facets, typed: str) -> str:
    """Return why the list is empty, and what to do."""
    if not found.total:
        return _("No dossier yet. I imports files or a folder.")
    if facets and typed:
        return _(
            "Nothing matches these words under these filters. Esc clears the filters, "
            "then the words."
        )
    if facets:
        return _("No dossier is under all these filters. Esc clears them.")
    if _asks_for_several_words(typed):
        return _(
            "No dossier holds all of these words. Leave one out, or type {operator} between "
            "them; Esc clears the search."
        ).format(operator=_("OR"))
    return _("Nothing found. Try fewer letters or another word; Esc clears the search.")


def _asks_for_several_words(typed: str) -> bool:
    from gpci_tui.search.parser import parse
    from gpci_tui.search.tokens import OPERATORS

    return len(parse(typed).terms) > 1 and not OPERATORS.keys() & set(typed.split())
