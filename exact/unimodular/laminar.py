"""Recognising matrices whose rows are the union of two laminar families (Edmonds 1970).

Two sets *cross* if they meet and neither contains the other. Crossing rows must go to different families, so a split
exists exactly when the graph of crossing rows is bipartite.
"""

from __future__ import annotations

from exact.unimodular.evidence import TwoLaminarFamilies
from exact.unimodular.table import Table, bits


def two_laminar_families(table: Table) -> TwoLaminarFamilies | None:
    """The split of a 0/1 table's rows into two laminar families, if there is one."""
    if any(table.negative):
        return None
    columns = table.transpose.support
    side: dict[int, int] = {}
    for start in range(len(table.rows)):
        if start in side:
            continue
        side[start] = 0
        queue = [start]
        for row in queue:
            for other in _crossing(row, table.support, columns):
                if other not in side:
                    side[other] = 1 - side[row]
                    queue.append(other)
                elif side[other] == side[row]:
                    return None
    families = (tuple(name for r, name in enumerate(table.rows) if side[r] == which) for which in (0, 1))
    return TwoLaminarFamilies(*families)


def _crossing(row: int, rows: tuple[int, ...], columns: tuple[int, ...]) -> list[int]:
    own = rows[row]
    meeting = 0
    for c in bits(own):
        meeting |= columns[c]
    return [other for other in bits(meeting) if own & ~rows[other] and rows[other] & ~own]
