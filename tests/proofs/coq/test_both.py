"""What Coq proves or refutes is what the claims' code decides: both are asked about the same small instances.

A claim that is proved in Coq is hunted all the same, and here the two are compared. Coq proves what the code decided of
an instance's hypotheses and conclusion in the words of the same definitions that the statement uses, and the statement
applied to the instance says just that (`tests.proofs.coq.both`). A statement with a hypothesis that the code does not
have, or with other definitions, is refused; so is code that decides something else.
"""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from exact.verdicts import Verdict
from proofs.claims.claim import Family, Outcome, Reading
from proofs.claims.families import problems
from proofs.claims.families.lang_yang import is_bihierarchy, is_hierarchy, types_at_most
from proofs.claims.families.quota_problems import rule_cases
from proofs.claims.registry import claims
from proofs.coq.theorems import formalized
from proofs.reduced_form.conditions.deciding import condition
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.structures import preserves_total_unimodularity
from tests.proofs.coq.both import (
    Both,
    hold_capacities,
    hold_equivalence,
    hold_rays,
    hold_rule,
    hold_structure,
    listed,
)
from tests.proofs.coq.both_mechanisms import FOLLOWED, ONE_TYPE, hold_choice, hold_mechanism, of_rays

needs_coq = pytest.mark.skipif(shutil.which("coqc") is None, reason="Coq is not installed")

LY, VS = "lang-yang-2023", "valenzuela-stookey-2026"
FIRST = 2
"""So many instances of each family."""
FAR = 400
"""So far into a family a counterexample is looked for."""

STRUCTURES = {
    ("theorem-2.1", "literal"): [("hierarchy", 1)],
    ("theorem-2.2", "literal"): [("bihierarchy", 1), ("binary", 1)],
    ("theorem-2.2", "standard constraints"): [("bihierarchy", 1), ("binary", 1), ("standard", 1)],
    ("theorem-2.3", "literal"): [("bihierarchy", 1), ("one_type_each", 1)],
    ("theorem-3", "literal"): [("no_odd_cycle", 1), ("binary", 1)],
    ("theorem-3", "one agent with two types"): [("no_odd_cycle", 1), ("one_agent_with_two_types", 2)],
}
"""The hypotheses of statements about structures in Coq's words, each with the number of the code's verdicts."""

RULES = {
    "proposition-1": "claim {at} {well_formed} capacity {hypothesis}",
    "proposition-2": "claim {at} {well_formed} capacity {hypothesis}",
    "section-2.4.subset": "claim {at} ({hypothesis} beta capacity)",
}
"""Statements about rules applied to a rule."""

RAYS = {
    "literal": "printed",
    "rays beside the endowment": "beside endowment",
    "second condition alone": "pairs",
    "rays of both signs": "beside endowment",
}
"""The readings of VS, Lemma 5, and of polarized rays in them."""

MECHANISMS = ("rays beside the endowment", "other actions", "other actions, cautious ties")
"""The readings of VS, Theorem 2, first sentence, whose menus are polarized beside the endowment."""


NARROWER = {"rays of both signs": "rays of both signs, without {eta} (Coq only)"}
"""The names of statements of Coq that ask more than the reading beside which they are held."""


def reading_of(claim: str, name: str = "literal") -> tuple[Reading, str, str]:
    """A reading, the name of its statement in Coq, and whether Coq proves or refutes it."""
    formal = formalized(claim, NARROWER.get(name, name))
    assert formal.statement is not None
    assert formal.theorem is not None
    return claims()[claim].reading(name), formal.statement.name, formal.theorem.role


def instances(reading: Reading, role: str, others: Iterable[Any] = ()) -> Iterator[Any]:
    """The first of each family, others, and the first counterexample where there must be one."""
    found = [list(itertools.islice(family.instances(1), FIRST)) for family in reading.families]
    yield from itertools.chain(*found, others)
    if role == "refuted":
        yield counterexample(reading.families, reading)


def counterexample(families: tuple[Family, ...], reading: Reading) -> Any:
    tried = itertools.chain(*(itertools.islice(family.instances(1), FAR) for family in families))
    return next(each for each in tried if reading.trial(each).outcome is Outcome.REFUTES)


def agree(role: str, outcomes: list[Outcome]) -> None:
    """What Coq proves no instance refutes, what it refutes some instance does; and the hypotheses hold of some."""
    assert Outcome.UNDECIDED not in outcomes
    assert (Outcome.REFUTES in outcomes) == (role == "refuted")
    assert {Outcome.CONFIRMS, Outcome.REFUTES} & set(outcomes)


TRIANGLE, PATH, NESTED = (0b011, 0b101, 0b110), (0b011, 0b110), (0b011, 0b111)


