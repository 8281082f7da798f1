"""Why a piece of a booklet is taken for what it is: clues, each a short sentence.

A clue is a code and at most one word of the text, so that a saved proposal can
be read in either language and can't bring sentences of its own.
"""

from __future__ import annotations

from typing import NamedTuple

from gpci_tui.model.errors import N_

CORRECTED = "corrected"
"""The code of an applicant's name that is not as read, because it was corrected before."""
LONGEST = 200
"""Characters of a clue's text at most, in a saved proposal."""


class Clue(NamedTuple):
    """One ground of a proposal; ``SENTENCES`` says it in words."""

    code: str
    text: str = ""
    """What fills the sentence's gap: words or a number of the booklet, cleaned."""


SENTENCES = {
    "hand": N_("set by hand"),
    "right": N_("found right as it is"),
    "start": N_("the text begins here"),
    "page": N_("a new page begins here"),
    "gap": N_("a wide gap stands before it"),
    "heading": N_("it begins with a heading"),
    "numbered": N_("it is numbered: {text}"),
    "words": N_("it begins with “{text}”"),
    "capitals": N_("it begins with capitals, as a logo does: “{text}”"),
    "glued": N_("a name stands between two dossiers: “{text}”"),
    "applicant": N_("it names an applicant: “{text}”"),
    "new applicant": N_("it names another applicant than the text before: “{text}”"),
    "same applicant": N_("it goes on about the same applicant: “{text}”"),
    "opening": N_("it opens like a dossier: “{text}”"),
    "goes on": N_("it goes on with what stands before"),
    "alphabet": N_("it follows in alphabetical order"),
    "layout": N_("it begins as the others do"),
    "prize": N_("a prize is named before it: “{text}”"),
    "subject": N_("the subject changes"),
    "same subject": N_("the subject stays the same"),
    "label": N_("a prize’s name stands alone"),
    "person": N_("it presents a person: “{text}”"),
    "group": N_("it names a group of jurors: “{text}”"),
    "jury": N_("it stands in the part about the jury"),
    "editorial": N_("it speaks as an editorial does: “{text}”"),
    "before dossiers": N_("it stands before the dossiers"),
    "contents": N_("it is a table of contents"),
    "cover": N_("it is a cover or a title page"),
    "divider": N_("a short line divides the booklet: “{text}”"),
    "after dossiers": N_("it stands after the dossiers"),
    "empty": N_("there is no text"),
    CORRECTED: N_("its applicant, read as “{text}”, was corrected so before"),
    "listed": N_("the table of contents names it: “{text}”"),
}  # fmt: skip
"""An English sentence by code; translated where it is shown."""


def known(code: object, text: object) -> Clue | None:
    """Return a clue of a saved proposal, or None where the code is none of ours."""
    if isinstance(code, str) and code in SENTENCES and isinstance(text, str):
        from gpci_tui.model.cleaning import clean_line

        return Clue(code, clean_line(text)[:LONGEST])
    return None
