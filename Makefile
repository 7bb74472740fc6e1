# Two commands: `make demo` and `make test`. Both set up .venv from requirements.lock first.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test lint lock known-misses screenshots train bench bench-speed bench-text bench-memory bench-evidence bench-mentions bench-resolve bench-record bench-killed bench-search bench-exports bench-pages bench-load clean

$(READY): requirements.lock requirements-ftm.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@# followthemoney validates an export in the tests; its PyICU is compiled, so without a compiler these are skipped.
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-ftm.lock
	touch $(READY)

demo: $(READY)
	$(BIN)/isnad demo

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile

# The statement cases that fail today, listed anew.
known-misses: $(READY)
	$(BIN)/python tests/annotate/known_misses.py

# The pictures of the pages in docs/, of the sample reports; it needs Chromium.
screenshots: $(READY)
	$(BIN)/python benchmarks/screenshots.py docs

# The measures; evidence and memory read the corpus of ../shared.
bench: bench-speed bench-text bench-memory bench-evidence bench-mentions bench-resolve

bench-speed: $(READY)
	$(BIN)/python benchmarks/speed.py

bench-text: $(READY)
	$(BIN)/python benchmarks/text.py

bench-memory: $(READY)
	$(BIN)/python benchmarks/memory.py

bench-evidence: $(READY)
	$(BIN)/python benchmarks/evidence.py

bench-mentions: $(READY)
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python benchmarks/mentions.py --reports $(REPORTS)

# Of the steps over many reports; the first run annotates them. `make bench-resolve CORPUS=annotated.jsonl` measures others.
CORPUS ?= $(REPORTS)
bench-resolve: $(READY)
	$(BIN)/python benchmarks/resolve.py $(CORPUS)

# Of reading into a record: time, memory, size of the file; `make bench-record COUNT=2000` reads fewer. The second kills
# readings and compares what they leave once they have gone on.
COUNT ?=
bench-record: $(READY)
	$(BIN)/python benchmarks/record.py --corpus $(REPORTS) $(if $(COUNT),--reports $(COUNT))

bench-killed: $(READY)
	$(BIN)/python benchmarks/killed.py --corpus $(REPORTS)

# Of search on a record: `make bench-search RECORD=news.db`.
bench-search: $(READY)
	$(BIN)/python benchmarks/search.py $(RECORD)

# Of the web application on a record: every page alone; then 50 readers while reports are read into a copy of it.
bench-pages: $(READY)
	$(BIN)/python benchmarks/pages.py $(RECORD)

bench-load: $(READY)
	$(BIN)/python benchmarks/load.py $(RECORD)

# Of every export of a whole record: time, memory, size; fails where one needs 500 MB. `make bench-exports RECORD=news.db`.
bench-exports: $(READY)
	$(BIN)/python benchmarks/exports.py $(RECORD)

# The model of names anew, in an environment of its own; some forty minutes on two cores.
GOLD ?= ../shared/gold/mentions_train.jsonl
REPORTS ?= ../shared/corpus/news_2018.jsonl.gz
WORK ?= build/training
VERSION ?= 1.0
TRAINING := .venv-training/bin
train:
	$(PYTHON) -m venv .venv-training
	$(TRAINING)/pip install --quiet -r training/requirements.txt
	mkdir -p $(WORK)
	PYTHON=$(TRAINING)/python sh training/train.sh $(GOLD) $(REPORTS) $(WORK) $(VERSION)

lock:
	$(PYTHON) -m pip install --quiet uv
	uv pip compile pyproject.toml --extra dev --generate-hashes --no-annotate --no-header --python-version 3.11 --universal -o requirements.lock
	uv pip compile pyproject.toml --extra ftm --generate-hashes --no-annotate --no-header --python-version 3.11 --universal -c requirements.lock -o requirements-ftm.lock

clean:
	rm -rf .venv .venv-training build dist demo-output
