"""Answers as pages: what is on them, that they are complete in themselves, and that every command has one."""

from __future__ import annotations

import itertools
import json
import re
from html import escape
from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

from proofs import checker
from proofs.cli import app, main
from proofs.formats.problems import problem_of
from proofs.reduced_form.implementation.deciding import implementable
from proofs.report.answers import Answered, answers_page
from proofs.report.exhibits import exhibits
from tests.proofs.report.test_site import Page

assert main  # makes the commands known to the app
EXAMPLES = Path(__file__).parents[3] / "examples"
NO = EXAMPLES / "problems" / "section_3_3_three_agents_not_implementable.json"
YES = EXAMPLES / "problems" / "section_3_3_three_agents.json"
NASTY = "</script><b>&\u202e"


def asked(*arguments):
    return CliRunner().invoke(app.app, list(map(str, arguments)))


def page_of(*arguments, status):
    """The page that a command prints; it is complete in itself, and everything on it can be found without eyes."""
    told = asked(*arguments, "--html")
    assert told.exit_code == status, told.output
    page = Page(told.stdout)
    check_page(page)
    return page


def check_page(page):
    assert len(page.of("h1")) == len(page.of("title")) == len(page.of("main")) == 1
    assert page.of("html", lang="en")
    assert all(given["alt"] and given["src"].startswith("data:image/svg+xml;") for given, _ in page.of("img"))
    assert all("://" not in given.get("href", "") for _, given, _ in page.elements)
    for given, _ in page.of("math"):
        assert given["xmlns"] == "http://www.w3.org/1998/Math/MathML"
    levels = [int(tag[1]) for tag, _, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    ids = [given["id"] for _, given, _ in page.elements if "id" in given]
    assert len(ids) == len(set(ids))
    (policy,) = [given["content"] for given, _ in page.of("meta") if "http-equiv" in given]
    assert "default-src 'none'" in policy


def test_every_command_that_answers_has_a_page():
    for name, command in get_command(app.app).commands.items():
        options = {option for parameter in command.params for option in parameter.opts}
        assert ("--html" in options) == ("--json" in options), name
        formats = [parameter for parameter in command.params if "--format" in parameter.opts]
        assert len(formats) <= 1, name


def test_lists_of_claims_are_tables_that_one_can_sort(tmp_path):
    page = page_of("claims", "lang-yang-2023/theorem-2", status=0)
    assert page.of("h1")[0][1] == "Claims"
    assert [words for _, words in page.of("th")] == ["claim", "where", "reading", "wording", "printed"]
    told = asked("claims", "lang-yang-2023/theorem-2", "--json").stdout.splitlines()
    rows = [words for _, words in page.of("tr")][1:]
    assert len(rows) == len(told)
    assert all(json.loads(line)["wording"] in row for line, row in zip(told, rows, strict=True))
    for option in ("--coq", "--graph"):
        listed = page_of("claims", "lang-yang-2023/theorem-2", option, status=0)
        assert len(listed.of("tr")) > 5
    found = page_of("check", "lang-yang-2023/example-1", "--workers", "0", "--out", tmp_path, status=0)
    (row,) = [words for _, words in found.of("tr")][1:]
    assert "survived" in row or "proved" in row
    corrected = page_of("claims", "lang-yang-2023/theorem-3", "--corrected", "--out", tmp_path, status=0)
    assert any("(proved)" in words for _, words in corrected.of("td"))


def test_a_rule_that_is_not_implementable_is_shown_beyond_the_violated_inequality(tmp_path):
    page = page_of("implement", NO, "--out", tmp_path, status=1)
    assert page.of("h1")[0][1] == "The interim rule is implementable no"
    drawn = [given["alt"] for given, _ in page.of("img")]
    assert any("Implementable rules have a left side of at most" in told for told in drawn)
    (formula,) = page.of("math")
    assert "for every implementable" in formula[1]
    captions = [words for _, words in page.of("caption")]
    assert captions[0] == "An interim rule"
    assert captions[1].startswith("The left side: the products add up to ")
    assert captions[2].startswith("The right side: the products add up to ")
    (text,) = (words for _, words in page.of("pre", class_="certificate"))
    assert checker.verify(json.loads(text))
    commands = [words for _, words in page.of("code")]
    assert f"proofs verify {tmp_path}/certificates/{NO.stem}.implement.json" in commands


def test_several_files_make_one_page_with_a_table_of_them(tmp_path):
    page = page_of("implement", YES, NO, tmp_path / "none.json", "--out", tmp_path, status=2)
    assert page.of("h1")[0][1] == "2 answers"
    expected = [f"The interim rule is implementable {word}" for word in ("yes", "no")]
    assert [words for _, words in page.of("h2")] == expected
    targets = {given["id"] for _, given, _ in page.elements if "id" in given}
    links = [given["href"][1:] for given, _ in page.of("a") if given["href"].startswith("#answer")]
    assert set(links) <= targets
    assert len(links) == 2
    outcomes = [row for _, row in page.of("tr") if row.startswith("(t1, t1, t1)")]
    assert outcomes, "the ex post rule as a table"


def test_the_value_for_all_parameters_is_a_curve_and_a_formula_by_cases(tmp_path):
    page = page_of("design", EXAMPLES / "families" / "two_bidders.json", "--at", "v=4", "--out", tmp_path, status=0)
    assert any("best value for 0 < p < 1" in given["alt"] for given, _ in page.of("img"))
    assert any("if\xa0" in words for _, words in page.of("math"))


def test_markets_systems_matrices_and_cones_have_pictures_or_formulas(tmp_path):
    market = page_of("polarized", EXAMPLES / "markets" / "two-price.json", "--out", tmp_path, status=0)
    assert len(market.of("img")) == 4, "menus and where each choice is made, for both agents"
    program = page_of("lp", EXAMPLES / "programs" / "baker.lp", "--out", tmp_path, status=0)
    assert "cake" in program.of("math")[0][1]
    assert program.of("h1")[0][1] == "The maximum of the linear program is 16"
    rows = tmp_path / "rows.json"
    rows.write_text("[[1, 1, 0], [0, 1, 1], [1, 0, 1]]")
    odd = page_of("tum", rows, "--out", tmp_path, status=1)
    assert any("cycle of 3 rows" in given["alt"] for given, _ in odd.of("img"))
    assert "determinant 2" in "".join(words for _, words in odd.of("caption"))
    cone = page_of("rays", rows, status=0)
    assert cone.of("img")
    assert cone.of("math")


def test_facets_are_a_table_and_in_symbols(tmp_path):
    file = EXAMPLES / "families" / "two_bidders.json"
    page = page_of("facets", file, "--at", "p=1/3", "--at", "v=2", "--out", tmp_path, status=0)
    assert page.of("h1")[0][1].startswith("The implementable interim rules are described by 0 equations and 13 facets")
    assert "λ" in page.of("math")[0][1]


def test_a_boundary_is_drawn(tmp_path):
    page = page_of("boundary", "graphs", "--agents", 3, "--out", tmp_path, status=0)
    assert any("Numbers of types" in given["alt"] for given, _ in page.of("img"))


def test_anybodys_certificate_is_a_page_whether_the_checker_accepts_it_or_not(tmp_path):
    page_of("implement", NO, "--out", tmp_path, status=1)
    path = tmp_path / "certificates" / f"{NO.stem}.implement.json"
    good = page_of("verify", path, status=0)
    assert good.of("h1")[0][1] == "Verified: 1 statement"
    assert good.of("img")
    path.write_text(path.read_text().replace('"holds": false', '"holds": true', 1))
    bad = page_of("verify", path, status=1)
    assert bad.of("h1")[0][1] == "Refused"
    assert not bad.of("img")
    path.write_text("{}")
    assert page_of("verify", path, status=2).of("h1")[0][1] == "Not verified"


def test_a_claim_is_the_page_of_the_site_by_itself(tmp_path):
    (tmp_path / "table.json").write_text("[]")
    file = EXAMPLES / "own_claims" / "balanced.py"
    told = asked("explain", f"{file}::balanced", "--html", "--out", tmp_path)
    assert told.exit_code == 0
    page = Page(told.stdout)
    check_page(page)
    assert "not checked" in "".join(words for _, words in page.of("h2"))


def test_a_page_and_json_are_two_forms(tmp_path):
    assert "choose one form" in str(asked("implement", NO, "--html", "--json", "--out", tmp_path).exception)
    assert asked("implement", NO, "--format", "html", "--out", tmp_path).stdout.startswith("<!doctype html>")
    assert not asked("implement", NO, "--out", tmp_path).stdout.startswith("<"), "the next run is told in words again"


def test_hostile_names_are_text_everywhere():
    problem = problem_of(agents=[NASTY, "b"], types=["t"], constraints=[{"set": [NASTY, "b"], "ceiling": 1}])
    verdict = implementable(problem, problem.interim_rule({NASTY: {"t": 1}, "b": {"t": 1}}))
    shown = answers_page([Answered(NASTY, [verdict], NASTY, NASTY, more={NASTY: NASTY})])
    check_page(Page(shown))
    assert NASTY[:-1] not in shown
    assert "\u202e" not in shown
    assert escape("</script>") in shown
    assert any("<math" in piece and "[U+202E]" in piece for piece in exhibits([verdict]))
