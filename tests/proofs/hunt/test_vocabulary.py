"""The words for claims of one's own say what they say."""

from __future__ import annotations

import itertools

import pytest

from proofs import hunt
from proofs.claims.deciding import truths
from proofs.claims.stating import Stated, given
from proofs.formats.problems import problem_of
from proofs.hunt import vocabulary
from proofs.hunt.families import markets, matrices, mechanisms
from proofs.reduced_form.problem.data import problem_to_plain

TRIANGLE = {"vertices": ["1", "2", "3"], "edges": [["1", "2"], ["2", "3"], ["1", "3"]]}
PATH = {"vertices": ["1", "2", "3"], "edges": [["1", "2"], ["2", "3"]]}
CYCLE = ((1, 1, 0), (0, 1, 1), (1, 0, 1))
INTERVALS = ((1, 1, 0), (0, 1, 1), (0, 1, 0))
AUCTION = problem_of(agents=["1", "2"], types=["u", "v"], constraints=[{"set": ["1", "2"], "ceiling": 1}])
A, G = given("A"), given("G")


def matrix(rows):
    return {"A": ("matrix", matrices().to_plain(rows)[0])}


def data(value):
    return {"G": ("data", value)}


def auction(value):
    """The rule by which either agent gets the good with this probability, whatever the types."""
    rule = AUCTION.interim_rule({agent: {"u": value, "v": value} for agent in ("1", "2")})
    return {"G": ("problem", problem_to_plain(AUCTION, rule))}


def without_rule():
    return {"G": ("problem", problem_to_plain(AUCTION))}


def market(place):
    """One of the small markets: the status quo is the only constant mechanism in 10, and trade improves it in 77."""
    found = next(itertools.islice(markets().instances(0), place, None))
    return {"G": ("market", markets().to_plain(found)[0])}


def mechanism(family, place):
    """One of the mechanisms of a family: selection tables (1), or sets that may lack the endowment (2)."""
    found = next(itertools.islice(mechanisms().whole[family].instances(0), place, None))
    return {"G": ("mechanism", mechanisms().to_plain(found)[0])}


SAID = {
    "bipartite": [(data(PATH), hunt.bipartite(G)), (data(TRIANGLE), ~hunt.bipartite(G))],
    "hierarchy": [(data(PATH), ~hunt.hierarchy(G["edges"])), (data(PATH), hunt.hierarchy([[["1"], ["2"]]]))],
    "bihierarchy": [(data(PATH), hunt.bihierarchy(G["edges"])), (data(TRIANGLE), ~hunt.bihierarchy(G["edges"]))],
    "totally_unimodular": [
        (matrix(INTERVALS), hunt.totally_unimodular(A)),
        (matrix(CYCLE), ~hunt.totally_unimodular(A)),
    ],
    "determinant": [(matrix(CYCLE), hunt.determinant(hunt.rows_of(A)).equals(2))],
    "rank": [(matrix(((1, 1), (2, 2))), hunt.rank(hunt.rows_of(A)).equals(1))],
    "rows_of": [(matrix(INTERVALS), hunt.rows_of(A)[0].same([1, 1, 0]))],
    "transposed": [(matrix(INTERVALS), hunt.transposed(hunt.rows_of(A))[0].same([1, 0, 0]))],
    "subsets": [(data([1, 2, 3]), hunt.size(hunt.subsets(G)).equals(8))],
    "different_pairs": [(data([1, 2, 3]), hunt.size(hunt.different_pairs(G)).equals(6))],
    "position": [(data([5, 7]), hunt.position(7, G).equals(1))],
    "at_most": [
        (data([[1], [-1]]), hunt.at_most(G, [1, -1])),
        (data([[1], [-1]]), ~hunt.at_most(G, [1, -2])),
        (data([[1]]), ~hunt.at_most(G, [-1], lower=0)),
    ],
    "equal_to": [
        (data([[1, 1]]), hunt.equal_to(G, [2], lower=0, upper=1)),
        (data([[1, 1]]), ~hunt.equal_to(G, [3], lower=0, upper=1)),
    ],
    "implementable": [(auction("1/2"), hunt.implementable(G)), (auction("2/3"), ~hunt.implementable(G))],
    "condition": [(auction("1/2"), hunt.condition("A", G)), (auction("2/3"), ~hunt.condition("A", G))],
    "feasible_protocol": [(mechanism(1, 0), hunt.feasible_protocol(G)), (mechanism(2, 1), ~hunt.feasible_protocol(G))],
    "obviously_strategy_proof": [
        (mechanism(1, 2), hunt.obviously_strategy_proof(G)),
        (mechanism(1, 2), ~hunt.obviously_strategy_proof(G, "printed")),
        (mechanism(1, 11), ~hunt.obviously_strategy_proof(G)),
    ],
    "polarized": [
        (data([[1, -1], [-1, 1]]), hunt.polarized(G)),
        (data([[1, -2], [-2, 1]]), ~hunt.polarized(G)),
        (data([[1, -1]]), ~hunt.polarized(G, "printed")),
    ],
    "bilateral_trade_improves": [
        (market(77), hunt.bilateral_trade_improves(G)),
        (market(10), ~hunt.bilateral_trade_improves(G)),
    ],
    "only_constant_mechanism": [
        (market(10), hunt.only_constant_mechanism(G)),
        (market(77), ~hunt.only_constant_mechanism(G)),
    ],
    "quotas_describe": [(without_rule(), hunt.quotas_describe(G))],
    "paramodular": [(without_rule(), hunt.paramodular(G, "effective"))],
}


@pytest.mark.parametrize(("word", "number"), [(word, k) for word, listed in SAID.items() for k in range(len(listed))])
def test_a_word_says_what_it_says(word, number):
    instance, formula = SAID[word][number]
    stated = Stated(
        sorts={name: sort for name, (sort, _) in instance.items()},
        instances=lambda parts: {name: plain for name, (_, plain) in parts.items()},
        conclusion=[formula],
    )
    hypothesis, conclusion, _ = truths(stated, instance, ())
    assert (hypothesis, conclusion) == (True, True)


def test_every_word_is_tried():
    own = {name for name, value in vars(vocabulary).items() if getattr(value, "__module__", "") == vocabulary.__name__}
    assert {name for name in own if not name.startswith("_")} == set(SAID)
