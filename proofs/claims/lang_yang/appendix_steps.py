"""Lang & Yang (2023), appendix A.3 to A.11: further sentences of the proofs, on matrices, cycles and cones."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from exact.matrices import Matrix, Name
from exact.set_systems import hierarchy
from exact.showing.display import Displayed
from exact.unimodular import Submatrix, total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import LITERAL, Claim, Expected, Family, Part, Reading
from proofs.claims.cone_facts import rows_in_words, some, stated, stated_if
from proofs.claims.families import matrices as fm
from proofs.claims.families import problems as ly
from proofs.claims.lang_yang.appendix_proofs import (
    Cycle,
    bipartite_graphs,
    cycles,
    few_nonzeros,
    graph_cycle,
    graph_cycles,
    market_cycles,
    sides,
    standard,
)
from proofs.claims.lang_yang.common import equal
from proofs.claims.lang_yang.printed import quoted
from proofs.claims.lang_yang.section_4_chains import (
    SystemCase,
    chain_violations,
    lemma_6_verdicts,
    smaller_systems,
    system_cases,
)
from proofs.claims.lang_yang.section_5 import Suppliers, suppliers
from proofs.claims.lang_yang.section_5_trade import TWO, Compromise, compromise
from proofs.claims.lang_yang.titles import claim
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.problem.structures import ImplementationStructure, stacked_incidence

# ------------------------------------------------------------------------------------------------- matrices in general


@dataclass(frozen=True)
class TwoFamilies(Displayed):
    """Two families of sets of elements, by masks."""

    elements: int
    first: tuple[int, ...]
    second: tuple[int, ...]

    def matrix(self) -> Matrix:
        """A row for each set of either family."""
        rows = [[mask >> k & 1 for k in range(self.elements)] for mask in (*self.first, *self.second)]
        return Matrix.dense(rows, columns=range(self.elements))

    def words(self) -> str:
        def listed(masks: tuple[int, ...]) -> str:
            return ", ".join(
                "{" + ", ".join(str(k + 1) for k in range(self.elements) if m >> k & 1) + "}" for m in masks
            )

        return f"{self.elements} elements; {listed(self.first)}; and {listed(self.second)}"


def members_of(masks: tuple[int, ...]) -> list[frozenset[int]]:
    return [frozenset(k + 1 for k in range(mask.bit_length()) if mask >> k & 1) for mask in masks]


def laminar_pairs(seed: int) -> Iterator[TwoFamilies]:
    """All pairs of laminar families on three elements, then random ones on up to seven; without end."""
    sets = [mask for mask in range(1, 8) if mask.bit_count() > 1]
    listed = [c for size in range(1, 5) for c in itertools.combinations(sets, size) if ly.is_hierarchy(c)]
    for first, second in itertools.combinations_with_replacement(listed, 2):
        yield TwoFamilies(3, first, second)
    draw = random.Random(seed)
    while True:
        size = draw.randint(3, 7)
        chosen = []
        for _ in range(2):
            masks: tuple[int, ...] = ()
            for _ in range(2 * size):
                extra = draw.randrange(1, 1 << size)
                if extra not in masks and ly.is_hierarchy((*masks, extra)):
                    masks = (*masks, extra)
            chosen.append(masks)
        yield TwoFamilies(size, chosen[0], chosen[1])


TWO_LAMINARS = claim(
    "appendix.two-laminars",
    "appendix A.3, proof of Theorem 2(1)",
    Reading(
        wording="The incidence matrix of the union of two laminar families is totally unimodular (Edmonds).",
        hypothesis=lambda case: [hierarchy(members_of(case.first)), hierarchy(members_of(case.second))],
        conclusion=lambda case: [total_unimodularity(case.matrix())],
        families=(
            Family("all pairs of laminar families on 3 elements, random ones on up to 7", laminar_pairs, endless=True),
        ),
        because=lambda case: "both families are laminar, and the matrix is not totally unimodular",
        describe=TwoFamilies.words,
        budget=250,
    ),
)


def square_submatrices(rows: fm.Rows) -> Iterator[list[list[int]]]:
    for size in range(1, min(len(rows), len(rows[0])) + 1):
        for chosen in itertools.combinations(rows, size):
            for columns in itertools.combinations(range(len(rows[0])), size):
                yield [[row[c] for c in columns] for row in chosen]


def lines_of(square: list[list[int]]) -> list[Sequence[int]]:
    return [*square, *zip(*square, strict=True)]


def even_lines(square: list[list[int]]) -> bool:
    """Whether the sums of all rows and columns are even."""
    return all(sum(line) % 2 == 0 for line in lines_of(square))


def two_in_each(square: list[list[int]]) -> bool:
    """Whether every row and every column has exactly two nonzero entries."""
    return all(sum(map(bool, line)) == 2 for line in lines_of(square))


def unbalanced(rows: fm.Rows, which: Callable[[list[list[int]]], bool], what: str) -> Verdict:
    """No square submatrix of that kind has a sum of entries that is no multiple of four."""
    count = sum(which(square) and sum(map(sum, square)) % 4 != 0 for square in square_submatrices(rows))
    return equal([(count, 0)], f"the number of square submatrices with {what} and a sum that four does not divide")


def dense(rows: fm.Rows) -> Matrix:
    return Matrix.dense(rows, columns=range(len(rows[0])))


def characterization(
    name: str, wording: str, where: str, which: Callable[[list[list[int]]], bool], what: str, most: int | None
) -> Claim:
    """A claim that total unimodularity is that all square submatrices of a kind have sums divisible by four."""

    def hypothesis(rows: fm.Rows) -> Part:
        if most is not None:
            yield few_nonzeros(rows, most)
        yield stated(unbalanced(rows, which, what))

    return claim(
        name,
        where,
        Reading(
            wording=wording,
            hypothesis=hypothesis,
            conclusion=lambda rows: [stated_if(total_unimodularity(dense(rows)), bool(unbalanced(rows, which, what)))],
            families=(
                Family(
                    "all matrices up to 3 x 3 with entries -1, 0, 1",
                    lambda seed: fm.small(((1, 1), (2, 1), (1, 2), (2, 2), (3, 2), (2, 3), (3, 3))),
                ),
                Family("random matrices up to 5 x 5", lambda seed: fm.random_matrices(seed, 5, 5), endless=True),
            ),
            because=lambda rows: "total unimodularity and the sums of the submatrices disagree",
            describe=rows_in_words,
            smaller=fm.smaller_rows,
            budget=300,
        ),
    )


CAMION = characterization(
    "appendix.camion",
    "A matrix with entries -1, 0, 1 and at most two nonzero entries in each column is totally unimodular if and only "
    "if it is balanced: in every square submatrix with exactly two nonzero entries per row and per column the sum of "
    "the entries is a multiple of four.",
    "appendix A.3, proof of Theorem 2(2)(a)",
    two_in_each,
    "two nonzero entries in each row and column",
    2,
)
EVEN_SUMS = characterization(
    "appendix.theorem-3.even-sums",
    "A matrix with entries -1, 0, 1 is totally unimodular if and only if in every square submatrix with even row and "
    "column sums the sum of the entries is divisible by four.",
    "appendix A.4, proof of Theorem 3",
    even_lines,
    "even row and column sums",
    None,
)


# --------------------------------------------------------------------------------------------------- sums along cycles


@cache
def violating_cycle(given: ImplementationStructure) -> Cycle | None:
    """The violator of [B; C] as a cycle, if each of its rows and columns has just two ones."""
    found = total_unimodularity(stacked_incidence(given)).evidence
    if not isinstance(found, Submatrix):
        return None
    square = stacked_incidence(given).submatrix(found.rows, found.columns)
    if any(len(line) != 2 for line in (*square.entries, *square.transpose().entries)):
        return None
    ones = [[place for place, _ in line] for line in square.entries]
    rows: list[Name] = []
    columns: list[Name] = [square.columns[0]]
    here, used = 0, set[int]()
    while len(used) < len(ones):
        row = next((r for r, line in enumerate(ones) if here in line and r not in used), None)
        if row is None:
            return None
        used.add(row)
        rows.append(square.rows[row])
        here = next(place for place in ones[row] if place != here)
        columns.append(square.columns[here])
    return Cycle(given, tuple(columns[:-1]), tuple(rows)) if columns[-1] == columns[0] else None


def with_violators(
    structures: Callable[[], Iterator[ImplementationStructure]], rest: Callable[[int], Iterator[Cycle]]
) -> Callable[[int], Iterator[Cycle]]:
    """The cycles that violate total unimodularity, where there are any, then the others."""

    def stream(seed: int) -> Iterator[Cycle]:
        listed = [cycle for given in structures() if (cycle := violating_cycle(given)) is not None]
        yield from listed
        yield from (cycle for cycle in rest(seed) if cycle not in listed)

    return stream


def small_markets() -> Iterator[ImplementationStructure]:
    return (ly.canonical(n, m, [2] * n) for n, m in ((2, 2), (3, 2)))


def with_its_matrix(hypothesis: Callable[[Cycle], Part]) -> Callable[[Cycle], Part]:
    """The hypothesis, and whether the cycle's matrix is totally unimodular, which shows its entries."""
    return lambda case: [*hypothesis(case), stated(total_unimodularity(case.matrix))]


