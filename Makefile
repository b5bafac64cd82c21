# The only entry points: every recipe sets the environment up by itself. `make help` lists them.
# The first Python that really starts (a version manager may leave names behind that do not) and is new enough.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p && break; done)
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.synced
UV     := $(VENV)/.uv/bin/uv
UV_VERSION := 0.13.9

.PHONY: help setup run test unit coverage check format hooks docs dbt bench worlds faults mutants browser dev clean
.DEFAULT_GOAL := help

help:  ## list the recipes
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 10

setup: $(STAMP)  ## set up .venv from uv.lock (only when missing or stale)

$(UV):
	@echo "Opretter miljøet i $(VENV) …"
	@test -n "$(PYTHON)" || { echo "Veje kræver Python 3.11-3.13 med venv; fandt ingen. Sæt PYTHON=<sti>."; exit 2; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv --without-pip $(VENV)
	@"$(PYTHON)" -m venv $(VENV)/.uv
	@$(VENV)/.uv/bin/pip --quiet --disable-pip-version-check install uv==$(UV_VERSION)

$(STAMP): uv.lock pyproject.toml | $(UV)
	@$(UV) sync --frozen --quiet --compile-bytecode --python $(BIN)/python
	@touch $(STAMP)

run: setup  ## materialise everything once on data/seed/leverancer
	@$(BIN)/veje run

test: setup  ## the whole test suite, lint, types, formats and generated docs
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup -p randomly

unit: setup  ## the inner loop (under a minute): quick tests of units, in the order of the files
	@$(BIN)/python -m pytest -q -n 2 --dist loadscope -m "not slow" tests/unit

coverage: setup  ## the whole suite once more under a tracer: which statements no test runs (at least 95 % are)
	@rm -rf var/coverage && mkdir -p var/coverage
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup --cov --cov-report=term --cov-fail-under=95

check: setup  ## quick checks (under a minute): lint, format, types, generated docs
	@$(BIN)/python -m dagster_project.cli.checks

format: setup  ## put Python and SQL in form
	@$(BIN)/ruff check --quiet --fix . && $(BIN)/ruff format --quiet .
	@$(BIN)/sqlfluff fix --quiet dbt/models

docs: setup  ## write the generated pages of docs/ again
	@$(BIN)/python -m dagster_project.cli.docs

dbt: setup  ## dbt by hand on the warehouse of VEJE_HOME: make dbt ARGS="build -s int_tabel_6_1"
	@$(BIN)/python -m dagster_project.cli.dbt $(ARGS)

hooks: setup  ## let git run the quick checkers before each commit
	@$(BIN)/pre-commit install

worlds: setup  ## a hundred random studies from delivered files to publication (an hour; ARGS="--fra 500 --antal 20")
	@rm -f var/verdener.txt
	@$(BIN)/python -m pytest -q -n 2 --dist load -m hours tests/worlds $(ARGS)

faults: setup  ## kill, fill the disk, lock out, spoil files: what happened and what was lost, to docs/faults.md
	@$(BIN)/python -m pytest -q -m hours tests/faults $(ARGS)

mutants: setup  ## change one thing at a time in what must not fail (hours; ARGS="--rum inputs --hvert 10" tries some)
	@$(UV) sync --frozen --quiet --group mutants --python $(BIN)/python
	@$(BIN)/python -m tools.mutants $(ARGS)

browser: setup  ## the pages of VEJE_HOME's report in Chromium: axe, links, print, 390 px (run `make run` first)
	@$(UV) sync --frozen --quiet --group browser --python $(BIN)/python
	@$(BIN)/python -m pytest -q -m browser tests/browser $(ARGS)

bench: setup  ## heavy measurements, side by side with a peer or the raw limit
	@$(UV) sync --frozen --quiet --group bench --python $(BIN)/python
	@$(BIN)/python -m bench

dev: setup  ## Dagster's pages on http://localhost:3000
	@$(BIN)/veje dev

clean:  ## remove the environment and everything the pipeline wrote under var/
	@rm -rf $(VENV) var
