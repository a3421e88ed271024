# Run `make` to see what there is. Everything lands in .venv and build/; nothing else is touched.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
DEMO := build/demo
HOST ?= 127.0.0.1
PORT ?= 8000
DATA ?= ../shared/data

.DEFAULT_GOAL := help
.PHONY: help setup demo samples serve test check bench train-embedding train-parser docs format lock clean system-ocr system-test

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

setup: $(VENV)/.base system-ocr ## make .venv with the command .venv/bin/avtal

demo: setup samples ## read the sample agreements and start the service on 127.0.0.1:8000
	AVTAL_DATA=$(DEMO) $(BIN)/avtal ingest corpus/samples/pdf
	AVTAL_DATA=$(DEMO) $(BIN)/avtal serve --host $(HOST) --port $(PORT) --welcome

samples: $(VENV)/.base ## render the sample agreements to corpus/samples/pdf
	$(BIN)/python -m corpus.samples

serve: $(VENV)/.base ## start the service over the folder in AVTAL_DATA (data/ by default)
	$(BIN)/avtal serve --host $(HOST) --port $(PORT)

test: $(VENV)/.dev $(VENV)/.models system-test samples ## set up and test everything
	$(BIN)/python -m pytest

check: $(VENV)/.dev ## lint, format, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev system-ocr ## print the figures of every scorer over ../shared
	$(BIN)/python tests/bench/scorers.py

train-embedding: $(VENV)/.dev $(VENV)/.models ## train search/model anew from ../shared/data (minutes on 2 cores)
	nice -n 10 $(BIN)/python -m search.training.train --data $(DATA) --out search/model
	nice -n 10 $(BIN)/python -m search.training.weights --data $(DATA) --model search/model
	$(BIN)/python -m tests.bench.bench_search --data $(DATA)

train-parser: $(VENV)/.dev $(VENV)/.models ## train ingest/syntax/model anew from ../shared/data (minutes on 2 cores)
	nice -n 10 $(BIN)/python -m ingest.syntax.train --data $(DATA)
	$(BIN)/python -m tests.bench.bench_parser --data $(DATA)

docs: $(VENV)/.base ## make the generated pages of docs/ anew
	$(BIN)/python -m ontology.reference
	$(BIN)/python -m api.reference
	$(BIN)/python -m api.cli_reference

format: $(VENV)/.dev ## format the code and mend what lint can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.dev ## pin the dependencies anew
	$(PIP) install --quiet pip-tools
	$(BIN)/python deploy/lock.py

clean: ## remove what was built; originals and decisions in data/ stay
	rm -rf build dist corpus/samples/pdf .mypy_cache .ruff_cache .pytest_cache

system-ocr:
	@deploy/system-packages ocr

system-test:
	@deploy/system-packages ocr test

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed, this is %s" % sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.base: $(VENV)/bin/python requirements/base.lock pyproject.toml
	$(PIP) install --quiet --requirement requirements/base.lock
	$(PIP) install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.lock
	$(PIP) install --quiet --requirement requirements/dev.lock
	@touch $@

# torch comes first and alone: what is installed afterwards then finds it and pulls in nothing of its own.
$(VENV)/.models: $(VENV)/.base requirements/models.lock
	$(PIP) install --quiet "$$(grep '^torch==' requirements/models.lock)"
	$(PIP) install --quiet --requirement requirements/models.lock
	@touch $@
