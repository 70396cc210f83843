"""Equilibria of induced games, beside the definitions read to the letter; games that are none; certificates."""

from __future__ import annotations

import itertools
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs.certificates import certificate, verdicts
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.games import equilibria
from proofs.trading.games import report as report_module
from proofs.trading.games.equilibria import equilibria_of, equilibrium, has_equilibrium
from proofs.trading.games.game import CONCEPTS, Game, GameType
from proofs.trading.games.report import decide_equilibria, explain_equilibria
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.domains import FiniteDomain
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Constraint, PairsFrom, Points, Ray
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import AnySelection, ExPostOptimal, SelectionTable
from tests.corpus import corpus
from tests.corpus.games import GAMES, KEEN, alone, of_workloads
from tests.mutations import check_mutants

BUNDLES = tuple(map(bundle, ((1, 1), (2, 0), (0, 2))))
OPPOSITE = {BUNDLES[0]: BUNDLES[0], BUNDLES[1]: BUNDLES[2], BUNDLES[2]: BUNDLES[1]}


@st.composite
def games(draw: st.DrawFn) -> Game:
    """Two agents with (1, 1) each, up to two trading sets of all three bundles, any table, any workloads."""
    sets = [draw(st.integers(0, 2)) for _ in range(2)]
    market = Market.make({"A": 2, "B": 2}, ["1", "2"], [[1, 1], [1, 1]])
    trades = {name: [Points(BUNDLES)] * count for name, count in zip("12", sets, strict=True)}
    free = itertools.product(range(1, sets[0] + 1), range(1, sets[1] + 1))
    entries = [(at, draw(st.sampled_from(BUNDLES))) for at in free]
    table = SelectionTable(tuple((at, (x, OPPOSITE[x])) for at, x in entries))
    types = []
    for _ in range(2):
        own = []
        shares = draw(st.lists(st.integers(0, 2), min_size=1, max_size=2).filter(any))
        for number, share in enumerate(shares):
            chance = Fraction(share, sum(shares))
            if draw(st.booleans()):
                costs = tuple(Fraction(draw(st.integers(0, 2))) for _ in range(2))
                own.append(GameType(f"t{number}", costs, (), chance))
            else:
                workloads = tuple((x, Fraction(draw(st.integers(0, 2)))) for x in BUNDLES)
                own.append(GameType(f"t{number}", None, workloads, chance))
        types.append(own)
    return Game.of(Protocol.make(market, trades, table), types)


def literally(game: Game, strategies, concept: str) -> bool:
    """The definition of the notion, word by word, with no code of the decision."""

    def workload(j, t, profile):
        return game.types[j][t].workload(game.protocol.selected(profile)[j])

    def profiles(j, k):
        return [at for at in game.protocol.profiles if at[j] == k]

    def others(one, two, j):
        return all(a == b for i, (a, b) in enumerate(zip(one, two, strict=True)) if i != j)

    for j, t in [(0, t) for t in range(len(game.types[0]))] + [(1, t) for t in range(len(game.types[1]))]:
        own = strategies[j][t]
        for k in range(len(game.menus[j])):
            if concept == "obviously dominant":
                worst = max(workload(j, t, at) for at in profiles(j, own))
                fails = k != own and worst > min(workload(j, t, at) for at in profiles(j, k))
            elif concept == "dominant":
                pairs = itertools.product(profiles(j, own), profiles(j, k))
                fails = any(workload(j, t, a) > workload(j, t, b) for a, b in pairs if others(a, b, j))
            else:
                before = after = Fraction(0)
                fails = False
                for types in game.type_profiles:
                    if types[j] != t:
                        continue
                    at = tuple(row[s] for row, s in zip(strategies, types, strict=True))
                    to = tuple(k if i == j else choice for i, choice in enumerate(at))
                    fails = fails or (concept == "Nash" and workload(j, t, at) > workload(j, t, to))
                    chance = Fraction(1)
                    for i, s in enumerate(types):
                        chance *= game.types[i][s].probability if i != j else 1
                    before, after = before + chance * workload(j, t, at), after + chance * workload(j, t, to)
                fails = fails or (concept == "Bayesian" and before > after)
            if fails:
                return False
    return True


