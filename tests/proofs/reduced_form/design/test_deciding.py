"""Optimal design: Myerson's closed form, brute force, both kinds of incentives, and every certificate checked."""

from __future__ import annotations

import copy
import itertools
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exact.linear import LinearSystem, optimum
from proofs.formats import problems as files
from proofs.plain import reading as plain_reading
from proofs.reduced_form.design import data as design_data
from proofs.reduced_form.design.deciding import BestRule, SomeRule, attained, design
from proofs.reduced_form.design.task import Design, Objective
from proofs.reduced_form.implementation.deciding import induced_rule
from proofs.reduced_form.problem import outcomes as outcomes_module
from proofs.reduced_form.problem.problems import JointPrior
from proofs.report.design import explain_design
from tests.proofs.reduced_form import brute_force
from tests.proofs.reduced_form.certified import accepted, forged, problem_of
from tests.strategies import problems, small_fractions

EXAMPLES = Path(__file__).parents[4] / "examples" / "problems"
relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck))


def auction(chances, bidders=2, values=None, **transfers):
    """An auction of one item with values 1, 2, ... (or those given) and the same prior for every bidder."""
    values = values or range(1, len(chances) + 1)
    agents = [f"b{k}" for k in range(bidders)]
    marginal = {f"v{v}": str(chance) for v, chance in zip(values, chances, strict=True)}
    return {
        "format": "exact-proofs/problem/1",
        "agents": agents,
        "types": {agent: list(marginal) for agent in agents},
        "prior": {"independent": dict.fromkeys(agents, marginal)},
        "constraints": [{"set": agents, "ceiling": 1}],
        "objective": {
            "incentives": "cardinal",
            "preferences": {agent: {f"v{v}": v for v in values} for agent in agents},
            "transfers": transfers,
        },
    }


def ironed(values, chances):
    """Myerson's virtual values v - (next v - v) (1 - F) / f, averaged wherever they decrease (pooling)."""
    pools = []
    for k, (v, f) in enumerate(zip(values, chances, strict=True)):
        step = values[k + 1] - v if k + 1 < len(values) else 0
        pools.append([f, f * v - step * sum(chances[k + 1 :])])
        while len(pools) > 1 and pools[-2][1] / pools[-2][0] >= pools[-1][1] / pools[-1][0]:
            mass, total = pools.pop()
            pools[-1] = [pools[-1][0] + mass, pools[-1][1] + total]
    return [(mass, total / mass) for mass, total in pools]


def myerson(values, chances, bidders):
    """The expected greatest ironed virtual value, if positive."""
    revenue = Fraction(0)
    for draws in itertools.product(ironed(values, chances), repeat=bidders):
        chance = Fraction(1)
        for mass, _ in draws:
            chance *= mass
        revenue += chance * max(0, max(value for _, value in draws))
    return revenue


@settings(relaxed, max_examples=25)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=5), st.integers(1, 2), st.data())
def test_myersons_auction_on_a_grid_is_its_closed_form(weights, bidders, data):
    chances = [Fraction(w, sum(weights)) for w in weights]
    size = len(weights)
    values = sorted(data.draw(st.lists(st.integers(1, 12), min_size=size, max_size=size, unique=True)))
    verdict = design(*design_data.design_from_plain(auction(chances, bidders, values)))
    assert verdict.statement.value == myerson(values, chances, bidders)
    assert accepted(verdict)


def test_the_example_that_needs_ironing_needs_it():
    problem, objective = files.load_design(EXAMPLES / "design_myerson_ironed.json")
    values = [int(kind[1:]) for kind in problem.types[0]]
    chances = problem.prior.marginals[0]
    assert len(ironed(values, chances)) < len(values)
    assert design(problem, objective).statement.value == myerson(values, chances, 2)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("design_*.json")), ids=lambda path: path.stem)
