"""Polarized rays.

Rays from the endowment in the directions kappa are *polarized* (VS, section 3, before Theorem 2) if each direction has
both a positive and a negative coordinate, and for any two of them there are multipliers y', y'' >= 0, not both 0, with
y' kappa' + y'' kappa'' >= 0. By Gordan's theorem there are such multipliers or a cost vector c >= 0 under which both
rays *tempt*: c.kappa' < 0 and c.kappa'' < 0 (scaling and nudging makes c positive, so the open orthant gives the same).

Readings of the definition, by name:

* `beside endowment` (default): the conditions are about the rays; {eta} is in every menu and is not one of them (its
  direction, zero, is skipped), and a pair is two different rays;
* `printed`: every trading set of the menu must be a ray of both signs, {eta} included, and k' = k'' is a pair; nothing
  satisfies this, since 2 kappa >= 0 fails for every direction that has a negative coordinate;
* `pairs`: only the condition on pairs of different rays, directions of one sign allowed (VS, footnote 18);
* `lemma 5`: min {c.kappa' : c >= 0, c.kappa'' <= 0} >= 0 for all k' != k'' (VS, Lemma 5). This is the condition on
  pairs with y' > 0, in both orders; for directions of both signs it comes to the same, in general it is stronger.

Method: with t = y''/y' every coordinate bounds t on one side, so a pair is decided by one pass over its coordinates;
where the lower bound of one coordinate passes the upper bound of another, those two carry the tempting costs. Of
directions made of formulas (`exact.symbolic`) the coordinates that count are those at the sample of the interval; that
what they give is right all over the interval is then a comparison.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, get_args

from exact import arguments
from exact.showing.display import counted
from exact.symbolic.substituting import at_sample, scope_of
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets.bundles import Direction, Whole, bundle, direction_of, require_kind, require_verdict

Pair = tuple[int, int]
Weights = tuple[Whole, Whole]
Reading = Literal["beside endowment", "printed", "pairs", "lemma 5"]
READINGS: tuple[Reading, ...] = get_args(Reading)
READINGS_IN_WORDS: dict[Reading, str] = {
    "beside endowment": "each ray has both signs, and every two different rays have multipliers; the endowment, which "
    'is in every menu, does not count as a ray, as by the definition to the letter (reading "printed") it would',
    "printed": "the definition to the letter, by which the endowment is a ray and each ray forms a pair with itself; "
    "no menu satisfies it",
    "pairs": "every two different rays have multipliers; rays of one sign are allowed (VS, footnote 18)",
    "lemma 5": "nobody who loses nothing by one ray gains by another (VS, Lemma 5)",
}


def polarizing_multipliers(first: Direction, second: Direction) -> Weights | None:
    """y', y'' >= 0, not both 0, with y' first + y'' second >= 0; `None` if there are none."""
    one, other = at_sample((first, second))
    found = _multipliers(one, other)
    if one is first and other is second:
        return found
    if found is None:
        tempting_costs(first, second)  # which splits the interval where there are multipliers on a part of it
        return None
    pairs = ((second[i], -first[i]) for i in range(len(first)) if (other[i], -one[i]) == found)
    lifted = next(pairs, found)
    if not polarize(first, second, lifted):
        raise AssertionError("at the sample the multipliers are right")
    return lifted


def polarize(first: Direction, second: Direction, y: Weights) -> bool:
    """Whether y', y'' are multipliers."""
    if any(weight < 0 for weight in y) or not any(y):
        return False
    return all(y[0] * a + y[1] * b >= 0 for a, b in zip(first, second, strict=True))


def _multipliers(first: Direction, second: Direction) -> Weights | None:
    low_above, low_below = 0, 1  # t = y''/y' is at least low_above / low_below; low_below = 0: y' = 0 is needed
    high_above, high_below = 1, 0  # and at most high_above / high_below
    for a, b in zip(first, second, strict=True):
        if b > 0:
            if a < 0 and -a * low_below > low_above * b:
                low_above, low_below = -a, b
        elif a < 0:
            if b < 0:
                return None
            low_above, low_below = 1, 0
        elif b < 0 and a * high_below < high_above * -b:
            high_above, high_below = a, -b
    if low_above * high_below > high_above * low_below or (not low_below and high_below):
        return None
    return low_below, low_above