def sum_is_divisible(case: Cycle) -> Part:
    total = case.matrix.nonzeros
    yield equal([(total % 4, 0)], f"the sum of the entries of the cycle ({total}) modulo 4")


def cycle_sums(name: str, where: str, *readings: tuple[str, str, Family], hypothesis: Callable[[Cycle], Part]) -> Claim:
    return claim(
        name,
        where,
        *(
            Reading(
                name=reading,
                wording=wording,
                hypothesis=with_its_matrix(hypothesis),
                conclusion=sum_is_divisible,
                families=(family,),
                because=lambda case: (
                    f"the cycle has {len(case.rows)} rows with two ones each, an odd number of rows, so the sum of its "
                    "entries is not a multiple of four and its determinant is 2 or -2"
                ),
                describe=Cycle.words,
                budget=150,
            )
            for reading, wording, family in readings
        ),
    )


CYCLE_EVEN = cycle_sums(
    "appendix.cycle-is-even",
    "appendix A.3, proof of Theorem 2(2)(a)",
    (
        LITERAL,
        "In a bihierarchy with standard constraints and binary types the sum of the entries along every cycle of [B; "
        "C] with two ones in every row and column is a multiple of four.",
        Family(
            "cycles of the canonical 2 x 2, 2 x 3 and 3 x 2 markets with binary types, violators and short ones",
            with_violators(small_markets, market_cycles),
        ),
    ),
    (
        "two agents and two objects",
        "The same for the canonical market with two agents and two objects.",
        Family("short cycles of the canonical 2 x 2 market", lambda seed: cycles(ly.canonical(2, 2, [2, 2]), 9, 120)),
    ),
    hypothesis=standard,
)
GRAPH_CYCLE_EVEN = cycle_sums(
    "appendix.theorem-3.cycle-sums",
    "appendix A.4, proof of Theorem 3",
    (
        LITERAL,
        "In a bipartite graph with binary types the sum of the entries along every cycle of [B; C] is divisible by "
        "four.",
        Family(
            "cycles of all bipartite graphs on at most 4 agents, binary types, violators and short ones",
            with_violators(lambda: iter(bipartite_graphs()), graph_cycles),
        ),
    ),
    hypothesis=graph_cycle,
)


