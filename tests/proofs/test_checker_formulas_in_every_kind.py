"""The checker on formulas where a number stands, in certificates of every kind: no fault, and no lie.

A number of a statement or of its evidence becomes a parameter on an interval. What the checker accepts then it has to
accept with each number of the interval in that place; and whatever it says, it says in its own words.
"""

from __future__ import annotations

import copy
import json
import random
import re
from fractions import Fraction
from time import process_time

import pytest

from exact.rationals import text
from proofs import checker
from proofs.certificates import certificate
from proofs.checker import Refused
from tests.corpus import CORPUS, answer

NUMERAL = re.compile(r"-?\d+(/\d+)?")
SEVERAL = {"for all values", "extreme value"}
KINDS = {name.split(":")[0]: name for name in reversed(CORPUS) if name.split(":")[0] not in SEVERAL}
"""A question of each kind of statement, the first of the corpus."""
CHANGED = 12
SCALED = {"ray", "polyhedron"}
"""Directions and rows are made primitive where they are numbers, so that evidence is for other multiples of them."""


def written(name):
    return json.loads(json.dumps(certificate(answer(name))))


def places(data, path=()):
    """Where numbers stand, with the numbers."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        yield from places(value, (*path, key))
    if (isinstance(data, str) and NUMERAL.fullmatch(data)) or type(data) is int:
        yield path, Fraction(data)


def put(data, path, value):
    for key in path[:-1]:
        data = data[key]
    data[path[-1]] = value


def for_all(statement, low, high):
    """The statement for every t between two numbers."""
    piece = {"where": {"above": low, "below": high}, **{key: statement[key] for key in ("kind", "holds")}, "about": {}}
    about = {"parameter": "t", "lower": low, "upper": high, "closed": [False, False]}
    about |= {"common": statement["about"], "pieces": [piece]}
    evidence = {"form": "pieces", "pieces": [statement["evidence"]]}
    return {"kind": "for all values", "holds": True, "about": about, "evidence": evidence}


def is_accepted(whole, statement):
    try:
        checker.verify({**whole, "statements": [statement]})
    except Refused:
        return False
    return True


@pytest.mark.parametrize("name", KINDS.values(), ids=KINDS)
def test_what_holds_for_a_parameter_holds_for_its_numbers(name):
    whole = written(name)
    statement = whole["statements"][0]
    found = [each for each in places({key: statement[key] for key in ("about", "evidence")}) if each[0]]
    found = [(path, value) for path, value in found if not SCALED & set(map(str, path))]
    rest = random.Random(name)
    for path, value in rest.sample(found, min(CHANGED, len(found))):
        low, high = rest.choice([(value, value + 1), (value - Fraction(1, 2), value + Fraction(1, 2))])
        changed = copy.deepcopy(statement)
        put(changed, path, "t")
        if is_accepted(whole, for_all(changed, text(low), text(high))):
            for share in (Fraction(1, 97), Fraction(2, 3)):
                put(changed, path, text(low + share * (high - low)))
                assert is_accepted(whole, changed), (path, low, high)


def test_a_range_of_a_parameter_that_depends_on_another_is_compared():
    """Not by the operation of fractions, which has no answer for formulas."""
    statement = written("implementable by polynomials: yes, divisible")["statements"][0]
    statement["about"]["parameters"][0] |= {"low": "0", "high": "-t-1"}
    with pytest.raises(Refused, match="a range has no inner point"):
        checker.verify({**written("feasible: yes, no variables"), "statements": [for_all(statement, "0", "1")]})


def test_a_box_of_costs_that_depends_on_a_parameter_ends_in_an_answer():
    statement = written("incentive compatible mechanisms at least: a box")["statements"][0]
    ((_, high, _),) = statement["about"]["market"]["preferences"][0]["law"]["uniform"]
    high[0] = "t"
    with pytest.raises(Refused, match="the multipliers prove less"):
        checker.verify({**written("feasible: yes, no variables"), "statements": [for_all(statement, "1", "3")]})


def test_a_long_sum_of_powers_is_read_in_the_time_of_its_length():
    formula = "+".join(f"p^{power}" for power in range(9_999, 1, -1))
    start = process_time()
    for _ in range(10):
        checker.Piece("p", Fraction(0), Fraction(1)).polynomial(formula)
    assert process_time() - start < 3  # with a search for the least power at each term: 5 s
