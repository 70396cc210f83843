(** Layers: where a function with values in Q is positive, it is a sum of multiples of the indicators of the sets on which
    it is at least so much.  (The integral over the level of the indicator of the upper set, as a finite sum.) *)

From Allocation Require Export Rationals.

(** ** Sorting *)

Inductive ascending {A : Type} (w : A -> Q) : list A -> Prop :=
  | ascending_nil : ascending w []
  | ascending_cons a l : (forall b, In b l -> w a <= w b) -> ascending w l -> ascending w (a :: l).

Fixpoint insert {A : Type} (w : A -> Q) (a : A) (l : list A) : list A :=
  match l with
  | [] => [a]
  | b :: rest => if Qlt_le_dec (w b) (w a) then b :: insert w a rest else a :: l
  end.

Fixpoint sorted {A : Type} (w : A -> Q) (l : list A) : list A :=
  match l with
  | [] => []
  | a :: rest => insert w a (sorted w rest)
  end.

Lemma in_insert {A : Type} (w : A -> Q) a l b : In b (insert w a l) <-> a = b \/ In b l.
Proof.
  induction l as [|c l IH]; simpl; [tauto|]. destruct (Qlt_le_dec (w c) (w a)); simpl; rewrite ?IH; tauto.
Qed.

Lemma in_sorted {A : Type} (w : A -> Q) l b : In b (sorted w l) <-> In b l.
Proof. induction l as [|a l IH]; simpl; [tauto|]. now rewrite in_insert, IH. Qed.

Lemma insert_ascending {A : Type} (w : A -> Q) a l : ascending w l -> ascending w (insert w a l).
Proof.
  induction 1 as [|c l least asc IH]; simpl.
  - constructor; [intros ? []|constructor].
  - destruct (Qlt_le_dec (w c) (w a)) as [lt|le].
    + constructor; [|assumption]. intros b inb. apply in_insert in inb. destruct inb as [<-|inb].
      * now apply Qlt_le_weak.
      * now apply least.
    + constructor; [|now constructor]. intros b [<-|inb]; [assumption|].
      apply Qle_trans with (w c); [assumption|now apply least].
Qed.

Lemma sorted_ascending {A : Type} (w : A -> Q) l : ascending w (sorted w l).
Proof. induction l as [|a l IH]; simpl; [constructor|now apply insert_ascending]. Qed.

Lemma insert_NoDup {A : Type} (w : A -> Q) a l : ~ In a l -> NoDup l -> NoDup (insert w a l).
Proof.
  intros notin nodup. induction nodup as [|c l notinc nodup IH]; simpl.
  - repeat constructor. intros [].
  - destruct (Qlt_le_dec (w c) (w a)).
    + constructor.
      * rewrite in_insert. intros [<-|inc]; [apply notin; now left|contradiction].
      * apply IH. intros ina. apply notin. now right.
    + constructor; [assumption|now constructor].
Qed.

Lemma sorted_NoDup {A : Type} (w : A -> Q) l : NoDup l -> NoDup (sorted w l).
Proof.
  induction 1 as [|a l notin nodup IH]; simpl; [constructor|].
  apply insert_NoDup; [now rewrite in_sorted|assumption].
Qed.

(** What passes a test that larger values pass too is the end of an ascending list. *)
Lemma upper_end {A : Type} (w : A -> Q) (test : A -> bool) l :
  ascending w l -> (forall a b, test a = true -> w a <= w b -> test b = true) ->
  exists before after, l = before ++ after /\
    (forall a, In a before -> test a = false) /\ (forall a, In a after -> test a = true).
Proof.
  intros asc upward. induction asc as [|a l least asc (before & after & -> & low & high)].
  - exists [], []. repeat split; intros ? [].
  - destruct (test a) eqn:E.
    + exists [], (a :: before ++ after). split; [reflexivity|]. split; [intros ? []|].
      intros b [<-|inb]; [assumption|]. apply (upward a); [assumption|now apply least].
    + exists (a :: before), after. split; [reflexivity|]. split; [|assumption].
      intros b [<-|inb]; [assumption|now apply low].
Qed.

(** ** Layers *)

(** The differences between neighbours of a list of numbers, each with the upper one. *)
Fixpoint steps (low : Q) (values : list Q) : list (Q * Q) :=
  match values with
  | [] => []
  | v :: rest => (v - low, v) :: steps v rest
  end.

Definition reaches (level : Q) (v : Q) : bool := Qle_bool level v.

