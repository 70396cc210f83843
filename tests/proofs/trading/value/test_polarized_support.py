"""Support functions over all polarized menus, against programs of fixed ratios and menus drawn at random."""

import itertools
import random
from fractions import Fraction

import pytest

from exact.linear import LinearSystem, PrimalDual, Row, optimum
from proofs.trading.markets.bundles import dot, times
from proofs.trading.value.all_menus import TypedAgent, best_packing, support_over_all_menus
from proofs.trading.value.enclosing import CLOSE
from proofs.trading.value.polarized_support import EnclosedMenus, packings_above, polarized_support
from tests.proofs.trading.mutated_certificates import check_mutations, check_round_trip

RATIOS = [Fraction(k) for k in ("1/16", "1/4", "1/2", "2/3", "1", "7/5", "3/2", "2", "3", "5", "20")]


def drawn(seed: int, tasks: int, types: int) -> tuple[TypedAgent, tuple[Fraction, ...]]:
    draw = random.Random(seed)
    listed: set[tuple[Fraction, ...]] = set()
    while len(listed) < types:
        listed.add(tuple(Fraction(draw.randint(1, 6)) for _ in range(tasks)))
    shares = [draw.randint(1, 3) for _ in listed]
    chances = tuple(Fraction(share, sum(shares)) for share in shares)
    endowment = tuple(Fraction(draw.randint(1, 2)) for _ in range(tasks))
    w = tuple(Fraction(draw.randint(-3, 3)) for _ in range(tasks))
    return TypedAgent(tuple(sorted(listed)), chances, endowment), w


def with_ratio(agent: TypedAgent, w, a: int, b: int, ratio: Fraction) -> Fraction:
    """The most that two trades earn whose sum with this ratio is nonnegative, without telling owners apart."""
    size = len(w)
    first, second = agent.trades(a), agent.trades(b)
    rows = [*first.rows, *(Row(tuple((size + i, c) for i, c in r.coefficients), "<=", r.bound) for r in second.rows)]
    rows += [Row(((i, Fraction(-1)), (size + i, -ratio)), "<=", Fraction(0)) for i in range(size)]
    system = LinearSystem(tuple(range(2 * size)), tuple(rows), first.lower + second.lower, (None,) * (2 * size))
    objective = times(agent.weight(a), w) + times(agent.weight(b), w)
    found = optimum(system, objective, "max").evidence
    assert isinstance(found, PrimalDual)
    return dot(objective, found.values)


@pytest.mark.parametrize("seed", range(24))
def test_no_ratio_of_a_pair_earns_more_than_the_menu_that_is_found(seed: int) -> None:
    agent, w = drawn(seed, 3, 2 + seed % 2)
    verdict = polarized_support(agent, w)
    check_round_trip(verdict)
    statement = verdict.statement
    assert statement.value <= statement.bound <= support_over_all_menus(agent, w).statement.value + CLOSE
    start = dot(w, agent.endowment)
    assert statement.bound - statement.value <= 3 * CLOSE * max(statement.value - start, 1)
    every = range(1, 2 ** len(agent.types))
    pairs = [(a, b) for a, b in itertools.permutations(every, 2) if not a & b]
    tried = [with_ratio(agent, w, a, b, ratio) for a, b in pairs for ratio in RATIOS]
    assert max(tried) <= statement.bound - start
    assert all(start + value <= statement.value or start + value <= statement.bound for value in tried)


@pytest.mark.parametrize(("tasks", "types"), [(2, 10), (3, 5), (4, 3)])
def test_sizes_that_the_docstring_promises(tasks: int, types: int) -> None:
    for seed in range(3):
        agent, w = drawn(seed, tasks, types)
        verdict = polarized_support(agent, w)
        assert verdict.verify()
        if tasks == 2:
            relaxed = support_over_all_menus(agent, w).statement.value
            assert verdict.statement.value == verdict.statement.bound == relaxed


def test_a_search_without_time_still_encloses() -> None:
    agent, w = drawn(1, 3, 3)
    short, long = polarized_support(agent, w, 0), polarized_support(agent, w)
    assert short.verify()
    assert short.statement.value <= long.statement.value <= long.statement.bound <= short.statement.bound


def test_mutants_of_an_enclosure() -> None:
    agent, w = drawn(4, 3, 2)
    verdict = polarized_support(agent, w)
    assert isinstance(verdict.evidence, EnclosedMenus)
    assert verdict.evidence.opened
    assert check_mutations(verdict, "value") > 60


def test_the_packings_above_a_bound_are_those_of_all() -> None:
    draw = random.Random(5)
    for _ in range(30):
        types = draw.randint(1, 4)
        worth = [Fraction(draw.randint(0, 5)) for _ in range(2**types - 1)]
        room = Fraction(draw.randint(0, 12))
        most = draw.randint(1, 3)
        every = {()}
        for mask in range(1, 2**types):
            every |= {(*p, mask) for p in every if not any(mask & other for other in p)}
        wanted = {
            p
            for p in every
            if len(p) <= most and all(worth[m - 1] > 0 for m in p) and sum(worth[m - 1] for m in p) > room
        }
        found = list(packings_above(worth, types, most, room))
        assert len(found) == len(set(found))
        assert set(found) == wanted
        assert max((sum(worth[m - 1] for m in p) for p in every), default=0) == best_packing(worth, types)[0]
