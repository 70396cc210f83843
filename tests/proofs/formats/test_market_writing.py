"""What is written as a market file is read back as the same mechanism."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from proofs.formats.market_writing import market_to_plain
from proofs.formats.markets import load_market, market_from_plain
from proofs.trading.markets.domains import Box, FiniteDomain
from proofs.trading.markets.families import bilateral, budget_grid, pseudo_market, two_price
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Constraint, PairsFrom, Points, PolyhedralSet, Ray, Remedial
from proofs.trading.markets.protocols import Protocol

EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "markets").glob("*.json"))
HALF = Fraction(1, 2)
CUBE = Box((Fraction(1), Fraction(1)), (Fraction(2), Fraction(3)))
MARKET = Market.make(
    {"A": 2, "B": 1},
    ["one", "two"],
    [["1/2", 1], ["3/2", 0]],
    [[1, "2/3"], [0, -1]],
    endowment=[[1, "1/2"], [1, "1/2"]],
    preferences=[
        Preferences(CUBE, Law(atoms=(((Fraction(1), Fraction(2)), HALF),), uniform=((CUBE, HALF),))),
        Preferences(FiniteDomain(((Fraction(0), Fraction(1)), (Fraction(2), Fraction(1, 3)))), None),
    ],
    slack=["1", "3/2"],
    title="a market",
)


def read_back(mechanism):
    return market_from_plain(json.loads(json.dumps(market_to_plain(mechanism))))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_read_back(path):
    mechanism = load_market(path)
    again = read_back(mechanism)
    assert (again, again.market.title) == (mechanism, mechanism.market.title)


SETS = (
    Ray((1, -2)),
    Remedial(),
    Points(((1, "1/2"), (0, 1))),
    PolyhedralSet((Constraint((1, 1), 2), Constraint((1, 0), 1, True))),
)


@pytest.mark.parametrize(
    "mechanism",
    [
        Mechanism.make(Protocol.make(MARKET, {"one": SETS})),
        bilateral(MARKET, "one", "two", ["1/4", "-1/4"]),
        two_price(MARKET, {"one": (1, 2)}),
        pseudo_market(MARKET, [1, 2]),
        budget_grid(MARKET, [1, 2], "1/2"),
    ],
    ids=["sets", "bilateral", "two prices", "pseudo-market", "grid"],
)
def test_a_mechanism_is_read_back(mechanism):
    assert read_back(mechanism) == mechanism


def test_a_continuum_that_is_no_budget_cannot_be_written():
    other = PairsFrom((Constraint((1, 1), 5),))
    with pytest.raises(ValueError, match="that is no budget cannot be written"):
        market_to_plain(Mechanism.make(Protocol.make(MARKET, {"one": [other]})))
