(** Laminar families, and what they make totally unimodular: two laminar families (Edmonds), network matrices.

    A family of sets is given by its indicator: [has r e] says that the set r has the element e.  Both theorems come from
    one fact: the sets of a laminar family have signs such that the signs of the sets around each element sum to 0 or 1.
    Take a set that is minimal; all others contain it or avoid it, so that the sum of their signs is the same on it. *)

From Coq Require Import Permutation.
From Allocation Require Export GhouilaHouri.

Local Open Scope Z_scope.

Section Laminar.

Context {Row Element : Type}.

Variable has : Row -> Element -> bool.
Variable elements : list Element.

Definition within (r s : Row) : Prop := forall e, In e elements -> has r e = true -> has s e = true.
Definition apart (r s : Row) : Prop := forall e, In e elements -> has r e = true -> has s e = false.

(** Any two sets are nested or disjoint. *)
Definition laminar (rows : list Row) : Prop :=
  forall r s, In r rows -> In s rows -> within r s \/ within s r \/ apart r s.

Definition incidence (r : Row) (e : Element) : Z := if has r e then 1 else 0.

Definition size (r : Row) : nat := length (filter (has r) elements).

Lemma within_of_size r s : within r s -> (size s <= size r)%nat -> within s r.
Proof.
  unfold within, size. induction elements as [|e l IH]; intros inside small; [intros e []|].
  assert (less : (length (filter (has r) l) <= length (filter (has s) l))%nat).
  { clear - inside. assert (H : forall e, In e l -> has r e = true -> has s e = true) by (intros; apply inside; auto; now right).
    clear inside. induction l as [|d l IH]; simpl; [lia|].
    pose proof (IH (fun e ine => H e (or_intror ine))). pose proof (H d (or_introl eq_refl)).
    destruct (has r d), (has s d); simpl; lia. }
  simpl in small. intros d [<-|ind] hasd.
  - rewrite hasd in small. destruct (has r e); [reflexivity|]. simpl in small. lia.
  - apply IH; try assumption.
    + intros x inx. apply inside. now right.
    + pose proof (inside e (or_introl eq_refl)) as H. destruct (has r e), (has s e); simpl in small; lia.
Qed.

