# make site    build the site into site/
# make serve   preview it, rebuilt whenever a file changes
# make check   say what is wrong with the incidents
# make demo    build the site of an invented company with 200 incidents into demo/site
# make test    format, types, unit, golden, documentation, site, browser and editor tests

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LANGUAGE_SERVER := tests/editor/node_modules/.package-lock.json
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve check demo test format clean

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

test: $(VENV)/installed-dev $(LANGUAGE_SERVER)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest -n auto

format: $(VENV)/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

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

$(LANGUAGE_SERVER): tests/editor/package-lock.json
	@command -v npm > /dev/null || \
		{ echo "The tests of editors need Node.js 18 or newer, with npm."; exit 1; }
	npm ci --prefix tests/editor --no-audit --no-fund --loglevel error
	@touch $@
