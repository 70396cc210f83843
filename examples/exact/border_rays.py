"""Lift and project on two bidders (LY, section 4): by hand, Border's inequalities are the extreme rays of a cone.

One object, bidders a and b with types L and H: x are the probabilities of winning at each type profile, and eliminating
them from y = B x, C x <= 1, x >= 0 leaves one inequality f y <= g c for each extreme ray of {-B'f + C'g >= 0, g >= 0}.
"""

from itertools import product

from exact import cones, total_unimodularity
from exact.matrices import Matrix
from exact.verdicts import ANSWER

profiles = list(product("LH", repeat=2))
columns = [(bidder, *t) for bidder in "ab" for t in profiles]
b = {((bidder, kind), c): 1 for bidder, kind in product("ab", "LH") for c in columns if c[0] == bidder}
b = {(row, c): 1 for row, c in b if c[1 + "ab".index(row[0])] == row[1]}
c = {(t, column): 1 for t in profiles for column in columns if column[1:] == t}
B = Matrix.sparse(list(product("ab", "LH")), columns, b)
C = Matrix.sparse(profiles, columns, c)
print("B =", B, "C =", C, sep="\n")

stacked = Matrix.sparse([*B.rows, *C.rows], columns, b | c)
print("[B; C]:", total_unimodularity(stacked))

rows = []
for column in columns:
    f = [-B[row, column] for row in B.rows]
    rows.append([*f, *(C[t, column] for t in profiles)])
signs = [[0] * 4 + [int(k == j) for k in range(4)] for j in range(4)]
cone = cones.Cone.of(
    rows + signs, coordinates=[*("f" + i + k for i, k in B.rows), *("g" + "".join(t) for t in profiles)]
)

rays = cones.generators(cone).rays
print(f"\n{len(rays)} extreme rays, all with entries -1, 0, 1: {ANSWER[all(abs(e) <= 1 for ray in rays for e in ray)]}")
print("those with f >= 0, f != 0 are Border's inequalities:")
for ray in rays:
    f, g = ray[:4], ray[4:]
    if min(f) >= 0 and any(f):
        left = " + ".join(f"y_{i}({k})" for e, (i, k) in zip(f, B.rows, strict=True) if e)
        right = " + ".join(f"p({''.join(t)})" for e, t in zip(g, profiles, strict=True) if e)
        print(f"  {left} <= {right}")
