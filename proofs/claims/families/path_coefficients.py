"""How large coefficients must be on a path, as types grow: what Conditions A and B, with 1, 0 and -1, cannot say.

**At least 2^(n - 1).** Agents 2 - 1 - 3 on a path, at most one unit for each edge and each agent, n types of everybody.
In the weighted rule let e_1, ..., e_n be the coefficients of agent 2's types and of agent 3's as well, and m_1, ...,
m_n those of agent 1: e_1 = 0, e_k = 2^(k - 2) for k > 1, and m_k = 2^(k - 1). Then the inequality with these
coefficients and the best bound is a facet of the implementable rules, for every positive prior; as these have full
dimension, no other multiple than this one is primitive, so coefficients from -M to M suffice only if M >= 2^(n - 1).
*Proof.* At a profile the best outcome is worth the greater of m_j (the middle served) and e_i + e_k (both ends). The
face on which the inequality binds contains, at a profile at which two outcomes are best, the difference of the two as a
direction. For j = 1, ..., n - 1 both outcomes are best at (m_j; e_(j+1), e_1) and at (m_j; e_1, e_(j+1)); for j = 2,
..., n at (m_j; e_j, e_j); the ends are best at (m_1; e_1, e_2), with or without agent 2, whose coefficient is 0, and
likewise for agent 3. These are 2 + 2(n - 1) + (n - 1) = 3n - 1 directions. A vector of coefficients that is 0 on all of
them has e_1 = 0 for both ends, m_j = e_(j+1) for both, and m_j = 2 e_j for j > 1, so it is a multiple of ours: the
directions are independent, and the face has one dimension less than the rules, which have all 3n: at every profile each
agent may be served alone, or nobody. QED.

For n = 2 and 3 no larger coefficients are needed (`examples/lang_yang/coefficients_on_a_path.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from exact.showing.display import Displayed
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import at_most, equal
from proofs.reduced_form.facets.listing import facet_proof, is_facet
from proofs.reduced_form.facets.summands import inequality
from proofs.reduced_form.problem.problems import Coordinate, Problem

MOST_TYPES = 5


@dataclass(frozen=True)
class Path(Displayed):
    """The path 2 - 1 - 3 with so many types of each agent and one unit for each edge and agent."""

    types: int

    def __str__(self) -> str:
        return f"the path 2 - 1 - 3 with {self.types} types each"

    @property
    def problem(self) -> Problem:
        given = families.build(3, 1, (0b011, 0b101), (self.types,) * 3)
        return families.problem_on(given, dict.fromkeys(given.constraint_sets, (0, 1)))

    @property
    def coefficients(self) -> dict[Coordinate, Fraction]:
        """Of the weighted rule: powers of 2, without those that are 0."""
        ends = (0, *(2**k for k in range(self.types - 1)))
        middle = tuple(2**k for k in range(self.types))
        kinds = self.problem.types
        listed = zip(self.problem.agents, kinds, (middle, ends, ends), strict=True)
        return {
            (agent, kind): Fraction(value)
            for agent, own, values in listed
            for kind, value in zip(own, values, strict=True)
            if value
        }


def large_coefficients(case: Path) -> Part:
    """A facet, with a coefficient that is 2^(n - 1) times another."""
    found = inequality(case.problem, case.coefficients)
    yield equal([(int(is_facet(case.problem, found)), 1)], "1 if the inequality is a facet, else 0,")
    yield facet_proof(case.problem, found)
    sizes = case.coefficients.values()
    yield at_most([(2 ** (case.types - 1), max(sizes) / min(sizes))], "2^(n - 1)", "the ratio of two coefficients")


def paths(seed: int) -> Iterator[Path]:
    return map(Path, range(2, MOST_TYPES + 1))


ON_A_PATH = Reading(
    name="corrected: coefficients on a path",
    wording="On a path of three agents with n types each and one unit for each edge and agent, where Condition A is "
    "not enough, some facet of the implementable rules has coefficients 1 and 2^(n - 1), whatever the prior is; so "
    "inequalities with coefficients from -M to M are enough only if M is at least 2^(n - 1) (proved)",
    conclusion=large_coefficients,
    families=(Family(f"the path 2 - 1 - 3 with 2 to {MOST_TYPES} types each", paths),),
    because=lambda case: "the inequality is no facet",
)
