"""What a claim is: a sentence of a paper, for all instances that satisfy its hypotheses.

A *reading* of a claim makes it checkable: families of instances to try, and for one instance the statements that must
come out in a certain way for the hypothesis, and for the conclusion. The first reading is `literal`, exactly as
printed; a named repair is a further reading of the same claim. An instance is a counterexample if every statement of
the hypothesis comes out as expected and some statement of the conclusion does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import Any

from exact.showing.display import Displayed
from exact.showing.drawing import Html, escaped, table
from exact.verdicts import Verdict
from proofs import checker
from proofs.claims.deciding import truths
from proofs.claims.stating import Stated
from proofs.claims.varying import Member, Varying, members

LITERAL = "literal"


@dataclass(frozen=True)
class Expected(Displayed):
    """A verdict, and the answer that the claim needs it to give; with `others`, one of them will do (`either`)."""

    verdict: Verdict
    holds: bool = True
    others: tuple[Expected, ...] = ()

    @property
    def options(self) -> tuple[Expected, ...]:
        """What is needed: one of these."""
        return (Expected(self.verdict, self.holds), *self.others)

    @property
    def met(self) -> bool | None:
        """Whether the verdict is as expected, or one of the others; `None` if that is undecided."""
        if self.others:
            found = [option.met for option in self.options]
            return True if True in found else None if None in found else False
        return None if self.verdict.holds is None else self.verdict.holds == self.holds

    @property
    def shown(self) -> tuple[Expected, ...]:
        """What a certificate shows: the first of the options that is as expected; all of them if none is."""
        return next(((option,) for option in self.options if option.met), self.options)


def either(first: Expected, *others: Expected) -> Expected:
    """At least one of these is needed."""
    return Expected(first.verdict, first.holds, others)


@dataclass(frozen=True)
class Unchecked(Displayed):
    """A hypothesis in free Python: its name, where it is written, and the function of an instance."""

    name: str
    place: str
    holds: Callable[[Any], bool] = field(repr=False)

    def __str__(self) -> str:
        return f"{self.name} (Python, {self.place})"


Part = Iterable[Expected | Verdict]
"""What a hypothesis or a conclusion needs; a bare verdict must hold. It is read only as far as needed."""


class Outcome(Enum):
    """What one instance says about a claim."""

    IRRELEVANT = "the hypothesis does not hold"
    CONFIRMS = "hypothesis and conclusion hold"
    REFUTES = "the hypothesis holds and the conclusion does not"
    UNDECIDED = "a statement could not be decided"


@dataclass(frozen=True)
class Trial(Displayed):
    """One instance tried: the outcome, and the verdicts it rests on; a refutation's are all a certificate needs."""

    outcome: Outcome
    hypothesis: tuple[Expected, ...] = ()
    conclusion: tuple[Expected, ...] = ()

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts, each once: parts of a hypothesis may need the same."""
        kept: list[Verdict] = []
        for expected in (*self.hypothesis, *self.conclusion):
            if expected.verdict not in kept:
                kept.append(expected.verdict)
        return tuple(kept)


@dataclass(frozen=True)
class Family(Displayed):
    """An ordered stream of instances, small ones first, each up to relabelling once.

    `words` names the family for the table; `instances(seed)` gives the stream anew, the same for the same seed. A
    stream that ends by itself was exhausted; `endless` streams (random ones) never are.
    """

    words: str
    instances: Callable[[int], Iterator[Any]] = field(repr=False)
    endless: bool = False

    def __str__(self) -> str:
        return self.words


def _nothing(instance: Any) -> Part:
    return ()


def no_smaller(instance: Any) -> Iterator[Any]:
    return iter(())


@dataclass(frozen=True)
class Reading(Displayed):
    """One way to read a claim.

    `wording` says the claim in our own words, precisely enough to be checked. `hypothesis` and `conclusion` give the
    expected verdicts on one instance. `describe` shows an instance in a few words; `smaller` proposes smaller instances
    for shrinking, nearest first; `because` is the sentence that says why the verdicts together contradict the claim.
    `vacuous` gives the reason when no instance can satisfy the hypothesis as printed. `budget` is the number of
    instances that are tried of each endless family; the others are tried to their end. `stated` is the claim as data,
    with which the checker sees that an instance refutes it. Where `conclusion` is `None` the data alone say the claim;
    `unchecked` are hypotheses in free Python beside them, which no checker sees. With a `score`, how near an instance
    is to failing (an exact number, smaller is nearer; `None`: it does not say), and `nearby`, small changes of an
    instance, the hunt climbs in the endless families too (`proofs.hunt.climbing`).
    """

    wording: str
    conclusion: Callable[[Any], Part] | None = field(repr=False)
    families: tuple[Family, ...]
    because: Callable[[Any], str] = field(repr=False)
    hypothesis: Callable[[Any], Part] = field(default=_nothing, repr=False)
    describe: Callable[[Any], str] = field(default=str, repr=False)
    smaller: Callable[[Any], Iterator[Any]] = field(default=no_smaller, repr=False)
    name: str = LITERAL
    vacuous: str | None = None
    budget: int = 200
    stated: Stated | None = field(default=None, repr=False)
    unchecked: tuple[Unchecked, ...] = field(default=(), repr=False)
    score: Callable[[Any], int | Fraction | None] | None = field(default=None, repr=False)
    nearby: Callable[[Any], Iterator[Any]] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.conclusion is None and self.stated is None:
            raise ValueError(f"{self.name}: a reading has a conclusion, or is stated as data")
        if (self.score is None) != (self.nearby is None):
            raise ValueError(f"{self.name}: a score and nearby, small changes of an instance, are given together")

    def __str__(self) -> str:
        return f"{self.name}: {self.wording}"

    def trial(self, instance: Any) -> Trial:
        """Try one instance, deciding no more than needed; of an instance with a parameter all values are tried."""
        if isinstance(instance, Varying):
            return self._for_all_values(instance)
        if self.conclusion is None:
            return self._by_data(instance)
        hypothesis: list[Expected] = []
        for needed in map(_expected, self.hypothesis(instance)):
            hypothesis.extend(needed.shown)
            if needed.met is None:
                return Trial(Outcome.UNDECIDED, tuple(hypothesis))
            if not needed.met:
                return Trial(Outcome.IRRELEVANT, tuple(hypothesis))
        undecided = False
        conclusion: list[Expected] = []
        for needed in map(_expected, self.conclusion(instance)):
            if needed.met is False:
                # the numbers that are compared, if verdicts gave them
                valued = [one for one in conclusion if hasattr(one.verdict.statement, "value")]
                return Trial(Outcome.REFUTES, tuple(hypothesis), (*valued, *needed.shown))
            conclusion.extend(needed.shown)
            undecided = undecided or needed.met is None
        outcome = Outcome.UNDECIDED if undecided else Outcome.CONFIRMS
        return Trial(outcome, tuple(hypothesis), tuple(conclusion))

    def _for_all_values(self, varying: Varying) -> Trial:
        """Try an instance for every value of its parameter; where it fails at irrational values alone, it is open."""
        parts = varying.decided(self.trial)
        outcomes = {part.answer.outcome for part in parts}
        if Outcome.REFUTES in outcomes:
            shown = members(parts, _refutes)
            return self.trial(varying.make(shown[0].value)) if shown else Trial(Outcome.UNDECIDED)
        order = (Outcome.UNDECIDED, Outcome.CONFIRMS, Outcome.IRRELEVANT)
        return Trial(next(outcome for outcome in order if outcome in outcomes))

    def members(self, varying: Varying) -> tuple[Member, ...]:
        """Values of the parameter at which the instance is a counterexample, one for each stretch of them."""
        return members(varying.decided(self.trial), _refutes)

    def shown(self, instance: Any) -> Any:
        """What a certificate shows of a counterexample: itself, or the first of its members."""
        return next(self.proposed(instance)) if isinstance(instance, Varying) else instance

    def proposed(self, instance: Any) -> Iterator[Any]:
        """What is tried in the place of a counterexample: smaller ones; of one with a parameter its members."""
        if isinstance(instance, Varying):
            return (instance.make(member.value) for member in self.members(instance))
        return self.smaller(instance)

    def _by_data(self, instance: Any) -> Trial:
        """Try one instance by the claim as data. Raises `ValueError` for an instance that is not of its sorts."""
        assert self.stated is not None
        if not all(each.holds(instance) for each in self.unchecked):
            return Trial(Outcome.IRRELEVANT)
        try:
            hypothesis, conclusion, oracle = truths(self.stated, instance, ())
        except checker.TooMuch:
            return Trial(Outcome.UNDECIDED)
        except checker.Refused as error:
            raise ValueError(f"the formulas cannot be evaluated: {error}") from error
        shown = tuple(Expected(verdict, verdict.holds is True) for verdict, _ in oracle.used.values())
        if hypothesis is None or (hypothesis and conclusion is None):
            return Trial(Outcome.UNDECIDED, shown)
        outcome = Outcome.IRRELEVANT if not hypothesis else Outcome.CONFIRMS if conclusion else Outcome.REFUTES
        return Trial(outcome, (), shown)


@dataclass(frozen=True)
class Claim(Displayed):
    """A claim of a paper: its id, where it stands, and its readings, `literal` first.

    `printed` quotes the paper: the words that the literal reading reads, formulas in plain letters. `rests_on` names
    the claims that its printed proof invokes, by their ids without the paper (`proofs.claims.resting`); a proof that
    has the hypotheses of a repair rests on that reading alone: `lemma-1 (quotas that describe the lotteries)`.
    """

    id: str
    where: str
    readings: tuple[Reading, ...]
    title: str = field(default="")
    printed: tuple[str, ...] = field(default=())
    rests_on: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        names = [reading.name for reading in self.readings]
        if not names or names[0] != LITERAL or len(set(names)) != len(names):
            raise ValueError(f"{self.id}: readings start with {LITERAL!r} and have distinct names, not {names}")

    def __str__(self) -> str:
        return f"{self.id} ({self.where}): {self.readings[0].wording}"

    def show(self) -> Html:
        """A line for each reading: its name, its wording, and the families of instances that are tried."""
        rows = [
            [escaped(reading.name), escaped(reading.wording), escaped("; ".join(map(str, reading.families)))]
            for reading in self.readings
        ]
        return table(rows, ("reading", "wording", "tried on"), f"{self.id} ({self.where})")

    @property
    def paper(self) -> str:
        return self.id.partition("/")[0]

    @property
    def quotation(self) -> str:
        """The words of the paper in quotation marks: `"one" ... "other"`."""
        return " ... ".join(f'"{words}"' for words in self.printed)

    def reading(self, name: str) -> Reading:
        for reading in self.readings:
            if reading.name == name:
                return reading
        raise KeyError(name)


def _refutes(trial: Trial) -> bool:
    return trial.outcome is Outcome.REFUTES


def _expected(given: Expected | Verdict) -> Expected:
    return given if isinstance(given, Expected) else Expected(given)
