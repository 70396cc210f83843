"""A claim written as a function: `assume` its hypothesis, `yield` its conclusion.

    @claim("intervals", where="conjecture 1", tries=families.problems(agents=3, sets=families.intervals))
    def intervals(problem):
        \"\"\"If all constraint sets are intervals of agents, Condition A describes the implementable rules.\"\"\"
        assume(sets_are_intervals(problem))
        yield condition_complete("A", problem)

The function is called once, with the *names* of its instances (terms, see `proofs.claims.stating`), not with instances:
what it assumes and yields are formulas, which are the claim as data. The hunt evaluates them on each instance, and a
certificate carries them, so that the checker sees what the function says. `assume` also takes a function of the
instances themselves, in free Python; then the certificate says that this hypothesis is not checked.

A further reading is written in the same way, under `@reading(intervals, "its name")`.
"""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from dataclasses import replace
from pathlib import Path
from typing import Any

from proofs.claims.claim import LITERAL, Claim, Reading, Unchecked
from proofs.claims.instances import Instances
from proofs.claims.stating import Formula, Stated, given

Written = Callable[..., Any]
Tries = Instances | Sequence[Instances]
Score = Callable[..., Any]

_ASSUMED: ContextVar[list[Any] | None] = ContextVar("assumed", default=None)


class ClaimFileError(ValueError):
    """What is wrong with a claim that is written as a function, and where."""


def assume(hypothesis: Formula | Callable[..., bool]) -> None:
    """A hypothesis of the claim that is being written: a formula, or a function of the instances in free Python."""
    assumed = _ASSUMED.get()
    if assumed is None:
        raise ClaimFileError("assume(...) belongs into a function under @claim(...)")
    if not isinstance(hypothesis, Formula) and not callable(hypothesis):
        compared = "; == compares in Python: write .equals(...) for numbers, .same(...) for data"
        mend = compared if isinstance(hypothesis, bool) else ""
        raise ClaimFileError(f"assume(...) takes a formula or a function, not {hypothesis!r}{mend}")
    assumed.append(hypothesis)


def claim(
    name: str,
    *,
    tries: Tries,
    where: str = "",
    title: str = "",
    budget: int = 200,
    because: str = "",
    score: Score | None = None,
    rests_on: Sequence[str] = (),
) -> Callable[[Written], Claim]:
    """The function is a claim: its docstring the wording, its parameters the instances, in the order of the family.

    `tries` is one family of instances or several; `budget` the number of instances of an endless one. `score` says
    of the instances how near they are to failing (an exact number, smaller is nearer, or `None`); where the family has
    instances `nearby`, the hunt then climbs. The claim's id is the file's name and `name`; `rests_on` are the names of
    claims of the file that its proof invokes. Raises `ClaimFileError` with the place.
    """

    def made(function: Written) -> Claim:
        first = _reading(function, LITERAL, tries, budget, because, score)
        return Claim(
            f"{_file(function).stem}/{name}",
            where or _file(function).name,
            (first,),
            title or name,
            (),
            tuple(rests_on),
        )

    return made


def reading(
    of: Claim,
    name: str,
    *,
    tries: Tries | None = None,
    budget: int = 200,
    because: str = "",
    score: Score | None = None,
) -> Callable[[Written], Claim]:
    """The function is a further reading of a claim: a repair, or the claim on other instances.

    Assign the result to the claim's name; the families are those of its first reading unless others are given.
    """

    def made(function: Written) -> Claim:
        chosen: Any = of.readings[0].families if tries is None else tries
        return replace(of, readings=(*of.readings, _reading(function, name, chosen, budget, because, score)))

    return made


def _reading(function: Written, name: str, tries: Tries, budget: int, because: str, score: Score | None) -> Reading:
    families = (tries,) if isinstance(tries, Instances) else tuple(tries)
    place = f"{_file(function).name}, line {inspect.getsourcelines(function)[1]}"
    if not families or not all(isinstance(family, Instances) for family in families):
        raise ClaimFileError(f"{place}: tries= takes a family of instances, or a list of them")
    families = tuple(itertools.chain(*(family.whole for family in families)))
    sorts = families[0].sorts
    if any(family.sorts != sorts for family in families):
        raise ClaimFileError(f"{place}: the families have instances of different sorts")
    names = list(inspect.signature(function).parameters)
    if len(names) != len(sorts):
        needed = ", ".join(sorts)
        raise ClaimFileError(f"{place}: the function takes {len(names)} instances, but the families give ({needed})")
    if not (function.__doc__ or "").strip():
        raise ClaimFileError(f"{place}: the claim has no wording; write it as the function's docstring")
    if score is not None and any(family.nearby is None for family in families):
        raise ClaimFileError(f"{place}: score= needs a family with nearby=, small changes of an instance to climb by")
    hypothesis, conclusion, unchecked = _collected(function, names, place)
    first = families[0]
    return Reading(
        name=name,
        wording=" ".join((function.__doc__ or "").split()),
        conclusion=None,
        families=families,
        because=lambda instance: because or "The hypothesis holds for this instance, and the conclusion does not.",
        describe=first.describe,
        smaller=first.smaller,
        budget=budget,
        stated=Stated(
            sorts=dict(zip(names, sorts, strict=True)),
            instances=lambda instance: dict(zip(names, first.to_plain(instance), strict=True)),
            hypothesis=hypothesis,
            conclusion=conclusion,
        ),
        unchecked=unchecked,
        score=score if score is None or len(names) == 1 else lambda instance: score(*instance),
        nearby=None if score is None else first.nearby,
    )


def _collected(
    function: Written, names: Sequence[str], place: str
) -> tuple[list[Formula], list[Formula], tuple[Unchecked, ...]]:
    """What the function assumes and concludes of the names of its instances."""
    assumed: list[Any] = []
    token = _ASSUMED.set(assumed)
    try:
        found = function(*map(given, names))
        listed = list(found) if isinstance(found, Iterable) else [found]
    except ClaimFileError as error:
        raise ClaimFileError(f"{place}: {error}") from error
    finally:
        _ASSUMED.reset(token)
    conclusion = [each for each in listed if each is not None]
    for each in conclusion:
        if not isinstance(each, Formula):
            raise ClaimFileError(f"{place}: the claim concludes {each!r}, which is no formula")
    if not conclusion:
        raise ClaimFileError(f"{place}: the claim concludes nothing; yield a formula")
    formulas = [each for each in assumed if isinstance(each, Formula)]
    free = [each for each in assumed if not isinstance(each, Formula)]
    return formulas, conclusion, tuple(_unchecked(each, len(names)) for each in free)


def _unchecked(function: Callable[..., bool], count: int) -> Unchecked:
    """A hypothesis in free Python, by its name and place."""
    place = f"{_file(function).name} line {inspect.getsourcelines(function)[1]}"
    holds = function if count == 1 else (lambda instance: function(*instance))
    return Unchecked(getattr(function, "__name__", "a function"), place, holds)


def _file(function: Callable[..., Any]) -> Path:
    return Path(inspect.getsourcefile(function) or "claim.py")
