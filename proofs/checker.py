#!/usr/bin/env python3
"""The independent checker: `python checker.py CERTIFICATE...` says `verified`, or why not.

One file, the standard library alone, no line shared with the software whose certificates it reads. A certificate is a
JSON file with a list of *statements*: what each is about (explicit finite data, complete in itself), whether it
holds, and the evidence. The checker rebuilds every object from the statement, trusts nothing in the file, searches
for nothing, and accepts a statement only when the evidence shows it in exact arithmetic.

Reading order: numbers and plain data, linear algebra, linear systems, total unimodularity, allocation problems, then
the table `KINDS` and the command at the end.

Exit status: 0 every certificate is verified, 1 one is refused, 2 a file is not a certificate at all.
"""

from __future__ import annotations

import itertools
import json
import math
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

FORMAT = "exact-proofs/certificate/1"
MAX_BYTES = 64 * 2**20
MAX_DEPTH = 100
MAX_DIGITS = 1_000_000

# Python refuses decimal conversions beyond 4,300 digits unless told otherwise; numerals here are bounded by MAX_DIGITS.
sys.set_int_max_str_digits(MAX_DIGITS + 2)


class Refused(Exception):
    """The certificate does not show what it states."""


class NotACertificate(Exception):
    """The file cannot be read as a certificate."""


def require(condition: bool, why: str) -> None:
    """Refuse the certificate, saying `why`, unless the condition is met."""
    if not condition:
        raise Refused(why)


# ------------------------------------------------------------------------------------------ numbers and plain data

NUMERAL = re.compile(r"(-?\d+)(?:/(\d+))?", re.ASCII)


def number(value: Any) -> Fraction:
    """An integer, or a string `"3"` or `"-3/7"`, as an exact fraction."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    short = isinstance(value, str) and len(value) <= 2 * MAX_DIGITS + 2
    match = NUMERAL.fullmatch(value) if short else None
    if match is None:
        raise Refused(f"{str(value)[:40]!r} is not an exact number")
    above, below = match.groups()
    require(below is None or below.strip("0") != "", "a number with denominator 0")
    return Fraction(whole_number(above), whole_number(below or "1"))


def whole_number(digits: str) -> int:
    """The integer that `digits` write, halving long ones: Python's own conversion is quadratic in their length."""
    if digits.startswith("-"):
        return -whole_number(digits[1:])
    if len(digits) < 3000:
        return int(digits)
    half = len(digits) // 2
    return whole_number(digits[:-half]) * int(10**half) + whole_number(digits[-half:])


def index(value: Any, length: int) -> int:
    """A position in a list of the given length."""
    require(isinstance(value, int) and not isinstance(value, bool) and 0 <= value < length, f"{value!r} is no index")
    return int(value)


def fields(data: Any, required: str, optional: str = "") -> list[Any]:
    """The values of the keys named in `required` and `optional` (`None` if absent); no other key may occur."""
    require(isinstance(data, dict), "an object was expected")
    names, extra = required.split(), optional.split()
    for name in names:
        require(name in data, f'"{name}" is missing')
    for key in data:
        require(key in names or key in extra, f'"{key}" is unknown')
    return [data.get(name) for name in names + extra]


def listing(value: Any, length: int | None = None) -> list[Any]:
    """A list, of the given length if one is given."""
    require(isinstance(value, list), "a list was expected")
    require(length is None or len(value) == length, f"a list of {length} entries was expected")
    return list(value)


def distinct(values: Any) -> list[Any]:
    """A list of distinct names; a name is a string, an integer or a list of names."""
    names = [hashable(value) for value in listing(values)]
    require(len(set(names)) == len(names), "a name occurs twice")
    return names


def hashable(name: Any) -> Any:
    """A name with its lists made tuples."""
    if isinstance(name, list):
        return tuple(hashable(part) for part in name)
    require(isinstance(name, str) or (isinstance(name, int) and not isinstance(name, bool)), "that is no name")
    return name


# ------------------------------------------------------------------------------------------------- linear algebra


def determinant(matrix: Sequence[Sequence[int]]) -> int:
    """The determinant of a square integer matrix, by fraction-free elimination (Bareiss)."""
    rows, sign, previous = [list(row) for row in matrix], 1, 1
    for k in range(len(rows)):
        pivot = next((r for r in range(k, len(rows)) if rows[r][k]), None)
        if pivot is None:
            return 0
        if pivot != k:
            rows[k], rows[pivot], sign = rows[pivot], rows[k], -sign
        for r in range(k + 1, len(rows)):
            for c in range(k + 1, len(rows)):
                rows[r][c] = (rows[r][c] * rows[k][k] - rows[r][k] * rows[k][c]) // previous
        previous = rows[k][k]
    return sign * previous


# ------------------------------------------------------------------------------------------------ linear systems

Sparse = dict[int, Fraction]


