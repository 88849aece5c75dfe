# `make run` and `make test` need Python 3.11 only: what they use is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV := $(VENV)/.ready-dev
PACK := data/built
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
# Compiled files are kept between runs, of tests too: without them every process compiles for seconds.
export PYTHONDONTWRITEBYTECODE :=
PYTEST := $(BIN)/pytest -n 2 --dist loadfile
# Files of few but long tests begin, so that no worker waits for another at the end.
LONG_FIRST := --no-loadscope-reorder tests/test_served_counts.py tests/real tests/claims tests/dashboard tests
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 \
  --generate-hashes --no-header --no-emit-index-url --upgrade

.PHONY: run test check coverage verify system lint fix shots bench bench-large calibration demo sbom audit lock clean

run: $(READY)
	@test -f $(PACK)/current || $(BIN)/csp-dashboard build --demo --out $(PACK)
	$(BIN)/csp-dashboard serve --pack $(PACK)

# Lint, types, import contracts and every test that proves a behaviour, in a browser too.
test: lint
	$(BIN)/python -m bench.chromium
	$(PYTEST) -m "not browser and not verify and not system" $(LONG_FIRST)
	$(PYTEST) -m "browser and not verify" tests/browser

# What to run while working: no browser and no built pack.
check: lint
	$(PYTEST) -m "not slow and not browser and not verify and not system"

# The tests of `make test` without a browser, which take twice as long when branches are counted;
# fails under the floor in pyproject.toml.
coverage: $(DEV)
	$(PYTEST) --cov --cov-report term -m "not browser and not verify and not system" $(LONG_FIRST)

# Long sweeps: all filters, killed builds, a thousand tables against disclosure control, and more
# examples of every property.
verify: $(DEV)
	$(BIN)/python -m bench.chromium
	$(PYTEST) -m verify
	EXAMPLES_TIMES=8 $(PYTEST) -m "hypothesis and not browser and not system"

# Behind a real nginx, and files opened by LibreOffice. Installs both on Debian as root.
# SKIP_SYSTEM=1 leaves out what is not installed.
system: $(DEV)
	$(BIN)/python -m bench.chromium
	$(BIN)/python -m tests.system.install
	$(BIN)/pytest -m system -rs tests/system

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/ty check
	$(BIN)/lint-imports

fix: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# A picture of every page at 1366x768 and 390x844, in shots/.
shots: $(DEV)
	$(BIN)/python -m bench.chromium
	$(BIN)/python -m tests.browser.shots shots

bench: $(DEV)
	$(BIN)/python -m bench.chromium
	$(BIN)/python -m bench

# A build of so many street rows, where the disk has room, and a server on that pack: seconds beside
# the bare load, peak memory, size, milliseconds of pages and layers. `make bench-large ROWS=5000000`
ROWS ?= 90000000
bench-large: $(DEV)
	$(BIN)/python -m bench.large $(ROWS)

# How often the verdict calls a change where none was made, on the real data beside the repository.
calibration: $(DEV)
	$(BIN)/python -m bench.calibration

demo: $(READY)
	$(BIN)/csp-dashboard build --demo --out $(PACK)

# The parts of the product (CycloneDX) and their licences, in build/.
sbom: $(DEV)
	mkdir -p build
	$(PYTHON) -m venv build/production
	build/production/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
	  --output-file build/sbom.json build/production
	$(BIN)/pip-licenses --python build/production/bin/python --format plain-vertical \
	  --with-license-file --no-license-path --output-file build/third-party-notices.txt
	rm -rf build/production

# Known advisories for the pinned versions; says so where the advisory database is out of reach.
audit: $(DEV)
	$(BIN)/python -m tests.system.audit

# The environment, from hashed versions. Done again when the lock or the project file changes.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 run")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-build-isolation --no-deps --editable .
	@touch $(READY)

$(DEV): $(READY) requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $(DEV)

# Needs uv. Writes no index address.
lock:
	$(COMPILE) --group build -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) $(PACK) shots build
