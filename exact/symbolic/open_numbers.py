"""Numbers that are left open, where numbers stand.

A number that depends on parameters goes wherever a rational number goes that is only added, subtracted, multiplied,
divided and compared. So its class is a subclass of `Fraction`, for that is what it stands for: whatever takes fractions
takes it. It has no numerator and no denominator that are integers, no integral part, and is no float; who asks for
these is told so (`NotConstant`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Self

from exact.rationals import NotConstant


class OpenNumber(Fraction):
    """A number that depends on parameters; what it is to add, to multiply and to compare, subclasses say."""

    # The slots of Fraction itself stay empty.
    __slots__ = ()

    @property
    def depends_on(self) -> str:
        """The names of its parameters."""
        raise NotImplementedError

    @property
    def numerator(self) -> int:
        return self._one_number()  # type: ignore[no-any-return]

    @property
    def denominator(self) -> int:
        return self._one_number()  # type: ignore[no-any-return]

    def __pos__(self) -> Self:
        return self

    def __abs__(self) -> Any:
        return self if self >= 0 else -self

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: Any) -> Self:
        return self

    def _one_number(self, *_: Any) -> Any:
        why = "is left open" if str(self) == self.depends_on else f"depends on {self.depends_on}"
        raise NotConstant(f"{self} {why}, and one number is needed here")

    __rpow__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _one_number
    __divmod__ = __rdivmod__ = __round__ = __trunc__ = __floor__ = __ceil__ = _one_number  # type: ignore[assignment]
    __float__ = __int__ = _one_number
