"""The claims of VS: every id is there, every verdict is as known, every certificate is accepted."""

from __future__ import annotations

import dataclasses
import importlib.util
import itertools

import pytest

from proofs import checker
from proofs.certificates import certificate, verdicts
from proofs.claims import registry
from proofs.claims.claim import LITERAL, Family
from proofs.claims.comparison import compare
from proofs.claims.families import markets as families_vs
from proofs.hunt.executors import InProcess
from proofs.hunt.search import Hunt

MODULES = tuple(module for module in registry.MODULES if ".valenzuela_stookey." in module)
CLAIMS = registry.claims(MODULES)
PLANTED = ("tests.proofs.claims.planted_vs",)

LISTED = """introduction.all-and-only section-4.without-loss-on-boxes
section-1.participation lemma-1 corollary-1 lemma-2.if lemma-2.only-if proposition-1 lemma-3 theorem-1.i-ii
theorem-1.ii-iii theorem-1.iii-i theorem-1.iv lemma-4 definition.disjoint-negatives definition.not-sufficient
example.bilateral example.two-price theorem-2.first theorem-2.second claim-1 claim-2 claim-3 claim-4 claim-5 claim-6
corollary-2.first corollary-2.second corollary-3 section-3.1 footnote-16 section-4.without-loss section-4.1.bound
proposition-2.duality proposition-2.selections footnote-18 section-4.2.hull lemma-5 proposition-3
proposition-3.lower-bound corollary-1.optimal-iff proposition-1.relaxed section-3.redundancy-irrelevant
theorem-2.two-forms theorem-2.redundant-never-chosen theorem-2.remedial-dominant section-4.2.nonpositive-weight
section-4.3.eopr-improves section-1.1.two-tasks footnote-12 section-1.2.transfers section-2.1.c-hat lemma-3.separation
remark-1 remark-1.support proposition-2.interior
claim-4.farkas claim-5.farkas claim-5.strictly proposition-1.independent-points"""
IDS = LISTED.split()

VACUOUS = {("definition.disjoint-negatives", LITERAL), ("corollary-2.first", LITERAL)}

