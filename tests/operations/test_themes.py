from __future__ import annotations

import pytest

from gpci_tui.model.dossier import THEME_SIGNS
from gpci_tui.model.errors import BadInput, NotFound, Refused
from gpci_tui.model.review import ListKey, ListKind
from gpci_tui.operations import shortlists, themes
from gpci_tui.store import journal
from gpci_tui.store import shortlists as listed
from gpci_tui.store import themes as stored
from gpci_tui.store.connection import Store

INCLUSION, READING = 1, 2


def _names(store: Store, dossier_id: int) -> list[str]:
    return [theme.name for theme in stored.of_dossier(store.conn, store.juror_id, dossier_id)]


def _counts(store: Store) -> dict[str, int]:
    return {theme.name: theme.count for theme in stored.vocabulary(store.conn, store.juror_id)}


def _list(store: Store, theme_id: int) -> list[tuple[int, str]]:
    board = listed.board(store.conn, store.juror_id, ListKind.THEME)
    found = [column for column in board if column.target_id == theme_id]
    return [(entry.dossier_id, entry.reason) for column in found for entry in column.entries]


def test_tagging_several_leaves_those_that_have_it(store: Store) -> None:
    themes.tag(store, [1], INCLUSION)
    changes = themes.tag(store, [1, 2, 3], INCLUSION)
    assert changes.dossiers == {2, 3}
    assert _counts(store) == {"Inclusion": 3, "Lecture": 0}
    assert not themes.tag(store, [1, 2], INCLUSION)


def test_untagging(store: Store) -> None:
    themes.tag(store, [1, 2], INCLUSION)
    assert themes.untag(store, [2, 3], INCLUSION).dossiers == {2}
    assert _names(store, 1) == ["Inclusion"]
    assert _names(store, 2) == []


def test_the_themes_that_some_dossiers_share(store: Store) -> None:
    themes.tag(store, [1, 2], INCLUSION)
    themes.tag(store, [2], READING)
    assert stored.shared(store.conn, store.juror_id, [1, 2]) == {INCLUSION: 2, READING: 1}
    assert stored.shared(store.conn, store.juror_id, []) == {}


def test_a_theme_is_made_and_put_on_dossiers_in_one_step(store: Store) -> None:
    changes = themes.create(store, "  Éveil\nmusical ", [1, 2])
    assert changes.verb == "theme.create_tag"
    assert stored.get(store.conn, changes.result).name == "Éveil musical"
    assert _names(store, 2) == ["Éveil musical"]
    journal.undo(store)
    assert _counts(store) == {"Inclusion": 0, "Lecture": 0}


@pytest.mark.parametrize("name", ["inclusion", "INCLUSION", " Inclusíon "])
def test_a_theme_that_is_there_is_used_as_it_is(store: Store, name: str) -> None:
    assert themes.create(store, name).result == INCLUSION
    assert not themes.create(store, name)
    changes = themes.create(store, name, [1])
    assert changes
    assert changes.result == INCLUSION
    assert themes.create(store, name, [1]).result == INCLUSION
    assert _counts(store) == {"Inclusion": 1, "Lecture": 0}


@pytest.mark.parametrize("name", ["", "  \n ", "\u0301", "\u200b", "a" * 81])
def test_a_name_is_needed_and_not_too_long(store: Store, name: str) -> None:
    with pytest.raises(BadInput):
        themes.create(store, name)
    with pytest.raises(BadInput):
        themes.rename(store, INCLUSION, name)
    with pytest.raises(BadInput):
        shortlists.create(store, name)


def test_a_name_may_be_of_any_script_or_a_sign(store: Store) -> None:
    for name in ("包容", "♥", "a" * 80, "[b]gras[/b]"):
        assert stored.get(store.conn, themes.create(store, name).result).name == name


