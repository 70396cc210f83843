"""Every public function of `exact`, with each argument broken in turn, says in one sentence what is wrong.

`CALLS` has a valid call of every function and method that a user is meant to call; the test fails if one is missing.
Each argument is broken as a whole (another type, a float, nothing, an unknown name, a negative number) and in its parts
(one entry a float, not a number, text; one entry too many or too few). What is broken must be refused with `TypeError`
or `ValueError`, raised on purpose and in one sentence; a break that leaves the call valid is named in the table.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import random
import re
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import exact
from exact import (
    arguments,
    cones,
    integer,
    linear,
    lotteries,
    matrices,
    minkowski,
    mixed_integer,
    polyhedra,
    rationals,
    set_systems,
    submodular,
    volumes,
)
from exact.linear import alternatives
from exact.names import check_names
from exact.unimodular import total_unimodularity

INNER = {
    "exact.arguments": "the checks themselves",
    "exact.assignments": "takes arrays; has tests of its own",
    "exact.adjacency": "takes figures, and functions that hear of the search",
    "exact.aside": "takes a function that works",
    "exact.figures": "takes sums and cones that were validated when they were made",
    "exact.supported": "asks a function for points; has tests of its own",
    "exact.symmetries": "takes tables of integers that others made",
    "exact.fans": "takes sums, and their facets as exact.minkowski lists them",
    "exact.lazy": "takes the names that a package exports",
    "exact.names": "the checks of names",
    **dict.fromkeys(
        (
            f"exact.linear.{name}"
            for name in (
                "bases",
                "last_resort",
                "ordered_fields",
                "pivoting",
                "programs",
                "refining",
                "solving",
                "square",
                "varying",
            )
        ),
        "takes the programs that exact.linear makes",
    ),
    **dict.fromkeys(
        (f"exact.linear.{name}" for name in ("conflicts", "named", "redundancy")),
        "takes systems and programs that were validated when they were made; has tests of its own",
    ),
    **dict.fromkeys(
        (f"exact.{name}" for name in ("double_descriptions", "incidences", "polytopes", "projections", "sums")),
        "takes systems and generators that were validated when they were made; has tests of its own",
    ),
    "exact.parts": "takes verdicts",
    "exact.linear.bounding": "takes a system and an objective that others made, with bounds everywhere",
    "exact.linear.suggesting": "takes the programs that exact.linear makes",
    "exact.separating": "asks a function for points; has tests of its own",
    "exact.showing": "shows any value",
    "exact.pictures": "draws values that were validated when they were made",
    "exact.computer_algebra": "takes values of SymPy; has tests of its own",
    "exact.steps": "takes rows of quotas, and vectors that it lists itself",
    "exact.chambers": "takes tables and chambers that were validated when they were made",
    "exact.short_vectors": "takes integer tables that others made",
    "exact.symbolic": "takes polynomials, pieces and functions; has tests of its own",
    "exact.unimodular": "takes tables and matrices that were validated when they were made",
    "exact.plain_data": "takes classes and what was written; has tests of its own",
    "exact.verdicts": "takes evidence, which was validated when it was made",
}
"""Modules whose functions take only what the others made."""

SHARED = {
    "exact.cones": "product rank echelon_basis reduce_modulo check_coordinates check_lengths check_rows read_vector "
    "read_table space_of listed primitive_rows primitive_row",
    "exact.linear.systems": "dot label read_coefficients",
    "exact.integer": "grain rounded",
    "exact.mixed_integer": "nodes_of tree_of",
    "exact.minkowski": "whole_points with_all_bounds",
    "exact.matrices": "spoken name_to_plain name_from_plain",
}
"""Functions that modules of this package share among themselves."""


@dataclass
class Call:
    """A valid call."""

    function: object
    arguments: dict

    @property
    def name(self):
        return f"{self.function.__module__}.{self.function.__qualname__}"


def call(function, /, **arguments):
    return Call(function, arguments)


HALF = Fraction(1, 2)
SYSTEM = linear.LinearSystem.make(["a", "b"], at_most=[([1, 1], 1)], lower=0)
CONE = cones.Cone.of([[1, 0], [0, 1]])
SQUARE = polyhedra.Polyhedron.of([[1, 0], [0, 1], [-1, 0], [0, -1]], [1, 1, 0, 0])
TRIANGLE = [[(0, 0), (1, 0), (0, 1)]]
ROWS = [[1, 0], [0, 1]]


class Series:
    """What a labelled series of pandas has that matters here: names, values in an order of its own, an index."""

    def __init__(self, named):
        self.named = named
        self.index = list(named)

    def items(self):
        return iter(self.named.items())

    def __iter__(self):
        return iter(self.named.values())

    def __len__(self):
        return len(self.named)

    def to_numpy(self):
        return list(self.named.values())


class Frame(Series):
    """What a data frame has: iteration gives the names of its columns."""

    @property
    def columns(self):
        return list(self.named)

    def __iter__(self):
        return iter(self.named)


def few(members):
    return Fraction(min(len(members), 2))


CALLS = [
    call(alternatives.farkas, A=ROWS, b=[1, 2]),
    call(alternatives.farkas_inequalities, A=ROWS, b=[1, 2]),
    call(alternatives.farkas_nonnegative, A=ROWS, b=[1, 2]),
    call(alternatives.gordan, A=ROWS),
    call(alternatives.motzkin, A=ROWS, B=ROWS, C=ROWS),
    call(alternatives.stiemke, A=ROWS),
    call(cones.Cone.of, inequalities=ROWS, equations=[[1, 1]], dimension=2, coordinates=["x", "y"]),
    call(cones.Generators.of, rays=ROWS, lines=[[1, 1]], dimension=2, coordinates=["x", "y"]),
    call(cones.generators, cone=CONE, engine="ppl"),
    call(cones.constraints, generated=cones.Generators.of(ROWS), engine="ppl"),
    call(cones.irredundant, cone=CONE, engine="ppl"),
    call(cones.lineality, cone=CONE),
    call(cones.is_pointed, cone=CONE),
    call(cones.contains, cone=CONE, vector=[1, 2]),
    call(cones.is_extreme_ray, cone=CONE, vector=[1, 0]),
    call(integer.proves, tree=integer.maximize(SYSTEM, [1, 1]).tree, system=SYSTEM, objective=[1, 1], bound=1),
    call(integer.split, system=SYSTEM, variable=0, threshold=1),
    call(integer.maximize, system=SYSTEM, objective=[1, 1]),
    call(mixed_integer.integer_feasibility, system=SYSTEM),
    call(mixed_integer.integer_optimum, system=SYSTEM, objective=[1, 1]),
    call(integer.points, system=linear.LinearSystem.make(2, lower=0, upper=1), most=9),
    call(linear.LinearSystem.make, variables=["a", "b"], at_most=[([1, 1], 1)], equal=[([1, 0], 1)], lower=0,
         upper=[1, 2], at_least=[({"a": 1}, 0)]),
    call(SYSTEM.named, values=[1, 2]),
    call(SYSTEM.contains, point=[0, 1]),
    call(SYSTEM.violation, point=[0, 1]),
    call(SYSTEM.recedes, direction=[0, 1]),
    call(SYSTEM.proved_bound, objective=((0, Fraction(1)),), multipliers=[1]),
    call(cones.cone, inequalities=[[1, 2]], equations=[[1, -1]], dimension=2),
    call(linear.feasibility, system=SYSTEM),
    call(linear.optimum, system=SYSTEM, objective=[1, 1], sense="max"),
    call(lotteries.walk, system=SYSTEM, point=[HALF, HALF]),
    call(lotteries.birkhoff, matrix=[[HALF, HALF], [HALF, HALF]]),
    call(lotteries.fewest, shares=[HALF, HALF], points=[[0, 1], [1, 0]]),
    call(matrices.matrix, values=ROWS),
    call(matrices.Matrix.dense, entries=ROWS, rows=["r", "s"], columns=["x", "y"]),
    call(matrices.Matrix.sparse, rows=["r", "s"], columns=["x", "y"], entries={("r", "x"): 1}),
    call(matrices.matrix(ROWS).submatrix, rows=[0], columns=[1]),
    call(minkowski.support, points=[(0, 0), (1, 0)], normal=(1, 1)),
    call(minkowski.facets_by_rays, summands=TRIANGLE, engine="ppl"),
    call(minkowski.facets_by_vertices, summands=TRIANGLE),
    call(minkowski.equation_normals, summands=TRIANGLE, size=2),
    call(minkowski.dimension, summands=TRIANGLE),
    call(minkowski.with_bounds, summands=TRIANGLE, normal=(1, 1)),
    call(minkowski.face, summands=TRIANGLE, normal=(1, 1)),
    call(minkowski.is_facet, summands=TRIANGLE, normal=(1, 1)),
    call(minkowski.facets_met, summands=TRIANGLE, draw=random.Random(0), steps=5),
    call(polyhedra.Polyhedron.of, inequalities=ROWS, bounds=[1, 1], equations=[[1, 1]], values=[1], dimension=2,
         coordinates=["x", "y"]),
    call(polyhedra.Hull.of, points=[[0, 1]], rays=[[1, 0]], lines=[[1, 1]], dimension=2, coordinates=["x", "y"]),
    call(polyhedra.hull, polyhedron=SQUARE, engine="ppl"),
    call(polyhedra.constraints, generated=polyhedra.hull(SQUARE), engine="ppl"),
    call(polyhedra.irredundant, polyhedron=SQUARE, engine="ppl"),
    call(polyhedra.contains, polyhedron=SQUARE, point=[1, 0]),
    call(polyhedra.is_vertex, polyhedron=SQUARE, point=[1, 0]),
    call(rationals.rational, value="1/2"),
    call(rationals.integer, value=3),
    call(rationals.text, number=HALF),
    call(rationals.common_denominator, numbers=[HALF]),
    call(rationals.primitive, numbers=[HALF, 1]),
    call(set_systems.cross, one={1, 2}, other={2, 3}),
    call(set_systems.crossing_graph, sets=[{1, 2}, {2, 3}]),
    call(set_systems.family, sets=[{1, 2}, {2, 3}]),
    call(set_systems.hierarchy, sets=[{1, 2}, {2, 3}]),
    call(set_systems.bihierarchy, sets=[{1, 2}, {2, 3}]),
    call(set_systems.canonical_two_sided, sets=[{(1, 2)}], agents=[1], objects=[2]),
    call(set_systems.edges_of_a_graph, sets=[{1, 2}], vertices=[1, 2]),
    call(set_systems.bipartite_graph, sets=[{1, 2}], vertices=[1, 2]),
    call(set_systems.two_colouring, neighbours={1: [2], 2: [1]}),
    call(submodular.greedy, function=few, order=[0, 1], size=2),
    call(submodular.decide, function=few, point=[1, 1]),
    call(total_unimodularity, values=ROWS, seed=0),
    call(volumes.volume, box=[(0, 1), (0, 2)], half_spaces=[((1, 1), 1)]),
    call(volumes.fraction, box=[(0, 1), (0, 2)], half_spaces=[((1, 1), 1)]),
    call(volumes.half_space_fraction, box=[(0, 1), (0, 2)], coefficients=[1, 1], bound=1),
]  # fmt: skip


ANSWERED = {
    "negative in it": """
        linear.alternatives.farkas.b linear.alternatives.farkas_inequalities.b linear.alternatives.farkas_nonnegative.b
        cones.contains.vector cones.is_extreme_ray.vector integer.proves.objective
        integer.maximize.objective mixed_integer.integer_optimum.objective
        linear.systems.LinearSystem.named.values linear.deciding.optimum.objective
        minkowski.support.normal minkowski.with_bounds.normal minkowski.face.normal
        minkowski.is_facet.normal polyhedra.Polyhedron.of.bounds polyhedra.Polyhedron.of.values
        polyhedra.contains.point polyhedra.is_vertex.point volumes.half_space_fraction.coefficients
    """,
    "empty, longer, negative in it in it, shorter": """
        linear.alternatives.gordan.A linear.alternatives.motzkin.A linear.alternatives.motzkin.B
        linear.alternatives.motzkin.C linear.alternatives.stiemke.A
        cones.Cone.of.inequalities cones.Cone.of.equations
        cones.cone.inequalities
        cones.cone.equations cones.Generators.of.rays
        cones.Generators.of.lines linear.systems.LinearSystem.proved_bound.objective matrices.matrix.values
        polyhedra.Hull.of.rays polyhedra.Hull.of.lines unimodular.deciding.total_unimodularity.values
    """,
    "negative in it in it": """
        linear.alternatives.farkas.A linear.alternatives.farkas_inequalities.A linear.alternatives.farkas_nonnegative.A
        lotteries.fewest.points matrices.Matrix.dense.entries polyhedra.Polyhedron.of.inequalities
        polyhedra.Polyhedron.of.equations volumes.volume.box volumes.fraction.box
        volumes.half_space_fraction.box
    """,
    "longer, longer in it, negative in it in it in it, shorter in it": """
        minkowski.facets_by_rays.summands minkowski.facets_by_vertices.summands
        minkowski.equation_normals.summands minkowski.dimension.summands minkowski.with_bounds.summands
        minkowski.face.summands minkowski.is_facet.summands minkowski.facets_met.summands
    """,
    "negative in it, nothing, unknown name in it": """
        cones.Cone.of.coordinates cones.Generators.of.coordinates matrices.Matrix.dense.rows
        matrices.Matrix.dense.columns polyhedra.Polyhedron.of.coordinates polyhedra.Hull.of.coordinates
    """,
    "negative": """
        integer.split.threshold integer.points.most rationals.rational.value rationals.integer.value
        rationals.text.number
        unimodular.deciding.total_unimodularity.seed volumes.half_space_fraction.bound
    """,
    "empty, longer, negative in it, shorter": """
        linear.systems.LinearSystem.contains.point linear.systems.LinearSystem.violation.point
        linear.systems.LinearSystem.recedes.direction linear.systems.LinearSystem.proved_bound.multipliers
        rationals.common_denominator.numbers rationals.primitive.numbers
    """,
    "empty, empty in it, shorter": """
        set_systems.hierarchy.sets set_systems.bihierarchy.sets set_systems.canonical_two_sided.sets
        set_systems.edges_of_a_graph.sets set_systems.bipartite_graph.sets
    """,
    "nothing": """
        cones.Cone.of.dimension cones.cone.dimension cones.Generators.of.dimension polyhedra.Polyhedron.of.dimension
        polyhedra.Hull.of.dimension
    """,
    "empty, longer, negative in it in it, negative in it in it in it, shorter": """
        linear.systems.LinearSystem.make.at_most linear.systems.LinearSystem.make.equal volumes.volume.half_spaces
        volumes.fraction.half_spaces
    """,
    "empty, negative in it, shorter, unknown name in it": """
        set_systems.canonical_two_sided.agents set_systems.canonical_two_sided.objects
        set_systems.edges_of_a_graph.vertices set_systems.bipartite_graph.vertices
    """,
    "empty, shorter": """
        matrices.Matrix.submatrix.rows matrices.Matrix.submatrix.columns submodular.greedy.order
    """,
    "negative, nothing": """
        integer.proves.bound linear.systems.LinearSystem.make.lower
    """,
    "negative in it, shorter, unknown name in it": """
        matrices.Matrix.sparse.rows matrices.Matrix.sparse.columns
    """,
    "empty": """
        set_systems.cross.one set_systems.cross.other
    """,
    "empty, empty in it, longer, shorter": """
        set_systems.crossing_graph.sets set_systems.family.sets
    """,
    "negative in it, unknown name in it": """
        linear.systems.LinearSystem.make.variables
    """,
    "nothing, nothing in it": """
        linear.systems.LinearSystem.make.upper
    """,
    "empty, empty in it in it, longer, negative in it in it, negative in it in it in it, shorter": """
        linear.systems.LinearSystem.make.at_least
    """,
    "empty, negative in it": """
        matrices.Matrix.sparse.entries
    """,
    "longer, negative in it in it, shorter": """
        minkowski.support.points
    """,
    "longer, negative in it in it": """
        polyhedra.Hull.of.points
    """,
    "empty, longer in it": """
        set_systems.two_colouring.neighbours
    """,
    "empty, longer, shorter": """
        submodular.decide.point
    """,
}
"""Breaks that leave a call valid, with the arguments of which that is so: nothing else may be answered."""


def broken(value) -> Iterator[tuple[str, object]]:
    """The value, broken as a whole and in each of its parts, each with a name for how."""
    yield "nothing", None
    yield "object", object()
    yield "float", 0.5
    yield "not a number", float("nan")
    yield "unknown name", "no such name"
    yield "negative", -1
    yield "truth", True
    yield "mapping", {"no such name": 1}
    yield "series", Series({"no such name": 1})
    yield "frame", Frame({(1, 0): [1, 0], (0, 1): [0, 1]})
    if isinstance(value, dict | list | tuple | set):
        yield "empty", type(value)()
    if isinstance(value, list | tuple):
        yield from broken_sequence(value)
    if isinstance(value, dict):
        yield "unknown key", {**value, "no such key": next(iter(value.values()))}
        for key, part in value.items():
            for how, changed in broken(part):
                yield f"{how} in it", {**value, key: changed}
    if isinstance(value, set):
        yield "float in it", {*value, 0.5}


def broken_sequence(value):
    kind = type(value)
    yield "longer", kind([*value, value[-1]])
    yield "shorter", value[:-1]
    for place, part in enumerate(value):
        for how, changed in broken(part):
            yield f"{how} in it", kind([*value[:place], changed, *value[place + 1 :]])


def outcome(function, arguments):
    """What a call ends with: `None` for an answer, else what is wrong with the way it was refused, or \"\"."""
    try:
        function(**arguments)
    except (TypeError, ValueError) as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        if Path(where.filename).parent.name not in ("exact", "linear", "unimodular") or "raise " not in _source(where):
            return f"not raised on purpose: {error!r}"
        said = str(error)
        return "" if 0 < len(said) < 300 and "\n" not in said else f"not one sentence: {said!r}"
    except Exception as error:
        return f"another exception: {error!r}"
    return None


