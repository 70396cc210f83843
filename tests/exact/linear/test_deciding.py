"""Linear systems are decided exactly, whatever floating point makes of them."""

from __future__ import annotations

from fractions import Fraction

import cdd.gmp
import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.instances import implementation_system, implication_chain
from exact.linear import (
    FarkasVector,
    Feasible,
    ImprovingRay,
    LinearSystem,
    Optimal,
    Point,
    PrimalDual,
    Row,
    Unbounded,
    bases,
    dot,
    feasibility,
    optimum,
    programs,
    suggesting,
)
from exact.linear.refining import refined
from exact.verdicts import Verdict
from proofs import checker
from proofs.certificates import certificate, verdicts
from tests.showing import said

TINY = Fraction(1, 10**20)
entries = st.sampled_from([Fraction(n) for n in range(-3, 4)] + [Fraction(1, 3), TINY, -TINY, 1 / TINY])


@st.composite
def systems(draw, entries=entries):
    size = draw(st.integers(1, 4))
    row = st.tuples(st.lists(entries, min_size=size, max_size=size), entries)
    lower = draw(st.none() | st.just(0) | st.just(-1))
    upper = draw(st.none() | st.just(2))
    at_most, equal = draw(st.lists(row, max_size=5)), draw(st.lists(row, max_size=2))
    return LinearSystem.make(size, at_most=at_most, equal=equal, lower=lower, upper=upper)


def rows_of(system):
    """The system as cddlib takes it: b - A x >= 0, and the numbers of the rows that are equations."""
    table, equations = [], set()
    for row in system.rows:
        if row.sense == "=":
            equations.add(len(table))
        dense = dict(row.coefficients)
        table.append([row.bound, *(-dense.get(j, Fraction(0)) for j in range(len(system.variables)))])
    for j, (low, high) in enumerate(zip(system.lower, system.upper, strict=True)):
        unit = [Fraction(int(k == j)) for k in range(len(system.variables))]
        if low is not None:
            table.append([-low, *unit])
        if high is not None:
            table.append([high, *(-x for x in unit)])
    return table, equations


def by_cddlib(system, objective, sense):
    """('optimal', value), ('infeasible', None) or ('unbounded', None), from cddlib's exact simplex."""
    table, equations = rows_of(system)
    table = table or [[Fraction(1)] + [Fraction(0)] * len(system.variables)]
    program = cdd.gmp.linprog_from_array(
        [*table, [Fraction(0), *objective]], obj_type=getattr(cdd.LPObjType, sense.upper())
    )
    if equations:
        matrix = cdd.gmp.matrix_from_array(table, lin_set=equations, rep_type=cdd.RepType.INEQUALITY)
        matrix.obj_func = [Fraction(0), *objective]
        matrix.obj_type = getattr(cdd.LPObjType, sense.upper())
        program = cdd.gmp.linprog_from_matrix(matrix)
    cdd.gmp.linprog_solve(program)
    status = program.status
    if status == cdd.LPStatusType.OPTIMAL:
        return "optimal", program.obj_value
    if status in (cdd.LPStatusType.INCONSISTENT, cdd.LPStatusType.STRUC_INCONSISTENT):
        return "infeasible", None
    return "unbounded", None


def accepted(verdict: Verdict) -> bool:
    checker.verify(certificate(verdict))
    return verdict.verify() and verdicts(certificate(verdict)) == [verdict]


@settings(deadline=None, max_examples=300)
@given(systems())
def test_feasibility_agrees_with_cddlib_and_is_certified(system):
    verdict = feasibility(system)
    status, _ = by_cddlib(system, [Fraction(0)] * len(system.variables), "max")
    assert verdict.holds == (status == "optimal")
    assert isinstance(verdict.evidence, Point if verdict.holds else FarkasVector)
    assert accepted(verdict)


