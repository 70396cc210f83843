"""Cones both ways (Minkowski and Weyl): inequalities to extreme rays and lines, and back; two engines must agree."""

from exact.cones import (
    Cone,
    Generators,
    constraints,
    contains,
    generators,
    irredundant,
    is_extreme_ray,
    is_pointed,
    lineality,
)
from exact.verdicts import ANSWER
from proofs.report import explain

# (f, g) with f <= g and g >= 0 twice over: LY's projection cone (9) for one agent with one object and one type, h out.
cone = Cone.of([[-1, 1], [0, 1], [0, 2], [-1, 3]], coordinates=["f", "g"])
print(explain(irredundant(cone)))
print(explain(generators(cone, engine="both")))
print("pointed:", ANSWER[is_pointed(cone)])
print("(1, 1) is an extreme ray:", ANSWER[is_extreme_ray(cone, (1, 1))])
print(
    "(0, 1) is an extreme ray:", ANSWER[is_extreme_ray(cone, (0, 1))], "- in the cone:", ANSWER[contains(cone, (0, 1))]
)

print("\nA cone with a line in it: x + y + z >= 0, x >= y")
wedge = Cone.of([[1, 1, 1], [1, -1, 0]], coordinates=["x", "y", "z"])
print(explain(generators(wedge)))
print("lineality:", *lineality(wedge))

print("\nBack from generators, four rays of which one is redundant")
print(explain(constraints(Generators.of([[1, 0, 1], [0, 1, 1], [1, 1, 1], [1, 1, 2]]))))
