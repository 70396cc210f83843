"""Obvious dominance: both answers against the definition by brute force, every reading, certificates and mutants."""

import itertools
import json
from fractions import Fraction

import numpy as np
import pytest

from proofs import checker
from proofs.certificates import certificate, verdicts
from proofs.trading.dominance import actions
from proofs.trading.dominance import deciding as module
from proofs.trading.dominance.actions import DOMINANCE, obviously_dominant
from proofs.trading.dominance.characterization import claims
from proofs.trading.dominance.cost_types import some_type
from proofs.trading.dominance.deciding import ex_post_table, obviously_strategy_proof
from proofs.trading.dominance.explaining import decide_osp, explain_osp
from proofs.trading.dominance.mechanisms import FailingType, NoFailingType, TwoBundles, with_table
from proofs.trading.dominance.polarization import polarized
from proofs.trading.dominance.polarized_menus import decide_polarized, explain_menus
from proofs.trading.markets.domains import Box, FiniteDomain, Orthant
from proofs.trading.markets.families import bilateral, budget_grid, pseudo_market, two_price
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import (
    ChoiceTable,
    Mechanism,
    Myopic,
    Regions,
    Rule,
    mechanism_from_plain,
    myopic_choices,
)
from proofs.trading.markets.menus import Constraint, Points, PolyhedralSet, Ray, Remedial
from proofs.trading.markets.protocols import Protocol, feasible
from proofs.trading.markets.selections import AnySelection, SelectionTable
from proofs.trading.selection.probabilities import chance, decide_chance
from proofs.trading.value.choice import explain_choice
from proofs.trading.value.improvement import explain_selection
from proofs.trading.value.large_markets import explain_large_market
from tests.mutations import check_mutants

SMALL = range(-2, 3)
TIES = ("cautious", "any")


def accommodated(sets, domain, strategy, several=1):
    """A mechanism in which agent 1 is offered `sets` of trades and a second agent, who does not care, takes all sides.

    At each of the second agent's choices m = 1, ..., `several` the m-th trade of a set is selected.
    """
    tasks = len(sets[0][0])
    indifferent = Preferences(FiniteDomain(((0,) * tasks,)))
    market = Market.make(
        {f"t{i}": 4 for i in range(tasks)},
        ["chooser", "other"],
        [[2] * tasks] * 2,
        preferences=[Preferences(domain), indifferent],
    )
    anything = PolyhedralSet((Constraint((1,) * tasks, 100),))
    entries = []
    for k, trades in enumerate(sets, 1):
        for m in range(1, several + 1):
            trade = trades[min(m, len(trades)) - 1]
            chooser = tuple(Fraction(2 + x) for x in trade)
            entries.append(((k, m), (chooser, tuple(4 - x for x in chooser))))
    bundles = [Points(((2,) * tasks, *(tuple(2 + x for x in trade) for trade in trades))) for trades in sets]
    offered = {"chooser": bundles, "other": [anything] * several}
    protocol = Protocol.make(market, offered, SelectionTable(tuple(entries)))
    return Mechanism.make(protocol, {"chooser": strategy})


def opened(mechanism, rays):
    """The same with rays, and every selection rule."""
    protocol = Protocol.make(
        mechanism.market,
        {"chooser": [Ray(ray) for ray in rays], "other": [PolyhedralSet((Constraint((1,) * len(rays[0]), 100),))]},
    )
    return Mechanism(protocol, mechanism.strategies)


def types(tasks, strict):
    """Types enough for trades with entries up to 2: two bounds cross at costs up to 4, nudged inwards if need be."""
    grid = np.array(list(itertools.product(range(5), repeat=tasks)))
    return np.vstack([13 * grid + 1, grid + 1]) if strict else grid


def osp_by_definition(sets, costs, ties, dominance):
    """Whether every type's choice is obviously dominant: worst own outcome <= best of each deviation, one by one.

    Payoffs relative to the endowment, which every choice can lead to; choice 0 leads to nothing else.
    """
    outcomes = [np.zeros((len(costs), 1), dtype=int)]
    outcomes += [np.hstack([np.zeros((len(costs), 1), dtype=int), costs @ np.array(trades).T]) for trades in sets]
    worst = np.array([table.max(axis=1) for table in outcomes])
    best = np.array([table.min(axis=1) for table in outcomes])
    cheapest = best == best.min(axis=0)
    dominant = np.empty_like(cheapest)
    for k in range(len(outcomes)):
        others = [m for m in range(len(outcomes)) if m != k or dominance == "printed"]
        dominant[k] = (worst[k] <= best[others]).all(axis=0)
    if ties == "any":
        return bool((dominant | ~cheapest).all())
    cautious = np.where(cheapest, worst, worst.max() + 1).argmin(axis=0)
    return bool(dominant[cautious, np.arange(len(costs))].all())


