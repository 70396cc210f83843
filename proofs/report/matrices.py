"""Total unimodularity in words: the violating rows and columns drawn with their odd cycle, or the structure found.

A matrix of the projection cone speaks in the paper's terms and is drawn as B and C, one above the other: a row of B is
a cell with a type of its agent, a row of C a constraint set at a type profile, a column a cell at a type profile (LY,
before Example 5).
"""

from __future__ import annotations

from exact.matrices import Matrix, Name
from exact.pictures.matrices import odd_cycle
from exact.showing.display import counted
from exact.unimodular import (
    Blocks,
    Certifying,
    Colourings,
    Exceptional,
    Network,
    Pivoted,
    Reduced,
    Submatrix,
    ThreeSum,
    Transposed,
    TwoLaminarFamilies,
    TwoSum,
    UnimodularityStatement,
)
from exact.verdicts import ANSWER, Undecided, Verdict
from proofs.reduced_form.problem.structures import PreservesTotalUnimodularity, is_line, line_name
from proofs.report.layout import SHOWN


def explain_unimodularity(verdict: Verdict) -> str:
    """The verdict in words and numbers, several lines; `TypeError` for a verdict on anything else."""
    statement, evidence = verdict.statement, verdict.evidence
    if not isinstance(statement, UnimodularityStatement):
        expected = "a verdict on total unimodularity"
        raise TypeError(f"explain_unimodularity: {expected} was expected, not one on {statement.kind!r}")
    opening = f"{statement.sentence()}: {ANSWER[verdict.holds]}."
    lines = [opening[0].upper() + opening[1:]]
    if isinstance(statement, PreservesTotalUnimodularity):
        lines += [_WHAT_IT_IS, *(_WHAT_IT_MEANS[verdict.holds] if verdict.holds is not None else [])]
    if isinstance(evidence, Undecided):
        lines += ["", *evidence.tried]
    elif isinstance(evidence, Submatrix):
        lines += ["", *_violator(statement.matrix, evidence)]
    elif isinstance(evidence, Certifying):
        lines += ["", *_structure(evidence, "")]
    return "\n".join(lines)


def unimodularity_in_short(verdict: Verdict) -> str:
    """The evidence in a few words, for a table."""
    evidence = verdict.evidence
    if isinstance(evidence, Submatrix):
        size = len(evidence.rows)
        return f"a {size} by {size} submatrix with determinant {evidence.determinant}"
    while isinstance(evidence, Reduced):
        evidence = evidence.rest
    if isinstance(evidence, Blocks):
        return f"{counted(len(evidence.blocks), 'block')}, each certified"
    return evidence.form


_WHAT_IT_IS = (
    "The question is whether M(W) is totally unimodular: the matrix of the linear system (LY (9), (10)) whose\n"
    "solutions are the inequalities that quotas on these sets can imply for interim rules."
)

_WHAT_IT_MEANS = {
    True: ["Yes: LY's Theorem 1 says that Condition A then suffices for implementability, whatever the quotas."],
    False: [
        "No: Condition A may fail to suffice for implementability, but need not; for a problem with its quotas",
        "`proofs facets` decides.",
    ],
}


def draw(matrix: Matrix) -> str:
    """The matrix as text, with the names of its rows and, below, of its columns."""
    names = [line_name(name) for name in matrix.rows]
    margin = max(map(len, names), default=0)
    labels = [f"[{k + 1}]" for k in range(len(matrix.columns))]
    width = max([2, *map(len, labels)])
    lines = [" " * margin + " " + " ".join(label.rjust(width) for label in labels)]
    for name, row in zip(names, matrix.to_lists(), strict=True):
        lines.append(name.ljust(margin) + " " + " ".join((str(e) if e else ".").rjust(width) for e in row))
    lines += [f"{label} {line_name(name)}" for label, name in zip(labels, matrix.columns, strict=True)]
    return "\n".join(lines)


