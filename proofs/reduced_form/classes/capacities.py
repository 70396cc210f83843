"""What an inequality's right side is made of: the best value in a class, as a formula in the counts of types.

LY (Definition 1) call the greatest value of signs over the feasible outcomes a generalized capacity. In a class of
n(g, t) agents of each group and type it is the least of some affine functions of n: by the duality of linear programs
one for each price list that is best somewhere, with coefficients made of quotas. Where quotas cross and outcomes are
whole, single classes may have less, which is then known class by class. The right side is the expectation over n, for
any prior.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.rationals import common_denominator, text
from exact.showing.display import Displayed
from proofs.reduced_form.classes.counts import Block
from proofs.reduced_form.classes.descriptions import GroupRow
from proofs.reduced_form.classes.evidence import BoundOfBlock, affine_bound, tree_bound
from proofs.reduced_form.classes.groups import Counts, GroupedProblem

LE = r"\le"
NAMED = 12
"""So many classes are named that have less than the functions say; the others are counted."""

Affine = tuple[Fraction, ...]
"""A constant, and a coefficient for each group and type of the block."""


@dataclass(frozen=True)
class ClassCapacity(Displayed):
    """In every class the least of some functions of the counts; in the `less` classes the value named there."""

    block: Block
    functions: tuple[Affine, ...]
    less: tuple[tuple[Counts, Fraction], ...]

    def at(self, counts: Counts) -> Fraction:
        """The value in a class."""
        return dict(self.less).get(counts, min(_value(each, counts) for each in self.functions))


def class_capacity(block: Block, row: GroupRow, given: BoundOfBlock) -> ClassCapacity:
    """The bounds that show a row, as a formula. Raises `ValueError` where something does not prove one."""
    import numpy as np

    weights = dict(row.coefficients)
    found = [affine_bound(block, weights, prices) for prices in given.prices]
    if None in found:
        raise ValueError("a price list does not prove a bound")
    functions = list(dict.fromkeys(_without_full_groups(block, each or []) for each in found))
    scale = common_denominator(entry for each in functions for entry in each)
    whole = np.array([[int(entry * scale) for entry in each] for each in functions], dtype=object).reshape(
        len(functions), 1 + len(block.pairs)
    )
    values = np.array([(1, *counts) for counts in block.classes], dtype=object) @ whole.T
    kept = _needed(values)
    less = []
    for c, (counts, proof) in enumerate(zip(block.classes, given.proofs, strict=True)):
        if not isinstance(proof, int):
            bound = tree_bound(block, weights, counts, proof, empty=False)
            if bound is None:
                raise ValueError("a tree does not prove a bound")
            if not kept or bound * scale != min(values[c, kept].tolist()):
                less.append((counts, bound))
    written = sorted(
        (functions[k] for k in kept), key=lambda each: (not any(each[1:]), [-f for f in each[1:]], each[0])
    )
    return ClassCapacity(block, tuple(written), tuple(less))


def _without_full_groups(block: Block, affine: Sequence[Fraction]) -> Affine:
    """The same function, in which the first type of each group that counts alike for all its types is a constant."""
    constant, rest = affine[0], dict(zip(block.pairs, affine[1:], strict=True))
    for group in block.groups:
        own = {f for (g, _), f in rest.items() if g == group}
        if len(own) == 1:
            constant += own.pop() * block.problem.size_of[group]
            rest |= {pair: Fraction(0) for pair in rest if pair[0] == group}
    return (constant, *rest.values())


def _needed(values: Any) -> list[int]:
    """Columns so that the least of them is the least of all, in every row; none of them can be left out."""
    kept = list(range(values.shape[1]))
    least = values.min(axis=1) if kept else None
    for k in reversed(range(values.shape[1])):
        rest = [other for other in kept if other != k]
        if rest and (values[:, rest].min(axis=1) == least).all():
            kept = rest
    return kept


def _value(affine: Affine, counts: Counts) -> Fraction:
    return affine[0] + sum((f * n for f, n in zip(affine[1:], counts, strict=True) if f), Fraction(0))


def symbolic_row(problem: GroupedProblem, row: GroupRow, capacity: ClassCapacity, equal: bool) -> str:
    """A row for any prior, in the manner of LY: `Q_1,1^1 + Q_1,2^1 <= E min(n_1,1, 30)`.

    Here Q_g,k^j is what all agents of the g-th group with its k-th type expect of the j-th object together, and n_g,k
    how many these are.
    """
    left = linear_form([(f, "Q_" + _place(problem, c)) for c, f in row.coefficients])
    names = [f"n_{_place(problem, pair)}" for pair in capacity.block.pairs]
    return f"{left} {'=' if equal else '<='} {_right(capacity, names, 'E min({0})', 'E({0})')}"


def latex_row(problem: GroupedProblem, row: GroupRow, capacity: ClassCapacity, equal: bool) -> str:
    """The same as a line of LaTeX."""

    def variable(letter: str, place: tuple[str, ...]) -> str:
        group, _, thing = _place(problem, place).partition("^")
        return f"{letter}_{{{group}}}" + (f"^{{{thing}}}" if thing else "")

    left = linear_form([(f, variable("Q", c)) for c, f in row.coefficients], r"\,")
    names = [variable("n", pair) for pair in capacity.block.pairs]
    right = _right(capacity, names, r"\mathbb{{E}}\min\{{{0}\}}", r"\mathbb{{E}}({0})", r"\,")
    return f"{left} &{'=' if equal else LE} {right}"


def linear_form(terms: Sequence[tuple[Fraction, str]], times: str = " ") -> str:
    """`2 x - y`; `0` where there is no term."""
    written = ""
    for f, name in terms:
        sign = (" - " if f < 0 else " + ") if written else ("-" if f < 0 else "")
        written += sign + ("" if abs(f) == 1 else text(abs(f)) + times) + name
    return written or "0"


def _right(capacity: ClassCapacity, names: Sequence[str], least: str, alone: str, times: str = " ") -> str:
    written = [_function(each, names, times) for each in capacity.functions]
    written += [f"{text(value)} at n = ({', '.join(map(str, counts))})" for counts, value in capacity.less[:NAMED]]
    if len(capacity.less) > NAMED:
        written.append(f"less in {len(capacity.less) - NAMED} other classes")
    if len(written) > 1:
        return least.format(", ".join(written))
    return alone.format(written[0]) if any(capacity.functions[0][1:]) else written[0]


def _function(affine: Affine, names: Sequence[str], times: str) -> str:
    written = linear_form([(f, name) for f, name in zip(affine[1:], names, strict=True) if f], times)
    if written == "0" or not affine[0]:
        return text(affine[0]) if written == "0" else written
    return f"{written} {'-' if affine[0] < 0 else '+'} {text(abs(affine[0]))}"


def _place(problem: GroupedProblem, place: tuple[str, ...]) -> str:
    """`1,2^1`: the first group, its second type, the first object."""
    group, kind, *thing = place
    g = problem.groups.index(group)
    upper = f"^{problem.objects.index(thing[0]) + 1}" if thing else ""
    return f"{g + 1},{problem.types[g].index(kind) + 1}{upper}"
