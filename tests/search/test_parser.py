from __future__ import annotations

import string
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gpci_tui.model.folding import fold
from gpci_tui.model.query import (
    All,
    Condition,
    Either,
    Field,
    Node,
    Not,
    Operator,
    Query,
    Term,
)
from gpci_tui.search.lexer import MAX_LEAVES
from gpci_tui.search.parser import parse
from gpci_tui.search.terms import LITTLE_WORDS
from tests.search.rendering import rendered

EVERYTHING = All()


def word(text: str) -> Term:
    return Term(text, prefix=False)


def begun(text: str) -> Term:
    return Term(text, prefix=True)


def phrase(text: str) -> Term:
    return Term(text, prefix=False, phrase=True)


def hyphenated(text: str) -> Term:
    return Term(text, prefix=False, phrase=True, hyphenated=True)


def literal(text: str) -> Term:
    return Term(text, prefix=False, literal=True)


def both(*parts: Node) -> All:
    return All(parts)


def either(*parts: Node) -> Either:
    return Either(parts)


def field(of: Field, *values: str, by: Operator = Operator.IS) -> Condition:
    return Condition(of, by, values)


def said(query: Query) -> list[str]:
    return [problem.template.format(**dict(problem.gaps)) for problem in query.problems]


def only(text: str, *, typing: bool = False) -> Node:
    query = parse(text, typing=typing)
    assert said(query) == []
    (node,) = query.groups
    return node


