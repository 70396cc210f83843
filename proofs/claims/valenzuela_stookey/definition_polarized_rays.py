"""VS, definition of polarized rays: disjoint negative parts are necessary and not sufficient.

* `definition.disjoint-negatives`: polarized rays never take away the same task
* `definition.not-sufficient`: disjoint negative parts do not make rays polarized
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.polarized_rays import NO_POLARIZED_MENU, is_polarized, rays_reading
from proofs.claims.families.rays import Rays
from proofs.claims.families.valenzuela_stookey import BESIDE, ZERO, at_most, claim, never
from proofs.trading.dominance.polarization import polarized


def losing(rays: Rays) -> Iterator[tuple[int, ...]]:
    """For each pair of different rays (neither {eta}) the tasks of which both take away."""
    proper = [ray for ray in rays if any(ray)]
    for one, two in itertools.combinations(proper, 2):
        yield tuple(i for i, (a, b) in enumerate(zip(one, two, strict=True)) if a < 0 and b < 0)


def disjoint_losses(rays: Rays) -> Part:
    most = max((len(shared) for shared in losing(rays)), default=0)
    yield at_most(("the number of tasks that two rays both take away", most), ZERO)


def both_signs(rays: Rays) -> Part:
    for ray in rays:
        yield polarized((ray,))


def disjoint_and_mixed(rays: Rays) -> Part:
    yield from disjoint_losses(rays)
    yield from both_signs(rays)


def _not_polarized(reading: Any) -> Callable[[Rays], Part]:
    return lambda rays: (never(polarized(rays, reading)),)


_NOT_SUFFICIENT: tuple[tuple[str, Any, str], ...] = (
    ("literal", "printed", " as printed"),
    (BESIDE, "beside endowment", " (beside the endowment)"),
)

DISJOINT_NEGATIVES = claim(
    "definition.disjoint-negatives",
    "section 3, after the definition of polarized rays",
    "polarized rays never take away the same task",
    rays_reading(
        "literal",
        "Of polarized rays (as printed) no two take away the same task",
        lambda rays: (polarized(rays, "printed"),),
        disjoint_losses,
        "",
        vacuous=NO_POLARIZED_MENU,
    ),
    rays_reading(
        BESIDE,
        "Of polarized rays (beside the endowment) no two different ones take away the same task",
        is_polarized,
        disjoint_losses,
        "The rays are polarized and two of them take away the same task.",
    ),
)

NOT_SUFFICIENT = claim(
    "definition.not-sufficient",
    "section 3, after the definition of polarized rays",
    "disjoint negative parts do not make rays polarized",
    *(
        Reading(
            name=name,
            wording=f"Some rays of both signs no two of which take away the same task are not polarized{how}",
            hypothesis=disjoint_and_mixed,
            conclusion=_not_polarized(reading),
            families=(Family("the rays (-2, 1) and (1, -2)", lambda seed: iter([((-2, 1), (1, -2))])),),
            because=lambda rays: "The rays are polarized.",
            describe=common.rays_in_words,
            budget=2,
        )
        for name, reading, how in _NOT_SUFFICIENT
    ),
)

CLAIMS = [DISJOINT_NEGATIVES, NOT_SUFFICIENT]
