"""The JSON Schema of market files. What they mean is said here, and read by `proofs.formats.markets`."""

from __future__ import annotations

from typing import Any

from proofs.plain.keys import MARKET
from proofs.reduced_form.problem.model import NUMERAL

Schema = dict[str, Any]


def market_schema() -> Schema:
    """The JSON Schema of a market file."""
    keys = {
        "format": {"const": MARKET, "description": "says that this is a market file"},
        "title": {"type": "string", "description": "for people"},
        "comment": {"description": "for people"},
        "parameters": {"description": "numbers left open; read before all other keys"},
        "tasks": _by_name({"type": "integer"}, "for each task how many times it is to be done; of a payment, its sum"),
        "goods": _list({"type": "string"}) | {"description": "tasks that are liked: their costs are at most 0"},
        "payments": _by_name(
            _object(
                {
                    "negative": {"type": "boolean", "description": "bundles may hold less than 0; left out, false"},
                    "supply": {
                        "enum": ["fixed", "open"],
                        "description": "open: it adds up to anything; left out, fixed",
                    },
                }
            ),
            "tasks of which bundles may be negative, or the supply is not fixed (VS, section 1.2)",
        ),
        "classes": _by_name(
            _list({"type": "string"}), "classes of tasks, each task in one; they stand for their tasks"
        ),
        "agents": _by_name({"$ref": "#/$defs/Agent"}, "the agents"),
        "selection": _selection(),
        "strategy": _by_name({"$ref": "#/$defs/Strategy"}, "for each agent a strategy; without one it is myopic"),
    }
    whole = _object(keys, "format", "tasks", "agents")
    definitions = {
        "Number": NUMERAL,
        "Bundle": _by_name(_ref("Number"), "a number for each task; tasks left out are 0"),
        "Costs": _by_name(_ref("Number"), "a number for every task"),
        "Box": _by_name(_list(_ref("Number"), 2, 2), "for every task its [lower, upper] cost"),
        "Agent": _agent(),
        "Preferences": _preferences(),
        "TradingSet": _trading_set(),
        "Strategy": _strategy(),
    }
    description = "Tasks, agents, their menus and what is selected; numbers are integers or strings."
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Market", "description": description}
    return {**head, **whole, "$defs": definitions}


def _agent() -> Schema:
    keys = {
        "status_quo": _ref("Bundle", "what the agent may demand; all agents' add up to the tasks"),
        "endowment": _ref("Bundle", "where trade starts, choice 0 of the menu; left out, the status quo"),
        "performance": _ref("Bundle", "the social cost of each unit the agent does of a task; left out, 0"),
        "slack": _ref("Number", "from 1 on: no type need work more than this times its status quo; left out, 1"),
        "costs": _ref("Preferences", 'left out, "nonnegative"'),
        "workloads": _list(_typed_workloads()) | {"description": "instead of costs, for `proofs equilibria`"},
        "menu": _list(_ref("TradingSet")) | {"description": "choices 1, 2, ...; choice 0 is to keep the endowment"},
        "menus": _list(
            _object({"probability": _ref("Number"), "menu": _list(_ref("TradingSet"))}, "probability", "menu")
        )
        | {"description": "instead of menu: menus of which the agent draws one, with probabilities that add up to 1"},
    }
    return _object(keys, "status_quo")


def _typed_workloads() -> Schema:
    table = _list(_object({"bundle": _ref("Bundle"), "workload": _ref("Number")}, "bundle", "workload"))
    keys = {
        "type": {"type": "string", "pattern": "."},
        "probability": _ref("Number"),
        "bundles": table | {"description": "each bundle that may be selected for the agent; less workload is better"},
    }
    return _object(keys, "type", "bundles")


