"""The graph of printed proofs: told, drawn, and at the beginning of the site."""

from __future__ import annotations

import json
import shutil

import pytest
from typer.testing import CliRunner

from proofs.claims.registry import claims, claims_in_file
from proofs.claims.resting import resting
from proofs.cli.main import app
from proofs.plain.reading import BadInput
from proofs.report import resting as told
from proofs.report import robust
from proofs.report.badges import MEANINGS
from proofs.report.first_page import LONG, Reviewed
from proofs.report.site import build
from tests.proofs.report import planted_proofs as planted
from tests.proofs.report import test_site as site_tests

TOLD = """\
small/definition  (section 1, after the definition): vacuous
small/lemma-1  (section 1, Lemma 1): refuted; a repair survived
small/step  (appendix, proof of Theorem 1): survived; printed proof lost
    rests on lemma-1: refuted; survived: one
    its printed proof is lost with lemma-1
small/theorem-1  (Theorem 1): survived; printed proof lost
    rests on step: survived; printed proof lost
    its printed proof is lost with lemma-1 (by step)
small/theorem-2  (Theorem 2): survived
    rests on lemma-1 (one): survived (as printed refuted)
small/theorem-3.1  (section 2, Theorem 3(1)): refuted
    rests on definition: vacuous
    rests on theorem-2: survived
    its printed proof is lost with definition
small/corollary-1  (Corollary 1): survived; printed proof lost
    rests on theorem-3.1: refuted
    rests on theorem-1: survived; printed proof lost
    its printed proof is lost with theorem-3.1, lemma-1 (by theorem-1, step)
small/remark-1  (Remark 1, section 2): survived
small/lemma-2  (Lemma 2): not checked; printed proof lost
    rests on lemma-1: refuted; survived: one
    its printed proof is lost with lemma-1"""

ALL = [*planted.CLAIMS, planted.UNCHECKED]


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    out = tmp_path_factory.mktemp("proofs") / "out"
    return out, planted.check(out)


@pytest.fixture(scope="module")
def verdicts(checked):
    return {(row["claim"], row["reading"]): row["verdict"] for row in checked[1]}


@pytest.fixture(scope="module")
def site(checked):
    found = build(checked[0], checked[0].parent / "site", ALL)
    assert found.complaints == ()
    return found.index.parent


@pytest.fixture(scope="module")
def pages(site):
    paths = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): site_tests.Page(path.read_text("utf-8")) for path in paths}


def words(text):
    return " ".join(text.split())


def test_the_text_is_pinned(verdicts):
    assert "\n".join(told.text(resting(ALL).drawn(), verdicts)) == TOLD


def test_the_data_say_the_same(verdicts):
    entries = {entry["claim"]: entry for entry in told.plain(resting(ALL), verdicts)}
    assert entries["small/theorem-2"]["rests_on"] == [{"claim": "small/lemma-1", "reading": "one"}]
    assert entries["small/theorem-2"]["lost_with"] == []
    assert [[one["claim"] for one in path] for path in entries["small/theorem-1"]["lost_with"]] == [
        ["small/step", "small/lemma-1"]
    ]
    assert entries["small/lemma-2"]["verdict"] == "not checked"


def test_every_node_says_its_verdict_and_leads_to_its_page(pages):
    """Colour is never alone."""
    index = pages["index.html"]
    nodes = {given["href"]: text for given, text in index.of("a") if text.startswith("Theorem 1: by a step")}
    assert nodes == {"claims/small-theorem-1.html": "Theorem 1: by a steptheorem-1survived; printed proof lost"}
    inside = [text for given, text in index.of("a") if given["href"].startswith("claims/") and ": " in text]
    assert len(inside) == 8, "all but the step, which is not numbered and did not fall, and a remark without number"
    assert all(any(verdict in text for verdict in MEANINGS) for text in inside)
    whole = [text for given, text in pages["proofs.html"].of("a") if "appendix, proof of Theorem 1" in text]
    assert whole == ["appendix, proof of Theorem 1: a stepstepsurvived; printed proof lost"]


def test_the_site_begins_with_the_picture_and_the_findings_in_a_referee_s_order(pages):
    index = pages["index.html"]
    order = [tag for tag, given, _ in index.elements if tag in ("svg", "table") or given.get("id") == "readings"]
    assert order == ["svg", "h2", "table"]
    items = [words(text) for _, text in index.of("li")]
    assert items[:5] == [
        "Theorem 3(1) (by words) is refuted as printed, by <b>the number</b> 1.",
        "Lemma 1 (one & two) is refuted as printed, by <b>the number</b> 1; the reading “one” survived.",
        "Theorem 1 (by a step): survived, but its printed proof rests on lemma-1 (refuted; survived: one), "
        "by way of step.",
        "Corollary 1 (of the third): survived, but its printed proof rests on theorem-3.1 (refuted); "
        "lemma-1 (refuted; survived: one), by way of theorem-1, step.",
        "Lemma 2 (left out of the check): not checked, but its printed proof rests on lemma-1 (refuted; "
        "survived: one).",
    ]


def test_the_page_of_the_proofs_has_all_steps_as_a_table_too(pages):
    rows = [words(text) for _, text in pages["proofs.html"].of("tr")]
    assert len(rows) == 1 + 9
    assert words("theorem-2Theorem 2 survived lemma-1 (one): survived (as printed refuted)").replace(" ", "") in [
        row.replace(" ", "") for row in rows
    ]


