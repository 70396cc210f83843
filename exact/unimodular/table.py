"""Matrices with entries in {-1, 0, 1} as pairs of bit sets.

A row is two integers: bit c of its *support* says that entry c is not zero, bit c of its *negative* that it is -1.
Sums, pivots, comparisons and closures are then a few operations on long integers, which is what makes the searches of
this package quick without leaving exact arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from exact.matrices import Matrix, Name

Positions = tuple[tuple[int, ...], tuple[int, ...]]
"""Rows and columns of a submatrix."""


@dataclass(frozen=True)
class Table:
    """A {-1, 0, 1} matrix with named rows and columns; see the module for `support` and `negative`."""

    rows: tuple[Name, ...]
    columns: tuple[Name, ...]
    support: tuple[int, ...]
    negative: tuple[int, ...]

    @classmethod
    def of(cls, matrix: Matrix) -> Table:
        """The table of a matrix, all of whose entries must be -1, 0 or 1."""
        width = len(matrix.columns)
        support = [_mask([c for c, _ in row], width) for row in matrix.entries]
        negative = [_mask([c for c, entry in row if entry < 0], width) for row in matrix.entries]
        return cls(matrix.rows, matrix.columns, tuple(support), tuple(negative))

    def matrix(self) -> Matrix:
        entries = (
            tuple((c, -1 if negative >> c & 1 else 1) for c in bits(support))
            for support, negative in zip(self.support, self.negative, strict=True)
        )
        return Matrix(self.rows, self.columns, tuple(entries))

    @cached_property
    def transpose(self) -> Table:
        support, negative = transposed(self.support, len(self.columns)), transposed(self.negative, len(self.columns))
        turned = Table(self.columns, self.rows, tuple(support), tuple(negative))
        turned.__dict__["transpose"] = self  # as if it had been asked for
        return turned

    @cached_property
    def nonzeros(self) -> int:
        return sum(row.bit_count() for row in self.support)

    def entry(self, row: int, column: int) -> int:
        """The entry at two positions."""
        if not self.support[row] >> column & 1:
            return 0
        return -1 if self.negative[row] >> column & 1 else 1

    def part(self, rows: Sequence[int], columns: Sequence[int]) -> Table:
        """The submatrix at the given positions."""
        names = tuple(self.rows[r] for r in rows), tuple(self.columns[c] for c in columns)
        if len(columns) == len(self.columns) and list(columns) == list(range(len(columns))):
            masks = [[own[r] for r in rows] for own in (self.support, self.negative)]
        else:
            across, height = self.transpose, len(self.rows)
            turned = [transposed([own[c] for c in columns], height) for own in (across.support, across.negative)]
            masks = [[own[r] for r in rows] for own in turned]
        return Table(*names, tuple(masks[0]), tuple(masks[1]))

    def pivoted(self, row: int, column: int) -> Table | tuple[int, int]:
        """The pivot [e c; b D] -> [-e ec; eb D - e bc] on the entry e; names stay in their places.

        A matrix is totally unimodular exactly when its pivots are (Schrijver 1986, 19.4). Where an entry would become
        2 or -2, the position of the first such entry comes back instead.
        """
        support, negative = list(self.support), list(self.negative)
        at = 1 << column
        flipped = support[row] if self.entry(row, column) < 0 else 0
        rest, rest_negative = support[row] & ~at, (negative[row] ^ flipped) & ~at
        for k in range(len(support)):
            if k != row and support[k] & at:
                # subtract (entry of k) * (scaled pivot row): flip its signs exactly when the entry is positive
                minus = rest_negative if negative[k] & at else rest_negative ^ rest
                twice = rest & support[k] & ~(minus ^ negative[k])
                if twice:
                    return k, lowest(twice)
                if flipped:
                    negative[k] ^= at
                new = support[k] ^ rest
                negative[k] = (negative[k] & ~rest | minus & ~support[k]) & new
                support[k] = new
        negative[row] = rest_negative | (0 if flipped else at)
        return Table(self.rows, self.columns, tuple(support), tuple(negative))


def bits(mask: int) -> Iterator[int]:
    """The positions of the one bits, by increasing position."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def lowest(mask: int) -> int:
    """The position of the lowest one bit."""
    return (mask & -mask).bit_length() - 1


def _mask(positions: list[int], width: int) -> int:
    """The sum of bits below `width`, by digits where there are many."""
    if 16 * len(positions) < width:
        return sum_of_bits(positions)
    digits = bytearray(b"0") * width
    for position in positions:
        digits[~position] = 49  # "1"
    return int(digits or b"0", 2)


def sum_of_bits(positions: Iterable[int]) -> int:
    mask = 0
    for position in positions:
        mask |= 1 << position
    return mask


def transposed(masks: Sequence[int], width: int) -> list[int]:
    """The bit matrix with rows and columns exchanged: one by one if it is sparse, and otherwise in squares."""
    height = len(masks)
    power = (max(min(height, width), 8) - 1).bit_length()
    squares = ((height - 1 >> power) + 1) * ((width - 1 >> power) + 1)
    if sum(map(int.bit_count, masks)) * 300 > squares << 2 * power:
        return _transposed_in_squares(masks, width, power)
    columns = [0] * width
    for r, mask in enumerate(masks):
        at = 1 << r
        while mask:
            low = mask & -mask
            columns[low.bit_length() - 1] |= at
            mask ^= low
    return columns


def _transposed_in_squares(masks: Sequence[int], width: int, power: int) -> list[int]:
    """The bit matrix with rows and columns exchanged, in squares of 2^power lines, next to or above each other."""
    side = 1 << power
    if len(masks) > side:
        columns = [0] * width
        for top in range(0, len(masks), side):
            part = _transposed_in_squares(masks[top : top + side], width, power)
            columns = [column | more << top for column, more in zip(columns, part, strict=True)]
        return columns
    if width <= side:
        return _transposed_square(masks, width, power)
    columns, within = [], (1 << side) - 1
    for left in range(0, width, side):
        part = [mask >> left & within for mask in masks]
        columns += _transposed_square(part, min(side, width - left), power)
    return columns


def _transposed_square(masks: Sequence[int], width: int, power: int) -> list[int]:
    """The square of 2^power rows as one integer, in which quarters change places, and then quarters of quarters."""
    length = 1 << power >> 3
    whole = int.from_bytes(b"".join([mask.to_bytes(length, "little") for mask in masks]), "little")
    for upper_right, distance in _quarters(power):
        differ = (whole ^ whole >> distance) & upper_right
        whole ^= differ | differ << distance
    data = whole.to_bytes(length << power, "little")
    return [int.from_bytes(data[at : at + length], "little") for at in range(0, length * width, length)]


@lru_cache(maxsize=16)
def _quarters(power: int) -> tuple[tuple[int, int], ...]:
    """For each size, from large to small: the cells right above, and how far away those left below are."""
    side, length = 1 << power, 1 << power >> 3
    found = []
    for exponent in reversed(range(power)):
        half = 1 << exponent
        right = sum_of_bits(c for c in range(side) if c & half).to_bytes(length, "little")
        rows = b"".join(bytes(length) if r & half else right for r in range(side))
        found.append((int.from_bytes(rows, "little"), half * (side - 1)))
    return tuple(found)
