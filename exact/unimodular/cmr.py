"""A hint from CMR, the Combinatorial Matrix Recognition library, where it is installed (extra `cmr`).

It runs in a subprocess with a time limit, for it aborts on some ordinary matrices. A violator it names is a candidate
like any other, to be verified by its determinant; a "yes" of it convinces nobody and is only reported as such.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec

from exact.unimodular.refuting import Positions
from exact.unimodular.table import Table

SCRIPT = """
import json, sys
from sage.matrix.matrix_cmr_sparse import Matrix_cmr_chr_sparse
from sage.matrix.matrix_space import MatrixSpace
from sage.rings.integer_ring import ZZ

entries = json.load(sys.stdin)
space = MatrixSpace(ZZ, len(entries), len(entries[0]), sparse=True)
answer, shown = Matrix_cmr_chr_sparse(space, entries).is_totally_unimodular(certificate=True)
lines = [] if answer else [[int(position) for position in own] for own in shown[1]]
print(json.dumps([bool(answer), lines]))
"""


def hint(table: Table, seconds: float = 20) -> Positions | bool | None:
    """The violator that CMR names, or its bare answer; `None` when it is not installed, aborts or takes too long."""
    if find_spec("passagemath_cmr") is None:
        return None
    command = [sys.executable, "-c", SCRIPT]
    entries = json.dumps(table.matrix().to_lists())
    try:
        done = subprocess.run(command, input=entries, capture_output=True, text=True, timeout=seconds, check=True)
        answer, lines = json.loads(done.stdout)
        rows, columns = (tuple(sorted(positions)) for positions in lines) if lines else ((), ())
    except (subprocess.SubprocessError, ValueError):
        return None
    if rows and len(rows) == len(columns) and rows[-1] < len(table.rows) and columns[-1] < len(table.columns):
        return rows, columns
    return bool(answer)