A, B, C = word("aa"), word("bb"), word("cc")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", EVERYTHING),
        ("   ", EVERYTHING),
        ("?! – «»", EVERYTHING),
        ("Tablettes", word("tablettes")),
        ("École numérique", both(word("ecole"), word("numerique"))),
        ("mot mot MOT", word("mot")),
        ("œuvre", word("oeuvre")),
        ("#RaconteTonMétier", word("racontetonmetier")),
        ("école/collège", both(word("ecole"), word("college"))),
        # An elided word is no word; a possessive neither.
        ("l’école d’été", both(word("ecole"), word("ete"))),
        ("qu'il", word("il")),
        ("d’aujourd’hui", hyphenated("aujourd hui")),
        ("entr'aide", hyphenated("entr aide")),
        ("children's", word("children")),
        ("O’Brien", hyphenated("o brien")),
        # Hyphens.
        ("web-radio", hyphenated("web radio")),
        ("web‑radio", hyphenated("web radio")),
        ("Villeneuve-d’Ascq", hyphenated("villeneuve d ascq")),
        ("wi-fi", hyphenated("wi fi")),
        ("mot - mot", word("mot")),
        ("-> mot", word("mot")),
        ("--mot", word("mot")),
        # Little words count only where nothing else is asked for.
        ("la classe à la carte", both(word("classe"), word("carte"))),
        ("à la", both(word("a"), word("la"))),
        ("(à la) carte", word("carte")),
        ("l'", word("l")),
        ("à", word("a")),
        ("et/ou école", word("ecole")),
        ("-le aa", both(Not(word("le")), A)),
        ("le OU aa", either(word("le"), A)),
        ("=le aa", both(literal("le"), A)),
        ("le* aa", both(begun("le"), A)),
        # Numbers.
        ("3 classes", both(word("3"), word("classes"))),
        ("22 605", word("22605")),
        ("22\u00a0605", word("22605")),
        ("1\u202f234\u202f567 €", word("1234567")),
        ("22,605", word("22605")),
        ("22605", word("22605")),
        ("0 100", both(word("0"), word("100"))),
        ("TI 83 200 places", both(word("ti"), word("83200"), word("places"))),
        ("2024 2025", both(word("2024"), word("2025"))),
        ("CM2 106 cas", both(word("cm2"), word("106"), word("cas"))),
        ("4,5 millions", both(phrase("4 5"), word("millions"))),
        ("2024/2025", phrase("2024 2025")),
        ("2025-03-01", phrase("2025 03 01")),
        ("covid-19", hyphenated("covid 19")),
        ("H₂O", word("h2o")),
        # Phrases.
        ('"grand prix"', phrase("grand prix")),
        ("« grand prix »", phrase("grand prix")),
        ("“Grand Prix” lyon", both(phrase("grand prix"), word("lyon"))),
        ('"" lyon', word("lyon")),
        ('"l’école"', phrase("l ecole")),
        ('"22 605 euros"', phrase("22605 euros")),
        ('a "b c" d', phrase("b c")),
        ('"grand pri"*', Term("grand pri", prefix=True, phrase=True)),
        # Beginnings, never of one letter.
        ("tabl*", begun("tabl")),
        ("t*", word("t")),
        ("web-rad*", Term("web rad", prefix=True, phrase=True, hyphenated=True)),
        ("*aa", A),
        ("=tablettes", literal("tablettes")),
        ('="grand prix"', Term("grand prix", prefix=False, phrase=True, literal=True)),
        ("=web-radio", Term("web radio", prefix=False, phrase=True, literal=True)),
        ("a=b mot", word("mot")),
        ("aa=bb", both(A, B)),
        # Operators, in both languages, in capitals only.
        ("aa AND bb", both(A, B)),
        ("aa ET bb", both(A, B)),
        ("aa et bb", both(A, B)),
        ("aa OR bb", either(A, B)),
        ("aa OU bb", either(A, B)),
        ("aa or bb", both(A, word("or"), B)),
        ("-aa", Not(A)),
        ("NOT aa", Not(A)),
        ("SAUF aa", Not(A)),
        ("−aa", Not(A)),
        ("NOT NOT aa", A),
        ("NOT -aa", A),
        ("NOT NOT NOT aa", Not(A)),
        ("aa AND NOT bb", both(A, Not(B))),
        ("aa -bb", both(A, Not(B))),
        ("aa-bb", hyphenated("aa bb")),
        ("aa SAUF (bb OU cc)", both(A, Not(either(B, C)))),
        ('-"grand prix"', Not(phrase("grand prix"))),
        ("-=aa", Not(literal("aa"))),
        ("aa bb OU cc", either(both(A, B), C)),
        ("aa ET bb OU cc", either(both(A, B), C)),
        ("aa OU bb cc", either(A, both(B, C))),
        ("aa (bb OU cc)", both(A, either(B, C))),
        ("(aa bb) (aa OU bb)", both(A, B, either(A, B))),
        ("(aa bb) OU (aa OU bb)", either(both(A, B), A, B)),
        ("((aa))", A),
        ("()", EVERYTHING),
        ("aa () bb", both(A, B)),
        ("enseignant(e)s", word("enseignant")),
        ("OR", word("or")),
        ("OR NOT *", both(word("or"), word("not"))),
        # What looks like other languages of search.
        ("^mot", word("mot")),
        ("NEAR(aa bb)", both(word("near"), A, B)),
        ("x'; DROP TABLE dossier; --", both(word("drop"), word("table"), word("dossier"))),
        ("https://aa.bb", both(word("https"), A, B)),
        ("8:30", phrase("8 30")),
        ("Attention : aa", both(word("attention"), A)),
        ("Attention: aa", both(word("attention"), A)),
    ],
)
def test_what_was_typed_is_understood(text: str, node: Node) -> None:
    assert only(text) == node


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("tabl", begun("tabl")),
        ("tabl ", word("tabl")),
        ("tabl,", word("tabl")),
        ("grand pri", both(word("grand"), begun("pri"))),
        ("école t", word("ecole")),
        ("t", EVERYTHING),
        ("l’", word("l")),
        ("l’é", EVERYTHING),
        ("l’éc", begun("ec")),
        ("école l", word("ecole")),
        ("école la", word("ecole")),
        ("la", begun("la")),
        ("cycle 3", both(word("cycle"), word("3"))),
        ("22 6", word("22")),
        ("22 60", both(word("22"), begun("60"))),
        ("22 605", begun("22605")),
        ("1 130 4", word("1130")),
        ("web-", word("web")),
        ("web-r", word("web")),
        ("web-ra", Term("web ra", prefix=True, phrase=True, hyphenated=True)),
        ('"grand pri', Term("grand pri", prefix=True, phrase=True)),
        ('"grand ', phrase("grand")),
        ('"', EVERYTHING),
        ('"grand prix"', phrase("grand prix")),
        ("=tabl", Term("tabl", prefix=True, literal=True)),
        ("-tabl", Not(begun("tabl"))),
        ("-", EVERYTHING),
        ("(aa", begun("aa")),
        ("(aa OU", A),
        ("aa OU", A),
        ("aa ET", A),
        ("aa SAUF", A),
        ("OU", begun("ou")),
        ("theem:inc", both(word("theem"), begun("inc"))),
        ("theme:", EVERYTHING),
        ("theme:in", field(Field.THEME, "in")),
        ("titre:cala", field(Field.TITLE, "cala*")),
        ("titre:cala ", field(Field.TITLE, "cala")),
        ('titre:"grand ly', field(Field.TITLE, "grand ly*")),
        ('titre:"grand lyon"', field(Field.TITLE, "grand lyon")),
        ("mots:", EVERYTHING),
        ("mots:>", EVERYTHING),
        ("mots:>5", field(Field.WORDS, "5", by=Operator.MORE)),
        ("mots:x", EVERYTHING),
        ("lu:2025-", EVERYTHING),
        ("tri:", EVERYTHING),
        ("tri:tit", EVERYTHING),
    ],
)
def test_what_is_being_typed_is_no_problem(text: str, node: Node) -> None:
    assert only(text, typing=True) == node