def test_the_pages_stand_the_tests_of_the_other_pages(site, pages):
    site_tests.test_every_link_leads_to_a_file_and_an_anchor_of_the_site(site, pages)
    site_tests.test_nothing_is_loaded_and_no_script_runs_but_ours(pages)
    site_tests.test_pages_are_named_and_their_controls_labelled(pages)
    site_tests.test_titles_begin_with_a_capital({"proofs.html": pages["proofs.html"]})
    for name in ("index.html", "proofs.html"):
        regions = [given for given, _ in pages[name].of("div", role="region")]
        assert regions
        assert all(given["tabindex"] == "0" and given["aria-label"] for given in regions)
        assert [given["role"] for given, _ in pages[name].of("svg")] == ["group"]


def test_long_counterexamples_stand_on_their_page_alone(checked, tmp_path):
    rows = [{**row, "counterexample": row["counterexample"] and "x" * (LONG + 1)} for row in checked[1]]
    (tmp_path / "table.json").write_text(json.dumps(rows))
    (tmp_path / "certificates").symlink_to(checked[0] / "certificates")
    build(tmp_path, tmp_path / "site", ALL)
    page = site_tests.Page((tmp_path / "site" / "index.html").read_text("utf-8"))
    first = words(page.of("li")[0][1])
    assert first == "Theorem 3(1) (by words) is refuted as printed, by the instance on its page."


def test_how_far_a_counterexample_can_be_moved_is_said_in_a_sentence(checked, tmp_path):
    out = tmp_path / "copy"
    shutil.copytree(checked[0], out)
    row = {"reading": "literal", "result": "Theorem 3(1)", "robustness": "", "sentence": "it is a knife edge"}
    said = "As to the counterexample, it is a knife edge."
    assert said not in (build(out, tmp_path / "before", ALL).index).read_text(encoding="utf-8")
    (out / robust.FILE).write_text(json.dumps([{**row, "claim": "small/theorem-3.1"}]))
    assert said in build(out, tmp_path / "after", ALL).index.read_text(encoding="utf-8")


def test_a_refutation_without_its_certificate_is_no_finding(checked, tmp_path):
    (tmp_path / "table.json").write_text(json.dumps(checked[1]))
    build(tmp_path, tmp_path / "site", ALL)
    text = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "What is not true as printed" not in text
    assert "undecided" in text


def test_claims_without_proofs_have_no_page_of_them(tmp_path):
    assert Reviewed.of([], planted.CLAIMS[-1:], {}).papers == {}


def test_both_papers_are_drawn(tmp_path):
    for paper in ("LY", "VS"):
        file = tmp_path / f"{paper}.svg"
        done = CliRunner().invoke(app, ["claims", paper, "--svg", str(file), "--out", str(tmp_path)])
        assert (done.exit_code, done.output) == (0, "")
        svg = file.read_text("utf-8")
        assert svg.count("<path") == sum(
            len(supports)
            for key, supports in resting(claims().values()).supports.items()
            if key[:1] == paper[0].lower()
        )
        assert svg.count(">not checked<") == svg.count("<g>")


def test_the_command_tells_what_a_claim_rests_on_down_to_the_ground(tmp_path):
    done = CliRunner().invoke(app, ["claims", "theorem-4.2", "--graph", "--out", str(tmp_path)])
    assert done.exit_code == 0
    assert "lang-yang-2023/theorem-4.2  (Theorem 4(2)): not checked\n    rests on lemma-6: not checked" in done.output
    assert "lang-yang-2023/lemma-12.pointed" in done.output
    assert "theorem-2" not in done.output
    entries = CliRunner().invoke(app, ["claims", "theorem-4.2", "--graph", "--json", "--out", str(tmp_path)])
    told_of = [json.loads(line)["claim"] for line in entries.output.splitlines()]
    assert "lang-yang-2023/lemma-13" in told_of


OWN = """
from proofs.claims.instances import Instances
from proofs.claims.stating import term
from proofs.claims.written import claim

ONE = Instances("the number 1", lambda seed: iter([1]), sorts=("number",))


@claim("ground", tries=ONE, where="Lemma 1")
def ground(number):
    \"\"\"Every number is 2.\"\"\"
    yield number.equals(2)


@claim("above", tries=ONE, where="Theorem 1", rests_on=["{}"])
def above(number):
    \"\"\"Every number is at least 1.\"\"\"
    yield term(1) <= number
"""


def test_a_user_s_claims_rest_on_each_other_too(tmp_path):
    file = tmp_path / "own.py"
    file.write_text(OWN.format("ground"))
    checked = ["--out", str(tmp_path / "out")]
    assert CliRunner().invoke(app, ["check", str(file), "--workers", "0", *checked]).exit_code == 1
    done = CliRunner().invoke(app, ["claims", str(file), "--graph", *checked])
    assert done.output == (
        "own/ground  (Lemma 1): refuted\n"
        "own/above  (Theorem 1): survived; printed proof lost\n"
        "    rests on ground: refuted\n"
        "    its printed proof is lost with ground\n"
    )


def test_what_is_no_claim_is_told_in_one_sentence(tmp_path):
    file = tmp_path / "own.py"
    file.write_text(OWN.format("nothing"))
    done = CliRunner().invoke(app, ["claims", str(file), "--graph", "--out", str(tmp_path)])
    assert isinstance(done.exception, BadInput)
    assert str(done.exception) == 'own/above: its proof is said to rest on "nothing", which is no claim of own'
    with pytest.raises(BadInput, match='rest on "nothing"'):
        Reviewed.of([], claims_in_file(file), {})


def test_a_picture_is_of_one_paper(tmp_path):
    done = CliRunner().invoke(app, ["claims", "--svg", str(tmp_path / "all.svg"), "--out", str(tmp_path)])
    assert done.exit_code != 0
    assert not (tmp_path / "all.svg").exists()
