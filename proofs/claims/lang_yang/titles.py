"""How the claims of Lang & Yang, sections 3.3 to 5 and appendix, are made, and their titles."""

from __future__ import annotations

from proofs.claims.claim import Claim, Reading

PAPER = "lang-yang-2023"

TITLES = {
    "section-3.3.unimodular-necessary": "total unimodularity is necessary for Condition A",
    "lemma-2": "projection by generators of the projection cone",
    "lemma-3": "totally unimodular => {0, 1, -1} generators",
    "section-4.remark-2": "all {0, 1, -1} vectors of P generate it",
    "section-4.remark-3": "not totally unimodular => some extreme ray is not {0, 1, -1}",
    "lemma-4": "implementability from {-1, 0, 1} generators",
    "section-4.remark-1": "pointed => the extreme rays are the unique minimal generators",
    "section-4.remark-1.redundant": "an extreme ray may give a redundant inequality",
    "section-4.unimodular-describes": "totally unimodular => (1) describes the feasible random outcomes",
    "section-4.tightest-bound": "tightest bounds are attained on chains with disjoint ground sets",
    "section-4.chain-rays": "the signs of the extreme rays of W+ and W-",
    "appendix.extreme-ray-scaling": "multiples of an extreme ray are extreme rays",
    "section-4.paramodular-describes": "paramodular => (6) completely describes the feasible random allocations",
    "section-4.paramodular-tdl": "paramodular => totally dual laminar",
    "lemma-5": "totally dual laminar => optimal chains on disjoint ground sets",
    "lemma-6": "paramodular: (19) and (20) characterize implementability",
    "lemma-7.if": "the listed vectors are extreme rays",
    "lemma-7.only-if": "every extreme ray is listed",
    "lemma-8": "(21)-(24) are bihierarchical",
    "theorem-5": "zero floors: (25) characterizes implementability",
    "section-5.2.dual": "capacity = min of payoffs and prices",
    "section-5.2.cover": "capacity = minimum cover",
    "section-5.2.diagonal": "capacity = maximum diagonal sum",
    "example-6": "capacity 2 and the minimum covers",
    "corollary-2": "(25) and (26) describe the OBIC implementable rules",
    "corollary-2.two-objects": "two objects => W preserves total unimodularity",
    "corollary-3": "(25) and (27) describe the IC implementable rules",
    "section-5.3.club-goods": "(29) is bihierarchical and not canonical",
    "lemma-9.non-pointed": "bilateral trade: W is non-pointed",
    "lemma-9.unimodular": "bilateral trade: M(W) is totally unimodular",
    "lemma-10": "every {0, 1, -1} generator is of form (1), (2) or (3)",
    "lemma-10.generating": "the vectors of forms (1)-(3) generate W; (1) spans the lineality space",
    "section-5.5.equality": "the equality of bilateral trade",
    "proposition-3": "(31) and (32) characterize bilateral trade",
    "lemma-11.non-pointed": "compromise, binary types: W is non-pointed",
    "lemma-11.unimodular": "compromise, binary types: M(W) is totally unimodular",
    "section-5.6.three-laminars": "the compromise matrix contains three laminars and stays totally unimodular",
    "section-5.6.inequalities": "(33) and (34) characterize compromise with binary types",
    "section-5.6.inequalities-any-types": "the same with any number of types",
    "example-7.table": "the sets and capacities",
    "example-7.solution": "the stated optimal solution",
    "example-7.inequality": "the stated inequality",
    "appendix.extreme-ray-maximal": "x is an extreme ray iff its active set is maximal",
    "lemma-12.pointed": "pointed and totally unimodular => {0, 1, -1} extreme rays",
    "lemma-12.non-pointed": "non-pointed and totally unimodular => {0, 1, -1} generators",
    "lemma-13": "systems F1 and F2 are equivalent",
    "lemma-14": "Ghouila-Houri",
    "appendix.theorem-1.duality": "the pointwise minimum equals the capacity",
    "appendix.even-changes-objects": "the number of index changes on N x A along a cycle is even",
    "appendix.even-changes-types": "the number of index changes on T along a cycle is even",
    "appendix.three-nonzeros": "at most three nonzeros a column: TUM iff every submatrix with at most two a column is",
    "appendix.theorem-2.reduction": "the row operations reduce the general case to the standard one",
    "appendix.theorem-3.cycles": "decomposition into entry-disjoint cycles with even row and column sums",
    "appendix.theorem-3.paths": "the number of odd paths in a cycle is even",
}


def claim(name: str, where: str, *readings: Reading) -> Claim:
    """The claim with that id of the paper, and its title."""
    return Claim(f"{PAPER}/{name}", where, readings, TITLES[name])