def rays(tasks):
    return [ray for ray in itertools.product(SMALL, repeat=tasks) if any(ray)]


@pytest.mark.parametrize("dominance", DOMINANCE)
@pytest.mark.parametrize("ties", TIES)
@pytest.mark.parametrize("strict", [False, True])
def test_all_menus_of_up_to_three_rays_of_two_tasks_agree_with_the_definition(strict, ties, dominance):
    costs = types(2, strict)
    for size in (1, 2, 3):
        for menu in itertools.combinations(rays(2), size):
            sets = [[ray] for ray in menu]
            mechanism = accommodated(sets, Orthant(2, strict), Myopic(ties))
            verdict = obviously_strategy_proof(mechanism, dominance)
            assert verdict.holds == osp_by_definition(sets, costs, ties, dominance), menu


@pytest.mark.parametrize("dominance", DOMINANCE)
@pytest.mark.parametrize("ties", TIES)
def test_menus_of_rays_of_three_tasks_agree_with_the_definition(ties, dominance):
    """All of one and two rays, and every 400th of three rays."""
    costs = types(3, strict=False)
    three = itertools.islice(itertools.combinations(rays(3), 3), 0, None, 400)
    two = itertools.islice(itertools.combinations(rays(3), 2), 0, None, 5)
    for menu in itertools.chain(itertools.combinations(rays(3), 1), two, three):
        sets = [[ray] for ray in menu]
        verdict = obviously_strategy_proof(accommodated(sets, Orthant(3), Myopic(ties)), dominance)
        assert verdict.holds == osp_by_definition(sets, costs, ties, dominance), menu


@pytest.mark.parametrize("dominance", DOMINANCE)
@pytest.mark.parametrize("ties", TIES)
def test_two_sets_of_finite_points_agree_with_the_definition(ties, dominance):
    """All pairs of sets of one or two trades with entries in -1..1, two tasks."""
    costs = types(2, strict=False)
    small = [ray for ray in itertools.product((-1, 0, 1), repeat=2) if any(ray)]
    sets = [[trade] for trade in small] + [list(pair) for pair in itertools.combinations(small, 2)]
    for menu in itertools.combinations_with_replacement(sets, 2):
        verdict = obviously_strategy_proof(accommodated(menu, Orthant(2), Myopic(ties), several=2), dominance)
        assert verdict.holds == osp_by_definition(menu, costs, ties, dominance), menu


@pytest.mark.parametrize("dominance", DOMINANCE)
def test_under_every_selection_rule_means_under_the_one_that_uses_all_rays(dominance):
    for menu in itertools.chain(itertools.combinations(rays(2), 1), itertools.combinations(rays(2)[::2], 2)):
        table = accommodated([[ray] for ray in menu], Orthant(2), Myopic())
        verdict = obviously_strategy_proof(opened(table, menu), dominance)
        assert verdict.holds == obviously_strategy_proof(table, dominance).holds, menu
        assert verdict.verify()


def test_rays_are_obviously_strategy_proof_exactly_if_every_pair_is_polarized():
    for menu in itertools.combinations(rays(2), 2):
        mechanism = accommodated([[ray] for ray in menu], Orthant(2), Myopic())
        assert obviously_strategy_proof(mechanism).holds == polarized(menu, "pairs").holds


def test_a_polarized_ray_is_not_obviously_strategy_proof_if_myopic_ties_are_open():
    """VS, Theorem 2, says any polarized ray mechanism is OSP; to the letter the endowment ties with a disliked ray."""
    mechanism = accommodated([[(1, -1)]], Orthant(2, strict=True), Myopic("any"))
    verdict = obviously_strategy_proof(mechanism)
    assert not verdict.holds
    assert verdict.verify()
    assert verdict.evidence.action.choice == 1
    assert verdict.evidence.deviation.choice == 0
    assert obviously_strategy_proof(Mechanism.make(mechanism.protocol)).holds


