"""The simplex method over any ordered field, on dictionaries (Chvatal 1983, chapters 2, 3 and 8).

The last resort where numbers are formulas (`exact.symbolic`): slow, since nothing is suggested to it, and sure, since
by Bland's rule it never comes back to a basis. A dictionary writes the basic variables and the objective by the others,
which are 0; all variables are at least 0. The problem is `maximize c x, A x <= b, x >= 0`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from exact.linear.systems import LinearSystem, SparseVector, Vector
from exact.showing.display import Displayed

ZERO, ONE = Fraction(0), Fraction(1)


@dataclass
class Dictionary:
    """Row r says: basic[r] = constants[r] + sum of entries[r][k] * nonbasic[k]; so does the objective, `value` and
    `gains`. Variables are numbers: those of the problem first, then the slacks of the rows."""

    basic: list[int]
    nonbasic: list[int]
    constants: list[Fraction]
    entries: list[list[Fraction]]
    value: Fraction
    gains: list[Fraction]

    def pivot(self, row: int, k: int) -> None:
        """Exchange a basic variable and one that is not."""
        pivot = self.entries[row][k]
        solved = [-entry / pivot for entry in self.entries[row]]
        solved[k] = ONE / pivot
        constant = -self.constants[row] / pivot
        for other in range(len(self.basic)):
            if other != row and (factor := self.entries[other][k]):
                self.constants[other] += factor * constant
                mixed = [a + factor * b for a, b in zip(self.entries[other], solved, strict=True)]
                mixed[k] = factor * solved[k]
                self.entries[other] = mixed
        if factor := self.gains[k]:
            self.value += factor * constant
            gains = [a + factor * b for a, b in zip(self.gains, solved, strict=True)]
            gains[k] = factor * solved[k]
            self.gains = gains
        self.entries[row], self.constants[row] = solved, constant
        self.basic[row], self.nonbasic[k] = self.nonbasic[k], self.basic[row]

    def climb(self) -> bool:
        """Steps by Bland's rule to an optimum; false where the objective grows for ever."""
        while True:
            entering = [(self.nonbasic[k], k) for k, gain in enumerate(self.gains) if gain > 0]
            if not entering:
                return True
            k = min(entering)[1]
            falling = [row for row in range(len(self.basic)) if self.entries[row][k] < 0]
            if not falling:
                return False
            best = falling[0]
            for row in falling[1:]:
                difference = self.constants[row] / -self.entries[row][k] - self.constants[best] / -self.entries[best][k]
                if difference < 0 or (difference == 0 and self.basic[row] < self.basic[best]):
                    best = row
            self.pivot(best, k)


@dataclass(frozen=True)
class Ended(Displayed):
    """Where the method ends: a solution and multipliers of the rows (`None`: there is none, and the multipliers say
    so; or the objective grows for ever, and there are no multipliers)."""

    values: Vector | None
    multipliers: Vector | None


def solve(system: LinearSystem, objective: SparseVector) -> Ended:
    """`maximize objective x` over a system whose numbers are of any ordered field."""
    form = _Form(system, dict(objective))
    dictionary = form.first()
    if any(constant < 0 for constant in dictionary.constants):
        auxiliary = len(dictionary.basic) + len(dictionary.nonbasic)
        dictionary = _with_auxiliary(dictionary, auxiliary)
        lowest = 0
        for row, constant in enumerate(dictionary.constants):
            if constant < dictionary.constants[lowest]:
                lowest = row
        dictionary.pivot(lowest, len(dictionary.nonbasic) - 1)
        dictionary.climb()
        if dictionary.value < 0:
            return Ended(None, form.multipliers(dictionary))
        _drop(dictionary, auxiliary)
        form.restore(dictionary)
    if not dictionary.climb():
        return Ended(form.values(dictionary), None)
    return Ended(form.values(dictionary), form.multipliers(dictionary))


def _with_auxiliary(given: Dictionary, auxiliary: int) -> Dictionary:
    """The first phase: how far below 0 must all rows be allowed to be? Its objective is minus that."""
    entries = [[*row, ONE] for row in given.entries]
    gains = [ZERO] * len(given.nonbasic) + [-ONE]
    return Dictionary(given.basic, [*given.nonbasic, auxiliary], given.constants, entries, ZERO, gains)


