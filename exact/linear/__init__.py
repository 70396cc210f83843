"""Linear systems and programs over the rationals, decided exactly.

* `exact.linear.systems`: systems, statements about them, and what convinces of them.
* `exact.linear.deciding`: a solution or Farkas multipliers; an optimum with its dual.
* `exact.linear.conflicts`: rows and bounds that contradict each other, none of which can be spared.
* `exact.linear.redundancy`: rows that are implied by others, and inequalities that are equations.
* `exact.linear.named`: programs with the names of their rows and variables.
* `exact.linear.alternatives`: the theorems of the alternative by name.
* `exact.linear.bases`: how an exact solution is made of a basis that a solver suggests.
* `exact.linear.square`: square sparse systems, peeled to a nucleus and solved exactly.
* `exact.linear.programs`: programs in standard form, and their bases.
* `exact.linear.suggesting`: bases that a float solver suggests.
* `exact.linear.refining`: what a float solver suggests when it sees a program from near.
* `exact.linear.solving`: the solutions that a basis determines.
* `exact.linear.pivoting`: exact pivots from a basis that is nearly right.
* `exact.linear.bounding`: bounds by rounded multipliers.
* `exact.linear.varying`: systems whose numbers are formulas of a parameter.
* `exact.linear.ordered_fields`: the simplex method on dictionaries, over any ordered field.
* `exact.linear.last_resort`: an exact simplex for what no basis has settled.
"""

from exact.linear.deciding import feasibility, optimum
from exact.linear.systems import (
    Coefficients,
    FarkasVector,
    Feasible,
    ImprovingRay,
    LinearSystem,
    Optimal,
    Point,
    PrimalDual,
    Row,
    Sense,
    SparseVector,
    Unbounded,
    Vector,
    dot,
    read_coefficients,
)

__all__ = [
    "Coefficients",
    "FarkasVector",
    "Feasible",
    "ImprovingRay",
    "LinearSystem",
    "Optimal",
    "Point",
    "PrimalDual",
    "Row",
    "Sense",
    "SparseVector",
    "Unbounded",
    "Vector",
    "dot",
    "feasibility",
    "optimum",
    "read_coefficients",
]
