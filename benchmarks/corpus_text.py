"""French that means nothing: words of French shape, by Zipf's law, made anew from a seed.

The words that every text has, and some of a jury's trade, are real, so that a
person can type queries; all others are put together from syllables. No text is
anybody's.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from gpci_tui.model.dossier import LEVELS, DossierDraft, make_ref

SEED = 2025
LEMMAS = 40_000
"""Words without their inflections."""
WORDS = 760
"""Words of a dossier at the median: some 5 kB."""


def _each(words: str) -> list[str]:
    return words.split()


_COMMON = _each(
    "de la le et les des à en un une du dans pour que qui par sur avec au est plus sont ce se ne "
    "pas aux ou leur cette leurs son sa ses ces il elle nous ils elles été être ont a fait tous "
    "toutes ainsi entre mais comme aussi afin dont chaque depuis sans sous très même deux"
)
_TRADE = _each(
    "projet élève école numérique classe enseignant collège collectivité établissement territoire "
    "équipe année outil usage commune ressource apprentissage activité parent accompagnement "
    "tablette médiathèque lecture innovation pédagogique inclusion atelier formation budget "
    "partenaire département région ville lycée équipement financement réseau laboratoire robot "
    "programmation radio podcast image média éducation citoyenneté autonomie handicap langue "
    "anglais musique théâtre science jardin climat énergie data écran clavier imprimante serveur "
    "logiciel libre sécurité wifi connexion vidéo photographie animation bibliothèque cantine "
    "périscolaire maternelle élémentaire orientation stage entreprise métier tuteur mentor "
    "évaluation bilan résultat indicateur pérenne essaimage coût subvention convention"
)
_ONSETS = _each("b c ch d f g gr j l m n p pr qu r s t tr v pl bl cl cr dr fl vr st sp ph gn br fr")
_VOWELS = _each("a e i o u é è ou an en on in ai eau oi eu au")
_ENDINGS = _each(
    "tion ment age eur euse ique able té ier ière el elle if ive al ance ence isme iste ade et "
    "ette er ir oir ure ain ois in on ot eux is"
)
_PLACES = _each("Saint-{} {}-sur-Mer {}-les-Bains {}ville Mont{} {}ac {}y {} {} {} {}-en-Val")
_HEADINGS = (
    "Contexte", "Projet", "Public", "Moyens", "Résultats", "Évaluation", "Et après", "Partenaires",
)  # fmt: skip
_OF = {
    "commune": "Ville de {}", "agglomération": "Agglomération de {}",
    "métropole": "Métropole de {}", "département": "Département de {}",
    "région": "Région {}", "collectivité d’outre-mer": "Collectivité de {}",
    "association": "Association {}",
}  # fmt: skip
PRIZES = (
    "Innovation pédagogique", "Alliance éducative", "Partenariat public-privé",
    "Numérique responsable", "Coup de cœur du jury", "Lecture et médias",
)  # fmt: skip
THEMES = (
    "Inclusion", "Lecture", "Sobriété numérique", "Parentalité", "Orientation", "Langues",
    "Sciences", "Éducation aux médias", "Ruralité", "Intelligence artificielle", "Arts",
    "Robotique", "Citoyenneté", "Formation", "Jardin et climat",
)  # fmt: skip


def _word(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(syllables))


def _inflected(rng: random.Random, lemma: str, always: bool) -> list[str]:
    forms = [lemma]
    if lemma.endswith("er"):
        forms += [lemma[:-2] + ending for ending in ("é", "ée", "ent", "ant")]
    elif lemma.endswith(("eau", "eu")):
        forms.append(lemma + "x")
    elif lemma[-1] not in "sx" and (always or rng.random() < 0.7):
        forms.append(lemma + "s")
    return forms


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word forms in the order of their frequency, with Zipf's weights added up."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    names: tuple[str, ...]
    """Names of places."""


@cache
def vocabulary() -> Vocabulary:
    """Return the words of all texts; the same every time."""
    rng = random.Random(SEED)
    lemmas = dict.fromkeys([*_COMMON, *_TRADE])
    while len(lemmas) < LEMMAS:
        frequent = len(lemmas) < 3000  # Such words are short.
        lemmas[_word(rng, 1 if frequent else rng.choice((1, 2, 2))) + rng.choice(_ENDINGS)] = None
    ranked: list[tuple[float, str]] = []
    for rank, lemma in enumerate(lemmas):
        trade = rank < len(_COMMON) + len(_TRADE)
        forms = [lemma] if rank < len(_COMMON) else _inflected(rng, lemma, trade)
        share = 1.0 / (rank + 2.0) ** 1.15
        ranked += [(share / (1 + 2 * at), form) for at, form in enumerate(forms)]
    ranked.sort(reverse=True)
    # What stands before an apostrophe is written with the next word.
    ranked[6:6] = [(ranked[6][0], "l’"), (ranked[7][0], "d’")]
    names = dict.fromkeys(
        rng.choice(_PLACES).format(_word(rng, rng.choice((1, 2, 2, 3))).capitalize())
        for _ in range(6000)
    )
    weights = tuple(accumulate(share for share, _ in ranked))
    return Vocabulary(tuple(word for _, word in ranked), weights, tuple(names))


def draft(number: int) -> DossierDraft:
    """Return the dossier of that number, from 0 on; the same every time."""
    rng = random.Random(SEED * 1_000_003 + number)
    known = vocabulary()
    level = rng.choices(LEVELS, (60, 12, 6, 12, 5, 1, 4))[0]
    place = rng.choice(known.names)
    title = _title(rng, known, place)
    return DossierDraft(
        ref=make_ref(f"{place[:30]}-{number}"),
        title=title,
        applicant=_OF[level].format(place) if rng.random() < 0.98 else "",
        level=level,
        department=rng.choice(known.names[:100]) if rng.random() < 0.7 else "",
        prize=rng.choice(PRIZES) if rng.random() < 0.9 else "",
        fields=(("budget", (f"{rng.randrange(2, 400)}\u202f{rng.randrange(1000):03} €",)),),
        body=_body(rng, known, place),
        source=f"{number // 1000:03}/dossier-{number:06}.md",
    )


def _title(rng: random.Random, known: Vocabulary, place: str) -> str:
    said = rng.choices(known.words, cum_weights=known.weights, k=rng.randint(2, 6))
    said.insert(rng.randrange(3), rng.choice(_TRADE))
    if rng.random() < 0.3:
        said.append("à " + place)
    return _sentence(said)


def _sentence(said: list[str]) -> str:
    text = " ".join(said).replace("’ ", "’")
    return text[:1].upper() + text[1:]


def _body(rng: random.Random, known: Vocabulary, place: str) -> str:
    length = max(60, int(rng.lognormvariate(0, 0.35) * WORDS))
    said = rng.choices(known.words, cum_weights=known.weights, k=length)
    for _ in range(2):  # What stands nowhere else: a name, an amount.
        said[rng.randrange(length)] = _word(rng, 3).capitalize()
        amount = f"{rng.randrange(2, 900)}\u202f{rng.randrange(1000):03} euros"
        said[rng.randrange(length)] = amount
    said[rng.randrange(length)] = place
    headings = rng.sample(_HEADINGS, 4)
    parts: list[str] = []
    at = 0
    while at < length:
        if len(parts) % 4 == 0 and headings:
            parts.append("## " + headings.pop())
        paragraph = []
        for _ in range(rng.randint(2, 5)):
            end = at + rng.randint(7, 26)
            if at < length:
                paragraph.append(_sentence(said[at:end]) + ".")
            at = end
        parts.append(" ".join(paragraph))
    return "\n\n".join(parts) + "\n"
