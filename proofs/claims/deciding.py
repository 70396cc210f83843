"""Whether a claim as data holds on an instance: its formulas evaluated, and each statement in them decided.

The checker's own evaluation of the claim (`proofs.checker.Claim`) is run with an oracle in the place of the statements
shown: it is asked for the truth of a statement, or for a value, finds it among the verdicts at hand or decides it, and
remembers what was asked. What was asked is what a certificate must show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from functools import partial
from typing import Any

from flint import fmpq_poly

from exact import set_systems
from exact.linear import feasibility, optimum
from exact.mixed_integer import integer_feasibility, integer_optimum
from exact.rationals import NotConstant, text
from exact.symbolic.formulas import formula
from exact.symbolic.reading import reading_by
from exact.symbolic.statements import numeral_on, piece_to_plain
from exact.symbolic.substituting import scope_of
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs import checker
from proofs.certificates import statement_kind
from proofs.claims.stating import Stated
from proofs.reduced_form.conditions.capacity import Capacity, CapacityFunction, Extremes, linear
from proofs.reduced_form.conditions.deciding import condition
from proofs.reduced_form.conditions.decomposition import decompose
from proofs.reduced_form.conditions.fewest import needs_outcomes
from proofs.reduced_form.conditions.polytope import described
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.design.deciding import design
from proofs.reduced_form.facets.listing import facets, valid_inequality
from proofs.reduced_form.implementation.deciding import has_outcome, implementable
from proofs.reduced_form.implementation.thresholds import single_object
from proofs.reduced_form.problem.structures import preserves_total_unimodularity
from proofs.reduced_form.universal.deciding import universal_condition
from proofs.trading.dominance.actions import obviously_dominant
from proofs.trading.dominance.cost_types import some_type
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.dominance.dominating import dominating_mechanism
from proofs.trading.dominance.domination import dominated
from proofs.trading.dominance.polarization import polarized
from proofs.trading.dominance.polarized_menus import decide_menus
from proofs.trading.dominance.polarized_on_domain import decide_menus_on_domains, decide_rays
from proofs.trading.games.equilibria import equilibrium, has_equilibrium
from proofs.trading.markets.classes import amounts_clear, keeps_shares
from proofs.trading.markets.protocols import feasible
from proofs.trading.markets.random_allocation import random_allocation
from proofs.trading.markets.reduction import non_redundant
from proofs.trading.selection.optimal import OptimalSelection, SelectionProof, best_selection
from proofs.trading.selection.probabilities import decide_chance, decide_choice_probabilities
from proofs.trading.value.all_menus import support_over_all_menus
from proofs.trading.value.best_large_market import best_of_typed
from proofs.trading.value.best_obvious import cheapest_obviously_strategy_proof
from proofs.trading.value.bilateral import improving_trade
from proofs.trading.value.constant import only_constant_mechanism
from proofs.trading.value.costs import cost_of_offers
from proofs.trading.value.improvement import decide_improvement
from proofs.trading.value.linear_programs import (
    cheapest_constant,
    cheapest_incentive_compatible,
    cheapest_incentive_compatible_large,
)
from proofs.trading.value.outer_program import solved

DECIDERS: dict[str, Callable[[Any], Verdict]] = {
    "feasible": lambda asked: feasibility(asked.system),
    "integer feasible": lambda asked: integer_feasibility(asked.system, _named(asked)),
    "totally unimodular": lambda asked: total_unimodularity(asked.matrix),
    "preserves total unimodularity": lambda asked: preserves_total_unimodularity(asked.structure),
    "hierarchy": lambda asked: set_systems.hierarchy(asked.sets),
    "bihierarchy": lambda asked: set_systems.bihierarchy(asked.sets),
    "canonical two-sided": lambda asked: set_systems.canonical_two_sided(asked.sets, asked.agents, asked.objects),
    "edges of a graph": lambda asked: set_systems.edges_of_a_graph(asked.sets, asked.vertices),
    "bipartite graph": lambda asked: set_systems.bipartite_graph(asked.sets, asked.vertices),
    "has a feasible outcome": lambda asked: has_outcome(asked.problem),
    "quotas describe": lambda asked: described(asked.problem, asked.profile),
    "paramodular": lambda asked: paramodular(asked.problem, asked.reading, asked.profile),
    "implementable": lambda asked: implementable(asked.problem, asked.rule),
    "single object implementable": lambda asked: single_object(asked.problem, asked.rule),
    "condition": lambda asked: condition(asked.problem, asked.rule, asked.letter),
    "linear capacity": lambda asked: linear(asked.problem, asked.profile),
    "feasible random outcome": lambda asked: decompose(asked.problem, dict(asked.outcome), asked.profile),
    "needs outcomes": lambda asked: needs_outcomes(asked.problem, dict(asked.outcome), asked.number, asked.profile),
    "valid inequality": lambda asked: valid_inequality(asked.problem, dict(asked.coefficients), asked.bound),
    "condition complete": lambda asked: getattr(facets(asked.problem), f"condition_{asked.condition.lower()}"),
    "universal condition": lambda asked: universal_condition(
        asked.structure, asked.condition, divisible=asked.divisible
    ),
    "some type": lambda asked: some_type(asked.domain, asked.below, asked.at_most),
    "bilateral trade improves": lambda asked: improving_trade(asked.market, asked.reading),
    "only constant mechanism": lambda asked: only_constant_mechanism(asked.market),
    "random allocation": lambda asked: random_allocation(asked.numbers, asked.assignment),
    "chance": lambda asked: decide_chance(asked.law, asked.event, asked.probability),
    "feasible protocol": lambda asked: feasible(asked.protocol),
    "keeps class shares": lambda asked: keeps_shares(asked.protocol, asked.classes),
    "class amounts clear": lambda asked: amounts_clear(asked.market, asked.classes),
    "non-redundant protocol": lambda asked: non_redundant(asked.protocol),
    "dominated mechanism": lambda asked: dominated(asked.mechanism, asked.by, effectively=asked.effectively),
    "held by polarized rays": lambda asked: dominating_mechanism(asked.mechanism).verdict,
    "obviously strategy-proof": lambda asked: obviously_strategy_proof(asked.mechanism, asked.dominance),
    "polarized": lambda asked: polarized(asked.directions, asked.reading),
    "polarized menus": decide_menus,
    "polarized on domain": decide_rays,
    "polarized menus on domains": decide_menus_on_domains,
    "obviously dominant": lambda asked: obviously_dominant(
        asked.protocol, asked.agent, asked.costs, asked.action, asked.dominance
    ),
    "choice probabilities": lambda asked: decide_choice_probabilities(
        asked.menu, asked.law, asked.probabilities, asked.ties
    ),
    "weak improvement": decide_improvement,
    "equilibrium": lambda asked: equilibrium(asked.game, asked.strategies, asked.concept),
    "has equilibrium": lambda asked: has_equilibrium(asked.game, asked.concept),
}
"""How a statement that the trial did not decide is decided, where that needs nothing but the statement."""


def _named(asked: Any) -> list[Any]:
    """The names of the variables that are to be integers."""
    return [asked.system.variables[place] for place in asked.integers]


def _integer_optimum(asked: Any) -> Verdict:
    weights = {asked.system.variables[k]: weight for k, weight in asked.objective}
    return integer_optimum(asked.system, weights, asked.sense, _named(asked))


def _optimum(asked: Any) -> Verdict:
    weights = {asked.system.variables[k]: weight for k, weight in asked.objective}
    return optimum(asked.system, weights, asked.sense)


def _capacity(asked: Any) -> Verdict | None:
    function = CapacityFunction(asked.problem, asked.profile)
    if function.emptiness() is not None:
        return None
    found = function.extreme(asked.plus, asked.minus)
    capacity = Capacity(asked.problem, function.profile, found.plus, found.minus, found.value)
    return Verdict(capacity, True, Extremes((found,)))


def _optimal_selection(asked: Any) -> Verdict:
    value, selection = best_selection(asked.setting, asked.groups)
    return Verdict(OptimalSelection(asked.setting, asked.groups, value), True, SelectionProof(selection))


def _expected_cost(asked: Any) -> Verdict:
    return cost_of_offers(
        asked.setting,
        asked.laws,
        asked.offers,
        asked.table,
        asked.ties,
        asked.reach,
        asked.strategies,
        by_agent=bool(asked.by_agent),
    )


def _if_there_is_one(find: Callable[[Any], Verdict]) -> Callable[[Any], Verdict | None]:
    """What there is no value of, or too much to find it, is told by a `ValueError`: then none is known."""

    def found(asked: Any) -> Verdict | None:
        try:
            return find(asked)
        except ValueError:
            return None

    return found


FINDERS: dict[str, Callable[[Any], Verdict | None]] = {
    "optimal": _optimum,
    "integer optimal": _integer_optimum,
    "capacity": _capacity,
    "best rule": _if_there_is_one(lambda asked: design(asked.design.problem, asked.design.objective)),
    "chance": lambda asked: decide_chance(asked.law, asked.event),
    "optimal selection": _optimal_selection,
    "expected cost": _if_there_is_one(_expected_cost),
    "outer program": _if_there_is_one(solved),
    "support function": _if_there_is_one(solved),
    "support over all menus": lambda asked: support_over_all_menus(asked.agent, asked.weights),
    "best large market": _if_there_is_one(lambda asked: best_of_typed(asked.numbers, asked.performance, asked.agents)),
    "cheapest constant mechanism": lambda asked: cheapest_constant(asked.market),
    "cheapest incentive compatible mechanism": _if_there_is_one(
        lambda asked: cheapest_incentive_compatible(asked.market)
    ),
    "cheapest incentive compatible large market": _if_there_is_one(
        lambda asked: cheapest_incentive_compatible_large(asked.market)
    ),
    "cheapest obviously strategy-proof mechanism": _if_there_is_one(
        lambda asked: cheapest_obviously_strategy_proof(asked.market)
    ),
}
"""How a value that the trial did not show is found; what is asked is a statement with the value 0 in its place.

