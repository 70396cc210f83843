"""The checker on certificates for all values of a parameter: it accepts ours, and no change of them that lies."""

from __future__ import annotations

import copy
import json
from contextlib import suppress
from fractions import Fraction
from functools import cache
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact.linear import LinearSystem, feasibility, optimum
from exact.rationals import text
from exact.symbolic.extremes import ExtremeValue
from exact.symbolic.formulas import Splits, parsed, variable
from exact.symbolic.pieces import AtPoint, Everywhere, Interval
from exact.symbolic.reading import reading_by
from exact.symbolic.splitting import Range
from exact.symbolic.statements import ForAllValues, for_all_values
from exact.verdicts import Statement
from proofs import checker
from proofs.certificates import certificate
from proofs.checker import Refused, TooMuch
from proofs.reduced_form.conditions.deciding import condition, most_violated
from proofs.reduced_form.design.deciding import design
from proofs.reduced_form.implementation.deciding import has_outcome, implementable
from tests.corpus import CORPUS, answer
from tests.mutations import check_mutants, count_refused
from tests.proofs.trading.decided_again import ANSWERS, STATED, true_of_market

NAMES = [name for name in CORPUS if name.startswith("for all values")]
PARTS = {"lower": "0", "upper": "1", "closed": [True, True]}


@cache
def _written(name):
    return json.dumps(certificate(answer(name)))


def written(name):
    """The certificate of the corpus, anew."""
    return json.loads(_written(name))


# ------------------------------------------------------------------------------------------------ what pieces say


def samples(piece):
    """Rational numbers in an open interval, also close to its ends."""
    sample = piece.sample
    yield sample
    for end in (piece.lower, piece.upper):
        near = sample
        for _ in range(6):
            near = (near + Fraction(end if isinstance(end, Fraction) else near * 2 if end is None else end.low)) / 2
            if piece.contains(near):
                yield near


def evaluated(value, at, key=""):
    """Plain data with every formula evaluated."""
    if isinstance(value, dict):
        return {key: evaluated(part, at, key) for key, part in value.items()}
    if isinstance(value, list):
        return [evaluated(part, at) for part in value]
    if isinstance(value, str) and "p" in value and key not in ("kind", "form", "format", "outcome", "sense"):
        try:
            return text(parsed(value, AtPoint("p", at)))
        except ValueError:
            return value  # a name
    return value


def true_of_numbers(kind, holds, about):
    """Whether a statement about numbers is true: the question is asked again."""
    try:
        with reading_by(no_numeral):  # what may be a formula may then be a fraction, where without one it is an integer
            said = Statement.kinds[kind].from_about(about)
        return true_now(kind, holds, said)
    except (ValueError, TypeError):
        return False


def no_numeral(given, where):
    raise ValueError(f"{where}: {given} is no number")


def true_now(kind, holds, said):
    if kind == "feasible":
        return feasibility(said.system).holds == holds
    if kind in ("optimal", "unbounded"):
        weights = {said.system.variables[k]: weight for k, weight in said.objective}
        found = optimum(said.system, weights, said.sense).statement
        return holds and type(found) is type(said) and getattr(found, "value", 0) == getattr(said, "value", 0)
    if kind == "implementable":
        return implementable(said.problem, said.rule).holds == holds
    if kind == "has a feasible outcome":
        return has_outcome(said.problem).holds == holds
    if kind == "condition":
        return condition(said.problem, said.rule, said.letter).holds == holds
    if kind == "greatest violation":
        return holds and most_violated(said.problem, said.rule, said.letter).statement.value == said.value
    if kind in (*ANSWERS, *STATED, "optimal selection"):
        return true_of_market(kind, holds, said)
    found = design(said.design.problem, said.design.objective)
    return found.holds == holds and (not holds or found.statement.value == said.value)


