(** What the proofs about LY need of lists: pairs, type profiles, subsets and coordinates, and the one exchange of sums
    behind every implementability inequality: a sum over the coordinates (i, t_i, j) of sums over the profiles with this
    type is a sum over the profiles of sums over the pairs (i, j). *)

From Allocation Require Export Farkas LangYang.

(** ** Equality of names *)

Definition cell_dec : decidable_names cell := pair_dec Nat.eq_dec Nat.eq_dec.
Definition profile_dec : decidable_names profile := list_eq_dec Nat.eq_dec.
Definition set_dec : decidable_names cell_set := list_eq_dec cell_dec.
Definition coordinate_dec : decidable_names (nat * nat * nat) := pair_dec (pair_dec Nat.eq_dec Nat.eq_dec) Nat.eq_dec.

Lemma cell_eqb_iff c d : cell_eqb c d = true <-> c = d.
Proof.
  destruct c as [i j], d as [i' j']. unfold cell_eqb; simpl.
  rewrite andb_true_iff, !Nat.eqb_eq. split; [intros [-> ->]; reflexivity|intros E; inversion E; now split].
Qed.

Lemma list_eqb_iff {A : Type} (eqb : A -> A -> bool) :
  (forall a b, eqb a b = true <-> a = b) -> forall l m, list_eqb eqb l m = true <-> l = m.
Proof.
  intros spec. induction l as [|a l IH]; intros [|b m]; simpl; try (split; congruence).
  rewrite andb_true_iff, spec, IH. split; [intros [-> ->]; reflexivity|intros E; inversion E; now split].
Qed.

Lemma profile_eqb_iff t s : profile_eqb t s = true <-> t = s.
Proof. apply list_eqb_iff, Nat.eqb_eq. Qed.

Lemma set_eqb_iff G H : set_eqb G H = true <-> G = H.
Proof. apply list_eqb_iff, cell_eqb_iff. Qed.

Lemma member_iff c G : member c G = true <-> In c G.
Proof.
  unfold member. rewrite existsb_exists. split.
  - intros (d & ind & E). apply cell_eqb_iff in E. now subst.
  - intros inc. exists c. split; [assumption|]. now apply cell_eqb_iff.
Qed.

(** ** Subsets *)

Lemma filter_in_subsets {A : Type} (test : A -> bool) (l : list A) : In (filter test l) (subsets l).
Proof.
  induction l as [|a l IH]; simpl; [now left|].
  destruct (test a); apply in_app_iff; [left; now apply in_map|now right].
Qed.

Lemma nil_in_subsets {A : Type} (l : list A) : In [] (subsets l).
Proof. induction l as [|a l IH]; simpl; [now left|]. apply in_app_iff. now right. Qed.