@settings(max_examples=40, deadline=None)
@given(games())
def test_an_equilibrium_is_what_the_definition_says(game: Game) -> None:
    for concept in CONCEPTS:
        found = [s for s in game.strategies if equilibrium(game, s, concept).holds]
        assert found == [s for s in game.strategies if literally(game, s, concept)]
        asked = has_equilibrium(game, concept)
        if concept == "Bayesian":
            assert [one.strategies for one in equilibria_of(asked)[0]] == found
        elif concept == "Nash":
            for types, group in zip(game.type_profiles, equilibria_of(asked), strict=True):
                known = tuple(
                    (replace(own[t], probability=Fraction(1)),) for own, t in zip(game.types, types, strict=True)
                )
                fixed = replace(game, types=known)
                there = [s for s in fixed.strategies if literally(fixed, s, "Nash")]
                assert [tuple((k,) for k in one.choices) for one in group] == there
        else:
            choices = [[one.choices[0] for one in group] for group in equilibria_of(asked)]
            assert sorted(itertools.product(*choices)) == sorted(tuple(itertools.chain(*s)) for s in found)
        assert asked.verify()


@settings(max_examples=40, deadline=None)
@given(games())
def test_with_linear_workloads_it_is_obvious_strategy_proofness(game: Game) -> None:
    """Every type has an obviously dominant choice exactly if the myopic (cautious) mechanism is OSP."""
    linear = [[each for each in own if each.costs is not None] for own in game.types]
    if not all(linear) or any(len({each.costs for each in own}) < len(own) for own in linear):
        return
    kept = [[replace(each, probability=None) for each in own] for own in linear]
    known = [Preferences(FiniteDomain(tuple(each.costs for each in own))) for own in kept]
    market = Market.make({"A": 2, "B": 2}, ["1", "2"], [[1, 1], [1, 1]], preferences=known)
    mechanism = Mechanism.make(Protocol(market, game.menus, game.selection))
    played = Game.of(mechanism.protocol, kept)
    asked = has_equilibrium(played, "obviously dominant").holds
    assert asked == obviously_strategy_proof(mechanism).holds
    myopic = [[played.myopic(j, t) for t in range(len(own))] for j, own in enumerate(kept)]
    assert equilibrium(played, myopic, "obviously dominant").holds == asked
    for j, own in enumerate(kept):
        for t, each in enumerate(own):
            assert mechanism.chosen(j, each.costs) == (played.myopic(j, t),)


@settings(max_examples=30, deadline=None)
@given(games(), st.data())
def test_the_notions_follow_from_each_other(game: Game, data: st.DataObject) -> None:
    """Obviously dominant, dominant, Nash at all types, Bayesian: each implies the next."""
    strategies = data.draw(st.sampled_from(list(game.strategies)))
    answers = [equilibrium(game, strategies, concept).holds for concept in CONCEPTS]
    assert answers == sorted(answers)


@settings(max_examples=30, deadline=None)
@given(games())
def test_to_keep_the_endowment_is_always_an_equilibrium_of_all(game: Game) -> None:
    """As long as all others keep theirs, nothing else can come of any choice (VS, Claim 1)."""
    keeping = [[0] * len(own) for own in game.types]
    assert equilibrium(game, keeping, "Nash").holds
    assert equilibrium(game, keeping, "Bayesian").holds


@pytest.mark.parametrize("kind", ["equilibrium: ", "has equilibrium: "])
def test_what_the_checker_accepts_of_mutants_is_true(kind: str) -> None:
    def is_true(statement) -> bool:
        try:
            (verdict,) = verdicts({"format": "exact-proofs/certificate/1", "statements": [statement]})
        except ValueError:
            return False
        asked = verdict.statement
        if kind == "equilibrium: ":
            return equilibrium(asked.game, asked.strategies, asked.concept).holds == verdict.holds
        return has_equilibrium(asked.game, asked.concept).holds == verdict.holds

    for number, (_, verdict) in enumerate(corpus(kind)):
        check_mutants(certificate(verdict), is_true, every=7 if number else 1)


