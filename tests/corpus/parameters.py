"""Questions for all values of a parameter: ends of every sort, and pieces that end at rational and at irrational ones.

On the pieces the statements are about systems and programs, interim rules and best rules.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any

from exact.linear import LinearSystem, feasibility, optimum
from exact.symbolic.algebraic import real_roots
from exact.symbolic.reading import in_force
from exact.symbolic.splitting import Range
from exact.symbolic.statements import for_all_values
from exact.verdicts import Verdict
from proofs.formats.problems import design_from_plain, problem_from_plain
from proofs.reduced_form.conditions.deciding import condition, most_violated
from proofs.reduced_form.design.deciding import design
from proofs.reduced_form.implementation.deciding import has_outcome, implementable

UNIT = Range("p", Fraction(0), Fraction(1))
INSIDE = Range("p", Fraction(0), Fraction(1), (False, False))
SQRT_2, SQRT_3 = (real_roots((-n, 0, 1))[1] for n in (2, 3))

BID = {"l": "1-p", "h": "p"}
REVENUE = {
    "weights": {agent: {"l": 0, "h": 0} for agent in "ab"},
    "incentives": "cardinal",
    "preferences": {agent: {"l": 1, "h": 2} for agent in "ab"},
    "transfers": {"revenue": 1, "participation": True},
}


def auction(**more: Any) -> dict[str, Any]:
    """One object, two bidders who are of the high type with probability p."""
    return {
        "format": "exact-proofs/problem/1",
        "agents": ["a", "b"],
        "types": {"a": ["l", "h"], "b": ["l", "h"]},
        "prior": {"independent": {"a": BID, "b": BID}},
        "constraints": [{"set": ["a", "b"], "ceiling": 1}],
        **more,
    }


def shares(ceiling: str, low: str, high: str) -> dict[str, Any]:
    """A divisible good of which two agents share a quantity that is the parameter."""
    return {
        **auction(interim_rule={agent: {"l": low, "h": high} for agent in "ab"}),
        "divisible": True,
        "prior": {"independent": {agent: {"l": "1/3", "h": "2/3"} for agent in "ab"}},
        "constraints": [{"set": ["a", "b"], "ceiling": ceiling}, *({"set": [agent], "ceiling": 1} for agent in "ab")],
    }


def rule(low: str, high: str) -> dict[str, Any]:
    return auction(interim_rule={agent: {"l": low, "h": high} for agent in "ab"})


def asked(
    question: Callable[..., Verdict], reader: Callable[..., Any], plain: dict[str, Any], *more: Any
) -> Callable[[Fraction], Verdict]:
    """The question about what the data are at a value of the parameter."""

    def ask(value: Fraction) -> Verdict:
        with in_force({"p": value}):
            read = reader(plain)
        return question(*read, *more)

    return ask


def system(p: Fraction) -> Verdict:
    return feasibility(LinearSystem.make(2, at_most=[([1, 1], p)], equal=[([1, -1], p * p - Fraction(1, 2))], lower=0))


def program(p: Fraction) -> Verdict:
    return optimum(LinearSystem.make(2, at_most=[([1, p], 1), ([p, 1], 1)], lower=0), [1, 2 * p])


def endless(p: Fraction) -> Verdict:
    return optimum(LinearSystem.make(2, at_most=[([1, -p], 1)], lower=0), [1, 2 - p * p])


def impossible(p: Fraction) -> Verdict:
    return optimum(LinearSystem.make(1, at_most=[([1], 3 * p - p * p - 1)], lower=0), [1 / (1 + p * p)])


def touching(p: Fraction) -> Verdict:
    """A bound that is never negative, and 0 at 1/3."""
    return feasibility(LinearSystem.make(1, at_most=[([1], (p - Fraction(1, 3)) ** 2)], lower=0))


def above_zero(p: Fraction) -> Verdict:
    """A bound that is positive, although its coefficients do not tell."""
    return feasibility(LinearSystem.make(1, at_most=[([1], p * p - p + Fraction(1, 3))], lower=0))


def long(p: Fraction) -> Verdict:
    return optimum(LinearSystem.make(1, at_most=[([1], p * 10**4000)], lower=0), [1])


SYSTEMS: dict[str, tuple[Range, Callable[[Fraction], Verdict]]] = {
    "feasible from an irrational number on": (UNIT, system),
    "a bound that touches 0": (UNIT, touching),
    "a bound above 0": (UNIT, above_zero),
    "optimal, a number of 4,000 digits": (UNIT, long),
    "optimal, a rational function": (UNIT, program),
    "unbounded within a ray without its end": (Range("p", Fraction(-2), None, (False, False)), endless),
    "unbounded, for every number": (Range("p", None, None), endless),
    "optimal, unbounded, below an irrational number": (Range("p", None, SQRT_3), endless),
    "optimal between irrational numbers, without one": (Range("p", SQRT_2, SQRT_3, (True, False)), endless),
    "optimal or without solutions": (UNIT, impossible),
}

PROBLEMS: dict[str, tuple[Range, Callable[[Fraction], Verdict]]] = {
    "implementable up to a number": (INSIDE, asked(implementable, problem_from_plain, rule("p", "1-1/2*p"))),
    "implementable up to 3 - sqrt(5)": (INSIDE, asked(implementable, problem_from_plain, rule("0", "p-p^2/4"))),
    "implementable nowhere": (INSIDE, asked(implementable, problem_from_plain, rule("1/2", "3/4"))),
    "a quantity to share": (UNIT, asked(implementable, problem_from_plain, shares("p+1/2", "p^2", "1/2"))),
    "outcomes that share a quantity": (
        UNIT,
        asked(lambda problem, _: has_outcome(problem), problem_from_plain, shares("p", "0", "0")),
    ),
    "Condition A": (INSIDE, asked(condition, problem_from_plain, rule("p", "1-1/2*p"), "A")),
    "most violated": (INSIDE, asked(most_violated, problem_from_plain, rule("p", "1-1/2*p"), "B")),
    "the best auction": (INSIDE, asked(design, design_from_plain, auction(objective=REVENUE))),
    "the best auction, of which one is sold for sure": (
        INSIDE,
        asked(
            design,
            design_from_plain,
            auction(objective=REVENUE, constraints=[{"set": ["a", "b"], "floor": 1, "ceiling": 1}]),
        ),
    ),
}


QUESTIONS: dict[str, Callable[[], Verdict]] = {
    f"for all values: {name}": partial(lambda over, ask: for_all_values(over, ask)[0], over, ask)
    for name, (over, ask) in {**SYSTEMS, **PROBLEMS}.items()
}
