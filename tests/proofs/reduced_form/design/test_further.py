"""Further terms of designs, against one linear program written from their definitions: transfers of whole profiles."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from fractions import Fraction

import pytest

from exact.linear import LinearSystem, Optimal, Unbounded, optimum
from exact.symbolic.affine import parameter
from proofs.certificates import certificate
from proofs.plain.reading import BadInput
from proofs.reduced_form.classes.group_design import group_design_from_plain
from proofs.reduced_form.design.data import design_from_plain, objective_to_plain
from proofs.reduced_form.design.deciding import BestRule, SomeRule, design
from proofs.reduced_form.design.for_parameters import design_for_parameters
from proofs.reduced_form.design.task import Design
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem import outcomes as outcomes_module
from proofs.reduced_form.problem.data import problem_from_plain, read_problem
from proofs.report.design import explain_design
from tests.mutations import check_mutants
from tests.proofs.reduced_form import brute_force
from tests.proofs.reduced_form.certified import accepted

AGENTS, TYPES = ("a", "b"), ("s", "t")
PROFILES = tuple(itertools.product(TYPES, repeat=2))


class Program:
    """The best value, from the file itself: lotteries over pure outcomes and payments m_i(t) at every profile."""

    def __init__(self, file, problem):
        self.goal, self.problem = file["objective"], problem
        self.objects = problem.objects or ("",)
        self.at_most, self.equal = [], []
        self.drawn = {t: [x for x in brute_force.pure_outcomes(problem, t) if self.opens(x)] for t in PROFILES}
        self.columns = [("x", t, k) for t, listed in self.drawn.items() for k in range(len(listed))]
        self.columns += [("m", i, t) for i in AGENTS for t in PROFILES] if "transfers" in self.goal else []

    def opens(self, outcome):
        for entry in self.goal.get("closing", []):
            members = [tuple(m) if isinstance(m, list) else (m,) for m in entry.get("set", [])]
            sets = [members] if members else [[cell for cell in outcome if cell[-1] == j] for j in self.objects]
            if any(0 < sum(outcome[cell] for cell in cells) < Fraction(entry["least"]) for cells in sets):
                return False
        return True

    def gets(self, i, t, j):
        """The row of what agent i expects of object j at t."""
        cell = (i, j) if j else (i,)
        return {("x", t, k): Fraction(x[cell]) for k, x in enumerate(self.drawn[t])}

    def pays(self, i, t):
        return {("m", i, t): Fraction(1)} if "transfers" in self.goal else {}

    def payoff(self, i, own, t):
        """What agent i of type `own` has at the profile t of reports, less what it pays."""
        values = self.goal["preferences"][i][own]
        terms = [(values[j] if j else values, self.gets(i, t, j)) for j in self.objects]
        return total((Fraction(v), row) for v, row in [*terms, (-1, self.pays(i, t))])

    def lotteries(self, i, own, t):
        """The rows that a type compares at a profile of reports: its payoff, or the sums of its best objects."""
        if self.goal["incentives"] != "ordinal":
            return [self.payoff(i, own, t)]
        ranking = self.goal["preferences"][i][own]
        return [total((1, self.gets(i, t, j)) for j in ranking[:k]) for k in range(1, len(ranking) + 1)]

    def belief(self, i, own):
        chance = self.problem.marginals[i, own]
        return {t: self.problem.probability(t) / chance for t in PROFILES if t[AGENTS.index(i)] == own}

    def expect(self, i, own, row_at):
        return total((p, row_at(t)) for t, p in self.belief(i, own).items())

    def require(self, row, least, exactly=False):
        (self.equal if exactly else self.at_most).append(
            (row, least) if exactly else ({c: -f for c, f in row.items()}, -least)
        )

    def incentives(self):
        for i, own in itertools.product(AGENTS, TYPES):
            (other,) = set(TYPES) - {own}
            lie = {t: tuple(other if a == i else s for a, s in zip(AGENTS, t, strict=True)) for t in PROFILES}
            count = len(self.lotteries(i, own, PROFILES[0]))
            for k in range(count):

                def gain(t, i=i, own=own, k=k, lie=lie):
                    return total([(1, self.lotteries(i, own, t)[k]), (-1, self.lotteries(i, own, lie[t])[k])])

                if self.goal.get("strategies") == "dominant":
                    for t in self.belief(i, own):
                        self.require(gain(t), 0)
                else:
                    self.require(self.expect(i, own, gain), 0)

    def participation(self):
        given = self.goal.get("participation", "interim")
        given = given if isinstance(given, dict) else {"when": given}
        for i, own in itertools.product(AGENTS, TYPES):
            least = Fraction(given.get("outside", {}).get(i, {}).get(own, 0))
            if given["when"] == "interim":
                self.require(self.expect(i, own, lambda t, i=i, own=own: self.payoff(i, own, t)), least)
            else:
                for t in self.belief(i, own):
                    self.require(self.payoff(i, own, t), least)

    def budget(self):
        def both(t):
            return total((1, self.pays(i, t)) for i in AGENTS)

        for key, exactly in (("balance", True), ("no_deficit", False)):
            when = self.goal.get("transfers", {}).get(key)
            if when == "ex ante":
                self.require(total((self.problem.probability(t), both(t)) for t in PROFILES), 0, exactly)
            for i, own in itertools.product(AGENTS, TYPES) if when == "interim" else ():
                self.require(self.expect(i, own, both), 0, exactly)
            for t in PROFILES if when == "ex post" else ():
                self.require(both(t), 0, exactly)

    def interim_sum(self, weights, transfers):
        """The row of a sum over what types expect of the objects, and expect to pay."""
        rows = []
        for i, own in itertools.product(AGENTS, TYPES):
            given = weights.get(i, {}).get(own, 0)
            for j in self.objects:
                factor = Fraction(given.get(j, 0) if j and given else given if not j else 0)
                rows.append((factor, self.expect(i, own, lambda t, i=i, j=j: self.gets(i, t, j))))
            paid = Fraction(transfers.get(i, {}).get(own, 0))
            rows.append((paid, self.expect(i, own, lambda t, i=i: self.pays(i, t))))
        return total(rows)

    def own(self):
        for entry in self.goal.get("constraints", []):
            row = self.interim_sum(entry.get("rule", {}), entry.get("transfers", {}))
            if "floor" in entry:
                self.require(row, Fraction(entry["floor"]))
            if "ceiling" in entry:
                self.require({c: -f for c, f in row.items()}, -Fraction(entry["ceiling"]))

    def solve(self):
        if not all(self.drawn.values()):
            return None
        self.equal += [({("x", t, k): 1 for k in range(len(listed))}, 1) for t, listed in self.drawn.items()]
        if self.goal["incentives"] != "none":
            self.incentives()
        if "participation" in self.goal or self.goal.get("transfers", {}).get("participation"):
            self.participation()
        self.budget()
        self.own()
        revenue = Fraction(self.goal.get("transfers", {}).get("revenue", 0))
        paid = [(revenue * self.problem.probability(t), self.pays(i, t)) for i in AGENTS for t in PROFILES]
        goal = total([(1, self.interim_sum(self.goal["weights"], {})), *paid])
        lower = {c: 0 if c[0] == "x" else None for c in self.columns}
        verdict = optimum(LinearSystem.make(self.columns, at_most=self.at_most, equal=self.equal, lower=lower), goal)
        if isinstance(verdict.statement, Unbounded):
            return "unbounded"
        return verdict.statement.value if isinstance(verdict.statement, Optimal) else None


def total(terms):
    row = {}
    for factor, part in terms:
        for column, entry in part.items() if factor else ():
            row[column] = row.get(column, 0) + factor * entry
    return row


def nested(rng, objects, low, high):
    if not objects:
        return {i: {t: rng.randint(low, high) for t in TYPES} for i in AGENTS}
    return {i: {t: {j: rng.randint(low, high) for j in objects} for t in TYPES} for i in AGENTS}


def drawn(rng):
    """A random small file with some of the further terms."""
    objects = rng.choice([(), ("x", "y")])
    least = rng.choice([(1, 1, 1, 1), (3, 1, 1, 3), (2, 1, 1, 1), (1, 0, 1, 1), (1, 0, 0, 1)])
    joint = [
        {"profile": dict(zip(AGENTS, t, strict=True)), "probability": str(Fraction(w, sum(least)))}
        for t, w in zip(PROFILES, least, strict=True)
    ]
    incentives = rng.choice(["cardinal", "cardinal", "none", "ordinal" if objects else "cardinal"])
    rankings = {i: {t: rng.sample(objects, len(objects)) for t in TYPES} for i in AGENTS}
    goal = {
        "weights": nested(rng, objects, -1, 3),
        "incentives": incentives,
        "preferences": rankings if incentives == "ordinal" else nested(rng, objects, -1, 3),
    }
    money = incentives != "ordinal" and rng.random() < 0.7
    if money:
        when = ["ex ante", "interim", "ex post"]
        goal["transfers"] = {"revenue": rng.choice(["0", "1/2", "1"]), "participation": True}
        for key in ("balance", "no_deficit"):
            if rng.random() < 0.35:
                goal["transfers"][key] = rng.choice(when)
    if incentives != "ordinal" and rng.random() < 0.5:
        moment = rng.choice(["interim", "ex post"])
        outside = {i: {t: rng.randint(-1, 1) for t in TYPES} for i in AGENTS}
        goal["participation"] = rng.choice([moment, {"when": moment, "outside": outside}])
        if money:
            goal["transfers"]["participation"] = False
    if incentives != "none" and rng.random() < 0.35:
        goal["strategies"] = "dominant"
    if rng.random() < 0.4:
        entry = {"rule": nested(rng, objects, -1, 1), rng.choice(["floor", "ceiling"]): "1/2"}
        if money:
            entry["transfers"] = {i: {t: rng.randint(-1, 1) for t in TYPES} for i in AGENTS}
        goal["constraints"] = [{"name": "own", **entry}]
    quotas = [{"each": "pair" if objects else "agent", "ceiling": rng.choice([1, 2])}]
    if objects:
        quotas += [{"each": "agent", "ceiling": 2}]
    if rng.random() < 0.4:
        goal["closing"] = [{"each": "object", "least": 2} if objects else {"set": ["a", "b"], "least": 2}]
    return {
        "format": "exact-proofs/problem/1",
        "agents": list(AGENTS),
        **({"objects": list(objects)} if objects else {}),
        "types": {i: list(TYPES) for i in AGENTS},
        "prior": {"joint": joint},
        "constraints": quotas,
        "objective": goal,
    }


@pytest.mark.parametrize("seed", range(24))
def test_further_terms_agree_with_the_program_of_their_definitions(seed, monkeypatch):
    rng = random.Random(f"further {seed}")
    file = drawn(rng)
    if rng.random() < 0.3:
        monkeypatch.setattr(outcomes_module, "SHORT_LIST", -1)  # outcomes come in one by one
    problem, objective = design_from_plain(file)
    wanted = Program(file, problem).solve()
    if wanted == "unbounded":
        with pytest.raises(ValueError, match="revenue is unbounded"):
            design(problem, objective)
        return
    verdict = design(problem, objective)
    assert accepted(verdict)
    if wanted is None:
        assert isinstance(verdict.statement, SomeRule)
    else:
        assert isinstance(verdict.statement, BestRule)
        assert verdict.statement.value == wanted
    assert Design(problem, objective).demands in explain_design(verdict)
    again = design_from_plain({**file, "objective": objective_to_plain(problem, objective)})
    assert again == (problem, objective)


def is_true(statement):
    """Whether a statement about a design of two agents of two types says what its program does."""
    file = statement["about"]["problem"]
    wanted = Program(file, read_problem(file, impossible=True)[0]).solve()
    if statement["holds"]:
        return statement["kind"] == "best rule" and wanted == Fraction(statement["about"]["value"])
    return statement["kind"] == "some rule" and wanted is None


def with_terms(goal, seed=3, **keys):
    """A file of two agents and one object with these terms."""
    rng = random.Random(seed)
    while True:
        file = drawn(rng)
        if "objects" not in file and file["objective"]["incentives"] == "cardinal":
            break
    values = {i: {"s": 1, "t": 3} for i in AGENTS}
    file["objective"] = {"weights": values, "incentives": "cardinal", "preferences": values, **goal}
    return {**file, "constraints": [{"each": "agent", "ceiling": 1}, {"set": ["a", "b"], "ceiling": 1}], **keys}


def joint(*weights):
    pairs = zip(PROFILES, weights, strict=True)
    listed = [
        {"profile": dict(zip(AGENTS, t, strict=True)), "probability": str(Fraction(w, sum(weights)))} for t, w in pairs
    ]
    return {"prior": {"joint": listed}}


MONEY = {"transfers": {"revenue": 1, "participation": True}}
OUTSIDE = {"when": "interim", "outside": {"a": {"s": "1/4", "t": "1/2"}, "b": {"s": 0, "t": "-1/4"}}}
TERMS = {
    "dominant strategies": with_terms({**MONEY, "strategies": "dominant"}, **joint(1, 1, 1, 1)),
    "beliefs": with_terms(MONEY, **joint(2, 1, 1, 2)),
    "impossible profiles": with_terms({**MONEY, "participation": "ex post"} | {"transfers": {}}, **joint(1, 0, 1, 1)),
    "a balanced budget": with_terms(
        {"transfers": {"revenue": 0, "balance": "ex post"}, "participation": OUTSIDE}, **joint(1, 1, 1, 1)
    ),
    "no deficit, and own constraints": with_terms(
        {
            "transfers": {"revenue": 0, "no_deficit": "interim"},
            "constraints": [
                {"rule": {"a": {"s": 1, "t": 1}, "b": {"s": -1, "t": -1}}, "floor": 0, "ceiling": 0},
                {"transfers": {"a": {"t": 1}}, "ceiling": "1/8"},
            ],
        },
        **joint(1, 1, 1, 1),
    ),
    "none, for what is asked of transfers": with_terms(
        {**MONEY, "constraints": [{"transfers": {"a": {"s": 1}}, "floor": 2}]}, **joint(1, 1, 1, 1)
    ),
    "closed if too few": with_terms(
        {"closing": [{"set": ["a", "b"], "least": 2}]},
        **joint(1, 1, 1, 1),
        constraints=[{"each": "agent", "ceiling": 1}],
    ),
}


@pytest.mark.parametrize("name", TERMS)
def test_one_number_changed_is_refused_or_true(name, monkeypatch):
    if name == "closed if too few":
        monkeypatch.setattr(outcomes_module, "SHORT_LIST", -1)
    verdict = design(*design_from_plain(TERMS[name]))
    assert accepted(verdict)
    assert is_true(certificate(verdict)["statements"][0])
    assert check_mutants(certificate(verdict), is_true, every=5) >= 20


BAD = {
    "strategies": (
        {"strategies": "dominat"},
        'objective.strategies: "dominat" is not known here; did you mean "dominant"',
    ),
    "strategies without incentives": ({"strategies": "dominant", "incentives": "none"}, '"incentives" are "none"'),
    "balance": ({"transfers": {"balance": "always"}}, 'objective.transfers.balance: .* write "ex ante" or "interim"'),
    "a budget key": ({"transfers": {"balanc": "interim"}}, 'objective.transfers: the key "balanc" is unknown'),
    "participation": ({"participation": True}, 'objective.participation: .* write "interim" or "ex post"'),
    "participation twice": (
        {"participation": "interim", "transfers": {"participation": True}},
        '"participation" is given twice',
    ),
    "outside": (
        {"participation": {"when": "interim", "outside": {"c": {}}}},
        'objective.participation.outside: "c" is not in agents',
    ),
    "when": ({"participation": {"outside": {}}}, 'objective.participation: "when" is missing'),
    "no list": ({"constraints": {}}, "objective.constraints: a list was expected"),
    "no end": ({"constraints": [{"rule": {}}]}, r'objective.constraints\[0\]: give "floor", "ceiling" or both'),
    "crossed": ({"constraints": [{"rule": {}, "floor": 2, "ceiling": 1}]}, "the floor is above the ceiling"),
    "no transfers": (
        {"constraints": [{"transfers": {"a": {"s": 1}}, "floor": 0}]},
        r"objective.constraints\[0\].transfers: there are no transfers",
    ),
    "a float": ({"constraints": [{"rule": {"a": {"s": 0.5}}, "floor": 0}]}, "floats are not exact"),
    "a name": ({"constraints": [{"name": 3, "floor": 0}]}, r"constraints\[0\].name: a string was expected"),
    "no least": ({"closing": [{"set": ["a"]}]}, r'objective.closing\[0\]: "least" is missing'),
    "no set": ({"closing": [{"least": 2}]}, r'objective.closing\[0\]: give one of "set"'),
    "least": ({"closing": [{"set": ["a"], "least": 0}]}, r"closing\[0\].least: a positive number was expected"),
    "half": ({"closing": [{"set": ["a"], "least": "1/2"}]}, r"closing\[0\].least: an integer was expected"),
    "twice": ({"closing": [{"set": ["a"], "least": 1}, {"set": ["a"], "least": 2}]}, "is given twice"),
    "each": ({"closing": [{"each": "girl", "least": 1}]}, 'closing.0..each: "girl" is not known here'),
    "members": ({"closing": [{"set": [3], "least": 1}]}, r"closing\[0\].set: a list of names, or of pairs of them,"),
    "unbounded": ({"transfers": {"participation": False}}, "revenue is unbounded"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_terms_are_refused_with_their_place(name):
    goal, message = BAD[name]
    with pytest.raises(BadInput, match=message):
        design_from_plain(with_terms(goal, **joint(1, 1, 1, 1)))


def test_what_cannot_be_asked_is_said():
    file = with_terms({}, **joint(1, 0, 1, 1))
    with pytest.raises(BadInput, match="every profile must be possible"):
        problem_from_plain(file)
    problem, objective = design_from_plain(file)
    with pytest.raises(ValueError, match="probability 0, which `design` alone takes"):
        implementable(problem, problem.interim_rule({i: dict.fromkeys(TYPES, 0) for i in AGENTS}))
    with pytest.raises(BadInput, match="type t of agent a has probability 0; leave the type out of types"):
        design_from_plain(with_terms({}, **joint(1, 1, 0, 0)))
    grown = replace(objective, weights=tuple(w + parameter(f"p{k}", 0, 1) for k, w in enumerate(objective.weights)))
    with pytest.raises(ValueError, match="only one parameter may stay open"):
        design_for_parameters(problem, grown)
    groups = {
        **with_terms({"closing": [{"set": ["a"], "least": 1}], "weights": {}}, prior="uniform"),
        "agents": {"a": 3, "b": 1},
        "constraints": [{"each": "agent", "ceiling": 1}],
    }
    with pytest.raises(BadInput, match="of groups none of these is asked"):
        group_design_from_plain(groups)


def test_transfers_unbounded_by_a_constraint_of_ones_own_are_noticed():
    own = {"constraints": [{"transfers": {"a": {"s": 1}}, "floor": 0}]}
    file = with_terms({"transfers": {"participation": False}, **own}, **joint(1, 1, 1, 1))
    with pytest.raises(ValueError, match="the expected revenue is unbounded under these constraints"):
        design(*design_from_plain(file))


def test_more_terms_never_help_and_dominance_is_truth_in_expectation():
    money = {**MONEY, "weights": {}}
    independent, correlated = joint(1, 1, 1, 1), joint(2, 1, 1, 2)
    dominant = design(*design_from_plain(with_terms({**money, "strategies": "dominant"}, **independent))).value
    assert design(*design_from_plain(with_terms(money, **independent))).value == dominant == Fraction(9, 4)
    # The whole surplus (Cremer & McLean 1988).
    assert design(*design_from_plain(with_terms(money, **correlated))).value == Fraction(7, 3)
