"""VS, section 3, proof of Theorem 2.

* `theorem-2.two-forms` (section 3, proof of Theorem 2): menus are remedial or redundant, or redundant or in polarized
  rays
* `theorem-2.redundant-never-chosen` (section 3, proof of Theorem 2): no redundant set is ever chosen
* `theorem-2.remedial-dominant` (section 3, proof of Theorem 2): the remedial menu has a dominant action
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import markets as families
from proofs.claims.families import rays
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.valenzuela_stookey import (
    ZERO,
    at_most,
    below,
    claim,
)
from proofs.claims.families.valenzuela_stookey_3 import (
    MECHANISMS,
    SELECTED,
    STRICT,
    ChoiceCase,
    Sets,
    choice_in_words,
    claim_4,
    claim_6,
    mechanism_reading,
    osp,
)
from proofs.trading.dominance.characterization import directions_of
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets.bundles import bundle, dot
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import EndowmentOnly, Remedial, shape
from proofs.trading.markets.protocols import feasible


def two_forms(sets: Sets) -> Callable[[Mechanism], Part]:
    """All sets remedial or redundant; or all redundant or in rays, the rays being polarized."""

    def conclusion(mechanism: Mechanism) -> Part:
        yield from claim_4(sets)(mechanism)
        yield from claim_6(sets)(mechanism)
        for j in range(len(mechanism.protocol.menus)):
            offers = directions_of(mechanism.protocol, j, sets)
            yield polarized([d[0] for d in offers if shape(d) == "ray"])

    return conclusion


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


def remedial_choice(case: ChoiceCase) -> Part:
    """Everything in the menu of the agent is remedial."""
    j = case.protocol.market.agent(case.agent)
    yield feasible(case.protocol)
    offers = [d for k in range(len(case.protocol.menus[j])) for d in directions_of(case.protocol, j, "printed")[k]]
    yield at_most(
        ("the greatest entry of x - eta in the menu", max((step for d in offers for step in d), default=0)), ZERO
    )


def some_dominant(case: ChoiceCase) -> Part:
    """Some action is (weakly) dominant for the agent; else every action is worse than another at some choices."""
    protocol, j = case.protocol, case.protocol.market.agent(case.agent)
    others = [range(len(menu)) if i != j else (0,) for i, menu in enumerate(protocol.menus)]
    losses = []
    for k in range(len(protocol.menus[j])):
        worst = Fraction(0)
        for at in itertools.product(*others):
            costs = [
                dot(case.costs, protocol.selected((*at[:j], m, *at[j + 1 :]))[j]) for m in range(len(protocol.menus[j]))
            ]
            worst = max(worst, costs[k] - min(costs))
        losses.append(worst)
    yield at_most(
        ("the least, over the actions, of the most that an action can lose against another", min(losses)), ZERO
    )


def _remedial_cases(several: bool) -> Callable[[int], Iterator[ChoiceCase]]:
    """Agent 1 has remedial sets; agent 2 two redundant sets, which decide what agent 1 gets."""

    def stream(seed: int) -> Iterator[ChoiceCase]:
        down = [d for d in families.TRADES if max(d) <= 0 and any(d)]
        rows = 2 if several else 1
        for flat in itertools.product([(0, 0), *down], repeat=2 * rows):
            table = tuple(flat[2 * r : 2 * r + 2] for r in range(rows))
            mechanism = families.table_mechanism(table)
            protocol = mechanism.protocol
            if not several:
                protocol = replace(protocol, menus=((EndowmentOnly(), Remedial()), protocol.menus[1]))
            for costs in itertools.product(range(4), repeat=2):
                yield ChoiceCase(protocol, "1", bundle(costs), 1)

    return rays.remembered(stream)


REMEDIAL_MENU = Family("agent 1 with the remedial menu, agent 2 with two redundant sets", _remedial_cases(False))
REMEDIAL_SETS = Family("agent 1 with two remedial sets, agent 2 with two redundant sets", _remedial_cases(True))


def _remedial(name: str, wording: str, *tried: Family) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=remedial_choice,
        conclusion=some_dominant,
        families=tried,
        because=lambda case: (
            "All sets of the agent hold only bundles below the endowment, but which is better depends on what the "
            "others choose: each action is strictly worse than another at some of their choices."
        ),
        describe=choice_in_words,
        budget=3000,
    )


CLAIM_OF_THEOREM_2_TWO_FORMS = claim(
    "theorem-2.two-forms",
    "section 3, proof of Theorem 2",
    mechanism_reading(
        "literal",
        "In an obviously strategy-proof mechanism (as printed), the sets of an agent are all remedial or "
        "redundant, or they are redundant or contained in polarized rays",
        osp("printed"),
        two_forms("printed"),
        "The sets are of neither form: they hold bundles that are never selected.",
        families.IDLE,
    ),
    mechanism_reading(
        SELECTED,
        "In an obviously strategy-proof mechanism (an action compared with the other actions), what is "
        "selected from the sets of an agent is of one of the two forms",
        osp("deviations"),
        two_forms("reduced"),
        "What is selected from the sets is of neither form.",
        *MECHANISMS,
    ),
)

CLAIM_OF_THEOREM_2_REDUNDANT_NEVER_CHOSEN = claim(
    "theorem-2.redundant-never-chosen",
    "section 3, proof of Theorem 2",
    mechanism_reading(
        "literal",
        "With strictly monotone preferences (all positive costs are types), in an obviously strategy-proof "
        "mechanism (as printed) no redundant set, that is "
        "one with x >= eta for all its x, is ever chosen",
        osp("printed"),
        not_redundant_choices(False, "printed"),
        "The set {eta} is redundant by the definition, and it is chosen.",
        families.STRICT_IDLE,
    ),
    mechanism_reading(
        "beside the endowment",
        "As literal, for redundant sets other than {eta}",
        osp("printed"),
        not_redundant_choices(True, "printed"),
        "The set chosen is above the endowment and holds more than it, but nothing more is ever selected, so "
        "that choosing it is as good as choosing {eta}.",
        families.STRICT_IDLE,
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

CLAIM_OF_THEOREM_2_REMEDIAL_DOMINANT = claim(
    "theorem-2.remedial-dominant",
    "section 3, proof of Theorem 2",
    _remedial(
        "literal",
        "An agent with a remedial mechanism, that is one all of whose sets other than {eta} are remedial (the "
        "definition in the proof), has a dominant action",
        REMEDIAL_MENU,
        REMEDIAL_SETS,
    ),
    _remedial("the remedial menu", "An agent with the remedial menu has a dominant action", REMEDIAL_MENU),
)

CLAIMS = [CLAIM_OF_THEOREM_2_TWO_FORMS, CLAIM_OF_THEOREM_2_REDUNDANT_NEVER_CHOSEN, CLAIM_OF_THEOREM_2_REMEDIAL_DOMINANT]
