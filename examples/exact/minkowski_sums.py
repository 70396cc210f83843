"""Sums of polytopes, as implementable rules are sums over type profiles: a square plus a segment plus a point."""

from exact.minkowski import dimension, facets_by_rays, facets_by_vertices, is_facet, support
from exact.rationals import text
from exact.verdicts import ANSWER

square = [(0, 0), (1, 0), (0, 1), (1, 1)]
segment = [(0, 0), (1, 2)]
summands = [square, segment, [(3, 0)]]

found = facets_by_rays(summands)
print("dimension:", dimension(summands))
for each in found.facets:
    bounds = " + ".join(map(text, each.bounds))
    print(f"  {each.normal} . y <= {bounds} = {text(sum(each.bounds))}")
print("the other route finds the same:", ANSWER[facets_by_vertices(summands) == found])
print("(1, 1) . y is at most", support(square, (1, 1)), "on the square;", end=" ")
print("(1, 1) is normal to a facet of the sum:", ANSWER[is_facet(summands, (1, 1))])
