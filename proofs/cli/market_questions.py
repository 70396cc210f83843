"""What the commands on market files ask, one function a command.

`path` is the market file, as sentences about it name it. What a mechanism is not fit for is `BadInput`, one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from exact.rationals import rational
from exact.showing.display import told_number
from exact.verdicts import Verdict
from proofs.cli.answers import Decision
from proofs.plain import output
from proofs.plain.keys import unknown_word
from proofs.plain.reading import BadInput, blaming
from proofs.trading.markets.mechanisms import Mechanism

if TYPE_CHECKING:
    from proofs.formats.games import PlayedMechanism

Answered = tuple[Verdict, str, str, tuple[Verdict, ...]]
"""The verdict, the answer in short and in full, and further verdicts that belong in the certificate."""


def draw(mechanism: Mechanism, directory: Path, stem: str) -> None:
    """Write a picture of each agent's menu, and of the costs at which each choice is made, to `directory`.

    Raises `BadInput` for a market that does not have two tasks.
    """
    from proofs.trading.pictures import acceptance_picture, menu_picture

    directory.mkdir(parents=True, exist_ok=True)
    named = output.distinct(map(output.part, mechanism.market.agents))
    drawings: dict[str, Callable[[Mechanism, str], Any]] = {"menu": menu_picture, "acceptance": acceptance_picture}
    for agent, name in zip(mechanism.market.agents, named, strict=True):
        for kind, picture in drawings.items():
            with blaming(stem):
                (directory / f"{stem}.{name}.{kind}.svg").write_text(picture(mechanism, agent).svg, encoding="utf-8")


def polarized(path: str, mechanism: Mechanism, reading: str, on_domain: bool = False) -> Answered:
    """`proofs polarized`: are the rays of all menus polarized (VS, section 3), in this reading of the definition?

    `on_domain`: on the costs that the agents may have, and not on the nonnegative orthant as VS have it.
    """
    from proofs.trading.dominance.polarization import READINGS, Reading
    from proofs.trading.dominance.polarized_menus import decide_polarized, explain_menus
    from proofs.trading.dominance.polarized_on_domain import decide_polarized_on_domains, explain_menus_on_domains

    _check_option("--reading", reading, READINGS)
    with blaming(path):
        if not on_domain:
            _require_burdens(mechanism)
        decide = decide_polarized_on_domains if on_domain else decide_polarized
        verdict = decide(mechanism, cast(Reading, reading))
    words = (explain_menus_on_domains if on_domain else explain_menus)(verdict)
    return verdict, words.splitlines()[0], words, ()


def osp(path: str, mechanism: Mechanism, dominance: str) -> Answered:
    """`proofs osp`: is the trading mechanism obviously strategy-proof?

    `dominance` says with what a choice is compared: with the others ("deviations"), or also with itself ("printed").
    """
    from proofs.trading.dominance.actions import DOMINANCE, Dominance
    from proofs.trading.dominance.explaining import decide_osp, explain_osp, other_tables

    _check_option("--dominance", dominance, DOMINANCE)
    with blaming(path):
        verdict = decide_osp(mechanism, cast(Dominance, dominance))
        others = other_tables(mechanism, verdict)
    words = "\n".join([explain_osp(verdict), *others])
    return verdict, words.splitlines()[0], words, ()


def choice(path: str, mechanism: Mechanism, reading: str) -> Answered:
    """`proofs choice`: does a bilateral trade improve on the status quo (VS, Theorem 1)? Without reading the default.

    Further verdicts: whether the status quo is the only constant mechanism, and the cheapest mechanisms.
    """
    from proofs.trading.value.bilateral import READINGS
    from proofs.trading.value.choice import decide_choice, explain_choice

    if reading:
        _check_option("--reading", reading, READINGS)
    with blaming(path):
        report = decide_choice(mechanism.market, reading or None)
    others = [report.only_constant, report.constant]
    others += [report.incentive_compatible] if report.incentive_compatible is not None else []
    answer = {True: "a bilateral trade improves", False: "no bilateral trade improves", None: "undecided"}
    return report.trade, answer[report.trade.holds], explain_choice(report), tuple(others)


def select(path: str, mechanism: Mechanism, choices: str, ties: str = "designer") -> Answered:
    """`proofs select`: is the ex-post optimal selection never dearer than the status quo (VS, section 3.1)?

    `choices` is empty or names a choice profile ("j1=1,j2=0"; who is left out makes choice 0) whose optimal selection
    is a further verdict; so is the expected cost, with ties by the rule `ties` (see
    `proofs.trading.selection.probabilities`).
    """
    from proofs.trading.selection.probabilities import RULES
    from proofs.trading.value.improvement import decide_selection, explain_selection

    _check_option("--ties", ties, RULES)
    profile = _profile(mechanism, choices) if choices else None
    with blaming(path):
        report = decide_selection(mechanism.market, mechanism.protocol.menus, profile, ties=ties)
    others = tuple(verdict for verdict in (report.at_profile, report.expected) if verdict is not None)
    return report.improvement, report.improvement.statement.sentence(), explain_selection(report), others


def cost(path: str, mechanism: Mechanism, ties: str = "") -> Answered:
    """`proofs cost`: what the mechanism costs in expectation, with its own selection and strategies.

    Further verdicts: what the status quo costs, and, where several selections are ex-post optimal and cost different
    amounts, the least and the greatest found. Without `ties`, what strategies leave open goes by the rule "designer".
    """
    from proofs.trading.value.mechanism_costs import decide_cost, explain_cost

    _check_open_ties(path, mechanism, ties)
    with blaming(path):
        report = decide_cost(mechanism, ties or None)
    words = explain_cost(report)
    return report.expected, report.expected.statement.sentence(), words, (report.status_quo, *report.others)


def lottery_cost(path: str, draws: Sequence[tuple[Mechanism, Fraction]], ties: str) -> Answered:
    """`proofs cost` of a file in which agents draw their menus; further verdicts are the status quo's cost."""
    from proofs.trading.value.lottery_costs import decide_lottery_cost, explain_lottery_cost

    if len(draws) == 1:
        return cost(path, draws[0][0], ties)
    _check_open_ties(path, draws[0][0], ties)
    with blaming(path):
        report = decide_lottery_cost(draws, ties or None)
    verdict = report.expected
    return verdict, verdict.statement.sentence(), explain_lottery_cost(report), (report.status_quo,)


