"""What the stated claims of VS share about mechanisms: protocols, trading sets, directions, obvious dominance.

See `proofs.claims.stating` for the language. A mechanism's data are those of the statement that it is obviously
strategy-proof: numbers of tasks, endowments, domains, menus, selection and strategies. Agents and choices are numbered
from 0; choice 0 is {eta}.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from proofs.claims.stating import (
    Formula,
    Stated,
    Term,
    choose,
    defined,
    each,
    every,
    given,
    operation,
    record,
    size,
    some,
    statement,
    those,
)

MECHANISM = given("mechanism")
AGENTS = operation("positions", MECHANISM["endowment"])

PROTOCOL = ("numbers", "endowment", "domains", "menus", "selection")


def stated_mechanism(hypothesis: Sequence[Formula], conclusion: Sequence[Formula], **more: Any) -> Stated:
    """A claim about mechanisms, named `mechanism`."""
    return Stated(
        sorts={"mechanism": "mechanism"},
        instances=lambda mechanism: {"mechanism": mechanism.about()},
        hypothesis=hypothesis,
        conclusion=conclusion,
        **more,
    )


def is_feasible(mechanism: Term = MECHANISM) -> Formula:
    """The protocol is feasible (VS, section 1.1)."""
    return statement("feasible protocol", **{name: mechanism[name] for name in PROTOCOL})


def is_osp(dominance: str, mechanism: Term = MECHANISM) -> Formula:
    """The mechanism is obviously strategy-proof; an action compared with all, or with the `deviations` from it."""
    fields = {name: mechanism[name] for name in (*PROTOCOL, "strategies")}
    return statement("obviously strategy-proof", **fields, dominance=dominance)


def osp(dominance: str) -> tuple[Formula, Formula]:
    """The protocol is feasible, and the mechanism obviously strategy-proof."""
    return is_feasible(), is_osp(dominance)


def osp_and(*conclusion: Formula) -> Stated:
    """In every mechanism that is obviously strategy-proof as printed the conclusion holds."""
    return stated_mechanism(osp("printed"), conclusion)


def selected_directions(agent: Any) -> Term:
    """By choice, the directions from the endowment to the bundles that are ever selected."""
    return operation("directions selected", MECHANISM, agent)


@defined("the bundles of {0} for agent {1}")
def bundles_of(trading_set: Term, j: Term) -> Term:
    """The bundles of {eta} or of a finite set."""
    own = choose(trading_set.same("endowment"), [MECHANISM["endowment"][j]], trading_set["points"])
    return operation("numbers", own)


def equals_its_reduction() -> Formula:
    """Every trading set is finite, and every bundle of it is selected at some choices (VS, section 3)."""

    def whole(j: Term, k: Term) -> Formula:
        return bundles_of(MECHANISM["menus"][j][k], j).within(operation("bundles selected", MECHANISM, j)[k])

    def all_whole(j: Term) -> Formula:
        return every("k", operation("positions", MECHANISM["menus"][j]), lambda k: whole(j, k))

    return every("j", AGENTS, all_whole)


@defined("the choices of agent {0} beside the endowment")
def all_choices(j: Term) -> Term:
    return those("k", operation("positions", selected_directions(j)), lambda k: k > 0)


@defined("the choices of agent {0} beside the endowment whose selected bundles are not above it")
def choices_not_above(j: Term) -> Term:
    offered = selected_directions(j)
    return those("k", all_choices(j), lambda k: size(offered[k]).equals(0) | ~above(offered[k]))


@defined("what holds the bundles selected for choice {1} of agent {0}")
def forced_set(j: Term, k: Term) -> Term:
    """A set with a bundle beside the endowment is in one ray from it at most, so that this ray is forced.

    A set that no ray holds is left as it is.
    """
    offered = selected_directions(j)[k]
    bundles = operation("bundles selected", MECHANISM, j)[k]
    ray = choose(size(offered).equals(1), record(ray=offered[0]), record(points=bundles))
    return choose(size(offered).equals(0), "endowment", ray)


@defined("the menu with {1} that a polarized ray mechanism has for agent {0}")
def dominating_menu(j: Term, choices: Term) -> Term:
    """The sets that are forced; a single set beside {eta} that is below it becomes the remedial set."""
    alone = size(choices).equals(1) & is_remedial(selected_directions(j)[choices[0]])
    forced = each("k", choices, lambda k: forced_set(j, k))
    return choose(alone, ["endowment", "remedial"], operation("joined", ["endowment"], forced))


def dominating_menus(kept: Callable[[Term], Term]) -> Term:
    """The menus that a polarized ray mechanism must have if it dominates the essential reduction, by agent."""
    return each("j", AGENTS, lambda j: dominating_menu(j, kept(j)))


def some_chosen(agent: str, costs: str) -> Term:
    """The choices that the agent's strategy allows it at these costs."""
    return operation("choices made", MECHANISM, given(agent), given(costs))


