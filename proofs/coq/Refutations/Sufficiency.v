(** What LY conclude from Theorems 1, 2(2) and 3 is false: that Condition A is enough where the sets are the edges of a graph
    without odd cycle, or a bihierarchy, and every agent has at most two types. *)

From Allocation Require Export Refutations.Enumerating LangYang.

(** Agents 1 - 0 - 2 on a path, at most one unit for each edge and each agent, two types each, all equally likely. *)
Definition path_problem : problem :=
  listed_problem 3 1 [2; 2; 2]%nat (uniform 8)
    (map (fun members => (agents_set members, (0, 1)%Z)) [[0; 1]; [0; 2]; [0]; [1]; [2]]%nat).

Definition path_graph : graph := [(0, 1); (0, 2)]%nat.

(** Q_0 is 1/2 and 1 for the two types, Q_1 and Q_2 are 0 and 1/2. *)
Definition path_rule : interim_rule := rule_table [[[1 # 2]; [1]]; [[0]; [1 # 2]]; [[0]; [1 # 2]]].

(** Q_0(0) + 2 Q_0(1) + Q_1(1) + Q_2(1), weighted by the probabilities, is too much. *)
Lemma path_insufficient : insufficient_b path_problem path_rule [1; 2; 0; 1; 0; 1]%Z = true.
Proof. vm_compute. reflexivity. Qed.

Lemma path_problem_adjacency : adjacency path_problem path_graph.
Proof. apply adjacency_decided. vm_compute. reflexivity. Qed.

Lemma path_graph_no_odd_cycle : no_odd_cycle path_graph.
Proof. apply (two_colours_no_odd_cycle (fun i => Nat.eqb i 0)), colours_decided. reflexivity. Qed.

Lemma path_problem_binary : binary path_problem.
Proof. apply binary_decided. reflexivity. Qed.

Lemma path_problem_bihierarchy : bihierarchy (sets path_problem).
Proof. apply (bihierarchy_decided _ (map agents_set [[0; 1]; [0]; [1]; [2]]%nat)). vm_compute. reflexivity. Qed.

(*| lang-yang-2023/theorem-3.sufficiency | literal | refuted |*)
Theorem LY_Theorem_3_sufficiency_is_false : ~ LY_Theorem_3_sufficiency.
Proof.
  intros claim. destruct (condition_A_does_not_suffice _ _ _ path_insufficient) as (well & not_enough).
  apply not_enough. exact (claim _ path_graph well path_problem_adjacency path_graph_no_odd_cycle path_problem_binary).
Qed.

(*| lang-yang-2023/theorem-2.2.sufficiency | literal | refuted |*)
Theorem LY_Theorem_2_2_sufficiency_is_false : ~ LY_Theorem_2_2_sufficiency.
Proof.
  intros claim. destruct (condition_A_does_not_suffice _ _ _ path_insufficient) as (well & not_enough).
  apply not_enough. exact (claim _ well path_problem_bihierarchy path_problem_binary).
Qed.
