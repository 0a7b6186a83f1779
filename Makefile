# Needs Python 3.11 or newer, make and pip; all else goes into .venv and the user's cache folder.
#
#   make demo      install, start the local engine on .demo/, load seeds/, print a timeline
#   make test      install what the tests need, then lint and run every test
#   make lint      ruff, mypy, import-linter
#   make format    let ruff rewrite what it can
#   make lock      write the hashed requirements anew from pyproject.toml (needs uv)
#   make wheel     build dist/kb-*.whl
#   make clean     remove what make made, except .venv and .demo

PYTHON ?= python3
UV ?= uv
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
LOCKED := --require-hashes --quiet
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help demo test pytest lint format lock wheel clean engine

help:
	@sed -n 's/^#   //p' Makefile

demo: .venv/installed
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/demo

test: lint engine
	$(BIN)/pytest

pytest: engine  # for `make pytest ARGS="-k timeline"`
	$(BIN)/pytest $(ARGS)

lint: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/installed-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# The jars of the local engine, once per machine: the tests start a real Neo4j.
engine: .venv/installed-dev
	$(BIN)/kb engine install

wheel: .venv/installed-dev
	$(PIP) wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null || { \
		echo "kb needs Python 3.11 to 3.14; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; \
		echo "Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "$(PYTHON) can't make virtual environments (on Debian: install python3-venv)." >&2; \
		exit 1; }

.venv/installed: .venv/bin/python requirements.txt requirements-build.txt pyproject.toml
	@echo "Installing the locked requirements into .venv (a minute or two the first time) ..."
	$(PIP) install $(LOCKED) -r requirements.txt -r requirements-build.txt
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	$(PIP) install $(LOCKED) -r requirements-dev.txt
	@touch $@

# One resolution: the smaller locks take their versions from the larger ones.
lock:
	@command -v $(UV) >/dev/null || { echo "make lock needs uv; name it: make lock UV=path" >&2; exit 1; }
	$(COMPILE) --extra llm -o requirements.txt
	$(COMPILE) --group dev -c requirements.txt -o requirements-dev.txt
	$(COMPILE:pyproject.toml=) --group build -c requirements-dev.txt -o requirements-build.txt

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
