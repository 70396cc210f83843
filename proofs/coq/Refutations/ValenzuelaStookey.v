(** What is refuted of VS, each as a theorem, from the counterexamples that the hunt finds. *)

From Allocation.Refutations.ValenzuelaStookey Require Export Idle Theorem2 Dominated Corollaries Trades Improves Examples
  ExPost Corners Optimal ThreeTasks Selections.
