"""Agreement with CMR, where it is installed."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from random import Random

import pytest

from exact import total_unimodularity
from tests.exact.unimodular.test_deciding import random_ternary

needs_cmr = pytest.mark.skipif(find_spec("passagemath_cmr") is None, reason="passagemath-cmr is not installed")

ANSWERS = """
import json, sys
from sage.matrix.matrix_cmr_sparse import Matrix_cmr_chr_sparse
from sage.matrix.matrix_space import MatrixSpace
from sage.rings.integer_ring import ZZ

for number, entries in json.load(sys.stdin):
    space = MatrixSpace(ZZ, len(entries), len(entries[0]), sparse=True)
    try:
        answer = bool(Matrix_cmr_chr_sparse(space, entries).is_totally_unimodular())
    except Exception:
        continue
    print(number, int(answer), flush=True)
"""


def answers(matrices):
    """CMR's answers by position, without those on which it aborts; a new process goes on after each abort."""
    given, left = {}, list(enumerate(matrices))
    while left:
        command = [sys.executable, "-c", ANSWERS]
        done = subprocess.run(command, input=json.dumps(left), capture_output=True, text=True, timeout=300)
        given |= {int(number): answer == "1" for number, answer in map(str.split, done.stdout.splitlines())}
        if done.returncode == 0:
            break
        last = max((number for number, _ in left if number in given), default=left[0][0] - 1)
        left = [(number, entries) for number, entries in left if number > last + 1]
    return given


@needs_cmr
def test_two_thousand_random_matrices_up_to_20_by_20_agree_with_cmr():
    rng = Random(20)
    matrices = [random_ternary(rng, 20) for _ in range(2000)]
    given = answers(matrices)
    assert len(given) > 1000
    assert len(set(given.values())) == 2
    for number, answer in given.items():
        assert total_unimodularity(matrices[number]).holds is answer