def test_as_printed_an_action_must_beat_itself():
    """With k' = k the outcome may not depend on the others, so nobody may ever be tempted."""
    mechanism = accommodated([[(1, -1)]], Orthant(2), Myopic())
    verdict = obviously_strategy_proof(mechanism, "printed")
    assert not verdict.holds
    assert verdict.verify()
    assert verdict.evidence.action.choice == verdict.evidence.deviation.choice == 1


# ------------------------------------------------------------------------------------------- domains and strategies


@pytest.mark.parametrize(
    ("lower", "upper", "holds"),
    [((1, 1), (2, 2), True), ((1, 1), (2, 3), False), ((1, 3), (1, 3), False), ((2, 3), (3, 4), True)],
)
def test_on_a_box_only_its_own_types_count(lower, upper, holds):
    """The rays (1, -1) and (2, -1) tempt together exactly the types with 2 c_A < c_B, (1, -1) and (-1, 1) none."""
    mechanism = accommodated([[(1, -1)], [(-1, 1)], [(2, -1)]], Box(lower, upper), Myopic())
    verdict = obviously_strategy_proof(mechanism)
    assert verdict.verify()
    assert verdict.holds == holds
    ends = [np.linspace(a, b, 9) for a, b in zip(map(float, lower), map(float, upper), strict=True)]
    torn = [c for c in itertools.product(*ends) if 2 * c[0] < c[1]]
    assert bool(torn) != holds


def test_acceptance_regions_are_decided_over_the_whole_domain():
    accept = Regions((Rule(((1, -1),), (), 1),))
    greedy = Regions((Rule((), (), 1),))
    shy = Regions((Rule((), ((2, -1),), 1),))
    for strategy, holds in ((accept, True), (greedy, False), (shy, False)):
        for domain in (Orthant(2), Orthant(2, strict=True), Box((1, 1), (3, 3))):
            verdict = obviously_strategy_proof(accommodated([[(1, -1)]], domain, strategy))
            assert verdict.holds == holds
            assert verdict.verify()


def test_the_first_rule_that_applies_counts():
    both = Regions((Rule((), ((-1, 1),), 2), Rule((), ((1, -1),), 1)))
    mechanism = accommodated([[(1, -1)], [(-1, 1)]], Orthant(2), both)
    assert obviously_strategy_proof(mechanism).holds
    swapped = Regions((Rule((), ((1, -1),), 2), Rule((), (), 1)))
    assert not obviously_strategy_proof(Mechanism(mechanism.protocol, (swapped, Myopic()))).holds


def test_a_named_choice_that_is_not_dominant_fails():
    right = ChoiceTable((((1, 2), 1), ((2, 1), 0)))
    wrong = ChoiceTable((((2, 1), 1),))
    for domain in (Orthant(2), FiniteDomain(((1, 2), (2, 1)))):
        assert obviously_strategy_proof(accommodated([[(1, -1)]], domain, right)).holds
        verdict = obviously_strategy_proof(accommodated([[(1, -1)]], domain, wrong))
        assert not verdict.holds
        assert verdict.evidence.costs == (2, 1)


def test_myopic_choices_hold_a_cheapest_bundle():
    protocol = accommodated([[(1, -1)], [(-1, 1)]], Orthant(2), Myopic()).protocol
    assert myopic_choices(protocol, 0, (Fraction(1), Fraction(2))) == (1,)
    assert myopic_choices(protocol, 0, (Fraction(1), Fraction(1))) == (0, 1, 2)


@pytest.mark.parametrize("dominance", DOMINANCE)
def test_one_action_at_one_type(dominance):
    protocol = accommodated([[(1, -1)], [(-2, 1)]], Orthant(2), Myopic()).protocol
    for costs in itertools.product(range(4), repeat=2):
        for action in range(3):
            verdict = obviously_dominant(protocol, "chooser", costs, action, dominance)
            assert verdict.verify()
            checker.verify(json.loads(json.dumps(certificate(verdict))))
            values = {k: [0] for k in range(3)}
            values[1].append(costs[0] - costs[1])
            values[2].append(costs[1] - 2 * costs[0])
            others = [k for k in range(3) if k != action or dominance == "printed"]
            assert verdict.holds == all(max(values[action]) <= min(values[k]) for k in others)


