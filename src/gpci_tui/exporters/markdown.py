"""Markdown: the review as a person reads it, in the language spoken.

What comes from outside stays text: signs that Markdown would take for a link,
a picture or HTML are escaped, so that nothing is fetched when it is shown.
"""

from __future__ import annotations

import re

from gpci_tui.exporters import dossier_file
from gpci_tui.exporters.holding import Holding, Names, Reviewed
from gpci_tui.i18n import _, day, local, ngettext, number, time_of_day
from gpci_tui.model.dossier import Dossier
from gpci_tui.model.review import Annotation, Shortlist

_ACTIVE = re.compile(r"(?<!\\)(\\*+)([<\[])")
_BLOCK = re.compile(r"^( *\d+(?=[.)])| *(?=[#>*+=|~`-]))", re.MULTILINE)


def render(holding: Holding, names: Names, *, texts: bool = True) -> str:
    """Return the whole review: a head, the shortlists, then every dossier that was touched.

    With ``texts`` every dossier follows at the end, so that an import gives it back equal.
    """
    touched = [reviewed for reviewed in holding.dossiers if reviewed.is_touched]
    untouched = [reviewed for reviewed in holding.dossiers if not reviewed.is_touched]
    parts = [*_head(holding), *_shortlists(holding, names)]
    if touched:
        parts.append("## " + _("Dossiers"))
    for reviewed in touched:
        parts += _dossier(reviewed, names)
    if untouched:
        parts.append("## " + _("Dossiers without a review yet"))
        parts.append("\n".join(f"- {_named(each.dossier)}" for each in untouched))
    if holding.searches:
        parts.append("## " + _("Saved searches"))
        parts.append("\n".join(_labelled_search(*search) for search in holding.searches))
    if texts and holding.dossiers:
        parts.append("## " + _("Texts of the dossiers"))
        parts.append(_("As they were read; an import of this file takes them in again."))
        parts += [dossier_file.fenced(each.dossier) for each in holding.dossiers]
    return "\n\n".join(parts) + "\n"


def literal(text: str) -> str:
    """Return a text that Markdown shows as it is, on as many lines."""
    return _BLOCK.sub(r"\1\\", _passive(text))


def _passive(text: str) -> str:
    # Backslashes that stand before already are doubled: else they would undo the one added.
    return _ACTIVE.sub(r"\1\1\\\2", text)


def _head(holding: Holding) -> list[str]:
    title = literal(holding.edition.title) or _("Edition without a name")
    on = f"{day(holding.at)} {local(holding.at).year}, {time_of_day(holding.at)}"
    return [
        f"# {title}",
        _reviewer(literal(holding.juror.name), on),
        " · ".join(
            (
                ngettext("{n} dossier", "{n} dossiers", len(holding.dossiers)),
                ngettext("{n} annotation", "{n} annotations", holding.annotations),
            )
        ),
        "> " + _("This file holds private notes. Think before you hand it on."),
    ]


def _reviewer(name: str, on: str) -> str:
    if not name:
        return _("Review of a juror without a name, exported on {date}.").format(date=on)
    return _("Review of {juror}, exported on {date}.").format(juror=name, date=on)


def _shortlists(holding: Holding, names: Names) -> list[str]:
    filled = [shortlist for shortlist in holding.shortlists if shortlist.entries]
    if not filled:
        return []
    parts = ["## " + _("Shortlists")]
    for shortlist in filled:
        parts.append("### " + _labelled(names.list_kind(shortlist.kind), shortlist.name))
        parts.append(_entries(shortlist))
    return parts


def _labelled_search(name: str, query: str) -> str:
    return "- " + _("{name}: {value}").format(name=f"**{literal(name)}**", value=literal(query))


def _entries(shortlist: Shortlist) -> str:
    lines = []
    for entry in shortlist.entries:
        if shortlist.places and entry.rank == shortlist.places + 1:
            lines.append("\n*" + _("reserve list") + "*\n")
        number_sign = f"{entry.rank}. "
        called = _called(f"**{literal(entry.title)}**", entry.applicant, entry.ref)
        lines.append(number_sign + called)
        if entry.reason:
            lines.append(" " * len(number_sign) + literal(entry.reason))
    return "\n".join(lines)


def _dossier(reviewed: Reviewed, names: Names) -> list[str]:
    dossier, review = reviewed.dossier, reviewed.review
    about = [dossier.applicant, names.level(dossier.level) if dossier.level else "", dossier.prize]
    status = f"{review.status.sign} {names.status(review.status)}"
    lines = ["- " + _labelled(_("Reading status"), status)]
    if reviewed.themes:
        lines.append("- " + _labelled(_("Themes"), ", ".join(reviewed.themes)))
    parts = [
        f"### {literal(dossier.title)}",
        " · ".join([literal(text) for text in about if text] + [f"`{dossier.ref}`"]),
        "\n".join(lines),
    ]
    if review.note:
        parts += ["**" + _("Note") + "**", _paragraphs(review.note)]
    if reviewed.annotations:
        parts.append("**" + _("Annotations") + "**")
        parts += [
            _annotation(f"{place}. ", note, names)
            for place, note in enumerate(reviewed.annotations, 1)
        ]
    return parts


def _annotation(number_sign: str, note: Annotation, names: Names) -> str:
    where = _("characters {start} to {end}").format(start=number(note.start), end=number(note.end))
    head = f"{number_sign}{note.kind.sign} **{names.kind(note.kind)}** ({where})"
    if note.orphaned:
        head += " — " + _("this passage no longer stands in the revised text")
    indent = " " * len(number_sign)
    quote = _passive(note.quote).split("\n")
    blocks = [head, "\n".join(f"{indent}> {line}".rstrip() for line in quote)]
    if note.note:
        blocks.append(_paragraphs(note.note, indent))
    return "\n\n".join(blocks)


def _paragraphs(text: str, indent: str = "") -> str:
    """Return a note with its line ends kept: two spaces at the end are Markdown's line break."""
    lines = literal(text).split("\n")
    broken = [
        f"{indent}{line}  " if line.strip() and below.strip() else f"{indent}{line}".rstrip()
        for line, below in zip(lines, [*lines[1:], ""], strict=True)
    ]
    return "\n".join(broken)


def _labelled(name: str, value: str) -> str:
    name = name[:1].upper() + name[1:]
    return _("{name}: {value}").format(name=name, value=literal(value))


def _called(title: str, applicant: str, ref: str) -> str:
    who = f" — {literal(applicant)}" if applicant else ""
    return f"{title}{who} (`{ref}`)"


def _named(dossier: Dossier) -> str:
    return _called(literal(dossier.title), dossier.applicant, dossier.ref)
