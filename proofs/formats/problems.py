"""Problem files: JSON in, values out, and back.

A file is bounded in size and depth, holds no key twice and no unknown key, and writes every number as an integer or a
string (`"3/7"`, `"0.125"`). What is wrong is said in one sentence with its place, as a `BadInput`. Of a file with
`parameters` (`proofs.formats.parameters`) the loaders take values, numbers or formulas: `at={"p": "1/3"}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proofs.formats.parameters import KEY, NO_VALUES, Values, load_at
from proofs.plain.keys import PROBLEM
from proofs.reduced_form.problem.problems import (
    InterimRule,
    Problem,
)

if TYPE_CHECKING:
    from proofs.reduced_form.design.task import Objective

from proofs.plain.reading import BadInput, written_plainly
from proofs.reduced_form.classes.data import grouped_from_plain, read_grouped
from proofs.reduced_form.classes.group_design import GroupDesign, group_design_from_plain
from proofs.reduced_form.classes.groups import GroupedProblem
from proofs.reduced_form.design.data import design_from_plain, given_rule_in_file
from proofs.reduced_form.design.incentives import CORRELATED, GivenRule
from proofs.reduced_form.problem.data import problem_from_plain, read_problem, says_groups


def load_problem(path: Path | str, at: Values = NO_VALUES) -> tuple[Problem, InterimRule | None]:
    """The problem in a file, and its interim rule if it has one. An objective is left to `load_design`."""
    return load_at(path, problem_from_plain, at)


def load_groups(path: Path | str, at: Values = NO_VALUES) -> tuple[GroupedProblem, InterimRule | None]:
    """The problem of groups in a file, whose `agents` are groups with sizes, and its interim rule if it has one."""
    return load_at(path, grouped_from_plain, at)


def load_either(path: Path | str, at: Values = NO_VALUES) -> tuple[Problem | GroupedProblem, InterimRule | None]:
    """The problem in a file, of agents by name or of groups with sizes, and its interim rule if it has one."""
    return load_at(path, either_from_plain, at)


def either_from_plain(data: Any) -> tuple[Problem | GroupedProblem, InterimRule | None]:
    """The problem that data describe, of agents by name or of groups with sizes, and its interim rule if it has one."""
    return grouped_from_plain(data) if says_groups(data) else problem_from_plain(data)


def load_design(path: Path | str, at: Values = NO_VALUES) -> tuple[Problem, Objective]:
    """The problem in a file, and its objective, which it must have."""
    return load_at(path, design_from_plain, at)


def load_either_design(path: Path | str, at: Values = NO_VALUES) -> tuple[Problem, Objective] | GroupDesign:
    """The problem in a file with its objective: of agents by name, or of groups with sizes."""
    return load_at(path, either_design_from_plain, at)


def either_design_from_plain(data: Any) -> tuple[Problem, Objective] | GroupDesign:
    """The problem that data describe with its objective: of agents by name, or of groups with sizes."""
    _refuse_contradiction(data)
    return group_design_from_plain(data) if says_groups(data) else design_from_plain(data)


def _refuse_contradiction(data: Any) -> None:
    """Refuse a file that says of participation that it is not asked, and asks it. Certificates write it so."""
    objective = data.get("objective") if isinstance(data, dict) else None
    if isinstance(objective, dict) and "participation" in objective:
        transfers = objective.get("transfers", data.get("transfers"))
        if isinstance(transfers, dict) and transfers.get("participation") is False:
            said = "false says that none is asked, and objective.participation asks it; leave out one of them"
            raise BadInput(f"objective.transfers.participation: {said}")


def load_given_rule(path: Path | str, at: Values = NO_VALUES) -> GivenRule:
    """The interim rule in a file with its preferences, which it must have, and what types pay."""
    return load_at(path, given_rule_from_plain, at)


def given_rule_from_plain(data: Any) -> GivenRule:
    """The interim rule that data describe with the preferences of types; of groups, that of one agent of each."""
    try:
        if says_groups(data):
            groups, model = read_grouped(data)
            if not groups.independent:
                raise BadInput(CORRELATED)
            return given_rule_in_file(groups.one_of_each, model, groups.sizes)
        problem, model = read_problem(data)
        return given_rule_in_file(problem, model, (1,) * len(problem.agents))
    except (TypeError, ValueError) as error:
        raise BadInput(str(error)) from error


def problem_of(**keys: Any) -> Problem:
    """A problem from the keys of a problem file, as arguments.

    The prior is uniform unless given, and a list of types is that of every agent:
    `problem_of(agents=["i1", "i2"], types=["low", "high"], constraints=[{"each": "agent", "ceiling": 1}])`.
    Raises `BadInput`, also for the keys that are not about the problem itself: an interim rule, an objective.
    """
    for key, instead in _NOT_THE_PROBLEM.items():
        if key in keys:
            raise BadInput(f"{key}: problem_of makes a problem alone; {instead}")
    return problem_from_plain(file_of(written_plainly(keys, "")))[0]


def file_of(keys: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of a problem file with what need not be said in Python: its format, a uniform prior, alike types."""
    whole = {"format": PROBLEM, "prior": "uniform", **keys}
    if isinstance(whole.get("types"), list) and isinstance(whole.get("agents"), list):
        whole["types"] = dict.fromkeys(whole["agents"], whole["types"])
    return whole


_TO_DESIGN = "give the whole file's data to files.design_from_plain"
_NOT_THE_PROBLEM = {
    "capacity_costs": "give the whole file's data to suppliers.stages_from_plain",
    "interim_rule": "give the rule to its method interim_rule",
    "interim_transfers": "give the whole file's data to files.given_rule_from_plain",
    KEY: "give the whole file's data to parameters.family_of",
    **dict.fromkeys(("objective", "incentives", "preferences", "transfers"), _TO_DESIGN),
}
