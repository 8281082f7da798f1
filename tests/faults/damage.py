"""Bytes of an edition are changed; it is opened, and all of it read.

A bit is turned, a page zeroed, the file cut short, two pages exchanged, or garbage put over its
end, at random places. Opening must not crash: either the program says that the file is damaged,
or it shows what was there. Where it shows something else without a word, that is counted as
silently wrong; what of that the checks of SQLite and the comparison of index and journal would
see is counted beside. A store that is refused must keep its bytes.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from gpci_tui.model.errors import GpciError
from gpci_tui.operations import edition, exporting, library
from gpci_tui.store import journal, places, revisions
from gpci_tui.store.connection import Store, open_store
from gpci_tui.store.visit import visit
from tests.faults import sound
from tests.faults.fault import Fault, Outcome
from tests.faults.plain_review import read
from tests.operations.scenes import set_the_stage
from tests.samples import CALAIS, DRAFTS, EDITION, ticking

PAGE = 4096
LONGER = 40
"""How much longer its texts are than in the other tests, so that they are a good part of it."""
QUERIES = (
    "tablettes",
    "élan",
    "thème:inclusion",
    "état:aside",
    "note:note",
    "=pirogue",
    "tabletes",
)


def turn_a_bit(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def zero_a_page(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) // PAGE) * PAGE
    data[at : at + PAGE] = bytes(PAGE)


def cut_short(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def exchange_pages(data: bytearray, chance: random.Random) -> None:
    one, other = (at * PAGE for at in chance.sample(range(len(data) // PAGE), 2))
    data[one : one + PAGE], data[other : other + PAGE] = (
        data[other : other + PAGE], data[one : one + PAGE],
    )  # fmt: skip


def put_garbage(data: bytearray, chance: random.Random) -> None:
    size = chance.randrange(1, 8 * PAGE)
    data[-size:] = chance.randbytes(size)


KINDS: dict[str, Callable[[bytearray, random.Random], None]] = {
    "bit flips": turn_a_bit, "zeroed pages": zero_a_page, "truncation": cut_short,
    "swapped pages": exchange_pages, "garbage tail": put_garbage,
}  # fmt: skip


def as_it_is(count: int, folder: Path) -> Outcome:
    """Damage it ``count`` times in each way."""
    chance = random.Random(count)
    whole = _made(folder)
    wanted = _shown(folder / "edition.gpci")
    outcomes: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    first = ""
    for kind, harm in KINDS.items():
        for _ in range(count):
            data = bytearray(whole)
            harm(data, chance)
            path = folder / "damaged.gpci"
            path.write_bytes(data)
            outcome = _opened(path, bytes(data), wanted)
            path.with_name(path.name + "-journal").unlink(missing_ok=True)
            outcomes[outcome] += 1
            if outcome == "silently wrong":
                silent[kind] += 1
                outcomes["seen"] += _is_seen(path)
            elif outcome.startswith(("crash", "written")):
                first = first or f"first: {kind}"
    bad = Counter({k: v for k, v in outcomes.items() if k not in ("told", "as it was", "seen")})
    kinds = ", ".join(f"{n} of {kind}" for kind, n in silent.items())
    note = f"{outcomes['told']:,} told, {outcomes['as it was']:,} as it was"
    if silent:
        note += f"; silently wrong: {kinds}; of these {outcomes['seen']} would be seen by comparing"
    return Outcome(count * len(KINDS), bad, f"{note}{'; ' if first else ''}{first}")


def unguarded(count: int, folder: Path) -> Outcome:
    """Read the damaged file as it comes, without the store's own words for what SQLite says."""
    chance = random.Random(count)
    whole = _made(folder)
    bad: Counter[str] = Counter()
    for harm in KINDS.values():
        for _ in range(count):
            data = bytearray(whole)
            harm(data, chance)
            path = folder / "damaged.gpci"
            path.write_bytes(data)
            try:
                with closing(open_store(path, read_only=True)) as store:
                    _all_of(store)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is counted.
                bad[type(error).__name__] += 1
            path.with_name(path.name + "-journal").unlink(missing_ok=True)
    return Outcome(count * len(KINDS), bad)


def _made(folder: Path) -> bytes:
    path = folder / "edition.gpci"
    with closing(open_store(path, juror="Jo", clock=ticking())) as store:
        drafts = [draft._replace(body=draft.body * LONGER) for draft in DRAFTS]
        edition.take_in(store, drafts, EDITION)
        set_the_stage(store)
        edition.take_in(store, [CALAIS._replace(body="Un mot.\n\n" + CALAIS.body)])
        places.put(store, 1, 20, 0.5)
        places.remember(store, {"mode": "reader"})
    return path.read_bytes()


def _opened(path: Path, data: bytes, wanted: object) -> str:
    """Open a damaged edition as the commands and the interface do; return what came of it."""
    try:
        shown = _shown(path)
    except GpciError:
        # It may have been read up to the damage, but nothing may have been written for that.
        return "told" if path.read_bytes() == data else "written to"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a crash.
        return f"crash ({type(error).__name__})"
    return "as it was" if shown == wanted else "silently wrong"


def _shown(path: Path) -> object:
    with visit(path, write=True) as store:
        return _all_of(store)


def _all_of(store: Store) -> Any:
    conn = store.conn
    written = json.loads(exporting.render(exporting.gather(store), exporting.Format.JSON))
    del written["exported_at"]
    found = [tuple(library.find(store, query, with_facets=True).ids) for query in QUERIES]
    older = [revisions.of_dossier(conn, number) for number in range(1, 6)]
    seen = [places.get(conn, store.juror_id, number) for number in range(1, 6)]
    kept = read(store), journal.history(conn), older, seen, places.session(conn)
    return written, found, kept


def _is_seen(path: Path) -> bool:
    try:
        with closing(open_store(path)) as store:
            sound.check(store)
    except Exception:  # noqa: BLE001 - it is seen, whatever is said of it.
        return True
    return False


FAULT = Fault(
    name="damage", what="bits turned, pages zeroed or swapped, cut short, garbage: 5 ways each",
    must="0 crashes, refused stores unwritten; silently wrong is counted, to become 0",
    quick=16, full=1000, run=as_it_is,
    weaker="read without the store's own words for damage", control=unguarded, control_count=12,
    how=__doc__, allowed=frozenset({"silently wrong"}),
)  # fmt: skip
