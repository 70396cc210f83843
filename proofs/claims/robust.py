"""Is a counterexample a knife edge? Where it can be moved, and remains one.

Along each direction (`proofs.claims.directions`) one number of the counterexample becomes a formula of a parameter, and
the claim's own hypothesis and conclusion are asked of it for all values of the parameter (`exact.symbolic.splitting`).
So the set of values for which it remains a counterexample is found exactly: points and intervals, their ends rational
or algebraic. Where code compares data as data, a formula is the same as no number; so values at which the number is the
same as another one of the instance are tried by themselves.

*For every positive prior.* The set of implementable interim rules, in the weighted variables, is a sum over the type
profiles, each summand weighted by its probability (LY, section 3). The normals of the facets of such a sum are the same
whatever the weights, as long as all are positive; so whether a condition is complete does not depend on the prior, and
nor does what is said of outcomes at single profiles. If the statements that refute a claim are all of this kind, or
have no prior in them at all, then it is refuted for every positive prior on the same types, correlated ones included.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from exact.names import one_line
from exact.rationals import NotConstant, text
from exact.showing.display import Displayed
from exact.symbolic.pieces import AtPoint, Interval, Piece
from exact.symbolic.places import numbers, parts
from exact.symbolic.splitting import Part, Range, TooManyPieces, piecewise, runs, spanned
from exact.verdicts import Statement
from proofs import checker
from proofs.claims.claim import Outcome, Reading, Trial
from proofs.claims.deciding import truths
from proofs.claims.directions import Direction, directions
from proofs.claims.margins import margin, passing_rule
from proofs.claims.stating import Stated
from proofs.reduced_form.problem.problems import IndependentPrior, InterimRule, JointPrior

MOST = 200
"""Into so many pieces a direction may fall before it is given up, and told so."""

PRIOR_FREE = frozenset(
    {
        "has a feasible outcome",
        "quotas describe",
        "paramodular",
        "capacity",
        "linear capacity",
        "feasible random outcome",
        "needs outcomes",
        "condition complete",
    }
)
"""Kinds of statements about a problem whose truth is the same for every positive prior on the same types."""


class Robustness(Enum):
    """What is to be said of a refutation first."""

    EVERY_PRIOR = "for every positive prior"
    INTERVAL = "on an interval along every direction"
    MIXED = "on an interval along some directions, a knife edge along others"
    KNIFE_EDGE = "a knife edge along every direction"
    NO_NUMBER = "no number to move"
    OPEN = "along no direction decided"


@dataclass(frozen=True)
class Found(Displayed):
    """What the claim's code says on a piece; the margin and the rule, if any. `None`: there is no such instance."""

    outcome: Outcome | None
    margin: Fraction | None = None
    rule: InterimRule | None = None


@dataclass(frozen=True)
class Stretch(Displayed):
    """Pieces next to each other on which the instance remains a counterexample."""

    parts: tuple[Part[Found], ...]

    @property
    def is_point(self) -> bool:
        return all(isinstance(part.piece, AtPoint) for part in self.parts)

    @property
    def over(self) -> Range | AtPoint:
        """The values of the parameter: a range, or a single one."""
        return spanned(self.parts)

    @property
    def members(self) -> tuple[Part[Found], ...]:
        """What is found on each piece, pieces with the same formulas as one; of points only one that stands alone.

        Where formulas are the same on both sides of a point they hold at the point too: what makes a counterexample of
        the rule there are inequalities that are not strict, and the margin, which is positive.
        """
        found: list[Part[Found]] = []
        for part in self.parts:
            if isinstance(part.piece, AtPoint):
                if len(self.parts) == 1:
                    found.append(part)
            elif found and _same(found[-1].answer, part.answer):
                before = found[-1].piece
                assert isinstance(before, Interval), "a point stands alone"
                whole = Interval(part.piece.parameter, before.lower, part.piece.upper)
                found[-1] = Part(whole, part.answer)
            else:
                found.append(part)
        return tuple(found)

    def contains(self, value: Fraction) -> bool:
        return any(_contains(part.piece, value) for part in self.parts)

    def __str__(self) -> str:
        return str(self.over)


