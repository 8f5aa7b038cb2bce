# The front door. CMake does the work: CMakeLists.txt, CMakePresets.json.
.DEFAULT_GOAL := help
SHELL := /bin/sh
MAKEFLAGS += --no-builtin-rules --no-print-directory

DIR ?= tests/example
ARGS ?=
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 60
merlon := build/release/merlon

# What the binary is made of. Folders are listed too: their time changes when a file goes away.
sources := $(shell find CMakeLists.txt CMakePresets.json grammars/CMakeLists.txt \
    tests/layers/rooms.txt src rules 2>/dev/null)
modules := grammars/node_modules/.installed src/guard/node/node_modules/.installed
test_modules := tests/contract/node_modules/.installed tests/guard/node/node_modules/.installed

.PHONY: help build guard debug scan test check differential bench bless asan tsan fuzz coverage release-pgo format \
    install uninstall clean

help: ## Say what can be made
	@echo 'make scan DIR=path/to/server   scan it (without DIR: a small example)'
	@echo 'make test                      run every test'
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | \
	    while IFS='|' read -r name text; do printf '%-20s %s\n' "$$name" "$$text"; done
	@echo
	@echo 'What is missing on this machine is installed first, and named (.ci/install-deps.sh).'

# --- what must be there -------------------------------------------------------------------------

build/.deps-build: .ci/install-deps.sh
	@mkdir -p build && .ci/install-deps.sh build && touch $@

build/.deps-test: .ci/install-deps.sh
	@mkdir -p build && .ci/install-deps.sh test && touch $@

%/node_modules/.installed: %/package-lock.json %/package.json | build/.deps-build
	@echo 'Installing the packages of $*/package-lock.json with npm ci' >&2
	@cd $* && npm ci --loglevel=error --no-progress >&2 && touch node_modules/.installed

# --- building -------------------------------------------------------------------------------------

build/release/.built: $(sources) $(modules) | build/.deps-build
	@[ -f build/release/build.ninja ] || { echo 'Configuring' >&2; cmake --preset release >build/configure.log 2>&1; } || \
	    { cat build/configure.log >&2; rm -rf build/release; exit 1; }
	@echo 'Building $(merlon)' >&2
	@ninja -C build/release merlon >build/build.log 2>&1 || { cat build/build.log >&2; exit 1; }
	@touch $@

build: build/release/.built ## Leave the program in build/release/merlon

guard: build/.deps-build $(modules) ## Leave the runtime library in build/release: libmerlon_guard.*, merlon-guard/
	@[ -f build/release/build.ninja ] || cmake --preset release >build/configure.log 2>&1 || \
	    { cat build/configure.log >&2; exit 1; }
	@ninja -C build/release guard >build/build-guard.log 2>&1 || { cat build/build-guard.log >&2; exit 1; }

debug: $(modules) | build/.deps-test ## The same without optimisation, warnings as errors, with tests: build/debug
	@cmake --preset debug >/dev/null && cmake --build --preset debug

release-pgo: build/.deps-build $(modules) ## Profile- and link-time optimised: build/release-pgo/merlon
	@tests/train.sh

# --- using ----------------------------------------------------------------------------------------

scan: build/release/.built ## Scan DIR; ARGS are passed on
	@$(merlon) scan --exit-zero $(ARGS) -- '$(DIR)'

install: build/release/.built ## Install to PREFIX (/usr/local) under DESTDIR
	@ninja -C build/release merlon_docs >build/build.log 2>&1 || { cat build/build.log >&2; exit 1; }
	@DESTDIR='$(DESTDIR)' cmake --install build/release --prefix '$(PREFIX)'

uninstall: ## Take out what `make install` put there
	@rm -fv '$(DESTDIR)$(PREFIX)/bin/merlon' '$(DESTDIR)$(PREFIX)/share/man/man1/merlon.1' \
	    '$(DESTDIR)$(PREFIX)/share/bash-completion/completions/merlon' \
	    '$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_merlon' \
	    '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/merlon.fish'

# --- testing --------------------------------------------------------------------------------------

test: build/.deps-test build/release/.built debug $(test_modules) ## Run every test
	@ctest --test-dir build/debug --output-on-failure --timeout 1500

check: build/.deps-test debug tests/guard/node/node_modules/.installed ## The tests that take less than a minute together
	@ctest --test-dir build/debug --output-on-failure -LE 'slow|contract' -j 2

bless: debug ## Rewrite the golden files; read the difference before you commit it
	@tests/golden/run.py --bless build/debug/merlon

differential: build ## Compare with the rule language's own engine, if it is on PATH
	@python3 tests/differential/compare.py --merlon build/release/merlon --probes tests/unit/probes.json --pairs 20000 || [ $$? -eq 77 ]

bench: build/.deps-test release-pgo guard tests/bench/guard/node_modules/.installed ## Measure speed
	@tests/bench/run.sh

asan tsan: build/.deps-test $(modules)
	@tests/preset.sh $@ unit golden rules

fuzz: build/.deps-test $(modules) ## Run every fuzz target for FUZZ_SECONDS (60)
	@tests/fuzz.sh $(FUZZ_SECONDS)

coverage: build/.deps-test $(modules) ## Which lines the tests reach
	@tests/preset.sh coverage unit golden rules
	@tests/coverage.sh build/coverage

format: build/.deps-test ## Format the C sources
	@find src tests -name node_modules -prune -o -name '*.[ch]' ! -path 'tests/*/input/*' \
	    ! -path 'tests/example/*' -print | xargs clang-format -i

clean: ## Remove what was built (installed packages stay)
	rm -rf build
