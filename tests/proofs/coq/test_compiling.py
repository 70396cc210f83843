"""Coq run on the library: what it accepts, what it refuses, and what it is told to be missing."""

from __future__ import annotations

import re
import shutil

import pytest

from proofs.coq import compiling
from proofs.coq.compiling import CLOSED, Assumed, assumptions, library, run, tool
from proofs.coq.theorems import Formal
from proofs.plain.reading import BadInput

needs_coq = pytest.mark.skipif(shutil.which("coqc") is None, reason="Coq is not installed")


def in_library(name, file="Linear.v"):
    return Formal("paper/one", "literal", "proved", name, file, f"Theorem {name} : X.")


@needs_coq
def test_parts_bring_what_they_rest_on():
    folder = library(["Linear.v"]).folder
    assert (folder / "Rationals.vo").exists()
    assert (folder / "Linear.vo").exists()
    again = library(["Linear.v"])
    assert (again.folder, again.files, str(again)) == (folder, 0, "compiled before")


@needs_coq
def test_coq_says_what_a_theorem_assumes(tmp_path):
    (found,) = assumptions(library(["Linear.v"]).folder, [in_library("farkas_sound")])
    assert found.closed
    assert str(found) == f"paper/one (literal): proved by farkas_sound. {CLOSED}"


@needs_coq
def test_an_axiom_is_told(tmp_path):
    (tmp_path / "Linear.v").write_text("Axiom one : 1 = 2. Theorem two : 2 = 1. Proof. symmetry; exact one. Qed.\n")
    run("coqc", ["-Q", ".", "Allocation", "Linear.v"], tmp_path)
    (found,) = assumptions(tmp_path, [in_library("two")])
    assert not found.closed
    assert re.fullmatch(r"Axioms: \S*one : 1 = 2", found.assumptions)


@needs_coq
def test_what_coq_refuses_is_told_in_its_words(tmp_path):
    (tmp_path / "False.v").write_text("Theorem two : 2 = 1. Proof. reflexivity. Qed.\n")
    with pytest.raises(BadInput, match=r"Coq refuses: .*False.v.*Unable to unify"):
        run("coqc", ["False.v"], tmp_path)


@needs_coq
def test_a_cache_that_cannot_be_written_is_one_sentence(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(BadInput, match="XDG_CACHE_HOME"):
        library(["Rationals.v"])


@needs_coq
def test_nothing_is_left_beside_the_folder_of_the_library(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    found = library(["Rationals.v"])
    assert list((tmp_path / "exact-proofs").iterdir()) == [found.folder]
    assert found.files == 1


def test_without_coq_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr(compiling.shutil, "which", lambda name: None)
    with pytest.raises(BadInput, match=r"install Coq 8\.16"):
        tool()


def test_a_theorem_that_assumes_something_is_not_closed():
    assert not Assumed(in_library("two"), "Axioms: one : 1 = 2").closed
