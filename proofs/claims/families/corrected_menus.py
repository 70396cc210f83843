"""What is true of menus where types are a convex set of full dimension: readings named "corrected" of VS, section 3.

VS prove the form of menus for all costs in the orthant, and use it (section 4) for boxes. Let C be any convex set of
types with an inside: a box of positive widths, all positive costs, all nonnegative ones. A type *gains* by a trade d if
c.d < 0 and *loses* if c.d > 0. In an obviously strategy-proof mechanism (an action compared with the other actions)
whoever chooses a set loses by nothing that is ever selected from it, and whoever does not gains by nothing.

*One set (Claim 4).* No type gains by anything in it; or none loses by anything in it; or it is contained in one ray, by
which some types gain and others lose. Proof: every type gains by nothing in the set or loses by nothing in it. Let some
type gain by d and some lose by d, both in the set. As C is convex and has an inside, some c inside C has c.d = 0, and
near c types gain and lose by d. Let e be in the set as well. If c.e were not 0, all types near c would gain, or all
lose, by e, against those who do the opposite by d. So c.e = 0, and near c the signs of d and e agree, so that e = r d
with r > 0. If d is not 0 and none loses by it, all types inside C gain by d, so that none of them loses by anything in
the set, and in the limit none at all; the other case is the same with signs changed.

*Several sets (Claims 5 and 6).* No type gains by two of them. So the rays are polarized *on C*; if none loses by a set
and some type gains, all types inside C do, and of no other set does any type gain.

*Two tasks (Claim 5).* Rays by which some types of the box gain and some lose are polarized on the box exactly if they
are on the orthant. Proof: types gain by a ray of both signs if the ratio of their costs is on one side of its price.
Two of one kind, which take away the same task, both tempt the types beyond both prices, and there are some. Of
different kinds they tempt the types between the prices, if these are in the wrong order: some of the box, as both
prices lie strictly within its ratios.

*Conversely*, on any domain, if every set lies in a ray and no type gains by two, a cautious myopic agent gains by what
it chooses or keeps the endowment, and nobody would gain by another choice: whatever the selection (Theorem 2, first).

*How many rays (Corollary 2).* The types that gain by a ray are those of C on one side of a plane through 0, so that an
extreme ray of the cone of C is among them (of its closure; a limit of types); no two rays of the menu have the same. So
there are at most as many rays as the cone has extreme rays. The orthant has I. A box of positive widths with positive
lower ends has 2^I - 2: its corners, except that with all lower and that with all upper ends (`corner_rays`). As many
are possible: with v the corner of lower ends in S, upper ends elsewhere, let a_S be 1/(|S| v_i) on S and -1/(|S^c| v_i)
off S. Then a_S . c >= 0 on the box, with equality at v alone, and the rays a_S - epsilon (1, ..., 1) are polarized on
the box as soon as 2 epsilon c.(1, ..., 1) <= (a_S + a_T) . c for all c and S != T. So two tasks allow 2 rays, three 6
where VS have 3, four 14 where they have 4. As the sets by which some type gains are such rays, or one alone, no agent
has more choices of this kind. VS's reason, that no two rays take away the same task, is not so on boxes.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.rationals import primitive
from exact.showing.display import Displayed
from proofs.claims.claim import Expected, Family, Part, Reading
from proofs.claims.families import hard_mechanisms
from proofs.claims.families import markets as families
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.polarized_rays import with_rays
from proofs.claims.families.rays import AGENTS, TASKS, Rays, remembered, smaller_rays
from proofs.claims.families.trading_mechanisms import MECHANISMS, mechanism_reading, positive_types
from proofs.claims.families.valenzuela_stookey import ZERO, at_most, below, equal, never
from proofs.trading.dominance.cost_types import some_type
from proofs.trading.dominance.polarization import polarized
from proofs.trading.dominance.polarized_on_domain import decide_polarized_on_domains, polarized_on_domain
from proofs.trading.markets.bundles import Direction, bundle, minus, plus
from proofs.trading.markets.domains import Box, Domain
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Points, TradingSet
from proofs.trading.markets.protocols import Protocol, feasible
from proofs.trading.markets.selections import SelectionTable

# ------------------------------------------------------------------------------------------------------- instances


def corner_rays(box: Box) -> Rays:
    """The largest menu of rays that are polarized on a box of positive widths and lower ends: see the module."""
    size = box.dimension
    aimed = []
    for lows in itertools.product((True, False), repeat=size):
        if any(lows) and not all(lows):
            corner = [low if at else high for at, (low, high) in zip(lows, box.intervals(), strict=True)]
            counts = {True: sum(lows), False: size - sum(lows)}
            aimed.append([Fraction(1 if at else -1) / (counts[at] * v) for at, v in zip(lows, corner, strict=True)])
    least = min(
        sum(
            min(w * low, w * high)
            for w, (low, high) in zip(map(sum, zip(a, b, strict=True)), box.intervals(), strict=True)
        )
        for a, b in itertools.combinations(aimed, 2)
    )
    epsilon = Fraction(least) / (2 * sum(box.upper))
    return tuple(primitive([entry - epsilon for entry in a]) for a in aimed)


@dataclass(frozen=True)
class RaysOnBox(Displayed):
    """Rays from the endowment of an agent whose types are a box."""

    box: Box
    rays: Rays

    def words(self) -> str:
        return f"{common.rays_in_words(self.rays)} on {common.box_in_words(self.box)}"


def smaller_on_box(case: RaysOnBox) -> Iterator[RaysOnBox]:
    """Fewer rays, or smaller steps; the same box (on all of whose tasks the rays must have a step)."""
    return (RaysOnBox(case.box, rays) for rays in smaller_rays(case.rays) if len(rays[0]) == case.box.dimension)


def box_of_ends(*ends: tuple[int, int]) -> Box:
    lower, upper = zip(*ends, strict=True)
    return Box(bundle(lower), bundle(upper))


SMALL_BOXES = (
    box_of_ends((1, 2), (1, 2)),
    box_of_ends((1, 3), (1, 2)),
    box_of_ends((1, 2), (1, 2), (1, 2)),
    box_of_ends((1, 3), (1, 2), (1, 2)),
)


def _small_menus(seed: int) -> Iterator[RaysOnBox]:
    """All lists of at most 3 rays of both signs, with steps up to 3 in two tasks and up to 1 in three."""
    for box in SMALL_BOXES:
        most = 3 if box.dimension == 2 else 1
        steps = itertools.product(range(-most, most + 1), repeat=box.dimension)
        listed = [d for d in steps if min(d) < 0 < max(d) and primitive(d) == d]
        for count in (1, 2, 3):
            yield from (RaysOnBox(box, rays) for rays in itertools.combinations(listed, count))


def _grown_menus(seed: int) -> Iterator[RaysOnBox]:
    """Random boxes of 2 to 4 tasks: the largest menu, a part of it with further rays, or rays added while they go."""
    draw = random.Random(f"menus on boxes {seed}")
    while True:
        size = draw.choice((2, 3, 3, 4))
        lower = [Fraction(draw.randint(1, 4), draw.choice((1, 1, 2))) for _ in range(size)]
        box = Box(tuple(lower), tuple(low + Fraction(draw.randint(1, 6), draw.choice((1, 2))) for low in lower))
        largest = list(corner_rays(box))
        kept = largest if draw.random() < 0.4 else draw.sample(largest, draw.randint(0, len(largest) - 1))
        for _ in range(draw.choice((0, 1, 8))):
            further = primitive(bundle([draw.randint(-6, 6) for _ in range(size)]))
            if min(further) < 0 < max(further) and polarized_on_domain(box, [*kept, further]).holds:
                kept = [*kept, further]
        if kept:
            yield RaysOnBox(box, tuple(kept))


SMALL_MENUS_ON_BOXES = Family(
    "all lists of at most 3 rays on four boxes of costs up to 2 or 3, steps up to 3 in 2 tasks and up to 1 in 3 tasks",
    remembered(_small_menus),
)
GROWN_MENUS_ON_BOXES = Family(
    "largest menus on random boxes of 2 to 4 tasks, parts of them, and rays added while the menu stays polarized",
    remembered(_grown_menus),
    endless=True,
)


def _all_boxes(seed: int) -> Iterator[RaysOnBox]:
    """Boxes with ends up to 3 in two and three tasks, some in four, wide ones, random ones: each with 2^I - 2 rays."""
    sides = [(1, 2), (1, 3), (2, 3)]
    for size, listed in ((2, sides), (3, sides), (4, [(1, 2), (2, 3)]), (2, [(1, 5000), (1, 2)]), (3, [(1, 5000)])):
        for ends in itertools.combinations_with_replacement(listed, size):
            box = box_of_ends(*ends)
            yield RaysOnBox(box, corner_rays(box))
    draw = random.Random(f"boxes {seed}")
    for _ in range(80):
        lower = bundle([draw.randint(1, 9) for _ in range(draw.choice((2, 3, 4)))])
        box = Box(lower, plus(lower, bundle([draw.randint(1, 9) for _ in lower])))
        yield RaysOnBox(box, corner_rays(box))


LARGEST_MENUS = Family(
    "all boxes of 2 and 3 tasks with ends up to 3, some of 4 tasks, wide and random ones, each with its corner rays",
    remembered(_all_boxes),
)


def _traded(case: RaysOnBox) -> Mechanism:
    """The rays as trading sets of agent 1 of {eta, eta + d}; each trade is made with an agent of its own."""
    size, eta = case.box.dimension, bundle([max(abs(step) for ray in case.rays for step in ray)] * case.box.dimension)
    names = [str(j + 1) for j in range(len(case.rays) + 1)]
    menus = {"1": [Points((eta, plus(eta, bundle(ray)))) for ray in case.rays]}
    menus |= {name: [Points((eta, minus(eta, bundle(ray))))] for name, ray in zip(names[1:], case.rays, strict=True)}
    entries = []
    for k, ray in enumerate(case.rays, 1):
        for others in itertools.product((0, 1), repeat=len(case.rays)):
            if others[k - 1]:
                z = [plus(eta, bundle(ray)), *([eta] * len(case.rays))]
                z[k] = minus(eta, bundle(ray))
                entries.append(((k, *others), tuple(z)))
    preferences = Preferences.uniform(case.box.lower, case.box.upper)
    market = Market.make(
        dict.fromkeys(TASKS[:size], int(eta[0]) * len(names)), names, [eta] * len(names), preferences=preferences
    )
    return Mechanism.make(Protocol.make(market, menus, SelectionTable(tuple(entries))))


def _traded_menus(seed: int) -> Iterator[Mechanism]:
    """Menus of at most 3 rays, three in four of them polarized on the box and many not on the orthant."""
    draw = random.Random(f"traded menus {seed}")
    for case in GROWN_MENUS_ON_BOXES.instances(seed):
        if case.box.dimension < 4:
            rays = draw.sample(case.rays, min(len(case.rays), draw.choice((1, 2, 3))))
            if draw.random() < 0.25:
                rays[0] = tuple(draw.choice((-2, -1, 1, 2)) for _ in rays[0])
            yield _traded(RaysOnBox(case.box, tuple(rays)))


TRADED_MENUS = Family(
    "random menus of up to 3 rays on boxes of 2 and 3 tasks, most of them polarized there, each with an agent who "
    "takes the other side",
    remembered(_traded_menus),
    endless=True,
)


def _with_one(case: RaysOnBox) -> Mechanism:
    """The rays as trading sets of agent 1; agent 2, of types near the middle of the box, minds none of the trades."""
    size, eta = case.box.dimension, bundle([max(abs(step) for ray in case.rays for step in ray)] * case.box.dimension)
    trades = [bundle(ray) for ray in case.rays]
    entries = [((k, 1), (plus(eta, d), minus(eta, d))) for k, d in enumerate(trades, 1)]
    menus: dict[str, list[TradingSet]] = {
        "1": [Points((eta, plus(eta, d))) for d in trades],
        "2": [Points((eta, *(minus(eta, d) for d in trades)))],
    }
    preferences = [Preferences.uniform(box.lower, box.upper) for box in (case.box, _middle(case))]
    numbers = dict.fromkeys(TASKS[:size], 2 * int(eta[0]))
    market = Market.make(numbers, AGENTS[:2], [eta] * 2, preferences=preferences)
    return Mechanism.make(Protocol.make(market, menus, SelectionTable(tuple(entries))), {"2": families.constant(1)})


def _middle(case: RaysOnBox) -> Box:
    """Costs about the middle of the box, by all of which nobody gains who takes a ray."""
    share = Fraction(1, 4)
    while True:
        ends = [((low + high) / 2, share * (high - low)) for low, high in case.box.intervals()]
        box = Box(tuple(m - w for m, w in ends), tuple(m + w for m, w in ends))
        if not any(_gains(box, ray) for ray in case.rays):
            return box
        share /= 2


def _corner_menus(seed: int) -> Iterator[Mechanism]:
    """The corner rays of boxes, all of them and without the first or the last."""
    for case in itertools.islice(LARGEST_MENUS.instances(seed), 40):
        for rays in (case.rays, case.rays[1:], case.rays[:-1]):
            yield _with_one(RaysOnBox(case.box, rays))


CORNER_MENUS = Family(
    "the corner rays of 40 boxes of 2 to 4 tasks, all or all but one, with an agent who minds none of the trades",
    remembered(_corner_menus),
)


# ------------------------------------------------------------------------------------------- hypotheses, conclusions


def full_domains(mechanism: Mechanism) -> Part:
    """The types of every agent are an orthant, or a box of positive widths."""
    boxes = [each.domain for each in mechanism.market.preferences if isinstance(each.domain, Box)]
    for box in dict.fromkeys(boxes):
        least = min(high - low for low, high in box.intervals())
        yield below(ZERO, ("the least width of a box of types", least))


def osp_on_full_domains(mechanism: Mechanism) -> Part:
    yield from full_domains(mechanism)
    yield from common.osp(mechanism, "deviations")


def _gains(domain: Domain, d: Direction) -> bool:
    return some_type(domain, (d,)).holds is True


def form(domain: Domain, offered: Sequence[Direction]) -> str:
    """`kept` (no type gains by anything in the set), `welcome` (none loses), `ray`, or `none` of these."""
    if not any(_gains(domain, d) for d in offered):
        return "kept"
    if not any(_gains(domain, common.negative(d)) for d in offered):
        return "welcome"
    return "ray" if len(offered) == 1 else "none"


def forms_on_domain(mechanism: Mechanism) -> Part:
    """Claim 4 corrected. A set of no form must have a type that gains by one bundle and loses by another."""
    for j, preferences in enumerate(mechanism.market.preferences):
        for offered in mechanism.protocol.offers(j):
            if form(preferences.domain, offered) == "none":
                found = [
                    some_type(preferences.domain, (gain, common.negative(loss)))
                    for gain, loss in itertools.permutations(offered, 2)
                ]
                assert any(verdict.holds for verdict in found), "the proof above says so"
                yield from map(never, found)


def menus_on_domain(mechanism: Mechanism) -> Part:
    """The forms of sets, and: rays polarized on the domain; or one set that is welcome to all, and none beside it."""
    yield from forms_on_domain(mechanism)
    for j, preferences in enumerate(mechanism.market.preferences):
        offers = mechanism.protocol.offers(j)
        forms = [form(preferences.domain, offered) for offered in offers]
        yield polarized_on_domain(
            preferences.domain,
            [d[0] for d, kind in zip(offers, forms, strict=True) if kind == "ray"] or [_none(mechanism)],
        )
        welcome = forms.count("welcome")
        yield at_most(("the number of sets that are welcome to all types", welcome), ("", 1))
        beside = forms.count("ray") if welcome else 0
        yield at_most(("the number of rays beside a set that is welcome to all types", beside), ZERO)


def _osp_on_positive_boxes(mechanism: Mechanism) -> Part:
    yield from positive_types(mechanism)
    yield from osp_on_full_domains(mechanism)


def choices_within_corners(mechanism: Mechanism) -> Part:
    """For each agent the choices by which some type gains."""
    most = 2 ** len(mechanism.market.tasks) - 2
    for j, preferences in enumerate(mechanism.market.preferences):
        forms = [form(preferences.domain, offered) for offered in mechanism.protocol.offers(j)]
        count = len(forms) - forms.count("kept")
        yield at_most(
            ("the number of choices by which some type gains", count), ("the corners of the box less 2", most)
        )


def _none(mechanism: Mechanism) -> Direction:
    """{eta}, which a menu without rays has alone."""
    return (0,) * len(mechanism.market.tasks)


def _polarized_on_domains(mechanism: Mechanism) -> Part:
    yield feasible(mechanism.protocol)
    yield decide_polarized_on_domains(mechanism)


def _is_osp(mechanism: Mechanism) -> Part:
    return list(common.osp(mechanism, "deviations"))[1:]


def polarized_on_box(case: RaysOnBox) -> Part:
    yield below(ZERO, ("the least cost of a type", min(case.box.lower)))
    yield below(ZERO, ("the least width of the box", min(high - low for low, high in case.box.intervals())))
    yield polarized_on_domain(case.box, case.rays)


def different(case: RaysOnBox) -> int:
    return len({primitive(bundle(ray)) for ray in case.rays})


def at_most_corners(case: RaysOnBox) -> Part:
    most = 2**case.box.dimension - 2
    yield at_most(("the number of rays", len(case.rays)), ("the number of corners of the box less 2", most))


def corners_attained(case: RaysOnBox) -> Part:
    yield Expected(polarized_on_domain(case.box, case.rays))
    most = 2**case.box.dimension - 2
    yield at_most(("the number of corners of the box less 2", most), ("the number of different rays", different(case)))


# ------------------------------------------------------------------------------------------------------- readings

ON_DOMAINS = "corrected: orthants and boxes of positive widths"

FULL = (
    hard_mechanisms.BOX_TABLES,
    families.STRICT_TABLES,
    TRADED_MENUS,
    hard_mechanisms.MATCHED_BOXES,
    *MECHANISMS[1:],
)

CLAIM_4_CORRECTED = mechanism_reading(
    ON_DOMAINS,
    "If all costs are types, or those in a box of positive widths, then of each set of an obviously strategy-proof "
    "mechanism (an action compared with the other actions), of what is ever selected from it, no type gains by any "
    "bundle, or no type loses by any, or it is in one ray by which some types gain and others lose (proved)",
    osp_on_full_domains,
    forms_on_domain,
    "Some type gains by one bundle that is selected from the set, and loses by another.",
    *FULL,
    budget=150,
)

TWO_FORMS_CORRECTED = mechanism_reading(
    ON_DOMAINS,
    "Under the same conditions, the sets by which some type gains are rays polarized on the domain (no type gains by "
    "two of them), or there is one such set alone and no type loses by it (proved)",
    osp_on_full_domains,
    menus_on_domain,
    "Some type gains by two sets of the menu.",
    *FULL,
    budget=150,
)

THEOREM_2_CORRECTED = mechanism_reading(
    "corrected: any domain",
    "On any domain, a mechanism whose menus are of rays polarized on the domain, or remedial, is obviously "
    "strategy-proof (an action compared with the other actions) if agents make, of the myopically optimal choices, one "
    "with the best worst case (proved)",
    _polarized_on_domains,
    _is_osp,
    "The menus are polarized on the domains and some type's choice is not obviously dominant.",
    with_rays(hard_mechanisms.BOX_TABLES),
    TRADED_MENUS,
    hard_mechanisms.MATCHED_BOXES,
    hard_mechanisms.MATCHED_TYPES,
    budget=200,
)


def _rays_on_box(name: str, wording: str, hypothesis: Any, conclusion: Any, *tried: Family) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=tried,
        because=lambda case: "The rays are polarized on the box, and not as said.",
        describe=RaysOnBox.words,
        smaller=smaller_on_box,
        budget=500,
    )


CLAIM_5_CORRECTED = _rays_on_box(
    "corrected: boxes, two tasks",
    "Rays in two tasks by which some types of a box of positive widths and lower ends gain and some lose, and of which "
    "no two tempt the same type, are polarized on the orthant (proved)",
    lambda case: (equal(("the number of tasks", case.box.dimension), ("", 2)), *polarized_on_box(case)),
    lambda case: (polarized(case.rays),),
    SMALL_MENUS_ON_BOXES,
    GROWN_MENUS_ON_BOXES,
)

CHOICES_CORRECTED = mechanism_reading(
    "corrected: boxes",
    "In an obviously strategy-proof mechanism (an action compared with the other actions) where all costs in boxes of "
    "positive widths and lower ends are types, no agent has more than 2^I - 2 choices by which some type gains "
    "(proved)",
    _osp_on_positive_boxes,
    choices_within_corners,
    "An agent has more choices by which some type gains than its box has corners, less 2.",
    hard_mechanisms.BOX_TABLES,
    CORNER_MENUS,
    TRADED_MENUS,
    hard_mechanisms.MATCHED_BOXES,
    budget=200,
)

COROLLARY_2_CORRECTED = (
    _rays_on_box(
        "corrected: boxes",
        "Rays in I tasks that are polarized on a box of positive widths and positive lower ends are at most 2^I - 2 "
        "(proved)",
        polarized_on_box,
        at_most_corners,
        SMALL_MENUS_ON_BOXES,
        GROWN_MENUS_ON_BOXES,
    ),
    _rays_on_box(
        "corrected: boxes, as many as that",
        "On every box of positive widths and positive lower ends 2^I - 2 rays are polarized: one for each corner but "
        "two (proved)",
        lambda case: (below(ZERO, ("the least cost of a type", min(case.box.lower))),),
        corners_attained,
        LARGEST_MENUS,
    ),
)
