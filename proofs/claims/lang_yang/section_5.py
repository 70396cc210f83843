"""Lang & Yang (2023), sections 5.1 to 5.3: suppliers, assignment markets, club goods (Lemma 8, Theorem 5, Corollaries).

Sections 5.5 and 5.6 are in `section_5_trade`.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

from exact.linear import Coefficients, LinearSystem, PrimalDual, feasibility, optimum
from exact.set_systems import bihierarchy, canonical_two_sided
from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.claims.claim import LITERAL, Claim, Expected, Family, Part, Reading
from proofs.claims.cone_facts import stated, stated_if
from proofs.claims.families import problems as ly
from proofs.claims.lang_yang import section_3
from proofs.claims.lang_yang.common import (
    CapacityCase,
    Cells,
    capacities,
    capacity_function,
    complete,
    completeness_of,
    constraint_sets,
    equal,
    is_canonical,
    shown_capacity_case,
    shown_rule,
    types_at_most,
    value_of,
)
from proofs.claims.lang_yang.printed import quoted
from proofs.claims.lang_yang.section_2 import NONE, capacity_cases, smaller_capacity_cases
from proofs.claims.lang_yang.section_3 import SHAPES, UNIMODULAR, plain_canonical_problems, unit_markets
from proofs.claims.lang_yang.titles import claim
from proofs.reduced_form.conditions.deciding import condition
from proofs.reduced_form.conditions.market import representations
from proofs.reduced_form.facets.descriptions import PassingRule
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.problems import (
    Cell,
    Constraint,
    InterimRule,
    JointPrior,
    Problem,
    name_of,
    uniform_prior,
)
from proofs.reduced_form.problem.structures import preserves_total_unimodularity

ONE = Fraction(1)


# -------------------------------------------------------------------------------------------------------- Lemma 8


@dataclass(frozen=True)
class Suppliers(Displayed):
    """Numbers of families that want one car (X) and two cars (Y), and of models."""

    single: int
    double: int
    models: int

    @property
    def sets(self) -> tuple[Cells, ...]:
        """The constraint sets of (21)-(24), each once: models, families, single cells."""
        agents = [f"x{k + 1}" for k in range(self.single)] + [f"y{k + 1}" for k in range(self.double)]
        models = [f"m{k + 1}" for k in range(self.models)]
        listed = [frozenset((i, j) for i in agents) for j in models]
        listed += [frozenset((i, j) for j in models) for i in agents]
        listed += [frozenset({cell}) for cell in itertools.product(agents, models)]
        return tuple(dict.fromkeys(listed))

    @property
    def demand(self) -> tuple[Cells, ...]:
        """The constraint sets of (22)-(24), each once: families, single cells."""
        return tuple(members for members in self.sets if len({agent for agent, _ in members}) == 1)

    def words(self) -> str:
        return f"{self.single} families of type X, {self.double} of type Y, {self.models} models"


def suppliers() -> Family:
    return Family(
        "all numbers of families up to 4 of either type and of models up to 5",
        lambda seed: (Suppliers(x, y, m) for x, y, m in itertools.product(range(5), range(5), range(1, 6)) if x + y),
    )


LEMMA_8 = claim(
    "lemma-8",
    "section 5.1, Lemma 8",
    Reading(
        wording="The constraint sets of (21)-(24), all models, all families and all single cells, are a bihierarchy.",
        conclusion=lambda case: [bihierarchy(case.sets)],
        families=(suppliers(),),
        because=lambda case: "the sets have an odd cycle of crossing sets",
        describe=Suppliers.words,
    ),
)


# ------------------------------------------------------------------------------------------------------ Theorem 5


def zero_floor_problems(seed: int) -> Iterator[Problem]:
    """Structures on up to 4 cells with all ceilings up to 2, then random ones on up to 6 cells; without end."""
    draw = random.Random(seed)
    small = ly.merged(ly.structures(1, 1, 3), ly.structures(2, 1, 3), ly.structures(1, 2, 2), ly.structures(3, 1, 2))
    for given in small:
        yield ly.random_problem(draw, given, 2, floors=False)
    for given in ly.random_structures(seed, 3, 2, 2, ly.is_bihierarchy):
        if len(given.profiles) * len(given.cells) <= 32:
            yield ly.random_problem(draw, given, 2, floors=False)


def without_floors(problem: Problem) -> Problem:
    return replace(problem, constraints=tuple(replace(quota, floor=Fraction(0)) for quota in problem.constraints))


def zero_floors(problem: Problem) -> bool:
    return all(quota.floor == 0 for quota in problem.constraints)


THEOREM_5 = claim(
    "theorem-5",
    "section 5.2, Theorem 5",
    Reading(
        wording="With zero floors and any ceilings, if the projection cone preserves total unimodularity, the rules Q "
        ">= 0 that satisfy (25) for every S are the implementable ones (this is Condition B with zero floors).",
        hypothesis=lambda problem: [preserves_total_unimodularity(ly.structure_of(problem))],
        conclusion=complete("B"),
        families=(
            Family(
                "random ceilings and priors on all structures with at most 3 cells, then on random bihierarchies with "
                "at most 3 agents, 2 objects and 2 types each",
                zero_floor_problems,
                endless=True,
            ),
            Family(
                f"{UNIMODULAR.words}, all floors zero",
                lambda seed: map(without_floors, UNIMODULAR.instances(seed)),
                endless=True,
            ),
        ),
        because=lambda problem: (
            "all floors are zero and the projection cone preserves total unimodularity, but a rule that satisfies "
            "every inequality (25) is not implementable"
        ),
        describe=ly.described_problem,
        smaller=lambda problem: filter(zero_floors, ly.smaller_problems(problem)),
        budget=170,
    ),
)


def ceilings_alone(case: CapacityCase) -> Part:
    """beta({}, V) = 0, and beta(U, V) = beta(U, {})."""
    pairs = [(case.plus, case.minus), (case.plus, NONE), (NONE, case.minus)]
    both, above, below = (value_of(verdict) for verdict in capacities(case.problem, pairs))
    yield equal([(below, 0)], "beta({}, V)")
    yield equal([(both, above)], "beta(U, V)", "beta(U, {})")


LINEAR = claim(
    "section-5.2.linear",
    "section 5.2, before Theorem 5",
    Reading(
        wording="Where x >= 0 are the floors, beta({}, V) = 0 and beta(U, V) = beta(U, {}) for disjoint U, V.",
        hypothesis=section_3.without_floors,
        conclusion=ceilings_alone,
        families=(
            Family(
                "all pairs of sets for structures on 3 x 1 and 1 x 2 cells with ceilings 0, 1, 2, then random ones",
                capacity_cases(section_3.problems_without_floors),
                endless=True,
            ),
        ),
        because=lambda case: "the floors count although they are 0",
        describe=shown_capacity_case,
        smaller=smaller_capacity_cases,
        budget=400,
    ),
)


# ------------------------------------------------------------------------------- section 5.2: four representations


@dataclass(frozen=True)
class MarketSet(Displayed):
    """A set U of cells (by mask) of the classical market with so many agents and objects."""

    agents: int
    objects: int
    mask: int

    @property
    def problem(self) -> Problem:
        names = tuple(str(k + 1) for k in range(self.agents))
        things = tuple("abcdefgh"[: self.objects])
        lines = [frozenset((i, j) for j in things) for i in names]
        lines += [frozenset((i, j) for i in names) for j in things]
        quotas = tuple(Constraint(cells, Fraction(0), ONE) for cells in dict.fromkeys(lines))
        types = tuple(("t",) for _ in names)
        return Problem(names, things, types, uniform_prior(types), quotas)

    @property
    def members(self) -> Cells:
        return frozenset(cell for k, cell in enumerate(self.problem.cells) if self.mask >> k & 1)

    def words(self) -> str:
        return f"{self.agents} agents, {self.objects} objects, U = {name_of(self.members)}"


def market_sets(seed: int, square: bool = False) -> Iterator[MarketSet]:
    """All sets on rectangles up to 3 x 3, up to the names of agents and objects."""
    for n, m in sorted(itertools.product(range(1, 4), repeat=2), key=lambda size: (size[0] * size[1], size)):
        if square and n != m:
            continue
        for mask in range(1 << n * m):
            least = min(ly.moved((mask,), places)[0] for _, places in ly.relabellings(n, m))
            if mask == least:
                yield MarketSet(n, m, mask)


def random_market_sets(seed: int) -> Iterator[MarketSet]:
    draw = random.Random(seed)
    while True:
        n = draw.choice((3, 4))
        yield MarketSet(n, n, draw.randrange(1 << n * n))


def smaller_market_sets(case: MarketSet) -> Iterator[MarketSet]:
    return (replace(case, mask=case.mask & ~(1 << k)) for k in range(case.agents * case.objects) if case.mask >> k & 1)


def represented(which: str) -> Callable[[MarketSet], Part]:
    """The capacity, another representation, and that the two numbers are equal."""

    def conclusion(case: MarketSet) -> Part:
        found = representations(case.problem, case.members)
        other = getattr(found, which)
        size = getattr(other.statement, "size", None)
        yield found.capacity
        yield other
        yield equal(
            [(value_of(found.capacity), value_of(other) if size is None else size)], "the capacity", f"the {which}"
        )

    return conclusion


def with_single_cells(case: MarketSet) -> Part:
    """No fractional cover by rows, columns and single cells is smaller than the cover by lines."""
    yield from represented("cover")(case)
    problem, members = case.problem, case.members
    sets = [quota.cells for quota in problem.constraints]
    sets += [frozenset({cell}) for cell in problem.cells if frozenset({cell}) not in sets]
    rows: list[tuple[Coefficients, int]] = [
        ({k: -1 for k, s in enumerate(sets) if cell in s}, -1) for cell in sorted(members)
    ]
    least = optimum(LinearSystem.make(len(sets), at_most=rows, lower=0), [1] * len(sets), "min")
    yield least
    bound = value_of(representations(problem, members).capacity)
    yield equal([(value_of(least), bound)], "the least fractional cover", "the capacity")


def random_assignments(case: MarketSet) -> Part:
    """The greatest weight of U over x >= 0 with all row and column sums at most 1, and the capacity."""
    problem, members = case.problem, case.members
    rows: list[tuple[Coefficients, int]] = [(dict.fromkeys(quota.cells, 1), 1) for quota in problem.constraints]
    best = optimum(LinearSystem.make(problem.cells, at_most=rows, lower=0), dict.fromkeys(members, 1))
    own = representations(problem, members).capacity
    yield own
    yield best
    yield equal([(value_of(own), value_of(best))], "the capacity", "the greatest weight of U in a random assignment")


def market_claim(name: str, wording: str, conclusion: Callable[[MarketSet], Part], square: bool = False) -> Claim:
    which = "squares" if square else "rectangles"
    return claim(
        name,
        "section 5.2",
        Reading(
            wording=wording,
            conclusion=conclusion,
            families=(
                Family(
                    f"all sets of cells on {which} up to 3 x 3, up to the names of agents and objects",
                    lambda seed: market_sets(seed, square),
                ),
                Family("random sets of cells on 3 x 3 and 4 x 4", random_market_sets, endless=True),
            ),
            because=lambda case: "the two numbers differ",
            describe=MarketSet.words,
            smaller=smaller_market_sets,
            budget=120,
        ),
    )


SUPPORT = market_claim(
    "section-5.2.support",
    "In the classical market with unit quotas beta(U, {}) is the greatest weight of U over x >= 0 with all row and "
    "column sums at most 1.",
    random_assignments,
)
DUAL = market_claim(
    "section-5.2.dual",
    "In the classical market with unit quotas beta(U, {}) is the least sum of payoffs s_i >= 0 and prices p_j >= 0 "
    "with s_i + p_j >= 1 on U.",
    represented("prices"),
)
COVER = market_claim(
    "section-5.2.cover",
    "In the classical market with unit quotas beta(U, {}) is the least number of constraint sets (rows, columns and "
    "single cells) that cover U.",
    with_single_cells,
)
DIAGONAL = market_claim(
    "section-5.2.diagonal",
    "In the classical market with unit quotas and as many objects as agents beta(U, {}) is the greatest number of "
    "elements of U on a diagonal.",
    represented("diagonal"),
    True,
)


# ------------------------------------------------------------------------------------------------------ Example 6

EXAMPLE_6_SET: Cells = frozenset({("i1", "j1"), ("i1", "j3"), ("i2", "j2")})
AGENTS, OBJECTS = ("i1", "i2", "i3"), ("j1", "j2", "j3")
LINES: dict[str, Cells] = {
    **{f"row {i}": frozenset((i, j) for j in OBJECTS) for i in AGENTS},
    **{f"column {j}": frozenset((i, j) for i in AGENTS) for j in OBJECTS},
}
SINGLES: dict[str, Cells] = {f"cell ({i}, {j})": frozenset({(i, j)}) for i in AGENTS for j in OBJECTS}


def example_6_market() -> Problem:
    quotas = tuple(Constraint(cells, Fraction(0), ONE) for cells in LINES.values())
    types = tuple(("t",) for _ in AGENTS)
    return Problem(AGENTS, OBJECTS, types, uniform_prior(types), quotas)


def covers(chosen: tuple[str, ...]) -> Part:
    """The chosen sets cover U; they are two, and beta(U) is 2."""
    sets = LINES | SINGLES
    weights = {name: int(name in chosen) for name in sets}
    rows: list[tuple[Coefficients, int]] = [
        ({name: -1 for name, members in sets.items() if cell in members}, -1) for cell in sorted(EXAMPLE_6_SET)
    ]
    total: Coefficients = dict.fromkeys(sets, 1)
    yield feasibility(LinearSystem.make(list(sets), at_most=rows, equal=[(total, 2)], lower=weights, upper=weights))


def is_listed_cover(chosen: tuple[str, ...]) -> Part:
    """Row i1, and row i2 or column j2; and the numbers of the example."""
    weights = {name: int(name in chosen) for name in LINES | SINGLES}
    rows: list[tuple[Coefficients, int]] = [({"row i1": 1}, 1), ({"row i2": 1, "column j2": 1}, 1)]
    yield feasibility(LinearSystem.make(list(weights), equal=rows, lower=weights, upper=weights))
    found = representations(example_6_market(), EXAMPLE_6_SET)
    yield from (found.capacity, found.cover, found.diagonal)
    yield equal(((value, 2) for value in found.values), "the three values")
    for diagonal in ((("i1", "j1"), ("i2", "j2")), (("i1", "j3"), ("i2", "j2"))):
        yield equal(
            [(sum(cell in EXAMPLE_6_SET for cell in diagonal), 2)], "the number of cells of the diagonal in the set"
        )


def example_6(name: str, wording: str, sets: Sequence[str], which: str) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=covers,
        conclusion=is_listed_cover,
        families=(
            Family(
                f"all pairs of {which} of the 3 x 3 market", lambda seed: iter(list(itertools.combinations(sets, 2)))
            ),
        ),
        because=lambda chosen: (
            f"{' and '.join(chosen)} are two sets of the structure, which has all single cells, and cover U = "
            f"{name_of(EXAMPLE_6_SET)}; they are not among the minimum covers listed"
        ),
        describe=" and ".join,
    )


EXAMPLE_6 = claim(
    "example-6",
    "section 5.2, Example 6",
    example_6(
        LITERAL,
        "beta(U) = 2; the minimum covers of U by sets of the structure (single cells included) are {row i1, row i2} "
        "and {row i1, column j2}; two diagonals meet U twice.",
        [*LINES, *SINGLES],
        "rows, columns and single cells",
    ),
    example_6("covers by lines", "The same for covers by rows and columns.", list(LINES), "rows and columns"),
)


# ---------------------------------------------------------------------------------------------- Corollaries 2 and 3


@dataclass(frozen=True)
class Taste(Displayed):
    """For every agent and type either the objects from best to worst, or a payoff for each object."""

    by_type: tuple[tuple[tuple[Any, ...], ...], ...]
    ordinal: bool


@dataclass(frozen=True)
class MarketRule(Displayed):
    """A market with zero floors, a rule and tastes."""

    problem: Problem
    rule: InterimRule
    taste: Taste

    def words(self) -> str:
        tastes = []
        for agent, kinds, own in zip(self.problem.agents, self.problem.types, self.taste.by_type, strict=True):
            for kind, liked in zip(kinds, own, strict=True):
                sign = " > " if self.taste.ordinal else ", "
                tastes.append(f"{agent} {kind}: {sign.join(map(str, liked))}")
        return f"{shown_rule(ly.RuleCase(self.problem, self.rule))}; tastes {'; '.join(tastes)}"


def incentive_rows(problem: Problem, taste: Taste) -> list[tuple[Coefficients, int]]:
    """(26) or (27) as rows `<= 0` in the coordinates of the rule."""
    rows: list[tuple[Coefficients, int]] = []
    for agent, kinds, own in zip(problem.agents, problem.types, taste.by_type, strict=True):
        for kind, liked in zip(kinds, own, strict=True):
            for other in kinds:
                if other == kind:
                    continue
                if taste.ordinal:
                    weightings = [dict.fromkeys(liked[:k], 1) for k in range(1, len(liked) + 1)]
                else:
                    weightings = [dict(zip(problem.objects, liked, strict=True))]
                for weights in weightings:
                    row = {(agent, kind, j): -w for j, w in weights.items()}
                    rows.append((row | {(agent, other, j): w for j, w in weights.items()}, 0))
    return rows


def incentives(case: MarketRule) -> Verdict:
    """(26) or (27): a system whose variables are fixed at the rule."""
    rows = incentive_rows(case.problem, case.taste)
    values = case.rule.values
    return feasibility(LinearSystem.make(case.problem.coordinates, at_most=rows, lower=values, upper=values))


@cache
def inequalities_25(case: MarketRule) -> Verdict:
    """(25) for every S, and nothing else: a system whose variables are fixed at the rule."""
    problem = case.problem
    function = capacity_function(problem)
    rows: list[tuple[Coefficients, Fraction]] = []
    for size in range(1, len(problem.coordinates) + 1):
        for chosen in itertools.combinations(problem.coordinates, size):
            bound = Fraction(0)
            for profile in problem.profiles():
                own = set(zip(problem.agents, profile, strict=True))
                cells = [problem.cell_of(c) for c in chosen if (c[0], c[1]) in own]
                bound += problem.probability(profile) * function.value(cells)
            rows.append(({c: problem.marginals[c[0], c[1]] for c in chosen}, bound))
    values = case.rule.values
    return feasibility(LinearSystem.make(problem.coordinates, at_most=rows, lower=values, upper=values))


def condition_25(case: MarketRule) -> Verdict:
    """(25) together with Q >= 0: Condition B with zero floors."""
    return condition(case.problem, case.rule, "B")


def tasted(draw: random.Random, problem: Problem, ordinal: bool) -> Taste:
    """Random distinct preferences, or payoffs between -1 and 2 with ties."""
    if ordinal:
        orders = list(itertools.permutations(problem.objects))
        return Taste(tuple(tuple(draw.sample(orders, len(kinds))) for kinds in problem.types), True)
    return Taste(
        tuple(tuple(tuple(draw.randint(-1, 2) for _ in problem.objects) for _ in kinds) for kinds in problem.types),
        False,
    )


def market_problem(
    agents: int, objects: int, counts: Sequence[int], ceilings: Sequence[int], single: int = 1
) -> Problem:
    """A canonical market with named objects, ceilings for its rows, then its columns, and for every cell."""
    names, things = [str(k + 1) for k in range(agents)], list("abcdefgh"[:objects])
    lines = [frozenset((i, j) for j in things) for i in names] + [frozenset((i, j) for i in names) for j in things]
    quotas: dict[Cells, int] = {}
    for cells, high in zip(lines, ceilings, strict=True):
        quotas[cells] = min(high, quotas.get(cells, high))
    for cell in itertools.product(names, things):
        quotas.setdefault(frozenset({cell}), single)
    types = tuple(tuple("uvwxyz"[:count]) for count in counts)
    constraints = tuple(Constraint(cells, Fraction(0), Fraction(high)) for cells, high in quotas.items())
    return Problem(tuple(names), tuple(things), types, uniform_prior(types), constraints)


def correlated_market(seed: int) -> Iterator[MarketRule]:
    """A market with correlated types in which (25) lets an OBIC rule pass; found by maximizing over (25) and (26)."""
    problem = market_problem(3, 2, (2, 2, 2), (1, 2, 2, 1, 2), single=2)
    weights = (4, 1, 1, 1, 1, 4, 4, 1)
    problem = replace(problem, prior=JointPrior(tuple(Fraction(w, sum(weights)) for w in weights)))
    listed = ("0", "1/2", "1/2", "0", "0", "1/2", "1/7", "5/14", "2/5", "8/5", "1", "1")
    liked = (("b", "a"), ("a", "b"))
    yield MarketRule(problem, InterimRule(tuple(map(Fraction, listed))), Taste((liked,) * 3, True))


SEARCHED_MARKETS = 200
"""Random markets in which rules are looked for that (25) lets pass."""

SIZES = (
    *((1, 1, (1,)), (1, 2, (2,)), (2, 1, (1, 1)), (2, 2, (1, 1)), (2, 2, (2, 1)), (2, 2, (2, 2))),
    *((1, 3, (3,)), (3, 1, (2, 2, 1)), (3, 2, (1, 1, 1)), (2, 3, (2, 1)), (2, 1, (3, 2))),
)
"""Agents, objects and numbers of types; where preferences are strict, no more types than there are of these."""


def market_rules(seed: int, ordinal: bool) -> Iterator[MarketRule]:
    """Canonical markets: constant rules, and the best incentive compatible ones for random objectives, scaled.

    Both (26) and (27) are homogeneous, so that scaling a rule keeps them.
    """
    draw = random.Random(seed)
    sizes = [size for size in SIZES if not ordinal or max(size[2]) <= math.factorial(size[1])]
    for number in itertools.count():
        n, m, counts = sizes[number // 3 % len(sizes)]
        problem = market_problem(n, m, counts, [draw.choice((1, 1, 2, 2, 3)) for _ in range(n + m)])
        if number % 2:
            problem = replace(problem, prior=ly.random_prior(draw, ly.structure_of(problem)))
        taste = tasted(draw, problem, ordinal)
        if number % 6 == 0:
            value = Fraction(1 if number % 12 else -1, draw.choice((1, 2)))
            yield MarketRule(problem, InterimRule((value,) * len(problem.coordinates)), taste)
        best = best_rule(draw, problem, taste)
        factor = draw.choice((Fraction(1), Fraction(9, 8), Fraction(5, 4)))
        yield MarketRule(problem, InterimRule(tuple(factor * value for value in best)), taste)


def best_rule(draw: random.Random, problem: Problem, taste: Taste) -> tuple[Fraction, ...]:
    """The incentive compatible rule that solves the quotas and is best for a random objective."""
    profiles = list(problem.profiles())
    names: list[Any] = [("x", *cell, t) for t in profiles for cell in problem.cells]
    names += problem.coordinates
    limits: list[tuple[Coefficients, Fraction]] = []
    for t in profiles:
        for quota in problem.constraints:
            assert quota.ceiling is not None
            limits.append(({("x", *c, t): 1 for c in quota.cells}, problem.probability(t) * quota.ceiling))
    limits += [(row, Fraction(bound)) for row, bound in incentive_rows(problem, taste)]
    balance: list[tuple[Coefficients, int]] = []
    for agent, kind, thing in problem.coordinates:
        place = problem.agents.index(agent)
        row: dict[Any, Any] = {("x", agent, thing, t): 1 for t in profiles if t[place] == kind}
        balance.append((row | {(agent, kind, thing): -problem.marginals[agent, kind]}, 0))
    weights: Coefficients = {c: draw.randint(-1, 3) for c in problem.coordinates}
    evidence = optimum(LinearSystem.make(names, at_most=limits, equal=balance, lower=0), weights).evidence
    assert isinstance(evidence, PrimalDual)
    return evidence.values[len(names) - len(problem.coordinates) :]


def passing_rules(seed: int) -> Iterator[MarketRule]:
    """Rules that (25) lets pass though they are not implementable, with payoffs that suit them, market by market."""
    random_markets = itertools.islice(plain_canonical_problems(seed, SHAPES[:1]), SEARCHED_MARKETS)
    for problem in itertools.chain(random_markets, unit_markets(seed)):
        verdict = completeness_of(problem, "B")
        if verdict is None or not isinstance(verdict.evidence, PassingRule):
            continue
        rule = verdict.evidence.rule
        at = dict(zip(problem.coordinates, rule.values, strict=True))
        tastes: list[tuple[tuple[int, ...], ...]] = []
        for agent, kinds in zip(problem.agents, problem.types, strict=True):
            if len(kinds) == 1:
                tastes.append(((1,) * len(problem.objects),))
                continue
            more = [at[agent, kinds[0], j] - at[agent, kinds[1], j] for j in problem.objects]
            signs = [(v > 0) - (v < 0) for v in more]
            own = signs if any(signs) else [1] * len(more)
            tastes.append((tuple(own), tuple(-s for s in own)))
        yield MarketRule(problem, rule, Taste(tuple(tastes), False))


def smaller_market_rules(case: MarketRule) -> Iterator[MarketRule]:
    """With simpler numbers in the rule; smaller markets with the constant rule -1 or 1."""
    for k, value in enumerate(case.rule.values):
        for simpler in (Fraction(0), Fraction(1, 2), ONE):
            if value.denominator > simpler.denominator:
                values = (*case.rule.values[:k], simpler, *case.rule.values[k + 1 :])
                yield replace(case, rule=InterimRule(values))


def corollary(
    name: str,
    wording: str,
    ordinal: bool,
    passes: Callable[[MarketRule], Verdict],
    families: tuple[Family, ...],
    tum: bool,
) -> Reading:
    """A reading of Corollary 2 or 3: an incentive compatible rule is implementable if and only if it `passes`."""

    def hypothesis(case: MarketRule) -> Part:
        if tum:
            yield preserves_total_unimodularity(ly.structure_of(case.problem))
        yield incentives(case)
        yield stated(passes(case))

    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=lambda case: [stated_if(implementable(case.problem, case.rule), bool(passes(case)))],
        families=families,
        because=lambda case: (
            "the rule is incentive compatible and satisfies the inequalities as certified, yet it is not implementable"
            if passes(case)
            else "the rule is implementable and violates the inequalities"
        ),
        describe=MarketRule.words,
        smaller=smaller_market_rules,
        budget=130,
    )


def corollary_families(ordinal: bool) -> tuple[Family, ...]:
    kind = "ordinal preferences" if ordinal else "payoffs"
    return (
        Family(
            f"canonical markets up to 3 x 2 and 2 x 3 with up to 3 types each, priors of all kinds and random {kind}: "
            "constant rules, and best incentive compatible ones, scaled",
            lambda seed: market_rules(seed, ordinal),
            endless=True,
        ),
    )


CORRELATED = Family(
    "an OBIC rule in a market of 3 agents with correlated types and 2 objects, the types being the two preferences",
    correlated_market,
)
PASSING = Family(
    "rules that (25) lets pass in random markets of 3 agents and 2 objects, ceilings 1 to 3, and in markets with unit "
    "quotas, with payoffs that suit them",
    passing_rules,
)

COROLLARY_2 = claim(
    "corollary-2",
    "section 5.2, Corollary 2",
    corollary(
        LITERAL,
        "In an assignment market with zero floors and ordinal types the OBIC and implementable rules are those that "
        "satisfy (25) and (26).",
        True,
        inequalities_25,
        corollary_families(True),
        False,
    ),
    corollary(
        "nonnegative rules",
        "The same with Q >= 0 required beside (25) and (26), as in Theorem 5.",
        True,
        condition_25,
        (CORRELATED, *corollary_families(True)),
        False,
    ),
    corollary(
        "nonnegative rules, unimodular",
        "The same if the projection cone preserves total unimodularity, as in Theorem 5.",
        True,
        condition_25,
        corollary_families(True),
        True,
    ),
)
COROLLARY_3 = claim(
    "corollary-3",
    "section 5.2, Corollary 3",
    corollary(
        LITERAL,
        "In an assignment market with zero floors and cardinal types the incentive compatible and implementable rules "
        "are those that satisfy (25) and (27).",
        False,
        inequalities_25,
        corollary_families(False),
        False,
    ),
    corollary(
        "nonnegative rules",
        "The same with Q >= 0 required beside (25) and (27), as in Theorem 5.",
        False,
        condition_25,
        (PASSING, *corollary_families(False)),
        False,
    ),
    corollary(
        "nonnegative rules, unimodular",
        "The same if the projection cone preserves total unimodularity, as in Theorem 5.",
        False,
        condition_25,
        corollary_families(False),
        True,
    ),
)


def two_objects(most: int) -> Family:
    return Family(
        f"the canonical markets with two objects, two types each and at most {most} agents",
        lambda seed: (ly.canonical(n, 2, [2] * n) for n in range(1, most + 1)),
    )


def two_objects_reading(name: str, wording: str, most: int) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=lambda given: [bihierarchy(constraint_sets(given)), is_canonical(given), types_at_most(given, 2)],
        conclusion=lambda given: [preserves_total_unimodularity(given)],
        families=(two_objects(most),),
        because=lambda given: (
            "the structure is a canonical bihierarchy with two objects and two types each, but the certified square "
            "submatrix of M(W) has a determinant other than -1, 0, 1"
        ),
        describe=ly.shown,
    )


TWO_OBJECTS = claim(
    "corollary-2.two-objects",
    "section 5.2, after Corollary 2",
    two_objects_reading(
        LITERAL,
        "In an assignment market with two objects, where every agent has the two strict preferences as types, the "
        "projection cone preserves total unimodularity.",
        4,
    ),
    two_objects_reading("two agents", "The same with at most two agents.", 2),
)


# ------------------------------------------------------------------------------------------------ section 5.3

CLUB_SETS: tuple[frozenset[Cell], ...] = (
    frozenset({("1", "a"), ("1", "b"), ("2", "b")}),
    frozenset({("2", "a"), ("1", "b"), ("2", "b")}),
    *(frozenset({cell}) for cell in itertools.product("12", "ab")),
)

CLUB_GOODS = claim(
    "section-5.3.club-goods",
    "section 5.3",
    Reading(
        wording="With x_i^a = c q_i and x_i^b = l - p_i the inequalities (29) say x_i^a + x_1^b + x_2^b <= 2 l; their "
        "constraint sets, with all single cells, are a bihierarchy and not canonical.",
        conclusion=lambda sets: [bihierarchy(sets), Expected(canonical_two_sided(sets, "12", "ab"), holds=False)],
        families=(Family("the one structure of section 5.3", lambda seed: iter((CLUB_SETS,))),),
        because=lambda sets: "the sets are no bihierarchy, or they have all rows and columns",
        describe=lambda sets: ", ".join(map(name_of, sets)),
    ),
)

CLAIMS = quoted(
    [
        LEMMA_8,
        LINEAR,
        THEOREM_5,
        SUPPORT,
        DUAL,
        COVER,
        DIAGONAL,
        EXAMPLE_6,
        COROLLARY_2,
        TWO_OBJECTS,
        COROLLARY_3,
        CLUB_GOODS,
    ]
)
