"""The questions of `proofs.trading`, with what may be done to a market, its menus and its types.

A case holds a market, menus and parameters by names. `plain` writes it as a market file has it, and every question is
asked about what the reader makes of it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Any

from exact.rationals import text
from proofs.formats.games import game_from_plain
from proofs.formats.markets import market_from_plain
from proofs.trading.dominance.actions import obviously_dominant
from proofs.trading.dominance.cost_types import some_type
from proofs.trading.dominance.deciding import ex_post_table, ex_post_tables, obviously_strategy_proof
from proofs.trading.dominance.dominating_report import decide_dominating
from proofs.trading.dominance.domination import dominated
from proofs.trading.dominance.explaining import decide_osp
from proofs.trading.dominance.mechanisms import with_table
from proofs.trading.dominance.polarization import largest_menu, polarized
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.dominance.polarized_on_domain import (
    decide_polarized_on_domains,
    polarized_on_domain,
)
from proofs.trading.games.equilibria import equilibria_of, equilibrium, has_equilibrium
from proofs.trading.games.game import Game
from proofs.trading.games.report import decide_equilibria
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.classes import amounts_clear, keeps_shares
from proofs.trading.markets.domains import Box, FiniteDomain, Orthant
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.protocols import Protocol, feasible
from proofs.trading.markets.random_allocation import random_allocation
from proofs.trading.markets.reduction import non_redundant
from proofs.trading.markets.selections import ExPostOptimal
from proofs.trading.selection.optimal import Setting, candidates, optimal_selection
from proofs.trading.selection.probabilities import HalfSpace, decide_chance, decide_choice_probabilities
from proofs.trading.value.all_menus import TypedAgent, support_over_all_menus
from proofs.trading.value.best import decide_best
from proofs.trading.value.best_large_market import best_large_market
from proofs.trading.value.best_obvious import cheapest_obviously_strategy_proof
from proofs.trading.value.best_trade import BestBilateralTrade, best_bilateral_trade
from proofs.trading.value.bilateral import improving_trade
from proofs.trading.value.choice import decide_choice
from proofs.trading.value.classification import decide_classes
from proofs.trading.value.constant import only_constant_mechanism
from proofs.trading.value.cost_laws import cost_law, cost_settles, decide_cost_laws
from proofs.trading.value.costs import cost_of_mechanism, cost_of_offers, expected_cost, laws
from proofs.trading.value.improvement import decide_selection, weak_improvement
from proofs.trading.value.incentive_bound import incentive_compatible_bound
from proofs.trading.value.large_markets import decide_large_market
from proofs.trading.value.linear_programs import (
    cheapest_constant,
    cheapest_incentive_compatible,
    cheapest_incentive_compatible_large,
)
from proofs.trading.value.lottery_costs import decide_lottery_cost
from proofs.trading.value.mechanism_costs import cost_of_assignment, decide_cost
from proofs.trading.value.outer_program import in_feasible_set, outer_program, support_value
from proofs.trading.value.polarized_support import PolarizedSupport, polarized_menu, polarized_support
from proofs.trading.value.replicas import replica, replica_cost
from proofs.trading.value.support_functions import all_menus
from tests.metamorphic.framework import Answer, Case, Changed, Question, Relation, same, shuffled

TASKS, AGENTS = ("A", "B", "C"), ("1", "2", "3")


def markets(
    tasks: int = 2,
    agents: int = 2,
    law: str = "types",
    few: int = 2,
    rays: int = 2,
    kinds: tuple[str, ...] = ("ray", "ray", "trades", "remedial"),
    simple: bool = False,
) -> Callable[[random.Random], Case]:
    """Random markets, with costs of few types, on a box, or any positive ones; steps are small, so that ties abound.

    With `simple` all steps are 1 or -1, so that the trades of two agents fit together.
    """

    def make(rng: random.Random) -> Case:
        names, people = TASKS[:tasks], AGENTS[:agents]
        offered: dict[str, Any] = {}
        for j in people:
            if law == "types":
                types = list({tuple(rng.randint(1, 3) for _ in names) for _ in range(rng.randint(1, few))})
                shares = [rng.randint(1, 2) for _ in types]
                given = [Fraction(s, sum(shares)) for s in shares]
                costs = (
                    "types",
                    [(dict(zip(names, at, strict=True)), p) for at, p in zip(sorted(types), given, strict=True)],
                )
            elif law == "box":
                lows = {i: Fraction(rng.randint(1, 2)) for i in names}
                costs = ("box", {i: (low, low + rng.choice((0, 1, 1, 2))) for i, low in lows.items()})
            else:
                costs = ("positive", None)
            offered[j] = {
                "status_quo": {i: Fraction(1) for i in names},
                "performance": {i: Fraction(rng.randint(0, 3)) for i in names},
                "costs": costs,
                "menu": [_entry(rng, names, rng.choice(kinds), simple) for _ in range(rng.randint(1, rays))],
            }
        return {
            "tasks": dict.fromkeys(names, agents),
            "agents": offered,
            "choices": {j: rng.randint(0, len(offered[j]["menu"])) for j in people},
            "agent": rng.choice(people),
            "w": {i: Fraction(rng.randint(-2, 2)) for i in names},
            "x": {i: Fraction(rng.randint(0, 4), 2) for i in names},
            "event": [({i: Fraction(rng.randint(-2, 2)) for i in names}, rng.random() < 0.5) for _ in range(2)],
        }

    return make


def _entry(rng: random.Random, names: tuple[str, ...], kind: str, simple: bool) -> Any:
    if kind == "remedial":
        return ("remedial", None)
    steps = {i: Fraction(rng.choice((-1, 1)) * rng.randint(1, 2), rng.choice((1, 2))) for i in names}
    steps = {i: Fraction((-1, 1)[value > 0]) if simple else value for i, value in steps.items()}
    if len({value > 0 for value in steps.values()}) == 1:
        flipped = rng.choice(names)
        steps[flipped] = -steps[flipped]
    if kind == "ray":
        return ("ray", steps)
    return ("trades", [{i: max(-1, min(1, round(value))) if value else 0 for i, value in steps.items()}])


# --------------------------------------------------------------------------------------------------------- as a file


def plain(case: Case) -> dict[str, Any]:
    def numbers(values: Any) -> Any:
        return {i: text(Fraction(value)) for i, value in values.items()}

    agents, goods = {}, case.get("goods", [])
    for j, data in case["agents"].items():
        form, inside = data["costs"]
        costs: Any = form
        if form == "types":
            costs = {"types": [numbers(at) | {"probability": text(p)} for at, p in inside]}
        elif form == "box":
            box = {i: [text(Fraction(end)) for end in ends] for i, ends in inside.items()}
            costs = {"box": box, "law": "uniform"}
        elif form == "polyhedron":
            costs = {"polyhedron": inside}
        elif form == "workloads":
            costs = [
                {
                    "type": name,
                    "probability": text(p),
                    "bundles": [{"bundle": numbers(x), "workload": text(w)} for x, w in rows],
                }
                for name, p, rows in inside
            ]
        menu = []
        for kind, what in data["menu"]:
            menu.append(
                {kind: list(map(numbers, what))} if kind == "trades" else {kind: numbers(what)} if what else kind
            )
        agents[j] = {"workloads" if form == "workloads" else "costs": costs, "menu": menu} | {
            k: numbers(data[k]) for k in ("status_quo", "performance")
        }
    file = {"format": "exact-proofs/market/1", "tasks": case["tasks"], "agents": agents, "goods": goods}
    return file | ({"selection": case["selection"]} if "selection" in case else {})


def read(case: Case) -> Mechanism:
    return market_from_plain(plain(case))


def by_task(case: Case, values: Any) -> list[Any]:
    return [values[i] for i in case["tasks"]]


# --------------------------------------------------------------------------------------------------------- relations


def _each_agent(case: Case, change: Callable[[str, Any], Any]) -> Case:
    return case | {"agents": {j: data | change(j, data) for j, data in case["agents"].items()}}


def _over_tasks(values: Any, change: Callable[[str, Any], Any]) -> Any:
    return {i: change(i, value) for i, value in values.items()}


def _costs(costs: Any, change: Callable[[str, Any], Any]) -> Any:
    form, inside = costs
    if form == "types":
        return form, [(_over_tasks(at, change), p) for at, p in inside]
    if form == "box":
        return form, {i: (change(i, low), change(i, high)) for i, (low, high) in inside.items()}
    return costs


def _menu(menu: Any, change: Callable[[str, Any], Any]) -> Any:
    return [
        (kind, [_over_tasks(t, change) for t in what] if kind == "trades" else what and _over_tasks(what, change))
        for kind, what in menu
    ]


def reordered(case: Case, rng: random.Random) -> Changed:
    """Agents, tasks, types and trades in another order; menus too, and choices follow."""
    changed: Case = {"tasks": {i: case["tasks"][i] for i in shuffled(list(case["tasks"]), rng)}, "agents": {}}
    changed["choices"] = {}
    for j in shuffled(list(case["agents"]), rng):
        data = case["agents"][j]
        order = shuffled(range(len(data["menu"])), rng)
        form, inside = data["costs"]
        new = {"menu": [data["menu"][k] for k in order]}
        new["costs"] = (form, shuffled(inside, rng) if form == "types" else inside)
        changed["agents"][j] = data | new
        chosen = case["choices"].get(j, 0)
        changed["choices"][j] = chosen and 1 + order.index(chosen - 1)
    return case | changed | {"event": shuffled(case["event"], rng)}, same


def renamed(case: Case, rng: random.Random) -> Changed:
    tasks = {i: f"z{9 - k} task" for k, i in enumerate(case["tasks"])}
    agents = {j: f"y{9 - k} agent" for k, j in enumerate(case["agents"])}

    def named(values: Any) -> Any:
        return {tasks[i]: value for i, value in values.items()}

    changed: Case = {"tasks": named(case["tasks"]), "agents": {}, "agent": agents[case["agent"]]}
    for j, data in case["agents"].items():
        form, inside = data["costs"]
        new = {k: named(data[k]) for k in ("status_quo", "performance")}
        new["costs"] = (form, [(named(at), p) for at, p in inside] if form == "types" else inside and named(inside))
        new["menu"] = [
            (kind, list(map(named, what)) if kind == "trades" else what and named(what)) for kind, what in data["menu"]
        ]
        changed["agents"][agents[j]] = new
    changed["choices"] = {agents[j]: k for j, k in case["choices"].items()}
    changed |= {key: named(case[key]) for key in ("w", "x")}
    changed["event"] = [(named(a), strict) for a, strict in case["event"]]
    return case | changed, same


def rays_scaled(case: Case, rng: random.Random) -> Changed:
    """A ray is the same in any positive multiple of its direction."""

    def change(j: str, data: Any) -> Any:
        menu = []
        for kind, what in data["menu"]:
            factor = Fraction(rng.randint(1, 5), 3)
            menu.append((kind, _over_tasks(what, lambda i, v, f=factor: f * v) if kind == "ray" else what))
        return {"menu": menu}

    event = [({i: v * Fraction(5, 3) for i, v in a.items()}, strict) for a, strict in case["event"]]
    return _each_agent(case, change) | {"event": event}, same


def set_twice(case: Case, rng: random.Random) -> Changed:
    """Every menu offers one of its sets once more."""
    return _each_agent(
        case, lambda j, data: {"menu": [*data["menu"], rng.choice(data["menu"])]} if data["menu"] else {}
    ), same


def ray_twice(case: Case, rng: random.Random) -> Changed | None:
    """A ray with a twin is not polarized: each of the two choices tempts the types who want the other."""
    menu = case["agents"][case["agent"]]["menu"]
    rays = [entry for entry in menu if entry[0] == "ray"]
    if not rays:
        return None
    changed = case["agents"][case["agent"]] | {"menu": [*menu, rng.choice(rays)]}
    return case | {"agents": case["agents"] | {case["agent"]: changed}}, lambda answer: False


def _offers_the_remedial_set(case: Case) -> bool:
    return any(kind == "remedial" for data in case["agents"].values() for kind, _ in data["menu"])


def task_liked(case: Case, rng: random.Random) -> Changed | None:
    """A burden counted as what is left of it is a good: its costs, trades and performance change their sign.

    Two agents with one unit each have as far to go up as down.
    """
    if _offers_the_remedial_set(case):
        return None
    task = rng.choice(list(case["tasks"]))

    def turned(i: str, value: Any) -> Any:
        return -value if i == task else value

    def change(j: str, data: Any) -> Any:
        form, inside = data["costs"]
        costs = _costs(data["costs"], turned)
        if form == "box":
            costs = (form, {i: tuple(sorted(turned(i, end) for end in ends)) for i, ends in inside.items()})
        performance = _over_tasks(data["performance"], turned)
        return {"costs": costs, "performance": performance, "menu": _menu(data["menu"], turned)}

    return _each_agent(case, change) | {"goods": [task]}, same


def task_liked_at_a_price(case: Case, rng: random.Random) -> Changed | None:
    """The same where what is asked about is a social cost: what is left of the task is paid for, all that there is."""
    without = _each_agent(case, lambda j, data: {"menu": []}) if _offers_the_remedial_set(case) else case
    changed = task_liked(without, rng)
    if changed is None:
        return None
    (task,) = changed[0]["goods"]
    paid = sum(2 * data["performance"][task] for data in case["agents"].values())
    return changed[0], lambda cost: cost - paid


def task_liked_by_a_market(case: Case, rng: random.Random) -> Changed | None:
    """The same where menus are not asked about."""
    return task_liked(_each_agent(case, lambda j, data: {"menu": []}), rng)


def costs_by_rows(case: Case, rng: random.Random) -> Changed | None:
    """Boxes and orthants are what inequalities say; each row may be scaled, and one that follows from others added."""
    forms = {data["costs"][0] for data in case["agents"].values()}
    if "types" in forms:
        return None

    def row(values: Any, bound: Any, sense: str) -> Any:
        factor = Fraction(rng.randint(1, 4), 3)
        coefficients = {i: text(factor * value) for i, value in values.items()}
        return {"coefficients": coefficients, sense: text(factor * Fraction(bound))}

    def change(j: str, data: Any) -> Any:
        form, inside = data["costs"]
        if form == "positive":
            rows = [row({i: Fraction(1)}, 0, "above") for i in case["tasks"]]
            return {"costs": ("polyhedron", shuffled([*rows, row(dict.fromkeys(case["tasks"], 1), -1, "above")], rng))}
        rows = [row({i: Fraction(1)}, low, "at_least") for i, (low, _) in inside.items()]
        rows += [row({i: Fraction(1)}, high, "at_most") for i, (_, high) in inside.items()]
        whole = row(dict.fromkeys(inside, 1), sum(high for _, high in inside.values()), "at_most")
        return {"costs": ("polyhedron", shuffled([*rows, whole], rng))}

    return _each_agent(case, change), same


def twins_mend_nothing(question: Callable[[Case], Answer]) -> Relation:
    """A set given twice can only break obvious strategy-proofness, for then the best of a twin is a deviation."""

    def change(case: Case, rng: random.Random) -> Changed | None:
        return None if question(case) else set_twice(case, rng)

    return Relation("a set given twice where it fails", change)


def costs_scaled(case: Case, rng: random.Random) -> Changed:
    """Each type's costs by one factor (all types of a box by the same one): what it prefers stays."""

    def change(j: str, data: Any) -> Any:
        form, inside = data["costs"]
        if form != "types":
            factor = Fraction(rng.randint(1, 5), 2)
            return {"costs": _costs(data["costs"], lambda i, v: factor * v)}
        factors = [Fraction(3) ** k for k in shuffled(range(len(inside)), rng)]
        scaled = [({i: f * v for i, v in at.items()}, p) for f, (at, p) in zip(factors, inside, strict=True)]
        distinct = len({tuple(at.values()) for at, _ in scaled}) == len(scaled)
        return {"costs": (form, scaled)} if distinct else {}

    return _each_agent(case, change), same


