# Two commands do everything: `make story` and `make test`. Both set up .venv themselves.

VENV := .venv
BIN  := $(VENV)/bin
DONE := $(VENV)/.installed
# the first interpreter found that is new enough
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
	&& { command -v $$p; break; }; done)
STORY := data/iraq-letter.txt
OUT   := out/iraq-letter
NBVAL := --nbval --nbval-current-env --nbval-cell-timeout=120 --nbval-sanitize-with=tests/sanitize.cfg \
	-p no:cacheprovider -o addopts= -o filterwarnings=default
# each file in one process, as many processes as there are cores, but four at most
JOBS  := -n auto --maxprocesses=4 --dist loadfile

export TQDM_DISABLE := 1
# certificates of the machine, as pip takes them
export UV_SYSTEM_CERTS := 1
# what is tested and what notebooks keep is computed anew
test notebooks: export STORYANALYSIS_CACHE := off
export PYTHONWARNINGS := ignore::DeprecationWarning

.PHONY: help story lab test lint bench browser docs notebooks fuzz matrix licences \
	sbom release-check lock clean

help:
	@echo "make story      analyse $(STORY) into $(OUT): tables, graph, figures, notebooks as HTML"
	@echo "make test       run every test, notebooks included"
	@echo "make lab        open JupyterLab on the first notebook"
	@echo "make lint       check style and types"
	@echo "make bench      measure speed and quality"
	@echo "make browser    try every notebook in a real JupyterLab (needs Chromium)"
	@echo "make docs       build the documentation as web pages, without any network"
	@echo "make fuzz       damage 10,000 stories and check every promise about the tables"
	@echo "make sbom       write the bill of materials; make licences, make release-check: before a release"
	@echo "make notebooks  run the notebooks anew and keep their outputs, and the picture in the README"
	@echo "make lock       resolve the dependencies anew into requirements.lock"

$(DONE): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python 3.11, 3.12 or 3.13 with venv was found; install one, or name it: make PYTHON=/path/to/python3"; exit 2; }
	@test ! -L $(VENV) || { echo "$(VENV) is a link to another environment, which this would empty: remove the link"; exit 2; }
	$(PYTHON) -m venv --clear $(VENV)
	@echo "Installing the locked dependencies into $(VENV) ..."
# uv is faster; where it can't be had or can't reach the index (pip's own settings, certificates), pip does it
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv 2>/dev/null || true
	@$(BIN)/python -m uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock 2>/dev/null \
	|| $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(DONE)

story: $(DONE)
	$(BIN)/storyanalysis analyze $(STORY) --out $(OUT)
	@echo "Running the notebooks ..."
	@$(BIN)/jupyter nbconvert --log-level=ERROR --to html --execute \
		--HTMLExporter.mathjax_url= --HTMLExporter.require_js_url= --output-dir $(OUT)/notebooks \
		notebooks/*.ipynb 2> $(OUT)/notebooks.log || { cat $(OUT)/notebooks.log; exit 1; }
	@echo "Done: tables, graph and figures in $(OUT), notebooks as web pages in $(OUT)/notebooks"

lab: $(DONE)
	$(BIN)/jupyter lab notebooks/00_tour.ipynb

test: $(DONE)
	$(BIN)/python -m pytest $(JOBS)
	$(BIN)/python -m pytest $(JOBS) $(NBVAL) notebooks

lint: $(DONE)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(DONE)
	$(BIN)/python benchmarks/speed.py

browser: $(DONE)
	$(BIN)/python -m pytest tests/browser

docs: $(DONE)
	@rm -rf out/book && mkdir -p out/book
	@cp -r README.md CHANGELOG.md docs notebooks data out/book/
	$(BIN)/jupyter-book build out/book --config docs/_config.yml --toc docs/_toc.yml --path-output out/book -q
	@echo "The pages: out/book/_build/html/docs/index.html"

notebooks: $(DONE)
	$(BIN)/jupyter nbconvert --log-level=ERROR --to notebook --execute --inplace notebooks/*.ipynb
	$(BIN)/python tests/tidy_notebooks.py notebooks/*.ipynb
	$(BIN)/storyanalysis analyze $(STORY) --out $(OUT) > /dev/null
	cp $(OUT)/figures/sides.png docs/images/sides.png

lock: $(DONE)
	$(BIN)/python -m uv pip compile --universal --all-extras --generate-hashes --no-emit-index-url \
		--no-annotate --no-header --quiet pyproject.toml -o requirements.lock

fuzz: $(DONE)
	$(BIN)/python -W ignore -m tests.fuzz.readers --files 5000
	$(BIN)/python -m tests.fuzz.patterns
	$(BIN)/python -m tests.fuzz.run --articles 10000

# make matrix PYTHONS="python3.11 python3.12 python3.13", each with the locked dependencies
matrix: $(DONE)
	$(BIN)/python -m tests.fuzz.matrix $(PYTHONS)

licences: $(DONE)
	$(BIN)/python tools/licences.py

sbom: $(DONE)
	$(BIN)/python tools/sbom.py

release-check: $(DONE)
	$(BIN)/python tools/release_check.py

clean:
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
