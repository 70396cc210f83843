"""The streams that the chunks of a hunt are pieces of: remembered, so that a worker goes on with them."""

from __future__ import annotations

import itertools
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from proofs.claims.claim import Reading
from proofs.hunt import climbing
from proofs.hunt.chunks import Chunk, ClaimFaultError

KEPT = 8
"""Streams that a worker remembers, the last used ones."""

NONE = object()
"""What stands for an instance where there is none."""


class Stream(Iterator[Any]):
    """The instances of a family, or those smaller than one, from some position on."""

    memory = threading.local()
    """The streams of the last chunks: a further chunk goes on with one instead of making it anew."""

    def __init__(self, stream: Iterator[Any], position: int, endless: bool) -> None:
        self.stream = stream
        self.position = position
        self.endless = endless

    @classmethod
    def at(cls, chunk: Chunk, reading: Reading) -> Stream:
        """The stream from the chunk's first instance on."""
        kept = cls.kept()
        key = (chunk.modules, chunk.claim, chunk.reading, chunk.family, chunk.seed, chunk.path)
        known, stream = kept.pop(key, (None, None))
        if known is not reading or stream is None or not stream.reaches(chunk, reading):
            stream = cls.anew(chunk, reading)
        for _ in itertools.islice(stream, chunk.start - stream.position):
            pass
        kept[key] = reading, stream
        if len(kept) > KEPT:
            kept.popitem(last=False)
        return stream

    @classmethod
    def kept(cls) -> OrderedDict[Any, tuple[Reading, Stream]]:
        if not hasattr(cls.memory, "streams"):
            cls.memory.streams = OrderedDict()
        found: OrderedDict[Any, tuple[Reading, Stream]] = cls.memory.streams
        return found

    @classmethod
    def forget(cls) -> None:
        """Remember nothing: a generator that raised only seems to have ended."""
        cls.kept().clear()

    @classmethod
    def anew(cls, chunk: Chunk, reading: Reading) -> Stream:
        if chunk.path:
            return cls(iter(reading.proposed(reached(chunk, reading))), 0, False)
        family = reading.families[chunk.family]
        if climbing.climbs(reading, family):
            # the blocks are independent: those before need not be climbed again
            block = chunk.start // climbing.BLOCK
            return cls(climbing.climbed(reading, family, chunk.seed, block), block * climbing.BLOCK, True)
        return cls(family.instances(chunk.seed), 0, family.endless)

    def reaches(self, chunk: Chunk, reading: Reading) -> bool:
        """Whether going on from here is the way to the chunk."""
        if not chunk.path and climbing.climbs(reading, reading.families[chunk.family]):
            return 0 <= chunk.start - self.position < climbing.BLOCK
        return self.position <= chunk.start

    def __next__(self) -> Any:
        instance = next(self.stream)
        self.position += 1
        return instance

    def ended(self) -> bool:
        """Whether there is no further instance; an endless stream is not asked."""
        if self.endless:
            return False
        following = next(self.stream, NONE)
        if following is NONE:
            return True
        self.stream = itertools.chain((following,), self.stream)
        return False


_REACHED = threading.local()
"""The last counterexample that was shrunk, for the next chunk."""


def reached(chunk: Chunk, reading: Reading) -> Any:
    """The counterexample at the end of a path."""
    key = (chunk.family, chunk.seed, chunk.path)
    known, last, instance = getattr(_REACHED, "last", (None, None, None))
    if known is reading and last == key:
        return instance
    first, *others = chunk.path
    if others:
        before = replace(chunk, path=chunk.path[:-1])
        instance = _there(itertools.islice(reading.proposed(reached(before, reading)), others[-1], None), chunk)
    else:
        instance = instance_at(replace(chunk, start=first, path=()), reading)
    _REACHED.last = reading, key, instance
    return instance


def instance_at(chunk: Chunk, reading: Reading) -> Any:
    """The first instance of a chunk, its stream made anew."""
    stream = Stream.anew(chunk, reading)
    return _there(itertools.islice(stream, chunk.start - stream.position, None), chunk)


def _there(instances: Iterator[Any], chunk: Chunk) -> Any:
    """The first of the instances, which was there before. Raises `ClaimFaultError` if there is none now."""
    instance = next(instances, NONE)
    if instance is NONE:
        raise ClaimFaultError(
            f"{chunk.claim}, reading {chunk.reading}: its answer changes from run to run: an instance that was "
            "proposed before is not now"
        )
    return instance
