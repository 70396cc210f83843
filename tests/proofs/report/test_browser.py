"""The static site in headless Chromium: quiet, alone, filterable, and the certificate that it saves verifies.

Skipped where Debian's `chromium` and `chromium-driver` are not installed; nothing is downloaded.
"""

from __future__ import annotations

import json
import shutil
import time
import zlib
from fractions import Fraction
from pathlib import Path

import pytest

from proofs import checker
from proofs.certificates import certificate, save
from proofs.formats.problems import problem_of
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.structures import preserves_total_unimodularity, structure
from proofs.report import explain
from proofs.report.answers import Answered, answers_page
from proofs.report.site import build
from tests.proofs.report import planted

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None or DRIVER is None, reason="Chromium is not installed (Debian: chromium and chromium-driver)"
)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --hide-scrollbars --window-size=1200,1400"
)
LOCAL = ("file:", "data:", "blob:", "about:")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    planted.check(folder / "out")
    examples = planted.write_examples(folder / "examples")
    built = build(folder / "out", folder / "site", [*planted.CLAIMS, planted.UNCHECKED], examples).index.parent
    for name, answer in answered(folder).items():
        (built / name).write_text(answers_page([answer]), "utf-8")
    return built


def answered(folder):
    """Pages of answers, beside those of the site: a rule that is implementable, and one that is not."""
    quotas = [{"set": ["ann", "bob"], "ceiling": 1}]
    problem = problem_of(agents=["ann", "bob"], types=["low", "high"], constraints=quotas)
    found = {}
    for name, most in (("yes", "3/4"), ("no", 1)):
        rule = problem.interim_rule({agent: {"low": "1/4", "high": most} for agent in ("ann", "bob")})
        verdict = implementable(problem, rule)
        path = save(verdict, folder / f"{name}.json")
        found[f"{name}.html"] = Answered(f"{name}.json", [verdict], str(verdict), explain(verdict), path)
    return found


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Where the browser saves files."""
    return tmp_path_factory.mktemp("saved")


@pytest.fixture(scope="module")
def browser(tmp_path_factory, saved):
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in [*FLAGS.split(), f"--user-data-dir={tmp_path_factory.mktemp('profile')}"]:
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(saved)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.get("about:blank")
    driver.get_log("performance")  # what the browser asked of itself when it started
    yield driver
    driver.quit()


@pytest.fixture(autouse=True)
def quiet(browser):
    """Whatever a test does: no page complains, and none asks for anything that is not in its own directory."""
    yield
    assert [entry for entry in browser.get_log("browser") if entry["level"] != "INFO"] == []
    asked = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    addresses = [it["params"]["request"]["url"] for it in asked if it["method"] == "Network.requestWillBeSent"]
    assert [address for address in addresses if not address.startswith(LOCAL)] == []


def find(browser, selector):
    return browser.find_element("css selector", selector)


def shown_rows(browser):
    rows = browser.find_elements("css selector", "#claims tbody tr")
    return [row.get_attribute("data-verdict") for row in rows if row.is_displayed()]


def choose(browser, name, value):
    from selenium.webdriver.support.select import Select

    Select(find(browser, f"#filters [name={name}]")).select_by_value(value)


def page(site, name):
    return (site / name).as_uri()


def test_every_page_opens_and_no_string_of_a_certificate_runs(browser, site):
    from selenium.common.exceptions import NoAlertPresentException

    for path in sorted(site.rglob("*.html")):
        browser.get(path.as_uri())
        assert find(browser, "h1").text
        with pytest.raises(NoAlertPresentException):
            browser.switch_to.alert  # noqa: B018


def test_filters_choose_rows_and_stand_in_the_address(browser, site):
    browser.get(page(site, "index.html"))
    assert len(shown_rows(browser)) == 6
    choose(browser, "verdict", "refuted")
    assert shown_rows(browser) == ["refuted"] * 3
    choose(browser, "paper", "arithmetic")
    assert shown_rows(browser) == ["refuted"]
    assert find(browser, "#filters output").text == "1 of 6 shown"
    address = browser.current_url
    find(browser, "#filters button[type=reset]").click()
    assert len(shown_rows(browser)) == 6
    browser.get(address)
    browser.refresh()
    assert shown_rows(browser) == ["refuted"]
    browser.get(page(site, "index.html") + "#reading=repaired")
    browser.refresh()
    assert shown_rows(browser) == ["vacuous"]
    browser.get(page(site, "index.html"))
    find(browser, "#filters [name=words]").send_keys("FARKAS satisfied")
    assert len(shown_rows(browser)) == 1


def test_the_numbers_above_the_table_filter_it(browser, site):
    browser.get(page(site, "index.html"))
    from selenium.webdriver.support.ui import WebDriverWait

    find(browser, ".summary .survived a").click()
    # The address changes first, and then the table.
    WebDriverWait(browser, 10).until(lambda _: set(shown_rows(browser)) == {"survived"})


def test_all_of_it_works_from_the_keyboard(browser, site):
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    browser.get(page(site, "index.html"))
    visited = []
    for _ in range(12):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        focused = browser.switch_to.active_element
        visited.append(focused.get_attribute("name") or focused.text)
        assert browser.execute_script("return getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert visited[0] == "Skip to the content"
    assert {"paper", "verdict", "reading", "words", "Show all"} <= set(visited)


def test_the_certificate_link_saves_what_the_checker_accepts(browser, site, saved):
    for path in sorted((site / "claims").glob("*.html")):
        browser.get(path.as_uri())
        for link in browser.find_elements("css selector", "a[download$='.json']"):
            name = link.get_attribute("download")
            link.click()
            text = downloaded(saved)
            assert checker.verify(json.loads(text)), name
            assert browser.current_url == path.as_uri()
            assert text in {copy.read_text("utf-8") for copy in (site / "certificates").iterdir()}


def downloaded(folder: Path) -> str:
    """The text of the one file that appears in the folder, which is emptied."""
    for _ in range(100):
        files = list(folder.iterdir())
        if len(files) == 1 and files[0].suffix == ".json" and files[0].stat().st_size:
            text = files[0].read_text("utf-8")
            files[0].unlink()
            return text
        time.sleep(0.1)
    raise AssertionError(f"nothing was saved: {files}")


def checked_in_page(browser):
    find(browser, "button.check").click()
    return [item.get_attribute("class") for item in browser.find_elements("css selector", ".checked li")]


def test_the_checker_in_the_page_verifies_determinants_and_farkas_vectors(browser, site):
    browser.get(page(site, "claims/planted-farkas.html"))
    assert checked_in_page(browser) == ["yes", "yes"]
    (cycle,) = (path for path in (site / "claims").iterdir() if "A cycle of three sets" in path.read_text("utf-8"))
    browser.get(cycle.as_uri())
    assert checked_in_page(browser) == ["yes"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2000000000000000000000000000001", "0"),
        ('"1/3"', '"0"'),
        ('"<="', '"="'),
        ('"farkas"', '"point"'),
        ('"1/7"', '"0.5"'),
        ('"multipliers": [\n     "', '"multipliers": [\n     "-'),
    ],
)
def test_the_checker_in_the_page_refuses_what_was_changed(browser, site, old, new):
    browser.get(page(site, "claims/planted-farkas.html"))
    text = browser.execute_script("return document.querySelector('pre.certificate').textContent")
    assert old in text
    changed = text.replace(old, new)
    try:
        checker.verify(json.loads(changed))
    except checker.Refused:
        expected = True
    else:
        expected = False
    browser.execute_script("document.querySelector('pre.certificate').textContent = arguments[0]", changed)
    assert ("no" in checked_in_page(browser)) == expected


STRUCTURE = structure(
    ["1", "2", "3"], None, [[("1",), ("2",)], [("1",), ("3",)]], {"1": ["u", "v"], "2": ["u", "v"], "3": ["u"]}
)
TWO_OBJECTS = structure(
    ["1", "2"],
    ["a", "b"],
    [[("1", "a"), ("1", "b")], [("1", "a"), ("2", "a")], [("1", "b"), ("2", "a")]],
    {"1": ["u"], "2": ["u", "v"]},
)


@pytest.mark.parametrize("given", [STRUCTURE, TWO_OBJECTS])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ('"determinant": "2"', '"determinant": "-2"'),
        ('"determinant": "2"', '"determinant": "1"'),
        ('["x", ["1"', '["x", ["2"'),
        ('["g", ', '["h", '),
        ('["f", ["1"], "u"]', '["f", ["1"], "v"]'),
        ('["f", ["1"], "u"]', '["f", ["1"], "w"]'),
        ('"types": {"1": ["u"', '"types": {"1": ["w"'),
        ('"sets": [[["1"], ["2"]], ', '"sets": ['),
        ('"sets": [', '"sets": [[["9"], ["2"]], '),
        ('"agents": ["1", ', '"agents": ["1", "1", '),
        ('"form": "submatrix"', '"form": "submatrices"'),
    ],
)
def test_the_checker_in_the_page_builds_the_matrix_of_a_structure(browser, site, given, old, new):
    """It accepts and refuses as the checker does, whatever was changed in structure and evidence."""
    verdict = preserves_total_unimodularity(given)
    assert verdict.holds is False
    changed = json.dumps(certificate(verdict)).replace(old, new, 1)
    try:
        checker.verify(json.loads(changed))
    except checker.Refused:
        expected = ["no"]
    else:
        expected = ["yes"]
    browser.get(page(site, "claims/planted-farkas.html"))
    browser.execute_script("document.querySelector('pre.certificate').textContent = arguments[0]", changed)
    assert checked_in_page(browser) == expected


def test_no_page_is_wider_than_a_phone(browser, site):
    size = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        for path in sorted(site.rglob("*.html")):
            browser.get(path.as_uri())
            assert browser.execute_script("return document.documentElement.scrollWidth") <= 360, path.name
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_an_ex_post_rule_is_sorted_exactly_by_each_of_its_columns(browser, site):
    browser.get(page(site, "yes.html"))
    (table,) = (
        table
        for table in browser.find_elements("css selector", ".sorted table")
        if "ex post rule" in table.find_element("css selector", "caption").text
    )

    def column(number):
        return [cell.text for cell in table.find_elements("css selector", f"tbody td:nth-child({number})")]

    before = column(1)
    button = table.find_element("css selector", "th:nth-child(2) button")
    button.click()
    shares = list(map(Fraction, column(2)))
    assert len(set(shares)) > 1
    assert shares == sorted(shares)
    assert table.find_element("css selector", "th:nth-child(2)").get_attribute("aria-sort") == "ascending"
    button.click()
    assert list(map(Fraction, column(2))) == sorted(shares, reverse=True)
    table.find_element("css selector", "th:nth-child(1) button").click()
    assert column(1) == sorted(before)
    assert table.find_element("css selector", "th:nth-child(2)").get_attribute("aria-sort") is None


def test_formulas_are_set_and_figures_are_dark_with_the_page(browser, site):
    """A formula is higher than a line of its letters, and a figure has the ground of its page."""
    grounds = {}
    for scheme in ("light", "dark"):
        feature = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", feature)
        browser.get(page(site, "no.html"))
        formula = find(browser, ".formula math")
        assert formula.size["height"] > 40
        picture = find(browser, "figure img").screenshot_as_png
        grounds[scheme] = ground(picture)
    assert min(grounds["light"]) > 240
    assert max(grounds["dark"]) < 40


def ground(png):
    """The colour of the first pixel of a picture as the browser writes it: eight bits for each colour."""
    place, packed = 8, b""
    while place < len(png):
        size = int.from_bytes(png[place : place + 4], "big")
        if png[place + 4 : place + 8] == b"IDAT":
            packed += png[place + 8 : place + 8 + size]
        place += size + 12
    return tuple(zlib.decompress(packed)[1:4])  # in the first line every filter leaves the first pixel as it is


def test_an_answer_saves_its_certificate_which_lies_elsewhere(browser, site, saved):
    browser.get(page(site, "no.html"))
    find(browser, "a[download$='.json']").click()
    text = downloaded(saved)
    assert checker.verify(json.loads(text))
    assert not list(site.rglob("no.json"))


def test_pictures_of_three_pages_are_kept(browser, site, tmp_path):
    """The screenshots lie in pytest's own directory, outside the repository; light, and dark colours differ."""
    names = ["index.html", "claims/planted-farkas.html", "examples/first.b.html"]
    colours = set()
    for name in names:
        for scheme in ("light", "dark"):
            feature = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", feature)
            browser.get(page(site, name))
            colours.add(browser.execute_script("return getComputedStyle(document.documentElement).backgroundColor"))
            picture = tmp_path / f"{Path(name).stem}.{scheme}.png"
            assert browser.save_screenshot(str(picture))
            assert picture.stat().st_size > 5000
    assert len(colours) == 2