def is_true(statement):
    """Whether the pieces cover the range, and at many places of each what is said there is true."""
    about = statement["about"]
    try:
        said = ForAllValues.from_about(about)
        if not statement["holds"] or not said.covers():
            return False
    except (ValueError, TypeError, Splits):
        return False
    for case in said.cases:
        plain, piece = {**said.common.data, **case.about.data}, case.piece("p")
        if isinstance(piece, Interval):
            places = [AtPoint("p", place) for place in samples(piece)]
            if not all(true_of_numbers(case.kind, case.holds, evaluated(plain, at.place)) for at in places):
                return False
        elif isinstance(piece.place, Fraction):
            if not true_of_numbers(case.kind, case.holds, evaluated(plain, piece.place)):
                return False
        else:
            with reading_by(lambda given, where, piece=piece: parsed(given, piece)):
                there = Statement.kinds[case.kind].from_about(plain)
            if not true_now(case.kind, case.holds, there):
                return False
    return True


@pytest.mark.parametrize("name", NAMES)
def test_what_the_corpus_says_is_true(name):
    assert is_true(written(name)["statements"][0])


OWN_EVIDENCE = {
    **dict.fromkeys(
        ("menus are polarized", "two prices are OSP", "rays are polarized on a box"),
        "multipliers are those of directions up to scale, which are whole numbers where numbers are no formulas",
    ),
    **dict.fromkeys(
        (
            "the chance under a mixture",
            "the chance under a mixture of which one atom is left",
            "choices of finitely many types",
        ),
        "at an end of the range a part of the law has no weight, or is another one",
    ),
}
"""Where the evidence of a number in a piece is another one."""


@pytest.mark.parametrize("name", [name for name in NAMES if name.partition(": ")[2] not in OWN_EVIDENCE])
def test_evidence_of_formulas_is_evidence_of_the_numbers_that_they_are(name):
    """The certificate of a piece, evaluated at a number in it, is a certificate about that number."""
    statement = written(name)["statements"][0]
    said = ForAllValues.from_about(statement["about"])
    for case, evidence in zip(said.cases, statement["evidence"]["pieces"], strict=True):
        piece = case.piece("p")
        for place in samples(piece) if isinstance(piece, Interval) else [piece.place]:
            if isinstance(place, Fraction):
                plain = {**said.common.data, **case.about.data}
                one = {"kind": case.kind, "holds": case.holds, "about": plain, "evidence": evidence}
                checker.verify({"format": checker.FORMAT, "statements": [evaluated(one, place)]})


def test_sentences_tell_the_range_of_each_answer():
    (said,) = checker.verify(written("for all values: implementable up to 3 - sqrt(5)"))
    root = "(the root of x^2-6*x+4 between 0 and 4)"
    assert said == (
        f'for every "p" with 0 < "p" <= {root}: the interim rule is implementable; '
        f'for every "p" with {root} < "p" < 1: the interim rule is not implementable: '
        "it reaches -1/2*p^3+2*p^2 where implementable rules reach at most -p^2+2*p"
    )


# ----------------------------------------------------------------------------------------------------------- mutants

MUTATED = [
    "feasible from an irrational number on",
    "a bound that touches 0",
    "optimal, a rational function",
    "optimal or without solutions",
    "unbounded within a ray without its end",
    "implementable up to 3 - sqrt(5)",
    "the best auction",
    "the chance that a trade is liked",
    "choices of finitely many types",
    "two prices are polarized",
    "two prices are OSP",
    "optimal selection",
    "a bilateral trade improves",
]