def _drop(dictionary: Dictionary, auxiliary: int) -> None:
    """Leave out the auxiliary variable, which is 0."""
    if auxiliary in dictionary.basic:
        row = dictionary.basic.index(auxiliary)
        dictionary.pivot(row, next(k for k, entry in enumerate(dictionary.entries[row]) if entry))
    k = dictionary.nonbasic.index(auxiliary)
    del dictionary.nonbasic[k], dictionary.gains[k]
    for entries in dictionary.entries:
        del entries[k]


class _Form:
    """A system in the form of dictionaries: a variable is its lower bound plus one from 0 on, or its upper bound minus
    one, or the difference of two; equations are two rows, and upper bounds rows too."""

    def __init__(self, system: LinearSystem, objective: dict[int, Fraction]) -> None:
        self.system, self.objective = system, objective
        self.parts: list[list[tuple[int, int]]] = []
        self.shift: list[Fraction] = []
        size = 0
        for low, high in zip(system.lower, system.upper, strict=True):
            free = low is None and high is None
            self.parts.append([(size, -1 if low is None and high is not None else 1), *([(size + 1, -1)] * free)])
            self.shift.append(low if low is not None else high if high is not None else ZERO)
            size += 1 + free
        self.size = size
        self.rows: list[tuple[SparseVector, Fraction, int, int]] = []
        for i, row in enumerate(system.rows):
            self.rows.append((row.coefficients, row.bound, i, 1))
            if row.sense == "=":
                self.rows.append((tuple((j, -entry) for j, entry in row.coefficients), -row.bound, i, -1))
        for j, (low, high) in enumerate(zip(system.lower, system.upper, strict=True)):
            if low is not None and high is not None:
                self.rows.append((((j, ONE),), high, -1, 1))

    def split(self, coefficients: SparseVector | dict[int, Fraction]) -> tuple[list[Fraction], Fraction]:
        """Coefficients of the variables from 0 on, and the constant that the shifts make."""
        entries, constant = [ZERO] * self.size, ZERO
        for j, entry in coefficients.items() if isinstance(coefficients, dict) else coefficients:
            constant += entry * self.shift[j]
            for part, sign in self.parts[j]:
                entries[part] += sign * entry
        return entries, constant

    def first(self) -> Dictionary:
        constants, entries = [], []
        for coefficients, bound, _, _ in self.rows:
            left, constant = self.split(coefficients)
            entries.append([-entry for entry in left])
            constants.append(bound - constant)
        gains, value = self.split(self.objective)
        basic = [self.size + r for r in range(len(self.rows))]
        return Dictionary(basic, list(range(self.size)), constants, entries, value, gains)

    def restore(self, dictionary: Dictionary) -> None:
        """Write the objective by what is not basic now."""
        gains, value = self.split(self.objective)
        place = {variable: k for k, variable in enumerate(dictionary.nonbasic)}
        mixed = [ZERO] * len(dictionary.nonbasic)
        for variable, gain in enumerate(gains):
            if variable in place:
                mixed[place[variable]] += gain
        for row, variable in enumerate(dictionary.basic):
            if variable < self.size and (gain := gains[variable]):
                value += gain * dictionary.constants[row]
                mixed = [a + gain * b for a, b in zip(mixed, dictionary.entries[row], strict=True)]
        dictionary.gains, dictionary.value = mixed, value

    def values(self, dictionary: Dictionary) -> Vector:
        at = dict(zip(dictionary.basic, dictionary.constants, strict=True))
        shifted = zip(self.parts, self.shift, strict=True)
        return tuple(base + sum((sign * at.get(part, ZERO) for part, sign in parts), ZERO) for parts, base in shifted)

    def multipliers(self, dictionary: Dictionary) -> Vector:
        """Of the rows of the system; what bounds leave over is settled by `LinearSystem.proved_bound`."""
        found = [ZERO] * len(self.system.rows)
        for k, variable in enumerate(dictionary.nonbasic):
            if self.size <= variable < self.size + len(self.rows):
                _, _, i, sign = self.rows[variable - self.size]
                if i >= 0:
                    found[i] -= sign * dictionary.gains[k]
        return tuple(found)