BESIDE = "rays beside the endowment"
REFUTED = {
    ("theorem-1.i-ii", LITERAL): "uniform on {1} x [1, 2]",
    ("theorem-1.iv", LITERAL): "uniform on [1, 2] x [1, 2]",
    ("section-1.1.two-tasks", LITERAL): "agent 1: status quo (0, 1/2, 1/2), 0 and 0 of the classes",
    ("section-1.2.transfers", "Theorem 1, nobody need pay"): "sigma = (1/2, 0), performance pi = (1, 0)",
    ("proposition-1.independent-points", "zero costs allowed"): "uniform on {0} x [0, 1]",
    ("lemma-3.separation", LITERAL): "c' = (1, 1), c'' = (1, 2)",
    ("proposition-2.selections", LITERAL): "costs uniform on [0, 1] x [1, 2]",
    ("proposition-2.interior", LITERAL): "agent 1: status quo sigma = (0, 0)",
    ("remark-1", "three tasks"): "costs (1, 1, 2) with probability 1/2, (2, 3, 1) with probability 1/2",
    ("lemma-2.if", "not constant"): "gamma (1/2, -1/2)",
    ("lemma-2.only-if", LITERAL): "costs (1, 1) with probability 1",
    ("lemma-2.only-if", "positive widths"): "costs (1, 2) with probability 1/2",
    ("lemma-2.only-if", "positive widths, no atoms"): "with probability 1/2, uniform on [1, 2]",
    ("introduction.all-and-only", LITERAL): "costs (1, 1) with probability 1",
    ("introduction.all-and-only", "other actions"): "costs (1, 1) with probability 1",
    ("section-4.without-loss-on-boxes", LITERAL): "{(1, 1), (0, 2)}",
    (
        "section-4.without-loss-on-boxes",
        f"{BESIDE}, other actions",
    ): "makes choice 2 if c.(-1, 3, -1) < 0, makes choice 1 if c.(-1, 0, 1) <= 0",
    ("proposition-1", "zero costs allowed"): "uniform on {0} x [0, 1]",
    ("lemma-3", "zero costs allowed"): "c'' = (0, 0)",
    ("proposition-1.relaxed", LITERAL): "sigma = (1/2, 0)",
    ("example.bilateral", LITERAL): "gamma = ",
    ("example.bilateral", BESIDE): "gamma = (-1, 0)",
    ("example.two-price", LITERAL): "p1 = 1/3, p2 = 1/3",
    ("example.two-price", BESIDE): "p1 = 0, p2 = 0",
    ("example.two-price", "nonnegative bundles"): "endowment eta = (0, 1)",
    ("theorem-2.first", BESIDE): "the ray from eta along (1, -1)",
    ("theorem-2.first", "other actions"): "any myopic choice",
    ("theorem-2.second", LITERAL): "choice 0: {eta}; whatever the choices, everybody keeps eta",
    ("theorem-2.second", f"{BESIDE}, other actions"): "choice 0: {eta}, choice 1: {(1, 1), (2, 1)}; agent 2",
    (
        "theorem-2.second",
        "sets above the endowment may be dropped",
    ): "choice 1: {(1, 1)}, choice 2: {(1, 1), (0, 1)}",
    ("claim-2", LITERAL): "{(1, 1), (0, 1)}; whatever the choices",
    ("claim-3", LITERAL): "everybody keeps eta",
    ("claim-4", LITERAL): "everybody keeps eta",
    ("claim-5", LITERAL): "{(1, 1), (2, 0)}, choice 2: {(1, 1), (2, 0)}",
    ("claim-6", LITERAL): "{(1, 1), (1, 0)}, choice 2: {(1, 1), (2, 0)}",
    ("theorem-2.two-forms", LITERAL): "{(1, 1), (1, 0)}, choice 2: {(1, 1), (2, 0)}",
    ("theorem-2.redundant-never-chosen", LITERAL): "choice 0: {eta}; whatever the choices, everybody keeps eta",
    ("theorem-2.redundant-never-chosen", "beside the endowment"): "{(1, 1), (2, 1)}, always makes choice 1",
    ("theorem-2.remedial-dominant", LITERAL): "lead from (1, 2) to the bundles",
    ("corollary-2.second", LITERAL): "choice 1: {(1, 1)}, choice 2: {(1, 1)}, choice 3: {(1, 1)}",
    (
        "corollary-2.second",
        "different sets",
    ): "choice 2: {(1, 1), (2, 1)}, choice 3: {(1, 1), (2, 2)}",
    ("corollary-3", f"{BESIDE}, other actions"): "always makes choice 1",
    ("footnote-18", "any law"): "w = (-1, 1), endowment eta = (1, 1), costs (0, 1)",
    ("section-4.2.nonpositive-weight", "zero costs allowed"): "w = (-1, 1), endowment eta = (1, 1), costs (0, 1)",
    ("section-4.2.hull", LITERAL): "the rays (0, 0)",
    ("section-4.2.hull", BESIDE): "the rays (1, 0)",
    ("lemma-5", LITERAL): "the rays (0, 0)",
    ("lemma-5", BESIDE): "the rays (1, 0)",
    ("lemma-5", "second condition alone"): "the rays (1, 0), (0, -1)",
    ("proposition-3.lower-bound", LITERAL): "(2, 1) with probability 1/2",
    ("section-4.3.eopr-improves", LITERAL): "{x <= eta}",
    ("section-4.3.eopr-improves", f"{BESIDE}, weakly"): "eta",
    ("section-4.3.eopr-improves", "weakly, status quo as endowment"): "the ray from eta along (1, -1)",
}
"""The refuted readings, with a piece of the smallest counterexample in words."""

ONE_INSTANCE = {"definition.not-sufficient"}
READINGS = [(claim.id.partition("/")[2], reading.name) for claim in CLAIMS.values() for reading in claim.readings]
ALL_FAMILIES = {name: family for name, family in vars(families_vs).items() if isinstance(family, Family)}


BUDGETS, ENOUGH = (60, 600, None), 10
"""Instances of a reading that is not refuted, until so many of them bear on it; `make papers` tries all."""


def hunted(name, reading, modules=MODULES, paper="valenzuela-stookey-2026", budget=None):
    claim = registry.claims(modules)[f"{paper}/{name}"]
    return Hunt(InProcess(), modules, budget=budget, ahead=0).run(claim, claim.reading(reading))


def test_every_claim_of_the_list_is_there_once():
    assert sorted(key.partition("/")[2] for key in CLAIMS) == sorted(IDS)


@pytest.mark.parametrize(("name", "reading"), READINGS)
def test_the_verdict_is_as_known(name, reading):
    result = hunted(name, reading, budget=None if (name, reading) in REFUTED else BUDGETS[0])
    if (name, reading) in VACUOUS:
        assert result.ending == "vacuous"
        return
    if (name, reading) not in REFUTED:
        for budget in BUDGETS[1:]:
            result = result if result.held >= ENOUGH else hunted(name, reading, budget=budget)
        assert result.ending == "survived"
        assert result.held >= (1 if name in ONE_INSTANCE else ENOUGH)
        return
    assert result.ending == "refuted"
    found = result.counterexample
    assert REFUTED[name, reading] in found.words
    written = certificate(found.trial.verdicts, found.because)
    assert checker.verify(written)[-1].endswith(checker.quoted(found.because))
    assert all(verdict.verify() for verdict in verdicts(written))


