"""The commands on market files: every example answered, every certificate verified, mistakes in one sentence."""

from __future__ import annotations

import json

import pytest

from proofs.cli import market_questions as questions
from proofs.formats.market_writing import in_order_of
from proofs.formats.markets import load_market, market_from_plain
from proofs.plain.reading import BadInput
from tests.proofs.cli.test_main import ROOT, proofs

MARKETS = ROOT / "examples" / "markets"


@pytest.mark.parametrize(
    ("command", "holds"),
    [
        ("polarized", {"two-price": True, "two-price-not-polarized": False, "pseudo-market": False}),
        ("osp", {"two-price": True, "two-price-not-polarized": False, "investigators-not-polarized": False}),
        ("choice", {"two-price": True, "pseudo-market": False, "hospital-three-doctors": True}),
    ],
)
def test_several_markets_are_answered_and_verified(command, holds, tmp_path):
    files = [MARKETS / f"{name}.json" for name in holds]
    result = proofs(command, *files, "--json", "--out", tmp_path)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["holds"] for answer in answers] == list(holds.values())
    assert result.returncode == 1
    assert proofs("verify", *(answer["certificate"] for answer in answers)).returncode == 0


def test_the_three_agent_cycle(tmp_path):
    """Trade changes the cost by -6 exactly when all three accept: expected cost 33/4; the large market reaches 6."""
    path = MARKETS / "hospital-three-doctors.json"
    chosen = proofs("select", path, "--choices", "Ada=1,Bela=1,Cleo=1", "--out", tmp_path)
    assert "the expected social cost is 33/4" in chosen.stdout
    assert chosen.returncode == 0
    large = proofs("market", path, "--copies", "1", "--copies", "2", "--out", tmp_path)
    assert "have the value 6" in large.stdout
    certificates = sorted((tmp_path / "certificates").glob("*.json"))
    assert proofs("verify", *certificates).returncode == 0


def told(*arguments, out) -> str:
    return proofs(*arguments, "--out", out).stdout


def test_the_reading_is_named_in_the_answer_and_its_values_in_the_help(tmp_path):
    path = MARKETS / "two-price.json"
    assert 'Reading "deviations": the worst of a choice' in told("osp", path, out=tmp_path)
    literal = told("osp", path, "--dominance", "printed", out=tmp_path)
    assert 'Reading "printed": the definition to the letter' in literal
    assert 'Reading "beside endowment": each ray has both signs' in told("polarized", path, out=tmp_path)
    for command, values in (
        ("osp", ("deviations", "printed")),
        ("polarized", ("beside endowment", "printed", "pairs", "lemma 5")),
        ("choice", ("indifferent trade", "indifferent keep", "lemma 2")),
    ):
        shown = " ".join(proofs(command, "--help").stdout.split())
        assert all(f"{value}:" in shown or f"{value} (default" in shown for value in values), command
        assert "proofs.trading" not in shown


def test_choices_are_named_and_what_is_missing_is_said(tmp_path):
    said = told("select", MARKETS / "two-price.json", out=tmp_path)
    assert "j2, with probability: keeps the endowment 1/6; takes the ray (A 1, B -1/2) 0;" in said
    assert "(of equally good choices the designer's preferred one is made)" in said
    without = told("select", MARKETS / "investigators-polarized.json", out=tmp_path)
    assert "no expected cost: no law of the costs is given for Iris, Jon" in without
    refused = proofs("select", MARKETS / "pseudo-market.json", "--out", tmp_path)
    assert 'take a grid of it (in a file, "grid" beside "budget")' in refused.stderr


def test_the_two_price_market_trades(tmp_path):
    """j1 takes two A from j2 for 3/2 B, which saves 7/2, with probability 1/6 x 5/6: 12 - 35/72."""
    said = told("select", MARKETS / "two-price.json", out=tmp_path)
    assert "the status quo costs 12" in said
    assert "the expected social cost is 829/72" in said


def test_what_is_not_computed_is_no_error(tmp_path):
    said = told("choice", MARKETS / "two-price.json", out=tmp_path)
    assert "the value of VS, program (1), is not computed: j1's costs are not finitely many types" in said
    assert "no type works more than its slack times its status quo (SQ) and every task is done (MC)" in said
    assert "when indifferent agents trade" in said


