"""What is installed elsewhere is all there; Pythons, licence and version are told once; the workflow; the container."""

from __future__ import annotations

import fnmatch
import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FOR_THE_REPOSITORY = {"proofs/coq/README.md", "proofs/coq/_CoqProject", "proofs/report/assets/api/index.html.jinja2"}
"""What `make coq` and `make docs` use, and readers of the repository."""
LEFT_BEHIND = {".vo", ".vok", ".vos", ".glob", ".aux", ".pyc", ".cache"}
"""What Coq and Python leave beside their sources."""


def beside_the_code(package: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix != ".py" and path.suffix not in LEFT_BEHIND and not path.name.startswith(".")
    }


@pytest.mark.parametrize("package", ["exact", "proofs"])
def test_what_lies_beside_the_code_is_in_the_wheel(package):
    patterns = PROJECT["tool"]["setuptools"]["package-data"][package]
    matched = {path.relative_to(ROOT).as_posix() for each in patterns for path in (ROOT / package).glob(each)}
    assert beside_the_code(package) - FOR_THE_REPOSITORY <= matched


def test_what_is_needed_needs_no_compiler():
    needed = {re.split("[^A-Za-z0-9-]", each)[0].lower() for each in PROJECT["project"]["dependencies"]}
    assert "pycddlib" not in needed
    assert PROJECT["project"]["optional-dependencies"]["cddlib"]
    pinned = {line.partition("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines()}
    assert needed <= pinned


def test_the_source_has_the_repository():
    manifest = (ROOT / "MANIFEST.in").read_text(encoding="utf-8")
    grafted = set(re.findall(r"^graft (\S+)$", manifest, re.MULTILINE))
    included = set(re.search(r"^include (.*)$", manifest, re.MULTILINE)[1].split())
    assert all((ROOT / each).exists() for each in grafted | included)
    assert {"tests", "examples", "docs", "website", "Makefile", "constraints.txt"} <= grafted | included


def test_the_workflow_tries_every_python_and_attaches_the_site():
    flow = yaml.safe_load((ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8"))
    tried = flow["jobs"]["install"]["strategy"]["matrix"]["python"]
    classifiers = PROJECT["project"]["classifiers"]
    assert [f"Programming Language :: Python :: {each}" for each in tried] == [
        each for each in classifiers if re.search(r"Python :: 3\.", each)
    ]
    assert PROJECT["project"]["requires-python"] == f">={tried[0]}"
    steps = [step.get("run", "") for job in flow["jobs"].values() for step in job["steps"]]
    assert ".ci/run" in steps
    assert "make docs" in steps
    assert set(flow["jobs"]["release"]["needs"]) == set(flow["jobs"]) - {"release"}
    assert any("gh release create" in step and "dist/*" in step for step in steps)
    assert any("dist/documentation" in step for step in steps)


def test_the_container_copies_what_is_there_and_leaves_out_what_is_built():
    words = (ROOT / "Containerfile").read_text(encoding="utf-8")
    assert (ROOT / "constraints.txt").exists()
    assert "COPY constraints.txt" in words
    assert "proofs self-test" in words
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    for path in (".git", ".venv", "site", "proofs/coq/LangYang.vo"):
        assert any(fnmatch.fnmatch(path, pattern) for pattern in ignored), path


def test_versions_are_one():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert str(cited["version"]) == PROJECT["project"]["version"]
    assert cited["license"] == PROJECT["project"]["license"]
    page = (ROOT / "docs" / "how-to" / "install.md").read_text(encoding="utf-8")
    assert f"exact_proofs-{PROJECT['project']['version']}-py3-none-any.whl" in page
