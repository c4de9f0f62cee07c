# `make run` and `make test` are all that is needed; both set up what is missing.
PYTHON := .venv/bin/python
FAST := tests/unit tests/house tests/web

.PHONY: run test check bench lock screenshot clean setup

run:  ## Start the product: with a sandbox, or on Telegram when BOT_TOKEN is set.
	@sh scripts/setup.sh run
	@exec .venv/bin/care run

test:  ## Every test: both databases, and the real Rasa model.
	@sh scripts/setup.sh test
	@sh scripts/test.sh

check:  ## Format, lint, types, import contracts and the fast tests.
	@sh scripts/setup.sh bot
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@$(PYTHON) -m pytest -q $(FAST)

bench:  ## Delay, throughput and the long soak, as recorded in docs/benchmarks.md.
	@sh scripts/setup.sh test
	@$(PYTHON) -m tests.e2e.bench

lock:  ## Resolve both lists anew.
	@sh scripts/setup.sh bot
	@$(PYTHON) scripts/lock.py

screenshot:  ## Draw the README's pictures from a running sandbox, freshly started.
	@sh scripts/setup.sh run
	@$(PYTHON) scripts/screenshot.py

setup:  ## Both environments and the sentence encoder, without starting anything.
	@sh scripts/setup.sh test

clean:  ## Remove what was set up and what was cached; what the product remembers (var/) stays.
	rm -rf .venv .venv-nlu .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -rf *.egg-info build