def test_the_large_market_has_a_legend(tmp_path):
    said = told("market", MARKETS / "refugees.json", "--copies", "1", out=tmp_path)
    assert "S(lambda - pi) is the support function" in said
    assert "the value of (6), lambda . n minus the sum of all S(lambda - pi): 27" in said
    assert "per copy" not in said
    assert "the designer's preferred one is made" in said


def test_readings_have_certificates_of_their_own(tmp_path):
    path = MARKETS / "hospital-three-doctors.json"
    for question in (
        ("osp",),
        ("osp", "--dominance", "printed"),
        ("choice", "--reading", "indifferent keep"),
        ("select", "--choices", "Ada=1,Bela=1"),
        ("market", "--copies", "1"),
        ("market", "--ties", "split"),
    ):
        assert proofs(*question, path, "--out", tmp_path).returncode in (0, 1)
    assert sorted(found.name.removeprefix("hospital-three-doctors.") for found in tmp_path.rglob("*.json")) == [
        "choice.indifferent-keep.json",
        "market.copies-1.json",
        "market.ties-split.json",
        "osp.json",
        "osp.printed.json",
        "select.Ada=1,Bela=1.json",
    ]


def test_an_agent_s_name_is_no_path(tmp_path):
    data = json.loads((MARKETS / "two-price.json").read_text())
    data["agents"] = {"a/b": data["agents"]["j1"], "a b": data["agents"]["j2"]}
    path = tmp_path / "market.json"
    path.write_text(json.dumps(data))
    assert proofs("polarized", path, "--svg", tmp_path / "svg", "--out", tmp_path).returncode == 0
    assert {found.name for found in (tmp_path / "svg").iterdir()} >= {"market.a-b.menu.svg", "market.a-b-2.menu.svg"}


def test_pictures_are_drawn_for_two_tasks(tmp_path):
    assert proofs("polarized", MARKETS / "two-price.json", "--svg", tmp_path / "svg", "--out", tmp_path).returncode == 0
    drawn = sorted(path.name for path in (tmp_path / "svg").iterdir())
    assert drawn == [f"two-price.{agent}.{kind}.svg" for agent in ("j1", "j2") for kind in ("acceptance", "menu")]
    assert all("<svg" in path.read_text() for path in (tmp_path / "svg").iterdir())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["select", MARKETS / "two-price.json", "--choices", "j9=1"], "is not an agent and the number of a choice"),
        (["select", MARKETS / "two-price.json", "--choices", "j1=7"], "--choices: 7 is no choice of agent j1"),
        (["market", MARKETS / "investigators-polarized.json"], "no law is given"),
        (["osp", MARKETS / "two-price.json", "--dominance", "weak"], 'proofs: --dominance: "weak" is not known here'),
        (["polarized", MARKETS / "two-price.json", "--reading", "none"], 'proofs: --reading: "none" is not known here'),
        (["choice", MARKETS / "two-price.json", "--reading", "none"], 'proofs: --reading: "none" is not known here'),
        (["select", MARKETS / "two-price.json", "--ties", "foo"], 'proofs: --ties: "foo" is not known here; write'),
        (["market", MARKETS / "two-price.json", "--ties", "spit"], 'proofs: --ties: "spit" is not known here; did you'),
        (["polarized", MARKETS / "absent.json"], "No such file"),
        (["osp", ROOT / "examples" / "problems" / "example_4_assignment.json"], "this is a problem file"),
    ],
)
def test_mistakes_are_one_sentence_and_status_2(arguments, sentence, tmp_path):
    result = proofs(*arguments, "--out", tmp_path)
    assert result.returncode == 2
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1


AGENT = {"status_quo": {"A": 1, "B": 1}, "costs": {"types": [{"A": 1, "B": 1, "probability": 1}]}}
SWAP = {"1": {"A": 2, "B": 0}, "2": {"A": 0, "B": 2}}


