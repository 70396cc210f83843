"""Where a counterexample can be moved: the sets found agree with the claim's code at rational values."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from fractions import Fraction

import pytest

from exact.symbolic.algebraic import AlgebraicNumber
from exact.symbolic.pieces import AtPoint, Interval
from exact.symbolic.splitting import Range
from exact.symbolic.substituting import at
from proofs import checker
from proofs.certificates import NotAccepted, require_accepted
from proofs.claims import registry
from proofs.claims.claim import Family, Outcome, Reading
from proofs.claims.comparison import compare
from proofs.claims.directions import Direction, directions
from proofs.claims.refuting import MisstatedError, refutation
from proofs.claims.robust import Along, Robustness, along, moved
from proofs.claims.robust_certificates import family_certificate
from proofs.formats.problems import problem_of
from proofs.hunt.again import counterexample
from proofs.reduced_form.conditions.deciding import condition
from proofs.reduced_form.implementation.deciding import implementable

CLAIMS = registry.claims()

NUMBERED = (
    ("lang-yang-2023/lemma-1", "literal", Robustness.INTERVAL),
    ("lang-yang-2023/theorem-2.2", "literal", Robustness.NO_NUMBER),
    ("lang-yang-2023/theorem-2.2.sufficiency", "literal", Robustness.EVERY_PRIOR),
    ("lang-yang-2023/theorem-3.sufficiency", "literal", Robustness.EVERY_PRIOR),
    ("lang-yang-2023/theorem-4.1", "literal", Robustness.EVERY_PRIOR),
    ("lang-yang-2023/lemma-5", "literal", Robustness.INTERVAL),
    ("lang-yang-2023/lemma-6", "literal", Robustness.MIXED),
    ("lang-yang-2023/lemma-7.only-if", "literal", Robustness.KNIFE_EDGE),
    ("lang-yang-2023/corollary-3", "literal", Robustness.INTERVAL),
    ("lang-yang-2023/section-5.1.revenue-equivalence", "literal", Robustness.INTERVAL),
    ("valenzuela-stookey-2026/theorem-1.iv", "literal", Robustness.MIXED),
    ("valenzuela-stookey-2026/theorem-2.second", "literal", Robustness.INTERVAL),
    ("valenzuela-stookey-2026/proposition-1.relaxed", "literal", Robustness.MIXED),
)
"""Refutations with what is to be said of them first."""


@pytest.fixture(scope="module")
def found():
    """What is found of each, once."""
    known = {}

    def of(name, reading):
        if (name, reading) not in known:
            chosen = CLAIMS[name].reading(reading)
            instance = counterexample(CLAIMS[name], chosen).instance
            known[name, reading] = chosen, moved(chosen, instance)
        return known[name, reading]

    return of


def inside(piece, value):
    return piece.contains(value) if isinstance(piece, Interval) else piece.place == value


def tried(direction, draw, count):
    """Rational values of a direction, the counterexample's own among them."""
    bounded = direction.over.lower is not None
    values = [
        Fraction(draw.randint(1, 39), 40) if bounded else Fraction(draw.randint(-30, 30), 10) for _ in range(count)
    ]
    return [direction.value, *values]


def refutes(name, reading, direction, value):
    """What the claim's code says of numbers alone, and for a counterexample the checker."""
    try:
        instance = direction.moved(value)
        trial = reading.trial(instance)
        if trial.outcome is not Outcome.REFUTES:
            return trial.outcome
        require_accepted(refutation(name, reading, instance, trial))
    except (ValueError, ZeroDivisionError, MisstatedError, NotAccepted, checker.Refused):
        return None
    return Outcome.REFUTES


@pytest.mark.parametrize(("name", "reading", "kind"), NUMBERED)
def test_what_is_said_first(found, name, reading, kind):
    assert found(name, reading)[1].robustness is kind


