"""Domination, redundancy and the dominating rays of VS, Theorem 2, beside the definitions bundle by bundle."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from exact.verdicts import Verdict
from proofs.certificates import verdicts
from proofs.formats.markets import load_market
from proofs.trading.dominance.dominating import HeldByRays, NoRays, dominating_mechanism, explain_dominating
from proofs.trading.dominance.dominating_report import decide_dominating, explain_dominating_report, tabled
from proofs.trading.dominance.domination import Unlike, dominated, explain_domination
from proofs.trading.dominance.explaining import decide_osp
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.bundles import dot, minus
from proofs.trading.markets.domains import Box, CostRow, FiniteDomain, Orthant, PolyhedralDomain, signed_orthant
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import ChoiceTable, Mechanism, Myopic, Regions, Rule
from proofs.trading.markets.menus import (
    Constraint,
    EndowmentOnly,
    PairsFrom,
    Points,
    PolyhedralSet,
    Ray,
    Remedial,
    in_set,
)
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.reduction import essential_reduction, non_redundant, within
from proofs.trading.markets.selections import AnySelection, ExPostOptimal, SelectionTable
from proofs.trading.value.costs import cost_of_mechanism
from proofs.trading.value.mechanism_costs import decide_cost
from tests.corpus import CORPUS, answer
from tests.proofs.trading.mutated_certificates import accepted, check_mutations, written

KINDS = ("non-redundant protocol", "dominated mechanism", "held by polarized rays")
ETA = (Fraction(2), Fraction(2))
ROOT = Path(__file__).parents[4]


def check_round_trip(verdict: Verdict) -> None:
    """The certificate is accepted, and read back it verifies and is written as before; it has no names of agents."""
    assert verdict.verify()
    assert accepted(written(verdict))
    (back,) = verdicts(written(verdict))
    assert back.verify()
    assert written(back) == written(verdict)


def market(preferences=None, agents=("a", "b")) -> Market:
    return Market.make(
        {"A": 2 * len(agents), "B": 2 * len(agents)},
        agents,
        [[2, 2]] * len(agents),
        preferences=preferences or Preferences.positive(2),
    )


def exchange(moves: dict, strategies=None, preferences=None) -> Mechanism:
    """At each profile listed b gives a what it takes; each set holds what is selected, and the endowment."""
    count = max(max(at) for at in moves)
    sets = {name: [{(2, 2)} for _ in range(count)] for name in "ab"}
    table = []
    for at, (x, y) in moves.items():
        assignment = ((Fraction(2 + x), Fraction(2 + y)), (Fraction(2 - x), Fraction(2 - y)))
        table.append((at, assignment))
        for name, k, own in zip("ab", at, assignment, strict=True):
            sets[name][k - 1].add(own)
    trades = {name: [Points(tuple(sorted(one))) for one in own] for name, own in sets.items()}
    return Mechanism.make(Protocol.make(market(preferences), trades, SelectionTable(tuple(table))), strategies)


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_certificate_is_refused_or_still_true(kind):
    """Every number of certificates of all forms, changed: what is still accepted, the software verifies."""
    refused, forms = 0, set()
    for name in CORPUS:
        if name.startswith(kind):
            verdict = answer(name)
            form = (verdict.holds, verdict.evidence.form, getattr(verdict.evidence, "what", None))
            if form not in forms:
                forms.add(form)
                refused += check_mutations(verdict)
    assert len(forms) >= 2
    assert refused > 20


SETS = [
    EndowmentOnly(),
    Points((ETA, (3, 1))),
    Points((ETA, (3, 1), (4, 0), (1, 3))),
    Ray((1, -1)),
    Ray((-1, 1)),
    Ray((1, 0)),
    Remedial(),
    PolyhedralSet((Constraint((1, 1), 4, equal=True),)),
    PolyhedralSet((Constraint((1, 0), 2), Constraint((0, 1), 2))),
    PolyhedralSet((Constraint((1, 1), 4),)),
    PolyhedralSet((Constraint((1, 0), 2, equal=True), Constraint((0, 1), 2, equal=True))),
]


def test_sets_within_sets_are_so_bundle_by_bundle():
    """All pairs, over a grid: what is shown to lie within does on the grid, and what does not has its bundle."""
    grid = [(Fraction(x, 2), Fraction(y, 2)) for x in range(13) for y in range(13)]
    inside = 0
    for small, large in itertools.product(SETS, repeat=2):
        found = within(small, large, ETA)
        if isinstance(found, tuple):
            assert in_set(small, ETA, found)
            assert not in_set(large, ETA, found)
        else:
            inside += 1
            assert found.shows(small, large, ETA)
            assert all(in_set(large, ETA, x) for x in grid if in_set(small, ETA, x))
    assert len(SETS) < inside < len(SETS) ** 2 - len(SETS)


@pytest.mark.parametrize("seed", range(40))
def test_rays_are_found_exactly_where_the_definition_has_them(seed):
    """Random tables: with rays no costs of a grid are tempted by two, and all that is selected is in its set."""
    rng = random.Random(seed)
    steps = [(1, -1), (-1, 1), (1, -2), (-1, 2), (2, -1), (1, 1), (-1, -1), (1, 0), (0, -1)]
    profiles = [(1, 1), (2, 2), (1, 2), (2, 1)]
    mechanism = exchange({at: rng.choice(steps) for at in rng.sample(profiles, rng.randint(1, 3))})
    found = dominating_mechanism(mechanism)
    check_round_trip(found.verdict)
    costs = [(Fraction(x), Fraction(y)) for x in range(5) for y in range(5)]
    if found.mechanism is not None:
        for j, (menu, kept) in enumerate(zip(found.mechanism.protocol.menus, found.kept, strict=True)):
            for one, k in zip(menu, kept, strict=True):
                assert all(in_set(one, ETA, x) for x in mechanism.protocol.reach[j][k])
            rays = [one.direction for one in menu if isinstance(one, Ray)]
            assert not any(dot(c, d) < 0 and dot(c, e) < 0 for c in costs for d, e in itertools.combinations(rays, 2))
        assert decide_polarized(found.mechanism).holds
        return
    evidence = found.verdict.evidence
    assert isinstance(evidence, NoRays)
    moves = [[minus(x, ETA) for x in mechanism.protocol.reach[evidence.agent][k] if x != ETA] for k in evidence.choices]
    assert all(moves)
    if evidence.costs is not None:
        assert all(dot(evidence.costs, d) < 0 for some in moves for d in some)


GOODS = (signed_orthant(2, [1], strict=True), Box((1, -2), (2, -1)), FiniteDomain(((1, -2), (2, -1), (3, -1))))
BURDENS = (Orthant(2, strict=True), Box((1, 1), (2, 2)), FiniteDomain(((1, 2), (2, 1), (3, 1))))


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize(("goods", "burdens"), list(zip(GOODS, BURDENS, strict=True)))
def test_a_good_is_a_burden_taken_away(seed, goods, burdens):
    """With B liked and every trade of it turned around, the answer is that of burdens; so are the choices that stay."""
    rng = random.Random(seed)
    steps = [(1, -1), (-1, 1), (1, -2), (-1, 2), (2, -1), (1, 1), (-1, -1), (1, 0), (0, -1)]
    profiles = [(1, 1), (2, 2), (1, 2), (2, 1)]
    moves = {at: rng.choice(steps) for at in rng.sample(profiles, rng.randint(1, 3))}
    plain = dominating_mechanism(exchange(moves, preferences=Preferences(burdens)))
    turned = exchange({at: (x, -y) for at, (x, y) in moves.items()}, preferences=Preferences(goods, goods=[1]))
    found = dominating_mechanism(turned)
    check_round_trip(found.verdict)
    assert (found.verdict.holds, found.kept) == (plain.verdict.holds, plain.kept)
    if isinstance(found.verdict.evidence, NoRays):
        assert found.verdict.evidence.choices == plain.verdict.evidence.choices
        return
    assert found.mechanism is not None
    for j, (menu, kept) in enumerate(zip(found.mechanism.protocol.menus, found.kept, strict=True)):
        for one, k in zip(menu, kept, strict=True):
            assert all(in_set(one, ETA, x) for x in turned.protocol.reach[j][k])
    report = decide_dominating(turned)
    assert report.polarized is None or report.polarized.holds
    assert "Its menus are polarized rays or remedial" in explain_dominating_report(report)


def test_among_goods_the_words_say_what_is_liked():
    pay = Preferences(Box((1, -2), (2, -1)), goods=[1])
    gone = dominating_mechanism(exchange({(1, 1): (1, -1)}, preferences=pay))
    assert "choice 1 of a is gone: it never leads to less work or more of what is liked" in explain_dominating(gone)
    made = dominating_mechanism(exchange({(1, 1): (1, -1)}, {"a": Regions((Rule((), ((-1, 0),), 1),))}, pay))
    assert "choice 1 leads to nothing but more work and less of what is liked" in explain_dominating(made)


def test_where_some_like_a_task_and_some_do_not_a_type_that_makes_the_choice_is_looked_for():
    """More of both pays for the types who like B enough, and no sign of B's cost is plain."""
    mixed = PolyhedralDomain(2, (CostRow((1, 0), "=", 1),))
    found = dominating_mechanism(exchange({(1, 1): (1, 1)}, preferences=Preferences(mixed)))
    assert isinstance(found.verdict.evidence, NoRays)
    assert dot(found.verdict.evidence.costs, (Fraction(1), Fraction(1))) < 0
    check_round_trip(found.verdict)
    opened = Mechanism.make(Protocol.make(market(Preferences(mixed)), {"a": [Ray((1, 1))]}))
    assert "for what agents choose is left open with the selection" in explain_dominating(dominating_mechanism(opened))


