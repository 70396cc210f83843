"""Several parameters: rules that are affine in them, objectives, and quotas of divisible objects."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from exact.symbolic.affine import parameter
from exact.symbolic.polynomials import polynomial_parameter
from exact.verdicts import Verdict
from proofs.formats.problems import problem_of
from proofs.reduced_form.design.for_parameters import design_for_parameters
from proofs.reduced_form.facets.for_parameters import implementable_by_polynomials
from proofs.reduced_form.implementation.for_parameters import implement_for_parameters
from proofs.reduced_form.problem.problems import Problem

P, Q, R = parameter("p", 0, 3), parameter("q", "-1/2", 2), parameter("r", 1, 2)
X, Y = polynomial_parameter("x", 0, 1), polynomial_parameter("y", "1/4", "3/4")
HALF = Fraction(1, 2)
UNEQUAL = {"independent": {"a": {"h": "1/3", "l": "2/3"}, "b": {"h": "1/2", "l": "1/2"}}}


def one_object() -> Problem:
    """One object for two bidders of two types."""
    kinds = {"a": ["h", "l"], "b": ["h", "l"]}
    quota = {"set": ["a", "b"], "ceiling": 1}
    return problem_of(agents=["a", "b"], types=kinds, constraints=[quota], prior=UNEQUAL)


def lottery() -> Problem:
    """A public lottery over three alternatives."""
    return problem_of(agents=["1", "2"], objects=["x", "y", "z"], outcome="public", types=["s", "t"], constraints=[])


def water(*constraints: dict[str, Any], **more: Any) -> Problem:
    """Something divisible for two agents, one of two types."""
    kinds = {"a": ["h", "l"], "b": ["h"]}
    return problem_of(agents=["a", "b"], types=kinds, constraints=list(constraints), divisible=True, **more)


def public_rule(share: Fraction) -> dict[str, Any]:
    """Both agents expect the same, whatever their types are."""
    lot = {"x": share, "y": 1 - share}
    return {i: {"s": lot, "t": lot} for i in ("1", "2")}


def uneven(first: Fraction, second: Fraction) -> Problem:
    """One object for two bidders who are of the high type with these probabilities."""
    law = {"a": {"h": first, "l": 1 - first}, "b": {"h": second, "l": 1 - second}}
    kinds = {"a": ["h", "l"], "b": ["h", "l"]}
    return problem_of(
        agents=["a", "b"], types=kinds, constraints=[{"set": ["a", "b"], "ceiling": 1}], prior={"independent": law}
    )


def correlated() -> Problem:
    """A public choice of two alternatives by two agents whose types are alike with a probability that is left open."""
    kinds = {"1": ["s", "t"], "2": ["s", "t"]}
    law = [
        {"profile": {"1": one, "2": two}, "probability": X / 2 if one == two else (1 - X) / 2}
        for one in "st"
        for two in "st"
    ]
    return problem_of(
        agents=["1", "2"], objects=["x", "y"], outcome="public", types=kinds, constraints=[], prior={"joint": law}
    )


VALUES = {"a": {"h": 2, "l": 1}, "b": {"h": 2, "l": 1}}
DEMAND = {"a": {"h": 3, "l": 1}, "b": {"h": 2}}

QUESTIONS: dict[str, Callable[[], Verdict]] = {
    "implementable for parameters: yes, within two sides": lambda: implement_for_parameters(
        one_object(), {"a": {"h": P / 3, "l": Q / 2 + HALF}, "b": {"h": P / 3, "l": Fraction(1, 4)}}
    ),
    "implementable for parameters: yes, everywhere": lambda: implement_for_parameters(
        one_object(), {"a": {"h": P / 9, "l": 0}, "b": {"h": R / 4, "l": Fraction(1, 4)}}
    ),
    "implementable for parameters: yes, nowhere": lambda: implement_for_parameters(
        one_object(), {"a": {"h": 1 + P, "l": Q + HALF}, "b": {"h": R / 2, "l": 1}}
    ),
    "implementable for parameters: yes, on a segment": lambda: implement_for_parameters(
        lottery(), public_rule(P / 3) | {"1": {"s": {"x": P / 3, "y": 1 - P / 3}, "t": {"x": R / 2, "y": 1 - R / 2}}}
    ),
    "implementable for parameters: yes, three parameters": lambda: implement_for_parameters(
        one_object(), {"a": {"h": P / 3, "l": HALF * R}, "b": {"h": Q / 4 + HALF, "l": P / 6}}
    ),
    "implementable by polynomials: yes, prior and rule": lambda: implementable_by_polynomials(
        uneven(X, Y), {"a": {"h": Y, "l": Y * Y}, "b": {"h": Y, "l": X * Y}}
    ),
    "implementable by polynomials: yes, everywhere": lambda: implementable_by_polynomials(
        uneven(X, X), {"a": {"h": HALF, "l": Y * HALF}, "b": {"h": HALF, "l": 0}}
    ),
    "implementable by polynomials: yes, with equations": lambda: implementable_by_polynomials(
        correlated(),
        {
            "1": {"s": {"x": Y, "y": 1 - Y}, "t": {"x": Y * Y, "y": 1 - Y * Y}},
            "2": {"s": {"x": X * Y, "y": 1 - X * Y}, "t": {"x": Y, "y": 1 - Y}},
        },
    ),
    "implementable by polynomials: yes, divisible": lambda: implementable_by_polynomials(
        water({"set": ["a", "b"], "ceiling": 2}, {"set": ["a"], "ceiling": 1}, {"set": ["b"], "ceiling": "3/2"}),
        {"a": {"h": X * Y * 3, "l": X**3}, "b": {"h": 2 * Y}},
    ),
    "best rule for parameters: yes, weights": lambda: design_for_parameters(
        one_object(), {"weights": {"a": {"h": P, "l": Q}, "b": {"h": 1, "l": Q - 1}}}
    ),
    "best rule for parameters: yes, weights, with a part where nothing moves": lambda: design_for_parameters(
        one_object(), {"weights": {"a": {"h": P - 1, "l": -Q}}}
    ),
    "best rule for parameters: yes, weights and incentives": lambda: design_for_parameters(
        one_object(),
        {"weights": {"a": {"h": P, "l": 1}, "b": {"h": Q}}, "preferences": VALUES, "incentives": "cardinal"},
    ),
    "best rule for parameters: yes, the factor of revenue": lambda: design_for_parameters(
        one_object(),
        {
            "weights": {"a": {"h": -P, "l": Q - 1}},
            "preferences": VALUES,
            "incentives": "cardinal",
            "transfers": {"revenue": R - 1},
        },
    ),
    "best rule for parameters: yes, quotas": lambda: design_for_parameters(
        water(
            {"set": ["a", "b"], "ceiling": 1 + Q + P}, {"set": ["a"], "ceiling": P + HALF}, {"set": ["b"], "ceiling": 1}
        ),
        {"weights": DEMAND},
    ),
    "best rule for parameters: yes, quotas that no rule meets somewhere": lambda: design_for_parameters(
        water(
            {"set": ["a", "b"], "floor": 1, "ceiling": 3},
            {"set": ["a"], "ceiling": P / 3},
            {"set": ["b"], "ceiling": R - 1},
        ),
        {
            "weights": {"a": {"h": 3}, "b": {"h": -2}},
            "preferences": {"a": {"h": 2, "l": 1}, "b": {"h": 2}},
            "incentives": "cardinal",
        },
    ),
    "best rule for parameters: yes, quotas that no rule meets": lambda: design_for_parameters(
        water(
            {"set": ["a", "b"], "floor": 5, "ceiling": 6},
            {"set": ["a"], "ceiling": P / 3},
            {"set": ["b"], "ceiling": R},
        ),
        {"weights": DEMAND},
    ),
    "best rule for parameters: yes, a floor, with other quotas at some profiles": lambda: design_for_parameters(
        water(
            {"set": ["a", "b"], "ceiling": 4},
            {"set": ["a"], "floor": R - 1},
            {"set": ["b"], "floor": P / 3, "ceiling": 2},
            profiles=[{"profile": {"a": "l"}, "constraints": [{"set": ["a", "b"], "ceiling": 2}]}],
        ),
        {"weights": {"a": {"h": 3, "l": -1}, "b": {"h": 1}}},
    ),
    "best rule for parameters: yes, incentives that contradict quotas": lambda: design_for_parameters(
        water(
            {"set": ["a"], "floor": 0, "ceiling": 2},
            {"set": ["b"], "ceiling": P / 3},
            profiles=[
                {"profile": {"a": "h"}, "constraints": [{"set": ["a", "b"], "floor": 1, "ceiling": 1}]},
                {"profile": {"a": "l"}, "constraints": [{"set": ["a", "b"], "floor": 2, "ceiling": 3}]},
            ],
        ),
        {"weights": DEMAND, "preferences": {"a": {"h": 2, "l": -1}, "b": {"h": 2}}, "incentives": "cardinal"},
    ),
}
