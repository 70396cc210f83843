"""VS, proof of Theorem 2: no redundant set is ever chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from proofs.claims.claim import Part
from proofs.claims.families import markets as families
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.stated_mechanisms import above, all_positive_costs, directions, some_chosen
from proofs.claims.families.stated_mechanisms import osp as osp_formulas
from proofs.claims.families.trading_mechanisms import SELECTED, STRICT, mechanism_reading, osp
from proofs.claims.families.trading_sets import Sets
from proofs.claims.families.valenzuela_stookey import ZERO, below, claim
from proofs.claims.stating import Formula, Stated, Term, every, given, size
from proofs.trading.dominance.characterization import directions_of
from proofs.trading.markets.bundles import texts
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import shape


def not_redundant_choices(skip_endowment: bool, sets: Sets) -> Callable[[Mechanism], Part]:
    """No type of those tried chooses a set whose bundles are all above the endowment."""

    def conclusion(mechanism: Mechanism) -> Part:
        for j in range(len(mechanism.protocol.menus)):
            offers = directions_of(mechanism.protocol, j, sets)
            flat = [d for directions in offers for d in directions]
            domain = mechanism.market.preferences[j].domain
            for costs in common.sample_types(domain, [*flat, *map(common.negative, flat)]):
                for k in mechanism.chosen(j, costs):
                    kinds = ("redundant",) if skip_endowment else ("redundant", "endowment")
                    if shape(offers[k]) in kinds:
                        low = min((step for d in offers[k] for step in d), default=0)
                        chosen = f"choice {k}, which the type {common.costs_in_words(costs)} makes,"
                        yield below((f"the least entry of x - eta in {chosen}", low), ZERO)

    return conclusion


def never_chosen(redundant: Callable[[Term], Formula], fails: Callable[[str], bool]) -> Stated:
    """With positive costs, obviously strategy-proof as printed: no type chooses a set that is redundant so.

    The instance has an agent and a type of it: one that chooses such a set, if one was found.
    """

    def with_type(mechanism: Mechanism) -> dict[str, Any]:
        about, cases = mechanism.about(), []
        for j, preferences in enumerate(mechanism.market.preferences):
            shapes = [shape(d) for d in directions_of(mechanism.protocol, j, "printed")]
            for costs in common.sample_types(preferences.domain, ()):
                found = any(fails(shapes[k]) for k in mechanism.chosen(j, costs))
                cases.append((not found, j, texts(costs)))
        _, agent, chosen = min(cases, key=lambda case: case[0])
        return {"mechanism": about, "agent": agent, "costs": chosen}

    return Stated(
        sorts={"mechanism": "mechanism", "agent": "number", "costs": "vector"},
        instances=with_type,
        hypothesis=[all_positive_costs(), *osp_formulas("printed")],
        conclusion=[every("k", some_chosen("agent", "costs"), lambda k: ~redundant(directions(given("agent"))[k]))],
    )


REDUNDANT = claim(
    "theorem-2.redundant-never-chosen",
    "section 3, proof of Theorem 2",
    "no redundant set is ever chosen",
    mechanism_reading(
        "literal",
        "With strictly monotone preferences (all positive costs are types), in an obviously strategy-proof "
        "mechanism (as printed) no redundant set, that is "
        "one with x >= eta for all its x, is ever chosen",
        osp("printed"),
        not_redundant_choices(False, "printed"),
        "The set {eta} is redundant by the definition, and it is chosen.",
        families.STRICT_IDLE,
        stated=never_chosen(above, lambda kind: kind in ("redundant", "endowment")),
    ),
    mechanism_reading(
        "beside the endowment",
        "As literal, for redundant sets other than {eta}",
        osp("printed"),
        not_redundant_choices(True, "printed"),
        "The set chosen is above the endowment and holds more than it, but nothing more is ever selected, so "
        "that choosing it is as good as choosing {eta}.",
        families.STRICT_IDLE,
        stated=never_chosen(lambda offered: above(offered) & (size(offered) > 0), lambda kind: kind == "redundant"),
    ),
    mechanism_reading(
        SELECTED,
        "With strictly monotone preferences (all positive costs are types), in an obviously strategy-proof "
        "mechanism (an action compared with the other "
        "actions), no set is chosen whose selected bundles are above the endowment and not all equal to it",
        osp("deviations"),
        not_redundant_choices(True, "reduced"),
        "A set whose selected bundles are above the endowment is chosen.",
        *STRICT,
    ),
)

CLAIMS = [REDUNDANT]
