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
from collections.abc import Callable, Iterator, Sequence
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


# ---------------------------------------------------------------------------------------------- allocation problems

LISTED = 100_000  # partial outcomes that the checker visits to see that a list is complete

Cell = tuple[str, ...]
Quotas = list[tuple[frozenset[Cell], Fraction, Fraction | None]]


class Problem:
    """Agents, objects, types, prior and quotas, rebuilt from a problem file in which every set is written out."""

    def __init__(self, about: Any) -> None:
        names = "format agents types prior constraints"
        values = fields(about, names, "title objects profiles divisible outcome interim_rule objective")
        (form, agents, types, prior, constraints, _, objects, restrictions, divisible, outcome, self.rule, _) = values
        require(form == "exact-proofs/problem/1", "the problem has an unknown format")
        require(divisible in (None, True) and outcome in (None, "public"), "an unknown kind of problem")
        self.divisible, self.public = divisible is True, outcome == "public"
        self.agents = [name(agent) for agent in distinct(agents)]
        self.objects = [name(thing) for thing in distinct(objects)] if objects is not None else []
        require(bool(self.agents) and (not self.public or bool(self.objects)), "agents or alternatives are missing")
        require(set(types) == set(self.agents), "types are not given for exactly the agents")
        self.types = [[name(kind) for kind in distinct(types[agent])] for agent in self.agents]
        require(all(self.types), "a type set is empty")
        self.cells = self._cells()
        self.prior = self._prior(prior)
        self.constraints = self._constraints(constraints)
        everything = (frozenset(self.cells), Fraction(1), Fraction(1))
        require(not self.public or everything in self.constraints, "a public outcome chooses one alternative")
        self.restrictions = [self._restriction(each) for each in listing(restrictions or [])]

    def _cells(self) -> list[Cell]:
        if self.public:
            return [(alternative,) for alternative in self.objects]
        if not self.objects:
            return [(agent,) for agent in self.agents]
        return list(itertools.product(self.agents, self.objects))

    def _prior(self, prior: Any) -> dict[tuple[str, ...], Fraction]:
        """The probability of every type profile: positive, and 1 in all."""
        profiles = list(itertools.product(*self.types))
        if isinstance(prior, dict) and "independent" in prior:
            (marginals,) = fields(prior, "independent")
            require(set(marginals) == set(self.agents), "marginals are not given for exactly the agents")
            tables = []
            for agent, kinds in zip(self.agents, self.types, strict=True):
                require(set(marginals[agent]) == set(kinds), "a marginal is not given for exactly the types")
                tables.append({kind: number(marginals[agent][kind]) for kind in kinds})
                require(sum(tables[-1].values()) == 1, "the probabilities of an agent's types do not sum to 1")
            pairs = {t: [table[kind] for table, kind in zip(tables, t, strict=True)] for t in profiles}
            weights = {profile: math.prod(each, start=Fraction(1)) for profile, each in pairs.items()}
        else:
            (joint,) = fields(prior, "joint")
            weights = {}
            for entry in listing(joint):
                profile, probability = fields(entry, "profile probability")
                key = tuple(profile[agent] for agent in self.agents)
                require(set(profile) == set(self.agents) and key not in weights, "a profile is wrong or given twice")
                weights[key] = number(probability)
            require(set(weights) == set(profiles), "the prior does not cover exactly the type profiles")
            weights = {profile: weights[profile] for profile in profiles}
        require(all(weight > 0 for weight in weights.values()), "a type profile has no positive probability")
        require(sum(weights.values()) == 1, "the prior does not sum to 1")
        return weights

    def _constraints(self, entries: Any) -> Quotas:
        quotas: Quotas = []
        for entry in listing(entries):
            members, floor, ceiling, _ = fields(entry, "set floor", "ceiling name")
            single = self.public or not self.objects
            cells = [(name(each),) if single else tuple(name(part) for part in each) for each in listing(members)]
            low, high = number(floor), None if ceiling is None else number(ceiling)
            require(bool(cells) and set(cells) <= set(self.cells), "a constraint set has a member that is no cell")
            require(len(set(cells)) == len(cells), "a constraint set has a member twice")
            require(low >= 0 and (high is None or low <= high), "a floor is negative or above its ceiling")
            whole = low.denominator == 1 and (high is None or high.denominator == 1)
            require(self.divisible or whole, "a quota is not an integer")
            require(all(frozenset(cells) != known for known, _, _ in quotas), "a constraint set is given twice")
            quotas.append((frozenset(cells), low, high))
        return quotas

    def _restriction(self, entry: Any) -> tuple[dict[str, str], Quotas]:
        profile, constraints = fields(entry, "profile constraints")
        kinds = dict(zip(self.agents, self.types, strict=True))
        require(all(agent in kinds and kind in kinds[agent] for agent, kind in profile.items()), "no such profile")
        return profile, self._constraints(constraints)

    def quotas(self, profile: tuple[str, ...]) -> Quotas:
        """The quotas in force at a type profile: the general ones, tightened by every restriction that applies."""
        kinds = dict(zip(self.agents, profile, strict=True))
        merged = {cells: (low, high) for cells, low, high in self.constraints}
        for where, constraints in self.restrictions:
            if all(kinds[agent] == kind for agent, kind in where.items()):
                for cells, low, high in constraints:
                    old_low, old_high = merged.get(cells, (Fraction(0), None))
                    ceilings = [bound for bound in (old_high, high) if bound is not None]
                    merged[cells] = (max(low, old_low), min(ceilings) if ceilings else None)
        return [(cells, low, high) for cells, (low, high) in merged.items()]

    def coordinates(self) -> Iterator[tuple[str, ...]]:
        """(agent, type, object), or (agent, type) for one anonymous object."""
        for agent, kinds in zip(self.agents, self.types, strict=True):
            for kind in kinds:
                yield from ((agent, kind, thing) for thing in self.objects) if self.objects else [(agent, kind)]

    def cell(self, coordinate: tuple[str, ...]) -> Cell:
        agent, _, *rest = coordinate
        return tuple(rest) if self.public else (agent, *rest)

    def weighted_rule(self) -> dict[tuple[str, ...], Fraction]:
        """The probability of the type times the interim rule's value, by coordinate."""
        require(isinstance(self.rule, dict) and set(self.rule) == set(self.agents), "the interim rule lacks an agent")
        weighted: dict[tuple[str, ...], Fraction] = {}
        for i, agent in enumerate(self.agents):
            require(set(self.rule[agent]) == set(self.types[i]), "the interim rule lacks a type, or has one too many")
            for kind in self.types[i]:
                chance = sum((p for t, p in self.prior.items() if t[i] == kind), Fraction(0))
                given = self.rule[agent][kind]
                if not self.objects:
                    weighted[agent, kind] = chance * number(given)
                    continue
                require(set(given) <= set(self.objects), "the interim rule has an unknown object")
                for thing in self.objects:
                    weighted[agent, kind, thing] = chance * number(given.get(thing, 0))
        return weighted

    def chance(self, agent: str, kind: str) -> Fraction:
        """The probability that the agent has the type."""
        i = self.agents.index(agent)
        return sum((p for t, p in self.prior.items() if t[i] == kind), Fraction(0))

    def feasible(self, quantities: dict[Cell, Fraction], quotas: Quotas) -> bool:
        """Whether the outcome meets the quotas; a pure one is integer."""
        whole = self.divisible or all(value.denominator == 1 for value in quantities.values())
        return whole and self.solves(quantities, quotas)

    def solves(self, quantities: dict[Cell, Fraction], quotas: Quotas) -> bool:
        """Whether the quantities, not necessarily integers, are nonnegative and meet the quotas."""
        if any(value < 0 for value in quantities.values()):
            return False
        for cells, low, high in quotas:
            total = sum((quantities.get(cell, Fraction(0)) for cell in cells), Fraction(0))
            if total < low or (high is not None and total > high):
                return False
        return True

    def outcome(self, plain: Any) -> dict[Cell, Fraction]:
        quantities: dict[Cell, Fraction] = {}
        for entry in listing(plain):
            *names, quantity = listing(entry)
            cell = tuple(name(part) for part in names)
            require(cell in self.cells and cell not in quantities, "an outcome has a wrong or repeated cell")
            quantities[cell] = number(quantity)
        return quantities


