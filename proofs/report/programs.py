"""Linear programs in words and as data: the optimum and its multipliers, a conflict by name, or the way to infinity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from exact.linear import FarkasVector, ImprovingRay, Optimal, Point, PrimalDual, Row, SparseVector
from exact.linear.conflicts import Conflict, Member
from exact.linear.named import Labelled, Program
from exact.linear.redundancy import Redundancy
from exact.rationals import text
from exact.showing.display import counted
from exact.verdicts import Verdict
from proofs.report.layout import head, others
from proofs.report.systems import combination


def explain_program(program: Program, labelled: Labelled, verdict: Verdict) -> str:
    """The answer about a program in words, several lines."""
    evidence, names = verdict.evidence, labelled.system.variables
    if isinstance(verdict.statement, Optimal) and isinstance(evidence, PrimalDual):
        lines = [f"The {program.sense}imum is {text(value_of(program, verdict))}."]
        lines += listed("At", named(names, evidence.values), "all variables 0")
        lines += listed(
            "Proved by the multipliers", named(labelled.labels, evidence.multipliers), "none: the bounds do"
        )
        return "\n".join([*lines, *constant_in_words(program)])
    if isinstance(evidence, ImprovingRay):
        lines = [f"There is no {program.sense}imum: the objective improves for ever."]
        lines += listed("From", named(names, evidence.values), "all variables 0")
        return "\n".join([*lines, *listed("along", named(names, evidence.direction), "nothing")])
    assert isinstance(evidence, Point)
    return "\n".join(["There is a solution.", *listed("At", named(names, evidence.values), "all variables 0")])


def program_in_short(program: Program, verdict: Verdict) -> str:
    """The answer in a few words, for a table."""
    if isinstance(verdict.statement, Optimal):
        return f"{program.sense}imum {text(value_of(program, verdict))}"
    return "unbounded" if isinstance(verdict.evidence, ImprovingRay) else "a solution"


def program_to_plain(program: Program, labelled: Labelled, verdict: Verdict) -> dict[str, Any]:
    """The answer as data: "answer", and what belongs to it by the names of the file; what is not listed is 0."""
    evidence, names = verdict.evidence, labelled.system.variables
    plain: dict[str, Any] = {"answer": _ANSWERS[type(evidence)]}
    if isinstance(verdict.statement, Optimal):
        plain["value"] = text(value_of(program, verdict))
        plain |= constant_to_plain(program)
    for part, labels in (("values", names), ("direction", names), ("multipliers", labelled.labels)):
        if hasattr(evidence, part):
            plain[part] = {name: text(value) for name, value in named(labels, getattr(evidence, part)).items()}
    return plain


_ANSWERS = {PrimalDual: "optimal", Point: "feasible", ImprovingRay: "unbounded"}


def value_of(program: Program, verdict: Verdict) -> Fraction:
    """The optimum of the file's objective, its constant included."""
    value: Fraction = verdict.value + program.constant
    return value


def named(names: Sequence[Any], values: Sequence[Fraction]) -> dict[str, Fraction]:
    """What is not 0, by name."""
    return {str(name): value for name, value in zip(names, values, strict=True) if value}


def listed(beginning: str, values: Mapping[str, Fraction], nothing: str) -> Iterator[str]:
    """A beginning and what follows by name, a line each; of many the first."""
    if not values:
        yield f"{beginning} {nothing}."
        return
    yield f"{beginning}"
    for name, value in head(list(values.items())):
        yield f"  {name} = {text(value)}"
    yield from more_lines(len(values))


def constant_in_words(program: Program) -> Iterator[str]:
    """What is to be said of a constant of the objective."""
    if program.constant:
        yield f"The certificate is about the objective without its constant {text(program.constant)}."


def constant_to_plain(program: Program) -> dict[str, str]:
    """The constant of the objective, which the value has, and the statement and its certificate do not."""
    return {"constant": text(program.constant)} if program.constant else {}


def conflict_in_short(conflict: Conflict) -> str:
    """The conflict in a few words, for a table."""
    return f"a conflict of {len(conflict.members)}"


def conflict_to_plain(labelled: Labelled, conflict: Conflict) -> dict[str, Any]:
    """The conflict as data, by the names of the file."""
    evidence = conflict.verdict.evidence
    assert isinstance(evidence, FarkasVector)
    return {
        "answer": "infeasible",
        "conflict": [labelled.told(member) for member in conflict.members],
        "multipliers": {
            labelled.told(member): text(factor) for member, factor, _ in _factors(labelled, conflict, evidence)
        },
    }