def trading(menu, selection):
    """Two agents, two tasks; agent 1 has this menu, agent 2 the opposite ray."""
    agents = {"1": {**AGENT, "menu": menu}, "2": {**AGENT, "menu": [{"ray": {"A": -1, "B": 1}}]}}
    return market_from_plain(
        {"format": "exact-proofs/market/1", "tasks": {"A": 2, "B": 2}, "agents": agents, "selection": selection}
    )


RAY = [{"ray": {"A": 1, "B": -1}}]
AWAY = [*RAY, {"points": [{"A": 2, "B": 0}]}]
BOTH = {"1": 1, "2": 1}


@pytest.mark.parametrize(
    ("menu", "selection", "said"),
    [
        (
            RAY,
            [{"choices": {}, "assignment": {}}, {"choices": {"1": 0, "2": 1}, "assignment": SWAP}],
            "selection[1].assignment.1: (A: 2, B: 0) is not in the endowment alone, which 1 has chosen; "
            "assign a bundle of the endowment alone",
        ),
        (
            RAY,
            [{"choices": BOTH, "assignment": {"1": {"A": 1, "B": 2}, "2": {"A": 1, "B": 0}}}],
            "selection[0].assignment.1: (A: 1, B: 2) is not in the trading set of choice 1, which 1 has chosen; "
            "assign a bundle of the trading set of choice 1, or add it to agents.1.menu",
        ),
        (
            RAY,
            [{"choices": BOTH, "assignment": {"1": {"A": 2, "B": 0}}}],
            "selection[0]: task A sums to 3, not to its number 2; "
            "make the bundles add up to it (who is left out keeps the endowment)",
        ),
        (
            RAY,
            [{"choices": BOTH, "assignment": {"1": {"A": 3, "B": -1}, "2": {"A": -1, "B": 3}}}],
            "selection[0]: agent 2 has -1 of task A; numbers are at least 0",
        ),
        (
            AWAY,
            [{"choices": BOTH, "assignment": SWAP}],
            "agents.1.menu: the trading set of choice 2 lacks the endowment (A: 1, B: 1), and at 1=2, 2=0, which the "
            "selection does not list, it is selected; add it to the set, or list that profile in selection",
        ),
        (
            AWAY,
            "any",
            "agents.1.menu: the trading set of choice 2 lacks the endowment (A: 1, B: 1), which all must hold; "
            "add it to the set",
        ),
        (
            AWAY,
            "ex-post optimal",
            "agents.1.menu: the trading set of choice 2 lacks the endowment (A: 1, B: 1), which all must hold; "
            "add it to the set",
        ),
    ],
)
def test_what_is_no_protocol_says_where_it_breaks_and_what_would_do(menu, selection, said):
    with pytest.raises(BadInput) as caught:
        questions.osp("x.json", trading(menu, selection), "deviations")
    assert str(caught.value) == f"x.json: this is no trading protocol: {said}"


def test_a_protocol_that_lists_every_profile_of_such_a_set_is_one():
    rows = [{"choices": {"1": 2, "2": k}, "assignment": SWAP} for k in (1,)]
    with pytest.raises(BadInput, match=r"1=2, 2=0"):
        questions.osp("x.json", trading(AWAY, rows), "deviations")


BOTH_WAYS = [{"trades": [{"A": 1, "B": -1}, {"A": -1, "B": 1}]}]


@pytest.mark.parametrize(("performance", "several"), [(0, True), (1, False)])
def test_one_of_several_ex_post_optimal_selections_is_not_all(performance, several):
    """Where every assignment costs the same, the endowment and both swaps are ex-post optimal."""
    types = [{"A": 1, "B": 2, "probability": "1/2"}, {"A": 2, "B": 1, "probability": "1/2"}]
    agent = {"status_quo": {"A": 1, "B": 1}, "costs": {"types": types}, "menu": BOTH_WAYS}
    agents = {"1": {**agent, "performance": {"A": performance}}, "2": agent}
    mechanism = market_from_plain({"format": "exact-proofs/market/1", "tasks": {"A": 2, "B": 2}, "agents": agents})
    verdict, _, words, _ = questions.osp("x.json", mechanism, "deviations")
    assert verdict.holds
    assert ("which are not all, with the same answer; the certificate is about the first" in words) == several