def test_renaming(store: Store) -> None:
    themes.tag(store, [1], INCLUSION)
    themes.rename(store, INCLUSION, "École inclusive")
    assert _names(store, 1) == ["École inclusive"]
    assert stored.by_name(store.conn, "ecole INCLUSIVE") is not None
    assert stored.by_name(store.conn, "inclusion") is None
    # Another spelling of its own name is no clash.
    assert themes.rename(store, INCLUSION, "école Inclusive")
    assert not themes.rename(store, INCLUSION, "école Inclusive")


def test_renaming_to_another_theme_is_refused(store: Store) -> None:
    with pytest.raises(Refused, match="Merge"):
        themes.rename(store, INCLUSION, "LECTURE")


def test_describing_and_signing(store: Store) -> None:
    themes.describe(store, INCLUSION, " Pour\x07 tous \n")
    themes.set_sign(store, INCLUSION, THEME_SIGNS[3])
    theme = stored.get(store.conn, INCLUSION)
    assert (theme.description, theme.sign) == ("Pour\ufffd tous", THEME_SIGNS[3])
    themes.set_sign(store, INCLUSION, "")
    assert stored.get(store.conn, INCLUSION).sign == ""
    with pytest.raises(BadInput):
        themes.set_sign(store, INCLUSION, "X")


def test_merging_moves_taggings_and_places(store: Store) -> None:
    themes.tag(store, [1, 2], INCLUSION)
    themes.tag(store, [2, 3], READING)
    shortlists.add(store, [2, 1], ListKey(ListKind.THEME, INCLUSION), "de l’inclusion")
    shortlists.add(store, [3, 2], ListKey(ListKind.THEME, READING), "de la lecture")
    themes.merge(store, INCLUSION, READING)
    assert _counts(store) == {"Lecture": 3}
    assert _list(store, READING) == [
        (3, "de la lecture"), (2, "de la lecture; de l’inclusion"), (1, "de l’inclusion"),
    ]  # fmt: skip
    journal.undo(store)
    assert _counts(store) == {"Inclusion": 2, "Lecture": 2}
    assert [dossier for dossier, _ in _list(store, INCLUSION)] == [2, 1]


def test_merging_takes_the_list_along_where_there_is_none(store: Store) -> None:
    shortlists.add(store, [2, 1], ListKey(ListKind.THEME, INCLUSION))
    themes.merge(store, INCLUSION, READING)
    assert [dossier for dossier, _ in _list(store, READING)] == [2, 1]


def test_a_theme_is_not_merged_into_itself(store: Store) -> None:
    with pytest.raises(Refused):
        themes.merge(store, INCLUSION, INCLUSION)


def test_deleting_takes_taggings_and_the_list_along(store: Store) -> None:
    themes.tag(store, [1, 2], INCLUSION)
    shortlists.add(store, [2], ListKey(ListKind.THEME, INCLUSION))
    themes.delete(store, INCLUSION)
    assert _counts(store) == {"Lecture": 0}
    assert store.conn.execute("SELECT count(*) FROM shortlist").fetchall() == [(0,)]


def test_what_is_gone_is_said(store: Store) -> None:
    for verb in (
        lambda: themes.tag(store, [1], 99),
        lambda: themes.untag(store, [1], 99),
        lambda: themes.rename(store, 99, "x"),
        lambda: themes.describe(store, 99, "x"),
        lambda: themes.set_sign(store, 99, ""),
        lambda: themes.merge(store, 99, READING),
        lambda: themes.merge(store, READING, 99),
        lambda: themes.delete(store, 99),
    ):
        with pytest.raises(NotFound):
            verb()
    with pytest.raises(NotFound):
        themes.tag(store, [99], READING)


def test_the_vocabulary_is_in_the_order_of_a_dictionary(store: Store) -> None:
    for name in ("zoo", "Éveil", "eau"):
        themes.create(store, name)
    assert list(_counts(store)) == ["eau", "Éveil", "Inclusion", "Lecture", "zoo"]
