"""Families with a parameter: an instance for every value in a range, tried for all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from exact.rationals import rational
from exact.symbolic.parameters import check_parameter
from exact.symbolic.splitting import Range
from proofs import checker
from proofs.claims.claim import no_smaller
from proofs.claims.instances import Instances
from proofs.claims.varying import Varying, in_words
from proofs.hunt.families.own import FILES
from proofs.reduced_form.problem.problems import Problem


def with_parameter(
    name: str,
    lower: Any,
    upper: Any,
    make: Callable[[Fraction], Any],
    sort: str = "problem",
    closed: tuple[bool, bool] = (False, False),
    words: str = "",
) -> Instances:
    """One instance for every value of a parameter between two numbers (`None`: without bound), all tried at once.

    `make` gets the parameter, a formula that stands for all values on a piece of the range, and computes with it as
    with a number; what it makes is of the sort: a problem, or a pair of a problem and an interim rule; a market, a
    mechanism, a matrix; a number, a list of numbers, data. The ends belong to the range if `closed` says so. Raises
    `ValueError` for a name that is none, an empty range and a sort that there is not.
    """
    check_parameter(name)
    if sort not in checker.SORTS:
        raise ValueError(f'an instance is of one of the sorts {", ".join(checker.SORTS)}, not "{sort}"')
    ends = [None if end is None else rational(end, f"{name}: the range") for end in (lower, upper)]
    over = Range(name, ends[0], ends[1], (bool(closed[0]), bool(closed[1])))
    of_file = FILES.get(sort)

    def made(value: Fraction) -> Any:
        instance = make(value)
        return (instance, None) if isinstance(instance, Problem) else instance

    def stream(seed: int) -> Iterator[Any]:
        yield Varying(over, made)

    return Instances(
        f"{words or made_by(make)}, for {in_words(over)}",
        stream,
        sorts=(sort,),
        to_plain=lambda instance: (instance if of_file is None else of_file[1](instance),),
        describe=str if of_file is None else of_file[2],
        smaller=no_smaller,
    )


def made_by(make: Callable[[Fraction], Any]) -> str:
    return f"what {getattr(make, '__name__', 'a function')} makes"
