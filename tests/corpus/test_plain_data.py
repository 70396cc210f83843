"""Every statement and every form of evidence is written by the one codec and read back, whatever its fields hold.

Values of fields are drawn by their types: numbers, texts, names and lists at random; problems, markets, matrices and
other values that are looked at when they are made from those in the corpus.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Hashable, Iterator
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache, reduce
from inspect import isabstract
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from exact.matrices import Name
from exact.plain_data import fields_of
from exact.verdicts import Evidence, Statement
from proofs.certificates import certificate, verdicts
from proofs.reduced_form.problem.statements import RuleStatement
from proofs.trading.markets.market import Market
from tests.corpus import corpus

NAMES: st.SearchStrategy[Any] = st.recursive(
    st.text(max_size=3) | st.integers(-9, 9), lambda parts: st.lists(parts, max_size=3).map(tuple), max_leaves=3
)
LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    int: st.integers(-99, 99),
    str: st.text(max_size=5),
    bool: st.booleans(),
    Fraction: st.fractions(-99, 99, max_denominator=99),
    Name: NAMES,
}


def values_in(value: Any) -> Iterator[Any]:
    """The dataclass values anywhere in a value."""
    if isinstance(value, tuple | frozenset):
        for part in value:
            yield from values_in(part)
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in fields(value):
            yield from values_in(getattr(value, field.name))


@cache
def known() -> dict[type, list[Any]]:
    """The values of the corpus by their classes."""
    found: dict[type, dict[Hashable, None]] = {}
    for _, verdict in corpus():
        for value in (*values_in(verdict.statement), *values_in(verdict.evidence)):
            found.setdefault(type(value), {})[value] = None
    return {kind: list(values) for kind, values in found.items()}


def of_goods(value: Any) -> bool:
    """Whether somebody likes a task of a market; certificates about whole markets are about burdens."""
    if not isinstance(value, Market):
        return False
    try:
        return not all(preferences.burdens for preferences in value.preferences)
    except ValueError:
        return True


def drawn(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type that the corpus has, or that are made of its parts."""
    origin, parts = get_origin(hint), get_args(hint)
    if hint in LEAVES:
        return LEAVES[hint]
    if origin is Annotated:
        return drawn(parts[0])
    if origin is Literal:
        return st.sampled_from(parts)
    if origin is tuple and parts[1:] == (...,):
        return st.lists(drawn(parts[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*map(drawn, parts))
    if origin is frozenset:
        return st.frozensets(drawn(parts[0]), max_size=3)
    if origin in (Union, UnionType):
        rest = [part for part in parts if part is not NoneType]
        whole = drawn(rest[0]) if len(rest) == 1 else st.one_of(*map(drawn, rest))
        return (
            st.none() | (LEAVES[Name] if reduce(lambda a, b: a | b, rest) == Name else whole)
            if len(rest) < len(parts)
            else whole
        )
    values = [v for kind, own in known().items() if issubclass(kind, hint) for v in own if not of_goods(v)]
    assert values, f"the corpus has no {hint}"
    return st.sampled_from(values)


@st.composite
def instances(draw: st.DrawFn, kind: type) -> Any:
    """A value of the class whose fields are drawn one by one; a rule comes with its problem."""
    hints = get_type_hints(kind, include_extras=True)
    chosen = {field.name: draw(drawn(hints[field.name])) for field in fields(kind) if field.compare}
    if issubclass(kind, RuleStatement):
        sample = draw(drawn(RuleStatement))
        chosen |= {"problem": sample.problem, "rule": sample.rule}
    try:
        return kind(**chosen)
    except (TypeError, ValueError):
        assume(False)


def concrete(classes: dict[str, Any]) -> list[type]:
    assert known()
    return [kind for _, kind in sorted(classes.items()) if kind.__module__.partition(".")[0] in ("exact", "proofs")]


KINDS, FORMS = concrete(Statement.kinds), concrete(Evidence.forms)
"""All classes: what the corpus needs has been imported (`tests/corpus/test_corpus.py` says that it has every kind)."""


@pytest.mark.parametrize("kind", [*KINDS, *FORMS], ids=lambda kind: kind.__name__)
def test_every_field_has_a_plain_form(kind: type) -> None:
    assert not isabstract(kind)
    written = {field.name for field in fields_of(kind)}
    assert written == {field.name for field in fields(kind) if field.compare}


NAMELESS = (
    *("feasible protocol", "obviously dominant", "obviously strategy-proof"),
    *("non-redundant protocol", "dominated mechanism", "held by polarized rays"),
)
"""Statements about protocols: the names of agents and tasks, and what no selection needs, are not written."""
SETTINGS = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_statement_comes_back(kind: type[Statement]) -> None:
    samples = st.sampled_from(known()[kind])

    @SETTINGS
    @given(samples | instances(kind))
    def comes_back(statement: Statement) -> None:
        about = json.loads(json.dumps(statement.about()))
        back = kind.from_about(about)
        assert json.dumps(back.about()) == json.dumps(about)
        assert kind.from_about(about) == back
        assert back == statement or kind.kind in NAMELESS

    comes_back()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_all_evidence_comes_back(form: type[Evidence]) -> None:
    @SETTINGS
    @given(instances(form) if form not in known() else st.sampled_from(known()[form]) | instances(form))
    def comes_back(evidence: Evidence) -> None:
        data = json.loads(json.dumps(evidence.data()))
        back = form.from_data(data)
        assert back == evidence
        assert json.dumps(back.data()) == json.dumps(data)

    comes_back()


def parts(plain: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all parts of plain data."""
    if path:
        yield path
    for step, part in plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ():
        yield from parts(part, (*path, step))


@cache
def one_of_each() -> list[tuple[str, dict[str, Any]]]:
    """A short certificate for each kind of statement with each form of evidence."""
    shortest: dict[str, tuple[int, dict[str, Any]]] = {}
    for _, verdict in corpus():
        written = certificate(verdict)
        name, length = f"{verdict.statement.kind} / {verdict.evidence.form}", len(json.dumps(written))
        if name not in shortest or length < shortest[name][0]:
            shortest[name] = length, written
    return [(name, written) for name, (_, written) in sorted(shortest.items())]


JUNK = st.sampled_from([None, True, 0.5, -1, 10**6, "", "x", "1/0", "nothing", [], [[]], ["x", 1], {}, {"form": []}])


@pytest.mark.parametrize("number", range(len(one_of_each())), ids=lambda number: one_of_each()[number][0])
def test_what_is_read_of_a_broken_certificate_is_a_verdict_or_a_sentence(number: int) -> None:
    _, written = one_of_each()[number]
    places = [path for path in parts(written["statements"], ("statements",)) if len(path) > 2]

    @settings(SETTINGS, max_examples=30)
    @given(st.sampled_from(places), st.just("gone") | JUNK)
    def is_read_or_told(path: tuple[Any, ...], instead: Any) -> None:
        broken = copy.deepcopy(dict(written))
        owner: Any = broken
        for step in path[:-1]:
            owner = owner[step]
        if instead == "gone":
            del owner[path[-1]]
        else:
            owner[path[-1]] = instead
        try:
            verdicts(broken)
        except ValueError as error:
            told = str(error)
        else:
            told = "read"
        assert told
        assert "\n" not in told

    is_read_or_told()
