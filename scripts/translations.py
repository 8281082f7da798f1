"""Keeps the French catalogue: `update` takes in new messages, `compile` makes the .mo.

    python scripts/translations.py update     # then translate the empty entries of gpci.po
    python scripts/translations.py compile

`update` drops what the program no longer says and never guesses: a message that
was reworded comes back empty. Needs Babel (the `test` extra has it).
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "gpci_tui"
PO = SOURCE / "locales" / "fr" / "LC_MESSAGES" / "gpci.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


class French(Catalog):
    """A catalogue whose header says what gettext needs, and no dates or names that go stale."""

    mime_headers = property(
        lambda self: [
            ("Language", "fr"),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]
    )

    def __init__(self) -> None:
        super().__init__(locale="fr", domain="gpci", charset="utf-8", fuzzy=False)
        self.header_comment = "# French translations of gpci, under the same licence."


def extract() -> Catalog:
    """Return every message that the source marks, without translations."""
    found = Catalog(domain="gpci", charset="utf-8")
    marked = extract_from_dir(SOURCE, keywords=KEYWORDS, comment_tags=("Translators:",))
    for filename, _line, message, comments, context in sorted(marked, key=lambda m: m[:2]):
        # Without line numbers the catalogue only changes when a message does.
        found.add(
            message,
            locations=[(Path(filename).as_posix(), None)],
            auto_comments=comments,
            context=context,
        )
    return found


def read() -> French:
    """Return the French catalogue as it stands."""
    with PO.open("rb") as file:
        held = read_po(file, locale="fr", charset="utf-8")
    return carry_over(held, held)


def carry_over(found: Catalog, before: Catalog) -> French:
    """Return the messages of ``found`` with the translations that ``before`` holds for them."""
    after = French()
    for message in found:
        if not message.id:
            continue
        known = before.get(message.id, message.context)
        after.add(
            message.id,
            known.string if known else None,
            locations=message.locations,
            flags=known.flags if known else (),
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known else (),
            context=message.context,
        )
    return after


def untranslated(catalog: Catalog) -> list[str]:
    """Return the messages that have no French yet, or not for every number."""
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalog
        if message.id and not _is_whole(message.string)
    ]


def _is_whole(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(string) if isinstance(string, str | None) else bool(string) and all(string)


def as_po(catalog: Catalog) -> bytes:
    """Return the text of the .po file."""
    out = io.BytesIO()
    write_po(out, catalog, width=100, include_lineno=False)
    return out.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """Return the .mo file that the program reads."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def update() -> int:
    """Take in what the source says now; return 1 while something waits for its French."""
    catalog = carry_over(extract(), read())
    PO.write_bytes(as_po(catalog))
    waiting = untranslated(catalog)
    for message in waiting:
        print("to translate:", message)
    print(f"{len(catalog)} messages, {len(waiting)} to translate: {PO.relative_to(ROOT)}")
    return 1 if waiting else 0


def compile_() -> int:
    """Make the .mo of the .po."""
    MO.write_bytes(as_mo(read()))
    print(f"written: {MO.relative_to(ROOT)}")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("task", choices=("update", "compile"))
    return update() if parser.parse_args().task == "update" else compile_()


if __name__ == "__main__":
    sys.exit(main())