@pytest.mark.parametrize("ask", [decide_dominating, tabled, decide_cost, cost_of_mechanism])
def test_a_trading_set_without_the_endowment_is_to_blame_and_not_a_profile_of_a_table(ask):
    lacks = Mechanism.make(Protocol.make(market(), {"a": [Points(((3, 1),))]}, ExPostOptimal()))
    with pytest.raises(ValueError, match=r"lacks the endowment .*, which all must hold; add it to the set$"):
        ask(lacks)


def test_a_redundant_choice_goes_if_no_type_makes_it_and_stands_in_the_way_if_one_does():
    """VS, Theorem 2's proof: with strictly monotone preferences no redundant set is ever chosen, unless ties are open
    or a strategy says so.
    """
    more = {(1, 1): (1, 1)}
    indifferent = Preferences(Box((1, 1), (2, 2)))
    for strategy, gone in (
        (Myopic(), True),
        (Myopic("any"), False),
        (ChoiceTable((((Fraction(1), Fraction(2)), 0),)), True),
        (ChoiceTable((((Fraction(1), Fraction(2)), 1),)), False),
        (Regions(()), True),
        (Regions((Rule((), ((Fraction(-1), Fraction(0)),), 1),)), False),
    ):
        found = dominating_mechanism(exchange(more, {"a": strategy}, indifferent))
        assert bool(found) is gone
        assert (("a", 1) in found.dropped) is gone
        check_round_trip(found.verdict)
        assert ("choice 1 of a is gone" in explain_dominating(found)) is gone


