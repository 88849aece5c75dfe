# Two commands: `make run` and `make test`. Everything they need is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PACK := data/built

.PHONY: run test check lint shots bench demo clean lock

run: $(READY)
	@test -f $(PACK)/current || $(BIN)/csp-dashboard build --demo --out $(PACK)
	$(BIN)/csp-dashboard serve --pack $(PACK)

# Lint, types, import contracts and every test: real data, killed builds and the browser too.
test: lint
	$(BIN)/python -m tests.browser.find
	$(BIN)/pytest -n 2 --dist loadfile -m "not browser"
	$(BIN)/pytest -n 2 --dist loadfile -m browser

# What to run while working: under a minute, with no browser and no built pack.
check: lint
	$(BIN)/pytest -n 2 --dist loadfile -m "not slow and not browser"

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/ty check
	$(BIN)/lint-imports

# A picture of every page at 1366x768 and 390x844, in shots/.
shots: $(READY)
	$(BIN)/python -m tests.browser.shots shots

bench: $(READY)
	$(BIN)/python -m bench

demo: $(READY)
	$(BIN)/csp-dashboard build --demo --out $(PACK)

# The environment, from hashed versions. Done again when the lock or the project file changes.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 run")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $(READY)

# Needs uv. Writes no index address.
lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url --upgrade -o requirements.lock

clean:
	rm -rf $(VENV) $(PACK) shots
