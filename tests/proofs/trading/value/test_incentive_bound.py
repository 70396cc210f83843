"""The bound for incentive compatible mechanisms with costs in boxes, against program (1) and known mechanisms."""

import itertools
import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs.formats.markets import load_market
from proofs.trading.markets.bundles import dot, minus
from proofs.trading.markets.domains import Box, FiniteDomain
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market
from proofs.trading.value.best import decide_best, explain_best
from proofs.trading.value.best_obvious import two_of_one_domain
from proofs.trading.value.incentive_bound import CellProgram, cells, incentive_compatible_bound
from proofs.trading.value.linear_programs import cheapest_incentive_compatible
from tests.proofs.trading.mutated_certificates import check_mutations
from tests.proofs.trading.value.small_markets import small

HOSPITAL = "examples/markets/hospital-two-doctors.json"


def in_boxes(seed: int, agents: int = 2, tasks: int = 2) -> Market:
    """A random market with costs uniform on boxes."""
    draw = random.Random(seed)
    known = []
    for _ in range(agents):
        lower = tuple(Fraction(draw.randint(1, 3)) for _ in range(tasks))
        box = Box(lower, tuple(low + draw.randint(1, 3) for low in lower))
        known.append(Preferences(box, Law((), ((box, Fraction(1)),))))
    owned = [[Fraction(draw.randint(0, 2)) for _ in range(tasks)] for _ in range(agents)]
    numbers = {f"t{i}": int(sum(row[i] for row in owned)) for i in range(tasks)}
    performance = [[draw.randint(0, 3) for _ in range(tasks)] for _ in range(agents)]
    return Market.make(numbers, [f"a{j}" for j in range(agents)], owned, performance, preferences=known)


@pytest.mark.parametrize("seed", range(20))
def test_of_finitely_many_types_it_is_program_1(seed: int) -> None:
    market = small(seed, 2 + seed % 2, 2, 2)
    least = cheapest_incentive_compatible(market).statement.value
    verdict = incentive_compatible_bound(market, 1)
    assert verdict.verify()
    assert least - Fraction(1, 10**4) <= verdict.statement.bound <= least


@pytest.mark.parametrize("seed", range(12))
def test_no_mechanism_that_is_known_costs_less_and_finer_cells_bound_better(seed: int) -> None:
    market = in_boxes(seed, 2, 2)
    coarse, fine = (incentive_compatible_bound(market, 5, most) for most in (100, 1000))
    assert coarse.verify()
    assert fine.verify()
    table = decide_best(market, 1, among=["status quo", "constant", "bilateral"])
    assert coarse.statement.bound <= fine.statement.bound <= min(row.most for row in table.rows)


