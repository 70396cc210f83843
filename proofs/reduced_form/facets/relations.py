"""The implementable interim rules as relations of SymPy in Q, in the prior lambda and, if asked, in the quotas b and c.

The coefficients of facets and equations are the same for every positive prior (`proofs.reduced_form.facets.listing`),
and a right side is `sum over t of lambda_t beta_t`. So both sides are polynomials: linear in Q and lambda, and where
the capacities beta_t are written as forms in the quotas (`proofs.reduced_form.facets.quota_forms`), bilinear in lambda
and the quotas. As relations they can be substituted into, simplified, differentiated and printed; `numbers` gives back
the inequalities of the problem itself. The symbols are LY's: `Q_1,2^3` is the *weighted* value lambda_i(t_i) Q_i(t_i,
j) of agent 1's second type and the third object, `lambda_12` the probability of the profile of first and second type,
`b_2` and `c_2` the floor and the ceiling of the second constraint set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from exact.computer_algebra import number
from exact.linear import Row
from exact.rationals import rational
from exact.showing.display import LINES, Displayed
from exact.showing.drawing import Html, escaped, table
from proofs.reduced_form.facets.quota_forms import Form, Quota, QuotaForms, Quotas
from proofs.reduced_form.facets.summands import RuleInequality
from proofs.reduced_form.problem.problems import Coordinate, InterimRule, Problem, Profile, name_of, value_name


@dataclass(frozen=True)
class Relations(Displayed):
    """`equations` (`sympy.Eq`) and `facets` (`sympy.Le`), in the order of the system that they were made from.

    Q is weighted; `rule` gives what an interim rule puts for it, `numbers` what the problem puts for lambda, b and c.
    The right sides sum over lambda, with sum 1. With quotas as symbols each relation is true of all implementable
    rules, and met with equality by one, as long as those of `holds_while` are true (for indivisible objects: of
    integers) and, if there are no equations, only then; that these are *all* facets is known for the problem's own
    quotas.
    """

    problem: Problem
    equations: tuple[Any, ...]
    facets: tuple[Any, ...]
    numbers: Mapping[Any, Any]
    holds_while: tuple[Any, ...] = ()

    def rule(self, values: InterimRule | Mapping[str, Any]) -> dict[Any, Any]:
        """What an interim rule puts for each Q: its value times the probability of the type, as a sum over lambda."""
        import sympy

        problem = self.problem
        given = problem.interim_rule(values).values
        chances = prior_symbols(problem)
        return {
            symbol: sympy.Add(*(chances[t] for t in problem.profiles() if _has_type(problem, t, coordinate)))
            * number(value)
            for (coordinate, symbol), value in zip(rule_symbols(problem).items(), given, strict=True)
        }

    def independent(self, marginals: Mapping[str, Mapping[str, Any]]) -> dict[Any, Any]:
        """What independent types put for each lambda: products of marginals, `{"ann": {"keen": p, "idle": 1 - p}}`.

        The marginals are numbers or expressions of SymPy. Raises `ValueError` for a missing agent or type.
        """
        import sympy

        factors: dict[tuple[str, str], Any] = {}
        for agent, kinds in zip(self.problem.agents, self.problem.types, strict=True):
            given = marginals.get(agent, {})
            for kind in kinds:
                if kind not in given:
                    raise ValueError(f"marginals: the probability of type {kind} of agent {agent} is missing")
                factors[agent, kind] = exact_expression(given[kind], f"marginals.{agent}.{kind}")
        return {
            symbol: sympy.Mul(*(factors[pair] for pair in zip(self.problem.agents, profile, strict=True)))
            for profile, symbol in prior_symbols(self.problem).items()
        }

    def meanings(self) -> dict[Any, str]:
        """Each symbol in words."""
        told = {symbol: f"P(type) x {value_name(c)}" for c, symbol in rule_symbols(self.problem).items()}
        told |= {symbol: f"P({', '.join(profile)})" for profile, symbol in prior_symbols(self.problem).items()}
        for symbol in self.numbers:
            if symbol not in told:
                letter, _, position = symbol.name.partition("_")
                told[symbol] = quota_in_words(self.problem, letter, int(position))
        return told

    def show(self) -> Html:
        """The relations, one a line."""
        lines = [[escaped(written(each))] for each in (*self.equations, *self.facets)]
        lines += [[escaped(f"while {written(each)}")] for each in self.holds_while]
        return table(lines, (), "The implementable interim rules as relations")

    def sympy(self) -> Any:
        """The relations alone, equations first."""
        return (*self.equations, *self.facets)

    def latex(self) -> str:
        """The system as a formula, aligned at the signs."""
        return f"\\begin{{aligned}}\n{latex_lines((*self.equations, *self.facets), LINES)}\n\\end{{aligned}}"


def relations(
    problem: Problem, equations: Sequence[RuleInequality], facets: Sequence[RuleInequality], quotas: bool = False
) -> Relations:
    """Equations and facets as relations; `quotas`: their right sides as forms in the quotas, too.

    Raises `ValueError` where capacities are no linear forms in the quotas, or the quotas are too many.
    """
    numbers = {symbol: number(problem.probability(t)) for t, symbol in prior_symbols(problem).items()}
    if not quotas:
        written = [relation(problem, each) for each in (*equations, *facets)]
        return Relations(problem, tuple(written[: len(equations)]), tuple(written[len(equations) :]), numbers)
    known = Quotas(problem)
    forms = [known.forms(each) for each in (*equations, *facets)]
    written = [relation(problem, each, form) for each, form in zip((*equations, *facets), forms, strict=True)]
    numbers |= {_quota(quota): number(value) for quota, value in known.values.items()}
    return Relations(
        problem,
        tuple(written[: len(equations)]),
        tuple(written[len(equations) :]),
        numbers,
        _holds_while(known, forms),
    )


def nothing(problem: Problem) -> Relations:
    """The relations where no rule is implementable: `0 <= -1`."""
    import sympy

    return replace(relations(problem, (), ()), facets=(sympy.Le(0, -1, evaluate=False),))


def relation(problem: Problem, each: RuleInequality, forms: QuotaForms | None = None) -> Any:
    """One inequality (`sympy.Le`) or equation (`sympy.Eq`), not evaluated, so that it stays one whatever it says.

    With `forms` the capacities are those forms in the quotas, else numbers.
    """
    import sympy

    symbols = rule_symbols(problem)
    left = sympy.Add(*(number(value) * symbols[c] for c, value in each.coefficients))
    kind = sympy.Eq if each.equal else sympy.Le
    return kind(left, _right_side(problem, each, forms), evaluate=False)


def written(given: Any) -> str:
    """A relation in a line, by SymPy's printer; an equation with its sign."""
    return f"{given.lhs} {'=' if given.rel_op == '==' else given.rel_op} {given.rhs}"


