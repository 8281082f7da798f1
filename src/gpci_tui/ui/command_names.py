"""What commands are called where there is room: in the help, the palette and the docs.

The hint line takes a binding's own description, a word or two.
"""

from __future__ import annotations

from gpci_tui.model.errors import N_

LONG_NAMES = {
    "app.library": N_("go to the Library"),
    "app.reader": N_("go to the Reader"),
    "app.shortlist": N_("go to the Shortlist"),
    "app.themes": N_("go to the Themes"),
    "app.undo": N_("undo the last change"),
    "app.redo": N_("redo what was undone"),
    "app.commands": N_("find a command by its name"),
    "app.history": N_("history: what was done, and when"),
    "app.settings": N_("settings: language, look, name, keys"),
    "app.import": N_("import a folder or a file"),
    "app.export": N_("export my review"),
    "dossier.theme": N_("put themes on the dossier"),
    "dossier.shortlist": N_("put the dossier on shortlists"),
    "dossier.status": N_("mark the dossier as read, to re-read…"),
    "dossier.note": N_("write a note on the dossier"),
    "dossier.aside": N_("put the dossier aside, or take it back"),
    "library.to_list": N_("go from the words typed to the list"),
    "library.complete": N_("complete a field, a name, a recent search"),
    "library.below": N_("go into what is offered, or to the list"),
    "library.recent": N_("choose among the recent searches"),
    "library.search": N_("find words in all dossiers"),
    "library.filter": N_("filter by status, prize, theme…"),
    "library.sort": N_("sort the list"),
    "library.mark": N_("select the dossier, for several at once"),
    "library.mark_all": N_("select all that are listed"),
    "library.compare": N_("compare two dossiers side by side"),
    "library.clear": N_("clear the words, the filters, the selection"),
    "themes.to_list": N_("go from the words typed to the themes"),
    "themes.show": N_("show its dossiers in the Library"),
    "themes.dossiers": N_("go to its dossiers"),
    "themes.vocabulary": N_("go back to the themes"),
    "themes.search": N_("find a theme"),
    "themes.new": N_("create a theme"),
    "themes.rename": N_("rename the theme"),
    "themes.merge": N_("merge the theme into another"),
    "themes.describe": N_("describe the theme"),
    "themes.sign": N_("choose a sign for the theme"),
    "themes.delete": N_("delete the theme"),
    "themes.sort": N_("sort the themes"),
    "shortlist.add": N_("add a dossier to the list"),
    "shortlist.remove": N_("remove the dossier from the list"),
    "shortlist.reason": N_("say why it stands there, in a line"),
    "shortlist.compare": N_("compare two dossiers side by side"),
    "shortlist.mark": N_("select the dossier, to compare it"),
    "shortlist.kind": N_("show the lists by prize, by theme, or my own"),
    "shortlist.places": N_("set the number of places"),
    "shortlist.new": N_("create a list of my own"),
    "reader.compare": N_("compare with another dossier"),
    "reader.annotate": N_("annotate the passage"),
    "reader.plan": N_("go to the plan"),
    "reader.copy": N_("copy the passage"),
    "reader.search": N_("find words in the dossier"),
}
"""Id of a binding -> its name; one that isn't here is called by its description."""
