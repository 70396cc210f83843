"""How likely is a trade? The share of the cost box [1, 2] x [1, 2] that likes a ray, exactly (VS, two-price menus)."""

from exact.rationals import text
from exact.showing.display import brief
from exact.volumes import fraction, half_space_fraction, volume

box = [(1, 2), (1, 2)]
one_more, one_fewer = (1, "-3/4"), (-1, "5/4")
print("like (1, -3/4):", text(half_space_fraction(box, one_more, 0)))
print("like (-1, 5/4):", text(half_space_fraction(box, one_fewer, 0)))
print("like both (the rays are polarized):", text(fraction(box, [(one_more, 0), (one_fewer, 0)])))
for first, second, what in (
    ((1, "-5/4"), (-1, "3/2"), "polarized as well"),
    ((1, "-5/4"), (-1, "3/4"), "not polarized"),
):
    print(f"like {brief(first)} and {brief(second)} ({what}):", text(fraction(box, [(first, 0), (second, 0)])))
print("the cube [0, 3]^3 up to the plane x + y + z = 4:", text(volume([(0, 3)] * 3, [((1, 1, 1), 4)])))
