"""What printed proofs rest on: the graph of both papers is in order, and what is not is refused."""

from __future__ import annotations

import itertools

import pytest

from proofs.claims.claim import Claim, Reading
from proofs.claims.registry import claims
from proofs.claims.resting import Support, resting, result

PAPERS = ("lang-yang-2023", "valenzuela-stookey-2026")


def claim(name, *rests_on, where="Lemma 1"):
    readings = [
        Reading("words", lambda instance: [], (), lambda instance: "", name=word) for word in ("literal", "mended")
    ]
    return Claim(f"paper/{name}", where, tuple(readings), rests_on=rests_on)


def test_the_proofs_of_both_papers_are_in_order():
    graph = resting(claims().values())
    assert len(graph.claims) == len(claims())
    for key, supports in graph.supports.items():
        assert all(one.claim.partition("/")[0] == graph.claims[key].paper for one in supports)
        assert len(set(supports)) == len(supports)


def test_all_numbered_results_are_drawn_and_those_that_rest_on_nothing_are_known():
    """A new result, or a part of one, is to say on what its proof rests; these have none that invokes a statement."""
    graph = resting(claims().values())
    results = [key for key, one in graph.claims.items() if result(one)]
    assert set(results) <= set(graph.drawn().claims)
    assert [key.partition("/")[2] for key in results if not graph.supports[key]] == [
        # no proof is printed
        "proposition-1",
        # Farkas
        "lemma-2",
        # Frank et al. (2013)
        "lemma-5",
        "lemma-9.non-pointed",
        "lemma-9.unimodular",
        # no proof is printed
        "lemma-11.non-pointed",
        # Ghouila-Houri
        "lemma-14",
        "theorem-1.ii-iii",
        "theorem-1.iii-i",
        "lemma-2.if",
        "lemma-2.only-if",
        "lemma-4",
        # the appendix proves duality alone
        "proposition-2.selections",
    ]


def test_a_result_is_what_stands_there_not_what_is_said_about_it():
    names = {
        "Theorem 2(2)": "Theorem 2(2)",
        "section 5.2, Corollary 2": "Corollary 2",
        "appendix A.6, Lemma 12(1)": "Lemma 12(1)",
        "after Corollary 1": None,
        "Theorems 1 and 2(1)": None,
        "section 3, proof of Theorem 2": None,
        "section 3, proof of Theorem 2, Claim 1": None,
        "appendix A.3, proof of Theorem 2(1)": None,
    }
    assert {where: result(claim("a", where=where)) for where in names} == names


def test_unknown_ids_and_readings_are_refused():
    with pytest.raises(ValueError, match=r'^paper/b: its proof is said to rest on "c", which is no claim of paper$'):
        resting([claim("a"), claim("b", "a", "c")])
    with pytest.raises(ValueError, match=r'rest on the reading "other" of a, which has none$'):
        resting([claim("a"), claim("b", "a (other)")])
    graph = resting([claim("a"), claim("b", "a (mended)")])
    assert graph.supports["paper/b"] == (Support("paper/a", "mended"),)


def test_a_claim_of_another_paper_is_unknown():
    other = Claim("elsewhere/a", "Lemma 1", claim("a").readings)
    with pytest.raises(ValueError, match="no claim of paper"):
        resting([other, claim("b", "a")])


@pytest.mark.parametrize("circle", [["a"], ["b", "a"], ["b", "c", "a"]])
def test_circles_are_refused_in_the_order_of_the_proofs(circle):
    with pytest.raises(ValueError, match="the proofs go in a circle: ") as caught:
        resting([claim(name, circle[k - 1]) for k, name in enumerate(circle)] + [claim("free")])
    told = str(caught.value).partition(": ")[2].split(" rests on ")
    assert told[0] == told[-1]
    assert len(told) == len(circle) + 1
    for above, below in itertools.pairwise(told):
        assert f"paper/{circle[circle.index(above[-1]) - 1]}" == below


def test_a_proof_is_lost_with_what_fell_below_it_and_not_with_what_lies_below_that():
    graph = resting([claim("a"), claim("b", "a"), claim("c", "b"), claim("d", "c", "a"), claim("e", "b (mended)")])
    verdicts = {("paper/a", "literal"): "vacuous", ("paper/b", "literal"): "refuted", ("paper/b", "mended"): "survived"}

    def lost(name):
        return [" ".join(map(str, path)) for path in graph.lost_with(f"paper/{name}", verdicts)]

    assert lost("a") == []
    assert lost("b") == ["a"]
    assert lost("c") == ["b"]
    assert lost("d") == ["a", "c b"]
    assert lost("e") == ["b (mended) a"], "the proof of the repair rests on the same"
    assert graph.lost_with("paper/d", {}) == ()
