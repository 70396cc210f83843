"""The smallest markets of which two classes of mechanisms differ, with exact numbers; the shares kept for the page."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest

from benchmarks import shares
from exact.rationals import text
from proofs import checker
from proofs.certificates import certificate
from proofs.claims.families.compared_markets import common_types, smaller_typed_market
from proofs.claims.families.smallest_markets import DIFFERENCES, in_order, saves, size, smallest, values_of
from proofs.report.replacing import kept_shares, percent
from proofs.trading.value.best import CLASSES

VALUES = [
    "1 0 0 0 0 0",
    "1 1 1/2 1/2 1/2 1/2",
    "1 1/3 1 1/3 1/3 1/3",
    "2 2 7/4 7/4 3/2 3/2",
    "1 1 1/2 1/2 1/2 2/5",
    "2 2 7/4 7/4 3/2 3/2",
    "1 1 1/2 1/2 0 0",
    "1 1 1/2 1/2 1/2 1/3",
    "1 1 1 1 1 5/6",
]
"""What the best of the six classes costs, in their order, in each of the smallest markets."""


@pytest.mark.parametrize(("difference", "told"), list(zip(DIFFERENCES, VALUES, strict=True)), ids=range(len(VALUES)))
def test_the_values_are_exact_and_verified(difference, told):
    rows = values_of(difference.market)
    assert list(rows) == list(CLASSES)
    assert all(row.is_exact for row in rows.values())
    assert " ".join(text(row.most) for row in rows.values()) == told
    assert difference.holds(rows)
    assert difference.among(difference.market)
    shown = dict.fromkeys(verdict for row in rows.values() for verdict in row.verdicts)
    assert all(verdict.verify() for verdict in shown)
    checker.verify(certificate(tuple(shown)))


def test_every_two_neighbours_differ_somewhere():
    for first, second in itertools.pairwise(CLASSES):
        assert any(saves(first, second)(values_of(difference.market)) for difference in DIFFERENCES)


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda difference: difference.words[:60])
def test_it_is_the_first_of_its_size_that_shows_the_difference(difference):
    market = difference.market
    assert smallest(difference, len(market.agents), len(market.tasks)) == market
    if len(market.agents) == 2 < len(market.tasks):
        assert smallest(difference, 2, 2) is None, "no market of fewer tasks shows it"


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda difference: difference.words[:60])
def test_nothing_smaller_that_is_proposed_shows_it(difference):
    proposed = [market for market in smaller_typed_market(difference.market) if difference.among(market)]
    assert not any(difference.holds(values_of(market)) for market in proposed)


def test_the_order_is_by_size():
    sizes = [size(market) for market in in_order(2, 2)]
    assert sizes == sorted(sizes)


def test_bilateral_trade_may_cost_more_than_a_constant_mechanism():
    """Three agents who exchange in a circle: the constant mechanism is no bilateral trade."""
    assert saves("bilateral", "constant")(values_of(DIFFERENCES[2].market))


# ---------------------------------------------------------------------------------------------------------- shares

KEPT = kept_shares()


def kept(part):
    head = {"agents": part.agents, "tasks": part.tasks, "types": part.types}
    return [row for row in KEPT if head.items() <= row.items()]


@pytest.mark.parametrize(
    "part", [part for part in shares.PARTS if part.tasks == 2 and part.drawn is None and part.agents + part.types < 5]
)
def test_the_shares_that_are_kept_are_counted_so(part):
    """Of two tasks, and two types of two agents or one of three, all are counted again; the others take too long."""
    assert shares.counted(part) == kept(part)


def test_every_part_is_kept_and_nothing_else():
    assert sum(len(kept(part)) for part in shares.PARTS) == len(KEPT)
    assert all(kept(part) for part in shares.PARTS)
    for row in KEPT:
        assert row["equal"]["all"] <= min(row["equal"]["3=5"], row["equal"]["5=6"]) <= row["markets"]
        assert all(0 <= Fraction(part) <= 1 for part in row["part saved"])


def test_what_is_proved_of_all_markets_is_so_of_the_shares():
    for row in KEPT:
        if row["types"] == 1:
            assert row["equal"]["5=6"] == row["markets"]
        if row["agents"] == 2 and row["types"] == 1:
            assert row["equal"]["all"] == row["markets"]
        if row["agents"] == row["tasks"] == 2 and row["performance"] == shares.PATTERNS[1]:
            assert row["equal"]["3=5"] == row["markets"], "nobody is strictly better at both tasks"
        if row["agents"] == 2 < row["tasks"] and row["performance"] == shares.PATTERNS[0]:
            assert row["equal"]["5=6"] == row["markets"], "corner types: costs are 1 and 2"


def test_a_drawn_part_is_the_same_every_time():
    part = shares.Part(3, 3, 2, drawn=8)
    assert list(part.markets()) == list(part.markets())
    assert any(common_types(market) for market, _ in part.markets())


def test_a_share_is_never_rounded_to_nothing_or_all():
    assert [percent(Fraction(n, 10000)) for n in (0, 1, 1234, 9999, 10000)] == [
        "0.0%",
        "0.1%",
        "12.3%",
        "99.9%",
        "100.0%",
    ]


def test_the_table_has_a_line_for_each_row():
    lines = list(shares.table(KEPT))
    assert len(lines) == len(KEPT) + 2
    assert lines[2].startswith("| 2, 2, 1 | somebody strictly better at all tasks | common types | 10 | 100.0%")
