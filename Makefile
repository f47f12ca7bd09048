# Needs Python 3.11 or newer and nothing else; everything is installed into .venv.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test style types proofs floors tests format docs clean

demo: .venv/ready ## read the corpus into files and show one article as a table
	@mkdir -p out
	$(BIN)/vnfigures extract corpus/articles -o out/figures.jsonl
	$(BIN)/vnfigures extract corpus/articles -o out/figures.db
	$(BIN)/vnfigures extract corpus/articles/01-*.txt --format table

test: style types proofs floors tests ## all that must hold before a change goes in

style: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev
	$(BIN)/mypy

proofs: .venv/dev ## every example and reject of every rule
	$(BIN)/vnfigures rules check

floors: .venv/dev ## the scores on the own corpus that must be kept
	$(BIN)/vnfigures evaluate corpus --floors corpus/baseline.json

tests: .venv/dev
	$(BIN)/python -m pytest -n 2

format: .venv/dev ## put code and rule rows in order
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/vnfigures rules check --sort

.venv/ready: pyproject.toml
	@test -n "$(PYTHON)" || { echo "no Python 3.11 or newer found; install one, or say make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv .venv || { echo "python cannot make a virtual environment; on Debian: apt-get install python3-venv"; exit 1; }
	$(PIP) --upgrade "pip>=25.1"
	$(PIP) --editable .
	@touch $@

.venv/dev: .venv/ready ## what the tests need beside the program: all extras and the tools
	$(PIP) --editable ".[all,spark]" --group dev
	@touch $@

docs: .venv/ready ## the parts of the documentation that are written by the program
	$(BIN)/vnfigures rules fields > docs/rule-fields.md
	$(BIN)/vnfigures schema > docs/schema.json

clean:
	rm -rf .venv out dist build
