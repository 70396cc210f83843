"""Mechanisms of rays in Coq, in the words of VS, Theorem 2: polarized menus, strategies, obviously strategy-proof.

The menus are of `{eta}` and rays, all nonnegative costs are types, and agents choose myopically; see
`tests.proofs.coq.both`.
"""

from __future__ import annotations

from typing import Any

from proofs.certificates import statement_to_plain
from proofs.claims.claim import Outcome, Reading
from proofs.claims.families.trading_mechanisms import ChoiceCase
from proofs.coq.written.terms import naturals, rational_term
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import EndowmentOnly, Ray
from tests.proofs.coq.both import COMPUTED, Both, listed, verdict_of

FOLLOWED = """
Definition by_optimum (r : rule) : bool := match r with Cautious | Any_myopic => true | _ => false end.
Definition by_caution (r : rule) : bool := match r with Cautious => true | _ => false end.

Lemma named (test : rule -> bool) rules j : test Cautious = true -> forallb test rules = true ->
  test (nth j rules Cautious) = true.
Proof.
  intros good all. rewrite forallb_forall in all. destruct (nth_in_or_default j rules Cautious) as [H|H].
  - now apply all.
  - now rewrite H.
Qed.

Lemma myopic_by M T rules s : forallb by_optimum rules = true -> strategies_by M T rules s -> myopic M T s.
Proof.
  intros all (_ & follow) j c lt can. pose proof (named _ rules j eq_refl all) as good. specialize (follow j lt c can).
  destruct (nth j rules Cautious); try discriminate; [exact (proj1 follow)|exact follow].
Qed.

Lemma cautious_by M T rules s : forallb by_caution rules = true -> strategies_by M T rules s -> cautious M T s.
Proof.
  intros all (_ & follow).
  assert (each : forall j c, (j < number_of_agents M)%nat -> possible M j c -> cautious_choice M T j c (s j c)).
  { intros j c lt can. pose proof (named _ rules j eq_refl all) as good. specialize (follow j lt c can).
    destruct (nth j rules Cautious); try discriminate. exact follow. }
  split; [intros j c lt can; exact (proj1 (each j c lt can))|].
  intros j c k lt can optimal x reached. exact (proj2 (each j c lt can) k x optimal reached).
Qed.
"""

ONE_TYPE = """
(** Lemma 4 where the agent has these costs alone and takes this action, and nobody else has a type. *)
Lemma one_type numbers t domains j c k : VS_Lemma_4 ->
  let M := market_of_table numbers t domains in
  (2 <= length numbers)%nat -> is_protocol M (protocol_of M t) -> (j < number_of_agents M)%nat ->
  nonnegative (length numbers) c ->
  obviously_dominant M (protocol_of M t) j c k -> myopically_optimal M (protocol_of M t) j c k.
Proof.
  intros claim M two protocol lt positive dominant.
  pose (M' := market_of numbers [] (eta t) (fun i d => i = j /\\ same (length numbers) d c)).
  refine (claim nat M' (protocol_of M t) (fun _ _ => k) _ _ _ j c lt (conj eq_refl (same_refl _ _))).
  - split; [exact two|]. split; [exact (proj1 protocol)|]. intros i _. split.
    + intros d e de (-> & dc). split; [reflexivity|]. intros n ln. rewrite <- (de n ln). now apply dc.
    + intros d (-> & dc) n ln. rewrite (dc n ln). now apply positive.
  - split; [exact protocol|]. intros i _. split; [intros d (-> & _); exact (proj1 dominant)|reflexivity].
  - intros i d _ (-> & dc). split; [exact (proj1 dominant)|]. intros k' chosen p q isp isq pk qk.
    pose proof (proj2 dominant k' chosen p q isp isq pk qk) as less.
    assert (costs : forall x, inner (length numbers) d x == inner (length numbers) c x)
      by (intros x; apply (inner_ext _ _ _ _ _ dc (same_refl _ _))).
    change (number_of_tasks M') with (length numbers). rewrite !costs. exact less.
Qed.
"""


def of_rays(mechanism: Mechanism) -> bool:
    return all(isinstance(one, EndowmentOnly | Ray) for menu in mechanism.protocol.menus for one in menu)


def _cases(variable: str, tactics: list[str]) -> str:
    """What shows something for each number, the numbers being less than a bound."""
    text = "exfalso; cbn in *; lia"
    for tactic in reversed(tactics):
        text = f"destruct {variable} as [|{variable}]; [{tactic}|{text}]"
    return text


def _vector(direction: Any) -> str:
    return f"[{'; '.join(map(rational_term, direction))}]"


def _polarized(menu: tuple[Any, ...], tasks: int) -> str:
    """Each set is {eta} or a ray of both signs, and two rays have multipliers."""
    rays = [each.direction if isinstance(each, Ray) else None for each in menu]
    listed = "; ".join(_vector(ray or [0] * tasks) for ray in rays)
    ray_shown = "right; split; [intros x; reflexivity|apply non_monotone_b_iff; vm_compute; reflexivity]"
    single = _cases("k", ["left; intros y; reflexivity" if ray is None else ray_shown for ray in rays])
    pairs = []
    for k, one in enumerate(rays):
        row = []
        for m, other in enumerate(rays):
            if k == m:
                row.append("congruence")
            elif one is None or other is None:
                row.append(f"exfalso; apply {'N' if one is None else 'N2'}; intros y; reflexivity")
            else:
                ((a, b),) = statement_to_plain(polarized((one, other)))["evidence"]["pairs"]
                y = f"({rational_term(a)}, {rational_term(b)})"
                row.append(f"apply (polarize_b_sound _ _ _ {y}); vm_compute; reflexivity")
        pairs.append(_cases("m", row))
    both = _cases("k", pairs)
    kappa = f"(fun k => of_list (nth k [{listed}] []))"
    return f"left; exists {kappa}; split; [intros k H; {single}|intros k m H H2 D N N2; {both}]"


