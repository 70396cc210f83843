"""Instances of claims in Coq, in the words of the statements that Coq proves or refutes.

A `Both` is a file of Coq. It says of instances what the claim's code decides of them: the verdicts with a form in Coq
as `proofs.coq.written` writes them, other hypotheses in the words of the statement. Where the hypotheses hold, the
statement is then applied to the instance (`said`): so Coq sees that its hypotheses and its conclusion at this instance
are what the code decided. Where the code finds a counterexample, Coq concludes that the statement is false.
"""

from __future__ import annotations

import itertools
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from exact.verdicts import Verdict
from proofs.certificates import certificate, statement_to_plain
from proofs.claims.claim import Expected, Outcome, Reading
from proofs.coq.compiling import CLOSED, LOGICAL, library, tool
from proofs.coq.written.matrices import Structure
from proofs.coq.written.problem_files import File, cells_term
from proofs.coq.written.terms import rational_term
from proofs.coq.written.verifying import written
from proofs.reduced_form.conditions.deciding import condition
from proofs.reduced_form.implementation.deciding import implementable
from proofs.trading.dominance.polarization import polarized

COMPUTED = "vm_compute; reflexivity."

CAPACITIES = """
Lemma capacity_once P U V v w : is_capacity P U V v -> is_capacity P U V w -> v == w.
Proof.
  intros ((x & feasible & attained) & most) ((y & feasible' & attained') & most').
  pose proof (most _ feasible'). pose proof (most' _ feasible). lra.
Qed.
Ltac disjoint_sets :=
  split; [|split];
  [vm_compute; repeat (first [left; reflexivity|right])|vm_compute; repeat (first [left; reflexivity|right])
  |intros c; cbn; intuition congruence].
"""


def listed(part: Iterable[Expected | Verdict]) -> list[Expected]:
    """All that a hypothesis or a conclusion needs."""
    return [each if isinstance(each, Expected) else Expected(each) for each in part]


def verdict_of(part: Iterable[Expected | Verdict]) -> Verdict:
    (only,) = listed(part)
    return only.verdict


class Both:
    """A file of Coq in which statements are held against what the code of their claims decides."""

    def __init__(self, *imports: str) -> None:
        self.imports = imports
        self.verdicts: list[Verdict] = []
        self.more: list[str] = []
        self.names: list[str] = []

    def verdict(self, one: Verdict) -> int:
        """The number of a verdict, by which its theorem and its data are called."""
        self.verdicts.append(one)
        return len(self.verdicts)

    def define(self, kind: str, term: str) -> str:
        name = f"given_{len(self.more)}"
        self.more.append(f"Definition {name} : {kind} := {term}.")
        return name

    def theorem(self, words: str, proof: str) -> str:
        name = f"both_{len(self.more)}"
        self.more.append(f"Theorem {name} : {words}.\nProof. {proof} Qed.")
        self.names.append(name)
        return name

    def sentence(self, words: str, holds: bool, proofs: tuple[str, str]) -> str:
        """A sentence, or its negation, with the proofs of either."""
        return self.theorem(words if holds else f"~ ({words})", proofs[0 if holds else 1])

    def said(self, statement: str, words: str, term: str, outcome: Outcome, conclusion: str) -> None:
        """The statement says this of an instance whose hypotheses hold; so it is false where that is not so."""
        name = self.theorem(f"{statement} -> {words}", f"exact (fun claim => {term}).")
        if outcome is Outcome.REFUTES:
            self.theorem(f"~ {statement}", f"exact (fun claim => {conclusion} ({name} claim)).")

    def text(self) -> str:
        made = written(certificate(self.verdicts))
        assert not made.without, made.without
        kept = [line for line in made.text.split("\n") if not line.startswith("Print Assumptions")]
        head = (
            f"From {LOGICAL} Require Import {' '.join(self.imports)}.\nFrom Coq Require Import Lia Lqa.\n{CAPACITIES}"
        )
        together = f"Definition all := ({', '.join([*made.theorems, *self.names])}).\nPrint Assumptions all.\n"
        return "\n".join(
            [*kept, head if "Outcomes" in made.text else head.replace(CAPACITIES, ""), *self.more, together]
        )

    def refusal(self) -> str | None:
        """`None` if Coq accepts all of the file and nothing is assumed in it, else Coq's words."""
        text = self.text()
        parts = [*written(certificate(self.verdicts)).imports, *self.imports]
        folder = library(f"{name.replace('.', '/')}.v" for name in parts).folder
        with tempfile.TemporaryDirectory() as place:
            (Path(place) / "Both.v").write_text(text, encoding="utf-8")
            command = [tool(), "-q", "-Q", str(folder), LOGICAL, "Both.v"]
            done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
        if done.returncode:
            return done.stderr
        return None if done.stdout.strip() == CLOSED else done.stdout


