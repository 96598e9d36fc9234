# make site: set up, build the example, say what to open.   make test: set up with all that tests need, run them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ITSITE := $(BIN)/python -m itsite
WORKERS ?= 2

.PHONY: site test soak lint format pictures lighthouse bench lock wheel clean

site: $(VENV)/.run
	@$(ITSITE) build
	@echo "Look at it, and change it: $(BIN)/itsite serve"
	@echo "then open http://127.0.0.1:8000/ in a browser."

test: $(VENV)/.dev .cache/.tools
	$(BIN)/python -m pytest -q -n $(WORKERS) -m "not soak"

soak: $(VENV)/.dev .cache/.tools
	$(BIN)/python -m pytest -q -m soak

lint: $(VENV)/.dev
	$(BIN)/ruff check itsite tests
	$(BIN)/ruff format --check itsite tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(ITSITE) theme lint

format: $(VENV)/.dev
	$(BIN)/ruff check --fix itsite tests
	$(BIN)/ruff format itsite tests

# One page of every kind as pictures; PICTURES_ARGS="--only 'news*' --check" and the like: tests/pictures/take.py.
pictures: $(VENV)/.dev .cache/.tools
	$(BIN)/python -m tests.pictures.take $(PICTURES_ARGS)

# Apart from the tools of the tests, as it is large. LIGHTHOUSE_ARGS="--only home --langs de" and the like: tests/lighthouse/run.py.
lighthouse: $(VENV)/.dev .cache/.tools .cache/.lighthouse
	$(BIN)/python -m tests.lighthouse.run $(LIGHTHOUSE_ARGS)

bench: $(VENV)/.dev
	PYTHON=$(BIN)/python sh tests/benchmarks/setup
	$(BIN)/python tests/benchmarks/run.py $(BENCH_ARGS)

# The lock files name packages, versions and hashes, never a host.
lock: $(VENV)/.dev
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --upgrade \
		--extra search --extra icons pyproject.toml .ci/requirements/setup.in -o .ci/requirements/run.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --upgrade \
		--extra dev --extra search --extra icons pyproject.toml .ci/requirements/setup.in -o .ci/requirements/dev.txt

wheel: $(VENV)/.dev
	$(BIN)/python -m hatchling build -d dist

clean:
	rm -rf build dist pictures .itsite .cache $(VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "itsite needs Python 3.11 or newer; say which: make site PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: .ci/requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --require-hashes -r .ci/requirements/run.txt
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: .ci/requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --require-hashes -r .ci/requirements/dev.txt
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run

.cache/.tools: .ci/install-tools .ci/package.json .ci/package-lock.json
	bash .ci/install-tools
	@touch $@

.cache/.lighthouse: .ci/lighthouse/package.json .ci/lighthouse/package-lock.json | .cache/.tools
	mkdir -p .cache/lighthouse
	cp .ci/lighthouse/package.json .ci/lighthouse/package-lock.json .cache/lighthouse/
	npm ci --prefix .cache/lighthouse --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