@pytest.mark.parametrize(
    ("text", "node", "problems"),
    [
        ('aa "bb', both(A, phrase("bb")), ["The quote “bb” is not closed."]),
        ("(aa OU bb", either(A, B), ["A parenthesis is opened and not closed."]),
        ("aa) bb", both(A, B), ["A parenthesis is closed and not opened."]),
        ("aa OU", A, ["Beside “OU” something is missing."]),
        ("ET aa", A, ["Beside “ET” something is missing."]),
        ("aa NOT", A, ["Beside “NOT” something is missing."]),
        ("aa (OU) bb", both(A, B), ["Beside “OU” something is missing."]),
        ("theem:aa", both(word("theem"), A),
         ["There is no field “theem”. Do you mean “theme”?"]),
        ("theem: aa", both(word("theem"), A),
         ["There is no field “theem”. Do you mean “theme”?"]),
        ("dep:aa", both(word("dep"), A),
         ["There is no field “dep”. Do you mean “dept”?"]),
        ('theem:"aa"', both(word("theem"), phrase("aa")),
         ["There is no field “theem”. Do you mean “theme”?"]),
        ("theme: aa:bb", field(Field.THEME, "aa:bb"), []),
        ("theme: niveau:x", field(Field.THEME, "niveau:x"), []),
        ("theme: titre:aa", field(Field.TITLE, "aa"), ["After “theme” a value is missing."]),
        ("theme: OU aa", A,
         ["After “theme” a value is missing.", "Beside “OU” something is missing."]),
        ("theme:", EVERYTHING, ["After “theme” a value is missing."]),
        ('titre:""', EVERYTHING, ["After “titre” a value is missing."]),
        ("mots:beaucoup aa", A, ["“beaucoup” is no number."]),
        ("mots:1..x", EVERYTHING, ["“x” is no number."]),
        ("lu:hier", EVERYTHING,
         ["“hier” is no day; write one such as 2025-03-01, or 2025-03 for a month."]),
        ("lu:2025-02-30", EVERYTHING,
         ["“2025-02-30” is no day; write one such as 2025-03-01, or 2025-03 for a month."]),
        ("titre>5", field(Field.TITLE, "5"),
         ["“titre” can't be compared with “>” or “<”."]),
        ("tri:titer", EVERYTHING, ["There is no order “titer”. Do you mean “titre”?"]),
        ("aa (bb PUIS cc)", both(A, either(B, C)),
         ["“PUIS” can't stand between parentheses; taken as “OR”."]),
    ],
)  # fmt: skip
def test_the_best_reading_is_taken_and_the_rest_is_said(
    text: str, node: Node, problems: list[str]
) -> None:
    query = parse(text)
    assert query.groups == (node,)
    assert said(query) == problems