def name(value: Any) -> str:
    require(isinstance(value, str), f"{value!r} is not a name")
    return str(value)


class Bounds:
    """Checks upper bounds on `weights * x` over the feasible outcomes at a type profile."""

    def __init__(self, problem: Problem, lists: Any) -> None:
        self.problem = problem
        self.lists = [[problem.outcome(outcome) for outcome in listing(each)] for each in listing(lists)]
        self.complete: set[tuple[int, Any]] = set()

    def check(
        self, profile: tuple[str, ...], weights: dict[Cell, Fraction], bound: Fraction | None, proof: Any
    ) -> None:
        """Refuse unless the proof shows that no feasible outcome is worth more than `bound` (None: there is none)."""
        quotas = self.problem.quotas(profile)
        if isinstance(proof, dict) and "list" in proof:
            (which,) = fields(proof, "list")
            outcomes = self.listed(index(which, len(self.lists)), quotas)
            require(bound is not None or not outcomes, "the list of outcomes is not empty")
            best = max((worth(weights, outcome) for outcome in outcomes), default=bound)
            require(bound is None or best is None or best <= bound, "a listed outcome exceeds the bound")
            return
        low: dict[Cell, Fraction] = dict.fromkeys(self.problem.cells, Fraction(0))
        high: dict[Cell, Fraction | None] = dict.fromkeys(self.problem.cells)
        for cells, floor, ceiling in quotas:
            if len(cells) == 1:
                (cell,) = cells
                low[cell], high[cell] = floor, ceiling
        self.tree(proof, quotas, weights, bound, low, high)

    def tree(self, proof: Any, quotas: Quotas, weights: Any, bound: Any, low: Any, high: Any) -> None:
        """A branching on integer quantities, whose leaves hold multipliers of the quotas."""
        if "split" in proof:
            split, below, above = fields(proof, "split at_most at_least")
            require(not self.problem.divisible, "divisible quantities cannot be split")
            members, threshold = listing(split, 2)
            cell, limit = tuple(members), number(threshold)
            require(cell in low and limit.denominator == 1, "a split has a wrong cell or threshold")
            ceiling = limit if high[cell] is None else min(limit, high[cell])
            self.tree(below, quotas, weights, bound, low, {**high, cell: ceiling})
            self.tree(above, quotas, weights, bound, {**low, cell: max(low[cell], limit + 1)}, high)
            return
        if "empty" in proof:
            (multipliers,) = fields(proof, "empty")
            proved = proved_bound(quotas, {}, multipliers, low, high)
            require(proved < 0, "a leaf does not show that it is empty")
            return
        (multipliers,) = fields(proof, "multipliers")
        proved = proved_bound(quotas, weights, multipliers, low, high)
        require(bound is not None and proved <= bound, "a leaf does not prove the bound")

    def listed(self, which: int, quotas: Quotas) -> list[dict[Cell, Fraction]]:
        """The outcomes of a list, once it is shown to be all pure outcomes under the quotas."""
        require(not self.problem.divisible, "divisible outcomes cannot be listed")
        key = (which, tuple(quotas))
        if key not in self.complete:
            given = [frozenset((c, q) for c, q in outcome.items() if q) for outcome in self.lists[which]]
            require(set(given) == set(pure_outcomes(self.problem, quotas)), "a list is not that of all pure outcomes")
            self.complete.add(key)
        return self.lists[which]


def proved_bound(quotas: Quotas, weights: Any, multipliers: Any, low: Any, high: Any) -> Fraction:
    """The upper bound on `weights * x` from multipliers of constraint sets and the box low <= x <= high.

    A positive multiplier weighs the set's ceiling, a negative one its floor; what they leave of the weights is
    bounded by the box, which is sound even where the box is empty.
    """
    rest = dict(weights)
    total = Fraction(0)
    for pair in listing(multipliers):
        position, multiplier = listing(pair, 2)
        value = number(multiplier)
        cells, floor, ceiling = quotas[index(position, len(quotas))]
        require(value <= 0 or ceiling is not None, "a multiplier weighs a ceiling that does not exist")
        total += value * (ceiling if value > 0 and ceiling is not None else floor)
        for cell in cells:
            rest[cell] = rest.get(cell, Fraction(0)) - value
    for cell, entry in rest.items():
        limit = high[cell] if entry > 0 else low[cell]
        if entry:
            require(limit is not None, "the multipliers leave a weight on a quantity without a ceiling")
            total += entry * limit
    return total


def pure_outcomes(problem: Problem, quotas: Quotas) -> Iterator[frozenset[tuple[Cell, Fraction]]]:
    """All pure outcomes under the quotas, quantity by quantity, each as the set of its positive entries."""
    ceilings = {
        cell: [high for cells, _, high in quotas if cell in cells and high is not None] for cell in problem.cells
    }
    require(all(ceilings.values()), "a quantity is unbounded")
    stack: list[dict[Cell, Fraction]] = [{}]
    for _ in range(LISTED):
        if not stack:
            return
        partial = stack.pop()
        if len(partial) == len(problem.cells):
            if problem.feasible(partial, quotas):
                yield frozenset((cell, value) for cell, value in partial.items() if value)
            continue
        cell = problem.cells[len(partial)]
        for value in range(min(LISTED, math.floor(min(ceilings[cell]))) + 1):
            extended = {**partial, cell: Fraction(value)}
            used = ((high, sum(extended.get(c, 0) for c in cells)) for cells, _, high in quotas if high is not None)
            if all(total <= high for high, total in used):
                stack.append(extended)
    require(False, "there are too many outcomes to see that a list is complete")


def worth(weights: dict[Cell, Fraction], outcome: dict[Cell, Fraction]) -> Fraction:
    return sum((weights.get(cell, Fraction(0)) * value for cell, value in outcome.items()), Fraction(0))


def check_has_outcome(about: Any, holds: bool, evidence: Any) -> str:
    """At every type profile there is a feasible outcome: one for each. There is none at some profile: the proof."""
    problem = Problem(*fields(about, "problem"))
    if not holds:
        return check_no_outcome(problem, evidence)
    (entries,) = of_form(evidence, "outcomes", "profiles")
    seen = set()
    for entry in listing(entries):
        profile, outcome = fields(entry, "profile outcome")
        key = tuple(profile)
        require(key in problem.prior, "an unknown type profile")
        require(problem.feasible(problem.outcome(outcome), problem.quotas(key)), "an outcome is not feasible")
        seen.add(key)
    require(seen == set(problem.prior), "a type profile is missing")
    return "some outcome is feasible at every type profile"


def check_no_outcome(problem: Problem, evidence: Any) -> str:
    profile, proof = of_form(evidence, "no outcome", "profile proof")
    key = tuple(profile)
    require(key in problem.prior, "an unknown type profile")
    listed = isinstance(proof, dict) and "list" in proof
    bounds = Bounds(problem, [proof["list"]] if listed else [])
    bounds.check(key, {}, None, {"list": 0} if listed else proof)
    return f"no outcome is feasible at type profile ({', '.join(key)})"


def check_implementable(about: Any, holds: bool, evidence: Any) -> str:
    """An interim rule is implementable: an ex post rule. It is not: a violated inequality, or no outcome at all."""
    problem = Problem(*fields(about, "problem"))
    weighted = problem.weighted_rule()
    if holds:
        check_ex_post_rule(problem, weighted, evidence)
        return "the interim rule is implementable"
    if isinstance(evidence, dict) and evidence.get("form") == "no outcome":
        return f"the interim rule is not implementable: {check_no_outcome(problem, evidence)}"
    left, right = check_inequality(problem, weighted, evidence)
    require(left > right, "the rule does not violate the inequality")
    return f"the interim rule is not implementable: it reaches {left} where implementable rules reach at most {right}"


