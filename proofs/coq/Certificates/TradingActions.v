(** Certificates about actions: obviously dominant, or not, for an agent with given costs.  The protocol is a table. *)

From Allocation Require Export Certificates.TradingDomains.
From Allocation Require Import Proofs.ValenzuelaStookey.Bundles.

Open Scope Q_scope.

(** The market of a table, as far as actions and strategies depend on it: the numbers of the tasks, the endowment, and the
    costs that each agent may have.  Performance does not matter, nor a status quo that is not the endowment. *)
Definition market_of_table (numbers : list nat) (t : table) (domains : list domain) : market :=
  market_of numbers [] (eta t) (fun j => in_domain (length numbers) (nth j domains Nonnegative)).

(** What the bundles that a choice leads to cost. *)
Definition workloads (M : market) (t : table) (j : nat) (c : bundle) (k : nat) : list Q :=
  map (fun x => inner (number_of_tasks M) c (of_list x)) (outcomes M t j k).

Definition none_above (these those : list Q) : bool := forallb (fun a => forallb (fun b => Qle_bool a b) those) these.

Lemma none_above_iff these those :
  none_above these those = true <-> forall a b, In a these -> In b those -> a <= b.
Proof.
  unfold none_above. rewrite forallb_forall. split.
  - intros H a b ina inb. specialize (H a ina). rewrite forallb_forall in H. apply Qle_bool_iff. now apply H.
  - intros H a ina. apply forallb_forall. intros b inb. apply Qle_bool_iff. now apply H.
Qed.

Lemma dominates_by_workloads M t j c k k' :
  none_above (workloads M t j c k) (workloads M t j c k') = true <-> dominates_by_outcomes M t j c k k'.
Proof.
  rewrite none_above_iff. unfold workloads, dominates_by_outcomes. split.
  - intros H x y inx iny. apply H; apply in_map_iff; [exists x|exists y]; split; try reflexivity; assumption.
  - intros H a b ina inb. apply in_map_iff in ina. apply in_map_iff in inb.
    destruct ina as (x & <- & inx). destruct inb as (y & <- & iny). now apply H.
Qed.

(** All actions are compared ([printed]), or those other than k. *)
Definition dominant_b (printed : bool) (M : market) (t : table) (j : nat) (c : bundle) (k : nat) : bool :=
  Nat.ltb j (number_of_agents M) && Nat.ltb k (length (menu t j)) &&
  all_upto (length (menu t j)) (fun k' =>
    (negb printed && Nat.eqb k' k) || none_above (workloads M t j c k) (workloads M t j c k')).

Theorem obviously_dominant_shown M t j c k :
  dominant_b true M t j (of_list c) k = true -> obviously_dominant M (protocol_of M t) j (of_list c) k.
Proof.
  unfold dominant_b. rewrite !andb_true_iff, !Nat.ltb_lt, all_upto_iff. intros ((lt & ltk) & all).
  apply obviously_dominant_table; [assumption|]. split; [assumption|]. intros k' ltk'.
  apply dominates_by_workloads. specialize (all k' ltk'). exact all.
Qed.

Theorem obviously_dominant_over_deviations_shown M t j c k :
  dominant_b false M t j (of_list c) k = true -> obviously_dominant_over_deviations M (protocol_of M t) j (of_list c) k.
Proof.
  unfold dominant_b. rewrite !andb_true_iff, !Nat.ltb_lt, all_upto_iff. intros ((lt & ltk) & all).
  apply obviously_dominant_over_deviations_table; [assumption|]. split; [assumption|]. intros k' ltk' other.
  apply dominates_by_workloads. specialize (all k' ltk'). simpl in all. apply orb_true_iff in all.
  destruct all as [eq|all]; [apply Nat.eqb_eq in eq; contradiction|exact all].
Qed.

(** A choice fails: some outcome of it costs more than one of the other. *)
Definition fails_b (printed : bool) (M : market) (t : table) (j : nat) (c : bundle) (k : nat) : bool :=
  Nat.ltb j (number_of_agents M) &&
  existsb (fun k' => (printed || negb (Nat.eqb k' k)) &&
                     negb (none_above (workloads M t j c k) (workloads M t j c k'))) (upto (length (menu t j))).

Lemma fails_printed M t j c k : fails_b true M t j c k = true -> ~ obviously_dominant M (protocol_of M t) j c k.
Proof.
  unfold fails_b. rewrite andb_true_iff, Nat.ltb_lt, existsb_exists. intros (lt & k' & ink' & worse) dominates.
  apply obviously_dominant_table in dominates; [|assumption]. destruct dominates as (_ & all).
  apply in_upto in ink'. specialize (all k' ink'). apply dominates_by_workloads in all. simpl in worse.
  rewrite all in worse. discriminate.
Qed.

Lemma fails_over_deviations M t j c k :
  fails_b false M t j c k = true -> ~ obviously_dominant_over_deviations M (protocol_of M t) j c k.
Proof.
  unfold fails_b. rewrite andb_true_iff, Nat.ltb_lt, existsb_exists. intros (lt & k' & ink' & worse) dominates.
  apply obviously_dominant_over_deviations_table in dominates; [|assumption]. destruct dominates as (_ & all).
  apply in_upto in ink'. apply andb_true_iff in worse. destruct worse as (other & worse). simpl in other.
  apply negb_true_iff, Nat.eqb_neq in other.
  specialize (all k' ink' other). apply dominates_by_workloads in all. rewrite all in worse. discriminate.
Qed.

Theorem not_obviously_dominant_shown M t j c k :
  fails_b true M t j (of_list c) k = true -> ~ obviously_dominant M (protocol_of M t) j (of_list c) k.
Proof. apply fails_printed. Qed.

Theorem not_obviously_dominant_over_deviations_shown M t j c k :
  fails_b false M t j (of_list c) k = true -> ~ obviously_dominant_over_deviations M (protocol_of M t) j (of_list c) k.
Proof. apply fails_over_deviations. Qed.
