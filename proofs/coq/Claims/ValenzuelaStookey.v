(** The statements of VS, in the paper's order: each as printed ([literal]) and in other readings of [proofs/claims], under
    the ids that are used there.  Those without a number are in [Examples].

    Not formalized:

    - Theorem 1: mechanisms that need integrals (formalized are those of finitely many messages); its corrected readings.
    - Lemma 2, only if: laws without atoms, laws with densities.
    - Corollary 1, second sentence, for the corners of a box as types.
    - Corrected readings, on boxes and other convex domains, of Theorem 2, Claims 4 and 5 and Corollary 2.
    - Proposition 2, readings for finite lists of menus and for positive costs.  Its literal sentences are formalized for
      finite laws only.
    - Proposition 3: it is about almost sure convergence of random variables.
    - Remark 1: the regularity condition of the paper it cites, and the corrected readings.  The support function of two
      tasks ([VS_Remark_1_support]) is formalized for finitely many types of positive costs, where the reading has them.

    Formalized, and neither proved nor refuted: [VS_Theorem_1_i_ii_other_actions], [VS_Theorem_1_iv_other_actions],
    [VS_Proposition_2_duality], [VS_Remark_1], [VS_Remark_1_support].  Proved with the law of excluded middle (and some with
    choice) as hypotheses alone, in [Proofs/ValenzuelaStookey/Classical.v]: [VS_Corollary_1_optimal_iff],
    [VS_Claim_4_selected], [VS_Claim_6_selected], [VS_Theorem_2_two_forms_selected],
    [VS_Theorem_2_second_dropping_copies]. *)

From Allocation.Claims.ValenzuelaStookey Require Export Choice Obvious ObviousProof LargeMarket Examples.