def _source(where):
    lines = Path(where.filename).read_text().splitlines()
    return "\n".join(lines[where.lineno - 1 : where.lineno])


def answered_breaks(name, argument):
    place = f"{name.removeprefix('exact.')}.{argument}"
    return next((set(breaks.split(", ")) for breaks, places in ANSWERED.items() if place in places.split()), set())


@pytest.mark.parametrize("each", CALLS, ids=lambda each: each.name)
def test_broken_arguments_are_refused_in_one_sentence(each):
    each.function(**each.arguments)
    for argument, value in each.arguments.items():
        answered = set()
        for how, changed in broken(value):
            ended = outcome(each.function, {**each.arguments, argument: changed})
            assert not ended, (argument, how, changed)
            if ended is None:
                answered.add(how)
        assert answered == answered_breaks(each.name, argument), argument


def test_every_public_function_is_in_the_table():
    called = {each.name for each in CALLS}
    missing = []
    for module in pkgutil.walk_packages(exact.__path__, "exact."):
        if module.name in INNER or module.name.rpartition(".")[0] in INNER:
            continue
        home = importlib.import_module(module.name)
        shared = SHARED.get(module.name, "").split()
        for name, value in vars(home).items():
            if inspect.isfunction(value) and value.__module__ == module.name and name[0] != "_" and name not in shared:
                missing += {f"{module.name}.{name}"} - called
    assert not missing
    assert set(INNER) <= {"exact", *(module.name for module in pkgutil.walk_packages(exact.__path__, "exact."))}


