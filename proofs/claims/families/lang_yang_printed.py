"""What Lang & Yang (2023) print: for each claim the words that its literal reading reads, quoted.

Formulas are written in plain letters (`beta(U, {}) = c(G)`); nothing else is changed. Where a claim puts two sentences
together both are quoted. The section is the claim's `where`.
"""

from __future__ import annotations

THEOREM_1 = "Suppose the projection cone preserves total unimodularity. Then Q in R^l is implementable if and only if "
THEOREM_1 += "Condition (A) holds."
THEOREM_2 = "Let (N, A, G, T) be an implementation structure. The projection cone preserves total unimodularity, if"
HIERARCHY = "(1) G is a hierarchy."
BINARY = "(2) G is a bihierarchy and the set T_i for every i in N has at most two elements."
SINGLE = "(3) G is a bihierarchy and the set T_i for every i in N has one element."
THEOREM_3 = "The projection cone preserves total unimodularity, if the graph H = (N, E) does not contain any odd cycle "
THEOREM_3 += "and G is given by the set E of edges and T is binary."
FOUR = (
    "four large classes of constraint structures: hierarchies, bihierarchies, adjacency, and paramodularity each can "
)
FOUR += "ensure total unimodularity"
MINIMAL = "the set of extreme rays provides a unique (up to positive scaling) minimal set of generators"

