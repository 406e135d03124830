# `make run` and `make test` are all a fresh machine needs: what is missing is installed first.
.DEFAULT_GOAL := help
.PHONY: help run test lint format bench soak soak-readers soak-editions package lock clean system

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
SAMPLE := build/sample.mhhs
PAPER := build/position-paper.pdf

# macOS and Windows always have a screen; elsewhere one of the two names it.
SCREEN := $(or $(DISPLAY),$(WAYLAND_DISPLAY),$(filter Windows_NT,$(OS)),$(filter Darwin,$(shell uname -s)))

help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

run: .venv/ready ## open the window on a fresh sample workspace; without a screen, print the sample's paper
	@mkdir -p build
	@rm -rf build/sample.*
	$(BIN)/mhhs-desk sample $(SAMPLE)
ifneq ($(SCREEN),)
	$(BIN)/mhhs-desk $(SAMPLE)
else
	@$(BIN)/mhhs-desk paper $(SAMPLE) --out $(PAPER)
	@echo "No screen here, so no window: the sample's position paper is in $(CURDIR)/$(PAPER)"
endif

test: purpose := test
test: .venv/ready ## run every test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2

lint: .venv/ready ## check style, format and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: .venv/ready ## put style and format right
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: purpose := bench
bench: .venv/others ## measure against the bare libraries; fails when a limit is passed
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench

soak: .venv/ready ## kill programs, spoil files, fill disks; fails when anything is lost
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.soak

soak-readers: .venv/ready ## give spoilt files of every kind to the readers, for ten minutes
	$(BIN)/python -m tests.soak --readers

soak-editions: .venv/ready ## make up hundreds of workspaces and look for what is withheld in all that leaves them
	EXAMPLES=400 $(BIN)/python -m pytest -q tests/test_editions_bytes.py tests/test_reporting.py tests/test_looking_back.py

package: purpose := package
package: .venv/ready ## build the one-folder program in dist/, and try it from another folder
	$(BIN)/pyinstaller --noconfirm --log-level ERROR build.spec
	.ci/try-program dist/mhhs-desk/mhhs-desk

lock: .venv/ready ## choose the newest libraries again
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --upgrade --generate-hashes --no-header --no-annotate \
		--quiet --output-file requirements.lock

clean: ## remove what was built, the environment included
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

system:
	@.ci/system $(PYTHON) $(purpose)

.venv/ready: requirements.lock pyproject.toml | system
	@echo "Preparing .venv; the first time takes a minute or two"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python .ci/locked >.venv/locked
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/locked
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# What the bench measures papers against, where nothing else sees it.
.venv/others: .venv/ready
	@echo "Fetching what papers are measured against"
	@rm -rf $@ $@.new
	@$(BIN)/python .ci/locked bench >.venv/locked-bench
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --target $@.new \
		-r .venv/locked-bench
	@mv $@.new $@
	@touch $@
