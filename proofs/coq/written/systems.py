"""Linear systems and linear programs: a point, multipliers, or a ray (`Certificates/Systems.v`).

Rows are limits, and so are the bounds of the variables, which come after them. A certificate gives multipliers of the
rows alone; what these leave of the objective is weighed with the bounds of the variables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from proofs.coq.written.terms import (
    NoForm,
    Theorem,
    computed,
    listed,
    multipliers,
    names_comment,
    number,
    rational_term,
    sparse_form,
)

IMPORTS = ("Certificates.Systems",)
Form = dict[int, Fraction]


@dataclass(frozen=True)
class _System:
    """The rows of a system as forms, and where each variable's bounds stand among the limits."""

    term: str
    rows: list[Form]
    bounds: dict[int, int]

    def weighed(self, objective: Form, given: list[Any]) -> str:
        """Multipliers of the limits: the given ones of the rows, and what they leave, on the variables' bounds."""
        rest, weights = dict(objective), list[tuple[int, Fraction]]()
        for place, (row, value) in enumerate(zip(self.rows, given, strict=True)):
            weight = number(value)
            weights.append((place, weight))
            for k, coefficient in row.items() if weight else ():
                rest[k] = rest.get(k, Fraction(0)) - weight * coefficient
        weights += [(self.bounds[k], left) for k, left in rest.items() if left and k in self.bounds]
        return multipliers(weights)


def _read(about: Mapping[str, Any]) -> _System:
    limits, rows, bounds = [], [], {}
    for row in about["rows"]:
        form = _form(row["coefficients"])
        rows.append(form)
        sense = {"<=": "at_most", "=": "equal"}[row["sense"]]
        limits.append(f"{sense} {sparse_form(form.items())} {rational_term(row['bound'])}")
    for k, (low, high) in enumerate(zip(about["lower"], about["upper"], strict=True)):
        alone = f"[times 1 {k}]"
        if low is not None and high is not None:
            limits.append(f"within (Some {rational_term(low)}) {alone} (Some {rational_term(high)})")
        elif low is not None:
            limits.append(f"at_least {alone} {rational_term(low)}")
        elif high is not None:
            limits.append(f"at_most {alone} {rational_term(high)}")
        else:
            continue
        bounds[k] = len(limits) - 1
    return _System(listed(limits), rows, bounds)


def _form(pairs: list[Any]) -> Form:
    return {int(k): number(value) for k, value in pairs}


def _point(values: list[Any]) -> str:
    return sparse_form(enumerate(values))


def _in_system(about: Mapping[str, Any], title: str, more: dict[str, tuple[str, str]]) -> dict[str, Any]:
    system = _read(about["system"])
    return {
        "title": f"{title}\n{names_comment('variables', about['system']['variables'])}",
        "imports": IMPORTS,
        "definitions": {"system": ("list limit", system.term), **more},
    }


def feasible(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """A system has a solution, or none."""
    if holds:
        more = {"solved": ("form", _point(evidence["values"]))}
        shared = _in_system(about, "The system has a solution.", more)
        return Theorem(**shared, statement="has_solution {system}", proof=computed("feasible_sound {system} {solved}"))
    weights = _read(about["system"]).weighed({}, evidence["multipliers"])
    shared = _in_system(about, "The system has no solution.", {"weights": ("list multiplier", weights)})
    return Theorem(**shared, statement="~ has_solution {system}", proof=computed("infeasible_sound {system} {weights}"))


def optimal(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """The optimum of a linear program."""
    _require_positive(holds)
    sense = about["sense"]
    which = {"max": "maximum", "min": "minimum"}[sense]
    objective = _form(about["objective"])
    weighed = objective if sense == "max" else {k: -value for k, value in objective.items()}
    value = rational_term(about["value"])
    more = {
        "objective": ("form", sparse_form(objective.items())),
        "solved": ("form", _point(evidence["values"])),
        "weights": ("list multiplier", _read(about["system"]).weighed(weighed, evidence["multipliers"])),
    }
    return Theorem(
        **_in_system(about, f"The {which} of a linear program.", more),
        statement=f"is_{which} {{objective}} {{system}} {value}",
        proof=computed(f"{which}_sound {{objective}} {{system}} {value} {{solved}} {{weights}}"),
    )


def unbounded(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """A linear program has no optimum."""
    _require_positive(holds)
    which = {"max": "above", "min": "below"}[about["sense"]]
    more = {
        "objective": ("form", sparse_form(_form(about["objective"]).items())),
        "solved": ("form", _point(evidence["values"])),
        "direction": ("form", _point(evidence["direction"])),
    }
    return Theorem(
        **_in_system(about, f"A linear program is unbounded {which}.", more),
        statement=f"unbounded_{which} {{objective}} {{system}}",
        proof=computed(f"unbounded_{which}_sound {{objective}} {{system}} {{solved}} {{direction}}"),
    )


def comparison(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """Two numbers compared; what they are is said in words alone."""
    left, right = (rational_term(value) for value in about["values"])
    relation = {"<": "<", "<=": "<=", "=": "=="}[about["sense"]]
    names = " and ".join(filter(None, about["what"])) or "Two numbers"
    return Theorem(
        title=f"{names}, compared. That they are these numbers is not shown here.",
        imports=("Rationals",),
        statement=f"{left} {relation} {right}" if holds else f"~ {left} {relation} {right}",
        proof=_COMPARED[about["sense"], holds],
    )


_COMPARED = {
    ("<", True): "vm_compute; reflexivity.",
    ("=", True): "vm_compute; reflexivity.",
    ("<=", True): "vm_compute; discriminate.",
    ("<", False): "vm_compute; discriminate.",
    ("=", False): "vm_compute; discriminate.",
    ("<=", False): "intros below; apply below; vm_compute; reflexivity.",
}
"""What Coq computes of two numbers: an order of integers."""


def _require_positive(holds: bool) -> None:
    if not holds:
        raise NoForm("a program without this optimum, or without a direction, is no statement of its own")
