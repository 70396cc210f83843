"""Killed workers, killed runs: the table is the same in the end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from proofs.claims import registry
from proofs.hunt.hunting import Options, hunt_all, table
from proofs.hunt.search import Hunt
from tests.proofs.hunt.test_search import MODULES, without_time

ROOT = Path(__file__).parents[3]
CLAIMS = list(registry.claims(MODULES).values())
RUN = """
import sys
from pathlib import Path
from proofs.claims import registry
from proofs.hunt.hunting import Options, hunt_all
modules = ("tests.proofs.claims.arithmetic",)
if __name__ == "__main__":
    options = Options(Path(sys.argv[1]), workers=2, resume=len(sys.argv) > 2)
    list(hunt_all(list(registry.claims(modules).values()), options, modules))
"""


def rows(out):
    """The table without what differs from run to run: times and paths."""
    return [{k: v for k, v in row.items() if k not in ("seconds", "certificate")} for row in table(out)]


def test_a_run_killed_outright_is_resumed_to_the_same_table(tmp_path):
    script = tmp_path / "run.py"
    script.write_text(RUN)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    list(hunt_all(CLAIMS, Options(whole, workers=0), MODULES))
    process = subprocess.Popen([sys.executable, script, broken], env=environment, cwd=ROOT, start_new_session=True)
    journal = broken / "journal.jsonl"
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        if journal.exists() and journal.read_text().count("\n") >= 5:
            break
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    done = [json.loads(line) for line in journal.read_text().splitlines()[:5]]
    assert len(done) == 5
    subprocess.run([sys.executable, script, broken, "resume"], env=environment, cwd=ROOT, check=True)
    assert rows(broken) == rows(whole)
    keys = [json.loads(line)["chunk"] for line in journal.read_text().splitlines() if line.endswith("}")]
    assert len(keys) == len(set(keys)), "a finished chunk was worked on again"


def test_a_dask_cluster_that_loses_a_worker_ends_with_the_same_results():
    from distributed import LocalCluster

    heavy = next(claim for claim in CLAIMS if claim.id.endswith("heavy"))
    names = ["arithmetic/true", "arithmetic/false-among-large"]
    chosen = [heavy, *(registry.claims(MODULES)[name] for name in names)]
    local = [without_time(local_hunt(claim)) for claim in chosen]
    with LocalCluster(3, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        client = cluster.get_client()
        executor = client.get_executor()
        victim = next(iter(cluster.workers.values()))
        finished = 0

        def kill_one(count):
            nonlocal finished
            finished += count
            if finished == 100:
                os.kill(victim.pid, signal.SIGKILL)

        results = [
            without_time(Hunt(executor, MODULES, seed=0, progress=kill_one).run(claim, claim.readings[0]))
            for claim in chosen
        ]
        client.close()
    assert finished > 100
    assert results == local


def local_hunt(claim):
    from proofs.hunt.executors import InProcess

    return Hunt(InProcess(), MODULES).run(claim, claim.readings[0])


def test_ctrl_c_ends_with_the_table_so_far_and_is_not_success(tmp_path):
    command = [
        sys.executable,
        "-m",
        "proofs.cli.main",
        "check",
        "lang-yang-2023/lemma",
        "--out",
        tmp_path,
        "--workers",
        "0",
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    journal = tmp_path / "journal.jsonl"
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        if journal.exists() and journal.read_text().count("\n") >= 3:
            break
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    printed, complained = process.communicate(timeout=60)
    assert process.returncode in (1, 3)
    assert "claim" in printed
    assert "interrupted; go on with --resume" in complained
    assert "readings checked" in complained
    assert "Traceback" not in complained