def type_split(case: Case, rng: random.Random) -> Changed | None:
    """A type and its double, which prefers the same, share the type's probability."""
    agent = case["agent"]
    form, inside = case["agents"][agent]["costs"]
    if form != "types":
        return None
    (at, p), *rest = shuffled(inside, rng)
    double = {i: 7 * value for i, value in at.items()}
    costs = (form, [(at, p / 4), *rest, (double, 3 * p / 4)])
    return case | {"agents": case["agents"] | {agent: case["agents"][agent] | {"costs": costs}}}, same


def performance_scaled(case: Case, rng: random.Random) -> Changed:
    factor = Fraction(rng.randint(1, 5), 2)
    scaled = _each_agent(
        case, lambda j, data: {"performance": _over_tasks(data["performance"], lambda i, v: factor * v)}
    )
    return scaled, lambda answer: factor * answer if isinstance(answer, Fraction) else answer


def performance_shifted(case: Case, rng: random.Random) -> Changed:
    """The same for all agents: every assignment costs so much more, as each task is done n times."""
    shift = {i: Fraction(rng.randint(-3, 3), 2) for i in case["tasks"]}
    more = sum((shift[i] * n for i, n in case["tasks"].items()), Fraction(0))
    moved = _each_agent(
        case, lambda j, data: {"performance": _over_tasks(data["performance"], lambda i, v: v + shift[i])}
    )
    return moved, lambda answer: answer + more if isinstance(answer, Fraction) else answer


