"""Coq run on the library, and what it says that its theorems assume.

The library is compiled once into a folder of the user's cache, under a name made of its text and of Coq's version;
files that depend on no other that is still to come are compiled side by side. Whoever asks for parts gets these and
what they rest on. Nothing of ours decides anything here: what Coq does not accept is told with Coq's own words.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

from exact.showing.display import Displayed
from proofs.coq.theorems import FOLDER, Formal, formal
from proofs.plain.reading import BadInput

LOGICAL = "Allocation"
"""The name under which Coq knows the library: `From Allocation Require Import LangYang.`"""
CLOSED = "Closed under the global context"
"""What Coq says of a theorem that assumes nothing."""
INSTALL = "coqc, the compiler of Coq, is not on the PATH; install Coq 8.16 (Debian: the package coq)"


@dataclass(frozen=True)
class Assumed(Displayed):
    """A theorem and what Coq says that it assumes."""

    theorem: Formal
    assumptions: str

    @property
    def closed(self) -> bool:
        return self.assumptions == CLOSED

    def __str__(self) -> str:
        one = self.theorem
        return f"{one.claim} ({one.reading}): {one.role} by {one.name}. {self.assumptions}"


@dataclass(frozen=True)
class Compiled(Displayed):
    """The folder with the compiled library, what compiling took, and how much memory the largest file."""

    folder: Path
    files: int
    seconds: float
    megabytes: float

    def __str__(self) -> str:
        spent = f"{self.seconds:.1f} s, at most {self.megabytes:.0f} MB at once for a file"
        return f"{self.files} files compiled: {spent}" if self.files else "compiled before"


def tool(name: str = "coqc") -> str:
    """The path of a program of Coq. Raises `BadInput` where Coq is not installed."""
    found = shutil.which(name)
    if found is None:
        raise BadInput(INSTALL)
    return found


def run(program: str, arguments: Sequence[str | Path], folder: Path) -> str:
    """What a program of Coq prints, run in a folder. Raises `BadInput` with Coq's words where it refuses."""
    done = subprocess.run([tool(program), *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BadInput(f"Coq refuses: {' '.join((done.stderr or done.stdout).split())}")
    return done.stdout


def library(parts: Iterable[str] | None = None) -> Compiled:
    """The library compiled: all of it, or the files named (`Certificates/Systems.v`) with what they rest on."""
    folder = _cache()
    rests = _dependencies(folder)
    wanted = set(rests) if parts is None else _below(parts, rests)
    began = time.monotonic()
    with _alone(folder):
        missing = {file for file in wanted if not (folder / file).with_suffix(".vo").exists()}
        _compile({file: rests[file] & missing for file in missing}, folder)
    return Compiled(folder, len(missing), time.monotonic() - began, _most_memory())


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let no other process compile in the folder meanwhile; where the system has no such locks, one must not."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with open(folder / "compiling", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _most_memory() -> float:
    """The most megabytes that a process begun here has used; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _cache() -> Path:
    """A folder with the sources of the library as they are now, whose name says which; made if it is not there."""
    files = {path.relative_to(FOLDER): path.read_bytes() for path in sorted(FOLDER.rglob("*.v"))}
    digest = hashlib.sha256(run("coqc", ["--version"], FOLDER).encode())
    for name, text in files.items():
        digest.update(f"{name.as_posix()} {len(text)}\n".encode() + text)
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "exact-proofs"
    folder = base / f"coq-{digest.hexdigest()[:16]}"
    try:
        base.mkdir(parents=True, exist_ok=True)
        if not folder.exists():
            _put(files, base, folder)
    except OSError as error:
        raise BadInput(f"{base}: {error.strerror}; name another folder with XDG_CACHE_HOME") from error
    return folder


def _put(files: Mapping[Path, bytes], base: Path, folder: Path) -> None:
    """Write the files into the folder, all at once; if another process was first, its folder stays."""
    with tempfile.TemporaryDirectory(dir=base, ignore_cleanup_errors=True) as made:
        for name, text in files.items():
            path = Path(made, "sources", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
        try:
            Path(made, "sources").rename(folder)
        except OSError:
            if not folder.exists():
                raise


def _dependencies(folder: Path) -> dict[str, set[str]]:
    """Which files each file of the library requires, as `coqdep` reads them."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.v"))
    told = run("coqdep", ["-Q", ".", LOGICAL, *files], folder)
    found: dict[str, set[str]] = {file: set() for file in files}
    for line in told.splitlines():
        made, _, needed = line.partition(":")
        if ".vo " in f"{made} ":
            file = made.split()[0].removesuffix("o")
            found[file] |= {word.removesuffix("o") for word in needed.split() if word.endswith(".vo")} & set(files)
    return found


def _below(parts: Iterable[str], rests: dict[str, set[str]]) -> set[str]:
    found, todo = set[str](), list(parts)
    while todo:
        file = todo.pop()
        if file not in found:
            found.add(file)
            todo += rests[file]
    return found


def _compile(rests: dict[str, set[str]], folder: Path) -> None:
    """Compile files, each after those it rests on."""
    order = TopologicalSorter(rests)
    order.prepare()
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        running: dict[Future[str], str] = {}
        while order.is_active():
            for file in order.get_ready():
                running[pool.submit(run, "coqc", ["-q", "-Q", ".", LOGICAL, file], folder)] = file
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for each in done:
                each.result()
                order.done(running.pop(each))


def assumptions(folder: Path, theorems: Iterable[Formal] | None = None) -> list[Assumed]:
    """What Coq says that theorems of the compiled library in the folder assume; all marked ones if none are named.

    Coq is asked of all of them together first, which is much faster: if they assume nothing, none does.
    """
    chosen = [each for each in formal() if each.role != "statement"] if theorems is None else list(theorems)
    together = _asked(folder, chosen, [f"({', '.join(map(_qualified, chosen))})"]) if chosen else []
    said = [CLOSED] * len(chosen) if together == [CLOSED] else _asked(folder, chosen, map(_qualified, chosen))
    return [Assumed(each, words) for each, words in zip(chosen, said, strict=True)]


def _module(theorem: Formal) -> str:
    return f"{LOGICAL}.{theorem.file.removesuffix('.v').replace('/', '.')}"


def _qualified(theorem: Formal) -> str:
    return f"@{_module(theorem)}.{theorem.name}"


def _asked(folder: Path, theorems: Iterable[Formal], terms: Iterable[str]) -> list[str]:
    """What Coq says that each of some terms made of theorems assumes."""
    lines = [f"Require {module}." for module in dict.fromkeys(map(_module, theorems))]
    for place, term in enumerate(terms):
        lines += [f"Definition asked_{place} := {term}.", f'Goal True. idtac "@{place}". Abort.']
        lines.append(f"Print Assumptions asked_{place}.")
    with tempfile.TemporaryDirectory() as written:
        path = Path(written) / "Assumptions.v"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        told = run("coqc", ["-q", "-Q", str(folder), LOGICAL, path.name], Path(written))
    return [" ".join(text.split()) for text in re.split(r"^@\d+$", told, flags=re.MULTILINE)[1:]]
