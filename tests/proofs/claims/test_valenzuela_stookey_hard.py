"""Families that are made to break the claims of VS: they reach the edges, and the hunt finds what is there."""

from __future__ import annotations

import importlib.util
import itertools

import pytest

from proofs import checker
from proofs.certificates import certificate
from proofs.claims import registry
from proofs.claims.claim import Family, Outcome
from proofs.claims.families import hard_markets, hard_mechanisms, hard_menus, hard_trades
from proofs.claims.families import markets as families_vs
from proofs.claims.families.bilateral import BilateralCase
from proofs.claims.families.hard_markets import with_face
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.domains import Box
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from tests.proofs.claims.test_valenzuela_stookey import hunted, written_out

MODULES = tuple(name for name in registry.MODULES if "valenzuela_stookey" in name)
HARD = {
    name: (module, family)
    for module in (hard_markets, hard_mechanisms, hard_menus, hard_trades)
    for name, family in vars(module).items()
    if isinstance(family, Family)
    and ("HARD" in name or "MATCHED" in name or name in ("FACES", "BOX_TABLES", "TYPE_TABLES"))
}
READINGS = [
    (claim.id.partition("/")[2], reading)
    for claim in registry.claims(MODULES).values()
    for reading in claim.readings
    if reading.vacuous is None and any(family.endless for family in reading.families)
]


@pytest.mark.parametrize("name", HARD)
def test_a_hard_family_is_deterministic_and_holds_no_instance_twice(name):
    module, family = HARD[name]
    specification = importlib.util.spec_from_file_location("hard_again", module.__file__)
    again = importlib.util.module_from_spec(specification)
    importlib.sys.modules["hard_again"] = again
    specification.loader.exec_module(again)
    first = [written_out(x) for x in itertools.islice(family.instances(3), 60)]
    assert first == [written_out(x) for x in itertools.islice(getattr(again, name).instances(3), 60)]
    if not family.endless:
        assert len(set(first)) == len(first)


@pytest.mark.parametrize(("name", "reading"), READINGS, ids=lambda value: str(getattr(value, "name", value)))
def test_no_endless_family_is_idle(name, reading):
    """Of the first 200 instances of each endless family some satisfy the hypothesis, or the family tries nothing."""
    for family in (family for family in reading.families if family.endless):
        outcomes = (reading.trial(instance).outcome for instance in itertools.islice(family.instances(0), 200))
        assert any(outcome in (Outcome.CONFIRMS, Outcome.REFUTES) for outcome in outcomes), family.words


def test_performances_differ_between_tasks_and_agents():
    """A family in which an agent's performance is the same in all tasks never has an exchange that saves anything."""
    rows = [m.market.performance for m in families_vs.with_performance(families_vs.TABLES).instances(0)]
    assert sum(len(set(first)) > 1 for first, _ in rows) > len(rows) / 2
    assert sum(first != second for first, second in rows) > len(rows) / 2


def test_costs_shares_and_steps_reach_a_factor_of_five_thousand():
    boxes = [p.domain for m in itertools.islice(HARD["HARD_FULL"][1].instances(0), 60) for p in m.preferences]
    assert any(max(box.upper) >= 5000 * min(box.lower) for box in boxes)
    assert any(len(box.thick) < box.dimension for box in boxes)
    rays = list(itertools.islice(HARD["HARD_RAYS"][1].instances(0), 60))
    assert any(max(map(abs, ray)) >= 5000 for listed in rays for ray in listed)


def test_laws_have_full_support_and_weight_on_faces():
    preferences = [p for m in itertools.islice(HARD["HARD_FULL"][1].instances(0), 60) for p in m.preferences]
    assert all(p.has_full_support for p in preferences)
    assert any(0 < len(box.thick) < p.domain.dimension for p in preferences for box, _ in p.law.uniform)


def lemma_2():
    return registry.claims(MODULES)["valenzuela-stookey-2026/lemma-2.only-if"].reading("positive widths, no atoms")


def test_an_edge_of_indifferent_types_refutes_lemma_2_without_atoms():
    """Half of the weight on {1} x {2} x [1, 2], whose types are indifferent to (1, -1/2, 0); nobody else gains."""
    cube = Box(bundle((1, 1, 1)), bundle((2, 2, 2)))
    edge = Box(bundle((1, 2, 1)), bundle((1, 2, 2)))
    market = Market.make(
        {"A": 2, "B": 2, "C": 2},
        ("1", "2"),
        [(1, 1, 1), (1, 1, 1)],
        performance=[(0, 1, 0), (0, 0, 0)],
        preferences=[with_face(cube, edge), Preferences.uniform(cube.lower, cube.upper)],
    )
    trial = lemma_2().trial(BilateralCase(market, bundle((1, "-1/2", 0))))
    assert trial.outcome is Outcome.REFUTES
    checker.verify(certificate(trial.verdicts, "The types of the edge are indifferent."))


def test_a_refutation_off_the_orthant_shows_the_programs_it_rests_on():
    result = hunted("section-4.without-loss-on-boxes", "rays beside the endowment, other actions", MODULES)
    shown = checker.verify(certificate(result.counterexample.trial.verdicts, "so it is"))
    assert sum("the maximum of the linear program" in sentence for sentence in shown) >= 2