@settings(deadline=None, max_examples=300)
@given(systems(), st.data(), st.sampled_from(["max", "min"]))
def test_optima_agree_with_cddlib_and_are_certified(system, data, sense):
    size = len(system.variables)
    objective = data.draw(st.lists(entries, min_size=size, max_size=size))
    verdict = optimum(system, objective, sense)
    if not feasibility(system):
        assert isinstance(verdict.evidence, FarkasVector)
    else:
        status, value = by_cddlib(system, objective, sense)
        if status == "optimal":
            assert isinstance(verdict.statement, Optimal)
            assert verdict.statement.value == value
            assert isinstance(verdict.evidence, PrimalDual)
        else:
            assert isinstance(verdict.statement, Unbounded)
            assert isinstance(verdict.evidence, ImprovingRay)
    assert accepted(verdict)


@settings(deadline=None, max_examples=60)
@given(systems(), st.data())
def test_without_any_suggestion_the_last_resort_answers_the_same(system, data):
    size = len(system.variables)
    objective = data.draw(st.lists(entries, min_size=size, max_size=size))
    expected = optimum(system, objective)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bases, "suggestions", lambda program, settings: iter(()))
        verdict = optimum(system, objective)
    assert type(verdict.statement) is type(expected.statement)
    assert verdict.statement == expected.statement
    assert accepted(verdict)


@settings(deadline=None, max_examples=100)
@given(systems(), st.data())
def test_a_wrong_suggestion_is_mended(system, data):
    """Any basis may be suggested: pivoting, or the last resort, still gives the exact answer."""
    size, height = len(system.variables), len(system.rows)
    places = data.draw(st.lists(st.booleans(), min_size=size + height, max_size=size + height))

    def wrong(program, settings):
        chosen = places[: len(program.columns)]
        variables = [
            programs.BASIC if basic else suggesting._nonbasic(programs.LOWER, j, program)
            for j, basic in enumerate(chosen)
        ]
        yield programs.Basis(variables, places[-height:] if height else [])

    expected = feasibility(system).holds
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bases, "suggestions", wrong)
        verdict = feasibility(system)
    assert verdict.holds == expected
    assert accepted(verdict)


def all_slack(program, settings):
    """The basis of no variable: each at a bound, and every row's slack basic."""
    variables = [suggesting._nonbasic(programs.LOWER, j, program) for j in range(len(program.columns))]
    yield programs.Basis(variables, [True] * len(program.rows))


@settings(deadline=None, max_examples=150)
@given(systems(), st.data(), st.sampled_from([1, 2, 50]))
def test_pivoting_alone_finds_every_optimum_of_a_bounded_system(system, data, updates):
    """From the slacks, whatever the number of pivots between two factorizations."""
    bounds = (Fraction(-2),) * len(system.variables), (Fraction(3),) * len(system.variables)
    boxed = LinearSystem(system.variables, system.rows, *bounds)
    objective = data.draw(st.lists(entries, min_size=len(system.variables), max_size=len(system.variables)))
    weights = tuple((j, weight) for j, weight in enumerate(objective) if weight)
    expected = optimum(boxed, objective)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bases, "suggestions", all_slack)
        patch.setattr(bases, "UPDATES", updates)
        search = bases.Maximization(boxed, weights)
        found = search.suggested() or search.pivoted()
    if isinstance(expected.evidence, FarkasVector):
        assert found is None
    else:
        assert found is not None
        assert accepted(Verdict(Optimal(boxed, weights, "max", expected.value), True, PrimalDual(*found)))


@settings(deadline=None, max_examples=150)
@given(systems(), st.data())
def test_what_a_point_misses_agrees_with_the_system(system, data):
    values = data.draw(st.lists(entries, min_size=len(system.variables), max_size=len(system.variables)))
    exact = [fmpq(value.numerator, value.denominator) for value in values]
    missed = programs.standard_form(system, ()).misses(exact)
    assert (not missed) == system.contains(values)
    for column, sign in missed.items():
        if column < len(values):
            low, high = system.lower[column], system.upper[column]
            assert values[column] < low if sign > 0 else values[column] > high
        else:
            row = system.rows[column - len(values)]
            slack = row.bound - dot(row.coefficients, values)
            assert slack < 0 if sign > 0 else slack > 0 and row.sense == "="


