"""Mixed-integer programs in words and as data: the best integer point, and the branching tree that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from exact.integer import SoFar
from exact.linear import SparseVector
from exact.linear.named import Labelled, Program
from exact.mixed_integer import (
    IntegerFeasible,
    IntegerOptimal,
    IntegerPoint,
    IntegerPointAndTree,
    IntegerRay,
    Node,
    Nodes,
    NoIntegerPoint,
)
from exact.rationals import text
from exact.showing.display import counted
from exact.verdicts import Statement, Undecided, Verdict
from proofs.report.layout import SHOWN, head
from proofs.report.programs import constant_in_words, constant_to_plain, listed, more_lines, named, value_of


def explain(program: Program, labelled: Labelled, verdict: Verdict) -> str:
    """The answer about a program with integers in words, several lines."""
    return "\n".join(_lines(program, labelled, verdict))


def _lines(program: Program, labelled: Labelled, verdict: Verdict) -> Iterator[str]:
    evidence, names = verdict.evidence, labelled.system.variables
    told = integers_in_words(program)
    if isinstance(evidence, Undecided):
        yield f"Undecided, {told}: {'; '.join(evidence.tried)}."
        return
    if isinstance(evidence, NoIntegerPoint):
        yield f"There is no solution, {told}; if they may be any numbers, there is one."
        yield from tree_in_words(labelled, evidence.nodes)
        return
    if isinstance(verdict.statement, IntegerOptimal):
        yield f"The {program.sense}imum is {text(value_of(program, verdict))}, {told}."
    elif isinstance(evidence, IntegerRay):
        yield f"There is no {program.sense}imum, {told}: the objective improves for ever."
    else:
        yield f"There is a solution, {told}."
    assert isinstance(evidence, IntegerPoint | IntegerPointAndTree | IntegerRay)
    beginning = "From" if isinstance(evidence, IntegerRay) else "At"
    yield from listed(beginning, named(names, evidence.values), "all variables 0")
    if isinstance(evidence, IntegerRay):
        yield from listed("along multiples of", named(names, evidence.direction), "nothing")
    if isinstance(evidence, IntegerPointAndTree):
        yield from tree_in_words(labelled, evidence.nodes)
        yield from constant_in_words(program)


def known(program: Program, labelled: Labelled, found: SoFar) -> tuple[Statement, tuple[Verdict, ...]]:
    """What a search that ended early leaves open, and what it has shown: that there is a point, if it has met one.

    Where it has met one, open is whether that is the best.
    """
    system = labelled.system
    place = {name: position for position, name in enumerate(system.variables)}
    integers = tuple(sorted(place[name] for name in program.integers))
    feasible = IntegerFeasible(system, integers)
    if found.point is None or program.sense is None:
        return feasible, ()
    weights = tuple(sorted((place[name], weight) for name, weight in program.objective.items()))
    best = _value(program, labelled, found.point) - program.constant
    open_ = IntegerOptimal(system, integers, weights, program.sense, best)
    return open_, (Verdict(feasible, True, IntegerPoint(found.point)),)


def explain_so_far(program: Program, labelled: Labelled, found: SoFar, why: str) -> str:
    """What is known when a search for the best point ended early."""
    lines = [f"Undecided, {integers_in_words(program)}: {why}; {found}."]
    if found.point is not None and program.sense is not None:
        lines.append(f"The best so far has the value {text(_value(program, labelled, found.point))}.")
        lines += listed("At", named(labelled.system.variables, found.point), "all variables 0")
    return "\n".join(lines)


def best_to_plain(program: Program, labelled: Labelled, found: SoFar) -> dict[str, Any]:
    """The best point of a search that ended early, as data."""
    if found.point is None:
        return {}
    values = {name: text(value) for name, value in named(labelled.system.variables, found.point).items()}
    return {"values": values, "value": text(_value(program, labelled, found.point))}


def _value(program: Program, labelled: Labelled, point: Sequence[Fraction]) -> Fraction:
    at = dict(zip(labelled.system.variables, point, strict=True))
    return sum((weight * at[name] for name, weight in program.objective.items()), program.constant)


def integers_in_words(program: Program) -> str:
    """Which variables are integers: "where x and y are integers"."""
    names = program.integers
    if set(names) == set(program.variables):
        return "where all variables are integers"
    if len(names) == 1:
        return f"where {names[0]} is an integer"
    if len(names) <= SHOWN:
        return f"where {', '.join(names[:-1])} and {names[-1]} are integers"
    return f"where {', '.join(names[:SHOWN])} and {counted(len(names) - SHOWN, 'other')} are integers"


def leaves_of(nodes: Nodes) -> int:
    """How many leaves a tree has."""
    return sum(node.split is None for node in nodes)


def tree_in_words(labelled: Labelled, nodes: Nodes) -> Iterator[str]:
    """The tree, a node a line, further in below each split."""
    yield f"Proved by a branching tree with {counted(leaves_of(nodes), 'leaf', 'leaves')}:"
    waiting = [(0, "")]  # how deep, and the half
    for node in head(nodes):
        depth, half = waiting.pop()
        told = half + (": " if half else "") + _leaf(labelled, node) if node.split is None else half
        if node.split is not None:
            name, (_, threshold) = labelled.system.variables[node.split[0]], node.split
            inner = depth + bool(half)
            waiting += [(inner, f"{name} >= {threshold + 1}"), (inner, f"{name} <= {threshold}")]
        if told:
            yield f"  {'  ' * depth}{told}"
    yield from more_lines(len(nodes), "node")


def _leaf(labelled: Labelled, node: Node) -> str:
    if node.indivisible is not None:
        return f"no integers, by {_sum(labelled, node.indivisible)}, whose right side is no integer"
    if node.bound is not None:
        return f"nothing better, by {_sum(labelled, node.bound)}"
    return f"nothing, by {_sum(labelled, node.empty or ())}"


def _sum(labelled: Labelled, multipliers: SparseVector) -> str:
    return " + ".join(f"{text(factor)} x [{labelled.labels[row]}]" for row, factor in multipliers) or "the bounds"


def in_short(program: Program, verdict: Verdict) -> str:
    """The answer in a few words, for a table."""
    if isinstance(verdict.statement, IntegerOptimal):
        return f"{program.sense}imum {text(value_of(program, verdict))} in integers"
    answer = _answer(verdict)
    return {"infeasible": "no integer solution", "feasible": "an integer solution"}.get(answer, answer)


def _answer(verdict: Verdict) -> str:
    if isinstance(verdict.evidence, Undecided):
        return "undecided"
    if isinstance(verdict.evidence, IntegerRay):
        return "unbounded"
    if isinstance(verdict.statement, IntegerOptimal):
        return "optimal"
    return "feasible" if verdict.holds else "infeasible"


def to_plain(program: Program, labelled: Labelled, verdict: Verdict) -> dict[str, Any]:
    """The answer as data, by the names of the file; what is not listed is 0.

    Each node of the tree stands before its halves, the lower half first.
    """
    evidence, names = verdict.evidence, labelled.system.variables
    plain: dict[str, Any] = {"answer": _answer(verdict), "integers": list(program.integers)}
    if isinstance(verdict.statement, IntegerOptimal) and verdict.holds:
        plain["value"] = text(value_of(program, verdict))
        plain |= constant_to_plain(program)
    for part in ("values", "direction"):
        if hasattr(evidence, part):
            plain[part] = {name: text(value) for name, value in named(names, getattr(evidence, part)).items()}
    if isinstance(evidence, NoIntegerPoint | IntegerPointAndTree):
        plain["tree"] = [_node_to_plain(labelled, node) for node in evidence.nodes]
    return plain


def _node_to_plain(labelled: Labelled, node: Node) -> dict[str, Any]:
    if node.split is not None:
        return {"split": [labelled.system.variables[node.split[0]], node.split[1]]}
    kinds = ("bound", "empty", "indivisible")
    kind = next(kind for kind in kinds if getattr(node, kind) is not None)
    multipliers: tuple[tuple[int, Fraction], ...] = getattr(node, kind)
    return {kind: {labelled.labels[row]: text(factor) for row, factor in multipliers}}
