"""Exact mathematics: decisions over the rationals and the integers, each with evidence. Knows no economics.

The answer to a question is an `exact.verdicts.Verdict`: the statement, whether it holds, and evidence that `verify()`
checks again without searching. Numbers are integers, fractions, or text like "3/7"; floats are refused
(`exact.rationals`).

Linear systems:

* `exact.linear`: systems and programs; a solution or Farkas multipliers, an optimum with its dual.
* `exact.linear.alternatives`: the theorems of the alternative by name (Farkas, Gordan, Stiemke, Motzkin).
* `exact.integer`: integer points, and the best of them with a branching tree as proof.
* `exact.linear.bases`: how an exact solution is made of a basis that a solver suggests.

Cones and polytopes:

* `exact.cones`, `exact.polyhedra`: inequalities to generators, and back.
* `exact.minkowski`: facets of a sum of polytopes.
* `exact.volumes`: volumes of boxes cut by half-spaces.
* `exact.lotteries`: a fractional point as a lottery over integer points.
* `exact.submodular`: a vector below a submodular function, or the set that says no.

Matrices and families of sets:

* `exact.matrices`: integer matrices with names for rows and columns.
* `exact.names`: which names there are; one grammar, which the checker shares.
* `exact.unimodular`: total unimodularity.
* `exact.set_systems`: hierarchies, bihierarchies, two-sided families, graphs.

Reading:

* `exact.arguments`: what the functions ask of their arguments, and what is said when it is not so.

Showing:

* `exact.showing.display`: values that show themselves, by `show()` and `latex()`.
* `exact.pictures`, `exact.showing.drawing`, `exact.pictures.latex`: what pictures and formulas are made of.

The decisions named in `__all__` may be imported from here; they are loaded when first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from exact.showing.registry import register

if TYPE_CHECKING:
    from exact.unimodular import total_unimodularity

_HOME = {"total_unimodularity": "exact.unimodular"}

__all__ = ["total_unimodularity"]

register(
    "show",
    {
        "exact.cones.InSpace": "exact.pictures.polyhedra:shown",
        "exact.matrices.Matrix": "exact.pictures.matrices:matrix_table",
    },
)
register(
    "latex",
    {
        "exact.cones.Cone": "exact.pictures.formulas:cone",
        "exact.cones.Generators": "exact.pictures.formulas:generators",
        "exact.linear.LinearSystem": "exact.pictures.formulas:linear_system",
        "exact.matrices.Matrix": "exact.pictures.formulas:matrix",
        "exact.polyhedra.Hull": "exact.pictures.formulas:hull",
        "exact.polyhedra.Polyhedron": "exact.pictures.formulas:polyhedron",
    },
)
register(
    "exhibits",
    {
        "exact.set_systems.SetSystem": "exact.pictures.set_systems:family_exhibits",
        "exact.unimodular.evidence.UnimodularityStatement": "exact.pictures.matrices:unimodularity_exhibits",
    },
)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