@pytest.mark.parametrize("feasible", [True, False])
@pytest.mark.parametrize("size", [(2, 1, 12), (3, 2, 2), (3, 1, 4)])
def test_either_answer_is_read_off_the_first_suggested_basis(size, feasible, monkeypatch):
    """No pivot, and no second run of the float solver: where a solution misses something, the multipliers say why."""
    monkeypatch.setattr(bases, "FOR_A_SOLUTION", (suggesting.PRIMAL,))
    monkeypatch.setattr(bases, "_steps", None)
    monkeypatch.setattr(bases, "by_ppl", None)
    verdict = feasibility(implementation_system(*size, feasible))
    assert verdict.holds is feasible
    assert accepted(verdict)


@settings(deadline=None, max_examples=60)
@given(systems(st.integers(-3, 3).map(Fraction)), systems(st.integers(-3, 3).map(Fraction)))
def test_the_solver_of_another_system_misleads_nobody(system, other):
    """The float solver is given the rows of one system and the numbers of another: only its word is wrong."""
    expected = feasibility(system).holds
    model = suggesting._float_model

    def confused(program, unit=None):
        lp = model(program, unit)
        strange = model(programs.standard_form(other, ()))
        lp.col_lower_ = [*strange.col_lower_, *lp.col_lower_][: lp.num_col_]
        lp.row_upper_ = [*strange.row_upper_, *lp.row_upper_][: lp.num_row_]
        lp.row_lower_ = [*strange.row_lower_, *lp.row_lower_][: lp.num_row_]
        return lp

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(suggesting, "_float_model", confused)
        verdict = feasibility(system)
    assert verdict.holds == expected
    assert accepted(verdict)


def test_a_chain_of_implications_is_followed_to_its_end(monkeypatch):
    """Without presolve a float solver's rounding errors double at every step; some setting has the right basis."""
    monkeypatch.setattr(bases, "_pivot", None)
    system = implication_chain(201)
    assert feasibility(system).evidence.values == (0,) + (1,) * 200
    assert optimum(system, {200: 1}, "min").value == 1
    assert optimum(system, [1] * 201, "min").value == 200


@pytest.mark.parametrize("ask", [feasibility, lambda system: optimum(system, {0: 1})])
def test_a_chain_of_implications_that_ends_in_a_contradiction_is_refuted(ask, monkeypatch):
    """Its multipliers are powers of 2 up to 2^99."""
    monkeypatch.setattr(bases, "by_ppl", None)
    verdict = ask(implication_chain(201, end=Fraction(9, 10)))
    assert verdict.holds is False
    assert max(verdict.evidence.multipliers) > 2**90
    assert accepted(verdict)


@pytest.mark.parametrize("setting", [suggesting.DUAL, suggesting.PRIMAL])
@pytest.mark.parametrize("end", [1, Fraction(9, 10)])
def test_a_chain_of_implications_is_followed_by_pivots_from_a_wrong_basis(setting, end, monkeypatch):
    for name in ("FOR_A_SOLUTION", "FOR_AN_OPTIMUM"):
        monkeypatch.setattr(bases, name, (setting,))
    monkeypatch.setattr(bases, "by_ppl", None)
    system = implication_chain(101, end)
    assert feasibility(system).holds is (end == 1)
    if end == 1:
        assert optimum(system, {100: 1}, "min").value == 1


@pytest.mark.parametrize("digits", [10, 15, 30, 60])
def test_what_floats_do_not_see_is_seen_from_near(digits, monkeypatch):
    """No setting tells apart costs, or bounds, that differ by so little; a magnified program does."""
    for name in ("_steps", "_pivot", "by_ppl"):
        monkeypatch.setattr(bases, name, None)
    little = Fraction(1, 10**digits)
    costs = [1 + k * little for k in (0, 3, 1, 4, 2)]
    assert optimum(LinearSystem.make(5, at_most=[([1] * 5, 1)], lower=0), costs).value == 1 + 4 * little
    ceilings = [({0: 1, k: -1}, 1 + k * little) for k in range(1, 5)]
    level = [({k: 1}, (k - 2) ** 2 * little) for k in range(1, 5)]
    best = optimum(LinearSystem.make(5, at_most=ceilings, equal=level), {0: 1})
    assert best.value == 1 + min(k + (k - 2) ** 2 for k in range(1, 5)) * little
    assert accepted(best)