class System:
    """A x <= b, A' x = b', lower <= x <= upper; a bound may be missing (`None`)."""

    def __init__(self, about: Any) -> None:
        variables, lower, upper, rows = fields(about, "variables lower upper rows")
        self.size = len(distinct(variables))
        self.lower = [None if value is None else number(value) for value in listing(lower, self.size)]
        self.upper = [None if value is None else number(value) for value in listing(upper, self.size)]
        self.rows: list[tuple[Sparse, str, Fraction]] = []
        for row in listing(rows):
            coefficients, sense, bound = fields(row, "coefficients sense bound")
            require(sense in ("<=", "="), f"the sense {sense!r} is neither <= nor =")
            self.rows.append((sparse(coefficients, self.size), sense, number(bound)))

    def contains(self, point: list[Fraction]) -> bool:
        """Whether the point satisfies every row and every bound."""
        for value, low, high in zip(point, self.lower, self.upper, strict=True):
            if (low is not None and value < low) or (high is not None and value > high):
                return False
        for coefficients, sense, bound in self.rows:
            left = dot(coefficients, point)
            if left > bound or (sense == "=" and left != bound):
                return False
        return True

    def recedes(self, direction: list[Fraction]) -> bool:
        """Whether moving along `direction` never leaves the system."""
        for value, low, high in zip(direction, self.lower, self.upper, strict=True):
            if (low is not None and value < 0) or (high is not None and value > 0):
                return False
        for coefficients, sense, _ in self.rows:
            left = dot(coefficients, direction)
            if left > 0 or (sense == "=" and left != 0):
                return False
        return True

    def upper_bound(self, objective: Sparse, multipliers: list[Fraction]) -> Fraction:
        """What the multipliers prove: no point of the system has a greater value of the objective.

        Multipliers of `<=` rows must be nonnegative. With r = objective - multipliers * rows, every point x satisfies
        objective * x <= multipliers * bounds + r * x, and r * x is at most its maximum over the bounds of x.
        """
        rest = dict(objective)
        total = Fraction(0)
        for multiplier, (coefficients, sense, bound) in zip(multipliers, self.rows, strict=True):
            require(sense == "=" or multiplier >= 0, "a multiplier of an inequality is negative")
            if multiplier:
                total += multiplier * bound
                for column, entry in coefficients.items():
                    rest[column] = rest.get(column, Fraction(0)) - multiplier * entry
        for column, entry in rest.items():
            limit = self.upper[column] if entry > 0 else self.lower[column]
            if entry:
                require(limit is not None, "the multipliers leave a coefficient on a variable without that bound")
                total += entry * (limit or 0)
        return total


def sparse(pairs: Any, size: int) -> Sparse:
    """A vector written as [index, value] pairs."""
    vector: Sparse = {}
    for pair in listing(pairs):
        position, value = listing(pair, 2)
        require(index(position, size) not in vector, "an index occurs twice")
        vector[position] = number(value)
    return vector


def dot(coefficients: Sparse, point: Sequence[Fraction]) -> Fraction:
    return sum((value * point[column] for column, value in coefficients.items() if value), Fraction(0))


def numbers(values: Any, length: int) -> list[Fraction]:
    return [number(value) for value in listing(values, length)]


def check_feasible(about: Any, holds: bool, evidence: Any) -> str:
    """A system has a solution: a point. It has none: Farkas multipliers that prove 0 <= something negative."""
    system = System(*fields(about, "system"))
    if holds:
        (point,) = of_form(evidence, "point", "values")
        require(system.contains(numbers(point, system.size)), "the point is not in the system")
        return "the system has a solution"
    (multipliers,) = of_form(evidence, "farkas", "multipliers")
    bound = system.upper_bound({}, numbers(multipliers, len(system.rows)))
    require(bound < 0, "the multipliers prove no contradiction")
    return "the system has no solution"


def check_optimal(about: Any, holds: bool, evidence: Any) -> str:
    """`value` is the optimum of a linear program: a point that attains it, and multipliers that bound it."""
    data, objective, sense, value = fields(about, "system objective sense value")
    system = System(data)
    require(holds, "only the optimum itself can be shown")
    require(sense in ("max", "min"), f"the sense {sense!r} is neither max nor min")
    sign = 1 if sense == "max" else -1
    weights = {column: sign * weight for column, weight in sparse(objective, system.size).items()}
    point, multipliers = of_form(evidence, "primal and dual", "values multipliers")
    solution = numbers(point, system.size)
    require(system.contains(solution), "the point is not in the system")
    require(dot(weights, solution) == sign * number(value), "the point does not attain the value")
    bound = system.upper_bound(weights, numbers(multipliers, len(system.rows)))
    require(bound == sign * number(value), "the multipliers do not prove that the value is best")
    return f"the {sense}imum of the linear program is {value}"


def check_unbounded(about: Any, holds: bool, evidence: Any) -> str:
    """A linear program has no optimum: a point, and a direction of recession along which the objective improves."""
    data, objective, sense = fields(about, "system objective sense")
    system = System(data)
    require(holds, "only unboundedness itself can be shown")
    require(sense in ("max", "min"), f"the sense {sense!r} is neither max nor min")
    point, direction = of_form(evidence, "improving ray", "values direction")
    ray = numbers(direction, system.size)
    require(system.contains(numbers(point, system.size)), "the point is not in the system")
    require(system.recedes(ray), "the direction leaves the system")
    gain = dot(sparse(objective, system.size), ray)
    require(gain > 0 if sense == "max" else gain < 0, "the direction does not improve the objective")
    return f"the {sense}imization is unbounded"


def of_form(evidence: Any, form: str, required: str, optional: str = "") -> list[Any]:
    """The fields of a piece of evidence that must have the given form."""
    given, *rest = fields(evidence, "form " + required, optional)
    require(given == form, f'evidence of the form "{form}" was expected, not "{given}"')
    return rest


# --------------------------------------------------------------------------------------------- total unimodularity


def integer_matrix(about: Any) -> tuple[list[Any], list[Any], list[dict[int, int]]]:
    """Row names, column names and, row by row, the nonzero entries by column index."""
    rows, columns, entries = fields(about, "rows columns entries")
    row_names, column_names = distinct(rows), distinct(columns)
    table: list[dict[int, int]] = [{} for _ in row_names]
    for triple in listing(entries):
        r, c, entry = listing(triple, 3)
        value = number(entry)
        require(value.denominator == 1, "an entry is not an integer")
        require(index(c, len(column_names)) not in table[index(r, len(row_names))], "an entry is given twice")
        table[r][c] = int(value)
    return row_names, column_names, table