# --------------------------------------------------------------------------------------------------------- structures


class Shape:
    """A structure of the file, and sentences about it with their proofs."""

    def __init__(self, file: Both, instance: Any, number: int) -> None:
        self.file, self.instance, self.name = file, instance, f"structure_{number}"
        self.plain = Structure(instance.about())
        self.edges: str | None = None

    def sentence(self, words: str, holds: bool, verdict: Verdict) -> str:
        """One of the hypotheses of the statements, as the code decides it."""
        return self.file.sentence(*getattr(self, words)(holds, statement_to_plain(verdict)))

    def _sets(self, plain: dict[str, Any], places: Sequence[int]) -> str:
        chosen = (self.plain.set_term(self.plain.ordered(plain["about"]["sets"][int(k)])) for k in places)
        return f"[{'; '.join(chosen)}]"

    def hierarchy(self, holds: bool, plain: dict[str, Any]) -> tuple[str, bool, tuple[str, str]]:
        proofs = (f"apply hierarchy_sound; {COMPUTED}", f"apply not_hierarchy_sound; {COMPUTED}")
        return f"hierarchy (sets {self.name})", holds, proofs

    def bihierarchy(self, holds: bool, plain: dict[str, Any]) -> tuple[str, bool, tuple[str, str]]:
        shown, yes, no = plain["evidence"], "", ""
        if "cycle" in shown:
            first, *walk = shown["cycle"]
            head = self._sets(plain, [first])[1:-1]
            no = f"apply (not_bihierarchy_sound (sets {self.name}) {head} {self._sets(plain, walk)}); {COMPUTED}"
        else:
            two = f"{self._sets(plain, shown['first'])} {self._sets(plain, shown['second'])}"
            yes = f"apply (bihierarchy_sound (sets {self.name}) {two}); {COMPUTED}"
        return f"bihierarchy (sets {self.name})", holds, (yes or "fail.", no or "fail.")

    def binary(self, holds: bool, plain: dict[str, Any]) -> tuple[str, bool, tuple[str, str]]:
        return self._counts("binary", holds)

    def one_type_each(self, holds: bool, plain: dict[str, Any]) -> tuple[str, bool, tuple[str, str]]:
        return self._counts("one_type_each", holds)

    def _counts(self, words: str, holds: bool) -> tuple[str, bool, tuple[str, str]]:
        yes = "apply Forall_forall; cbn; intros; lia."
        parts = "repeat match goal with G : Forall _ (_ :: _) |- _ => inversion G; subst; clear G end"
        return f"{words} {self.name}", holds, (yes, f"intros H; unfold {words} in H; cbn in H; {parts}; lia.")

    def standard(self, holds: bool, plain: dict[str, Any]) -> tuple[str, bool, tuple[str, str]]:
        larger = [cells for cells in self.plain.sets if len(cells) > 1]
        nested = [pair for pair in itertools.permutations(larger, 2) if set(pair[0]) <= set(pair[1])]
        no = "fail."
        if nested:
            one, other = map(self.plain.set_term, nested[0])
            inside = "intros c; cbn; intuition congruence"
            no = (
                f"intros H; destruct (H {one} {other} ltac:(cbn; tauto) ltac:(cbn; tauto) ltac:({inside})) as [G|G]; "
                "[cbn in G; lia|discriminate]."
            )
        return f"standard {self.name}", holds, (f"apply standard_decided; {COMPUTED}", no)

    def adjacency(self) -> str:
        """The edges of the graph, and that they are."""
        pairs = ["(" + ", ".join(str(i) for i, _ in cells) + ")" for cells in self.plain.sets if len(cells) > 1]
        self.edges = self.file.define("graph", f"[{'; '.join(pairs)}]%nat")
        return self.file.theorem(f"adjacency {self.name} {self.edges}", f"apply adjacency_decided; {COMPUTED}")

    def no_odd_cycle(self, holds: bool, plain: dict[str, Any]) -> tuple[str, bool, tuple[str, str]]:
        def numbers(names: list[Any]) -> str:
            return f"[{'; '.join(str(self.plain.cell(name)[0]) for name in names)}]%nat"

        shown, yes, no = plain["evidence"], "fail.", "fail."
        if "cycle" in shown:
            found = "split; [cbn; lia|split; [repeat constructor; cbn; intuition congruence|cbv; intuition congruence]]"
            cycle = f"cycle {self.edges} {numbers(shown['cycle'])}"
            no = f"intros H; assert (C : {cycle}) by ({found}); apply H, Nat.even_spec in C; discriminate."
        else:
            colour = f"(fun i => existsb (Nat.eqb i) {numbers(shown['side'])})"
            yes = f"apply (two_colours_no_odd_cycle {colour}), colours_decided; {COMPUTED}"
        return f"no_odd_cycle {self.edges}", holds, (yes, no)

    def one_agent_with_two_types(self, holds: bool, plain: dict[str, Any]) -> tuple[str, bool, tuple[str, str]]:
        several = [k for k, own in enumerate(self.instance.types) if len(own) == 2]
        places = "|[" * 6 + "|{0}" + "]" * 6
        cases = f"intros [{places.format('i')}] [{places.format('k')}]"
        same = f"{cases}; cbn; intros; try destruct i; try destruct k; congruence"
        yes = f"split; [apply binary_decided; reflexivity|{same}]."
        no = f"intros (H & _); revert H; {self._counts('binary', False)[2][1]}"
        if len(several) > 1:
            no = f"intros (_ & H); specialize (H {several[0]} {several[1]} eq_refl eq_refl)%nat; discriminate."
        return f"one_agent_with_two_types {self.name}", holds, (yes, no)