def _check_open_ties(path: str, mechanism: Mechanism, ties: str) -> None:
    """Raise `BadInput` for a rule that is none, or that no strategy leaves anything to."""
    from proofs.trading.markets.mechanisms import Myopic
    from proofs.trading.selection.probabilities import RULES

    if ties:
        _check_option("--ties", ties, RULES)
        if Myopic("any") not in mechanism.strategies:
            raise BadInput(f'--ties: no strategy in {path} leaves ties open, as "any myopic" does; leave it out')


def dominate(path: str, mechanism: Mechanism) -> tuple[Answered, Mechanism | None]:
    """`proofs dominate FILE`: the polarized ray mechanism that effectively dominates the file's, if there is one.

    Further verdicts, where they are decided: whether the protocol is non-redundant; whether the mechanism is obviously
    strategy-proof; that the dominating one dominates (it has the same choices unless some are gone), has polarized
    menus, and is obviously strategy-proof.
    """
    from proofs.trading.dominance.dominating_report import decide_dominating, explain_dominating_report

    with blaming(path):
        report = decide_dominating(mechanism)
    words = explain_dominating_report(report)
    verdict = report.found.verdict
    short = {True: "effectively dominated by polarized rays", False: "by no polarized rays", None: "undecided"}
    return (verdict, short[verdict.holds], words, report.others), report.found.mechanism


def dominates(path: str, mechanism: Mechanism, other: str, by: Mechanism) -> Answered:
    """`proofs dominate FILE OTHER`: does the mechanism of the other file effectively dominate that of the first?

    Tasks and agents are the same by name, in any order.
    A further verdict: whether it dominates it as it is.
    """
    from proofs.formats.market_writing import in_order_of
    from proofs.trading.dominance.dominating_report import tabled
    from proofs.trading.dominance.domination import dominated, explain_domination

    with blaming(path):
        first = tabled(mechanism)
    with blaming(other):
        second = tabled(in_order_of(by, mechanism.market))
    with blaming(path):
        verdicts = [dominated(first, second, effectively=effectively) for effectively in (True, False)]
    words = "\n".join(map(explain_domination, verdicts))
    return verdicts[0], words.splitlines()[0], words, (verdicts[1],)


def large(
    path: str, mechanism: Mechanism, copies: Sequence[int], ties: str = "designer", law: int = 0, within: str = ""
) -> Answered:
    """`proofs market`: the large-market program (VS, section 4), and replicas of the market with so many copies.

    Further verdicts: the replicas that are computed exactly; others are simulated, and only told. With `law` the laws
    of the cost per copy of 1 to so many copies, and how likely it is further than `within` from the program's value.
    """
    from proofs.trading.selection.probabilities import RULES
    from proofs.trading.value.cost_laws import decide_cost_laws, explain_cost_laws
    from proofs.trading.value.large_markets import decide_large_market, explain_large_market

    _check_option("--ties", ties, RULES)
    far = _distance(within)
    with blaming(path):
        mechanism.market.require_burdens()
        menus = [(menu,) for menu in mechanism.protocol.menus]
        report = decide_large_market(mechanism.market, menus, copies, ties=ties)
        laws = decide_cost_laws(mechanism.market, mechanism.protocol.menus, law, far, ties=ties) if law else None
    exact = tuple(replica for replica in report.replicas if isinstance(replica, Verdict))
    words = f"{report.outer.statement.sentence()}; the endowment costs {told_number(report.endowment_cost)}"
    told = explain_large_market(report)
    if laws is not None:
        told, exact = f"{told}\n{explain_cost_laws(laws)}", (*exact, *laws.laws)
        exact = exact if laws.bound is None else (*exact, laws.bound)
    return report.outer, words, told, exact


