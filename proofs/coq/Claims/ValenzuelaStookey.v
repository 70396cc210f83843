(** The numbered statements of VS, in the paper's order: each as printed ([literal]) and in the other readings of
    [proofs/claims], under the ids that are used there.

    Not yet formalized, of the numbered statements:

    - Theorem 1, i <-> ii <-> iii <-> iv: formalized for mechanisms of finitely many messages, since expectations of
      others need integrals (readings "other actions" are formalized as far as they speak of such mechanisms).
    - Proposition 2, second sentence, readings for finite lists of menus.
    - Proposition 3: it is about almost sure convergence of random variables.
    - Remark 1, that the support function "can be characterized analytically", and its regularity condition.
    - Readings named "corrected" of Claims 4 and 5, Corollary 2 and Theorem 2 that are about convex domains. *)

From Allocation.Claims.ValenzuelaStookey Require Export Choice Obvious ObviousProof LargeMarket Examples.