# ---------------------------------------------------------------------------------- trading: markets and menus

Vector = Sequence[Fraction]
Case = tuple[Sequence[Vector], Sequence[Vector]]  # directions d with c.d < 0, and with c.d <= 0
Trade = tuple[Vector, Sequence[Vector]]
MAX_TRIALS = 200_000


def times(left: Vector, right: Vector) -> Fraction:
    require(len(left) == len(right), "vectors of different lengths")
    return sum((a * b for a, b in zip(left, right, strict=True) if a and b), Fraction(0))


def combination(weights: Vector, vectors: Sequence[Vector], size: int) -> list[Fraction]:
    require(len(weights) == len(vectors), f"{len(weights)} multipliers for {len(vectors)} directions")
    return [sum((w * v[i] for w, v in zip(weights, vectors, strict=True) if w), Fraction(0)) for i in range(size)]


def opposite(direction: Vector) -> list[Fraction]:
    return [-step for step in direction]


def along(direction: Vector) -> tuple[Fraction, ...]:
    """The positive multiple of a direction whose entries are integers without a common factor."""
    scale = math.lcm(*(step.denominator for step in direction))
    common = math.gcd(*(int(step * scale) for step in direction)) or 1
    return tuple(step * scale / common for step in direction)


def check_polarized(about: Any, holds: bool, evidence: Any) -> str:
    """Rays in the given directions are polarized, in one of four readings of the definition; zero stands for {eta}."""
    rows, reading = fields(about, "directions reading")
    rays = [[number(step) for step in listing(row)] for row in listing(rows)]
    require(all(len(ray) == len(rays[0]) > 0 for ray in rays), "directions of different lengths")
    require(reading in ("beside endowment", "printed", "pairs", "lemma 5"), f"the reading {reading!r} is unknown")
    one_signed = [reading in ("beside endowment", "printed") and not min(ray) < 0 < max(ray) for ray in rays]
    if reading == "beside endowment":
        one_signed = [wrong and any(ray) for wrong, ray in zip(one_signed, rays, strict=True)]
    pairs = polarization_pairs(rays, reading)
    if holds:
        (given,) = of_form(evidence, "multipliers", "pairs")
        require(not any(one_signed), "a direction does not have both signs")
        for (k, m), y in zip(pairs, listing(given, len(pairs)), strict=True):
            weights = numbers(y, 2)
            require(min(weights) >= 0 and any(weights), "multipliers are negative or all 0")
            require(reading != "lemma 5" or weights[0] > 0, "the first multiplier is 0")
            total = combination(weights, [rays[k], rays[m]], len(rays[k]))
            require(min(total) >= 0, "a combination has a negative coordinate")
    elif isinstance(evidence, dict) and evidence.get("form") == "one-signed":
        (ray,) = of_form(evidence, "one-signed", "ray")
        require(one_signed[index(ray, len(rays))], "the direction has both signs, or need not")
    else:
        first, second, costs = of_form(evidence, "tempting pair", "first second costs")
        require((first, second) in pairs, "the two rays are not a pair of the definition")
        values = numbers(costs, len(rays[first]))
        require(min(values) >= 0 and times(values, rays[first]) < 0, "the first ray does not tempt")
        workload = times(values, rays[second])
        require(workload < 0 or (reading == "lemma 5" and workload == 0), "the second ray does not tempt")
    return f"the rays are {'' if holds else 'not '}polarized ({reading})"


def polarization_pairs(rays: list[list[Fraction]], reading: str) -> list[tuple[int, int]]:
    if reading == "printed":
        return [(k, m) for k in range(len(rays)) for m in range(k, len(rays))]
    proper = [k for k, ray in enumerate(rays) if any(ray)]
    return [(k, m) for k in proper for m in proper if k < m or (reading == "lemma 5" and k != m)]


class Domain:
    """The cost vectors an agent may have: an orthant (open or closed), a box, or a finite list."""

    def __init__(self, plain: Any, size: int) -> None:
        self.strict, self.size = plain == "positive", size
        self.box: list[list[Fraction]] | None = None
        self.types: list[list[Fraction]] | None = None
        if isinstance(plain, dict) and "box" in plain:
            lower, upper = listing(plain["box"], 2)
            self.box = [numbers(lower, size), numbers(upper, size)]
            require(all(a <= b for a, b in zip(*self.box, strict=True)), "a box is empty")
        elif isinstance(plain, dict):
            self.types = [numbers(costs, size) for costs in listing(*fields(plain, "types"))]
            require(bool(self.types), "a domain without types")
        else:
            require(plain in ("nonnegative", "positive"), f"the domain {plain!r} is unknown")

    def contains(self, costs: Vector) -> bool:
        if self.types is not None:
            return list(costs) in self.types
        if self.box is not None:
            return all(a <= cost <= b for a, cost, b in zip(self.box[0], costs, self.box[1], strict=True))
        return all(cost > 0 if self.strict else cost >= 0 for cost in costs)

    def has_no_type(self, case: Case, below: Vector, at_most: Vector) -> bool:
        """Whether the multipliers show that no type has the signs of the case: their sum cannot get negative enough."""
        require(min([Fraction(0), *below, *at_most]) >= 0, "a multiplier is negative")
        weights = combination([*below, *at_most], [*case[0], *case[1]], self.size)
        if self.box is not None:
            ends = zip(weights, *self.box, strict=True)
            low = sum((w * (a if w > 0 else b) for w, a, b in ends), Fraction(0))
            return low > 0 or (low == 0 and any(below))
        require(self.types is None, "multipliers for a finite domain")
        return min(weights) >= 0 and (any(below) or (self.strict and any(weights)))


