"""Values as SymPy has them, and back: numbers, matrices, relations, intervals.

`value.sympy()` of numbers that verdicts name, of matrices, systems, cones and polyhedra is made here. A system is the
tuple of its relations, not evaluated, so that `0 <= -1` stays what it says. Back come rational numbers, matrices of
them, closed intervals and linear relations; floats are refused, as everywhere. SymPy is loaded when first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from exact import arguments
from exact.matrices import Matrix, Name
from exact.rationals import rational

if TYPE_CHECKING:
    from exact.cones import Cone, Vector
    from exact.linear import FarkasVector, LinearSystem, Point, PrimalDual
    from exact.polyhedra import Polyhedron
    from exact.verdicts import Verdict


def number(value: Fraction | int) -> Any:
    """An exact number as `sympy.Rational`; a formula (`exact.symbolic`) as an expression."""
    import sympy

    if isinstance(value, Fraction) and type(value) is not Fraction:  # a formula, which knows its expression
        return value.sympy()  # type: ignore[attr-defined]
    return sympy.Rational(value.numerator, value.denominator)


def symbols_of(names: Sequence[Name]) -> tuple[Any, ...]:
    """A symbol for each coordinate, named as it is shown: `x0` for 0. Raises `ValueError` for one name of two."""
    import sympy

    from exact.linear.systems import label

    shown = [label(name) for name in names]
    for name in shown:
        if shown.count(name) > 1:
            raise ValueError(f"two coordinates would both be the symbol {name}; name them apart")
    return tuple(map(sympy.Symbol, shown))


def matrix(given: Matrix) -> Any:
    """The entries, without the names of rows and columns."""
    import sympy

    return sympy.Matrix(*given.shape, [entry for row in given.to_lists() for entry in row])


def relations(system: LinearSystem) -> tuple[Any, ...]:
    """The rows of a system in their order, and then its bounds, all lower ones first."""
    import sympy

    symbols = symbols_of(system.variables)
    kinds = {"<=": sympy.Le, "=": sympy.Eq}
    rows = [
        kinds[row.sense](
            sympy.Add(*(number(entry) * symbols[column] for column, entry in row.coefficients)),
            number(row.bound),
            evaluate=False,
        )
        for row in system.rows
    ]
    below = [sympy.Ge(x, number(low)) for x, low in zip(symbols, system.lower, strict=True) if low is not None]
    above = [sympy.Le(x, number(high)) for x, high in zip(symbols, system.upper, strict=True) if high is not None]
    return (*rows, *below, *above)


def cone(given: Cone) -> tuple[Any, ...]:
    """The inequalities (`>= 0`), then the equations."""
    rows = [(row, ">=", 0) for row in given.inequalities] + [(row, "=", 0) for row in given.equations]
    return _dense(given.coordinates, rows)


def polyhedron(given: Polyhedron) -> tuple[Any, ...]:
    """The inequalities (`<=`), then the equations."""
    rows = [(row, "<=", bound) for row, bound in given.inequalities]
    return _dense(given.coordinates, rows + [(row, "=", value) for row, value in given.equations])


def point(given: Point | PrimalDual) -> Any:
    """The values of the variables, as a column."""
    import sympy

    return sympy.Matrix(len(given.values), 1, list(map(number, given.values)))


def multipliers(given: FarkasVector) -> Any:
    """The multipliers of the rows, as a column."""
    import sympy

    return sympy.Matrix(len(given.multipliers), 1, list(map(number, given.multipliers)))


def value(verdict: Verdict) -> Any:
    """The number that a verdict names. Raises `ValueError` where it names none, `TypeError` where that is no number."""
    found = verdict.value
    if not isinstance(found, Fraction | int):
        raise TypeError(f"the verdict names {found}, which is no number")
    return number(found)


def linear_system(given: Any, variables: Sequence[Any] | None = None) -> LinearSystem:
    """The system of some linear relations of SymPy: `<=`, `>=` and equations, each a row, or `And` of these.

    `variables` are symbols or names, else all symbols, by name. Raises `ValueError` for a relation that is strict or
    not linear, `TypeError` for floats and for what is no relation.
    """
    from exact.linear import LinearSystem

    listed = list(_each(given))
    if variables is None:
        symbols = sorted({symbol for each in listed for symbol in each.free_symbols}, key=lambda symbol: symbol.name)
        names: tuple[Name, ...] = tuple(symbol.name for symbol in symbols)
    else:
        names = arguments.names(
            [getattr(each, "name", each) for each in arguments.listed(variables, "variables")], "variables"
        )
    rows: dict[str, list[tuple[dict[str, Fraction], Fraction]]] = {"<=": [], "=": []}
    for each in listed:
        sense, coefficients, bound = _row(each)
        rows[sense].append((coefficients, bound))
    return LinearSystem.make(names, at_most=rows["<="], equal=rows["="])


def is_interval(given: Any) -> bool:
    """Whether this is an interval of SymPy, or what it makes of one with a single number."""
    return type(given).__module__.startswith("sympy.") and type(given).__name__ in ("Interval", "FiniteSet")


def closed_interval(given: Any, where: str) -> tuple[Fraction, Fraction]:
    """The ends of a closed, bounded interval of SymPy. Raises `ValueError` where it is open or unbounded, or none."""
    if type(given).__name__ == "FiniteSet":
        if len(given) != 1:
            raise ValueError(f"{where}: {given} is not an interval; give sympy.Interval(lower, upper)")
        (only,) = given
        return rational(only, where), rational(only, where)
    if given.start.is_infinite or given.end.is_infinite:
        raise ValueError(f"{where}: {given} has no bound; give sympy.Interval(lower, upper) with numbers")
    for end, is_open in ((given.start, given.left_open), (given.end, given.right_open)):
        if is_open:
            closed = f"sympy.Interval({given.start}, {given.end})"
            raise ValueError(f"{where}: the interval is open at {end}, and both ends belong to it here; give {closed}")
    return rational(given.start, where), rational(given.end, where)


def _dense(names: Sequence[Name], rows: Iterable[tuple[Vector, str, int]]) -> tuple[Any, ...]:
    import sympy

    symbols = symbols_of(names)
    kinds = {"<=": sympy.Le, ">=": sympy.Ge, "=": sympy.Eq}
    return tuple(
        kinds[sense](sympy.Add(*(entry * x for entry, x in zip(row, symbols, strict=True))), bound, evaluate=False)
        for row, sense, bound in rows
    )


def _each(given: Any) -> Iterable[Any]:
    """The relations one by one: those of a sequence, of `And`, or the only one; what is always true is left out."""
    import sympy

    if isinstance(given, sympy.And):
        given = sorted(given.args, key=sympy.default_sort_key)
    elif isinstance(given, sympy.Basic | bool):
        given = [given]
    for number_, each in enumerate(arguments.collected(given, "relations")):
        if isinstance(each, sympy.And):
            yield from _each(each)
        elif each in (True, False):
            if not each:
                yield sympy.Le(0, -1, evaluate=False)
        elif isinstance(each, sympy.Rel):
            yield each
        else:
            raise TypeError(
                f"relations[{number_}]: a relation such as x + y <= 1 was expected, not {arguments.given(each)}"
            )


def _row(given: Any) -> tuple[str, dict[str, Fraction], Fraction]:
    """A relation as the sense, the coefficients and the bound of a row."""
    import sympy

    if given.rel_op not in ("<=", ">=", "=="):
        raise ValueError(f"{given}: a system has <=, >= and equations, and no {given.rel_op}")
    form = given.lhs - given.rhs
    if form.atoms(sympy.Float):
        raise TypeError(f"{given} has a float in it, and floats are not exact; use sympy.Rational")
    symbols = sorted(form.free_symbols, key=lambda symbol: symbol.name)
    sign = -1 if given.rel_op == ">=" else 1
    if not symbols:
        return ("=" if given.rel_op == "==" else "<="), {}, -sign * rational(form, str(given))
    try:
        terms = sympy.Poly(form, *symbols).terms()
    except sympy.PolynomialError:
        raise ValueError(f"{given} is not linear in {', '.join(map(str, symbols))}") from None
    found: dict[str, Fraction] = {}
    constant = Fraction(0)
    for powers, factor in terms:
        if sum(powers) > 1 or not factor.is_Rational:
            raise ValueError(f"{given} is not linear with rational coefficients in {', '.join(map(str, symbols))}")
        if sum(powers):
            found[symbols[powers.index(1)].name] = sign * rational(factor)
        else:
            constant = rational(factor)
    return ("=" if given.rel_op == "==" else "<="), found, -sign * constant
