"""LY, Lemma 7: the extreme rays of the cones W+ and W- of a profile of chains.

* `lemma-7.if`: the listed vectors are extreme rays
* `lemma-7.only-if`: every extreme ray is listed
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from exact.linear import LinearSystem, feasibility
from exact.verdicts import Verdict
from proofs.claims.claim import LITERAL, Expected, Family, Part, Reading
from proofs.claims.comparison import compare
from proofs.claims.cone_facts import extreme, member, nonzero, not_extreme, words
from proofs.claims.families import problems as ly
from proofs.claims.families.chain_cones import ChainCase, Chains, chain_structures, random_chain, ray_cases
from proofs.claims.families.lang_yang import claim, equal
from proofs.claims.families.stated_lemma_7 import STATED_IF, STATED_ONLY_IF


def listed_cases(seed: int) -> Iterator[ChainCase]:
    """Every S on small structures, with the chains of its sets I(t, S), and with those of all cells instead."""
    for given in chain_structures():
        coordinates = [(cell, own) for cell in given.cells for own in given.types_of(cell)]
        for size in range(len(coordinates) + 1):
            for chosen in itertools.combinations(coordinates, size):
                for side in (1, -1):
                    bare = ChainCase(given, ((),) * len(given.profiles), side, chosen)
                    own: Chains = tuple((bare.at(t),) if bare.at(t) else () for t in given.profiles)
                    whole: Chains = ((given.cells,),) * len(given.profiles)
                    for chains in dict.fromkeys((own, whole)):
                        yield replace(bare, chains=chains)


def random_listed(seed: int) -> Iterator[ChainCase]:
    """Random S and random greatest chains through its sets on up to 3 agents or 2 x 2 cells; without end."""
    draw = random.Random(seed)
    while True:
        n, m = draw.choice(((2, 1), (3, 1), (2, 2), (1, 2)))
        given = ly.build(n, m, (), [draw.randint(1, 2) for _ in range(n)])
        coordinates = [(cell, own) for cell in given.cells for own in given.types_of(cell)]
        chosen = tuple(c for c in coordinates if draw.random() < 0.5)
        bare = ChainCase(given, ((),) * len(given.profiles), draw.choice((1, -1)), chosen)
        yield replace(bare, chains=tuple(random_chain(draw, given, bare.at(t)) for t in given.profiles))


def is_listed_ray(case: ChainCase) -> Part:
    """The vector for S lies in the cone, is not 0, and has no rival."""
    vector = case.listed()
    if vector is None:
        yield _outside(case)
        return
    yield member(case.cone, vector)
    yield nonzero(vector)
    rival = not_extreme(case.cone, vector)
    if rival is not None:
        yield Expected(rival, holds=False)


def _outside(case: ChainCase) -> Verdict:
    """With f the incidence vector of S no g on the chains puts (f, g) into the cone."""
    cone = case.cone
    low: dict[Any, int] = {}
    for name in cone.coordinates:
        assert isinstance(name, tuple)
        if name[0] == "f":
            low[name] = case.side * int((name[1], name[2]) in case.chosen)
    rows = [([-e for e in row], 0) for row in cone.inequalities]
    equations = [(row, 0) for row in cone.equations]
    return feasibility(LinearSystem.make(cone.coordinates, at_most=rows, equal=equations, lower=low, upper=low))


def smaller_listed(case: ChainCase) -> Iterator[ChainCase]:
    """Without an element of S (the chains are those of the sets of S), or on the least structure that holds S."""
    for k in range(len(case.chosen)):
        chosen = case.chosen[:k] + case.chosen[k + 1 :]
        less = replace(case, chosen=chosen)
        yield replace(less, chains=tuple((less.at(t),) if less.at(t) else () for t in case.structure.profiles))


def in_chains(case: ChainCase) -> bool:
    return bool(case.chosen) and case.listed() is not None


def connected(case: ChainCase) -> bool:
    """Whether S has elements of two agents, or of one type only: then every two of them are linked by profiles."""
    return len({cell[0] for cell, _ in case.chosen}) > 1 or len({own for _, own in case.chosen}) == 1


def lemma_7_if(name: str, wording: str, keep: Any, because: str) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        conclusion=is_listed_ray,
        families=(
            Family(
                "every such S on up to 2 cells and 4 coordinates, with the chains of its sets or of all cells",
                lambda seed: filter(keep, listed_cases(seed)),
            ),
            Family(
                "random such S and chains through its sets on up to 4 cells and 2 types",
                lambda seed: filter(keep, random_listed(seed)),
                endless=True,
            ),
        ),
        because=lambda case: because,
        describe=ChainCase.words,
        smaller=lambda case: filter(keep, smaller_listed(case)),
        budget=400,
        stated=STATED_IF.get(name),
    )


def ray_is_listed(case: ChainCase) -> Part:
    """The ray is a multiple of the listed vector of S = the coordinates of f that it uses."""
    names = case.cone.coordinates
    chosen = tuple(
        (name[1], name[2])
        for name, e in zip(names, case.ray, strict=True)
        if isinstance(name, tuple) and e and name[0] == "f"
    )
    vector = replace(case, chosen=chosen).listed()
    size = max(map(abs, case.ray))
    if vector is None:
        yield compare((f"the number of listed vectors for the ray {words(case.ray)}", 0), "=", ("", 1))
        return
    goal = [size * entry for entry in vector]
    yield equal(
        zip(case.ray, goal, strict=True), f"the entries of the ray {words(case.ray)}", f"those of {words(goal)}"
    )


def lemma_7_only_if(name: str, wording: str, empty: bool, because: str) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=lambda case: extreme(case.cone, case.ray),
        conclusion=ray_is_listed,
        families=(
            Family(
                "the extreme rays for random chains on up to 4 cells and 2 types, small structures first",
                lambda seed: ray_cases(seed, empty),
                endless=True,
            ),
        ),
        because=lambda case: because,
        describe=ChainCase.words,
        budget=150,
        stated=STATED_ONLY_IF if empty else None,
    )


LEMMA_7_IF = claim(
    "lemma-7.if",
    "section 4, Lemma 7",
    "the listed vectors are extreme rays",
    lemma_7_if(
        LITERAL,
        "For every profile of chains and every S the vector of Lemma 7 is an extreme ray of W+(C1) (of W-(C2)).",
        lambda case: True,
        "S is empty, so the vector of the lemma is 0, and an extreme ray is not 0",
    ),
    lemma_7_if(
        "S in the chains",
        "The same for every S that is not empty and whose sets I(t, S) are in the chains.",
        in_chains,
        "too few independent constraints bind at the vector: it is the sum of the vectors of two parts of S that no "
        "type profile brings together",
    ),
    lemma_7_if(
        "S in the chains and linked",
        "The same if S moreover concerns two agents, or a single type.",
        lambda case: in_chains(case) and connected(case),
        "the vector has a rival",
    ),
    # "not an extreme ray, i.e., the set of active constraints in (35)-(36) is not maximal"
    rests_on=("appendix.extreme-ray-maximal",),
)


LEMMA_7_ONLY_IF = claim(
    "lemma-7.only-if",
    "section 4, Lemma 7",
    "every extreme ray is listed",
    lemma_7_only_if(
        LITERAL,
        "Every extreme ray of W+(C1) (of W-(C2)) is the vector of Lemma 7 for some S; a chain may hold the empty set, "
        "which is among the sets of (6).",
        True,
        "the ray has f = 0 and weighs the empty set alone, which Lemma 7 does not list: for f = 0 it has g = 0",
    ),
    lemma_7_only_if(
        "chains of nonempty sets",
        "The same for chains of nonempty sets.",
        False,
        "the ray is not of the form listed",
    ),
    # "By Lemma 6, (f, g) is 0-1 valued" is said after Lemma 6, not in it.
    rests_on=("lemma-6", "section-4.chain-rays"),
)


CLAIMS = [LEMMA_7_IF, LEMMA_7_ONLY_IF]