def has_signs(case: Case, costs: Vector) -> bool:
    return all(times(costs, d) < 0 for d in case[0]) and all(times(costs, d) <= 0 for d in case[1])


def check_some_type(about: Any, holds: bool, evidence: Any) -> str:
    """Some type of a domain has c.d < 0 for the directions of one list and c.d <= 0 for those of another."""
    plain, size, below, at_most = fields(about, "domain dimension below at_most")
    require(isinstance(size, int) and 0 < size <= MAX_TRIALS, "the dimension is not a positive integer")
    domain = Domain(plain, size)
    case: Case = ([numbers(d, size) for d in listing(below)], [numbers(d, size) for d in listing(at_most)])
    if holds:
        (costs,) = of_form(evidence, "type", "costs")
        require(domain.contains(numbers(costs, size)), "the type is not in the domain")
        require(has_signs(case, numbers(costs, size)), "the type does not have these signs")
    elif domain.types is not None:
        of_form(evidence, "looked through", "")
        require(not any(has_signs(case, costs) for costs in domain.types), "a type has these signs")
    else:
        u, v = of_form(evidence, "no type", "below at_most")
        shown = domain.has_no_type(case, numbers(u, len(case[0])), numbers(v, len(case[1])))
        require(shown, "the multipliers do not exclude such a type")
    return f"{'some' if holds else 'no'} type gains by all of {len(case[0])} trades and loses by none of {len(case[1])}"


class TradingSet:
    """{eta}, a list of bundles, a ray, the remedial box, a polyhedron, or the choices {x, eta} for x in one."""

    def __init__(self, plain: Any, endowment: list[Fraction], counts: list[int]) -> None:
        self.endowment, self.counts, size = endowment, counts, len(counts)
        self.kind, data = next(iter(plain.items())) if isinstance(plain, dict) and len(plain) == 1 else (plain, None)
        self.rows: list[tuple[Vector, bool, Fraction]] = []
        if self.kind == "points":
            self.points = [numbers(point, size) for point in listing(data)]
        elif self.kind == "ray":
            self.ray = numbers(data, size)
            require(any(self.ray), "a ray in the direction zero")
        elif self.kind in ("polyhedron", "pairs from"):
            for row in listing(data):
                coefficients, sense, bound = listing(row, 3)
                require(sense in ("<=", "="), f"the sense {sense!r} is neither <= nor =")
                self.rows.append((numbers(coefficients, size), sense == "=", number(bound)))
        else:
            require(self.kind in ("endowment", "remedial"), f"the trading set {self.kind!r} is unknown")

    def holds(self, x: list[Fraction]) -> bool:
        """Whether x is a nonnegative bundle of the set, or of one of the continuum of sets."""
        if min(x) < 0:
            return False
        if self.kind == "endowment":
            return x == self.endowment
        if self.kind == "points":
            return x in self.points
        if self.kind == "remedial":
            return all(a <= b for a, b in zip(x, self.endowment, strict=True))
        if self.kind == "ray":
            step = [a - b for a, b in zip(x, self.endowment, strict=True)]
            return not any(step) or along(step) == along(self.ray)
        inside = self.satisfies(x)
        return inside or (self.kind == "pairs from" and x == self.endowment)

    def satisfies(self, x: Vector) -> bool:
        return all(times(row, x) == b if equal else times(row, x) <= b for row, equal, b in self.rows)

    def offers(self) -> list[tuple[Fraction, ...]]:
        """The distinct directions from the endowment to bundles of the set with at most n of each task."""
        if self.kind == "endowment":
            return []
        size = len(self.counts)
        if self.kind == "remedial":
            units = [tuple(Fraction(-int(i == k)) for k in range(size)) for i in range(size)]
            return [unit for unit, amount in zip(units, self.endowment, strict=True) if amount > 0]
        if self.kind == "ray":
            ends = zip(self.ray, self.endowment, self.counts, strict=True)
            free = all((step >= 0 or have > 0) and (step <= 0 or have < most) for step, have, most in ends)
            return [along(self.ray)] if free else []
        points = self.corners() if self.kind != "points" else [x for x in self.points if self.in_bounds(x)]
        return directions(self.endowment, points)

    def trades(self) -> list[Trade]:
        """The ways to trade: a fixed trade each, and directions along which to move freely."""
        if self.kind == "points":
            return [([a - b for a, b in zip(x, self.endowment, strict=True)], []) for x in self.points]
        return [([Fraction(0)] * len(self.counts), self.offers())]

    def in_bounds(self, x: Vector) -> bool:
        return all(0 <= a <= most for a, most in zip(x, self.counts, strict=True))

    def corners(self) -> list[list[Fraction]]:
        """The vertices of the polyhedron within the bounds, in order: every choice of tight rows is tried."""
        size = len(self.counts)
        rows = [(list(row), b) for row, _, b in self.rows]
        for i, most in enumerate(self.counts):
            unit = [Fraction(int(i == k)) for k in range(size)]
            rows += [(unit, Fraction(0)), (unit, Fraction(most))]
        require(math.comb(len(rows), size) <= MAX_TRIALS, "a polyhedron with too many choices of tight rows")
        tried = (unique_solution(tight) for tight in itertools.combinations(rows, size))
        found = {tuple(x) for x in tried if x is not None and self.in_bounds(x) and self.satisfies(x)}
        return [list(x) for x in sorted(found)]


