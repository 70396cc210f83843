(** The network matrix of a directed tree is totally unimodular (Tutte 1965; Schrijver 1986, section 19.3).

    Rows are the arcs of a directed tree; a column has 1 and -1 where a path in the tree runs along and against the arcs.  A
    column is a flow of 1 from the first to the last node of its path: in a tree the path is the only one. *)

From Allocation Require Export Proofs.Laminar Proofs.Reductions.

Local Open Scope Z_scope.

Section Trees.

Context {Row Column Node : Type}.
Variable row_dec : forall r s : Row, {r = s} + {r <> s}.
Variable node_dec : forall v w : Node, {v = w} + {v <> w}.

Definition arc : Type := Row * (Node * Node).

(** A directed tree, node by node: a node by itself, or a tree with a further node and an arc that joins it to the tree, in
    either direction. *)
Inductive directed_tree : list Node -> list arc -> Prop :=
  | One_node v : directed_tree [v] []
  | Further_node nodes arcs r v u outwards :
      directed_tree nodes arcs -> ~ In v nodes -> In u nodes -> ~ In r (map fst arcs) ->
      directed_tree (v :: nodes) ((r, if outwards : bool then (u, v) else (v, u)) :: arcs).

Definition is_node (v w : Node) : Z := if node_dec v w then 1 else 0.

(** What flows out of a node along the arcs, less what flows in. *)
Fixpoint excess (arcs : list arc) (flow : Row -> Z) (w : Node) : Z :=
  match arcs with
  | [] => 0
  | (r, (a, b)) :: rest => flow r * (is_node a w - is_node b w) + excess rest flow w
  end.

(** A flow of 1 from s to t. *)
Definition unit_flow (nodes : list Node) (arcs : list arc) (flow : Row -> Z) (s t : Node) : Prop :=
  forall w, In w nodes -> excess arcs flow w = is_node s w - is_node t w.

(** Every column is the path from its first to its last node. *)
Definition network_matrix (nodes : list Node) (arcs : list arc) (columns : list Column) (first last : Column -> Node)
    (M : Row -> Column -> Z) : Prop :=
  directed_tree nodes arcs /\
  forall c, In c columns ->
    In (first c) nodes /\ In (last c) nodes /\ unit_flow nodes arcs (fun r => M r c) (first c) (last c).

Lemma is_node_same v : is_node v v = 1.
Proof. unfold is_node. now destruct (node_dec v v). Qed.

Lemma is_node_other v w : v <> w -> is_node v w = 0.
Proof. unfold is_node. now destruct (node_dec v w). Qed.

Lemma arcs_within nodes arcs : directed_tree nodes arcs ->
  forall r a b, In (r, (a, b)) arcs -> In a nodes /\ In b nodes.