def path_sums(case: Cycle) -> Part:
    """A path with k rows of C has k + 1 columns with two entries each."""
    side = sides(case.structure)
    for first, last, length in case.runs():
        entries, odd = 2 * (length + 1), side[first] == side[last]
        divisor = 2 if odd else 4
        what = f"the sum of the entries ({entries}) of {'an odd' if odd else 'an even'} path modulo {divisor}"
        yield equal([(entries % divisor, 0)], what)


PATH_SUMS = claim(
    "appendix.theorem-3.path-sums",
    "appendix A.4, proof of Theorem 3",
    Reading(
        wording="In a bipartite graph with binary types the sum of the entries of a path of a cycle within one type "
        "profile is a multiple of two if its ends are on the same side, and of four if they are not.",
        hypothesis=graph_cycle,
        conclusion=path_sums,
        families=(Family("short cycles of all bipartite graphs on at most 4 agents, binary types", graph_cycles),),
        because=lambda case: "a path has another sum",
        describe=Cycle.words,
        budget=150,
    ),
)


# ------------------------------------------------------------------------------------------- Lemmas 6, 8 and 11, proofs


@cache
def f2_verdicts(case: SystemCase) -> tuple[tuple[Verdict, ...], Verdict]:
    """The verdicts on violations of F2, quotas as printed, not weighted by the prior."""
    weights = dict.fromkeys(case.structure.profiles, Fraction(1))
    before, last = some(chain_violations(case, weights, (True, True), 0))
    return tuple(before), last