def test_an_unknown_field_near_to_none_names_them_all() -> None:
    (problem,) = said(parse("xyzzy:aa"))
    assert problem.startswith("There is no field “xyzzy”. There are title/titre, ")
    (problem,) = said(parse("tri:xyzzy"))
    assert problem.startswith("There is no order “xyzzy”. There are edition/édition, ")


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("aa THEN bb", (A, B)),
        ("aa PUIS bb OU cc PUIS -aa", (A, either(B, C), Not(A))),
        ("tri:titre aa THEN bb", (A, B)),
        ("aa then bb", (both(A, word("then"), B),)),
    ],
)
def test_groups(text: str, groups: tuple[Node, ...]) -> None:
    query = parse(text)
    assert query.groups == groups
    assert said(query) == []


@pytest.mark.parametrize(
    ("text", "sort", "reverse"),
    [
        ("aa sort:title", "title", False),
        ("tri:titre aa", "title", False),
        ("tri:-mots", "words", True),
        ("sort:-words", "words", True),
        ("tri : lecture", "last_read", False),
        ("sort:title tri:pertinence", "relevance", False),
        ("aa", "", False),
    ],
)
def test_orders(text: str, sort: str, reverse: bool) -> None:
    query = parse(text)
    assert (query.sort, query.reverse) == (sort, reverse)
    assert said(query) == []


TEXTS = st.text() | st.text('"«»“”„aàé’l*()-:=<>.,0123 \u00a0^{}+\n', max_size=60)
PIECES = st.lists(
    st.sampled_from(
        ["aa", "la", "x", "l’é", "web-radio", "22 605", '"', "«", "»", "(", ")", "AND", "OU",
         "NOT", "SAUF", "THEN", "PUIS", "-", "=", "*", " ", "  ", ",", "..", ">", "<=", ":",
         "theme:", "titre", "mots", "lu:", "2025-03", "none", "oui", "tri:", "sort:-", "zz:",
         "NEAR/2", "';--", "\x00", "\ud800", "\u202e"]
    ),
    max_size=24,
).map("".join)  # fmt: skip


def nodes(node: Node) -> list[Node]:
    match node:
        case All(parts) | Either(parts):
            return [node, *(inner for part in parts for inner in nodes(part))]
        case Not(part):
            return [node, *nodes(part)]
        case _:
            return [node]


@given(TEXTS | PIECES, st.booleans())
@example('"' * 999, False)
@example('« “ ” » " mot', False)
@example("\ud800 \x00", False)
@example("(" * 9999 + "aa" + ")" * 9999, False)
@example("-(" * 9999, False)
@example("theme:(" * 999 + "aa", False)
@example("NOT " * 9999 + "aa", True)
@example("aa OU " * 9999, False)
def test_any_text_is_understood(text: str, typing: bool) -> None:
    query = parse(text, typing=typing)
    everything = [node for group in query.groups for node in nodes(group)]
    assert query.groups
    assert len(query.terms) == len(set(query.terms))
    for node in everything:
        match node:
            case Term(found):
                assert found == " ".join(found.split()) != ""
                assert fold(found) == found
                assert set(found) & set("\"*()^:-'") == set()
                assert node.phrase or " " not in found
                assert not (node.prefix and len(found.split()[-1]) == 1)
            case Condition(_, by, values):
                assert bool(values) == (by not in (Operator.ANY, Operator.NONE))
                assert all(value.strip() for value in values) or by is Operator.BETWEEN
            case All(parts) | Either(parts):
                assert len(parts) != 1
                assert len(set(parts)) == len(parts)
                assert parts or query.groups == (EVERYTHING,)
                assert not any(type(part) is type(node) for part in parts)
    assert len(said(query)) == len(set(query.problems))


