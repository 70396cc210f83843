# make papers   the main job
# make test     style, types and tests
# make install  the set-up alone; the other targets do it themselves
# make report   the last hunt as a static site, site/index.html
# make docs     the documentation as a site, to be read offline, site/docs/index.html; the API's part is made from docstrings
# make coq      both papers in Coq: builds everything, prints each theorem with what it assumes (needs Coq 8.16)
# make bench    side-by-side measurements; installs what peers it can, and names the others

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# `exact` loads what it exports on demand, and pdoc descends only where it sees modules: name them.
DOCUMENTED := exact exact.linear exact.unimodular exact.showing exact.pictures $(subst /,.,$(basename $(wildcard exact/[a-z]*.py))) proofs
SYSTEM_PACKAGES := gcc python3-dev libcdd-dev libgmp-dev

.PHONY: papers test install report docs coq bench clean system

papers: install
	$(BIN)/proofs check || [ $$? -eq 1 ]
	find out/certificates -name '*.json' -exec $(BIN)/proofs verify {} +
	$(BIN)/proofs report

test: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --numprocesses logical --dist worksteal --durations 10

install: $(VENV)/installed

$(VENV)/installed: pyproject.toml constraints.txt | system
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,cddlib]'
	$(BIN)/python -m compileall -q exact proofs
	touch $@
	@echo 'Installed. To use the command: source $(VENV)/bin/activate; proofs --help'

# pycddlib has no Linux wheel: it is compiled against cddlib and GMP.
system:
	@if ! printf '#include <gmp.h>\n#include <cddlib/setoper.h>\n' | gcc -E - >/dev/null 2>&1 \
	   || ! $(PYTHON) -c 'import os, sysconfig; os.stat(sysconfig.get_path("include") + "/Python.h")' 2>/dev/null; then \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(SYSTEM_PACKAGES) >/dev/null; \
	  elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then \
	    sudo apt-get update -qq && sudo apt-get install -y -qq $(SYSTEM_PACKAGES) >/dev/null; \
	  else \
	    echo "The compiler, cddlib or GMP is missing; install $(SYSTEM_PACKAGES) and run make again." >&2; exit 1; \
	  fi; \
	fi

report: install
	$(BIN)/proofs report

docs: install
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[docs]'
	$(BIN)/python -m mkdocs build --strict --quiet
	$(BIN)/python -W ignore:Found -m pdoc --template-directory proofs/report/assets/api --output-directory site/docs/api $(DOCUMENTED)

coq: install
	$(BIN)/proofs coq

bench: install
	$(BIN)/python -m benchmarks.peers
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) out site build *.egg-info
