"""Polyhedra both ways: the unit square cut by a half-space of slope 1/2, by inequalities and by vertices."""

from exact.polyhedra import Hull, Polyhedron, constraints, contains, hull, irredundant, is_vertex
from exact.verdicts import ANSWER
from proofs.report import explain

square = Polyhedron.of(
    [[1, 0], [0, 1], [-1, 0], [0, -1], [1, 2], [1, 1]], [1, 1, 0, 0, "5/2", 5], coordinates=["x", "y"]
)
print("Irredundant:", explain(irredundant(square)), sep="\n")
print("\nVertices:", explain(hull(square)), sep="\n")
print("\n(1, 3/4) is a vertex:", ANSWER[is_vertex(square, (1, "3/4"))])
print("(1, 1) is in it:", ANSWER[contains(square, (1, 1))])

print("\nThe hull of (0, 0), (2, 0), (1, 0), (0, 2) and all upward moves:")
print(explain(constraints(Hull.of([(0, 0), (2, 0), (1, 0), (0, 2)], rays=[(0, 1)], coordinates=["x", "y"]))))
