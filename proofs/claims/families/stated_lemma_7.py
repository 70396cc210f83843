"""Lemma 7 of LY as data: the vectors that it lists, and that they are the extreme rays of the cones of chains.

See `proofs.claims.stating` for the language. `C` is a profile of chains, `side` 1 for W+(C) and -1 for W-(C), `S` a
list of pairs of a cell and a type of its agent, `z` a vector.
"""

from __future__ import annotations

from typing import Any

from proofs.claims.claim import LITERAL
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families import stated_chains as chains
from proofs.claims.stating import (
    Formula,
    Stated,
    Term,
    choose,
    defined,
    each,
    every,
    given,
    operation,
    size,
    some,
    term,
    those,
)


@defined("I({0}, {1})")
def cells_at(t: Term, chosen: Term) -> Term:
    """I(t, S)."""
    return those("x", said.cells(), lambda x: term((x, chains.own_type(x, t))).among(chosen))


@defined("the vector of Lemma 7 for {0}")
def listed(chosen: Term) -> Term:
    """f is `side` on S; g (or h) is 1 at U and t if U = I(t, S) and t is in Gamma(S), that is, I(t, S) is not empty."""

    def entry(v: Term) -> Term:
        of_f = choose(term((v[1], v[2])).among(chosen), chains.SIDE, 0)
        own = cells_at(v[2], chosen)
        return choose(v[0].same("f"), of_f, choose(v[1].same(own) & (size(own) > 0), 1, 0))

    return each("v", chains.columns(chains.CHAINS), entry)


CHOSEN, Z = given("S"), given("z")


def stated_if(*more: Formula) -> Stated:
    """For every S the vector of Lemma 7 is an extreme ray."""
    return chains.stated_chains(
        [CHOSEN.within(chains.coordinates()), *more],
        [chains.is_extreme_ray(listed(CHOSEN))],
        "S",
        "data",
    )


def sets_in_chains() -> Formula:
    """I(t, S) is empty or in the chain at t, for every type profile."""
    profiles = said.profiles()

    def at(k: Any) -> Formula:
        own = cells_at(profiles[k], CHOSEN)
        return size(own).equals(0) | own.among(chains.CHAINS[k])

    return (size(CHOSEN) > 0) & every("k", operation("positions", profiles), at)


def is_listed(chosen: Any) -> Formula:
    """The ray is a multiple of the vector of Lemma 7."""
    places = operation("positions", Z)
    return every("k", places, lambda k: Z[k].equals(chains.greatest_size(Z) * listed(chosen)[k]))


STATED_IF = {LITERAL: stated_if(), "S in the chains": stated_if(sets_in_chains())}
STATED_ONLY_IF = chains.stated_chains(
    [chains.is_extreme_ray(Z)], [some("S", operation("subsets", chains.coordinates()), is_listed)], "z", "vector"
)