def check_ex_post_rule(problem: Problem, weighted: dict[tuple[str, ...], Fraction], evidence: Any) -> None:
    """Lotteries over feasible outcomes at every type profile, whose expectations are the interim rule."""
    (entries,) = of_form(evidence, "ex post rule", "profiles")
    require(induced(problem, entries) == weighted, "the ex post rule induces another interim rule")


def induced(problem: Problem, entries: Any) -> dict[tuple[str, ...], Fraction]:
    """The reduced form of an ex post rule, weighted by the types' probabilities; its lotteries are checked."""
    total = dict.fromkeys(problem.coordinates(), Fraction(0))
    seen = []
    for entry in listing(entries):
        profile, lottery = fields(entry, "profile lottery")
        key = tuple(profile)
        require(key in problem.prior, "an unknown type profile")
        seen.append(key)
        quotas, chance = problem.quotas(key), Fraction(0)
        for part in listing(lottery):
            probability, outcome = fields(part, "probability outcome")
            share, quantities = number(probability), problem.outcome(outcome)
            require(share >= 0 and problem.feasible(quantities, quotas), "a lottery has an infeasible outcome")
            chance += share
            for agent, kind in zip(problem.agents, key, strict=True):
                for rest in [(thing,) for thing in problem.objects] if problem.objects else [()]:
                    coordinate = (agent, kind, *rest)
                    quantity = quantities.get(problem.cell(coordinate), Fraction(0))
                    total[coordinate] += problem.prior[key] * share * quantity
        require(chance == 1, "the probabilities of a lottery do not sum to 1")
    require(len(seen) == len(problem.prior) == len(set(seen)), "a type profile is missing or given twice")
    return total


def check_inequality(problem: Problem, weighted: dict[tuple[str, ...], Fraction], evidence: Any) -> tuple[Any, Any]:
    """The two sides of an inequality that every implementable rule satisfies; the bounds are checked on the way."""
    coefficients, lists, entries = of_form(evidence, "inequality", "coefficients lists bounds")
    factors: dict[tuple[str, ...], Fraction] = {}
    for entry in listing(coefficients):
        *names, factor = listing(entry)
        coordinate = tuple(names)
        require(coordinate in weighted and coordinate not in factors, "a coefficient has a wrong or repeated place")
        factors[coordinate] = number(factor)
    bounds, right, seen = Bounds(problem, lists), Fraction(0), []
    for entry in listing(entries):
        profile, limit, proof = fields(entry, "profile bound proof")
        key, bound = tuple(profile), number(limit)
        require(key in problem.prior, "an unknown type profile")
        seen.append(key)
        weights: dict[Cell, Fraction] = {}
        for agent, kind in zip(problem.agents, key, strict=True):
            for coordinate in (
                ((agent, kind, thing) for thing in problem.objects) if problem.objects else [(agent, kind)]
            ):
                cell = problem.cell(coordinate)
                weights[cell] = weights.get(cell, Fraction(0)) + factors.get(coordinate, Fraction(0))
        bounds.check(key, weights, bound, proof)
        right += problem.prior[key] * bound
    require(len(seen) == len(problem.prior) == len(set(seen)), "a type profile is missing or given twice")
    return sum((factor * weighted[c] for c, factor in factors.items()), Fraction(0)), right


# ------------------------------------------------------------------- reduced form: capacities and conditions

SUBSETS = 8  # statements about all sets of cells are checked up to so many cells
Table = dict[tuple[frozenset[Cell], frozenset[Cell]], Fraction]


def placed(about: Any, more: str = "") -> list[Any]:
    """Problem and type profile that a statement is about, and the values of its further fields."""
    plain, profile, *rest = fields(about, "problem profile " + more)
    problem, key = Problem(plain), tuple(profile)
    require(key in problem.prior, "an unknown type profile")
    bounded = {cell for cells, _, high in problem.quotas(key) if high is not None for cell in cells}
    require(bounded == set(problem.cells), "a quantity is unbounded")
    return [problem, key, *rest]


def cell_set(problem: Problem, plain: Any) -> frozenset[Cell]:
    cells = [tuple(cell) for cell in listing(plain)]
    require(set(cells) <= set(problem.cells) and len(set(cells)) == len(cells), "a set has a wrong or repeated cell")
    return frozenset(cells)


def total(cells: frozenset[Cell], outcome: dict[Cell, Fraction]) -> Fraction:
    return sum((value for cell, value in outcome.items() if cell in cells), Fraction(0))


def subsets(cells: Sequence[Cell]) -> list[frozenset[Cell]]:
    require(len(cells) <= SUBSETS, "there are too many cells to look at all sets of them")
    return [frozenset(each) for size in range(len(cells) + 1) for each in itertools.combinations(cells, size)]


def capacities(problem: Problem, profile: tuple[str, ...], evidence: Any) -> tuple[Table, list[dict[Cell, Fraction]]]:
    """Values of beta(plus, minus), each with an outcome that attains it and a bound, and further feasible outcomes."""
    entries, lists, outcomes = of_form(evidence, "capacities", "entries lists outcomes")
    bounds, quotas, table = Bounds(problem, lists), problem.quotas(profile), {}
    for entry in listing(entries):
        plus, minus, value, outcome, proof = fields(entry, "plus minus value outcome proof")
        pair, best = (cell_set(problem, plus), cell_set(problem, minus)), problem.outcome(outcome)
        require(not pair[0] & pair[1], "the two sets of a capacity meet")
        weights = {**dict.fromkeys(pair[0], Fraction(1)), **dict.fromkeys(pair[1], Fraction(-1))}
        require(problem.feasible(best, quotas), "the outcome of a capacity is not feasible")
        require(worth(weights, best) == number(value), "the outcome does not attain the capacity")
        bounds.check(profile, weights, number(value), proof)
        table[pair] = number(value)
    pool = [problem.outcome(outcome) for outcome in listing(outcomes)]
    require(all(problem.feasible(outcome, quotas) for outcome in pool), "an outcome is not feasible")
    return table, pool


def check_capacity(about: Any, holds: bool, evidence: Any) -> str:
    """`value` is the greatest x(plus) - x(minus) over the feasible pure outcomes at a type profile."""
    problem, profile, plus, minus, value = placed(about, "plus minus value")
    require(holds, "only the capacity itself can be shown")
    table, _ = capacities(problem, profile, evidence)
    pair = cell_set(problem, plus), cell_set(problem, minus)
    require(table.get(pair) == number(value), "the capacity asked for is not among those shown")
    return f"the capacity is {value}"


def check_linear(about: Any, holds: bool, evidence: Any) -> str:
    """beta(U, V) = beta(U, {}) + beta({}, V) for all disjoint U, V. No: a pair. Yes: no floors, or every pair.

    Without floors nothing at all is feasible, and so is any part of a feasible outcome; the best part for U is in U.
    """
    problem, profile = placed(about)
    none: frozenset[Cell] = frozenset()
    if holds and isinstance(evidence, dict) and evidence.get("form") == "only ceilings":
        of_form(evidence, "only ceilings", "")
        require(all(low == 0 for _, low, _ in problem.quotas(profile)), "a floor is not zero")
        return "the capacity is linear: there are no floors"
    table, pool = capacities(problem, profile, evidence)
    if not holds:
        pairs = [(u, v) for u, v in table if (u, none) in table and (none, v) in table]
        require(any(table[u, v] < table[u, none] + table[none, v] for u, v in pairs), "no pair breaks linearity")
        return "the capacity is not linear"
    for u, v in itertools.product(subsets(problem.cells), repeat=2):
        if not u & v:
            most, least = table[u, none], -table[none, v]
            both = any(total(u, x) == most and total(v, x) == least for x in pool)
            require(both, "no outcome is best for both sets of a pair")
    return "the capacity is linear"


def obeys(law: str, g: frozenset[Cell], h: frozenset[Cell], b: Any, c: Any) -> bool:
    """Whether two sets obey a law of paramodular pairs; a ceiling that is `None` is infinite."""
    require(law in ("ceiling", "floor", "compliant"), f"the law {law!r} is unknown")
    if law == "floor":
        left, right = (b(g), b(h)), (b(g & h), b(g | h))
    elif law == "ceiling":
        left, right = (c(g & h), c(g | h)), (c(g), c(h))
    else:
        left, right = (c(g - h), b(h)), (c(g), b(h - g))
    return None in right or (None not in left and sum(left) <= sum(right))