def systems_hypothesis(case: SystemCase) -> Part:
    yield paramodular(case.problem)
    yield from map(stated, lemma_6_verdicts(case, False)[0])
    yield from map(stated, f2_verdicts(case)[0])


SYSTEMS = claim(
    "appendix.lemma-6.systems",
    "appendix A.7, proof of Lemma 6",
    Reading(
        wording="If the quotas are paramodular, the system F2 of Lemma 13 and the system (19)-(20) of Lemma 6 have the "
        "same solutions y.",
        hypothesis=systems_hypothesis,
        conclusion=lambda case: [Expected(f2_verdicts(case)[1], holds=not lemma_6_verdicts(case, False)[1])],
        families=(
            Family(
                "random paramodular quotas and y on 1 or 2 cells and at most 2 types each", system_cases, endless=True
            ),
        ),
        because=lambda case: "y violates the one system, as certified, and not the other",
        describe=SystemCase.words,
        smaller=smaller_systems,
        budget=130,
    ),
)

DEMAND = claim(
    "appendix.lemma-8.demand",
    "appendix A.9, proof of Lemma 8",
    Reading(
        wording="The constraint sets of (22)-(24), all families and all single cells, are a hierarchy.",
        conclusion=lambda case: [hierarchy(case.demand)],
        families=(suppliers(),),
        because=lambda case: "two of the sets cross",
        describe=Suppliers.words,
    ),
)


def split_columns(case: Compromise) -> Part:
    """The two parts of the proof: (a1, t) for t11 and t22, (a2, t) for the others; each row has a one in both."""
    first, _ = TWO
    kinds = [sorted({t[place] for t in case.profiles}) for place in (0, 1)]
    same = {t for t in case.profiles if kinds[0].index(t[0]) == kinds[1].index(t[1])}
    part = {(a, *t) for t in case.profiles for a in case.alternatives if (t in same) == (a == first)}
    for name, columns in case.rows.items():
        assert isinstance(name, tuple)
        inside = sum(column in part for column in columns)
        what = f"the numbers of ones of row ({', '.join(map(str, name))}) in the two parts"
        yield equal([(inside, 1), (len(columns) - inside, 1)], what)


PARTITION = claim(
    "appendix.lemma-11.partition",
    "appendix A.11, proof of Lemma 11",
    Reading(
        wording="In the compromise problem with binary types, with columns for a1 and a2, every row of B and C has one "
        "of its two ones in each part of the partition of the columns into (a1, t11), (a1, t22), (a2, t12), (a2, t21) "
        "and the others.",
        conclusion=split_columns,
        families=(compromise(TWO),),
        because=lambda case: "a row has both of its ones in one part",
        describe=Compromise.words,
    ),
)

CLAIMS = quoted(
    [
        TWO_LAMINARS,
        CAMION,
        CYCLE_EVEN,
        EVEN_SUMS,
        PATH_SUMS,
        GRAPH_CYCLE_EVEN,
        SYSTEMS,
        DEMAND,
        PARTITION,
    ]
)