def tempting_costs(first: Direction, second: Direction) -> Direction:
    """Nonnegative costs with c.first < 0 and c.second < 0, nonzero in at most two tasks, for a pair not polarized."""
    low, high = _tempting_tasks(*at_sample((first, second)))
    costs = [0] * len(first)
    costs[low] = first[high] - second[high] if low != high else 1
    costs[high] = second[low] - first[low] if low != high else 1
    if any(cost < 0 for cost in costs) or not (_dot(costs, first) < 0 and _dot(costs, second) < 0):
        raise ValueError("the two directions are polarized: no costs make both tempting")
    return direction_of(costs)


def _tempting_tasks(first: Direction, second: Direction) -> Pair:
    """The tasks in which the costs are not 0; twice the same if there is one."""
    low: int | None = None
    high: int | None = None
    for i, (a, b) in enumerate(zip(first, second, strict=True)):
        if a < 0 and b < 0:
            return i, i
        if a < 0 <= b and (low is None or -a * second[low] > -first[low] * b):
            low = i
        if b < 0 <= a and (high is None or a * -second[high] < first[high] * -b):
            high = i
    if low is None or high is None:
        raise ValueError("the two directions are polarized: no costs make both tempting")
    return low, high


def positive_costs(costs: Direction, *directions: Direction) -> Direction:
    """Positive costs under which all the directions still tempt: a large multiple of `costs`, plus 1 everywhere."""
    scale = 1 + max(0, *(sum(direction) for direction in directions))
    return tuple(scale * cost + 1 for cost in costs)


# ----------------------------------------------------------------------------------------------- statement and evidence


@dataclass(frozen=True)
class Polarized(ToldStatement):
    """The rays in these directions are polarized, under a reading; the direction zero stands for {eta}.

    Evidence: `Multipliers`, or `OneSigned` or `TemptingPair`.
    """

    kind: ClassVar[str] = "polarized"
    directions: tuple[Direction, ...]
    reading: Reading = "beside endowment"

    def __post_init__(self) -> None:
        if self.reading not in READINGS:
            raise ValueError(f"reading: {self.reading!r} is none of {', '.join(READINGS)}")
        if len({len(direction) for direction in self.directions}) > 1:
            raise ValueError("directions: they have different numbers of tasks; give one number for each task")

    def sentence(self) -> str:
        rays = counted(len(self.directions), "ray")
        return f"the {rays} {'is' if len(self.directions) == 1 else 'are'} polarized (reading: {self.reading})"

    def one_signed(self, k: int) -> bool:
        """Whether direction k breaks the first condition, as far as the reading has it."""
        direction = self.directions[k]
        if self.reading in ("pairs", "lemma 5") or (self.reading == "beside endowment" and not any(direction)):
            return False
        return not (any(step < 0 for step in direction) and any(step > 0 for step in direction))

    def pairs(self) -> Iterator[Pair]:
        """The pairs (k', k'') of the second condition: for Lemma 5 in both orders."""
        if self.reading == "printed":
            yield from itertools.combinations_with_replacement(range(len(self.directions)), 2)
            return
        rays = [k for k, direction in enumerate(self.directions) if any(direction)]
        yield from (itertools.permutations if self.reading == "lemma 5" else itertools.combinations)(rays, 2)


@dataclass(frozen=True)
class Multipliers(Evidence):
    """y', y'' for every pair, in the order of `Polarized.pairs`; for Lemma 5 y' > 0."""

    form: ClassVar[str] = "multipliers"
    pairs: tuple[Weights, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Polarized) or not holds:
            return False
        if any(statement.one_signed(k) for k in range(len(statement.directions))):
            return False
        needed = list(statement.pairs())
        return len(needed) == len(self.pairs) and all(
            self._polarize(statement, at, y) for at, y in zip(needed, self.pairs, strict=True)
        )

    @staticmethod
    def _polarize(statement: Polarized, at: Pair, y: Weights) -> bool:
        if statement.reading == "lemma 5" and y[0] == 0:
            return False
        return polarize(statement.directions[at[0]], statement.directions[at[1]], y)


