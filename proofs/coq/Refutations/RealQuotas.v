(** Theorem 4 does not continue to hold for real-valued quotas where goods come in units: quotas 3/2 on a path are paramodular, and
    the integer outcomes that keep them are those of the quotas 1, for which Condition B is not enough. *)

From Allocation Require Export Refutations.Sufficiency Refutations.Chains Claims.LangYangRepairs LangYang.

(** Three agents of two types; at most one unit each, 3/2 for {0, 1} and {0, 2}, two for {1, 2} and for all. *)
Definition real_ceiling (G : cell_set) : Q :=
  match map fst G with
  | [] => 0
  | [_] => 1
  | [1; 2]%nat | [_; _; _] => 2
  | _ => 3 # 2
  end.

Definition zero_floor : cell_set -> Q := fun _ => 0.

Definition rounded_path : problem :=
  listed_problem 3 1 [2; 2; 2]%nat (uniform 8)
    (map (fun members => (agents_set members, (0, Z.div (Qnum (real_ceiling (agents_set members)))
      (Zpos (Qden (real_ceiling (agents_set members)))))%Z)) (subsets [0; 1; 2]%nat)).

Lemma rounded_path_insufficient : insufficient_b rounded_path path_rule [1; 2; 0; 1; 0; 1]%Z = true.
Proof. vm_compute. reflexivity. Qed.

Lemma for_all_pairs (l : list cell_set) (test : cell_set -> cell_set -> bool) :
  forallb (fun G => forallb (test G) l) l = true -> forall G H, In G l -> In H l -> test G H = true.
Proof. rewrite forallb_forall. intros all G H inG inH. specialize (all G inG). rewrite forallb_forall in all. now apply all. Qed.

Lemma real_quotas_paramodular : paramodular_quotas rounded_path zero_floor real_ceiling.
Proof.
  split; [|split; [|split; [|split; [|split]]]].
  - intros G H inG inH. apply Qle_bool_iff.
    apply (for_all_pairs (subsets (cells rounded_path)) (fun G H => Qle_bool (real_ceiling (meet rounded_path G H)
      + real_ceiling (union rounded_path G H)) (real_ceiling G + real_ceiling H))); try assumption. vm_compute. reflexivity.
  - intros G H _ _. vm_compute. discriminate.
  - intros G H inG inH. apply Qle_bool_iff.
    apply (for_all_pairs (subsets (cells rounded_path)) (fun G H => Qle_bool (real_ceiling (difference rounded_path G H)
      - zero_floor (difference rounded_path H G)) (real_ceiling G - zero_floor H))); try assumption. vm_compute. reflexivity.
  - intros G inG. split; [apply Qle_refl|]. apply Qle_bool_iff.
    assert (all : forallb (fun G => Qle_bool 0 (real_ceiling G)) (subsets (cells rounded_path)) = true) by (vm_compute; reflexivity).
    rewrite forallb_forall in all. now apply all.
  - reflexivity.
  - reflexivity.
Qed.

(** The rounded ceiling is the greatest integer below the real one, on every set. *)
Lemma rounded_ceilings G :
  In G (subsets (cells rounded_path)) ->
  In G (sets rounded_path) /\ floor rounded_path G = 0%Z /\
  inject_Z (ceiling rounded_path G) <= real_ceiling G /\ real_ceiling G < inject_Z (ceiling rounded_path G + 1).
Proof.
  intros inG.
  assert (all : forallb (fun G => inside set_eqb (sets rounded_path) G && Z.eqb (floor rounded_path G) 0 &&
    Qle_bool (inject_Z (ceiling rounded_path G)) (real_ceiling G) &&
    Qlt_bool (real_ceiling G) (inject_Z (ceiling rounded_path G + 1))) (subsets (cells rounded_path)) = true)
    by (vm_compute; reflexivity).
  rewrite forallb_forall in all. specialize (all G inG). rewrite !andb_true_iff in all.
  destruct all as (((within & zero) & below) & above). split; [now apply (inside_spec set_eqb set_eqb_spec)|].
  split; [now apply Z.eqb_eq|]. split; [now apply Qle_bool_iff|now apply Qlt_bool_iff].
Qed.

Lemma same_outcomes x : feasible_pure rounded_path x <-> keeps_quotas rounded_path zero_floor real_ceiling x.
Proof.
  split; intros (nonneg & quotas); (split; [exact nonneg|]).
  - intros G inG. destruct (rounded_ceilings G inG) as (within & zero & below & _).
    specialize (quotas G within). rewrite zero in quotas. unfold zero_floor. destruct quotas as (low & high).
    split; [now rewrite <- (Zle_Qle 0)|]. apply Qle_trans with (2 := below). now rewrite <- Zle_Qle.
  - intros G inG. assert (inG' : In G (subsets (cells rounded_path))).
    { apply (condition_A_does_not_suffice _ _ _ rounded_path_insufficient). assumption. }
    destruct (rounded_ceilings G inG') as (_ & zero & _ & above). rewrite zero. specialize (quotas G inG').
    unfold zero_floor in quotas. destruct quotas as (low & high). split; [now rewrite Zle_Qle|].
    assert (less : inject_Z (total x G) < inject_Z (ceiling rounded_path G + 1)) by lra.
    rewrite <- Zlt_Qlt in less. lia.
Qed.

(*| lang-yang-2023/theorem-4.real | literal | refuted | for indivisible objects |*)
Theorem LY_Theorem_4_real_is_false : ~ LY_Theorem_4_real.
Proof.
  intros claim. pose proof rounded_path_insufficient as H. unfold insufficient_b in H. rewrite !andb_true_iff in H.
  destruct H as (((well & some) & pass) & beat). apply well_formed_problem_decided in well. apply nonempty_decided in some.
  apply (beaten_not_implementable _ well _ _ beat).
  apply (claim rounded_path zero_floor real_ceiling (capacity_of rounded_path) path_rule well real_quotas_paramodular same_outcomes).
  - now apply capacity_of_correct.
  - apply LY_condition_A_contains_B. now apply passes_condition_A.
Qed.
