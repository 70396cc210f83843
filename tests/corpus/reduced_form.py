"""Allocation problems of every sort, and every question about them but those on facets.

Each problem is asked each question that is for it, so that public outcomes, divisible objects, quotas at some type
profiles, floors, single objects and no objects at all meet every reader and every rule of the checker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache, partial
from itertools import cycle, islice
from unittest import mock

from exact.verdicts import Verdict
from proofs.formats.problems import problem_of
from proofs.reduced_form.conditions.capacity import capacity, linear
from proofs.reduced_form.conditions.deciding import condition, most_violated, tightest
from proofs.reduced_form.conditions.decomposition import decompose
from proofs.reduced_form.conditions.fewest import needs_outcomes
from proofs.reduced_form.conditions.market import representations
from proofs.reduced_form.conditions.polytope import described
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.design.data import design_from_plain
from proofs.reduced_form.design.deciding import design
from proofs.reduced_form.implementation import thresholds
from proofs.reduced_form.implementation.deciding import has_outcome, implementable, induced_rule
from proofs.reduced_form.implementation.thresholds import single_object
from proofs.reduced_form.problem import outcomes
from proofs.reduced_form.problem.problems import InterimRule, Problem

LINES = [{"each": "agent", "ceiling": 1}, {"each": "object", "ceiling": 1}]
ALONE = {"each": "agent", "ceiling": 1}
PAIRS = [["a", "b"], ["b", "c"], ["a", "c"]]


def anonymous(agents: str, *constraints: dict, types: int = 1, **more) -> Problem:
    """A problem without objects."""
    kinds = {i: [f"t{k + 1}" for k in range(types)] for i in agents}
    return problem_of(agents=list(agents), types=kinds, constraints=list(constraints), **more)


def market(size: int, types: int = 1, **more) -> Problem:
    """As many agents as objects, at most one each."""
    agents, objects = ([f"{letter}{k + 1}" for k in range(size)] for letter in "ij")
    return problem_of(
        agents=agents, objects=objects, types=[f"t{k + 1}" for k in range(types)], constraints=LINES, **more
    )


JOINT = [
    {"profile": {"a": "t1", "b": "t1"}, "probability": "1/2"},
    {"profile": {"a": "t2", "b": "t1"}, "probability": "1/8"},
    {"profile": {"a": "t1", "b": "t2"}, "probability": "1/8"},
    {"profile": {"a": "t2", "b": "t2"}, "probability": "1/4"},
]

PROBLEMS: dict[str, Callable[[], Problem]] = {
    "one object for two": lambda: anonymous("ab", {"set": ["a", "b"], "ceiling": 1}, ALONE, types=2),
    "correlated types": lambda: anonymous("ab", {"set": ["a", "b"], "ceiling": 1}, types=2, prior={"joint": JOINT}),
    "independent types of unequal chances": lambda: anonymous(
        "ab",
        {"set": ["a", "b"], "floor": 1, "ceiling": 1},
        types=2,
        prior={"independent": {"a": {"t1": "1/3", "t2": "2/3"}, "b": {"t1": "1/7", "t2": "6/7"}}},
    ),
    "a market": lambda: market(2, 2),
    "courses": lambda: problem_of(
        agents=["i1", "i2"],
        objects=["o1", "o2"],
        types={"i1": ["t11", "t12"], "i2": ["t21"]},
        constraints=[
            {"each": "agent", "floor": 1, "ceiling": 2},
            {"each": "object", "floor": 1, "ceiling": 2},
            {"each": "pair", "ceiling": 1},
        ],
    ),
    "a triangle": lambda: anonymous("abc", {"edges": PAIRS, "ceiling": 1}),
    "a triangle of floors": lambda: anonymous("abc", {"edges": PAIRS, "floor": 1}, {"each": "agent", "ceiling": 2}),
    "a star": lambda: anonymous("abcd", {"edges": [["a", "b"], ["a", "c"], ["a", "d"]], "ceiling": 1}),
    "a star with types": lambda: problem_of(
        agents=list("abcd"),
        types={"a": ["t1"], "b": ["t1", "t2"], "c": ["t1", "t2"], "d": ["t1", "t2"]},
        constraints=[{"edges": [["a", "b"], ["a", "c"], ["a", "d"]], "ceiling": 1}],
    ),
    "a crossed square": lambda: anonymous(
        "abcd", {"edges": [["a", "c"], ["a", "d"], ["b", "c"], ["b", "d"]], "ceiling": 1}, ALONE
    ),
    "a band": lambda: anonymous("abc", {"set": list("abc"), "floor": 1, "ceiling": 2}, ALONE),
    "three overlapping sets": lambda: anonymous(
        "abc",
        {"set": list("abc"), "ceiling": 6},
        *({"set": list(pair), "ceiling": 4} for pair in ("ab", "ac", "bc")),
        {"each": "agent", "ceiling": 3},
    ),
    "large quotas": lambda: anonymous(
        "abc", {"edges": PAIRS, "floor": 3, "ceiling": 9}, {"each": "agent", "ceiling": 7}, types=2
    ),
    "public": lambda: problem_of(
        agents=["1", "2"],
        objects=["x", "y", "z"],
        outcome="public",
        types=["mild", "keen"],
        constraints=[{"set": ["x", "y"], "ceiling": 1}],
    ),
    "public, with an alternative that is out": lambda: problem_of(
        agents=["1", "2"],
        objects=["x", "y"],
        outcome="public",
        types={"1": ["s", "t"], "2": ["s"]},
        constraints=[{"set": ["y"], "ceiling": 0}],
    ),
    "divisible": lambda: anonymous(
        "ab", {"set": ["a", "b"], "floor": "1/2", "ceiling": "3/2"}, ALONE, types=2, divisible=True
    ),
    "divisible, with objects": lambda: problem_of(
        agents=["i", "k"],
        objects=["j"],
        types={"i": ["s", "t"], "k": ["u"]},
        constraints=[{"each": "agent", "ceiling": "2/3"}, {"each": "object", "floor": "1/3", "ceiling": 1}],
        divisible=True,
    ),
    "quotas at some profiles": lambda: anonymous(
        "ab",
        {"set": ["a", "b"], "ceiling": 1},
        ALONE,
        types=2,
        profiles=[
            {"profile": {"a": "t1"}, "constraints": [{"set": ["a", "b"], "floor": 1, "ceiling": 1}]},
            {"profile": {"a": "t2", "b": "t2"}, "constraints": [{"set": ["b"], "ceiling": 0}]},
        ],
    ),
    "nothing feasible": lambda: anonymous("ab", {"set": ["a", "b"], "floor": 3}, ALONE, types=2),
    "nothing feasible at a profile": lambda: anonymous(
        "ab",
        {"set": ["a", "b"], "ceiling": 1},
        ALONE,
        types=2,
        profiles=[
            {"profile": {"a": "t1"}, "constraints": [{"set": ["a"], "floor": 1}]},
            {"profile": {"b": "t1"}, "constraints": [{"set": ["b"], "floor": 1}]},
        ],
    ),
    "no integer between": lambda: anonymous(
        "abc", {"edges": PAIRS, "floor": 1, "ceiling": 1}, {"each": "agent", "ceiling": 1}
    ),
    "divisible, nothing feasible": lambda: anonymous(
        "ab", {"set": ["a", "b"], "floor": 3}, ALONE, types=2, divisible=True
    ),
}


@cache
def problem(name: str) -> Problem:
    """The problem of this name."""
    return PROBLEMS[name]()


def even_rule(name: str) -> InterimRule:
    """The rule of uniform lotteries over one feasible outcome for each profile and its mirror: implementable."""
    found = has_outcome(problem(name))
    if not found.holds:
        return InterimRule(tuple(Fraction(1, 2) for _ in problem(name).coordinates))
    from proofs.reduced_form.implementation.deciding import ExPostRule
    from proofs.reduced_form.problem.outcomes import OutcomeSets

    given, sets = problem(name), OutcomeSets(problem(name))
    entries = []
    for turn, profile in enumerate(given.profiles()):
        at = sets.at(profile)
        ends = [
            at.maximum(tuple(Fraction(sign * (1 + (k + turn) % 3)) for k in range(len(given.cells)))).outcome
            for sign in (1, -1)
        ]
        entries.append((profile, tuple((Fraction(1 + k, 3), end) for k, end in enumerate(ends))))
    return induced_rule(given, ExPostRule(tuple(entries)))


def moved_rule(name: str, numerals: str) -> InterimRule:
    """The even rule, to which numbers are added in turn."""
    steps = islice(cycle(map(Fraction, numerals.split())), len(problem(name).coordinates))
    return InterimRule(tuple(value + step for value, step in zip(even_rule(name).values, steps, strict=True)))


RULES: dict[str, Callable[[str], InterimRule]] = {
    "a lottery over extremes": even_rule,
    "too much": lambda name: moved_rule(name, "1/3 1/5"),
    "too little": lambda name: moved_rule(name, "-1/2 0"),
    "to and fro": lambda name: moved_rule(name, "1/4 -1/4 1/9 -1/9 0"),
}


def by_multipliers(ask: Callable[..., Verdict], *given) -> Verdict:
    """The verdict where no list of outcomes is short enough to be a proof, so that all bounds are multipliers."""
    with mock.patch.object(outcomes, "SHORT_LIST", 0):
        return ask(*given)


def last_profile(name: str):
    return list(problem(name).profiles())[-1]


def at_profile(ask: Callable[..., Verdict], name: str, *more) -> Verdict:
    return ask(problem(name), *more, profile=last_profile(name))


def some_capacity(name: str, ask: Callable[..., Verdict] = capacity, sides: int = 2) -> Verdict:
    """The capacity of every second cell against the others (two sides), or of all cells (one)."""
    cells = problem(name).cells
    minus = cells[1::2] if sides == 2 else ()
    plus = cells[::2] if sides == 2 else cells
    return ask(problem(name), plus, minus, last_profile(name))


def random_outcome(name: str, numerals: str) -> Verdict:
    cells = problem(name).cells
    values = dict(zip(cells, islice(cycle(numerals.split()), len(cells)), strict=False))
    return decompose(problem(name), values, last_profile(name))


def questions() -> Iterator[tuple[str, Callable[[], Verdict]]]:
    for name in PROBLEMS:
        yield f"has a feasible outcome: {name}", partial(lambda n: has_outcome(problem(n)), name)
        yield (
            f"has a feasible outcome: {name}, by multipliers",
            partial(lambda n: by_multipliers(has_outcome, problem(n)), name),
        )
        for which, rule in RULES.items():
            yield f"implementable: {name}, {which}", partial(lambda n, r: implementable(problem(n), r(n)), name, rule)
            yield (
                f"implementable: {name}, {which}, by multipliers",
                partial(lambda n, r: by_multipliers(implementable, problem(n), r(n)), name, rule),
            )
            for letter in "AB" if which in ("a lottery over extremes", "to and fro") else "":
                yield (
                    f"condition: {letter}, {name}, {which}",
                    partial(lambda n, r, w: condition(problem(n), r(n), w), name, rule, letter),
                )
                yield (
                    f"greatest violation: {letter}, {name}, {which}",
                    partial(lambda n, r, w: most_violated(problem(n), r(n), w), name, rule, letter),
                )
        for sides in (1, 2):
            yield f"capacity: {name}, of {sides} sets", partial(some_capacity, name, capacity, sides)
        yield f"linear capacity: {name}", partial(at_profile, linear, name)
        for reading in ("listed", "effective"):
            yield f"paramodular: {name}, {reading}", partial(at_profile, paramodular, name, reading)
        yield f"quotas describe: {name}", partial(at_profile, described, name)
        for numerals in ("1/2", "1/3 2/3", "1/4 1/2 3/4", "1 0", "2/5 -1", "5"):
            yield f"feasible random outcome: {name}, {numerals}", partial(random_outcome, name, numerals)


SHARES = {
    "thirds": (3, "1/3 1/3 1/3 1/3 1/3 1/3 1/3 1/3 1/3"),
    "sevenths": (3, "1/7 2/7 4/7 4/7 1/7 2/7 2/7 4/7 1/7"),
    "slack": (2, "1/2 1/4 1/5 1/2"),
    "one": (2, "1 0 0 1"),
    "mixed": (3, "1/24 1/6 1/3 1/4 7/12 1/6 11/24 1/4 7/24"),
}
"""A market's size and a random outcome."""


