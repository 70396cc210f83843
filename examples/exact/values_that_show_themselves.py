"""In a notebook values show themselves; elsewhere `value.show()` is SVG or HTML text to be written to a file.

The pictures below are those that `FIGURES` holds at the end.
"""

from exact import total_unimodularity
from exact.cones import Cone
from exact.matrices import Matrix
from exact.set_systems import bihierarchy, bipartite_graph, hierarchy
from proofs.certificates import certificate, certificate_card
from proofs.formats.problems import problem_of
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.pictures import implementable_picture, rule_table

matrix = Matrix.dense([[1, 1, 0], [0, 1, 1], [1, 0, 1]], rows=["12", "23", "13"])
print("repr of a matrix:", repr(matrix))
print("the same for a paper:", matrix.latex())
verdict = total_unimodularity(matrix)
print("repr of a verdict:", repr(verdict))
print("and of its evidence:", verdict.evidence)

auction = problem_of(agents=["a", "b"], types=["low", "high"], constraints=[{"set": ["a", "b"], "ceiling": 1}])
rule = auction.interim_rule({i: {"low": "1/4", "high": "3/4"} for i in "ab"})
tables = {
    "a matrix": matrix.show(),
    "evidence": verdict.evidence.show(),
    "a verdict with its evidence": verdict.card(),
    "a certificate": certificate_card(certificate(verdict)),
    "an interim rule": rule_table(auction, rule),
    "the ex post rule that induces it": implementable(auction, rule).show(),
}
print("tables, in HTML:", ", ".join(tables))

triangle, units = [frozenset("ab"), frozenset("bc"), frozenset("ac")], [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
hexagon, pentagon = ["12", "23", "34", "45", "56", "61", "67"], ["12", "23", "34", "45", "51", "56", "67"]
FIGURES = {
    "A matrix that is not totally unimodular: a cycle whose entries sum to 6, no multiple of 4": verdict.show(),
    "A hierarchy": hierarchy([frozenset("abcd"), frozenset("ab"), frozenset("cd")]).show(),
    "Two sets that cross, split into two hierarchies": bihierarchy([frozenset("ab"), frozenset("bc")]).show(),
    "Three sets of which any two cross, so that no two hierarchies hold them": bihierarchy(triangle).show(),
    "A hexagon with a tail has no odd cycle": bipartite_graph(map(frozenset, hexagon), "1234567").show(),
    "A pentagon with a tail has one": bipartite_graph(map(frozenset, pentagon), "1234567").show(),
    "A cone in the plane: 2f >= g and 3g >= f": Cone.of([[2, -1], [-1, 3]], coordinates=["f", "g"]).show(),
    "The nonnegative (f, g, h) with 2f + h >= g": Cone.of([*units, [2, -1, 1]], coordinates=["f", "g", "h"]).show(),
    "How often bidders of high type can win a fair auction, and how often they do": implementable_picture(
        auction, [("a", "high"), ("b", "high")], [rule]
    ),
    "The same with a's low type": implementable_picture(auction, [("a", "low"), ("a", "high"), ("b", "high")], [rule]),
}
print("pictures, in SVG:", *FIGURES, sep="\n  ")
