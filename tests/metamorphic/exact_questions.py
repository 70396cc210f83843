"""The questions of `exact`, with what may be done to systems, matrices, families of sets, cones and boxes."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from exact import cones, integer, lotteries, minkowski, mixed_integer, polyhedra, set_systems, volumes
from exact.cones import Cone
from exact.double_descriptions import pair
from exact.double_descriptions import system_of as inequalities_of
from exact.linear import LinearSystem, alternatives, feasibility, optimum
from exact.polyhedra import Polyhedron
from exact.polytopes import polytope_volume
from exact.projections import projection
from exact.sums import minkowski_sum
from exact.symbolic.extremes import extreme_value, negative
from exact.symbolic.splitting import Range
from exact.symbolic.statements import for_all_values
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from tests.metamorphic.framework import Answer, Case, Changed, Question, Relation, holds, optimum_of, same, shuffled

# ------------------------------------------------------------------------------------------------- linear systems


def systems(bounded: bool = False) -> Callable[[random.Random], Case]:
    def make(rng: random.Random) -> Case:
        width = rng.randint(1, 4)

        def row() -> list[int]:
            return [rng.choice((-2, -1, 0, 1, 1, 3)) for _ in range(width)]

        limits = [(rng.choice((0, -1)), rng.randint(0, 3)) for _ in range(width)]
        free = [bounded or rng.random() < 0.6 for _ in range(2 * width)]
        return {
            "names": [f"x{i}" for i in range(width)],
            "at_most": [(row(), rng.randint(-1, 4)) for _ in range(rng.randint(1, 4))],
            "equal": [(row(), rng.randint(0, 2)) for _ in range(rng.choice((0, 0, 1, 2)))],
            "lower": [low if free[i] else None for i, (low, _) in enumerate(limits)],
            "upper": [high if free[width + i] else None for i, (_, high) in enumerate(limits)],
            "objective": row(),
        }

    return make


def system_of(case: Case) -> LinearSystem:
    bounds = [dict(zip(case["names"], case[side], strict=True)) for side in ("lower", "upper")]
    return LinearSystem.make(case["names"], case["at_most"], case["equal"], lower=bounds[0], upper=bounds[1])


def rows_permuted(case: Case, rng: random.Random) -> Changed:
    return case | {key: shuffled(case[key], rng) for key in ("at_most", "equal")}, same


def variables_permuted(case: Case, rng: random.Random) -> Changed:
    order = shuffled(range(len(case["names"])), rng)

    def moved(values: list[Any]) -> list[Any]:
        return [values[i] for i in order]

    changed = {key: moved(case[key]) for key in ("names", "lower", "upper", "objective")}
    changed |= {key: [(moved(row), bound) for row, bound in case[key]] for key in ("at_most", "equal")}
    return changed, lambda answer: [moved(point) for point in answer] if isinstance(answer, list) else answer


def variables_renamed(case: Case, rng: random.Random) -> Changed:
    return case | {"names": [(name, "new") for name in shuffled(case["names"], rng)]}, same


def rows_scaled(case: Case, rng: random.Random) -> Changed:
    def scaled(pairs: list[Any], signs: tuple[int, ...]) -> list[Any]:
        factors = [rng.choice(signs) * Fraction(rng.randint(1, 5), rng.randint(1, 5)) for _ in pairs]
        return [([f * a for a in row], f * bound) for f, (row, bound) in zip(factors, pairs, strict=True)]

    return case | {"at_most": scaled(case["at_most"], (1,)), "equal": scaled(case["equal"], (1, -1))}, same


def rows_twice(case: Case, rng: random.Random) -> Changed:
    return case | {key: case[key] + case[key][:1] for key in ("at_most", "equal")}, same


def implied_rows(case: Case, rng: random.Random) -> Changed:
    """Sums of rows, a row of zeros, and a weaker copy of a row."""
    pairs = case["at_most"]
    (one, b), (two, c) = rng.choice(pairs), rng.choice(pairs)
    more = [([x + y for x, y in zip(one, two, strict=True)], b + c), ([0] * len(one), 0), (one, b + 1)]
    return case | {"at_most": [*more, *pairs], "equal": [([0] * len(one), 0), *case["equal"]]}, same


def equations_as_inequalities(case: Case, rng: random.Random) -> Changed:
    pairs = [pair for row, b in case["equal"] for pair in ((row, b), ([-a for a in row], -b))]
    return case | {"equal": [], "at_most": case["at_most"] + pairs}, same


def bounds_as_rows(case: Case, rng: random.Random) -> Changed:
    width, rows = len(case["names"]), []
    for i in range(width):
        unit = [int(i == k) for k in range(width)]
        rows += [(unit, case["upper"][i])] if case["upper"][i] is not None else []
        rows += [([-a for a in unit], -case["lower"][i])] if case["lower"][i] is not None else []
    return case | {"lower": [None] * width, "upper": [None] * width, "at_most": case["at_most"] + rows}, same


def variable_negated(case: Case, rng: random.Random) -> Changed:
    k = rng.randrange(len(case["names"]))

    def turned(row: list[Any]) -> list[Any]:
        return [-a if i == k else a for i, a in enumerate(row)]

    lower, upper = list(case["lower"]), list(case["upper"])
    lower[k], upper[k] = (None if end is None else -end for end in (upper[k], lower[k]))
    changed = {key: [(turned(row), b) for row, b in case[key]] for key in ("at_most", "equal")}
    ends = {"lower": lower, "upper": upper, "objective": turned(case["objective"])}

    def expected(answer: Answer) -> Answer:
        return sorted(turned(point) for point in answer) if isinstance(answer, list) else answer

    return case | changed | ends, expected


def variables_shifted(case: Case, rng: random.Random) -> Changed:
    """x + t for x, with integers t: bounds move, and the value by the objective at t."""
    shift = [rng.randint(-2, 2) for _ in case["names"]]

    def at(row: list[Any]) -> Any:
        return sum(a * t for a, t in zip(row, shift, strict=True))

    changed = {key: [(row, b + at(row)) for row, b in case[key]] for key in ("at_most", "equal")}
    for side in ("lower", "upper"):
        changed[side] = [None if end is None else end + t for end, t in zip(case[side], shift, strict=True)]
    more = at(case["objective"])

    def expected(answer: Answer) -> Answer:
        if isinstance(answer, list):
            return sorted([x + t for x, t in zip(point, shift, strict=True)] for point in answer)
        return answer + more if isinstance(answer, Fraction) else answer

    return case | changed, expected


def idle_variable(case: Case, rng: random.Random) -> Changed:
    at = rng.randint(0, len(case["names"]))

    def with_idle(values: list[Any], value: Any) -> list[Any]:
        return [*values[:at], value, *values[at:]]

    changed = {key: [(with_idle(row, 0), b) for row, b in case[key]] for key in ("at_most", "equal")}
    idle = {"names": "idle", "lower": 0, "upper": 0, "objective": 0}
    ends = {key: with_idle(case[key], value) for key, value in idle.items()}

    def expected(answer: Answer) -> Answer:
        return [with_idle(point, 0) for point in answer] if isinstance(answer, list) else answer

    return changed | ends, expected


def objective_scaled(case: Case, rng: random.Random) -> Changed:
    factor = Fraction(rng.randint(1, 4), rng.randint(1, 3))
    return (
        case | {"objective": [factor * a for a in case["objective"]]},
        lambda answer: factor * answer if isinstance(answer, Fraction) else answer,
    )


SYSTEM = [
    Relation("rows in another order", rows_permuted),
    Relation("variables in another order", variables_permuted),
    Relation("rows scaled, equations negated", rows_scaled),
    Relation("rows given twice", rows_twice),
    Relation("implied rows and rows of zeros", implied_rows),
    Relation("equations as two inequalities", equations_as_inequalities),
    Relation("a variable that plays no part", idle_variable),
    Relation("a variable negated", variable_negated),
    Relation("variables shifted", variables_shifted),
]
NAMED = [Relation("variables renamed", variables_renamed), Relation("bounds as rows", bounds_as_rows)]
OBJECTIVE = [Relation("objective scaled", objective_scaled)]


def minimum_by_negation(case: Case, rng: random.Random) -> Changed:
    negated = case | {"objective": [-a for a in case["objective"]], "sense": "min"}
    return negated, lambda answer: -answer if isinstance(answer, Fraction) else answer


def linear_optimum(case: Case) -> Answer:
    objective = dict(zip(case["names"], case["objective"], strict=True))
    return optimum_of(optimum(system_of(case), objective, case.get("sense", "max")))


def integer_points(case: Case) -> Answer:
    found = integer.points(system_of(case), 500)
    assert found is not None
    return sorted(map(list, found))


def integer_optimum(case: Case) -> Answer:
    system, weights = system_of(case), dict(zip(case["names"], case["objective"], strict=True))
    found = integer.maximize(system, weights)
    verdict = mixed_integer.integer_optimum(system, weights)
    assert bool(verdict) is bool(mixed_integer.integer_feasibility(system)) is (found.value is not None)
    assert not verdict or verdict.value == found.value
    return found.value


def shadows(case: Case) -> Answer:
    """The least and the greatest values of the variables, by projections; and twice the optimum, by a sum."""
    system = system_of(case)
    if not feasibility(system):
        return "empty"
    ends = [_interval(projection(system, [name]).statement.result) for name in case["names"]]
    twice, weights = minkowski_sum([system, system]).statement.result, case["objective"]
    objective = dict(zip(system.variables, weights, strict=True))
    greatest = optimum(twice, dict(zip(twice.variables, weights, strict=True))).value
    assert greatest == 2 * optimum(system, objective).value
    return [list(side) for side in zip(*ends, strict=True)]


def _interval(line: LinearSystem) -> tuple[Fraction, Fraction]:
    (name,) = line.variables
    return optimum(line, {name: 1}, "min").value, optimum(line, {name: 1}).value


def points_in_order(relation: Relation) -> Relation:
    """The points are told in lexicographic order, whatever the order of the variables."""

    def change(case: Case, rng: random.Random) -> Changed | None:
        changed = relation.change(case, rng)
        return changed and (changed[0], lambda answer: sorted(changed[1](answer)))

    return Relation(relation.name, change)


def lottery_mean(case: Case) -> Answer:
    """The mean of the lottery over vertices of the interval [0, 1]^n cut by rows of differences, which is the point."""
    rows, point = case
    system = LinearSystem.make(len(point), rows, lower=0, upper=1)
    found = lotteries.walk(system, point)
    assert found is not None
    totals = [sum((share * x[i] for share, x in found.entries), Fraction(0)) for i in range(len(point))]
    return totals, sum(share for share, _ in found.entries)


def chains(rng: random.Random) -> Case:
    """x_0 <= x_1 <= ... at random places: a totally unimodular system, and a point of it."""
    point = sorted(Fraction(rng.randint(0, 4), 4) for _ in range(rng.randint(2, 4)))
    rows = [([(i == k) - (i == k + 1) for i in range(len(point))], 0) for k in range(len(point) - 1)]
    return rows, point


def chain_permuted(case: Case, rng: random.Random) -> Changed:
    rows, point = case
    order = shuffled(range(len(point)), rng)
    moved = [([row[i] for i in order], b) for row, b in shuffled(rows, rng)]
    return (moved, [point[i] for i in order]), lambda answer: ([answer[0][i] for i in order], answer[1])


def chain_mirrored(case: Case, rng: random.Random) -> Changed:
    """1 - x for x."""
    rows, point = case
    turned = [([-a for a in row], b - sum(row)) for row, b in rows]
    return (turned, [1 - x for x in point]), lambda answer: ([1 - x for x in answer[0]], answer[1])


# ---------------------------------------------------------------------------------------------------- parameters


def bounds_of_a_parameter(rng: random.Random) -> Case:
    """Cubic bounds on one variable, of which the least counts, for a parameter in a range."""
    bounds = [tuple(rng.randint(-2, 2) for _ in range(4)) for _ in range(rng.randint(1, 2))]
    low = rng.randint(-3, 0)
    return {"bounds": bounds, "range": (Fraction(low), Fraction(low + rng.randint(1, 4))), "sign": 1}


def extreme_values(case: Case) -> Answer:
    """The greatest and the least value of the program, or those of its negative the other way round."""

    def program(p: Fraction) -> Verdict:
        sign = case["sign"]
        rows = [([sign], sum((c * p**k for k, c in enumerate(bound)), Fraction(0))) for bound in case["bounds"]]
        return optimum(LinearSystem.make(1, at_most=rows), [1], "max" if sign > 0 else "min")

    verdict, _ = for_all_values(Range("p", *case["range"]), program)
    assert verdict.verify()
    greatest, least = (extreme_value(verdict, sense) for sense in ("greatest", "least"))
    assert greatest[0].verify()
    if case["sign"] < 0:
        return negative(least[1].value), negative(greatest[1].value)
    return greatest[1].value, least[1].value


def bounds_permuted(case: Case, rng: random.Random) -> Changed:
    return case | {"bounds": shuffled([*case["bounds"], case["bounds"][0]], rng)}, same


def parameter_mirrored(case: Case, rng: random.Random) -> Changed:
    low, high = case["range"]
    bounds = [tuple(-c if k % 2 else c for k, c in enumerate(bound)) for bound in case["bounds"]]
    return case | {"bounds": bounds, "range": (-high, -low)}, same


def parameter_stretched(case: Case, rng: random.Random) -> Changed:
    scale = rng.choice((2, 3))
    bounds = [tuple(c * scale**k for k, c in enumerate(bound)) for bound in case["bounds"]]
    return case | {"bounds": bounds, "range": tuple(end / scale for end in case["range"])}, same


def bounds_negated(case: Case, rng: random.Random) -> Changed:
    return case | {"sign": -case["sign"]}, same


# ------------------------------------------------------------------------------------------ theorems of the alternative


def tables(rng: random.Random) -> Case:
    width = rng.randint(1, 3)
    height = rng.randint(1, 4)
    rows = [[rng.choice((-2, -1, 0, 1, 2)) for _ in range(width)] for _ in range(height)]
    return {"rows": rows, "right": [rng.randint(-2, 3) for _ in range(height)], "split": rng.randint(1, height)}


def table_rows(signs: tuple[int, ...]) -> Relation:
    """Rows scaled; with both signs where they are equations."""

    def change(case: Case, rng: random.Random) -> Changed:
        factors = [rng.choice(signs) * Fraction(rng.randint(1, 4), rng.randint(1, 4)) for _ in case["rows"]]
        rows = [[f * a for a in row] for f, row in zip(factors, case["rows"], strict=True)]
        return case | {"rows": rows, "right": [f * b for f, b in zip(factors, case["right"], strict=True)]}, same

    return Relation("rows scaled", change)


def table_columns(signs: tuple[int, ...]) -> Relation:
    """Columns in another order and scaled: x_i / f_i for x_i; with both signs where x has no sign."""

    def change(case: Case, rng: random.Random) -> Changed:
        width = len(case["rows"][0])
        factors = [rng.choice(signs) * Fraction(rng.randint(1, 4), rng.randint(1, 4)) for _ in range(width)]
        order = shuffled(range(width), rng)
        return case | {"rows": [[row[i] * factors[i] for i in order] for row in case["rows"]]}, same

    return Relation("columns in another order and scaled", change)


def table_order(case: Case, rng: random.Random) -> Changed:
    """Rows in another order, those before the split and those after it each by themselves."""
    order = [*shuffled(range(case["split"]), rng), *shuffled(range(case["split"], len(case["rows"])), rng)]
    return case | {key: [case[key][i] for i in order] for key in ("rows", "right")}, same


def table_twice(case: Case, rng: random.Random) -> Changed:
    return case | {key: [case[key][0], *case[key]] for key in ("rows", "right")} | {"split": case["split"] + 1}, same


def table_column_of_zeros(case: Case, rng: random.Random) -> Changed:
    return case | {"rows": [[0, *row] for row in case["rows"]]}, same


def table_relations(rows: tuple[int, ...], columns: tuple[int, ...], zeros: bool = True) -> list[Relation]:
    more = [Relation("a column of zeros", table_column_of_zeros)] if zeros else []
    order = [Relation("rows in another order", table_order), Relation("a row given twice", table_twice)]
    return [*order, table_rows(rows), table_columns(columns), *more]


ALTERNATIVES = [
    Question(
        "farkas",
        ("exact.linear.alternatives.farkas",),
        lambda c: alternatives.farkas(c["rows"], c["right"]).holds,
        tables,
        table_relations((1, -1), (1,)),
    ),
    Question(
        "farkas_inequalities",
        ("exact.linear.alternatives.farkas_inequalities",),
        lambda c: alternatives.farkas_inequalities(c["rows"], c["right"]).holds,
        tables,
        table_relations((1,), (1, -1)),
    ),
    Question(
        "farkas_nonnegative",
        ("exact.linear.alternatives.farkas_nonnegative",),
        lambda c: alternatives.farkas_nonnegative(c["rows"], c["right"]).holds,
        tables,
        table_relations((1,), (1,)),
    ),
    Question(
        "gordan",
        ("exact.linear.alternatives.gordan",),
        lambda c: alternatives.gordan(c["rows"]).holds,
        tables,
        table_relations((1,), (1, -1)),
    ),
    Question(
        "motzkin",
        ("exact.linear.alternatives.motzkin",),
        lambda c: alternatives.motzkin(c["rows"][: c["split"]], c["rows"][c["split"] :]).holds,
        tables,
        table_relations((1,), (1, -1)),
    ),
    Question(
        "stiemke",
        ("exact.linear.alternatives.stiemke",),
        lambda c: alternatives.stiemke(c["rows"]).holds,
        tables,
        table_relations((1, -1), (1,)),
    ),
]

# -------------------------------------------------------------------------------------------------- families of sets


def families(pairs: bool = False, edges: bool = False) -> Callable[[random.Random], Case]:
    def make(rng: random.Random) -> Case:
        size = rng.randint(3, 5)
        ground: list[Any] = list(range(size))
        agents, objects = [f"a{i}" for i in range(2)], [f"o{i}" for i in range(rng.randint(1, 2))]
        if pairs:
            ground = list(itertools.product(agents, objects))
        most = 2 if edges and rng.random() < 0.8 else 3
        least = 2 if edges else 0
        listed = {
            frozenset(rng.sample(ground, min(len(ground), rng.randint(least, most)))) for _ in range(rng.randint(1, 6))
        }
        if pairs:
            lines = [
                {cell for cell in ground if cell[side] == name}
                for side, names in ((0, agents), (1, objects))
                for name in names
            ]
            listed |= {frozenset(line) for line in lines if rng.random() < 0.9}
        return {"sets": sorted(listed, key=sorted), "ground": ground, "agents": agents, "objects": objects}

    return make


def sets_permuted(case: Case, rng: random.Random) -> Changed:
    return case | {key: shuffled(case[key], rng) for key in ("sets", "ground", "agents", "objects")}, same


def sets_renamed(case: Case, rng: random.Random) -> Changed:
    names = {name: f"new {name}" for key in ("agents", "objects") for name in case[key]}
    new = {m: tuple(names[x] for x in m) if isinstance(m, tuple) else f"new {m}" for m in case["ground"]}
    return {
        "sets": [frozenset(new[m] for m in one) for one in case["sets"]],
        "ground": [new[m] for m in case["ground"]],
        "agents": [names[x] for x in case["agents"]],
        "objects": [names[x] for x in case["objects"]],
    }, same


def sets_with(more: Callable[[Case, random.Random], list[Any]], name: str) -> Relation:
    def change(case: Case, rng: random.Random) -> Changed | None:
        added = [frozenset(one) for one in more(case, rng)]
        if not added or set(added) & set(case["sets"]):
            return None
        return case | {"sets": shuffled([*case["sets"], *added], rng)}, same

    return Relation(name, change)


def sides_changed(case: Case, rng: random.Random) -> Changed:
    sets = [frozenset((j, i) for i, j in one) for one in case["sets"]]
    return case | {"sets": sets, "agents": case["objects"], "objects": case["agents"]}, same


def twin_member(case: Case, rng: random.Random) -> Changed:
    """A new member that is in just the sets in which an old one is: sets cross as before."""
    old = rng.choice(case["ground"])
    sets = [one | {"twin"} if old in one else one for one in case["sets"]]
    return case | {"sets": sets, "ground": [*case["ground"], "twin"]}, same


def complements(case: Case, rng: random.Random) -> Changed | None:
    """An idle vertex changes nothing for edges."""
    return case | {"ground": shuffled([*case["ground"], "idle"], rng)}, same


FAMILY = [Relation("sets and members in another order", sets_permuted), Relation("members renamed", sets_renamed)]
NESTED = [
    sets_with(lambda case, rng: [()], "the empty set"),
    sets_with(lambda case, rng: [case["ground"]], "the whole set"),
    sets_with(lambda case, rng: [[rng.choice(case["ground"])]], "a set of one member"),
    Relation("a twin of a member", twin_member),
]
SETS = [
    Question(
        "hierarchy",
        ("exact.set_systems.hierarchy",),
        lambda c: set_systems.hierarchy(c["sets"]).holds,
        families(),
        [*FAMILY, *NESTED],
    ),
    Question(
        "bihierarchy",
        ("exact.set_systems.bihierarchy",),
        lambda c: set_systems.bihierarchy(c["sets"]).holds,
        families(),
        [*FAMILY, *NESTED],
    ),
    Question(
        "canonical_two_sided",
        ("exact.set_systems.canonical_two_sided",),
        lambda c: set_systems.canonical_two_sided(c["sets"], c["agents"], c["objects"]).holds,
        families(pairs=True),
        [
            *FAMILY,
            Relation("agents and objects change sides", sides_changed),
            sets_with(
                lambda c, rng: [rng.sample(c["ground"], 3)] if len(c["ground"]) == 4 else [], "a set that is no line"
            ),
            NESTED[0],
        ],
    ),
    Question(
        "edges_of_a_graph",
        ("exact.set_systems.edges_of_a_graph",),
        lambda c: set_systems.edges_of_a_graph(c["sets"], c["ground"]).holds,
        families(edges=True),
        [*FAMILY, Relation("an idle vertex", complements)],
    ),
    Question(
        "bipartite_graph",
        ("exact.set_systems.bipartite_graph",),
        lambda c: set_systems.bipartite_graph(c["sets"], c["ground"]).holds,
        families(edges=True),
        [*FAMILY, Relation("an idle vertex", complements)],
    ),
]

# ----------------------------------------------------------------------------------------------------------- matrices


def sign_matrices(rng: random.Random) -> Case:
    """Random sign matrices, or networks, so that both answers occur."""
    height, width = rng.randint(2, 5), rng.randint(2, 5)
    if rng.random() < 0.5:
        return [[rng.choice((-1, 0, 0, 1)) for _ in range(width)] for _ in range(height)]
    columns = []
    for _ in range(width):
        start, end = sorted(rng.sample(range(height + 1), 2))
        columns.append([int(start <= i < end) * rng.choice((1,)) for i in range(height)])
    return [list(row) for row in zip(*columns, strict=True)]


def matrix_relation(name: str, change: Callable[[list[list[int]], random.Random], list[list[int]] | None]) -> Relation:
    def changed(case: Case, rng: random.Random) -> Changed | None:
        after = change([list(row) for row in case], rng)
        return None if after is None else (after, same)

    return Relation(name, changed)


def _transposed(rows: list[list[int]], rng: random.Random) -> list[list[int]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _permuted(rows: list[list[int]], rng: random.Random) -> list[list[int]]:
    order = shuffled(range(len(rows[0])), rng)
    return [[row[i] for i in order] for row in shuffled(rows, rng)]


def _negated(rows: list[list[int]], rng: random.Random) -> list[list[int]]:
    left, right = [rng.choice((1, -1)) for _ in rows], [rng.choice((1, -1)) for _ in rows[0]]
    return [[s * t * a for t, a in zip(right, row, strict=True)] for s, row in zip(left, rows, strict=True)]


def _twice(rows: list[list[int]], rng: random.Random) -> list[list[int]]:
    sign, at = rng.choice((1, -1)), rng.randrange(len(rows[0]))
    return [[*row, sign * row[at]] for row in [*rows, rows[0]]]


def _bordered(rows: list[list[int]], rng: random.Random) -> list[list[int]]:
    """A row of zeros and a unit column."""
    at = rng.randrange(len(rows) + 1)
    return [[*row, int(i == at)] for i, row in enumerate([*rows, [0] * len(rows[0])])]


def _pivoted(rows: list[list[int]], rng: random.Random) -> list[list[int]] | None:
    """A pivot on an entry of absolute value 1: (e, c; b, D) becomes (-e, e c; e b, D - e b c)."""
    places = [(i, j) for i, row in enumerate(rows) for j, a in enumerate(row) if a]
    if not places:
        return None
    r, s = rng.choice(places)
    e = rows[r][s]
    out = [[a - e * row[s] * b for a, b in zip(row, rows[r], strict=True)] for row in rows]
    for i, row in enumerate(rows):
        out[i][s] = e * row[s]
    out[r] = [e * b for b in rows[r]]
    out[r][s] = -e
    return out if all(abs(a) <= 1 for row in out for a in row) else None


MATRICES = [
    Question(
        "total_unimodularity",
        ("exact.unimodular.deciding.total_unimodularity",),
        lambda rows: total_unimodularity(rows).holds,
        sign_matrices,
        [
            matrix_relation("transposed", _transposed),
            matrix_relation("rows and columns in another order", _permuted),
            matrix_relation("rows and columns negated", _negated),
            matrix_relation("a row and a column given twice", _twice),
            matrix_relation("a row of zeros and a unit column", _bordered),
            matrix_relation("a pivot", _pivoted),
        ],
        seeds=10,
    )
]

# ---------------------------------------------------------------------------------- cones, polyhedra, sums and boxes


def cone_tables(rng: random.Random) -> Case:
    width = rng.randint(2, 3)
    return {
        "inequalities": [[rng.choice((-1, 0, 1, 2)) for _ in range(width)] for _ in range(rng.randint(2, 5))],
        "equations": [[rng.choice((-1, 0, 1)) for _ in range(width)] for _ in range(rng.choice((0, 0, 1)))],
        "order": list(range(width)),
    }


def _in_place(vectors: Any, order: list[int]) -> set[tuple[Any, ...]]:
    """The vectors with coordinate `order[i]` at place i put back to their own places."""
    return {tuple(v[order.index(k)] for k in range(len(order))) for v in vectors}


def cone_generators(case: Case) -> Answer:
    """The extreme rays where the cone is pointed, and else how many rays and lines there are."""
    width = len(case["order"])
    cone = Cone.of(case["inequalities"], case["equations"], width)
    found = cones.generators(cone)
    if found.lines:
        return len(found.rays), len(found.lines)
    return _in_place(found.rays, case["order"])


def coordinates_permuted(case: Case, rng: random.Random) -> Changed:
    order = shuffled(range(len(case["order"])), rng)
    keys = [key for key in ("inequalities", "equations") if key in case]
    changed = {key: [[row[i] for i in order] + list(row[len(order) :]) for row in case[key]] for key in keys}
    return case | changed | {"order": [case["order"][i] for i in order]}, same


def cone_rows_scaled(case: Case, rng: random.Random) -> Changed:
    def scaled(rows: list[Any], signs: tuple[int, ...]) -> list[Any]:
        return [[rng.choice(signs) * f * a for a in row] for row in rows for f in [rng.randint(1, 4)]]

    return case | {"inequalities": scaled(case["inequalities"], (1,))}, same


def cone_rows_changed(case: Case, rng: random.Random) -> Changed:
    rows = case["inequalities"]
    added = [a + b for a, b in zip(rows[0], rows[-1], strict=True)]
    more = [rows[0], added, [0] * len(rows[0])]
    return case | {
        "inequalities": shuffled([*rows, *more], rng),
        "equations": [*case["equations"], *case["equations"]],
    }, same


def cone_equations(case: Case, rng: random.Random) -> Changed:
    both = [row for e in case["equations"] for row in (e, [-a for a in e])]
    return case | {"inequalities": case["inequalities"] + both, "equations": []}, same


CONE = [
    Relation("coordinates in another order", coordinates_permuted),
    Relation("rows scaled", cone_rows_scaled),
    Relation("rows twice, in another order, with sums and zeros", cone_rows_changed),
    Relation("equations as two inequalities", cone_equations),
]


def polyhedron_tables(rng: random.Random) -> Case:
    """A box, so that it has vertices, with two cuts; rows are coefficients and then the bound."""
    width = rng.randint(1, 3)
    box = [[sign * int(i == k) for i in range(width)] + [rng.randint(0, 2)] for k in range(width) for sign in (1, -1)]
    cuts = [[rng.choice((-1, 0, 1, 2)) for _ in range(width)] + [rng.randint(-1, 2)] for _ in range(2)]
    return {"inequalities": box + cuts, "equations": [], "order": list(range(width))}


def polyhedron_hull(case: Case) -> Answer:
    tables = [
        part
        for key in ("inequalities", "equations")
        for part in ([r[:-1] for r in case[key]], [r[-1] for r in case[key]])
    ]
    polyhedron = Polyhedron.of(*tables, len(case["order"]))
    found = polyhedra.hull(polyhedron)
    assert not found.points or pair(inequalities_of(polyhedron), found, "generators").holds
    return _in_place(found.points, case["order"])


def dilated(case: Case, rng: random.Random) -> Changed:
    factor = Fraction(rng.randint(1, 4), rng.randint(1, 3))
    scaled = {key: [[*row[:-1], factor * row[-1]] for row in case[key]] for key in ("inequalities", "equations")}
    return case | scaled, lambda points: {tuple(factor * x for x in point) for point in points}


def summands(rng: random.Random) -> Case:
    return [
        [(rng.randint(0, 2), rng.randint(0, 2)) for _ in range(rng.randint(1, 4))] for _ in range(rng.randint(1, 3))
    ]


def sum_facets(case: Case) -> Answer:
    """The facets and equations of the sum, each with its bound."""
    found = minkowski.facets_by_rays(case)
    assert found == minkowski.facets_by_vertices(case)
    return {
        (kind, one.normal, sum(one.bounds))
        for kind, listed in (("facet", found.facets), ("equation", found.equations))
        for one in listed
    }


def summands_changed(case: Case, rng: random.Random) -> Changed:
    """In another order, points given twice, and midpoints of points added."""
    more = [[*shuffled(points, rng), points[0]] for points in shuffled(case, rng)]
    return more, same


def summands_moved(case: Case, rng: random.Random) -> Changed:
    """One summand moved by an integer vector, which moves every bound."""
    step = (rng.randint(-2, 2), rng.randint(-2, 2))
    moved = [[(x + step[0], y + step[1]) for x, y in case[0]], *case[1:]]
    return moved, lambda answer: {(kind, n, b + n[0] * step[0] + n[1] * step[1]) for kind, n, b in answer}


def a_point_as_summand(case: Case, rng: random.Random) -> Changed:
    return [*case, [(0, 0)]], same


def boxes(rng: random.Random) -> Case:
    width = rng.randint(1, 3)
    box = []
    for _ in range(width):
        low = Fraction(rng.randint(-2, 2), rng.randint(1, 2))
        box.append((low, low + Fraction(rng.randint(1, 4), 2)))
    cuts = [
        ([rng.choice((-2, -1, 0, 1, 2)) for _ in range(width)], Fraction(rng.randint(-2, 4), 2))
        for _ in range(rng.randint(1, 3))
    ]
    return box, cuts


def box_permuted(case: Case, rng: random.Random) -> Changed:
    box, cuts = case
    order = shuffled(range(len(box)), rng)
    return ([box[i] for i in order], shuffled([([a[i] for i in order], b) for a, b in cuts], rng)), same


def box_cuts_scaled(case: Case, rng: random.Random) -> Changed:
    box, cuts = case
    factor = Fraction(rng.randint(1, 5), 3)
    return (box, [([factor * x for x in a], factor * b) for a, b in [*cuts, cuts[0]]]), same


def box_dilated(case: Case, rng: random.Random) -> Changed:
    box, cuts = case
    factor = Fraction(rng.randint(1, 5), 2)
    scaled = ([(factor * lo, factor * hi) for lo, hi in box], [(a, factor * b) for a, b in cuts])
    return scaled, lambda answer: (answer[0] * factor ** len(box), *answer[1:])


def box_moved(case: Case, rng: random.Random) -> Changed:
    box, cuts = case
    step = [rng.randint(-2, 2) for _ in box]
    moved = [(a, b + sum(x * t for x, t in zip(a, step, strict=True))) for a, b in cuts]
    return ([(lo + t, hi + t) for (lo, hi), t in zip(box, step, strict=True)], moved), same


def box_mirrored(case: Case, rng: random.Random) -> Changed:
    box, cuts = case
    return ([(-hi, -lo) for lo, hi in box], [([-x for x in a], b) for a, b in cuts]), same


def box_halved(case: Case, rng: random.Random) -> Changed | None:
    """What lies beyond the first cut, when it is the only one."""
    box, cuts = case
    a, b = cuts[0]
    if len(cuts) > 1 or not any(a):
        return None
    whole = volumes.volume(box)
    return (box, [([-x for x in a], -b)]), lambda answer: (whole - answer[0], 1 - answer[1])


def box_volume(case: Case) -> Answer:
    """By slices, and by a triangulation; and what fraction of the box that is."""
    box, cuts = case
    found = volumes.volume(box, cuts)
    lower, upper = ([end[side] for end in box] for side in (0, 1))
    verdict = polytope_volume(LinearSystem.make(len(box), cuts, lower=lower, upper=upper))
    assert (verdict.value if verdict.holds else 0) == found
    return found, volumes.fraction(box, cuts)


QUESTIONS = [
    Question(
        "feasibility",
        ("exact.linear.deciding.feasibility",),
        lambda c: holds(feasibility(system_of(c))),
        systems(),
        [*SYSTEM, *NAMED],
    ),
    Question(
        "optimum",
        ("exact.linear.deciding.optimum",),
        linear_optimum,
        systems(),
        [*SYSTEM, *NAMED, *OBJECTIVE, Relation("the least of the negative", minimum_by_negation)],
    ),
    Question(
        "integer.maximize",
        (
            "exact.integer.maximize",
            "exact.mixed_integer.integer_optimum",
            "exact.mixed_integer.integer_feasibility",
        ),
        integer_optimum,
        systems(bounded=True),
        [*SYSTEM, *NAMED, *OBJECTIVE],
    ),
    Question(
        "projections and sums",
        ("exact.projections.projection", "exact.sums.minkowski_sum"),
        shadows,
        systems(bounded=True),
        [relation for relation in [*SYSTEM, *NAMED] if relation.change is not variable_negated],
        seeds=10,
    ),
    Question(
        "integer.points",
        ("exact.integer.points",),
        integer_points,
        systems(bounded=True),
        [*map(points_in_order, SYSTEM), NAMED[0]],
    ),
    Question(
        "lotteries.walk",
        ("exact.lotteries.walk",),
        lottery_mean,
        chains,
        [Relation("coordinates and rows in another order", chain_permuted), Relation("1 - x for x", chain_mirrored)],
    ),
    Question(
        "extreme values",
        (
            "exact.symbolic.extremes.extreme_value",
            "exact.symbolic.statements.for_all_values",
            "exact.symbolic.statements.joined",
        ),
        extreme_values,
        bounds_of_a_parameter,
        [
            Relation("rows in another order, twice", bounds_permuted),
            Relation("the parameter times -1", parameter_mirrored),
            Relation("the parameter stretched", parameter_stretched),
            Relation("the greatest of the negative", bounds_negated),
        ],
        seeds=10,
    ),
    *ALTERNATIVES,
    *SETS,
    *MATRICES,
    Question("cones.generators", ("exact.cones.generators",), cone_generators, cone_tables, CONE),
    Question(
        "polyhedra.hull",
        ("exact.polyhedra.hull", "exact.double_descriptions.pair"),
        polyhedron_hull,
        polyhedron_tables,
        [CONE[0], CONE[1], CONE[2], Relation("dilated", dilated)],
    ),
    Question(
        "minkowski.facets_by_rays",
        ("exact.minkowski.facets_by_rays", "exact.minkowski.facets_by_vertices"),
        sum_facets,
        summands,
        [
            Relation("another order, points twice", summands_changed),
            Relation("a summand moved", summands_moved),
            Relation("a point as summand", a_point_as_summand),
        ],
    ),
    Question(
        "volumes",
        ("exact.volumes.volume", "exact.volumes.fraction", "exact.polytopes.polytope_volume"),
        box_volume,
        boxes,
        [
            Relation("coordinates and cuts in another order", box_permuted),
            Relation("cuts scaled and given twice", box_cuts_scaled),
            Relation("dilated", box_dilated),
            Relation("moved", box_moved),
            Relation("mirrored", box_mirrored),
            Relation("what a cut leaves", box_halved),
        ],
    ),
]
