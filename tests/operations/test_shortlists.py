from __future__ import annotations

import pytest

from gpci_tui.model.errors import BadInput, NotFound, Refused
from gpci_tui.model.review import Kind, ListKey, ListKind, Shortlist, Status
from gpci_tui.operations import annotations, reviews, shortlists, themes
from gpci_tui.store import places
from gpci_tui.store import shortlists as stored
from gpci_tui.store.connection import Store

INNOVATION = ListKey(ListKind.PRIZE, 1)
ALLIANCE = ListKey(ListKind.PRIZE, 2)
INCLUSION = ListKey(ListKind.THEME, 1)


def _column(store: Store, key: ListKey) -> Shortlist:
    board = stored.board(store.conn, store.juror_id, key.kind)
    return next(column for column in board if column.key == key)


def _order(store: Store, key: ListKey) -> list[int]:
    return [entry.dossier_id for entry in _column(store, key).entries]


def _entry(store: Store, key: ListKey, dossier_id: int) -> int:
    entries = _column(store, key).entries
    return next(entry.id for entry in entries if entry.dossier_id == dossier_id)


def test_adding_is_at_the_end_and_once(store: Store) -> None:
    shortlists.add(store, [3, 1], INNOVATION, " une\nraison ")
    changes = shortlists.add(store, [1, 2, 2, 4], INNOVATION)
    assert changes.dossiers == {2, 4}
    column = _column(store, INNOVATION)
    assert [entry.dossier_id for entry in column.entries] == [3, 1, 2, 4]
    assert [entry.rank for entry in column.entries] == [1, 2, 3, 4]
    assert [entry.reason for entry in column.entries] == ["une raison", "une raison", "", ""]
    assert (column.places, column.filled) == (3, 3)
    assert not shortlists.add(store, [1], INNOVATION)
    assert not shortlists.add(store, [], ALLIANCE)
    assert stored.list_id(store.conn, store.juror_id, ALLIANCE) is None


def test_an_entry_shows_the_review_of_its_dossier(store: Store) -> None:
    for kind in (Kind.QUOTE, Kind.STRENGTH, Kind.QUOTE):
        annotations.annotate(store, 1, 0, 20, kind)
    reviews.set_status(store, [1], Status.READ)
    places.put(store, 1, 3, 1.0)
    shortlists.add(store, [1, 2], INNOVATION)
    first, second = _column(store, INNOVATION).entries
    assert (first.status, first.kinds, first.annotations) == (
        Status.READ, (Kind.STRENGTH, Kind.QUOTE), 3,
    )  # fmt: skip
    assert first.read_at
    assert (second.status, second.kinds, second.annotations) == (Status.UNREAD, (), 0)


def test_removing(store: Store) -> None:
    shortlists.add(store, [1, 2, 3], INNOVATION)
    assert shortlists.remove(store, [1, 3, 5], INNOVATION).dossiers == {1, 3}
    assert _order(store, INNOVATION) == [2]
    assert not shortlists.remove(store, [1], ALLIANCE)


@pytest.mark.parametrize(
    ("dossier_id", "by", "order", "rank"),
    [
        (3, -1, [1, 3, 2, 4], "2"),
        (1, 2, [2, 3, 1, 4], "3"),
        (4, -9, [4, 1, 2, 3], "1"),
        (2, 9, [1, 3, 4, 2], "4"),
    ],
)
def test_ranking(store: Store, dossier_id: int, by: int, order: list[int], rank: str) -> None:
    shortlists.add(store, [1, 2, 3, 4], INNOVATION)
    changes = shortlists.rank(store, _entry(store, INNOVATION, dossier_id), by)
    assert _order(store, INNOVATION) == order
    assert changes.words["rank"] == rank


def test_the_ends_of_a_list_stop_a_move(store: Store) -> None:
    shortlists.add(store, [1, 2], INNOVATION)
    assert not shortlists.rank(store, _entry(store, INNOVATION, 1), -1)
    assert not shortlists.rank(store, _entry(store, INNOVATION, 2), 1)
    assert not shortlists.rank(store, _entry(store, INNOVATION, 2), 0)


def test_ranking_where_some_were_removed(store: Store) -> None:
    shortlists.add(store, [1, 2, 3, 4], INNOVATION)
    shortlists.remove(store, [2], INNOVATION)
    shortlists.rank(store, _entry(store, INNOVATION, 4), -1)
    shortlists.add(store, [5], INNOVATION)
    assert _order(store, INNOVATION) == [1, 4, 3, 5]
    assert stored.of_dossier(store.conn, store.juror_id, 3) == [
        (INNOVATION, "Innovation pédagogique", 3)
    ]


def test_moving_to_another_list_keeps_the_reason(store: Store) -> None:
    shortlists.add(store, [1, 2], INNOVATION, "raison")
    shortlists.add(store, [3], ALLIANCE)
    shortlists.move(store, _entry(store, INNOVATION, 1), ALLIANCE)
    assert _order(store, INNOVATION) == [2]
    assert _order(store, ALLIANCE) == [3, 1]
    assert _column(store, ALLIANCE).entries[1].reason == "raison"
    assert not shortlists.move(store, _entry(store, ALLIANCE, 1), ALLIANCE)


