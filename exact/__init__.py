"""Exact mathematics: decisions over the rationals and the integers, each with evidence. Knows no economics.

The answer to a question is a `Verdict`: the statement, whether it holds, and evidence that `verify()`
checks again without searching. Numbers are integers, fractions, or text like "3/7"; floats are refused.

Numbers, names and answers:

* `exact.rationals`, `exact.names`: what is a number, and what a name.
* `exact.arguments`: what is said of an argument that is none.
* `exact.verdicts`: statement, evidence, verdict.
* `exact.plain_data`: how values are written and read back, field by field.

Linear systems:

* `exact.linear`: systems and programs; a solution or Farkas multipliers, an optimum with its dual; the theorems of the
  alternative by name (Farkas, Gordan, Stiemke, Motzkin).
* `exact.integer`: integer points, and the best of them with a branching tree as proof; `exact.mixed_integer`: the same
  where some variables are integers.

Cones and polytopes:

* `exact.cones`, `exact.polyhedra`: inequalities to generators, and back; `exact.double_descriptions`: that both say the
  same; `exact.incidences`: who touches whom.
* `exact.projections`: polyhedra without some of their coordinates; `exact.sums`: Minkowski sums, as projections;
  `exact.polytopes`: volumes.
* `exact.minkowski`: facets of a sum of polytopes; `exact.fans`: why none is missing.
* `exact.chambers`: for which right sides polytopes have the same normal fan.
* `exact.steps`: which cones the integer hulls of all systems with the same rows have at their vertices.
* `exact.supported`: a polytope that only answers where a direction is greatest.
* `exact.adjacency`: facets or rays from each to its neighbours, one for each orbit; `exact.figures`: what these are;
  `exact.symmetries`: permutations that keep a table; `exact.aside`: work that can be ended.
* `exact.volumes`: volumes of boxes cut by half-spaces.
* `exact.lotteries`: a fractional point as a lottery over integer points.
* `exact.short_vectors`: integer vectors with small entries that say the same up to lines.
* `exact.separating`: a point in a hull that is known by its best points alone; `exact.assignments`: best assignments
  for many weightings at once.
* `exact.submodular`: a vector below a submodular function, or the set that says no.

Matrices and families of sets:

* `exact.matrices`: integer matrices with names for rows and columns.
* `exact.unimodular`: total unimodularity.
* `exact.set_systems`: hierarchies, bihierarchies, two-sided families, graphs.

Symbols:

* `exact.symbolic`: numbers that are left open, and exact answers for all of their values.

Showing:

* `exact.computer_algebra`: values as SymPy has them, and back.
* `exact.showing`: values that show themselves, by `show()` and `latex()`; who shows what.
* `exact.pictures`: what pictures and formulas are made of.
* `exact.parts`: what verdicts consist of, by name.

The names in `__all__` are those to rely on; they may be imported from here and are loaded when first asked for
(`exact.lazy`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exact.lazy import exported
from exact.showing.registry import register

if TYPE_CHECKING:
    from exact.cones import Cone, Generators, cone, generators
    from exact.linear import FarkasVector, ImprovingRay, LinearSystem, Point, PrimalDual, feasibility, optimum
    from exact.linear.alternatives import farkas, farkas_inequalities, farkas_nonnegative, gordan, motzkin, stiemke
    from exact.lotteries import Lottery, birkhoff
    from exact.matrices import Matrix, matrix
    from exact.polyhedra import Hull, Polyhedron, hull
    from exact.rationals import rational
    from exact.set_systems import bihierarchy, bipartite_graph, canonical_two_sided, edges_of_a_graph, hierarchy
    from exact.unimodular import Submatrix, total_unimodularity
    from exact.verdicts import Evidence, Statement, Undecided, Verdict
    from exact.volumes import volume

HOMES = {
    **dict.fromkeys(["Cone", "Generators", "cone", "generators"], "exact.cones"),
    **dict.fromkeys(
        ["FarkasVector", "ImprovingRay", "LinearSystem", "Point", "PrimalDual", "feasibility", "optimum"],
        "exact.linear",
    ),
    **dict.fromkeys(
        ["farkas", "farkas_inequalities", "farkas_nonnegative", "gordan", "motzkin", "stiemke"],
        "exact.linear.alternatives",
    ),
    **dict.fromkeys(["Lottery", "birkhoff"], "exact.lotteries"),
    **dict.fromkeys(["Matrix", "matrix"], "exact.matrices"),
    **dict.fromkeys(["Hull", "Polyhedron", "hull"], "exact.polyhedra"),
    "rational": "exact.rationals",
    **dict.fromkeys(
        ["bihierarchy", "bipartite_graph", "canonical_two_sided", "edges_of_a_graph", "hierarchy"], "exact.set_systems"
    ),
    **dict.fromkeys(["Submatrix", "total_unimodularity"], "exact.unimodular"),
    **dict.fromkeys(["Evidence", "Statement", "Undecided", "Verdict"], "exact.verdicts"),
    "volume": "exact.volumes",
}
"""Where the names that users may rely on are defined."""

__all__ = [
    "Cone",
    "Evidence",
    "FarkasVector",
    "Generators",
    "Hull",
    "ImprovingRay",
    "LinearSystem",
    "Lottery",
    "Matrix",
    "Point",
    "Polyhedron",
    "PrimalDual",
    "Statement",
    "Submatrix",
    "Undecided",
    "Verdict",
    "bihierarchy",
    "bipartite_graph",
    "birkhoff",
    "canonical_two_sided",
    "cone",
    "edges_of_a_graph",
    "farkas",
    "farkas_inequalities",
    "farkas_nonnegative",
    "feasibility",
    "generators",
    "gordan",
    "hierarchy",
    "hull",
    "matrix",
    "motzkin",
    "optimum",
    "rational",
    "stiemke",
    "total_unimodularity",
    "volume",
]

__getattr__, __dir__ = exported(__name__, HOMES)

register(
    "show",
    {
        "exact.cones.InSpace": "exact.pictures.polyhedra:shown",
        "exact.matrices.Matrix": "exact.pictures.matrices:matrix_table",
        "exact.symbolic.curves.Curve": "exact.pictures.curves:curve_picture",
    },
)
register(
    "latex",
    {
        "exact.cones.Cone": "exact.pictures.formulas:cone",
        "exact.cones.Generators": "exact.pictures.formulas:generators",
        "exact.linear.systems.LinearSystem": "exact.pictures.formulas:linear_system",
        "exact.matrices.Matrix": "exact.pictures.formulas:matrix",
        "exact.polyhedra.Hull": "exact.pictures.formulas:hull",
        "exact.polyhedra.Polyhedron": "exact.pictures.formulas:polyhedron",
        "exact.symbolic.curves.Curve": "exact.pictures.curves:latex_cases",
    },
)
register(
    "sympy",
    {
        "exact.cones.Cone": "exact.computer_algebra:cone",
        "exact.linear.systems.FarkasVector": "exact.computer_algebra:multipliers",
        "exact.linear.systems.LinearSystem": "exact.computer_algebra:relations",
        "exact.linear.systems.Point": "exact.computer_algebra:point",
        "exact.linear.systems.PrimalDual": "exact.computer_algebra:point",
        "exact.matrices.Matrix": "exact.computer_algebra:matrix",
        "exact.polyhedra.Polyhedron": "exact.computer_algebra:polyhedron",
        "exact.verdicts.Verdict": "exact.computer_algebra:value",
    },
)
register(
    "exhibits",
    {
        "exact.set_systems.SetSystem": "exact.pictures.set_systems:family_exhibits",
        "exact.unimodular.evidence.UnimodularityStatement": "exact.pictures.matrices:unimodularity_exhibits",
    },
)
register("words", {"exact.symbolic.formulas.Formula": "exact.symbolic.writing:written"})
register(
    "parts",
    {
        **dict.fromkeys(
            [f"exact.linear.systems.{name}" for name in ("Feasible", "Optimal", "Unbounded")], "exact.parts:of_linear"
        ),
        "exact.unimodular.evidence.UnimodularityStatement": "exact.parts:of_matrices",
    },
)