@dataclass(frozen=True)
class Along(Displayed):
    """What came of a direction: the pieces, or why there are none."""

    direction: Direction
    parts: tuple[Part[Found], ...] = ()
    failure: str = ""

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Where the instance remains a counterexample."""
        found = runs(self.parts, lambda answer: answer.outcome is Outcome.REFUTES)
        return tuple(map(Stretch, found))

    @property
    def around(self) -> Stretch | None:
        """The stretch on which the counterexample itself lies."""
        return next((each for each in self.stretches if each.contains(self.direction.value)), None)

    @property
    def is_everywhere(self) -> bool:
        """Whether it remains one wherever there is an instance."""
        return bool(self.parts) and all(part.answer.outcome in (Outcome.REFUTES, None) for part in self.parts)

    @property
    def is_knife_edge(self) -> bool:
        """Whether it is lost at once, although there are instances nearby."""
        return self.around is not None and self.around.is_point

    @property
    def is_undecided(self) -> bool:
        return any(part.answer.outcome is Outcome.UNDECIDED for part in self.parts)


@dataclass(frozen=True)
class Moved(Displayed):
    """A counterexample and what came of each of its directions; `argument` says why it is one for every prior."""

    instance: Any
    along: tuple[Along, ...]
    argument: str = ""

    @property
    def decided(self) -> tuple[Along, ...]:
        return tuple(each for each in self.along if not each.failure)

    @property
    def robustness(self) -> Robustness:
        if self.argument:
            return Robustness.EVERY_PRIOR
        if not self.along:
            return Robustness.NO_NUMBER
        if not self.decided:
            return Robustness.OPEN
        edges = sum(each.is_knife_edge for each in self.decided)
        some = Robustness.KNIFE_EDGE if edges == len(self.decided) else Robustness.MIXED
        return some if edges else Robustness.INTERVAL


def moved(reading: Reading, instance: Any) -> Moved:
    """Where a counterexample to a reading can be moved along each of its directions, and remains one.

    Raises `ValueError` for an instance that is no counterexample.
    """
    trial = reading.trial(instance)
    if trial.outcome is not Outcome.REFUTES:
        raise ValueError(f"the instance is no counterexample: {trial.outcome.value}")
    own = {Fraction(number) for _, number in numbers(instance)}
    special = sorted({Fraction(0), Fraction(1), *own, *(-number for number in own)})
    each = (along(reading, direction, special) for direction in directions(instance))
    found = tuple({one.direction.words: one for one in each}.values())  # numbers that vary together are told once
    return Moved(instance, found, _argument(instance, trial, found))


def along(reading: Reading, direction: Direction, special: Collection[Fraction] = ()) -> Along:
    """What the claim's code says of a direction; why not, where it cannot take formulas.

    `special` are values that are looked at by themselves, as numbers.
    """
    try:
        found = piecewise(direction.over, lambda value: _found(reading, direction, value), MOST)
        result = Along(direction, _like_numbers(reading, direction, found, special))
    except TooManyPieces as error:
        return Along(direction, failure=str(error))
    except NotConstant as error:
        return Along(direction, failure=f"the claim's code takes no formulas there: {one_line(str(error))}")
    except Exception as error:  # code that was written for the instances of its families
        said = f"{type(error).__name__}: {one_line(str(error))}"
        return Along(direction, failure=f"the claim's code raised {said}")
    if direction.instead is not None and result.is_knife_edge:
        other = along(reading, direction.instead, special)
        return result if other.failure or (other.is_knife_edge and not result.is_everywhere) else other
    return result


def _like_numbers(
    reading: Reading, direction: Direction, found: Sequence[Part[Found]], special: Collection[Fraction]
) -> tuple[Part[Found], ...]:
    """The pieces, corrected where single numbers are judged otherwise.

    Code that was written for numbers may refuse a formula for what it is, and the piece would seem to be lost: so of
    such a piece a rational value is tried too, and `NotConstant` raised if it is judged otherwise. And where data are
    compared as data (whether a set has a bundle), a formula is the same as no number: so the values are tried at which
    it may be the same as another number of the instance, and are pieces of their own where they are judged otherwise.
    """
    corrected: list[Part[Found]] = []
    for part in found:
        piece, outcome = part.piece, part.answer.outcome
        if not isinstance(piece, Interval):
            corrected.append(part)
            continue
        if outcome is not Outcome.REFUTES and _found(reading, direction, piece.sample).outcome is not outcome:
            raise NotConstant(f"for {piece} it says otherwise than at {text(piece.sample)}")
        for value in sorted({direction.value, *special}):
            at_value = _found(reading, direction, value) if piece.contains(value) else part.answer
            if at_value.outcome is not outcome:
                corrected.append(Part(Interval(piece.parameter, piece.lower, value), part.answer))
                corrected.append(Part(AtPoint(piece.parameter, value), at_value))
                piece = Interval(piece.parameter, value, piece.upper)
        corrected.append(Part(piece, part.answer))
    return tuple(corrected)


def _found(reading: Reading, direction: Direction, value: Fraction) -> Found:
    """What is said of the instance at a value; nothing where there is none, or the claim's code refuses it."""
    try:
        instance = direction.moved(value)
        trial = reading.trial(instance)
    except (ValueError, ZeroDivisionError):
        return Found(None)
    outcome: Outcome | None = trial.outcome
    if outcome is Outcome.REFUTES and reading.stated is not None and reading.conclusion is not None:
        outcome = _by_data(reading.stated, instance, trial)
    if outcome is not Outcome.REFUTES:
        return Found(outcome)
    return Found(outcome, margin(trial), passing_rule(trial))


