"""How many certificates Coq accepts, by kind, and how long it takes.

`python -m benchmarks.coq_certificates [FOLDER...]`: the certificates below the folders (`out/certificates` if none is
named: those of the last `proofs check`), one by one; without any, the questions of `tests/corpus`, each a statement. For
each kind of statement stands how many statements there are, how many have a form in Coq, and what has none and why.
Certificates all of whose statements have a form are then given to Coq.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from proofs.certificates import certificate, load, statements
from proofs.coq.written.kinds import theorem
from proofs.coq.written.terms import NoForm
from proofs.coq.written.verifying import verify
from tests.corpus import corpus

HUNTED = Path("out/certificates")


def certificates(folders: list[Path]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    found = sorted(path for folder in folders for path in folder.rglob("*.json") if "refused" not in path.parts)
    yield from ((path.name, load(path)) for path in found)
    if not found:
        yield from ((name, certificate(verdict)) for name, verdict in corpus())


def main() -> None:
    folders = list(map(Path, sys.argv[1:])) or [HUNTED]
    all_of, formed, why = Counter[str](), Counter[str](), Counter[str]()
    whole, accepted, asked, longest = 0, 0, 0.0, (0.0, "")
    for name, written in certificates(folders):
        open_ones = 0
        for each in statements(written):
            all_of[each["kind"]] += 1
            try:
                theorem(each)
                formed[each["kind"]] += 1
            except NoForm as reason:
                open_ones += 1
                why[f"{each['kind']}: {reason}"] += 1
        if not open_ones:
            whole += 1
            began = time.perf_counter()
            found = verify(written)
            spent = time.perf_counter() - began
            accepted += found.holds is True
            asked, longest = asked + spent, max(longest, (spent, name))
            if not found.holds:
                print(f"{name}: {found}")
    for kind, count in sorted(all_of.items()):
        print(f"{kind:45} {formed[kind]:5} of {count}")
    print(f"kinds with a form: {len(formed)} of {len(all_of)}")
    print(f"certificates with forms for all statements: {whole}, of which Coq accepts {accepted}")
    print(f"{asked:.0f} s in all, the longest {longest[0]:.1f} s ({longest[1]})")
    for reason, count in why.most_common():
        print(f"{count:5}  {reason}")


if __name__ == "__main__":
    main()