def another_unit(case: Case, rng: random.Random) -> Changed:
    """One task is counted in smaller pieces: more of them, each with less cost, weight and performance."""
    task, factor = rng.choice(list(case["tasks"])), rng.randint(2, 3)

    def more(i: str, value: Any) -> Any:
        return factor * value if i == task else value

    def less(i: str, value: Any) -> Any:
        return Fraction(value) / factor if i == task else value

    def change(j: str, data: Any) -> Any:
        changed = {"status_quo": _over_tasks(data["status_quo"], more), "menu": _menu(data["menu"], more)}
        return changed | {"performance": _over_tasks(data["performance"], less), "costs": _costs(data["costs"], less)}

    counted = {"tasks": _over_tasks(case["tasks"], more), "w": _over_tasks(case["w"], less)}
    counted |= {"x": _over_tasks(case["x"], more), "event": [(_over_tasks(a, more), s) for a, s in case["event"]]}
    return _each_agent(case, change) | counted, same


def dilated(case: Case, rng: random.Random) -> Changed:
    """Twice of everything that there is."""

    def double(i: str, value: Any) -> Any:
        return 2 * value

    def change(j: str, data: Any) -> Any:
        menu = [
            (kind, [_over_tasks(t, double) for t in what] if kind == "trades" else what) for kind, what in data["menu"]
        ]
        return {"status_quo": _over_tasks(data["status_quo"], double), "menu": menu}

    doubled = {"tasks": _over_tasks(case["tasks"], double), "x": _over_tasks(case["x"], double)}
    return _each_agent(case, change) | doubled, lambda answer: 2 * answer if isinstance(answer, Fraction) else answer


def idle_agent(case: Case, rng: random.Random) -> Changed:
    """Somebody who has nothing and is offered nothing, with costs of their own."""
    idle = {
        "status_quo": dict.fromkeys(case["tasks"], Fraction(0)),
        "performance": {i: Fraction(rng.randint(0, 3)) for i in case["tasks"]},
        "costs": ("types", [({i: Fraction(rng.randint(1, 3)) for i in case["tasks"]}, Fraction(1))]),
        "menu": [],
    }
    agents = list(case["agents"].items())
    agents.insert(rng.randint(0, len(agents)), ("idle", idle))
    return case | {"agents": dict(agents), "choices": case["choices"] | {"idle": 0}}, same


def task_nobody_trades(case: Case, rng: random.Random) -> Changed:
    """One more task, which one agent does: it costs what that agent costs there."""
    owner = rng.choice(list(case["agents"]))
    price = Fraction(rng.randint(0, 3))

    def change(j: str, data: Any) -> Any:
        form, inside = data["costs"]
        costs = data["costs"]
        if form == "types":
            costs = form, [({"new": Fraction(2)} | at, p) for at, p in inside]
        elif form == "box":
            costs = form, {"new": (Fraction(1), Fraction(2))} | inside
        menu = [
            (kind, [{"new": 0} | t for t in what] if kind == "trades" else what and {"new": 0} | what)
            for kind, what in data["menu"]
        ]
        numbers = {"status_quo": Fraction(int(j == owner)), "performance": price if j == owner else Fraction(0)}
        return {key: {"new": value} | data[key] for key, value in numbers.items()} | {"costs": costs, "menu": menu}

    wider = {"tasks": {"new": 1} | case["tasks"], "w": {"new": Fraction(0)} | case["w"]}
    wider |= {"x": {"new": Fraction(int(case["agent"] == owner))} | case["x"]}
    wider["event"] = [({"new": Fraction(0)} | a, strict) for a, strict in case["event"]]
    return _each_agent(case, change) | wider, lambda answer: answer + price if isinstance(answer, Fraction) else answer


