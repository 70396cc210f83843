"""Families of instances to try a claim on: structures, problems, graphs, matrices, systems, markets, menus, files.

Each function makes an `Instances`: all small ones first, each up to relabelling once, then random ones from a seed for
as long as the claim's budget says. The two parts are told apart in what a hunt reports. Families compose: `.where(keep,
words)`, `.mapped(change, words)`, `.and_then(other)`, `.with_each(other)` (see `proofs.claims.instances`).

    families.problems(agents=3, sets=families.intervals, types=2)
    families.structures(agents=2, objects=2).where(lambda s: len(s.sets) > 1, "two sets or more")
    families.matrices(4, 4, entries=(0, 1)).with_each(families.vectors(2, entries=(0, 1)))
    families.instances("problems/*.json")
    families.from_strategy(strategies.lists(strategies.integers(-3, 3), min_size=1), sort="vector")
    families.with_parameter("p", 0, 1, make)  # an instance for every p, all of them tried at once

What an instance is in a claim, its sort, is what the checker is given: of a structure `structure`, of a problem (with a
rule or without) `problem`, of a matrix `matrix`, and so on. Small means at most four cells, and matrices that can be
listed in a moment; a property of the sets (`Sets`) and the numbers given bound what is drawn. Graphs and matrices have
kinds: `graphs(9, kind="trees")`, `matrices(6, 6, kind="sums")`.

All families but `listed`, `instances`, `from_strategy` and `with_parameter` have `nearby`, small changes that stay in
the family: a claim on them may have a score.
"""

from __future__ import annotations

from proofs.claims.instances import Instances, listed
from proofs.hunt.families.graphs import graphs
from proofs.hunt.families.mechanisms import markets, mechanisms, menus, rays
from proofs.hunt.families.own import from_strategy, instances
from proofs.hunt.families.parameters import with_parameter
from proofs.hunt.families.structures import (
    Sets,
    any_sets,
    bihierarchies,
    hierarchies,
    intervals,
    pairs,
    problems,
    rules,
    structures,
    two_sided,
)
from proofs.hunt.families.tables import matrices, systems, vectors

__all__ = [
    "Instances",
    "Sets",
    "any_sets",
    "bihierarchies",
    "from_strategy",
    "graphs",
    "hierarchies",
    "instances",
    "intervals",
    "listed",
    "markets",
    "matrices",
    "mechanisms",
    "menus",
    "pairs",
    "problems",
    "rays",
    "rules",
    "structures",
    "systems",
    "two_sided",
    "vectors",
    "with_parameter",
]