`None`: there is no such value.
"""


def _asked(kind: str, data: dict[str, Any]) -> Any:
    """The statement of these data. Raises `ValueError` with the kind where they are not its data."""
    try:
        return statement_kind(kind).from_about(data)
    except ValueError as error:
        raise ValueError(f'the data of "{kind}": {error}') from error


class Oracle:
    """Answers what the checker's evaluation asks, from verdicts at hand or by deciding, and remembers the verdicts."""

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        self.verdicts = [verdict for verdict in verdicts if verdict.holds is not None]
        self.used: dict[str, tuple[Verdict, dict[str, Any]]] = {}
        self.values: dict[str, Any] = {}

    def truth(self, kind: str, about: Mapping[str, Any]) -> bool | None:
        data = checker.plain_data(dict(about))
        asked = _asked(kind, data)
        wanted = asked.about()
        own = (v for v in self.verdicts if v.statement.kind == kind)
        verdict = next((v for v in own if v.statement.about() == wanted), None)
        if verdict is None and kind in DECIDERS:
            verdict = DECIDERS[kind](asked)
        if verdict is None or verdict.holds is None or verdict.statement.about() != wanted:
            return None
        self._use(kind, data, verdict)
        return verdict.holds

    def value(self, kind: str, about: Mapping[str, Any]) -> Any:
        """The value named by a true verdict about these data. Raises `checker.Unknown`."""
        data = checker.plain_data(dict(about))
        key = checker.data_key([kind, data])
        if key not in self.values:
            self.values[key] = self._value(kind, data)
        return self.values[key]

    def _value(self, kind: str, data: dict[str, Any]) -> Any:
        value = checker.VALUES[kind]
        for verdict in self.verdicts:
            if verdict.statement.kind == kind and verdict.holds:
                named = {**data, value: verdict.statement.about()[value]}
                if statement_kind(kind).from_about(named).about() == verdict.statement.about():
                    self._use(kind, named, verdict)
                    return named[value]
        if kind in FINDERS:
            return self._found(kind, data, FINDERS[kind](_asked(kind, {**data, value: "0"})))
        raise checker.Unknown

    def _found(self, kind: str, data: dict[str, Any], verdict: Verdict | None) -> Any:
        """The value of a verdict that was asked for, if it is one of the kind."""
        if verdict is None:
            raise checker.Unknown
        named = {**data, checker.VALUES[kind]: verdict.statement.about().get(checker.VALUES[kind])}
        if (
            verdict.statement.kind != kind
            or statement_kind(kind).from_about(named).about() != verdict.statement.about()
        ):
            raise checker.Unknown
        self._use(kind, named, verdict)
        return named[checker.VALUES[kind]]

    def _use(self, kind: str, data: dict[str, Any], verdict: Verdict) -> None:
        self.used.setdefault(checker.data_key([kind, data]), (verdict, data))


