"""Market files as games: agents with finitely many types, of linear costs or with a table of workloads.

An agent may have `workloads` in the place of `costs` (VS, footnote 16: preferences need not be linear): for each named
type the workload of every bundle that may be selected for it, of which less is better. Every agent with a choice has
finitely many types, by name or by costs. Strategies name a type by its name, or by its costs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from exact.rationals import integer, rational, text
from exact.showing.display import Displayed
from proofs.formats.classes import by_tasks
from proofs.formats.markets import bundle_at, market_from_plain
from proofs.formats.parameters import NO_VALUES, Values, load_at
from proofs.plain.keys import MARKET, check_format, list_at, mapping_at, object_at, unknown_name
from proofs.trading.games.game import GameType
from proofs.trading.games.report import Chosen
from proofs.trading.markets.bundles import Bundle, texts
from proofs.trading.markets.domains import FiniteDomain
from proofs.trading.markets.mechanisms import ChoiceTable, Mechanism, Myopic, Regions
from proofs.trading.markets.protocols import Protocol


@dataclass(frozen=True)
class PlayedMechanism(Displayed):
    """A trading protocol, the types of each agent, and the choices of its strategies (`None`: they leave ties open)."""

    protocol: Protocol
    types: tuple[tuple[GameType, ...], ...]
    chosen: Chosen | None


def load_game(path: Path | str, at: Values = NO_VALUES) -> PlayedMechanism:
    """The mechanism in a market file, with workloads of any sort; where its `parameters` have the values `at`."""
    return load_at(path, game_from_plain, at)


def game_from_plain(data: Any) -> PlayedMechanism:
    """The mechanism that a market file describes, as a game. Raises `ValueError` or `TypeError` with the place."""
    check_format(data, MARKET)
    data = by_tasks(data)
    agents = mapping_at(data["agents"], "agents") if "agents" in data else {}
    tabled = {name: plain for name, plain in agents.items() if isinstance(plain, Mapping) and "workloads" in plain}
    for name, plain in tabled.items():
        if "costs" in plain:
            raise ValueError(f"agents.{name}.workloads: costs are given too; give one of the two")
    given = mapping_at(data.get("strategy", {}), "strategy")
    linear = {
        **data,
        "agents": {
            name: {key: value for key, value in own.items() if key != "workloads"} if name in tabled else own
            for name, own in agents.items()
        },
        "strategy": {name: value for name, value in given.items() if name not in tabled},
    }
    mechanism = market_from_plain(linear)
    tasks = mechanism.market.tasks
    types: list[tuple[GameType, ...]] = []
    chosen: list[tuple[int | None, ...] | None] = []
    for j, name in enumerate(mechanism.market.agents):
        if name in tabled:
            own = _workloads(tabled[name]["workloads"], tasks, f"agents.{name}.workloads")
            made = _named_choices(given.get(name, "myopic"), own, len(mechanism.protocol.menus[j]), f"strategy.{name}")
        else:
            own, made = _linear(mechanism, j)
        types.append(own)
        chosen.append(made)
    closed = tuple(row for row in chosen if row is not None)
    return PlayedMechanism(mechanism.protocol, tuple(types), closed if len(closed) == len(chosen) else None)


def _workloads(data: Any, tasks: tuple[str, ...], where: str) -> tuple[GameType, ...]:
    found: list[GameType] = []
    for at, entry in enumerate(list_at(data, where)):
        place = f"{where}[{at}]"
        read = object_at(entry, place, ("type", "bundles"), ("probability",))
        if not isinstance(read["type"], str) or not read["type"]:
            raise ValueError(f"{place}.type: the name of a type is a text that is not empty")
        if read["type"] in [each.name for each in found]:
            raise ValueError(f'{place}.type: "{read["type"]}" occurs twice; names of types are distinct')
        chance = rational(read["probability"], f"{place}.probability") if "probability" in read else None
        if chance is not None and chance < 0:
            raise ValueError(f"{place}.probability: it is negative; probabilities are at least 0")
        found.append(GameType(read["type"], None, _table(read["bundles"], tasks, f"{place}.bundles"), chance))
    if not found:
        raise ValueError(f"{where}: the list is empty; an agent has at least one type")
    chances = [each.probability for each in found if each.probability is not None]
    if chances and len(chances) != len(found):
        raise ValueError(f"{where}: some types have a probability and some have not; give all or none")
    if chances and sum(chances) != 1:
        raise ValueError(f"{where}: the probabilities sum to {text(sum(chances))}, not to 1")
    return tuple(found)


def _table(data: Any, tasks: tuple[str, ...], where: str) -> tuple[tuple[Bundle, Fraction], ...]:
    table: dict[Bundle, Fraction] = {}
    for at, entry in enumerate(list_at(data, where)):
        read = object_at(entry, f"{where}[{at}]", ("bundle", "workload"))
        x = bundle_at(read["bundle"], tasks, f"{where}[{at}].bundle")
        if x in table:
            raise ValueError(f"{where}[{at}].bundle: it occurs twice; give its workload once")
        table[x] = rational(read["workload"], f"{where}[{at}].workload")
    return tuple(table.items())


def _named_choices(data: Any, own: tuple[GameType, ...], choices: int, where: str) -> tuple[int | None, ...] | None:
    """The choice of each type that a strategy names; the others are myopic, and "any myopic" leaves ties open."""
    if data in ("myopic", "any myopic"):
        return (None,) * len(own) if data == "myopic" else None
    if not isinstance(data, list):
        raise ValueError(f'{where}: of types with workloads a strategy is "myopic", "any myopic", or a list of choices')
    names = [each.name for each in own]
    made: dict[str, int] = {}
    for at, entry in enumerate(data):
        read = object_at(entry, f"{where}[{at}]", ("type", "choice"))
        if read["type"] not in names:
            raise ValueError(unknown_name(read["type"], names, "the types", f"{where}[{at}].type"))
        if read["type"] in made:
            raise ValueError(f"{where}[{at}].type: a type occurs twice; give its choice once")
        k = integer(read["choice"], f"{where}[{at}].choice")
        if not 0 <= k < choices:
            raise ValueError(f"{where}[{at}].choice: {k} is no choice; the menu has 0 to {choices - 1}")
        made[read["type"]] = k
    return tuple(made.get(name) for name in names)


def _linear(mechanism: Mechanism, j: int) -> tuple[tuple[GameType, ...], tuple[int | None, ...] | None]:
    """The types of an agent with linear costs, and what its strategy has them choose."""
    market, strategy = mechanism.market, mechanism.strategies[j]
    preferences = market.preferences[j]
    if len(mechanism.protocol.menus[j]) == 1:
        return (GameType("any"),), (0,)
    if not isinstance(preferences.domain, FiniteDomain):
        raise ValueError(
            f"agents.{market.agents[j]}.costs: a game takes finitely many types of an agent with a choice; give types, "
            "or workloads (of all costs in a box or an orthant `osp` asks whether choices are obviously dominant)"
        )
    law = None if preferences.law is None else dict(preferences.law.atoms)
    types = tuple(
        GameType(f"({', '.join(texts(at))})", at, (), None if law is None else law.get(at, Fraction(0)))
        for at in preferences.domain.types
    )
    if isinstance(strategy, Myopic):
        return types, (None,) * len(types) if strategy.ties == "cautious" else None
    if isinstance(strategy, ChoiceTable):
        return types, tuple(dict(strategy.choices).get(at) for at in preferences.domain.types)
    assert isinstance(strategy, Regions)
    return types, tuple(mechanism.chosen(j, at)[0] for at in preferences.domain.types)