def needed(which: str, number: int) -> Verdict:
    """Whether a lottery with this expectation needs so many pure outcomes."""
    size, numerals = SHARES[which]
    return needs_outcomes(market(size), dict(zip(market(size).cells, numerals.split(), strict=True)), number)


def of_a_triangle(numerals: str, number: int, floor: int = 0) -> Verdict:
    """The same of three agents, of whom two may not be served both, or not be left out both."""
    quotas = [{"edges": PAIRS, "ceiling": 1 + 2 * floor, "floor": floor}, {"each": "agent", "ceiling": 2}]
    triangle = anonymous("abc", *quotas)
    return needs_outcomes(triangle, dict(zip(triangle.cells, numerals.split(), strict=True)), number)


def slack(letter: str) -> Verdict:
    """The tightest inequality of a rule that is nowhere at the border."""
    one_for_two = anonymous("ab", {"set": ["a", "b"], "ceiling": 1}, types=2)
    return tightest(one_for_two, {agent: {"t1": "1/4", "t2": "1/3"} for agent in "ab"}, letter)


QUESTIONS: dict[str, Callable[[], Verdict]] = dict(questions())
for which in "AB":
    QUESTIONS[f"greatest violation: a slack, {which}"] = partial(slack, which)
for case, count in (("thirds", 3), ("sevenths", 4), ("slack", 4), ("one", 1), ("mixed", 6)):
    QUESTIONS[f"needs outcomes: {case}, {count}"] = partial(needed, case, count)
