"""Exact Hypothesis strategies shared by the tests."""

from __future__ import annotations

import itertools
from fractions import Fraction

from hypothesis import strategies as st

from proofs.reduced_form.problem.problems import (
    Constraint,
    IndependentPrior,
    InterimRule,
    JointPrior,
    Problem,
    Restriction,
    uniform_prior,
)

small_fractions = st.builds(Fraction, st.integers(-4, 4), st.integers(1, 3))


@st.composite
def distributions(draw, size):
    """Positive probabilities that sum to 1."""
    weights = draw(st.lists(st.integers(1, 4), min_size=size, max_size=size))
    return tuple(Fraction(weight, sum(weights)) for weight in weights)


@st.composite
def problems(draw, *, kinds=("pairs", "anonymous", "public", "divisible", "restricted")):
    """Small allocation problems of every kind the value covers, those without a feasible outcome included."""
    kind = draw(st.sampled_from(kinds))
    agents = tuple(f"i{k + 1}" for k in range(draw(st.integers(1, 3 if kind == "anonymous" else 2))))
    objects = () if kind == "anonymous" else tuple(f"o{k + 1}" for k in range(draw(st.integers(1, 2))))
    types = tuple(tuple(f"t{k + 1}" for k in range(draw(st.integers(1, 2)))) for _ in agents)
    public, divisible = kind == "public", kind == "divisible"
    if public:
        cells = [(name,) for name in objects]
    else:
        cells = list(itertools.product(agents, objects)) if objects else [(name,) for name in agents]
    constraints = draw(_constraints(cells, divisible))
    everything = frozenset(cells)
    if public:
        constraints = [c for c in constraints if c.cells != everything]
        constraints.append(Constraint(everything, Fraction(1), Fraction(1)))
    else:
        covered = frozenset().union(*(c.cells for c in constraints if c.ceiling is not None))
        listed = {c.cells for c in constraints}
        constraints = [c for c in constraints if len(c.cells) > 1 or c.ceiling is not None]
        for cell in sorted(everything - covered):
            constraints = [c for c in constraints if c.cells != {cell}]
            constraints.append(Constraint(frozenset({cell}), Fraction(0), Fraction(draw(st.integers(0, 2)))))
        assert len({c.cells for c in constraints}) == len(constraints), listed
    restrictions = ()
    if kind == "restricted":
        agent = draw(st.integers(0, len(agents) - 1))
        profile = ((agents[agent], draw(st.sampled_from(types[agent]))),)
        restrictions = (Restriction(profile, tuple(draw(_constraints(cells, False)))),)
    return Problem(agents, objects, types, draw(_priors(types)), tuple(constraints), restrictions, divisible, public)


@st.composite
def _constraints(draw, cells, divisible):
    sets = draw(st.lists(st.frozensets(st.sampled_from(cells), min_size=1), max_size=3, unique=True))
    quotas = small_quotas if divisible else st.integers(0, 2).map(Fraction)
    constraints = []
    for members in sets:
        floor, extra = draw(quotas), draw(st.none() | quotas)
        constraints.append(Constraint(members, floor, None if extra is None else floor + extra))
    return constraints


small_quotas = st.builds(Fraction, st.integers(0, 4), st.integers(1, 2))


@st.composite
def _priors(draw, types):
    choice = draw(st.sampled_from(["uniform", "independent", "joint"]))
    if choice == "uniform":
        return uniform_prior(types)
    if choice == "independent":
        return IndependentPrior(tuple(draw(distributions(len(kinds))) for kinds in types))
    size = 1
    for kinds in types:
        size *= len(kinds)
    return JointPrior(draw(distributions(size)))


@st.composite
def interim_rules(draw, problem):
    """Interim rules near the implementable ones: small numbers, sometimes negative or too large."""
    values = st.sampled_from([Fraction(n, d) for n in range(-1, 5) for d in (1, 2, 3)])
    return InterimRule(tuple(draw(values) for _ in problem.coordinates))
