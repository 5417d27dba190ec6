# The two commands of the README are `make serve` and `make test`; `make help` lists the others.
# Nothing is assumed installed but git, make and Python 3.11 or later; everything goes to .venv.

.DEFAULT_GOAL := help
.PHONY: help serve test test-long test-all test-versions package lint format types pytest coverage api-docs figures cluster test-cluster golden \
	pictures bench eval rebuild lock licences audit soak clean

VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
# Percent of the counts of docs/reliability.md that `make soak` does, and which of the experiments, with commas.
SOAK ?= 100
ONLY ?=
# How many tests run side by side.
JOBS ?= 2
# What `make serve` installs beside the packages that are needed; empty for the least, [semantic,tantivy] for more.
EXTRAS ?= [semantic]
COMMA := ,
# The packages for these extras with their hashes; what was installed of them.
SERVE_SET := serve$(subst [,-,$(subst ],,$(subst $(COMMA),-,$(EXTRAS))))
SERVE_DONE := $(VENV)/$(SERVE_SET).done
# Nothing but pip itself is installed that is not in a lock file with its hash; `make lock` writes them anew.
INSTALL = .ci/quietly "installing the packages of $<" $(BIN)/python -m pip install --require-hashes --requirement
THIS = .ci/quietly "installing gongbao" $(BIN)/python -m pip install --no-deps --no-build-isolation --editable .
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
# A file stays in one process, so that what its tests share is made once.
SIDE_BY_SIDE := -n $(JOBS) --dist loadfile
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /	/' | sort

serve: $(SERVE_DONE) ## install, build the index if there is none, serve on http://127.0.0.1:8000
	$(BIN)/gongbao serve --host $(HOST) --port $(PORT)

test: $(VENV)/test.done ## install, then check style and types and run the tests that this machine can run
	@$(MAKE) --no-print-directory lint types pytest

test-long: $(VENV)/test.done ## the tests that take long: most of those in the browser, interruptions, overload, the benchmark
	$(BIN)/pytest $(SIDE_BY_SIDE) -m "long and not slow"

test-all: $(VENV)/test.done ## the same with the slow tests: every page on every screen, larger benchmarks, more examples
	@$(MAKE) --no-print-directory lint types
	$(BIN)/pytest $(SIDE_BY_SIDE) -m "slow or not slow" --hypothesis-profile=thorough

lint: $(VENV)/test.done ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/test.done ## put the style right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/test.done ## types, those of the tests too
	$(BIN)/mypy

pytest: $(VENV)/test.done ## the tests alone
	$(BIN)/pytest $(SIDE_BY_SIDE)

coverage: $(VENV)/test.done ## the branches of corpus and index that their tests take; fails below what was measured
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 0 tests/corpus tests/index
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

test-versions: $(VENV)/supply.done ## the tests of corpus and index on each Python, and with the oldest libraries that are allowed
	PYTHON=$(BIN)/python .ci/versions

package: $(VENV)/test.done ## build the wheel, install it in an empty folder and use it there
	$(BIN)/pytest -n 0 -m "slow or not slow" tests/test_package.py

api-docs: $(VENV)/docs.done ## pages of the docstrings in build/api; what cannot be resolved is an error
	$(BIN)/python -W error .ci/api_docs.py

figures: $(VENV)/test.done ## the figures of docs/architecture.md, of the code as it is now
	$(BIN)/python .ci/figures.py

cluster: $(VENV)/test.done ## start three OpenSearch nodes on 127.0.0.1:9200 and following, until Ctrl-C; needs Java and Maven
	$(BIN)/python -m reliability.nodes

test-cluster: $(VENV)/test.done ## the tests that need a cluster: the contract of engines, judged queries, nodes that are killed
	$(BIN)/pytest -n 0 --cluster start tests/index/cluster tests/index/test_engines.py \
		tests/index/test_spaces.py tests/index/test_time_limit.py -k "cluster or opensearch"

golden: $(VENV)/test.done ## write the golden files anew; read the difference before you commit it
	$(BIN)/pytest tests --golden=write -q

pictures: $(VENV)/test.done ## take the pictures of the README anew, with the browser of the tests
	$(BIN)/pytest tests/browser/test_pictures.py --golden=write -q

bench: $(VENV)/test.done ## figures of this machine
	$(BIN)/python -m benchmarks

eval: $(VENV)/test.done ## how well judged queries are answered, ours and those of GONGBAO_EVAL; PARTS=--parts switches each part off
	$(BIN)/python -m evaluation $(PARTS)

rebuild: $(SERVE_DONE) ## build the index anew
	$(BIN)/gongbao rebuild

lock: $(VENV)/supply.done ## resolve the lock files anew from pyproject.toml
	PYTHON=$(BIN)/python .ci/lock

licences: $(VENV)/test.done $(VENV)/supply.done ## write docs/licences.md; fails where a licence is not allowed
	$(BIN)/pip-licenses --packages $$(sed -n 's/^\([a-z0-9-]*\)==.*/\1/p' requirements/test.lock | sort -u) \
		--output-file $(VENV)/licences.md
	@{ sed '/^|/,$$d' docs/licences.md; cat $(VENV)/licences.md; } > $(VENV)/licences.new && mv $(VENV)/licences.new docs/licences.md

audit: $(VENV)/supply.done ## known vulnerabilities; fails where a package could not be looked up
	$(BIN)/python .ci/audit

soak: $(VENV)/test.done ## kill, fill, damage, switch, overload and attack (hours; SOAK=1 is a percent); print the counts of docs/reliability.md
	$(BIN)/python -m reliability --percent $(SOAK) --only "$(ONLY)"

clean: ## remove the environment and what was built
	rm -rf $(VENV) var build dist *.egg-info

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or later is needed: install it, or name it with PYTHON=..." >&2; exit 1; fi
	@.ci/quietly "making $(VENV)" $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then .ci/quietly "apt-get update" apt-get update -qq && .ci/quietly "installing python3-venv" apt-get install -y -qq python3-venv; \
		else echo "this Python cannot make environments: install the package python3-venv" >&2; exit 1; fi; \
		.ci/quietly "making $(VENV)" $(PYTHON) -m venv $(VENV); }
	@.ci/quietly "updating pip" $@ -m pip install --upgrade pip

$(SERVE_DONE): requirements/$(SERVE_SET).lock pyproject.toml | $(BIN)/python
	@$(INSTALL) $<
	@$(THIS)
	@touch $@

$(VENV)/test.done: requirements/test.lock pyproject.toml | $(BIN)/python
	@$(INSTALL) $<
	@$(THIS)
	@touch $@

$(VENV)/supply.done: requirements/supply.lock | $(BIN)/python
	@$(INSTALL) $<
	@touch $@

$(VENV)/docs.done: requirements/docs.lock | $(VENV)/test.done
	@$(INSTALL) $<
	@touch $@

requirements/%.lock:
	@echo "there is no $@; choose other EXTRAS, or add these to .ci/lock and run 'make lock'" >&2
	@exit 1