def test_no_refutation_is_missing():
    assert set(REFUTED) | VACUOUS <= set(READINGS)


@pytest.mark.parametrize("name", ALL_FAMILIES)
def test_a_family_is_deterministic_and_holds_no_instance_twice(name):
    specification = importlib.util.spec_from_file_location("families_again", families_vs.__file__)
    again = importlib.util.module_from_spec(specification)
    importlib.sys.modules["families_again"] = again
    specification.loader.exec_module(again)
    first = [written_out(x) for x in itertools.islice(ALL_FAMILIES[name].instances(3), 120)]
    second = [written_out(x) for x in itertools.islice(getattr(again, name).instances(3), 120)]
    assert first == second
    if not ALL_FAMILIES[name].endless:
        assert len(set(first)) == len(first)


def written_out(value):
    """A value with all its parts: `repr` is cut, and the classes of a module that is loaded twice are not equal."""
    if dataclasses.is_dataclass(value):
        return (type(value).__name__, *(written_out(getattr(value, f.name)) for f in dataclasses.fields(value)))
    return tuple(map(written_out, value)) if isinstance(value, tuple) else value


def planted_claims():
    from tests.proofs.claims import planted_vs

    return [
        (claim.id.partition("/")[2], ending)
        for ending in ("refuted", "survived")
        for claim in (planted_vs.FALSE if ending == "refuted" else planted_vs.TRUE)
    ]


@pytest.mark.parametrize(("name", "ending"), planted_claims())
def test_planted_faults_are_refuted_and_known_facts_survive(name, ending):
    result = hunted(name, LITERAL, PLANTED, "planted")
    assert result.ending == ending
    if ending == "refuted":
        checker.verify(certificate(result.counterexample.trial.verdicts, result.counterexample.because))


def test_a_comparison_that_is_not_so_is_refused():
    for sense, values in itertools.product(("<", "<=", "="), ((1, 2), (2, 2), (2, 1))):
        written = certificate(compare(("left", values[0]), sense, ("right", values[1])))
        checker.verify(written)
        written["statements"][0]["holds"] = not written["statements"][0]["holds"]
        with pytest.raises(checker.Refused):
            checker.verify(written)


def test_comparisons_are_worded_alike_by_the_statement_and_by_the_checker():
    for sense, names in itertools.product(("<", "<=", "="), (("cost", "bid"), ("cost", ""), ("", "bid"))):
        for values in ((1, 2), (2, 2), (2, 1)):
            verdict = compare((names[0], values[0]), sense, (names[1], values[1]))
            (said,) = checker.verify(certificate(verdict))
            assert (said.replace('"', "") == verdict.statement.sentence()) == verdict.holds


@pytest.mark.parametrize(
    ("left", "sense", "right", "words"),
    [
        (("the least cost", "1/2"), "<", ("", 1), "the least cost is 1/2, below 1"),
        (("", 0), "<", ("the least cost", 1), "the least cost is 1, above 0"),
        (("", 1), "<=", ("the least cost", 0), "the least cost is 0, less than 1"),
        (("the number of tasks", 3), "<=", ("", 2), "the number of tasks is 3, more than 2"),
        (("the number of tasks", 3), "=", ("", 3), "the number of tasks is 3"),
        (("the number of tasks", 3), "=", ("", 2), "the number of tasks is 3, not 2"),
        (("a", 1), "=", ("b", 2), "a is 1, not equal to b, which is 2"),
    ],
)
def test_a_comparison_is_a_sentence(left, sense, right, words):
    """The checker puts names within quotation marks."""
    (said,) = checker.verify(certificate(compare(left, sense, right)))
    assert said.replace('"', "") == words
    assert all(f'"{name}" is' in said or f'"{name}", which is' in said for name, _ in (left, right) if name)


def test_a_comparison_says_what_it_compares():
    with pytest.raises(ValueError, match="neither side of the comparison says what it is"):
        compare(("", 1), "<", ("", 2))


def test_no_certificate_says_the_same_twice():
    for name in ("theorem-1.i-ii", "theorem-1.iv"):
        verdicts = hunted(name, LITERAL).counterexample.trial.verdicts
        assert all(one != other for one, other in itertools.combinations(verdicts, 2))
