"""Mixed-integer programs against all assignments of the integers, completed by cddlib; trees, forged and mutated."""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from exact import integer
from exact.integer import SearchInterrupted, SearchStopped, SoFar
from exact.linear import LinearSystem
from exact.mixed_integer import (
    IntegerFeasible,
    IntegerOptimal,
    IntegerPoint,
    IntegerPointAndTree,
    IntegerRay,
    IntegerUnbounded,
    Node,
    NoIntegerPoint,
    integer_feasibility,
    integer_optimum,
    nodes_of,
    tree_of,
)
from exact.plain_data import converter
from exact.verdicts import Undecided
from proofs import checker
from proofs.certificates import certificate
from tests.exact.linear.test_deciding import accepted, by_cddlib
from tests.mutations import check_mutants


def best(system, integers, objective, sense):
    """('optimal', value), ('infeasible', None) or ('unbounded', None), by all values of the integers within bounds."""
    ranges = [
        range(math.ceil(-6 if low is None else low), math.floor(6 if high is None else high) + 1)
        for low, high in ((system.lower[place], system.upper[place]) for place in integers)
    ]
    found = []
    for values in itertools.product(*ranges):
        lower, upper = list(system.lower), list(system.upper)
        for place, value in zip(integers, values, strict=True):
            lower[place] = upper[place] = Fraction(value)
        status, value = by_cddlib(replace(system, lower=tuple(lower), upper=tuple(upper)), objective, sense)
        if status == "unbounded":
            return "unbounded", None
        if status == "optimal":
            found.append(value)
    return ("optimal", (max if sense == "max" else min)(found)) if found else ("infeasible", None)


def random_program(seed):
    chance = random.Random(seed)
    size = chance.randint(1, 3)

    def rows(most):
        return [
            ([chance.randint(-3, 3) for _ in range(size)], Fraction(chance.randint(-6, 10), 2))
            for _ in range(chance.randint(0, most))
        ]

    upper = [chance.choice([1, 2, "5/2"]) for _ in range(size)]
    system = LinearSystem.make(size, at_most=rows(3), equal=rows(1), lower=chance.choice([0, -1, "-1/2"]), upper=upper)
    integers = [place for place in range(size) if chance.random() < 0.7]
    weights = [Fraction(chance.randint(-4, 4), chance.choice([1, 1, 2, 3])) for _ in range(size)]
    return system, integers, weights, chance.choice(["max", "min"])


@pytest.mark.parametrize("part", range(2))
def test_random_programs_agree_with_all_assignments(part):
    answers = set()
    for seed in range(part, 120, 2):
        system, integers, weights, sense = random_program(seed)
        verdict = integer_optimum(system, weights, sense, integers)
        status, value = best(system, integers, weights, sense)
        answers.add(status)
        assert accepted(verdict), seed
        assert bool(integer_feasibility(system, integers)) is (status == "optimal")
        if status == "optimal":
            assert (type(verdict.statement), verdict.value) == (IntegerOptimal, value), seed
        else:
            assert (type(verdict.statement), verdict.holds) == (IntegerFeasible, False), seed
    assert answers == {"optimal", "infeasible"}


ENDLESS = LinearSystem.make(2, at_most=[([2, -2], 1)], lower=0)


def test_what_improves_for_ever_does_so_in_integers_if_there_is_one():
    verdict = integer_optimum(ENDLESS, [1, 1])
    assert isinstance(verdict.statement, IntegerUnbounded)
    assert isinstance(verdict.evidence, IntegerRay)
    assert accepted(verdict)
    thin = LinearSystem.make(2, equal=[([2, -2], 1)], lower=0)
    assert isinstance(integer_optimum(thin, [1, 1], "max", []).statement, IntegerUnbounded)
    verdict = integer_optimum(thin, [1, 1])
    assert (type(verdict.statement), verdict.holds) == (IntegerFeasible, False)
    assert accepted(verdict)


def test_a_search_that_need_not_end_is_given_up_with_its_reason(monkeypatch):
    monkeypatch.setattr(integer, "NODES", 20)
    system = LinearSystem.make(["x", "y"], at_most=[([2, -2], 1)], at_least=[([3, -3], 1)])
    for verdict in (integer_feasibility(system), integer_optimum(system, {})):
        assert verdict.holds is None
        assert isinstance(verdict.evidence, Undecided)
        assert "'x' is not bounded above, and 20 branchings found no end" in verdict.evidence.tried[0]
    assert integer_feasibility(system, ["y"])


