"""Large markets (VS, section 4): the outer program and its dual, support functions, all menus, replicas."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator
from fractions import Fraction

import pytest

from exact.linear import LinearSystem, PrimalDual, optimum
from proofs import certificates, checker
from proofs.trading.markets.bundles import bundle, dot
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import Constraint, EndowmentOnly, Points, PolyhedralSet, Ray, Remedial
from proofs.trading.selection.optimal import Setting, best_selection, candidates
from proofs.trading.selection.probabilities import choice_probabilities
from proofs.trading.value.all_menus import (
    TypedAgent,
    support_over_all_menus,
)
from proofs.trading.value.best_large_market import best_large_market
from proofs.trading.value.large_markets import decide_large_market, explain_large_market
from proofs.trading.value.outer_program import (
    Lists,
    OuterProgram,
    best_bundle,
    in_feasible_set,
    one_agent,
    outer_program,
    prices,
    support,
    support_value,
)
from proofs.trading.value.polarized_support import polarized_menu
from proofs.trading.value.replicas import replica_cost, simulate
from proofs.trading.value.support_functions import all_menus, explain_all_menus
from tests.proofs.trading.instances import cycle_market, cycle_menus
from tests.proofs.trading.mutated_certificates import accepted, check_mutations, check_round_trip, replaced, written

KEEP = (EndowmentOnly(),)
REMEDIAL = (EndowmentOnly(), Remedial())


def test_the_cycle_has_the_large_market_value_6_primal_and_dual() -> None:
    verdict = outer_program(cycle_market(), [[menu] for menu in cycle_menus()])
    assert verdict.statement.value == 6
    check_round_trip(verdict)
    found = prices(verdict)
    assert found.dual_value == 6
    assert found.attain


def random_lists(rng: random.Random, tasks: int) -> list:
    menus = [KEEP, REMEDIAL]
    for _ in range(2):
        rays = [Ray(kappa) for kappa in (random_ray(rng, tasks), random_ray(rng, tasks))]
        menus.append((EndowmentOnly(), *rays))
    menus.append((EndowmentOnly(), Points(([1] * tasks, [rng.randint(0, 2) for _ in range(tasks)]))))
    budget = Constraint(bundle([1] * tasks), Fraction(tasks))
    menus.append((EndowmentOnly(), PolyhedralSet((budget,))))
    return [*rng.sample(menus, 3), KEEP]


def random_ray(rng: random.Random, tasks: int) -> tuple:
    ray = [rng.randint(-2, 2) for _ in range(tasks)]
    ray[0], ray[-1] = rng.randint(1, 2), -rng.randint(1, 2)
    rng.shuffle(ray)
    return tuple(ray)


@pytest.mark.parametrize("seed", range(12))
def test_proposition_2_on_random_lists_of_menus(seed: int) -> None:
    """Primal = dual with support functions computed menu by menu, and the selections attain them."""
    rng = random.Random(seed)
    agents, tasks = rng.choice([(2, 2), (3, 2), (2, 3), (3, 3)])
    performance = [[rng.randint(0, 3) for _ in range(tasks)] for _ in range(agents)]
    preferences = [Preferences.uniform([1] * tasks, [rng.randint(2, 3) for _ in range(tasks)]) for _ in range(agents)]
    numbers = {f"t{i}": agents for i in range(tasks)}
    names = [f"j{j}" for j in range(agents)]
    market = Market.make(numbers, names, [[1] * tasks] * agents, performance, preferences=preferences)
    lists = [random_lists(rng, tasks) for _ in range(agents)]
    verdict = outer_program(market, lists)
    check_round_trip(verdict)
    assert verdict.statement.value <= market.social_cost(market.endowment)
    found = prices(verdict)
    assert found.dual_value == verdict.statement.value
    assert found.attain
    for i, number in enumerate(market.numbers):
        assert sum(x[i] for x in found.selections) == number
    for j, x in enumerate(found.selections):
        assert in_feasible_set(market, j, lists[j], x).holds


@pytest.mark.parametrize("seed", range(6))
def test_the_support_function_bounds_the_set_and_is_attained(seed: int) -> None:
    rng, market = random.Random(seed), cycle_market()
    menus = random_lists(rng, 3)
    w = bundle([rng.randint(-3, 3) for _ in range(3)])
    verdict = support_value(market, 0, menus, w)
    check_round_trip(verdict)
    lists = one_agent(market, 0, menus, "designer", "nonnegative")
    best = support(lists, lists.chances(), 0, w)
    assert best.value == verdict.statement.value
    ties = zip(lists.chances()[0][best.menu], best.selections, strict=True)
    point = tuple(map(sum, zip(*([p * value for value in x] for (_, p), (_, x) in ties), strict=True)))
    assert dot(w, point) == best.value
    inside = in_feasible_set(market, 0, menus, point)
    assert inside.holds
    beyond = tuple(x + step for x, step in zip(point, w, strict=True))
    outside = in_feasible_set(market, 0, menus, beyond)
    assert outside.holds is (not any(w))
    for membership in (inside, outside):
        checker.verify(written(membership))


def test_a_menu_without_a_bound_is_refused() -> None:
    with pytest.raises(ValueError, match="is unbounded"):
        support_value(cycle_market(), 0, [(EndowmentOnly(), PolyhedralSet(()))], (1, 1, 1))
    assert best_bundle(Ray((1, 1, 0)), bundle((1, 1, 1)), bundle((1, 0, 0))) is None


def test_menus_that_cannot_clear_are_refused() -> None:
    takers = (EndowmentOnly(), Points(((0, 0, 0),)))
    with pytest.raises(ValueError, match="has no solution"):
        outer_program(cycle_market(), [[takers], [KEEP], [KEEP]])


# ----------------------------------------------------------------------------------------------------- all menus


def random_agent(rng: random.Random, tasks: int, count: int) -> TypedAgent:
    types: set = set()
    while len(types) < count:
        types.add(tuple(Fraction(rng.randint(1, 5)) for _ in range(tasks)))
    shares = [rng.randint(1, 3) for _ in range(count)]
    weights = tuple(Fraction(share, sum(shares)) for share in shares)
    return TypedAgent(tuple(sorted(types)), weights, tuple(Fraction(rng.randint(0, 2)) for _ in range(tasks)))


def partial_partitions(items: tuple[int, ...]) -> Iterator[list[list[int]]]:
    """All families of disjoint nonempty subsets."""
    if not items:
        yield []
        return
    for family in partial_partitions(items[1:]):
        yield family
        yield [*family, [items[0]]]
        for k in range(len(family)):
            yield [*family[:k], [items[0], *family[k]], *family[k + 1 :]]


def joint_program(agent: TypedAgent, w: tuple, family: list[list[int]]) -> Fraction:
    """The best trades for given acceptance sets, all in one program, from the definition of obvious dominance.

    A type's choice costs at most its endowment, and everything else on the menu at least that.
    """
    size = len(w)
    names = [(k, i) for k in range(len(family)) for i in range(size)]
    rows = []
    for t, costs in enumerate(agent.types):
        for k, accepting in enumerate(family):
            sign = 1 if t in accepting else -1
            rows.append(({(k, i): sign * costs[i] for i in range(size)}, 0))
    gain = {(k, i): sum(agent.probabilities[t] for t in family[k]) * w[i] for k, i in names}
    system = LinearSystem.make(names, rows, lower={(k, i): -agent.endowment[i] for k, i in names})
    verdict = optimum(system, gain, "max")
    assert isinstance(verdict.evidence, PrimalDual)
    return dot(w, agent.endowment) + verdict.statement.value


@pytest.mark.parametrize(("tasks", "count"), [(2, 1), (2, 2), (2, 3), (3, 2), (3, 3), (3, 4)])
def test_all_menus_agree_with_trying_every_packing(tasks: int, count: int) -> None:
    rng = random.Random(10 * tasks + count)
    for _ in range(3):
        agent, w = random_agent(rng, tasks, count), tuple(Fraction(rng.randint(-3, 3)) for _ in range(tasks))
        verdict = support_over_all_menus(agent, w)
        check_round_trip(verdict)
        families = partial_partitions(tuple(range(count)))
        best = max(joint_program(agent, w, family) if family else dot(w, agent.endowment) for family in families)
        assert verdict.statement.value == best


@pytest.mark.parametrize(("tasks", "count"), [(2, 2), (2, 3), (3, 2), (3, 3)])
def test_polarized_menus_are_among_all_menus(tasks: int, count: int) -> None:
    rng = random.Random(100 * tasks + count)
    for _ in range(4):
        agent, w = random_agent(rng, tasks, count), tuple(Fraction(rng.randint(-3, 3)) for _ in range(tasks))
        both = all_menus(agent, w)
        assert dot(w, agent.endowment) <= both.lower <= both.upper
        check_round_trip(both.polarized)
        if tasks == 2:  # two trades that both pay in the direction w are polarized: their ratios lie on its two sides
            assert both.decided


def test_a_menu_of_rays_on_finite_types_is_among_all_menus() -> None:
    """The support function of any polarized menu, computed from choice probabilities, is below that over all menus."""
    rng = random.Random(4)
    for _ in range(6):
        types = {tuple(rng.randint(1, 4) for _ in range(3)): 1 for _ in range(3)}
        preferences = Preferences.finite({costs: Fraction(1, len(types)) for costs in types})
        market = Market.make({"A": 1, "B": 1, "C": 1}, ["1"], [[1, 1, 1]], preferences=preferences)
        menus = [(EndowmentOnly(), Ray((1, -1, 0)), Ray((0, 2, -1))), REMEDIAL, (EndowmentOnly(), Ray((-1, 1, 1)))]
        w = bundle([rng.randint(-2, 3) for _ in range(3)])
        listed = support_value(market, 0, menus, w).statement.value
        assert listed <= support_over_all_menus(TypedAgent.of(market, 0), w).statement.value


def typed_market(rng: random.Random, agents: int, tasks: int, count: int) -> Market:
    preferences = []
    for _ in range(agents):
        types: set = set()
        while len(types) < count:
            types.add(tuple(rng.randint(1, 4) for _ in range(tasks)))
        preferences.append(Preferences.finite({costs: Fraction(1, count) for costs in sorted(types)}))
    performance = [[rng.randint(0, 3) for _ in range(tasks)] for _ in range(agents)]
    numbers = {f"t{i}": agents for i in range(tasks)}
    names = [f"j{j}" for j in range(agents)]
    return Market.make(numbers, names, [[1] * tasks] * agents, performance, preferences=preferences)


@pytest.mark.parametrize(("agents", "tasks", "count"), [(2, 2, 2), (2, 2, 3), (3, 2, 2), (2, 3, 2), (3, 3, 2)])
def test_the_best_large_market_is_at_least_as_good_as_every_list_of_menus(agents: int, tasks: int, count: int) -> None:
    rng = random.Random(agents + 10 * tasks + 100 * count)
    market = typed_market(rng, agents, tasks, count)
    best = best_large_market(market)
    check_round_trip(best)
    rays = [Ray(kappa) for kappa in itertools.product((-1, 0, 1), repeat=tasks) if min(kappa) < 0 < max(kappa)]
    lists = [[KEEP, REMEDIAL, *((EndowmentOnly(), ray) for ray in rays)]] * agents
    listed = outer_program(market, lists).statement.value
    assert best.statement.value <= listed <= market.social_cost(market.endowment)


def test_the_best_large_market_with_two_ratios_by_hand() -> None:
    """Costs (1, 3) or (3, 1) alike, each agent better at one task, one of each task to begin with.

    An agent gives the bad task away: against 3 of the other one if only the type that likes this best accepts (in
    expectation 3/2 against 1/2), or against 1/3 if both do (1/3 against 1). Drawn with probabilities 2/5 and 3/5 these
    give 4/5 of both tasks, and by symmetry the market clears; the cost falls from 2 to 2/5.
    """
    half = Preferences.finite({(1, 3): "1/2", (3, 1): "1/2"})
    market = Market.make({"A": 2, "B": 2}, ["1", "2"], [[1, 1]] * 2, [[0, 1], [1, 0]], preferences=half)
    best = best_large_market(market)
    check_round_trip(best)
    assert best.statement.value == Fraction(2, 5)
    assert check_mutations(best, "value prices") > 40


def test_the_words_for_all_menus() -> None:
    agent = TypedAgent((bundle((1, 3)), bundle((3, 1))), (Fraction(1, 2),) * 2, bundle((1, 1)))
    said = explain_all_menus(all_menus(agent, (1, 1)))
    assert "decided: program (4) has this value too" in said
    assert "accepted by types 1" in said


def test_types_with_zero_costs_and_too_many_types_are_refused() -> None:
    with pytest.raises(ValueError, match="strictly positive costs"):
        TypedAgent(((Fraction(0), Fraction(1)),), (Fraction(1),), bundle((1, 1)))
    with pytest.raises(ValueError, match="11 types"):
        TypedAgent(tuple(bundle((k, 1)) for k in range(1, 12)), (Fraction(1, 11),) * 11, bundle((1, 1)))


# ------------------------------------------------------------------------------------------------------ replicas


@pytest.mark.parametrize("seed", range(5))
def test_the_large_market_bounds_replicas_and_more_copies_cost_less(seed: int) -> None:
    """LM-MC relaxes clearing, and two copies can always be treated as two markets."""
    rng = random.Random(seed)
    tasks = rng.choice([2, 3])
    performance = [[rng.randint(0, 3) for _ in range(tasks)] for _ in range(2)]
    preferences = [Preferences.uniform([1] * tasks, [rng.randint(2, 3) for _ in range(tasks)]) for _ in range(2)]
    numbers = {f"t{i}": 2 for i in range(tasks)}
    market = Market.make(numbers, ["a", "b"], [[1] * tasks] * 2, performance, preferences=preferences)
    menus = [(EndowmentOnly(), Ray(random_ray(rng, tasks)), Ray(random_ray(rng, tasks))) for _ in range(2)]
    costs = [replica_cost(market, menus, copies).statement.value for copies in (1, 2, 4)]
    assert market.social_cost(market.endowment) >= costs[0] >= costs[1] >= costs[2]
    assert costs[2] >= outer_program(market, [[menu] for menu in menus]).statement.value


def binomial_minimum(copies: int) -> Fraction:
    """E min(B1, B2, B3) / N for independent binomials with N draws of probability 1/2."""
    chances = [math.comb(copies, k) for k in range(copies, 0, -1)]
    cubes = sum(above**3 for above in itertools.accumulate(chances))
    return Fraction(cubes, 8**copies * copies)


def test_replicas_of_the_cycle_have_the_closed_form_and_approach_6() -> None:
    market, menus = cycle_market(), cycle_menus()
    costs = []
    for copies in (1, 2, 3, 5):
        verdict = replica_cost(market, menus, copies)
        costs.append(verdict.statement.value)
        assert costs[-1] == 9 - 6 * binomial_minimum(copies)
    assert costs == sorted(costs, reverse=True)
    check_round_trip(replica_cost(market, menus, 2))
    assert 6 < 9 - 6 * binomial_minimum(1000) < Fraction(61, 10)


def test_simulated_replicas_come_near_the_exact_and_the_large_market_value() -> None:
    market, menus = cycle_market(), cycle_menus()
    small = simulate(market, menus, 5, draws=300, seed=1)
    exact = replica_cost(market, menus, 5).statement.value
    assert abs(small.mean - exact) <= small.radius
    large = simulate(market, menus, 300, draws=100, seed=1)
    assert 6 <= large.mean < Fraction(13, 2)
    assert large.lowest <= large.mean <= large.highest


def test_grouping_equal_choices_is_without_loss() -> None:
    """Two copies: every copy's own bundle in the program, against the grouped one."""
    market, menus = cycle_market(), cycle_menus()
    doubled = Market.make(
        dict.fromkeys("ABC", 6),
        ["1", "1'", "2", "2'", "3", "3'"],
        [[1, 1, 1]] * 6,
        [pi for pi in market.performance for _ in range(2)],
    )
    for choices in itertools.product((0, 1), repeat=6):
        alone = best_selection(Setting.of(doubled), tuple((j, menus[j // 2][k], 1) for j, k in enumerate(choices)))[0]
        counts = [(j, k, choices[2 * j : 2 * j + 2].count(k)) for j in range(3) for k in (0, 1)]
        groups = tuple((j, menus[j][k], r) for j, k, r in counts if r)
        assert best_selection(Setting.of(market, 2), groups)[0] == alone


def test_copies_in_finite_sets_choose_each_for_itself() -> None:
    market = Market.make(
        {"A": 2, "B": 2}, ["1", "2"], [[1, 1], [1, 1]], [[0, 1], [1, 0]], preferences=Preferences.finite({(1, 1): 1})
    )
    swap = [(EndowmentOnly(), Points(((1, 1), (2, 0)))), (EndowmentOnly(), Points(((1, 1), (0, 2))))]
    verdict = replica_cost(market, swap, 2)
    assert verdict.statement.value == 0
    check_round_trip(verdict)


def test_a_random_menu_is_offered_to_its_share_of_the_copies() -> None:
    market, menus = cycle_market(), cycle_menus()
    half = [[(menu, "1/2"), (KEEP, "1/2")] for menu in menus]
    verdict = replica_cost(market, half, 2)
    check_round_trip(verdict)
    assert verdict.statement.value == 9 - 6 * binomial_minimum(1) / 2
    with pytest.raises(ValueError, match="do not sum to 1"):
        replica_cost(market, [[(menus[0], "1/2")], menus[1], menus[2]], 2)
    with pytest.raises(ValueError, match="choice profiles; simulate"):
        replica_cost(market, menus, 40)


# -------------------------------------------------------------------------------------------------- certificates


def test_mutated_certificates_are_refused() -> None:
    market, menus = cycle_market(), cycle_menus()
    assert check_mutations(outer_program(market, [[menus[0]], [menus[1], KEEP], [menus[2]]]), "value chances") > 60
    assert check_mutations(support_value(market, 0, [menus[0], REMEDIAL], (1, -1, 2)), "value chances") > 30
    agent = TypedAgent((bundle((1, 3)), bundle((3, 1))), (Fraction(1, 2),) * 2, bundle((1, 1)))
    assert check_mutations(support_over_all_menus(agent, (1, 1)), "value") > 15
    assert check_mutations(polarized_menu(agent, (1, 1)), "value") > 15
    assert check_mutations(replica_cost(market, [menus[0], menus[1], KEEP], 2), "value choices costs") > 60


def test_a_relaxed_menu_that_is_not_polarized_is_no_polarized_menu() -> None:
    agent = TypedAgent((bundle((1, 3)), bundle((3, 1))), (Fraction(1, 2),) * 2, bundle((1, 1)))
    certificate = written(polarized_menu(agent, (1, 1)))
    pairs = ("statements", 0, "evidence", "multipliers")
    assert certificate["statements"][0]["evidence"]["multipliers"]
    assert not accepted(replaced(certificate, pairs, []))
    assert not accepted(replaced(certificate, pairs, [["0", "1"]]))


def test_the_report_says_it_in_words() -> None:
    menus = cycle_menus()
    report = decide_large_market(cycle_market(), [[menu, KEEP] for menu in menus], (1, 2, 100))
    said = explain_large_market(report)
    assert "have the value 6" in said
    assert "the selections attain the support functions (Proposition 2): yes" in said
    assert report.replicas[0].statement.value == Fraction(33, 4)
    assert "the simulated social cost per copy of a market with 100 copies is 6." in said
    statement = report.outer.statement
    assert isinstance(statement, OuterProgram)
    assert isinstance(statement.lists, Lists)
    eta, numbers = report.market.endowment[0], report.market.numbers
    law = report.market.preferences[0].law
    assert choice_probabilities(candidates(menus[0], eta, numbers), law) == (Fraction(1, 2), Fraction(1, 2))
    assert certificates.verdicts(written(report.outer))[0] == report.outer


def test_a_value_that_is_only_approached_along_an_unbounded_set_is_no_answer():
    """Agent 1 gets (1, 0) from one menu, some of (1 + t, 1) from the other; agent 2 takes (1, 2), and (2, 0) is left.

    No draw of the two menus gives (2, 0); with ever less of the second and ever larger t it comes ever nearer.
    """
    costs = [Preferences.finite({(0, 1): 1}), Preferences.finite({(1, 0): 1})]
    market = Market.make({"A": 3, "B": 2}, ["1", "2"], [[1, 1], [2, 1]], preferences=costs)
    menus = [
        [(EndowmentOnly(), Points(((1, 0),))), (EndowmentOnly(), Ray((1, 0)))],
        [(EndowmentOnly(), Points(((1, 2),)))],
    ]
    with pytest.raises(ValueError, match="by bundles that no draw of menus gives"):
        outer_program(market, menus)