def hold_structure(
    file: Both, reading: Reading, words: Sequence[tuple[str, int]], statement: str, instance: Any
) -> Outcome:
    """A claim "then total unimodularity is preserved"; its hypotheses in Coq's words, with how many verdicts each."""
    outcome = reading.trial(instance).outcome
    number = file.verdict(verdict_of(reading.conclusion(instance)))
    shape = Shape(file, instance, number)
    graph = any(word == "no_odd_cycle" for word, _ in words)
    given = [shape.name, f"well_formed_{number}"]
    if graph:
        adjacency = shape.adjacency()
        given = [shape.name, str(shape.edges), f"well_formed_{number}", adjacency]
    parts = iter(listed(reading.hypothesis(instance)))
    for word, count in words:
        own = [next(parts) for _ in range(count)]
        given.append(shape.sentence(word, all(each.met for each in own), own[0].verdict))
    assert next(parts, None) is None, "the code has a hypothesis that the statement does not have"
    if outcome is not Outcome.IRRELEVANT:
        concluded = f"preserves_total_unimodularity {shape.name}"
        file.said(statement, concluded, f"claim {' '.join(given)}", outcome, f"statement_{number}")
    return outcome


# ------------------------------------------------------------------------------------------- interim rules, capacities


def hold_rule(file: Both, reading: Reading, term: str, statement: str, case: Any) -> Outcome:
    """A claim about an interim rule that concludes a condition; `term` is the statement at a rule."""
    outcome = reading.trial(case).outcome
    first = file.verdict(verdict_of(reading.hypothesis(case)))
    shown = verdict_of(reading.conclusion(case))
    last = file.verdict(shown)
    if outcome is not Outcome.IRRELEVANT:
        at = f"problem_{last} beta rule_{last}"
        words = f"forall beta, generalized_capacity problem_{last} beta -> condition_{shown.statement.letter} {at}"
        said = term.format(at=at, well_formed=f"well_formed_{last}", hypothesis=f"statement_{first}")
        file.said(statement, words, f"fun beta capacity => {said}", outcome, f"statement_{last}")
    return outcome


def hold_equivalence(file: Both, reading: Reading, statement: str, problem: Any, rules: Iterable[Any]) -> Outcome:
    """Theorem 1: where the code says that Condition A describes the implementable rules, both agree for each rule."""
    outcome = reading.trial(problem).outcome
    preserves = file.verdict(verdict_of(reading.hypothesis(problem)))
    for rule in rules:
        one, other = implementable(problem, rule), condition(problem, rule, "A")
        assert outcome is not Outcome.CONFIRMS or one.holds == other.holds
        first, last = file.verdict(one), file.verdict(other)
        if outcome is Outcome.CONFIRMS:
            at, sign = f"problem_{last} beta rule_{last}", "" if one.holds else "~ "
            words = f"forall beta, generalized_capacity problem_{last} beta -> {sign}condition_A {at}"
            same = f"claim {at} well_formed_{last} capacity statement_{preserves}"
            shown = f"statement_{first}"
            term = f"proj1 ({same}) {shown}" if one.holds else f"fun held => {shown} (proj2 ({same}) held)"
            file.said(statement, words, f"fun beta capacity => {term}", outcome, "")
    return outcome