def directions(endowment: Vector, points: Iterable[Vector]) -> list[tuple[Fraction, ...]]:
    steps = ([a - b for a, b in zip(point, endowment, strict=True)] for point in points)
    return list(dict.fromkeys(along(step) for step in steps if any(step)))


def unique_solution(rows: Sequence[tuple[list[Fraction], Fraction]]) -> list[Fraction] | None:
    """The solution of as many equations as unknowns, by elimination; `None` if it is not unique."""
    table, size = [[*row, bound] for row, bound in rows], len(rows)
    for k in range(size):
        pivot = next((r for r in range(k, size) if table[r][k]), None)
        if pivot is None:
            return None
        table[k], table[pivot] = table[pivot], table[k]
        table[k] = [value / table[k][k] for value in table[k]]
        for r in range(size):
            if r != k and table[r][k]:
                table[r] = [a - table[r][k] * b for a, b in zip(table[r], table[k], strict=True)]
    return [row[size] for row in table]


Profile = tuple[int, ...]


class Protocol:
    """Endowment, domains, menus and a selection: a table (the endowment where it is silent), or any rule at all."""

    def __init__(self, about: Any) -> None:
        counts, endowment, domains, menus, selection = fields(
            about, "numbers endowment domains menus selection", "strategies dominance"
        )[:5]
        self.counts = [natural(value) for value in listing(counts)]
        size = len(self.counts)
        self.endowment = [numbers(x, size) for x in listing(endowment)]
        self.agents = len(self.endowment)
        require(size > 0 and self.is_assignment(self.endowment), "the endowment is no assignment")
        self.domains = [Domain(plain, size) for plain in listing(domains, self.agents)]
        self.menus = [
            [TradingSet(plain, self.endowment[j], self.counts) for plain in listing(menu)]
            for j, menu in enumerate(listing(menus, self.agents))
        ]
        require(all(menu and menu[0].kind == "endowment" for menu in self.menus), "choice 0 is not the endowment")
        self.table = None if selection == "any" else self.read_table(selection)
        self.continuum = any(one.kind == "pairs from" for menu in self.menus for one in menu)
        require(self.table is None or not self.continuum, "a table for a continuum of choices")

    def is_assignment(self, rows: Sequence[Vector]) -> bool:
        sums = [sum(row[i] for row in rows) for i in range(len(self.counts))]
        return sums == self.counts and all(min(row) >= 0 for row in rows)

    def read_table(self, plain: Any) -> dict[Profile, list[list[Fraction]]]:
        table = {}
        for row in listing(*fields(plain, "table")):
            choices, assignment = fields(row, "choices assignment")
            profile = self.profile(choices)
            require(profile not in table, "a profile occurs twice")
            table[profile] = [numbers(x, len(self.counts)) for x in listing(assignment, self.agents)]
        return dict(sorted(table.items()))

    def profile(self, choices: Any) -> Profile:
        listed = listing(choices, self.agents)
        return tuple(index(k, len(menu)) for k, menu in zip(listed, self.menus, strict=True))

    def selected(self, profile: Profile) -> list[list[Fraction]]:
        return (self.table or {}).get(profile, self.endowment)

    def silent(self, j: int, k: int) -> bool:
        """Whether some profile with this choice is not in the table."""
        profiles = math.prod(len(menu) for i, menu in enumerate(self.menus) if i != j)
        return sum(at[j] == k for at in self.table or ()) < profiles

    def breach(self, profile: Profile, j: int | None) -> bool:
        rows = self.selected(profile)
        return not self.is_assignment(rows) if j is None else not self.menus[j][profile[j]].holds(rows[j])

    def is_feasible(self) -> bool:
        for at in self.table or ():
            if any(self.breach(at, j) for j in (None, *range(self.agents))):
                return False
        return all(
            one.holds(self.endowment[j]) or not self.silent(j, k)
            for j, menu in enumerate(self.menus)
            for k, one in enumerate(menu)
        )

    def reach(self, j: int, k: int) -> list[list[Fraction]]:
        found = [rows[j] for at, rows in (self.table or {}).items() if at[j] == k]
        return [*found, self.endowment[j]] if self.silent(j, k) else found

    def offers(self, j: int) -> list[tuple[int, tuple[Fraction, ...]]]:
        """The choices of an agent with the directions they offer: by the table, or by the sets if there is none."""
        if self.table is None:
            return [(k, d) for k, one in enumerate(self.menus[j]) for d in one.offers()]
        start = self.endowment[j]
        return [(k, d) for k in range(len(self.menus[j])) for d in directions(start, self.reach(j, k))]

    def dominant(self, j: int, k: int, costs: Vector, printed: bool) -> bool:
        worst = max(times(costs, x) for x in self.reach(j, k))
        others = [m for m in range(len(self.menus[j])) if m != k or printed]
        return all(worst <= times(costs, x) for m in others for x in self.reach(j, m))


def natural(value: Any) -> int:
    require(isinstance(value, int) and not isinstance(value, bool) and value >= 0, f"{value!r} is no count")
    return int(value)