QUESTIONS["needs outcomes: yes, for there is no lottery"] = partial(of_a_triangle, "1/2 1/2 1/2", 9)
QUESTIONS["needs outcomes: no, of a triangle"] = partial(of_a_triangle, "1/3 1/3 1/3", 4)
QUESTIONS["needs outcomes: yes, of a triangle with floors"] = partial(of_a_triangle, "1/2 3/4 1", 2, 1)

MEMBERS = [("i1", "j1"), ("i1", "j3"), ("i2", "j2")]
for part in ("capacity", "support", "prices", "cover", "diagonal"):
    QUESTIONS[f"four representations: {part}"] = lambda p=part: getattr(representations(market(3), MEMBERS), p)
    QUESTIONS[f"four representations: {part}, of nothing"] = lambda p=part: getattr(representations(market(2), []), p)


# ----------------------------------------------------------------------------------------------------- single objects


def auction(*types: int, units: int = 1, prior=None, objects: list[str] | None = None) -> Problem:
    """`units` of one object, at most one for each agent; with `objects` it has a name."""
    agents = [f"i{k}" for k in range(len(types))]
    kinds = {agent: [f"t{s}" for s in range(count)] for agent, count in zip(agents, types, strict=True)}
    named = {} if objects is None else {"objects": objects}
    everyone = {"set": agents if objects is None else [[agent, objects[0]] for agent in agents], "ceiling": units}
    each = [{"each": "agent", "ceiling": 1}] if units > 1 else []
    return problem_of(agents=agents, types=kinds, constraints=[everyone, *each], prior=prior or "uniform", **named)


