"""The line under the text: what to annotate with, or what there is to know or to do here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from gpci_tui.i18n import _
from gpci_tui.model.errors import N_
from gpci_tui.model.review import Annotation, Fate, Kind
from gpci_tui.operations.words import fate_name, kind_name
from gpci_tui.ui.keys import key_name
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.cells import cut
from gpci_tui.ui.widgets.own_lines import PaintsItself

LEAST_QUOTE = 20
"""Columns below which the passage is not shown in the bar."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the bar is about: a passage to be marked, or an annotation to be changed."""

    quote: str
    annotation: Annotation | None = None


class AnnotateBar(PaintsItself, Widget, can_focus=True):
    """Asks for the kind of an annotation, with one letter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # The first letters of what they are called in French.
        Binding("f", "kind('strength')", N_("strength"), id="annotate.strength"),
        Binding("r", "kind('weakness')", N_("weakness"), id="annotate.weakness"),
        Binding("q", "kind('question')", N_("question"), id="annotate.question"),
        Binding("c", "kind('quote')", N_("quote"), id="annotate.quote"),
        Binding("enter,n", "note", N_("note"), id="annotate.note"),
        Binding("a", "attach", N_("attach"), id="annotate.attach"),
        Binding("delete,backspace", "delete", N_("delete"), id="annotate.delete"),
        Binding("escape", "close", N_("back"), id="annotate.close"),
    ]
    DEFAULT_CSS = """
    AnnotateBar { height: 1; background: $panel; display: none; }
    AnnotateBar.-shown { display: block; }
    """

    class Chosen(Message):
        """A kind was chosen."""

        def __init__(self, kind: Kind) -> None:
            super().__init__()
            self.kind = kind

    class NoteWanted(Message):
        """The note of the annotation is to be written."""

    class AttachWanted(Message):
        """The annotation is to be attached to another passage."""

    class DeleteWanted(Message):
        """The annotation is to go."""

    class Closed(Message):
        """Nothing is to be done."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: Asked | None = None
        self._spots: list[tuple[int, int, Kind]] = []

    def ask(self, asked: Asked) -> None:
        """Show the bar and take the keys."""
        self.asked = asked
        self.add_class("-shown")
        self.focus()
        self.refresh()

    def close(self) -> None:
        """Show nothing any more."""
        self.asked = None
        self.remove_class("-shown")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("note", "delete", "attach"):
            return self.asked is not None and self.asked.annotation is not None
        return True

    def action_kind(self, kind: str) -> None:
        self.post_message(self.Chosen(Kind(kind)))

    def action_note(self) -> None:
        self.post_message(self.NoteWanted())

    def action_attach(self) -> None:
        self.post_message(self.AttachWanted())

    def action_delete(self) -> None:
        self.post_message(self.DeleteWanted())

    def action_close(self) -> None:
        self.post_message(self.Closed())

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        style = palette(self.app)
        ground = self.rich_style.background_style
        if self.asked is None:
            return Strip.blank(width, ground)
        known = self.asked.annotation
        keys = _keys(self)
        verb = _("Edit") if known else _("Annotate")
        start = [Segment("  "), Segment("▌ ", style.primary), Segment(verb, style.strong)]
        kinds = {kind: self._kind(kind, known, keys) for kind in Kind}
        room = width - sum(map(_size, [start, *kinds.values()])) - 2
        after = _("then the note")
        if known:
            after = "   ".join(
                f"{keys.get(id_, '')} {word}"
                for id_, word in (
                    ("annotate.note", _("note")), ("annotate.attach", _("attach")),
                    ("annotate.delete", _("delete")),
                )
            )  # fmt: skip
        end = [Segment("     " + after, style.muted)]
        if _size(end) > room:
            end = []
        quote = _("“{title}”").format(title=cut(self.asked.quote, room - _size(end) - 8))
        if room - _size(end) >= LEAST_QUOTE:
            start.append(Segment(f" {quote}  ", style.muted))
        segments, self._spots = start, []
        for kind, shown in kinds.items():
            left = _size(segments)
            segments += shown
            self._spots.append((left, _size(segments), kind))
        return Strip([*segments, *end]).adjust_cell_length(width).apply_style(ground)

    def _kind(self, kind: Kind, known: Annotation | None, keys: dict[str, str]) -> list[Segment]:
        style = palette(self.app)
        chosen = known is not None and known.kind is kind
        return [
            Segment("   " + keys.get(f"annotate.{kind.value}", ""), style.kinds[kind]),
            Segment(f" {kind_name(kind)} ", style.strong if chosen else style.text),
            Segment(kind.sign, style.kinds[kind]),
        ]

    def on_click(self, event: events.Click) -> None:
        for left, right, kind in self._spots:
            if left <= event.x < right:
                self.post_message(self.Chosen(kind))


