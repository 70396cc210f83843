"""LY, section 5.6, after Lemma 11: the compromise matrix contains three laminars and stays totally unimodular."""

from __future__ import annotations

import itertools
from dataclasses import replace

from exact.matrices import Name
from exact.set_systems import bihierarchy, hierarchy
from exact.unimodular import total_unimodularity
from proofs.claims.claim import LITERAL, Expected, Part, Reading
from proofs.claims.families import stated_compromise as said
from proofs.claims.families.bilateral_trade import Trade
from proofs.claims.families.compromises import ALL_THREE, TWO, Compromise, lemma_11
from proofs.claims.families.lang_yang import claim
from proofs.claims.stating import Stated, statement


def three_laminars(case: Compromise) -> Part:
    """The rows of B for each player and those of C are laminar; together they are no two laminar families."""
    groups: list[list[frozenset[Name]]] = [[], [], []]
    for name, columns in case.rows.items():
        assert isinstance(name, tuple)
        groups[2 if name[0] == "g" else int(name[1]) - 1].append(frozenset(columns))
    for group in groups:
        yield hierarchy(group)
    yield Expected(bihierarchy(itertools.chain(*groups)), holds=False)
    yield bihierarchy(bilateral_rows(Trade(((1, 1), (1, 1)))))
    yield total_unimodularity(case.matrix)


def bilateral_rows(trade: Trade) -> list[frozenset[Name]]:
    """The rows of B and C in bilateral trade, each as the set of the columns (agent, pair) of its ones."""
    types = [
        frozenset((agent, *edge) for edge in trade.edges if edge[place] == kind)
        for place, (agent, kinds) in enumerate((("1", trade.buyers), ("2", trade.sellers)))
        for kind in kinds
    ]
    return [*types, *(frozenset((agent, *edge) for agent in "12") for edge in trade.edges)]


def laminars(name: str, wording: str, alternatives: tuple[str, ...], stated: Stated | None = None) -> Reading:
    return replace(lemma_11(name, wording, alternatives, stated), conclusion=three_laminars)


STATED = said.stated_compromise(
    ALL_THREE,
    [said.is_binary()],
    [
        said.laminar(said.player_rows(0)),
        said.laminar(said.player_rows(1)),
        said.laminar(said.profile_rows()),
        ~said.two_laminars(said.all_rows()),
        said.two_laminars(said.bilateral_rows()),
        statement("totally unimodular", matrix=said.cone_matrix()),
    ],
    where=said.CONE,
    instances=said.uniform_problem,
)


THREE_LAMINARS = claim(
    "section-5.6.three-laminars",
    "section 5.6, after Lemma 11",
    "the compromise matrix contains three laminars and stays totally unimodular",
    laminars(
        LITERAL,
        "In the compromise problem with binary types, with columns for a1 and a2, the rows of B and C are three "
        "laminar families and no two, unlike those of bilateral trade (2 x 2 types, all compatible), and M(W) is "
        "totally unimodular all the same.",
        TWO,
    ),
    laminars("a0 as well", "The same with columns for all three alternatives a0, a1, a2.", ALL_THREE, STATED),
    rests_on=("lemma-11.unimodular",),
)


CLAIMS = [THREE_LAMINARS]
