"""LY, Theorem 3: on which graphs, with how many types, does the projection cone preserve total unimodularity?

Theorem 3 says: on graphs without odd cycle with two types each. `proofs boundary graphs` looks at all graphs with so
many agents and types, piece by piece, and finds where it ends: the least failures and the greatest that hold. Out comes
the corrected theorem (`proofs explain theorem-3`): paths whose inner agents have one type, and what has at most
two type profiles; there is little else.
"""

from proofs.hunt.boundary.drawing import crossed, hasse
from proofs.hunt.boundary.families import FAMILIES
from proofs.hunt.boundary.properties import PRESERVES, condition_complete, universally_complete
from proofs.hunt.boundary.searching import boundary
from proofs.hunt.boundary.telling import evidence_in_short, idle_in_words

found = boundary(FAMILIES["graphs"](5), PRESERVES, 3)
print(f"{found.structures} structures on 5 agents with up to 3 types; {found.decided} pieces decided one by one")

print("\nThe least failures:")
for piece in found.least:
    print(f"* {piece}{idle_in_words(piece)}\n  {evidence_in_short(PRESERVES.decide(piece).evidence)}")

print("\nThe greatest that hold:")
for piece in found.greatest:
    print(f"* {piece}{idle_in_words(piece)}")

print("\nMarkets, rows and columns only, up to 4 agents, 4 objects and 3 types; the least failures:")
for piece in boundary(FAMILIES["markets"](4, 4), PRESERVES, 3).least:
    print(f"* {piece.agents} agents, {piece.objects} objects, numbers of types {piece.counts}")

print("\nThe least graphs on which Condition A is not complete for ceilings 1, though the prior does not matter:")
for piece in boundary(FAMILIES["graphs"](4), condition_complete("A"), 2).least:
    print(f"* {piece}")

print("\nThe least bihierarchies of three agents on which it is not, for some quotas:")
for piece in boundary(FAMILIES["bihierarchies"](3), universally_complete("A"), 2).least:
    print(f"* {piece}")

small = boundary(FAMILIES["graphs"](4), PRESERVES, 2)
(path,) = [layout for layout in crossed(small) if layout.masks == (0b011, 0b101)]
FIGURES = {"Types on a path, agents 1 (in the middle), 2, 3; after the line idle profiles": hasse(small, path)}
