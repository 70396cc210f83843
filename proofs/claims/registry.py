"""The claims of both papers in the order of the papers, by id.

`MODULES` lists the modules that hold them; each has a list `CLAIMS`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from proofs.claims.claim import Claim

MODULES: tuple[str, ...] = (
    "proofs.claims.lang_yang.section_2",
    "proofs.claims.lang_yang.section_3",
    "proofs.claims.lang_yang.section_4",
    "proofs.claims.lang_yang.section_4_chains",
    "proofs.claims.lang_yang.section_5",
    "proofs.claims.lang_yang.section_5_trade",
    "proofs.claims.lang_yang.appendix",
    "proofs.claims.lang_yang.appendix_proofs",
    "proofs.claims.valenzuela_stookey.section_1",
    "proofs.claims.valenzuela_stookey.section_2",
    "proofs.claims.valenzuela_stookey.section_3",
    "proofs.claims.valenzuela_stookey.section_4",
)


@cache
def claims(modules: tuple[str, ...] = MODULES) -> dict[str, Claim]:
    """All claims by id, in the order of the papers. Raises `ValueError` if an id is used twice."""
    found: dict[str, Claim] = {}
    for name in modules:
        for claim in import_module(name).CLAIMS:
            if claim.id in found:
                raise ValueError(f"the claim {claim.id} is registered twice")
            found[claim.id] = claim
    return found


def select(names: list[str], modules: tuple[str, ...] = MODULES) -> list[Claim]:
    """The claims that `names` select; all if none is given.

    A name is an id, a paper, or the beginning of ids (`lang-yang-2023/theorem`). Raises `ValueError` with the name
    that selects nothing.
    """
    known = claims(modules)
    if not names:
        return list(known.values())
    chosen: dict[str, Claim] = {}
    for name in names:
        hits = [known[name]] if name in known else [claim for key, claim in known.items() if key.startswith(name)]
        if not hits:
            raise ValueError(f'"{name}" is no claim, paper or beginning of a claim; `proofs claims` lists them')
        chosen |= {claim.id: claim for claim in hits}
    return [claim for key, claim in known.items() if key in chosen]