def values(problem: Problem, numerals: str) -> InterimRule:
    return InterimRule(tuple(map(Fraction, islice(cycle(numerals.split()), len(problem.coordinates)))))


UNEQUAL = {"independent": {"i0": {"t0": "1/5", "t1": "4/5"}, "i1": {"t0": "1/2", "t1": "1/2"}}}


def asked(problem: Problem, numerals: str) -> Verdict:
    return single_object(problem, values(problem, numerals))


def many_thresholds() -> Verdict:
    with mock.patch.object(thresholds, "MOST_MIXED", 0):
        return asked(auction(3, 2), "1/2 1/4 0 1/5")


QUESTIONS |= {
    "single object implementable: yes, one unit": lambda: asked(auction(2, 2), "0 3/4"),
    "single object implementable: yes, unequal chances": lambda: asked(auction(2, 2, prior=UNEQUAL), "1/3 1/2 0"),
    "single object implementable: yes, two units": lambda: asked(auction(2, 2, 1, units=2), "1/2 3/4"),
    "single object implementable: yes, a unit for everybody": lambda: asked(auction(2, 1, units=3), "1"),
    "single object implementable: yes, a named object": lambda: asked(auction(2, 2, objects=["x"]), "1/4 1/2"),
    "single object implementable: yes, by thresholds": many_thresholds,
    "single object implementable: no, one unit": lambda: asked(auction(2, 2), "1/2 1"),
    "single object implementable: no, two units": lambda: asked(auction(2, 1, 1, units=2), "1 3/4 1"),
    "single object implementable: no, a negative value": lambda: asked(auction(2, 2), "1/2 -1/9"),
    "single object implementable: yes, no ceiling on all": lambda: asked(
        problem_of(agents=["a", "b"], types=["t"], constraints=[ALONE]), "1 1/2"
    ),
    "single object implementable: yes, ceilings above 1": lambda: asked(
        problem_of(
            agents=["a", "b"],
            types=["t"],
            constraints=[{"set": ["a", "b"], "ceiling": 1}, {"set": ["a"], "ceiling": 2}],
        ),
        "1/3 1/2",
    ),
}