def check_paramodular(about: Any, holds: bool, evidence: Any) -> str:
    """Ceilings are submodular, floors supermodular, and they are compliant; no: a law and two sets that break it.

    Listed quotas are 0 and infinite for sets that are not listed; effective ones come as capacities.
    """
    problem, profile, reading = placed(about, "quotas")
    form, required = ("all pairs", "") if holds else ("offending sets", "law sets")
    *offence, given = of_form(evidence, form, required, "capacities")
    require(reading in ("listed", "effective") and (given is None) == (reading == "listed"), "an unknown reading")
    table = None if given is None else capacities(problem, profile, given)[0]
    quotas = {cells: (low, high) for cells, low, high in [*problem.quotas(profile), (frozenset(), 0, 0)]}

    def b(g: frozenset[Cell]) -> Any:
        return quotas.get(g, (0, None))[0] if table is None else -table[frozenset(), g]

    def c(g: frozenset[Cell]) -> Any:
        return quotas.get(g, (0, None))[1] if table is None else table[g, frozenset()]

    if not holds:
        first, second = (cell_set(problem, each) for each in listing(offence[1], 2))
        require(not obeys(offence[0], first, second, b, c), "the sets obey the law")
        return f"the {reading} quotas are not paramodular"
    for g, h in itertools.product(subsets(problem.cells), repeat=2):
        require(all(obeys(law, g, h, b, c) for law in ("ceiling", "floor", "compliant")), "two sets break a law")
    return f"the {reading} quotas are paramodular"


def check_described(about: Any, holds: bool, evidence: Any) -> str:
    """Every nonnegative solution of the quotas is a lottery over pure outcomes.

    No: a solution that some weighting likes better than every pure outcome. Yes: divisible objects; or two laminar
    families that hold all sets, or two classes of cells between which all sets are edges, for either of which the
    quotas have integral vertices (Edmonds 1970; Heller and Tompkins 1956); or a list of faces.
    """
    problem, profile = placed(about)
    quotas = problem.quotas(profile)
    if not holds:
        point, weights, bound, proof, lists = of_form(evidence, "separated point", "point weights bound proof lists")
        factors = problem.outcome(weights)
        require(not problem.divisible and problem.solves(problem.outcome(point), quotas), "the point is no solution")
        Bounds(problem, lists).check(profile, factors, number(bound), proof)
        require(worth(factors, problem.outcome(point)) > number(bound), "the weights do not separate the point")
        return "the quotas do not describe the feasible random outcomes"
    form = evidence.get("form")
    require(problem.divisible == (form == "divisible"), "that shows nothing for these objects")
    if form == "laminar families":
        (first,) = of_form(evidence, form, "first")
        one = {index(position, len(quotas)) for position in listing(first)}
        for (k, g), (m, h) in itertools.combinations(enumerate(cells for cells, _, _ in quotas), 2):
            nested = g <= h or h <= g or not g & h
            require(nested or (k in one) != (m in one), "two sets of one family cross")
    elif form == "bipartite graph":
        (first,) = of_form(evidence, form, "first")
        side, sets = cell_set(problem, first), [cells for cells, _, _ in quotas if len(cells) > 1]
        require(all(len(cells) == 2 and len(cells & side) == 1 for cells in sets), "a set is no edge between classes")
    elif form != "divisible":
        check_faces(problem, quotas, *of_form(evidence, "faces", "faces"))
    return "the quotas describe the feasible random outcomes"


def check_faces(problem: Problem, quotas: Quotas, entries: Any) -> None:
    """The polytope is the hull of its pure outcomes, face by face.

    A bounded polytope is the hull of any point v of it and of its faces on which a limit that is slack at v is tight:
    follow the ray from v through a point until it leaves. Each face is given by limits that are tight on it.
    """
    rows = [(dict.fromkeys(cells, Fraction(1)), high) for cells, _, high in quotas if high is not None]
    rows += [(dict.fromkeys(cells, Fraction(-1)), -low) for cells, low, _ in quotas if low > 0]
    rows += [({cell: Fraction(-1)}, Fraction(0)) for cell in problem.cells]
    faces = {}
    for entry in listing(entries):
        tight, point, empty = fields(entry, "tight point empty")
        faces[frozenset(index(k, len(rows)) for k in listing(tight))] = (problem.outcome(point), listing(empty))
    require(frozenset() in faces, "the polytope itself is missing")
    for tight, (point, empty) in faces.items():
        require(problem.feasible(point, quotas), "the point of a face is no pure outcome")
        binding = {k for k, (row, bound) in enumerate(rows) if worth(row, point) == bound}
        require(tight <= binding, "the point is not on its face")
        shown = set()
        for pair in empty:
            k, multipliers = listing(pair, 2)
            rest: dict[Cell, Fraction] = {}
            limit = Fraction(0)
            for position, text in (listing(each, 2) for each in listing(multipliers)):
                row, bound = rows[index(position, len(rows))]
                factor = number(text)
                require(factor >= 0 or position == k or position in tight, "a multiplier is negative")
                limit += factor * bound
                for cell, entry in row.items():
                    rest[cell] = rest.get(cell, Fraction(0)) + factor * entry
            require(limit < 0 and not any(rest.values()), "a face is not shown to be empty")
            shown.add(index(k, len(rows)))
        for k in range(len(rows)):
            require(k in binding or k in shown or tight | {k} in faces, "a face is missing")


def check_lines(about: Any, holds: bool, evidence: Any) -> str:
    """The least number of lines (agents, objects) that cover a set of pairs, or the most of it on a diagonal.

    Pairs on different lines, of which `size` are in the set, and as many lines that cover it, bound each other. For a
    cover all pairs are in the set; a diagonal has as many pairs as the shorter side has lines.
    """
    agents, objects, members, size, measure = fields(about, "agents objects set size measure")
    rows, columns = distinct(agents), distinct(objects)
    inside = {hashable(listing(pair, 2)) for pair in listing(members)}
    elements, lines = of_form(evidence, "elements and lines", "elements lines")
    pairs, cover = [hashable(listing(pair, 2)) for pair in listing(elements)], set(distinct(lines))
    require({*pairs, *inside} <= set(itertools.product(rows, columns)), "a pair is not one of agent and object")
    for side in (0, 1):
        require(len({pair[side] for pair in pairs}) == len(pairs), "two elements are on a line")
    covered = all(("agent", i) in cover or ("object", j) in cover for i, j in inside)
    require(holds and covered, "the lines do not cover the set")
    count = sum(pair in inside for pair in pairs)
    require(count == len(cover) == number(size), "elements and lines do not meet at the size")
    require(measure in ("cover", "diagonal"), "an unknown measure")
    wanted = count if measure == "cover" else min(len(rows), len(columns))
    require(len(pairs) == wanted, "the elements are not a diagonal, or not in the set")
    return f"the {'least cover' if measure == 'cover' else 'greatest diagonal'} of the set has size {size}"


def check_random_outcome(about: Any, holds: bool, evidence: Any) -> str:
    """A random outcome is feasible: a lottery over few feasible outcomes. It is not: a separating inequality."""
    problem, profile, plain = placed(about, "outcome")
    point = problem.outcome(plain)
    if not holds:
        weights, bound, proof, lists = of_form(evidence, "separating inequality", "weights bound proof lists")
        factors = problem.outcome(weights)
        Bounds(problem, lists).check(profile, factors, number(bound), proof)
        require(worth(factors, point) > number(bound), "the weights do not separate the random outcome")
        return "the random outcome is no lottery over feasible outcomes"
    (lottery,) = of_form(evidence, "lottery", "lottery")
    parts = [fields(part, "probability outcome") for part in listing(lottery)]
    shares, outcomes = [number(p) for p, _ in parts], [problem.outcome(x) for _, x in parts]
    require(sum(shares) == 1 and min(shares) > 0, "the probabilities are not positive or do not sum to 1")
    require(len(shares) <= len(problem.cells) + 1, "the lottery has too many outcomes")
    require(all(problem.feasible(x, problem.quotas(profile)) for x in outcomes), "an outcome is not feasible")
    for cell in problem.cells:
        mean = sum((p * x.get(cell, 0) for p, x in zip(shares, outcomes, strict=True)), Fraction(0))
        require(mean == point.get(cell, 0), "the lottery has another expectation")
    return f"the random outcome is a lottery over {len(shares)} feasible outcomes"