def test_what_is_not_in_the_table_takes_nothing_from_users():
    """The methods in the table are those that read numbers; the others take no argument or plain data of ours."""
    takes = {}
    for kind in (
        linear.LinearSystem,
        cones.Cone,
        cones.Generators,
        polyhedra.Polyhedron,
        polyhedra.Hull,
        matrices.Matrix,
    ):
        for name, value in vars(kind).items():
            function = getattr(value, "__func__", value)
            if name[0] != "_" and inspect.isfunction(function) and len(inspect.signature(function).parameters) > 1:
                takes[f"{kind.__module__}.{kind.__qualname__}.{name}"] = function
    inner = {name for name in takes if name.endswith("from_about")}
    assert set(takes) - inner <= {each.name for each in CALLS}


def test_a_labelled_series_is_read_by_its_names_where_there_are_names():
    weights = Series({"b": 3, "a": 1})
    system = linear.LinearSystem.make(["a", "b"], [(Series({"b": 1, "a": 2}), 4)], lower=Series({"b": 1, "a": 0}))
    assert system == linear.LinearSystem.make(["a", "b"], [([2, 1], 4)], lower=[0, 1])
    assert linear.optimum(SYSTEM, weights).statement.value == 3
    assert linear.optimum(SYSTEM, weights).statement == linear.optimum(SYSTEM, {"a": 1, "b": 3}).statement
    assert SYSTEM.violation(Series({"b": 0, "a": 2})) == "row 0: a + b is 2, and must be at most 1"