@pytest.mark.parametrize("name", MUTATED)
def test_no_number_can_be_changed_to_a_lie(name):
    given = written(f"for all values: {name}")
    check_mutants(given, is_true, every=1 + len(json.dumps(given)) // 1500)


def formula_places(data, path=()):
    """The paths of texts that are formulas."""
    for key, part in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(part, (dict, list)):
            yield from formula_places(part, (*path, key))
        elif isinstance(part, str) and key not in ("parameter", "kind", "form", "format", "outcome", "sense"):
            try:
                parsed(part, Everywhere("p"))
            except (ValueError, TypeError):
                continue
            yield (*path, key), part


def other_formulas(given):
    """Formulas beside the given one; some differ from it only between two close numbers, or at one."""
    value, p = parsed(given, Everywhere("p")), variable(Everywhere("p"))
    bump = (p - Fraction(1, 2)) ** 2 / 10**9
    return {text(each) for each in (value + 1, -value, value * p, value + bump, value - bump, 1 / (1 + p * p))} - {
        given
    }


@pytest.mark.parametrize("name", MUTATED)
def test_no_formula_can_be_changed_to_a_lie(name):
    given = written(f"for all values: {name}")
    found = list(formula_places(given["statements"][0]))
    mutants = []
    for path, formula in found[:: 1 + len(found) // 25]:
        for other in sorted(other_formulas(formula)):
            mutant = copy.deepcopy(given)
            owner = mutant["statements"][0]
            for step in path[:-1]:
                owner = owner[step]
            owner[path[-1]] = other
            mutants.append(mutant)
    assert count_refused(given, mutants, is_true) > len(mutants) // 2


def is_true_extreme(statement):
    """Whether the pieces are right, and the value and its places are those of the formulas on them."""
    about = statement["about"]
    try:
        said = ExtremeValue.from_about(about)
        found = said.extreme()
    except (ValueError, TypeError, Splits):
        return False
    right = statement["holds"] and (found.value, found.places) == (said.value, said.pieces)
    return right and is_true({"holds": True, "about": about["of"]})


@pytest.mark.parametrize("name", ["an irrational value", "a bound at an end that is left out", "a limit far away"])
def test_no_number_of_an_extreme_value_can_be_changed_to_a_lie(name):
    given = written(f"extreme value: {name}")
    assert is_true_extreme(given["statements"][0])
    check_mutants(given, is_true_extreme, every=1 + len(json.dumps(given)) // 3000)


# ------------------------------------------------------------------------------------- statements made up by hand


def system(bound, *lower):
    return {
        "variables": ["x"],
        "lower": list(lower) or ["0"],
        "upper": [None],
        "rows": [{"coefficients": [[0, "1"]], "sense": "<=", "bound": bound}],
    }


def point(value):
    return {"form": "point", "values": [value]}


def piece(where, about, evidence, holds=True, kind="feasible"):
    return {"where": where, "kind": kind, "holds": holds, "about": about}, evidence


def made(*pieces, common=None, **about):
    """A certificate with these pieces."""
    stated, proofs = zip(*pieces, strict=True) if pieces else ((), ())
    about = {"parameter": "p", **PARTS, "common": common or {}, "pieces": list(stated), **about}
    evidence = {"form": "pieces", "pieces": list(proofs)}
    statement = {"kind": "for all values", "holds": True, "about": about, "evidence": evidence}
    return {"format": checker.FORMAT, "statements": [statement]}


def at(place):
    return {"at": place}


def between(low, high):
    return {"above": low, "below": high}


def root(polynomial, low, high):
    return {"polynomial": polynomial, "between": [low, high]}


def everywhere(*wheres):
    """Pieces that all say something true."""
    return [piece(where, {"system": system("p^2+1")}, point("p^2")) for where in wheres]


SQRT = root([-1, 0, 2], "0", "1")  # of 1/2
SQRT_AGAIN = root([1, -1, -2, 2], "1/2", "7/8")  # (x - 1)(2 x^2 - 1)

COVERS = {
    "all at once": [at("0"), between("0", "1"), at("1")],
    "cut at a number": [at("0"), between("0", "1/3"), at("1/3"), between("1/3", "1"), at(1)],
    "cut at a root, written in two ways": [at(0), between("0", SQRT), at(SQRT_AGAIN), between(SQRT, "1"), at("1")],
    "a root that is rational": [at("0"), between("0", root([-1, 2], 0, 1)), at("1/2"), between("1/2", "1"), at("1")],
}
NO_COVERS = {
    "nothing": [],
    "the first end is left out": [between("0", "1"), at("1")],
    "the last end is left out": [at("0"), between("0", "1")],
    "a number is left out": [at("0"), between("0", "1/3"), between("1/3", "1"), at("1")],
    "an irrational number is left out": [at("0"), between("0", SQRT), between(SQRT, "1"), at("1")],
    "a gap": [at("0"), between("0", "1/3"), at("1/3"), between("2/3", "1"), at("1")],
    "a gap of 10^-30": [at("0"), between("0", "1/3"), at("1/3"), between(f"{10**30 + 3}/{3 * 10**30}", "1"), at("1")],
    "an overlap": [at("0"), between("0", "2/3"), at("2/3"), between("1/3", "1"), at("1")],
    "a number twice": [at("0"), at("0"), between("0", "1"), at("1")],
    "out of order": [at("0"), between("0", "1"), at("1"), between("0", "1")],
    "backwards": [at("1"), between("0", "1"), at("0")],
    "an empty interval": [at("0"), between("0", "0"), at("0"), between("0", "1"), at("1")],
    "upside down": [at("0"), between("1", "0"), at("1")],
    "less than the range": [at("0"), between("0", "1/2"), at("1/2")],
    "more than the range": [at("0"), between("0", "2"), at("2")],
    "beyond the last end": [at("0"), between("0", "1"), at("1"), between("1", "2")],
    "from infinity": [between(None, "1"), at("1")],
    "to infinity": [at("0"), between("0", None)],
    "at infinity": [at(None)],
    "another root of the polynomial": [
        at("0"), between("0", SQRT), at(root([-1, 0, 2], "-1", "0")), between(SQRT, "1"), at("1")
    ],
    "a root of another polynomial": [
        at("0"), between("0", SQRT), at(root([-2, 0, 3], "0", "1")), between(SQRT, "1"), at("1")
    ],
    "a root that is not isolated": [
        at("0"), between("0", root([-1, 9, -20], 0, 1)), at("1/4"), between("1/4", "1"), at("1")
    ],
    "a root that is none": [at("0"), between("0", root([1, 0, 1], 0, 1)), at("1/4"), between("1/4", "1"), at("1")],
}  # fmt: skip


@pytest.mark.parametrize("name", COVERS)
def test_pieces_that_cover_the_range_are_accepted(name):
    assert checker.verify(made(*everywhere(*COVERS[name])))


@pytest.mark.parametrize("name", NO_COVERS)
def test_pieces_that_do_not_cover_the_range_are_refused(name):
    with pytest.raises(Refused):
        checker.verify(made(*everywhere(*NO_COVERS[name])))


@pytest.mark.parametrize(
    ("lower", "upper", "closed", "wheres"),
    [
        (None, None, [False, False], [between(None, None)]),
        (None, "0", [False, True], [between(None, "0"), at("0")]),
        (SQRT, None, [True, False], [at(SQRT), between(SQRT, None)]),
        (SQRT, "1", [False, False], [between(SQRT_AGAIN, "1")]),
        ("1", "1", [True, True], [at("1")]),
        (SQRT, SQRT_AGAIN, [True, True], [at(SQRT)]),
    ],
)
def test_ranges_of_every_sort(lower, upper, closed, wheres):
    given = made(*everywhere(*wheres), lower=lower, upper=upper, closed=closed)
    assert checker.verify(given)
    for other in ([True, True], [True, False], [False, True], [False, False], [0, 1], [True], None):
        if other != closed:
            given["statements"][0]["about"]["closed"] = other
            with pytest.raises(Refused):
                checker.verify(given)


WEIGH_THE_ROW = {"form": "farkas", "multipliers": ["1"]}
WHOLE = (at("0"), between("0", "1"), at("1"))


def whole(about, evidence, **more):
    return made(*(piece(where, about, evidence, **more) for where in WHOLE))


LIES = {
    "a point that is outside for some": whole({"system": system("p")}, point("1/2")),
    "a point that is outside at one number": whole({"system": system("4*p^2-4*p+1")}, point("1/1000")),
    "a point that is outside between close numbers": whole({"system": system("p^2-p+1/4")}, point("1/1000000000000")),
    "a sign that changes twice close by": whole(
        {"system": system("0", "-1")}, point(text(Fraction(-1, 4) - Fraction(1, 10**20)) + "+p-p^2")
    ),
    "a negative point": whole({"system": system("1")}, point("p^2-p")),
    "a pole": whole({"system": system("1", None)}, point("(1)/(2*p-1)")),
    "a pole that cancels": whole({"system": system("1", None)}, point("(2*p-1)/(2*p-1)")),
    "a pole at an end": whole({"system": system("1", None)}, point("(-1)/(p)")),
    "no solution for some only": whole({"system": system("p-1/2")}, WEIGH_THE_ROW, holds=False),
    "no solution but at one number": whole({"system": system("-p")}, WEIGH_THE_ROW, holds=False),
    "equal at one number": whole(
        {"what": ["a", "b"], "values": ["p", "1/2"], "sense": "="},
        {"form": "arithmetic"},
        kind="comparison",
        holds=False,
    ),
}


@pytest.mark.parametrize("name", LIES)
def test_what_is_not_so_for_every_value_is_refused(name):
    with pytest.raises(Refused):
        checker.verify(LIES[name])


def chance(*pieces):
    """P(c_1 <= 3/2 c_2) for costs uniform on [1, h]^2, h > 1."""
    law = {"atoms": [], "uniform": [[["1", "1"], ["h", "h"], "1"]]}
    common = {"law": law, "event": [[["1", "-3/2"], "0", False]]}
    stated = [
        piece(where, {"probability": value}, {"form": "by part", "parts": [[value]]}, kind="chance")
        for where, value in pieces
    ]
    return made(*stated, common=common, parameter="h", lower="1", upper=None, closed=[False, False])


AT_3_HALVES = [between("1", "3/2"), at("3/2"), between("3/2", None)]


def test_a_probability_as_a_function_of_a_corner_of_the_box():
    """1 as long as no cost is more than half again the other; then the triangle where c_1 > 3/2 c_2 is left out."""
    value = "(8*h^2-12*h+3)/(12*h^2-24*h+12)"
    (said,) = checker.verify(chance(*zip(AT_3_HALVES, ["1", "1", value], strict=True)))
    assert said.startswith('for every "h" with 1 < "h" <= 3/2: the probability of the event is 1; ')
    for wrong in (["1", "1", "1"], [value, "1", value], ["1", "1", "(8*h^2-12*h+4)/(12*h^2-24*h+12)"]):
        with pytest.raises(Refused):
            checker.verify(chance(*zip(AT_3_HALVES, wrong, strict=True)))
    with pytest.raises(Refused, match="by part are others"):
        checker.verify(chance((between("1", None), value)))


def test_a_volume_between_two_cuts_that_move():
    """u_1 <= p u_2 and u_2 <= p u_1 in the unit square, from 0 to 1: only (0, 0). From 1 on: 1 - 1/p."""
    law = {"atoms": [], "uniform": [[["0", "0"], ["1", "1"], "1"]]}
    common = {"law": law, "event": [[["1", "-p"], "0", False], [["-p", "1"], "0", False]]}
    wheres, values = [between("0", "1"), at("1"), between("1", None)], ["0", "0", "(p-1)/(p)"]
    stated = [
        piece(where, {"probability": value}, {"form": "by part", "parts": [[value]]}, kind="chance")
        for where, value in zip(wheres, values, strict=True)
    ]
    about = {"common": common, "lower": "0", "upper": None, "closed": [False, False]}
    assert checker.verify(made(*stated, **about))
    stated[0][0]["about"], stated[0][1]["parts"] = {"probability": "p"}, [["p"]]
    with pytest.raises(Refused):
        checker.verify(made(*stated, **about))


def test_prices_for_which_rays_are_polarized():
    """(1, -p) and (-1, 1/2): no type gains by both trades exactly if p <= 1/2."""
    common = {"directions": [["1", "-p"], ["-1", "1/2"]], "reading": "beside endowment"}
    yes = {"form": "multipliers", "pairs": [["1", "1"]]}
    no = {"form": "tempting pair", "first": 0, "second": 1, "costs": ["1/2*p+1/4", "1"]}
    pieces = [
        piece(between("0", "1/2"), {}, yes, kind="polarized"),
        piece(at("1/2"), {}, yes, kind="polarized"),
        piece(between("1/2", "1"), {}, no, kind="polarized", holds=False),
    ]
    (said,) = checker.verify(made(*pieces, common=common, closed=[False, False]))
    assert said.startswith('for every "p" with 0 < "p" <= 1/2: the rays are polarized')
    pieces[0] = piece(between("0", "1"), {}, yes, kind="polarized")
    with pytest.raises(Refused, match="do not show a pair polarized"):
        checker.verify(made(pieces[0], common=common, closed=[False, False]))


def test_a_polyhedron_whose_corners_move():
    """The bundles with x_1 + x_2 <= 2 p are its cheapest and dearest at corners that are formulas."""
    checker.WORK.begin(None)
    checker.WORK.piece = checker.Piece("p", checker.ZERO, checker.ONE)
    try:
        plain = {"polyhedron": [[["1", "1"], "<=", "2*p"]]}
        one = checker.TradingSet(plain, [checker.number("p")] * 2, [3, 3])
        assert [[str(x) for x in corner] for corner in one.corners()] == [["0", "0"], ["0", "2*p"], ["2*p", "0"]]
        assert [list(map(str, step)) for step in one.offers()] == [["-1", "-1"], ["-1", "1"], ["1", "-1"]]
    finally:
        checker.WORK.piece = None


# --------------------------------------------------------------------------------------------- what is said otherwise


def test_what_a_piece_says_about_the_range_is_refused():
    good = made(*everywhere(*WHOLE))
    changes = {
        "parameter": ["", "1p", "p q", "p\n", "not", "true", None, 7, "p" * 31, 'p"', "\u03c0"],
        "lower": ["p", "1/0", True, {}, {"polynomial": [1], "between": [0, 1]}, root([0, "1/2"], 0, 1), root([], 0, 1)],
        "pieces": [None, {}, [None], [{}], [[]]],
        "common": [None, [], {"system": system("1")}, {"more": 1}],
    }
    for key, values in changes.items():
        for value in values:
            mutant = copy.deepcopy(good)
            mutant["statements"][0]["about"][key] = value
            with pytest.raises(Refused):
                checker.verify(mutant)


@pytest.mark.parametrize(
    ("first", "second"),
    [("feasible", "polarized"), ("for all values", "for all values"), ("none", "none"), (["feasible"], "feasible")],
)
def test_pieces_answer_one_question(first, second):
    """Statements of different kinds, of none, and within one another."""
    inner = made(*everywhere(*WHOLE))["statements"][0]
    about = {"system": system("1")} if first != "for all values" else inner["about"]
    proof = point("0") if first != "for all values" else inner["evidence"]
    pieces = [
        piece(at("0"), about, proof, kind=first),
        *(piece(where, about, proof, kind=second) for where in WHOLE[1:]),
    ]
    with pytest.raises(Refused):
        checker.verify(made(*pieces))


def test_nothing_that_is_read_on_one_piece_is_left_on_the_next():
    """The same data mean different numbers; after the statement, and after one that is refused, formulas are gone."""
    task = written("for all values: implementable up to 3 - sqrt(5)")
    checker.verify(task)
    assert checker.WORK.piece is None
    assert not checker.WORK.problem
    about = task["statements"][0]["about"]
    evidence = task["statements"][0]["evidence"]["pieces"]
    yes = next(k for k, each in enumerate(about["pieces"]) if each["holds"])
    for each in about["pieces"]:
        each["holds"] = True
    task["statements"][0]["evidence"]["pieces"] = [evidence[yes]] * len(evidence)
    with pytest.raises(Refused):
        checker.verify(task)
    assert checker.WORK.piece is None
    alone = {"kind": "feasible", "holds": True, "about": {"system": system("p")}, "evidence": point("0")}
    good = made(*everywhere(*WHOLE))["statements"]
    with pytest.raises(Refused, match="not an exact number"):
        checker.verify({"format": checker.FORMAT, "statements": [*good, alone]})


def test_refusals_tell_the_piece():
    with pytest.raises(
        Refused, match=r'for every "p" with 0 < "p" < 1: 1000\*p\^2-1000\*p has not the same sign there|'
    ):
        checker.verify(LIES["a point that is outside for some"])
    with pytest.raises(Refused, match=r'^for "p" = 0: the point is not in the system$'):
        checker.verify(LIES["a point that is outside for some"])


@pytest.mark.parametrize(
    "formula",
    [
        "p^10000+1",
        "+".join(f"{10**300 + k}*p^{k}" for k in range(400, 1, -1)),
        f"p^3-{'7' * 60_000}*p^2+{'9' * 60_000}",
    ],
)
def test_long_formulas_end_as_open_in_bounded_time(formula):
    """What is read and compared once is affordable or left open; no certificate takes more than its steps."""
    start = process_time()
    with suppress(TooMuch):
        checker.verify(whole({"system": system(formula)}, point("0")))
    assert process_time() - start < checker.SECONDS


def test_a_thousand_close_places():
    """Places that are close to each other are told apart, or the certificate is left open."""
    wheres, low = [at("0")], "0"
    for k in range(1, 400):
        place = root([-(10**40) - k, 0, 2 * 10**40], "0", "1")
        wheres += [between(low, place), at(place)]
        low = place
    wheres += [between(low, "1"), at("1")]
    with suppress(TooMuch):
        assert checker.verify(made(*everywhere(*wheres)))
    wheres[5:7] = []
    with pytest.raises(Refused):
        checker.verify(made(*everywhere(*wheres)))


# ---------------------------------------------------------------------------------------- programs made at random


@st.composite
def programs(draw):
    """Linear programs in two variables whose numbers are polynomials of the parameter."""
    entry = st.lists(st.integers(-3, 3), min_size=1, max_size=3)
    rows = draw(st.lists(st.tuples(entry, entry, entry), min_size=1, max_size=3))
    return rows, draw(st.tuples(entry, entry))


@settings(max_examples=25, deadline=None)
@given(programs())
def test_random_programs_are_certified_for_all_values(given):
    rows, objective = given

    def value(entry, p):
        return sum((c * p**k for k, c in enumerate(entry)), Fraction(0))

    def ask(p):
        listed = [([value(a, p), value(b, p)], value(c, p)) for a, b, c in rows]
        return optimum(LinearSystem.make(2, at_most=listed, lower=0), [value(c, p) for c in objective])

    verdict, _ = for_all_values(Range("p", Fraction(-1), Fraction(2)), ask)
    checker.verify(json.loads(json.dumps(certificate(verdict))))


def test_a_law_may_be_told_by_formulas_for_all_pieces():
    """At p = 2 two of its atoms are one. The software tells such a law piece by piece."""
    certificate = written("for all values: a cost whose atoms meet")
    about = certificate["statements"][0]["about"]
    laws = [case["about"].pop("laws") for case in about["pieces"]]
    about["common"]["laws"] = laws[1]
    assert laws[1] != laws[2]
    assert checker.verify(certificate)
