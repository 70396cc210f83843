"""Facets and rays up to symmetry: from each to its neighbours, one of each orbit, and a search that may end early."""

from itertools import combinations

from exact.adjacency import Search, orbits
from exact.aside import met
from exact.cones import Cone, generators
from exact.figures import ConeRays, SumFacets, cone_symmetries, is_sum_symmetry, sum_symmetries
from exact.symmetries import column_symmetries, mover, orbit, permuted
from exact.verdicts import ANSWER

# The edges of a six-cycle as rows: the cycle turns and turns over.
cycle = [tuple(int(k in (n, (n + 1) % 6)) for k in range(6)) for n in range(6)]
symmetries = column_symmetries(cycle, ["corner"] * 6)
print("symmetries of the six-cycle:", len(orbit(tuple(range(6)), [mover(each) for each in symmetries])))
print("one of them moves abcdef to", "".join(permuted("abcdef", symmetries[0])))

# The permutahedron: a segment between each two of six unit vectors, 720 vertices and 62 facets.
unit = [tuple(int(j == k) for j in range(6)) for k in range(6)]
permutahedron = [[unit[i], unit[j]] for i, j in combinations(range(6), 2)]
print("exchanging the first two coordinates keeps it:", ANSWER[is_sum_symmetry(permutahedron, (1, 0, 2, 3, 4, 5))])
search = Search(SumFacets(permutahedron))
search.run()
print(f"{search.progress.met} facets in {search.progress.orbits} orbits; gone from {search.progress.gone} of them")
for each in search.orbits:
    print(f"  {each.members[0]} and {len(each.members) - 1} others")

# In a process of its own a search can be ended, by seconds, a number or Ctrl-C; what was met stays.
early = met(SumFacets([[*unit, (9, 8, 7, 6, 5, 4), (-1, 2, -3, 4, -5, 6)]]), limit=3)
print(f"ended by its {early.end} with {len(early.members)} facets")
print("symmetries of two points without any:", len(sum_symmetries([[(0, 1, 2), (5, 3, 4)]])))

# The rays of a cone in the same way.
wedge = Cone.of([(1, 1, -1), (1, -1, 1), (-1, 1, 1)])
rays = Search(ConeRays(wedge))
rays.run()
print("the same rays as by double description:", ANSWER[len(generators(wedge).rays) == rays.progress.met])
print("their orbits:", [len(each) for each in orbits(generators(wedge).rays, cone_symmetries(wedge), ())])