def _size(segments: list[Segment]) -> int:
    return sum(cell_len(segment.text) for segment in segments)


def _keys(widget: Widget) -> dict[str, str]:
    """Return the name of the first key of each binding that works now, by its id."""
    names: dict[str, str] = {}
    for active in widget.screen.active_bindings.values():
        if active.binding.id:
            names.setdefault(active.binding.id, key_name(active.binding.key))
    return names


@dataclass(frozen=True, slots=True)
class Foot:
    """What the line under the text says: the proposal, else the annotation, else what the plan
    would say of the dossier; and the search."""

    attaching: str = ""
    """The words of an annotation that waits for its passage."""
    proposal: str = ""
    """A question that Enter answers with yes."""
    annotation: Annotation | None = None
    others: int = 0
    """How many further annotations stand here."""
    search: str = ""
    note: str = ""
    """The note on the dossier."""
    themes: tuple[str, ...] = ()
    provenance: str = ""
    """Where in its file the dossier stands."""


class FootLine(PaintsItself, Widget):
    """Paints a ``Foot``."""

    DEFAULT_CSS = "FootLine { height: 1; }"
    foot: reactive[Foot] = reactive(Foot())

    class Agreed(Message):
        """The proposal was clicked."""

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        style = palette(self.app)
        foot = self.foot
        right: list[Segment] = []
        if foot.search:
            right = [Segment("   / ", style.primary), Segment(foot.search + "  ", style.muted)]
        room = max(0, width - _size(right))
        left: list[Segment] = []
        if foot.attaching:
            left = self._attaching(foot.attaching, room)
        elif foot.proposal:
            left = [
                Segment("  ▌ ", style.primary), Segment(foot.proposal + "  ", style.text),
                Segment(_keys(self).get("list.choose", ""), style.heading),
            ]  # fmt: skip
        elif foot.annotation is not None:
            left = self._annotation(foot.annotation, foot.others, room)
        elif foot.note or foot.themes:
            left = self._dossier(foot, room)
        elif foot.provenance:
            left = [Segment("  " + cut(foot.provenance, max(0, room - 4)), style.muted)]
        strip = Strip([*Strip(left).adjust_cell_length(room), *right])
        return strip.adjust_cell_length(width).apply_style(style.ground)

    def _attaching(self, quote: str, width: int) -> list[Segment]:
        style, keys = palette(self.app), _keys(self)
        said = _("select its passage, then {key}").format(key=keys.get("reader.annotate", ""))
        left = _("“{title}”").format(title=cut(quote, max(8, width - len(said) - 9)))
        return [
            Segment("  ▌ ", style.accent), Segment(left, style.muted), Segment("  "),
            Segment(said, style.text),
        ]  # fmt: skip

    def _annotation(self, annotation: Annotation, others: int, width: int) -> list[Segment]:
        style = palette(self.app)
        ink = style.kinds[annotation.kind]
        more = f"  +{others}" if others else ""
        if annotation.fate is Fate.MOVED:
            more = f"  {fate_name(annotation.fate, annotation.similarity)}{more}"
        note = " ".join(annotation.note.split("\n"))
        shown = cut(note or kind_name(annotation.kind), max(0, width - 8 - len(more)))
        return [
            Segment("  ▌ ", ink), Segment(annotation.kind.sign + " ", ink),
            Segment(shown, style.text if note else style.muted), Segment(more, style.muted),
        ]  # fmt: skip

    def _dossier(self, foot: Foot, width: int) -> list[Segment]:
        style = palette(self.app)
        note = f"¶ {' '.join(foot.note.split())}" if foot.note else ""
        themes = "  ".join("#" + name for name in foot.themes)
        between = "   " if note and themes else ""
        room = max(0, width - 2 * len("  ") - len(between))
        # Each may take what the other leaves, and half of the line at least.
        note = cut(note, max(room - cell_len(themes), room // 2))
        return [
            Segment("  "), Segment(note, style.muted), Segment(between),
            Segment(cut(themes, room - cell_len(note)), style.primary),
        ]  # fmt: skip

    def on_click(self) -> None:
        if self.foot.proposal:
            self.post_message(self.Agreed())