def check_random_allocation(about: Any, holds: bool, evidence: Any) -> str:
    """An assignment is the expectation of a lottery over integer allocations."""
    counts, rows = fields(about, "numbers assignment")
    counts = [natural(value) for value in listing(counts)]
    assignment = [numbers(row, len(counts)) for row in listing(rows)]
    if not holds:
        task, agent = of_form(evidence, "misallocation", "task agent")
        task = index(task, len(counts))
        if agent is None:
            require(sum(row[task] for row in assignment) != counts[task], "the task sums to its number")
        else:
            require(assignment[index(agent, len(assignment))][task] < 0, "the entry is not negative")
        return "the assignment is not that of a random allocation"
    (outcomes,) = of_form(evidence, "lottery over allocations", "outcomes")
    total, mean = Fraction(0), [[Fraction(0)] * len(counts) for _ in assignment]
    for outcome in listing(outcomes):
        allocation, probability = listing(outcome, 2)
        table = [[natural(x) for x in listing(row, len(counts))] for row in listing(allocation, len(assignment))]
        require([sum(row[i] for row in table) for i in range(len(counts))] == counts, "an outcome does not clear")
        weight = number(probability)
        require(weight >= 0, "a probability is negative")
        total += weight
        mean = [[m + weight * x for m, x in zip(a, b, strict=True)] for a, b in zip(mean, table, strict=True)]
    require(total == 1 and mean == assignment, "the lottery does not have this expectation")
    return "the assignment is that of a random allocation"


def check_feasible_protocol(about: Any, holds: bool, evidence: Any) -> str:
    """The selection respects the choices, or, left open, some selection does: iff every set holds the endowment."""
    protocol = Protocol(about)
    if holds:
        of_form(evidence, "respects", "")
        require(protocol.is_feasible(), "a bundle is not in the chosen set, or an assignment is none")
    else:
        choices, agent = of_form(evidence, "breach", "profile agent")
        profile = protocol.profile(choices)
        require(agent is None or index(agent, protocol.agents) == agent, "no such agent")
        require(protocol.table is not None or sum(map(bool, profile)) <= 1, "the others do not demand the endowment")
        require(protocol.breach(profile, agent), "the assignment respects the choices")
    return f"the trading protocol is {'' if holds else 'not '}feasible"


def check_outcome(protocol: Protocol, j: int, costs: Vector, plain: Any) -> tuple[int, Fraction]:
    """A choice and what it costs at a profile that has it."""
    choice, profile, cost = listing(plain, 3)
    at = protocol.profile(profile)
    require(at[j] == choice, "the profile does not have the choice")
    require(times(costs, protocol.selected(at)[j]) == number(cost), "the outcome does not cost that")
    return at[j], number(cost)


def check_obviously_dominant(about: Any, holds: bool, evidence: Any) -> str:
    """The worst outcome of an action costs at most the best of every deviation, at one type."""
    plain, agent, cost_list, action, dominance = fields(about, "protocol agent costs action dominance")
    protocol = Protocol(plain)
    require(protocol.table is not None and dominance in ("deviations", "printed"), "no table, or no such reading")
    j = index(agent, protocol.agents)
    costs, k = numbers(cost_list, len(protocol.counts)), index(action, len(protocol.menus[j]))
    if holds:
        own, others = of_form(evidence, "worst and best", "worst best")
        for outcome in (own, *listing(others, len(protocol.menus[j]))):
            check_outcome(protocol, j, costs, outcome)
        require(protocol.dominant(j, k, costs, dominance == "printed"), "a deviation has a cheaper outcome")
    else:
        check_deviation(protocol, j, costs, k, dominance, of_form(evidence, "deviation", "action deviation"))
    return f"choice {k} is {'' if holds else 'not '}obviously dominant for agent {j} at that type"


def check_deviation(protocol: Protocol, j: int, costs: Vector, k: int, dominance: str, outcomes: list[Any]) -> None:
    own, other = (check_outcome(protocol, j, costs, outcome) for outcome in outcomes)
    require(own[0] == k and (other[0] != k or dominance == "printed"), "that is no deviation from the action")
    require(own[1] > other[1], "the deviation is not cheaper")


# ............................................................................ strategies, and mechanisms as a whole


def chosen(protocol: Protocol, j: int, strategy: Any, costs: list[Fraction]) -> list[int]:
    """The choices a strategy allows at a type."""
    if isinstance(strategy, dict) and "rules" in strategy:
        for rule, k in read_rules(strategy, protocol, j):
            if has_signs(rule, costs):
                return [k]
        return [0]
    named = [k for at, k in read_named(strategy, protocol, j) if at == costs]
    values = [[times(costs, x) for x in protocol.reach(j, k)] for k in range(len(protocol.menus[j]))]
    cheapest = [k for k, each in enumerate(values) if min(each) == min(map(min, values))]
    if named or strategy == "any myopic":
        return named or cheapest
    return [min(cheapest, key=lambda k: (max(values[k]), k))]


def read_rules(strategy: Any, protocol: Protocol, j: int) -> list[tuple[Case, int]]:
    rules, size = [], len(protocol.counts)
    for rule in listing(*fields(strategy, "rules")):
        at_most, below, k = listing(rule, 3)
        case = ([along(numbers(d, size)) for d in listing(below)], [along(numbers(d, size)) for d in listing(at_most)])
        rules.append((case, index(k, len(protocol.menus[j]))))
    return rules


def read_named(strategy: Any, protocol: Protocol, j: int) -> list[tuple[list[Fraction], int]]:
    if not isinstance(strategy, dict):
        require(strategy in ("myopic", "any myopic"), f"the strategy {strategy!r} is unknown")
        return []
    rows = [listing(row, 2) for row in listing(*fields(strategy, "choices"))]
    return [(numbers(costs, len(protocol.counts)), index(k, len(protocol.menus[j]))) for costs, k in rows]


Offers = list[tuple[int, tuple[Fraction, ...]]]


