"""The table of the best mechanisms, against brute force on small markets of finitely many types."""

import itertools
import json
from dataclasses import replace
from fractions import Fraction

import pytest
from typer.testing import CliRunner

from exact.linear import LinearSystem, optimum
from proofs.cli import app
from proofs.cli.main import main
from proofs.formats.market_writing import market_to_plain
from proofs.formats.markets import load_market, market_from_plain
from proofs.trading.dominance.explaining import decide_osp
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.bundles import dot, minus
from proofs.trading.markets.market import Market
from proofs.trading.value import best as best_module
from proofs.trading.value.best import CLASSES, BestInterrupted, decide_best, explain_best
from proofs.trading.value.best_large_rays import best_large_rays
from proofs.trading.value.best_obvious import (
    MAX_PROGRAMS,
    cheapest_obviously_strategy_proof,
    obvious_mechanism,
    partitions,
)
from proofs.trading.value.best_trade import best_bilateral_trade, best_trade
from proofs.trading.value.costs import cost_of_mechanism
from proofs.trading.value.enclosing import bound_in_words, in_decimals, value_in_words
from proofs.trading.value.large_markets import decide_large_market
from proofs.trading.value.linear_programs import cheapest_incentive_compatible_large
from proofs.trading.value.mechanism_costs import decide_cost
from tests.proofs.trading.mutated_certificates import check_mutations
from tests.proofs.trading.value.small_markets import of_types, small

assert main  # makes the commands known to the app
HOSPITAL = "examples/markets/hospital-two-doctors.json"
TYPED_HOSPITAL = "examples/markets/hospital-three-wards.json"


def atoms(market: Market, j: int):
    return market.preferences[j].law.atoms


# ------------------------------------------------------------------------------------------------- the best bilateral


def corners_of_trades(market: Market, first: int, second: int):
    """Where the lines of indifferent types and the ends of what can be given meet, in two tasks."""
    low, high = [-x for x in market.status_quo[first]], market.status_quo[second]
    lines = [(costs, Fraction(0)) for j in (first, second) for costs, _ in atoms(market, j)]
    lines += [((1, 0), low[0]), ((1, 0), high[0]), ((0, 1), low[1]), ((0, 1), high[1])]
    for (a, p), (b, q) in itertools.combinations(lines, 2):
        determinant = a[0] * b[1] - a[1] * b[0]
        if determinant:
            trade = (Fraction(p * b[1] - q * a[1], determinant), Fraction(a[0] * q - b[0] * p, determinant))
            if all(lo <= g <= hi for lo, g, hi in zip(low, trade, high, strict=True)):
                yield trade


def saved_by(market: Market, first: int, second: int, trade) -> Fraction:
    one = sum(p for costs, p in atoms(market, first) if dot(costs, trade) <= 0)
    two = sum(p for costs, p in atoms(market, second) if dot(costs, trade) >= 0)
    return Fraction(one * two) * dot(minus(market.performance[second], market.performance[first]), trade)


@pytest.mark.parametrize("seed", range(60))
def test_the_best_trade_is_the_best_corner(seed: int) -> None:
    market = small(seed, agents=2 + seed % 2, types=1 + seed % 3)
    pairs = itertools.combinations(range(len(market.agents)), 2)
    tried = [saved_by(market, j, k, trade) for j, k in pairs for trade in corners_of_trades(market, j, k)]
    verdict = best_bilateral_trade(market)
    assert verdict.verify()
    assert verdict.statement.saved == verdict.statement.bound == max([0, *tried])


@pytest.mark.parametrize("seed", range(40))
def test_no_trade_of_a_grid_saves_more_in_the_large_market(seed: int) -> None:
    market = small(seed, agents=2, types=1 + seed % 3)
    verdict = best_bilateral_trade(market, large=True)
    assert verdict.verify()
    steps = [Fraction(k, 3) for k in range(-6, 7)]
    for direction in itertools.product(steps, repeat=2):
        one = sum(p for costs, p in atoms(market, 0) if dot(costs, direction) <= 0)
        two = sum(p for costs, p in atoms(market, 1) if dot(costs, direction) >= 0)
        if one * two and any(direction):
            room = [
                (one * own if step < 0 else two * other) / abs(step)
                for own, other, step in zip(*market.status_quo, direction, strict=True)
                if step
            ]
            worth = dot(minus(market.performance[1], market.performance[0]), direction)
            assert min(room) * worth <= verdict.statement.saved


