"""Where a property of constraint structures holds: the least that fail and the greatest that hold, in a family.

* `proofs.hunt.boundary.pieces`: connected pieces of structures up to relabelling, and which are smaller.
* `proofs.hunt.boundary.families`: graphs, hierarchies, bihierarchies, canonical markets, up to a size.
* `proofs.hunt.boundary.properties`: preserving total unimodularity; Conditions A and B complete for given quotas.
* `proofs.hunt.boundary.searching`: deciding a family piece by piece, no more of them than the order leaves open.
* `proofs.hunt.boundary.telling`: the boundary in words, and as plain data.
* `proofs.hunt.boundary.drawing`: the numbers of types on one family of sets as a Hasse diagram.
"""