def hold_mechanism(file: Both, reading: Reading, cautious: bool, statement: str, mechanism: Mechanism) -> Outcome:
    """VS, Theorem 2, first sentence: a polarized ray mechanism is obviously strategy-proof, in one of the readings."""
    outcome = reading.trial(mechanism).outcome
    assert outcome is not Outcome.IRRELEVANT
    verdict = verdict_of(reading.conclusion(mechanism))
    number = file.verdict(verdict)
    market, menus = f"market_{number}", mechanism.protocol.menus
    protocol = f"(protocol_of {market} table_{number})"
    every = f"do {len(menus) + 1} (destruct j as [|j]; [{{0}}|]); destruct j; {{0}}"
    is_market = file.theorem(
        f"is_market {market}",
        "split; [cbn; lia|]. split; [apply assignment_b_iff; vm_compute; reflexivity|]. intros j _. "
        "split; [intros c d cd; now apply in_domain_same|]. intros c. " + every.format("exact (fun can => can)") + ".",
    )
    all_costs = file.theorem(f"all_costs {market}", f"intros j c _. {every.format('reflexivity')}.")
    tasks = len(mechanism.market.tasks)
    polarized_menus = file.theorem(
        f"polarized_menus_beside {market} {protocol}",
        f"intros j lt. {_cases('j', [_polarized(menu, tasks) for menu in menus])}.",
    )
    followed = f"strategies_by {market} {protocol} rules_{number} s"
    osp = "osp_over_deviations" if verdict.statement.dominance == "deviations" else "osp"
    by = f"rules_{number} _ eq_refl by_rules"
    given = f"{market} {protocol} s {is_market} {all_costs}"
    is_one = f"(conj (conj (proj1 statement_{number}) (proj1 by_rules)) (conj {polarized_menus} (myopic_by _ _ {by})))"
    caution = f"(cautious_by _ _ {by})" if cautious else ""
    said = file.theorem(
        f"{statement} -> forall s, {followed} -> {osp} {market} {protocol} s",
        f"exact (fun claim s by_rules => claim nat {given} {is_one} {caution}).",
    )
    if outcome is Outcome.REFUTES:
        some = any(each.ties == "any" for each in mechanism.strategies)
        shown = f"destruct (proj2 statement_{number}) as (s & by_rules & fails)"
        if not some:
            fails = f"pose proof (proj2 statement_{number} s by_rules) as fails"
            shown = f"destruct well_formed_{number} as (s & by_rules); {fails}"
        file.theorem(f"~ {statement}", f"intros claim; {shown}; exact (fails ({said} claim s by_rules)).")
    return outcome


def hold_choice(file: Both, reading: Reading, statement: str, case: ChoiceCase) -> Outcome:
    """VS, Lemma 4: an action that is obviously dominant for an agent of a type is myopically optimal."""
    outcome = reading.trial(case).outcome
    dominant = listed(reading.hypothesis(case))[-1].verdict
    number = file.verdict(dominant)
    optimal = listed(reading.conclusion(case))[0].met is True
    agent, costs = f"{case.protocol.market.agent(case.agent)}%nat", f"(of_list {_vector(case.costs)})"
    market, table = f"market_{number}", f"table_{number}"
    at = f"{market} (protocol_of {market} {table}) {agent} {costs} {case.action}%nat"
    within = file.theorem(f"({agent} < number_of_agents {market})%nat", f"apply PeanoNat.Nat.ltb_lt; {COMPUTED}")
    numbers = naturals(statement_to_plain(dominant)["about"]["protocol"]["numbers"])
    feasible = file.theorem(
        f"is_protocol {market} (protocol_of {market} {table})", f"apply is_protocol_table; {COMPUTED}"
    )
    same = f"(myopic_b_iff {market} {table} {agent} {feasible} {within} {costs} {case.action}%nat)"
    proofs = (f"apply {same}; {COMPUTED}", f"intros H; apply {same} in H; vm_compute in H; discriminate.")
    file.sentence(f"myopically_optimal {at}", optimal, proofs)
    if outcome is not Outcome.IRRELEVANT:
        positive = file.theorem(f"nonnegative (length {numbers}) {costs}", f"apply nonnegative_b_iff; {COMPUTED}")
        at_case = f"{numbers} {table} _ {agent} {costs} {case.action}%nat"
        two = file.theorem(f"(2 <= length {numbers})%nat", f"apply PeanoNat.Nat.leb_le; {COMPUTED}")
        term = f"one_type {at_case} claim {two} {feasible} {within} {positive} statement_{number}"
        file.said(statement, f"myopically_optimal {at}", term, outcome, "")
    return outcome
