"""Linear systems and linear programs over the rationals, decided exactly.

A system is `A x <= b, A' x = b', lower <= x <= upper`, any bound missing. By Farkas' lemma (Schrijver 1986, Corollary
7.1e) it has a solution, or multipliers of its rows, nonnegative for inequalities, prove `0 < 0` from it. By linear
programming duality (Schrijver 1986, section 7.4) a program has an optimum shown by a primal and a dual solution of
equal value, or no solution, or a solution and a direction of recession that improves the objective for ever.

Method: HiGHS, a float solver, *suggests* bases, one for each of a few settings; a basis is solved exactly
(`exact.linear.bases`), for a solution and, where that misses something, for multipliers that may show why every point
does; what comes out is checked against the system itself. When all suggestions are wrong, the least sum of what the
rows are missed by is sought in the same way; then exact pivoting goes on from a suggestion, and in the end the exact
simplex of the Parma Polyhedra Library answers the system or its Farkas alternative. No answer rests on a tolerance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar, Literal, Self, SupportsIndex, get_args

from exact import arguments
from exact.matrices import Name, spoken
from exact.names import check_names, shown
from exact.plain_data import written
from exact.rationals import rational, text
from exact.showing.display import LINES, Displayed, counted, cut
from exact.showing.drawing import Html, Picture, escaped, table
from exact.verdicts import Evidence, Statement, Verdict

Vector = tuple[Fraction, ...]
SparseVector = tuple[tuple[int, Fraction], ...]
Coefficients = Mapping[Any, Any] | Sequence[Any]
Sense = Literal["<=", "="]


@dataclass(frozen=True)
class Row(Displayed):
    """`coefficients * x <= bound` or `= bound`; coefficients as (variable index, nonzero value), by index.

    Raises `ValueError` for another sense: `>=` is `<=` of the negative row.
    """

    coefficients: SparseVector
    sense: Sense
    bound: Fraction

    def __post_init__(self) -> None:
        if self.sense not in get_args(Sense):
            raise ValueError(f"row: the sense {self.sense!r} is neither <= nor =; negate the row for >=")


@dataclass(frozen=True)
class LinearSystem(Displayed):
    """Rows and bounds on named variables; a missing bound is `None`. Made by `LinearSystem.make`."""

    variables: tuple[Name, ...]
    rows: tuple[Row, ...] = field(metadata=written(last=True))
    lower: tuple[Fraction | None, ...]
    upper: tuple[Fraction | None, ...]

    def __post_init__(self) -> None:
        check_names(self.variables, "variable")
        for name, low, high in zip(self.variables, self.lower, self.upper, strict=True):
            if low is not None and high is not None and low > high:
                raise ValueError(f"the lower bound of {shown(name)} is {text(low)}, above its upper bound {text(high)}")

    @classmethod
    def make(
        cls,
        variables: int | Sequence[Name],
        at_most: Iterable[tuple[Coefficients, Any]] = (),
        equal: Iterable[tuple[Coefficients, Any]] = (),
        lower: Any = None,
        upper: Any = None,
        *,
        at_least: Iterable[tuple[Coefficients, Any]] = (),
    ) -> Self:
        """A system from rows `(coefficients, bound)`.

        `variables` is their number or their names; coefficients are a sequence, one for each variable, or a mapping
        from variable names, as a labelled series is one. `lower` and `upper` are one number for all variables, a
        sequence, or a mapping by name;
        `None` means no bound. Rows keep the order: `at_most`, `equal`, `at_least`; a row that is to be at least its
        bound is kept as its negative, at most the negative bound. Rows may also be a pair `(A, b)` of matrices of
        SymPy. Floats raise `TypeError`. (`exact.computer_algebra.linear_system` reads relations of SymPy.)
        """
        if isinstance(variables, SupportsIndex) and not isinstance(variables, Iterable):
            names: tuple[Name, ...] = tuple(range(arguments.whole(variables, "variables", 0)))
        else:
            names = arguments.names(variables, "variables")
        place = {name: position for position, name in enumerate(names)}
        rows = [Row(row, "<=", bound) for row, bound in _rows(at_most, place, "at_most")]
        rows += [Row(row, "=", bound) for row, bound in _rows(equal, place, "equal")]
        for row, bound in _rows(at_least, place, "at_least"):
            rows.append(Row(tuple((j, -entry) for j, entry in row), "<=", -bound))
        return cls(names, tuple(rows), _bounds(lower, names, "lower"), _bounds(upper, names, "upper"))

    def named(self, values: Sequence[Fraction]) -> dict[Name, Fraction]:
        """The values of the variables by name: `system.named(verdict.evidence.values)`."""
        values = arguments.vector(values, len(self.variables), "values")
        return dict(zip(self.variables, values, strict=True))

    def contains(self, point: Mapping[Any, Any] | Sequence[Any]) -> bool:
        """Whether the point, a number for each variable or a mapping from all their names, satisfies every row and
        every bound; a sequence of another length does not."""
        return self.violation(point) is None

    def violation(self, point: Mapping[Any, Any] | Sequence[Any]) -> str | None:
        """A bound or a row that the point does not satisfy, in words; `None` for a point of the system."""
        named = arguments.by_name(point, "point")
        if named is not None:
            if set(named) != set(self.variables):
                raise ValueError(
                    f"point: give the values of {', '.join(map(spoken, self.variables))}, and of nothing else"
                )
            point = [named[name] for name in self.variables]
        values = arguments.vector(point, None, "point")
        if len(values) != len(self.variables):
            return f"{counted(len(values), 'number')} for {counted(len(self.variables), 'variable')}"
        for name, value, low, high in zip(self.variables, values, self.lower, self.upper, strict=True):
            if low is not None and value < low:
                return f"{label(name)} is {text(value)}, below its lower bound {text(low)}"
            if high is not None and value > high:
                return f"{label(name)} is {text(value)}, above its upper bound {text(high)}"
        for number, row in enumerate(self.rows):
            left = dot(row.coefficients, values)
            if left > row.bound or (row.sense == "=" and left != row.bound):
                wanted = "" if row.sense == "=" else "at most "
                sum_of = cut(_written(row, self.variables))
                return f"row {number}: {sum_of} is {text(left)}, and must be {wanted}{text(row.bound)}"
        return None

    def recedes(self, direction: Sequence[Fraction]) -> bool:
        """Whether moving along `direction` from a solution never leaves the system."""
        return self.cone_of_recession().contains(direction)

    def cone_of_recession(self) -> LinearSystem:
        """The directions of recession: the same rows with bound 0, and bounds 0 where there were bounds."""
        zero = Fraction(0)
        return LinearSystem(
            self.variables,
            tuple(Row(row.coefficients, row.sense, zero) for row in self.rows),
            tuple(None if low is None else zero for low in self.lower),
            tuple(None if high is None else zero for high in self.upper),
        )

    def proved_bound(self, objective: SparseVector, multipliers: Sequence[Fraction]) -> Fraction | None:
        """The upper bound on `objective * x` that the multipliers prove, or `None` if they prove none.

        With `rest = objective - multipliers * rows`, every solution satisfies
        `objective * x <= multipliers * bounds + rest * x`, and the bounds of x limit the last term.
        """
        rest = dict(_pairs_within(objective, len(self.variables)))
        total = Fraction(0)
        factors = arguments.vector(multipliers, None, "multipliers")
        if len(factors) != len(self.rows):
            return None
        for multiplier, row in zip(factors, self.rows, strict=True):
            if type(multiplier) is Fraction and not multiplier:  # of a formula that is 0 somewhere nothing is decided
                continue
            if row.sense == "<=" and multiplier < 0:
                return None
            total += multiplier * row.bound
            for column, entry in row.coefficients:
                rest[column] = rest.get(column, Fraction(0)) - multiplier * entry
        for column, entry in rest.items():
            low, high = self.lower[column], self.upper[column]
            if (high is None and entry > 0) or (low is None and entry < 0):
                return None
            limit = high if low is None or (high is not None and entry > 0) else low
            if limit is not None and (type(entry) is not Fraction or entry):
                total += entry * limit
        return total

    def show(self) -> Html:
        """The rows and bounds, one a line."""
        lines = [f"{_written(row, self.variables)} {row.sense} {text(row.bound)}" for row in self.rows[:LINES]]
        lines += [
            " ".join(
                ["" if low is None else f"{text(low)} <=", label(name), "" if high is None else f"<= {text(high)}"]
            )
            for name, low, high in zip(self.variables[:LINES], self.lower, self.upper, strict=False)
            if low is not None or high is not None
        ]
        size = f"{counted(len(self.rows), 'row')}, {counted(len(self.variables), 'variable')}"
        more = f"; at most {LINES} of each are shown" if max(len(self.rows), len(self.variables)) > LINES else ""
        return table([[escaped(line)] for line in lines], (), f"A linear system: {size}{more}")


@dataclass(frozen=True)
class Feasible(Statement):
    """The system has a solution. Evidence: `Point`, or `FarkasVector` when it has none."""

    kind: ClassVar[str] = "feasible"
    system: LinearSystem

    def sentence(self) -> str:
        size = f"{counted(len(self.system.variables), 'variable')} and {counted(len(self.system.rows), 'row')}"
        return f"the linear system in {size} is feasible"

    def exhibits(self, verdict: Verdict) -> tuple[Picture | Html, ...]:
        return (self.system.show(), _by_name(self.system, verdict.evidence))


@dataclass(frozen=True)
class Optimal(Statement):
    """`value` is the greatest (`sense` "max") or least ("min") value of the objective. Evidence: `PrimalDual`."""

    kind: ClassVar[str] = "optimal"
    system: LinearSystem
    objective: SparseVector
    sense: Literal["max", "min"]
    value: Fraction

    def sentence(self) -> str:
        return f"the {self.sense}imum of the linear program is {text(self.value)}"

    def exhibits(self, verdict: Verdict) -> tuple[Picture | Html, ...]:
        return (self.system.show(), _by_name(self.system, verdict.evidence))


@dataclass(frozen=True)
class Unbounded(Statement):
    """The objective has no optimum because it improves for ever. Evidence: `ImprovingRay`."""

    kind: ClassVar[str] = "unbounded"
    system: LinearSystem
    objective: SparseVector
    sense: Literal["max", "min"]

    def sentence(self) -> str:
        return f"the {self.sense}imization of the linear program is unbounded"

    def exhibits(self, verdict: Verdict) -> tuple[Picture | Html, ...]:
        return (self.system.show(), _by_name(self.system, verdict.evidence))


@dataclass(frozen=True)
class Point(Evidence):
    """A solution: one value for each variable."""

    form: ClassVar[str] = "point"
    values: Vector

    def supports(self, statement: Statement, holds: bool) -> bool:
        return isinstance(statement, Feasible) and holds and statement.system.contains(self.values)


@dataclass(frozen=True)
class FarkasVector(Evidence):
    """Multipliers of the rows from which `0 <= something negative` follows: the system has no solution."""

    form: ClassVar[str] = "farkas"
    multipliers: Vector

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Feasible) or holds:
            return False
        bound = statement.system.proved_bound((), self.multipliers)
        return bound is not None and bound < 0


@dataclass(frozen=True)
class PrimalDual(Evidence):
    """A solution that attains the value, and multipliers of the rows that prove that no solution does better."""

    form: ClassVar[str] = "primal and dual"
    values: Vector
    multipliers: Vector

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Optimal) or not holds or not statement.system.contains(self.values):
            return False
        sign = 1 if statement.sense == "max" else -1
        objective = tuple((column, sign * weight) for column, weight in statement.objective)
        best = sign * statement.value
        return dot(objective, self.values) == best == statement.system.proved_bound(objective, self.multipliers)


@dataclass(frozen=True)
class ImprovingRay(Evidence):
    """A solution, and a direction of recession along which the objective improves."""

    form: ClassVar[str] = "improving ray"
    values: Vector
    direction: Vector

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Unbounded) or not holds:
            return False
        system = statement.system
        if not system.contains(self.values) or not system.recedes(self.direction):
            return False
        gain = dot(statement.objective, self.direction)
        return gain > 0 if statement.sense == "max" else gain < 0


def dot(coefficients: SparseVector, point: Sequence[Fraction]) -> Fraction:
    return sum((value * point[column] for column, value in coefficients if point[column]), Fraction(0))


def label(name: Name) -> str:
    """The name of a variable; a number k is written xk."""
    return f"x{name}" if isinstance(name, int) else spoken(name)


def _written(row: Row, variables: Sequence[Name]) -> str:
    """The left side of a row in words."""
    written = ""
    for column, entry in row.coefficients:
        sign = "-" if entry < 0 else "+"
        size = "" if abs(entry) == 1 else f"{text(abs(entry))} "
        written += (f" {sign} " if written else "-" * (entry < 0)) + size + label(variables[column])
    return written or "0"


def _rows(
    given: Iterable[tuple[Coefficients, Any]], place: Mapping[Any, int], where: str
) -> Iterator[tuple[SparseVector, Fraction]]:
    if isinstance(given, tuple) and len(given) == 2 and all(map(arguments.is_sympy_matrix, given)):
        given = _row_pairs(*given, where)
    for number, row in enumerate(arguments.listed(given, where)):
        here = f"{where}[{number}]"
        if not isinstance(row, tuple | list) or len(row) != 2:
            raise TypeError(f"{here}: a pair (coefficients, bound) was expected, not {arguments.given(row)}")
        yield read_coefficients(row[0], place, here), rational(row[1], f"{here}, bound")


def _row_pairs(matrix: Any, bounds: Any, where: str) -> list[tuple[Any, Any]]:
    """The rows of `A x` with their bounds, from matrices of SymPy."""
    if 1 not in bounds.shape or len(bounds) != matrix.shape[0]:
        size = f"{counted(matrix.shape[0], 'row')} and bounds of the shape {' by '.join(map(str, bounds.shape))}"
        raise ValueError(f"{where}: {size}; give one bound for each row, as a column")
    return list(zip(matrix.tolist(), bounds, strict=True))


def _by_name(system: LinearSystem, evidence: Evidence) -> Html:
    """Values and directions by the names of the variables, multipliers by the number of the row."""
    rows = []
    for part in ("values", "direction", "multipliers"):
        names = [f"row {k}" for k in range(len(system.rows))] if part == "multipliers" else map(label, system.variables)
        for name, value in zip(names, getattr(evidence, part, ()), strict=False):
            if value:
                rows.append([escaped(part), escaped(name), text(value)])
    more = f"; {LINES} of {len(rows)} are shown" if len(rows) > LINES else ""
    return table(rows[:LINES], ("which", "of", "is"), f"Evidence: {evidence.form}; what is not listed is 0{more}")


def read_coefficients(coefficients: Coefficients, place: Mapping[Any, int], where: str) -> SparseVector:
    """Exact coefficients by the variables' places, from a sequence, one for each, or by name.

    A mapping and a labelled series are read by name. Raises `ValueError` for a name that is no variable or a wrong
    number of coefficients, `TypeError` for floats.
    """
    named = arguments.by_name(coefficients, where)
    if named is not None:
        for name in named:
            if name not in place:
                raise ValueError(_no_variable(name, place, where))
        pairs = sorted((place[name], rational(value, f"{where}, {spoken(name)}")) for name, value in named.items())
    else:
        given = arguments.listed(coefficients, where)
        if len(given) != len(place):
            sizes = f"{counted(len(given), 'coefficient')} for {counted(len(place), 'variable')}"
            raise ValueError(f"{where}: {sizes}")
        pairs = [(column, rational(value, f"{where}, coefficient {column}")) for column, value in enumerate(given)]
    return tuple((column, value) for column, value in pairs if value)


def _no_variable(name: Any, variables: Iterable[Name], where: str) -> str:
    listed = list(variables)
    more = ", ..." if len(listed) > 12 else ""
    return f"{where}: {name!r} is not a variable; the variables are {', '.join(map(spoken, listed[:12]))}{more}"


def _pairs_within(vector: SparseVector, size: int) -> SparseVector:
    """A sparse vector whose places lie within `size`."""
    pairs = arguments.listed(vector, "objective")
    for pair in pairs:
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            raise TypeError(f"objective: pairs (place, number) were expected, not {pair!r}")
        if not 0 <= arguments.whole(pair[0], "objective") < size:
            raise ValueError(f"objective: there is no variable number {pair[0]}; the last is {size - 1}")
    return tuple((place, rational(value, "objective")) for place, value in pairs)


def _bounds(given: Any, names: Sequence[Name], where: str) -> tuple[Fraction | None, ...]:
    named = arguments.by_name(given, where)
    if named is not None:
        for name in named:
            if name not in names:
                raise ValueError(_no_variable(name, names, where))
        values = [named.get(name) for name in names]
    elif isinstance(given, Iterable) and not isinstance(given, str | bytes):
        values = arguments.listed(given, where)
        if len(values) != len(names):
            raise ValueError(f"{where}: {counted(len(values), 'bound')} for {counted(len(names), 'variable')}")
    else:
        return (None if given is None else rational(given, where),) * len(names)
    places = zip(names, values, strict=True)
    return tuple(None if value is None else rational(value, f"{where}, {spoken(name)}") for name, value in places)