def conditioned(about: Any, more: str = "") -> list[Any]:
    plain, letter, *rest = fields(about, "problem condition " + more)
    require(letter in ("A", "B"), f"the condition {letter!r} is unknown")
    problem = Problem(plain)
    return [problem, problem.weighted_rule(), letter, *rest]


def check_rule_condition(about: Any, holds: bool, evidence: Any) -> str:
    """An interim rule satisfies Condition A or B: a tree of ex post rules. It does not: a violated inequality."""
    problem, weighted, letter = conditioned(about)
    if holds:
        check_signs(problem, weighted, letter, Fraction(0), evidence)
        return f"the interim rule satisfies Condition {letter}"
    excess = sign_excess(problem, weighted, letter, evidence)
    require(excess > 0, "the rule does not violate the inequality")
    return f"the interim rule violates an inequality of Condition {letter} by {excess}"


def check_violation(about: Any, holds: bool, evidence: Any) -> str:
    """`value` is the greatest violation of a condition: an inequality that reaches it, and a tree that bounds all."""
    problem, weighted, letter, value = conditioned(about, "value")
    require(holds, "only the greatest violation itself can be shown")
    inequality, tree = of_form(evidence, "most violated", "inequality tree")
    require(sign_excess(problem, weighted, letter, inequality) == number(value), "the inequality misses the value")
    check_signs(problem, weighted, letter, number(value), tree)
    return f"the greatest violation of Condition {letter} is {value}"


def sign_excess(problem: Problem, weighted: dict[tuple[str, ...], Fraction], letter: str, evidence: Any) -> Fraction:
    """Left side less right side of an inequality whose coefficients are signs; for B all signs are the same."""
    given = [number(listing(entry)[-1]) for entry in evidence["coefficients"]]
    require(set(given) <= {1, -1} and (letter == "A" or len(set(given)) <= 1), "that is no inequality of the condition")
    require(evidence["form"] == "sign inequality", "a sign inequality was expected")
    left, right = check_inequality(problem, weighted, {**evidence, "form": "inequality"})
    return Fraction(left - right)


def check_signs(problem: Problem, weighted: Any, letter: str, bound: Fraction, evidence: Any) -> None:
    """No sign vector f exceeds the bound: f (y - B p) limits what f gains, for any ex post rule p.

    Each tree splits a box of vectors and ends in ex post rules for which that is at most the bound in the whole part.
    """
    trees, rules = of_form(evidence, "sign tree", "trees rules")
    left = []
    for entries in listing(rules):
        reached = induced(problem, entries)
        left.append({coordinate: y - reached[coordinate] for coordinate, y in weighted.items()})
    roots = [(-1, 1)] if letter == "A" else [(0, 1), (-1, 0)]
    stack = [
        (tree, dict.fromkeys(weighted, root)) for tree, root in zip(listing(trees, len(roots)), roots, strict=True)
    ]
    while stack:
        node, box = stack.pop()
        if "rule" in node:
            (which,) = fields(node, "rule")
            rest = left[index(which, len(left))]
            most = sum((max(low * rest[c], high * rest[c]) for c, (low, high) in box.items()), Fraction(0))
            require(most <= bound, "a leaf does not prove the bound")
            continue
        split, below, above = fields(node, "split at_most at_least")
        names, threshold = listing(split, 2)
        coordinate, limit = tuple(names), number(threshold)
        require(coordinate in box and limit.denominator == 1, "a split has a wrong coordinate or threshold")
        low, high = box[coordinate]
        stack += [(below, {**box, coordinate: (low, min(high, int(limit)))})] if low <= limit else []
        stack += [(above, {**box, coordinate: (max(low, int(limit) + 1), high)})] if limit < high else []


# ----------------------------------------------------------------- reduced form: facets, design, thresholds

RAYS = 20_000  # extreme rays that a double description may have on the way
Factors = dict[tuple[str, ...], Fraction]


def factors_of(problem: Problem, plain: Any) -> Factors:
    """Coefficients of the weighted variables: the probability of the type times the interim rule's value."""
    factors: Factors = {}
    known = set(problem.coordinates())
    for entry in listing(plain):
        *names, factor = listing(entry)
        require(tuple(names) in known and tuple(names) not in factors, "a coefficient has a wrong or repeated place")
        factors[tuple(names)] = number(factor)
    return factors


def vector_of(problem: Problem, factors: Factors) -> list[Fraction]:
    return [factors.get(coordinate, Fraction(0)) for coordinate in problem.coordinates()]


def spread(problem: Problem, profile: tuple[str, ...], quantities: dict[Cell, Fraction]) -> list[Fraction]:
    """An outcome in the coordinates of the types at the profile."""
    kinds, zero = dict(zip(problem.agents, profile, strict=True)), Fraction(0)
    return [quantities.get(problem.cell(c), zero) if kinds[c[0]] == c[1] else zero for c in problem.coordinates()]


def inner(left: Sequence[Any], right: Sequence[Any]) -> Any:
    return sum(a * b for a, b in zip(left, right, strict=True) if a)