GOODS = ROOT / "examples" / "goods"


def test_polarized_on_the_costs_of_the_file(tmp_path):
    """Both of ann's rays take evenings away, which VS exclude, and no type that the file allows wants both."""
    files = [GOODS / "days-and-nights.json", GOODS / "shifts-for-pay.json", MARKETS / "two-price-not-polarized.json"]
    result = proofs("polarized", "--domain", *files, "--json", "--out", tmp_path)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["holds"] for answer in answers] == [True, True, False]
    assert proofs("verify", *(answer["certificate"] for answer in answers)).returncode == 0
    assert "is tempted by" in told("polarized", files[0], out=tmp_path)
    words = told("polarized", "--domain", files[0], out=tmp_path)
    assert "Agent ann: Polarized on the costs with day - 2 evening + night >= 0, day > 0" in words
    assert "(day: 1, evening: -2, night: 1), which costs every type at least 0 (by 1 x row 1)" in words
    assert sorted(path.name for path in (tmp_path / "certificates").glob("days*")) == [
        "days-and-nights.polarized.domain.json",
        "days-and-nights.polarized.json",
    ]


def test_goods_and_rows_go_into_osp_and_select(tmp_path):
    for name in ("days-and-nights", "shifts-for-pay"):
        for command in ("osp", "select"):
            answer = proofs(command, GOODS / f"{name}.json", "--out", tmp_path)
            assert answer.returncode == 0, answer.stderr
    certificates = sorted((tmp_path / "certificates").glob("*.json"))
    assert len(certificates) == 4
    assert proofs("verify", *certificates).returncode == 0


@pytest.mark.parametrize(
    ("command", "file", "sentence"),
    [
        (
            "polarized",
            "shifts-for-pay",
            "agents.ann.costs: a cost of pay is negative, and VS define polarized rays for",
        ),
        ("choice", "shifts-for-pay", "costs: this question needs a box or a list of types"),
        ("choice", "days-and-nights", "costs: this question needs a box or a list of types"),
        ("market", "shifts-for-pay", "costs: this question takes all tasks for burdens"),
        ("market", "days-and-nights", "costs: this question takes all tasks for burdens"),
    ],
)
def test_what_is_about_burdens_says_so_in_one_sentence(command, file, sentence, tmp_path):
    refused = proofs(command, GOODS / f"{file}.json", "--out", tmp_path)
    assert refused.returncode == 2
    assert sentence in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("file", "command", "told_in_words"),
    [
        ("overtime", "cost", "the mechanism is expected to cost 32/3: ann 16/3, ben 16/3"),
        ("overtime", "choice", "some bilateral trade improves on the status quo"),
        ("overtime", "best", "the best Bayesian incentive compatible mechanism     costs 76/9"),
        ("overtime", "dominate", "ann: choice 1 the ray (shift 1, pay 2)"),
        ("overtime", "select", "the expected social cost is 32/3"),
        ("shifts-for-pay", "dominate", "ben: choice 1 the ray (shift 1, pay 3); choice 2 the ray (shift -1, pay -4)"),
        ("shifts-for-pay", "best", "not computed (costs: this question needs a box or a list of types"),
        ("paid-for-shifts", "select", "the expected social cost is 27/2"),
        ("paid-for-shifts", "cost", "the mechanism is expected to cost 27/2"),
        ("paid-for-shifts", "best", "the best constant mechanism                          costs "),
        ("paid-for-shifts", "osp", "Obviously strategy-proof under every selection rule"),
        ("paid-for-shifts", "polarized --domain", "Agent ann: Polarized on costs (1 to 3, -1)"),
    ],
)
def test_who_takes_goods_and_payments(file, command, told_in_words, tmp_path):
    answer = proofs(*command.split(), GOODS / f"{file}.json", "--out", tmp_path)
    assert answer.returncode in (0, 1), answer.stderr
    assert told_in_words in answer.stdout
    assert proofs("verify", *(tmp_path / "certificates").glob("*.json")).returncode == 0


