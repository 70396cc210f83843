"""Which facets are alike: orbits under exchanging agents, objects and the types of an agent.

A permutation of the coordinates that takes the pure outcomes at every type profile to those at another takes facets to
facets, for normals do not depend on the prior (`exact.minkowski`); the right sides are exchanged where the prior is
alike, too, and otherwise are other numbers. All such permutations are found (`exact.figures.sum_symmetries`), also
those that exchange more than two agents at once, as turning a cycle does. In words, those are told that exchange two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from exact import cones, figures, minkowski
from exact.adjacency import orbits
from exact.cones import Vector
from exact.symmetries import Permutation
from proofs.reduced_form.facets.summands import Summands
from proofs.reduced_form.problem.problems import Coordinate, Problem


def orbits_of(problem: Problem, equations: Sequence[Vector], normals: Sequence[Vector]) -> tuple[tuple[int, ...], ...]:
    """The positions of the normals, orbit by orbit; a set of facets that symmetries keep, modulo the equations."""
    points = minkowski.whole_points(Summands.of(problem).points)
    place = {normal: k for k, normal in enumerate(normals)}
    found = orbits(normals, figures.sum_symmetries(points), _basis(equations, problem))
    return tuple(tuple(sorted(place[normal] for normal in each)) for each in found)


def alike_in_words(problem: Problem, equations: Sequence[Vector], normals: Sequence[Vector], count: int) -> str:
    """What can be exchanged, `the types of ann; the agents ann and bob`; `count` is the number of orbits."""
    points = minkowski.whole_points(Summands.of(problem).points)
    swaps: list[Permutation] = []

    def classes(names: Sequence[str], swap: Callable[[str, str], Permutation | None]) -> list[list[str]]:
        found: list[list[str]] = []
        for name in names:
            for known in found:
                exchange = swap(known[0], name)
                if exchange is not None and figures.is_sum_symmetry(points, exchange):
                    swaps.append(exchange)
                    known.append(name)
                    break
            else:
                found.append([name])
        return [each for each in found if len(each) > 1]

    told = [
        f"the types {_and(each)} of {agent}"
        for agent, kinds in zip(problem.agents, problem.types, strict=True)
        for each in classes(kinds, partial(_types_swapped, problem, agent))
    ]
    told += [f"the agents {_and(each)}" for each in classes(problem.agents, partial(_agents_swapped, problem))]
    things = "alternatives" if problem.public else "objects"
    told += [f"the {things} {_and(each)}" for each in classes(problem.objects, partial(_objects_swapped, problem))]
    if len(orbits(normals, swaps, _basis(equations, problem))) > count:
        told.append("several names at once")
    return "; ".join(told)


def _basis(equations: Sequence[Vector], problem: Problem) -> cones.Basis:
    return cones.echelon_basis(equations, len(problem.coordinates))


def _types_swapped(problem: Problem, agent: str, one: str, two: str) -> Permutation | None:
    return _renamed(problem, lambda c: (c[0], _swap(c[1], one, two), *c[2:]) if c[0] == agent else c)


def _agents_swapped(problem: Problem, one: str, two: str) -> Permutation | None:
    """The k-th type of one becomes the k-th of the other."""
    kinds = dict(zip(problem.agents, problem.types, strict=True))
    if len(kinds[one]) != len(kinds[two]):
        return None

    def swapped(coordinate: Coordinate) -> Coordinate:
        agent, kind, *rest = coordinate
        other = _swap(agent, one, two)
        return (other, kinds[other][kinds[agent].index(kind)], *rest)

    return _renamed(problem, swapped)


def _objects_swapped(problem: Problem, one: str, two: str) -> Permutation | None:
    return _renamed(problem, lambda c: (*c[:2], _swap(c[2], one, two)))


def _swap(name: str, one: str, two: str) -> str:
    return two if name == one else one if name == two else name


def _renamed(problem: Problem, new: Callable[[Coordinate], Coordinate]) -> Permutation:
    place = {coordinate: k for k, coordinate in enumerate(problem.coordinates)}
    return tuple(place[new(coordinate)] for coordinate in problem.coordinates)


def _and(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + f" and {names[-1]}"
