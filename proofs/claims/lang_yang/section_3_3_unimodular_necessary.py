"""LY, section 3.3: total unimodularity is necessary for Condition A.

Theorem 1 speaks of a structure (N, A, G, T) and of whatever quotas and prior, so "necessary" can mean: if the structure
does not preserve total unimodularity, Condition A fails for *some* quotas and prior. The prior plays no part (see
`proofs.reduced_form.facets.listing`), and quotas matter only through the pure outcomes that they leave, since Condition
A is about capacities. Quotas with at most one unit in a cell are tried first, once for each set of outcomes that they
can leave up to names; then random ones with up to three.

With three cells and one type each Condition A is sufficient for *all* quotas, whatever the sets, by this argument. Take
the inequalities of Condition A on single cells, pairs and the set of all three; capacities are integers. Without one of
the pairs these sets are intervals of an order of the cells, so their matrix is totally unimodular, and a vertex at
which two pairs bind at most is integral. Where all three bind, with signs s, t, u, half of s x(12) + t x(13) + u x(23)
is up to its sign one of these sums, of a single cell or of all three. If it is no integer at the vertex, integral
outcomes reach only the integer below, and the vertex violates Condition A; if it is one, the vertex is integral. And an
integral vertex is a pure outcome, since capacities are within the quotas.

In which further senses it is necessary, and in which not, is told, with proofs, in
`proofs.claims.families.unimodular_needed`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from exact.matrices import Matrix
from exact.unimodular import total_unimodularity
from exact.verdicts import Undecided, Verdict
from proofs.claims.claim import LITERAL, Expected, Family, Part, Reading
from proofs.claims.cone_facts import stated
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families import problems as families
from proofs.claims.families import unimodular_needed as needed
from proofs.claims.families.all_quotas import BETWEEN, THREE_AGENTS
from proofs.claims.families.ceilings_example import EXAMPLE
from proofs.claims.families.lang_yang import at_most, claim, equal
from proofs.claims.families.problems import described_problem, shown, smaller_structures, structure_of
from proofs.claims.families.quotas_tried import distinct_quotas, wide_problem
from proofs.claims.families.structure_classes import class_of_problems, complete_anyway, incomplete, small_structures
from proofs.claims.stating import Term, choose, defined, each, every, operation, size, statement
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.implementation.deciding import has_outcome
from proofs.reduced_form.problem.problems import Problem
from proofs.reduced_form.problem.structures import ImplementationStructure, preserves_total_unimodularity

TRIED = 80
"""Random quotas with up to three units in a cell, tried after those with one."""


MOST_SETS = 11
"""There are no more sets of two cells or more on four cells."""


@cache
def failing(given: ImplementationStructure) -> tuple[tuple[Verdict, ...], Verdict]:
    """For "Condition A fails for some quotas": the first verdict that it does, or all of those that it does not.

    If it fails nowhere the last verdict stands apart, or is undecided where no argument for all quotas is at hand.
    """
    verdicts: list[Verdict] = []
    for problem in distinct_quotas(given):
        verdict = facets(problem).condition_a
        if verdict.holds is not True:
            return (), verdict
        verdicts.append(verdict)
    if three_cells(given):
        return (*map(without_pair, range(3)), *verdicts[:-1]), verdicts[-1]
    draw = random.Random(0)
    for _ in range(TRIED):
        found = facets(wide_problem(draw, given))
        if not found.condition_a_complete:
            return (), found.condition_a
    tried = f"Condition A holds for all quotas with one unit in a cell and {TRIED} random ones with more"
    return (), Verdict(verdicts[-1].statement, None, Undecided((tried,)))


def three_cells(given: ImplementationStructure) -> bool:
    """Three cells and one type each: Condition A is sufficient for all quotas (see above)."""
    return len(given.cells) == 3 and len(given.profiles) == 1


def without_pair(gone: int) -> Verdict:
    """Total unimodularity of the single cells, two of the pairs, and the set of all three, as rows over the cells."""
    pairs = [[int(k != left) for k in range(3)] for left in range(3) if left != gone]
    units = [[int(k == cell) for k in range(3)] for cell in range(3)]
    return total_unimodularity(Matrix.dense([*units, *pairs, [1, 1, 1]], columns=["cell 1", "cell 2", "cell 3"]))


def necessity_hypothesis(given: ImplementationStructure) -> Part:
    yield Expected(preserves_total_unimodularity(given), holds=False)
    yield from map(stated, failing(given)[0])


def two_types_hypothesis(given: ImplementationStructure) -> Part:
    alone = sum(len(own) == 1 for own in given.types)
    yield equal([(alone, 0)], "the number of agents with one type")
    yield at_most([(len(given.sets), 2)], "the number of sets, single cells aside,")
    yield from necessity_hypothesis(given)


def never(given: ImplementationStructure) -> str:
    return (
        "the structure does not preserve total unimodularity, but Condition A is sufficient for all quotas. The "
        "inequalities of single cells, two pairs and all three cells form a totally unimodular matrix (certified), so "
        "a vertex of theirs at which at most two pairs bind is integral. Where all three pairs bind, half their sum, "
        "each with the sign of its side, has coefficients -1, 0, 1. If it is no integer at the vertex, pure outcomes "
        "reach only the integer below, and the vertex violates Condition A. If it is one, the vertex is integral. With "
        "one type each an integral vertex is a pure outcome"
    )


def not_unimodular_structures(types: int, most: int) -> Callable[[int], Iterator[ImplementationStructure]]:
    """Small structures that do not preserve total unimodularity, with at least so many types and so many sets."""

    def stream(seed: int) -> Iterator[ImplementationStructure]:
        for given in small_structures(families.any_family, 2)(seed):
            wanted = len(given.sets) <= most and min(map(len, given.types)) >= types
            if wanted and preserves_total_unimodularity(given).holds is False:
                yield given

    return stream


WORDS = "structures on 2 x 1, 3 x 1, 1 x 2 and 2 x 2 cells that do not preserve total unimodularity"


SMALL = (Family(f"{WORDS}, one or two types each", not_unimodular_structures(1, MOST_SETS), endless=True),)


TWO_TYPES = (
    Family(f"all {WORDS}, two types each, at most two sets beside the single cells", not_unimodular_structures(2, 2)),
)


@defined("the incidence matrix of the nonempty sets of cells but {0}")
def without_a_pair(members: Term) -> Term:
    """A row for each set, a column for each cell."""
    rows = operation("without", said.nonempty_sets(), [members])
    cells = said.cells()
    entries = each("G", rows, lambda one: each("x", cells, lambda x: choose(x.among(one), 1, 0)))
    return operation("matrix", rows, cells, entries)


STATED_ARGUMENT = said.stated_structure(
    [~said.preserves()],
    [],
    facts=[
        size(said.cells()).equals(3) & size(said.profiles()).equals(1),
        every(
            "H",
            said.nonempty_sets(),
            lambda one: size(one).equals(2).implies(statement("totally unimodular", matrix=without_a_pair(one))),
        ),
    ],
)
"""That Condition A suffices whatever the quotas is the argument at the top, which starts from these facts."""


EVERY_QUOTA = statement("universal condition", structure=said.STRUCTURE, condition="A")
"""Condition A is complete for all quotas and all priors."""


def for_all_quotas(given: ImplementationStructure) -> str:
    return "the structure does not preserve total unimodularity, and Condition A is complete for all its quotas"


def some_quotas(name: str, wording: str, hypothesis: Callable[[ImplementationStructure], Part], tried: Any) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=lambda given: [Expected(failing(given)[1], holds=False)],
        families=tried,
        because=never,
        describe=shown,
        smaller=smaller_structures,
        budget=20,
        stated=STATED_ARGUMENT if name == "for some quotas" else None,
    )


def not_unimodular(problem: Problem) -> Part:
    yield has_outcome(problem)
    yield Expected(preserves_total_unimodularity(structure_of(problem)), holds=False)


UNIMODULAR_NECESSARY = claim(
    "section-3.3.unimodular-necessary",
    "section 3.3",
    "total unimodularity is necessary for Condition A",
    Reading(
        name=LITERAL,
        wording="If the projection cone does not preserve total unimodularity, Condition A does not describe the "
        "implementable interim rules.",
        hypothesis=not_unimodular,
        conclusion=incomplete("A"),
        families=class_of_problems(families.any_family, 2, "structures"),
        because=complete_anyway("A"),
        describe=described_problem,
        smaller=families.smaller_problems,
        budget=200,
        stated=said.stated_problem([said.has_outcome(), ~said.preserves()], [~said.condition_complete("A")]),
    ),
    some_quotas(
        "for some quotas",
        "If the structure does not preserve total unimodularity, there are quotas and a prior for which Condition A "
        "does not describe the implementable interim rules.",
        necessity_hypothesis,
        SMALL,
    ),
    some_quotas(
        "for some quotas, two types and two sets",
        "The same if every agent has at least two types and there are at most two sets beside the single cells.",
        two_types_hypothesis,
        TWO_TYPES,
    ),
    Reading(
        name="for some quotas, graphs without odd cycle",
        wording="The same if the sets are the edges of a graph without odd cycle, so that they are totally unimodular "
        "themselves.",
        hypothesis=needed.graph_without_unimodularity,
        conclusion=needed.fails_for_some_quotas,
        families=(needed.GRAPHS,),
        because=for_all_quotas,
        describe=shown,
        stated=said.stated_structure([said.is_bipartite(), ~said.preserves()], [~EVERY_QUOTA]),
    ),
    Reading(
        name="corrected: one object, two types each",
        wording="With one object and two types or more for every agent, there are quotas for which Condition A does "
        "not describe the implementable rules whenever the sets are no hierarchy, that is, whenever total "
        "unimodularity is not preserved (proved)",
        hypothesis=needed.one_cell_each,
        conclusion=needed.fails_where_sets_cross,
        families=(needed.TWO_TYPES_ONE_OBJECT,),
        because=lambda given: "two sets cross, and Condition A is complete for the quotas of the proof",
        describe=shown,
    ),
    Reading(
        name="corrected: quotas at each type profile, graphs that do",
        wording="Let G be the edges of a graph without odd cycle. If there are at most two type profiles, or one agent "
        "alone has more than one type and what is left without this agent are paths, each joined to it by one edge at "
        "most, or every component is a path whose inner agents have one type, Condition A is complete for all quotas, "
        "also for quotas that depend on the type profile: the f of every extreme ray of W is a multiple of a sign "
        "vector (proved)",
        hypothesis=needed.graph_as_wanted,
        conclusion=lambda given: [needed.by_sign_vectors(given)],
        families=(needed.SMALL_GRAPHS,),
        because=lambda given: (
            "the graph is as said, and some extreme ray of W has an f that is no multiple of a sign vector"
        ),
        describe=shown,
    ),
    Reading(
        name="corrected: quotas at each type profile, no other graphs",
        wording="On every other graph without odd cycle there are quotas that depend on the type profile for which "
        "Condition A is not complete: the f of some extreme ray of W is no multiple of a sign vector (proved)",
        hypothesis=needed.graph_not_as_wanted,
        conclusion=lambda given: [needed.beyond_sign_vectors(given)],
        families=(needed.SMALL_GRAPHS,),
        because=lambda given: "the graph is none of those, and the f of every extreme ray of W is a sign vector's",
        describe=shown,
    ),
    Reading(
        name="the example",
        wording="Theorem 1 fails without total unimodularity: in the example of section 3.3 Condition A does not "
        "describe the implementable interim rules.",
        hypothesis=not_unimodular,
        conclusion=incomplete("A"),
        families=(EXAMPLE,),
        because=complete_anyway("A"),
        describe=described_problem,
    ),
    BETWEEN,
    THREE_AGENTS,
    # "this example also shows that total unimodularity is necessary"
    rests_on=("section-3.3.effective", "section-3.3.condition-b", "section-3.3.values"),
)


CLAIMS = [UNIMODULAR_NECESSARY]