@settings(deadline=None, max_examples=100)
@given(systems(), st.data())
def test_a_refined_basis_is_a_basis_of_the_program(system, data):
    """Its places are those that the bounds allow, and the solutions are those of before where nothing was wrong."""
    size = len(system.variables)
    weights = data.draw(st.lists(entries, min_size=size, max_size=size))
    program = programs.standard_form(system, tuple((j, w) for j, w in enumerate(weights) if w))
    for attempt in bases._attempts(program, bases.FOR_AN_OPTIMUM):
        basis = refined(program, attempt.basis, attempt.x, attempt.y)
        if basis is None:
            continue
        assert len(basis.variables) == size
        assert sum(place == programs.BASIC for place in basis.variables) == basis.slack_is_basic.count(False)
        for j, place in enumerate(basis.variables):
            assert place in (programs.BASIC, suggesting._nonbasic(place, j, program))


def test_a_gap_of_1e_minus_30_is_seen():
    gap = Fraction(1, 10**30)
    at_most = [([1, 1], 1), ([-1, -1], -1 - gap)]
    assert feasibility(LinearSystem.make(2, at_most=at_most)).holds is False
    at_most = [([1, 1], 1 + gap), ([-1, -1], -1 - gap)]
    assert feasibility(LinearSystem.make(2, at_most=at_most)).holds is True


def test_nearly_parallel_rows_meet_where_they_should():
    at_most = [([1, 1], 1), ([1, 1 + TINY], 1)]
    verdict = optimum(LinearSystem.make(2, at_most=at_most, lower=0), [1, 1 + TINY / 2])
    assert verdict.statement.value == 1
    crossing = optimum(LinearSystem.make(2, equal=[([1, 1], 1), ([1, 1 + TINY], 1 + 2 * TINY)]), [1, 0])
    assert crossing.evidence.values == (Fraction(-1), Fraction(2))


def test_coefficients_forty_orders_apart_do_not_disturb_each_other():
    system = LinearSystem.make(2, at_most=[([TINY, 1 / TINY], 1), ([1 / TINY, TINY], 1)], lower=0)
    verdict = optimum(system, [1, 1])
    common = 1 / (TINY + 1 / TINY)
    assert verdict.statement.value == 2 * common
    assert accepted(verdict)


@settings(deadline=None, max_examples=30)
@given(st.integers(2, 9))
def test_hilbert_systems_are_solved_exactly(size):
    """The classical ill-conditioned matrices: 1 / (i + j + 1)."""
    rows = [[Fraction(1, i + j + 1) for j in range(size)] for i in range(size)]
    right = [sum(row, Fraction(0)) for row in rows]
    verdict = feasibility(LinearSystem.make(size, equal=list(zip(rows, right, strict=True)), lower=0))
    assert verdict.evidence == Point((Fraction(1),) * size)


def test_degenerate_programs_end():
    """Beale's example, on which the simplex method without a rule cycles."""
    rows = [
        (["1/4", -60, "-1/25", 9], 0),
        (["1/2", -90, "-1/50", 3], 0),
        ([0, 0, 1, 0], 1),
    ]
    verdict = optimum(LinearSystem.make(4, at_most=rows, lower=0), ["3/4", -150, "1/50", -6])
    assert verdict.statement.value == Fraction(1, 20)


