"""Conditions (A) and (B) for an interim rule, capacities and random outcomes of problems of LY."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from proofs.coq.written.problem_files import Bounding, Cell, File, cells_term
from proofs.coq.written.problems import about_problem, inequality, lottery_term, rule_table
from proofs.coq.written.terms import NoForm, Theorem, integer_term, listed, number, rational_term

CONDITIONS = ("Certificates.Conditions",)
OUTCOMES = ("Certificates.Outcomes",)


def condition(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """An interim rule satisfies Condition A or B (LY, Propositions 1 and 2), or it does not."""
    file, letter = File(about["problem"]), {"A": "A", "B": "B"}[about["condition"]]
    more = {"rule": ("interim_rule", file.rule_term(about["problem"]["interim_rule"]))}
    sentence = f"condition_{letter} {{problem}} beta {{rule}}"
    if holds:
        rules = listed((rule_table(file, entries) for entries in evidence["rules"]), 4)
        more["ex_post"] = ("list (list (profile * lottery))", rules)
        boxes = {"A": [(-1, 1)], "B": [(0, 1), (-1, 0)]}[letter]
        trees = zip(evidence["trees"], boxes, strict=True)
        for name, (tree, box) in zip(("tree", "second_tree"), trees, strict=False):
            more[name] = ("sign_tree", _sign_tree(file, tree, box))
        names = " ".join(f"{{{name}}}" for name in more if name != "rule")
        proof = f"condition_{letter}_sound {{problem_file}} eq_refl {{rule}} {names}"
        title = f"A rule that satisfies Condition {letter}."
    else:
        weights, bounds = inequality(file, evidence)
        more |= {**weights, **bounds}
        signs = file.coordinates(evidence["coefficients"]).values()
        which = "" if letter == "A" else f" {'true' if all(sign > 0 for sign in signs) else 'false'}"
        proof = f"not_condition_{letter}_sound {{problem_file}} eq_refl{which} {{rule}} {{weights}} {{bounds}}"
        title = f"A rule that does not satisfy Condition {letter}."
    statement = f"forall beta, generalized_capacity {{problem}} beta -> {'' if holds else '~ '}{sentence}"
    return replace(about_problem(file, title, more, statement, proof), imports=CONDITIONS)


def _sign_tree(file: File, tree: Mapping[str, Any], ends: tuple[int, int]) -> str:
    places = {place: k for k, place in enumerate(file.all_coordinates)}

    def term(node: Mapping[str, Any], box: dict[int, tuple[Fraction, Fraction]]) -> str:
        if "split" not in node:
            return f"(By_rule {int(node['rule'])})"
        (agent, own, *thing), threshold = node["split"]
        i, j = file.cell([agent, *thing])
        place, limit = places[i, file.types[i][own], j], number(threshold)
        low, high = box.get(place, (Fraction(ends[0]), Fraction(ends[1])))
        below, above = {**box, place: (low, min(high, limit))}, {**box, place: (max(low, limit + 1), high)}
        if low > limit:
            return term(node["at_least"], box)
        if high <= limit:
            return term(node["at_most"], box)
        parts = f"{term(node['at_most'], below)} {term(node['at_least'], above)}"
        return f"(Branch {place} {integer_term(limit)} {parts})"

    return term(tree, {})


def capacity(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """The generalized capacity beta(U, V) (LY, Definition 1)."""
    if not holds:
        raise NoForm("that a number is no capacity is no statement of its own")
    file = File(about["problem"])
    plus, minus = (_cells(file, about[side]) for side in ("plus", "minus"))
    shown = {(_cells(file, each["plus"]), _cells(file, each["minus"])): each for each in evidence["entries"]}[
        plus, minus
    ]
    weights = {cell: Fraction((cell in plus) - (cell in minus)) for cell in file.cells}
    sets, value = f"{cells_term(plus)} {cells_term(minus)}", rational_term(about["value"])
    proof = (
        f"capacity_sound {{problem_file}} eq_refl {sets} {value}\n"
        f"  (outcome_of {file.outcome_term(shown['outcome'])})\n  {Bounding(file).term(shown['proof'], weights)}"
    )
    statement = f"is_capacity {{problem}} {sets} {value}"
    return replace(about_problem(file, "A generalized capacity.", {}, statement, proof), imports=OUTCOMES)


def _cells(file: File, plain: list[Any]) -> tuple[Cell, ...]:
    return tuple(sorted(map(file.cell, plain)))


def random_outcome(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """A random outcome is a lottery over feasible pure outcomes, or not (LY, section 2)."""
    file = File(about["problem"])
    more = {"outcome": ("random_outcome", _random(file, about["outcome"]))}
    if holds:
        proof = f"random_sound {{problem_file}} eq_refl {{outcome}}\n  {lottery_term(file, evidence['lottery'])}"
        statement, title = "feasible_random {problem} {outcome}", "A feasible random outcome."
    else:
        proof = f"not_random_sound {{problem_file}} eq_refl {{outcome}} {_separation(file, evidence)}"
        statement, title = "~ feasible_random {problem} {outcome}", "A random outcome that is no lottery."
    return replace(about_problem(file, title, more, statement, proof), imports=OUTCOMES)


def described(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """The quotas describe more than the feasible random outcomes: a point that is no lottery."""
    file = File(about["problem"])
    if holds:
        raise NoForm("that quotas describe the feasible random outcomes has no form in Coq yet")
    more = {"outcome": ("random_outcome", _random(file, evidence["point"]))}
    proof = f"not_described_sound {{problem_file}} eq_refl {{outcome}} {_separation(file, evidence)}"
    title, statement = "Quotas that do not describe the lotteries.", "~ quotas_describe_lotteries {problem}"
    return replace(about_problem(file, title, more, statement, proof), imports=OUTCOMES)


def _random(file: File, plain: list[Any]) -> str:
    return f"random_of {_quantities(file, plain)}"


def _quantities(file: File, plain: list[Any]) -> str:
    found = {file.cell(names): value for *names, value in plain}
    return listed((f"(({i}, {j})%nat, {rational_term(value)})" for (i, j), value in sorted(found.items())), 4)


def _separation(file: File, evidence: Mapping[str, Any]) -> str:
    """Weights, a bound on what feasible outcomes are worth, and its proof."""
    weights = {file.cell(names): number(value) for *names, value in evidence["weights"]}
    shown = Bounding(file).term(evidence["proof"], {cell: weights.get(cell, Fraction(0)) for cell in file.cells})
    return f"({_random(file, evidence['weights'])}) {rational_term(evidence['bound'])}\n  {shown}"
