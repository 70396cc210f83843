"""Facets where probabilities are 0: against the smaller problem, the sum of the summands left, and linear programs."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from exact import minkowski, polyhedra
from proofs.certificates import certificate
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.facets.summands import Summands
from proofs.reduced_form.facets.surviving import at_the_ends, surviving
from proofs.report.facet_ends import explain_survival
from tests.proofs.reduced_form.certified import problem_of
from tests.proofs.reduced_form.facets.test_relations import auction, p, trade
from tests.strategies import problems

relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck))
UNIT = sympy.Interval(0, 1)


def marginals(problem, chance=p):
    """Every agent's last type with this probability, the first with the rest."""
    pairs = zip(problem.agents, problem.types, strict=True)
    return {
        agent: {kinds[-1]: chance, kinds[0]: 1 - chance} if len(kinds) > 1 else {kinds[0]: 1} for agent, kinds in pairs
    }


def test_at_the_ends_of_an_auction_only_the_facets_of_one_type_remain():
    found = facets(auction())
    prior = found.relations().independent(marginals(auction()))
    ends = at_the_ends(found, prior, UNIT)
    assert list(ends) == [0, 1]
    for end, survival in ends.items():
        alone = problem_of(
            agents=["ann", "bob"],
            types={agent: ["high" if end else "low"] for agent in ("ann", "bob")},
            constraints=[{"set": ["ann", "bob"], "ceiling": 1}],
        )
        assert len(survival.survivors) == len(facets(alone).facets) == 3
        assert survival.dimension == 2
    words = explain_survival(ends[Fraction(0)])
    assert "of 13 facets for positive priors 3 remain (impossible types: high of ann, high of bob):" in words
    assert "13. Q_1,1 + Q_1,2 + Q_2,1 + Q_2,2 <= 1 is a facet, the same as number 12: Q_1,1 + Q_2,1 <= 1" in words
    assert "2. -Q_1,2 <= 0 says nothing, for its types are impossible\n" in words
    assert "6. Q_2,1 <= lambda_11 + lambda_21 is implied by others: Q_2,1 <= 1\n" in words


def test_an_end_that_is_open_or_positive_is_as_good_or_no_end():
    found = facets(auction())
    prior = found.relations().independent(marginals(auction()))
    assert list(at_the_ends(found, prior, sympy.Interval.open(0, sympy.Rational(1, 2)))) == [0]
    assert at_the_ends(found, prior, sympy.Interval(sympy.Rational(1, 3), sympy.Rational(1, 2))) == {}
    inside = surviving(found, prior, p, "1/3")
    assert inside.survivors == tuple(range(13))


@settings(relaxed, max_examples=100)
@given(problems(), st.data())
def test_what_remains_describes_the_rules_irredundantly(problem, data):
    """Second route: the facets of the Minkowski sum of the summands that are left, listed anew."""
    found = facets(problem)
    assume(found.outcome)
    chances = data.draw(
        st.lists(st.sampled_from([0, 0, 1, 2]), min_size=problem.profile_count, max_size=problem.profile_count)
    )
    assume(any(chances))
    prior = {t: Fraction(chance, sum(chances)) for t, chance in zip(problem.profiles(), chances, strict=True)}
    survival = surviving(found, prior)
    left = [(w, points) for w, points in zip(survival.probabilities, Summands.of(problem).points, strict=True) if w]
    anew = minkowski.facets_by_rays([points for _, points in left])
    assert len(survival.survivors) == len(anew.facets)
    assert survival.dimension == len(problem.coordinates) - len(anew.equations)
    weights = [w for w, _ in left]

    def bound(each):
        return sum((w * b for w, b in zip(weights, each.bounds, strict=True)), Fraction(0))

    wanted = polyhedra.Polyhedron.of(
        [each.normal for each in anew.facets],
        map(bound, anew.facets),
        [each.normal for each in anew.equations],
        map(bound, anew.equations),
        dimension=len(problem.coordinates),
    )
    assert polyhedra.hull(described(survival)) == polyhedra.hull(wanted)


