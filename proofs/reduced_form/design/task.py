"""What is to be designed: an objective, incentives, preferences, transfers and further terms on a problem.

Beside what LY's section 5 asks of a rule (`proofs.reduced_form.design.deciding`) an objective may have `Further` terms.
In the words of the field, with x(t) the random outcome at type profile t and u_i(t_i) what agent i of type t_i has
without taking part (its outside option, 0 unless given):

* *Dominant-strategy* incentives: at every type profile t no agent gains by another report:
  v_i(t_i) * x(t) - m_i(t) >= v_i(t_i) * x(t_i', t_-i) - m_i(t_i', t_-i). Of rankings: x(t) gives stochastically more.
* *Ex post* participation: v_i(t_i) * x(t) - m_i(t) >= u_i(t_i) at every type profile; *interim*: expected given t_i.
* *Budget balance*: transfers sum to 0, *ex ante* (in expectation), *interim* (in the expectation of every type of every
  agent) or *ex post* (at every type profile). *No deficit*: they sum to at least 0.
* Linear constraints of one's own on the values Q_i(t_i, j) and on expected transfers m_i(t_i).
* Sets that are *closed if too few*: a pure outcome gives such a set nothing, or at least so many.

Where types are correlated, what type t expects of the report t' is no matter of Q_i(t'): the incentive constraints are
on the ex post rule, with t's belief lambda(t_-i | t). Then (Cremer & McLean 1988), and where terms are about single
profiles or what a type expects that others pay (d'Aspremont & Gerard-Varet 1979), transfers depend on the whole type
profile; else on the agent's own type alone, which is no loss. Profiles of probability 0 bear on none of the
expectations, but a feasible outcome is needed there, the ex post terms hold there, and with correlated types a false
report may lead there.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from exact.showing.display import Displayed
from proofs.reduced_form.problem.problems import (
    Cell,
    Coordinate,
    InterimRule,
    Problem,
    Profile,
)

Incentives = Literal["ordinal", "cardinal", "none"]
When = Literal["ex ante", "interim", "ex post"]
Payer = tuple[str, ...]
"""Whose transfer it is: (agent, type); or an agent and a type profile, where transfers depend on that."""


@dataclass(frozen=True)
class OwnConstraint(Displayed):
    """`floor <= sum of rule * Q + sum of transfers * m <= ceiling`; one number for each coordinate, and each type."""

    rule: tuple[Fraction, ...]
    transfers: tuple[Fraction, ...] = ()
    floor: Fraction | None = None
    ceiling: Fraction | None = None
    name: str = field(default="", compare=False)


@dataclass(frozen=True)
class Closing(Displayed):
    """A set of cells that gets nothing, or at least so much."""

    cells: frozenset[Cell]
    least: Fraction


@dataclass(frozen=True)
class Further(Displayed):
    """What an objective asks beyond LY's section 5; `outside` has one number for each agent's type, or none."""

    dominant: bool = False
    ex_post_participation: bool = False
    outside: tuple[Fraction, ...] = ()
    balance: When | None = None
    no_deficit: When | None = None
    constraints: tuple[OwnConstraint, ...] = ()
    closing: tuple[Closing, ...] = ()


NOTHING_FURTHER = Further()


@dataclass(frozen=True)
class Objective(Displayed):
    """What is maximized, and what rules must satisfy.

    `weights` has one number for each coordinate. `preferences` has one entry for each agent's type in order: numbers
    by object (cardinal), object names from best to worst (ordinal). `revenue` is the factor of the expected revenue,
    `None` where there are no transfers. `coordinates` are those of the problem that it was read with, if it was.
    """

    weights: tuple[Fraction, ...]
    incentives: Incentives = "none"
    preferences: tuple[tuple[Any, ...], ...] = ()
    revenue: Fraction | None = None
    participation: bool = False
    further: Further = NOTHING_FURTHER
    coordinates: tuple[Coordinate, ...] = field(default=(), compare=False, repr=False)
    by_default: bool = field(default=False, compare=False, repr=False)
    """Whether participation is asked because transfers ask for it, and not named; for reading alone."""


@dataclass(frozen=True)
class Requirement(Displayed):
    """`sum of coefficients * Q + sum of ex_post * x + sum of payments * m >= bound`, or `= bound` if it is `exact`.

    `ex_post` weighs what cells expect at type profiles. `profile` is where the requirement is, if it is at one alone.
    """

    name: tuple[str, ...]
    coefficients: tuple[tuple[Coordinate, Fraction], ...] = ()
    payments: tuple[tuple[Payer, Fraction], ...] = ()
    ex_post: tuple[tuple[tuple[Profile, Cell], Fraction], ...] = ()
    bound: Fraction = Fraction(0)
    exact: bool = False
    profile: Profile = ()


Worth = Mapping[tuple[str, ...], Fraction]
"""What a type values, by the last part of coordinates."""


@dataclass(frozen=True)
class Design(Displayed):
    """A problem with an objective."""

    problem: Problem
    objective: Objective

    @property
    def demands(self) -> str:
        """What rules must satisfy besides being implementable, as the end of a noun phrase; empty if nothing."""
        kinds = list(self.kinds)
        if self.objective.further.closing:
            kinds.insert(len(kinds) - bool(self.objective.further.constraints), "closing")
        return f" that satisfies the {listed(kinds)} constraints" if kinds else ""

    @property
    def told_demands(self) -> str:
        """The demands in an answer's words, which say of participation that is asked but not named where it is from."""
        said = ' (participation, which transfers ask for unless "participation": false)'
        return self.demands + said * self.objective.by_default

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its conditions, in words."""
        further, kinds = self.objective.further, []
        if self.objective.incentives != "none":
            kinds.append("dominant-strategy incentive" if further.dominant else "incentive")
        if self.objective.participation:
            kinds.append("ex post participation" if further.ex_post_participation else "participation")
        kinds += [f"{further.balance} budget balance"] if further.balance else []
        kinds += [f"{further.no_deficit} no-deficit"] if further.no_deficit else []
        kinds += ["further"] if further.constraints else []
        return tuple(kinds)

    @cached_property
    def owned(self) -> tuple[tuple[str, str], ...]:
        """Every agent's types, (agent, type)."""
        return tuple((a, t) for a, kinds in zip(self.problem.agents, self.problem.types, strict=True) for t in kinds)

    @cached_property
    def profiles(self) -> tuple[Profile, ...]:
        return tuple(self.problem.profiles())

    @cached_property
    def chances(self) -> dict[Profile, Fraction]:
        return {profile: self.problem.probability(profile) for profile in self.profiles}

    @cached_property
    def with_beliefs(self) -> bool:
        """Whether incentives are in expectation and types correlated, so that they are on the ex post rule."""
        expected = self.objective.incentives != "none" and not self.objective.further.dominant
        return expected and not self.problem.independent

    @cached_property
    def paid_by_profile(self) -> bool:
        """Whether transfers depend on the whole type profile."""
        if self.objective.revenue is None:
            return False
        further = self.objective.further
        budget = {further.balance, further.no_deficit} & {"interim", "ex post"}
        return further.dominant or further.ex_post_participation or bool(budget) or self.with_beliefs

    @property
    def beyond(self) -> bool:
        """Whether it asks for more than LY's section 5 does."""
        return self.objective.further != NOTHING_FURTHER or self.with_beliefs or self.problem.has_impossible

    @cached_property
    def payers(self) -> tuple[Payer, ...]:
        if self.objective.revenue is None:
            return ()
        if not self.paid_by_profile:
            return self.owned
        return tuple((agent, *profile) for agent in self.problem.agents for profile in self.profiles)

    @cached_property
    def tastes(self) -> dict[tuple[str, str], tuple[Any, ...]]:
        return dict(zip(self.owned, self.objective.preferences, strict=True)) if self.objective.preferences else {}

    @cached_property
    def conditions(self) -> tuple[Requirement, ...]:
        """The constraints on incentives, on participation, on the budget, and those of one's own, in this order."""
        found: list[Requirement] = []
        for agent, kinds in zip(self.problem.agents, self.problem.types, strict=True):
            for true in kinds:
                for told in kinds:
                    if told != true and self.objective.incentives != "none":
                        found += self._truthful(agent, true, told)
        if self.objective.participation:
            for payer in self.owned:
                found += self._takes_part(*payer)
        for name, when in (("balance", self.objective.further.balance), ("deficit", self.objective.further.no_deficit)):
            found += self._budget(name, when) if when else ()
        for number, own in enumerate(self.objective.further.constraints):
            found += self._own(own, own.name or f"constraint {number + 1}")
        return tuple(found)

    def _truthful(self, agent: str, true: str, told: str) -> Iterator[Requirement]:
        """Truth-telling in expectation, or at every profile of the others' types."""
        if self.objective.further.dominant:
            for profile in self._profiles_of(agent, true):
                other = self._with(profile, agent, told)
                paid = {(agent, *profile): Fraction(-1), (agent, *other): Fraction(1)} if self.payers else {}
                for which, worth in self._valuations(agent, true):
                    gain = self._worth_at(profile, agent, worth, Fraction(1))
                    gain |= self._worth_at(other, agent, worth, Fraction(-1))
                    name = ("truth", agent, true, told, *([which] if which else ()))
                    yield Requirement(name, (), tuple(paid.items()), tuple(gain.items()), profile=profile)
            return
        paid = self._paid(agent, true, true, Fraction(-1)) | self._paid(agent, true, told, Fraction(1))
        for which, worth in self._valuations(agent, true):
            name = ("truth", agent, true, told, *([which] if which else ()))
            if not self.with_beliefs:
                values = self._worth(agent, true, worth, 1) | self._worth(agent, told, worth, -1)
                yield Requirement(name, tuple(values.items()), tuple(paid.items()))
                continue
            expected: dict[tuple[Profile, Cell], Fraction] = {}
            for profile, belief in self._beliefs(agent, true):
                expected |= self._worth_at(profile, agent, worth, belief)
                expected |= self._worth_at(self._with(profile, agent, told), agent, worth, -belief)
            yield Requirement(name, (), tuple(paid.items()), tuple(expected.items()))

    def _takes_part(self, agent: str, kind: str) -> Iterator[Requirement]:
        """What the type has of the rule and pays, in expectation or at every profile, is no less than outside."""
        further, one = self.objective.further, Fraction(1)
        outside = dict(zip(self.owned, further.outside, strict=False)).get((agent, kind), Fraction(0))
        ((_, worth),) = self._valuations(agent, kind)
        name = ("participation", agent, kind)
        if not further.ex_post_participation:
            values, paid = self._worth(agent, kind, worth, 1), self._paid(agent, kind, kind, -one)
            yield Requirement(name, tuple(values.items()), tuple(paid.items()), bound=outside)
            return
        for profile in self._profiles_of(agent, kind):
            given = self._worth_at(profile, agent, worth, one)
            payments = (((agent, *profile), -one),) if self.payers else ()
            yield Requirement(name, (), payments, tuple(given.items()), outside, profile=profile)

    def _budget(self, name: str, when: When) -> Iterator[Requirement]:
        """The sum of all transfers is 0, or not negative: in expectation, in every type's, or at every profile."""
        exact = name == "balance"
        if when == "ex post":
            for profile in self.profiles:
                each = tuple(((agent, *profile), Fraction(1)) for agent in self.problem.agents)
                yield Requirement((name,), (), each, exact=exact, profile=profile)
            return
        if when == "ex ante":
            total = {payer: weight for payer, weight in self.revenue_weights.items() if weight}
            yield Requirement((name,), (), tuple(total.items()), exact=exact)
            return
        for agent, kind in self.owned:
            pairs = [(a, t, belief) for t, belief in self._beliefs(agent, kind) for a in self.problem.agents]
            expected: dict[Payer, Fraction] = {(a, *t): belief for a, t, belief in pairs}
            yield Requirement((name, agent, kind), (), tuple(expected.items()), exact=exact)

    def _own(self, own: OwnConstraint, name: str) -> Iterator[Requirement]:
        values = {c: f for c, f in zip(self.problem.coordinates, own.rule, strict=True) if f}
        paid: dict[Payer, Fraction] = {}
        for (agent, kind), factor in zip(self.owned, own.transfers, strict=False):
            paid |= self._paid(agent, kind, kind, factor) if factor else {}
        if own.floor is not None and own.floor == own.ceiling:
            yield Requirement(("own", name, "="), tuple(values.items()), tuple(paid.items()), (), own.floor, True)
            return
        if own.floor is not None:
            yield Requirement(("own", name, ">="), tuple(values.items()), tuple(paid.items()), (), own.floor)
        if own.ceiling is not None:
            less, repaid = ({place: -f for place, f in each.items()} for each in (values, paid))
            yield Requirement(("own", name, "<="), tuple(less.items()), tuple(repaid.items()), (), -own.ceiling)

    def _valuations(self, agent: str, true: str) -> list[tuple[str, Worth]]:
        """What of a report the type compares: its value; or, of rankings, the probability of the best k objects."""
        taste = self.tastes[agent, true]
        if self.objective.incentives == "ordinal":
            return [(str(k), {(j,): Fraction(1) for j in taste[:k]}) for k in range(1, len(taste) + 1)]
        return [("", {rest: value for rest, value in zip(self.problem.object_parts, taste, strict=True) if value})]

    def _worth(self, agent: str, told: str, worth: Worth, sign: int) -> dict[Coordinate, Fraction]:
        """What is expected of a report that does not change what is believed of others, times the sign."""
        return {(agent, told, *rest): sign * value for rest, value in worth.items()}

    def _worth_at(
        self, profile: Profile, agent: str, worth: Mapping[tuple[str, ...], Fraction], factor: Fraction
    ) -> Any:
        """What is expected at a type profile, times the factor."""
        return {(profile, self.problem.cell_of((agent, "", *j))): factor * value for j, value in worth.items()}

    def _paid(self, agent: str, true: str, told: str, factor: Fraction) -> dict[Payer, Fraction]:
        """What the type `true` expects to pay if it reports `told`, times the factor."""
        if self.objective.revenue is None:
            return {}
        if not self.paid_by_profile:
            return {(agent, told): factor}
        return {(agent, *self._with(t, agent, told)): factor * belief for t, belief in self._beliefs(agent, true)}

    def _beliefs(self, agent: str, kind: str) -> list[tuple[Profile, Fraction]]:
        """The profiles that the type thinks possible, with their conditional probabilities."""
        known = self._known_beliefs
        if (agent, kind) not in known:
            own = [(profile, self.chances[profile]) for profile in self._profiles_of(agent, kind)]
            known[agent, kind] = [(t, chance / self.problem.marginals[agent, kind]) for t, chance in own if chance]
        return known[agent, kind]

    @cached_property
    def _known_beliefs(self) -> dict[tuple[str, str], list[tuple[Profile, Fraction]]]:
        return {}

    def _profiles_of(self, agent: str, kind: str) -> Iterator[Profile]:
        """All profiles at which the agent has the type."""
        pairs = zip(self.problem.agents, self.problem.types, strict=True)
        return itertools.product(*((kind,) if each == agent else kinds for each, kinds in pairs))

    def _with(self, profile: Profile, agent: str, kind: str) -> Profile:
        return tuple(kind if a == agent else t for a, t in zip(self.problem.agents, profile, strict=True))

    @cached_property
    def revenue_weights(self) -> dict[Payer, Fraction]:
        """The probability with which each transfer is made."""
        if not self.paid_by_profile:
            return {payer: self.problem.marginals[payer[0], payer[1]] for payer in self.payers}
        return {payer: self.chances[payer[1:]] for payer in self.payers}

    def value(self, rule: InterimRule, transfers: Mapping[Payer, Fraction]) -> Fraction:
        """The objective at a rule with transfers."""
        total = sum((w * q for w, q in zip(self.objective.weights, rule.values, strict=True)), Fraction(0))
        revenue = sum((self.revenue_weights[payer] * paid for payer, paid in transfers.items()), Fraction(0))
        return total + (self.objective.revenue or Fraction(0)) * revenue

    def satisfied(
        self,
        rule: InterimRule,
        transfers: Mapping[Payer, Fraction],
        given: Mapping[tuple[Profile, Cell], Fraction] | None = None,
    ) -> bool:
        """Whether all conditions hold, and exactly the payers have transfers; `given` is expected at type profiles."""
        at, known, zero = dict(zip(self.problem.coordinates, rule.values, strict=True)), given or {}, Fraction(0)
        if set(transfers) != set(self.payers):
            return False
        for condition in self.conditions:
            left = sum((f * at[c] for c, f in condition.coefficients), zero)
            left += sum((f * known.get(place, zero) for place, f in condition.ex_post), zero)
            left += sum((f * transfers[payer] for payer, f in condition.payments), zero)
            if left < condition.bound or (condition.exact and left != condition.bound):
                return False
        return True

    def admits(self, multipliers: tuple[Fraction, ...]) -> bool:
        """Whether there is one for each condition, and none is negative unless the condition is an equation."""
        if len(multipliers) != len(self.conditions):
            return False
        return all(c.exact or m >= 0 for m, c in zip(multipliers, self.conditions, strict=True))

    def combined(self, multipliers: tuple[Fraction, ...], with_objective: bool) -> dict[Coordinate, Fraction] | None:
        """Objective plus multiples of the conditions, per weighted variable; `None` if transfers do not cancel.

        What conditions weigh at type profiles is `weighed`, and their bounds are `constant`.
        """
        marginals, problem = self.problem.marginals, self.problem
        zero = Fraction(0)
        total = dict.fromkeys(problem.coordinates, zero)
        paid = dict.fromkeys(self.payers, zero)
        if with_objective:
            total = dict(zip(problem.coordinates, self.objective.weights, strict=True))
            paid = {payer: (self.objective.revenue or zero) * self.revenue_weights[payer] for payer in self.payers}
        for multiplier, condition in zip(multipliers, self.conditions, strict=True):
            if multiplier:
                for coordinate, factor in condition.coefficients:
                    total[coordinate] += multiplier * factor
                for payer, factor in condition.payments:
                    paid[payer] += multiplier * factor
        if any(paid.values()):
            return None
        return {c: weight / marginals[c[0], c[1]] for c, weight in total.items() if weight}

    def weighed(self, multipliers: tuple[Fraction, ...]) -> dict[Profile, dict[Cell, Fraction]]:
        """What multiples of the conditions weigh the cells with at type profiles."""
        found: dict[Profile, dict[Cell, Fraction]] = {}
        for multiplier, condition in zip(multipliers, self.conditions, strict=True):
            for (profile, cell), factor in condition.ex_post if multiplier else ():
                there = found.setdefault(profile, {})
                there[cell] = there.get(cell, Fraction(0)) + multiplier * factor
        return found

    def constant(self, multipliers: tuple[Fraction, ...]) -> Fraction:
        """The multiples of the conditions' bounds."""
        pairs = zip(multipliers, self.conditions, strict=True)
        return sum((m * condition.bound for m, condition in pairs), Fraction(0))

    def scale(self, profile: Profile) -> Fraction:
        """What a profile counts: its probability, or 1 if that is 0."""
        return self.chances[profile] or Fraction(1)


def listed(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
