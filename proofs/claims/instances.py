"""Families of instances that a claim written as formulas tries: streams, with what the checker needs to know of them.

An instance is one value, or several (a problem and a vector): `sorts` says what each is, in the checker's words, and
`to_plain` makes its data. Families compose: `where` keeps the instances with a property, `mapped` changes each,
`and_then` goes on with another family, `with_each` pairs every instance with every one of a finite family.

A family that goes on with others (`after`) is tried to its end before them: the hunt tells of each by itself whether it
was exhausted, and a claim's budget counts for the endless ones alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from proofs.claims.claim import Family, no_smaller


@dataclass(frozen=True)
class Instances(Family):
    """A family whose instances have data.

    `sorts` says of each part of an instance what it is (`problem`, `structure`, `market`, `mechanism`, `matrix`,
    `vector`, `vectors`, `number`, `sets`, `data`); an instance of several parts is a tuple. `to_plain` gives the parts'
    data, in order; `describe` shows an instance in a few words, `smaller` proposes smaller ones, nearest first.
    `nearby` gives small changes of an instance, for claims with a score.
    """

    sorts: tuple[str, ...] = ("data",)
    after: tuple[Instances, ...] = field(default=(), repr=False)
    to_plain: Callable[[Any], Sequence[Any]] = field(default=lambda instance: (instance,), repr=False)
    describe: Callable[[Any], str] = field(default=str, repr=False)
    smaller: Callable[[Any], Iterator[Any]] = field(default=no_smaller, repr=False)
    nearby: Callable[[Any], Iterator[Any]] | None = field(default=None, repr=False)

    @property
    def whole(self) -> tuple[Instances, ...]:
        """This family and those after it, in the order in which they are tried."""
        return (replace(self, after=()), *self.after)

    def where(self, keep: Callable[[Any], bool], words: str) -> Instances:
        """The instances with a property, `words` being what it is; smaller ones and those nearby have it too."""
        near = self.nearby
        return replace(
            self,
            after=tuple(family.where(keep, words) for family in self.after),
            words=f"{self.words}, {words}",
            instances=lambda seed: filter(keep, self.instances(seed)),
            smaller=lambda instance: filter(keep, self.smaller(instance)),
            nearby=None if near is None else lambda instance: filter(keep, near(instance)),
        )

    def mapped(self, change: Callable[[Any], Any], words: str) -> Instances:
        """Every instance changed into one of the same sorts, and so is what is nearby."""
        near = self.nearby

        def nearby(instance: Any) -> Iterator[Any]:
            assert near is not None
            return (changed for changed in map(change, near(instance)) if changed != instance)

        return replace(
            self,
            words=f"{self.words}, {words}",
            instances=lambda seed: map(change, self.instances(seed)),
            after=tuple(family.mapped(change, words) for family in self.after),
            nearby=None if near is None else nearby,
        )

    def and_then(self, other: Instances) -> Instances:
        """These instances, and then those of another family of the same sorts. Raises `ValueError`."""
        if self.sorts != other.sorts:
            raise ValueError(f"families of {self.sorts} and of {other.sorts} are not one family")
        return replace(self, after=(*self.after, *other.whole))

    def with_each(self, other: Instances) -> Instances:
        """Every instance with every one of a finite family: tuples of their parts. Raises `ValueError`."""
        endless = next((family.words for family in other.whole if family.endless), None)
        if endless is not None:
            raise ValueError(f"{endless}: the family never ends, so that no instance could be paired with all of it")
        own, theirs = len(self.sorts), len(other.sorts)

        def parts(instance: Any, count: int) -> tuple[Any, ...]:
            return tuple(instance) if count > 1 else (instance,)

        def pairs(seed: int) -> Iterator[Any]:
            for one in self.instances(seed):
                for two in itertools.chain(*(family.instances(seed) for family in other.whole)):
                    yield (*parts(one, own), *parts(two, theirs))

        def split(instance: Any) -> tuple[Any, Any]:
            first, second = instance[:own], instance[own:]
            return (first if own > 1 else first[0]), (second if theirs > 1 else second[0])

        def smaller(instance: Any) -> Iterator[Any]:
            one, two = split(instance)
            yield from ((*parts(less, own), *parts(two, theirs)) for less in self.smaller(one))
            yield from ((*parts(one, own), *parts(less, theirs)) for less in other.smaller(two))

        first_near, second_near = self.nearby or no_smaller, other.nearby or no_smaller

        def nearby(instance: Any) -> Iterator[Any]:
            one, two = split(instance)
            yield from ((*parts(near, own), *parts(two, theirs)) for near in first_near(one))
            yield from ((*parts(one, own), *parts(near, theirs)) for near in second_near(two))

        return Instances(
            words=f"{self.words}, each with {' and '.join(family.words for family in other.whole)}",
            instances=pairs,
            after=tuple(family.with_each(other) for family in self.after),
            endless=self.endless,
            sorts=(*self.sorts, *other.sorts),
            to_plain=lambda instance: (*self.to_plain(split(instance)[0]), *other.to_plain(split(instance)[1])),
            describe=lambda instance: f"{self.describe(split(instance)[0])}; {other.describe(split(instance)[1])}",
            smaller=smaller,
            nearby=None if self.nearby is None and other.nearby is None else nearby,
        )


def listed(values: Sequence[Any], sort: str, words: str, to_plain: Callable[[Any], Any] = lambda v: v) -> Instances:
    """A finite list of instances of one sort."""
    return Instances(words, lambda seed: iter(values), sorts=(sort,), to_plain=lambda instance: (to_plain(instance),))
