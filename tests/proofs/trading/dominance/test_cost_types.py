"""Types with given likes and dislikes: closed forms against linear programs, and random mechanisms by definition."""

import itertools
import json
import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs import checker
from proofs.certificates import certificate, verdicts
from proofs.trading.dominance.actions import DOMINANCE
from proofs.trading.dominance.cost_types import TypeFound, _by_program, lowest, some_type
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.dominance.idle import idle_prices, is_idle
from proofs.trading.markets.domains import Box, CostRow, FiniteDomain, Orthant, PolyhedralDomain, signed_orthant
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism, Myopic, Regions, Rule
from proofs.trading.markets.menus import Points, Ray
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import SelectionTable

HALVES = st.integers(0, 8).map(lambda n: Fraction(n, 2))


@st.composite
def domains(draw, tasks):
    kind = draw(st.sampled_from(["nonnegative", "positive", "box"]))
    if kind != "box":
        return Orthant(tasks, kind == "positive")
    lower = [draw(HALVES) for _ in range(tasks)]
    return Box(tuple(lower), tuple(low + draw(HALVES) for low in lower))


@st.composite
def questions(draw, weak=0):
    tasks = draw(st.integers(1, 4))
    direction = st.tuples(*[st.integers(-4, 4)] * tasks)
    below = draw(st.lists(direction.filter(any), min_size=0 if weak else 1, max_size=2))
    return draw(domains(tasks)), below, draw(st.lists(direction, max_size=weak))


@settings(max_examples=250, deadline=None)
@given(questions())
def test_closed_forms_agree_with_linear_programs(question):
    verdict = some_type(*question)
    assert verdict.verify()
    program = _by_program(verdict.statement)
    assert isinstance(program, TypeFound) == verdict.holds
    assert program.supports(verdict.statement, verdict.holds)


@settings(max_examples=150, deadline=None)
@given(questions(weak=2))
def test_weak_dislikes_are_decided_too(question):
    verdict = some_type(*question)
    assert verdict.verify()
    checker.verify(json.loads(json.dumps(certificate(verdict))))


def test_the_lowest_workload_on_each_domain():
    assert lowest(Orthant(2), (1, -1)) == (None, False)
    assert lowest(Orthant(2), (1, 0)) == (0, True)
    assert lowest(Orthant(2, strict=True), (1, 0)) == (0, False)
    assert lowest(Box((1, 1), (2, 3)), (1, -1)) == (-2, True)
    assert lowest(FiniteDomain(((1, 2), (2, 1))), (1, -1)) == (-1, True)


# --------------------------------------------------------------------------------------------------- random mechanisms


def random_mechanism(chance, tasks, agents, domain, strategy):
    """Finite sets with trades between two agents at some profiles."""
    endowment = [[Fraction(2)] * tasks] * agents
    market = Market.make(
        {f"t{i}": 2 * agents for i in range(tasks)},
        [f"j{k}" for k in range(agents)],
        endowment,
        preferences=Preferences(domain, goods=range(tasks)),
    )
    bundles = [[{tuple(endowment[0])} for _ in range(3)] for _ in range(agents)]
    trades = [[chance.choice([-1, 0, 1]) for _ in range(tasks)] for _ in range(2)]
    entries = []
    for profile in itertools.product(range(3), repeat=agents):
        active = [j for j in range(agents) if profile[j]]
        if len(active) < 2 or chance.random() < 0.4:
            continue
        first, second = chance.sample(active, 2)
        trade = chance.choice(trades)
        rows = [list(row) for row in endowment]
        rows[first] = [a + b for a, b in zip(rows[first], trade, strict=True)]
        rows[second] = [a - b for a, b in zip(rows[second], trade, strict=True)]
        entries.append((profile, tuple(map(tuple, rows))))
        for j in active:
            bundles[j][profile[j]].add(tuple(rows[j]))
    menus = {f"j{j}": [Points(tuple(sorted(one))) for one in bundles[j][1:]] for j in range(agents)}
    protocol = Protocol.make(market, menus, SelectionTable(tuple(entries)))
    return Mechanism.make(protocol, dict.fromkeys(market.agents, strategy))