def _violator(matrix: Matrix, found: Submatrix) -> list[str]:
    chosen = matrix.submatrix(found.rows, found.columns)
    note: list[str] = []
    if all(isinstance(name, tuple) and name[0] == "x" for name in found.rows):
        chosen, note = _as_incidence(chosen), _HOW_DRAWN
    cycle = odd_cycle(chosen)
    if cycle is not None:
        chosen = chosen.submatrix(cycle[0::2], cycle[1::2])
    size = len(found.rows)
    lines = [
        f"The {size} by {size} submatrix has determinant {chosen.determinant()}:",
        *note,
        "",
        *draw(chosen).split("\n"),
    ]
    if cycle is not None:
        lines += ["", *_cycle_in_words(chosen, cycle)]
    return lines


_HOW_DRAWN = [
    "A column is a cell at a type profile; a row B: is a cell with a type of its agent, a row C: a constraint set at a",
    "type profile, with ones where the column counts for it. (In M(W) these rows are columns, those of B negated.)",
]


def _as_incidence(chosen: Matrix) -> Matrix:
    """Rows of B and C by ex post variables, with the signs they have there."""
    turned = chosen.transpose()
    entries = tuple(
        tuple((c, -entry if name[0] in ("f", "h") else entry) for c, entry in row)  # type: ignore[index]
        for name, row in zip(turned.rows, turned.entries, strict=True)
    )
    return Matrix(turned.rows, turned.columns, entries)


def _cycle_in_words(matrix: Matrix, cycle: list[Name]) -> list[str]:
    total = sum(entry for row in matrix.entries for _, entry in row)
    kinds = ("row", "column") * (len(cycle) // 2) + ("row",)
    lines = zip(kinds, (*cycle, cycle[0]), strict=True)
    steps = [f"  {line_name(name)}" if is_line(name) else f"  {kind} {line_name(name)}" for kind, name in lines]
    return [
        f"Its rows and columns make a cycle of {counted(len(cycle) // 2, 'row')}, whose entries sum to {total}: "
        "2 modulo 4.",
        *steps,
    ]


def _listed(names: tuple[Name, ...]) -> str:
    rest = f", ... ({len(names)} in all)" if len(names) > SHOWN else ""
    return ", ".join(map(line_name, names[:SHOWN])) + rest


def _structure(evidence: Certifying, indent: str) -> list[str]:
    """What was found, one line for each part."""
    inside = indent + "  "
    if isinstance(evidence, TwoLaminarFamilies):
        lines = [inside + _listed(family) for family in (evidence.first, evidence.second) if family]
        return [f"{indent}The rows are the union of two laminar families" + (":" if lines else "."), *lines]
    if isinstance(evidence, Network):
        arcs, paths = counted(len(evidence.tree), "arc"), counted(len(evidence.arcs), "path")
        return [f"{indent}A network matrix: a tree of {arcs} and {paths} in it."]
    if isinstance(evidence, Transposed):
        return [f"{indent}The transpose:", *_structure(evidence.of, inside)]
    if isinstance(evidence, Reduced):
        dropped = sum(step.what != "negate" for step in evidence.steps)
        gone = counted(dropped, "unit or repeated line")
        said = f"After dropping {gone} and negating {len(evidence.steps) - dropped}:"
        return [f"{indent}{said}", *_structure(evidence.rest, inside)]
    if isinstance(evidence, Blocks):
        parts = [line for _, _, part in evidence.blocks for line in _structure(part, inside)]
        return [f"{indent}{counted(len(evidence.blocks), 'block')} that share no row and no column:", *parts]
    if isinstance(evidence, TwoSum | ThreeSum):
        parts = [*_structure(evidence.first, inside), *_structure(evidence.second, inside)]
        return [f"{indent}A {evidence.form} of two parts:", *parts]
    if isinstance(evidence, Pivoted):
        at = f"{line_name(evidence.row)}, {line_name(evidence.column)}"
        return [f"{indent}After a pivot at {at}:", *_structure(evidence.rest, inside)]
    if isinstance(evidence, Exceptional):
        return [f"{indent}The exceptional 5 by 5 matrix number {evidence.which} (Schrijver 1986, 19.4 (7))."]
    assert isinstance(evidence, Colourings)
    sets = counted(len(evidence.plus), "set")
    return [f"{indent}Every set of columns, {sets} in all, splits in two with nearly equal row sums."]