def test_the_examples_are_solved_and_certified(path):
    problem, objective = files.load_design(path)
    verdict = design(problem, objective)
    assert isinstance(verdict.statement, BestRule)
    assert accepted(verdict)
    assert "greatest value" in explain_design(verdict)
    found = verdict.evidence
    assert attained(Design(problem, objective), found.ex_post, found.transfers) == verdict.statement.value


def brute_force_value(problem, objective):
    """One linear program over all lotteries over all pure outcomes; `None` if no rule satisfies the conditions."""
    columns = [(t, tuple(x.items())) for t in problem.profiles() for x in brute_force.pure_outcomes(problem, t)]
    marginals = problem.marginals

    def interim(coordinate):
        agent, cell = problem.agents.index(coordinate[0]), problem.cell_of(coordinate)
        chance = marginals[coordinate[0], coordinate[1]]
        return {(t, x): dict(x)[cell] / chance for t, x in columns if t[agent] == coordinate[1]}

    def combined(pairs):
        row = {}
        for coordinate, factor in pairs:
            for column, entry in interim(coordinate).items():
                row[column] = row.get(column, 0) + factor * entry
        return row

    equal = [({(s, x): 1 for s, x in columns if s == t}, problem.probability(t)) for t in problem.profiles()]
    task = Design(problem, objective)
    at_most = [({c: -e for c, e in combined(each.coefficients).items()}, 0) for each in task.conditions]
    weights = combined(zip(problem.coordinates, objective.weights, strict=True))
    verdict = optimum(LinearSystem.make(columns, at_most=at_most, equal=equal, lower=0), weights)
    return getattr(verdict.statement, "value", None)


@settings(relaxed, max_examples=80)
@given(st.data())
def test_designs_agree_with_brute_force_and_are_certified(data):
    problem = data.draw(problems(kinds=("pairs", "anonymous", "public", "restricted")))
    incentives = data.draw(st.sampled_from(["none", "cardinal", "ordinal"]))
    if isinstance(problem.prior, JointPrior):
        incentives = "none"
    if incentives == "ordinal" and not problem.objects:
        incentives = "cardinal"
    count = len(problem.object_parts)
    taste = (
        st.permutations(problem.objects).map(tuple)
        if incentives == "ordinal"
        else st.tuples(*[small_fractions] * count)
    )
    preferences = tuple(data.draw(taste) for kinds in problem.types for _ in kinds) if incentives != "none" else ()
    objective = Objective(tuple(data.draw(small_fractions) for _ in problem.coordinates), incentives, preferences)
    with pytest.MonkeyPatch.context() as patch:
        if data.draw(st.booleans()):
            patch.setattr(outcomes_module, "SHORT_LIST", 0)  # outcomes come in one by one
        verdict = design(problem, objective)
        assert accepted(verdict)
    wanted = brute_force_value(problem, objective)
    if wanted is None:
        assert isinstance(verdict.statement, SomeRule)
    else:
        assert verdict.statement.value == wanted


def contradictory():
    """One agent who values the item must get it when of one type and nothing when of the other."""
    problem = problem_of(
        agents=["i1"],
        objects=["a"],
        types={"i1": ["yes", "no"]},
        constraints=[{"each": "pair", "ceiling": 1}],
        profiles=[
            {"profile": {"i1": "yes"}, "constraints": [{"each": "pair", "ceiling": 0}]},
            {"profile": {"i1": "no"}, "constraints": [{"each": "pair", "floor": 1, "ceiling": 1}]},
        ],
    )
    return problem, Objective((Fraction(1),) * 2, "cardinal", ((Fraction(1),), (Fraction(1),)))


def test_no_incentive_compatible_rule():
    verdict = design(*contradictory())
    assert isinstance(verdict.statement, SomeRule)
    assert verdict.holds is False
    assert accepted(verdict)
    forged(verdict, lambda s: s["evidence"]["multipliers"].__setitem__(0, "0"))
    forged(verdict, lambda s: s["evidence"]["inequality"]["bounds"][0].update(bound="-9"))
    forged(verdict, lambda s: s.update(holds=True))


