"""One grammar of names on both sides: whatever name the software accepts, the checker accepts in the certificate.

Names of every sort are given to everything that takes names: texts of any characters (halves of surrogate pairs too),
integers of any sign and size, tuples, and what is no name at all. Each question either ends in a certificate that the
checker accepts and that reads back, or in one sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from exact import total_unimodularity
from exact.linear import LinearSystem, feasibility
from exact.matrices import Matrix, name_to_plain
from exact.names import DEEPEST, MOST_BITS, check_names
from exact.set_systems import bihierarchy, bipartite_graph, canonical_two_sided, hierarchy
from exact.verdicts import Verdict
from proofs import checker
from proofs.certificates import certificate, load, save, verdicts
from proofs.claims.comparison import compare
from proofs.formats.problems import problem_of
from proofs.plain.keys import CERTIFICATE
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.implementation.deciding import has_outcome, implementable
from proofs.reduced_form.problem.structures import preserves_total_unimodularity, structure
from proofs.trading.markets.market import Market
from proofs.trading.value.constant import only_constant_mechanism
from tests.corpus.matrices import SIGN_MINUS

texts = st.text(st.characters(codec=None), max_size=6) | st.text(st.characters(categories=["Cs", "Cc", "Cf", "Zl"]))
"""Any characters; halves of surrogate pairs, control and formatting characters more often than others."""
integers = st.integers() | st.sampled_from(
    [-1, 0, 1, 2**31, 2**32, 2**61 - 1, -(2**64), 1 << MOST_BITS, (1 << MOST_BITS) - 1, -(1 << MOST_BITS), 10**5000]
)
oddities = st.booleans() | st.floats() | st.none() | st.binary(max_size=2) | st.just([1]) | st.just(frozenset())


def nested(name: Any, depth: int) -> Any:
    """The name in so many tuples."""
    return name if depth == 0 else nested((name,), depth - 1)


names = st.recursive(texts | integers | oddities, lambda parts: st.lists(parts, max_size=3).map(tuple), max_leaves=4)
names |= st.builds(nested, texts | integers, st.integers(DEEPEST - 2, DEEPEST + 2))


def problem(listed: list[Any], **more: Any) -> Any:
    a, b, x, s, t = listed
    return problem_of(
        agents=[a, b],
        objects=[x],
        types={a: [s, t], b: [s]},
        constraints=[{"each": "agent", "ceiling": 1}, {"set": [[a, x], [b, x]], "ceiling": 1, "name": t}],
        title=s,
    )


def rule(listed: list[Any], value: str) -> Verdict:
    a, b, x, s, t = listed
    return implementable(problem(listed), {a: {s: {x: value}, t: {x: 1}}, b: {s: {x: "1/3"}}})


TAKERS: dict[str, Callable[[list[Any]], Verdict]] = {
    "rows and columns": lambda n: total_unimodularity(Matrix.dense([[1, 1], [0, 1]], rows=n[:2], columns=n[2:4])),
    "a violator's lines": lambda n: total_unimodularity(Matrix.dense([[1, 1], [-1, 1]], rows=n[:2], columns=n[2:4])),
    "lines of a 3-sum": lambda n: total_unimodularity(
        Matrix.dense(SIGN_MINUS, rows=[*n, ("sum", 0)], columns=[("sum", 1), *n])
    ),
    "variables": lambda n: feasibility(LinearSystem.make(n, at_most=[([1] * 5, 1)], lower=0)),
    "variables without a solution": lambda n: feasibility(LinearSystem.make(n, at_most=[([1] * 5, -1)], lower=0)),
    "members of sets": lambda n: hierarchy([frozenset(n), frozenset(n[:2])]),
    "members of crossing sets": lambda n: bihierarchy([frozenset(n[:2]), frozenset(n[1:3]), frozenset([n[0], n[2]])]),
    "agents and objects of sets": lambda n: canonical_two_sided(
        [frozenset([(n[0], n[2]), (n[0], n[3])])], n[:2], n[2:4]
    ),
    "vertices": lambda n: bipartite_graph([frozenset(n[:2]), frozenset(n[1:3])], n),
    "a structure": lambda n: preserves_total_unimodularity(
        structure(n[:2], n[2:3], [[(n[0], n[2]), (n[1], n[2])]], {n[0]: n[3:5], n[1]: n[3:4]})
    ),
    "a structure without objects": lambda n: preserves_total_unimodularity(
        structure(n[:2], None, [[(n[0],), (n[1],)]], {n[0]: n[3:5], n[1]: n[3:4]})
    ),
    "a problem": lambda n: has_outcome(problem(n)),
    "a rule": lambda n: rule(n, "1/3"),
    "a rule that is not implementable": lambda n: rule(n, "1"),
    "facets": lambda n: facets(problem(n)).description,
    "a market": lambda n: only_constant_mechanism(
        Market.make({n[0]: 1, n[1]: 1}, n[2:4], [[1, 0], [0, 1]], title=n[4])
    ),
    "what is compared": lambda n: compare((n[0], 1), "<", (n[1], 2)),
}


def asked(take: Callable[[list[Any]], Verdict], listed: list[Any]) -> str:
    """The sentence of the software's refusal, or nothing once the checker has accepted the certificate."""
    try:
        verdict = take(listed)
    except (ValueError, TypeError) as error:
        return str(error)
    with TemporaryDirectory() as folder:
        path = save(verdict, Path(folder) / "x.json")
        (back,) = verdicts(load(path))
        assert certificate(back) == certificate(verdict)
        assert back.verify()
        assert all(len(sentence.splitlines()) == 1 for sentence in checker.verify(load(path)))
    return ""


