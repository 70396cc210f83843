"""PPL against cddlib on Border's single-item cones: `python benchmarks/cones.py [SECONDS]`.

The cone is {(f, g) : g(t) - f_i(t_i) >= 0 for each bidder i and type profile t, g >= 0}, that is
-B'f + C'g >= 0 with only the row N of each profile in C (LY (9)). Each engine takes the instances in order,
each in a process of its own, until one has not ended after SECONDS (60). The time is the processor time of
`cones.generators`.
"""

from __future__ import annotations

import itertools
import multiprocessing
import platform
import sys
import time
from multiprocessing.connection import Connection

from exact import cones

INSTANCES = [(2, 2), (2, 2, 2), (3, 3), (4, 4), (3, 3, 3), (5, 5), (6, 6), (7, 7)]
ENGINES: tuple[cones.Engine, ...] = ("ppl", "cddlib")


def border_cone(types: tuple[int, ...]) -> cones.Cone:
    """The cone for bidders who have so many types each."""
    profiles = list(itertools.product(*map(range, types)))
    own = [(bidder, own_type) for bidder, count in enumerate(types) for own_type in range(count)]
    rows = []
    for profile in profiles:
        g = [int(profile == other) for other in profiles]
        rows.append([0] * len(own) + g)
        rows += [[-int((bidder, own_type) == f) for f in own] + g for bidder, own_type in enumerate(profile)]
    return cones.Cone.of(rows)


def measure(types: tuple[int, ...], engine: cones.Engine, answer: Connection) -> None:
    """Send the processor time and the number of rays."""
    cone = border_cone(types)
    cones.generators(cones.Cone.of([[1]]), engine)  # loads the engine
    start = time.process_time()
    generated = cones.generators(cone, engine)
    answer.send((time.process_time() - start, len(generated.rays)))


def run(types: tuple[int, ...], engine: cones.Engine, limit: float) -> tuple[float, int] | None:
    """The answer of `measure`, or nothing when the time is up."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=measure, args=(types, engine, sender))
    process.start()
    sender.close()  # so that a process that dies ends the wait
    answer: tuple[float, int] | None = receiver.recv() if receiver.poll(limit) else None
    process.kill()
    process.join()
    return answer


def main(limit: float) -> None:
    print(f"{platform.machine()}, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}; seconds\n")
    print("| types | dimension | inequalities | rays | " + " | ".join(ENGINES) + " |")
    print("|---|--:|--:|--:|" + "--:|" * len(ENGINES))
    running = set(ENGINES)
    for types in INSTANCES:
        cone = border_cone(types)
        answers = {engine: run(types, engine, limit) for engine in ENGINES if engine in running}
        counts = {answer[1] for answer in answers.values() if answer}
        if len(counts) > 1:
            raise SystemExit(f"{types}: the engines disagree: {sorted(counts)}")
        times = []
        for engine in ENGINES:
            answer = answers.get(engine)
            times.append(f"{answer[0]:.3f}" if answer else f"> {limit:g}" if engine in running else "")
            if answer is None:
                running.discard(engine)
        shown = [" x ".join(map(str, types)), str(cone.dimension), str(len(cone.inequalities))]
        print("| " + " | ".join([*shown, *map(str, counts or {"?"}), *times]) + " |", flush=True)
        if not running:
            return


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60)
