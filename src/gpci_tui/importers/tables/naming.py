"""Which field a column's name speaks of: by the name itself, else by the nearest one known."""

from __future__ import annotations

from typing import NamedTuple

from gpci_tui.importers.keys import KEYS, known
from gpci_tui.model.folding import words

BODY = "body"
"""The target of a column that holds the text."""

NEAR = 82.0
"""From this similarity on, of 100, a name is taken for another one (rapidfuzz's ``ratio`` of the
words in alphabetical order). Below it stand pairs such as “pays” and “prix”, above it slips of
the keyboard, plurals and endings."""

# Beside the names of ``keys``, what forms and spreadsheets call the same.
_ALIASES = {
    "ref": "id, identifiant, numéro, n°, num, code, réf, numéro de dossier, n° dossier, "
           "référence du dossier, application id, number",
    "title": "intitulé, intitulé du projet, titre du projet, nom du projet, projet, "
             "nom du dossier, objet, nom de l’action, project, project title, project name, name",
    "applicant": "collectivité candidate, nom de la collectivité, candidat, candidate, porteur, "
                 "porteur du projet, commune, ville, mairie, organisme, organisation, structure, "
                 "établissement, nom de la structure, organization, local authority, council, town",
    "level": "type de collectivité, catégorie de collectivité, nature de la collectivité, "
             "type de structure, strate, type of authority, applicant type",
    "department": "dpt, dept, n° département, territoire, county",
    "prize": "prix demandé, prix visé, catégorie, catégorie de prix, catégorie du prix, "
             "candidature au prix, award, prize category, category",
    "school_levels": "niveau, niveau scolaire, niveaux scolaires, niveaux concernés, classes, "
                     "public, public visé, public concerné, degré, school level, grades, audience",
    "partners": "partenaire, partenariat, partenariats, partenaires du projet, partnership",
    "suppliers": "fournisseur, prestataire, prestataires, éditeurs, entreprises, supplier, vendors",
    "tools": "outil, solutions, solution, matériel, équipement, équipements, logiciels, tool, "
             "equipment, software",
    "budget": "coût, coûts, montant, financement, coût total, budget total, cost, amount, funding",
    "period": "dates, date, calendrier, durée, année, année scolaire, schedule, duration, year",
    "laureate": "lauréate, lauréats, primé, primée, winner, awarded",
    BODY: "texte, description, descriptif, présentation, résumé, contenu, corps, dossier, "
          "présentation du projet, description du projet, descriptif du projet, résumé du projet, "
          "text, content, summary, abstract, project description",
}  # fmt: skip
_EMPTY = frozenset(
    "de du des d la le les l au aux en et à un une votre vos notre of the your our a an".split()  # noqa: SIM905
)


class Guess(NamedTuple):
    """A field that a name may speak of."""

    target: str
    similarity: float
    """From 0 to 100; 100 is the very name, or another name of the same."""


def is_known(name: str) -> bool:
    """Return whether a name is that of a field."""
    return known(name) is not None or _plain(name) in _BY_NAME


def guesses(name: str) -> list[Guess]:
    """Return the fields that ``name`` may speak of, the likeliest first; each once."""
    key = known(name)
    if key is not None:
        return [Guess(key.name, 100.0)]
    plain = _plain(name)
    if plain in _BY_NAME:
        return [Guess(_BY_NAME[plain], 100.0)]
    from rapidfuzz import fuzz

    best: dict[str, float] = {}
    for alias, target in _BY_NAME.items():
        similarity = max(fuzz.ratio(plain, alias), _led_by(name, alias))
        if similarity >= NEAR and similarity > best.get(target, 0.0):
            best[target] = similarity
    return sorted((Guess(*each) for each in best.items()), key=lambda each: -each.similarity)


def _led_by(name: str, alias: str) -> float:
    """Return how well a longer name is led by a known one: “Budget prévisionnel” by “budget”."""
    asked = _content(name)
    wanted = alias.split(" ")
    if len(asked) <= len(wanted) or sorted(asked[: len(wanted)]) != wanted:
        return 0.0
    # The more of it is known, the surer: from 88 for one word of many to 97.
    return 88.0 + 9.0 * len(wanted) / len(asked)


def _content(name: str) -> list[str]:
    return [word for word in words(name) if word not in _EMPTY]


def _plain(name: str) -> str:
    return " ".join(sorted(_content(name)))


_BY_NAME = {
    **{_plain(key.name.replace("_", " ")): key.name for key in KEYS},
    **{_plain(key.french): key.name for key in KEYS},
    **{
        _plain(alias): target for target, names in _ALIASES.items() for alias in names.split(", ")
        if _plain(alias)
    },
}  # fmt: skip