def test_with_boxes_the_best_trade_is_enclosed_and_what_it_saves_attained() -> None:
    market = load_market(HOSPITAL).market
    verdict = best_bilateral_trade(market, 5)
    assert verdict.verify()
    assert (verdict.statement.saved, best_trade(verdict).moves) == (Fraction(1, 4), (Fraction(1, 2), Fraction(-1, 2)))
    assert 0 <= verdict.statement.bound - verdict.statement.saved < Fraction(1, 10**5)


def test_mutants_of_an_enclosure(monkeypatch) -> None:
    monkeypatch.setattr("proofs.trading.value.best_trade.MAX_BOXES", 24)
    assert check_mutations(best_bilateral_trade(load_market(HOSPITAL).market, 5), "saved") > 60


def test_more_time_never_loosens_the_bounds() -> None:
    market = load_market("examples/markets/hospital-three-doctors.json").market
    short, long = (best_bilateral_trade(market, seconds).statement for seconds in (0, 1))
    assert short.saved <= long.saved <= long.bound <= short.bound


# ------------------------------------------------------------------------------- the best obviously strategy-proof one


def by_the_definition(market: Market) -> Fraction:
    """The least cost over divisions, each one program with the definition of obvious dominance written out."""
    types = [[costs for costs, _ in atoms(market, j)] for j in range(len(market.agents))]
    found = []
    for division in itertools.product(*(partitions(len(listed)) for listed in types)):
        menus = [range(len(classes) + 1) for classes in division]  # choice 0 is the endowment
        profiles = list(itertools.product(*menus))
        names = [(at, j, i) for at in profiles for j in range(len(menus)) for i in range(len(market.tasks))]
        rows, equal, cost = [], [], dict.fromkeys(names, Fraction(0))
        for at in profiles:
            equal += [({(at, j, i): 1 for j in range(len(menus))}, number) for i, number in enumerate(market.numbers)]
            for j, k in enumerate(at):
                if k == 0:
                    equal += [({(at, j, i): 1}, value) for i, value in enumerate(market.status_quo[j])]
            chance = Fraction(1)
            for j, k in enumerate(at):
                members = division[j][k - 1] if k else 0
                chance *= sum(p for t, (_, p) in enumerate(atoms(market, j)) if members >> t & 1)
            for j, pi in enumerate(market.performance):
                for i, value in enumerate(pi):
                    cost[at, j, i] += chance * value
        for j, classes in enumerate(division):
            for k, members in enumerate(classes, 1):
                for t, costs in enumerate(types[j]):
                    if members >> t & 1:
                        for mine, other in itertools.product(profiles, repeat=2):
                            if mine[j] == k != other[j]:
                                row = {(mine, j, i): c for i, c in enumerate(costs)}
                                rows.append((row | {(other, j, i): -c for i, c in enumerate(costs)}, 0))
        system = LinearSystem.make(names, rows, equal, lower=0)
        verdict = optimum(system, cost, "min")
        found.append(sum(cost[name] * x for name, x in zip(names, verdict.evidence.values, strict=True)))
    return min(found)


@pytest.mark.parametrize("seed", range(25))
def test_the_best_obviously_strategy_proof_mechanism_is_that_of_the_definition(seed: int) -> None:
    market = small(seed)
    verdict = cheapest_obviously_strategy_proof(market)
    assert verdict.verify()
    assert verdict.statement.value == by_the_definition(market)
    mechanism = obvious_mechanism(verdict)
    assert decide_osp(mechanism).holds
    assert cost_of_mechanism(mechanism).statement.value == verdict.statement.value