@pytest.mark.parametrize(("name", "reading", "kind"), NUMBERED)
def test_the_sets_agree_with_the_claim_s_code_at_rational_values(found, name, reading, kind):
    chosen, robust = found(name, reading)
    draw = random.Random(name)
    for each in robust.decided:
        for value in tried(each.direction, draw, 50 // len(robust.decided)):
            (part,) = (part for part in each.parts if inside(part.piece, value))
            expected = refutes(name, chosen, each.direction, value)
            said = part.answer.outcome
            assert (said is Outcome.REFUTES) == (expected is Outcome.REFUTES), (each.direction.words, value)
            assert expected is None or said is expected


@pytest.mark.parametrize(("name", "reading", "kind"), NUMBERED)
def test_a_member_of_each_stretch_is_a_counterexample_to_the_checker(found, name, reading, kind):
    chosen, robust = found(name, reading)
    for each in robust.decided[:6]:
        for stretch in each.stretches:
            pieces = [part.piece for part in stretch.parts]
            values = [piece.sample if isinstance(piece, Interval) else piece.place for piece in pieces[:2]]
            for value in values:
                if not isinstance(value, AlgebraicNumber):
                    instance = each.direction.moved(value)
                    require_accepted(refutation(name, chosen, instance, chosen.trial(instance)))


@pytest.mark.parametrize(("name", "reading", "kind"), NUMBERED)
def test_a_certificate_shows_it_for_all_values_around(found, name, reading, kind):
    chosen, robust = found(name, reading)
    for each in robust.decided[:4]:
        shown = family_certificate(chosen, each, "so")
        if each.is_knife_edge:
            assert shown is None
        elif shown is not None:
            require_accepted(shown)
            said = checker.verify(shown)
            assert said[0].startswith("for ")


def test_the_certificate_of_the_headline(found):
    """That Condition A is too weak is shown for every p, and a changed certificate is refused."""
    chosen, robust = found("lang-yang-2023/theorem-3.sufficiency", "literal")
    shown = family_certificate(chosen, robust.along[0], "so")
    assert checker.verify(shown)[-2] == (
        'for every "p" with 0 < "p" < 1: Condition A is not sufficient: a rule satisfies it and is not implementable'
    )
    text = json.dumps(shown)
    assert '"lower": "0"' in text
    with pytest.raises(checker.Refused):
        checker.verify(json.loads(text.replace('"lower": "0"', '"lower": "-1"')))


@pytest.mark.parametrize("name", ["lang-yang-2023/theorem-2.2.sufficiency", "lang-yang-2023/theorem-3.sufficiency"])
def test_the_rule_moves_along_with_the_prior(found, name):
    """At 20 priors the rule of the formula passes Condition A and exceeds a bound of the implementable ones."""
    _, robust = found(name, "literal")
    draw = random.Random(3)
    for each in robust.along:
        assert each.around.over == Range("p", Fraction(0), Fraction(1), (False, False))
        for _ in range(20):
            value = Fraction(draw.randint(1, 999), 1000)
            problem = each.direction.moved(value)
            members = [part for part in each.around.members if inside(part.piece, value)]
            for part in members:
                rule = problem.interim_rule(at(part.answer.rule, value))
                assert condition(problem, rule, "A").holds
                assert implementable(problem, rule).holds is False
                assert at(part.answer.margin, value) > 0


def test_every_prior_is_argued_only_where_it_is_true(found):
    """Priors that no direction leads to, correlated ones among them, refute as well."""
    draw = random.Random(5)
    for name in ("lang-yang-2023/theorem-2.2.sufficiency", "lang-yang-2023/theorem-4.1"):
        chosen, robust = found(name, "literal")
        assert robust.argument
        for _ in range(4):
            changed = with_prior(robust.instance, draw)
            assert chosen.trial(changed).outcome is Outcome.REFUTES


def with_prior(instance, draw):
    from proofs.reduced_form.problem.problems import JointPrior, Problem

    problem = instance if isinstance(instance, Problem) else instance.problem
    weights = [Fraction(draw.randint(1, 9)) for _ in problem.profiles()]
    changed = replace(problem, prior=JointPrior(tuple(weight / sum(weights) for weight in weights)))
    return changed if isinstance(instance, Problem) else replace(instance, problem=changed)


@dataclass(frozen=True)
class Number:
    value: Fraction


def reading(hypothesis, conclusion):
    return Reading("a test", conclusion, (Family("none", lambda seed: iter(())),), lambda one: "", hypothesis)


def test_ends_may_be_irrational():
    """p^2 <= 2 fails above the root of 2."""
    said = reading(
        lambda one: [compare(("the number", one.value), "<=", ("", 3))],
        lambda one: [compare(("its square", one.value**2), "<=", ("", 2))],
    )
    robust = moved(said, Number(Fraction(2)))
    (each,) = robust.along
    one, two = each.stretches
    assert (str(one), str(two)) == ("p < -sqrt(2)", "sqrt(2) < p <= 3")
    assert each.around == two
    assert robust.robustness is Robustness.INTERVAL
    assert isinstance(two.over.lower, AlgebraicNumber)
    (member,) = two.members
    assert str(member.answer.margin) == "p^2-2"


def test_a_knife_edge_is_told_from_an_interval():
    said = reading(
        lambda one: [compare(("the number", one.value), "=", ("", 3))],
        lambda one: [compare(("the number", one.value), "<=", ("", 2))],
    )
    robust = moved(said, Number(Fraction(3)))
    assert robust.robustness is Robustness.KNIFE_EDGE
    assert robust.along[0].around.over == AtPoint("p", Fraction(3))


def test_code_that_takes_no_formulas_is_told():
    said = reading(lambda one: (), lambda one: [compare(("rounded", one.value.numerator), "<=", ("", 2))])
    robust = moved(said, Number(Fraction(3)))
    assert robust.robustness is Robustness.OPEN
    assert not robust.decided
    assert robust.along[0].failure == (
        "the claim's code takes no formulas there: p is left open, and one number is needed here"
    )


def test_too_many_pieces_are_told():
    def waves(one):
        product = Fraction(1)
        for k in range(101):
            product *= one.value - k
        return [compare(("the product", product), "<=", ("", 0))]

    direction = Direction("the number", Fraction(101), Range("p", None, None), Number)
    each = along(reading(lambda one: (), waves), direction)
    assert not each.parts
    assert "falls into more than 200 pieces" in each.failure


def test_an_instance_that_is_no_counterexample_is_refused():
    said = reading(lambda one: (), lambda one: [compare(("it", one.value), "<=", ("", 2))])
    with pytest.raises(ValueError, match="no counterexample: hypothesis and conclusion hold"):
        moved(said, Number(Fraction(1)))


def problem(divisible=False, prior=None):
    return problem_of(
        agents=["a", "b"],
        types=["u", "v", "w"],
        prior=prior or {"independent": {i: {"u": "1/2", "v": "1/4", "w": "1/4"} for i in "ab"}},
        constraints=[{"each": "object", "ceiling": 1}],
        objects=["o"],
        divisible=divisible,
    )


def test_probabilities_of_the_others_stay_in_proportion():
    listed = [each for each in directions(problem()) if each.of_prior]
    assert [each.words for each in listed] == [f"the probability of type {t} of agent {i}" for i in "ab" for t in "uvw"]
    first = listed[0].moved(Fraction(1, 5)).prior.marginals
    assert first == ((Fraction(1, 5), Fraction(2, 5), Fraction(2, 5)), (Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)))


