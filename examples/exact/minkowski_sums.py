"""Sums of polytopes, as implementable rules are sums over type profiles: a square plus a segment plus a point."""

from exact.minkowski import dimension, facets_by_rays, facets_by_vertices, is_facet, support
from exact.rationals import text
from exact.supported import supported
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


def best(direction):
    """The point of the sum at which a direction is greatest: the sum of such points of the parts."""
    parts = [max(points, key=lambda p: p[0] * direction[0] + p[1] * direction[1]) for points in summands]
    return tuple(map(sum, zip(*parts, strict=True))), parts


asked = supported(best, 2, most=20)
print("vertices, from nothing but the answers where directions are greatest:", *asked.vertices)
print("these have the same facets:", ANSWER[list(asked.facets) == [each.normal for each in found.facets]])
