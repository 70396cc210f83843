(** A problem file is a problem of LY: [well_formed_problem], by computation. *)

From Coq Require Import FinFun.
From Allocation Require Export Certificates.Files.

Local Arguments Qred : simpl never.

(** A sum in lowest terms all the way. *)
Fixpoint reduced_sum {A : Type} (l : list A) (f : A -> Q) : Q :=
  match l with
  | [] => 0
  | a :: rest => Qred (f a + reduced_sum rest f)
  end.

Lemma reduced_sum_correct {A : Type} (l : list A) (f : A -> Q) : reduced_sum l f == sum l f.
Proof. induction l as [|a l IH]; simpl; [reflexivity|]. now rewrite Qred_correct, IH. Qed.

Definition well_formed_test (F : file) : bool :=
  sound_file F &&
  forallb (fun G => Z.leb 0 (floor (completed F) G) && Z.leb (floor (completed F) G) (ceiling (completed F) G))
    (sets (completed F)) &&
  forallb (fun t => negb (Qle_bool (prior_listed F t) 0)) (profiles (completed F)) &&
  Qeq_bool (reduced_sum (profiles (completed F)) (prior_listed F)) 1.

Lemma singleton_subset {A : Type} (l : list A) a : In a l -> In [a] (subsets l).
Proof.
  induction l as [|b l IH]; simpl; [easy|]. intros [->|ina]; apply in_or_app.
  - left. apply in_map. clear IH. induction l as [|b l IH]; simpl; [now left|]. apply in_or_app. now right.
  - right. now apply IH.
Qed.

Theorem well_formed_sound F : well_formed_test F = true -> well_formed_problem (completed F).
Proof.
  unfold well_formed_test. rewrite !andb_true_iff, !forallb_forall. intros [[[sound quotas] positive] one].
  destruct (sound_parts F sound) as (number & types_positive & once & sub & bounded).
  split; [split; [|split; [|split; [|split]]]|split; [|split; [|split; [|split]]]].
  - exact number.
  - now apply Forall_forall.
  - apply nodup_app; [exact once| |].
    + apply NoDup_filter, Injective_map_NoDup; [intros c d E; now injection E|].
      apply nodup_prod; apply seq_NoDup.
    + intros G inG open. apply filter_In in open as [_ open]. apply negb_true_iff in open.
      unfold is_listed in open. rewrite (proj2 (inside_spec set_eqb set_eqb_spec _ _) inG) in open. discriminate.
  - intros G inG. apply in_app_or in inG as [inG|inG].
    + apply in_map_iff in inG as (k & <- & ink). exact (proj1 (sub k ink)).
    + apply filter_In in inG as [inG _]. apply in_map_iff in inG as (c & <- & inc). now apply singleton_subset.
  - intros c inc. apply in_or_app. destruct (is_listed F [c]) eqn:E.
    + left. unfold is_listed in E. now apply (inside_spec set_eqb set_eqb_spec) in E.
    + right. apply filter_In. split; [|now rewrite E]. apply in_map_iff. now exists c.
  - intros G inG. apply quotas, andb_true_iff in inG as [low high]. split; now apply Z.leb_le.
  - simpl. rewrite not_listed; [reflexivity|]. unfold is_listed.
    destruct (inside set_eqb _ []) eqn:E; [|reflexivity]. apply (inside_spec set_eqb set_eqb_spec), in_map_iff in E.
    destruct E as (k & empty & ink). now apply sub in ink as [_ some].
  - simpl. rewrite not_listed; [reflexivity|]. unfold is_listed.
    destruct (inside set_eqb _ []) eqn:E; [|reflexivity]. apply (inside_spec set_eqb set_eqb_spec), in_map_iff in E.
    destruct E as (k & empty & ink). now apply sub in ink as [_ some].
  - intros t int. apply positive, negb_true_iff in int. apply Qnot_le_lt. intros le. apply Qle_bool_iff in le. simpl in *.
    congruence.
  - apply Qeq_bool_iff in one. now rewrite <- reduced_sum_correct.
Qed.

(** ** Structures *)

Definition structure_test (S : structure) : bool :=
  Nat.eqb (length (types S)) (agents S) &&
  forallb (Nat.ltb 0) (types S) &&
  distinct set_eqb (sets S) &&
  forallb (fun G => sublist G (cells S)) (sets S) &&
  forallb (fun c => inside set_eqb (sets S) [c]) (cells S).

Theorem structure_sound S : structure_test S = true -> well_formed S.
Proof.
  unfold structure_test. rewrite !andb_true_iff, !forallb_forall. intros [[[[number positive] once] sub] alone].
  split; [|split; [|split; [|split]]].
  - now apply Nat.eqb_eq.
  - apply Forall_forall. intros k ink. now apply Nat.ltb_lt, positive.
  - now apply (distinct_spec set_eqb set_eqb_spec).
  - intros G inG. now apply sublist_subset, sub.
  - intros c inc. now apply (inside_spec set_eqb set_eqb_spec), alone.
Qed.