def test_bad_questions_are_refused():
    protocol = accommodated([[(1, -1)]], Orthant(2), Myopic()).protocol
    with pytest.raises(ValueError, match="2 is no choice"):
        obviously_dominant(protocol, "chooser", (1, 1), 2)
    with pytest.raises(ValueError, match="is not in agents"):
        obviously_dominant(protocol, "nobody", (1, 1), 0)
    infeasible = Mechanism.make(Protocol.make(protocol.market, {"chooser": [Points(((3, 1),))]}))
    with pytest.raises(ValueError, match="lacks the endowment"):
        obviously_strategy_proof(infeasible)


# ------------------------------------------------------------------------------------------------ selections left open


def two_agents(domain=None, tasks=2):
    preferences = Preferences(domain or Orthant(tasks, strict=True))
    return Market.make({f"t{i}": 4 for i in range(tasks)}, ["a", "b"], [[2] * tasks] * 2, preferences=preferences)


def test_rays_that_nobody_can_match_are_idle_and_harm_nobody():
    protocol = Protocol.make(two_agents(), {"a": [Ray((1, -1)), Ray((1, -2))], "b": [Ray((1, -1))]})
    verdict = obviously_strategy_proof(Mechanism.make(protocol))
    assert verdict.holds
    assert verdict.verify()
    assert len(verdict.evidence.idle) == 2
    assert "idle" in explain_osp(verdict)
    matched = Protocol.make(two_agents(), {"a": [Ray((1, -1)), Ray((1, -2))], "b": [Ray((-1, 1)), Ray((-1, 2))]})
    assert not obviously_strategy_proof(Mechanism.make(matched)).holds


def test_menus_of_rays_are_decided_under_every_selection_rule():
    """Idle rays are left out, and all others can be selected, so that nothing stays undecided."""
    menus = list(itertools.combinations([(1, -1), (-1, 1), (2, -1), (-1, 2), (-2, 1)], 2))
    for first, second in itertools.product(menus, repeat=2):
        offered = {"a": [Ray(ray) for ray in first], "b": [Ray(ray) for ray in second]}
        verdict = obviously_strategy_proof(Mechanism.make(Protocol.make(two_agents(), offered)))
        assert verdict.verify()
        usable = [
            [ray for ray in own if tuple(-x for x in ray) in other] for own, other in ((first, second), (second, first))
        ]
        assert verdict.holds == all(polarized(rays, "pairs").holds for rays in usable)


def test_a_failure_with_the_selection_open_names_the_selection():
    protocol = Protocol.make(two_agents(), {"a": [Ray((1, -1)), Ray((1, -2))], "b": [Ray((-1, 1)), Ray((-1, 2))]})
    verdict = obviously_strategy_proof(Mechanism.make(protocol))
    assert isinstance(verdict.evidence, FailingType)
    assert verdict.evidence.entries is not None
    assert verdict.verify()
    assert "selection rule" in explain_osp(verdict)


def test_remedial_menus_are_obviously_strategy_proof():
    protocol = Protocol.make(two_agents(), {"a": [Remedial()], "b": [Ray((1, 0))]})
    assert obviously_strategy_proof(Mechanism.make(protocol)).holds


def test_a_fixed_price_pseudo_market_is_not_obviously_strategy_proof():
    verdict = decide_osp(pseudo_market(two_agents(), [1, 1]))
    assert isinstance(verdict.evidence, TwoBundles)
    assert verdict.verify()
    checker.verify(json.loads(json.dumps(certificate(verdict))))
    grid = budget_grid(two_agents(), [1, 1], 1, AnySelection())
    assert [len(menu) for menu in grid.protocol.menus] == [5, 5]
    assert not decide_osp(grid).holds


def test_a_pseudo_market_among_agents_who_want_no_trade_is_obviously_strategy_proof():
    indifferent = two_agents(Box((1, 1), (1, 1)))
    verdict = decide_osp(pseudo_market(indifferent, [1, 1]))
    assert isinstance(verdict.evidence, NoFailingType)
    assert verdict.verify()


@pytest.mark.parametrize("domain", [Orthant(2), Orthant(2, strict=True), Box((1, 1), (2, 2))])
def test_bilateral_trade_is_obviously_strategy_proof(domain):
    mechanism = bilateral(two_agents(domain), "a", "b", (1, "-3/2"))
    verdict = decide_osp(mechanism)
    assert verdict.holds
    assert verdict.verify()
    assert decide_polarized(mechanism).holds
    with pytest.raises(ValueError, match="takes more of t1 from a"):
        bilateral(two_agents(), "a", "b", (1, -3))