Proof.
  induction 1 as [v|nodes arcs r v u outwards tree IH new_node old new_arc]; [intros r a b []|].
  intros r' a b [E|inr].
  - destruct outwards; injection E as _ <- <-; simpl; auto.
  - destruct (IH r' a b inr). simpl. auto.
Qed.

Lemma no_excess_outside arcs flow w :
  (forall r a b, In (r, (a, b)) arcs -> a <> w /\ b <> w) -> excess arcs flow w = 0.
Proof.
  induction arcs as [|[r [a b]] arcs IH]; simpl; intros away; [reflexivity|].
  destruct (away r a b (or_introl eq_refl)). rewrite IH by (intros; eapply away; right; eauto).
  rewrite !is_node_other by assumption. ring.
Qed.

(** The nodes below the arcs, and the directions of the arcs, that a tree has. *)
Lemma tree_cuts nodes arcs : directed_tree nodes arcs ->
  exists (below : Row -> Node -> bool) (upwards : Row -> Z),
    (forall r, sign (upwards r)) /\ laminar below nodes (map fst arcs) /\
    forall flow s t, In s nodes -> In t nodes -> unit_flow nodes arcs flow s t ->
      forall r, In r (map fst arcs) -> flow r = upwards r * (incidence below r s - incidence below r t).
Proof.
  induction 1 as [v|nodes arcs r v u outwards tree (below & upwards & signs & nested & cuts) new_node old new_arc].
  - exists (fun _ _ => false), (fun _ => 1). split; [intros r; now left|]. split; [intros r s []|]. intros flow s t _ _ _ r [].
  - set (moved := fun w => if node_dec w v then u else w).
    exists (fun x w => if row_dec x r then if node_dec w v then true else false else below x (moved w)).
    exists (fun x => if row_dec x r then if outwards then -1 else 1 else upwards x).
    assert (moved_old : forall w, In w nodes -> moved w = w).
    { intros w inw. unfold moved. destruct (node_dec w v) as [->|]; [contradiction|reflexivity]. }
    assert (moved_in : forall w, In w (v :: nodes) -> In (moved w) nodes).
    { intros w [<-|inw]; [unfold moved; now destruct (node_dec v v)|now rewrite moved_old]. }
    split; [|split].
    + intros x. destruct (row_dec x r); [destruct outwards; unfold sign; auto|apply signs].
    + intros x y inx iny.
      set (below' := fun x w => if row_dec x r then if node_dec w v then true else false else below x (moved w)).
      assert (single : forall d e, In d (v :: nodes) -> In e (v :: nodes) -> below' r d = true -> below' r e = true -> d = e).
      { intros d e _ _. unfold below'. destruct (row_dec r r); [|congruence].
        destruct (node_dec d v), (node_dec e v); congruence. }
      destruct (row_dec x r) as [->|N]; [now apply single_nested|].
      destruct (row_dec y r) as [->|N'].
      { destruct (single_nested below' (v :: nodes) r x single) as [H|[H|H]]; auto. do 2 right. now apply apart_sym. }
      destruct inx as [<-|inx]; [now destruct outwards|]. destruct iny as [<-|iny]; [now destruct outwards|].
      unfold within, apart, below'. destruct (row_dec x r); [contradiction|]. destruct (row_dec y r); [contradiction|].
      destruct (nested x y inx iny) as [H|[H|H]]; [left|right; left|do 2 right]; intros w inw; apply H; now apply moved_in.
    + intros flow s t ins int balanced x inx.
      assert (at_v : (if outwards then - flow r else flow r) = is_node s v - is_node t v).
      { rewrite <- (balanced v (or_introl eq_refl)). simpl.
        assert (differ : u <> v) by (intros ->; contradiction).
        assert (rest : excess arcs flow v = 0).
        { apply no_excess_outside. intros x' a b inarcs. destruct (arcs_within _ _ tree _ _ _ inarcs).
          split; intros ->; contradiction. }
        destruct outwards; rewrite rest, is_node_same, (is_node_other u v differ); ring. }
      assert (flow_r : flow r = (if outwards then -1 else 1) * (is_node s v - is_node t v)) by (destruct outwards; lia).
      assert (rest_balanced : unit_flow nodes arcs flow (moved s) (moved t)).
      { intros w inw. pose proof (balanced w (or_intror inw)) as B. simpl in B.
        assert (differ : v <> w) by (intros ->; contradiction).
        assert (moves : forall z, is_node (moved z) w = is_node z w + is_node z v * is_node u w).
        { intros z. unfold moved. destruct (node_dec z v) as [->|N].
          - rewrite is_node_same, (is_node_other v w differ). ring.
          - rewrite (is_node_other z v N). ring. }
        rewrite !moves. destruct outwards; rewrite flow_r, (is_node_other v w differ) in B; lia. }
      unfold incidence. destruct (row_dec x r) as [->|N].
      * rewrite flow_r. unfold is_node. destruct (node_dec s v), (node_dec t v); reflexivity.
      * destruct inx as [E|inx]; [destruct outwards; simpl in E; congruence|].
        apply (cuts flow (moved s) (moved t)); auto.
Qed.

Theorem network_matrix_unimodular nodes arcs columns first last M :
  network_matrix nodes arcs columns first last M -> totally_unimodular (map fst arcs) columns M.
Proof.
  intros [tree paths]. destruct (tree_cuts nodes arcs tree) as (below & upwards & signs & nested & cuts).
  apply (unimodular_ext (network_entry below upwards first last)).
  - intros r c inr inc. destruct (paths c inc) as (inf & inl & balanced). symmetry.
    now apply (cuts (fun r => M r c) (first c) (last c)).
  - apply (network_unimodular below upwards first last nodes); [auto|intros c inc; destruct (paths c inc); tauto|exact nested].
Qed.

End Trees.
