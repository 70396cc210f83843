"""In a notebook values show themselves; elsewhere `value.show()` is SVG or HTML text to be written to a file."""

import re

from exact import total_unimodularity
from exact.cones import Cone
from exact.matrices import Matrix
from exact.set_systems import bihierarchy, bipartite_graph, hierarchy
from proofs.certificates import certificate, certificate_card
from proofs.files import problem_of
from proofs.reduced_form.implementation import implementable
from proofs.reduced_form.pictures import implementable_picture, rule_table


def look(shown):
    """What kind of text it is, its title, and what it is made of."""
    text = str(shown)
    title = re.search(r"<(?:title|caption|b)[^>]*>(.*?)</", text)
    parts = {tag: text.count(f"<{tag} ") for tag in ("rect", "circle", "line", "polygon", "td") if f"<{tag} " in text}
    print(f"  {type(shown).__name__}: {title.group(1) if title else ''}")
    print("   ", ", ".join(f"{count} {tag}" for tag, count in parts.items()))


matrix = Matrix.dense([[1, 1, 0], [0, 1, 1], [1, 0, 1]], rows=["12", "23", "13"])
print("repr of a matrix:", repr(matrix))
print("the same for a paper:", matrix.latex())
verdict = total_unimodularity(matrix)
print("repr of a verdict:", repr(verdict))
print("and of its evidence:", verdict.evidence)
for shown in (verdict, verdict.evidence, matrix):
    look(shown.show())
look(verdict.card())
look(certificate_card(certificate(verdict)))

look(hierarchy([frozenset("abcd"), frozenset("ab"), frozenset("cd")]).show())
look(bihierarchy([frozenset("ab"), frozenset("bc")]).show())
look(bihierarchy([frozenset("ab"), frozenset("bc"), frozenset("ac")]).show())

providers = [f"i{k}" for k in range(1, 8)]  # LY's Figure 1 is not in the text of the paper
for edges in ("12 23 34 45 56 67 61", "12 23 34 45 51 56 67"):
    pairs = [frozenset((f"i{edge[0]}", f"i{edge[1]}")) for edge in edges.split()]
    look(bipartite_graph(pairs, providers).show())

look(Cone.of([[2, -1], [-1, 3]], coordinates=["f", "g"]).show())
look(Cone.of([[1, 0, 0], [0, 1, 0], [0, 0, 1], [2, -1, 1]], coordinates=["f", "g", "h"]).show())
auction = problem_of(agents=["a", "b"], types=["low", "high"], constraints=[{"set": ["a", "b"], "ceiling": 1}])
rule = auction.interim_rule({i: {"low": "1/4", "high": "3/4"} for i in "ab"})
look(implementable_picture(auction, [("a", "high"), ("b", "high")], [rule]))
look(implementable_picture(auction, [("a", "low"), ("a", "high"), ("b", "high")], [rule]))
look(rule_table(auction, rule))
look(implementable(auction, rule).show())