def failing_cases(protocol: Protocol, j: int, strategy: Any, printed: bool, offers: Offers) -> Iterator[Case]:
    """The signs of types at which the strategy fails (choice 0, and every choice when others pass, gives eta)."""
    if isinstance(strategy, dict) and "rules" in strategy:
        for k, region in regions(read_rules(strategy, protocol, j)):
            yield from choice_cases(offers, k, printed, region)
        return
    continua = {k for k, one in enumerate(protocol.menus[j]) if one.kind == "pairs from"}
    yield from (([d], []) for k, d in offers if printed or k in continua)
    for (k, d), (m, e) in itertools.combinations([] if printed else offers, 2):
        if k != m:
            yield [d, e], []
        elif k not in continua:
            yield from (([d, opposite(e)], []), ([opposite(d), e], []))
    if strategy == "any myopic":
        yield from (([opposite(d)], [opposite(e) for _, e in offers]) for _, d in offers)


def choice_cases(offers: Offers, choice: int, printed: bool, region: Case) -> Iterator[Case]:
    for k, d in offers:
        if k == choice:
            yield [*region[0], opposite(d)], region[1]
        if k != choice or printed:
            yield [*region[0], d], region[1]


def regions(rules: list[tuple[Case, int]]) -> Iterator[tuple[int, Case]]:
    """The types of each rule: it applies, and each earlier one breaks in one of the ways it can."""
    breaks: list[list[Case]] = []
    for own, k in [*rules, (([], []), 0)]:
        for ways in itertools.product(*breaks):
            yield k, ([d for c in (own, *ways) for d in c[0]], [d for c in (own, *ways) for d in c[1]])
        below, at_most = own
        breaks.append([*(([opposite(d)], []) for d in at_most), *(([], [opposite(d)]) for d in below)])


def check_osp(about: Any, holds: bool, evidence: Any) -> str:
    """A mechanism is obviously strategy-proof; with the selection "any", under every rule that respects choices."""
    protocol = Protocol(about)
    strategies, dominance = fields(about, "strategies dominance numbers endowment domains menus selection")[:2]
    require(dominance in ("deviations", "printed"), f"the reading {dominance!r} is unknown")
    require(protocol.is_feasible(), "the protocol is not feasible")
    listing(strategies, protocol.agents)
    if holds:
        multipliers, idle = of_form(evidence, "no failing type", "multipliers idle")
        for j, given in enumerate(listing(multipliers, protocol.agents)):
            offers = used_offers(protocol, j, listing(idle))
            check_no_failure(protocol, j, strategies[j], dominance == "printed", offers, listing(given))
    elif isinstance(evidence, dict) and evidence.get("form") == "two bundles":
        check_two_bundles(protocol, evidence)
    else:
        agent, costs, own, other, rule = of_form(evidence, "failing type", "agent costs action deviation", "selection")
        require((rule is None) == (protocol.table is not None), "a selection rule is needed exactly if it is open")
        if rule is not None:
            protocol.table = protocol.read_table(rule)
            require(protocol.is_feasible() and not protocol.continuum, "the rule does not respect the choices")
        j = index(agent, protocol.agents)
        values = numbers(costs, len(protocol.counts))
        require(protocol.domains[j].contains(values), "the type is not in the domain")
        k = index(listing(own, 3)[0], len(protocol.menus[j]))
        require(k in chosen(protocol, j, strategies[j], values), "the strategy does not take the action")
        check_deviation(protocol, j, values, k, dominance, [own, other])
    return f"the mechanism is {'' if holds else 'not '}obviously strategy-proof"


def check_no_failure(
    protocol: Protocol, j: int, strategy: Any, printed: bool, offers: Offers, given: list[Any]
) -> None:
    """No type of agent j fails: types in a list are tried, all others are excluded case by case by multipliers."""
    domain = protocol.domains[j]
    named = read_named(strategy, protocol, j) if isinstance(strategy, dict) and "choices" in strategy else []
    cases = list(failing_cases(protocol, j, strategy, printed, offers))
    for costs in [*(at for at, _ in named), *(domain.types or [])]:
        if protocol.table is not None:
            actions = chosen(protocol, j, strategy, costs)
            require(all(protocol.dominant(j, k, costs, printed) for k in actions), "a listed type fails")
            continue
        own = [k for at, k in named if at == costs]
        here = list(choice_cases(offers, own[0], printed, ([], []))) if own else cases
        require(not any(has_signs(case, costs) for case in here), "a listed type fails")
    if domain.types is not None:
        require(not given, "multipliers for a finite domain")
        return
    require(len(given) == len(cases), f"{len(given)} multipliers for {len(cases)} cases")
    for case, pair in zip(cases, given, strict=True):
        u, v = listing(pair, 2)
        shown = domain.has_no_type(case, numbers(u, len(case[0])), numbers(v, len(case[1])))
        require(shown, f"the multipliers do not exclude a failing type of agent {j}")


def used_offers(protocol: Protocol, j: int, idle: list[Any]) -> Offers:
    """The offers of agent j without those that prices show to be idle under every selection rule."""
    offers, dropped = protocol.offers(j), set()
    for row in idle:
        agent, place, prices = listing(row, 3)
        if index(agent, protocol.agents) == j:
            require(protocol.table is None, "idle offers under a table")
            k, offer = offers[index(place, len(offers))]
            check_idle(protocol, j, protocol.menus[j][k], offer, [numbers(q, len(offer)) for q in listing(prices)])
            dropped.add(place)
    return [offer for place, offer in enumerate(offers) if place not in dropped]


