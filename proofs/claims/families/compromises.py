"""The compromise problem (LY, section 5.6): its constraint matrix, rules to try, and the inequalities (33) and (34).

Shared by Lemma 11, its proof, and what stands before and after it.

**One player with at most two types.** Then (33) and (34) describe the implementable rules, whatever the number of the
other player's types. *Proof.* Necessity is seen profile by profile. Conversely let y_i(t_i, a) = lambda_i(t_i)
Q_i(t_i, a) satisfy them; with one type of player 1 add a copy of it, each with half of everything. (34) with G the
complement of one in {a0, a1, a2} follows, for the values of a0 are what is left of the types' probabilities, (33)
turns sums over S_i into sums over the complement, and the sides change places; so (34) holds for all G. Let the types
of player 1 be u and v. What is sought are x(a, m) = lambda(u, m) q(a | u, m) with 0 <= x(a, m) <= y_2(m, a), the sum
over a being lambda(u, m), and that over m being y_1(u, a): the lotteries at (v, m) get the rest y_2(m, a) - x(a, m),
whose sum over a is lambda(v, m), and over m, by (33), y_1(v, a). That is a flow from alternatives to types of player 2
with capacities y_2(m, a); its supplies y_1(u, a) and demands lambda(u, m) have the same sum. It exists exactly if for
all sets G of alternatives and M of types the supplies of G are at most the demands of M and the capacities from G to
the others (Gale, Hoffman): this is (34) with S_1 = {u} and S_2 the complement of M. QED. Nothing here needs three
alternatives.

**Three types of one player.** With three types each (34) is not all: 72 facets, alike under exchanges, take one
alternative from one player and another from the other. (35) For alternatives a and b, disjoint sets S, S' of types of
player 1 and M, M' of types of player 2,

    Q_1(S, a) - Q_2(M, a) - Q_1(S', b) + Q_2(M', b) <= P(s in S and m not in M, or m in M' and s not in S'),

values weighted by probabilities and summed over the sets. With the equations (33), Q >= 0, (34) and (35) all facets
are named for up to three types of one player and four of the other. That (35) is necessary is seen profile by profile,
where a and b are not both chosen. With four types each (35) does not last: of 4,932 facets in 11 orbits 1,728, alike
under exchanges, are of none of these forms, such as

    Q_1(1, a1) + Q_1(3, a1) + Q_1(3, a2) - Q_1(4, a2) - Q_2(2, a1) - Q_2(4, a1) - Q_2(2, a2) + Q_2(3, a2)
        <= l(1, 1) + l(1, 3) + l(2, 3) + l(3, 1) + 2 l(3, 3) + l(3, 4).

All facets are inequalities of Condition A there.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from exact.linear import Coefficients, LinearSystem, PrimalDual, feasibility, optimum
from exact.matrices import Matrix, Name
from exact.showing.display import Displayed
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.cone_facts import stated as shown
from proofs.claims.cone_facts import stated_if, words
from proofs.claims.families.bilateral_trade import ONE, ZERO, subsets
from proofs.claims.families.lang_yang import equal
from proofs.claims.stating import Stated
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.problems import Constraint, InterimRule, JointPrior, Problem


@dataclass(frozen=True)
class Compromise(Displayed):
    """Numbers of types of the two players, and the alternatives that B reports."""

    counts: tuple[int, int]
    alternatives: tuple[str, ...]

    @property
    def profiles(self) -> list[tuple[str, str]]:
        one, other = (tuple("uvwxyz"[:count]) for count in self.counts)
        return list(itertools.product(one, other))

    @property
    def rows(self) -> dict[Name, list[Name]]:
        """Rows (i, a, t_i) of B and t of C, by the columns (a, t) of their ones."""
        found: dict[Name, list[Name]] = {}
        for player in (0, 1):
            for a in self.alternatives:
                for t in self.profiles:
                    found.setdefault(("f", str(player + 1), a, t[player]), []).append((a, *t))
        for t in self.profiles:
            found["g", *t] = [(a, *t) for a in self.alternatives]
        return found

    @property
    def matrix(self) -> Matrix:
        """M(W) for W = {(f, g) : -f'B + g'C >= 0}: a row for each alternative and profile."""
        columns: list[Name] = [(a, *t) for a in self.alternatives for t in self.profiles]
        rows = self.rows
        entries = {
            (c, name): -1 if isinstance(name, tuple) and name[0] == "f" else 1 for name, cs in rows.items() for c in cs
        }
        return Matrix.sparse(columns, list(rows), entries)

    def words(self) -> str:
        return f"{self.counts[0]} x {self.counts[1]} types, alternatives {', '.join(self.alternatives)}"


SIZES_NAMED = ((2, 2), (2, 3), (2, 4), (3, 3), (3, 4))
ALL_THREE, TWO = ("a0", "a1", "a2"), ("a1", "a2")


def compromise(alternatives: tuple[str, ...]) -> Family:
    named = ", ".join(alternatives)
    return Family(
        f"the compromise problem with two types each, B and C on the alternatives {named}",
        lambda seed: iter((Compromise((2, 2), alternatives),)),
    )


def lemma_11(name: str, wording: str, alternatives: tuple[str, ...], stated: Stated | None = None) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        conclusion=lambda case: [total_unimodularity(case.matrix)],
        families=(compromise(alternatives),),
        because=lambda case: "the certified square submatrix of M(W) has a determinant other than -1, 0, 1",
        describe=Compromise.words,
        stated=stated,
    )


@dataclass(frozen=True)
class CompromiseRule(Displayed):
    """Numbers of types, a joint prior, and lambda_i(t_i) Q_i(t_i, a) for a1 and a2, in the order of `names`."""

    counts: tuple[int, int]
    prior: tuple[Fraction, ...]
    point: tuple[Fraction, ...]

    @property
    def types(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return tuple("uvwxyz"[: self.counts[0]]), tuple("uvwxyz"[: self.counts[1]])

    @property
    def names(self) -> list[tuple[str, str, str]]:
        return [(str(i + 1), kind, a) for i in (0, 1) for kind in self.types[i] for a in TWO]

    @property
    def problem(self) -> Problem:
        """A public choice among three alternatives."""
        everything = Constraint(frozenset((a,) for a in ALL_THREE), ONE, ONE)
        return Problem(("1", "2"), ALL_THREE, self.types, JointPrior(self.prior), (everything,), public=True)

    def mass(self, one: str, other: str) -> Fraction:
        return self.prior[self.types[0].index(one) * self.counts[1] + self.types[1].index(other)]

    @property
    def rule(self) -> InterimRule:
        """Q with Q(a0) = 1 - Q(a1) - Q(a2)."""
        marginals = self.problem.marginals
        at = {name: y / marginals[name[0], name[1]] for name, y in zip(self.names, self.point, strict=True)}
        values = []
        for agent, kind, a in self.problem.coordinates:
            values.append(at[agent, kind, a] if a in TWO else 1 - at[agent, kind, "a1"] - at[agent, kind, "a2"])
        return InterimRule(tuple(values))

    def words(self) -> str:
        prior = "uniform prior" if len(set(self.prior)) == 1 else f"prior {words(self.prior)}"
        marginals = self.problem.marginals
        values = ", ".join(
            f"Q_{i}({kind}, {a}) = {y / marginals[i, kind]}"
            for (i, kind, a), y in zip(self.names, self.point, strict=True)
        )
        return f"{self.counts[0]} x {self.counts[1]} types, {prior}; {values}"


def compromise_system(case: CompromiseRule) -> LinearSystem:
    """(33) and (34) in lambda_i(t_i) Q_i(t_i, a)."""
    one, other = case.types
    balance: list[tuple[Coefficients, int]] = [
        ({("1", k, a): 1 for k in one} | {("2", k, a): -1 for k in other}, 0) for a in TWO
    ]
    limits: list[tuple[Coefficients, Fraction]] = []
    for chosen in subsets(TWO):
        for first in subsets(one):
            for second in subsets(other):
                row = {("1", k, a): 1 for a in chosen for k in first} | {
                    ("2", k, a): -1 for a in chosen for k in second
                }
                bound = sum((case.mass(k, m) for k in first for m in other if m not in second), ZERO)
                limits.append((row, bound))
    return LinearSystem.make(case.names, at_most=limits, equal=balance)


def compromise_inequalities(case: CompromiseRule) -> Verdict:
    system = compromise_system(case)
    return feasibility(LinearSystem(system.variables, system.rows, case.point, case.point))


Cuts = tuple[tuple[int, int], tuple[int, int]]
"""For each player the numbers of types whose values count for a1 and for a2."""


def best_rule(case: CompromiseRule, cuts: Cuts) -> CompromiseRule:
    """The solution of (33)-(34) that is best for the objective of the cuts."""
    evidence = optimum(compromise_system(case), nested_objective(case, cuts)).evidence
    assert isinstance(evidence, PrimalDual)
    return replace(case, point=evidence.values)


def compromise_rules(seed: int, sizes: Sequence[tuple[int, int]]) -> Iterator[CompromiseRule]:
    """Solutions of (33)-(34) that are best for objectives with nested sets of types, some pushed beyond; no end.

    For each of the sizes first with a uniform prior and every pair of cuts; then with random ones.
    """
    draw = random.Random(seed)
    for counts in sizes:
        for cuts in all_cuts(counts):
            yield best_rule(uniform_compromise(counts), cuts)
    while True:
        counts = draw.choice(sizes)
        weights = [draw.randint(1, 4) for _ in range(counts[0] * counts[1])]
        bare = CompromiseRule(counts, tuple(Fraction(w, sum(weights)) for w in weights), ())
        found = best_rule(bare, draw.choice(all_cuts(counts)))
        yield found
        place = draw.randrange(len(found.point))
        pushed = (*found.point[:place], found.point[place] + Fraction(1, 16), *found.point[place + 1 :])
        yield replace(found, point=pushed)


def uniform_compromise(counts: tuple[int, int]) -> CompromiseRule:
    size = counts[0] * counts[1]
    return CompromiseRule(counts, (Fraction(1, size),) * size, ())


def all_cuts(counts: tuple[int, int]) -> list[Cuts]:
    """All pairs of nested sets for both players, none of them empty."""
    first, second = (list(itertools.combinations_with_replacement(range(1, count + 1), 2)) for count in counts)
    return list(itertools.product(first, second))


def nested_objective(case: CompromiseRule, cuts: Cuts) -> dict[Any, int]:
    """+1 on growing sets of player 1's types and -1 on growing sets of player 2's, one pair for each alternative."""
    found: dict[Any, int] = {}
    for i, sign in ((0, 1), (1, -1)):
        for a, cut in zip(TWO, cuts[i], strict=True):
            found |= {(str(i + 1), kind, a): sign for kind in case.types[i][:cut]}
    return found


def smaller_compromises(case: CompromiseRule) -> Iterator[CompromiseRule]:
    """With a value set to 0 on both sides as far as (33) allows, keeping the prior."""
    at = dict(zip(case.names, case.point, strict=True))
    for one, other in itertools.product(case.types[0], case.types[1]):
        for a in TWO:
            least = min(at["1", one, a], at["2", other, a])
            if least > 0:
                less = {**at, ("1", one, a): at["1", one, a] - least, ("2", other, a): at["2", other, a] - least}
                yield replace(case, point=tuple(less[name] for name in case.names))


@dataclass(frozen=True)
class Types(Displayed):
    """The compromise problem with so many types of each player, a uniform prior."""

    counts: tuple[int, int]

    def __str__(self) -> str:
        return f"the compromise problem with {self.counts[0]} x {self.counts[1]} types"

    @property
    def problem(self) -> Problem:
        return replace(uniform_compromise(self.counts), point=()).problem


def is_35(normal: Mapping[tuple[str, ...], Fraction]) -> bool:
    """Whether coefficients are those of (35): of two alternatives, on each one sign for each player, all four used."""
    signs: dict[tuple[str, str], set[Fraction]] = {}
    for (agent, _, thing), value in normal.items():
        signs.setdefault((agent, thing), set()).add(value)
    things = sorted({thing for _, thing in signs})
    if len(things) != 2 or len(signs) != 4 or any(len(each) > 1 or abs(max(each)) != 1 for each in signs.values()):
        return False
    found = {key: max(each) for key, each in signs.items()}
    a, b = things
    opposite = found["1", a] == -found["2", a] == -found["1", b] == found["2", b]
    return opposite and len({key[:2] for key in normal}) == len(normal)


def unnamed(case: Types) -> Part:
    """All facets are Q >= 0, (34) or (35), written with the equations (33); some are (35) beyond two types each."""
    forms = facets(case.problem).forms or ()
    named = [form for form in forms if not form.missed or is_35(dict(form.inequality.coefficients))]
    further = sum(form.count for form in forms if form.missed)
    yield equal([(len(forms) - len(named), 0)], "the number of orbits of facets that are none of Q >= 0, (34) and (35)")
    yield equal([(int(further > 0), int(min(case.counts) > 2))], "1 if some facet is none of (34), else 0,")


def inequalities(wording: str, sizes: Sequence[tuple[int, int]], budget: int, **more: Any) -> Reading:
    """A reading that says: a rule is implementable exactly if it satisfies (33) and (34)."""
    counts = " or ".join(f"{one} x {other}" for one, other in sizes)
    return Reading(
        wording=wording,
        hypothesis=lambda case: [shown(compromise_inequalities(case))],
        conclusion=lambda case: [
            stated_if(implementable(case.problem, case.rule), bool(compromise_inequalities(case)))
        ],
        families=(
            Family(
                f"rules at and beyond the border of (33)-(34), random priors, {counts} types",
                lambda seed: compromise_rules(seed, sizes),
                endless=True,
            ),
        ),
        because=lambda case: (
            "the rule satisfies (33) and (34) and is not implementable"
            if compromise_inequalities(case)
            else "the rule is implementable and violates (33) or (34)"
        ),
        describe=CompromiseRule.words,
        smaller=smaller_compromises,
        budget=budget,
        **more,
    )


NAMED = Reading(
    name="corrected: three types of one player",
    wording="If one of the players has at most three types and the other at most four, a rule is implementable if and "
    "only if it satisfies Q >= 0, (33), (34) and (35): what types S of player 1 get of one alternative beyond types M "
    "of player 2, and types M' of player 2 of another beyond types S' of player 1, S and S', M and M' disjoint, "
    "is at most the probability of S without M, or M' without S'; with three types or more each, (35) cannot be left "
    "out (tested, not proved)",
    conclusion=unnamed,
    families=(Family("2 x 2, 2 x 3, 2 x 4, 3 x 3 and 3 x 4 types", lambda seed: map(Types, SIZES_NAMED)),),
    because=lambda case: "some orbit of facets has none of these forms, or (35) is not needed",
)
