"""What `implement` and `design` answer about a file that leaves several parameters open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from proofs.cli.answers import Decision
from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from exact.symbolic.splitting import Range
    from exact.verdicts import Verdict
    from proofs.formats.parameters import Family
    from proofs.reduced_form.problem.problems import InterimRule, Problem


SIDES = ("region", "where", "conditions")
"""Where statements for several parameters say where what is asked holds; empty if it does everywhere."""


class Task(Protocol):
    """A file that leaves parameters open."""

    @property
    def file(self) -> str: ...
    @property
    def family(self) -> Family[Any]: ...
    @property
    def given(self) -> Mapping[str, Fraction]: ...
    @property
    def left(self) -> tuple[Range, ...]: ...


def implemented_for_parameters(task: Task, svg: Path | None) -> Decision:
    """For which values of its parameters a rule is implementable."""
    from exact.symbolic.polynomials import polynomial_parameter

    def ask() -> Verdict:
        problem, rule = _member(task, polynomial_parameter)
        if rule is None:
            mend = "add the rule to be decided (`proofs design` finds the best one for an objective)"
            raise BadInput(f'{task.file}: "interim_rule" is missing; {mend}')
        return _implemented(listed(task.file, problem), rule)

    return _answered(task, ask, svg)


def _implemented(problem: Problem, rule: InterimRule) -> Verdict:
    """As a polytope where the rule alone depends on the parameters, and affinely; else by polynomials."""
    from exact.symbolic.polynomials import as_affine
    from proofs.reduced_form.facets.for_parameters import implementable_by_polynomials
    from proofs.reduced_form.implementation.for_parameters import implement_for_parameters
    from proofs.reduced_form.problem.families import depends, prior_numbers

    values = [as_affine(value) for value in rule.values]
    affine = tuple(value for value in values if value is not None)
    if len(affine) < len(values) or depends(prior_numbers(problem)):
        return implementable_by_polynomials(problem, rule)
    return implement_for_parameters(problem, replace(rule, values=affine))


def designed_for_parameters(task: Task, svg: Path | None, latex: bool) -> Decision:
    """The best rule and its value for all values of the parameters; the value drawn, or as a formula by cases."""
    from exact.symbolic.affine import parameter
    from proofs.reduced_form.classes.group_design import GroupDesign
    from proofs.reduced_form.design.families import BestRuleForParameters
    from proofs.reduced_form.design.for_parameters import design_for_parameters
    from proofs.report.for_parameters import latex_of_value

    def ask() -> Verdict:
        member = _member(task, parameter)
        if isinstance(member, GroupDesign):
            listed(task.file, member.problem)
        return design_for_parameters(*member)

    found = _answered(task, ask, svg)
    if latex and isinstance(found.verdict.statement, BestRuleForParameters):
        return replace(found, long=latex_of_value(found.verdict.statement))
    return found


def _answered(task: Task, ask: Callable[[], Verdict], svg: Path | None) -> Decision:
    from exact.rationals import NotConstant
    from proofs.report.for_parameters import explain_for_parameters, for_parameters_to_plain

    try:
        verdict = ask()
    except BadInput:
        raise
    except (NotConstant, ValueError) as error:
        names = " and ".join(each.parameter for each in task.left)
        mend = "give values with --at until one parameter is left, or all have values"
        raise BadInput(f"{task.file}: this is not decided for all {names} at once ({error}); {mend}") from error
    if svg is not None:
        _draw(task.file, verdict, svg)
    short, told = str(verdict.statement), explain_for_parameters(verdict)
    sides = next(getattr(verdict.statement, name) for name in SIDES if hasattr(verdict.statement, name))
    return Decision(verdict, short, told, (), for_parameters_to_plain(verdict), not sides)


def _draw(file: str, verdict: Verdict, svg: Path) -> None:
    from proofs.reduced_form.design.families import BestRuleForParameters
    from proofs.reduced_form.facets.for_parameters import ImplementableByPolynomials
    from proofs.reduced_form.implementation.for_parameters import ImplementableRegion
    from proofs.reduced_form.pictures import parameters_picture

    statement = verdict.statement
    if verdict.holds is None or not isinstance(
        statement, ImplementableRegion | ImplementableByPolynomials | BestRuleForParameters
    ):
        raise BadInput(f"{file}: there is nothing to draw with --svg: {verdict}")
    try:
        drawn = parameters_picture(statement)
    except ValueError as error:
        raise BadInput(f"{file}: --svg: {error}; give values of the others with --at") from error
    svg.write_text(str(drawn), encoding="utf-8")


def _member(task: Task, parameter: Callable[[str, Any, Any], Fraction]) -> Any:
    """What the file says, its open parameters being numbers of this kind over their ranges. Raises `BadInput`."""
    from exact.symbolic.reading import in_force
    from proofs.plain.reading import blaming

    family = task.family
    with blaming(task.file):
        values: dict[str, Fraction] = dict(family.parameters.values({**family.parameters.sample(), **task.given}))
        for each in task.left:
            if not isinstance(each.lower, Fraction) or not isinstance(each.upper, Fraction):
                raise BadInput(
                    f"parameters.{each.parameter}: where several parameters are open each needs two ends; "
                    f'give "from" and "to", or a value with --at {each.parameter}='
                )
            values[each.parameter] = parameter(each.parameter, each.lower, each.upper)
        with in_force(values):
            return family.read(family.data)


def listed(file: str, problem: Any) -> Any:
    """The problem, if its agents are listed. Raises `BadInput`."""
    from proofs.reduced_form.problem.problems import Problem

    if not isinstance(problem, Problem):
        raise BadInput(
            f"{file}: groups of interchangeable agents are decided for one value of each parameter at a time; "
            "give values with --at, or list the agents"
        )
    return problem