def test_moving_to_a_list_that_holds_it_is_refused(store: Store) -> None:
    shortlists.add(store, [1], INNOVATION)
    shortlists.add(store, [1], ALLIANCE)
    with pytest.raises(Refused, match="Alliance"):
        shortlists.move(store, _entry(store, INNOVATION, 1), ALLIANCE)
    assert _order(store, INNOVATION) == [1]


def test_a_reason_is_one_clean_line(store: Store) -> None:
    shortlists.add(store, [1], INNOVATION)
    shortlists.set_reason(store, _entry(store, INNOVATION, 1), "le plus\n\x1babouti")
    assert _column(store, INNOVATION).entries[0].reason == "le plus \ufffdabouti"


def test_places(store: Store) -> None:
    shortlists.set_places(store, INNOVATION, 0)
    assert _column(store, INNOVATION).places == 0
    shortlists.set_places(store, INCLUSION, 2)
    themes.tag(store, [1], 1)
    assert _column(store, INCLUSION).places == 2
    for places_ in (-1, 1000):
        with pytest.raises(BadInput):
            shortlists.set_places(store, INNOVATION, places_)


def test_a_list_of_ones_own(store: Store) -> None:
    made = shortlists.create(store, " À\nrevoir ", [2, 1, 2]).result
    key = ListKey(ListKind.OWN, made)
    assert _column(store, key).name == "À revoir"
    assert _order(store, key) == [2, 1]
    with pytest.raises(Refused):
        shortlists.create(store, "A REVOIR")
    assert shortlists.rename(store, key, "a revoir")
    assert not shortlists.rename(store, key, "a revoir")
    shortlists.delete(store, key)
    assert stored.board(store.conn, store.juror_id, ListKind.OWN) == []
    assert store.conn.execute("SELECT count(*) FROM entry").fetchall() == [(0,)]


def test_renaming_to_another_list_is_refused(store: Store) -> None:
    shortlists.create(store, "Une")
    other = shortlists.create(store, "Deux").result
    with pytest.raises(Refused, match="Une"):
        shortlists.rename(store, ListKey(ListKind.OWN, other), "UNE")


def test_prizes_and_themes_are_not_renamed_or_deleted_here(store: Store) -> None:
    for key in (INNOVATION, INCLUSION):
        with pytest.raises(Refused):
            shortlists.rename(store, key, "x")
        with pytest.raises(Refused):
            shortlists.delete(store, key)


def test_what_is_gone_is_said(store: Store) -> None:
    shortlists.add(store, [1], INNOVATION)
    prize_list = stored.list_id(store.conn, store.juror_id, INNOVATION)
    assert prize_list is not None
    entry = _entry(store, INNOVATION, 1)
    for key in (
        ListKey(ListKind.PRIZE, 99),
        ListKey(ListKind.THEME, 99),
        ListKey(ListKind.OWN, 99),
        # A list, but not one of the juror's own.
        ListKey(ListKind.OWN, prize_list),
    ):
        with pytest.raises(NotFound):
            shortlists.add(store, [1], key)
        with pytest.raises(NotFound):
            shortlists.remove(store, [1], key)
        with pytest.raises(NotFound):
            shortlists.move(store, entry, key)
        with pytest.raises(NotFound):
            shortlists.set_places(store, key, 1)
    for verb in (
        lambda: shortlists.rank(store, 99, 1),
        lambda: shortlists.move(store, 99, INNOVATION),
        lambda: shortlists.set_reason(store, 99, "x"),
        lambda: shortlists.rename(store, ListKey(ListKind.OWN, prize_list), "x"),
        lambda: shortlists.delete(store, ListKey(ListKind.OWN, prize_list)),
    ):
        with pytest.raises(NotFound):
            verb()


def test_the_board_has_every_prize_and_the_themes_in_use(store: Store) -> None:
    board = stored.board(store.conn, store.juror_id, ListKind.PRIZE)
    assert [column.name for column in board] == ["Innovation pédagogique", "Alliance éducative"]
    assert stored.board(store.conn, store.juror_id, ListKind.THEME) == []
    themes.tag(store, [1], 2)
    shortlists.add(store, [2], INCLUSION)
    board = stored.board(store.conn, store.juror_id, ListKind.THEME)
    assert [(column.name, len(column.entries)) for column in board] == [
        ("Inclusion", 1), ("Lecture", 0),
    ]  # fmt: skip


def test_the_choices_are_prizes_own_lists_and_every_theme(store: Store) -> None:
    shortlists.create(store, "À revoir")
    names = [choice.name for choice in stored.choices(store.conn, store.juror_id)]
    assert names == [
        "Innovation pédagogique", "Alliance éducative", "À revoir", "Inclusion", "Lecture",
    ]  # fmt: skip