@given(st.text(string.ascii_letters + "éèœ", min_size=2, max_size=12))
def test_case_and_accents_make_no_difference(text: str) -> None:
    plain = fold(text)
    if plain.upper() not in ("AND", "ET", "OR", "OU", "NOT", "SAUF", "THEN", "PUIS"):
        assert parse(plain).groups == parse(text.capitalize()).groups == parse(text).groups


def test_a_pasted_page_is_cut_to_what_can_be_searched() -> None:
    started = time.process_time()
    query = parse(" ".join(f"mot{number}" for number in range(50_000)))
    assert len(query.terms) == MAX_LEAVES
    assert query.terms[0] == word("mot0")
    (term,) = parse('"' + "mot " * 50_000 + '"').terms
    assert len(term.text.split()) <= 32
    parse("a" * 100_000 + "-b" * 100_000)
    parse("( " * 100_000 + "x)" * 100_000)
    parse("mot/" * 100_000)
    assert time.process_time() - started < 5


LETTERS = "abdefginorstuz"
LONG_WORDS = st.text(LETTERS, min_size=3, max_size=8).filter(lambda w: w not in LITTLE_WORDS)
NUMBERS = st.integers(1000, 999_999).map(str)
SINGLE = st.builds(Term, LONG_WORDS, st.booleans(), literal=st.booleans()) | NUMBERS.map(word)
SEVERAL = st.lists(LONG_WORDS, min_size=1, max_size=4).map(" ".join)
PHRASES = st.builds(Term, SEVERAL, st.booleans(), phrase=st.just(True), literal=st.booleans())
COMPOUNDS = st.builds(
    Term,
    st.lists(LONG_WORDS, min_size=2, max_size=3).map(" ".join),
    st.booleans(),
    phrase=st.just(True),
    hyphenated=st.just(True),
)
NAMED = st.sampled_from([Field.THEME, Field.PRIZE, Field.LEVEL, Field.KIND, Field.SHORTLIST])
CONDITIONS = st.one_of(
    st.builds(
        lambda of, values: field(of, *values),
        NAMED,
        st.lists(SEVERAL, min_size=1, max_size=3, unique=True),
    ),
    st.builds(lambda text, star: field(Field.TITLE, text + "*" * star), SEVERAL, st.booleans()),
    st.builds(
        lambda of, by: field(of, by=by), NAMED, st.sampled_from(["any", "none"]).map(Operator)
    ),
    st.builds(
        lambda by, number: field(Field.WORDS, number, by=by),
        st.sampled_from([Operator.IS, Operator.LESS, Operator.AT_LEAST, Operator.MORE]),
        NUMBERS,
    ),
    st.builds(
        lambda low, more: field(Field.ANNOTATED, str(low), str(low + more), by=Operator.BETWEEN),
        st.integers(0, 99),
        st.integers(0, 99),
    ),
    st.dates().map(lambda day: field(Field.READ, day.isoformat(), by=Operator.AT_MOST)),
)


def joined(kind: type[All] | type[Either], nodes: list[Node]) -> Node:
    """Join as the parser does: no part twice, none of the same kind."""
    parts = dict.fromkeys(Not(node) if isinstance(node, kind) else node for node in nodes)
    return kind(tuple(parts)) if len(parts) > 1 else nodes[0]


def joins(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=3)
    return (
        several.map(lambda nodes: joined(All, nodes))
        | several.map(lambda nodes: joined(Either, nodes))
        | inner.map(lambda node: node.part if isinstance(node, Not) else Not(node))
    )


TREES = st.recursive(SINGLE | PHRASES | COMPOUNDS | CONDITIONS, joins, max_leaves=8)
QUERIES = st.builds(
    lambda groups, sort, reverse: Query(tuple(groups), sort, bool(sort) and reverse),
    st.lists(TREES, min_size=1, max_size=2),
    st.sampled_from(["", "title", "words", "edition"]),
    st.booleans(),
)


@given(QUERIES)
def test_what_is_written_is_read_again(query: Query) -> None:
    assert parse(rendered(query)) == query
