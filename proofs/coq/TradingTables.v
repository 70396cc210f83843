(** Trading protocols written as finite tables, as the certificates of VS have them: the menus of every agent, and the
    assignments that are selected at some profiles of choices; at all others everybody gets the endowment.

    [is_protocol_table] computes that a table is a protocol; [obviously_dominant_table] says by finitely many
    inequalities which choices are obviously dominant. *)

From Coq Require Import PeanoNat.
From Allocation Require Import ValenzuelaStookey.

Open Scope Q_scope.

(** * Markets and trading sets from lists *)

Definition at_agent (rows : list (list Q)) : bundles := fun j => of_list (nth j rows []).

(** The market with the numbers n^i of its tasks, performance pi_j and status quo sigma_j. *)
Definition market_of (numbers : list nat) (pi sigma : list (list Q)) (types : nat -> bundle -> Prop) : market := {|
  number_of_tasks := length numbers;
  number_of_agents := length sigma;
  instances := fun i => nth i numbers 0%nat;
  performance := at_agent pi;
  status_quo := at_agent sigma;
  possible := types
|}.

(** The domain of an agent with the listed types alone. *)
Definition listed (I : nat) (types : list (list Q)) (c : bundle) : Prop := Exists (fun d => same I c (of_list d)) types.

Inductive trading_form :=
| Endowment_only
| Points (points : list (list Q))
| Ray_along (direction : list Q)
| Remedial.

Definition in_form (I : nat) (eta : bundle) (form : trading_form) (x : bundle) : Prop :=
  match form with
  | Endowment_only => same I x eta
  | Points points => listed I points x
  | Ray_along direction => ray I eta (of_list direction) x
  | Remedial => nonnegative I x /\ below I x eta
  end.

Record table := {
  eta : list (list Q);
  menus : list (list trading_form);
  rows : list (list nat * list (list Q))
}.

Definition menu (t : table) (j : nat) : list trading_form := nth j (menus t) [].

Definition same_profile (p q : list nat) : bool := if list_eq_dec Nat.eq_dec p q then true else false.

(** The assignment that is selected at a profile of choices. *)
Definition entry (t : table) (q : list nat) : list (list Q) :=
  match find (fun row => same_profile (fst row) q) (rows t) with
  | Some row => snd row
  | None => eta t
  end.

Definition protocol_of (M : market) (t : table) : protocol nat := {|
  endowment := at_agent (eta t);
  choice := fun j k => (k < length (menu t j))%nat;
  trading_set := fun j k => in_form (number_of_tasks M) (at_agent (eta t) j) (nth k (menu t j) Endowment_only);
  selected := fun p => at_agent (entry t (map p (upto (number_of_agents M))))
|}.

(** * Deciding *)

Definition all_upto (n : nat) (test : nat -> bool) : bool := forallb test (upto n).

Lemma all_upto_iff n test : all_upto n test = true <-> forall i, (i < n)%nat -> test i = true.
Proof.
  unfold all_upto, upto. rewrite forallb_forall. split; intros H i Hi; apply H.
  - apply in_seq; lia.
  - apply in_seq in Hi; lia.
Qed.

Definition same_b (I : nat) (x y : bundle) : bool := all_upto I (fun i => Qeq_bool (x i) (y i)).
Definition below_b (I : nat) (x y : bundle) : bool := all_upto I (fun i => Qle_bool (x i) (y i)).
Definition nonnegative_b (I : nat) (x : bundle) : bool := all_upto I (fun i => Qle_bool 0 (x i)).

Lemma same_b_iff I x y : same_b I x y = true <-> same I x y.
Proof.
  unfold same_b, same. rewrite all_upto_iff. split; intros H i Hi; [apply Qeq_bool_iff|apply Qeq_bool_iff]; auto.
Qed.

Lemma below_b_iff I x y : below_b I x y = true <-> below I x y.
Proof. unfold below_b, below. rewrite all_upto_iff. split; intros H i Hi; apply Qle_bool_iff; auto. Qed.

