"""The cones W+ and W- of a profile of chains (LY, section 4): Lemma 7 and what stands before it."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from exact import cones
from exact.cones import Cone
from exact.showing.display import Displayed, counted
from proofs.claims.cone_facts import words
from proofs.claims.families import problems as ly
from proofs.reduced_form.problem.problems import Cell, Profile
from proofs.reduced_form.problem.structures import ImplementationStructure


def chain_cone(
    given: ImplementationStructure, chains: Mapping[Profile, tuple[tuple[Cell, ...], ...]], side: int
) -> Cone:
    """W+(C) (side 1) or W-(C) (side -1): f of that sign, and g (or h) on the sets of the chains."""
    f = [(cell, own) for cell in given.cells for own in given.types_of(cell)]
    g = [(members, profile) for profile in given.profiles for members in chains[profile]]
    names = [("f", *name) for name in f] + [("g" if side > 0 else "h", *name) for name in g]
    place = {name: k for k, name in enumerate(names)}
    equations = []
    for profile in given.profiles:
        for cell in given.cells:
            row = [0] * len(names)
            row[place["f", cell, profile[given.agents.index(cell[0])]]] = -1
            for members in chains[profile]:
                if cell in members:
                    row[place["g" if side > 0 else "h", members, profile]] = side
            equations.append(row)
    signs = [[(side if name[0] == "f" else 1) * int(k == place[name]) for k in range(len(names))] for name in names]
    return Cone.of(signs, equations, coordinates=names)


Chains = tuple[tuple[tuple[Cell, ...], ...], ...]


def _chosen(chosen: tuple[tuple[Cell, str], ...]) -> str:
    if not chosen:
        return "the empty set"
    return "{" + ", ".join(f"({''.join(cell)}, {own})" for cell, own in chosen) + "}"


@dataclass(frozen=True)
class ChainCase(Displayed):
    """A structure, a chain for each of its profiles in order, a side, and S (for "if") or a vector (for "only if")."""

    structure: ImplementationStructure
    chains: Chains
    side: int
    chosen: tuple[tuple[Cell, str], ...] = ()
    ray: tuple[int, ...] = ()

    @property
    def by_profile(self) -> dict[Profile, tuple[tuple[Cell, ...], ...]]:
        return dict(zip(self.structure.profiles, self.chains, strict=True))

    @property
    def cone(self) -> Cone:
        return chain_cone(self.structure, self.by_profile, self.side)

    def at(self, profile: Profile) -> tuple[Cell, ...]:
        """I(t, S)."""
        own = dict(zip(self.structure.agents, profile, strict=True))
        return tuple(cell for cell in self.structure.cells if (cell, own[cell[0]]) in self.chosen)

    def listed(self) -> tuple[int, ...] | None:
        """The vector of Lemma 7 for S, if the chains have its sets."""
        by_profile = self.by_profile
        if any(self.at(t) and self.at(t) not in by_profile[t] for t in self.structure.profiles):
            return None
        vector = []
        for name in self.cone.coordinates:
            assert isinstance(name, tuple)
            if name[0] == "f":
                vector.append(self.side * int((name[1], name[2]) in self.chosen))
            else:
                vector.append(int(bool(self.at(name[2])) and self.at(name[2]) == name[1]))
        return tuple(vector)

    def words(self) -> str:
        given = self.structure
        counts = [len(own) for own in given.types]
        types = counted(counts[0], "type") if len(counts) == 1 else f"{' x '.join(map(str, counts))} types"
        shown = []
        for profile, chain in self.by_profile.items():
            sets = ", ".join(ly.shown_set(members) if members else "the empty set" for members in chain) or "no set"
            shown.append(f"({', '.join(profile)}): {sets}")
        head = f"{ly.agents_in_words(given.agents)}, {counted(len(given.objects or '.'), 'object')}, {types}; "
        tail = f"; S = {_chosen(self.chosen)}" if not self.ray else f"; the vector {words(self.ray)}"
        return f"{head}W{'+' if self.side > 0 else '-'} of the chains {'; '.join(shown)}{tail}"


def chain_structures() -> list[ImplementationStructure]:
    sizes = [(1, 1, (1,)), (1, 1, (2,)), (1, 2, (1,)), (2, 1, (1, 1)), (2, 1, (2, 1)), (1, 2, (2,)), (2, 1, (2, 2))]
    return [ly.build(n, m, (), counts) for n, m, counts in sizes]


def random_chain(
    draw: random.Random, given: ImplementationStructure, through: tuple[Cell, ...], empty: bool = False
) -> tuple[tuple[Cell, ...], ...]:
    """A greatest chain of nonempty sets that holds the set `through`, or a part of such a chain with the set."""
    inside = draw.sample(list(through), len(through))
    outside = draw.sample([c for c in given.cells if c not in through], len(given.cells) - len(through))
    order = inside + outside
    sets = [tuple(c for c in given.cells if c in order[: k + 1]) for k in range(len(order))]
    kept = [s for s in sets if s == through or draw.random() < 0.7]
    return (*([()] if empty and draw.random() < 0.5 else []), *kept)


def ray_cases(seed: int, empty: bool) -> Iterator[ChainCase]:
    """The extreme rays of the cones of random chains, the smallest structures first."""
    draw = random.Random(seed)
    sizes = chain_structures()
    for number in itertools.count():
        given = sizes[min(number // 4, len(sizes) - 1)]
        if number >= 4 * len(sizes):
            n, m = draw.choice(((2, 1), (3, 1), (2, 2)))
            given = ly.build(n, m, (), [draw.randint(1, 2) for _ in range(n)])
        side = draw.choice((1, -1))
        chains = tuple(random_chain(draw, given, (), empty) for _ in given.profiles)
        bare = ChainCase(given, chains, side)
        for ray in cones.generators(bare.cone).rays:
            yield replace(bare, ray=ray)