@pytest.mark.parametrize("command", ["choice", "dominate"])
def test_who_does_not_take_payments_says_so(command, tmp_path):
    refused = proofs(command, GOODS / "paid-for-shifts.json", "--out", tmp_path)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "payments: this question takes a fixed supply of each task and bundles from 0 on" in refused.stderr


def test_costs_of_any_sign_are_drawn(tmp_path):
    drawn = proofs("polarized", "--domain", GOODS / "shifts-for-pay.json", "--svg", tmp_path / "svg", "--out", tmp_path)
    assert drawn.returncode == 0
    assert len(list((tmp_path / "svg").glob("*.acceptance.svg"))) == 2


def test_a_mechanism_costs_what_its_own_strategies_make_of_it(tmp_path):
    """j1 takes two A from j2 for 3/2 B: 2 + 4 becomes 4 + 1 for j1 and 6 becomes 7/2 for j2, with chance 5/36."""
    said = told("cost", MARKETS / "two-price.json", out=tmp_path)
    assert "the status quo costs 12: j1 6, j2 6" in said
    assert "the mechanism is expected to cost 829/72: j1 211/36, j2 407/72 (" in said
    assert "that is 35/72 less than the status quo" in said
    assert proofs("verify", tmp_path / "certificates" / "two-price.cost.json").returncode == 0


