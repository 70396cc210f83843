"""A claim with a parameter: decided for every p between 0 and 1, not on a grid.

Two bidders have a high value with probability p, each by itself, and one object is for sale. A rule gives the object to
a high bidder with probability 3/4 and to a low one with 1/4: one feels that this is modest enough to be implementable.
It depends on p. If high values are likely, both are high too often: by Border's inequality 2 p 3/4 must be at most the
probability 1 - (1 - p)^2 that somebody is high, which says p <= 1/2.
"""

from proofs import problem_of
from proofs.hunt import claim, condition, families, implementable, reading

BIDDERS = ["ann", "bob"]


def auction(p):
    problem = problem_of(
        agents=BIDDERS,
        objects=["house"],
        types=["high", "low"],
        prior={"independent": {bidder: {"high": p, "low": 1 - p} for bidder in BIDDERS}},
        constraints=[{"each": "object", "ceiling": 1}],
    )
    rule = {bidder: {"high": {"house": "3/4"}, "low": {"house": "1/4"}} for bidder in BIDDERS}
    return problem, problem.interim_rule(rule)


@claim("modest", where="a feeling", tries=families.with_parameter("p", 0, 1, auction))
def modest(problem):
    """For every p in (0, 1), the rule is implementable."""
    yield implementable(problem)


@reading(modest, "high values not likely", tries=families.with_parameter("p", 0, "1/2", auction, closed=(False, True)))
def modest(problem):
    """For every p in (0, 1/2], the rule is implementable."""
    yield implementable(problem)


@reading(modest, "Condition B", tries=families.with_parameter("p", 0, 1, auction))
def modest(problem):
    """For every p in (0, 1), the rule is implementable exactly if Condition B holds."""
    yield implementable(problem).iff(condition("B", problem))