def _preferences() -> Schema:
    probabilities = _list(_ref("Number")) | {"description": "the probabilities of the types, in their order"}
    typed = _by_name(_ref("Number"), "a cost for every task, and its probability unless there is a law")
    atom = _object({"at": _ref("Costs"), "probability": _ref("Number")}, "at", "probability")
    atoms = _object({"atoms": _list(atom), "rest": {"const": "uniform"}}, "atoms")
    part = _object({"weight": _ref("Number"), "box": _ref("Box"), "at": _ref("Costs")}, "weight")
    mixture = _object({"mixture": _list(part)}, "mixture")
    box_law = _any({"const": "uniform"}, atoms, mixture, description="how costs are distributed; left out, unknown")
    types_law = _any({"const": "uniform"}, probabilities)
    bounds = {bound: _ref("Number") for bound in ("at_most", "at_least", "equal", "below", "above")}
    row = _object({"coefficients": _ref("Bundle"), **bounds}, "coefficients")
    return _any(
        {"enum": ["nonnegative", "positive"], "description": "all such costs, of goods the negative ones; no law"},
        _object({"box": _ref("Box"), "law": box_law}, "box"),
        _object({"types": _list(typed), "law": types_law}, "types"),
        _object({"polyhedron": _list(row) | {"description": "just these rows: costs of any sign"}}, "polyhedron"),
        description="the unit costs that are possible, and their law where probabilities are asked for",
    )


def _trading_set() -> Schema:
    bounds = {bound: _ref("Number") for bound in ("at_most", "at_least", "equal")}
    row = _object({"coefficients": _ref("Bundle"), **bounds}, "coefficients")
    return _any(
        {"const": "remedial", "description": "all bundles with at most the endowment of every task"},
        _object({"ray": _ref("Bundle", "a direction: the endowment and any multiple of it from 0 on")}, "ray"),
        _object({"points": _list(_ref("Bundle")) | {"description": "just these bundles"}}, "points"),
        _object(
            {"trades": _list(_ref("Bundle")) | {"description": "the endowment, and it plus each of these"}}, "trades"
        ),
        _object(
            {"polyhedron": _list(row) | {"description": "nonnegative bundles, one bound for each row"}}, "polyhedron"
        ),
        _object(
            {
                "budget": _ref("Costs", "positive prices: a choice for each bundle worth as much as the endowment"),
                "grid": _ref("Number", "only the bundles whose numbers are multiples of it"),
                "demand": _list(_ref("Bundle"))
                | {"description": "instead, one choice: these bundles, worth as much as the endowment, and it"},
            },
            "budget",
        ),
    )


def _selection() -> Schema:
    choices = _by_name({"type": "integer"}, "the number of each agent's choice; left out, 0")
    assignment = _by_name(_ref("Bundle"), "what each agent gets; left out, the endowment")
    table = _list(_object({"choices": choices, "assignment": assignment}, "choices", "assignment"))
    return _any(
        {"const": "ex-post optimal", "description": "least social cost among what respects the choices"},
        {"const": "any", "description": "every rule that respects the choices: yes means yes for all of them"},
        table | {"description": "what is selected at these choices; the endowment at all others"},
        description='what is selected once all have chosen; left out, "ex-post optimal"',
    )


def _strategy() -> Schema:
    trades = _list(_ref("Bundle"))
    rule = _object({"at_most": trades, "below": trades, "choice": {"type": "integer"}}, "choice")
    kind = _any(_ref("Costs"), {"type": "string"}, description="its costs, or the name of a type with workloads")
    entry = _object({"type": kind, "choice": {"type": "integer"}}, "type", "choice")
    rules = (
        "the first rule counts whose trades cost the type at most 0 (at_most) and less than 0 (below); else choice 0"
    )
    return _any(
        {"const": "myopic", "description": "the set with the cheapest bundle; of several the best worst case"},
        {"const": "any myopic", "description": "the same with ties left open"},
        _list(entry) | {"description": "the choice of these types; others are myopic"},
        _object({"rules": _list(rule) | {"description": rules}}, "rules"),
    )


# ------------------------------------------------------------------------------------------------- forms of schemas


def _ref(name: str, description: str = "") -> Schema:
    return {"$ref": f"#/$defs/{name}"} | ({"description": description} if description else {})


def _object(keys: Schema, *required: str) -> Schema:
    """An object with these keys and no other."""
    return {"type": "object", "properties": keys, "required": list(required), "additionalProperties": False}


def _by_name(entry: Schema, description: str) -> Schema:
    """An object whose keys are names of agents or tasks."""
    return {"type": "object", "additionalProperties": entry, "description": description}


def _list(entry: Schema, least: int = 0, most: int | None = None) -> Schema:
    sizes = {"minItems": least} if most is None else {"minItems": least, "maxItems": most}
    return {"type": "array", "items": entry, **sizes}


def _any(*forms: Schema, description: str = "") -> Schema:
    return ({"description": description} if description else {}) | {"anyOf": list(forms)}