def fails_by_definition(mechanism, j, costs, dominance):
    """Whether some choice of the strategy is not obviously dominant, going through all profiles."""
    protocol = mechanism.protocol
    loads = {}
    for profile in protocol.profiles:
        bundle = protocol.selected(profile)[j]
        loads.setdefault(profile[j], []).append(sum(c * x for c, x in zip(costs, bundle, strict=True)))
    return any(
        max(loads[k]) > min(loads[other])
        for k in mechanism.chosen(j, costs)
        for other in loads
        if other != k or dominance == "printed"
    )


def some_domain(chance, tasks, least=0):
    lower = tuple(Fraction(chance.randint(least, 3)) for _ in range(tasks))
    types = {tuple(Fraction(chance.randint(least, 3)) for _ in range(tasks)) for _ in range(3)}
    box = Box(lower, tuple(low + chance.randint(0, 2) for low in lower))
    orthants = [signed_orthant(tasks, [0] if least else [], strict) for strict in (False, True)]
    row = CostRow(tuple(chance.choice([-1, 0, 1, 2]) for _ in range(tasks)), chance.choice(["<=", "<"]), 1)
    cut = PolyhedralDomain(tasks, (row, *(CostRow(unit(i, tasks), "<=", 2) for i in range(tasks))))
    return chance.choice([*orthants, box, FiniteDomain(tuple(sorted(types))), *([cut] if least else [])])


def unit(i, tasks):
    return tuple(int(i == k) for k in range(tasks))


def some_strategy(chance, tasks):
    def trade():
        return tuple(Fraction(chance.randint(-1, 1)) for _ in range(tasks))

    rules = Regions((Rule((trade(),), (), 1), Rule((), (trade(),), 2)))
    return chance.choice([Myopic(), Myopic(), Myopic("any"), rules])


def grid(domain):
    """Types to try."""
    if isinstance(domain, FiniteDomain):
        return domain.types
    if isinstance(domain, Box):
        return itertools.product(*[{a, (a + b) / 2, (2 * a + b) / 3, b} for a, b in domain.intervals()])
    if isinstance(domain, PolyhedralDomain):
        around = itertools.product([Fraction(x, 2) for x in range(-4, 5)], repeat=domain.dimension)
        return [costs for costs in around if domain.contains(costs)]
    start = 1 if domain.strict else 0
    return itertools.product([Fraction(x) for x in range(start, start + 5)], repeat=domain.dimension)


@pytest.mark.parametrize("least", [0, -3])
@pytest.mark.parametrize("seed", range(4))
def test_random_mechanisms_agree_with_the_definition(seed, least):
    """Of burdens, and of costs of any sign."""
    chance = random.Random(seed)
    for _ in range(100):
        tasks, agents = chance.choice([(2, 2), (2, 3), (3, 2)])
        domain = some_domain(chance, tasks, least)
        mechanism = random_mechanism(chance, tasks, agents, domain, some_strategy(chance, tasks))
        dominance = chance.choice(DOMINANCE)
        verdict = obviously_strategy_proof(mechanism, dominance)
        assert verdict.verify()
        written = json.loads(json.dumps(certificate(verdict)))
        assert verdicts(written)[0].verify()
        checker.verify(written)
        if verdict.holds:
            for j, costs in itertools.product(range(agents), grid(domain)):
                assert not fails_by_definition(mechanism, j, costs, dominance)
        else:
            assert fails_by_definition(mechanism, verdict.evidence.agent, verdict.evidence.costs, dominance)


def test_an_offer_is_idle_exactly_if_no_nonnegative_combination_of_the_others_cancels_it():
    market = Market.make({"A": 6, "B": 6}, ["a", "b", "c"], [[2, 2]] * 3)
    protocol = Protocol.make(market, {"a": [Ray((1, -1))], "b": [Ray((-1, 0))], "c": [Ray((0, 1))]})
    assert idle_prices(protocol, 0, 1, (1, -1)) is None
    alone = Protocol.make(market, {"a": [Ray((1, -1))], "b": [Ray((-1, 0))], "c": [Ray((1, 0))]})
    prices = idle_prices(alone, 0, 1, (1, -1))
    assert prices
    assert is_idle(alone, 0, 1, (1, -1), prices)
    assert not is_idle(protocol, 0, 1, (1, -1), prices)
    fixed = Protocol.make(market, {"a": [Points(((3, 1), (2, 2)))], "b": [Points(((1, 2), (2, 2)))]})
    assert idle_prices(fixed, 0, 1, (1, -1))