def test_there_are_as_many_partitions_as_bell_says() -> None:
    assert [len(partitions(n)) for n in range(7)] == [1, 1, 2, 5, 15, 52, 203]
    assert all(sum(each) == 31 for each in partitions(5))


def test_too_many_types_are_refused_in_a_sentence() -> None:
    market = small(1, agents=3, tasks=3, types=6)
    with pytest.raises(ValueError, match=f"at most {MAX_PROGRAMS} and"):
        cheapest_obviously_strategy_proof(market)


def test_mutants_of_the_best_mechanisms() -> None:
    market = small(3, types=3)
    assert check_mutations(cheapest_obviously_strategy_proof(market), "value") > 20
    assert check_mutations(best_bilateral_trade(market), "saved") > 10
    assert check_mutations(best_bilateral_trade(market, large=True), "saved") > 10
    assert check_mutations(cheapest_incentive_compatible_large(market), "value") > 20
    assert check_mutations(best_large_rays(market), "value prices bound") > 20


# --------------------------------------------------------------------------------------------------------- the table


SIZES = ((2, 2, 2), (2, 2, 3), (2, 3, 2), (3, 2, 2), (3, 3, 2), (2, 3, 3))


@pytest.mark.parametrize("seed", range(200))
def test_the_order_of_the_classes(seed: int) -> None:
    """1 >= 3 >= 4 >= 5 >= 6, each enclosed, and all but 4 exact; every verdict is verified, every mechanism written."""
    market = small(seed, *SIZES[seed % len(SIZES)])
    table = decide_best(market, 5, large=seed % 5 == 4)
    rows = [table.row(name) for name in CLASSES if name != "constant"]
    assert [row.most for row in rows] == sorted((row.most for row in rows), reverse=True)
    assert all(row.least <= row.most for row in rows)
    of_two = len(market.agents) == 2 and not table.large
    assert all(row.is_exact for row in rows if row.among != "rays" or of_two)
    assert all(verdict.verify() for verdict in table.verdicts)
    assert table.row("incentive").most <= table.row("constant").most <= table.row("status quo").most
    for row in table.rows:
        if row.mechanism is not None:
            again = market_from_plain(json.loads(json.dumps(market_to_plain(row.mechanism))))
            assert again == row.mechanism
            if not table.large or row.among in ("status quo", "constant"):
                assert decide_cost(again).expected.statement.value == row.most
            assert row.among == "incentive" or decide_osp(again).holds


def test_with_boxes_and_three_agents_rays_are_found_that_save_more_than_the_trade_of_two() -> None:
    market = load_market("examples/markets/hospital-three-doctors.json").market
    table = decide_best(market, 2, among=["bilateral", "rays"])
    rays, trade = table.row("rays"), table.row("bilateral")
    # Without time the bound is 0; on a busy machine it has not passed 2 yet.
    assert (rays.most, rays.least > 1) == (Fraction(63, 8), True)
    assert rays.most < trade.most
    assert decide_polarized(rays.mechanism).holds
    assert all(verdict.verify() for verdict in table.verdicts)


def test_the_words_say_which_mechanism_to_use() -> None:
    words = explain_best(decide_best(load_market(TYPED_HOSPITAL).market, 20)).splitlines()
    assert len(words) == len(CLASSES) + 1
    assert words[-1].startswith("use the best ")
    assert words[-1].endswith(" of what could be saved at all")


def test_a_mechanism_that_costs_nothing_is_to_be_used() -> None:
    """Each takes the task at which the other is worse, and likes it: 1 is saved of 1."""
    half = Fraction(1, 2)
    market = of_types([[half, half]] * 2, [[0, 1], [1, 0]], [[(1, 2)], [(2, 1)]])
    words = explain_best(decide_best(market, among=["status quo", "bilateral", "incentive"])).splitlines()
    assert words[-1] == "use the best bilateral trade: it saves 1 of 1, all that could be saved"


