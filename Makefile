# make demo · test · lint · docs · gate · agreement · bench · bench-desk · bench-forecast · fuzz · bench-plv · bench-polnear · bench-uw · bench-curve · clear · research
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?=
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test slow lint docs gate agreement bench bench-desk bench-forecast fuzz bench-plv bench-polnear bench-uw bench-curve clear research bare clean

$(BIN)/.base: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install -q -e . && touch $@

$(BIN)/.test: $(BIN)/.base
	@$(BIN)/pip install -q -e ".[test,check]" && touch $@

$(BIN)/.bench: $(BIN)/.base
	@$(BIN)/pip install -q -e ".[bench]" && touch $@

$(BIN)/.train: $(BIN)/.test
	@$(BIN)/pip install -q torch==2.13.0 && $(BIN)/pip install -q -e ".[train,build]" && touch $@

demo: $(BIN)/.base  ## set up and code the bundled article
	@$(BIN)/verbale code examples/fresh_hands_for_a_border_war.txt --published 2026-03-12

test: $(BIN)/.test  ## set up and pass the tests
	@$(BIN)/pytest -n auto -m "not slow"

slow: $(BIN)/.train  ## the tests that take long, and those of the training
	@$(BIN)/pytest -n auto -m slow

lint: $(BIN)/.train  ## style, types and the corpus
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/python training/corpus.py

docs: $(BIN)/.test  ## fail when the generated pages are old, then build the site into site/
	@$(BIN)/python docs/generate.py --check && $(BIN)/mkdocs build --strict -q

gate: $(BIN)/.test  ## score the gold articles against the floors; DATA=folder adds the development gold
	@$(BIN)/python quality/gate.py $(if $(DATA),--data $(DATA))

agreement: $(BIN)/.test  ## how far two readers who marked a tenth of the corpus agree
	@$(BIN)/python quality/agreement.py

bench: $(BIN)/.bench  ## sentences per second from raw text, against the bare encoder
	@$(BIN)/python bench/speed.py && $(BIN)/python bench/startup.py

clear research: $(BIN)/.train  ## from corpus and DATA to a model in runs/, four steps
	@$(BIN)/python training/choices.py --pronouns $(if $(DATA),--data $(DATA))
	@$(BIN)/python training/prepare.py $@ --data $(DATA)
	@$(BIN)/python training/train.py $@
	@$(BIN)/python training/export.py $@
	@$(BIN)/python training/evaluate.py $@
	@$(BIN)/python training/export.py $@

bench-desk: $(BIN)/.test  ## the desk: articles a second, memory, adding what is known, questions; then killed 200 times (an hour in all)
	@$(BIN)/python bench/desk.py && $(BIN)/python bench/kill.py

bench-forecast: $(BIN)/.test  ## forecasts on the development years and validation days of DATA (test parts: bench/RESULTS_FORECAST.md)
	@$(BIN)/python -m bench.probability --data $(DATA) --develop && $(BIN)/python -m bench.ranking --data $(DATA) --part valid \
	  && $(BIN)/python -m bench.futures --data $(DATA) --develop

fuzz: $(BIN)/.test  ## a million damaged inputs through all readers of sources
	@$(BIN)/python bench/fuzz.py --inputs 1000000

bench-plv: $(BIN)/.train  ## PLV by cross-validation, from a checkpoint that saw no PLV row
	@test -f runs/clear/network.pt || $(MAKE) clear DATA=$(DATA)
	@$(BIN)/python bench/plv.py --data $(DATA)

bench-polnear bench-uw: $(BIN)/.train  ## the research build on PolNeAR dev and on UW dev
	@test -f runs/clear/network.pt || $(MAKE) clear DATA=$(DATA)
	@test -f runs/research/model/model.onnx || $(MAKE) research DATA=$(DATA)
	@$(BIN)/python bench/$(@:bench-%=%).py --data $(DATA)

bench-curve: $(BIN)/.train  ## the learning curve: development event F1 at a quarter, half and all of the corpus
	@$(BIN)/python bench/curve.py --data $(DATA)

bare: ## install without development tools in a new environment, and code an article
	@sh bench/bare.sh

clean:
	rm -rf $(VENV) runs dist site
