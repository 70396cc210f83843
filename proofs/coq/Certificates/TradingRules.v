(** What a certificate about a mechanism names: the rule by which each agent chooses, the directions in which choices lead
    away from the endowment ([offers]), and the ways in which a type could fail to choose dominantly: gain by two choices,
    gain and lose by one, and so on. *)

From Allocation Require Export Certificates.TradingActions.
From Allocation Require Import Proofs.ValenzuelaStookey.Bundles.

Open Scope Q_scope.

(** * What agents do *)

(** Myopically optimal, and of those choices one with the best worst case. *)
Definition cautious_choice {K} (M : market) (T : protocol K) (j : nat) (c : bundle) (k : K) : Prop :=
  myopically_optimal M T j c k /\
  forall l x, myopically_optimal M T j c l -> reduced M T j k x ->
  exists y, reduced M T j l y /\ inner (number_of_tasks M) c x <= inner (number_of_tasks M) c y.

Inductive rule :=
| Cautious
| Any_myopic
| By_signs (rules : list (signs * nat))             (* the choice of the first signs that the costs have, else 0 *)
| Listed_choices (named : list (list Q * nat)).     (* of the named costs these, of all others cautious ones *)

Fixpoint first_by_signs (I : nat) (rules : list (signs * nat)) (c : bundle) : nat :=
  match rules with
  | [] => 0%nat
  | (case, k) :: rest => if has_signs_b I case c then k else first_by_signs I rest c
  end.

Definition follows (M : market) (T : protocol nat) (j : nat) (r : rule) (s : strategies nat) : Prop :=
  forall c, possible M j c ->
  match r with
  | Cautious => cautious_choice M T j c (s j c)
  | Any_myopic => myopically_optimal M T j c (s j c)
  | By_signs rules => s j c = first_by_signs (number_of_tasks M) rules c
  | Listed_choices named =>
      (exists d k, In (d, k) named /\ same (number_of_tasks M) c (of_list d) /\ s j c = k) \/
      ((forall d k, In (d, k) named -> ~ same (number_of_tasks M) c (of_list d)) /\ cautious_choice M T j c (s j c))
  end.

(** The strategies of a mechanism that is given by rules. *)
Definition strategies_by (M : market) (T : protocol nat) (rules : list rule) (s : strategies nat) : Prop :=
  is_strategies M T s /\
  forall j, (j < number_of_agents M)%nat -> follows M T j (nth j rules Cautious) s.

(** * The directions that a menu offers *)

Definition opposite_of (d : list Q) : list Q := map Qopp d.

Lemma inner_opposite_of I c d : inner I c (of_list (opposite_of d)) == - inner I c (of_list d).
Proof.
  rewrite <- inner_opposite. apply inner_same. intros i _. unfold of_list, opposite_of, opposite.
  change 0 with (Qopp 0) at 1. rewrite map_nth. reflexivity.
Qed.

Definition offer := (nat * list Q)%type.

(** x - eta is a positive multiple of d. *)
Definition along_b (I : nat) (moved d : bundle) : bool :=
  match find (fun i => negb (Qeq_bool (d i) 0)) (upto I) with
  | Some i => less_b 0 (moved i / d i) && same_b I moved (multiple (moved i / d i) d)
  | None => false
  end.

Lemma along_b_sound I moved d : along_b I moved d = true -> exists s, 0 < s /\ same I moved (multiple s d).
Proof.
  unfold along_b. destruct (find _ _) as [i|]; [|discriminate]. rewrite andb_true_iff, less_b_iff, same_b_iff.
  intros (pos & eq). exists (moved i / d i). split; assumption.
Qed.

(** Everything that agent j's choices lead to is the endowment or along an offer of that choice, and all offers are used. *)
Definition offers_b (M : market) (t : table) (j : nat) (offers : list offer) : bool :=
  let I := number_of_tasks M in
  let away x := minus (of_list x) (at_agent (eta t) j) in
  all_upto (length (menu t j)) (fun k => forallb (fun x =>
    zero_b I (away x) || existsb (fun o => Nat.eqb (fst o) k && along_b I (away x) (of_list (snd o))) offers)
    (outcomes M t j k)) &&
  forallb (fun o => Nat.ltb (fst o) (length (menu t j)) &&
                    existsb (fun x => along_b I (away x) (of_list (snd o))) (outcomes M t j (fst o))) offers.

(** * The ways to fail *)

Fixpoint pairs_of {A} (l : list A) : list (A * A) :=
  match l with
  | [] => []
  | a :: rest => map (pair a) rest ++ pairs_of rest
  end.

(** Two gains by different choices; a gain and a loss by the same. *)
Definition pair_cases (two : offer * offer) : list signs :=
  let d := snd (fst two) in
  let e := snd (snd two) in
  if Nat.eqb (fst (fst two)) (fst (snd two)) then [([d; opposite_of e], []); ([opposite_of d; e], [])] else [([d; e], [])].

(** A type in a region that makes choice k: a loss by k, a gain by another choice (if [printed], by any). *)
Definition choice_cases (offers : list offer) (k : nat) (printed : bool) (region : signs) : list signs :=
  flat_map (fun o =>
    (if Nat.eqb (fst o) k then [(fst region ++ [opposite_of (snd o)], snd region)] else []) ++
    (if negb (Nat.eqb (fst o) k) || printed then [(fst region ++ [snd o], snd region)] else [])) offers.

(** The regions of costs in which each of the rules decides: it applies, and each earlier one breaks in one of its ways. *)
Definition ways_to_break (case : signs) : list signs :=
  map (fun d => ([opposite_of d], [])) (snd case) ++ map (fun d => ([], [opposite_of d])) (fst case).

Definition both (one other : signs) : signs := (fst one ++ fst other, snd one ++ snd other).

(** All choices of one from each list, the last varying fastest, put together. *)
Fixpoint all_ways (ways : list (list signs)) : list signs :=
  match ways with
  | [] => [([], [])]
  | first :: rest => flat_map (fun one => map (both one) (all_ways rest)) first
  end.

Fixpoint regions_after (earlier : list (list signs)) (rules : list (signs * nat)) : list (signs * nat) :=
  match rules with
  | [] => map (fun way => (way, 0%nat)) (all_ways earlier)
  | (case, k) :: rest =>
      map (fun way => (both case way, k)) (all_ways earlier) ++ regions_after (earlier ++ [ways_to_break case]) rest
  end.

Definition regions (rules : list (signs * nat)) : list (signs * nat) := regions_after [] rules.

Definition gain_cases (offers : list offer) : list signs := map (fun o => ([snd o], [])) offers.

Definition cautious_cases (printed : bool) (offers : list offer) : list signs :=
  if printed then gain_cases offers else flat_map pair_cases (pairs_of offers).

(** A loss by some choice of a type that gains by none. *)
Definition loss_cases (offers : list offer) : list signs :=
  map (fun o => ([opposite_of (snd o)], map (fun other => opposite_of (snd other)) offers)) offers.

Definition failing_cases (printed : bool) (r : rule) (offers : list offer) : list signs :=
  match r with
  | Cautious | Listed_choices _ => cautious_cases printed offers
  | Any_myopic => cautious_cases printed offers ++ loss_cases offers
  | By_signs rules => flat_map (fun one => choice_cases offers (snd one) printed (fst one)) (regions rules)
  end.
