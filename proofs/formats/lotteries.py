"""Market files in which agents draw their menus (VS, section 4): lotteries over protocols.

An agent has `menus`, a list of menus with probabilities, in the place of `menu`. Agents draw independently, see what is
drawn before they choose, and what is selected is ex-post optimal for the menus drawn. A file without `menus` is a
lottery with one draw.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from exact.rationals import rational, text
from proofs.formats.markets import market_from_plain
from proofs.formats.parameters import NO_VALUES, Values, load_at
from proofs.plain.keys import MARKET, check_format, list_at, mapping_at, object_at
from proofs.trading.markets.mechanisms import Mechanism

MAX_DRAWS = 200
"""How many combinations of the menus drawn are asked about."""

Draws = tuple[tuple[Mechanism, Fraction], ...]
"""The mechanisms that may be drawn, with their probabilities."""


def load_lottery(path: Path | str, at: Values = NO_VALUES) -> Draws:
    """The mechanisms that the file draws from; of one with `parameters` where these have the values `at`."""
    return load_at(path, lottery_from_plain, at)


def lottery_from_plain(data: Any) -> Draws:
    """The mechanisms that a market file draws from. Raises `ValueError` or `TypeError` with the place."""
    check_format(data, MARKET)
    agents = {name: mapping_at(plain, f"agents.{name}") for name, plain in _agents(data).items()}
    drawn = {name: _menus(plain, name) for name, plain in agents.items() if "menus" in plain}
    if not drawn:
        return ((market_from_plain(data), Fraction(1)),)
    _check_rest(data)
    if math.prod(map(len, drawn.values())) > MAX_DRAWS:
        raise ValueError(f"agents: more than {MAX_DRAWS} combinations of menus that may be drawn; give fewer menus")
    found = []
    for picked in itertools.product(*(enumerate(menus) for menus in drawn.values())):
        at = dict(zip(drawn, picked, strict=True))
        plain = {
            name: {key: value for key, value in own.items() if key != "menus"}
            | ({"menu": at[name][1][1]} if name in at else {})
            for name, own in agents.items()
        }
        probability = math.prod((chance for _, (chance, _) in at.values()), start=Fraction(1))
        found.append((_read({**data, "agents": plain}, {name: place for name, (place, _) in at.items()}), probability))
    return tuple(found)


def _agents(data: Mapping[str, Any]) -> Mapping[str, Any]:
    return mapping_at(data["agents"], "agents") if "agents" in data else {}


def _menus(agent: Mapping[str, Any], name: str) -> list[tuple[Fraction, Any]]:
    """The menus of an agent with their probabilities."""
    where = f"agents.{name}.menus"
    if "menu" in agent:
        raise ValueError(f"{where}: menu is given too; give one of the two")
    found = []
    for at, entry in enumerate(list_at(agent["menus"], where)):
        plain = object_at(entry, f"{where}[{at}]", ("probability", "menu"))
        chance = rational(plain["probability"], f"{where}[{at}].probability")
        if chance <= 0:
            raise ValueError(f"{where}[{at}].probability: {text(chance)} is not positive; leave out what is not drawn")
        found.append((chance, plain["menu"]))
    total = sum((chance for chance, _ in found), Fraction(0))
    if total != 1:
        raise ValueError(f"{where}: the probabilities add up to {text(total)}, not 1")
    return found


def _check_rest(data: Mapping[str, Any]) -> None:
    """Refuse what refers to the choices of one menu: a table of selections, and strategies that name choices."""
    if isinstance(data.get("selection"), list):
        raise ValueError('selection: a table is for one protocol; where menus are drawn write "ex-post optimal"')
    for name, strategy in mapping_at(data.get("strategy", {}), "strategy").items():
        if not isinstance(strategy, str):
            raise ValueError(f'strategy.{name}: where menus are drawn a strategy is "myopic" or "any myopic"')


def _read(data: Any, places: Mapping[str, int]) -> Mechanism:
    """The mechanism that is drawn; what is wrong with its menus is told where the file has them."""
    try:
        return market_from_plain(data)
    except (ValueError, TypeError) as error:
        said = str(error)
        for name, at in places.items():
            head = f"agents.{name}.menu"
            if said.startswith((f"{head}:", f"{head}[")):
                said = f"agents.{name}.menus[{at}].menu{said.removeprefix(head)}"
        raise type(error)(said) from None
