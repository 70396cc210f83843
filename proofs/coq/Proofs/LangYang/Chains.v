(** LY, section 4, after Lemma 6: the constraint matrices of the cones W+(C1) and W-(C2) of chains are totally unimodular, for
    all problems and all profiles of chains: at each type profile the sets of a chain are nested, so B and C are two laminar
    families.  And Condition A for bihierarchies of small sets with one agent of two types. *)

From Allocation Require Export Claims.LangYangRepairs Proofs.LangYang.Universal.
From Allocation Require Proofs.LangYang.TwoProfiles.

(** Transposed: a row for each entry of f, g or h. *)
Definition transposed_signed (column : cone_column) (row : signed_row) : Z := signed_integer_matrix row column.

Lemma signed_unit_rows (row : signed_row) :
  (forall e, row <> Of_W (Equation e)) ->
  (forall column, unit_or_zero (transposed_signed column row)) /\
  (forall r s, transposed_signed r row <> 0%Z -> transposed_signed s row <> 0%Z -> r = s).
Proof.
  intros not. destruct row as [row|[[i ti] j]].
  - apply (sign_row_units row). intros e E. apply (not e). now rewrite E.
  - assert (same : forall i ti j k tk l, coordinate_eqb (i, ti, j) (k, tk, l) = true <-> (i, ti, j) = (k, tk, l)).
    { intros. unfold coordinate_eqb. rewrite !andb_true_iff, !Nat.eqb_eq.
      split; [intros [[-> ->] ->]; reflexivity|intros E; injection E; intuition]. }
    split.
    + intros [[[k tk] l]|r|r]; simpl; [|now left|now left].
      destruct (Nat.eqb i k && Nat.eqb ti tk && Nat.eqb j l); [right; now left|now left].
    + intros [[[k tk] l]|r|r] [[[k' tk'] l']|s|s] n n'; try (exfalso; now apply n); try (exfalso; now apply n').
      cbn [transposed_signed signed_integer_matrix] in n, n'.
      destruct (coordinate_eqb (i, ti, j) (k, tk, l)) eqn:E; [|congruence].
      destruct (coordinate_eqb (i, ti, j) (k', tk', l')) eqn:E'; [|congruence].
      apply same in E, E'. congruence.
Qed.

Section Chains.

Variable P : problem.
Variable C : profile -> list cell_set.
Hypothesis chains : chain_profile P C.

(** The rows of C that belong to the chains. *)
Definition chain_row (r : stacked_row) : Prop :=
  match r with inl _ => False | inr (G, t) => In G (C t) /\ In t (profiles P) end.

Lemma chain_rows_nested r s : chain_row r -> chain_row s ->
  within stacked_has (cell_profiles P) r s \/ within stacked_has (cell_profiles P) s r \/ apart stacked_has (cell_profiles P) r s.
Proof.
  destruct r as [|[G t]], s as [|[H u]]; try contradiction. intros (inG & int) (inH & _).
  destruct (profile_dec t u) as [<-|n].
  - assert (nested : forall G H, incl G H -> within stacked_has (cell_profiles P) (inr (G, t)) (inr (H, t))).
    { intros A B inside [c v] _ has. unfold stacked_has in *. cbn [fst snd] in *. apply andb_true_iff in has.
      destruct has as (inA & same). apply andb_true_iff. split; [|assumption]. apply member_iff in inA. now apply member_iff, inside. }
    destruct (chains t int) as (_ & chain). destruct (chain G H inG inH) as [inside|inside]; [left|right; left]; now apply nested.
  - do 2 right. intros [c v] _ has. unfold stacked_has in *. cbn [fst snd] in *. apply andb_true_iff in has.
    destruct has as (_ & same). apply profile_eqb_iff in same. apply andb_false_iff. right.
    apply not_true_iff_false. rewrite profile_eqb_iff. congruence.
Qed.

Lemma in_chain_iff G t : in_chain C (G, t) = true <-> In G (C t).
Proof.
  unfold in_chain. rewrite existsb_exists. cbn [fst snd]. split.
  - intros (H & inH & E). apply set_eqb_iff in E. now subst.
  - intros inG. exists G. split; [assumption|now apply set_eqb_iff].
Qed.

(** Any columns that stand for entries of f and for sets of the chains. *)
Lemma chains_unimodular (columns : list cone_column) :
  (forall c, In c columns -> match stacked_name c with inl _ => True | inr r => chain_row (inr r) end) ->
  totally_unimodular (signed_rows P) columns signed_integer_matrix.
Proof.
  intros known. apply unimodular_iff_columns_signable. intros some nodup inside.
  destruct (two_families_signing stacked_has (cell_profiles P) (fun r => match r with inl _ => True | inr _ => False end) chain_row
    (map stacked_name some)) as (signs & H).
  { intros r inr. apply in_map_iff in inr. destruct inr as (c & <- & inc). specialize (known c (inside c inc)).
    destruct (stacked_name c); [now left|right; exact known]. }
  { intros l inl r s inr ins. apply inl in inr. apply inl in ins. destruct r, s; try contradiction. apply B_rows_nested. }
  { intros l inl r s inr ins. now apply chain_rows_nested; apply inl. }
  assert (oriented : forall r, In r some -> sign (stacked_sign r)) by (intros [| |] _; unfold sign; simpl; lia).
  destruct (renamed_signing (incidence stacked_has) (cell_profiles P) stacked_name stacked_sign some signs oriented H)
    as (signs' & names & are_signs & same).
  destruct H as (_ & _ & small).
  exists signs'. split; [exact names|]. split; [exact are_signs|]. intros row inrow.
  change (fun (c : cone_column) (r : signed_row) => signed_integer_matrix r c) with transposed_signed.
  destruct row as [[e|a|a]|a].
  - rewrite (same _ transposed_signed e (Of_W (Equation e))).
    + apply small. unfold signed_rows, cone_rows in inrow. rewrite in_app_iff, !in_map_iff in inrow.
      destruct inrow as [(r & E & inr)|(r & E & _)]; [|discriminate]. injection E as ->.
      rewrite !in_app_iff, !in_map_iff in inr.
      destruct inr as [(e' & E & ine)|[(r & E & _)|(r & E & _)]]; try discriminate. now injection E as ->.
    + intros r _. rewrite stacked_incidence. apply equation_entries.
  - destruct (signed_unit_rows (Of_W (Sign_g a))) as [units single]; [discriminate|]. apply unit_column; auto. now rewrite names.
  - destruct (signed_unit_rows (Of_W (Sign_h a))) as [units single]; [discriminate|]. apply unit_column; auto. now rewrite names.
  - destruct (signed_unit_rows (Sign_f a)) as [units single]; [discriminate|]. apply unit_column; auto. now rewrite names.
Qed.

End Chains.

(*| lang-yang-2023/theorem-4.1 | the cones of chains of section 4 | proved |*)
Theorem LY_Theorem_4_1_chains_holds : LY_Theorem_4_1_chains.
Proof.
  intros P C _ _ chains.
  assert (in_chains : forall r, In r (filter (in_chain C) (set_profiles P)) -> chain_row P C (inr r)).
  { intros [G t] inr. apply filter_In in inr. destruct inr as (inr & chosen). apply in_chain_iff in chosen.
    apply in_prod_iff in inr. now split. }
  split; apply (chains_unimodular P C chains).
  - intros c inc. unfold columns_plus in inc. rewrite in_app_iff, !in_map_iff in inc.
    destruct inc as [(r & <- & _)|(r & <- & inr)]; [exact I|now apply in_chains].
  - intros c inc. unfold columns_minus in inc. rewrite in_app_iff, !in_map_iff in inc.
    destruct inc as [(r & <- & _)|(r & <- & inr)]; [exact I|now apply in_chains].
Qed.

(*| lang-yang-2023/theorem-2.2.sufficiency | sets of two cells, one agent with two types | proved |*)
Theorem LY_Theorem_2_2_pairs_one_agent_sufficiency_holds : LY_Theorem_2_2_pairs_one_agent_sufficiency.
Proof.
  intros P well two pairs one beta q capacity. apply LY_Theorem_1_holds; try assumption.
  apply TwoProfiles.LY_Theorem_2_2_pairs_one_agent_holds; try assumption. now apply well_structure.
Qed.