@dataclass(frozen=True)
class OneSigned(Evidence):
    """A direction that does not have both a positive and a negative coordinate."""

    form: ClassVar[str] = "one-signed"
    ray: int

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Polarized) or holds or not 0 <= self.ray < len(statement.directions):
            return False
        return statement.one_signed(self.ray)


@dataclass(frozen=True)
class TemptingPair(Evidence):
    """Two rays and nonnegative costs under which both tempt; for Lemma 5 the second may also leave indifferent."""

    form: ClassVar[str] = "tempting pair"
    first: int
    second: int
    costs: Direction

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Polarized) or holds or (self.first, self.second) not in set(statement.pairs()):
            return False
        first, second = statement.directions[self.first], statement.directions[self.second]
        if len(self.costs) != len(first) or any(cost < 0 for cost in self.costs) or _dot(self.costs, first) >= 0:
            return False
        workload = _dot(self.costs, second)
        return workload < 0 or (statement.reading == "lemma 5" and workload == 0)


def polarized(directions: Sequence[Sequence[Any]], reading: Reading = "beside endowment") -> Verdict:
    """Whether rays from the endowment in the given directions are polarized.

    Directions are exact numbers, one for each task, and are taken up to positive multiples. Evidence: `Multipliers` for
    every pair; or `OneSigned`, or `TemptingPair` with the costs under which both rays tempt.
    """
    rays = rays_of(directions, "polarized")
    statement = Polarized(rays, reading)
    for k in range(len(rays)):
        if statement.one_signed(k):
            return Verdict(statement, False, OneSigned(k))
    found: list[Weights] = []
    for k, m in statement.pairs():
        y = _lemma_multipliers(rays[k], rays[m]) if reading == "lemma 5" else polarizing_multipliers(rays[k], rays[m])
        if y is None:
            costs = (_lemma_costs if reading == "lemma 5" else tempting_costs)(rays[k], rays[m])
            return Verdict(statement, False, TemptingPair(k, m, costs))
        found.append(y)
    return Verdict(statement, True, Multipliers(tuple(found)))


def rays_of(directions: Sequence[Sequence[Any]], asked: str) -> tuple[Direction, ...]:
    """Directions as integers without a common factor; `TypeError` if there are none, `asked` being the question."""
    mend = "a list of directions is expected (of a mechanism, ask polarized_menus.decide_polarized)"
    require_kind(directions, Iterable, asked, mend)
    return tuple(
        _direction(direction, f"directions[{k}]") for k, direction in enumerate(arguments.listed(directions, asked))
    )


def _direction(values: Sequence[Any], where: str) -> Direction:
    if isinstance(values, tuple | list) and all(type(value) is int for value in values):
        return tuple(values)
    exact: tuple[Any, ...] = bundle(values, where=where)
    return direction_of(exact) if scope_of(exact) is None else exact


def _lemma_multipliers(first: Direction, second: Direction) -> Weights | None:
    """y' > 0, y'' >= 0 with y' first + y'' second >= 0: the smallest y'' / y' that the coordinates allow."""
    y = polarizing_multipliers(first, second)
    if y is None or y[0] > 0:
        return y
    return None  # the least t = y''/y' is infinite: only y' = 0 is left


def _lemma_costs(first: Direction, second: Direction) -> Direction:
    """Nonnegative costs with c.first < 0 and c.second <= 0, for a pair without multipliers y' > 0."""
    costs = next((i for i, (a, b) in enumerate(zip(first, second, strict=True)) if a < 0 and b <= 0), None)
    if costs is not None:
        return tuple(int(i == costs) for i in range(len(first)))
    return tempting_costs(first, second)