def test_quotas_vary_where_objects_are_divisible():
    assert not [each for each in directions(problem()) if not each.of_prior]
    words = [each.words for each in directions(problem(divisible=True)) if not each.of_prior]
    assert words == ["the floor of {(a, o), (b, o)}", "the ceiling of {(a, o), (b, o)}"]


def test_a_rule_may_keep_its_weighted_values():
    given = problem()
    rule = given.interim_rule({i: {"u": {"o": "1/2"}, "v": {"o": "1/4"}, "w": {}} for i in "ab"})
    names = [each.words for each in directions((given, rule))]
    assert names[1] == "the probability of type u of agent a, the weighted values of the rule staying"
    assert names[-1] == "Q_b(w, o)"
    changed, along_it = directions((given, rule))[1].moved(Fraction(1, 4))
    for c, before, after in zip(given.coordinates, rule.values, along_it.values, strict=True):
        assert before * given.marginals[c[:2]] == after * changed.marginals[c[:2]]


def test_what_one_agent_gets_another_loses():
    from proofs.trading.markets.market import Market

    market = Market.make({"A": 2, "B": 2}, ["1", "2"], [[1, 1], [1, 1]])
    one = next(each for each in directions(market) if each.words == "the endowment of agent 1 in task A")
    moved_on = one.moved(Fraction(1, 2))
    assert moved_on.endowment == ((Fraction(1, 2), 1), (Fraction(3, 2), 1)) == moved_on.status_quo


def test_along_says_nothing_of_what_failed():
    failed = Along(directions(problem())[0], failure="for a test")
    assert failed.around is None
    assert (failed.is_everywhere, failed.is_knife_edge) == (False, False)