def test_two_prices_are_polarized_exactly_if_the_first_is_at_most_the_second():
    """VS, section 3, Examples, for positive prices."""
    prices = [Fraction(1, 2), Fraction(1), Fraction(3, 2)]
    for first, second in itertools.product(prices, repeat=2):
        mechanism = two_price(two_agents(), {"a": (first, second)}, selection=AnySelection())
        assert decide_polarized(mechanism).holds == (first <= second)
    split = two_price(two_agents(tasks=3), {"a": (1, 2)}, (("t0", "t1"), ("t2",)))
    assert split.protocol.menus[0][1].direction == (Fraction(1, 2), Fraction(1, 2), -1)


def test_a_decision_beyond_its_bound_is_undecided_and_says_so(monkeypatch):
    monkeypatch.setattr(module, "MAX_CASES", 1)
    mechanism = accommodated([[(1, -1)], [(-1, 1)], [(-1, 2)]], Orthant(2), Myopic())
    verdict = obviously_strategy_proof(mechanism)
    assert verdict.holds is None
    assert "more than 1 sign patterns" in explain_osp(verdict)


# ------------------------------------------------------------------------------------------------------- certificates


MECHANISMS = {
    "polarized": lambda: accommodated([[(1, -1)], [(-1, 2)]], Orthant(2), Myopic()),
    "not polarized": lambda: accommodated([[(1, -2)], [(-1, 1)]], Orthant(2, strict=True), Myopic()),
    "mixed set": lambda: accommodated([[(1, -1), (-1, 1)]], Box((1, 1), (2, 2)), Myopic(), several=2),
    "box": lambda: accommodated([[(1, -1)], [(-1, 1)]], Box((1, 1), (2, 2)), Myopic()),
    "finite": lambda: accommodated([[(1, -1)], [(-1, 1)]], FiniteDomain(((1, 2), (2, 1))), Myopic()),
    "regions": lambda: accommodated([[(1, -1)]], Orthant(2), Regions((Rule(((1, -1),), (), 1),))),
    "open ties": lambda: accommodated([[(1, -1)]], Orthant(2), Myopic("any")),
    "named": lambda: accommodated([[(1, -1)]], Orthant(2), ChoiceTable((((1, 2), 1),))),
    "idle": lambda: Mechanism.make(
        Protocol.make(two_agents(), {"a": [Ray((1, -1)), Ray((1, -2))], "b": [Ray((1, -1))]})
    ),
    "open no": lambda: Mechanism.make(
        Protocol.make(two_agents(), {"a": [Ray((1, -1)), Ray((1, -2))], "b": [Ray((-1, 1)), Ray((-1, 2))]})
    ),
    "continuum": lambda: pseudo_market(two_agents(), [1, 1]),
}


def osp_indeed(statement):
    """The mutant's statement decided afresh: a no by the definition, a yes by trying types as well."""
    about = statement["about"]
    try:
        verdict = decide_osp(mechanism_from_plain(about), about["dominance"])
    except ValueError:
        return False  # no market or no feasible protocol
    return verdict.holds == statement["holds"] and verdict.verify()


@pytest.mark.parametrize("dominance", DOMINANCE)
@pytest.mark.parametrize("name", MECHANISMS)
def test_certificates_are_verified_and_their_mutants_refused_or_true(name, dominance):
    verdict = decide_osp(MECHANISMS[name](), dominance)
    assert verdict.verify()
    written = json.loads(json.dumps(certificate(verdict)))
    assert verdicts(written)[0].verify()
    check_mutants(written, osp_indeed)


def dominant_indeed(statement):
    from proofs.trading.dominance.actions import ObviouslyDominant

    try:
        asked = ObviouslyDominant.from_about(statement["about"])
        found = actions.better_elsewhere(asked.protocol, asked.agent, asked.action, asked.costs, asked.dominance)
    except ValueError:
        return False
    return statement["holds"] == (found is None)


def test_mutants_of_one_action_are_refused_or_true():
    protocol = accommodated([[(1, -1)], [(-2, 1)]], Orthant(2), Myopic()).protocol
    for action, dominance in itertools.product(range(3), DOMINANCE):
        verdict = obviously_dominant(protocol, "chooser", (1, 2), action, dominance)
        check_mutants(certificate(verdict), dominant_indeed)