@pytest.mark.parametrize("parts", [1, 2, 3])
@pytest.mark.parametrize("seed", range(6))
def test_what_a_mechanism_gives_on_average_satisfies_the_program(seed: int, parts: int) -> None:
    """Prices p and q on a grid: whoever likes it takes so much of a task for another, computed by counting types."""
    market = one_chooser(seed)
    program = CellProgram(market, (parts, 1))
    steps = 12
    chosen = [(Fraction(0), Fraction(0)), (Fraction(1), Fraction(-1)), (Fraction(-1, 2), Fraction(1))]
    given = [[Fraction(0)] * 3 for _ in program.cells[0]]
    sizes = [0] * len(program.cells[0])
    box = market.preferences[0].domain
    for at in itertools.product(range(parts * steps), repeat=2):
        costs = tuple(
            low + (high - low) * Fraction(2 * k + 1, 2 * parts * steps)
            for (low, high), k in zip(box.intervals(), at, strict=True)
        )
        cell = (at[0] // steps) * parts + at[1] // steps
        change = min(chosen, key=lambda moves: dot(costs, moves))
        bundle = tuple(x + d for x, d in zip(market.status_quo[0], change, strict=True))
        sizes[cell] += 1
        for i, amount in enumerate((*bundle, dot(costs, bundle))):
            given[cell][i] += amount
    point = [Fraction(0)] * program.starts[-1]
    for k, (total, size) in enumerate(zip(given, sizes, strict=True)):
        q = [amount / size for amount in total]
        rest = minus(tuple(map(Fraction, market.numbers)), tuple(q[:2]))
        point[k * 4 : k * 4 + 4] = [*q[:2], *rest]
        point[program.interim(0, k, 0) : program.interim(0, k, 0) + 3] = q
        share = program.cells[0][k].probability
        for i, amount in enumerate((*rest, dot(program.cells[1][0].lower, rest))):
            point[program.interim(1, 0, i)] += share * amount
    system = program.system()
    slack = Fraction(1, 100)  # the types are counted on a grid
    for row in system.rows:
        left = sum(entry * point[column] for column, entry in row.coefficients)
        if row.sense == "<=" and any(column >= program.starts[1] for column, _ in row.coefficients):
            continue  # the second agent does not choose and may be worse off
        assert left <= row.bound + slack
        assert row.sense == "<=" or left >= row.bound - slack


def one_chooser(seed: int) -> Market:
    """The first agent's costs are uniform on a square, the second has one type."""
    draw = random.Random(seed)
    lower = (Fraction(draw.randint(1, 3)), Fraction(draw.randint(1, 3)))
    box = Box(lower, tuple(low + draw.randint(1, 2) for low in lower))
    one = (Fraction(1), Fraction(1))
    known = [Preferences(box, Law((), ((box, Fraction(1)),))), Preferences(FiniteDomain((one,)), Law(((one, 1),)))]
    return Market.make({"A": 2, "B": 2}, ["a", "b"], [[1, 1], [1, 1]], [[0, 1], [1, 0]], preferences=known)


@given(st.lists(st.fractions(0, 3, max_denominator=5), min_size=1, max_size=8))
def test_falling_functions_have_a_covariance_of_at_least_minus_an_eighth(values: list[Fraction]) -> None:
    """E c X(c) for c uniform on [-1/2, 1/2] and X a falling step function from a to b: at least -(a - b) / 8."""
    falling = sorted(values, reverse=True)
    n = len(falling)
    covariance = sum(x * (Fraction(2 * k + 1, 2 * n) - Fraction(1, 2)) / n for k, x in enumerate(falling))
    assert covariance >= -(falling[0] - falling[-1]) / 8


def test_cells_have_neighbours_along_each_side() -> None:
    market = in_boxes(1)
    own = cells(market, 0, 3)
    assert sum(cell.probability for cell in own) == 1
    for number, cell in enumerate(own):
        for i, (before, after) in enumerate(zip(cell.before, cell.after, strict=True)):
            assert before is None or own[before].after[i] == number
            if after is not None:
                step = minus(own[after].lower, cell.lower)
                assert [k for k, s in enumerate(step) if s] == [i]
                assert step[i] == cell.widths[i]


def test_the_hospital_saves_so_much_of_what_could_be_saved() -> None:
    table = decide_best(load_market(HOSPITAL).market, 3)
    assert all(verdict.verify() for verdict in table.verdicts)
    incentive, obvious = table.row("incentive"), table.row("obvious")
    assert (incentive.most, obvious.most) == (Fraction(3, 4), Fraction(3, 4))
    assert Fraction(2, 5) < incentive.least < obvious.least <= Fraction(3, 4)
    assert "1/4 of 1, at least " in explain_best(table).splitlines()[-1]


def test_only_agents_alike_have_one_domain() -> None:
    market = in_boxes(0)
    assert not two_of_one_domain(market)
    alike = replace(market, preferences=(market.preferences[0],) * 2)
    assert two_of_one_domain(alike)
    atom = (market.preferences[0].domain.lower, Fraction(1))
    assert not two_of_one_domain(
        replace(alike, preferences=(Preferences(alike.preferences[0].domain, Law((atom,))),) * 2)
    )
    assert not two_of_one_domain(small(0, 2, 2, 2))


def test_mutants() -> None:
    assert check_mutations(incentive_compatible_bound(in_boxes(2), 5, 100)) > 40


def test_too_many_agents_and_too_little_evidence() -> None:
    market = in_boxes(3, 2, 2)
    with pytest.raises(ValueError, match="more than 3 variables; take fewer agents or types"):
        incentive_compatible_bound(market, 1, 3)
    verdict = incentive_compatible_bound(market, 5, 100)
    evidence, statement = verdict.evidence, verdict.statement
    assert not evidence.supports(replace(statement, bound=statement.bound + 1), True)
    assert not replace(evidence, parts=(0, 1)).supports(statement, True)
    assert not replace(evidence, parts=(1,)).supports(statement, True)
    assert not evidence.supports(statement, False)