# ------------------------------------------------------------------------------------------------------------- design

TYPES = ["low", "high"]
CARDINAL = {agent: {"low": 1, "high": 3} for agent in "ab"}
SOLD = {"agents": ["a", "b"], "types": TYPES, "constraints": [{"set": ["a", "b"], "ceiling": 1}]}
HOUSES = {"agents": ["a", "b"], "objects": ["x", "y"], "types": ["xy", "yx"], "constraints": LINES}
RANKED = {agent: {"xy": ["x", "y"], "yx": ["y", "x"]} for agent in "ab"}
VALUED = {agent: {"xy": {"x": 2, "y": 1}, "yx": {"y": 3}} for agent in "ab"}
FORCED = {
    "agents": ["a", "b"],
    "types": TYPES,
    "constraints": [ALONE],
    "profiles": [
        {"profile": {"a": "low"}, "constraints": [{"set": ["a"], "floor": 1}]},
        {"profile": {"a": "high"}, "constraints": [{"set": ["a"], "ceiling": 0}]},
    ],
}


def joint(one: str, other: str, *weights: int) -> list:
    """A prior of two agents with the same two types."""
    profiles = [{"a": s, "b": t} for s in (one, other) for t in (one, other)]
    pairs = zip(profiles, weights, strict=True)
    return [{"profile": profile, "probability": f"{weight}/{sum(weights)}"} for profile, weight in pairs]


CORRELATED = {"prior": {"joint": joint("low", "high", 2, 1, 1, 2)}}


def best(given: dict, **objective) -> Verdict:
    file = {"format": "exact-proofs/problem/1", "prior": "uniform", **given, "objective": objective}
    if isinstance(file["types"], list):
        file["types"] = dict.fromkeys(file["agents"], file["types"])
    return design(*design_from_plain(file))


PUBLIC_GOOD = {
    "agents": ["a", "b"],
    "objects": ["build", "leave"],
    "outcome": "public",
    "types": TYPES,
    "constraints": [],
}
FOR_BUILDING = {agent: {"low": {"leave": 1}, "high": {"build": 2}} for agent in "ab"}

