(** LY, what Theorem 2(2) is for, where it holds: in a bihierarchy of sets of at most two pairs with one agent of two types
    Condition A is enough. *)

From Allocation Require Export Claims.LangYangRepairs Proofs.LangYang.Universal.
From Allocation Require Proofs.LangYang.TwoProfiles.

(*| lang-yang-2023/theorem-2.2.sufficiency | sets of two cells, one agent with two types | proved |*)
Theorem LY_Theorem_2_2_pairs_one_agent_sufficiency_holds : LY_Theorem_2_2_pairs_one_agent_sufficiency.
Proof.
  intros P well two pairs one beta q capacity. apply LY_Theorem_1_holds; try assumption.
  apply TwoProfiles.LY_Theorem_2_2_pairs_one_agent_holds; try assumption. now apply well_structure.
Qed.
