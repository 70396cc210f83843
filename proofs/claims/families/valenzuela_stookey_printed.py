"""What Valenzuela-Stookey (2026) prints: for each claim the words that its literal reading reads, quoted.

Formulas are written in plain letters (`C_j = R_+^I`); nothing else is changed. Where a claim puts two sentences
together both are quoted. The section is the claim's `where`.
"""

from __future__ import annotations

THEOREM_1 = (
    "If preferences have a common bounded support and the status quo has full support, then the following are "
    "equivalent"
)
I = "Agents' preference distributions are non-degenerate, and performance is not identical across agents."  # noqa: E741
II = "Choice improves upon the status quo among OSP trading mechanisms."
III = "Choice improves upon the status quo among all BIC mechanisms, for any"
IV = (
    "the support of agents' preferences has dimension I , then the following is also equivalent to",
    "Choice is optimal among OSP trading mechanisms",
)
COROLLARY_1 = "has dimension I then the only non-choice-"
LEMMA_2 = (
    "The bilateral trading mechanism for agents j', j'' with trade gamma is feasible and improves upon the status quo "
    "if and only if"
)
THEOREM_2 = "If preferences are strictly monotone then any OSP trading mechanism is effectively dominated by a "
THEOREM_2 += "polarized ray mechanism."
COROLLARY_2 = "Any collection of polarized rays in R^I has at most I members."
PROPOSITION_2 = "if lambda_* is a solution to the program in eq. (6) then there exist selections"

WITHOUT_LOSS = (
    "the designer can without loss of optimality restrict attention to EOPR mechanisms, i.e. polarized ray mechanisms "
    "with the selection rule"
)