def test_bounds_are_rounded_where_the_objective_weighs_integers_alone():
    """Where all weights are even, 7 is no value, and the bound 7.5 of a leaf proves 6."""
    system = LinearSystem.make(2, at_most=[([4, 4], 15)], lower=0)
    rounded = integer_optimum(system, [2, 2])
    assert rounded.value == 6
    assert accepted(rounded)
    forged = replace(rounded, evidence=replace(rounded.evidence, nodes=(Node(bound=((0, Fraction(1, 2)),)),)))
    assert forged.verify()  # one leaf is enough, whose multipliers prove 15/2
    assert accepted(forged)
    fractional = replace(forged.statement, integers=(0,))
    assert not replace(forged, statement=fractional).verify()
    with pytest.raises(checker.Refused, match="a leaf does not prove the bound"):
        checker.verify(certificate(replace(forged, statement=fractional)))


SYSTEM = LinearSystem.make(["x", "y"], at_most=[([2, 2], 5), ([-2, 2], 1)], lower=0)
OPTIMUM = integer_optimum(SYSTEM, {"x": 1, "y": 3})
SPLIT, *_ = OPTIMUM.evidence.nodes


@pytest.mark.parametrize(
    ("nodes", "why"),
    [
        ((), "the tree lacks nodes"),
        (OPTIMUM.evidence.nodes[:-1], "the tree lacks nodes"),
        ((*OPTIMUM.evidence.nodes, Node(empty=())), "the tree has nodes that are in no half"),
        ((Node(), *OPTIMUM.evidence.nodes[1:]), "a node is no split and no leaf"),
        ((Node(bound=()),), "the multipliers leave a coefficient on a variable without that bound"),
        ((Node(indivisible=((0, Fraction(1, 2)),)),), "divisibility is a matter of equations"),
        ((Node(empty=((2, Fraction(1)),)),), "beyond|index|place|malformed"),
        ((SPLIT, Node(empty=()), *OPTIMUM.evidence.nodes[2:]), "a leaf does not prove that it is empty"),
    ],
)
def test_a_tree_that_shows_nothing_is_refused_by_both(nodes, why):
    forged = replace(OPTIMUM, evidence=replace(OPTIMUM.evidence, nodes=nodes))
    assert not forged.verify()
    with pytest.raises(checker.Refused, match=why):
        checker.verify(certificate(forged))


def test_a_split_on_a_variable_that_is_no_integer_and_a_fractional_point_are_refused():
    forged = replace(OPTIMUM, statement=replace(OPTIMUM.statement, integers=(0,)))
    assert not forged.verify()
    with pytest.raises(checker.Refused, match="a split of a variable that is to be no integer"):
        checker.verify(certificate(forged))
    half = replace(integer_feasibility(SYSTEM), evidence=IntegerPoint((Fraction(1, 2), Fraction(1))))
    assert not half.verify()
    with pytest.raises(checker.Refused, match="an integer variable is none at the point"):
        checker.verify(certificate(half))


def test_indivisible_needs_integers_in_every_place():
    system = LinearSystem.make(2, equal=[([2, 2], 5)])
    found = integer_feasibility(system)
    assert found.evidence == NoIntegerPoint((Node(indivisible=((0, Fraction(1, 2)),)),))
    forged = replace(found, statement=replace(found.statement, integers=(0,)))
    assert not forged.verify()
    with pytest.raises(checker.Refused, match="the equations show no indivisibility"):
        checker.verify(certificate(forged))


def test_trees_are_written_node_by_node_and_read_back():
    nodes = OPTIMUM.evidence.nodes
    assert nodes_of(tree_of(nodes, 2)) == nodes
    assert tree_of(nodes[1:], 2) is None
    assert certificate(OPTIMUM)["statements"][0]["evidence"]["nodes"][0] == {"split": [1, 1]}


def is_true(statement):
    """Whether the statement is true, by all assignments within its bounds."""
    about = statement["about"]
    ends = zip(about["system"]["lower"], about["system"]["upper"], strict=True)
    if any(None not in pair and Fraction(pair[0]) > Fraction(pair[1]) for pair in ends):
        return statement["kind"] == "integer feasible" and not statement["holds"]
    system = converter(LinearSystem).from_plain(about["system"])
    weights = {place: Fraction(weight) for place, weight in about.get("objective", [])}
    objective = [weights.get(place, Fraction(0)) for place in range(len(system.variables))]
    status, value = best(system, about["integers"], objective, about.get("sense", "max"))
    if statement["kind"] == "integer feasible":
        return (status != "infeasible") is statement["holds"]
    if statement["kind"] == "integer optimal":
        return statement["holds"] and (status, value) == ("optimal", Fraction(about["value"]))
    relaxed, _ = by_cddlib(system, objective, about["sense"])
    return statement["holds"] and status != "infeasible" and relaxed == "unbounded"