def test_rays_that_are_not_searched_for_cost_no_more_than_the_best_bilateral_trade() -> None:
    tasks, third = "ABC", dict.fromkeys("ABC", "1/3")
    performance = {"f": [0, 2, 1], "g": [1, 0, 2], "h": [2, 1, 0]}
    types = {"f": [(1, 1, 2), (3, 1, 1)], "g": [(1, 2, 1), (2, 1, 1)], "h": [(1, 1, 1), (2, 1, 3)]}
    agents = {
        agent: {
            "status_quo": third,
            "performance": dict(zip(tasks, performance[agent], strict=True)),
            "costs": {"types": [dict(zip(tasks, costs, strict=True)) for costs in listed], "law": "uniform"},
        }
        for agent, listed in types.items()
    }
    plain = {"format": "exact-proofs/market/1", "tasks": dict.fromkeys(tasks, 1), "agents": agents}
    table = decide_best(market_from_plain(plain).market, 0)
    rays, trade = table.row("rays"), table.row("bilateral")
    assert rays.least < rays.most == trade.most < 3
    assert decide_polarized(rays.mechanism).holds
    assert decide_cost(rays.mechanism).expected.statement.value == rays.most
    assert all(verdict.verify() for verdict in rays.verdicts)


def interrupt(*_ignored, **_named):
    raise KeyboardInterrupt


def test_an_interruption_keeps_the_rows_that_are_done(monkeypatch, tmp_path) -> None:
    whole = decide_best(load_market(TYPED_HOSPITAL).market)
    monkeypatch.setattr(best_module, "cheapest_obviously_strategy_proof", interrupt)
    with pytest.raises(BestInterrupted) as stopped:
        decide_best(load_market(TYPED_HOSPITAL).market)
    rows = stopped.value.report.rows
    assert [(row.least, row.most) for row in rows[:4]] == [(row.least, row.most) for row in whole.rows[:4]]
    assert [(row.among, row.most, row.note) for row in rows[4:]] == [
        ("obvious", None, "interrupted"),
        ("incentive", None, "interrupted"),
    ]
    run = CliRunner().invoke(app.app, ["best", TYPED_HOSPITAL, HOSPITAL, "--out", str(tmp_path)])
    assert run.exit_code == 130
    assert "not computed (interrupted)" in run.stdout
    assert [path.name for path in (tmp_path / "certificates").iterdir()] == ["hospital-three-wards.best.json"]
    assert len(list((tmp_path / "mechanisms").iterdir())) == 4


def test_an_interruption_before_anything_is_found_has_no_report(monkeypatch) -> None:
    monkeypatch.setattr(best_module, "cheapest_obviously_strategy_proof", interrupt)
    with pytest.raises(KeyboardInterrupt) as stopped:
        decide_best(load_market(TYPED_HOSPITAL).market, among=["obvious"])
    assert not isinstance(stopped.value, BestInterrupted)


def test_classes_in_one_word_are_told_apart() -> None:
    run = CliRunner().invoke(app.app, ["best", HOSPITAL, "--among", "rays,obvious"])
    assert run.exit_code == 2
    assert "for several classes give --among once for each" in run.stderr


def test_what_is_asked_wrongly_is_one_sentence() -> None:
    market = load_market(HOSPITAL).market
    with pytest.raises(ValueError, match='among: "best" is none of status quo, constant'):
        decide_best(market, among=["best"])
    with pytest.raises(ValueError, match="all menus are searched for finitely many types"):
        decide_best(market, large=True, among=["obvious"])


def test_the_command_writes_certificate_and_mechanisms(tmp_path) -> None:
    run = CliRunner().invoke(app.app, ["best", TYPED_HOSPITAL, "--json", "--out", str(tmp_path)])
    assert run.exit_code == 0
    answer = json.loads(run.stdout)
    assert [row["among"] for row in answer["table"]] == list(CLASSES)
    for row in answer["table"]:
        again = CliRunner().invoke(app.app, ["osp", row["mechanism"], "--json", "--out", str(tmp_path)])
        assert json.loads(again.stdout)["holds"] is (row["among"] != "incentive")
    refused = CliRunner().invoke(app.app, ["best", HOSPITAL, "--large", "--among", "obvious", "--out", str(tmp_path)])
    assert (refused.exit_code, refused.stdout) == (2, "")


