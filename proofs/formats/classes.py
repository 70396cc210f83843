"""Classes of tasks in market files (VS, footnote 12): a class stands for its tasks, in the shares of the status quo.

A file may divide its tasks into `classes`. Where a bundle, a trade or a direction of an agent is given (in its menu,
its strategy, its workloads, what is selected for it), a class may then be named like a task: so much of the class is as
much of its tasks as their shares in the agent's own status quo say. `by_tasks` writes a file so, and everything else
reads what it writes; places stay what they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from exact.rationals import rational
from proofs.plain.keys import list_at, mapping_at, placed, unknown_name

Shares = Mapping[str, Mapping[str, Fraction] | None]
"""For each class the shares of its tasks; `None` if the agent has nothing of it."""


def classes_from_plain(data: Any) -> dict[str, tuple[int, ...]]:
    """The classes of a market file, each with the places of its tasks. Raises `ValueError` or `TypeError`."""
    tasks = list(mapping_at(data["tasks"], "tasks")) if "tasks" in mapping_at(data, "") else []
    if "classes" not in data:
        raise ValueError('"classes" is missing; divide the tasks: "classes": {"A": [task, ...], "B": [task, ...]}')
    return {name: tuple(map(tasks.index, members)) for name, members in _classes(data["classes"], tasks).items()}


def by_tasks(data: Any) -> Any:
    """The same file, each class written as its tasks. Raises `ValueError` or `TypeError` with the place."""
    if not isinstance(data, Mapping) or "classes" not in data or not isinstance(data.get("tasks"), Mapping):
        return data
    classes = _classes(data["classes"], list(data["tasks"]))
    found = {key: value for key, value in data.items() if key != "classes"}
    agents = data.get("agents")
    if not isinstance(agents, Mapping):
        return found
    shares = {name: _shares(own, classes, f"agents.{name}.status_quo") for name, own in agents.items()}
    found["agents"] = {name: _agent(own, name, shares[name]) for name, own in agents.items()}
    if isinstance(data.get("selection"), list):
        found["selection"] = [_entry(entry, shares, f"selection[{at}]") for at, entry in enumerate(data["selection"])]
    if isinstance(data.get("strategy"), Mapping):
        found["strategy"] = {
            name: _strategy(own, shares[name], f"strategy.{name}") if name in shares else own
            for name, own in data["strategy"].items()
        }
    return found


def _classes(data: Any, tasks: list[str]) -> dict[str, list[str]]:
    """The classes with their tasks: each task is in exactly one."""
    found = {name: list_at(members, f"classes.{name}") for name, members in mapping_at(data, "classes").items()}
    seen: dict[str, str] = {}
    for name, members in found.items():
        if not members:
            raise ValueError(f"classes.{name}: it is empty; a class has at least one task")
        if name in tasks and members != [name]:
            raise ValueError(f'classes.{name}: "{name}" is the name of a task, too; give the class another name')
        for at, task in enumerate(members):
            if task not in tasks:
                raise ValueError(unknown_name(task, tasks, "tasks", f"classes.{name}[{at}]"))
            if task in seen:
                raise ValueError(
                    f"classes.{name}[{at}]: {task} is in the class {seen[task]} already; take it out of one"
                )
            seen[task] = name
    missing = [task for task in tasks if task not in seen]
    if missing:
        raise ValueError(f"classes: {', '.join(missing)} is in no class; every task belongs to exactly one")
    return found


def _shares(own: Any, classes: Mapping[str, list[str]], where: str) -> Shares:
    sigma = mapping_at(mapping_at(own, where.rpartition(".")[0]).get("status_quo", {}), where)
    found: dict[str, Mapping[str, Fraction] | None] = {}
    for name, members in classes.items():
        if members == [name]:
            continue  # the class is its task
        held = {task: rational(sigma.get(task, 0), f"{where}.{task}") for task in members}
        whole = sum(held.values(), Fraction(0))
        found[name] = {task: amount / whole for task, amount in held.items()} if whole > 0 else None
    return found


def _agent(own: Mapping[str, Any], name: str, shares: Shares) -> Any:
    found, where = dict(own), f"agents.{name}"
    if isinstance(own.get("menu"), list):
        found["menu"] = _menu(own["menu"], shares, f"{where}.menu")
    if isinstance(own.get("menus"), list):
        found["menus"] = [
            {**drawn, "menu": _menu(drawn["menu"], shares, f"{where}.menus[{at}].menu")}
            if isinstance(drawn, Mapping) and isinstance(drawn.get("menu"), list)
            else drawn
            for at, drawn in enumerate(own["menus"])
        ]
    if isinstance(own.get("workloads"), list):
        found["workloads"] = [
            _inside(
                kind,
                "bundles",
                lambda row, place: _inside(row, "bundle", _of(shares), place),
                f"{where}.workloads[{at}]",
            )
            for at, kind in enumerate(own["workloads"])
        ]
    return found


def _menu(menu: list[Any], shares: Shares, where: str) -> list[Any]:
    spread, found = _of(shares), []
    for at, entry in enumerate(menu):
        for key in ("ray", "points", "trades", "demand"):
            entry = _inside(entry, key, spread, f"{where}[{at}]")
        found.append(entry)
    return found


def _entry(entry: Any, shares: Mapping[str, Shares], where: str) -> Any:
    """An entry of a table of selections."""
    if not isinstance(entry, Mapping) or not isinstance(entry.get("assignment"), Mapping):
        return entry
    rows = {
        name: _spread(row, shares[name], f"{where}.assignment.{name}") if name in shares else row
        for name, row in entry["assignment"].items()
    }
    return {**entry, "assignment": rows}


def _strategy(strategy: Any, shares: Shares, where: str) -> Any:
    def of_rule(rule: Any, place: str) -> Any:
        for key in ("at_most", "below"):
            rule = _inside(rule, key, _of(shares), place)
        return rule

    return _inside(strategy, "rules", of_rule, where)


def _of(shares: Shares) -> Callable[[Any, str], Any]:
    return lambda row, place: _spread(row, shares, place)


def _inside(data: Any, key: str, change: Callable[[Any, str], Any], where: str) -> Any:
    """The object with what it has under a key changed, entry by entry if that is a list; anything else as it is."""
    if not isinstance(data, Mapping) or key not in data:
        return data
    place, value = f"{where}.{key}", data[key]
    if isinstance(value, list):
        return {**data, key: [change(each, f"{place}[{at}]") for at, each in enumerate(value)]}
    return {**data, key: change(value, place)}


def _spread(row: Any, shares: Shares, where: str) -> Any:
    """A bundle with the tasks in the place of classes."""
    if not isinstance(row, Mapping) or not any(name in row for name in shares):
        return row
    found: dict[str, Any] = {}
    for name, value in row.items():
        if name in found:
            raise ValueError(f"{where}.{name}: the task is given, and its class too; give one of the two")
        if name not in shares:
            found[name] = value
            continue
        whole = rational(value, f"{where}.{name}")
        own = shares[name]
        if own is None and whole:
            raise ValueError(
                placed(
                    f"{where}.{name}", f"the agent has nothing of {name} in the status quo, so its tasks have no shares"
                )
                + "; name the tasks"
            )
        for task, share in (own or {}).items():
            if task in found:
                raise ValueError(f"{where}.{task}: the task is given, and its class too; give one of the two")
            found[task] = whole * share
    return found