def some_type_indeed(statement):
    from proofs.trading.dominance.cost_types import SomeType

    try:
        asked = SomeType.from_about(statement["about"])
    except ValueError:
        return True
    return some_type(asked.domain, asked.below, asked.at_most).holds == statement["holds"]


DOMAINS = [Orthant(2), Orthant(2, strict=True), Box((1, 1), (2, 3)), FiniteDomain(((1, 2), (2, 1)))]


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize(
    "case", [([(1, -1)], []), ([(1, -1), (-1, 2)], [(-2, 3)]), ([(1, 0)], [(0, 1)]), ([], [(1, 1)])]
)
def test_types_with_given_likes_and_dislikes(domain, case):
    verdict = some_type(domain, *case)
    assert verdict.verify()
    written = json.loads(json.dumps(certificate(verdict)))
    assert verdicts(written) == [verdict]
    check_mutants(written, some_type_indeed)


def test_other_kinds_of_things_are_refused_in_one_sentence_that_says_what_would_do():
    mechanism = accommodated([[(1, -1)]], Orthant(2), Myopic())
    osp, menus_verdict = decide_osp(mechanism), decide_polarized(mechanism)
    for wrong, sentence in (
        (lambda: polarized(mechanism), "ask polarized_menus.decide_polarized"),
        (lambda: decide_polarized([(1, -1)]), "of directions, ask polarization.polarized"),
        (lambda: decide_osp(mechanism.protocol), "Mechanism.make makes one with myopic agents"),
        (lambda: obviously_strategy_proof(mechanism.protocol), "Mechanism.make makes one with myopic agents"),
        (lambda: explain_osp(menus_verdict), "polarized_menus.explain_menus tells it"),
        (lambda: explain_menus(osp), "dominance.explain_osp tells it"),
        (lambda: explain_osp(mechanism), 'a verdict about "obviously strategy-proof" is expected'),
        (lambda: explain_selection(osp), "the report of decide_selection is expected"),
        (lambda: explain_choice(osp), "the report of decide_choice is expected"),
        (lambda: explain_large_market(osp), "the report of decide_large_market is expected"),
        (lambda: chance(Preferences.uniform((1, 1), (2, 2)), []), "of preferences, their field law"),
        (lambda: decide_chance(Preferences.uniform((1, 1), (2, 2)), []), "of preferences, their field law"),
    ):
        with pytest.raises(TypeError, match=sentence):
            wrong()


def test_agents_go_by_name_or_by_place():
    mechanism = Mechanism.make(
        Protocol.make(
            Market.make({"A": 4, "B": 4}, ["Ann", "Bob"], [[2, 2], [2, 2]], preferences=Preferences.positive(2)),
            {"Ann": [Ray((1, -1))], "Bob": [Ray((-1, 1))]},
        )
    )
    tabled = with_table(mechanism, ex_post_table(mechanism.protocol))
    assert tabled.chosen("Ann", (1, 2)) == tabled.chosen(0, (1, 2))
    assert tabled.protocol.offers("Bob") == tabled.protocol.offers(1)
    assert myopic_choices(tabled.protocol, "Bob", (1, 2)) == myopic_choices(tabled.protocol, 1, (1, 2))
    assert obviously_dominant(tabled.protocol, 0, (1, 2), 0) == obviously_dominant(tabled.protocol, "Ann", (1, 2), 0)
    with pytest.raises(ValueError, match='agent: "Cleo" is not in agents; there are Ann, Bob'):
        tabled.chosen("Cleo", (1, 2))
    with pytest.raises(ValueError, match="2 agents count from 0"):
        tabled.chosen(2, (1, 2))
    with pytest.raises(ValueError, match=r"dominance\.ex_post_table"):
        mechanism.chosen("Ann", (1, 2))


def test_one_agent_is_one_agent():
    alone = Mechanism.make(Protocol.make(Market.make({"A": 1, "B": 1}, ["Ann"], [[1, 1]]), {"Ann": [Ray((1, -1))]}))
    assert "of 1 agent with 2 profiles of choices" in feasible(alone.protocol).statement.sentence()
    assert "of 1 agent is obviously strategy-proof" in decide_osp(alone).statement.sentence()
    assert "the menus of 1 agent are polarized" in decide_polarized(alone).statement.sentence()
    assert "the 1 ray is polarized" in polarized([(1, -1)]).statement.sentence()
    assert explain_menus(decide_polarized(alone)).startswith("Agent Ann: Polarized")
    assert claims(alone)[1].holds