# ------------------------------------------------------------------------------------------------------ what is no game


def test_matching_pennies_has_no_equilibrium_in_pure_choices_with_trade() -> None:
    game = GAMES["pennies"]()
    assert [has_equilibrium(game, concept).holds for concept in CONCEPTS] == [False, False, True, True]
    (group,) = equilibria_of(has_equilibrium(game, "Nash"))
    assert [one.choices for one in group] == [(0, 0)]


def test_footnote_16_with_squares() -> None:
    """Who likes half a trade and not the whole one has no dominant choice on a polarized ray."""
    game = GAMES["convex"]()
    assert [has_equilibrium(game, concept).holds for concept in CONCEPTS] == [False, False, True, True]


def market() -> Market:
    return Market.make({"A": 2, "B": 2}, ["1", "2"], [[1, 1], [1, 1]])


@pytest.mark.parametrize(
    ("types", "said"),
    [
        ([[KEEN]], "at least one type for each agent"),
        ([[KEEN, KEEN], [KEEN]], "two types of agent 0 have one name"),
        ([[KEEN], [KEEN]], "the probabilities of agent 0's types are not all given, or do not sum to 1"),
        ([[GameType("x", (1,))], [GameType("y", (1, 1))]], "has not one cost for each task"),
        ([[of_workloads("x", {(1, 1): 1})], [GameType("y", (1, 1))]], r"no workload of the bundle \(2, 0\)"),
        ([[GameType("x")], [GameType("y", (1, 1))]], r"no workload of the bundle \(1, 1\)"),
    ],
)
def test_types_that_make_no_game(types, said: str) -> None:
    table = SelectionTable((((1, 1), (bundle((2, 0)), bundle((0, 2)))),))
    protocol = Protocol.make(market(), {"1": [Ray((1, -1))], "2": [Ray((-1, 1))]}, table)
    with pytest.raises(ValueError, match=said):
        Game.of(protocol, types)


def test_a_type_is_one_thing() -> None:
    with pytest.raises(ValueError, match="both costs and a table"):
        GameType("x", (1, 1), (((1, 1), 1),))
    with pytest.raises(ValueError, match="a bundle occurs twice"):
        GameType("x", None, (((1, 1), 1), ((1, 1), 2)))
    with pytest.raises(ValueError, match="-1 is no probability"):
        GameType("x", (1, 1), (), -1)


def test_protocols_that_make_no_game() -> None:
    trades = {"1": [Ray((1, -1))], "2": [Ray((-1, 1))]}
    types = [[GameType("x", (1, 2))], [GameType("y", (2, 1))]]
    with pytest.raises(ValueError, match="a game needs a table"):
        Game.of(Protocol.make(market(), trades), types)
    with pytest.raises(ValueError, match='"any" stands for every rule'):
        decide_equilibria(Protocol.make(market(), trades, AnySelection()), types)
    wrong = SelectionTable((((1, 0), (bundle((2, 0)), bundle((0, 2)))),))
    with pytest.raises(ValueError, match="this is no trading protocol"):
        Game.of(Protocol.make(market(), trades, wrong), types)
    with pytest.raises(ValueError, match="this is no trading protocol"):
        decide_equilibria(Protocol.make(market(), trades, wrong), types)
    budget = {"1": [PairsFrom((Constraint((1, 1), 2, True),))]}
    with pytest.raises(ValueError, match="a continuum of choices"):
        decide_equilibria(Protocol.make(market(), budget, ExPostOptimal()), types)
    with pytest.raises(ValueError, match="a continuum of choices"):
        Game(market().numbers, market().endowment, Protocol.make(market(), budget).menus, SelectionTable(), ())


