"""Is a vector below a submodular function on every set? Submodular minimization by exact column generation.

f is *submodular* if f(S) + f(T) >= f(S & T) + f(S | T); here also f({}) = 0 and f is monotone. A nonnegative vector y
satisfies y(S) <= f(S) for every set S exactly if it lies below a convex combination of *greedy* vectors: a ranking of
the elements gives each what it adds to the value of those before it (Edmonds 1970). A linear program over the greedy
vectors known so far asks for such a combination. If it fails, its dual is a weight vector w in [0, 1]; the greedy
vector of the ranking by w has the greatest w * v of all. Either w * y exceeds it, and then y exceeds f on a level set
of w (Lovász 1983), or it is a new vector for the program.

Every linear program is exact, and there are finitely many rankings, so the method ends with the exact answer. No
polynomial bound is claimed for the number of rounds; in practice there are about as many as elements.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from exact import arguments
from exact.linear import LinearSystem, Optimal, PrimalDual, Row, optimum
from exact.rationals import rational, text
from exact.showing.display import Displayed

SetFunction = Callable[[Sequence[int]], Fraction]


@dataclass(frozen=True)
class Combination(Displayed):
    """Shares that sum to 1, each with a ranking of the elements: a convex combination of greedy vectors."""

    parts: tuple[tuple[Fraction, tuple[int, ...]], ...]


def greedy(function: SetFunction, order: Sequence[int], size: int) -> tuple[Fraction, ...]:
    """What each element adds to the value of those before it; 0 for elements that are not in the order."""
    arguments.whole(size, "size", 0)
    for element in arguments.names(arguments.listed(order, "order"), "order"):
        if arguments.whole(element, "order", 0) >= size:
            raise ValueError(f"order: {element} is none of the elements 0 to {size - 1}")
    return _greedy(_checked(function), order, size)


def _greedy(function: SetFunction, order: Sequence[int], size: int) -> tuple[Fraction, ...]:
    vector, before = [Fraction(0)] * size, Fraction(0)
    for position, element in enumerate(order):
        after = function(order[: position + 1])
        vector[element], before = after - before, after
    return tuple(vector)


def decide(function: SetFunction, point: Sequence[Fraction]) -> tuple[int, ...] | Combination:
    """A set S on which the nonnegative vector sums to more than `function(S)`, or a combination that is no smaller.

    The function must be monotone and submodular; this is not tried on every set, and `ValueError` is raised where it is
    met not to be so. Its value at the empty set is taken to be 0. The vector must have no negative entry.
    """
    point = arguments.vector(point, None, "point")
    for element, value in enumerate(point):
        if value < 0:
            raise ValueError(f"point[{element}]: {text(value)} is below 0")
    function = _checked(function)
    size = len(point)
    weights: Sequence[Fraction] = point
    known: list[tuple[Fraction, ...]] = []
    orders: list[tuple[int, ...]] = []
    while True:
        order = tuple(sorted(range(size), key=lambda e: (-weights[e], -point[e], e)))
        worst = _worst_beginning(function, order, point)
        if worst is not None:
            return worst
        vector = _greedy(function, order, size)
        if any(value < 0 for value in vector):
            raise ValueError("function: it is not monotone")
        if vector in known:  # a violated dual is violated on a level set, or names a new vector
            raise ValueError("function: it is not submodular")
        known.append(vector)
        orders.append(order)
        shares, weights = _above(known, point)
        if shares is not None:
            pairs = zip(shares, orders, strict=True)
            return Combination(tuple((share, each) for share, each in pairs if share))


def _checked(function: SetFunction) -> SetFunction:
    """The function with its values read as exact numbers."""
    if not callable(function):
        raise TypeError(f"function: a function of sets was expected, not {arguments.given(function)}")
    return lambda elements: rational(function(elements), "function")


def _worst_beginning(function: SetFunction, order: Sequence[int], point: Sequence[Fraction]) -> tuple[int, ...] | None:
    total, best, length = Fraction(0), Fraction(0), None
    for position, element in enumerate(order):
        total += point[element]
        excess = total - function(order[: position + 1])
        if excess > best:
            best, length = excess, position + 1
    return None if length is None else tuple(order[:length])


def _above(
    known: list[tuple[Fraction, ...]], point: Sequence[Fraction]
) -> tuple[tuple[Fraction, ...] | None, Sequence[Fraction]]:
    """The shares of a convex combination that is at least the point, or `None`; then weights for which none is."""
    zero, one = Fraction(0), Fraction(1)
    size, count = len(point), len(known)
    rows = []
    for e, needed in enumerate(point):
        entries = [(k, -vector[e]) for k, vector in enumerate(known) if vector[e]]
        rows.append(Row((*entries, (count + e, -one)), "<=", -needed))
    rows.append(Row(tuple((k, one) for k in range(count)), "=", one))
    free: tuple[Fraction | None, ...] = (None,) * (count + size)
    system = LinearSystem(tuple(range(count + size)), tuple(rows), (zero,) * (count + size), free)
    verdict = optimum(system, [zero] * count + [-one] * size)
    assert isinstance(verdict.statement, Optimal)
    assert isinstance(verdict.evidence, PrimalDual)
    shares = verdict.evidence.values[:count] if verdict.statement.value == 0 else None
    return shares, verdict.evidence.multipliers[:size]
