"""The example files with their keys and lists in another order: what the commands answer stays."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exact.verdicts import Verdict
from proofs.cli import market_questions as questions
from proofs.formats.games import game_from_plain
from proofs.formats.markets import market_from_plain
from proofs.reduced_form.conditions.capacity import linear
from proofs.reduced_form.design.data import design_from_plain
from proofs.reduced_form.design.deciding import design
from proofs.reduced_form.implementation.deciding import has_outcome, implementable
from proofs.reduced_form.problem.data import problem_from_plain
from proofs.reduced_form.problem.structures import preserves_total_unimodularity, structure_of
from proofs.trading.games.report import decide_equilibria

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
PROBLEMS = sorted((EXAMPLES / "problems").glob("*.json"))
MARKETS = sorted((EXAMPLES / "markets").glob("*.json"))
GAMES = sorted((EXAMPLES / "markets" / "games").glob("*.json"))
UNORDERED = ("agents", "objects", "constraints", "edges", "edge", "set", "profiles", "menu", "trades", "types", "joint")
"""Keys under which the order of a list says nothing. A pair, an interval and a ranking say something by their order."""


def stirred(data: Any, rng: random.Random, key: str = "") -> Any:
    """Keys in another order, and lists under keys of which the order says nothing; `types` holds a list by agent."""
    if isinstance(data, dict):
        inside = {name: stirred(data[name], rng, "types" if key == "types" else name) for name in data}
        return {name: inside[name] for name in rng.sample(list(data), len(data))}
    if not isinstance(data, list):
        return data
    entries = [stirred(entry, rng, {"edges": "edge"}.get(key, "")) for entry in data]
    return rng.sample(entries, len(entries)) if key in UNORDERED else entries


def held(ask: Callable[[], Verdict]) -> Any:
    """Whether it holds, with the value that the statement names; or what is wrong with the question."""
    try:
        verdict = ask()
    except ValueError as error:
        return str(error).split(";")[0]
    return verdict.holds, getattr(verdict.statement, "value", None)


def about_problem(data: dict[str, Any]) -> list[Any]:
    problem, rule = problem_from_plain(data)
    found = [held(lambda: has_outcome(problem))]
    if rule is not None:
        found.append(held(lambda: implementable(problem, rule)))
    if len(problem.cells) <= 8:
        found.append(held(lambda: linear(problem)))
    if "objective" in data:
        found.append(held(lambda: design(*design_from_plain(data))))
    if not problem.public:
        found.append(held(lambda: preserves_total_unimodularity(structure_of(problem))))
    return found


def about_market(data: dict[str, Any]) -> list[Any]:
    """All commands on market files: their verdict and the further ones."""
    mechanism = market_from_plain(data)
    found: list[Any] = []
    for ask in (
        lambda: questions.polarized("", mechanism, "beside endowment"),
        lambda: questions.osp("", mechanism, "deviations"),
        lambda: questions.osp("", mechanism, "printed"),
        lambda: questions.choice("", mechanism, ""),
        lambda: questions.select("", mechanism, ""),
        lambda: questions.cost("", mechanism),
        lambda: questions.dominate("", mechanism)[0],
        lambda: questions.large("", mechanism, [1]),
    ):
        try:
            verdict, _, _, others = ask()
        except ValueError as error:
            found.append(str(error).split(" ")[-3:])
            continue
        found.append([held(lambda one=one: one) for one in (verdict, *others)])  # type: ignore[misc]
    return found


@pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
def test_a_problem_in_another_order_has_the_same_answers(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    other = stirred(data, random.Random(path.stem))
    assert about_problem(other) == about_problem(data)


@pytest.mark.parametrize("path", MARKETS, ids=lambda path: path.stem)
def test_a_market_in_another_order_has_the_same_answers(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    for seed in range(2):
        other = stirred(data, random.Random(f"{path.stem} {seed}"))
        assert about_market(other) == about_market(data)


@pytest.mark.parametrize("path", GAMES, ids=lambda path: path.stem)
def test_a_game_in_another_order_has_the_same_answers(path: Path) -> None:
    def answers(plain: dict[str, Any]) -> list[Any]:
        played = game_from_plain(plain)
        report = decide_equilibria(played.protocol, played.types, played.chosen)
        return [(concept, report.exists[concept].holds, report.own[concept].holds) for concept in report.exists]

    data = json.loads(path.read_text(encoding="utf-8"))
    for seed in range(3):
        assert answers(stirred(data, random.Random(f"{path.stem} {seed}"))) == answers(data)


def test_another_order_is_another_text_and_the_same_problem() -> None:
    path = EXAMPLES / "problems" / "example_7_course_allocation.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    other = stirred(data, random.Random(1))
    assert json.dumps(other) != json.dumps(data)
    assert sorted(json.dumps(other)) == sorted(json.dumps(data))
