# Every target with its meaning: make help

PORT ?= $(or $(EVENTHUB_PORT),8000)
TESTS ?=

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# The locks hold checksums of wheels only; of flask-principal, which has none, that of its source.
LOCKED := --require-hashes --no-deps --use-pep517
ASSETS := eventhub/static/dist/manifest.json
CATALOGUES := $(wildcard eventhub/translations/*/LC_MESSAGES/messages.po)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test setup check assets messages lock clean

help: ## Explain every target
	@echo "make TARGET, where TARGET is one of"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup ## Install, load and plan the demo district if there are no data yet, serve on localhost:8000 (PORT=n for another port)
	@EVENTHUB_PORT=$(PORT) $(BIN)/eventhub demo
	@EVENTHUB_PORT=$(PORT) $(BIN)/eventhub serve

test: setup $(STAMPS)/dev $(STAMPS)/browser ## Install what tests need and run all of them, on SQLite and PostgreSQL (TESTS="tests/test_x.py -k word" for some)
	@$(BIN)/python -m pytest $(TESTS)

setup: $(STAMPS)/project $(ASSETS) $(STAMPS)/catalogues ## Install the locked Python packages into .venv and build the front end: the part that run and test share
	@:

check: setup $(STAMPS)/dev ## Check style, format, types, layers, and that migrations match the models
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m eventhub.models.migration

assets: $(ASSETS) ## Build style sheets, scripts and fonts into eventhub/static/dist

messages: $(STAMPS)/project ## Collect all visible strings into the catalogues of eventhub/translations
	@./scripts/messages.sh

lock: $(STAMPS)/dev ## Renew the locked versions of all Python and npm packages, within the ranges of pyproject.toml and package.json
	@./scripts/lock.sh

clean: ## Remove all that was installed or built; the data in instance/ stay
	@rm -rf $(VENV) node_modules eventhub/static/dist eventhub/static/dist.new *.egg-info \
		.pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .cache
	@find eventhub tests migrations -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@./scripts/venv.sh $(VENV)

$(STAMPS)/runtime: requirements.txt | $(BIN)/python
	@echo "Installing Python packages (the first time: about a minute) ..."
	@$(PIP_INSTALL) $(LOCKED) -r requirements.txt
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/project: pyproject.toml $(STAMPS)/runtime
	@$(PIP_INSTALL) --no-build-isolation --no-deps --editable .
	@touch $@

$(STAMPS)/dev: requirements-dev.txt $(STAMPS)/runtime
	@echo "Installing what tests and checks need ..."
	@$(PIP_INSTALL) $(LOCKED) -r requirements-dev.txt
	@touch $@

$(STAMPS)/browser: | $(BIN)/python
	@./scripts/browser.sh
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/catalogues: $(CATALOGUES) $(STAMPS)/runtime
	@$(BIN)/pybabel --quiet compile --directory eventhub/translations
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json | $(BIN)/python
	@echo "Installing front-end packages ..."
	@./scripts/with-node.sh npm ci --no-progress --loglevel=error
	@touch $@

$(ASSETS): node_modules/.package-lock.json $(wildcard frontend/*)
	@./scripts/with-node.sh npm run --silent build