def test_questions_that_do_not_fit() -> None:
    game = GAMES["linear"]()
    with pytest.raises(ValueError, match="one choice for each type"):
        equilibrium(game, [[0], [0]])
    with pytest.raises(ValueError, match="7 is no choice of agent 0; the menu has 0 to 1"):
        equilibrium(game, [[7, 0], [0]])
    with pytest.raises(ValueError, match="'sharp' is none of obviously dominant, dominant, Nash, Bayesian"):
        has_equilibrium(game, "sharp")
    with pytest.raises(ValueError, match="need the probabilities"):
        has_equilibrium(
            replace(game, types=((GameType("a", (1, 1)), GameType("b", (1, 2))), game.types[1])), "Bayesian"
        )
    with pytest.raises(TypeError, match="the game is expected"):
        equilibrium(game.protocol, [[0], [0]])


def test_a_game_that_is_too_large_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(equilibria, "MAX_CANDIDATES", 3)
    verdict = has_equilibrium(GAMES["convex"](), "Bayesian")
    assert verdict.holds is None
    assert equilibria_of(verdict) == []
    assert "there are 36 candidates, and at most 3 are gone through" in verdict.evidence.tried[0]


# ----------------------------------------------------------------------------------------------------------- the report


def protocol(pi) -> Protocol:
    """A market of performance pi in which both may swap, all at once."""
    priced = Market.make({"A": 2, "B": 2}, ["ann", "bob"], [[1, 1], [1, 1]], pi)
    return Protocol.make(priced, {"ann": [Ray((1, -1))], "bob": [Ray((-1, 1))]}, ExPostOptimal())


def test_the_report_tells_what_each_notion_finds() -> None:
    types = [[GameType("x", (1, 2))], [of_workloads("y", {(1, 1): 1, (0, 2): 0})]]
    report = decide_equilibria(protocol([[0, 1], [1, 0]]), types, [(None,), (0,)])
    assert [verdict.holds for verdict in report.exists.values()] == [True] * 4
    assert [verdict.holds for verdict in report.own.values()] == [False] * 4
    assert report.strategies == ((1,), (0,))
    assert report.improvement.holds
    words = explain_equilibria(report)
    assert "types ann x, bob y: choices ann 0, bob 0 (cost 2); ann 1, bob 1 (cost 0)" in words
    assert "to bob y choice 0 is a workload of 1 at ann 1, bob 0, choice 1 only 0 there" in words
    assert "(so also in every equilibrium, with mixtures too: VS, footnote 16)" in words


def test_where_assignments_are_equally_cheap_an_answer_that_differs_is_left_open() -> None:
    """With no performance anything may be selected at (1, 1): how much is traded decides what x and y think of it."""
    bundles = {(1, 1): 1, (2, 0): 2, ("3/2", "1/2"): 0}
    other = {(1, 1): 1, (0, 2): 0}
    types = [[of_workloads("x", bundles)], [of_workloads("y", other)]]
    report = decide_equilibria(protocol([[0, 0], [0, 0]]), types, [(None,), (None,)])
    assert report.tried > 1
    assert report.exists["obviously dominant"].holds is True or report.exists["obviously dominant"].holds is None
    assert "Several assignments are equally cheap" in explain_equilibria(report)


def test_without_probabilities_or_strategies_less_is_told() -> None:
    types = [[GameType("x", (1, 2)), GameType("z", (2, 1))], [GameType("y", (2, 1))]]
    words = explain_equilibria(decide_equilibria(protocol([[0, 1], [1, 0]]), types))
    assert "no Bayesian equilibria: the probabilities of the types are not given" in words
    assert "nothing is asked about the file's strategies" in words


def test_who_has_no_choice_needs_no_workloads() -> None:
    assert has_equilibrium(alone(), "Nash").holds


def test_long_lists_are_cut_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_module, "MOST_TOLD", 1)
    monkeypatch.setattr(report_module, "MOST_AT_TYPES", 1)
    types = [[GameType("x", (1, 1)), GameType("z", (2, 2))], [GameType("y", (1, 1))]]
    words = explain_equilibria(decide_equilibria(protocol([[0, 1], [1, 0]]), types))
    assert "types ann x, bob y: choices ann 0, bob 0 (cost 2); and 3 more\n" in words
    assert "and 1 more, which --json lists" in words