def latex_lines(listed: Sequence[Any], most: int | None = None) -> str:
    """Relations as the lines of an aligned formula, by SymPy's printer; at most so many, and how many there are."""
    import sympy

    signs = {"==": "=", "<=": r"\le"}
    lines = [f"{sympy.latex(each.lhs)} &{signs[each.rel_op]} {sympy.latex(each.rhs)}" for each in listed[:most]]
    if len(lines) < len(listed):
        lines.append(rf"&\ \,\vdots \quad \text{{({len(listed)} in all)}}")
    return " \\\\\n".join(lines)


def index_separator(problem: Problem) -> str:
    """What stands between the numbers of types in the index of lambda: nothing where each is one digit."""
    return "," if any(len(kinds) > 9 for kinds in problem.types) else ""


@lru_cache(maxsize=8)
def rule_symbols(problem: Problem) -> dict[Coordinate, Any]:
    """The symbol of each coordinate, `Q_1,2^3`."""
    import sympy

    found = {}
    for coordinate in problem.coordinates:
        agent = problem.agents.index(coordinate[0])
        kind = problem.types[agent].index(coordinate[1])
        thing = f"^{problem.objects.index(coordinate[2]) + 1}" if problem.objects else ""
        found[coordinate] = sympy.Symbol(f"Q_{agent + 1},{kind + 1}{thing}")
    return found


@lru_cache(maxsize=8)
def prior_symbols(problem: Problem) -> dict[Profile, Any]:
    """The symbol of each type profile, `lambda_12` for first and second type."""
    import sympy

    separator = index_separator(problem)
    found = {}
    for profile in problem.profiles():
        numbers = (str(kinds.index(kind) + 1) for kinds, kind in zip(problem.types, profile, strict=True))
        found[profile] = sympy.Symbol(f"lambda_{separator.join(numbers)}")
    return found


def quota_in_words(problem: Problem, letter: str, position: int) -> str:
    """What `b_2` or `c_2` is: the floor or the ceiling of which set."""
    listed = [(each, "") for each in problem.constraints]
    for restriction in problem.restrictions:
        where = " where " + ", ".join(f"{agent} is {kind}" for agent, kind in restriction.profile)
        listed += [(each, where) for each in restriction.constraints]
    constraint, where = listed[position - 1]
    return f"the {'floor' if letter == 'b' else 'ceiling'} of {name_of(constraint.cells)}{where}"


def exact_expression(value: Any, where: str) -> Any:
    """An expression of SymPy in exact numbers, from one, or from whatever `rational` reads. Floats are refused."""
    import sympy

    if isinstance(value, sympy.Expr):
        if value.atoms(sympy.Float):
            raise TypeError(f"{where}: {value} has a float in it, and floats are not exact")
        return value
    return number(rational(value, where))


def _right_side(problem: Problem, each: RuleInequality, forms: QuotaForms | None) -> Any:
    """The sum of lambda_t beta_t, where equal capacities are taken together: all of lambda is 1."""
    import sympy

    given: list[Any] = list(each.capacities) if forms is None else [tuple(sorted(form)) for form in forms.capacities]
    shared: dict[Any, list[Any]] = {}
    for symbol, capacity in zip(prior_symbols(problem).values(), given, strict=True):
        shared.setdefault(capacity, []).append(symbol)
    if len(shared) == 1:
        return _capacity(given[0])
    return sympy.Add(*(_capacity(capacity) * symbol for capacity, of in shared.items() for symbol in of))


def _capacity(given: Fraction | Form) -> Any:
    import sympy

    if isinstance(given, Fraction):
        return number(given)
    return sympy.Add(*(number(factor) * _quota(quota) for quota, factor in given))


def _holds_while(known: Quotas, forms: list[QuotaForms]) -> tuple[Any, ...]:
    """The region as relations, each with positive multiples of quotas on either side."""
    import sympy

    def side(row: Row, sign: int) -> Any:
        pairs = ((known.all[column], entry) for column, entry in row.coefficients)
        return sympy.Add(*(number(abs(entry)) * _quota(quota) for quota, entry in pairs if sign * entry > 0))

    kinds = {"<=": sympy.Le, "=": sympy.Eq}
    return tuple(kinds[row.sense](side(row, 1), side(row, -1), evaluate=False) for row in known.region(forms).rows)


def _quota(quota: Quota) -> Any:
    import sympy

    return sympy.Symbol(f"{quota[0]}_{quota[1]}")


def _has_type(problem: Problem, profile: Profile, coordinate: Coordinate) -> bool:
    return profile[problem.agents.index(coordinate[0])] == coordinate[1]