@pytest.mark.parametrize("taker", TAKERS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(names, min_size=5, max_size=5))
@example([-1, 0, 1, 2**32, -(2**70)])
@example(["x", ("x",), (("x",),), (), ""])
@example(['a"; the matrix is totally unimodular; "', "a\nb", "\x1b[2J", "\u202e", "\u037e"])
@example(["\ud800", "a", "b", "c", "d"])
@example([True, 1, 1.0, "1", ("1",)])
@example(["b", "a", "o", "c", "\x00"])
def test_a_name_is_accepted_on_both_sides_or_refused_in_one_sentence(taker: str, listed: list[Any]) -> None:
    said = asked(TAKERS[taker], listed)
    assert len(said.splitlines()) <= 1
    assert "\x1b" not in said


written = st.recursive(
    texts | integers | st.booleans() | st.floats(allow_nan=False) | st.none(),
    lambda parts: st.lists(parts, max_size=3).map(tuple),
    max_leaves=4,
)
written |= st.builds(nested, texts | integers, st.integers(DEEPEST - 2, DEEPEST + 2))
"""What a file can hold in the place of a name."""


@settings(max_examples=300, deadline=None)
@given(written)
@example("\ud800")
@example(("a", ("b\udfff",)))
@example(nested("x", DEEPEST + 1))
@example(True)
@example(1 << MOST_BITS)
def test_what_is_a_name_here_is_a_name_there(name: Any) -> None:
    """Both ways: the checker refuses in a certificate what the software does not take for a name, and nothing else."""
    about = {"sets": [[name_to_plain(name)]]}
    statement = {"kind": "hierarchy", "holds": True, "about": about, "evidence": {"form": "inspection"}}
    try:
        check_names([name], "member")
    except (TypeError, ValueError):
        with pytest.raises(checker.Refused):
            checker.verify({"format": CERTIFICATE, "statements": [statement]})
    else:
        checker.verify({"format": CERTIFICATE, "statements": [statement]})


@pytest.mark.parametrize("taker", TAKERS)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), min_size=5, max_size=5, unique=True))
def test_distinct_texts_are_names_everywhere(taker: str, listed: list[str]) -> None:
    """Of what can stand in a file nothing is refused; a comparison needs a name that is not empty, on one side."""
    if taker == "what is compared" and not any(listed[:2]):
        listed = ["x", *listed[1:]]
    assert asked(TAKERS[taker], listed) == ""


ATOMS = ["rows and columns", "lines of a 3-sum", "variables", "members of sets", "vertices"]


@pytest.mark.parametrize("taker", ATOMS)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(1 - 2**MOST_BITS, 2**MOST_BITS - 1), min_size=5, max_size=5, unique=True))
def test_integers_up_to_the_limit_are_names(taker: str, listed: list[int]) -> None:
    assert asked(TAKERS[taker], listed) == ""


@pytest.mark.parametrize("depth", [1, DEEPEST, DEEPEST + 1])
@pytest.mark.parametrize("taker", ATOMS)
def test_tuples_are_names_up_to_the_depth_that_both_sides_allow(taker: str, depth: int) -> None:
    said = asked(TAKERS[taker], [nested(k, depth) for k in range(5)])
    assert bool(said) == (depth > DEEPEST)


def test_a_pair_of_names_is_a_name_too() -> None:
    """A pair is nested one deeper than its parts; the set that is missing would hold it."""
    deepest: tuple[Any, ...] = ()
    for _ in range(9):
        deepest = (deepest,)
    with pytest.raises(ValueError, match="nested more than 10 deep"):
        canonical_two_sided([[("a", "b")]], ["a", deepest], ["b"])