@pytest.mark.parametrize(
    ("where", "forged"),
    [
        (("about", "strategies"), ["any myopic", "myopic"]),
        (("about", "strategies"), [{"choices": [[["1", "2"], 1]]}, "myopic"]),
        (("about", "strategies"), [{"rules": [[[], [], 1]]}, "myopic"]),
        (("evidence", "kept"), [[0, 1], [0, 1]]),
        (("evidence", "kept"), [[], [0, 1]]),
        (("evidence", "kept"), [[0], [0]]),
        (("evidence", "kept"), [[0], [1, 0]]),
        (("evidence", "multipliers"), [[[1, 1]], []]),
        (("evidence", "multipliers"), [[]]),
    ],
)
def test_the_checker_refuses_rays_that_leave_out_what_a_type_makes(where, forged):
    """A redundant choice of cautious agents goes; with open ties, or where a type or a rule says so, it may not."""
    found = dominating_mechanism(exchange({(1, 1): (1, 1)}, preferences=Preferences(Box((1, 1), (2, 2)))))
    assert found.kept == ((0,), (0, 1))
    certificate = written(found.verdict)
    assert accepted(certificate)
    certificate["statements"][0][where[0]][where[1]] = forged
    assert not accepted(certificate)


def test_choices_of_a_continuum_cannot_share_a_ray():
    """Every demand of more A for as much B is on one ray, and a menu of polarized rays has each ray once."""
    continuum = PairsFrom((Constraint((1, 1), 4, equal=True), Constraint((-1, 0), -2)))
    found = dominating_mechanism(Mechanism.make(Protocol.make(market(), {"a": [continuum], "b": [Ray((-1, 1))]})))
    assert not found
    assert "choice 1 is a continuum of choices" in explain_dominating(found)
    check_round_trip(found.verdict)


