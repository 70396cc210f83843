"""The claims of both papers in the order of the papers, by id.

`MODULES` lists the modules that hold them; each has a list `CLAIMS`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cache
from importlib import import_module

from proofs.claims.claim import Claim

PAPERS = {"ly": "lang-yang-2023", "vs": "valenzuela-stookey-2026"}
"""The short names of the papers, in small letters; any case is read."""

MODULES: tuple[str, ...] = (
    "proofs.claims.lang_yang.section_2",
    "proofs.claims.lang_yang.section_3",
    "proofs.claims.lang_yang.section_3_structures",
    "proofs.claims.lang_yang.section_3_necessity",
    "proofs.claims.lang_yang.section_4",
    "proofs.claims.lang_yang.section_4_chains",
    "proofs.claims.lang_yang.section_4_cones",
    "proofs.claims.lang_yang.section_5_revenue",
    "proofs.claims.lang_yang.section_5",
    "proofs.claims.lang_yang.section_5_trade",
    "proofs.claims.lang_yang.section_5_cones",
    "proofs.claims.lang_yang.appendix",
    "proofs.claims.lang_yang.appendix_proofs",
    "proofs.claims.lang_yang.appendix_steps",
    "proofs.claims.valenzuela_stookey.section_1",
    "proofs.claims.valenzuela_stookey.section_2",
    "proofs.claims.valenzuela_stookey.section_3",
    "proofs.claims.valenzuela_stookey.section_4",
    "proofs.claims.valenzuela_stookey.section_4_programs",
    "proofs.claims.valenzuela_stookey.boxes",
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

    A name is an id, a paper, or the beginning of ids (`lang-yang-2023/theorem`). The paper may be written `LY` or `VS`,
    and left out where only one of them has such a claim (`theorem-3`). Raises `ValueError` for a name that selects
    nothing, with the ids that are nearest to it, or claims of both papers.
    """
    known = claims(modules)
    if not names:
        return list(known.values())
    chosen = {key for name in names for key in _named(name, known)}
    return [claim for key, claim in known.items() if key in chosen]


def _named(name: str, known: Iterable[str]) -> list[str]:
    """The ids that one name selects."""
    paper, slash, rest = name.partition("/")
    whole = PAPERS.get(paper.lower(), paper) + slash + rest
    hits = _beginning(whole, known)
    if hits:
        return hits
    papers = dict.fromkeys(key.partition("/")[0] for key in known)
    found = {f"{paper}/{name}": _beginning(f"{paper}/{name}", known) for paper in papers}
    written = [choice for choice, ids in found.items() if ids]
    if len(written) > 1:
        raise ValueError(f'"{name}" is in both papers; write {" or ".join(written)}')
    if not written:
        raise ValueError(f'"{name}" is no claim, paper or beginning of a claim; {_nearest(whole, known)}')
    return found[written[0]]


def _nearest(name: str, known: Iterable[str]) -> str:
    """The ids most like a name that is none, in its paper if it has one."""
    paper, _, rest = name.rpartition("/")
    pool = [key for key in known if key.startswith(f"{paper}/")] or list(known)
    near = difflib.get_close_matches(rest, [key.partition("/")[2] for key in pool], 3)
    ids = [key for short in dict.fromkeys(near) for key in pool if key.partition("/")[2] == short]
    return f"did you mean {' or '.join(ids)}?" if ids else "`proofs claims` lists them"


def _beginning(name: str, known: Iterable[str]) -> list[str]:
    return [name] if name in known else [key for key in known if name and key.startswith(name)]