def truths(stated: Stated, instance: Any, verdicts: Sequence[Verdict]) -> tuple[bool | None, bool | None, Oracle]:
    """Whether hypothesis and conclusion (or facts) hold on an instance, by the claim as data; and what was asked.

    The instance may have formulas of a parameter on a piece of its range; raises `Splits` then, as comparisons do, and
    `NotConstant` where a formula cannot be looked at.
    """
    checker.WORK.begin(None)
    oracle = Oracle(verdicts)
    claim = checker.Claim(stated.plain("", ""))
    with _formulas_of(instance):
        hypothesis, conclusion = claim.truths(data_of(stated, instance), oracle)
    return hypothesis, conclusion, oracle


def data_of(stated: Stated, instance: Any) -> dict[str, Any]:
    """The data of an instance by name; a number that is no integer where the families have integers is written out."""
    return {name: _written(data) for name, data in stated.instances(instance).items()}


def _written(data: Any) -> Any:
    if isinstance(data, Fraction):
        return text(data)
    if isinstance(data, dict):
        return {key: _written(each) for key, each in data.items()}
    return [_written(each) for each in data] if isinstance(data, list | tuple) else data


@contextmanager
def _formulas_of(instance: Any) -> Iterator[None]:
    """While the data of an instance are read, by the checker and by ours, numbers may be formulas where it has some."""
    scope = scope_of(instance)
    if scope is None:
        yield
        return
    checker.WORK.piece = checker.piece_of(scope.parameter, piece_to_plain(scope))
    try:
        with reading_by(partial(numeral_on, scope)):
            yield
    except checker.Varies as error:
        above, below = error.value.above, error.value.below
        if formula(fmpq_poly(list(above)), fmpq_poly(list(below)), scope):  # raises where its sign changes
            raise
    except checker.NotFixed as error:
        raise NotConstant(str(error)) from error
    finally:
        checker.WORK.piece = None