def _by_data(stated: Stated, instance: Any, trial: Trial) -> Outcome | None:
    """What the claim as data says of an instance that its code calls a counterexample.

    The families give instances with properties that the code takes for granted (costs are positive, quotas are
    integers); the data say all of them. `None`: it is no instance of the claim's sorts.
    """
    try:
        hypothesis, conclusion, _ = truths(stated, instance, trial.verdicts)
    except checker.TooMuch:
        return Outcome.UNDECIDED
    except checker.Refused:
        return None
    if hypothesis is False:
        return Outcome.IRRELEVANT
    refuted = hypothesis is True and conclusion is bool(stated.facts)
    return Outcome.REFUTES if refuted else Outcome.UNDECIDED


def _argument(instance: Any, trial: Trial, found: Sequence[Along]) -> str:
    """Why the instance is a counterexample for every positive prior, if it is and that is seen; else nothing."""
    if not any(isinstance(part, IndependentPrior | JointPrior) for _, part in parts(instance)):
        return ""
    if any(isinstance(part, InterimRule) for _, part in parts(instance)):
        return ""  # what the rule gives is weighted by the prior
    of_prior = [each for each in found if each.direction.of_prior]
    if not of_prior or not all(each.is_everywhere for each in of_prior):
        return ""
    about = [verdict.statement for verdict in trial.verdicts]
    if not all(_is_prior_free(statement) for statement in about):
        return ""
    if any(statement.kind == "condition complete" for statement in about):
        return (
            "whether a condition is complete depends only on the normals of the facets, which are the same for every "
            "positive prior, and nothing else that is asked depends on the prior"
        )
    return "nothing that is asked depends on the prior"


def _is_prior_free(statement: Statement) -> bool:
    """Whether its truth is the same for every positive prior: by its kind, or as it has none in it."""
    if statement.kind in PRIOR_FREE:
        return True
    return not any(isinstance(part, IndependentPrior | JointPrior) for _, part in parts(statement))


def _contains(piece: Piece, value: Fraction) -> bool:
    return piece.contains(value) if isinstance(piece, Interval) else piece.place == value


def _same(one: Found, two: Found) -> bool:
    """The same numbers, or the same formulas on whatever pieces."""
    return _key(one.margin) == _key(two.margin) and list(map(_key, _values(one))) == list(map(_key, _values(two)))


def _values(found: Found) -> tuple[Fraction, ...]:
    return () if found.rule is None else found.rule.values


def _key(number: Fraction | None) -> str:
    return "" if number is None else text(number)
