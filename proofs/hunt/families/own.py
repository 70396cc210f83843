"""Instances of one's own: problem, market and matrix files, and whatever a strategy of Hypothesis draws."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from exact.matrices import Matrix
from proofs import checker
from proofs.claims.families import problems as small_problems
from proofs.claims.families.markets import smaller_mechanisms
from proofs.claims.families.matrices import smaller_rows
from proofs.claims.families.valenzuela_stookey import market_in_words, mechanism_in_words
from proofs.claims.instances import Instances
from proofs.formats.markets import load_market
from proofs.formats.matrices import load_matrix
from proofs.formats.problems import load_problem
from proofs.hunt.families.near_markets import smaller_markets
from proofs.hunt.families.structures import described_rule, problem_with_rule
from proofs.plain.reading import BadInput
from proofs.reduced_form.problem.problems import InterimRule, Problem

DRAWN = 100
"""Values that are drawn at once from a strategy."""

Case = tuple[Problem, InterimRule | None]


def instances(pattern: str, sort: str = "problem") -> Instances:
    """The files that a pattern names, beside the file that calls this; small files first.

    Sort `problem` (with its interim rule where the file has one), `market` or `mechanism` (a market file is both), or
    `matrix`. Raises `ValueError` for another sort or where there is no such file; what is wrong with a file is told
    with its name when it is read.
    """
    if sort not in FILES:
        raise ValueError(f'files are of the sorts {", ".join(FILES)}, not "{sort}"')
    beside = Path(sys._getframe(1).f_code.co_filename).parent
    paths = sorted((p for p in beside.glob(pattern) if p.is_file()), key=lambda path: (path.stat().st_size, path))
    if not paths:
        raise ValueError(f"{pattern}: there is no such file in {beside}")
    load, to_plain, describe, smaller = FILES[sort]

    def read(path: Path) -> Any:
        try:
            value = load(path)
            checker.SORTS[sort](to_plain(value))
        except BadInput as error:
            raise ValueError(str(error)) from error
        except checker.Refused as error:
            raise ValueError(f"{path}: a claim cannot be about this {sort}: {error}") from error
        return value

    return Instances(
        f"the {sort} files {pattern}",
        lambda seed: map(read, paths),
        sorts=(sort,),
        to_plain=lambda value: (to_plain(value),),
        describe=describe,
        smaller=smaller,
    )


def _smaller_cases(case: Case) -> Iterator[Case]:
    """Smaller problems; one with a rule stays as it is, and so does one with what the shrinking does not know."""
    problem, rule = case
    plain = not (rule or problem.restrictions or problem.public) and all(
        quota.ceiling is not None and quota.floor.denominator == quota.ceiling.denominator == 1
        for quota in problem.constraints
    )
    if plain:
        yield from ((less, None) for less in small_problems.smaller_problems(problem))


def _smaller_matrices(matrix: Matrix) -> Iterator[Matrix]:
    """Without a line, or with an entry set to 0 or 1; lines that are left keep their names."""
    names = range(len(matrix.rows)), range(len(matrix.columns))
    for axis, own in enumerate(names):
        for gone in own if len(own) > 1 else ():
            kept = [[k for k in each if (number, k) != (axis, gone)] for number, each in enumerate(names)]
            yield matrix.submatrix(tuple(matrix.rows[k] for k in kept[0]), tuple(matrix.columns[k] for k in kept[1]))
    table = tuple(map(tuple, matrix.to_lists()))
    for rows in smaller_rows(table):
        if (len(rows), len(rows[0])) == matrix.shape:
            yield Matrix.dense(rows, matrix.rows, matrix.columns)


def _of_burdens(path: Path) -> Any:
    """The mechanism of a market file; claims are about tasks that are burdens, and `ValueError` says so of others.

    Payments are none either.
    """
    mechanism = load_market(path)
    mechanism.market.require_burdens()
    mechanism.market.require_tasks()
    return mechanism


FILES: dict[str, tuple[Any, Any, Any, Any]] = {
    "problem": (load_problem, lambda case: problem_with_rule(case)[0], described_rule, _smaller_cases),
    "market": (
        lambda path: _of_burdens(path).market,
        lambda market: market.about(),
        market_in_words,
        smaller_markets,
    ),
    "mechanism": (_of_burdens, lambda given: given.about(), mechanism_in_words, smaller_mechanisms),
    "matrix": (load_matrix, lambda matrix: matrix.about(), str, _smaller_matrices),
}
"""How the file of a sort is read, what its value is as data and in words, and what is smaller."""


def from_strategy(
    strategy: Any,
    sort: str | Sequence[str] = "data",
    to_plain: Callable[[Any], Any] | None = None,
    describe: Callable[[Any], str] = str,
    smaller: Callable[[Any], Iterator[Any]] | None = None,
    words: str = "",
) -> Instances:
    """Whatever a strategy of Hypothesis draws, from a seed and without end.

    `sort` says what a value is in a claim, or what its parts are, a value of several being a tuple; `to_plain` makes
    its data (or those of all parts), and may be left out where values are data already: integers, texts, lists. Without
    `smaller` a counterexample is shrunk by Hypothesis. Raises `ImportError` without Hypothesis.
    """
    import hypothesis

    sorts = (sort,) if isinstance(sort, str) else tuple(sort)

    def plain(value: Any) -> Sequence[Any]:
        parts = value if to_plain is None else to_plain(value)
        return (_listed(parts),) if len(sorts) == 1 else tuple(map(_listed, parts))

    met: dict[str, _Path] = {}

    def stream(seed: int) -> Iterator[Any]:
        for batch in itertools.count(seed * 1_000_003):
            found: list[Any] = []
            _run(hypothesis, strategy, batch, found.append)
            for value in found:
                met.setdefault(_key(plain(value)), (batch, (_key(plain(value)),)))
                yield value

    def simpler(value: Any) -> Iterator[Any]:
        """What Hypothesis proposes in the place of a value, where it has come to that one by shrinking."""
        if _key(plain(value)) not in met:  # something made of what was drawn
            return
        batch, path = met[_key(plain(value))]
        reached: set[str] = set()
        found: dict[str, Any] = {}

        def fails(other: Any) -> None:
            key = _key(plain(other))
            if key in path:
                reached.add(key)
                raise _FoundError
            if path[-1] in reached:
                found.setdefault(key, other)

        with suppress(_FoundError):
            _run(hypothesis, strategy, batch, fails)
        for key, other in found.items():
            met.setdefault(key, (batch, (*path, key)))
            yield other

    return Instances(
        words or f"what {' '.join(repr(strategy).split())} draws",
        stream,
        endless=True,
        sorts=sorts,
        to_plain=plain,
        describe=describe,
        smaller=simpler if smaller is None else smaller,
    )


def _listed(value: Any) -> Any:
    """Tuples as lists, at any depth: as data are written."""
    if isinstance(value, dict):
        return {key: _listed(each) for key, each in value.items()}
    return [_listed(each) for each in value] if isinstance(value, (list, tuple)) else value


_Path = tuple[int, tuple[str, ...]]
"""The seed of a batch, and the data of the value that was drawn in it and of those it was shrunk to, one by one."""


def _key(data: Any) -> str:
    return json.dumps(data)


class _FoundError(Exception):
    """What tells Hypothesis that a value will do."""


def _run(hypothesis: Any, strategy: Any, seed: int, test: Callable[[Any], None]) -> None:
    """Put a batch of the strategy's values to a test, the same for the same seed; where it raises, smaller ones too."""

    def tested(value: Any) -> None:
        test(value)

    how = hypothesis.settings(
        max_examples=DRAWN,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate, hypothesis.Phase.shrink],
        suppress_health_check=list(hypothesis.HealthCheck),
        report_multiple_bugs=False,
        verbosity=hypothesis.Verbosity.quiet,
    )
    hypothesis.seed(seed)(how(hypothesis.given(strategy)(tested)))()