def further(words: list[tuple[str, int]]) -> Iterator[Any]:
    """Structures of which hypotheses fail: an odd cycle, three types, two agents with two types, nested sets."""
    yield problems.build(3, 1, TRIANGLE, (2, 2, 1))
    yield problems.build(3, 1, PATH, (3, 1, 1))
    yield problems.build(3, 1, PATH, (2, 2, 1))
    if ("no_odd_cycle", 1) not in words:
        yield problems.build(3, 1, NESTED, (2, 1, 1))


def about_structures(file: Both) -> None:
    for (claim, name), words in STRUCTURES.items():
        reading, statement, role = reading_of(f"{LY}/{claim}", name)
        tried = instances(reading, role, further(words))
        outcomes = [hold_structure(file, reading, words, statement, each) for each in tried]
        agree(role, outcomes)
        assert Outcome.IRRELEVANT in outcomes


def about_problems(file: Both) -> None:
    for claim, term in RULES.items():
        reading, statement, role = reading_of(f"{LY}/{claim}")
        stream = reading.families[0].instances(1)
        agree(role, [hold_rule(file, reading, term, statement, each) for each in itertools.islice(stream, 4)])
    reading, statement, role = reading_of(f"{LY}/section-2.sublinear")
    agree(role, [hold_capacities(file, reading, statement, each) for each in instances(reading, role)])


def about_theorem_1(file: Both) -> None:
    reading, statement, role = reading_of(f"{LY}/theorem-1")
    outcomes = []
    for problem in instances(reading, role):
        rules = [case.rule for case in rule_cases(lambda seed, one=problem: iter((one,)), 4)(1)]
        outcomes.append(hold_equivalence(file, reading, statement, problem, rules))
    agree(role, outcomes)


def about_rays(file: Both) -> None:
    for name, polarization in RAYS.items():
        reading, statement, role = reading_of(f"{VS}/lemma-5", name)
        agree(role, [hold_rays(file, reading, polarization, statement, each) for each in instances(reading, role)])


def about_mechanisms(file: Both) -> None:
    file.more.append(FOLLOWED)
    for name in MECHANISMS:
        reading, statement, role = reading_of(f"{VS}/theorem-2.first", name)
        tried = [each for each in itertools.islice(reading.families[0].instances(1), FAR) if of_rays(each)]
        found = [reading.trial(each).outcome for each in tried]
        chosen = [tried[found.index(outcome)] for outcome in (Outcome.CONFIRMS, Outcome.REFUTES) if outcome in found]
        more = [each for each, outcome in zip(tried, found, strict=True) if outcome is Outcome.CONFIRMS][1:FIRST]
        cautious = name == "other actions, cautious ties"
        agree(role, [hold_mechanism(file, reading, cautious, statement, each) for each in [*chosen, *more]])


def about_choices(file: Both) -> None:
    file.more.append(ONE_TYPE)
    reading, statement, role = reading_of(f"{VS}/lemma-4")
    outcomes = []
    for family in reading.families:
        tried = list(itertools.islice(family.instances(1), FAR))
        dear = (each for each in tried if listed(reading.conclusion(each))[0].met is False)
        other = (each for each in tried if reading.trial(each).outcome is Outcome.IRRELEVANT)
        chosen = [*tried[:FIRST], *itertools.islice(dear, FIRST), *itertools.islice(other, FIRST)]
        outcomes += [hold_choice(file, reading, statement, each) for each in chosen]
    agree(role, outcomes)
    assert Outcome.IRRELEVANT in outcomes


BUNDLES = ("Proofs.ValenzuelaStookey.Bundles", "Proofs.ValenzuelaStookey.Protocols")
LY_FILES = ("Refutations.Deciding", "Claims.LangYang", "Certificates.SetSystems", "Proofs.LangYang.Necessity")
SUBJECTS: dict[str, tuple[Callable[[Both], None], tuple[str, ...]]] = {
    "structures": (about_structures, LY_FILES),
    "problems": (about_problems, LY_FILES),
    "theorem 1": (about_theorem_1, LY_FILES),
    "mechanisms": (about_mechanisms, ("Certificates.TradingRays", "Claims.ValenzuelaStookey")),
    "choices": (about_choices, ("Certificates.TradingFailures", "Claims.ValenzuelaStookey", *BUNDLES)),
    "rays": (about_rays, ("Claims.ValenzuelaStookey",)),
}


@needs_coq
@pytest.mark.parametrize("subject", SUBJECTS)
def test_coq_and_the_code_agree(subject):
    ask, imports = SUBJECTS[subject]
    file = Both(*imports)
    ask(file)
    assert file.refusal() is None