def hopeless_choice(case: Case, rng: random.Random) -> Changed:
    """A set with nothing in it but more work than the endowment, which nobody with positive costs wants."""

    def change(j: str, data: Any) -> Any:
        more = {i: Fraction(rng.randint(0, 1)) for i in case["tasks"]}
        more[rng.choice(list(more))] = Fraction(1)
        return {"menu": [*data["menu"], ("trades", [more])]}

    return _each_agent(case, change), same


def weights_scaled(case: Case, rng: random.Random) -> Changed:
    factor = Fraction(rng.randint(1, 5), 2)
    scaled = case | {"w": _over_tasks(case["w"], lambda i, v: factor * v)}
    return scaled, lambda answer: factor * answer if isinstance(answer, Fraction) else answer


def without_w(relation: Relation) -> Relation:
    """The same for a value that does not depend on performance or new tasks."""

    def change(case: Case, rng: random.Random) -> Changed | None:
        changed = relation.change(case, rng)
        return changed and (changed[0], same)

    return Relation(relation.name, change)


ORDER, NAMES = Relation("everything in another order", reordered), Relation("everything renamed", renamed)
RAYS, TWICE = Relation("rays and half-spaces scaled", rays_scaled), Relation("a set given twice", set_twice)
COSTS, SPLIT = Relation("costs scaled", costs_scaled), Relation("a type and its double", type_split)
PERFORMANCE = Relation("performance scaled", performance_scaled)
SHIFT, UNIT = (
    Relation("performance shifted for all", performance_shifted),
    Relation("another unit of a task", another_unit),
)
DOUBLE, IDLE = Relation("twice of everything", dilated), Relation("an idle agent", idle_agent)
STILL, HOPELESS = (
    Relation("a task nobody trades", task_nobody_trades),
    Relation("a choice of more work", hopeless_choice),
)
WEIGHTS = Relation("weights scaled", weights_scaled)
MENUS = [ORDER, NAMES, RAYS, TWICE, COSTS, UNIT]
MARKET = [ORDER, NAMES, COSTS, PERFORMANCE, SHIFT, UNIT, DOUBLE, IDLE]
TYPED = [ORDER, NAMES, COSTS, SPLIT, UNIT]


# --------------------------------------------------------------------------------------------------------- questions


def value(verdict: Any) -> Fraction:
    found = verdict.statement.value
    assert isinstance(found, Fraction)
    return found


def about(question: Callable[[Any, Any, Case], Answer]) -> Callable[[Case], Answer]:
    """A question of the market and the menus, by agent."""

    def ask(case: Case) -> Answer:
        mechanism = read(case)
        return question(mechanism.market, mechanism.protocol.menus, case)

    return ask


def lists(menus: Any) -> list[Any]:
    """Each agent's menu, and the endowment alone."""
    return [[menu, menu[:1]] for menu in menus]


def own(market: Any, menus: Any, case: Case) -> tuple[Any, list[Any]]:
    return case["agent"], [menus[market.agents.index(case["agent"])]]


def typed(market: Any, case: Case) -> tuple[TypedAgent, list[Any]]:
    return TypedAgent.of(market, market.agents.index(case["agent"])), by_task(case, case["w"])


def choices(market: Any, case: Case) -> list[int]:
    return [case["choices"][j] for j in market.agents]


def selected_cost(market: Any, menus: Any, case: Case) -> Answer:
    sets = [menu[k] for menu, k in zip(menus, choices(market, case), strict=True)]
    return optimal_selection(market, sets).statement.value


def selection_report(market: Any, menus: Any, case: Case) -> Answer:
    """What the expected cost differs by from the status quo's, beside whether selection ever is worse."""
    report = decide_selection(market, menus, choices(market, case))
    assert report.at_profile is not None
    assert report.expected is not None
    assert report.at_profile.statement.value == selected_cost(market, menus, case)
    assert report.improvement.holds
    assert value(report.expected) == value(expected_cost(market, menus))
    return value(report.expected)


def large_report(market: Any, menus: Any, case: Case) -> Answer:
    """The large market's value; the replica of one copy is the expected cost, and the dual has the same value."""
    report = decide_large_market(market, [[menu] for menu in menus], (1,))
    assert value(report.replicas[0]) == value(expected_cost(market, menus)) >= value(report.outer)
    assert report.prices.dual_value == value(report.outer)
    return value(report.outer)


def of_offers(market: Any, menus: Any, case: Case) -> Answer:
    offers = tuple((j, menu, 1) for j, menu in enumerate(menus))
    return value(cost_of_offers(Setting.of(market), laws(market, menus), offers, None, "designer", "nonnegative"))


def least_of_law(market: Any, menus: Any, case: Case) -> Answer:
    """The least cost per copy of two copies; the mean of its law is the expected cost."""
    law = cost_law(market, menus, 2, ties="trade").statement
    assert law.expectation == value(replica_cost(market, menus, 2, ties="trade"))
    return law.costs[0][0]


def chances_of_law(market: Any, menus: Any, case: Case) -> Answer:
    """How likely the costs of two copies are, and how likely they are far from the large market's value."""
    report = decide_cost_laws(market, menus, 2, ties="trade")
    found = report.laws[1].statement
    assert found.costs == cost_law(market, menus, 2, ties="trade").statement.costs
    saved = market.social_cost(market.endowment) > report.outer.statement.value
    if report.bound is not None:
        assert (
            report.bound.statement.bases == cost_settles(market, menus, report.distance, ties="trade").statement.bases
        )
    return [p for _, p in found.costs], found.beyond[2] if saved else None


def mechanism_cost(case: Case) -> Answer:
    return value(cost_of_mechanism(read(case)))


def cost_report(case: Case) -> Answer:
    """The cost of a mechanism and of the status quo; what agents' tasks cost adds up to each."""
    report = decide_cost(read(case))
    for found in (report.expected, report.status_quo):
        assert sum(found.statement.by_agent) == value(found)
    assert value(report.status_quo) == value(cost_of_assignment(report.mechanism.market))
    drawn = decide_lottery_cost([(read(case), Fraction(1, 3)), (read(case), Fraction(2, 3))]).expected
    assert value(drawn) == value(report.expected)
    return value(report.expected)


def trade_improves(reading: str) -> Callable[[Any, Any, Case], Answer]:
    return lambda market, menus, case: improving_trade(market, reading).holds


def choice_report(market: Any, menus: Any, case: Case) -> Answer:
    report = decide_choice(market)
    assert report.incentive_compatible is not None
    assert value(report.incentive_compatible) == value(cheapest_incentive_compatible(market))
    return report.trade.holds, report.only_constant.holds


def polarized_value(market: Any, menus: Any, case: Case) -> Answer:
    """With two tasks the support function over polarized menus is known exactly, and a menu attains it."""
    found = polarized_support(*typed(market, case)).statement
    assert isinstance(found, PolarizedSupport)
    assert found.value == found.bound == value(polarized_menu(*typed(market, case)))
    return found.value


def trade_cost(large: bool, market: Any, menus: Any, case: Case) -> Answer:
    """What is left to pay with the best bilateral trade."""
    found = best_bilateral_trade(market, large=large).statement
    assert isinstance(found, BestBilateralTrade)
    assert found.saved == found.bound
    return market.social_cost(market.status_quo) - found.saved