(** A smallest set, before the others. *)
Lemma smallest r rows : exists s others, Permutation (r :: rows) (s :: others) /\ forall t, In t others -> (size s <= size t)%nat.
Proof.
  revert r; induction rows as [|r' rows IH]; intros r.
  - exists r, []. split; [apply Permutation_refl|intros t []].
  - destruct (IH r') as (s & others & permuted & least).
    destruct (Nat.le_gt_cases (size s) (size r)) as [le|gt].
    + exists s, (r :: others). split.
      * rewrite permuted. apply perm_swap.
      * intros t [<-|int]; [exact le|now apply least].
    + exists r, (s :: others). split; [now apply perm_skip|].
      intros t [<-|int]; [lia|]. specialize (least t int). lia.
Qed.

Lemma laminar_signs rows : laminar rows ->
  exists signs, Permutation (map snd signs) rows /\ Forall (fun part => sign (fst part)) signs /\
    forall e, In e elements -> 0 <= weighted incidence signs e <= 1.
Proof.
  remember (length rows) as n eqn:count. revert rows count.
  induction n as [|n IH]; intros rows count nested.
  - destruct rows; [|discriminate]. exists []. repeat split; try constructor; simpl; lia.
  - destruct rows as [|r rows]; [discriminate|].
    destruct (smallest r rows) as (s & others & permuted & least).
    assert (among : incl (s :: others) (r :: rows)).
    { intros x inx. eapply Permutation_in; [symmetry; exact permuted|exact inx]. }
    destruct (IH others) as (signs & names & are_signs & bounds).
    { apply Permutation_length in permuted. simpl in *. lia. }
    { intros x y inx iny. apply nested; apply among; now right. }
    (* the others contain s or avoid it *)
    assert (around : forall e d, In e elements -> In d elements -> has s e = true -> has s d = true ->
      weighted incidence signs e = weighted incidence signs d).
    { intros e d ine ind hase hasd.
      assert (same : forall t, In t (map snd signs) -> has t e = has t d).
      { intros t int. apply (Permutation_in t names) in int.
        assert (cases : within s t \/ apart s t).
        { destruct (nested s t (among s (or_introl eq_refl)) (among t (or_intror int))) as [H|[H|H]]; [now left| |now right].
          left. apply within_of_size; [exact H|now apply least]. }
        destruct cases as [H|H]; rewrite (H e ine hase), (H d ind hasd); reflexivity. }
      clear - same. induction signs as [|[k t] signs IH]; simpl in *; [reflexivity|].
      rewrite IH by (intros; apply same; now right). unfold incidence. now rewrite (same t) by now left. }
    destruct (find (has s) elements) as [e|] eqn:found.
    + apply find_some in found. destruct found as [ine hase]. pose proof (bounds e ine) as bound_e.
      exists ((1 - 2 * weighted incidence signs e, s) :: signs). split; [|split].
      * simpl. rewrite names. now symmetry.
      * constructor; [unfold sign; cbn [fst]; lia|exact are_signs].
      * intros d ind. specialize (bounds d ind). cbn [weighted].
        change (incidence s d) with (if has s d then 1 else 0).
        destruct (has s d) eqn:hasd; [pose proof (around d e ind ine hasd hase)|]; lia.
    + exists ((1, s) :: signs). split; [|split].
      * simpl. rewrite names. now symmetry.
      * constructor; [now left|exact are_signs].
      * intros d ind. specialize (bounds d ind). cbn [weighted].
        change (incidence s d) with (if has s d then 1 else 0). rewrite (find_none _ _ found d ind). lia.
Qed.

End Laminar.

(** A set with one element, or none, is in the way of no other. *)
Lemma single_nested {Row Element : Type} (has : Row -> Element -> bool) elements r s :
  (forall d e, In d elements -> In e elements -> has r d = true -> has r e = true -> d = e) ->
  within has elements r s \/ within has elements s r \/ apart has elements r s.
Proof.
  intros single. destruct (find (has r) elements) as [e|] eqn:found.
  - apply find_some in found. destruct found as [ine hase]. destruct (has s e) eqn:hase'.
    + left. intros d ind hasd. now rewrite (single d e).
    + do 2 right. intros d ind hasd. now rewrite (single d e).
  - left. intros d ind hasd. now rewrite (find_none _ _ found d ind) in hasd.
Qed.

Lemma apart_sym {Row Element : Type} (has : Row -> Element -> bool) elements r s :
  apart has elements r s -> apart has elements s r.
Proof.
  intros H e ine hass. destruct (has r e) eqn:hasr; [|reflexivity]. rewrite (H e ine hasr) in hass. discriminate.
Qed.

(** ** Two laminar families *)

Section TwoFamilies.

Context {Row Element : Type}.

Variable has : Row -> Element -> bool.
Variable elements : list Element.

Lemma weighted_negated (M : Row -> Element -> Z) signs e :
  weighted M (map (fun part => (- fst part, snd part)) signs) e = - weighted M signs e.
Proof. induction signs as [|[k r] signs IH]; simpl; [reflexivity|]. rewrite IH; ring. Qed.

(** A list of sets (the same set may stand there twice), each in one of two laminar families. *)
Lemma two_families_signing (first second : Row -> Prop) rows :
  (forall r, In r rows -> first r \/ second r) ->
  (forall some, (forall r, In r some -> first r) -> laminar has elements some) ->
  (forall some, (forall r, In r some -> second r) -> laminar has elements some) ->
  exists signs, signing (incidence has) elements rows signs.
Proof.
  intros either nested nested'.
  assert (parts : exists l m, Permutation rows (l ++ m) /\ (forall r, In r l -> first r) /\ (forall r, In r m -> second r)).
  { induction rows as [|r rows IH].
    - exists [], []. repeat split; [constructor|intros r []|intros r []].
    - destruct IH as (l & m & permuted & L & R); [intros; apply either; now right|].
      destruct (either r (or_introl eq_refl)) as [H|H].
      + exists (r :: l), m. repeat split; [now apply perm_skip| |exact R]. intros x [<-|inx]; auto.
      + exists l, (r :: m). repeat split; [rewrite permuted; apply Permutation_middle|exact L|]. intros x [<-|inx]; auto. }
  destruct parts as (l & m & permuted & L & R).
  destruct (laminar_signs has elements l (nested l L)) as (signs & names & are_signs & bounds).
  destruct (laminar_signs has elements m (nested' m R)) as (signs' & names' & are_signs' & bounds').
  apply (reordered_signing _ elements rows (signs ++ map (fun part => (- fst part, snd part)) signs')).
  - rewrite map_app, map_map. simpl. rewrite names, names'. now symmetry.
  - apply Forall_app. split; [exact are_signs|]. apply Forall_forall. intros part inp. apply in_map_iff in inp.
    destruct inp as (part' & <- & inp). rewrite Forall_forall in are_signs'. specialize (are_signs' _ inp).
    unfold sign in *. simpl. lia.
  - intros e ine. rewrite weighted_app, weighted_negated. specialize (bounds e ine). specialize (bounds' e ine).
    apply unit_or_zero_iff. lia.
Qed.

(** Edmonds (1970): the incidence matrix of the union of two laminar families is totally unimodular. *)
Theorem edmonds (first second rows : list Row) :
  laminar has elements first -> laminar has elements second -> incl rows (first ++ second) ->
  totally_unimodular rows elements (incidence has).
Proof.
  intros nested nested' union. apply signable_unimodular. intros some _ inside.
  apply (two_families_signing (fun r => In r first) (fun r => In r second)).
  - intros r inr. now apply in_app_or, union, inside.
  - intros l inl r s inr ins. apply nested; now apply inl.
  - intros l inl r s inr ins. apply nested'; now apply inl.
Qed.

End TwoFamilies.

(** ** Network matrices

    In a directed tree with a root the rows are arcs; the arc r cuts off the nodes below it, [below r].  These sets are a
    laminar family.  The path from a to b in the tree uses r exactly if one of its ends is below r, and runs upwards along r
    if a is, downwards if b is; [upwards r] is 1 where r points upwards, -1 where it points downwards. *)

Section Networks.

Context {Row Column Node : Type}.

Variable below : Row -> Node -> bool.
Variable upwards : Row -> Z.
Variables tail head : Column -> Node.

Definition network_entry (r : Row) (c : Column) : Z :=
  upwards r * (incidence below r (tail c) - incidence below r (head c)).

Lemma network_signing nodes columns rows :
  (forall r, In r rows -> sign (upwards r)) ->
  (forall c, In c columns -> In (tail c) nodes /\ In (head c) nodes) ->
  laminar below nodes rows -> exists signs, signing network_entry columns rows signs.
Proof.
  intros directions ends nested.
  destruct (laminar_signs below nodes rows nested) as (signs & names & are_signs & bounds).
  apply (reordered_signing _ columns rows (map (fun part => (upwards (snd part) * fst part, snd part)) signs)).
  - now rewrite map_map.
  - rewrite Forall_forall in *. intros part inp. apply in_map_iff in inp. destruct inp as ([k r] & <- & inp).
    specialize (are_signs _ inp). simpl in *.
    assert (inr : In r rows) by (eapply Permutation_in; [exact names|]; now apply (in_map snd) in inp).
    specialize (directions r inr). unfold sign in *. nia.
  - intros c inc. destruct (ends c inc) as [int inh]. specialize (bounds _ int) as T. specialize (bounds _ inh) as H.
    assert (E : weighted network_entry (map (fun part => (upwards (snd part) * fst part, snd part)) signs) c
                = weighted (incidence below) signs (tail c) - weighted (incidence below) signs (head c)).
    { assert (inrows : forall r, In r (map snd signs) -> sign (upwards r)).
      { intros r inr. apply directions. eapply Permutation_in; [exact names|exact inr]. }
      clear - inrows. induction signs as [|[k r] signs IH]; simpl; [reflexivity|].
      rewrite IH by (intros; apply inrows; now right). unfold network_entry.
      destruct (inrows r (or_introl eq_refl)) as [-> | ->]; ring. }
    rewrite E. apply unit_or_zero_iff. lia.
Qed.

Theorem network_unimodular nodes rows columns :
  (forall r, In r rows -> sign (upwards r)) ->
  (forall c, In c columns -> In (tail c) nodes /\ In (head c) nodes) ->
  laminar below nodes rows -> totally_unimodular rows columns network_entry.
Proof.
  intros directions ends nested. apply signable_unimodular. intros some _ inside.
  apply (network_signing nodes); [now intros r inr; apply directions, inside|exact ends|].
  intros r s inr ins. apply nested; now apply inside.
Qed.

End Networks.