def altered(claim: str, name: str, **parts: Any) -> tuple[Reading, str]:
    reading, statement, _ = reading_of(f"{LY}/{claim}", name)
    return replace(reading, **parts), statement


def opposite(verdict: Verdict) -> Verdict:
    return Verdict(verdict.statement, not verdict.holds, verdict.evidence)


TWO_TYPES, THREE_TYPES = (problems.build(3, 1, (0b011,), counts) for counts in ((2, 1, 1), (3, 1, 1)))


def three_types_for_two(file: Both) -> None:
    """The code lets three types pass for binary ones."""
    parts = {"hypothesis": lambda given: [is_bihierarchy(given), types_at_most(given, 3)]}
    reading, statement = altered("theorem-2.2", "literal", **parts)
    hold_structure(file, reading, STRUCTURES["theorem-2.2", "literal"], statement, THREE_TYPES)


def flipped_hypothesis(file: Both) -> None:
    """The code denies that a structure is binary."""
    parts = {"hypothesis": lambda given: [is_bihierarchy(given), opposite(types_at_most(given, 2))]}
    reading, statement = altered("theorem-2.2", "literal", **parts)
    hold_structure(file, reading, STRUCTURES["theorem-2.2", "literal"], statement, TWO_TYPES)


def flipped_hierarchy(file: Both) -> None:
    """The code denies that sets are a hierarchy."""
    reading, statement = altered("theorem-2.1", "literal", hypothesis=lambda given: [opposite(is_hierarchy(given))])
    hold_structure(file, reading, STRUCTURES["theorem-2.1", "literal"], statement, TWO_TYPES)


def forgotten_hypothesis(file: Both) -> None:
    """The code asks for less than the statement."""
    reading, statement = altered("theorem-2.2", "literal", hypothesis=lambda given: [is_bihierarchy(given)])
    hold_structure(file, reading, [("bihierarchy", 1)], statement, TWO_TYPES)


def other_conclusion(file: Both) -> None:
    """The code of Proposition 1 decides Condition B."""
    parts = {"conclusion": lambda case: [condition(case.problem, case.rule, "B")]}
    reading, statement = altered("proposition-1", "literal", **parts)
    tried = (case for case in reading.families[0].instances(1) if implementable(case.problem, case.rule).holds)
    hold_rule(file, reading, RULES["proposition-1"], statement, next(tried))


def narrower_statement(file: Both) -> None:
    """A formalization of Theorem 2(1) with a hypothesis that the paper does not have."""
    reading, _, _ = reading_of(f"{LY}/theorem-2.1")
    hypotheses = "well_formed S -> hierarchy (sets S) -> binary S"
    narrower = file.define("Prop", f"forall S, {hypotheses} -> preserves_total_unimodularity S")
    hold_structure(file, reading, STRUCTURES["theorem-2.1", "literal"], narrower, TWO_TYPES)


def other_definition(file: Both) -> None:
    """A formalization of Theorem 2(1) in which other sets than the constraint sets are a hierarchy."""
    reading, _, _ = reading_of(f"{LY}/theorem-2.1")
    hypotheses = "well_formed S -> hierarchy (cells S :: sets S)"
    other = file.define("Prop", f"forall S, {hypotheses} -> preserves_total_unimodularity S")
    hold_structure(file, reading, STRUCTURES["theorem-2.1", "literal"], other, TWO_TYPES)


@needs_coq
@pytest.mark.parametrize(
    ("mutant", "words"),
    [
        (three_types_for_two, "witness"),
        (flipped_hypothesis, "witness"),
        (flipped_hierarchy, "Unable to unify"),
        (forgotten_hypothesis, "binary"),
        (other_conclusion, "condition_A"),
        (narrower_statement, r"binary structure_1"),
        (other_definition, r"hierarchy \(cells structure_1 :: sets structure_1\)"),
    ],
    ids=lambda each: each.__name__ if callable(each) else "",
)
def test_code_that_decides_something_else_is_refused(mutant, words):
    """Not by an error of the file's form: Coq names what it cannot show."""
    file = Both(*LY_FILES)
    mutant(file)
    assert re.search(words, file.refusal() or "")


def test_code_that_flips_a_conclusion_has_nothing_that_shows_it():
    parts = {"conclusion": lambda given: [opposite(preserves_total_unimodularity(given))]}
    reading, statement = altered("theorem-2.1", "literal", **parts)
    file = Both()
    outcome = hold_structure(file, reading, STRUCTURES["theorem-2.1", "literal"], statement, TWO_TYPES)
    with pytest.raises(AssertionError):
        agree("proved", [outcome])
    with pytest.raises(ValueError, match="not written as certificates are"):
        file.text()
