# The tasks of this repository, under the names that CI uses. A Makefile, because make is on every machine that
# has a shell: nothing to install, nothing to keep up to date.
#
# They use the Python of .venv, which `make venv` makes; PYTHON=... takes another.

PYTHON ?= .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help venv check lint types test coverage data docs docs-check figures speed tables tables-check format evaluate stale

help: ## list the tasks
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

venv: ## make .venv with all that the tasks need
	python3 -m venv .venv
	.venv/bin/pip install --quiet -e '.[dev]'

check: lint types tables-check docs-check test ## all that CI checks, but for packaging

lint: ## check the style and the form of the code
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types: ## check the types
	$(PYTHON) -m mypy

test: ## run the tests, in another order each time
	$(PYTHON) -m pytest

coverage: ## run the tests and list the lines and branches that none of them reaches
	$(PYTHON) -m coverage erase
	$(PYTHON) -m coverage run -m pytest
	$(PYTHON) -m coverage combine --quiet
	$(PYTHON) -m coverage report

data: ## check the dataset: its content and its form
	$(PYTHON) -m simfaq lint data/faq.json
	$(PYTHON) tools/dataset.py format --check

format: ## write code and dataset in their one form
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .
	$(PYTHON) tools/dataset.py format

docs: ## write what is generated in the documents, and the pictures
	$(PYTHON) tools/picture.py
	$(PYTHON) tools/readme.py

docs-check: ## check that the documents and the pictures are current
	$(PYTHON) tools/picture.py --check
	$(PYTHON) tools/readme.py --check

figures: ## measure again, and write the figures into docs/matching.md (minutes)
	$(PYTHON) tools/readme.py --measured

speed: ## time whole runs and growing datasets again (most of an hour; needs bm25s)
	$(PYTHON) benchmarks/cold_start.py --tldr --json benchmarks/results/cold_start.json
	$(PYTHON) benchmarks/scale.py --json benchmarks/results/scale.json --picture docs/pictures/scale.svg

evaluate: ## measure how the labelled questions fare
	$(PYTHON) tools/evaluate.py

tables: ## write the character tables
	$(PYTHON) tools/build_tables.py

tables-check: ## check that the character tables are current
	$(PYTHON) tools/build_tables.py --check

stale: ## list the entries that were reviewed more than half a year ago
	$(PYTHON) tools/dataset.py stale --months 6