# ----------------------------------------------------------------------------------------------- largest possible menus


def largest_menu(tasks: int) -> Verdict:
    """Polarized rays in as many directions as there can be (VS, Corollary 2), with the multipliers that show it.

    Each of polarized rays has a negative coordinate and no two have the same (costs on it alone would make both tempt),
    so there are at most I. That many there are if I >= 2: 1 everywhere but -1 in coordinate i. With one task no
    direction has both signs, and the largest menu is empty.
    """
    rays = [tuple(-1 if i == k else 1 for k in range(tasks)) for i in range(tasks)] if tasks > 1 else []
    return polarized(rays)


def largest_extension(directions: Sequence[Sequence[Any]]) -> list[Direction]:
    """As many rays as can be added to polarized rays so that they stay polarized.

    A further ray needs a negative coordinate i in which every present kappa is positive: were kappa_i <= 0, no
    y' kappa + y'' kappa_new >= 0 would have y'' > 0, and y'' = 0 leaves kappa's own negative coordinate. Distinct new
    rays need distinct such i, and for all of them at once 1 everywhere but a small enough negative number in i does it.
    Raises `ValueError` if the rays are not polarized to begin with.
    """
    present = polarized(directions)
    if not present.holds or not isinstance(present.statement, Polarized):
        raise ValueError("directions: the rays are not polarized, so no larger menu is either")
    rays = [direction for direction in present.statement.directions if any(direction)]
    if not rays:
        size = len(directions[0]) if directions else 0
        return [tuple(-1 if i == k else 1 for k in range(size)) for i in range(size)] if size > 1 else []
    added = []
    for i in range(len(rays[0])):
        if all(ray[i] > 0 for ray in rays):
            # with multiplier 1 on the new ray and 1/deepest on the old one: old_i / deepest >= 1 / scale
            scale = max(1, *(-(min(ray) // ray[i]) for ray in rays))
            added.append(tuple(-1 if i == k else scale for k in range(len(rays[0]))))
    return added


def _dot(left: Sequence[Whole], right: Sequence[Whole]) -> Whole:
    return sum((a * b for a, b in zip(left, right, strict=True)), 0)


def explain_polarized(verdict: Verdict, tasks: Sequence[str] = ()) -> str:
    """The verdict of `polarized` in words."""
    require_verdict(verdict, Polarized, "explain_polarized")
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, Polarized)
    if isinstance(evidence, OneSigned):
        ray = _named(statement.directions[evidence.ray], tasks)
        return f"Not polarized: the ray in direction {ray} does not have both a positive and a negative coordinate."
    if isinstance(evidence, TemptingPair):
        first, second = statement.directions[evidence.first], statement.directions[evidence.second]
        weak = _dot(evidence.costs, second) == 0
        return (
            f"Not polarized: an agent with costs {_named(evidence.costs, tasks)} is tempted by the ray in "
            f"direction {_named(first, tasks)} (workload {_dot(evidence.costs, first)}) and "
            f"{'does not mind' if weak else 'also by'} the ray in direction "
            f"{_named(second, tasks)} (workload {_dot(evidence.costs, second)})."
        )
    assert isinstance(evidence, Multipliers)
    lines = ["Polarized: no type is tempted by two rays."]
    if evidence.pairs:
        lines[0] += " For every two directions, multipliers with a sum >= 0:"
    for (k, m), (y, z) in zip(statement.pairs(), evidence.pairs, strict=True):
        first, second = statement.directions[k], statement.directions[m]
        total = tuple(y * a + z * b for a, b in zip(first, second, strict=True))
        lines.append(f"  {y} {_named(first, tasks)} + {z} {_named(second, tasks)} = {_named(total, tasks)} >= 0")
    return "\n".join(lines)


def _named(vector: Direction, tasks: Sequence[str]) -> str:
    if len(tasks) != len(vector):
        return f"({', '.join(map(str, vector))})"
    return f"({', '.join(f'{task}: {value}' for task, value in zip(tasks, vector, strict=True))})"
