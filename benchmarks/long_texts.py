"""Writes long dossiers as Markdown files.

python -m benchmarks.long_texts COUNT KILOBYTES FOLDER
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from benchmarks.corpus import as_markdown
from benchmarks.corpus_text import draft


def main() -> None:
    wanted, kilobytes, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    drafts = map(draft, count())
    for number in range(wanted):
        made, body = next(drafts), ""
        while len(body.encode()) < kilobytes * 1000:
            body += next(drafts).body + "\n\n"
        body = body.encode()[: kilobytes * 1000].decode(errors="ignore")
        made = made._replace(title=f"Dossier {number + 1} de {kilobytes} kB", body=body)
        (folder / f"{number:02}.md").write_text(as_markdown(made), "utf-8")


if __name__ == "__main__":
    main()
