"""Two numbers left open at once: where a rule is implementable, and critical regions of an optimal auction."""

from fractions import Fraction

from exact.symbolic.affine import parameter
from proofs import explain, problem_of
from proofs.reduced_form.design.for_parameters import design_for_parameters
from proofs.reduced_form.implementation.for_parameters import implement_for_parameters
from proofs.reduced_form.pictures import parameters_picture

# One object for two bidders, keen with probability 1/3. Let a keen bidder win with probability p, a mild one with q.
p, q = parameter("p", 0, 1), parameter("q", 0, 1)
auction = problem_of(
    agents=["ann", "bob"],
    types=["keen", "mild"],
    prior={"independent": {bidder: {"keen": "1/3", "mild": "2/3"} for bidder in ("ann", "bob")}},
    constraints=[{"set": ["ann", "bob"], "ceiling": 1}],
)
possible = implement_for_parameters(auction, {bidder: {"keen": p, "mild": q} for bidder in ("ann", "bob")})
print(explain(possible))

# The seller wants revenue, and cares with u for what the object is worth to ann and with v for what it is to bob.
care = {"ann": parameter("u", 0, 2), "bob": parameter("v", 0, 2)}
chance = {"keen": Fraction(1, 3), "mild": Fraction(2, 3)}
values = {"ann": {"keen": 4, "mild": 1}, "bob": {"keen": 3, "mild": 2}}
worth = {
    bidder: {kind: chance[kind] * value * care[bidder] for kind, value in own.items()} for bidder, own in values.items()
}
demands = {"incentives": "cardinal", "preferences": values, "transfers": {"revenue": 1}}
best = design_for_parameters(auction, {"weights": worth, **demands})
print()
print(explain(best))

# Water for two farms: at most s together, at most f for the first, which uses it better when it is dry.
s, f = parameter("s", 1, 4), parameter("f", 0, 3)
water = problem_of(
    agents=["hill", "valley"],
    types={"hill": ["dry", "wet"], "valley": ["any"]},
    prior="uniform",
    divisible=True,
    constraints=[
        {"set": ["hill", "valley"], "ceiling": s},
        {"set": ["hill"], "ceiling": f},
        {"set": ["valley"], "floor": "1/2", "ceiling": 2},
    ],
)
shared = design_for_parameters(water, {"weights": {"hill": {"dry": 3, "wet": 1}, "valley": {"any": 2}}})
print()
print(explain(shared))

FIGURES = {
    "The shares p and q that keen and mild bidders can win": parameters_picture(possible.statement),
    "Revenue with care u for ann and v for bob: the best value, part by part": parameters_picture(best.statement),
    "Water by its quotas: the best value, part by part": parameters_picture(shared.statement),
}