def _distance(within: str) -> Fraction | None:
    """What `--within` says; `BadInput` unless it is a positive number."""
    try:
        found = rational(within, "--within") if within else None
    except (TypeError, ValueError) as error:
        raise BadInput(str(error)) from None
    if found is not None and found <= 0:
        raise BadInput(f"--within: {within}; the distance is positive")
    return found


def classes(path: str, mechanism: Mechanism, divided: Mapping[str, Sequence[int]]) -> Answered:
    """`proofs classes`: does what is selected keep the shares of the status quo within the classes (footnote 12)?

    A further verdict: whether amounts of the classes that are divided without rest divide every task.
    """
    from proofs.trading.value.classification import decide_classes, explain_classes

    with blaming(path):
        report = decide_classes(mechanism.protocol, divided)
    return report.kept, str(report.kept), explain_classes(report), (report.clear,)


def as_tasks(path: str, mechanism: Mechanism, divided: Mapping[str, Sequence[int]]) -> Mechanism:
    """The mechanism with the file's classes as tasks, for `proofs classes --write`."""
    from proofs.trading.markets.two_tasks import mechanism_of_classes

    with blaming(path):
        return mechanism_of_classes(mechanism, divided)


def equilibria(path: str, played: PlayedMechanism, concept: str) -> Decision:
    """`proofs equilibria`: has the induced game equilibria of this notion (VS, footnote 16)?

    Further verdicts: the other notions, whether the mechanism's strategies are an equilibrium by each, and that ex-post
    optimal selection improves on the status quo.
    """
    from proofs.trading.games.game import CONCEPTS
    from proofs.trading.games.report import decide_equilibria, equilibria_to_plain, explain_equilibria

    _check_option("--concept", concept, CONCEPTS)
    with blaming(path):
        report = decide_equilibria(played.protocol, played.types, played.chosen)
    asked = cast(Any, concept)
    if asked not in report.exists:
        raise BadInput(f"{path}: Bayesian equilibria need the probabilities of all agents' types; give them")
    others = [verdict for one, verdict in report.exists.items() if one != asked]
    others += [*report.own.values(), *([report.improvement] if report.improvement is not None else [])]
    verdict = report.exists[asked]
    more = {"equilibria": equilibria_to_plain(report)}
    return Decision(verdict, str(verdict), explain_equilibria(report), tuple(others), more)


def _require_burdens(mechanism: Mechanism) -> None:
    """Refuse a market with negative costs where VS's definition is about all costs from 0 on."""
    from proofs.trading.markets.domains import negative_costs

    market = mechanism.market
    for agent, preferences in zip(market.agents, market.preferences, strict=True):
        for i, task in enumerate(market.tasks):
            if negative_costs(preferences.domain, i) is not None:
                raise ValueError(
                    f"agents.{agent}.costs: a cost of {task} is negative, and VS define polarized rays for costs from "
                    "0 on; ask with --domain whether the rays are polarized on the costs of the file"
                )


def _check_option(option: str, word: str, words: Sequence[str]) -> None:
    """Raise `BadInput` for a word that an option does not know: the option is at fault, not the file."""
    if word not in words:
        raise BadInput(unknown_word(word, words, option))


def _profile(mechanism: Mechanism, choices: str) -> list[int]:
    """`j1=1,j2=0` as a list of choices, agent by agent."""
    agents = mechanism.market.agents
    profile = [0] * len(agents)
    for part in choices.split(","):
        name, _, number = part.partition("=")
        if name.strip() not in agents or not number.strip().isdecimal():
            raise BadInput(f'--choices: "{part}" is not an agent and the number of a choice, for example {agents[0]}=1')
        agent = agents.index(name.strip())
        if int(number) >= len(mechanism.protocol.menus[agent]):
            last = len(mechanism.protocol.menus[agent]) - 1
            raise BadInput(f"--choices: {int(number)} is no choice of agent {agents[agent]}; the menu has 0 to {last}")
        profile[agent] = int(number)
    return profile
