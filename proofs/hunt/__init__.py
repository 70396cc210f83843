"""The hunt for counterexamples, and what a claim of one's own is written with.

    from proofs.hunt import all_sets, assume, claim, condition_complete, every, families, structure_of

    @claim("intervals", where="conjecture 1", tries=families.problems(agents=3, sets=families.intervals))
    def intervals(problem):
        "If all constraint sets are intervals of agents, Condition A describes the implementable rules."
        yield condition_complete("A", problem)

Writing: `claim`, `reading`, `assume`, `defined` (a word of one's own); `families` (instances to try); the language of
formulas (`every`, `some`, `each`, `size`, ...); and words about structures, problems, markets, mechanisms, matrices,
graphs and systems. `docs/hunting.md` is the guide.
`proofs new claim NAME` writes a file to begin with; `proofs check FILE.py` hunts.

The machinery:

* `proofs.hunt.families`: families of instances for claims of one's own.
* `proofs.hunt.vocabulary`: words for them.
* `proofs.hunt.template`: the file that such a claim begins with.
* `proofs.hunt.search`: proposing instances, and shrinking a counterexample; `proofs.hunt.chunks`: the pieces of work;
  `proofs.hunt.again`: a counterexample found again.
* `proofs.hunt.streams`: the streams of instances that a worker remembers.
* `proofs.hunt.climbing`: fresh tries and climbing by a score.
* `proofs.hunt.executors`: who does the work: this process, others, or a Dask cluster.
* `proofs.hunt.hunting`: many claims at once: journal, certificates and table.
* `proofs.hunt.patience`: a bound on the time of one instance.
* `proofs.hunt.rows`: what a hunt found of one reading, as a line of JSON.
* `proofs.hunt.boundary`: where a property of constraint structures ends.

The names in `__all__` are those to rely on; they are loaded when first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exact.lazy import exported

if TYPE_CHECKING:
    from proofs.claims.families.lang_yang_stated import (
        agents,
        all_sets,
        beta,
        ceiling,
        cells,
        condition_complete,
        floor,
        has_outcome,
        is_adjacency,
        is_bihierarchy,
        is_bipartite,
        is_canonical,
        is_hierarchy,
        preserves,
        probability,
        profiles,
        quota_sets,
        rows_and_columns,
        sets,
        structure_of,
        types,
        types_at_most,
    )
    from proofs.claims.stating import (
        Formula,
        Term,
        absolute,
        at_most_row,
        choose,
        defined,
        dot,
        each,
        equal_row,
        every,
        feasible,
        given,
        greatest,
        least,
        operation,
        positions,
        record,
        size,
        some,
        statement,
        system,
        those,
        total,
        value_of,
    )
    from proofs.claims.written import ClaimFileError, assume, claim, reading
    from proofs.hunt.executors import InProcess
    from proofs.hunt.hunting import Options, hunt_all
    from proofs.hunt.search import Hunt
    from proofs.hunt.vocabulary import (
        at_most,
        bihierarchy,
        bilateral_trade_improves,
        bipartite,
        condition,
        determinant,
        different_pairs,
        equal_to,
        feasible_protocol,
        hierarchy,
        implementable,
        obviously_strategy_proof,
        only_constant_mechanism,
        paramodular,
        polarized,
        position,
        quotas_describe,
        rank,
        rows_of,
        subsets,
        totally_unimodular,
        transposed,
    )

HOMES = {
    **dict.fromkeys(
        [
            "agents",
            "all_sets",
            "beta",
            "ceiling",
            "cells",
            "condition_complete",
            "floor",
            "has_outcome",
            "is_adjacency",
            "is_bihierarchy",
            "is_bipartite",
            "is_canonical",
            "is_hierarchy",
            "preserves",
            "probability",
            "profiles",
            "quota_sets",
            "rows_and_columns",
            "sets",
            "structure_of",
            "types",
            "types_at_most",
        ],
        "proofs.claims.families.lang_yang_stated",
    ),
    **dict.fromkeys(
        [
            "Formula",
            "Term",
            "absolute",
            "at_most_row",
            "choose",
            "defined",
            "dot",
            "each",
            "equal_row",
            "every",
            "feasible",
            "given",
            "greatest",
            "least",
            "operation",
            "positions",
            "record",
            "size",
            "some",
            "statement",
            "system",
            "those",
            "total",
            "value_of",
        ],
        "proofs.claims.stating",
    ),
    **dict.fromkeys(["ClaimFileError", "assume", "claim", "reading"], "proofs.claims.written"),
    **dict.fromkeys(["Options", "hunt_all"], "proofs.hunt.hunting"),
    "InProcess": "proofs.hunt.executors",
    "Hunt": "proofs.hunt.search",
    "families": "proofs.hunt.families",
    **dict.fromkeys(
        [
            "at_most",
            "bihierarchy",
            "bilateral_trade_improves",
            "bipartite",
            "condition",
            "determinant",
            "different_pairs",
            "equal_to",
            "feasible_protocol",
            "hierarchy",
            "implementable",
            "obviously_strategy_proof",
            "only_constant_mechanism",
            "paramodular",
            "polarized",
            "position",
            "quotas_describe",
            "rank",
            "rows_of",
            "subsets",
            "totally_unimodular",
            "transposed",
        ],
        "proofs.hunt.vocabulary",
    ),
}
"""Where the names that users may rely on are defined."""

__all__ = [
    "ClaimFileError",
    "Formula",
    "Hunt",
    "InProcess",
    "Options",
    "Term",
    "absolute",
    "agents",
    "all_sets",
    "assume",
    "at_most",
    "at_most_row",
    "beta",
    "bihierarchy",
    "bilateral_trade_improves",
    "bipartite",
    "ceiling",
    "cells",
    "choose",
    "claim",
    "condition",
    "condition_complete",
    "defined",
    "determinant",
    "different_pairs",
    "dot",
    "each",
    "equal_row",
    "equal_to",
    "every",
    "families",
    "feasible",
    "feasible_protocol",
    "floor",
    "given",
    "greatest",
    "has_outcome",
    "hierarchy",
    "hunt_all",
    "implementable",
    "is_adjacency",
    "is_bihierarchy",
    "is_bipartite",
    "is_canonical",
    "is_hierarchy",
    "least",
    "obviously_strategy_proof",
    "only_constant_mechanism",
    "operation",
    "paramodular",
    "polarized",
    "position",
    "positions",
    "preserves",
    "probability",
    "profiles",
    "quota_sets",
    "quotas_describe",
    "rank",
    "reading",
    "record",
    "rows_and_columns",
    "rows_of",
    "sets",
    "size",
    "some",
    "statement",
    "structure_of",
    "subsets",
    "system",
    "those",
    "total",
    "totally_unimodular",
    "transposed",
    "types",
    "types_at_most",
    "value_of",
]

__getattr__, __dir__ = exported(__name__, HOMES)