def explain_conflict(labelled: Labelled, conflict: Conflict) -> str:
    """The members with their factors, and the contradiction that these add up to, several lines."""
    return "\n".join(_conflict_lines(labelled, conflict))


def _conflict_lines(labelled: Labelled, conflict: Conflict) -> Iterator[str]:
    system, members = labelled.system, conflict.members
    evidence = conflict.verdict.evidence
    assert isinstance(evidence, FarkasVector)
    if len(members) == 1:
        yield "There is no solution: one row or bound contradicts itself."
    else:
        yield f"There is no solution: {len(members)} rows and bounds contradict each other."
    factors = _factors(labelled, conflict, evidence)
    for member, factor, row in head(factors):
        written = f"{combination(row.coefficients, system.variables) or '0'} {row.sense} {text(row.bound)}"
        yield f"  {text(factor)} x [ {written} ]   {labelled.told(member)}"
    yield from more_lines(len(factors))
    sense = "=" if all(kind == "row" and system.rows[place].sense == "=" for kind, place in members) else "<="
    total = sum((factor * row.bound for _, factor, row in factors), Fraction(0))
    yield f"Added up: 0 {sense} {text(total)}. That is false."
    if len(members) > 1:
        shown = "" if conflict.others else " The certificate does not show that."
        yield f"None can be spared: without any one of them the others have a solution.{shown}"


def _factors(labelled: Labelled, conflict: Conflict, evidence: FarkasVector) -> list[tuple[Member, Fraction, Row]]:
    """The members with their factors in the contradiction, and as rows; rows of the file before bounds."""
    left: dict[int, Fraction] = {}
    for factor, row in zip(evidence.multipliers, labelled.system.rows, strict=True):
        for column, entry in row.coefficients if factor else ():
            left[column] = left.get(column, Fraction(0)) + factor * entry
    ordered = sorted(conflict.members, key=lambda member: member[0] != "row")
    return [(member, *_multiplied(labelled, evidence.multipliers, left, member)) for member in ordered]


def _multiplied(
    labelled: Labelled, multipliers: Sequence[Fraction], left: Mapping[int, Fraction], member: Member
) -> tuple[Fraction, Row]:
    """The factor of a member in the contradiction, and the member as a row."""
    system, (kind, place) = labelled.system, member
    if kind == "row":
        return multipliers[place], system.rows[place]
    sign = Fraction(-1 if kind == "lower" else 1)
    limit = system.lower[place] if kind == "lower" else system.upper[place]
    assert limit is not None
    terms: SparseVector = ((place, sign),)
    return abs(left[place]), Row(terms, "<=", sign * limit)


def explain_redundancy(labelled: Labelled, found: Redundancy) -> str:
    """What is implied by what, in words, several lines."""
    labels, rows = labelled.bare_labels, found.system.rows
    of_all = counted(len(rows), "row or bound", "rows and bounds")
    if found.implied:
        lines = [f"{len(found.implied)} of {of_all} can be left out: each is implied by some that stay."]
    else:
        lines = [f"None of {of_all} can be left out."]
    for number in head(list(found.implied)):
        sums = [f"{text(factor)} x [{labels[row]}]" for row, factor in found.multipliers(number).items()]
        lines.append(f"  {labels[number]}, {_bare_row(found, number)}: {' + '.join(sums) or 'it says nothing'}")
    lines += more_lines(len(found.implied))
    if found.equations:
        lines.append(
            f"{counted(len(found.equations), 'inequality', 'inequalities')} hold with equality at every solution:"
        )
        lines += [f"  {labels[number]}, {_bare_row(found, number)}" for number in head(list(found.equations))]
        lines += more_lines(len(found.equations))
    return "\n".join(lines)


def redundancy_in_short(found: Redundancy) -> str:
    """The same in a few words, for a table."""
    return f"{len(found.implied)} implied, {len(found.equations)} implicit equations"


def redundancy_to_plain(labelled: Labelled, found: Redundancy) -> dict[str, Any]:
    """The same as data, by the names of the file."""
    labels = labelled.bare_labels
    return {
        "answer": "feasible",
        "implied": {
            labels[number]: {labels[row]: text(factor) for row, factor in found.multipliers(number).items()}
            for number in found.implied
        },
        "kept": [labels[number] for number in found.kept],
        "equations": [labels[number] for number in found.equations],
    }


def _bare_row(found: Redundancy, number: int) -> str:
    row = found.system.rows[number]
    return f"{combination(row.coefficients, found.system.variables) or '0'} {row.sense} {text(row.bound)}"


def more_lines(count: int, what: str = "") -> Iterator[str]:
    """That there is more than is shown, and how much."""
    yield from others(count, f"other {what}".strip())