Lemma subsets_incl {A : Type} (l s : list A) : In s (subsets l) -> incl s l.
Proof.
  revert s. induction l as [|a l IH]; intros s; simpl.
  - intros [<-|[]] b inb. destruct inb.
  - rewrite in_app_iff, in_map_iff. intros [(s' & <- & ins)|ins] b inb.
    + destruct inb as [->|inb]; [now left|]. right. now apply (IH s').
    + right. now apply (IH s).
Qed.

Lemma subsets_NoDup {A : Type} (l s : list A) : NoDup l -> In s (subsets l) -> NoDup s.
Proof.
  intros nodup. revert s. induction nodup as [|a l notin nodup IH]; intros s; simpl.
  - intros [<-|[]]. constructor.
  - rewrite in_app_iff, in_map_iff. intros [(s' & <- & ins)|ins]; [|now apply IH].
    constructor; [|now apply IH]. intros ina. apply notin. now apply (subsets_incl l s').
Qed.

(** A subset is the list of those elements that are in it. *)
Lemma subset_is_filter (l : cell_set) (G : cell_set) :
  NoDup l -> In G (subsets l) -> G = filter (fun c => member c G) l.
Proof.
  intros nodup. revert G. induction nodup as [|a l notin nodup IH]; intros G; simpl.
  - now intros [<-|[]].
  - rewrite in_app_iff, in_map_iff. intros [(s & <- & ins)|ins].
    + rewrite (proj2 (member_iff a (a :: s)) (or_introl eq_refl)). f_equal.
      rewrite (IH s ins) at 1. apply filter_ext_in. intros c inc.
      unfold member. simpl. destruct (cell_eqb c a) eqn:E; [|reflexivity].
      apply cell_eqb_iff in E. now subst.
    + destruct (member a G) eqn:E; [|now apply IH].
      apply member_iff in E. exfalso. apply notin. now apply (subsets_incl l G).
Qed.

(** Two subsets with the same elements are the same list. *)
Lemma subsets_extensional (l G H : cell_set) :
  NoDup l -> In G (subsets l) -> In H (subsets l) -> (forall c, In c G <-> In c H) -> G = H.
Proof.
  intros nodup inG inH same. rewrite (subset_is_filter l G), (subset_is_filter l H) by assumption.
  apply filter_ext. intros c. apply eq_true_iff_eq. now rewrite !member_iff.
Qed.

(** ** Sums over subsets *)

Lemma amount_filter (x : random_outcome) (test : cell -> bool) (l : cell_set) :
  amount x (filter test l) == sum l (fun c => indicator (test c) * x c).
Proof. apply sum_filter. Qed.

Lemma amount_ext (x y : random_outcome) (G : cell_set) : (forall c, In c G -> x c == y c) -> amount x G == amount y G.
Proof. apply sum_ext. Qed.

Lemma amount_nil (x : random_outcome) : amount x [] == 0.
Proof. reflexivity. Qed.

Lemma inject_total (x : pure_outcome) (G : cell_set) : inject_Z (total x G) == amount (fun c => inject_Z (x c)) G.
Proof.
  unfold amount. induction G as [|c G IH]; simpl; [reflexivity|]. now rewrite inject_Z_plus, IH.
Qed.

(** ** Pairs, profiles, coordinates *)

Lemma NoDup_list_prod {A B : Type} (l : list A) (m : list B) : NoDup l -> NoDup m -> NoDup (list_prod l m).
Proof.
  intros Hl Hm. induction Hl as [|a l notin nodup IH]; simpl; [constructor|].
  apply NoDup_app_disjoint; [|assumption|].
  - apply NoDup_map_injective; [congruence|assumption].
  - intros [a' b] H H'. apply in_map_iff in H. destruct H as (? & E & _). inversion E; subst.
    apply in_prod_iff in H'. tauto.
Qed.

Lemma sum_list_prod {A B : Type} (l : list A) (m : list B) (f : A * B -> Q) :
  sum (list_prod l m) f == sum l (fun a => sum m (fun b => f (a, b))).
Proof.
  induction l as [|a l IH]; simpl; [reflexivity|]. rewrite sum_app, IH, sum_map. reflexivity.
Qed.

Section Structure.

Variable S : structure.

Lemma cells_NoDup : NoDup (cells S).
Proof. apply NoDup_list_prod; apply seq_NoDup. Qed.

Lemma amount_of_members G (x : random_outcome) :
  In G (subsets (cells S)) -> amount x G == sum (cells S) (fun c => indicator (member c G) * x c).
Proof. intros inG. rewrite <- amount_filter. now rewrite <- (subset_is_filter (cells S) G cells_NoDup inG). Qed.

Lemma in_cells i j : In (i, j) (cells S) <-> (i < agents S)%nat /\ (j < objects S)%nat.
Proof. unfold cells. rewrite in_prod_iff, !in_seq. lia. Qed.

Lemma in_product (lists : list (list nat)) (t : profile) :
  In t (product lists) <-> length t = length lists /\ forall i, (i < length lists)%nat -> In (nth i t 0%nat) (nth i lists []).
Proof.
  revert t. induction lists as [|l lists IH]; intros t; simpl.
  - split.
    + intros [<-|[]]. split; [reflexivity|]. lia.
    + intros [E _]. left. symmetry. now apply length_zero_iff_nil.
  - rewrite in_flat_map. split.
    + intros (a & ina & H). apply in_map_iff in H. destruct H as (s & <- & ins). apply IH in ins.
      destruct ins as (len & each). simpl. split; [now rewrite len|].
      intros [|i] lt; [assumption|]. apply each. lia.
    + intros (len & each). destruct t as [|a t]; [discriminate|]. exists a. split.
      * apply (each 0%nat). lia.
      * apply in_map, IH. split; [simpl in len; lia|]. intros i lt. apply (each (1 + i)%nat). lia.
Qed.

Lemma in_profiles t :
  In t (profiles S) <->
  length t = length (types S) /\ forall i, (i < length (types S))%nat -> (type_of t i < nth i (types S) 0)%nat.
Proof.
  unfold profiles. rewrite in_product, map_length. unfold type_of.
  split; intros (len & each); split; try assumption; intros i lt; specialize (each i lt).
  - rewrite (nth_indep _ [] (seq 0 0)), map_nth, in_seq in each by (now rewrite map_length). lia.
  - rewrite (nth_indep _ [] (seq 0 0)), map_nth, in_seq by (now rewrite map_length). lia.
Qed.

Lemma product_NoDup (lists : list (list nat)) : (forall l, In l lists -> NoDup l) -> NoDup (product lists).
Proof.
  induction lists as [|l lists IH]; intros each; simpl; [repeat constructor; intros []|].
  assert (nodup : NoDup (product lists)) by (apply IH; intros; apply each; now right).
  assert (nodupl : NoDup l) by (apply each; now left).
  induction nodupl as [|a l notin nodupl IHl]; simpl; [constructor|].
  apply NoDup_app_disjoint.
  - apply NoDup_map_injective; [congruence|assumption].
  - apply IHl. intros m [<-|inm]; [assumption|]. apply each. now right.
  - intros t H H'. apply in_map_iff in H. destruct H as (s & <- & _).
    apply in_flat_map in H'. destruct H' as (a' & ina' & H'). apply in_map_iff in H'.
    destruct H' as (? & E & _). inversion E; subst. contradiction.
Qed.

Lemma profiles_NoDup : NoDup (profiles S).
Proof. apply product_NoDup. intros l inl. apply in_map_iff in inl. destruct inl as (k & <- & _). apply seq_NoDup. Qed.

Lemma in_coordinates i ti j :
  In (i, ti, j) (coordinates S) <->
  (i < agents S)%nat /\ (ti < nth i (types S) 0)%nat /\ (j < objects S)%nat.
Proof.
  unfold coordinates, types_of. rewrite in_flat_map. split.
  - intros (i' & ini & H). apply in_flat_map in H. destruct H as (ti' & inti & H).
    apply in_map_iff in H. destruct H as (j' & E & inj). inversion E; subst.
    apply in_seq in ini, inti, inj. lia.
  - intros (Hi & Ht & Hj). exists i. split; [apply in_seq; lia|]. apply in_flat_map.
    exists ti. split; [apply in_seq; lia|]. apply in_map_iff. exists j. split; [reflexivity|]. apply in_seq; lia.
Qed.

Lemma coordinates_NoDup : NoDup (coordinates S).
Proof.
  unfold coordinates. assert (H : NoDup (seq 0 (agents S))) by apply seq_NoDup.
  induction H as [|i l notin nodup IH]; simpl; [constructor|].
  apply NoDup_app_disjoint; [|assumption|].
  - assert (H : NoDup (types_of S i)) by apply seq_NoDup.
    induction H as [|ti m notin' nodup' IH']; simpl; [constructor|].
    apply NoDup_app_disjoint; [|assumption|].
    + apply NoDup_map_injective; [congruence|apply seq_NoDup].
    + intros c H H'. apply in_map_iff in H. destruct H as (j & <- & _).
      apply in_flat_map in H'. destruct H' as (ti' & inti & H'). apply in_map_iff in H'.
      destruct H' as (? & E & _). inversion E; subst. contradiction.
  - intros c H H'. apply in_flat_map in H. destruct H as (ti & _ & H). apply in_map_iff in H. destruct H as (j & <- & _).
    apply in_flat_map in H'. destruct H' as (i' & ini & H'). apply in_flat_map in H'.
    destruct H' as (ti' & _ & H'). apply in_map_iff in H'. destruct H' as (? & E & _). inversion E; subst. contradiction.
Qed.

Lemma sum_coordinates (f : nat * nat * nat -> Q) :
  sum (coordinates S) f ==
  sum (seq 0 (agents S)) (fun i => sum (types_of S i) (fun ti => sum (seq 0 (objects S)) (fun j => f (i, ti, j)))).
Proof.
  unfold coordinates. rewrite sum_flat_map. apply sum_ext. intros i _.
  rewrite sum_flat_map. apply sum_ext. intros ti _. now rewrite sum_map.
Qed.

(** The types of a profile are types. *)
Hypothesis types_each : length (types S) = agents S.

Lemma type_of_profile t i : In t (profiles S) -> (i < agents S)%nat -> In (type_of t i) (types_of S i).
Proof.
  intros int lt. apply in_profiles in int. destruct int as (_ & each). unfold types_of. apply in_seq.
  rewrite types_each in each. specialize (each i lt). lia.
Qed.

Lemma coordinate_of t i j : In t (profiles S) -> In (i, j) (cells S) -> In (i, type_of t i, j) (coordinates S).
Proof.
  intros int inc. apply in_cells in inc. destruct inc as (Hi & Hj).
  apply in_coordinates. pose proof (type_of_profile t i int Hi) as H. unfold types_of in H. apply in_seq in H. lia.
Qed.

(** The exchange of sums. *)
Lemma sum_coordinates_profiles (f : nat * nat * nat -> Q) (x : profile -> cell -> Q) :
  sum (coordinates S) (fun '(i, ti, j) =>
    f (i, ti, j) * sum (filter (fun t => Nat.eqb (type_of t i) ti) (profiles S)) (fun t => x t (i, j)))
  == sum (profiles S) (fun t => sum (cells S) (fun '(i, j) => f (i, type_of t i, j) * x t (i, j))).
Proof.
  rewrite sum_coordinates.
  transitivity (sum (seq 0 (agents S)) (fun i => sum (profiles S) (fun t =>
    sum (seq 0 (objects S)) (fun j => f (i, type_of t i, j) * x t (i, j))))).
  - apply sum_ext. intros i ini.
    transitivity (sum (types_of S i) (fun ti => sum (profiles S) (fun t =>
      indicator (Nat.eqb (type_of t i) ti) * sum (seq 0 (objects S)) (fun j => f (i, type_of t i, j) * x t (i, j))))).
    + apply sum_ext. intros ti _.
      transitivity (sum (seq 0 (objects S)) (fun j => sum (profiles S) (fun t =>
        indicator (Nat.eqb (type_of t i) ti) * (f (i, type_of t i, j) * x t (i, j))))).
      * apply sum_ext. intros j _. rewrite sum_filter, <- sum_scale. apply sum_ext. intros t _.
        destruct (Nat.eqb (type_of t i) ti) eqn:E; [apply Nat.eqb_eq in E; subst|]; unfold indicator; ring.
      * rewrite sum_exchange. apply sum_ext. intros t _. now rewrite sum_scale.
    + rewrite sum_exchange. apply sum_ext. intros t int. rewrite sum_scale_right.
      rewrite (sum_indicator_once Nat.eqb); [ring|apply Nat.eqb_eq|apply seq_NoDup|].
      apply type_of_profile; [assumption|]. apply in_seq in ini. lia.
  - rewrite sum_exchange. apply sum_ext. intros t _. unfold cells. symmetry.
    apply (sum_list_prod (seq 0 (agents S)) (seq 0 (objects S)) (fun '(i, j) => f (i, type_of t i, j) * x t (i, j))).
Qed.

(** Every type of an agent is met in some profile. *)
Lemma profile_with_type i ti :
  Forall (fun k => (0 < k)%nat) (types S) -> (i < agents S)%nat -> (ti < nth i (types S) 0)%nat ->
  exists t, In t (profiles S) /\ type_of t i = ti.
Proof.
  intros some Hi Ht.
  set (t := map (fun k => if Nat.eq_dec k i then ti else 0%nat) (seq 0 (length (types S)))).
  assert (at_k : forall k, (k < length (types S))%nat -> type_of t k = if Nat.eq_dec k i then ti else 0%nat).
  { intros k lt. unfold type_of, t.
    rewrite (nth_indep _ 0%nat (if Nat.eq_dec 0 i then ti else 0%nat)) by (now rewrite map_length, seq_length).
    rewrite (map_nth (fun k => if Nat.eq_dec k i then ti else 0%nat)), seq_nth by assumption. reflexivity. }
  exists t. split.
  - apply in_profiles. split; [unfold t; now rewrite map_length, seq_length|].
    intros k lt. rewrite at_k by assumption. destruct (Nat.eq_dec k i) as [->|]; [assumption|].
    rewrite Forall_forall in some. apply some. now apply nth_In.
  - rewrite at_k by lia. destruct (Nat.eq_dec i i); congruence.
Qed.

End Structure.
