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
    every,
    given,
    operation,
    size,
    some,
    statement,
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


def is_feasible() -> Formula:
    """The protocol is feasible (VS, section 1.1)."""
    return statement("feasible protocol", **{name: MECHANISM[name] for name in PROTOCOL})


def is_osp(dominance: str) -> Formula:
    """The mechanism is obviously strategy-proof; an action compared with all, or with the `deviations` from it."""
    fields = {name: MECHANISM[name] for name in (*PROTOCOL, "strategies")}
    return statement("obviously strategy-proof", **fields, dominance=dominance)


def osp(dominance: str) -> tuple[Formula, Formula]:
    """The protocol is feasible, and the mechanism obviously strategy-proof."""
    return is_feasible(), is_osp(dominance)


def osp_and(*conclusion: Formula) -> Stated:
    """In every mechanism that is obviously strategy-proof as printed the conclusion holds."""
    return stated_mechanism(osp("printed"), conclusion)


def polarized_menus(reading: str, menus: Any = MECHANISM["menus"]) -> Formula:
    """Every agent's menu consists of polarized rays, or is remedial (VS, section 3)."""
    return statement(
        "polarized menus",
        numbers=MECHANISM["numbers"],
        endowment=MECHANISM["endowment"],
        menus=menus,
        reading=reading,
    )


def strategies_are(plain: str) -> Formula:
    """All agents choose so: `myopic` (cautious ties) or `any myopic` (every myopically optimal choice)."""
    return every("s", MECHANISM["strategies"], lambda strategy: strategy.same(plain))


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


def nonnegative(direction: Term) -> Formula:
    return every("step", direction, lambda step: step >= 0)


def nonpositive(direction: Term) -> Formula:
    return every("step", direction, lambda step: step <= 0)


def above(offered: Term) -> Formula:
    """Redundant: all bundles of the set are above the endowment (those that are it are no direction)."""
    return every("d", offered, nonnegative)


def below(offered: Term) -> Formula:
    """Remedial: all bundles of the set are below the endowment."""
    return every("d", offered, nonpositive)


def is_remedial(offered: Term) -> Formula:
    """Below the endowment, and more than {eta}."""
    return (size(offered) > 0) & below(offered) & ~above(offered)


def on_ray(offered: Term) -> Formula:
    """Contained in one ray from the endowment, in a direction of both signs."""
    return (size(offered).equals(1)) & ~above(offered) & ~below(offered)


def some_type(domain: Any, dimension: Any, below: Any, at_most: Any = ()) -> Formula:
    """Some type c of the domain has c.d < 0 for all d of `below`, and c.d <= 0 for all of `at_most`."""
    return statement("some type", domain=domain, dimension=dimension, below=below, at_most=list(at_most))


def gains_and_loses(offered: Term) -> Formula:
    """Some c >= 0 strictly prefers one bundle of the set to the endowment, and the endowment to another."""
    return some(
        "pair",
        operation("pairs", offered),
        lambda pair: some_type("nonnegative", size(MECHANISM["numbers"]), [pair[0], operation("times", -1, pair[1])]),
    )