def described(survival):
    """The survivors, the equations, and what now holds with equality; impossible types get 0."""
    problem, found = survival.found.problem, survival.found
    summands = Summands.of(problem)
    level = [*found.equations, *(f for f, fate in zip(found.facets, survival.fates, strict=True) if fate == "equation")]
    nothing = [
        [int(c == other) for other in problem.coordinates] for c in problem.coordinates if c[:2] in survival.impossible
    ]
    return polyhedra.Polyhedron.of(
        [summands.normal(dict(found.facets[k].coefficients)) for k in survival.survivors],
        [survival.bound(found.facets[k]) for k in survival.survivors],
        [*(summands.normal(dict(each.coefficients)) for each in level), *nothing],
        [*map(survival.bound, level), *(0 for _ in nothing)],
        dimension=len(problem.coordinates),
    )


@settings(relaxed, max_examples=25)
@given(problems(kinds=("pairs", "anonymous", "restricted")), st.data())
def test_linear_programs_agree_on_what_remains(problem, data):
    found = facets(problem)
    assume(found.outcome)
    zero = data.draw(st.integers(0, problem.profile_count - 1))
    assume(problem.profile_count > 1)
    rest = Fraction(1, problem.profile_count - 1)
    survival = surviving(found, {t: rest if k != zero else 0 for k, t in enumerate(problem.profiles())})
    shown = survival.redundancy
    proper = [k for k in shown.kept if k < len(found.facets) and k not in shown.equations]
    assert len(proper) == len(survival.survivors)
    level = {k for k, fate in enumerate(survival.fates) if fate in ("equation", "trivial")}
    assert level == {k for k in shown.equations if k < len(found.facets)}
    assert all(verdict.verify() for verdict in shown.verdicts)


def test_the_linear_programs_are_certified():
    found = facets(trade())
    survival = surviving(found, found.relations().independent(marginals(trade())), p, 0)
    assert certificate(survival.redundancy.verdicts)
    assert survival.fates.count("trivial") == 4


def test_what_is_no_prior_is_refused_in_one_sentence():
    found = facets(auction())
    prior = found.relations().independent(marginals(auction()))
    with pytest.raises(ValueError, match=r"prior, profile \(low, low\): the probability is missing"):
        surviving(found, {})
    with pytest.raises(ValueError, match="x is no type profile of the problem, and no symbol of one"):
        surviving(found, {**prior, sympy.Symbol("x"): 0})
    with pytest.raises(ValueError, match=r"\(1 - p\)\*\*2 is not a rational number; give the parameter and its end"):
        surviving(found, prior)
    with pytest.raises(ValueError, match="the probability -2 is negative"):
        surviving(found, prior, p, 2)
    with pytest.raises(ValueError, match="the probabilities sum to 0, not 1"):
        surviving(found, dict.fromkeys(prior, 0))
    with pytest.raises(TypeError, match="floats are not exact"):
        surviving(found, prior, p, 0.5)
    with pytest.raises(ValueError, match="it must have one parameter to go to an end of its range; it has none"):
        at_the_ends(found, dict.fromkeys(prior, Fraction(1, 4)), UNIT)


def test_facets_that_are_not_all_and_none_at_all_are_refused():
    five = problem_of(
        agents=["1", "2"],
        types={i: [f"t{k}" for k in range(5)] for i in ("1", "2")},
        constraints=[{"set": ["1", "2"], "ceiling": 1}],
    )
    with pytest.raises(ValueError, match="these are not all facets"):
        surviving(facets(five, limit=10), {})
    none = problem_of(
        agents=["1"],
        types={"1": ["t"]},
        constraints=[{"set": ["1"], "floor": 1, "ceiling": 1}],
        profiles=[{"profile": {"1": "t"}, "constraints": [{"set": ["1"], "ceiling": 0}]}],
    )
    with pytest.raises(ValueError, match="no interim rule of this problem is implementable"):
        surviving(facets(none), {})