PRINTED: dict[str, tuple[str, ...]] = {
    # Section 2
    "section-2.sublinear": (
        "Note that from the definition of a supporting hyperplane, beta is sublinear",
        "beta(U, V) <= beta(U, {}) + beta({}, V)",
    ),
    "section-2.support": (
        "When condition (1) completely describes the set of feasible random outcomes (i.e., a bihierarchy), a "
        "supporting hyperplane argument implies that P",
        "also describes the original feasible set",
    ),
    "section-2.effective": (
        "The bounds defined by beta are effective, i.e., for each U and V, the bounds beta(U, {}) and beta({}, V) can "
        "be attained by some feasible outcomes.",
    ),
    "section-2.support-contains": (
        "also describes the original feasible set, since it contains inequalities of the constraint sets in G as a "
        "subset",
    ),
    "section-2.1.bihierarchy-describes": (
        "When condition (1) completely describes the set of feasible random outcomes (i.e., a bihierarchy)",
        "obtain a generalization of Birkhoff-von Neumann theorem which is used to characterize their feasible random "
        "outcomes",
    ),
    "section-2.1.canonical-is-bihierarchy": (
        "called bihierarchies. The canonical two-sided assignments are included as a special case.",
    ),
    "example-1": ("The first two concern bihierarchies and the last one concerns adjacency.",),
    "example-2": ("which is a bihierarchy, having a canonical two-sided constraint structure",),
    "example-3.adjacency": (
        "Observe that G has the adjacency property but is not bihierarchical as it contains three distinctive "
        "hierarchies",
    ),
    "example-3.bihierarchy": (
        "On the other hand, if we have the bihierarchical constraint structure",
        "this obviously does not satisfy the adjacency property",
    ),
    "section-2.2.capacities": (
        "if the pair (b, c) is paramodular, then the upper and lower bounds determined by the generalized capacity "
        "function beta are also paramodular and coincide with (b, c): beta(G, {}) = c(G) and beta({}, G) = b(G) for "
        "all G subseteq N times A",
    ),
    "section-2.2.special-cases": (
        "Paramodularity has been widely used in the literature and encompasses a broad range of problems, including "
        "hierarchies and matroids as special cases.",
    ),
    "example-4": (
        "Its upper quotas are not submodular and hence the constraints are not paramodular.",
        "which is equal to 2",
        "Hence c fails to be submodular.",
    ),
    "example-5": (
        "Suppose there are two agents, two goods, and each agent has two types. The constraint matrices B and C are "
        "given by",
    ),
    "proposition-1": ("If Q is implementable, then for all S_i^+, S_i^- subseteq T_i times A",),
    "proposition-2": ("If Q is implementable, then for all S_i subseteq T_i times A, for each i in N",),
    "section-2.3.linear": (
        "Hence for the given set Q the implementable interim rules can be also defined by a set of linear inequalities",
    ),
    "section-2.4.subset": (
        "The following proposition provides a subset of inequalities in Condition (A), which contains only separate "
        "inequalities for ceiling and floor constraints by setting",
    ),
    "section-2.4.single-good": (
        "It is well known that when there is a single type of good with multiple units, Condition (B) reduces to the "
        "characterization condition obtained by Che et al. (2013).",
    ),
    "section-2.4.border": (
        "Condition (B) further reduces to the classical condition of Border (1991) for a single object.",
    ),
    # Section 3
    "section-3.remark-1": (
        "The projection cone W depends on the implementation structure (N, A, G, T) but not on the quotas and the "
        "beliefs. It implies that the same set of generators would arise if two problems differ only in the quotas "
        "and beliefs.",
    ),
    "lemma-1": ("(Conic characterization) y in R^l is implementable if and only if",),
    "theorem-1": (THEOREM_1,),
    "theorem-1.generators": (
        "It shows that if W preserves total unimodularity, then every generator (up to positive scaling) of W is a "
        "{0, +-1} vector.",
    ),
    "section-3.1.tighter": (
        "sublinearity of beta implies that condition for (S^+, S^-) is weakly tighter than a combination of separate "
        "conditions for S^+ and S^-",
    ),
    "section-3.1.not-separable": (
        "In general, Condition (A) is not separable in S^+ and S^-, since a priori both S^+ and S^- can take non-empty "
        "collections of sets",
    ),
    "section-3.1.laminars": (
        "If G is a hierarchy, then we show that the conic constraint matrix M(W) consists of two laminars.",
        "when G is a bihierarchy, M(W) has three laminars",
    ),
    "section-3.1.m-star": (
        "Since total unimodularity is preserved by deleting unitary column",
        "we only need to show that the following matrix",
    ),
    "corollary-1": (
        "Suppose the projection cone W preserves total unimodularity and the generalized capacity function beta is "
        "linear. Then Q in R^l is implementable if and only if Condition (B) holds.",
    ),
    "corollary-1.no-floors": (
        "A simple example of linearity is that there is no floor constraints except the usual non-negativity "
        "constraints",
    ),
    "theorem-2.1": (THEOREM_2, HIERARCHY),
    "theorem-2.2": (THEOREM_2, BINARY),
    "theorem-2.3": (THEOREM_2, SINGLE),
    "theorem-2.1.sufficiency": (THEOREM_1, HIERARCHY),
    "theorem-2.2.sufficiency": (THEOREM_1, BINARY),
    "theorem-2.2.canonical-sufficiency": (
        THEOREM_1,
        BINARY,
        "The canonical two-sided assignments are included as a special case.",
    ),
    "theorem-2.3.sufficiency": (THEOREM_1, SINGLE),
    "section-3.1.tables-1-2": (
        "First note that the non-zero entries in M' form a unique cycle P.",
        "are 6 and 4. So P is even and hence M' is balanced.",
    ),
    "theorem-3": (THEOREM_3,),
    "theorem-3.sufficiency": (THEOREM_1, THEOREM_3),
    "theorem-4.1": (
        "Assume that (b, c) is paramodular.",
        "The projection cone can be decomposed into two cones both preserving total unimodularity.",
    ),
    "theorem-4.2": (
        "Assume that (b, c) is paramodular.",
        "Q in R^l is implementable if and only if Condition (B) holds.",
    ),
    "theorem-4.real": ("It can be seen that our Theorem 4 continues to hold for real-valued quotas.",),
    "section-3.3.vertices": (
        "The system has 14 extreme points, including (0, 0, 0), (2, 2, 2), (3, 1, 0), (3, 0, 0) and the vectors by "
        "permuting coordinates in (3, 1, 0), (3, 0, 0).",
        "all extreme points are integral",
    ),
    "section-3.3.effective": (
        "Observe that the problem is neither paramodular nor totally unimodular. However, all of the ceiling "
        "constraints are effective (i.e., c(G) = beta(G, {}) for all G subseteq N)",
    ),
    "section-3.3.values": ("the value is strictly higher for maximization subject to (B') (18.375 > 18)",),
    "section-3.3.condition-b": (
        "the generalized capacity is linear and Condition (A) further reduces to Condition (B)",
        "since all of the constraints are effective, Condition (B) coincides with Condition (B')",
    ),
    "section-3.3.paramodular-necessary": (
        "if the capacities fail paramodularity, then their characterization (and Theorem 4 in our paper) does not "
        "describe the set of the feasible reduced forms",
    ),
    "section-3.3.unimodular-necessary": (
        "We show that total unimodularity is necessary for our characterization Theorem 1.",
        "also shows that total unimodularity is necessary for Theorem 1",
    ),
    "section-6.four-classes": (FOUR,),
    # Section 4
    "lemma-2": ("The projection of the polyhedron Z given by (13) onto y is given by",),
    "lemma-3": (
        "If the constraint matrix of the projection cone P given by (15) is totally unimodular, then P is generated by "
        "a set P of {0, +-1} generators.",
    ),
    "section-4.remark-1": (f"If P is pointed, {MINIMAL}.", f"Observe that for a pointed cone, {MINIMAL}."),
    "section-4.remark-1.redundant": (
        "While Lemma 2 shows that the extreme rays of P provide a complete description of Y, certain extreme rays may "
        "be redundant.",
    ),
    "section-4.unimodular-describes": (
        "First note that if the projection cone preserves TUM, then the constraint matrix of G is also TUM, as every "
        "submatrix of a TUM matrix is TUM. Hence, the set of feasible ex post random allocations has a linear "
        "characterization defined by Condition (1).",
    ),
    "section-4.tightest-bound": (
        "From Lemma 5, if (f, g, h) obtains a tightest bound in Lemma 1, then (f, g, h) in W(C_1, C_2) for some pair "
        "of profiles of chains (C_1, C_2) where C_1 and C_2 have disjoint ground sets",
    ),
    "section-4.chain-rays": (
        "Then Lemma 3 implies that the cone W^+(C_1) is generated by extreme rays with 0, 1 entries. Similarly, "
        "W^-(C_2) is generated by extreme rays with 0, -1 entries.",
    ),
    "section-4.remark-2": ("we can pick P to be all {0, +-1} vectors in P",),
    "section-4.remark-3": (
        "if the constraint matrix of P is not totally unimodular, then there exists some extreme ray that is not "
        "{0, +-1}",
    ),
    "lemma-4": (
        "Suppose W preserves total unimodularity. Then y in R^l is implementable if and only if",
        "consists of generators of W given by (9) with entries -1, 0, and +1",
    ),
    "section-4.paramodular-describes": (
        "integral polymatroids imply that the linear constraints (6) completely describe the set of feasible random "
        "allocations",
    ),
    "section-4.paramodular-tdl": ("It is well known that paramodularity implies TDL.",),
    "lemma-5": (
        "Suppose the pair (b, c) is TDL. Then the problem (18) has an optimum (g, h) such that supp(g) and supp(h) are "
        "laminar families on disjoint ground sets. Furthermore, supp(g) and supp(h) are chain families on disjoint "
        "ground sets.",
    ),
    "lemma-6": (
        "Suppose quotas are paramodular. Then y in R^l is implementable if and only if",
        "for all (f, g) in cup_{C_1 in C^T} W^+(C_1)",
    ),
    "lemma-7.if": ("Let C_1 be any profile of chains. (f, g) is an extreme ray of the set W^+(C_1) if and only if",),
    "lemma-7.only-if": (
        "Let C_1 be any profile of chains. (f, g) is an extreme ray of the set W^+(C_1) if and only if",
    ),
    # Section 5
    "lemma-8": ("Conditions (21)-(24) are bihierarchical.",),
    "section-5.1.revenue-equivalence": (
        "quasi-linear preferences allow us to separate out transfer and allocation rule, by a revenue equivalence "
        "argument",
        "It can be shown that our model satisfies the sufficient conditions identified in the literature",
    ),
    "theorem-5": (
        "and let c be any vector in",
        "Suppose the projection cone preserves total unimodularity. Then Q is implementable if and only if for all i",
    ),
    "section-5.2.linear": (
        "With the constraints x >= 0, the generalized capacity function beta is linear, since beta({}, V) = 0 for all "
        "V and beta(U, V) = beta(U, {}) for all (U, V)",
    ),
    "section-5.2.support": ("we first obtain the support function representation",),
    "section-5.2.dual": (
        "By strong duality of linear programming",
        "where s_i and p_j are the payoffs for buyer i and seller j",
    ),
    "section-5.2.cover": ("we can further obtain the following minimum cover representation",),
    "section-5.2.diagonal": ("We obtain the following maximum-sum",),
    "example-6": (
        "The minimum covers are either {row i_1, row i_2} or {row i_1, column j_2}. The maximum diagonal sum is equal "
        "to",
    ),
    "corollary-2": (
        "Let T_i, i in N be type sets of ordinal preferences. The set of OBIC and implementable allocation rules is "
        "given by Conditions (25) and (26).",
    ),
    "corollary-2.two-objects": (
        "Notice that when there are two types of objects, i.e., |A| = 2, each agent has a binary type set (i.e., T_i = "
        "A). From Theorem 2 the projection cone preserves total unimodularity.",
    ),
    "corollary-3": (
        "Let T_i, i in N be type sets of cardinal utilities. The set of incentive compatible and implementable "
        "allocation rules is given by Conditions (25) and (27).",
    ),
    "section-5.3.club-goods": ("Observe that the constraint structure of (29) is non-canonical but bihierarchical.",),
    "lemma-9.non-pointed": ("For bilateral trade with constraints (T_1 cup T_2; E), we have: (1) W is non-pointed.",),
    "lemma-9.unimodular": ("(1) W is non-pointed. (2) M(W) is TUM.",),
    "lemma-10": ("if (f, g) is a {0, +-1} generator of W, then one of the following conditions holds",),
    "lemma-10.generating": (
        "The next result gives a detailed characterization of the projection cone concerning bilateral trade.",
        "The generators in condition (1) of this lemma correspond to a basis of the linearity space of the projection "
        "cone",
    ),
    "section-5.5.equality": (
        "These generators correspond to the equality constraint in the implementability condition",
    ),
    "proposition-3": ("Q in R_+^l given by (30) is implementable if and only if",),
    "lemma-11.non-pointed": ("For compromise with binary type sets, we have: (1) W is non-pointed.",),
    "lemma-11.unimodular": ("For compromise with binary type sets, we have: (1) W is non-pointed. (2) M(W) is TUM.",),
    "section-5.6.three-laminars": (
        "while M(W) does not form two laminars (it contains three laminars), which differs from the bilateral trade "
        "problem, the constraint matrix remains totally unimodular",
    ),
    "section-5.5.cone": (
        "Moreover in B and C only the entries restricted to t in E are non-zeros.",
        "By eliminating h >= 0, the projection cone reduces to",
    ),
    "section-5.6.cone": ("The projection cone is given by", "W = {(f, g) | -f' B + g' C >= 0}."),
    "section-5.6.generated": ("The above result implies that the projection cone is generated by {0, +-1} vectors.",),
    "section-5.6.from-cone": (
        "It can be verified that",
        "the implementability inequalities are given by: for all a in K",
    ),
    "section-5.6.inequalities": (
        "for illustrative purpose we focus on the case of two types",
        "It can be verified that",
        "the implementability inequalities are given by: for all a in K",
    ),
    "section-5.6.inequalities-any-types": (
        "While the number of types in Borger and Postl (2009) can be any positive integer",
        "the implementability inequalities are given by: for all a in K",
    ),
    # Appendix
    "example-7.table": ("We calculate beta in Table 3.",),
    "example-7.solution": (
        "Note that at x^* the floor constraint for i_1 and the ceiling constraint for i_2, and the floor constraints "
        "for all optional courses are all binding.",
    ),
    "example-7.inequality": ("The corresponding implementability condition is given by",),
    "appendix.theorem-1.duality": (
        "By a strong duality of linear programming, we have the value of this minimization problem is equal to "
        "beta(I(t, S^+), I(t, S^-)).",
    ),
    "appendix.even-changes-objects": ("is even as there are two hierarchies",),
    "appendix.even-changes-types": ("is also even since each player has two types",),
    "appendix.three-nonzeros": (
        "if a matrix A with at most three nonzero entries in each column, then A is TUM if and only if each submatrix "
        "of A with at most two nonzero entries in each column is TUM",
    ),
    "appendix.theorem-2.reduction": (
        "after some elementary row operations M can be converted into a matrix M where for each column, there is at "
        "most one 1 for each hierarchy",
        "The elementary row operation changes only the sign of the determinant of M",
    ),
    "appendix.theorem-3.cycles": (
        "We claim that M can be decomposed into finitely many (entry) disjoint cycles, where each cycle has even row "
        "and column sums.",
    ),
    "appendix.theorem-3.paths": ("Hence there is an even number of odd paths in P.",),
    "appendix.two-laminars": ("the union of two laminars is TUM",),
    "appendix.camion": (
        "By a characterization theorem of Camion (Schrijver, 1986), it is sufficient to show that M is balanced, i.e., "
        "in every square submatrix M' of M with exactly two nonzero entries per row and per column, the sum of the "
        "entries is a multiple of four.",
    ),
    "appendix.cycle-is-even": (
        "We show that each cycle P is even, i.e., the sum of entries in P is a multiple of four.",
    ),
    "appendix.theorem-3.even-sums": (
        "we only need to show that in any square submatrix M of M^* with even row and column sums, the sum of the "
        "entries in M is divisible by four",
    ),
    "appendix.theorem-3.path-sums": (
        "If P_t is odd (even), then the sum of entries in P_t is a multiple of two (four).",
    ),
    "appendix.theorem-3.cycle-sums": (
        "We now show that for each cycle P, the sum of the entries in P is divisible by four.",
    ),
    "appendix.lemma-6.systems": ("System F_2 in Lemma 13 is equivalent to the system in Lemma 6.",),
    "appendix.lemma-8.demand": (
        "Hence each demand constraint i in X cup Y is canonical, and (22)-(24) form one hierarchy.",
    ),
    "appendix.lemma-11.partition": ("It can be seen that the two 1s in each row either belongs to different sets",),
    "appendix.extreme-ray-maximal": ("Note that x in P is an extreme ray if and only if I^=(x) is maximal",),
    "appendix.extreme-ray-scaling": ("If x is an extreme ray, then so is lambda x for all lambda >= 0.",),
    "lemma-12.pointed": ("If P is pointed, then P is generated by {0, +-1} extreme rays.",),
    "lemma-12.non-pointed": ("If P is non-pointed, then P is generated by {0, +-1} vectors.",),
    "lemma-13": ("Suppose pair (b, c) is paramodular. Then the following two systems on y in R^l are equivalent",),
    "lemma-14": ("M is totally unimodular if and only if for every subset of columns",),
}
