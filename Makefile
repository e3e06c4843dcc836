# `make demo` and `make check` are all that a newcomer needs. Everything lives in .venv; nothing is installed elsewhere.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help demo check eval serve lock golden clean

help: ## show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/.runtime ## install, then print the cited summary of five invented articles
	@$(BIN)/summarizer summarize eval/bundles/port-sarabi/articles

check: $(VENV)/.dev ## format check, lint, types, import contracts, tests, and the gate: floors of the quick benchmarks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m eval gate
	$(BIN)/pytest -n auto

eval: $(VENV)/.dev ## measure everything anew into eval/results and RESULTS.md; with SUMMARIZER_DATA set, outside data too
	for name in $(foreach set,sentences bundles mutations newsroom slips drafts mentions disputes,$(set)_dev $(set)_test) cleaning origins reading prompts speed bulk; \
		do $(BIN)/python -m eval run $$name --record || exit 1; done
ifdef SUMMARIZER_DATA
	for name in real_dev real_test realdrafts_dev realdrafts_test picks_dev picks_test faithfulness coverage quotes grouping facts summaries corroboration disagreements seeds streaming scale; \
		do $(BIN)/python -m eval run $$name --record --data $(SUMMARIZER_DATA) || exit 1; done
endif

serve: $(VENV)/.runtime ## start the service and the editors' page on http://127.0.0.1:$(PORT)
	$(BIN)/summarizer serve --port $(PORT)

lock: $(VENV)/bin/uv ## write the lock files anew from pyproject.toml
	$(BIN)/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate -o requirements.lock
	$(BIN)/uv pip compile -q pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate -o requirements-dev.lock

golden: $(VENV)/.dev ## render the golden files anew; read the difference before you commit it
	UPDATE_GOLDEN=1 $(BIN)/pytest -p no:randomly tests -k golden

clean: ## remove the environment and all that was built
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# uv installs in seconds what pip installs in minutes; where uv cannot be had (or cannot reach the index), pip does it.
INSTALL = ( $(BIN)/uv pip install -q --python $(BIN)/python --compile-bytecode --require-hashes -r $(1) 2>/dev/null \
	|| $(BIN)/pip install -q --require-hashes -r $(1) ) \
	&& ( $(BIN)/uv pip install -q --python $(BIN)/python --no-deps -e . 2>/dev/null || $(BIN)/pip install -q --no-deps -e . )

$(VENV)/bin/python:
	@echo "Creating $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/bin/uv: $(VENV)/bin/python
	@$(BIN)/pip install -q --disable-pip-version-check "uv==$(UV_VERSION)" || echo "uv cannot be had here; pip will do"

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/uv
	@echo "Installing what the summarizer needs"
	@$(call INSTALL,requirements.lock)
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/uv
	@echo "Installing what the checks need"
	@$(call INSTALL,requirements-dev.lock)
	@touch $@ $(VENV)/.runtime