Lemma nonnegative_b_iff I x : nonnegative_b I x = true <-> nonnegative I x.
Proof. unfold nonnegative_b, nonnegative. rewrite all_upto_iff. split; intros H i Hi; apply Qle_bool_iff; auto. Qed.

Definition assignment_b (M : market) (x : bundles) : bool :=
  all_upto (number_of_agents M) (fun j => nonnegative_b (number_of_tasks M) (x j)) &&
  all_upto (number_of_tasks M) (fun i =>
    Qeq_bool (sum (upto (number_of_agents M)) (fun j => x j i)) (inject_Z (Z.of_nat (instances M i)))).

Lemma assignment_b_iff M x : assignment_b M x = true <-> assignment M x.
Proof.
  unfold assignment_b, assignment. rewrite andb_true_iff, !all_upto_iff.
  split; intros [H1 H2]; split; intros i Hi.
  - apply nonnegative_b_iff; auto.
  - apply Qeq_bool_iff; auto.
  - apply nonnegative_b_iff; auto.
  - apply Qeq_bool_iff; auto.
Qed.

(** How far along the direction x is, from the first coordinate at which the direction is not 0. *)
Definition steps (I : nat) (eta kappa x : bundle) : Q :=
  match find (fun i => negb (Qeq_bool (kappa i) 0)) (upto I) with
  | Some i => (x i - eta i) / kappa i
  | None => 0
  end.

Definition ray_b (I : nat) (eta kappa x : bundle) : bool :=
  nonnegative_b I x && Qle_bool 0 (steps I eta kappa x) &&
  all_upto I (fun i => Qeq_bool (x i - eta i) (steps I eta kappa x * kappa i)).

Lemma ray_b_sound I eta kappa x : ray_b I eta kappa x = true -> ray I eta kappa x.
Proof.
  unfold ray_b, ray. rewrite !andb_true_iff, all_upto_iff, nonnegative_b_iff, Qle_bool_iff.
  intros [[positive ahead] along]. split; [exact positive|].
  exists (steps I eta kappa x). split; [exact ahead|]. intros i Hi; apply Qeq_bool_iff; auto.
Qed.

Definition in_form_b (I : nat) (eta : bundle) (form : trading_form) (x : bundle) : bool :=
  match form with
  | Endowment_only => same_b I x eta
  | Points points => existsb (fun y => same_b I x (of_list y)) points
  | Ray_along direction => ray_b I eta (of_list direction) x
  | Remedial => nonnegative_b I x && below_b I x eta
  end.

Lemma in_form_b_sound I eta form x : in_form_b I eta form x = true -> in_form I eta form x.
Proof.
  destruct form; simpl.
  - apply same_b_iff.
  - unfold listed. rewrite Exists_exists, existsb_exists. intros [y [iny equal]]. exists y.
    split; [exact iny|apply same_b_iff; exact equal].
  - apply ray_b_sound.
  - rewrite andb_true_iff, nonnegative_b_iff, below_b_iff. tauto.
Qed.

(** All profiles of choices from menus of these lengths. *)
Fixpoint choices_from (lengths : list nat) : list (list nat) :=
  match lengths with
  | [] => [[]]
  | n :: rest => flat_map (fun k => map (cons k) (choices_from rest)) (upto n)
  end.

Definition profiles_of (M : market) (t : table) : list (list nat) :=
  choices_from (map (fun j => length (menu t j)) (upto (number_of_agents M))).

Lemma choices_from_complete (lengths : nat -> nat) (p : nat -> nat) agents :
  (forall j, In j agents -> (p j < lengths j)%nat) -> In (map p agents) (choices_from (map lengths agents)).
Proof.
  induction agents as [|j agents IH]; intros within; simpl; [now left|].
  apply in_flat_map. exists (p j). split.
  - unfold upto. apply in_seq. specialize (within j (or_introl eq_refl)). lia.
  - apply in_map, IH. intros i Hi. apply within; now right.
Qed.

Lemma profile_listed M t p :
  profile M (protocol_of M t) p -> In (map p (upto (number_of_agents M))) (profiles_of M t).
