(** What keeps total unimodularity: other names, orders and directions of rows and columns, copies of them, units. *)

From Coq Require Import Permutation.
From Allocation Require Export Proofs.GhouilaHouri.

Local Open Scope Z_scope.

Lemma unimodular_ext {Row Column : Type} (M N : Row -> Column -> Z) rows columns :
  (forall r c, In r rows -> In c columns -> M r c = N r c) ->
  totally_unimodular rows columns M -> totally_unimodular rows columns N.
Proof.
  intros same unimodular rs cs nodup inside nodup' inside' square. cbv zeta. rewrite <- (determinant_ext M); [now apply unimodular|].
  intros r c inr inc. apply same; [now apply inside|now apply inside'].
Qed.

(** ** Other names *)

(** A signing of rows under other names, each of which may have been negated. *)
Lemma renamed_signing {Row Row' Column : Type} (M : Row -> Column -> Z) columns (name : Row' -> Row) (orientation : Row' -> Z)
    rows signs :
  (forall r, In r rows -> sign (orientation r)) -> signing M columns (map name rows) signs ->
  exists signs',
    map snd signs' = rows /\ Forall (fun part => sign (fst part)) signs' /\
    forall (Column' : Type) (N : Row' -> Column' -> Z) c c',
      (forall r, In r rows -> N r c' = orientation r * M (name r) c) -> weighted N signs' c' = weighted M signs c.
Proof.
  intros oriented (names & are_signs & _). revert signs names are_signs.
  induction rows as [|r rows IH]; intros signs names are_signs.
  - destruct signs; [|discriminate]. exists []. repeat split. constructor.
  - destruct signs as [|[k r'] signs]; [discriminate|]. injection names as -> names. inversion_clear are_signs.
    destruct (IH (fun x inx => oriented x (or_intror inx)) signs names H0) as (signs' & names' & are_signs' & same).
    exists ((orientation r * k, r) :: signs'). split; [simpl; now rewrite names'|]. split.
    + constructor; [|exact are_signs']. destruct (oriented r (or_introl eq_refl)) as [E|E], H as [E'|E'];
        simpl in *; rewrite E, E'; unfold sign; lia.
    + intros Column' N c c' equal. simpl. rewrite (same _ N c c') by (intros; apply equal; now right).
      rewrite (equal r (or_introl eq_refl)). destruct (oriented r (or_introl eq_refl)) as [-> | ->]; ring.
Qed.

(** Negated rows. *)
Lemma oriented_unimodular {Row Column : Type} (M : Row -> Column -> Z) rows columns (orientation : Row -> Z) :
  (forall r, In r rows -> sign (orientation r)) ->
  totally_unimodular rows columns (fun r c => orientation r * M r c) -> totally_unimodular rows columns M.
Proof.
  intros oriented. rewrite !unimodular_iff_signable. intros signed some nodup inside.
  destruct (signed some nodup inside) as (signs & H).
  assert (oriented' : forall r, In r some -> sign (orientation r)) by auto.
  assert (H' : signing (fun r c => orientation r * M r c) columns (map (fun r => r) some) signs) by now rewrite map_id.
  destruct (renamed_signing _ columns (fun r => r) orientation some signs oriented' H') as (signs' & names & are_signs & same).
  destruct H as (_ & _ & small). exists signs'. split; [exact names|]. split; [exact are_signs|]. intros c inc.
  rewrite (same _ M c c); [now apply small|]. intros r inr. destruct (oriented' r inr) as [-> | ->]; ring.
Qed.

(** At most one of the rows has an entry in this column, and it is 1 or -1: a unit column asks for nothing. *)
Lemma unit_column {Row Column : Type} (M : Row -> Column -> Z) signs c :
  NoDup (map snd signs) -> Forall (fun part => sign (fst part)) signs ->
  (forall r, In r (map snd signs) -> unit_or_zero (M r c)) ->
  (forall r s, In r (map snd signs) -> In s (map snd signs) -> M r c <> 0 -> M s c <> 0 -> r = s) ->
  unit_or_zero (weighted M signs c).
Proof.
  induction signs as [|[k r] signs IH]; simpl; intros nodup are_signs units single; [now left|].
  inversion_clear nodup. inversion_clear are_signs.
  assert (rest : M r c <> 0 -> weighted M signs c = 0).
  { intros nz. clear IH. assert (zero : forall s, In s (map snd signs) -> M s c = 0).
    { intros s ins. destruct (Z.eq_dec (M s c) 0) as [E|E]; [exact E|]. exfalso. apply H.
      rewrite (single r s); auto. }
    clear - zero. induction signs as [|[k s] signs IH]; simpl in *; [reflexivity|].
    rewrite zero by now left. rewrite IH; [ring|]. auto. }
  destruct (Z.eq_dec (M r c) 0) as [E|E].
  - rewrite E, Z.mul_0_r, Z.add_0_l. apply IH; auto.
  - rewrite (rest E). specialize (units r (or_introl eq_refl)). simpl in H1. unfold unit_or_zero, sign in *. nia.
Qed.

(** ** Lists in which a row may stand more than once *)

Lemma repeated_or_not {A : Type} (same : forall a b : A, {a = b} + {a <> b}) (l : list A) :
  NoDup l \/ exists a rest, Permutation l (a :: a :: rest).
Proof.
  induction l as [|a l [nodup|(b & rest & repeated)]].
  - left; constructor.
  - destruct (In_dec same a l) as [ina|notin]; [right|left; now constructor].
    destruct (in_split _ _ ina) as (before & after & ->). exists a, (before ++ after).
    apply perm_skip. symmetry. apply Permutation_middle.
  - right. exists b, (a :: rest). rewrite repeated. rewrite perm_swap. apply perm_skip. apply perm_swap.
Qed.

Lemma signing_of_lists {Row Column : Type} (M : Row -> Column -> Z) rows columns :
  (forall r s : Row, {r = s} + {r <> s}) -> signable rows columns M ->
  forall some, incl some rows -> exists signs, signing M columns some signs.
Proof.
  intros same signed some. remember (length some) as n eqn:count. revert some count.
  induction n as [n IH] using lt_wf_ind. intros some count inside.
  destruct (repeated_or_not same some) as [nodup|(r & rest & repeated)]; [now apply signed|].
  destruct (IH (length rest)) with (some := rest) as (signs & names & are_signs & small); [|reflexivity| |].
  { rewrite count, (Permutation_length repeated). simpl. lia. }
  { intros x inx. apply inside. eapply Permutation_in; [symmetry; exact repeated|]. now do 2 right. }
  apply (reordered_signing M columns some ((1, r) :: (-1, r) :: signs)).
  - simpl. rewrite names. now symmetry.
  - constructor; [now left|]. constructor; [now right|exact are_signs].
  - intros c inc. cbn [weighted]. replace (1 * M r c + (-1 * M r c + weighted M signs c)) with (weighted M signs c) by ring.
    now apply small.
Qed.

(** ** Rows and columns by their positions *)

Lemma picks_map {A B : Type} (f : A -> B) (l : list A) :
  picks (map f l) = map (fun pick => (f (fst pick), map f (snd pick))) (picks l).
Proof.
  induction l as [|a l IH]; simpl; [reflexivity|]. f_equal. rewrite IH, !map_map. reflexivity.
Qed.

Lemma determinant_map {Row Column Row' Column' : Type} (M : Row -> Column -> Z) (f : Row' -> Row) (g : Column' -> Column)
    rows columns :
  determinant M (map f rows) (map g columns) = determinant (fun r c => M (f r) (g c)) rows columns.
Proof.
  revert columns; induction rows as [|r rows IH]; intros columns; [reflexivity|]. simpl. f_equal.
  rewrite picks_map, map_map. apply map_ext. intros [c rest]. simpl. now rewrite IH.
Qed.

Lemma positions {A : Type} (l some : list A) (default : A) :
  incl some l -> exists places, map (fun k => nth k l default) places = some /\ incl places (seq 0 (length l)).
Proof.
  induction some as [|a some IH]; intros inside; [exists []; split; [reflexivity|intros k []]|].
  destruct IH as (places & names & within); [intros x inx; apply inside; now right|].
  destruct (In_nth l a default (inside a (or_introl eq_refl))) as (k & small & E).
  exists (k :: places). split; [simpl; now rewrite E, names|]. intros x [<-|inx]; [apply in_seq; lia|now apply within].
Qed.

(** A matrix is totally unimodular if it is, written with the positions of its rows and columns. *)
Theorem by_positions {Row Column : Type} rows columns (M : Row -> Column -> Z) :
  (forall row column,
    totally_unimodular (seq 0 (length rows)) (seq 0 (length columns)) (fun i j => M (nth i rows row) (nth j columns column))) ->
  totally_unimodular rows columns M.
Proof.
  intros unimodular some_rows some_columns nodup inside nodup' inside' square. cbv zeta.
  destruct some_rows as [|row some_rows].
  { right; left. destruct some_columns; [reflexivity|discriminate]. }
  destruct some_columns as [|column some_columns]; [discriminate|].
  destruct (positions rows _ row inside) as (places & names & within).
  destruct (positions columns _ column inside') as (places' & names' & within').
  rewrite <- names, <- names', determinant_map. apply unimodular; auto.
  - apply (NoDup_map_inv (fun k => nth k rows row)). now rewrite names.
  - apply (NoDup_map_inv (fun k => nth k columns column)). now rewrite names'.
  - apply (f_equal (@length Row)) in names. apply (f_equal (@length Column)) in names'.
    rewrite map_length in names, names'. congruence.
Qed.