def test_a_series_that_names_something_twice_is_refused():
    twice = Series({"a": 1})
    twice.items = lambda: iter([("a", 1), ("a", 2)])
    with pytest.raises(ValueError, match=r"^objective: 'a' occurs twice in the Series$"):
        linear.optimum(SYSTEM, twice)


@pytest.mark.parametrize("function", [total_unimodularity, lotteries.birkhoff, matrices.matrix, polyhedra.Hull.of])
def test_a_data_frame_is_not_read_as_the_names_of_its_columns(function):
    with pytest.raises(TypeError, match=r"a Frame has names that are not read here; give its rows alone, by \.to_nump"):
        function(Frame({(1, 0): [1, 1], (0, 1): [1, 0]}))


def test_series_and_frames_of_pandas():
    pandas = pytest.importorskip("pandas")
    assert linear.optimum(SYSTEM, pandas.Series({"b": 3, "a": 1})).statement.value == 3
    frame = pandas.DataFrame([[1, 1], [1, 0]], columns=pandas.MultiIndex.from_tuples([(1, 0), (0, 1)]))
    with pytest.raises(TypeError, match="a DataFrame has names"):
        total_unimodularity(frame)
    assert total_unimodularity(frame.to_numpy())


def test_integers_of_numpy_are_integers():
    assert linear.LinearSystem.make(np.int64(2), lower=np.array([0, 1])).lower == (0, 1)
    with pytest.raises(TypeError, match=r"^variables: an integer was expected, not a bool True$"):
        linear.LinearSystem.make(True)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"q": 1}, "at_most[1]: 'q' is not a variable; the variables are a, b"),
        ({"a": 0.5}, "at_most[1], a: 0.5 is a float"),
        ([1, 2, 3], "at_most[1]: 3 coefficients for 2 variables"),
        ([1, 0.5], "at_most[1], coefficient 1: 0.5 is a float"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_with_its_place(row, said):
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(said)}"):
        linear.LinearSystem.make(["a", "b"], [([1, 1], 1), (row, 1)])


@pytest.mark.parametrize("name", [2.5, True, None, "\ud800", 2**3001, ("x", 2.5), [1]], ids=repr)
def test_names_are_the_same_wherever_they_are_given(name):
    """What `exact.names` refuses is refused where names are arguments, and for the same reason."""
    with pytest.raises((TypeError, ValueError)) as by_names:
        check_names([name], "row")
    with pytest.raises(by_names.type) as by_arguments:
        arguments.names([name], "rows")
    assert str(by_arguments.value).removeprefix("rows: the name") == str(by_names.value).removeprefix("the row name")
