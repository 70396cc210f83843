"""What is left of a polyhedron without some of its coordinates, with proofs; sums and volumes of polytopes."""

from exact.cones import generators
from exact.double_descriptions import pair, system_of
from exact.incidences import incidence
from exact.linear import LinearSystem
from exact.linear.redundancy import without_bounds
from exact.polyhedra import Hull, constraints
from exact.polytopes import polytope_volume
from exact.projections import projection, projection_cone
from exact.sums import minkowski_sum
from exact.verdicts import ANSWER

# What can x and y be, if there has to be a z? The rays of the projection cone add rows up so that z is gone.
system = LinearSystem.make(
    ["x", "y", "z"], at_most=[({"x": 1, "z": 1}, 2), ({"y": 1, "z": -1}, 1), ({"x": 1, "y": 1, "z": -1}, 9)], lower=0
)
cone = projection_cone(without_bounds(system), ["x", "y"])
print("rays of the projection cone:", len(generators(cone).rays))
verdict = projection(system, ["x", "y"])
print(verdict)
for row, (proof,) in zip(verdict.statement.result.rows, verdict.evidence.multipliers, strict=True):
    left = " + ".join(f"{value} {'xy'[column]}" for column, value in row.coefficients)
    print(f"  {left} <= {row.bound}:", " + ".join(f"{factor} x row {number}" for number, factor in proof))
for point in verdict.evidence.points:
    print("  reached:", ", ".join(f"{'xyz'[column]} = {value}" for column, value in point) or "0")
print("verified:", ANSWER[verdict.verify()])

# A square and a segment add up to a hexagon.
square = Hull.of([[0, 0], [0, 1], [1, 0], [1, 1]], coordinates=["x", "y"])
hexagon = minkowski_sum([square, Hull.of([[0, 0], [1, 1]])])
print("\nthe sum:", hexagon)
print("its volume:", polytope_volume(hexagon.statement.result).value)

# Inequalities of a pyramid, which of them meet, and its volume.
pyramid = Hull.of([[0, 0, 0], [2, 0, 0], [0, 2, 0], [2, 2, 0], [1, 1, "5/3"]])
sides = constraints(pyramid)
print("\nthe pyramid:", pair(system_of(sides), pyramid, "rows"))
print("corners of each side:", [len(corners) for corners in incidence(pyramid, sides).tight])
print("neighbours of each side:", [len(others) for others in incidence(pyramid, sides).adjacent])
print("its volume:", polytope_volume(system_of(sides)).value)