PRINTED: dict[str, tuple[str, ...]] = {
    # Introduction and section 1
    "introduction.all-and-only": (
        "Effectively, all and only OSP trading mechanisms take the following form. Either an agent is given no choice",
        "or they are offered a menu in which each trading set is a ray with an endpoint at the status-quo allocation.",
    ),
    "section-1.participation": (
        "Observe that an OSP trading mechanism with",
        "satisfies the agents' participation constraint ex-post, for any realized type profile, rather than merely at "
        "the interim stage.",
    ),
    "section-1.1.two-tasks": ("there are (effectively) two tasks, A and B.",),
    "footnote-12": (
        "the mechanism only takes values",
        "have the same marginal distributions conditional on each of the two classes. In other words, each agent's "
        "allocation can be described by pair",
    ),
    "section-1.2.transfers": (
        "under some conditions we can incorporate transfers directly into the current model (e.g. tasks are "
        "burdensome, payments must be non-negative, and revenue must equal some predetermined level).",
    ),
    # Section 2
    "theorem-1.i-ii": (THEOREM_1, I, II),
    "theorem-1.ii-iii": (THEOREM_1, II, III),
    "theorem-1.iii-i": (THEOREM_1, III, I),
    "theorem-1.iv": (THEOREM_1, *IV),
    "section-2.1.c-hat": ("for all i, j if and only if",),
    "lemma-1": ("(i.e. a non-choice-based mechanism) satisfies (SQ) and (MC) then",),
    "corollary-1": (COROLLARY_1, "based mechanism satisfying (SQ) and (MC) is the status quo."),
    "corollary-1.optimal-iff": (
        COROLLARY_1,
        "In particular, choice is optimal if and only if choice improves upon the status quo.",
    ),
    "lemma-2.if": (LEMMA_2,),
    "lemma-2.only-if": (LEMMA_2,),
    "proposition-1": (
        "is non-empty and non-degenerate; and",
        "then there is a bilateral trading mechanism that improves upon the status quo.",
    ),
    "lemma-3": (
        "and there exist points",
        "then there is a bilateral trading mechanism satisfying the conditions of Lemma 2.",
    ),
    "lemma-3.separation": (
        "Assume without loss of generality that there exists",
        "(otherwise simply reverse the roles of j' and j'').",
        "By the separating hyperplane theorem there exists",
    ),
    "proposition-1.independent-points": ("are pairwise linearly independent. It suffices to show that either",),
    "proposition-1.relaxed": (
        "However even this can be relaxed, at the cost of additional notation, by restricting attention only to the "
        "dimensions such that",
    ),
    # Section 3
    "section-3.redundancy-irrelevant": (
        "Such redundancy is irrelevant from the points of view of both the designer and the agents.",
    ),
    "lemma-4": ("If a trading mechanism is OSP then agents' strategies are myopically optimal.",),
    "definition.disjoint-negatives": (
        'a necessary (but not sufficient) condition for polarization is that no two rays can "take away" the same '
        "task, i.e. the sets of negative coordinates for any two rays must be disjoint.",
    ),
    "definition.not-sufficient": ("a necessary (but not sufficient) condition for polarization is",),
    "example.bilateral": ("A bilateral trading mechanism is (trivially) a polarized ray mechanism.",),
    "example.two-price": ("A two-price binary-classification mechanism is a polarized ray mechanism if and only if",),
    "theorem-2.first": ("Any polarized ray mechanism is OSP.",),
    "theorem-2.second": (THEOREM_2,),
    "claim-1": ("Thus it must be that eta_j in T_j^k for all k in K_j",),
    "claim-2": ("For any c_j it must be that",),
    "claim-3": ("Claim 3. If x', x'' in T^k then there cannot exist",),
    "claim-4": ("For each j in J and k in K_j, one of the following holds", "is contained in a non-monotone ray"),
    "claim-5": ("are not remedial then they are polarized.",),
    "claim-6": ("is remedial or redundant for all",),
    "claim-4.farkas": (
        "Consider the condition from Claim 3. By Farkas' lemma, the following are equivalent",
        "with at least one strictly positive, such that y'(x' - eta_j) >= y''(x'' - eta_j)",
    ),
    "claim-5.farkas": ("By Farkas' lemma, the following are equivalent", "such that y'(x' - eta_j) + y''(x'' - eta_j)"),
    "claim-5.strictly": ("If this were the case then, because", "violating Claim 2."),
    "theorem-2.two-forms": (
        "the collection of trade sets for j takes one of the following two forms.",
        "can be partitioned into a sets contained in a set of polarized rays from",
    ),
    "theorem-2.redundant-never-chosen": (
        "if preferences are strictly monotone then no redundant set can ever be chosen",
    ),
    "theorem-2.remedial-dominant": (
        "Say that agent j's mechanism is remedial if",
        "Any j with a remedial mechanism has a trivial dominant strategy.",
    ),
    "corollary-2.first": (COROLLARY_2,),
    "corollary-2.second": ("in any non-redundant OSP mechanism.",),
    "corollary-3": ("with any alternative rule yields a mechanism that is also OSP.",),
    "section-3.1": (
        "Thus the mechanism ensures that the expected social cost is no larger than under the status quo.",
    ),
    "footnote-16": (
        "If preferences are non-linear then the mechanism may no longer be OSP.",
        "However, the designer is still guaranteed a (weak) improvement in any equilibrium of the induced game.",
    ),
    # Section 4
    "section-4.without-loss": (WITHOUT_LOSS,),
    "section-4.without-loss-on-boxes": ("full support on a hypercube", WITHOUT_LOSS),
    "section-4.1.bound": (
        "Thus the following program is an upper bound on the value of choosing",
        "the optimal OSP trading mechanism with endowment",
    ),
    "proposition-2.duality": (
        "Strong duality holds, meaning that the values of the outer program in eq. (5) and its dual in eq. (6) "
        "coincide.",
    ),
    "proposition-2.selections": (PROPOSITION_2, "and these constitute a solution to the program in eq. (5)."),
    "proposition-2.interior": ("is in the interior of F_j^varepsilon for all j",),
    "remark-1": (
        "the optimal mechanism is in fact a polarized-ray mechanism (with two rays). In this case, the restriction to "
        "OSP trading mechanisms is without loss of optimality (in the large-market program)",
    ),
    "remark-1.support": ("and the support function can be characterized analytically.",),
    "footnote-18": ("then this trading mechanism yields approximately the same outcomes.",),
    "section-4.2.nonpositive-weight": ("is only really valuable if w <= 0, in which case S_j(w) = 0.",),
    "section-4.2.hull": ("The the polarized-ray constraint is",),
    "lemma-5": ("are polarized if and only if",),
    "proposition-3": (
        "The optimal mechanism in the large-market program is asymptotically optimal in the original program as the "
        "market grows.",
    ),
    "proposition-3.lower-bound": (
        "be the value obtained in the large-market program, which is a lower bound on",
        "for any N. Then to prove the result it suffices to show",
    ),
    "section-4.3.eopr-improves": (
        "any EOPR mechanism improves upon the status quo, both from the designer's perspective and from that of every "
        "agent.",
    ),
}