def test_forged_designs_are_refused():
    verdict = design(*design_data.design_from_plain(auction([Fraction(1, 3)] * 3)))
    for change in (
        lambda s: s["about"].update(value="3"),
        lambda s: s["about"]["problem"]["objective"]["transfers"].update(revenue="2"),
        lambda s: s["about"]["problem"]["objective"]["preferences"]["b0"].update(v3="4"),
        lambda s: s["about"]["problem"]["objective"].update(incentives="none"),
        lambda s: s["evidence"]["transfers"][-1].__setitem__(2, "100"),
        lambda s: s["evidence"]["transfers"].pop(),
        lambda s: s["evidence"]["multipliers"].__setitem__(0, "77"),
        lambda s: s["evidence"]["multipliers"].pop(),
        lambda s: s["evidence"]["profiles"].pop(),
        lambda s: s["evidence"]["profiles"][-1]["lottery"][0].update(probability="1/2"),
        lambda s: s["evidence"]["inequality"]["coefficients"].pop(),
        lambda s: s["evidence"]["inequality"]["bounds"][-1].update(bound="0"),
        lambda s: s.update(holds=False),
    ):
        forged(verdict, change)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.pop("objective"), '"objective" is missing'),
        (lambda d: d["objective"].update(color="red"), 'objective: the key "color" is unknown'),
        (lambda d: d["objective"].update(incentives="some"), 'write "ordinal" or "cardinal" or "none"'),
        (lambda d: d["objective"].pop("preferences"), '"preferences" is missing'),
        (lambda d: d["objective"]["preferences"].pop("b0"), "an object with keys from the types of agent b0"),
        (lambda d: d["objective"]["preferences"]["b0"].pop("v1"), 'objective.preferences.b0: "v1" is missing'),
        (lambda d: d["objective"]["preferences"]["b0"].update(v1=0.5), "floats are not exact"),
        (lambda d: d["objective"]["transfers"].update(participation=False), "revenue is unbounded"),
        (
            lambda d: d["objective"]["transfers"].update(budget=1),
            'objective.transfers: the key "budget" is unknown; known are revenue, participation',
        ),
        (
            lambda d: d["objective"].pop("incentives"),
            'objective: "incentives" is missing; where there are transfers, say "cardinal" .* or "none"',
        ),
        (
            lambda d: d["objective"].update(weights="welfar"),
            'objective.weights: "welfar" is not known here; did you mean "welfare"',
        ),
        (lambda d: d["objective"].update(incentives="ordinl"), 'did you mean "ordinal"'),
        (
            lambda d: d["objective"].update(weights={"b9": {}}),
            'objective.weights: "b9" is not in agents; there are b0, b1',
        ),
        (lambda d: d["objective"].update(incentives="ordinal"), "a ranking of all objects"),
        (lambda d: d.update(incentives="cardinal"), "given twice"),
        (lambda d: d["objective"].update(b0={"v1": 1}, weights={}), "given twice"),
    ],
)
def test_bad_objectives_are_refused_with_their_place(change, message):
    plain = copy.deepcopy(auction([Fraction(1, 2)] * 2))
    change(plain)
    with pytest.raises(plain_reading.BadInput, match=message):
        design_data.design_from_plain(plain)


MATCHING = {
    "format": "exact-proofs/problem/1",
    "agents": ["i"],
    "objects": ["a", "b"],
    "types": {"i": ["t"]},
    "prior": "uniform",
    "constraints": [{"each": "agent", "ceiling": 1}],
    "objective": {"weights": {"i": {"t": {"a": 1}}}},
}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"preferences": ["a", "b"]},
            '"incentives" is missing, and objective.preferences.i.t is a ranking; .*"ordinal"',
        ),
        ({"preferences": ["a", "b"], "incentives": "cardinal"}, '"incentives" are not ordinal, and .* is a ranking'),
        (
            {"preferences": {"a": 1}, "incentives": "ordinal"},
            'a ranking of all objects.*write "incentives": "cardinal"',
        ),
    ],
)
def test_rankings_and_values_are_a_matter_of_incentives(given, message):
    """What is missing is blamed, and not the preferences, which are right."""
    plain = {**MATCHING, **given, "preferences": {"i": {"t": given["preferences"]}}}
    with pytest.raises(plain_reading.BadInput, match=message):
        design_data.design_from_plain(plain)


