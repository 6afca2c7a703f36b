# Everything a person or a machine does with a checkout. Needs Python 3.11 or later and make, nothing else.
#
#   make setup      install Sulh and its parts into .venv (needs your Python package index; the others do it when needed)
#   make demo       open the platform on this machine alone, with a fictional process; prints how to sign in
#   make test       the whole gate: lint, format, types, layers, docs, tests
#   make bench      ours, the peer and the plain pipeline in one run; writes docs/benchmarks.md
#   make load       a thousand people answer at once, on both databases; writes docs/benchmarks.md
#   make docs       the documentation, warnings as errors, into docs/_build/html
#   make messages   compile the French and Arabic catalogues
#   make lock       make the locked requirements anew, from versions at least a week old
#   make clean      remove what these commands made

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
WORKERS ?= 2
DATA := $(abspath ../shared/data)
COOLING := 7
# Compiled modules are kept: the tests start hundreds of programs, each of which would compile all of it again.
export PYTHONDONTWRITEBYTECODE :=

# The tests on real conversations run where the data stands beside the checkout, and skip elsewhere.
ifneq ($(wildcard $(DATA)),)
export SULH_DATA ?= $(DATA)
endif

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types layers docs pytest bench load messages lock clean

help:
	@sed -n 's/^#   //p' $(firstword $(MAKEFILE_LIST))

setup: $(VENV)/.run

demo: $(VENV)/.run
	$(BIN)/sulh demo

# What reads the code alone goes two at a time, the longest first; whatever fails of it is the end.
test: $(VENV)/.test
	$(MAKE) --no-print-directory --jobs 2 types docs lint layers
	$(MAKE) --no-print-directory pytest

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

layers: $(VENV)/.test
	$(BIN)/lint-imports

docs: $(VENV)/.test
	$(BIN)/sphinx-build --quiet --fresh-env --fail-on-warning --keep-going --nitpicky docs docs/_build/html

# A file stays together: what its tests share is made once. (Groups by mark are lost on pytest 9.2 with xdist 3.8.)
# The longest files begin (conftest.py), so that no core waits for one at the end.
# The browser waits more than it works, so the database tests run beside it.
PYTEST := $(BIN)/pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder
# Pages hold no query of their own but those of sessions: what they ask of the store is tested on both databases there.
# Of the attackers one goes on both: in which order rows come, where nobody asked for one, is each database's own.
ON_POSTGRES := tests/store tests/web/test_forgotten_sessions.py tests/web/test_entrance.py \
	tests/adversary/test_swap.py::test_nobody_sees_which_of_two_it_was
pytest: $(VENV)/.test
	$(PYTEST) --ignore tests/browser
	$(PYTEST) tests/browser & browser=$$!; \
	SULH_TEST_DATABASE=postgres $(PYTEST) $(ON_POSTGRES); \
	postgres=$$?; wait $$browser && exit $$postgres

bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks

load: $(VENV)/.test
	$(BIN)/python -m benchmarks.load

messages: $(VENV)/.test
	$(BIN)/pybabel compile --directory src/sulh/words/locale --domain sulh --statistics

# Each stamp says which locked file stands in the environment. The project itself is installed as it lies here.
$(VENV)/.base: requirements/build.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sulh needs Python 3.11 or later")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes --requirement requirements/build.txt
	$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	touch $@

$(VENV)/.%: requirements/%.txt $(VENV)/.base
	$(PIP) install --require-hashes --no-compile --requirement $<
	-$(BIN)/python -m compileall -qq -j 0 -x '/tests?/' $(VENV)/lib
	touch $@

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --no-config \
	--exclude-newer $$($(PYTHON) -c 'import datetime as d; print(d.date.today() - d.timedelta($(COOLING)))')
lock: $(VENV)/.lock
	$(COMPILE) pyproject.toml --all-extras --output-file requirements/bench.txt
	$(COMPILE) pyproject.toml --extra platform --extra test --extra dask --extra psi --extra docs --constraint requirements/bench.txt \
		--output-file requirements/test.txt
	$(COMPILE) pyproject.toml --extra platform --constraint requirements/bench.txt --output-file requirements/run.txt
	$(COMPILE) --group build --constraint requirements/bench.txt --output-file requirements/build.txt
	$(COMPILE) --group lock --output-file requirements/lock.txt

clean:
	rm -rf $(VENV) build dist demo example docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
