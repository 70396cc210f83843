"""Linear systems and programs over the rationals, decided exactly: a solution, or Farkas multipliers; an optimum."""

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
