"""Several numbers left open at once: where a rule is implementable, and critical regions of an optimal auction."""

from fractions import Fraction

from exact.symbolic.affine import parameter
from exact.symbolic.polynomials import polynomial_parameter
from proofs import explain, problem_of
from proofs.reduced_form.design.for_parameters import design_for_parameters
from proofs.reduced_form.facets.for_parameters import implementable_by_polynomials
from proofs.reduced_form.implementation.for_parameters import implement_for_parameters
from proofs.reduced_form.pictures import parameters_picture

bidders, one = ["ann", "bob"], [{"set": ["ann", "bob"], "ceiling": 1}]


def auction(keen):
    """One object for two bidders, each keen with this probability, else mild."""
    prior = {"independent": {bidder: {"keen": keen, "mild": 1 - keen} for bidder in bidders}}
    return problem_of(agents=bidders, types=["keen", "mild"], prior=prior, constraints=one)


# Keen with probability 1/3, let a keen bidder win with probability p and a mild one with q.
p, q = parameter("p", 0, 1), parameter("q", 0, 1)
possible = implement_for_parameters(auction(Fraction(1, 3)), {bidder: {"keen": p, "mild": q} for bidder in bidders})

# Keen with probability c, let a keen bidder win with probability k and a mild one half as often.
c, k = polynomial_parameter("c", 0, 1), polynomial_parameter("k", 0, 1)
shares = implementable_by_polynomials(auction(c), {bidder: {"keen": k, "mild": k / 2} for bidder in bidders})

# The seller wants revenue, and cares with u for what the object is worth to ann and with v for what it is to bob.
care = {"ann": parameter("u", 0, 2), "bob": parameter("v", 0, 2)}
chance = {"keen": Fraction(1, 3), "mild": Fraction(2, 3)}
values = {"ann": {"keen": 4, "mild": 1}, "bob": {"keen": 3, "mild": 2}}
worth = {bidder: {kind: chance[kind] * v * care[bidder] for kind, v in own.items()} for bidder, own in values.items()}
demands = {"incentives": "cardinal", "preferences": values, "transfers": {"revenue": 1}}
best = design_for_parameters(auction(Fraction(1, 3)), {"weights": worth, **demands})

# Water for two farms: at most s together, at most f for the one on the hill, which needs it most when it is dry.
s, f = parameter("s", 1, 4), parameter("f", 0, 3)
quotas = [{"set": ["hill", "valley"], "ceiling": s}, {"set": ["hill"], "ceiling": f}, {"set": ["valley"], "ceiling": 2}]
types = {"hill": ["dry", "wet"], "valley": ["any"]}
water = problem_of(agents=["hill", "valley"], types=types, divisible=True, constraints=quotas)
shared = design_for_parameters(water, {"weights": {"hill": {"dry": 3, "wet": 1}, "valley": {"any": 2}}})

FIGURES = {}
for caption, verdict in {
    "How often keen bidders can win, p, and mild ones, q": possible,
    "How often keen bidders can win, k, who are there with probability c": shares,
    "Revenue with care u for ann and v for bob: the best value, part by part": best,
    "Water by its quotas: the best value, part by part": shared,
}.items():
    print(f"{caption}:\n\n{explain(verdict)}\n")
    FIGURES[caption] = parameters_picture(verdict.statement)
