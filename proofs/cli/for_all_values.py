"""What `implement` and `design` answer about a file whose numbers depend on parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from proofs.cli.answers import Decision
from proofs.cli.for_parameters import designed_for_parameters, implemented_for_parameters, listed
from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from exact.symbolic.splitting import Range
    from proofs.cli.market_questions import Answered
    from proofs.formats.parameters import Family

Made = TypeVar("Made")
Found = TypeVar("Found")


@dataclass(frozen=True)
class Opened(Generic[Made]):
    """A file with the values that are given for some of its parameters."""

    file: str
    family: Family[Made]
    given: Mapping[str, Fraction]

    @property
    def left(self) -> tuple[Range, ...]:
        """The parameters that have no value."""
        return tuple(each for each in self.family.parameters if each.parameter not in self.given)

    def member(self, **values: Fraction) -> Made:
        """What the file says where the others have these values, numbers or formulas."""
        return self.family.at({**self.given, **values})


def opened(file: str, read: Callable[[Any], Made], at: Mapping[str, Fraction]) -> Opened[Made]:
    """The file, where `--at` gives values for some of its parameters. Raises `BadInput`."""
    from proofs.formats.parametric import load_family

    found = Opened(file, load_family(file, read), at)
    if not found.left:
        return found
    known = found.family.parameters.names
    for name in at:
        if name not in known:
            there = f"there {'is' if len(known) == 1 else 'are'} {', '.join(known)}"
            raise BadInput(f'{file}: --at {name}: "{name}" is no parameter; {there}')
    return found


def implemented_for_all(task: Opened[Any], svg: Path | None) -> Decision:
    """For which values of its parameter a rule is implementable."""
    from proofs.reduced_form.implementation.for_all_values import implementable_values
    from proofs.report import for_all_values as words

    if len(task.left) > 1:
        return implemented_for_parameters(task, svg)
    (over,) = task.left

    def at(value: Fraction) -> tuple[Any, Any]:
        problem, rule = task.member(**{over.parameter: value})
        if rule is None:
            mend = "add the rule to be decided (`proofs design` finds the best one for an objective)"
            raise BadInput(f'{task.file}: "interim_rule" is missing; {mend}')
        return listed(task.file, problem), rule

    if svg is not None:
        raise BadInput("--svg draws where a rule is implementable for two parameters; this file leaves one open")
    found = _asked(task.file, lambda told: implementable_values(over, at, told=told))
    return Decision(
        found.verdict,
        words.implementable_in_short(found),
        words.explain_implementable_values(found),
        (),
        words.implementable_values_to_plain(found),
        all(part.answer.holds for part in found.parts),
    )


def designed_for_all(task: Opened[Any], svg: Path | None, latex: bool) -> Decision:
    """The best rule and its value for every value of a parameter; the value drawn, or as a formula by cases."""
    from proofs.reduced_form.classes.group_design import GroupDesign
    from proofs.reduced_form.design.for_all_values import best_values
    from proofs.report import for_all_values as words

    if len(task.left) > 1:
        return designed_for_parameters(task, svg, latex)
    (over,) = task.left

    def at(value: Fraction) -> Any:
        member = task.member(**{over.parameter: value})
        if isinstance(member, GroupDesign):
            return listed(task.file, member.problem), None
        return tuple(member)

    found = _asked(task.file, lambda told: best_values(over, at, told=told))
    if svg is not None:
        svg.write_text(str(found.curve.show()), encoding="utf-8")
    told = (found.curve.latex() or "") if latex else words.explain_best_values(found)
    exists = all(part.answer.holds for part in found.parts)
    plain = words.best_values_to_plain(found)
    return Decision(found.verdict, words.best_in_short(found), told, (), plain, exists, (found.curve,))


def market_for_all(task: Opened[Any], decide: Callable[[Any], Answered]) -> Decision:
    """What a question about a mechanism has for answers for every value of a parameter.

    Of several verdicts those of one kind are joined, over all pieces.
    """
    from exact.symbolic.splitting import piecewise
    from exact.symbolic.statements import joined
    from proofs.report.for_all_values import MarketValues, explain_market_values, market_values_to_plain

    if len(task.left) > 1:
        names = " and ".join(each.parameter for each in task.left)
        raise BadInput(
            f"{task.file}: {names} are open; markets are decided for all values of one parameter, "
            "so give the others with --at"
        )
    (over,) = task.left
    parts = _asked(
        task.file,
        lambda told: piecewise(over, lambda value: decide(task.member(**{over.parameter: value})), told=told),
    )
    found = MarketValues.of(over, parts)
    verdicts = [joined(over, found.of_kind(kind)) for kind in found.kinds]
    extremes = found.extremes(dict(zip(found.kinds, verdicts, strict=True)))
    return Decision(
        verdicts[0],
        found.in_short(),
        explain_market_values(found),
        (*verdicts[1:], *extremes),
        market_values_to_plain(found),
        all(part.answer[0].holds for part in parts),
    )


def _asked(file: str, ask: Callable[[Callable[[int], None]], Found]) -> Found:
    """The answers for all values, with a sign of life; what cannot be asked with a parameter is `BadInput`."""
    from exact.rationals import NotConstant
    from exact.showing.display import counted
    from proofs.report.progress import tell

    try:
        return ask(lambda pieces: tell(f"{counted(pieces, 'piece')} of the range"))
    except BadInput:
        raise
    except NotConstant as error:
        mend = "give a value with --at"
        raise BadInput(f"{file}: this cannot be decided for all values of a parameter ({error}); {mend}") from error
    except ValueError as error:
        raise BadInput(f"{file}: {error}") from error