QUESTIONS |= {
    "best rule: no incentives": lambda: best(SOLD, weights={"a": {"low": 1, "high": "5/2"}, "b": {"high": 2}}),
    "best rule: no incentives, negative weights": lambda: best(
        SOLD, weights={"a": {"low": -1, "high": -2}, "b": {"high": 2, "low": -1}}
    ),
    "best rule: cardinal incentives without transfers": lambda: best(
        HOUSES, weights="welfare", incentives="cardinal", preferences=VALUED
    ),
    "best rule: ordinal incentives": lambda: best(
        HOUSES, weights={"a": {"xy": {"y": 5}}, "b": {"yx": {"x": 1}}}, incentives="ordinal", preferences=RANKED
    ),
    "best rule: cardinal incentives, no objects": lambda: best(
        SOLD, weights={"a": {"low": 4}}, incentives="cardinal", preferences=CARDINAL
    ),
    "best rule: revenue with participation": lambda: best(
        SOLD, incentives="cardinal", preferences=CARDINAL, transfers={"revenue": 1, "participation": True}
    ),
    "best rule: welfare and revenue": lambda: best(
        SOLD,
        weights="welfare",
        incentives="cardinal",
        preferences=CARDINAL,
        transfers={"revenue": "1/2", "participation": True},
    ),
    "best rule: transfers without participation": lambda: best(
        SOLD,
        weights="welfare",
        incentives="cardinal",
        preferences=CARDINAL,
        transfers={"revenue": 0, "participation": False},
    ),
    "best rule: transfers, no incentives": lambda: best(
        SOLD, weights="welfare", incentives="none", preferences=CARDINAL, transfers={"revenue": 1}
    ),
    "best rule: incentives, independent types given jointly": lambda: best(
        {
            **SOLD,
            "prior": {
                "joint": [
                    {"profile": {"a": s, "b": t}, "probability": f"{(1 + 2 * (s == 'low')) * (1 + (t == 'low'))}/12"}
                    for s in TYPES
                    for t in TYPES
                ]
            },
        },
        weights="welfare",
        incentives="cardinal",
        preferences=CARDINAL,
    ),
    "best rule: public": lambda: best(
        PUBLIC_GOOD, weights="welfare", incentives="cardinal", preferences=FOR_BUILDING, transfers={}
    ),
    "best rule: divisible": lambda: best({**SOLD, "divisible": True}, weights={"a": {"low": 1}, "b": {"high": 3}}),
    "best rule: correlated types": lambda: best(
        {
            "agents": ["a", "b"],
            "types": ["t1", "t2"],
            "constraints": [{"set": ["a", "b"], "ceiling": 1}],
            "prior": {"joint": JOINT},
        },
        weights={"a": {"t1": 1}, "b": {"t2": 1}},
    ),
    "some rule: no, incentives and forced outcomes": lambda: best(
        FORCED, weights={"a": {"low": 1}}, incentives="cardinal", preferences=CARDINAL
    ),
    "some rule: no, nothing feasible": lambda: best(
        {**SOLD, "constraints": [{"set": ["a", "b"], "floor": 3}, ALONE]}, weights={"a": {"low": 1}}
    ),
    "best rule: dominant strategies, ex post participation": lambda: best(
        SOLD,
        incentives="cardinal",
        preferences=CARDINAL,
        strategies="dominant",
        transfers={},
        participation="ex post",
    ),
    "best rule: dominant strategies, rankings": lambda: best(
        HOUSES,
        weights={"a": {"xy": {"y": 5}}, "b": {"yx": {"x": 1}}},
        incentives="ordinal",
        preferences=RANKED,
        strategies="dominant",
    ),
    "best rule: correlated types, transfers by type profiles": lambda: best(
        SOLD | CORRELATED, incentives="cardinal", preferences=CARDINAL, transfers={"revenue": 1}
    ),
    "best rule: correlated types, rankings": lambda: best(
        HOUSES | {"prior": {"joint": joint("xy", "yx", 2, 1, 1, 2)}},
        weights={"a": {"xy": {"y": 5}}, "b": {"yx": {"x": 1}}},
        incentives="ordinal",
        preferences=RANKED,
    ),
    "best rule: impossible profiles": lambda: best(
        SOLD | {"prior": {"joint": joint("low", "high", 1, 0, 1, 1)}},
        incentives="cardinal",
        preferences=CARDINAL,
        transfers={"no_deficit": "ex post"},
        participation="ex post",
    ),
    "best rule: impossible profiles, nothing further": lambda: best(
        SOLD | {"prior": {"joint": joint("low", "high", 1, 0, 1, 1)}}, weights={"a": {"high": 2}, "b": {"low": 1}}
    ),
    "best rule: public, dominant strategies, a balanced budget": lambda: best(
        PUBLIC_GOOD,
        weights="welfare",
        incentives="cardinal",
        preferences=FOR_BUILDING,
        strategies="dominant",
        transfers={"participation": False, "balance": "ex post"},
    ),
    "best rule: a budget balanced in expectation of each type": lambda: best(
        SOLD,
        weights="welfare",
        incentives="cardinal",
        preferences=CARDINAL,
        transfers={"revenue": 0, "balance": "interim"},
    ),
    "best rule: a budget balanced in expectation, types that have something outside": lambda: best(
        SOLD,
        weights="welfare",
        incentives="cardinal",
        preferences=CARDINAL,
        transfers={"revenue": 0, "balance": "ex ante"},
        participation={"when": "interim", "outside": {"a": {"high": "1/2"}}},
    ),
    "best rule: participation without transfers": lambda: best(
        {**SOLD, "divisible": True}, weights={"a": {"low": 1}}, preferences=CARDINAL, participation="interim"
    ),
    "best rule: constraints of one's own": lambda: best(
        SOLD,
        incentives="cardinal",
        preferences=CARDINAL,
        transfers={},
        constraints=[
            {
                "name": "alike",
                "rule": {"a": {"low": 1, "high": 1}, "b": {"low": -1, "high": -1}},
                "floor": 0,
                "ceiling": 0,
            },
            {"rule": {"a": {"low": 1}}, "floor": "1/8", "ceiling": "3/8"},
            {"transfers": {"b": {"high": 1}}, "ceiling": 1},
        ],
    ),
    "best rule: closed if too few": lambda: best(
        {**HOUSES, "constraints": [{"each": "pair", "ceiling": 1}, {"each": "agent", "ceiling": 1}]},
        weights={"a": {"xy": {"x": 2}}, "b": {"yx": {"y": 3, "x": 1}}},
        closing=[{"each": "object", "least": 2}],
    ),
    "best rule: closed if too few, divisible": lambda: best(
        {**SOLD, "divisible": True, "constraints": [{"each": "agent", "ceiling": 1}]},
        weights={"a": {"low": -2, "high": 3}, "b": {"high": 1}},
        closing=[{"set": ["a", "b"], "least": "3/2"}],
    ),
    "some rule: no, what transfers sum to": lambda: best(
        SOLD,
        incentives="cardinal",
        preferences=CARDINAL,
        transfers={},
        constraints=[{"transfers": {"a": {"low": 1, "high": 1}}, "floor": 5}],
    ),
    "some rule: no, too few to open": lambda: best(
        {**SOLD, "constraints": [{"set": ["a"], "floor": 1, "ceiling": 1}, {"set": ["b"], "ceiling": 1}]},
        weights={"a": {"low": 1}},
        closing=[{"set": ["a", "b"], "least": 3}],
    ),
    "some rule: no, too few to open, divisible": lambda: best(
        {
            **SOLD,
            "divisible": True,
            "constraints": [{"set": ["a"], "floor": 1, "ceiling": 1}, {"set": ["b"], "ceiling": 1}],
        },
        weights={"a": {"low": 1}},
        closing=[{"set": ["a", "b"], "least": 3}],
    ),
    "best rule: a burden that is paid for": lambda: best(
        {**SOLD, "constraints": [{"set": ["a"], "floor": 1, "ceiling": 1}, {"set": ["b"], "ceiling": 1}]},
        incentives="cardinal",
        preferences={agent: {"low": -1, "high": -3} for agent in "ab"},
        transfers={"revenue": 0, "participation": True},
    ),
}
