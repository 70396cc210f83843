"""LY, Lemma 1 and (8)-(11): a vector of the projection cone W is an inequality; a violated one refutes a rule."""

from exact.cones import generators, lineality
from exact.rationals import text
from exact.verdicts import ANSWER
from proofs.formats.problems import problem_of
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.projection import (
    dropped_ceilings,
    in_projection_cone,
    projection_cone,
    reduced_cone,
    sign_generators,
    weighted,
)

problem = problem_of(
    agents=["a", "b"], types={"a": ["L", "H"], "b": ["t"]}, constraints=[{"set": ["a", "b"], "ceiling": 1}]
)
cone = projection_cone(problem)
print("W lies in dimension", cone.dimension, "with lineality of dimension", len(lineality(cone)))
rays = generators(cone)
print(
    len(rays.rays), "extreme rays;", len(sign_generators(rays).others.rays), "of them with other entries than -1, 0, 1"
)
print(
    "the reduced cone (g alone) has",
    len(generators(reduced_cone(problem)).rays),
    "- ceilings left out:",
    dropped_ceilings(problem) or "none",
)

rule = problem.interim_rule({"a": {"L": 0, "H": 1}, "b": {"t": "3/4"}})
y = weighted(problem, rule.values)
print("\nb wins 3/4, a of type H always: y =", *map(text, y))

# f = 1 on (a, H) and b; g = 1 on {a, b} at both profiles; then C'g - C'h = B'f asks for h = 1 on {a} at profile L.
f = [0, 1, 1]
sets = [name for name in cone.coordinates if name[0] == "g"]
g = [int(name[1] == "{a, b}") for name in sets]
h = [int(name[1] == "{a}" and name[2] == ("L", "t")) for name in sets]
print("(f, g, h) lies in W:", ANSWER[in_projection_cone(problem, f, g, h)])
left = sum(weight * value for weight, value in zip(f, y, strict=True))
print(f"f y = {text(left)} > 1 = g c - h b, so the rule is not implementable;", implementable(problem, rule))
