# Python 3.11 or newer, make, and a network that has the packages: nothing else is needed.
# `make` alone lists what there is to make.

VENV ?= .venv
DEMO ?= build/demo
PYTHON ?= $(shell \
  for needs in "import ensurepip, sys" "import sys"; do \
    for name in python3.11 python3 python3.12 python3.13 python3.14 python; do \
      if $$name -c "$$needs; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1; \
      then echo $$name; exit; fi; \
    done; \
  done)

BIN := $(VENV)/bin
BOOTSTRAP = $(if $(PYTHON),,$(error No Python 3.11 or newer was found; name one with PYTHON=...)) \
  $(PYTHON) tools/bootstrap.py --venv $(VENV)
# The window is drawn into memory wherever nobody looks at it.
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.PHONY: help demo test check run bench soak ratchet pictures catalogue package lock clean \
  ready-run ready-dev ready-screen

help:
	@echo "make demo       the main job: a programme from the call to verified dossiers, in $(DEMO)"
	@echo "make run        the window, on the demo"
	@echo "make test       format, lint, types, import contracts, all tests, coverage"
	@echo "make check      the fast half of it"
	@echo "make soak       the long tests"
	@echo "make bench      measurements, each beside what it is compared with"
	@echo "make pictures   a picture of every page, in both languages, light and dark"
	@echo "make catalogue  what the Serbian catalogue lacks or no longer needs"
	@echo "make package    the program for people without Python, in dist/"
	@echo "make ratchet    coverage that was reached once is kept: raises the floors"
	@echo "make lock       new versions and hashes in requirements*.txt"
	@echo "make clean      take away what the above made, but for the virtual environment"

ready-run:
	@$(BOOTSTRAP) run

ready-dev:
	@$(BOOTSTRAP) dev

ready-screen:
	@$(BOOTSTRAP) run --screen

demo: ready-run
	@$(OFFSCREEN) $(BIN)/python -m tools.demo $(DEMO)

run: ready-screen
	@test -e $(DEMO)/iris-progres.iris || $(BIN)/python -m tools.demo $(DEMO)
	@$(BIN)/iris-grants $(DEMO)/iris-progres.iris

test: ready-dev
	@$(OFFSCREEN) $(BIN)/python -m tools.checks

check: ready-dev
	@$(OFFSCREEN) $(BIN)/python -m tools.checks --fast

soak: ready-dev
	@$(OFFSCREEN) HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest -m soak --timeout=0

bench: ready-dev
	@$(OFFSCREEN) $(BIN)/python -m tests.bench

ratchet: ready-dev
	@$(BIN)/python -m tools.ratchet --raise build/coverage.json

pictures: ready-dev
	@$(OFFSCREEN) $(BIN)/python -m tools.pictures

catalogue: ready-dev
	@$(BIN)/python -m tools.catalogue

package:
	@$(BOOTSTRAP:$(VENV)=build/package-venv) package
	@build/package-venv/bin/python -m PyInstaller --noconfirm --log-level ERROR --distpath dist \
	  --workpath build/package build.spec
	@echo "The program is in dist/iris-grants."

lock:
	@$(BOOTSTRAP:$(VENV)=build/lock-venv) lock
	@build/lock-venv/bin/python tools/lock.py

clean:
	@rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage*