def test_keys_may_stand_beside_the_weights():
    inside = auction([Fraction(1, 2)] * 2)
    beside = {**inside, **inside["objective"], "objective": {"b0": {"v1": 1}}}
    problem, objective = design_data.design_from_plain(beside)
    assert objective.weights == (1, 0, 0, 0)
    assert objective.revenue == 1
    assert design(problem, objective).verify()


def test_no_outcome_comes_first():
    problem = problem_of(
        agents=["i1"],
        types={"i1": ["t"]},
        constraints=[{"set": ["i1"], "ceiling": 1}],
        profiles=[{"profile": {"i1": "t"}, "constraints": [{"set": ["i1"], "floor": 2}]}],
    )
    verdict = design(problem, Objective((Fraction(1),)))
    assert isinstance(verdict.statement, SomeRule)
    assert accepted(verdict)


def test_an_objective_may_be_a_mapping_and_the_best_rule_is_at_hand():
    problem, objective = design_data.design_from_plain(auction([Fraction(1, 2)] * 2))
    plain = auction([Fraction(1, 2)] * 2)["objective"]
    verdict = design(problem, plain)
    assert verdict == design(problem, objective)
    assert verdict.evidence.rule(problem) == induced_rule(problem, verdict.evidence.ex_post)
    with pytest.raises(TypeError, match="an Objective, or a mapping as in a problem file, was expected, not int"):
        design(problem, 3)
    with pytest.raises(ValueError, match='the key "weight" is unknown'):
        design(problem, {"weight": 3})


IDLE = {
    "format": "exact-proofs/problem/1",
    "agents": ["i"],
    "objects": ["o", "p"],
    "types": {"i": ["s", "t"]},
    "prior": "uniform",
    "constraints": [{"each": "agent", "ceiling": 1}],
    "objective": {
        "weights": {"i": {"s": {"o": 1, "p": 1}, "t": {"o": 1, "p": 1}}},
        "incentives": "cardinal",
        "preferences": {"i": {"s": {"o": 1, "p": 2}, "t": {"o": 2, "p": 1}}},
    },
}


def test_incentive_constraints_that_cost_nothing_are_not_listed():
    """Whoever values all that he gets alike for the objective is served without regard to reports."""
    verdict = design(*design_data.design_from_plain(IDLE))
    assert not any(verdict.evidence.multipliers)
    assert accepted(verdict)
    assert "the incentive constraints cost nothing" in explain_design(verdict)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_constraints_are_weighed_only_where_the_value_is_less_for_them(data):
    numbers = st.integers(-2, 2)
    plain = copy.deepcopy(IDLE)
    for key in ("weights", "preferences"):
        plain["objective"][key] = {"i": {t: {j: data.draw(numbers) for j in "op"} for t in "st"}}
    problem, objective = design_data.design_from_plain(plain)
    verdict = design(problem, objective)
    free = design(problem, replace(objective, incentives="none"))
    assert any(verdict.evidence.multipliers) == (verdict.statement.value != free.statement.value)
    assert accepted(verdict)


def test_what_was_imposed_is_said():
    first = explain_design(design(*design_data.design_from_plain(IDLE))).splitlines()[0]
    assert first == "The greatest value of an implementable rule that satisfies the incentive constraints is 2."
    plain = {**IDLE, "objective": {"weights": IDLE["objective"]["weights"]}}
    first = explain_design(design(*design_data.design_from_plain(plain))).splitlines()[0]
    assert first == "The greatest value of an implementable rule is 2; no incentive constraints are imposed."