def selected_at(choices: Any) -> Term:
    """The bundles selected at a profile of choices, by agent."""
    return operation("selected", MECHANISM, choices)


def polarized_menus(reading: str, menus: Any = MECHANISM["menus"]) -> Formula:
    """Every agent's menu consists of polarized rays, or is remedial (VS, section 3)."""
    return statement(
        "polarized menus",
        numbers=MECHANISM["numbers"],
        endowment=MECHANISM["endowment"],
        menus=menus,
        reading=reading,
    )


def all_positive_costs() -> Formula:
    """Preferences are strictly monotone: all positive costs are types."""
    return every("C", MECHANISM["domains"], lambda domain: domain.same("positive"))


def directions(agent: Any, sets: str = "printed") -> Term:
    """By choice, the directions from the endowment to the bundles of the sets, as printed or as ever selected."""
    return operation("directions" if sets == "printed" else "directions selected", MECHANISM, agent)


def every_set(sets: str, body: Callable[[Term], Formula]) -> Formula:
    """For every agent and every one of its trading sets, given by the directions to its bundles."""
    return every("j", AGENTS, lambda j: every("X", directions(j, sets), body))


def polarized_directions(rays: Any, reading: str) -> Formula:
    """Rays in these directions are polarized, in a reading of the definition."""
    return statement("polarized", directions=rays, reading=reading)


@defined("{0} >= 0 in every task")
def nonnegative(direction: Term) -> Formula:
    return every("step", direction, lambda step: step >= 0)


@defined("{0} <= 0 in every task")
def nonpositive(direction: Term) -> Formula:
    return every("step", direction, lambda step: step <= 0)


@defined("{0} is above the endowment")
def above(offered: Term) -> Formula:
    """Redundant: all bundles of the set are above the endowment (those that are it are no direction)."""
    return every("d", offered, nonnegative)


@defined("{0} is below the endowment")
def below(offered: Term) -> Formula:
    """Remedial: all bundles of the set are below the endowment."""
    return every("d", offered, nonpositive)


@defined("{0} is below the endowment and more than it")
def is_remedial(offered: Term) -> Formula:
    """Below the endowment, and more than {eta}."""
    return (size(offered) > 0) & below(offered) & ~above(offered)


@defined("{0} is in a ray of both signs")
def on_ray(offered: Term) -> Formula:
    """Contained in one ray from the endowment, in a direction of both signs."""
    return (size(offered).equals(1)) & ~above(offered) & ~below(offered)


def some_type(domain: Any, dimension: Any, below: Any, at_most: Any = ()) -> Formula:
    """Some type c of the domain has c.d < 0 for all d of `below`, and c.d <= 0 for all of `at_most`."""
    return statement("some type", domain=domain, dimension=dimension, below=below, at_most=list(at_most))


@defined("{0} has a bundle that some c >= 0 likes better than the endowment, and one that it likes less")
def gains_and_loses(offered: Term) -> Formula:
    """Some c >= 0 strictly prefers one bundle of the set to the endowment, and the endowment to another."""
    return some(
        "pair",
        operation("pairs", offered),
        lambda pair: some_type("nonnegative", size(MECHANISM["numbers"]), [pair[0], operation("times", -1, pair[1])]),
    )