def hold_capacities(file: Both, reading: Reading, statement: str, case: Any) -> Outcome:
    """Section 2, (5): the three capacities are the values of any beta, and the statement compares them."""
    outcome = reading.trial(case).outcome
    own = [each.verdict for each in listed(reading.hypothesis(case)) if each.verdict.statement.kind == "capacity"]
    abouts = [statement_to_plain(each)["about"] for each in own]
    numbers = [file.verdict(each) for each in own]
    file.verdict(verdict_of(reading.conclusion(case)))
    problem = f"problem_{numbers[0]}"
    plain = File(abouts[0]["problem"])
    pairs = [
        " ".join(cells_term(sorted(map(plain.cell, about[side]))) for side in ("plus", "minus")) for about in abouts
    ]
    together, above, below = (rational_term(about["value"]) for about in abouts)
    lines = [f"intros claim beta capacity. assert (apart : disjoint_pair {problem} {pairs[0]}) by disjoint_sets."]
    lines.append(f"pose proof (claim {problem} beta well_formed_{numbers[0]} capacity {pairs[0]} apart).")
    for pair, number in zip(pairs, numbers, strict=True):
        lines.append(f"assert (disjoint_pair {problem} {pair}) as A{number} by disjoint_sets.")
        lines.append(f"pose proof (capacity_once _ _ _ _ _ (capacity {pair} A{number}) statement_{number}).")
    words = f"forall beta, generalized_capacity {problem} beta -> {together} <= {above} + {below}"
    file.theorem(f"{statement} -> {words}", " ".join([*lines, "lra."]))
    return outcome


# ---------------------------------------------------------------------------------------------------------------- rays


def hold_rays(file: Both, reading: Reading, polarization: Any, statement: str, rays: Any) -> Outcome:
    """Lemma 5: directions are polarized, in one of the readings, exactly if all its minima are nonnegative."""
    outcome = reading.trial(rays).outcome
    side, minima = polarized(rays, polarization), polarized(rays, "lemma 5")
    first, last = file.verdict(side), file.verdict(minima)
    tasks, kappa = f"{len(rays[0])}%nat", f"(ray_at directions_{first})"
    given = f"{tasks} {len(rays)}%nat {kappa}"
    if statement == "VS_Lemma_5_both_signs":
        wrong = next((k for k, ray in enumerate(rays) if min(ray) >= 0 or max(ray) <= 0), None)
        # the code lets the direction 0 pass, which stands for {eta}; the statement in Coq does not
        assert (outcome is Outcome.IRRELEVANT) == any(any(ray) and (min(ray) >= 0 or max(ray) <= 0) for ray in rays)
        words = f"forall k, (k < {len(rays)})%nat -> non_monotone {tasks} ({kappa} k)"
        signs = file.sentence(words, wrong is None, (f"intros k small; {_each(len(rays))}.", _one_sign(wrong)))
        if wrong is not None:
            return Outcome.IRRELEVANT
        given += f" {signs}"
    # the code's own programs decide the other side, and agree with the first unless they refute
    assert minima.holds == (side.holds == (outcome is Outcome.CONFIRMS))
    same, shown = f"claim {given}", f"statement_{first}"
    term = f"proj1 ({same}) {shown}" if side.holds else f"fun held => {shown} (proj2 ({same}) held)"
    concluded = f"{'' if side.holds else '~ '}all_minima {tasks} {len(rays)}%nat {kappa}"
    name = file.theorem(f"{statement} -> {concluded}", f"exact (fun claim => {term}).")
    if outcome is Outcome.REFUTES:
        false = f"statement_{last} ({name} claim)" if side.holds else f"{name} claim statement_{last}"
        file.theorem(f"~ {statement}", f"exact (fun claim => {false}).")
    return outcome


def _each(count: int) -> str:
    """All of the first directions have both signs."""
    tactic = "exfalso; lia"
    for _ in range(count):
        tactic = f"destruct k as [|k]; [apply non_monotone_b_iff; vm_compute; reflexivity|{tactic}]"
    return tactic


def _one_sign(k: int | None) -> str:
    found = f"pose proof (H {k}%nat ltac:(lia)) as G; apply non_monotone_b_iff in G; vm_compute in G; discriminate."
    return f"intros H; {found}"
