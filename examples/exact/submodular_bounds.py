"""Below a submodular function on every set? A combination of greedy vectors says yes, a set says no (Edmonds 1970)."""

from fractions import Fraction

from exact.rationals import rational, text
from exact.showing.display import brief
from exact.submodular import Combination, decide, greedy


def units(chosen):
    """Two units for three agents, at most one each: the most that a group can get."""
    return Fraction(min(len(chosen), 2))


print("greedy for the order 2, 0, 1:", *map(text, greedy(units, (2, 0, 1), 3)))
for demand in (("1/2", "2/3", "5/6"), (1, "1/2", "2/3"), (1, 1, "1/4"), ("5/4", 0, 0)):
    answer = decide(units, [rational(x) for x in demand])
    if isinstance(answer, Combination):
        parts = " + ".join(f"{text(share)} of order {order}" for share, order in answer.parts)
        print(f"{brief(demand)}: possible, by {parts}")
    else:
        print(f"{brief(demand)}: impossible, the agents {brief(set(answer))} want more than {text(units(answer))}")