SMALL = LinearSystem.make(2, at_most=[([2, 3], 7), ([2, -3], 1)], lower=0, upper=[2, "5/2"])
THIN = LinearSystem.make(2, at_most=[([2, -2], 1), ([-3, 3], -1)], lower=0, upper=2)
HALVES = LinearSystem.make(2, equal=[([2, 2], 3)], lower=0, upper=1)


@pytest.mark.parametrize(
    "verdict",
    [
        integer_optimum(SMALL, [2, 2]),
        integer_optimum(SMALL, [2, "-1/2"], "min", [1]),
        integer_feasibility(SMALL, [0]),
        integer_feasibility(THIN),
        integer_feasibility(HALVES),
        integer_optimum(LinearSystem.make(2, at_most=[([1, -1], 1)], lower=[0, 0], upper=[None, None]), [1, 0]),
    ],
    ids=["max", "min", "point", "branching", "indivisible", "unbounded"],
)
def test_mutants(verdict):
    assert check_mutants(certificate(verdict), is_true) >= 30


def test_bad_arguments_are_one_sentence():
    with pytest.raises(ValueError, match="integers: 'z' is not a variable"):
        integer_feasibility(SYSTEM, ["z"])
    with pytest.raises(TypeError, match="system"):
        integer_optimum([1, 2], [1])


def test_evidence_serves_its_own_statement_alone():
    assert isinstance(OPTIMUM.evidence, IntegerPointAndTree)
    assert not OPTIMUM.evidence.supports(integer_feasibility(SYSTEM).statement, True)
    assert not NoIntegerPoint(OPTIMUM.evidence.nodes).supports(OPTIMUM.statement, False)
    assert not OPTIMUM.evidence.supports(OPTIMUM.statement, False)


def parity(count: int) -> LinearSystem:
    """2 (x_1 + ... + x_count) + y = count in binary x: where count is odd so is y, which bounds see late."""
    names = [f"x{k}" for k in range(count)]
    row = {**dict.fromkeys(names, 2), "y": 1}
    return LinearSystem.make(["y", *names], equal=[(row, count)], lower=0, upper={**dict.fromkeys(names, 1), "y": 7})


def test_a_search_that_ends_early_has_the_best_point_by_then() -> None:
    with pytest.raises(SearchStopped) as stopped:
        integer_optimum(parity(41), {"y": 1}, "min", seconds=0.3)
    found = stopped.value.found
    assert found.nodes
    assert found.waiting
    assert found.point is None or parity(41).contains(found.point)
    with pytest.raises(SearchStopped) as at_once:
        integer_optimum(parity(3), {"y": 1}, "min", seconds=0)
    assert at_once.value.found == SoFar(None, 0, 1)
    assert integer_feasibility(parity(3), seconds=0).holds is None
    assert integer_optimum(parity(3), {"y": 1}, "min", seconds=60).value == 1


def test_who_interrupts_gets_the_best_point_by_then(monkeypatch: pytest.MonkeyPatch) -> None:
    solve, solved = integer.Search.solve, []

    def interrupted(self: Any, box: LinearSystem, divisibility: bool) -> Any:
        solved.append(box)
        if self.point is not None:
            raise KeyboardInterrupt
        return solve(self, box, divisibility)

    monkeypatch.setattr(integer.Search, "solve", interrupted)
    with pytest.raises(SearchInterrupted) as stopped:
        integer_optimum(parity(11), {"y": 1}, "min")
    found = stopped.value.found
    assert found.point is not None
    assert parity(11).contains(found.point)
    assert found.nodes == len(solved)


def test_a_search_that_stops_says_what_it_had():
    system = LinearSystem.make(["x", "y"], [([2, 2], 7)], lower=0, upper=3)
    with pytest.raises(SearchStopped) as stopped:
        integer_optimum(system, [1, 1], seconds=0)
    said = "the time was over after 0 nodes solved, 1 waiting; no integer point was met by then; give more seconds, or "
    assert str(stopped.value) == said + "leave the bound out"
    met = SearchStopped(SoFar((Fraction(1), Fraction(2)), 3, 2), Fraction(3))
    assert "; the best point by then is .found.point, of value 3; " in str(met)


@pytest.mark.parametrize("seconds", ["1", -1, float("nan"), True])
def test_a_bound_on_the_time_is_a_number_from_0_on(seconds):
    system = LinearSystem.make(["x"], lower=0, upper=3)
    with pytest.raises((TypeError, ValueError), match=r"^seconds: a number "):
        integer_optimum(system, [1], seconds=seconds)


def test_the_integers_are_a_list_of_names():
    system = LinearSystem.make(["x"], lower=0, upper=3)
    with pytest.raises(TypeError, match=r"^integers: a sequence was expected, not a bool True"):
        integer_optimum(system, [1], integers=True)