def rays_cost(large: bool, market: Any, menus: Any, case: Case) -> Answer:
    """The least cost of polarized rays of two agents, which is exact, between those of the classes around it."""
    table = decide_best(market, large=large)
    found = [row.most for row in table.rows if row.among != "constant"]
    assert found == sorted(found, reverse=True)
    rays = table.row("rays")
    assert rays is not None
    assert rays.is_exact
    return rays.most


def incentive_cost_near_its_bound(market: Any, menus: Any, case: Case) -> Answer:
    """The cost of the best incentive compatible mechanism, to which the bound comes close where types are few."""
    cost = cheapest_incentive_compatible(market).statement.value
    bound = incentive_compatible_bound(market, 5).statement.bound
    assert bound <= cost <= bound + Fraction(1, 1000) * (1 + abs(cost))
    return cost


def chance_of_event(market: Any, menus: Any, case: Case) -> Answer:
    law = market.preferences[market.agents.index(case["agent"])].law
    event = [HalfSpace(bundle(by_task(case, a)), strict=strict) for a, strict in case["event"]]
    return decide_chance(law, event).statement.probability


def event_twice(case: Case, rng: random.Random) -> Changed:
    return case | {
        "event": [*case["event"], case["event"][0], (dict.fromkeys(case["tasks"], Fraction(0)), False)]
    }, same


def beyond_event(case: Case, rng: random.Random) -> Changed:
    """One half-space, and all that lies beyond it."""
    a, strict = case["event"][0]
    one = case | {"event": [(a, strict)]}
    there = about(chance_of_event)(one)
    both = about(chance_of_event)(case)
    opposite = case | {"event": [({i: -v for i, v in a.items()}, not strict), *case["event"][1:]]}
    rest = about(chance_of_event)(case | {"event": case["event"][1:]})
    assert there + about(chance_of_event)(one | {"event": opposite["event"][:1]}) == 1
    return opposite, lambda answer: rest - both


def chances_by_set(ties: str) -> Callable[[Any, Any, Case], Answer]:
    """The probabilities of the choices, told with what is chosen, so that the order of the menu does not matter."""

    def ask(market: Any, menus: Any, case: Case) -> Answer:
        j = market.agents.index(case["agent"])
        listed = candidates(menus[j], market.endowment[j], market.numbers)
        found = decide_choice_probabilities(listed, market.preferences[j].law, ties=ties).statement.probabilities
        return found[0], sorted(found[1:])

    return ask


def dominant_choice(market: Any, menus: Any, case: Case) -> Answer:
    agent = case["agent"]
    form, inside = case["agents"][agent]["costs"]
    assert form == "types"
    costs = min(inside, key=lambda pair: sum(pair[0].values()) / min(pair[0].values()))[0]
    protocol = Protocol(market, menus, ex_post_table(Protocol(market, menus)))
    return [
        obviously_dominant(protocol, agent, by_task(case, costs), k).holds for k in sorted({0, case["choices"][agent]})
    ]


def dominating(case: Case) -> Answer:
    """Whether polarized rays dominate, what is redundant, and that what dominates does and is what it is said to be."""
    mechanism = read(case)
    report = decide_dominating(mechanism)
    larger = report.found.mechanism
    assert (larger is not None) == report.found.verdict.holds
    if larger is not None and report.redundancies is not None:
        goods = case.get("goods")
        assert goods or decide_polarized(larger).holds
        assert report.polarized is None or report.polarized.holds
        assert not report.osp.holds or decide_osp(larger).holds
    if report.larger is not None and larger is not None:
        assert report.larger.holds
        assert dominated(report.mechanism, larger, effectively=True).holds
    if report.redundancies is None:
        return report.found.verdict.holds
    assert report.redundancies.holds == non_redundant(report.mechanism.protocol).holds
    return report.found.verdict.holds, report.redundancies.holds


def divided(cases: Callable[[random.Random], Case]) -> Callable[[random.Random], Case]:
    """Cases in which two agents have any halves of the tasks; the tasks of weights above 0 are one class."""

    def make(rng: random.Random) -> Case:
        case = cases(rng)
        first = {i: Fraction(rng.randint(1, 3), 2) for i in case["tasks"]}
        if rng.random() < 0.5:
            first = dict.fromkeys(case["tasks"], Fraction(rng.randint(1, 3), 2))
        rest = {i: 2 - x for i, x in first.items()}
        rows = iter((first, rest))
        return _each_agent(case, lambda j, data: {"status_quo": next(rows)})

    return make


def of_classes(case: Case) -> Answer:
    """Whether what is selected keeps the shares of the status quo, and whether amounts of the classes clear."""
    protocol = read(case).protocol
    places = {sign: [k for k, i in enumerate(case["tasks"]) if (case["w"][i] > 0) is sign] for sign in (True, False)}
    named = {str(sign): members for sign, members in places.items() if members}
    report = decide_classes(protocol, named)
    assert amounts_clear(protocol.market, list(named.values())).holds == report.clear.holds
    tabled_protocol = replace(protocol, selection=ex_post_table(protocol))
    assert report.kept.holds in (None, keeps_shares(tabled_protocol, list(named.values())).holds)
    return report.kept.holds, report.clear.holds


def priced(cases: Callable[[random.Random], Case]) -> Callable[[random.Random], Case]:
    """Cases in which hardly ever two assignments are equally cheap."""

    def make(rng: random.Random) -> Case:
        return _each_agent(
            cases(rng), lambda j, data: {"performance": {i: Fraction(rng.randint(0, 997)) for i in data["performance"]}}
        )

    return make


def found_equilibria(case: Case) -> Answer:
    """By notion, whether there are equilibria, how many, and whether the myopic strategies are one."""
    played = game_from_plain(plain(case))
    report = decide_equilibria(played.protocol, played.types, played.chosen)
    answers = []
    for concept, asked in report.exists.items():
        assert asked.holds == has_equilibrium(report.game, concept).holds
        assert report.strategies is not None
        own = equilibrium(report.game, report.strategies, concept)
        groups = equilibria_of(asked)
        if concept in ("obviously dominant", "dominant"):  # those who have no choice do not count
            groups = [group for group in groups if not group or len(report.game.menus[group[0].agent]) > 1]
        answers.append((asked.holds, sum(map(len, groups)), own.holds))
    return answers


def tabulated(case: Case, rng: random.Random) -> Changed:
    """Linear workloads written as tables, in another unit and from another zero for each type."""
    played = game_from_plain(plain(case))
    tables = ex_post_tables(played.protocol)
    reached = [Game.of(replace(played.protocol, selection=table), played.types).protocol.reach for table in tables]

    def change(j: str, data: Any) -> Any:
        _, inside = data["costs"]
        at = list(case["agents"]).index(j)
        bundles = dict.fromkeys(x for reach in reached for found in reach[at] for x in found)
        types = []
        for number, (costs, p) in enumerate(inside):
            unit, zero = Fraction(rng.randint(1, 5), 3), rng.randint(-3, 3)
            rows = []
            for x in bundles:
                named = dict(zip(case["tasks"], x, strict=True))
                rows.append((named, unit * sum(costs[i] * v for i, v in named.items()) + zero))
            types.append((f"type {number}", p, rows))
        return {"costs": ("workloads", types)}

    return _each_agent(case, change), same


