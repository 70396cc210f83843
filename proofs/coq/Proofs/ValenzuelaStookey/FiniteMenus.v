(** Menus of finitely many choices: of what a choice can lead to, something is cheapest. *)

From Coq Require Import Logic.ClassicalFacts.
From Allocation Require Export Proofs.ValenzuelaStookey.Protocols Claims.ValenzuelaStookey.

(** All profiles of choices from a list, for the first n agents. *)
Fixpoint profiles_from {K : Type} (choices : list K) (elsewhere : K) (n : nat) : list (nat -> K) :=
  match n with
  | O => [fun _ => elsewhere]
  | S j => flat_map (fun k => map (fun p => put p j k) (profiles_from choices elsewhere j)) choices
  end.

Lemma profiles_from_complete {K : Type} (choices : list K) (elsewhere : K) (n : nat) (p : nat -> K) :
  (forall j, (j < n)%nat -> In (p j) choices) ->
  exists q, In q (profiles_from choices elsewhere n) /\ forall j, (j < n)%nat -> q j = p j.
Proof.
  induction n as [|n IH]; intros within.
  - exists (fun _ => elsewhere). split; [now left|]. intros; lia.
  - destruct IH as (q & inq & alike); [intros; apply within; lia|]. exists (put q n (p n)). split.
    + simpl. apply in_flat_map. exists (p n). split; [apply within; lia|]. apply in_map_iff. exists q. split; [reflexivity|assumption].
    + intros j lt. destruct (Nat.eq_dec j n) as [->|ne]; [apply put_same|rewrite put_other by assumption; apply alike; lia].
Qed.

Lemma classical_filter {A : Type} (P : A -> Prop) (l : list A) :
  excluded_middle -> exists m, forall a, In a m <-> In a l /\ P a.
Proof.
  intros classical. induction l as [|x l (m & IH)].
  - exists []. intros a. simpl. tauto.
  - destruct (classical (P x)) as [yes|no]; [exists (x :: m)|exists m]; intros a; simpl; rewrite IH.
    + split; [intros [->|(ina & pa)]; [split; [now left|assumption]|split; [now right|assumption]]|].
      intros ([->|ina] & pa); [left; reflexivity|right; split; assumption].
    + split; [intros (ina & pa); split; [now right|assumption]|].
      intros ([->|ina] & pa); [contradiction|split; assumption].
Qed.

Theorem cheapest_is_selected {K : Type} (M : market) (T : protocol K) (j : nat) (c : bundle) (k : K) :
  excluded_middle -> is_protocol M T -> finitely_many_choices M T -> (j < number_of_agents M)%nat -> choice T j k ->
  exists x, reduced M T j k x /\
  forall y, reduced M T j k y -> inner (number_of_tasks M) c x <= inner (number_of_tasks M) c y.
Proof.
  intros classical protocol_T (choices & within) lt chosen.
  destruct (classical_filter (fun p => profile M T p /\ p j = k)
              (profiles_from choices k (number_of_agents M)) classical) as (profiles & spec).
  assert (listed : forall p, profile M T p -> p j = k ->
            exists q, In q profiles /\ same_bundles M (selected T p) (selected T q)).
  { intros p prof at_j. destruct (profiles_from_complete choices k (number_of_agents M) p) as (q & inq & alike).
    - intros i lti. apply (within i (p i) lti). now apply prof.
    - exists q. split.
      + apply spec. split; [assumption|]. split; [intros i lti; rewrite (alike i lti); now apply prof|].
        rewrite (alike j lt). exact at_j.
      + destruct protocol_T as (_ & _ & _ & _ & function). apply function. intros i lti. symmetry. now apply alike. }
  assert (some : profiles <> []).
  { destruct (others_demand M T protocol_T j k lt chosen) as (p & prof & at_j & _).
    destruct (listed p prof at_j) as (q & inq & _). intros empty. rewrite empty in inq. exact inq. }
  destruct (least_exists (fun p q => inner (number_of_tasks M) c (selected T p j) <= inner (number_of_tasks M) c (selected T q j))
              profiles) as (best & in_best & least); [| |exact some|].
  - intros p q. destruct (Qlt_le_dec (inner (number_of_tasks M) c (selected T p j)) (inner (number_of_tasks M) c (selected T q j)));
      [left; lra|right; assumption].
  - intros p q r. lra.
  - apply spec in in_best. destruct in_best as (_ & prof & at_j). exists (selected T best j). split.
    + rewrite <- at_j. now apply selected_reduced.
    + intros y (_ & p & prof_p & at_p & eq). destruct (listed p prof_p at_p) as (q & inq & alike).
      rewrite (inner_same _ c _ _ eq), (inner_same _ c _ _ (alike j lt)). now apply least.
Qed.