def check_idle(protocol: Protocol, j: int, own: TradingSet, offer: Vector, prices: list[list[Fraction]]) -> None:
    """Whatever the others choose, at one of the prices the trades of all cannot add up to zero."""
    require(own.kind in ("ray", "points"), "only rays and bundles are shown to be idle")
    options = [[trade for one in menu for trade in one.trades()] for i, menu in enumerate(protocol.menus) if i != j]
    require(math.prod(map(len, options)) <= MAX_TRIALS, "too many combinations of choices")
    moves = [offer] if own.kind == "ray" else [fixed for fixed, _ in own.trades() if along(fixed) == offer]
    for move, company in itertools.product(moves, itertools.product(*options)):
        require(any(cannot_cancel(q, move, company, own.kind == "ray") for q in prices), "an offer may be used")


def cannot_cancel(q: Vector, move: Vector, company: Sequence[Trade], scalable: bool) -> bool:
    if any(times(q, d) < 0 for _, free in company for d in free):
        return False
    value, others = times(q, move), sum((times(q, fixed) for fixed, _ in company), Fraction(0))
    return value + others > 0 and (not scalable or (value >= 0 and others >= 0))


def check_two_bundles(protocol: Protocol, evidence: Any) -> None:
    """A continuum of choices {x, eta}: two different tempting x, each in an assignment; one of them is a deviation."""
    agent, cost_list, both = of_form(evidence, "two bundles", "agent costs assignments")
    require(protocol.table is None, "a continuum of choices has no table")
    j, size = index(agent, protocol.agents), len(protocol.counts)
    costs = numbers(cost_list, size)
    require(protocol.domains[j].contains(costs), "the type is not in the domain")
    continua = [one for one in protocol.menus[j] if one.kind == "pairs from"]
    seen = []
    for assignment in listing(both, 2):
        rows = [numbers(x, size) for x in listing(assignment, protocol.agents)]
        require(protocol.is_assignment(rows), "that is no assignment")
        for i, x in enumerate(rows):
            sets = continua if i == j else protocol.menus[i]
            require(any(one.holds(x) for one in sets), "a bundle is in none of the sets")
        require(any(one.satisfies(rows[j]) for one in continua), "the bundle is not in the continuum")
        require(times(costs, rows[j]) < times(costs, protocol.endowment[j]), "the bundle does not tempt")
        seen.append(rows[j])
    require(seen[0] != seen[1], "the two bundles are the same")


# -------------------------------------------------------------------------------------------------- the command

Check = Callable[[Any, bool, Any], str]

KINDS: dict[str, Check] = {
    "feasible": check_feasible,
    "optimal": check_optimal,
    "unbounded": check_unbounded,
    "polarized": check_polarized,
    "some type": check_some_type,
    "random allocation": check_random_allocation,
    "feasible protocol": check_feasible_protocol,
    "obviously dominant": check_obviously_dominant,
    "obviously strategy-proof": check_osp,
}


def verify(certificate: Any) -> list[str]:
    """What the certificate shows, a sentence for each statement; raises `Refused` when it does not show it."""
    try:
        _, statements, conclusion = fields(certificate, "format statements", "conclusion")
        require(bool(listing(statements)), "a certificate without statements")
        sentences = [verify_statement(statement) for statement in statements]
    except (KeyError, TypeError, ValueError, IndexError, ZeroDivisionError, RecursionError, AttributeError) as error:
        raise Refused(f"malformed: {error}") from error
    return [*sentences, str(conclusion)] if conclusion is not None else sentences


def verify_statement(statement: Any) -> str:
    kind, holds, about, evidence = fields(statement, "kind holds about evidence")
    require(isinstance(kind, str) and kind in KINDS, f"the kind {kind!r} is unknown")
    require(isinstance(holds, bool), '"holds" is neither true nor false')
    return KINDS[kind](about, holds, evidence)


def read(path: str) -> Any:
    """The JSON file at `path`, bounded in size and depth, without floats and without repeated keys."""
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise NotACertificate(f"cannot be read: {error.strerror}") from error
    if len(content) > MAX_BYTES:
        raise NotACertificate(f"larger than {MAX_BYTES // 2**20} MB")
    try:
        source = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotACertificate(f"is not UTF-8 text (byte {error.start})") from error
    if nesting(source) > MAX_DEPTH:
        raise NotACertificate(f"nested deeper than {MAX_DEPTH}")
    try:
        data = json.loads(
            source, parse_float=no_float, parse_constant=no_float, parse_int=whole_number, object_pairs_hook=unique
        )
    except json.JSONDecodeError as error:
        raise NotACertificate(f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise NotACertificate(f'is not a certificate: "format" is not "{FORMAT}"')
    return data


def nesting(source: str) -> int:
    """The greatest depth of brackets outside strings."""
    depth = deepest = 0
    for bracket in re.findall(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', source):
        if bracket in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif bracket in "]}":
            depth -= 1
    return deepest


def no_float(numeral: str) -> Any:
    raise NotACertificate(
        f"holds the number {numeral[:40]}, which is not exact; a certificate has integers and strings"
    )


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise NotACertificate("an object has the same key twice")
    return dict(pairs)


def main(paths: Sequence[str]) -> int:
    """Check the files and print one line each (more for what they show); see the exit status above."""
    if not paths:
        print("usage: python checker.py CERTIFICATE...", file=sys.stderr)
        return 2
    status = 0
    for path in paths:
        try:
            sentences = verify(read(path))
        except NotACertificate as error:
            print(f"{path}: {error}", file=sys.stderr)
            status = 2
        except Refused as error:
            print(f"{path}: refused: {error}")
            status = max(status, 1)
        else:
            print(f"{path}: verified: {'; '.join(sentences)}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
