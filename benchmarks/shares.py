"""In how many small markets do simple mechanisms lose nothing? `python -m benchmarks.shares` (about ten minutes).

All markets of the exhaustive families of `proofs.claims.families.compared_markets` with so many agents, tasks and types
each (equally likely, one unit of each task for everybody, performance 0 or 1 and not the same for all), or, where there
are too many, some drawn from a seed, one in four with common types. A form of performance that stands for several by
other names counts as often. Told are the shares in which (3) bilateral trade, (4) polarized ray, (5) obviously
strategy-proof and (6) Bayesian incentive compatible mechanisms cost the same, and the part of what (6) saves in all
that (3), (4) and (5) save. With two agents (4) is (3). With three (4) is enclosed, and what is attained counts; where
the bound leaves more than a thousandth of what is saved, or the cost of (5), open, that is an error and not a number.
`--write` keeps the numbers for the page of the site, in `proofs/report/assets/shares.json`.
"""

from __future__ import annotations

import itertools
import json
import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import proofs.report
from exact.rationals import text
from proofs.claims.families.compared_markets import (
    TYPES,
    Types,
    common_types,
    equally_likely,
    performances,
)
from proofs.claims.families.corrected_values import least_cost
from proofs.report.replacing import percent
from proofs.trading.markets.bundles import minus
from proofs.trading.markets.market import Market
from proofs.trading.value.best_obvious import cheapest_obviously_strategy_proof
from proofs.trading.value.best_rays import BestPolarizedRays
from proofs.trading.value.best_trade import best_bilateral_trade
from proofs.trading.value.linear_programs import cheapest_incentive_compatible
from proofs.trading.value.ray_search import best_polarized_rays

KEPT = Path(proofs.report.__file__).parent / "assets" / "shares.json"
SEVERAL = "strictly better at all tasks"
PATTERNS = (f"somebody {SEVERAL}", f"nobody {SEVERAL}")
SUPPORTS = ("common types", "different types")


@dataclass(frozen=True)
class Part:
    """Markets of so many agents, tasks and types each; `drawn`: so many of them from a seed, else all."""

    agents: int
    tasks: int
    types: int
    drawn: int | None = None

    @property
    def listed(self) -> Types:
        """Three agents have types of costs 1 and 2 alone."""
        return TYPES[self.tasks] if self.agents == 2 or self.tasks > 2 else TYPES[self.tasks][:3]

    def markets(self) -> Iterator[tuple[Market, int]]:
        """Each with how many have that form."""
        own = list(itertools.combinations(self.listed, self.types))
        forms = performances(self.agents, self.tasks)
        if self.drawn is None:
            for performance, count in forms:
                for types in itertools.product(own, repeat=self.agents):
                    yield equally_likely(types, performance), count
            return
        draw = random.Random(f"shares {self.agents} {self.tasks} {self.types}")
        weights = [count for _, count in forms]
        for at in range(self.drawn):
            ((performance, _),) = draw.choices(forms, weights)
            # one in four has common types, which are rare otherwise
            alike = at % 4 == 0
            types = (draw.choice(own),) * self.agents if alike else tuple(draw.choice(own) for _ in range(self.agents))
            yield equally_likely(types, performance), 1


PARTS = (
    Part(2, 2, 1),
    Part(2, 2, 2),
    Part(2, 2, 3),
    Part(2, 3, 1),
    Part(2, 3, 2),
    Part(2, 3, 3, drawn=300),
    Part(2, 4, 2, drawn=200),
    Part(3, 2, 1),
    Part(3, 2, 2),
    Part(3, 3, 2, drawn=60),
)


EQUAL = ("3=4", "4=5", "3=5", "5=6", "all")
SECONDS = 60
"""For the best polarized rays of one market."""


@dataclass
class Share:
    """What was counted of one kind of market; `saved` by (3), (4), (5) and (6)."""

    markets: int = 0
    equal: dict[str, int] = field(default_factory=lambda: dict.fromkeys(EQUAL, 0))
    saved: list[Fraction] = field(default_factory=lambda: [Fraction(0)] * 4)

    def add(self, market: Market, count: int) -> None:
        best = (best_bilateral_trade, cheapest_obviously_strategy_proof, cheapest_incentive_compatible)
        trade, obvious, incentive = (least_cost(solve(market)) for solve in best)
        rays = trade if len(market.agents) == 2 or trade == obvious else cost_of_rays(market, obvious)
        self.markets += count
        pairs = ((trade, rays), (rays, obvious), (trade, obvious), (obvious, incentive), (trade, incentive))
        for name, (one, other) in zip(EQUAL, pairs, strict=True):
            self.equal[name] += count * (one == other)
        for place, cost in enumerate((trade, rays, obvious, incentive)):
            self.saved[place] += count * (market.social_cost(market.status_quo) - cost)

    def told(self) -> dict[str, Any]:
        parts = [text(part / self.saved[3]) for part in self.saved[:3]] if self.saved[3] else []
        return {"markets": self.markets, "equal": self.equal, "part saved": parts}


def cost_of_rays(market: Market, obvious: Fraction) -> Fraction:
    """What the best polarized rays that are met cost, if no others save more than a thousandth more."""
    statement = best_polarized_rays(market, SECONDS).statement
    assert isinstance(statement, BestPolarizedRays)
    saved = market.social_cost(market.status_quo) - statement.value
    open_part = statement.value - statement.bound
    if open_part > saved / 1000 or statement.bound <= obvious < statement.value:
        raise ValueError(f"{market}: {statement.sentence()}, and (5) {text(obvious)}; give more seconds")
    return statement.value


def pattern(market: Market) -> str:
    pairs = itertools.permutations(market.performance, 2)
    return PATTERNS[0] if any(max(minus(one, other)) < 0 for one, other in pairs) else PATTERNS[1]


def counted(part: Part) -> list[dict[str, Any]]:
    """The rows of a part: by performance and by types, where there are any such markets."""
    found: dict[tuple[str, str], Share] = {(one, other): Share() for one in PATTERNS for other in SUPPORTS}
    for market, count in part.markets():
        found[pattern(market), SUPPORTS[0] if common_types(market) else SUPPORTS[1]].add(market, count)
    head = {"agents": part.agents, "tasks": part.tasks, "types": part.types, "exhaustive": part.drawn is None}
    return [
        {**head, "performance": one, "support": other, **share.told()}
        for (one, other), share in found.items()
        if share.markets
    ]


def table(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    equal = ("all equal", "(3) = (4)", "(4) = (5)", "(3) = (5)", "(5) = (6)")
    heads = ("agents, tasks, types", "performance", "types", "markets", *equal)
    yield f"| {' | '.join(heads)} | of what (6) saves, (3) saves | (4) | and (5) |"
    yield f"|---|---|---|{'--:|' * 9}"
    for row in rows:
        shares = [percent(Fraction(row["equal"][name], row["markets"])) for name in ("all", *EQUAL[:-1])]
        parts = [percent(Fraction(part)) for part in row["part saved"]] or [""] * 3
        kind = f"{row['agents']}, {row['tasks']}, {row['types']}{'' if row['exhaustive'] else ' (drawn)'}"
        cells = (kind, row["performance"], row["support"], str(row["markets"]), *shares, *parts)
        yield f"| {' | '.join(cells)} |"


def main() -> None:
    rows = []
    for part in PARTS:
        rows += counted(part)
        print(f"{part}", file=sys.stderr, flush=True)
    print("\n".join(table(rows)))
    if "--write" in sys.argv:
        KEPT.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
