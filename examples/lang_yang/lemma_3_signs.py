"""LY, Lemma 3 and its Remark 3 (Hoffman 1976): totally unimodular cones have sign generators; is the converse true?"""

from exact import total_unimodularity
from exact.cones import Cone, generators
from proofs.reduced_form.problem.projection import sign_generators
from proofs.report import explain

UNIT = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
CONES = {  # g >= 0 with equations, LY (15)
    "a totally unimodular cone": [[1, -1, 0, 0], [0, 1, -1, 1]],
    "a cone that is not totally unimodular": [[1, 1, -1, 0], [1, -1, 0, -1]],
    "another that is not": [[1, 1, -1, 0], [1, -1, 0, -1], [0, 1, 0, 0]],
}
for title, equations in CONES.items():
    rays = generators(Cone.of(UNIT, equations, coordinates=["g1", "g2", "g3", "g4"]))
    print(title)
    print("  constraint matrix:", total_unimodularity(equations + UNIT))
    print("  " + explain(rays).replace("\n", "\n  "))
    print("  generators beyond signs:", len(sign_generators(rays).others.rays))
print("Remark 3 says that without total unimodularity some extreme ray is no sign vector; the last cone refutes it.")
