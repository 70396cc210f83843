(** A graph without odd cycles has two colours such that every edge has both: walks, connected and separated vertices. *)

From Allocation Require Export LangYang.

(** Two colours, one at each end of every edge. *)
Definition properly_coloured (colour : nat -> bool) (E : graph) : Prop :=
  forall e, In e E -> colour (fst e) <> colour (snd e).

Section Walks.

(** Each vertex is adjacent to the one before it, the first to i. *)
Fixpoint walk (E : graph) (i : nat) (rest : list nat) : Prop :=
  match rest with
  | [] => True
  | j :: rest' => adjacent E i j /\ walk E j rest'
  end.

Definition joined_by_walk (E : graph) (i j : nat) : Prop := exists rest, walk E i rest /\ last rest i = j.

Lemma adjacent_more E e i j : adjacent E i j -> adjacent (e :: E) i j.
Proof. intros [H|H]; [left|right]; now right. Qed.

Lemma walk_more E e i rest : walk E i rest -> walk (e :: E) i rest.
Proof.
  revert i; induction rest as [|j rest IH]; intros i; simpl; [trivial|]. intros [H H']. split; [now apply adjacent_more|now apply IH].
Qed.

Lemma last_cons {A : Type} (a b : A) l : last (a :: l) b = last l a.
Proof. revert a b; induction l as [|c l IH]; intros a b; [reflexivity|]. change (last (c :: l) b = last (c :: l) a). now rewrite !IH. Qed.

Lemma last_app {A : Type} (l m : list A) (a : A) : last (l ++ m) a = last m (last l a).
Proof.
  revert a; induction l as [|b l IH]; intros a; [reflexivity|]. rewrite <- app_comm_cons, !last_cons. apply IH.
Qed.

Lemma walk_app E i l m : walk E i l -> walk E (last l i) m -> walk E i (l ++ m).
Proof.
  revert i; induction l as [|j l IH]; intros i; simpl; [trivial|]. intros [H H'] H''. split; [exact H|]. apply IH; [exact H'|].
  now rewrite <- (last_cons j i).
Qed.

Lemma joined_trans E i j k : joined_by_walk E i j -> joined_by_walk E j k -> joined_by_walk E i k.
Proof.
  intros (l & H & last_l) (m & H' & last_m). exists (l ++ m). split.
  - apply walk_app; [exact H|now rewrite last_l].
  - now rewrite last_app, last_l.
Qed.

Lemma walk_suffix E i l j m : walk E i (l ++ j :: m) -> walk E j m.
Proof. revert i; induction l as [|k l IH]; intros i; simpl; [tauto|]. intros [_ H]. now apply (IH k). Qed.

(** A walk without its detours. *)
Lemma simple_walk E i rest : walk E i rest -> exists rest', walk E i rest' /\ last rest' i = last rest i /\ NoDup (i :: rest').
Proof.
  revert i; induction rest as [|j rest IH]; intros i H.
  - exists []. repeat split. constructor; [intros []|constructor].
  - destruct H as [H H']. destruct (IH j H') as (rest' & walks & same & nodup).
    destruct (in_dec Nat.eq_dec i (j :: rest')) as [again|new].
    + destruct (in_split _ _ again) as (l & m & E'). exists m. destruct l as [|k l].
      * injection E' as -> ->. rewrite last_cons. auto.
      * injection E' as -> ->. split; [now apply (walk_suffix E k l)|]. split.
        -- rewrite last_cons, <- same, last_app. now rewrite last_cons.
        -- clear - nodup. change (k :: l ++ i :: m) with ((k :: l) ++ i :: m) in nodup.
           induction (k :: l) as [|x y IH]; [exact nodup|]. apply IH. now inversion nodup.
    + exists (j :: rest'). split; [split; assumption|]. split; [now rewrite !last_cons|]. now constructor.
Qed.

(** Two vertices are joined by a walk, or some set that no edge leaves has one of them. *)
Lemma joined_or_separated E i j :
  joined_by_walk E i j \/ exists X : nat -> bool, X i = true /\ X j = false /\ forall e, In e E -> X (fst e) = X (snd e).
Proof.
  revert i j; induction E as [|e E IH]; intros i j.
  - destruct (Nat.eq_dec i j) as [->|N]; [left; now exists []|right].
    exists (Nat.eqb i). split; [apply Nat.eqb_refl|]. split; [now apply Nat.eqb_neq|intros e []].
  - assert (more : forall k l, joined_by_walk E k l -> joined_by_walk (e :: E) k l).
    { intros k l (rest & H & same). exists rest. split; [now apply walk_more|exact same]. }
    destruct (IH i j) as [H|(X & Xi & Xj & closed)]; [left; now apply more|].
    destruct (bool_dec (X (fst e)) (X (snd e))) as [same|differ].
    { right. exists X. repeat split; try assumption. intros d [<-|ind]; auto. }
    assert (ends : exists u v, adjacent (e :: E) u v /\ X u = true /\ X v = false /\
      forall Z : nat -> bool, Z u = Z v -> Z (fst e) = Z (snd e)).
    { destruct e as [a b]. simpl in *. destruct (X a) eqn:Xa, (X b) eqn:Xb; try congruence.
      - exists a, b. repeat split; auto. left. now left.
      - exists b, a. repeat split; auto. right. now left. }
    destruct ends as (u & v & joins & Xu & Xv & enough).
    destruct (IH i u) as [to_u|(Y & Yi & Yu & closed')].
    + destruct (IH v j) as [from_v|(Y & Yv & Yj & closed')].
      * left. apply (joined_trans _ _ u); [now apply more|]. apply (joined_trans _ _ v); [|now apply more].
        exists [v]. split; [split; [exact joins|exact I]|reflexivity].
      * right. exists (fun w => X w || Y w). rewrite Xi, Xj, Yj. repeat split. intros d [<-|ind].
        -- apply (enough (fun w => X w || Y w)). now rewrite Xu, Yv, Xv.
        -- now rewrite (closed d ind), (closed' d ind).
    + right. exists (fun w => X w && Y w). rewrite Xi, Xj, Yi. repeat split. intros d [<-|ind].
      * apply (enough (fun w => X w && Y w)). now rewrite Yu, Xv, andb_false_r.
      * now rewrite (closed d ind), (closed' d ind).
Qed.

Lemma colours_alternate colour E i rest :
  properly_coloured colour E -> walk E i rest -> colour (last rest i) = xorb (colour i) (Nat.odd (length rest)).
Proof.
  intros proper. revert i; induction rest as [|j rest IH]; intros i H.
  - simpl. now rewrite xorb_false_r.
  - destruct H as [H H']. rewrite last_cons, (IH j H').
    assert (differ : colour j = negb (colour i)).
    { destruct H as [H|H]; apply proper in H; simpl in H; destruct (colour i), (colour j); simpl; congruence. }
    rewrite differ. cbn [length]. rewrite Nat.odd_succ, <- Nat.negb_odd.
    destruct (colour i), (Nat.odd (length rest)); reflexivity.
Qed.

Lemma walk_closes E first i rest :
  walk E i rest -> adjacent E (last rest i) first -> closed_walk E first (i :: rest).
Proof.
  revert i; induction rest as [|j rest IH]; intros i H closes; [exact closes|]. destruct H as [H H'].
  rewrite last_cons in closes. split; [exact H|]. now apply IH.
Qed.

Lemma no_odd_cycle_less E e : no_odd_cycle (e :: E) -> no_odd_cycle E.
Proof.
  intros none vertices (long & nodup & closed). apply none. split; [exact long|]. split; [exact nodup|].
  revert closed. generalize (hd 0%nat vertices). clear. intros first.
  induction vertices as [|i vertices IH]; [trivial|]. destruct vertices as [|j vertices].
  - apply adjacent_more.
  - intros [H H']. split; [now apply adjacent_more|now apply IH].
Qed.

Theorem two_colours E :
  (forall e, In e E -> fst e <> snd e) -> no_odd_cycle E -> exists colour, properly_coloured colour E.
Proof.
  induction E as [|[a b] E IH]; intros no_loops none; [exists (fun _ => true); intros e []|].
  destruct IH as (colour & proper); [intros e ine; apply no_loops; now right|now apply no_odd_cycle_less in none|].
  destruct (bool_dec (colour a) (colour b)) as [same|differ].
  - destruct (joined_or_separated E a b) as [(rest & H & ends)|(X & Xa & Xb & closed)].
    + exfalso. destruct (simple_walk E a rest H) as (path & walks & ends' & nodup). rewrite ends in ends'.
      pose proof (colours_alternate colour E a path proper walks) as alternate. rewrite ends', same in alternate.
      assert (even_path : Nat.odd (length path) = false) by (destruct (colour b), (Nat.odd (length path)); simpl in alternate; congruence).
      assert (cycle_found : cycle ((a, b) :: E) (a :: path)).
      { split; [|split; [exact nodup|]].
        - destruct path as [|x [|y path]]; simpl in *; try lia; [|discriminate].
          exfalso. apply (no_loops (a, b)); [now left|exact ends'].
        - apply walk_closes; [now apply walk_more|]. rewrite ends'. right. now left. }
      apply none in cycle_found. apply Nat.even_spec in cycle_found. cbn [length] in cycle_found.
      rewrite Nat.even_succ, even_path in cycle_found. discriminate.
    + exists (fun w => xorb (X w) (colour w)). intros e [<-|ine]; simpl.
      * rewrite Xa, Xb, same. destruct (colour b); discriminate.
      * rewrite (closed e ine). specialize (proper e ine). destruct (X (snd e)), (colour (fst e)), (colour (snd e)); simpl; congruence.
  - exists colour. intros e [<-|ine]; [exact differ|now apply proper].
Qed.

End Walks.
