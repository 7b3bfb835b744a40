# The commands of the house; `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/ready ## Set up everything under .venv

.venv/ready: requirements.txt requirements-cjk.txt requirements-dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
	  { test "$$(id -u)" = 0 && apt-get update -q && apt-get install -y -q python3-venv && $(PYTHON) -m venv --clear .venv; } || \
	  { echo "Python 3.11 with venv is missing: install python3-venv."; exit 1; }
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	$(BIN)/python -m unbilled.config.fonts
	@touch $@

run: setup ## Take the demonstration company the whole road, then serve the back office (PORT=8001)
	$(BIN)/unbilled migrate
	$(BIN)/unbilled demo
	$(BIN)/unbilled serve $(if $(PORT),--port $(PORT))

test: setup check browser ## Set up and run every check
	$(BIN)/python -m pytest -n 2 --dist worksteal

browser: ## See to it that pages are driven in Chromium, where it may be installed
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	  { test "$$(id -u)" = 0 && apt-get update -q && apt-get install -y -q --no-install-recommends chromium >/dev/null; } || \
	  echo "Tests in a browser are left out: Chromium is missing (apt-get install chromium, or UNBILLED_CHROMIUM)."

check: setup ## Style, types and migrations, without the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -W ignore -m django makemigrations --check --dry-run --settings unbilled.config.settings

mutants: setup ## Report changes of signs, joins and comparisons that no test notices (ARGS="--sample 100")
	$(BIN)/python -m tests.mutants $(ARGS)

trials: setup ## Kill commands and the server on the road, and crowd it; minutes (ARGS="--seed 7 --kills 10")
	$(BIN)/python -m tests.trials $(ARGS)

docs: setup ## Write the generated pages of docs/generated
	$(BIN)/python -m unbilled.config.docs

released: setup ## Freeze migrations and rows of a release, from which a test upgrades
	$(BIN)/python tests/upgrade/releasing.py

gallery: setup ## Hear what every refusal says in the tests, for docs/generated/refusals.md
	rm -rf build/gallery
	UNBILLED_GALLERY=build/gallery $(BIN)/python -m pytest -n 2 --dist worksteal
	$(BIN)/python tests/gallery.py build/gallery

format: setup ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## Remove what was set up
	rm -rf .venv build *.egg-info

.PHONY: help setup run test browser check mutants trials docs released gallery format clean