(** The sum of the steps that v reaches. *)
Definition climbed (layers : list (Q * Q)) (v : Q) : Q :=
  sum layers (fun layer => fst layer * indicator (reaches (snd layer) v)).

Lemma climbed_nothing low values v :
  ascending (fun x => x) values -> (forall u, In u values -> low <= u) -> v <= low ->
  climbed (steps low values) v == 0.
Proof.
  intros asc. revert low. induction asc as [|u values least asc IH]; intros low above le; unfold climbed; simpl.
  - reflexivity.
  - fold (climbed (steps u values) v). assert (low <= u) by (apply above; now left).
    rewrite IH; [|exact least|lra]. unfold reaches. destruct (Qle_bool u v) eqn:E; unfold indicator; [|ring].
    apply Qle_bool_iff in E. assert (u == low) by lra. lra.
Qed.

Lemma climbed_steps low values v :
  ascending (fun x => x) values -> (forall u, In u values -> low <= u) -> In v values ->
  climbed (steps low values) v == v - low.
Proof.
  intros asc. revert low. induction asc as [|u values least asc IH]; intros low above inv; [destruct inv|].
  unfold climbed; simpl. fold (climbed (steps u values) v).
  assert (u <= v) by (destruct inv as [<-|inv]; [lra|now apply least]).
  assert (E : reaches u v = true) by now apply Qle_bool_iff. rewrite E. unfold indicator.
  destruct inv as [->|inv].
  - rewrite climbed_nothing; [ring|assumption|exact least|lra].
  - rewrite IH; [ring|exact least|assumption].
Qed.

Definition positive_part (v : Q) : Q := if Qlt_le_dec 0 v then v else 0.

Lemma positive_part_split v : v == positive_part v - positive_part (- v).
Proof. unfold positive_part. destruct (Qlt_le_dec 0 v), (Qlt_le_dec 0 (- v)); lra. Qed.

Definition is_positive (v : Q) : bool := if Qlt_le_dec 0 v then true else false.

Lemma is_positive_iff v : is_positive v = true <-> 0 < v.
Proof. unfold is_positive. destruct (Qlt_le_dec 0 v); split; intros; try assumption; try discriminate; lra. Qed.

(** The layers of a function on the elements of a list. *)
Definition layers_of {A : Type} (w : A -> Q) (l : list A) : list (Q * Q) :=
  steps 0 (sorted (fun x => x) (filter is_positive (map w l))).

Lemma steps_layers low values :
  ascending (fun x => x) values -> (forall u, In u values -> low <= u) ->
  forall layer, In layer (steps low values) -> 0 <= fst layer /\ In (snd layer) values.
Proof.
  intros asc. revert low. induction asc as [|u values least asc IH]; intros low above layer; simpl; [intros []|].
  assert (low <= u) by (apply above; now left).
  intros [<-|inl]; simpl; [split; [lra|now left]|].
  destruct (IH u least layer inl). split; [assumption|now right].
Qed.

Section Layers.

Context {A : Type}.
Variables (w : A -> Q) (l : list A).

Let values := sorted (fun x => x) (filter is_positive (map w l)).

Lemma values_positive u : In u values -> 0 < u.
Proof. intros inu. apply in_sorted, filter_In in inu. now apply is_positive_iff. Qed.

Lemma layers_nonnegative layer : In layer (layers_of w l) -> 0 <= fst layer /\ 0 < snd layer.
Proof.
  intros inl. destruct (steps_layers 0 values (sorted_ascending _ _)
    (fun u inu => Qlt_le_weak _ _ (values_positive u inu)) layer inl) as (nonneg & inv).
  split; [assumption|now apply values_positive].
Qed.

Theorem layers_sum a :
  In a l -> sum (layers_of w l) (fun layer => fst layer * indicator (reaches (snd layer) (w a))) == positive_part (w a).
Proof.
  intros ina. fold (climbed (layers_of w l) (w a)). unfold layers_of, positive_part. fold values.
  destruct (Qlt_le_dec 0 (w a)) as [pos|le].
  - rewrite climbed_steps; [ring|apply sorted_ascending|intros u inu; now apply Qlt_le_weak, values_positive|].
    apply in_sorted, filter_In. split; [now apply in_map|now apply is_positive_iff].
  - apply climbed_nothing; [apply sorted_ascending|intros u inu; now apply Qlt_le_weak, values_positive|assumption].
Qed.

End Layers.
