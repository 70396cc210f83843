"""Hierarchies and bihierarchies, both ways (`Certificates/SetSystems.v`).

LY's sets are sets of pairs. Elements that are no pairs have no second part, which is 0 in Coq.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proofs.coq.written.terms import Theorem, computed, listed, names_comment

IMPORTS = ("Certificates.SetSystems",)


class _Family:
    """The sets of a statement, with their elements numbered as they come."""

    def __init__(self, about: Mapping[str, Any]) -> None:
        self.elements: dict[str, tuple[int, Any]] = {}
        for members in about["sets"]:
            for name in members:
                self.elements.setdefault(repr(name), (len(self.elements), name))
        self.sets = [self._term(members) for members in about["sets"]]

    def _term(self, members: list[Any]) -> str:
        places = sorted(self.elements[repr(name)][0] for name in members)
        return f"[{'; '.join(f'({place}, 0)' for place in places)}]%nat"

    def chosen(self, places: list[Any]) -> str:
        return listed((self.sets[int(place)] for place in places), 4)

    def theorem(self, title: str, statement: str, proof: str, more: dict[str, tuple[str, str]]) -> Theorem:
        names = [name for _, name in self.elements.values()]
        return Theorem(
            title=f"{title}\n{names_comment('elements', names)}",
            imports=IMPORTS,
            definitions={"family": ("list cell_set", listed(self.sets)), **more},
            statement=statement,
            proof=computed(proof),
        )


def hierarchy(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """Any two sets are nested or disjoint (LY, Definition 2), or two are not; Coq looks at all pairs."""
    family = _Family(about)
    if holds:
        return family.theorem("A hierarchy.", "hierarchy {family}", "hierarchy_sound {family}", {})
    return family.theorem("No hierarchy.", "~ hierarchy {family}", "not_hierarchy_sound {family}", {})


def bihierarchy(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """Two disjoint hierarchies make the family (LY, Definition 3), or an odd cycle of crossing sets: none do."""
    family = _Family(about)
    if holds:
        more = {name: ("list cell_set", family.chosen(evidence[name])) for name in ("first", "second")}
        proof = "bihierarchy_sound {family} {first} {second}"
        return family.theorem("A bihierarchy.", "bihierarchy {family}", proof, more)
    first, *walk = evidence["cycle"]
    more = {"walk": ("list cell_set", family.chosen(walk))}
    proof = f"not_bihierarchy_sound {{family}} {family.sets[int(first)]} {{walk}}"
    return family.theorem("No bihierarchy.", "~ bihierarchy {family}", proof, more)
