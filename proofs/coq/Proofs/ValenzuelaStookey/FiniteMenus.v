(** Menus of finitely many choices: of what a choice can lead to, something is cheapest; and Lemma 4 of VS, an action being
    compared with the others. *)

From Allocation Require Export Proofs.ValenzuelaStookey.Protocols
  Claims.ValenzuelaStookey.

(** All profiles of choices from a list for each of the first n agents. *)
Fixpoint profiles_from {K : Type} (choices : nat -> list K) (elsewhere : K) (n : nat) : list (nat -> K) :=
  match n with
  | O => [fun _ => elsewhere]
  | S j => flat_map (fun k => map (fun p => put p j k) (profiles_from choices elsewhere j)) (choices j)
  end.

Lemma profiles_from_complete {K : Type} (choices : nat -> list K) (elsewhere : K) (n : nat) (p : nat -> K) :
  (forall j, (j < n)%nat -> In (p j) (choices j)) ->
  exists q, In q (profiles_from choices elsewhere n) /\ forall j, (j < n)%nat -> q j = p j.
Proof.
  induction n as [|n IH]; intros within.
  - exists (fun _ => elsewhere). split; [now left|]. intros; lia.
  - destruct IH as (q & inq & alike); [intros; apply within; lia|]. exists (put q n (p n)). split.
    + simpl. apply in_flat_map. exists (p n). split; [apply within; lia|]. apply in_map_iff. exists q. split; [reflexivity|assumption].
    + intros j lt. destruct (Nat.eq_dec j n) as [->|ne]; [apply put_same|rewrite put_other by assumption; apply alike; lia].
Qed.

Lemma profiles_from_sound {K : Type} (choices : nat -> list K) (elsewhere : K) (n : nat) (q : nat -> K) :
  In q (profiles_from choices elsewhere n) -> forall j, (j < n)%nat -> In (q j) (choices j).
Proof.
  revert q. induction n as [|n IH]; intros q inq j lt; [lia|]. simpl in inq. apply in_flat_map in inq as (k & ink & inq).
  apply in_map_iff in inq as (p & <- & inp). destruct (Nat.eq_dec j n) as [->|ne]; [now rewrite put_same|].
  rewrite put_other by assumption. apply IH; [assumption|lia].
Qed.

Theorem cheapest_is_selected {K : Type} (M : market) (T : protocol K) (j : nat) (c : bundle) (k : K) :
  is_protocol M T -> finitely_many_choices M T -> (j < number_of_agents M)%nat -> choice T j k ->
  exists x, reduced M T j k x /\
  forall y, reduced M T j k y -> inner (number_of_tasks M) c x <= inner (number_of_tasks M) c y.
Proof.
  intros protocol_T finite lt chosen.
  destruct (choose_finitely_many (number_of_agents M) (fun i l => forall k, choice T i k <-> In k l) [] finite) as (lists & all).
  set (choices := put lists j [k]). set (profiles := profiles_from choices k (number_of_agents M)).
  assert (sound : forall q, In q profiles -> profile M T q /\ q j = k).
  { intros q inq. pose proof (profiles_from_sound choices k _ q inq) as within. unfold choices in within.
    assert (at_j : q j = k).
    { specialize (within j lt). rewrite put_same in within. destruct within as [<-|[]]. reflexivity. }
    split; [|exact at_j]. intros i lti. destruct (Nat.eq_dec i j) as [->|other]; [rewrite at_j; exact chosen|].
    specialize (within i lti). rewrite put_other in within by exact other. now apply (all i lti). }
  assert (listed : forall p, profile M T p -> p j = k ->
            exists q, In q profiles /\ same_bundles M (selected T p) (selected T q)).
  { intros p prof at_j. destruct (profiles_from_complete choices k (number_of_agents M) p) as (q & inq & alike).
    - intros i lti. unfold choices. destruct (Nat.eq_dec i j) as [->|other]; [rewrite put_same; left; now symmetry|].
      rewrite put_other by exact other. apply (all i lti). now apply prof.
    - exists q. split; [exact inq|].
      destruct protocol_T as (_ & _ & _ & _ & function). apply function. intros i lti. symmetry. now apply alike. }
  assert (some : profiles <> []).
  { destruct (others_demand M T protocol_T j k lt chosen) as (p & prof & at_j & _).
    destruct (listed p prof at_j) as (q & inq & _). intros empty. rewrite empty in inq. exact inq. }
  destruct (least_exists (fun p q => inner (number_of_tasks M) c (selected T p j) <= inner (number_of_tasks M) c (selected T q j))
              profiles) as (best & in_best & least); [| |exact some|].
  - intros p q. destruct (Qlt_le_dec (inner (number_of_tasks M) c (selected T p j)) (inner (number_of_tasks M) c (selected T q j)));
      [left; lra|right; assumption].
  - intros p q r. lra.
  - destruct (sound best in_best) as (prof & at_j). exists (selected T best j). split.
    + rewrite <- at_j. now apply selected_reduced.
    + intros y (_ & p & prof_p & at_p & eq). destruct (listed p prof_p at_p) as (q & inq & alike).
      rewrite (inner_same _ c _ _ eq), (inner_same _ c _ _ (alike j lt)). now apply least.
Qed.

(*| valenzuela-stookey-2026/lemma-4 | other actions | proved |*)
Theorem VS_Lemma_4_other_actions_holds : VS_Lemma_4_other_actions.
Proof.
  intros K M T s _ (protocol_T & _) finite obvious j c lt poss.
  pose proof (obvious j c lt poss) as best. apply dominant_over_deviations_is_myopically_optimal; [assumption|].
  apply cheapest_is_selected; [assumption|assumption|assumption|exact (proj1 best)].
Qed.