def test_the_table_of_what_dominates_leaves_out_what_is_gone():
    """a's second choice is renumbered, its rule too, and the rows of choices that are gone are no more."""
    rules = Regions((Rule((), ((Fraction(1), Fraction(-1)),), 2),))
    mechanism = exchange({(1, 1): (1, 1), (2, 2): (0, 0), (2, 1): (0, 0)}, {"a": rules})
    found = dominating_mechanism(mechanism)
    assert found.mechanism is not None
    assert found.kept == ((0, 2), (0, 1))
    entries = found.mechanism.protocol.selection.entries
    assert [at for at, _ in entries] == [(1, 1)]
    assert found.mechanism.strategies[0].rules[0].choice == 1


def test_an_obviously_strategy_proof_mechanism_on_a_full_dimensional_box_without_dominating_rays():
    """Ada wants three A for B and C if 3 c_A < c_B + c_C, and three B for A and C if 3 c_B < c_A + c_C.

    Together that is c_A + c_B < c_C, which no costs between 1 and 2 satisfy and (1, 1, 3) do. VS's Theorem 2 is about
    all positive costs; on the boxes of section 1 it is not true.
    """
    mechanism = load_market(ROOT / "examples" / "markets" / "box-not-polarized.json")
    report = decide_dominating(mechanism)
    assert report.osp.holds
    assert decide_osp(Mechanism(replace(mechanism.protocol, selection=AnySelection()), mechanism.strategies)).holds
    assert not report.found
    evidence = report.found.verdict.evidence
    assert (evidence.agent, evidence.choices) == (0, (1, 2))
    c_a, c_b, c_c = evidence.costs
    assert 3 * c_a < c_b + c_c
    assert 3 * c_b < c_a + c_c
    check_round_trip(report.found.verdict)
    assert explain_dominating_report(report).endswith("to whom all positive costs are possible: not so here.")


def test_the_same_word_may_stand_for_two_strategies():
    """Myopic agents who are never given what they want choose otherwise: the strategies differ at a type."""
    both = exchange({(1, 1): (1, -1), (2, 2): (-1, 1)})
    silent = Mechanism(Protocol(both.market, both.protocol.menus, SelectionTable()), both.strategies)
    verdict = dominated(both, silent)
    assert isinstance(verdict.evidence, Unlike)
    assert both.chosen(verdict.evidence.agent, verdict.evidence.costs) != (0,)
    assert "makes choice" in explain_domination(verdict)
    check_round_trip(verdict)
    assert dominated(both, both).holds


def test_what_is_of_another_market_or_without_a_table_is_refused():
    mechanism = exchange({(1, 1): (1, -1)})
    opened = Mechanism(Protocol(mechanism.market, mechanism.protocol.menus, AnySelection()), mechanism.strategies)
    with pytest.raises(ValueError, match="only a table says what is selected"):
        dominated(mechanism, opened)
    with pytest.raises(ValueError, match="leaves open what is selected"):
        tabled(opened)
    with pytest.raises(ValueError, match="not of one market"):
        dominated(mechanism, exchange({(1, 1): (1, -1)}, preferences=Preferences(Box((1, 1), (2, 2)))))
    with pytest.raises(ValueError, match="a table in the making"):
        dominating_mechanism(
            Mechanism(Protocol(mechanism.market, mechanism.protocol.menus, ExPostOptimal()), mechanism.strategies)
        )
    broken = Mechanism.make(Protocol.make(market(), {"a": [Points(((3, 1),))]}, SelectionTable()))
    for ask in (lambda: dominating_mechanism(broken), lambda: non_redundant(broken.protocol)):
        with pytest.raises(ValueError, match="this is no trading protocol"):
            ask()


def test_the_report_tells_both_sides_of_the_theorem():
    mechanism = exchange({(1, 1): (1, -1), (2, 2): (-1, 1)})
    told = explain_dominating_report(decide_dominating(mechanism))
    assert "The protocol is non-redundant: all that is offered is selected somewhere." in told
    assert "The mechanism is obviously strategy-proof.\nA polarized ray mechanism effectively dominates it:" in told
    assert told.endswith("Its menus are polarized rays or remedial, and it is obviously strategy-proof.")
    reduced = Mechanism(essential_reduction(mechanism.protocol), mechanism.strategies)
    assert dominated(mechanism, reduced).holds
    assert decide_osp(reduced).holds
    assert HeldByRays(mechanism).shapes(0) == ["endowment", "ray", "ray"]
