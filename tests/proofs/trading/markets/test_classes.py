"""Classes of tasks: the two questions beside definitions tried amount by amount, and certificates."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs.certificates import certificate, verdicts
from proofs.trading.dominance.explaining import decide_osp
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.classes import amounts_clear, keeps_shares
from proofs.trading.markets.domains import Box, signed_orthant
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism, Regions, Rule
from proofs.trading.markets.menus import Points, Ray, Remedial
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import AnySelection, ExPostOptimal, SelectionTable
from proofs.trading.markets.two_tasks import mechanism_of_classes
from proofs.trading.value.classification import decide_classes, explain_classes
from proofs.trading.value.costs import cost_of_mechanism
from tests.corpus import corpus
from tests.corpus.classes import ALIKE, CLASSES, PROTOCOLS, TASKS, market
from tests.mutations import check_mutants


@st.composite
def status_quos(draw: st.DrawFn) -> list[list[int]]:
    """Two or three agents with up to two of each of three tasks, alike half of the time."""
    rows = [[draw(st.integers(0, 2)) for _ in range(3)] for _ in range(draw(st.integers(2, 3)))]
    if draw(st.booleans()):
        rows = [[x * k for x in rows[0]] for k in (1, 2, 0)[: len(rows)]]
    return rows


def described(sigma, classes, amounts):
    """The bundle with these amounts, in the shares of the status quo; `None` of a class of which there is nothing."""
    row = [Fraction(0)] * len(sigma)
    for members, given_of in zip(classes, amounts, strict=True):
        whole = sum(sigma[i] for i in members)
        if not whole and given_of:
            return None
        for i in members if whole else ():
            row[i] = given_of * Fraction(sigma[i], whole)
    return row


@settings(max_examples=60, deadline=None)
@given(status_quos())
def test_amounts_clear_exactly_if_no_amounts_leave_a_task_over(status_quo) -> None:
    numbers = [sum(column) for column in zip(*status_quo, strict=True)]
    market = Market.make(dict(zip("xyz", numbers, strict=True)), [str(j) for j in range(len(status_quo))], status_quo)
    parts = [(Fraction(a, 2), Fraction(b, 2), 1 - Fraction(a + b, 2)) for a in range(3) for b in range(3 - a)]
    due = [sum(numbers[i] for i in members) for members in CLASSES]
    always = True
    for one, two in itertools.product({part[: len(status_quo) - 1] for part in parts}, repeat=2):
        split = [[*own, 1 - sum(own)] for own in (one, two)]
        amounts = [[due[k] * split[k][j] for k in range(2)] for j in range(len(status_quo))]
        rows = [described(sigma, CLASSES, own) for sigma, own in zip(status_quo, amounts, strict=True)]
        if None not in rows:
            always = always and [sum(column) for column in zip(*rows, strict=True)] == numbers
    assert amounts_clear(market, CLASSES).holds == always


@settings(max_examples=60, deadline=None)
@given(st.tuples(*[st.integers(0, 3)] * 3))
def test_a_mechanism_keeps_shares_exactly_if_amounts_describe_what_it_selects(moved) -> None:
    first = [Fraction(x) for x in moved]
    rest = [n - x for n, x in zip((3, 6, 4), first, strict=True)]
    one = market(ALIKE)
    trades = {"1": [Points((one.endowment[0], bundle(first)))], "2": [Points((one.endowment[1], bundle(rest)))]}
    protocol = Protocol.make(one, trades, SelectionTable((((1, 1), (bundle(first), bundle(rest))),)))
    literally = all(
        described(sigma, CLASSES, [sum(row[i] for i in members) for members in CLASSES]) == list(row)
        for sigma, row in zip(ALIKE, (first, rest), strict=True)
    )
    assert keeps_shares(protocol, CLASSES).holds == literally


@pytest.mark.parametrize("kind", ["keeps class shares: ", "class amounts clear: "])
def test_what_the_checker_accepts_of_mutants_is_true(kind: str) -> None:
    def is_true(statement) -> bool:
        try:
            (verdict,) = verdicts({"format": "exact-proofs/certificate/1", "statements": [statement]})
        except ValueError:
            return False
        asked = verdict.statement
        if kind == "keeps class shares: ":
            return keeps_shares(asked.protocol, asked.classes).holds == verdict.holds
        return amounts_clear(asked.market, asked.classes).holds == verdict.holds

    for _, verdict in corpus(kind):
        check_mutants(certificate(verdict), is_true)


def test_the_report_tells_amounts_and_shares() -> None:
    named = {"A": CLASSES[0], "B": CLASSES[1]}
    words = explain_classes(decide_classes(PROTOCOLS["yes, in shares"](), named))
    assert "1 has in the status quo of A 3, a unit is x 1/3, y 2/3 and costs the designer 0; of B 2, " in words
    assert "at 1 1, 2 1: 1 A 6, B 0; 2 A 3, B 4" in words
    words = explain_classes(decide_classes(PROTOCOLS["no, another share"](), named))
    assert "at 1 1, 2 1 1 gets x 2, y 3, z 1: of x that is another share" in words
    words = explain_classes(decide_classes(PROTOCOLS["yes, who has nothing gets nothing"](), named))
    assert "of B nothing" in words


def test_questions_that_do_not_fit() -> None:
    protocol = PROTOCOLS["yes, in shares"]()
    for wrong in ([[0, 1]], [[0, 1], [1, 2]], [[0, 1, 2], []]):
        with pytest.raises(ValueError, match="every task belongs to exactly one class"):
            keeps_shares(protocol, wrong)
        with pytest.raises(ValueError, match="every task belongs to exactly one class"):
            amounts_clear(protocol.market, wrong)
    opened = Protocol.make(market(ALIKE), {"1": [Ray((1, 2, -2))]}, AnySelection())
    with pytest.raises(ValueError, match="asked of a table"):
        keeps_shares(opened, CLASSES)
    with pytest.raises(ValueError, match='"any" stands for every rule'):
        decide_classes(opened, {"A": CLASSES[0], "B": CLASSES[1]})
    wrong_table = SelectionTable((((1, 0), (bundle((0, 0, 0)), bundle((3, 6, 4)))),))
    with pytest.raises(ValueError, match="this is no trading protocol"):
        keeps_shares(Protocol.make(market(ALIKE), {"1": [Ray((1, 2, -2))]}, wrong_table), CLASSES)


# -------------------------------------------------------------------------------------------- each class as a task


def of_types(rng: random.Random) -> tuple[Mechanism, dict[str, list[int]]]:
    """Two agents with the same shares, types of three tasks, and rays in the shares."""
    parts = rng.choice([(1, 2), (1, 1), (2, 1)])
    rows = [[parts[0], parts[1], 2], [parts[0] * 2, parts[1] * 2, 1]]
    numbers = dict(zip("xyz", map(sum, zip(*rows, strict=True)), strict=True))
    known = [
        Preferences.finite({(rng.randint(1, 4), rng.randint(1, 4), 2): "1/3", (1, 1, 3): "1/6", (5, 5, 1): "1/2"})
        for _ in rows
    ]
    pi = [[rng.randint(0, 9) for _ in range(3)] for _ in rows]
    market = Market.make(numbers, ["1", "2"], rows, pi, preferences=known)
    whole = sum(parts)
    menus = {
        name: [Ray((Fraction(sign * parts[0], whole), Fraction(sign * parts[1], whole), -sign * rng.randint(1, 3)))]
        for name, sign in (("1", 1), ("2", -1))
    }
    return Mechanism.make(Protocol.make(market, menus, ExPostOptimal())), {"A": [0, 1], "B": [2]}


@pytest.mark.parametrize("seed", range(12))
def test_classes_as_tasks_are_the_same_mechanism(seed: int) -> None:
    mechanism, classes = of_types(random.Random(seed))
    smaller = mechanism_of_classes(mechanism, classes)
    assert smaller.market.tasks == ("A", "B")
    assert value(smaller) == value(mechanism)
    assert smaller.market.social_cost(smaller.market.status_quo) == mechanism.market.social_cost(
        mechanism.market.status_quo
    )
    assert decide_osp(smaller).holds == decide_osp(mechanism).holds
    assert decide_polarized(smaller).holds == decide_polarized(mechanism).holds


def value(mechanism: Mechanism) -> Fraction:
    return cost_of_mechanism(mechanism).statement.value


def test_laws_trades_and_tables_go_to_classes() -> None:
    box = Box((1, 1, 1), (1, 3, 2))
    boxes = [Preferences(box, Law.on_box(box)), Preferences.positive(3)]
    market = Market.make(TASKS, ["1", "2"], ALIKE, preferences=boxes)
    trades = {"1": [Points(((1, 2, 2), (2, 4, 0)))], "2": [Points(((2, 4, 2), (1, 2, 4)))]}
    table = SelectionTable((((1, 1), (bundle((2, 4, 0)), bundle((1, 2, 4)))),))
    smaller = mechanism_of_classes(Mechanism.make(Protocol.make(market, trades, table)), {"A": [0, 1], "B": [2]})
    third = Fraction(1, 3)
    assert smaller.market.preferences[0].domain == Box((1, 1), (1 + 4 * third, 2))
    assert smaller.market.preferences[0].law == Law.on_box(Box((1, 1), (1 + 4 * third, 2)))
    assert smaller.protocol.menus[0][1] == Points(((3, 2), (6, 0)))
    assert smaller.protocol.selected((1, 1)) == ((6, 0), (3, 4))


def test_what_is_no_mechanism_of_classes_is_told() -> None:
    named = {"A": [0, 1], "B": [2]}

    def asked(one: Market, *sets, **more):
        return mechanism_of_classes(Mechanism.make(Protocol.make(one, {"1": list(sets)}), **more), named)

    with pytest.raises(ValueError, match="the tasks of a class in different shares"):
        asked(market([[2, 2, 2], [1, 4, 2]]))
    with pytest.raises(ValueError, match=r"^agents\.1\.menu: \(1, 1, -1\) does not have the shares"):
        asked(market(ALIKE), Ray((1, 1, -1)))
    with pytest.raises(ValueError, match=r"^agents\.1\.menu: of classes only rays, points and trades are read"):
        asked(market(ALIKE), Remedial())
    with pytest.raises(ValueError, match=r"^agents\.1\.endowment: \(2, 2, 2\) does not have the shares"):
        asked(market(ALIKE, [[2, 2, 2], [1, 4, 2]]))
    with pytest.raises(ValueError, match=r"^strategy\.1: only myopic strategies"):
        asked(market(ALIKE), Ray((1, 2, -2)), strategies={"1": Regions((Rule((), (), 1),))})
    wide = Preferences.uniform([1, 1, 1], [2, 2, 2])
    with pytest.raises(ValueError, match=r"^agents\.1\.costs: the costs of several tasks of a class are uniform"):
        asked(Market.make(TASKS, ["1", "2"], ALIKE, preferences=wide))
    with pytest.raises(ValueError, match=r"^agents\.1\.costs: this question takes all tasks for burdens"):
        asked(Market.make(TASKS, ["1", "2"], ALIKE, preferences=Preferences(signed_orthant(3, [2]))))
