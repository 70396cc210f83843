"""Trading sets and menus.

A *trading set* is a set of bundles an agent may end up with after choosing it, a *menu* a list of trading sets (VS,
section 1.1). Choice 0 of every menu is the endowment alone: an agent may always demand it. The kinds of trading set:

* `EndowmentOnly`: {eta};
* `Points`: finitely many bundles;
* `Ray`: eta + y kappa for y >= 0, as far as bundles are nonnegative (VS, section 3, writes R^I, but trading sets are
  subsets of the nonnegative orthant, and no allocation leaves it, so nothing depends on this);
* `Remedial`: all bundles with at most the endowment of every task (printed {x in R_+ : x <= eta}, for R_+^I);
* `PolyhedralSet`: nonnegative bundles under linear inequalities;
* `PairsFrom`: not one trading set but a continuum of choices, {x, eta} for every x in a polyhedron (the fixed-price
  pseudo-market of VS, section 1.1).

What a set *offers* is the list of directions x - eta, up to positive multiples, whose cone holds all trades from the
set; which types like or dislike something in a set depends on its offers alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from operator import le
from typing import Any, Literal

from exact.plain_data import Converter, alternatives, converter, register, written
from exact.rationals import rational
from exact.showing.display import Displayed, counted, told_number
from proofs.trading.markets.bundles import Bundle, Direction, bundle, direction_of, dot, minus
from proofs.trading.markets.supply import Supply, in_bounds, least, most, whole

MAX_VERTEX_TRIALS = 20_000
"""How many choices of tight inequalities are tried for the vertices of a polyhedron before that is refused."""


@dataclass(frozen=True)
class Constraint(Displayed):
    """`coefficients . x <= bound`, or `= bound` when `equal`."""

    coefficients: Bundle
    bound: Fraction
    equal: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "coefficients", bundle(self.coefficients, where="coefficients"))
        object.__setattr__(self, "bound", rational(self.bound, "at_most"))

    def holds(self, x: Sequence[Fraction]) -> bool:
        left = dot(self.coefficients, x)
        return left == self.bound if self.equal else left <= self.bound


_ROW = converter(tuple[Bundle, Literal["<=", "="], Fraction])


def _constraint_to_plain(constraint: Constraint) -> Any:
    return _ROW.to_plain((constraint.coefficients, "=" if constraint.equal else "<=", constraint.bound))


def _constraint_from_plain(plain: Any) -> Constraint:
    coefficients, sense, bound = _ROW.from_plain(plain)
    return Constraint(coefficients, bound, sense == "=")


register(Constraint, Converter(_constraint_to_plain, _constraint_from_plain))


@dataclass(frozen=True)
class EndowmentOnly(Displayed):
    """{eta}."""


@dataclass(frozen=True)
class Points(Displayed):
    """Finitely many bundles."""

    points: tuple[Bundle, ...]

    def __post_init__(self) -> None:
        if not self.points:
            raise ValueError("points: the list is empty; a trading set holds at least one bundle")
        exact = tuple(dict.fromkeys(bundle(point, len(self.points[0]), "points") for point in self.points))
        object.__setattr__(self, "points", exact)


@dataclass(frozen=True)
class Ray(Displayed):
    """The endowment plus any nonnegative multiple of `direction`, as far as bundles are nonnegative."""

    direction: Bundle = field(metadata=written("ray"))

    def __post_init__(self) -> None:
        object.__setattr__(self, "direction", bundle(self.direction, where="ray"))
        if not any(self.direction):
            raise ValueError("ray: the direction is zero; the endowment alone is already choice 0")


@dataclass(frozen=True)
class Remedial(Displayed):
    """All bundles with at most the endowment of every task."""


@dataclass(frozen=True)
class PolyhedralSet(Displayed):
    """All nonnegative bundles that satisfy the constraints."""

    constraints: tuple[Constraint, ...] = field(metadata=written("polyhedron"))


@dataclass(frozen=True)
class PairsFrom(Displayed):
    """For every nonnegative x that satisfies the constraints, the choice {x, eta}: a continuum of choices."""

    constraints: tuple[Constraint, ...] = field(metadata=written("pairs from"))


TradingSet = EndowmentOnly | Points | Ray | Remedial | PolyhedralSet | PairsFrom
Menu = tuple[TradingSet, ...]


register(
    TradingSet,
    alternatives({"endowment": EndowmentOnly(), "remedial": Remedial()}, Points, Ray, PolyhedralSet, PairsFrom),
)


def set_in_words(trading_set: TradingSet, tasks: Sequence[str]) -> str:
    """`the endowment`, `the ray (theory 1, data -1)`, `one of (theory 2, data 0), (theory 1, data 1)`, ..."""
    if isinstance(trading_set, EndowmentOnly):
        return "the endowment"
    if isinstance(trading_set, Ray):
        return f"the ray {_of_tasks(trading_set.direction, tasks)}"
    if isinstance(trading_set, Points):
        listed = ", ".join(_of_tasks(point, tasks) for point in trading_set.points)
        return listed if len(trading_set.points) == 1 else f"one of {listed}"
    if isinstance(trading_set, Remedial):
        return "what is at most the endowment"
    among = (
        "a bundle of the polyhedron" if isinstance(trading_set, PolyhedralSet) else "one bundle, or the endowment, of"
    )
    return f"{among} with {counted(len(trading_set.constraints), 'constraint')}"


def _of_tasks(values: Bundle, tasks: Sequence[str]) -> str:
    return f"({', '.join(f'{task} {told_number(value)}' for task, value in zip(tasks, values, strict=True))})"


def in_set(trading_set: TradingSet, endowment: Bundle, x: Bundle, numbers: Sequence[Supply] = ()) -> bool:
    """Whether the bundle is in the trading set; `numbers` say what may be negative, which without them is nothing."""
    if any(value < 0 and (not numbers or least(numbers[i]) is not None) for i, value in enumerate(x)):
        return False
    if isinstance(trading_set, EndowmentOnly):
        return x == endowment
    if isinstance(trading_set, Points):
        return x in trading_set.points
    if isinstance(trading_set, Remedial):
        return all(map(le, x, endowment))
    if isinstance(trading_set, Ray):
        return x == endowment or _same_direction(minus(x, endowment), trading_set.direction)
    return any(all(row.holds(x) for row in piece) for piece in pieces(trading_set, endowment))


def pieces(trading_set: TradingSet, endowment: Bundle) -> Iterator[tuple[Constraint, ...]]:
    """The trading set as a union of polyhedra: each piece is all nonnegative x under its constraints.

    Only finite sets of points have several pieces, one for each point.
    """
    size = len(endowment)
    if isinstance(trading_set, EndowmentOnly):
        yield _exactly(endowment)
    elif isinstance(trading_set, Points):
        yield from (_exactly(point) for point in trading_set.points)
    elif isinstance(trading_set, Ray):
        yield _along(trading_set.direction, endowment)
    elif isinstance(trading_set, Remedial):
        yield tuple(Constraint(_unit(i, size), endowment[i]) for i in range(size))
    elif isinstance(trading_set, PolyhedralSet):
        yield trading_set.constraints
    else:
        raise ValueError(
            'a continuum of choices is not one trading set; take a grid of it (in a file, "grid" beside "budget")'
        )


def offers(trading_set: TradingSet, endowment: Bundle, numbers: Sequence[Supply]) -> tuple[Direction, ...]:
    """The directions in which the set's bundles, up to n of each task, lie from the endowment; see above.

    For a polyhedron these are the directions to its vertices within the bounds; `ValueError` says so when there would
    be more than `MAX_VERTEX_TRIALS` choices of tight inequalities to try.
    """
    if isinstance(trading_set, EndowmentOnly):
        return ()
    if isinstance(trading_set, Ray):
        return (direction_of(trading_set.direction),) if _leaves(endowment, trading_set.direction, numbers) else ()
    if isinstance(trading_set, Remedial):
        return tuple(_negative_unit(i, len(endowment)) for i, value in enumerate(endowment) if value > 0)
    if isinstance(trading_set, Points):
        points: Iterable[Bundle] = (x for x in trading_set.points if in_bounds(x, numbers))
    else:
        points = vertices(trading_set.constraints, whole(numbers))
    return directions_from(endowment, points)


def _same_direction(one: Bundle, other: Bundle) -> bool:
    """Whether two nonzero vectors are positive multiples of each other."""
    pivot = next(i for i, value in enumerate(other) if value)
    level = all(a * other[pivot] == b * one[pivot] for a, b in zip(one, other, strict=True))
    return level and one[pivot] * other[pivot] > 0


def directions_from(endowment: Bundle, points: Iterable[Bundle]) -> tuple[Direction, ...]:
    """The distinct directions from the endowment to the points other than itself, in order of appearance."""
    return tuple(dict.fromkeys(direction_of(minus(point, endowment)) for point in points if point != endowment))


def vertices(constraints: Sequence[Constraint], numbers: Sequence[int]) -> list[Bundle]:
    """The vertices of {0 <= x <= numbers, constraints}, by trying which inequalities are tight; sorted."""
    size = len(numbers)
    equal = [(row.coefficients, row.bound) for row in constraints if row.equal]
    loose = [(row.coefficients, row.bound) for row in constraints if not row.equal]
    loose += [(tuple(Fraction(value) for value in _negative_unit(i, size)), Fraction(0)) for i in range(size)]
    loose += [(_unit(i, size), Fraction(number)) for i, number in enumerate(numbers)]
    found: set[Bundle] = set()
    needed = size - _rank([row for row, _ in equal])
    for trial, tight in enumerate(itertools.combinations(loose, needed)):
        if trial >= MAX_VERTEX_TRIALS:
            raise ValueError(
                f"polyhedron: more than {MAX_VERTEX_TRIALS} choices of tight inequalities; use fewer tasks or rows"
            )
        x = solve([*equal, *tight], size)
        if x is not None and all(dot(row, x) <= bound for row, bound in loose):
            found.add(x)
    return sorted(found)


def solve(rows: Sequence[tuple[Bundle, Fraction]], size: int) -> Bundle | None:
    """The only solution of the equations, or `None` if there is none or more than one."""
    table = [[*row, bound] for row, bound in rows]
    for column in range(size):
        pivot = next((r for r in range(column, len(table)) if table[r][column]), None)
        if pivot is None:
            return None
        table[column], table[pivot] = table[pivot], table[column]
        head = table[column][column]
        table[column] = [value / head for value in table[column]]
        for r, row in enumerate(table):
            if r != column and row[column]:
                factor = row[column]
                table[r] = [a - factor * b for a, b in zip(row, table[column], strict=True)]
    if any(row[size] for row in table[size:]):
        return None
    return tuple(table[i][size] for i in range(size))


Shape = Literal["endowment", "redundant", "remedial", "ray", "none"]


def shape(directions: Sequence[Direction]) -> Shape:
    """What VS, Claim 4 calls the set whose bundles lie in these directions from the endowment.

    `endowment`: no direction; `redundant`: all are >= 0; `remedial`: all are <= 0; `ray`: there is one, of both signs;
    `none`: none of these.
    """
    if not directions:
        return "endowment"
    if all(step >= 0 for d in directions for step in d):
        return "redundant"
    if all(step <= 0 for d in directions for step in d):
        return "remedial"
    return "ray" if len(directions) == 1 else "none"


def _exactly(point: Bundle) -> tuple[Constraint, ...]:
    return tuple(Constraint(_unit(i, len(point)), value, equal=True) for i, value in enumerate(point))


def _along(direction: Bundle, endowment: Bundle) -> tuple[Constraint, ...]:
    """x is on the ray: its difference d from the endowment is proportional to the direction, and not opposite.

    With a pivot p where the direction is not 0: direction_p d_i = direction_i d_p for every i, direction_p d_p >= 0.
    """
    pivot = next(i for i, value in enumerate(direction) if value)
    size = len(direction)
    rows = []
    for i in range(size):
        if i != pivot:
            row = [Fraction(0)] * size
            row[i], row[pivot] = direction[pivot], -direction[i]
            rows.append(Constraint(tuple(row), dot(row, endowment), equal=True))
    forward = tuple(-direction[pivot] if i == pivot else Fraction(0) for i in range(size))
    return (*rows, Constraint(forward, dot(forward, endowment)))


def _unit(i: int, size: int) -> Bundle:
    return tuple(Fraction(int(i == k)) for k in range(size))


def _negative_unit(i: int, size: int) -> Direction:
    return tuple(-int(i == k) for k in range(size))


def _leaves(endowment: Bundle, direction: Bundle, numbers: Sequence[Supply]) -> bool:
    """Whether the ray has a bundle beside the endowment with as much of each task as there can be, and no less."""
    for value, step, one in zip(endowment, direction, numbers, strict=True):
        low, high = least(one), most(one)
        if (step < 0 and low is not None and value <= low) or (step > 0 and high is not None and value >= high):
            return False
    return True


def _rank(rows: Sequence[Sequence[Fraction]]) -> int:
    table, rank = [list(row) for row in rows], 0
    for column in range(len(table[0]) if table else 0):
        pivot = next((r for r in range(rank, len(table)) if table[r][column]), None)
        if pivot is None:
            continue
        table[rank], table[pivot] = table[pivot], table[rank]
        for r in range(rank + 1, len(table)):
            factor = table[r][column] / table[rank][column]
            table[r] = [a - factor * b for a, b in zip(table[r], table[rank], strict=True)]
        rank += 1
    return rank