def test_a_lottery_over_protocols_has_a_cost_and_no_other_answer(tmp_path):
    path = MARKETS / "lotteries" / "hospital-two-doctors.json"
    said = told("cost", path, out=tmp_path)
    assert "in all the expected social cost is 5/6: j1 5/12, j2 5/12\nthat is 1/6 less than the status quo" in said
    assert proofs("verify", tmp_path / "certificates" / "hospital-two-doctors.cost.json").returncode == 0
    refused = proofs("osp", path, "--out", tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert 'give "menu" (`proofs cost` takes a lottery)' in refused.stderr


def test_what_a_file_lacks_for_a_cost_is_one_sentence(tmp_path):
    for name, lacks in (("investigators-polarized", 'selection: "any" leaves open'), ("no-law", "no law is given")):
        data = json.loads((MARKETS / f"{name.replace('no-law', 'two-price')}.json").read_text())
        if name == "no-law":
            data["agents"]["j2"]["costs"] = "positive"
        (tmp_path / f"{name}.json").write_text(json.dumps(data))
        refused = proofs("cost", tmp_path / f"{name}.json", "--out", tmp_path)
        assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
        assert lacks in refused.stderr
    refused = proofs("cost", MARKETS / "two-price.json", "--ties", "keep", "--out", tmp_path)
    assert "--ties: no strategy in" in refused.stderr
    refused = proofs("cost", MARKETS / "two-price.json", "--ties", "kep", "--out", tmp_path)
    assert "keep" in refused.stderr


def test_the_dominating_mechanism_is_written_and_accepted(tmp_path):
    """What refugees may get lies on rays; the file written has these rays, the same choices and what is selected."""
    written = tmp_path / "rays.json"
    said = told("dominate", MARKETS / "refugees.json", "--write", written, out=tmp_path)
    assert "The mechanism is obviously strategy-proof." in said
    assert "north: choice 1 the ray (housing 1, language -1, health 0)" in said
    for command in ("polarized", "osp"):
        assert proofs(command, written, "--out", tmp_path).returncode == 0
    compared = proofs("dominate", MARKETS / "refugees.json", written, "--out", tmp_path)
    assert compared.returncode == 0
    assert "It is effectively dominated: endowments, choices and strategies are the same" in compared.stdout
    assert "It is not dominated: the bundle (1, 3, 1) of choice 2 of agent north" in compared.stdout
    back = proofs("dominate", written, MARKETS / "hospital-two-doctors.json", "--out", tmp_path)
    assert "hospital-two-doctors.json: tasks: the two files name A, B and health, housing, language;" in back.stderr
    again = proofs("dominate", MARKETS / "refugees.json", "--write", written, "--out", tmp_path)
    assert (again.returncode, again.stdout) == (2, "")
    assert "there is such a file already" in again.stderr
    certificates = sorted((tmp_path / "certificates").glob("*.json"))
    assert proofs("verify", *certificates).returncode == 0


def test_where_there_is_no_dominating_mechanism_the_choices_are_named(tmp_path):
    """Costs (1, 1) are tempted by 1 A for 5/4 B and by 3/4 B for 1 A."""
    path = tmp_path / "rays.json"
    result = proofs("dominate", MARKETS / "two-price-not-polarized.json", "--write", path, "--out", tmp_path)
    assert result.returncode == 1
    assert "choices 1 and 2 can only be rays that both tempt the costs (1, 1): not polarized." in result.stdout
    assert not path.exists()
    refused = proofs("dominate", MARKETS / "two-price.json", MARKETS / "two-price.json", "--write", path)
    assert "there is nothing to write when two files are compared" in refused.stderr
    open_rule = MARKETS / "investigators-polarized.json"
    refused = proofs("dominate", open_rule, open_rule, "--out", tmp_path)
    assert '"any" leaves open what is selected' in refused.stderr


def test_open_ties_go_to_the_designer_unless_an_option_says_otherwise(tmp_path):
    data = json.loads((MARKETS / "refugees.json").read_text())
    data["strategy"] = {"north": "any myopic", "south": "any myopic"}
    path = tmp_path / "open.json"
    path.write_text(json.dumps(data))
    assert "the designer's preferred one is made" in told("cost", path, out=tmp_path)
    assert "indifferent agents keep" in told("cost", path, "--ties", "keep", out=tmp_path)
    names = {certificate.name for certificate in (tmp_path / "certificates").iterdir()}
    assert names == {"open.cost.json", "open.cost.ties-keep.json"}


def test_the_other_file_may_name_agents_and_tasks_in_any_order(tmp_path):
    data = json.loads((MARKETS / "refugees.json").read_text())
    turned = {**data, "tasks": dict(reversed(data["tasks"].items())), "agents": dict(reversed(data["agents"].items()))}
    paths = [tmp_path / "one.json", tmp_path / "other.json"]
    for path, given in zip(paths, (data, turned), strict=True):
        path.write_text(json.dumps(given))
    for one, other in (paths, reversed(paths)):
        assert proofs("dominate", one, other, "--out", tmp_path).returncode == 0
    back = in_order_of(load_market(paths[1]), load_market(paths[0]).market)
    assert back == load_market(paths[0])
    first = next(iter(data["agents"]))
    renamed = {**data, "agents": {("else" if name == first else name): own for name, own in data["agents"].items()}}
    paths[1].write_text(json.dumps(renamed))
    refused = proofs("dominate", *paths, "--out", tmp_path)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "give both the same agents, in any order" in refused.stderr


def test_equilibria_are_told_and_verified(tmp_path):
    """The exit status is about the notion asked for; all are in the certificate and in the JSON."""
    path = MARKETS / "games" / "convex-workloads.json"
    asked = proofs("equilibria", path, "--out", tmp_path)
    assert asked.returncode == 1
    assert "every type of every agent has an obviously dominant choice: no" in asked.stdout
    assert "ann squares: none; to ann squares choice 1 is a workload of 24 at" in asked.stdout
    other = proofs("equilibria", path, "--concept", "Bayesian", "--json", "--out", tmp_path)
    assert other.returncode == 0
    answer = json.loads(other.stdout)
    assert [one["cost"] for one in answer["equilibria"]["Bayesian"]] == ["2", "13/8"]
    assert answer["equilibria"]["dominant"]["ann"] == {"squares": [], "sums": [1]}
    assert answer["equilibria"]["Nash"][-1]["choices"] == {"ann": 1, "bob": 0, "carl": 0}
    assert len(answer["others"]) == 8
    assert proofs("verify", *sorted((tmp_path / "certificates").glob("*.json"))).returncode == 0


def test_equilibria_that_cannot_be_asked_for_are_told_in_one_sentence(tmp_path):
    path = MARKETS / "games" / "convex-workloads.json"
    unknown = proofs("equilibria", path, "--concept", "perfect", "--out", tmp_path)
    assert unknown.returncode == 2
    assert unknown.stderr.startswith('proofs: --concept: "perfect" is not known here; write "obviously dominant" or')
    data = json.loads(path.read_text(encoding="utf-8"))
    data["agents"]["bob"]["costs"].pop("law")
    (tmp_path / "lawless.json").write_text(json.dumps(data), encoding="utf-8")
    lawless = proofs("equilibria", tmp_path / "lawless.json", "--concept", "Bayesian", "--out", tmp_path)
    assert (lawless.returncode, lawless.stdout) == (2, "")
    assert "Bayesian equilibria need the probabilities of all agents' types" in lawless.stderr
    data["selection"] = "any"
    (tmp_path / "any.json").write_text(json.dumps(data), encoding="utf-8")
    opened = proofs("equilibria", tmp_path / "any.json", "--out", tmp_path)
    assert opened.returncode == 2
    assert 'selection: "any" stands for every rule, and this question is about one' in opened.stderr


def test_classes_are_told_and_verified(tmp_path):
    result = proofs("classes", MARKETS / "two-classes.json", "--json", "--out", tmp_path)
    answer = json.loads(result.stdout)
    assert (result.returncode, answer["holds"], answer["others"][0]["holds"]) == (0, True, True)
    assert proofs("verify", answer["certificate"]).returncode == 0
    piped = proofs("classes", "-", "--out", tmp_path, given=(MARKETS / "two-classes.json").read_text(encoding="utf-8"))
    assert "whatever is selected keeps the shares of the status quo within each class: yes" in piped.stdout
    without = proofs("classes", MARKETS / "two-price.json", "--out", tmp_path)
    assert without.returncode == 2
    assert '"classes" is missing; divide the tasks' in without.stderr


def test_classes_are_written_as_tasks(tmp_path):
    path, file = tmp_path / "two.json", tmp_path / "typed.json"
    data = json.loads((MARKETS / "two-classes.json").read_text(encoding="utf-8"))
    for agent in data["agents"].values():
        agent["costs"] = {"types": [{"x": 1, "y": 1, "z": 2}, {"x": 2, "y": 2, "z": 1}], "law": "uniform"}
    file.write_text(json.dumps(data), encoding="utf-8")
    assert proofs("classes", file, "--write", path, "--out", tmp_path).returncode == 0
    written = json.loads(path.read_text(encoding="utf-8"))
    assert written["tasks"] == {"routine": 6, "urgent": 4}
    assert written["agents"]["ann"]["performance"] == {"routine": "2/3", "urgent": 3}
    assert written["agents"]["ann"]["menu"][1] == {"ray": {"routine": -1, "urgent": "3/2"}}
    again = proofs("classes", file, "--write", path, "--out", tmp_path)
    assert (again.returncode, again.stdout) == (2, "")
    assert "there is such a file already" in again.stderr
    both = proofs("classes", file, file, "--write", tmp_path / "other.json", "--out", tmp_path)
    assert "--write: there are several files, and one is written; give one file" in both.stderr
    uniform = proofs("classes", MARKETS / "two-classes.json", "--write", tmp_path / "other.json", "--out", tmp_path)
    assert "the costs of several tasks of a class are uniform, and their sum is not" in uniform.stderr
    assert not (tmp_path / "other.json").exists()


def test_the_laws_of_costs_are_told_and_verified(tmp_path):
    path = MARKETS / "hospital-two-doctors.json"
    result = proofs("market", path, "--law", "2", "--within", "1/4", "--out", tmp_path)
    assert result.returncode == 0
    assert "1/2 with probability 1/2, 1 with probability 7/16; with probability 1/2 it is more than 1/4 from 1/2" in (
        result.stdout
    )
    assert "copies is more than 1/4 from 1/2 with probability at most 2 (4 x 0.882497^N)" in result.stdout
    certificates = sorted((tmp_path / "certificates").glob("*.json"))
    assert proofs("verify", *certificates).returncode == 0
    for options, said in (
        (("--within", "1/4"), "--within: it is for the laws of the cost per copy; give --law N, too"),
        (("--law", "1", "--within", "-1"), "--within: -1; the distance is positive"),
        (("--law", "1", "--within", "near"), '--within: "near" is not an exact number'),
    ):
        refused = proofs("market", path, *options, "--out", tmp_path)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert said in refused.stderr
