from __future__ import annotations

from gpci_tui import i18n
from gpci_tui.model.clues import Clue
from gpci_tui.model.segments import Kind, Segment
from gpci_tui.operations.booklets import reason


def test_a_reason_is_said_in_both_languages():
    segment = Segment(Kind.DOSSIER, 0, 1, clues=(Clue("page"), Clue("words", "La {ville}")))
    assert reason(segment) == "A new page begins here; it begins with “La {ville}”"
    i18n.choose("fr")
    assert reason(segment) == (
        "Une page commence ici\u00a0; il commence par «\u00a0La {ville}\u00a0»"
    )
    assert reason(segment._replace(clues=())) == ""
