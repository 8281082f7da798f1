from __future__ import annotations

import inspect

from gpci_tui.model import errors


def test_the_docstring_shows_the_whole_tree() -> None:
    found = {
        name
        for name, value in vars(errors).items()
        if inspect.isclass(value) and issubclass(value, errors.GpciError)
    }
    assert found
    assert all(name in (errors.__doc__ or "") for name in found)


def test_an_error_keeps_its_template_and_fills_its_gaps() -> None:
    error = errors.NotFound("no {what}", what="dossier {x}")
    assert str(error) == "no dossier {x}"
    assert (error.template, error.params) == ("no {what}", {"what": "dossier {x}"})


def test_braces_stay_where_there_are_no_gaps() -> None:
    assert str(errors.BadInput("a {brace} stays")) == "a {brace} stays"