def whole(vector: Sequence[Any]) -> tuple[int, ...]:
    """The positive multiple whose entries are integers without a common factor."""
    scale = math.lcm(*(Fraction(entry).denominator for entry in vector))
    entries = [int(entry * scale) for entry in vector]
    divisor = math.gcd(*entries) or 1
    return tuple(entry // divisor for entry in entries)


def echelon(rows: Sequence[Sequence[Any]]) -> dict[int, tuple[int, ...]]:
    """The reduced row echelon basis of the row space, by pivot column."""
    basis: dict[int, tuple[int, ...]] = {}
    for row in rows:
        rest = modulo(row, basis)
        pivot = next((k for k, entry in enumerate(rest) if entry), None)
        if pivot is not None:
            basis[pivot] = rest if rest[pivot] > 0 else tuple(-entry for entry in rest)
            for other in basis:
                if other != pivot:
                    basis[other] = modulo(basis[other], {pivot: basis[pivot]})
    return basis


def modulo(row: Sequence[Any], basis: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
    """The row without its part in the pivot columns, up to a positive factor."""
    rest = list(row)
    for pivot, other in basis.items():
        if rest[pivot]:
            factor = rest[pivot]
            rest = [other[pivot] * a - factor * b for a, b in zip(rest, other, strict=True)]
    return whole(rest)


def double_description(rows: Sequence[tuple[int, ...]], size: int) -> tuple[list[Any], list[Any]]:
    """Extreme rays and lines of {z : row * z >= 0 for each row} (Motzkin, Raiffa, Thompson & Thrall 1953).

    Rows are added one by one. While a line leaves the new half-space, it becomes a ray and the rest moves along it into
    the boundary. After that rays beyond the boundary go, and each edge that crosses it leaves a ray there; two rays
    span an edge if no third ray is tight on all rows that are tight on both.
    """
    lines = [tuple(int(j == k) for j in range(size)) for k in range(size)]
    rays: list[tuple[tuple[int, ...], int]] = []  # with the set of tight rows, as bits
    for k, row in enumerate(rows):
        moving = next((line for line in lines if inner(row, line)), None)
        if moving is not None:
            step = inner(row, moving)
            lines.remove(moving)
            moving = moving if step > 0 else tuple(-entry for entry in moving)
            lines = [slide(line, moving, row) for line in lines]
            rays = [(slide(ray, moving, row), tight | 1 << k) for ray, tight in rays] + [(moving, (1 << k) - 1)]
            continue
        sides: dict[int, list[Any]] = {1: [], 0: [], -1: []}
        for ray, tight in rays:
            value = inner(row, ray)
            sides[(value > 0) - (value < 0)].append((ray, tight, value))
        least, masks, edges = size - len(lines) - 2, [tight for _, tight in rays], []
        for above, tight, value in sides[1]:
            for below, other, depth in sides[-1]:
                common = tight & other
                if common.bit_count() >= least and sum(mask & common == common for mask in masks) == 2:
                    joined = [value * b - depth * a for a, b in zip(above, below, strict=True)]
                    edges.append((whole(joined), common | 1 << k))
        on = [(ray, tight | 1 << k) for ray, tight, _ in sides[0]]
        rays = [(ray, tight) for ray, tight, _ in sides[1]] + on + edges
        require(len(rays) <= RAYS, "there are too many extreme rays to list them again")
    return [ray for ray, _ in rays], lines


def slide(vector: tuple[int, ...], line: tuple[int, ...], row: tuple[int, ...]) -> tuple[int, ...]:
    """The vector moved along the line into the hyperplane row * z = 0, up to a positive factor; row * line > 0."""
    step, here = inner(row, line), inner(row, vector)
    return whole([step * a - here * b for a, b in zip(vector, line, strict=True)])


def extreme_outcomes(problem: Problem, quotas: Quotas) -> list[dict[Cell, Fraction]]:
    """Outcomes whose convex hull is that of all feasible ones: all pure outcomes, or the vertices of the polytope."""
    if not problem.divisible:
        return [dict(outcome) for outcome in pure_outcomes(problem, quotas)]
    size = len(problem.cells)
    rows = [tuple(int(j == k) for j in range(size + 1)) for k in range(size + 1)]
    for cells, low, high in quotas:
        inside = [int(cell in cells) for cell in problem.cells]
        rows.append(whole([*inside, -low]))
        if high is not None:
            rows.append(whole([*(-entry for entry in inside), high]))
    rays, lines = double_description(rows, size + 1)
    require(not lines and all(ray[-1] for ray in rays), "a quantity is unbounded")
    return [{cell: Fraction(x, ray[-1]) for cell, x in zip(problem.cells, ray[:-1], strict=True) if x} for ray in rays]


def by_profile(problem: Problem) -> dict[tuple[str, ...], list[list[Fraction]]]:
    """The extreme outcomes at every type profile, in the problem's coordinates."""
    known: dict[Any, list[dict[Cell, Fraction]]] = {}
    points = {}
    for profile in problem.prior:
        quotas = problem.quotas(profile)
        key = tuple(quotas)
        if key not in known:
            known[key] = extreme_outcomes(problem, quotas)
        require(bool(known[key]), "no outcome is feasible at a type profile")
        points[profile] = [spread(problem, profile, outcome) for outcome in known[key]]
    return points


def description(problem: Problem) -> tuple[dict[int, tuple[int, ...]], set[tuple[int, ...]]]:
    """The equations' normals (as a basis) and the facets' normals (modulo it) of the implementable rules.

    In weighted variables the implementable rules are a sum of polytopes, one for each profile. Their facets are the
    extreme rays with f != 0, and their equations the lines, of the cone of all (b, f) such that f * x <= b_t for every
    outcome x at each profile t.
    """
    points = by_profile(problem)
    count, size = len(points), len(list(problem.coordinates()))
    rows = [
        whole([*(int(t == k) for k in range(count)), *(-entry for entry in point)])
        for t, listed in enumerate(points.values())
        for point in listed
    ]
    rays, lines = double_description(rows, count + size)
    basis = echelon([line[count:] for line in lines])
    return basis, {modulo(ray[count:], basis) for ray in rays if any(ray[count:])}


def require_description(problem: Problem, equations: Any, facets: Any) -> list[Factors]:
    """Refuse unless these are the equations and, modulo them, exactly the facets; returns all of them."""
    first, second = ([factors_of(problem, plain) for plain in listing(each)] for each in (equations, facets))
    basis, wanted = description(problem)
    require(len(first) == len(basis), "there are other equations")
    given = echelon([vector_of(problem, factors) for factors in first])
    require(given == basis, "there are other equations")
    reduced = [modulo(vector_of(problem, factors), basis) for factors in second]
    require(len(reduced) == len(wanted) and set(reduced) == wanted, "these are not the facets")
    return first + second


def require_capacities(problem: Problem, evidence: Any) -> tuple[Factors, Fraction]:
    """The coefficients of an inequality that every implementable rule satisfies, and its right side."""
    coefficients, lists, bounds = fields(evidence, "coefficients lists bounds")
    nothing = dict.fromkeys(problem.coordinates(), Fraction(0))
    shaped = {"form": "inequality", "coefficients": coefficients, "lists": lists, "bounds": bounds}
    return factors_of(problem, coefficients), check_inequality(problem, nothing, shaped)[1]


def check_valid(about: Any, holds: bool, evidence: Any) -> str:
    """Every implementable rule satisfies an inequality: capacities. Not: an outcome for each profile, beyond it."""
    plain, coefficients, limit = fields(about, "problem coefficients bound")
    problem, bound = Problem(plain), number(limit)
    factors = factors_of(problem, coefficients)
    if holds:
        lists = of_form(evidence, "capacities by profile", "coefficients lists bounds")
        shown, right = require_capacities(problem, dict(zip(("coefficients", "lists", "bounds"), lists, strict=True)))
        require(shown == factors and right <= bound, "the capacities do not prove the bound")
        return f"every implementable rule keeps the weighted sum at or below {limit}"
    (outcomes,) = of_form(evidence, "exceeding outcomes", "outcomes")
    require(reached(problem, factors, listing(outcomes)) > bound, "the outcomes do not exceed the bound")
    return f"some implementable rule has a weighted sum above {limit}"


def reached(problem: Problem, factors: Factors, outcomes: list[Any]) -> Fraction:
    """The weighted sum of the rule that chooses one outcome at each profile, in the order of the prior."""
    require(len(outcomes) == len(problem.prior), "there is not one outcome for each profile")
    vector, total_sum = vector_of(problem, factors), Fraction(0)
    for (profile, weight), plain in zip(problem.prior.items(), outcomes, strict=True):
        outcome = problem.outcome(plain)
        require(problem.feasible(outcome, problem.quotas(profile)), "an outcome is not feasible")
        total_sum += weight * inner(vector, spread(problem, profile, outcome))
    return total_sum


def check_facet(about: Any, holds: bool, evidence: Any) -> str:
    """An inequality is a facet: it is valid, and enough affinely independent rules meet it with equality."""
    plain, coefficients, limit = fields(about, "problem coefficients bound")
    problem, bound = Problem(plain), number(limit)
    require(holds, "only that an inequality is a facet can be shown")
    valid, equations, base, moves = of_form(evidence, "facet", "inequality equations base moves")
    shown, right = require_capacities(problem, valid)
    require(shown == factors_of(problem, coefficients) and right <= bound, "the capacities do not prove the bound")
    normals = [vector_of(problem, shown)]
    for pair in listing(equations):
        (above, most), (below, least) = (require_capacities(problem, each) for each in listing(pair, 2))
        opposite = {coordinate: -factor for coordinate, factor in above.items()}
        require(below == opposite and most == -least, "an equation is not shown")
        normals.append(vector_of(problem, above))
    require(len(echelon(normals)) == len(normals), "the equations and the facet are not independent")
    rule, steps, profiles = listing(base), [], list(problem.prior)
    require(reached(problem, shown, rule) == bound, "the first rule does not meet the inequality with equality")
    for move in listing(moves):
        profile, outcome = listing(move, 2)
        place = profiles.index(tuple(profile))
        changed = [*rule[:place], outcome, *rule[place + 1 :]]
        require(reached(problem, shown, changed) == bound, "a rule does not meet the inequality with equality")
        before, after = (spread(problem, profiles[place], problem.outcome(each)) for each in (rule[place], outcome))
        steps.append([a - b for a, b in zip(after, before, strict=True)])
    require(len(echelon(steps)) == len(normals[0]) - len(normals), "there are too few affinely independent rules")
    return "the inequality is a facet of the implementable rules"


def check_description(about: Any, holds: bool, evidence: Any) -> str:
    """Equations and facets describe the implementable rules: they are listed again. Or there is no rule at all."""
    plain, equations, facets = fields(about, "problem equations facets")
    problem = Problem(plain)
    require(holds, "only that a description is right can be shown")
    if evidence.get("form") == "nothing implementable":
        require(not equations and not facets, "there is nothing to describe")
        return check_no_outcome(problem, {**evidence, "form": "no outcome"})
    of_form(evidence, "enumeration", "")
    require_description(problem, equations, facets)
    return f"the implementable rules have {len(equations)} equations and {len(facets)} facets, and these are they"


def check_condition(about: Any, holds: bool, evidence: Any) -> str:
    """Condition A (signs) or B (signs all alike) describes the implementable rules; no: a rule that passes it."""
    plain, condition = fields(about, "problem condition")
    problem = Problem(plain)
    require(condition in ("A", "B"), "an unknown condition")
    if not holds:
        values, passes, inequality = of_form(evidence, "passing rule", "rule passes inequality")
        rule = numbers(values, len(list(problem.coordinates())))
        weighted = {c: problem.chance(c[0], c[1]) * q for c, q in zip(problem.coordinates(), rule, strict=True)}
        factors, right = require_capacities(problem, inequality)
        require(inner(vector_of(problem, factors), list(weighted.values())) > right, "the rule may be implementable")
        check_signs(problem, weighted, condition, Fraction(0), passes)
        return f"Condition {condition} is not sufficient: a rule satisfies it and is not implementable"
    if evidence.get("form") == "nothing implementable":
        return check_no_outcome(problem, {**evidence, "form": "no outcome"})
    normals = require_description(problem, *of_form(evidence, "sign vectors", "equations facets"))
    for factors in normals:
        kinds = set(factors.values()) - {0}
        require(kinds <= {1, -1} and (condition == "A" or len(kinds) == 1), "a facet is not one of the condition")
    return f"Condition {condition} describes the implementable rules"


ONE_UNIT = "Border (2007); Cai, Daskalakis & Weinberg (2012): the nested sets of one order suffice"


class SingleObject:
    """k units of one object, at most one for each agent, independent types; profiles are never listed.

    For each type, in the order of the file: its agent, its probability, its interim value.
    """

    def __init__(self, about: Any) -> None:
        names = "format agents types prior constraints interim_rule"
        form, agents, types, prior, constraints, rule, _, objects = fields(about, names, "title objects")
        require(form == "exact-proofs/problem/1", "the problem has an unknown format")
        self.agents = [name(agent) for agent in distinct(agents)]
        things = None if objects is None else distinct(objects)
        require(things is None or len(things) == 1, "there is more than one object")
        (marginals,) = fields(prior, "independent")
        self.owner, self.weight, self.value = [], [], []
        for i, agent in enumerate(self.agents):
            kinds = distinct(types[agent])
            chances = [number(marginals[agent][kind]) for kind in kinds]
            require(min(chances) > 0 and sum_of(chances) == 1, "an agent's types have no probabilities")
            given = [rule[agent][kind] for kind in kinds]
            self.value += [number(each if things is None else each.get(things[0], 0)) for each in given]
            self.owner += [i] * len(kinds)
            self.weight += chances
        self.units = self._units(constraints, None if things is None else things[0])

    def _units(self, constraints: Any, thing: Any) -> int:
        """The quotas must be a ceiling on all agents together, ceilings on single agents, and nothing else."""
        cells = {agent if thing is None else (agent, thing): agent for agent in self.agents}
        total, alone = None, dict.fromkeys(self.agents)
        for entry in listing(constraints):
            members, floor, ceiling, _ = fields(entry, "set floor", "ceiling name")
            inside = {cells[hashable(cell)] for cell in listing(members)}
            require(number(floor) == 0 and len(inside) == len(members), "a floor, or a set with a repeated member")
            limit = None if ceiling is None else number(ceiling)
            if len(inside) == len(cells):
                total = limit
            if len(inside) == 1:
                alone[min(inside)] = limit
            require(len(inside) in (1, len(cells)), "a constraint on some of the agents")
        ones = all(limit == 1 for limit in alone.values())
        if total is None:
            require(ones, "the number of units is unbounded")
            return len(cells)
        require(total.denominator == 1 and total >= 1, "the number of units is not a positive integer")
        require(ones or (total == 1 and all(limit is None or limit >= 1 for limit in alone.values())), "other ceilings")
        return min(int(total), len(cells))

    def capacity(self, members: Sequence[int]) -> Fraction:
        """The expectation of min(k, number of agents whose type is a member)."""
        chances: dict[int, Fraction] = {}
        for e in members:
            chances[self.owner[e]] = chances.get(self.owner[e], Fraction(0)) + self.weight[e]
        law = [Fraction(1)] + [Fraction(0)] * (self.units - 1)  # that 0, 1, ..., k - 1 agents have such types
        for chance in chances.values():
            law = [law[m] * (1 - chance) + (law[m - 1] * chance if m else 0) for m in range(self.units)]
        return self.units - sum_of([(self.units - m) * chance for m, chance in enumerate(law)])

    def hierarchical(self, order: list[int]) -> list[Fraction]:
        """The probability of the type times that of being served, when the k highest ranked types present are."""
        served, before = [Fraction(0)] * len(self.owner), Fraction(0)
        for position, e in enumerate(order):
            after = self.capacity(order[: position + 1])
            served[e], before = after - before, after
        return served


def sum_of(values: Sequence[Fraction]) -> Fraction:
    """The sum, over one common denominator."""
    scale = math.lcm(*(value.denominator for value in values))
    return Fraction(sum(value.numerator * (scale // value.denominator) for value in values), scale)


def check_single_object(about: Any, holds: bool, evidence: Any) -> str:
    """An interim rule of a single-object problem is implementable: hierarchical rules that give each type
    at least as much on average (the rest is thrown away: there are no floors), or thresholds.

    It is not: a set of types that together expect more than agents with such types can be given, or a negative value.
    """
    case = SingleObject(*fields(about, "problem"))
    weighted = [w * q for w, q in zip(case.weight, case.value, strict=True)]
    form = evidence.get("form")
    if not holds and form == "negative value":
        (position,) = of_form(evidence, form, "position")
        require(case.value[index(position, len(weighted))] < 0, "the value is not negative")
        return "the interim rule is not implementable: a value is negative"
    if not holds:
        (members,) = of_form(evidence, "violated set", "members")
        chosen = positions(members, len(weighted))
        require(sum_of([weighted[e] for e in chosen]) > case.capacity(chosen), "the set does not get too much")
        return "the interim rule is not implementable: a set of types expects more than can go to it"
    if form == "threshold inequalities":
        (theorem,) = of_form(evidence, form, "theorem")
        require(case.units == 1 and theorem == ONE_UNIT and min(case.value) >= 0, "that theorem shows nothing here")
        require_thresholds(case)
        return f"the interim rule is implementable ({theorem})"
    (rules,) = of_form(evidence, "hierarchical rules", "rules")
    average, chance = [Fraction(0)] * len(weighted), Fraction(0)
    for rule in listing(rules):
        probability, order = listing(rule, 2)
        share = number(probability)
        require(share >= 0, "a probability is negative")
        served = case.hierarchical(positions(order, len(weighted)))
        average, chance = [a + share * s for a, s in zip(average, served, strict=True)], chance + share
    require(chance == 1 and min(case.value) >= 0, "the shares do not sum to 1, or a value is negative")
    require(all(a >= y for a, y in zip(average, weighted, strict=True)), "the rules give less than the interim rule")
    return "the interim rule is implementable"


def positions(plain: Any, size: int) -> list[int]:
    chosen = [index(position, size) for position in listing(plain)]
    require(len(set(chosen)) == len(chosen), "a position occurs twice")
    return chosen


def require_thresholds(case: SingleObject) -> None:
    """The inequality of every beginning of the list of types by Q_i(t) Pr(Q_i <= Q_i(t)), greatest first.

    The product of the 1 - lambda_i(S_i) is kept as one integer over a fixed one.
    """
    groups: dict[int, list[int]] = {}
    for e, i in enumerate(case.owner):
        groups.setdefault(i, []).append(e)
    left = [math.lcm(*(case.weight[e].denominator for e in group)) for group in groups.values()]
    parts, keys = [0] * len(case.owner), [Fraction(0)] * len(case.owner)
    for i, group in groups.items():
        below = 0
        for value, same in itertools.groupby(sorted(group, key=lambda e: case.value[e]), key=lambda e: case.value[e]):
            tied = list(same)
            for e in tied:
                parts[e] = int(case.weight[e] * left[i])
            below += sum(parts[e] for e in tied)
            for e in tied:
                keys[e] = value * Fraction(below, left[i])
    weighted = [w * q for w, q in zip(case.weight, case.value, strict=True)]
    scale = math.lcm(*(y.denominator for y in weighted))
    full = product = math.prod(left)
    got = 0
    for e in sorted(range(len(keys)), key=lambda e: -keys[e]):
        i = case.owner[e]
        product, left[i] = product // left[i] * (left[i] - parts[e]), left[i] - parts[e]
        got += weighted[e].numerator * (scale // weighted[e].denominator)
        require(got * full <= (full - product) * scale, "a threshold inequality is violated")


class Design:
    """A linear objective over interim rules, and the conditions `sum of factors * Q + payments * m >= 0`."""

    def __init__(self, plain: Any) -> None:
        self.problem = Problem(plain)
        weights, self.incentives, self.tastes, transfers = fields(
            plain.get("objective"), "weights incentives", "preferences transfers"
        )
        require(self.incentives in ("ordinal", "cardinal", "none"), "unknown incentives")
        require(self.incentives == "none" or self.independent(), "incentives with correlated types")
        self.weights = {c: self.entry(weights[c[0]][c[1]], c) for c in self.problem.coordinates()}
        self.types = [(a, t) for a, ts in zip(self.problem.agents, self.problem.types, strict=True) for t in ts]
        revenue, participation = fields(transfers, "revenue participation") if transfers is not None else (None, False)
        require(isinstance(participation, bool), "participation is neither true nor false")
        self.payers = self.types if transfers is not None else []
        self.revenue = Fraction(0) if transfers is None else number(revenue)
        self.conditions = [each for agent, kind in self.types for each in self.truth(agent, kind)]
        if participation:
            self.conditions += [(self.worth(a, t, t, 1), {(a, t): Fraction(-1)}) for a, t in self.types]

    def independent(self) -> bool:
        problem = self.problem
        chances = [{t: problem.chance(a, t) for t in ts} for a, ts in zip(problem.agents, problem.types, strict=True)]
        pairs = (
            (p, [each[t] for each, t in zip(chances, profile, strict=True)]) for profile, p in problem.prior.items()
        )
        return all(p == math.prod(parts, start=Fraction(1)) for p, parts in pairs)

    @staticmethod
    def entry(plain: Any, coordinate: tuple[str, ...]) -> Fraction:
        """The number for a coordinate's object, or the number itself for one anonymous object; left out is 0."""
        return number(plain.get(coordinate[2], 0) if len(coordinate) == 3 else plain)

    def worth(self, agent: str, true: str, told: str, sign: int) -> Factors:
        """What type `true` expects of the report `told`, times the sign."""
        reported = [c for c in self.problem.coordinates() if c[:2] == (agent, told)]
        return {c: sign * self.entry(self.tastes[agent][true], c) for c in reported}

    def truth(self, agent: str, true: str) -> list[tuple[Factors, Factors]]:
        """The incentive constraints of a type, in the order of the reports."""
        found: list[tuple[Factors, Factors]] = []
        for other, told in self.types:
            if other != agent or told == true or self.incentives == "none":
                continue
            if self.incentives == "cardinal":
                paid: Factors = {(agent, true): Fraction(-1), (agent, told): Fraction(1)} if self.payers else {}
                found.append((self.worth(agent, true, true, 1) | self.worth(agent, true, told, -1), paid))
                continue
            ranking = listing(self.tastes[agent][true], len(self.problem.objects))
            require(set(ranking) == set(self.problem.objects), "a ranking is not one of all objects")
            for k in range(1, len(ranking) + 1):
                best = {(agent, true, j): Fraction(1) for j in ranking[:k]}
                found.append((best | {(agent, told, j): Fraction(-1) for j in ranking[:k]}, {}))
        return found

    def combined(self, plain: Any, factor: int) -> Factors:
        """Objective times the factor plus multiples of the conditions, per weighted variable; transfers must cancel."""
        chance = {kind: self.problem.chance(*kind) for kind in self.types}
        total = {c: factor * weight for c, weight in self.weights.items()}
        paid: Factors = {payer: factor * self.revenue * chance[payer] for payer in self.payers}
        for multiplier, (factors, payments) in zip(numbers(plain, len(self.conditions)), self.conditions, strict=True):
            require(multiplier >= 0, "a multiplier is negative")
            for goal, given in ((total, factors), (paid, payments)):
                for key, each in given.items():
                    goal[key] += multiplier * each
        require(not any(paid.values()), "the transfers do not cancel")
        return {c: weight / self.problem.chance(c[0], c[1]) for c, weight in total.items() if weight}


def check_best_rule(about: Any, holds: bool, evidence: Any) -> str:
    """`value` is the best: a rule with transfers that attains it, and multipliers with capacities that bound it."""
    plain, value = fields(about, "problem value")
    task, limit = Design(plain), number(value)
    require(holds, "only the best value itself can be shown")
    profiles, transfers, multipliers, inequality = of_form(
        evidence, "optimal rule", "profiles transfers multipliers inequality"
    )
    weighted = induced(task.problem, profiles)
    rule = {c: y / task.problem.chance(c[0], c[1]) for c, y in weighted.items()}
    paid: Factors = {(a, t): number(amount) for a, t, amount in (listing(each, 3) for each in listing(transfers))}
    require(list(paid) == task.payers, "the transfers are not those of all types")
    for factors, payments in task.conditions:
        left = sum((f * rule[c] for c, f in factors.items()), Fraction(0))
        require(left + sum((f * paid[p] for p, f in payments.items()), Fraction(0)) >= 0, "a condition is violated")
    revenue = sum((task.problem.chance(*payer) * amount for payer, amount in paid.items()), Fraction(0))
    reaches = sum((w * rule[c] for c, w in task.weights.items()), task.revenue * revenue)
    require(reaches == limit, "the rule does not attain the value")
    factors, right = require_capacities(task.problem, inequality)
    require(factors == task.combined(multipliers, 1) and right <= limit, "the multipliers do not bound the value")
    return f"the best implementable rule that satisfies the incentive constraints has value {value}"


def check_some_rule(about: Any, holds: bool, evidence: Any) -> str:
    """No implementable rule satisfies the incentive constraints: multipliers and capacities, or no outcome at all."""
    (plain,) = fields(about, "problem")
    require(not holds, "that there is a rule is shown by the best one")
    task = Design(plain)
    if evidence.get("form") == "no rule":
        return check_no_outcome(task.problem, {**evidence, "form": "no outcome"})
    multipliers, inequality = of_form(evidence, "contradiction", "multipliers inequality")
    factors, right = require_capacities(task.problem, inequality)
    require(factors == task.combined(multipliers, 0) and right < 0, "the multipliers lead to no contradiction")
    return "no implementable rule satisfies the incentive constraints"


# -------------------------------------------------------------------------------------------------- the command

Check = Callable[[Any, bool, Any], str]

KINDS: dict[str, Check] = {
    "feasible": check_feasible,
    "optimal": check_optimal,
    "unbounded": check_unbounded,
    "has a feasible outcome": check_has_outcome,
    "implementable": check_implementable,
    "valid inequality": check_valid,
    "facet": check_facet,
    "description": check_description,
    "condition complete": check_condition,
    "single object implementable": check_single_object,
    "best rule": check_best_rule,
    "some rule": check_some_rule,
    "capacity": check_capacity,
    "linear capacity": check_linear,
    "paramodular": check_paramodular,
    "quotas describe": check_described,
    "lines": check_lines,
    "feasible random outcome": check_random_outcome,
    "condition": check_rule_condition,
    "greatest violation": check_violation,
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
