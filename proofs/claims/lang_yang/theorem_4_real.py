"""LY, before section 3.3: Theorem 4 for real-valued quotas."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from exact.showing.display import Displayed
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families import paramodular as paramodular_module
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim, complete
from proofs.claims.families.problems import described_problem
from proofs.claims.families.quota_problems import every_set, listed_paramodular
from proofs.claims.families.structure_classes import passing, sufficiency
from proofs.claims.stating import Formula, Term, defined, every, given, operation
from proofs.reduced_form.problem.data import problem_to_plain
from proofs.reduced_form.problem.problems import Constraint, Problem


def scaled(problem: Problem, other: Problem, share: Fraction) -> Problem:
    """Divisible goods, and the mixture of two systems of quotas on the same sets."""
    second = {quota.cells: quota for quota in other.constraints}
    mixed = []
    for quota in problem.constraints:
        assert quota.ceiling is not None
        assert second[quota.cells].ceiling is not None
        floor = share * quota.floor + (1 - share) * second[quota.cells].floor
        ceiling = share * quota.ceiling + (1 - share) * (second[quota.cells].ceiling or 0)
        mixed.append(Constraint(quota.cells, floor, ceiling))
    return replace(problem, constraints=tuple(mixed), divisible=True)


def divisible_problems(seed: int) -> Iterator[Problem]:
    """Mixtures of two random paramodular pairs."""
    draw = random.Random(seed)
    for agents, objects in itertools.cycle(((2, 1), (1, 2), (3, 1))):
        given = every_set(agents, objects, 2)
        pair = [
            paramodular_module.quotas_on_all_sets(given, *paramodular_module.random_pair(draw, agents * objects))
            for _ in "12"
        ]
        yield scaled(pair[0], pair[1], Fraction(draw.randint(1, 6), 7))


@dataclass(frozen=True)
class Rounded(Displayed):
    """Real quotas as of divisible goods, and indivisible goods with the integer quotas that mean the same for them."""

    real: Problem

    @property
    def whole(self) -> Problem:
        """Floors rounded up and ceilings down."""
        found = []
        for quota in self.real.constraints:
            assert quota.ceiling is not None
            floor, ceiling = Fraction(-(-quota.floor // 1)), Fraction(quota.ceiling // 1)
            found.append(Constraint(quota.cells, floor, ceiling))
        return replace(self.real, constraints=tuple(found), divisible=False)


def rounded_means(seed: int) -> Iterator[Rounded]:
    """Means of two paramodular pairs without floors on three cells, ceilings up to 2; the second in all orders."""
    given = every_set(3, 1, 2)
    tables = [ceilings for floors, ceilings in paramodular_module.paramodular_pairs(3) if not any(floors)]
    orders = [[families.moved((mask,), order)[0] for mask in range(8)] for order in itertools.permutations(range(3))]
    turned = dict.fromkeys(tuple(table[mask] for mask in order) for table in tables for order in orders)
    for one_table, other in sorted(itertools.product(tables, turned), key=lambda pair: sum(map(sum, pair))):
        pair = [paramodular_module.quotas_on_all_sets(given, (0,) * 8, ceilings) for ceilings in (one_table, other)]
        yield Rounded(scaled(pair[0], pair[1], Fraction(1, 2)))


def rounded_problems(seed: int) -> Iterator[Rounded]:
    """Mixtures of two random paramodular pairs on three cells that integer amounts can meet, set by set."""
    draw = random.Random(seed)
    given = every_set(3, 1, 2)
    while True:
        pair = [paramodular_module.quotas_on_all_sets(given, *paramodular_module.random_pair(draw, 3, 2)) for _ in "12"]
        case = Rounded(scaled(pair[0], pair[1], Fraction(draw.randint(1, 3), 4)))
        if all(-(-quota.floor // 1) <= (quota.ceiling or 0) // 1 for quota in case.real.constraints):
            yield case


def rounded_complete(case: Rounded) -> Part:
    return complete("B")(case.whole)


WHOLE = given("whole")


@defined("{0} is problem with indivisible goods and quotas rounded to integers")
def is_rounded(whole: Term) -> Formula:
    """Floors rounded up and ceilings down, which integer amounts meet exactly if they meet those of `problem`."""

    def rounded(members: Term) -> Formula:
        low, high = said.floor(members), said.ceiling(members)
        below, above = said.floor(members, whole), said.ceiling(members, whole)
        return (low <= below) & (below < low + 1) & (above <= high) & (high < above + 1)

    rest = operation("omitting", operation("omitting", said.PROBLEM, "constraints"), "divisible")
    return (
        operation("omitting", whole, "constraints").same(rest)
        & said.quota_sets(whole).same(said.quota_sets())
        & every("G", said.quota_sets(), rounded)
    )


def stated_pair(case: Rounded) -> dict[str, Any]:
    return {"problem": problem_to_plain(case.real), "whole": problem_to_plain(case.whole)}


THEOREM_4_REAL = claim(
    "theorem-4.real",
    "before section 3.3",
    "Theorem 4 for real-valued quotas",
    Reading(
        wording="With goods as in section 2, whose pure outcomes are integers, and real-valued paramodular quotas "
        "on all sets, an interim rule is implementable if and only if Condition B holds.",
        hypothesis=lambda case: listed_paramodular(case.real),
        conclusion=rounded_complete,
        families=(
            Family("means of two paramodular pairs on 3 agents, 2 types, ceilings up to 2, no floors", rounded_means),
            Family("mixtures of two random paramodular pairs on 3 agents, 2 types", rounded_problems, True),
        ),
        because=lambda case: (
            "the quotas are paramodular; integer amounts meet them exactly if they meet the "
            "quotas rounded to integers, and with these a rule satisfies Condition B without being implementable"
        ),
        describe=lambda case: f"{described_problem(case.real)}; rounded: {passing(case.whole, 'B')}",
        budget=300,
        stated=said.stated_problem(
            [said.quotas_on_every_set(), said.is_paramodular(), is_rounded(WHOLE)],
            [said.condition_complete("B", WHOLE)],
            sorts={"problem": "problem", "whole": "allocation problem"},
            instances=stated_pair,
        ),
    ),
    sufficiency(
        "B",
        listed_paramodular,
        name="divisible goods",
        wording="With divisible goods and real-valued paramodular quotas on all sets, an interim rule is "
        "implementable if and only if Condition B holds.",
        families=(
            Family("mixtures of two random paramodular pairs on 2 and 3 cells, 2 types", divisible_problems, True),
        ),
        smaller=lambda problem: iter(()),
        budget=120,
    ),
)


CLAIMS = [THEOREM_4_REAL]