def test_names_and_bounds_by_mapping():
    system = LinearSystem.make(["x", ("y", 1)], at_most=[({"x": 1, ("y", 1): 2}, "5/2")], lower=0, upper={"x": 1})
    verdict = optimum(system, {"x": 1, ("y", 1): 1})
    assert verdict.statement.value == Fraction(7, 4)
    assert accepted(verdict)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: LinearSystem.make(1, at_most=[([0.5], 1)]), TypeError, "0.5 is a float"),
        (lambda: LinearSystem.make(2, at_most=[([1], 1)]), ValueError, "1 coefficient for 2 variables"),
        (lambda: LinearSystem.make(["x"], at_most=[({"y": 1}, 1)]), ValueError, "'y' is not a variable"),
        (lambda: LinearSystem.make(["x"], lower=1, upper=0), ValueError, "above its upper bound"),
        (lambda: LinearSystem.make(["x", "x"]), ValueError, "occurs twice"),
        (lambda: optimum(LinearSystem.make(1), [1], "maximum"), ValueError, "the sense"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_a_system_without_variables_is_decided():
    assert feasibility(LinearSystem.make(0)).holds is True
    assert feasibility(LinearSystem.make(0, at_most=[([], -1)])).holds is False


def test_evidence_for_one_statement_is_none_for_another():
    system = LinearSystem.make(1, at_most=[([1], 1)], lower=0)
    verdict = feasibility(system)
    assert not Verdict(Feasible(LinearSystem.make(1, at_most=[([1], -1)], lower=0)), True, verdict.evidence).verify()
    assert not Verdict(verdict.statement, False, verdict.evidence).verify()
    assert not Verdict(Optimal(system, (), "max", Fraction(0)), True, verdict.evidence).verify()


def test_rows_at_least_are_kept_as_their_negatives():
    system = LinearSystem.make(["x", "y"], at_least=[({"x": 1, "y": 2}, 3)], upper=1)
    assert system == LinearSystem.make(["x", "y"], at_most=[({"x": -1, "y": -2}, -3)], upper=1)
    assert feasibility(system).holds
    least = optimum(system, {"y": 1}, "min")
    assert least.value == 1
    assert least.verify()


def test_solutions_are_told_by_name():
    system = LinearSystem.make(["x", "y"], at_most=[({"x": 1, "y": 1}, 1)], lower=0)
    best = optimum(system, {"x": 2, "y": 1})
    assert system.named(best.evidence.values) == {"x": 1, "y": 0}
    assert system.contains({"x": "1/2", "y": "1/2"})
    assert not system.contains(["1", "1/2"])
    with pytest.raises(ValueError, match="give the values of x, y, and of nothing else"):
        system.contains({"x": 1})


def test_a_verdict_has_the_value_that_it_states():
    system = LinearSystem.make(["x"], lower=0)
    assert optimum(system, {"x": -1}).value == 0
    assert str(optimum(system, {"x": -1})) == "the maximum of the linear program is 0"
    for verdict in (optimum(system, {"x": 1}), feasibility(system)):
        assert verdict
        with pytest.raises(ValueError, match="there is no value: the "):
            _ = verdict.value


@pytest.mark.parametrize("bounds", [{"lower": {"z": 1}}, {"upper": {"z": 1}}])
def test_a_bound_on_no_variable_is_refused(bounds):
    with pytest.raises(ValueError, match="'z' is not a variable; the variables are x, y"):
        LinearSystem.make(["x", "y"], **bounds)


def test_a_row_is_a_pair():
    with pytest.raises(
        TypeError, match=r"at_most\[0\]: a pair \(coefficients, bound\) was expected, not a list \(1,\)"
    ):
        LinearSystem.make(["x"], at_most=[[1]])
    with pytest.raises(ValueError, match="variables: 'x' occurs twice"):
        LinearSystem.make(["x", "x"])


def test_a_verdict_on_a_system_shows_names():
    system = LinearSystem.make(["x", "y"], at_most=[({"x": 1, "y": 1}, 1)], lower=0)
    shown = said(optimum(system, {"x": 2, "y": 1}).card())
    assert "values x 1" in " ".join(shown.split())
    assert "multipliers row 0 2" in " ".join(shown.split())


def test_a_row_of_another_sense_is_refused():
    with pytest.raises(ValueError, match="neither <= nor =; negate the row for >="):
        Row(((0, Fraction(1)),), ">=", Fraction(0))
