"""What is asked about problems of LY: implementable or not, valid inequalities, feasible outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from proofs.coq.written.problem_files import Bounding, File
from proofs.coq.written.terms import Theorem, computed, listed, naturals, rational_term

IMPORTS = ("Certificates.Implementation",)


def about_problem(file: File, title: str, more: dict[str, tuple[str, str]], statement: str, proof: str) -> Theorem:
    """A theorem about the problem of a file, with the sentence that it is a problem of LY."""
    return Theorem(
        title=f"{title}\n{file.comment}",
        imports=IMPORTS,
        definitions={**file.definitions(), **more},
        lemma=("well_formed_problem {problem}", computed("well_formed_sound {problem_file}")),
        statement=statement,
        proof=computed(proof),
    )


def implementable(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """An interim rule is implementable, or not (LY, section 2.3)."""
    file = File(about["problem"])
    rule = {"rule": ("interim_rule", file.rule_term(about["problem"]["interim_rule"]))}
    if holds:
        more = {**rule, "ex_post": ("list (profile * lottery)", rule_table(file, evidence["profiles"]))}
        proof = "implementable_sound {problem_file} eq_refl {rule} {ex_post}"
        return about_problem(file, "An implementable interim rule.", more, "implementable {problem} {rule}", proof)
    statement = "~ implementable {problem} {rule}"
    if evidence["form"] == "no outcome":
        proof = f"nothing_implementable_sound {{problem_file}} eq_refl {{rule}} {_no_outcome(file, evidence)}"
        return about_problem(file, "No interim rule is implementable.", rule, statement, proof)
    weights, bounds = inequality(file, evidence)
    more = {**rule, **weights, **bounds}
    proof = "not_implementable_sound {problem_file} eq_refl {weights} {rule} {bounds}"
    return about_problem(file, "An interim rule that is not implementable.", more, statement, proof)


def rule_table(file: File, entries: list[Any]) -> str:
    """An ex post rule: a lottery for each profile."""
    parts = (
        f"({naturals(file.profile(each['profile']))},\n      {lottery_term(file, each['lottery'])})"
        for each in file.in_order(entries)
    )
    return listed(parts, 4)


def lottery_term(file: File, parts: list[Any]) -> str:
    """A lottery over pure outcomes."""
    shares = (f"({rational_term(part['probability'])}, {file.outcome_term(part['outcome'])})" for part in parts)
    return listed(shares, 6)


def inequality(
    file: File, evidence: Mapping[str, Any]
) -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]]:
    """The weights of an inequality, and its bounds for all profiles."""
    weights = file.coordinates(evidence["coefficients"])
    bounding = Bounding(file)
    entries = []
    for each in file.in_order(evidence["bounds"]):
        profile = file.profile(each["profile"])
        shown = bounding.term(each["proof"], file.weights_at(weights, profile))
        entries.append(f"at_profile {naturals(profile)} {rational_term(each['bound'])} {shown}")
    return (
        {"weights": ("interim_rule", file.weights_term(weights))},
        {"bounds": ("list profile_bound", listed(entries, 4))},
    )


def _no_outcome(file: File, evidence: Mapping[str, Any]) -> str:
    return Bounding(file).term(evidence["proof"], dict.fromkeys(file.cells, Fraction(0)))


def has_outcome(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """Some pure outcome is feasible, or none; quotas are the same at all type profiles."""
    file = File(about["problem"])
    if holds:
        outcome = file.outcome_term(evidence["profiles"][0]["outcome"])
        proof = f"some_outcome_sound {{problem_file}} eq_refl (outcome_of {outcome})"
        return about_problem(file, "Some outcome is feasible.", {}, "exists x, feasible_pure {problem} x", proof)
    proof = f"no_outcome_sound {{problem_file}} eq_refl {_no_outcome(file, evidence)}"
    return about_problem(file, "No outcome is feasible.", {}, "~ exists x, feasible_pure {problem} x", proof)


def valid_inequality(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """Every implementable rule keeps an inequality, or some rule breaks it."""
    file = File(about["problem"])
    limit = rational_term(about["bound"])
    if holds:
        weights, bounds = inequality(file, {**evidence, "coefficients": about["coefficients"]})
        statement = f"forall q, implementable {{problem}} q -> weighted_sum {{problem}} {{weights}} q <= {limit}"
        proof = f"valid_sound {{problem_file}} eq_refl {{weights}} {limit} {{bounds}}"
        title = "An inequality that every implementable rule satisfies."
        return about_problem(file, title, {**weights, **bounds}, statement, proof)
    pairs = zip(file.profiles, evidence["outcomes"], strict=True)
    table = listed((f"({naturals(profile)}, {file.outcome_term(outcome)})" for profile, outcome in pairs), 4)
    more = {
        "weights": ("interim_rule", file.weights_term(file.coordinates(about["coefficients"]))),
        "chosen": ("list (profile * quantities)", table),
    }
    statement = f"exists q, implementable {{problem}} q /\\ {limit} < weighted_sum {{problem}} {{weights}} q"
    proof = f"exceeding_sound {{problem_file}} eq_refl {{weights}} {limit} {{chosen}}"
    return about_problem(file, "An inequality that some implementable rule breaks.", more, statement, proof)
