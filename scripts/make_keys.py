"""Write the list of keys, docs/keys.md and docs/keys.fr.md, from the program's bindings.

python scripts/make_keys.py            # write both
python scripts/make_keys.py --check    # exit with 1 where one is stale
"""

from __future__ import annotations

import sys
from pathlib import Path

from gpci_tui import i18n
from gpci_tui.i18n import _
from gpci_tui.ui.command_list import Command, all_commands, by_room
from gpci_tui.ui.keymap import ROOMS
from gpci_tui.ui.keys import key_name

DOCS = Path(__file__).resolve().parent.parent / "docs"
FILES = {"en": DOCS / "keys.md", "fr": DOCS / "keys.fr.md"}
INTRODUCTIONS = {
    "en": """\
# Keys

Made from the program by `python scripts/make_keys.py`; in the program, `?` shows the same.
The keys in the first row of digits work with and without Shift on an AZERTY keyboard.

To change a key, name the command and its new keys in the settings (`gpci where` says which
file that is), then start the program again:

```toml
[keys]
"dossier.theme" = "T"
"library.sort" = "O, f4"
```

A key that already means something else, or that no terminal sends, is refused with a
message, and the usual one stays. Two commands may exchange their keys.
""",
    "fr": """\
# Touches

Liste tirée du programme par `python scripts/make_keys.py` ; dans le programme, `?` montre
la même. Sur un clavier AZERTY, les touches des chiffres servent avec ou sans Maj.

Pour changer une touche, écrivez le nom de la commande et ses nouvelles touches dans les
réglages (`gpci where` dit dans quel fichier), puis relancez le programme :

```toml
[keys]
"dossier.theme" = "T"
"library.sort" = "O, f4"
```

Une touche qui sert déjà à autre chose, ou qu’aucun terminal n’envoie, est refusée avec un
message, et la touche d’origine reste. Deux commandes peuvent échanger leurs touches.
""",
}
HEADS = {"en": ("Keys", "What it does", "Command"), "fr": ("Touches", "Effet", "Commande")}


def render(language: str) -> str:
    """Return the list of keys in a language, as Markdown."""
    before = i18n.language()
    i18n.choose(language)
    try:
        rooms = by_room(all_commands({}))
        tables = [_table(language, room, commands) for room, commands in rooms.items()]
    finally:
        i18n.choose(before)
    return "\n".join([INTRODUCTIONS[language], *tables])


def _table(language: str, room: str, commands: list[Command]) -> str:
    lines = [f"## {_(ROOMS[room])}", "", "| {} | {} | {} |".format(*HEADS[language])]
    lines.append("| --- | --- | --- |")
    for command in commands:
        keys = " ".join(f"`{key_name(key)}`" for key in command.keys)
        lines.append(f"| {keys} | {_(command.words)} | `{command.id}` |")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the files, or check them; return the exit status."""
    stale = 0
    for language, path in FILES.items():
        text = render(language)
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            print(f"{path} is stale: python scripts/make_keys.py", file=sys.stderr)
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
