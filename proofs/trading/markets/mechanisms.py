"""A trading mechanism: a protocol with a strategy for each agent (VS, section 1.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self

from exact.plain_data import Converter, alternatives, at_key, converter, in_a_row, register
from exact.showing.display import Displayed, counted
from exact.symbolic.formulas import greatest, least
from proofs.trading.markets.bundles import Bundle, bundle, dot, texts
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import Menu, PairsFrom
from proofs.trading.markets.protocols import Protocol, protocol_from_plain


@dataclass(frozen=True)
class Myopic(Displayed):
    """A choice whose set holds the cheapest bundle; ties go to the best worst case, or ("any") are left open.

    How this relates to the rules for ties of chances and costs is said in `proofs.trading.selection.probabilities`.
    """

    ties: Literal["cautious", "any"] = "cautious"


@dataclass(frozen=True)
class ChoiceTable(Displayed):
    """The choice of some types; all others are myopic and cautious."""

    choices: tuple[tuple[Bundle, int], ...]

    def __post_init__(self) -> None:
        if len({costs for costs, _ in self.choices}) != len(self.choices):
            raise ValueError("strategy: a type occurs twice; give its choice once")


@dataclass(frozen=True)
class Rule(Displayed):
    """`choice` for the types with c.d <= 0 for every d in `at_most` and c.d < 0 for every d in `below`."""

    at_most: tuple[Bundle, ...]
    below: tuple[Bundle, ...]
    choice: int

    def applies(self, costs: Bundle) -> bool:
        return all(dot(costs, d) <= 0 for d in self.at_most) and all(dot(costs, d) < 0 for d in self.below)


register(Rule, in_a_row(Rule))


@dataclass(frozen=True)
class Regions(Displayed):
    """The choice of the first rule that applies, choice 0 where none does."""

    rules: tuple[Rule, ...]


Strategy = Myopic | ChoiceTable | Regions


register(Strategy, alternatives({"myopic": Myopic("cautious"), "any myopic": Myopic("any")}, ChoiceTable, Regions))
_STRATEGIES = converter(tuple[Strategy, ...])


@dataclass(frozen=True)
class Mechanism(Displayed):
    """A trading protocol with a strategy for each agent."""

    protocol: Protocol
    strategies: tuple[Strategy, ...]

    @classmethod
    def make(cls, protocol: Protocol, strategies: Mapping[str, Strategy] | None = None) -> Self:
        """A mechanism in which agents without a strategy are myopic."""
        given = strategies or {}
        for agent in given:
            protocol.market.agent(agent, "strategies")
        return cls(protocol, tuple(given.get(agent, Myopic()) for agent in protocol.market.agents))

    def __post_init__(self) -> None:
        market = self.market
        if len(self.strategies) != len(market.agents):
            raise ValueError(
                f"strategies: {len(self.strategies)} for {counted(len(market.agents), 'agent')}; give one for each"
            )
        for agent, menu, strategy, preferences in zip(
            market.agents, self.protocol.menus, self.strategies, market.preferences, strict=True
        ):
            check_strategy(strategy, menu, f"strategy.{agent}")
            for costs, _ in strategy.choices if isinstance(strategy, ChoiceTable) else ():
                if not preferences.domain.contains(costs):
                    raise ValueError(f"strategy.{agent}: ({', '.join(texts(costs))}) is not in the domain")

    @property
    def market(self) -> Market:
        return self.protocol.market

    def chosen(self, agent: str | int, costs: Sequence[Any]) -> tuple[int, ...]:
        """The choices that the strategy of an agent allows at a type: one, or several when ties are left open.

        The agent is given by name, or by place in the market's order. For myopic agents the selection is a table.
        """
        j = self.market.place(agent)
        costs = bundle(costs, len(self.market.tasks), "costs")
        strategy = self.strategies[j]
        if isinstance(strategy, ChoiceTable):
            listed = dict(strategy.choices).get(costs)
            return (listed,) if listed is not None else self._cautious(j, costs)
        if isinstance(strategy, Regions):
            return (next((rule.choice for rule in strategy.rules if rule.applies(costs)), 0),)
        return self._cautious(j, costs) if strategy.ties == "cautious" else myopic_choices(self.protocol, j, costs)

    def _cautious(self, j: int, costs: Bundle) -> tuple[int, ...]:
        best = myopic_choices(self.protocol, j, costs)
        workloads = ([dot(costs, x) for x in self.protocol.reach[j][k]] for k in best)
        return (best[least([values[greatest(values)] for values in workloads])],)

    def about(self) -> dict[str, Any]:
        return {**self.protocol.about(), "strategies": _STRATEGIES.to_plain(self.strategies)}


def mechanism_from_plain(plain: Mapping[str, Any]) -> Mechanism:
    return Mechanism(protocol_from_plain(plain), _STRATEGIES.from_plain(at_key(plain, "strategies")))


register(Mechanism, Converter(Mechanism.about, mechanism_from_plain))


def check_strategy(strategy: Strategy, menu: Menu, where: str) -> None:
    """Refuse a strategy that does not suit the menu."""
    if not isinstance(strategy, Myopic) and any(isinstance(one, PairsFrom) for one in menu):
        raise ValueError(f"{where}: only myopic strategies suit a continuum of choices")
    for k in _choices_of(strategy):
        if not 0 <= k < len(menu):
            raise ValueError(f"{where}: {k} is no choice; the menu has 0 to {len(menu) - 1}")


def _choices_of(strategy: Strategy) -> list[int]:
    if isinstance(strategy, ChoiceTable):
        return [k for _, k in strategy.choices]
    return [rule.choice for rule in strategy.rules] if isinstance(strategy, Regions) else []


def myopic_choices(protocol: Protocol, agent: str | int, costs: Bundle) -> tuple[int, ...]:
    """The myopically optimal choices a*(c): those whose essentially reduced set holds a cheapest bundle.

    The selection is a table, so the reduced sets are finite and the minima are attained.
    """
    j = protocol.market.place(agent)
    workloads = ([dot(costs, x) for x in points] for points in protocol.reach[j])
    cheapest = [values[least(values)] for values in workloads]
    best = cheapest[least(cheapest)]
    return tuple(k for k, value in enumerate(cheapest) if value == best)