def test_with_slack_a_constant_mechanism_may_ask_for_more_than_trade_from_the_status_quo_does() -> None:
    market = replace(of_types([[1, 1]] * 2, [[0, 1], [1, 0]], [[(2, 1)], [(1, 2)]]), slack=(Fraction(3, 2),) * 2)
    table = decide_best(market)
    assert table.row("constant").most < table.row("obvious").most
    assert table.row("incentive").most <= table.row("constant").most
    (line,) = (line for line in explain_best(table).splitlines() if "constant mechanism  " in line)
    assert "slack lets it ask for more work than the status quo does" in line
    assert "slack" not in explain_best(decide_best(replace(market, slack=(Fraction(1),) * 2)))


@pytest.mark.parametrize("large", [False, True])
def test_one_agent_has_the_status_quo_for_its_best_rays(large: bool) -> None:
    row = decide_best(small(3, agents=1), large=large).row("rays")
    assert row.is_exact
    assert row.most == small(3, agents=1).social_cost(small(3, agents=1).status_quo)


@pytest.mark.parametrize("value", ["1/3", "-1/3", "0", "2", "-7", "1234567/1000003", "-1234567/1000003", "12345678901"])
def test_decimals_are_rounded_outward(value: str) -> None:
    exact = Fraction(value)
    down, up = (Fraction(in_decimals(exact, rounded)) for rounded in (False, True))
    assert down <= exact <= up
    assert up - down <= Fraction(1, 10**6)
    assert (up == down) == (10**6 % exact.denominator == 0)


def test_a_long_fraction_is_told_with_its_decimals() -> None:
    third, long = Fraction(1, 3), Fraction(1234567, 1000003)
    assert value_in_words(third) == bound_in_words(third, up=True) == "1/3"
    assert value_in_words(long) == "1234567/1000003 (between 1.234563 and 1.234564)"
    assert bound_in_words(long, up=True) == "1.234564 (exactly 1234567/1000003)"
    assert bound_in_words(long, up=False) == "1.234563 (exactly 1234567/1000003)"


@pytest.mark.parametrize("seed", range(12))
def test_a_mechanism_of_the_large_market_that_is_written_costs_what_the_table_says(seed: int) -> None:
    """Where every agent has one menu: the large-market program for the file's menus costs no more than the row."""
    market = small(seed, agents=2, types=1 + seed % 2)
    written = 0
    for row in decide_best(market, 2, large=True, among=("bilateral", "rays", "obvious")).rows:
        if row.mechanism is None:
            continue
        back = market_from_plain(market_to_plain(row.mechanism))
        outer = decide_large_market(back.market, [(menu,) for menu in back.protocol.menus]).outer
        assert outer.statement.value <= row.most
        assert row.among == "obvious" or outer.statement.value >= row.least
        assert row.among != "rays" or decide_polarized(back).holds
        written += 1
    assert written >= 1


def test_what_no_file_says_is_said(tmp_path) -> None:
    run = CliRunner().invoke(app.app, ["best", TYPED_HOSPITAL, "--large", "--seconds", "2", "--out", str(tmp_path)])
    said = [line for line in run.stdout.splitlines() if "no market file says the mechanism" in line]
    assert len(said) + len(list((tmp_path / "mechanisms").iterdir())) == len(CLASSES)
    assert said[-1].startswith("incentive: ")


def test_bounds_of_the_large_market_that_are_not_met_may_depend_on_the_order() -> None:
    table = decide_best(load_market(TYPED_HOSPITAL).market, 0, large=True, among=("rays",))
    assert ("may depend on the order" in explain_best(table)) is not table.row("rays").is_exact
    assert not table.row("rays").is_exact
