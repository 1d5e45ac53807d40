# make site    build the site into site/
# make serve   preview it, rebuilt whenever a file changes
# make check   check the incidents
# make demo    build the site of an invented company with 200 incidents into demo/site
# make unit    run the unit tests that need neither a browser nor npm nor a built site
# make lint    check format, style and types of the Python and the JavaScript (needs npm)
# make tests   run all tests: unit, golden, documentation, site, browser and editor (needs npm)
# make test    make lint, then make tests; with -j both at the same time
# make format  format the Python and the JavaScript

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LANGUAGE_SERVER := tests/editor/node_modules/.package-lock.json
BIOME := tests/javascript/node_modules/.package-lock.json
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve check demo unit lint tests test format clean

site: $(VENV)/installed
	$(BIN)/mkdocs build --strict --quiet
	@echo "The site is in site/; open it with: $(BIN)/python -m http.server -d site"

serve: $(VENV)/installed
	$(BIN)/mkdocs serve

check: $(VENV)/installed
	$(BIN)/postmortems check

demo: $(VENV)/installed
	rm -rf demo
	$(BIN)/python -m tests.benchmarks.company demo/incidents --incidents 200
	@printf '%s\n' 'site_name: Pomlett postmortems' 'docs_dir: incidents' \
		'theme: {name: material}' 'plugins: [postmortems]' > demo/mkdocs.yml
	$(BIN)/mkdocs build --strict --quiet -f demo/mkdocs.yml
	@echo "The site is in demo/site/; open it with: $(BIN)/python -m http.server -d demo/site"

unit: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n auto --dist worksteal -m 'not slow' tests/unit

lint: $(VENV)/installed-dev $(BIOME)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	tests/javascript/node_modules/.bin/biome ci

tests: $(VENV)/installed-dev $(LANGUAGE_SERVER)
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest -n auto --dist worksteal

test: lint tests

format: $(VENV)/installed-dev $(BIOME)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	tests/javascript/node_modules/.bin/biome check --write

clean:
	rm -rf $(VENV) site demo

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade --constraint constraints.txt pip
	@touch $@

$(VENV)/installed: $(VENV)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group dev
	@touch $@

tests/%/node_modules/.package-lock.json: tests/%/package-lock.json
	@command -v npm > /dev/null || \
		{ echo "make lint and make test need Node.js 18 or newer, with npm."; exit 1; }
	npm ci --prefix tests/$* --no-audit --no-fund --loglevel error
	@touch $@