def tabled(mechanism: Mechanism) -> Mechanism:
    return with_table(mechanism, ex_post_table(mechanism.protocol))


def selected(cases: Callable[[random.Random], Case]) -> Callable[[random.Random], Case]:
    """Half of the cases with a selection that is left open."""

    def make(rng: random.Random) -> Case:
        return cases(rng) | {"selection": rng.choice(("any", "ex-post optimal"))}

    return make


def osp(dominance: Any) -> Callable[[Case], Answer]:
    """Obvious strategy-proofness with ex-post optimal selection, beside that with a table for it."""

    def ask(case: Case) -> Answer:
        mechanism = read(case)
        found = decide_osp(mechanism, dominance).holds
        if found:
            return found
        if isinstance(mechanism.protocol.selection, ExPostOptimal):
            mechanism = tabled(mechanism)
        assert found is None or not obviously_strategy_proof(mechanism, dominance).holds
        return found

    return ask


def directions(case: Case) -> list[Any]:
    return [
        by_task(case, what)
        for j, data in case["agents"].items()
        if j == case["agent"]
        for kind, what in data["menu"]
        if kind == "ray"
    ]


def rays_on_domain(reading: Any) -> Callable[[Case], Answer]:
    """Whether the rays of the agent are polarized on its domain."""

    def ask(case: Case) -> Answer:
        market = read(case).market
        domain = market.preferences[market.agent(case["agent"])].domain
        return polarized_on_domain(domain, directions(case), reading).holds

    return ask


def type_exists(case: Case) -> Answer:
    """Whether some type of the agent's domain likes all of the agent's rays, the first of them strictly."""
    form, inside = case["agents"][case["agent"]]["costs"]
    domain: Any = Orthant(len(case["tasks"]), True)
    if form == "types":
        domain = FiniteDomain(tuple(bundle(by_task(case, at)) for at, _ in inside))
    elif form == "box":
        domain = Box(*(bundle([ends[side] for ends in by_task(case, inside)]) for side in (0, 1)))
    # Directions are integral: the steps of the cases are halves, in any unit.
    rows = [tuple(int(6 * v) for v in row) for row in directions(case)]
    return some_type(domain, rows).holds, some_type(domain, rows[:0], rows).holds


def lottery_exists(case: Case) -> Answer:
    """x and what is left of the tasks, for two agents, are a random allocation exactly if nothing is negative."""
    numbers = by_task(case, case["tasks"])
    x = by_task(case, case["x"])
    rest = [n - v for n, v in zip(numbers, x, strict=True)]
    return random_allocation(numbers, (bundle(x), bundle(rest))).holds


def other_half(case: Case, rng: random.Random) -> Changed:
    """What is left of the tasks for x."""
    return case | {"x": {i: case["tasks"][i] - v for i, v in case["x"].items()}}, same


def whole_more(case: Case, rng: random.Random) -> Changed:
    """Each task once more, for the first agent."""
    tasks = {i: n + 1 for i, n in case["tasks"].items()}
    return case | {"tasks": tasks, "x": {i: v + 1 for i, v in case["x"].items()}}, same


def sizes(rng: random.Random) -> Case:
    return rng.randint(1, 5)


def one_task_more(case: Case, rng: random.Random) -> Changed:
    """With a task more one ray more is possible (from one task to two, two)."""
    return case + 1, lambda count: count + (1 if case > 1 else 2)


def rays_in_largest(tasks: int) -> Answer:
    verdict = largest_menu(tasks)
    assert verdict.holds
    return len(verdict.statement.directions)


RAYS_ONLY = ("ray",)
PRICED = Relation("a task that is liked, at a price", task_liked_at_a_price)
LIKED_ALONE = Relation("a task that is liked, no menus", task_liked_by_a_market)
LIKED, BY_ROWS = Relation("a task that is liked", task_liked), Relation("costs by rows", costs_by_rows)
ON_DOMAIN = [ORDER, NAMES, RAYS, COSTS, UNIT, LIKED]
POLARIZED = [ORDER, NAMES, RAYS, UNIT, Relation("a ray given twice", ray_twice)]
OSP = [ORDER, NAMES, RAYS, COSTS, UNIT, DOUBLE, PERFORMANCE, SHIFT, STILL, IDLE, HOPELESS]
COST = [*MENUS, SPLIT, PERFORMANCE, SHIFT, DOUBLE, IDLE, STILL, HOPELESS]
_C, _L = "proofs.trading.value.costs", "proofs.trading.value.large_markets"
_A, _D = "proofs.trading.value.all_menus", "proofs.trading.dominance.deciding"
_P = "proofs.trading.value.polarized_support"