Proof.
  intros chosen. unfold profiles_of. apply (choices_from_complete (fun j => length (menu t j))).
  intros j Hj. apply chosen. unfold upto in Hj; apply in_seq in Hj; lia.
Qed.

Lemma choices_from_sound lengths q :
  In q (choices_from lengths) -> length q = length lengths /\
  forall j, (j < length lengths)%nat -> (nth j q 0 < nth j lengths 0)%nat.
Proof.
  revert q; induction lengths as [|n rest IH]; simpl; intros q.
  - intros [<-|[]]. split; [reflexivity|]. intros j Hj; simpl in Hj; lia.
  - rewrite in_flat_map. intros [k [ink inq]]. apply in_map_iff in inq as [q' [<- inq']].
    destruct (IH q' inq') as [len within]. simpl. split; [now rewrite len|].
    unfold upto in ink; apply in_seq in ink. intros [|j] Hj; [lia|]. apply within; lia.
Qed.

Lemma map_nth_upto (q : list nat) : map (fun j => nth j q 0%nat) (upto (length q)) = q.
Proof.
  unfold upto. apply nth_ext with (d := nth 0 q 0%nat) (d' := 0%nat).
  - now rewrite map_length, seq_length.
  - rewrite map_length, seq_length. intros n Hn.
    rewrite (map_nth (fun j => nth j q 0%nat) (seq 0 (length q)) 0%nat n), seq_nth by exact Hn. reflexivity.
Qed.

Lemma nth_map_upto (p : nat -> nat) (n j : nat) : (j < n)%nat -> nth j (map p (upto n)) 0%nat = p j.
Proof.
  intros Hj. unfold upto. rewrite (nth_indep _ 0%nat (p 0%nat)) by (rewrite map_length, seq_length; exact Hj).
  rewrite (map_nth p), seq_nth by exact Hj. reflexivity.
Qed.

(** Each listed profile is one. *)
Lemma listed_profile M t q :
  In q (profiles_of M t) ->
  let p := fun j => nth j q 0%nat in
  profile M (protocol_of M t) p /\ map p (upto (number_of_agents M)) = q.
Proof.
  intros inq p. unfold profiles_of in inq. apply choices_from_sound in inq as [len within].
  rewrite map_length in len, within. unfold upto in len, within; rewrite seq_length in len, within. split.
  - intros j Hj. simpl. specialize (within j Hj).
    rewrite (nth_indep (map _ _) 0%nat (length (menu t 0))) in within by (rewrite map_length, seq_length; exact Hj).
    rewrite (map_nth (fun j => length (menu t j))), seq_nth in within by exact Hj. exact within.
  - unfold p. rewrite <- len. apply map_nth_upto.
Qed.

(** Computes that a table is a protocol: choice 0 of every menu is the endowment. *)
Definition is_protocol_b (M : market) (t : table) : bool :=
  assignment_b M (at_agent (eta t)) &&
  all_upto (number_of_agents M) (fun j =>
    match menu t j with Endowment_only :: _ => true | _ => false end &&
    forallb (fun form => match form with
                         | Points points => forallb (fun x => nonnegative_b (number_of_tasks M) (of_list x)) points
                         | _ => true
                         end) (menu t j)) &&
  forallb (fun q =>
    assignment_b M (at_agent (entry t q)) &&
    all_upto (number_of_agents M) (fun j =>
      in_form_b (number_of_tasks M) (at_agent (eta t) j) (nth (nth j q 0%nat) (menu t j) Endowment_only)
                (at_agent (entry t q) j))) (profiles_of M t).

Lemma in_form_respects_same I eta form : respects_same I (in_form I eta form).
Proof.
  intros x y xy. destruct form; simpl.
  - intros H i Hi. rewrite <- (xy i Hi); auto.
  - unfold listed. rewrite !Exists_exists. intros [z [inz H]]. exists z. split; [exact inz|].
    intros i Hi. rewrite <- (xy i Hi); auto.
  - intros [positive [s [ahead along]]]. split; [intros i Hi; rewrite <- (xy i Hi); auto|].
    exists s. split; [exact ahead|]. intros i Hi. rewrite <- (xy i Hi); auto.
  - intros [positive small]. split; intros i Hi; rewrite <- (xy i Hi); auto.
Qed.

Theorem is_protocol_table M t : is_protocol_b M t = true -> is_protocol M (protocol_of M t).
Proof.
  unfold is_protocol_b. rewrite !andb_true_iff, all_upto_iff, forallb_forall.
  intros [[endowed offered] selects]. apply assignment_b_iff in endowed.
  split; [exact endowed|]. split; [|split; [|split]].
  - intros j k Hj Hk. split; [apply in_form_respects_same|]. simpl in Hk |- *. intros x inx.
    specialize (offered j Hj). rewrite andb_true_iff, forallb_forall in offered. destruct offered as [_ offered].
    specialize (offered _ (nth_In _ Endowment_only Hk)).
    destruct (nth k (menu t j) Endowment_only) as [|points|direction|]; simpl in inx.
    + intros i Hi. rewrite (inx i Hi). apply endowed; assumption.
    + unfold listed in inx. rewrite Exists_exists in inx. destruct inx as [y [iny xy]].
      rewrite forallb_forall in offered. intros i Hi. rewrite (xy i Hi).
      pose proof (proj1 (nonnegative_b_iff _ _) (offered y iny)) as positive. auto.
    + apply inx.
    + apply inx.
  - intros j Hj. specialize (offered j Hj). rewrite andb_true_iff in offered. destruct offered as [offered _].
    exists 0%nat. unfold demands_endowment, only. simpl.
    destruct (menu t j) as [|[] rest]; try discriminate. simpl. split; [lia|]. intros y; reflexivity.
  - intros p chosen. pose proof (profile_listed M t p chosen) as inp. specialize (selects _ inp).
    rewrite andb_true_iff, all_upto_iff in selects. destruct selects as [assigned inside]. split.
    + apply assignment_b_iff; exact assigned.
    + intros j Hj. simpl. specialize (inside j Hj). apply in_form_b_sound in inside.
      rewrite nth_map_upto in inside by exact Hj. exact inside.
  - intros p q alike j Hj i Hi. simpl. replace (map q (upto (number_of_agents M))) with (map p (upto (number_of_agents M)));
      [reflexivity|]. apply map_ext_in. intros l Hl. apply alike. unfold upto in Hl; apply in_seq in Hl; lia.
Qed.

(** * Obvious dominance, by the bundles that a choice can lead to *)

(** The bundles to which agent j's choice k can lead. *)
Definition outcomes (M : market) (t : table) (j k : nat) : list (list Q) :=
  map (fun q => nth j (entry t q) []) (filter (fun q => Nat.eqb (nth j q 0%nat) k) (profiles_of M t)).

Lemma outcome_listed M t j p :
  (j < number_of_agents M)%nat -> profile M (protocol_of M t) p ->
  exists x, In x (outcomes M t j (p j)) /\ selected (protocol_of M t) p j = of_list x.
Proof.
  intros Hj chosen. pose proof (profile_listed M t p chosen) as inp.
  exists (nth j (entry t (map p (upto (number_of_agents M)))) []). split; [|reflexivity].
  unfold outcomes. apply in_map_iff. exists (map p (upto (number_of_agents M))). split; [reflexivity|].
  apply filter_In. split; [exact inp|]. apply Nat.eqb_eq.
  apply nth_map_upto; exact Hj.
Qed.

Lemma listed_outcome M t j k x :
  In x (outcomes M t j k) ->
  exists p, profile M (protocol_of M t) p /\ p j = k /\ selected (protocol_of M t) p j = of_list x.
Proof.
  unfold outcomes. rewrite in_map_iff. intros [q [<- inq]]. apply filter_In in inq as [inq chosen].
  apply Nat.eqb_eq in chosen. destruct (listed_profile M t q inq) as [isp is_q].
  exists (fun i => nth i q 0%nat). split; [exact isp|]. split; [exact chosen|].
  simpl. unfold at_agent. rewrite is_q. reflexivity.
Qed.

Definition dominates_by_outcomes (M : market) (t : table) (j : nat) (c : bundle) (k k' : nat) : Prop :=
  forall x y, In x (outcomes M t j k) -> In y (outcomes M t j k') ->
  inner (number_of_tasks M) c (of_list x) <= inner (number_of_tasks M) c (of_list y).

Theorem obviously_dominant_table M t j c k :
  (j < number_of_agents M)%nat ->
  obviously_dominant M (protocol_of M t) j c k <->
  (k < length (menu t j))%nat /\
  forall k', (k' < length (menu t j))%nat -> dominates_by_outcomes M t j c k k'.
Proof.
  intros Hj. unfold obviously_dominant, dominates_by_outcomes. split.
  - intros [Hk better]. split; [exact Hk|]. intros k' Hk' x y inx iny.
    destruct (listed_outcome M t j k x inx) as [p [isp [pj px]]].
    destruct (listed_outcome M t j k' y iny) as [q [isq [qj qy]]].
    rewrite <- px, <- qy. apply (better k'); assumption.
  - intros [Hk better]. split; [exact Hk|]. intros k' Hk' p q isp isq pj qj.
    destruct (outcome_listed M t j p Hj isp) as [x [inx ->]].
    destruct (outcome_listed M t j q Hj isq) as [y [iny ->]].
    rewrite pj in inx; rewrite qj in iny. apply (better k' Hk' x y inx iny).
Qed.

Theorem obviously_dominant_over_deviations_table M t j c k :
  (j < number_of_agents M)%nat ->
  obviously_dominant_over_deviations M (protocol_of M t) j c k <->
  (k < length (menu t j))%nat /\
  forall k', (k' < length (menu t j))%nat -> k' <> k -> dominates_by_outcomes M t j c k k'.
Proof.
  intros Hj. unfold obviously_dominant_over_deviations, dominates_by_outcomes. split.
  - intros [Hk better]. split; [exact Hk|]. intros k' Hk' other x y inx iny.
    destruct (listed_outcome M t j k x inx) as [p [isp [pj px]]].
    destruct (listed_outcome M t j k' y iny) as [q [isq [qj qy]]].
    rewrite <- px, <- qy. apply (better k'); assumption.
  - intros [Hk better]. split; [exact Hk|]. intros k' Hk' other p q isp isq pj qj.
    destruct (outcome_listed M t j p Hj isp) as [x [inx ->]].
    destruct (outcome_listed M t j q Hj isq) as [y [iny ->]].
    rewrite pj in inx; rewrite qj in iny. apply (better k' Hk' other x y inx iny).
Qed.

(** The essential reduction of a table's trading set is the list of the bundles that its choice can lead to. *)
Theorem reduced_table M t j k x :
  (j < number_of_agents M)%nat -> (k < length (menu t j))%nat -> is_protocol M (protocol_of M t) ->
  reduced M (protocol_of M t) j k x <-> listed (number_of_tasks M) (outcomes M t j k) x.
Proof.
  intros Hj Hk [_ [closed [_ [respects _]]]]. unfold reduced, listed. rewrite Exists_exists. split.
  - intros [_ [p [isp [pj same_x]]]]. destruct (outcome_listed M t j p Hj isp) as [y [iny equal]].
    rewrite pj in iny. rewrite equal in same_x. exists y. split; assumption.
  - intros [y [iny same_x]]. destruct (listed_outcome M t j k y iny) as [p [isp [pj equal]]]. split.
    + destruct (respects p isp) as [_ inside]. specialize (inside j Hj). rewrite pj, equal in inside.
      destruct (closed j k Hj Hk) as [alike _]. apply (alike (of_list y) x); [|exact inside].
      intros i Hi. rewrite (same_x i Hi). reflexivity.
    + exists p. rewrite equal. repeat split; assumption.
Qed.
