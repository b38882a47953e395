# Two commands for everybody: `make site` and `make test`. Each sets up what it needs.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMPS := .stamps
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: site test lint types imports bench golden lock clean help

help: ## list the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

site: $(STAMPS)/run ## build the portal of this repository into output/
	$(BIN)/site-builder build

test: $(STAMPS)/dev $(STAMPS)/chromium $(STAMPS)/libreoffice ## run every check that CI runs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

lint: $(STAMPS)/dev ## style only
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(STAMPS)/dev ## types only
	$(BIN)/mypy

imports: $(STAMPS)/dev ## the arrows between modules only
	$(BIN)/lint-imports --no-cache

golden: $(STAMPS)/dev ## accept the present output as the golden one (read the diff)
	$(BIN)/python -m pytest tests/golden --update-golden

bench: $(STAMPS)/dev ## print measured figures
	$(BIN)/python tests/benchmarks/run.py

lock: $(STAMPS)/dev ## solve the dependencies again: hashes, no addresses
	$(BIN)/python -m pip install --quiet uv
	UV=$(BIN)/uv sh requirements/make_lock.sh

clean: ## remove what the commands above made
	rm -rf $(VENV) $(STAMPS) .cache output .mypy_cache .ruff_cache .pytest_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
	  || { echo "Python 3.11, 3.12 or 3.13 is needed: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The locks are whole, so nothing is solved again: pip 23 would take newer releases for extras.
$(STAMPS)/run: $(BIN)/python requirements/run.txt requirements/build.txt pyproject.toml
	@mkdir -p $(STAMPS)
	$(PIP) install --no-deps --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/dev: $(STAMPS)/run requirements/dev.txt
	$(PIP) install --no-deps --require-hashes -r requirements/dev.txt
	$(PIP) check
	@touch $@

# Chromium comes from the system; it is installed here where it is missing.
$(STAMPS)/chromium:
	@mkdir -p $(STAMPS)
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || { \
	  echo "Installing Chromium for the browser tests"; \
	  if [ "$$(id -u)" = 0 ]; then SUDO=; else SUDO=sudo; fi; \
	  $$SUDO apt-get update -qq && $$SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; }
	@touch $@

# One test opens and saves a form in another program. Where it cannot be installed that test is
# skipped, except in CI.
$(STAMPS)/libreoffice:
	@mkdir -p $(STAMPS)
	@command -v soffice >/dev/null 2>&1 || { \
	  echo "Installing LibreOffice Calc for the test of forms"; \
	  if [ "$$(id -u)" = 0 ]; then SUDO=; else SUDO=sudo; fi; \
	  { $$SUDO apt-get update -qq && $$SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-calc-nogui >/dev/null; } \
	  || { test -z "$$CI" && echo "LibreOffice could not be installed: its tests are skipped" >&2; }; }
	@touch $@
