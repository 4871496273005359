# The commands of this project. `make help` lists them; deploy/ holds the scripts behind them.
# Nothing is needed beforehand but Python 3.11 or newer.

SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.NOTPARALLEL:
.DEFAULT_GOAL := help

# Another Python: `make run PYTHON=python3.13`. More words for a command: `make run ARGS="--port 9000"`.
export PYTHON
# Every service and command that a test starts would compile our modules anew.
unexport PYTHONDONTWRITEBYTECODE
ARGS ?=

find_python = python=$$(sh deploy/find-python) || exit 1
prepare = $(find_python); "$$python" -m deploy.prepare
# A process for each core; each takes a Redis database of its own, of which there are sixteen.
pytest = .venv/bin/pytest -n auto --maxprocesses 8 --dist loadgroup --durations 10 -rs
npm = $(find_python); "$$python" -m deploy.web

.PHONY: help run test learn check proof lint web types lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

run: ## set up what is missing, then serve everything in one process
	@$(prepare) base web && exec .venv/bin/mkhari serve --setup $(ARGS)

test: ## run what every change needs; says what it skips where a service is missing
	@$(prepare) dev web && exec $(pytest) $(ARGS)

learn: ## install what `mkhari risk train` and its tests need: PyTorch, 1 GB
	@$(prepare) dev learn

check: lint test ## check everything, as CI does

proof: ## run what a release needs beside `check`: both databases, storms, mutants, a training; hours
	@$(prepare) dev learn web
	@echo "tests" && MKHARI_TESTS_REQUIRE=postgresql,redis,chromium,torch $(pytest) --proof $(ARGS)
	@echo "mutants" && .venv/bin/python -m tests.mutants.run
	@echo "training" && .venv/bin/mkhari risk train .venv/proof-model --name proof
	@# Figures for a person to read: an aim that a slower machine misses is no fault.
	-@echo "faults, measured" && .venv/bin/mkhari bench storm && .venv/bin/mkhari bench escalation

lint: ## style, types, import contracts, front end, generated API types
	@$(prepare) dev web
	@echo "ruff" && .venv/bin/ruff check --quiet . && .venv/bin/ruff format --check --quiet .
	@echo "mypy" && .venv/bin/mypy --no-error-summary
	@echo "lint-imports" && .venv/bin/lint-imports --no-logo
	@echo "front end" && { $(npm) run --silent lint && $(npm) run --silent check; }
	@echo "generated API types" && .venv/bin/mkhari openapi > .venv/openapi.json && \
		{ $(npm) run --silent types:check -- ../.venv/openapi.json || \
		{ echo "web/shared/api.gen.ts is stale: run make types and commit it." >&2; exit 1; }; }

web: ## build the web bundles
	@$(prepare) base web

types: ## write web/shared/api.gen.ts anew from the API
	@$(prepare) base
	@.venv/bin/mkhari openapi > .venv/openapi.json && { $(npm) run --silent types -- ../.venv/openapi.json; }

lock: ## write requirements/*.lock anew (ARGS=--upgrade takes the newest versions)
	@$(find_python); "$$python" -m deploy.locks $(ARGS)

clean: ## remove what these commands made, but no data
	@rm -rf .venv web/node_modules web/dist