_G, _V = "proofs.trading.games", "proofs.trading.value.cost_laws"
QUESTIONS = [
    Question(
        "support_over_all_menus",
        (f"{_A}.support_over_all_menus", "proofs.trading.value.support_functions.all_menus"),
        about(lambda m, menus, c: all_menus(*typed(m, c)).upper),
        markets(few=2),
        [*TYPED, WEIGHTS, without_w(IDLE)],
        seeds=8,
    ),
    Question(
        "support_over_all_menus, three tasks",
        (f"{_A}.support_over_all_menus",),
        about(lambda m, menus, c: value(support_over_all_menus(*typed(m, c)))),
        markets(tasks=3, few=2),
        [*TYPED, WEIGHTS, DOUBLE],
        seeds=8,
    ),
    Question(
        "polarized_menu",
        (f"{_P}.polarized_menu", f"{_P}.polarized_support"),
        about(polarized_value),
        markets(few=2),
        [*TYPED, WEIGHTS, DOUBLE],
        seeds=6,
    ),
    Question(
        "best_large_market",
        ("proofs.trading.value.best_large_market.best_large_market",),
        about(lambda m, menus, c: value(best_large_market(m))),
        markets(few=2),
        [*MARKET, SPLIT],
        seeds=4,
    ),
    Question(
        "cheapest_constant",
        ("proofs.trading.value.linear_programs.cheapest_constant",),
        about(lambda m, menus, c: value(cheapest_constant(m))),
        markets(agents=3, few=2),
        [*MARKET, SPLIT],
        seeds=8,
    ),
    Question(
        "cheapest_constant, boxes",
        ("proofs.trading.value.linear_programs.cheapest_constant",),
        about(lambda m, menus, c: value(cheapest_constant(m))),
        markets(agents=2, law="box"),
        [*MARKET, PRICED],
        seeds=8,
    ),
    Question(
        "cheapest_incentive_compatible",
        ("proofs.trading.value.linear_programs.cheapest_incentive_compatible",),
        about(lambda m, menus, c: value(cheapest_incentive_compatible(m))),
        markets(few=2),
        [*MARKET, SPLIT, PRICED],
        seeds=6,
    ),
    Question(
        "cheapest_incentive_compatible_large",
        ("proofs.trading.value.linear_programs.cheapest_incentive_compatible_large",),
        about(lambda m, menus, c: value(cheapest_incentive_compatible_large(m))),
        markets(agents=3, few=2),
        [*MARKET, SPLIT],
        seeds=6,
    ),
    Question(
        "cheapest_obviously_strategy_proof",
        ("proofs.trading.value.best_obvious.cheapest_obviously_strategy_proof",),
        about(lambda m, menus, c: value(cheapest_obviously_strategy_proof(m))),
        markets(few=2),
        [*MARKET, SPLIT, PRICED],
        seeds=6,
    ),
    *(
        Question(
            f"best_bilateral_trade{', large' if large else ''}",
            ("proofs.trading.value.best_trade.best_bilateral_trade",),
            about(partial(trade_cost, large)),
            markets(tasks=3, agents=3),
            [*MARKET, SPLIT],
            seeds=8,
        )
        for large in (False, True)
    ),
    *(
        Question(
            f"best_polarized_rays, best_large_rays and decide_best{', large' if large else ''}",
            (
                "proofs.trading.value.best.decide_best",
                "proofs.trading.value.best_large_rays.best_large_rays"
                if large
                else "proofs.trading.value.ray_search.best_polarized_rays",
            ),
            about(partial(rays_cost, large)),
            markets(few=2),
            [*MARKET, SPLIT, *([] if large else [PRICED])],
            seeds=4,
        )
        for large in (False, True)
    ),
    Question(
        "incentive_compatible_bound",
        ("proofs.trading.value.incentive_bound.incentive_compatible_bound",),
        about(incentive_cost_near_its_bound),
        markets(few=2),
        [*MARKET, SPLIT],
        seeds=6,
    ),
    Question(
        "decide_choice",
        ("proofs.trading.value.choice.decide_choice",),
        about(choice_report),
        markets(few=2),
        [*MARKET, SPLIT, LIKED_ALONE],
        seeds=6,
    ),
    *(
        Question(
            f"improving_trade, {reading}, {law}",
            ("proofs.trading.value.bilateral.improving_trade",),
            about(trade_improves(reading)),
            markets(law=law),
            [*MARKET, LIKED_ALONE, *([SPLIT] if law == "types" else [])],
            seeds=10,
        )
        for reading in ("indifferent trade", "indifferent keep", "lemma 2")
        for law in ("types", "box")
    ),
    Question(
        "only_constant_mechanism",
        ("proofs.trading.value.constant.only_constant_mechanism",),
        about(lambda m, menus, c: only_constant_mechanism(m).holds),
        markets(few=2),
        [*MARKET, SPLIT, LIKED_ALONE],
        seeds=10,
    ),
    *(
        Question(
            f"some_type, {law}",
            ("proofs.trading.dominance.cost_types.some_type",),
            type_exists,
            markets(tasks=3, law=law, few=3, rays=3, kinds=RAYS_ONLY),
            [ORDER, NAMES, TWICE, COSTS, *([SPLIT] if law == "types" else [])],
        )
        for law in ("types", "box", "positive")
    ),
    Question(
        "cost_of_mechanism",
        (f"{_C}.cost_of_mechanism",),
        mechanism_cost,
        markets(simple=True, kinds=("ray", "ray", "trades")),
        [ORDER, NAMES, RAYS, COSTS, SPLIT, PERFORMANCE, SHIFT, UNIT, DOUBLE, IDLE, STILL, PRICED],
        seeds=8,
    ),
    Question(
        "decide_cost",
        (
            "proofs.trading.value.mechanism_costs.decide_cost",
            "proofs.trading.value.mechanism_costs.cost_of_assignment",
            "proofs.trading.value.lottery_costs.decide_lottery_cost",
        ),
        cost_report,
        markets(simple=True, kinds=("ray", "ray", "trades")),
        [ORDER, NAMES, COSTS, SPLIT, PERFORMANCE, SHIFT, UNIT, DOUBLE, IDLE, STILL, PRICED],
        seeds=5,
    ),
    Question("cost_of_offers", (f"{_C}.cost_of_offers",), about(of_offers), markets(), COST, seeds=6),
    Question(
        "expected_cost",
        (f"{_C}.expected_cost",),
        about(lambda m, menus, c: value(expected_cost(m, menus))),
        markets(agents=3, few=2),
        COST,
        seeds=5,
    ),
    Question(
        "expected_cost, boxes",
        (f"{_C}.expected_cost",),
        about(lambda m, menus, c: value(expected_cost(m, menus))),
        markets(law="box"),
        [r for r in COST if r is not SPLIT],
        seeds=5,
    ),
    *(
        Question(
            f"decide_osp, {dominance}, {law}",
            ("proofs.trading.dominance.explaining.decide_osp", f"{_D}.obviously_strategy_proof"),
            osp(dominance),
            selected(markets(law=law, simple=True, kinds=("ray", "ray", "trades"))),
            [*OSP, LIKED, twins_mend_nothing(osp(dominance)), SPLIT if law == "types" else BY_ROWS],
            seeds=6,
        )
        for dominance in ("deviations", "printed")
        for law in ("types", "box", "positive")
    ),
    *(
        Question(
            f"decide_dominating, {law}",
            (
                f"{_D.rpartition('.')[0]}.dominating_report.decide_dominating",
                f"{_D.rpartition('.')[0]}.domination.dominated",
                "proofs.trading.markets.reduction.non_redundant",
            ),
            dominating,
            selected(markets(law=law, simple=True, kinds=("ray", "ray", "trades"))),
            [ORDER, NAMES, COSTS, UNIT, LIKED],
            seeds=5,
        )
        for law in ("types", "box", "positive")
    ),
    Question(
        "obviously_dominant",
        ("proofs.trading.dominance.actions.obviously_dominant",),
        about(dominant_choice),
        markets(few=1, kinds=RAYS_ONLY),
        [ORDER, NAMES, RAYS, COSTS, UNIT, DOUBLE, PERFORMANCE, IDLE],
        seeds=10,
    ),
    Question(
        "decide_selection",
        ("proofs.trading.value.improvement.decide_selection",),
        about(selection_report),
        markets(),
        COST,
        seeds=5,
    ),
    Question(
        "weak_improvement",
        ("proofs.trading.value.improvement.weak_improvement",),
        about(lambda m, menus, c: weak_improvement(m, menus).holds),
        markets(),
        [*MENUS, PERFORMANCE, SHIFT, DOUBLE, IDLE, STILL, HOPELESS],
        seeds=4,
        one_answer="every set contains the endowment, which is the status quo",
    ),
    Question(
        "decide_large_market",
        (f"{_L}.decide_large_market",),
        about(large_report),
        markets(),
        COST,
        seeds=4,
    ),
    Question(
        "outer_program",
        ("proofs.trading.value.outer_program.outer_program",),
        about(lambda m, menus, c: value(outer_program(m, lists(menus)))),
        markets(agents=3, few=3),
        COST,
        seeds=8,
    ),
    Question(
        "outer_program, boxes",
        ("proofs.trading.value.outer_program.outer_program",),
        about(lambda m, menus, c: value(outer_program(m, lists(menus)))),
        markets(law="box", tasks=3),
        [r for r in COST if r is not SPLIT],
        seeds=5,
    ),
    Question(
        "support_value",
        ("proofs.trading.value.outer_program.support_value",),
        about(lambda m, menus, c: value(support_value(m, *own(m, menus, c), by_task(c, c["w"])))),
        markets(few=3, rays=3),
        [*MENUS, SPLIT, DOUBLE, WEIGHTS, without_w(IDLE), without_w(STILL), HOPELESS],
    ),
    Question(
        "in_feasible_set",
        ("proofs.trading.value.outer_program.in_feasible_set",),
        about(lambda m, menus, c: in_feasible_set(m, *own(m, menus, c), by_task(c, c["x"])).holds),
        markets(few=2, rays=3),
        [*MENUS, SPLIT, DOUBLE, IDLE, STILL],
    ),
    Question(
        "replica_cost",
        ("proofs.trading.value.replicas.replica_cost", "proofs.trading.value.replicas.replica"),
        about(lambda m, menus, c: value(replica_cost(m, menus, 2)) + 0 * value(replica(m, menus, 2))),
        markets(rays=1),
        COST,
        seeds=4,
    ),
    Question(
        "cost_law, the least cost",
        (f"{_V}.cost_law",),
        about(least_of_law),
        markets(rays=1),
        COST,
        seeds=4,
    ),
    Question(
        "cost_law, the probabilities",
        (f"{_V}.cost_law", f"{_V}.decide_cost_laws", f"{_V}.cost_settles"),
        about(chances_of_law),
        markets(rays=1, simple=True),
        COST,
        seeds=4,
    ),
    Question(
        "random_allocation",
        ("proofs.trading.markets.random_allocation.random_allocation",),
        lottery_exists,
        lambda rng: (
            (c := markets()(rng)) | {"x": {i: v + rng.choice((0, 0, Fraction(1, 2))) for i, v in c["x"].items()}}
        ),
        [ORDER, NAMES, Relation("the other half", other_half), Relation("each task once more", whole_more)],
    ),
    *(
        Question(
            f"polarized, {reading}",
            ("proofs.trading.dominance.polarization.polarized",),
            lambda c, reading=reading: polarized(directions(c), reading).holds,  # type: ignore[misc]
            markets(tasks=3, rays=3, kinds=RAYS_ONLY),
            POLARIZED,
            one_answer="nothing is polarized as printed, where a ray is paired with itself"
            if reading == "printed"
            else "",
        )
        for reading in ("beside endowment", "printed", "pairs", "lemma 5")
    ),
    Question(
        "decide_polarized",
        ("proofs.trading.dominance.polarized_menus.decide_polarized",),
        lambda c: decide_polarized(read(c)).holds,
        markets(kinds=("ray", "ray", "remedial")),
        [*POLARIZED, DOUBLE, PERFORMANCE, COSTS, IDLE],
        seeds=10,
    ),
    *(
        Question(
            f"polarized_on_domain, {reading}, {law}",
            ("proofs.trading.dominance.polarized_on_domain.polarized_on_domain",),
            rays_on_domain(reading),
            markets(tasks=3, rays=3, kinds=RAYS_ONLY, law=law),
            [*ON_DOMAIN, SPLIT if law == "types" else BY_ROWS],
            seeds=10,
        )
        for reading in ("beside endowment", "pairs", "lemma 5")
        for law in ("types", "box", "positive")
    ),
    *(
        Question(
            f"decide_polarized_on_domains, {law}",
            ("proofs.trading.dominance.polarized_on_domain.decide_polarized_on_domains",),
            lambda c: decide_polarized_on_domains(read(c)).holds,
            markets(kinds=("ray", "ray", "remedial"), law=law),
            [
                *ON_DOMAIN,
                Relation("a ray given twice", ray_twice),
                DOUBLE,
                PERFORMANCE,
                *([SPLIT] if law == "types" else [BY_ROWS]),
            ],
            seeds=10,
        )
        for law in ("types", "box", "positive")
    ),
    Question(
        "largest_menu",
        ("proofs.trading.dominance.polarization.largest_menu",),
        rays_in_largest,
        sizes,
        [Relation("one task more", one_task_more)],
        seeds=5,
    ),
    *(
        Question(
            f"decide_chance, {law}",
            ("proofs.trading.selection.probabilities.decide_chance",),
            about(chance_of_event),
            markets(law=law, few=3, tasks=3),
            [
                ORDER,
                NAMES,
                RAYS,
                COSTS,
                UNIT,
                without_w(STILL),
                Relation("a half-space twice, and no condition", event_twice),
                Relation("beyond a half-space", beyond_event),
            ],
            seeds=12,
        )
        for law in ("types", "box")
    ),
    *(
        Question(
            f"decide_choice_probabilities, {ties}, {law}",
            ("proofs.trading.selection.probabilities.decide_choice_probabilities",),
            about(chances_by_set(ties)),
            markets(law=law, rays=3),
            [NAMES, COSTS, UNIT, DOUBLE, *([ORDER] if ties == "split" else []), RAYS],
            seeds=8,
        )
        for ties in ("split", "trade", "keep", "last", "cautious")
        for law in ("types", "box")
    ),
    Question(
        "feasible",
        ("proofs.trading.markets.protocols.feasible",),
        lambda c: feasible(read(c).protocol).holds,
        markets(),
        [*MENUS, DOUBLE, IDLE, STILL, HOPELESS],
        seeds=4,
        one_answer="every set contains the endowment",
    ),
    Question(
        "classes of tasks",
        (
            "proofs.trading.markets.classes.keeps_shares",
            "proofs.trading.markets.classes.amounts_clear",
            "proofs.trading.value.classification.decide_classes",
        ),
        of_classes,
        priced(divided(markets(tasks=3, kinds=("ray",), simple=True, rays=1))),
        [ORDER, NAMES, RAYS, COSTS, UNIT, PERFORMANCE, WEIGHTS],
        seeds=12,
    ),
    Question(
        "equilibria of the induced game",
        (f"{_G}.equilibria.equilibrium", f"{_G}.equilibria.has_equilibrium", f"{_G}.report.decide_equilibria"),
        found_equilibria,
        priced(markets(few=2, simple=True)),
        [*MENUS[:3], COSTS, UNIT, PERFORMANCE, SHIFT, DOUBLE, IDLE, Relation("as tables", tabulated)],
        seeds=10,
    ),
    Question(
        "equilibria of the induced game, three agents",
        (f"{_G}.report.decide_equilibria",),
        found_equilibria,
        priced(markets(agents=3, few=1, rays=1, kinds=("ray",))),
        [ORDER, NAMES, RAYS, COSTS, Relation("as tables", tabulated)],
        seeds=5,
    ),
    Question(
        "optimal_selection",
        ("proofs.trading.selection.optimal.optimal_selection",),
        about(selected_cost),
        markets(agents=3),
        [*MENUS, PERFORMANCE, SHIFT, DOUBLE, IDLE, STILL],
        seeds=10,
    ),
]
