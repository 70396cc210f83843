"""Market files: JSON objects of the format "exact-proofs/market/1" as mechanisms.

`market_from_plain` takes the parsed object and returns a `Mechanism`: the market, its menus, the selection rule and the
strategies. Everything is checked by hand, key by key; an error names the place (`agents.j1.costs.box.A: ...`) and what
would do. Numbers are integers or exact strings. Tasks left out of a bundle, a direction or a performance count as 0.
Costs are negative only where the file says so: of its `goods`, and where the rows of a polyhedron allow it. Bundles are
negative, and sums open, of `payments` that say so.

The keys and what they mean are in docs/reference/market-file.md, and in `proofs.formats.market_schema`. A budget is the
fixed-price pseudo-market: a continuum of choices, or one for each bundle of a grid, or a single demand set.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

from exact.computer_algebra import is_interval
from exact.rationals import integer, rational, text
from exact.showing.display import counted
from proofs.formats.classes import by_tasks, classes_from_plain
from proofs.formats.parameters import KEY, NO_VALUES, Values, load_at
from proofs.plain.keys import (
    MARKET,
    check_format,
    kind_of,
    list_at,
    mapping_at,
    object_at,
    placed,
    unknown_name,
    unknown_word,
)
from proofs.trading.markets.bundles import Assignment, Bundle, dot, plus
from proofs.trading.markets.domains import Box, CostRow, FiniteDomain, PolyhedralDomain, interval, signed_orthant
from proofs.trading.markets.families import grid_points
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import ChoiceTable, Mechanism, Myopic, Regions, Rule, Strategy
from proofs.trading.markets.menus import Constraint, PairsFrom, Points, PolyhedralSet, Ray, Remedial, TradingSet
from proofs.trading.markets.protocols import Protocol, check_set
from proofs.trading.markets.selections import AnySelection, ExPostOptimal, Selection, SelectionTable
from proofs.trading.markets.supply import Payment, Supply, number_of

_MARKET = (
    ("format", "tasks", "agents"),
    ("title", "comment", KEY, "goods", "payments", "classes", "selection", "strategy"),
)
_AGENT = ("status_quo",), ("performance", "endowment", "slack", "costs", "workloads", "menu", "menus")
_COSTS = "box", "types", "polyhedron", "law"
_LAW = ("atoms", "rest", "mixture")
_SETS = ("ray", "points", "trades", "polyhedron", "budget")
_OF_A_BUDGET = ("grid", "demand")
_SENSES: dict[str, Literal["<=", "<", "="]] = {
    "at_most": "<=",
    "at_least": "<=",
    "equal": "=",
    "below": "<",
    "above": "<",
}
"""How a row of a polyhedron of costs is bounded; what is to be at least or above its bound is kept as its negative."""
_ELSEWHERE = {
    **dict.fromkeys((*_MARKET[0], *_MARKET[1]), "at the top of the file"),
    **dict.fromkeys((*_AGENT[0], *_AGENT[1]), "beside the other keys of an agent"),
    **dict.fromkeys(_COSTS, 'inside the costs of an agent: "costs": {"box": ..., "law": ...}'),
    **dict.fromkeys(_LAW, "inside a law"),
    **{key: f'in an entry of an agent\'s menu: "menu": [{{"{key}": ...}}]' for key in (*_SETS, *_OF_A_BUDGET)},
    "polyhedron": "inside the costs of an agent, or in an entry of its menu",
}
"""Where the keys of a market file belong, for one that stands where it does not."""


def load_market(path: Path | str, at: Values = NO_VALUES) -> Mechanism:
    """The mechanism in a market file; of one with `parameters` where these have the values `at`."""
    return load_at(path, market_from_plain, at)


def load_classes(path: Path | str, at: Values = NO_VALUES) -> tuple[Mechanism, dict[str, tuple[int, ...]]]:
    """The mechanism in a market file with classes, and the classes, each with the places of its tasks."""
    return load_at(path, lambda data: (market_from_plain(data), classes_from_plain(data)), at)


def market_from_plain(data: Any) -> Mechanism:
    """The mechanism that a market file describes.

    Without menus everybody keeps the endowment; without `selection` it is ex-post optimal; without `strategy` everybody
    is myopic; without `costs` all nonnegative costs are possible. Raises `ValueError` or `TypeError` with the place.
    """
    check_format(data, MARKET)
    data = by_tasks(data)
    read = object_at(data, "", *_MARKET, _ELSEWHERE)
    tasks = tuple(mapping_at(read["tasks"], "tasks"))
    goods = _goods(read.get("goods", []), tasks)
    named = mapping_at(read["agents"], "agents")
    agents = {name: object_at(plain, f"agents.{name}", *_AGENT, _ELSEWHERE) for name, plain in named.items()}
    drawn = next((name for name, plain in agents.items() if "menus" in plain), None)
    if drawn is not None:
        raise ValueError(
            f"agents.{drawn}.menus: menus that are drawn are a lottery over protocols, and this question is about one; "
            'give "menu" (`proofs cost` takes a lottery)'
        )
    tabled = next((name for name, plain in agents.items() if "workloads" in plain), None)
    if tabled is not None:
        raise ValueError(
            f"agents.{tabled}.workloads: preferences that are no sum of costs make a game, and this question is about "
            "costs; give costs (`proofs equilibria` takes workloads)"
        )
    market = _market(read, tasks, goods, agents)
    trades = {
        name: _menu(plain.get("menu", []), market, market.agents.index(name), f"agents.{name}.menu")
        for name, plain in agents.items()
    }
    protocol = Protocol.make(market, trades, _selection(read.get("selection", "ex-post optimal"), market))
    plain = mapping_at(read.get("strategy", {}), "strategy")
    for name in plain:
        market.agent(name, "strategy")
    strategies = {name: _strategy(given, tasks, f"strategy.{name}") for name, given in plain.items()}
    return Mechanism.make(protocol, strategies)


def _goods(data: Any, tasks: tuple[str, ...]) -> tuple[int, ...]:
    """The places of the tasks that are goods."""
    named = list_at(data, "goods")
    for at, name in enumerate(named):
        if name not in tasks:
            raise ValueError(unknown_name(name, tasks, "tasks", f"goods[{at}]"))
    return tuple(i for i, task in enumerate(tasks) if task in named)


def _supply(read: Mapping[str, Any], tasks: tuple[str, ...]) -> dict[str, Supply]:
    """How much there is of each task: a number, or what a payment need not be."""
    numbers: dict[str, Supply] = {task: integer(number, f"tasks.{task}") for task, number in read["tasks"].items()}
    for task, plain in mapping_at(read.get("payments", {}), "payments").items():
        where = f"payments.{task}"
        if task not in tasks:
            raise ValueError(unknown_name(task, tasks, "tasks", "payments"))
        given = object_at(plain, where, (), ("negative", "supply"))
        negative, supply = given.get("negative", False), given.get("supply", "fixed")
        if not isinstance(negative, bool):
            raise TypeError(f"{where}.negative: true or false was expected, not {kind_of(negative)}")
        if supply not in ("fixed", "open"):
            raise ValueError(unknown_word(supply, ("fixed", "open"), f"{where}.supply"))
        if not negative and supply == "fixed":
            raise ValueError(f'{where}: say what sets it apart from a task: "negative": true, or "supply": "open"')
        numbers[task] = Payment(number_of(numbers[task]), supply == "fixed", not negative)
    return numbers


def _market(
    read: Mapping[str, Any], tasks: tuple[str, ...], goods: tuple[int, ...], agents: Mapping[str, dict[str, Any]]
) -> Market:
    def rows(key: str, otherwise: str | None = None) -> list[Bundle]:
        return [
            bundle_at(plain.get(key, plain.get(otherwise or key, {})), tasks, f"agents.{name}.{key}")
            for name, plain in agents.items()
        ]

    title = read.get("title", "")
    if not isinstance(title, str):
        raise TypeError(f"title: a string was expected, not {kind_of(title)}")
    return Market.make(
        _supply(read, tasks),
        tuple(agents),
        rows("status_quo"),
        rows("performance"),
        rows("endowment", "status_quo"),
        [
            _preferences(plain.get("costs", "nonnegative"), tasks, goods, f"agents.{name}.costs")
            for name, plain in agents.items()
        ],
        [rational(plain.get("slack", 1), f"agents.{name}.slack") for name, plain in agents.items()],
        title,
    )


# -------------------------------------------------------------------------------------------------------- preferences


def _preferences(data: Any, tasks: tuple[str, ...], goods: tuple[int, ...], where: str) -> Preferences:
    if isinstance(data, str):
        if data not in ("nonnegative", "positive"):
            raise ValueError(f'{where}: "{data}"; write "nonnegative", "positive", a box, types or a polyhedron')
        return Preferences(signed_orthant(len(tasks), goods, data == "positive"))
    read = object_at(data, where, (), _COSTS, _ELSEWHERE)
    if sum(key in read for key in ("box", "types", "polyhedron")) != 1:
        raise ValueError(f"{where}: give one of box, types and polyhedron")
    if "law" in read and "polyhedron" in read:
        raise ValueError(
            f"{where}.law: no question goes by the law of a polyhedron of costs; leave it out, or give a box or types"
        )
    if "polyhedron" in read:
        return Preferences(_polyhedron(read["polyhedron"], tasks, f"{where}.polyhedron"))
    if "box" in read:
        box = _box(read["box"], tasks, f"{where}.box")
        return _placed(where, box, _law(read.get("law"), box, tasks, f"{where}.law"), tasks, goods)
    types, listed = _types(read["types"], tasks, f"{where}.types")
    law = read.get("law")
    if law is not None and listed is not None:
        raise ValueError(f"{where}: probabilities are given both in types and in law; give them once")
    if law == "uniform":
        listed = [Fraction(1, len(types))] * len(types)
    elif isinstance(law, str):
        raise ValueError(unknown_word(law, ("uniform",), f"{where}.law") + ", or a list of probabilities")
    elif law is not None:
        numbers = list_at(law, f"{where}.law")
        if len(numbers) != len(types):
            given = counted(len(numbers), "probability", "probabilities")
            raise ValueError(f"{where}.law: {given} for {counted(len(types), 'type')}")
        listed = [rational(p, f"{where}.law") for p in numbers]
    finite = None if listed is None else tuple(zip(types, listed, strict=True))
    return _placed(where, types, finite, tasks, goods)


def _placed(
    where: str,
    domain: Box | list[Bundle],
    law: Law | tuple[tuple[Bundle, Fraction], ...] | None,
    tasks: tuple[str, ...],
    goods: tuple[int, ...],
) -> Preferences:
    """Preferences, with the place put before what is wrong with them; goods cost nobody more than 0."""
    highest = [domain.upper] if isinstance(domain, Box) else domain
    for i in goods:
        if any(costs[i] > 0 for costs in highest):
            mixed = "; a task that some like and others do not can be had by a polyhedron"
            raise ValueError(f"{where}: a cost of {tasks[i]} is above 0, but it is one of the goods{mixed}")
    try:
        known = FiniteDomain(tuple(domain)) if isinstance(domain, list) else domain
        return Preferences(known, Law(atoms=law) if isinstance(law, tuple) else law, goods)
    except ValueError as error:
        mend = '; a task that is liked goes into "goods"' if "a cost is negative" in str(error) else ""
        raise ValueError(placed(where, str(error)) + mend) from None


def _polyhedron(data: Any, tasks: tuple[str, ...], where: str) -> PolyhedralDomain:
    """Costs under linear conditions, of any sign: `at_most`, `at_least`, `equal`, and strictly `below` or `above`."""
    rows = []
    for at, entry in enumerate(list_at(data, where)):
        place = f"{where}[{at}]"
        read = object_at(entry, place, ("coefficients",), _SENSES)
        given = [key for key in _SENSES if key in read]
        if len(given) != 1:
            raise ValueError(f"{place}: give one of {', '.join(_SENSES)}")
        coefficients = bundle_at(read["coefficients"], tasks, f"{place}.coefficients")
        bound, sign = rational(read[given[0]], f"{place}.{given[0]}"), -1 if given[0] in ("at_least", "above") else 1
        rows.append(CostRow(tuple(sign * value for value in coefficients), _SENSES[given[0]], sign * bound))
    try:
        return PolyhedralDomain(len(tasks), tuple(rows))
    except ValueError as error:
        raise ValueError(placed(where, str(error).removeprefix("polyhedron: "))) from None


def _types(data: Any, tasks: tuple[str, ...], where: str) -> tuple[list[Bundle], list[Fraction] | None]:
    types, probabilities = [], []
    for at, entry in enumerate(list_at(data, where)):
        plain = dict(mapping_at(entry, f"{where}[{at}]"))
        if "probability" not in tasks and "probability" in plain:
            probabilities.append(rational(plain.pop("probability"), f"{where}[{at}].probability"))
        types.append(_costs(plain, tasks, f"{where}[{at}]"))
    if probabilities and len(probabilities) != len(types):
        raise ValueError(f"{where}: some types have a probability and some have not; give all or none")
    return types, probabilities or None


def _law(data: Any, box: Box, tasks: tuple[str, ...], where: str) -> Law | None:
    if data is None:
        return None
    if data == "uniform":
        return Law.on_box(box)
    if not isinstance(data, Mapping):
        raise ValueError(f'{where}: {kind_of(data)}; write "uniform", atoms with the rest uniform, or a mixture')
    try:
        if "mixture" in data:
            read = object_at(data, where, ("mixture",))
            parts = [
                _part(part, tasks, f"{where}.mixture[{at}]")
                for at, part in enumerate(list_at(read["mixture"], f"{where}.mixture"))
            ]
            return Law.mixture(parts)
        read = object_at(data, where, ("atoms",), ("rest",), _ELSEWHERE)
        atoms = []
        for at, entry in enumerate(list_at(read["atoms"], f"{where}.atoms")):
            atom = object_at(entry, f"{where}.atoms[{at}]", ("at", "probability"))
            costs = _costs(atom["at"], tasks, f"{where}.atoms[{at}].at")
            atoms.append((costs, rational(atom["probability"], f"{where}.atoms[{at}].probability")))
        if "rest" in read and read["rest"] != "uniform":
            raise ValueError(unknown_word(read["rest"], ("uniform",), f"{where}.rest"))
        rest = 1 - sum((p for _, p in atoms), Fraction(0)) if "rest" in read else Fraction(0)
        return Law(tuple(atoms), ((box, rest),))
    except ValueError as error:
        raise ValueError(placed(where, str(error))) from None


def _part(data: Any, tasks: tuple[str, ...], where: str) -> tuple[Law, Fraction]:
    read = object_at(data, where, ("weight",), ("box", "at"))
    if ("box" in read) == ("at" in read):
        raise ValueError(f"{where}: give one of box and at")
    weight = rational(read["weight"], f"{where}.weight")
    if "box" in read:
        return Law.on_box(_box(read["box"], tasks, f"{where}.box")), weight
    return Law(atoms=((_costs(read["at"], tasks, f"{where}.at"), Fraction(1)),)), weight


def _box(data: Any, tasks: tuple[str, ...], where: str) -> Box:
    intervals = object_at(data, where, tasks)
    ends = []
    for task in tasks:
        given, place = intervals[task], f"{where}.{task}"
        ends.append(interval(given if is_interval(given) else list_at(given, place), place))
    return Box(tuple(low for low, _ in ends), tuple(high for _, high in ends))


def _costs(data: Any, tasks: tuple[str, ...], where: str) -> Bundle:
    plain = object_at(data, where, tasks)
    return tuple(rational(plain[task], f"{where}.{task}") for task in tasks)


# ---------------------------------------------------------------------------------------- menus, selection, strategies


def _menu(data: Any, market: Market, j: int, where: str) -> list[TradingSet]:
    sets: list[TradingSet] = []
    for at, entry in enumerate(list_at(data, where)):
        place, found = f"{where}[{at}]", _trading_sets(entry, market, j, f"{where}[{at}]")
        for one in found:
            try:
                check_set(one, market.endowment[j], market.supply)
            except ValueError as error:
                key = next(iter(entry)) if isinstance(entry, Mapping) else ""
                raise ValueError(f"{place}{'.' + key if key else ''}: {error}") from None
        sets += found
    return sets


def _trading_sets(entry: Any, market: Market, j: int, where: str) -> list[TradingSet]:
    tasks, endowment = market.tasks, market.endowment[j]
    if isinstance(entry, str):
        if entry != "remedial":
            others = ", or a ray, points, trades, a polyhedron or a budget"
            raise ValueError(unknown_word(entry, ("remedial",), where) + others)
        return [Remedial()]
    read = object_at(entry, where, (), (*_SETS, *_OF_A_BUDGET), _ELSEWHERE)
    given, beside = ([key for key in keys if key in read] for keys in (_SETS, _OF_A_BUDGET))
    if len(given) != 1 or (beside and given != ["budget"]) or len(beside) > 1:
        raise ValueError(f"{where}: give one of {', '.join(_SETS)} (a grid, or a demand, goes with a budget)")
    kind, data, place = given[0], read[given[0]], f"{where}.{given[0]}"
    try:
        if kind == "ray":
            return [Ray(bundle_at(data, tasks, place))]
        if kind == "polyhedron":
            rows = [_row(row, tasks, f"{place}[{at}]") for at, row in enumerate(list_at(data, place))]
            return [PolyhedralSet(tuple(rows))]
        if kind == "budget" and "demand" in read:
            return [_demand(data, read["demand"], market, j, where)]
        if kind == "budget":
            return _budget(data, read.get("grid"), market, j, where)
        points = [bundle_at(point, tasks, f"{place}[{at}]") for at, point in enumerate(list_at(data, place))]
        if kind == "trades":
            points = [endowment, *(plus(endowment, trade) for trade in points)]
        return [Points(tuple(points))]
    except ValueError as error:
        told = str(error).removeprefix("points: ") if kind == "trades" else str(error)  # trades are read as points
        raise ValueError(told if told.startswith(where) else placed(place, told)) from None


def _budget(data: Any, grid: Any, market: Market, j: int, where: str) -> list[TradingSet]:
    prices, endowment = _prices(data, market, where), market.endowment[j]
    if grid is None:
        return [PairsFrom((Constraint(prices, dot(prices, endowment), equal=True),))]
    step = rational(grid, f"{where}.grid")
    if step <= 0:
        raise ValueError(f"{where}.grid: the step of a grid is positive")
    if any(isinstance(one, Payment) for one in market.supply):
        raise ValueError(f"{where}: with payments a choice is a ray, points or trades; give one of these")
    try:
        points = grid_points(market, prices, step, endowment)
    except ValueError as error:
        raise ValueError(f"{where}.grid: {str(error).removeprefix('step: ')}") from None
    return [Points((x, endowment)) for x in points if x != endowment]


def _prices(data: Any, market: Market, where: str) -> Bundle:
    prices = _costs(data, market.tasks, f"{where}.budget")
    if any(price <= 0 for price in prices):
        raise ValueError(f"{where}.budget: a price is not positive; at price 0 or less a budget does not bind")
    return prices


def _demand(data: Any, demand: Any, market: Market, j: int, where: str) -> TradingSet:
    """A demand set of the pseudo-market: bundles on the budget, any of which the agent asks for, and the endowment."""
    prices, endowment = _prices(data, market, where), market.endowment[j]
    points = []
    for at, plain in enumerate(list_at(demand, f"{where}.demand")):
        point, place = bundle_at(plain, market.tasks, f"{where}.demand[{at}]"), f"{where}.demand[{at}]"
        worth, wealth = dot(prices, point), dot(prices, endowment)
        if worth != wealth:
            raise ValueError(
                f"{place}: the bundle is worth {text(worth)} and the endowment {text(wealth)}; both must be equal"
            )
        points.append(point)
    return Points((endowment, *points))


def _row(data: Any, tasks: tuple[str, ...], where: str) -> Constraint:
    read = object_at(data, where, ("coefficients",), ("at_most", "at_least", "equal"))
    given = [key for key in ("at_most", "at_least", "equal") if key in read]
    if len(given) != 1:
        raise ValueError(f"{where}: give one of at_most, at_least and equal")
    coefficients = bundle_at(read["coefficients"], tasks, f"{where}.coefficients")
    bound = rational(read[given[0]], f"{where}.{given[0]}")
    if given[0] == "at_least":
        return Constraint(tuple(-value for value in coefficients), -bound)
    return Constraint(coefficients, bound, given[0] == "equal")


def _selection(data: Any, market: Market) -> Selection:
    if isinstance(data, str):
        if data not in ("ex-post optimal", "any"):
            raise ValueError(unknown_word(data, ("ex-post optimal", "any"), "selection") + ", or a table")
        return ExPostOptimal() if data == "ex-post optimal" else AnySelection()
    entries = []
    for at, entry in enumerate(list_at(data, "selection")):
        where = f"selection[{at}]"
        read = object_at(entry, where, ("choices", "assignment"))
        choices = object_at(read["choices"], f"{where}.choices", (), market.agents)
        profile = tuple(integer(choices.get(agent, 0), f"{where}.choices.{agent}") for agent in market.agents)
        entries.append((profile, _assignment(read["assignment"], market, f"{where}.assignment")))
    return SelectionTable(tuple(entries))


def _assignment(data: Any, market: Market, where: str) -> Assignment:
    """An assignment; agents left out keep their endowment."""
    plain = object_at(data, where, (), market.agents)
    return tuple(
        bundle_at(plain[agent], market.tasks, f"{where}.{agent}") if agent in plain else endowment
        for agent, endowment in zip(market.agents, market.endowment, strict=True)
    )


def _strategy(data: Any, tasks: tuple[str, ...], where: str) -> Strategy:
    if data in ("myopic", "any myopic"):
        return Myopic("cautious" if data == "myopic" else "any")
    if isinstance(data, str):
        raise ValueError(unknown_word(data, ("myopic", "any myopic"), where) + ", or a list of types with their choice")
    if isinstance(data, Mapping):
        read = object_at(data, where, ("rules",))
        rules = [_rule(rule, tasks, f"{where}.rules[{at}]") for at, rule in enumerate(list_at(read["rules"], where))]
        return Regions(tuple(rules))
    choices = []
    for at, entry in enumerate(list_at(data, where)):
        read = object_at(entry, f"{where}[{at}]", ("type", "choice"))
        costs = _costs(read["type"], tasks, f"{where}[{at}].type")
        choices.append((costs, integer(read["choice"], f"{where}[{at}].choice")))
    return ChoiceTable(tuple(choices))


def _rule(data: Any, tasks: tuple[str, ...], where: str) -> Rule:
    read = object_at(data, where, ("choice",), ("at_most", "below"))
    at_most, below = (
        tuple(bundle_at(trade, tasks, f"{where}.{key}") for trade in list_at(read.get(key, []), f"{where}.{key}"))
        for key in ("at_most", "below")
    )
    return Rule(at_most, below, integer(read["choice"], f"{where}.choice"))


def bundle_at(data: Any, tasks: tuple[str, ...], where: str) -> Bundle:
    """A number for each task; tasks left out are 0."""
    plain = object_at(data, where, (), tasks)
    return tuple(rational(plain.get(task, 0), f"{where}.{task}") for task in tasks)
