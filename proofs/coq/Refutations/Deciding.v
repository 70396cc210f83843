(** Properties of a concrete structure, decided by computation: well-formed, hierarchies, graphs without odd cycle. *)

From Allocation Require Export Claims.LangYang Certificates.Minors Proofs.LangYang.Bookkeeping LangYang.

(** ** Structures and problems as data *)

(** A problem as a list of its constraint sets with floors and ceilings. *)
Definition quota_of (quotas : list (cell_set * (Z * Z))) (G : cell_set) : Z * Z :=
  match find (fun entry => set_eqb (fst entry) G) quotas with
  | Some (_, bounds) => bounds
  | None => (0%Z, 0%Z)
  end.

Definition listed_problem (n m : nat) (kinds : list nat) (lambda : profile -> Q) (quotas : list (cell_set * (Z * Z))) : problem :=
  {| structure_of := {| agents := n; objects := m; types := kinds; sets := map fst quotas |};
     prior := lambda;
     floor := fun G => fst (quota_of quotas G);
     ceiling := fun G => snd (quota_of quotas G) |}.

(** The sets of pairs with the given agents, where there is one object. *)
Definition agents_set (members : list nat) : cell_set := map (fun i => (i, 0%nat)) members.

(** An interim rule as the numbers of each agent's types for the objects in order. *)
Definition rule_table (table : list (list (list Q))) : interim_rule := fun i ti j => nth j (nth ti (nth i table []) []) 0.

Definition uniform (n : positive) : profile -> Q := fun _ => 1 # n.

(** ** Well-formed *)

Definition well_formed_b (S : structure) : bool :=
  Nat.eqb (length (types S)) (agents S) &&
  forallb (Nat.ltb 0) (types S) &&
  distinct set_eqb (sets S) &&
  included set_eqb (sets S) (subsets (cells S)) &&
  forallb (fun c => inside set_eqb (sets S) [c]) (cells S).

Lemma well_formed_decided S : well_formed_b S = true -> well_formed S.
Proof.
  unfold well_formed_b. rewrite !andb_true_iff, !forallb_forall.
  intros ((((each & some) & once) & subset) & single). repeat split.
  - now apply Nat.eqb_eq.
  - apply Forall_forall. intros k ink. now apply Nat.ltb_lt, some.
  - now apply (distinct_spec set_eqb set_eqb_spec).
  - intros G inG. now apply (included_spec set_eqb set_eqb_spec _ _ subset).
  - intros c inc. now apply (inside_spec set_eqb set_eqb_spec), single.
Qed.

Definition well_formed_problem_b (P : problem) : bool :=
  well_formed_b P &&
  forallb (fun G => Z.leb 0 (floor P G) && Z.leb (floor P G) (ceiling P G)) (sets P) &&
  Z.eqb (floor P []) 0 && Z.eqb (ceiling P []) 0 &&
  forallb (fun t => Qlt_bool 0 (prior P t)) (profiles P) &&
  Qeq_bool (sum (profiles P) (prior P)) 1.

Lemma well_formed_problem_decided P : well_formed_problem_b P = true -> well_formed_problem P.
Proof.
  unfold well_formed_problem_b. rewrite !andb_true_iff, !forallb_forall.
  intros (((((structure & quotas) & floor0) & ceiling0) & positive) & one).
  split; [now apply well_formed_decided|]. repeat split.
  - specialize (quotas G H). rewrite andb_true_iff, !Z.leb_le in quotas. tauto.
  - specialize (quotas G H). rewrite andb_true_iff, !Z.leb_le in quotas. tauto.
  - now apply Z.eqb_eq.
  - now apply Z.eqb_eq.
  - intros t int. now apply Qlt_bool_iff, positive.
  - now apply Qeq_bool_iff.
Qed.

(** ** Hierarchies and bihierarchies *)

Definition disjoint_b (U V : cell_set) : bool := forallb (fun c => negb (member c V)) U.

Lemma disjoint_decided U V : disjoint_b U V = true -> disjoint U V.
Proof.
  unfold disjoint_b. rewrite forallb_forall. intros H c inU inV.
  specialize (H c inU). apply member_iff in inV. now rewrite inV in H.
Qed.

Definition hierarchy_b (family : list cell_set) : bool :=
  forallb (fun G => forallb (fun H => included cell_eqb G H || included cell_eqb H G || disjoint_b G H) family) family.

Lemma hierarchy_decided family : hierarchy_b family = true -> hierarchy family.
Proof.
  unfold hierarchy_b. rewrite forallb_forall. intros H G G' inG inG'.
  specialize (H G inG). rewrite forallb_forall in H. specialize (H G' inG'). rewrite !orb_true_iff in H.
  destruct H as [[H|H]|H]; [left|right; left|right; right].
  - now apply (included_spec cell_eqb cell_eqb_spec).
  - now apply (included_spec cell_eqb cell_eqb_spec).
  - now apply disjoint_decided.
Qed.

(** The sets are split into those of the list and the others. *)
Definition bihierarchy_b (family first : list cell_set) : bool :=
  let second := filter (fun G => negb (inside set_eqb first G)) family in
  included set_eqb first family && hierarchy_b first && hierarchy_b second.

Lemma bihierarchy_decided family first : bihierarchy_b family first = true -> bihierarchy family.
Proof.
  unfold bihierarchy_b. rewrite !andb_true_iff. intros ((inc & H1) & H2).
  apply (included_spec set_eqb set_eqb_spec) in inc.
  exists first, (filter (fun G => negb (inside set_eqb first G)) family). repeat split.
  - now apply hierarchy_decided.
  - now apply hierarchy_decided.
  - intros inG. destruct (inside set_eqb first G) eqn:E.
    + left. now apply (inside_spec set_eqb set_eqb_spec).
    + right. apply filter_In. now rewrite E.
  - intros [inG|inG]; [now apply inc|]. now apply filter_In in inG.
  - intros G inG inG'. apply filter_In in inG' as [_ out].
    apply (inside_spec set_eqb set_eqb_spec) in inG. now rewrite inG in out.
Qed.

Definition binary_b (S : structure) : bool := forallb (fun k => Nat.leb k 2) (types S).

Lemma binary_decided S : binary_b S = true -> binary S.
Proof. unfold binary_b. rewrite forallb_forall. intros H. apply Forall_forall. intros k ink. now apply Nat.leb_le, H. Qed.

Definition standard_b (S : structure) : bool :=
  forallb (fun G => forallb (fun H => negb (included cell_eqb G H) || Nat.leb (length G) 1 || set_eqb G H) (sets S)) (sets S).

Lemma included_complete G H : incl G H -> included cell_eqb G H = true.
Proof.
  intros inc. unfold included. apply forallb_forall. intros c inG. apply (inside_spec cell_eqb cell_eqb_spec). now apply inc.
Qed.

Lemma standard_decided S : standard_b S = true -> standard S.
Proof.
  unfold standard_b. rewrite forallb_forall. intros all G H inG inH within.
  specialize (all G inG). rewrite forallb_forall in all. specialize (all H inH).
  rewrite (included_complete G H within) in all. simpl in all. apply orb_true_iff in all as [small|same].
  - left. now apply Nat.leb_le.
  - right. now apply set_eqb_spec.
Qed.

(** ** Graphs *)

Definition adjacency_b (S : structure) (E : graph) : bool :=
  Nat.eqb (objects S) 1 &&
  forallb (fun e => Nat.ltb (fst e) (snd e) && Nat.ltb (snd e) (agents S)) E &&
  included set_eqb (sets S) (map edge_set E ++ map (fun c => [c]) (cells S)) &&
  included set_eqb (map edge_set E ++ map (fun c => [c]) (cells S)) (sets S).

Lemma adjacency_decided S E : adjacency_b S E = true -> adjacency S E.
Proof.
  unfold adjacency_b. rewrite !andb_true_iff, forallb_forall. intros (((one & edges) & within) & all).
  apply (included_spec set_eqb set_eqb_spec) in within, all. split; [now apply Nat.eqb_eq|]. split.
  - intros e ine. specialize (edges e ine). rewrite andb_true_iff, !Nat.ltb_lt in edges. lia.
  - intros G. split.
    + intros inG. apply within, in_app_iff in inG as [inG|inG]; apply in_map_iff in inG as (a & <- & ina).
      * left. now exists a.
      * right. now exists a.
    + intros [(e & ine & ->)|(c & inc & ->)]; apply all, in_app_iff; [left|right]; apply in_map_iff; eauto.
Qed.

(** A colouring with two colours, different along every edge. *)
Definition colours (color : nat -> bool) (E : graph) : Prop := forall e, In e E -> color (fst e) <> color (snd e).

Definition colours_b (color : nat -> bool) (E : graph) : bool :=
  forallb (fun e => xorb (color (fst e)) (color (snd e))) E.

Lemma colours_decided color E : colours_b color E = true -> colours color E.
Proof.
  unfold colours_b. rewrite forallb_forall. intros H e ine same. specialize (H e ine).
  rewrite same, xorb_nilpotent in H. discriminate.
Qed.

Lemma adjacent_colours color E i j : colours color E -> adjacent E i j -> xorb (color i) (color j) = true.
Proof.
  intros coloured [ine|ine]; specialize (coloured _ ine); simpl in coloured;
    destruct (color i), (color j); simpl; congruence.
Qed.

Lemma walk_parity color E first walk :
  colours color E -> walk <> [] -> closed_walk E first walk ->
  xorb (color (hd 0%nat walk)) (color first) = Nat.odd (length walk).
Proof.
  intros coloured. induction walk as [|i [|j rest] IH]; intros some walks; [congruence| |].
  - exact (adjacent_colours color E i first coloured walks).
  - destruct walks as (next & walks). specialize (IH ltac:(discriminate) walks).
    apply (adjacent_colours color E _ _ coloured) in next.
    change (length (i :: j :: rest)) with (S (length (j :: rest))). rewrite Nat.odd_succ, <- Nat.negb_odd, <- IH.
    cbn [hd] in *. destruct (color i), (color j), (color first); simpl in *; try reflexivity; discriminate.
Qed.

(** Two colours exclude odd cycles. *)
Theorem two_colours_no_odd_cycle color E : colours color E -> no_odd_cycle E.
Proof.
  intros coloured vertices (long & _ & walk).
  assert (some : vertices <> []) by (destruct vertices; [simpl in long; lia|discriminate]).
  pose proof (walk_parity color E _ vertices coloured some walk) as parity.
  rewrite xorb_nilpotent in parity. apply Nat.even_spec. rewrite <- Nat.negb_odd, <- parity. reflexivity.
Qed.
