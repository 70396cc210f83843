(** The statements of VS, in the paper's order: each as printed ([literal]) and in other readings of [proofs/claims], under
    the ids that are used there.  Those without a number are in [Examples].

    Not yet formalized, of the numbered statements:

    - Theorem 1: mechanisms that need integrals (formalized are those of finitely many messages); its corrected readings.
    - Lemma 2, only if: laws without atoms, laws with densities, agents who trade only for a strict gain.
    - Corollary 1, second sentence, for the corners of a box as types.
    - Corrected readings, on boxes and other convex domains, of Theorem 2, Claims 4 and 5 and Corollary 2.
    - Proposition 2, readings for finite lists of menus.  Its literal second sentence is formalized for finite laws only.
    - Proposition 3: it is about almost sure convergence of random variables.
    - Remark 1: that the support function can be characterized analytically, the regularity condition of the paper it
      cites, and the corrected readings. *)

From Allocation.Claims.ValenzuelaStookey Require Export Choice Obvious ObviousProof LargeMarket Examples.
