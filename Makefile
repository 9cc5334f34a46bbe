# Every command of this repository. `make html` needs nothing but make and Python 3.11 or newer.
#
#   make html     each book of docs/courses as a website, in build/html/; and the manual
#   make pdf      each book as a PDF, in build/pdf/: by XeLaTeX where that is installed, else by Typst
#   make live     one book on a local server, built again at each change (COURSE=its folder)
#   make test     the tests (ARGS="tests/reading -k date" runs some of them)
#   make coverage the tests again, and the lines and branches that none of them walks
#   make mutants  small faults put into a room's code, and which of them no test notices (ARGS="planning --sample 60")
#   make valid    each output before its own judges: epubcheck, an HTML validator, a checker of links (ARGS="seminar")
#   make versions the tests with the oldest versions that the project may run with (ARGS="-s highest": the newest)
#   make fuzz     texts that nobody would write, for every function that reads (INPUTS=100000 SEED=2)
#   make soak     two thousand edits, each followed by what a fresh build gives
#   make lint     style, types, and the direction of imports
#   make locale   bring the message catalogues up to date with the source, and compile them (LANGUAGE=it begins one)
#   make bench    how long builds take, with our directives and without
#   make site     the manual and the courses as one site, in build/site/
#   make pictures the pictures of the courses in the manual, taken again
#   make dist     what is published: a wheel and the sources, in dist/
#   make clean    remove all that was made here, the environment too
#   make system   install the Debian packages behind `make pdf` and `make test`

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
SPHINX := $(BIN)/python -m sphinx -W --keep-going --show-traceback --quiet

# The newest first; a name counts only if it runs, is new enough and can make an environment.
PYTHON ?= $(foreach minor,20 19 18 17 16 15 14 13 12 11,python3.$(minor)) python3 python

COURSES := $(patsubst docs/courses/%/conf.py,%,$(wildcard docs/courses/*/conf.py))
COURSE ?= $(firstword $(COURSES))
PORT ?= 8000
INPUTS ?= 20000
SEED ?= 1
ARGS ?=

TEX_PACKAGES := latexmk texlive-xetex texlive-latex-recommended texlive-latex-extra texlive-fonts-recommended tex-gyre \
	fonts-freefont-otf fonts-noto-cjk texlive-lang-chinese
TEST_PACKAGES := poppler-utils
TEST_PROGRAMS := latexmk xelatex pdftotext
# What `make valid` needs besides, and no test does.
JUDGE_PACKAGES := default-jre-headless nodejs npm
JUDGE_PROGRAMS := java node npm
BROWSERS := chromium chromium-browser google-chrome google-chrome-stable

# Whether Debian's packages can be installed without asking anybody, and how.
MAY_INSTALL := command -v apt-get > /dev/null && { [ "$$(id -u)" = 0 ] || sudo -n true 2> /dev/null; }
INSTALL := sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; $$sudo apt-get update -qq; \
	[ "$$browser" != chromium ] || apt-cache show chromium > /dev/null 2>&1 || browser=chromium-browser; \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends

.PHONY: help html site pictures dist pdf live test coverage mutants programs valid judges versions fuzz soak lint locale bench clean system tex

help:
	@sed -n 's/^#   //p' Makefile

# --- The environment: made once, brought up to date when pyproject.toml changes ---------------------------------------

# Each stamp waits for the one before it, so that no two pips write into one environment at a time.
$(VENV)/made:
	@make_it() { \
		for python in $(PYTHON); do \
			if "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then \
				echo "Making $(VENV) with $$("$$python" --version)"; \
				"$$python" -m venv --clear $(VENV) && touch $@ && return 0; \
			fi; \
		done; \
		return 1; \
	}; \
	make_it && exit 0; \
	if $(MAY_INSTALL); then \
		echo "No Python with venv found: installing Debian's package python3-venv"; \
		(browser=; $(INSTALL) python3-venv < /dev/null) && make_it && exit 0; \
	fi; \
	echo "No Python 3.11 or newer with venv found (on Debian: apt-get install python3-venv); name one: make PYTHON=..." >&2; \
	exit 1

$(VENV)/docs: pyproject.toml $(VENV)/made
	@echo "Installing what the books need"
	@$(PIP) install --editable '.[docs]'
	@touch $@

$(VENV)/test: pyproject.toml $(VENV)/docs
	@echo "Installing what the tests need"
	@$(PIP) install --editable '.[docs,test]'
	@touch $@

$(VENV)/valid: pyproject.toml $(VENV)/test
	@$(PIP) install --editable '.[docs,test,valid]'
	@touch $@

$(VENV)/mutants: pyproject.toml $(VENV)/test
	@$(PIP) install --editable '.[docs,test,mutants]'
	@touch $@

$(VENV)/pdf: pyproject.toml $(VENV)/docs
	@$(PIP) install --editable '.[docs,pdf]'
	@touch $@

$(VENV)/live: pyproject.toml $(VENV)/docs
	@$(PIP) install --editable '.[docs,live]'
	@touch $@

$(VENV)/bench: pyproject.toml $(VENV)/test
	@$(PIP) install --editable '.[docs,test,bench]'
	@touch $@

# --- The books --------------------------------------------------------------------------------------------------------

HTML := $(COURSES:%=html-%)
PDF := $(COURSES:%=pdf-%)
TYPST := $(COURSES:%=typst-%)
XELATEX := $(COURSES:%=xelatex-%)
AGAIN = $(MAKE) --no-print-directory -f $(firstword $(MAKEFILE_LIST))
HAS_TEX := { command -v latexmk && command -v xelatex; } > /dev/null
.PHONY: $(HTML) $(PDF) $(TYPST) $(XELATEX) html-manual

html: $(HTML) html-manual

html-manual: $(VENV)/docs
	@$(SPHINX) -b html -j auto -d build/doctrees/html/manual docs/manual build/html/manual
	@echo "Open $(CURDIR)/build/html/manual/index.html"

$(HTML): html-%: $(VENV)/docs
	@$(SPHINX) -b html -j auto -d build/doctrees/html/$* docs/courses/$* build/html/$*
	@echo "Open $(CURDIR)/build/html/$*/index.html"

site: $(HTML)
	@rm -rf build/site && mkdir -p build/site/courses
	@COURSES_AT=courses $(SPHINX) -b html -j auto -d build/doctrees/site docs/manual build/site
	@for course in $(COURSES); do cp -R build/html/$$course build/site/courses/$$course; done

pictures: $(VENV)/test $(HTML) typst-deep-learning-theory programs
	@$(BIN)/python -m tests.pictures build/html build/pdf/deep-learning-theory.pdf

pdf: $(PDF)

$(PDF): pdf-%: $(VENV)/docs
	@if $(HAS_TEX); then $(AGAIN) xelatex-$*; else $(AGAIN) typst-$*; fi
	@echo "Open $(CURDIR)/build/pdf/$*.pdf"

$(TYPST): typst-%: $(VENV)/pdf
	@$(SPHINX) -b seminar-pdf -d build/doctrees/typst/$* docs/courses/$* build/typst/$*
	@mkdir -p build/pdf && cp build/typst/$*/*.pdf "build/pdf/$*.pdf"

$(XELATEX): xelatex-%: $(VENV)/docs tex
	@$(SPHINX) -b latex -D latex_engine=xelatex -D latex_use_xindy=0 -d build/doctrees/latex/$* \
		docs/courses/$* build/latex/$*
	@mkdir -p build/pdf
	@cd build/latex/$* && set -- *.tex && \
	if ! latexmk -xelatex -silent -interaction=nonstopmode -halt-on-error "$$1" > typesetting.log 2>&1; then \
		grep -A 5 '^!' "$${1%.tex}.log" || tail -n 20 typesetting.log; \
		echo "make pdf: $* could not be typeset; all that was said is in build/latex/$*/$${1%.tex}.log" >&2; \
		exit 1; \
	fi && \
	cp "$${1%.tex}.pdf" "$(CURDIR)/build/pdf/$*.pdf"

tex:
	@$(HAS_TEX) || { \
		echo "XeLaTeX's book needs latexmk and xelatex: 'make system' installs them, or install $(TEX_PACKAGES)" >&2; exit 1; }

live: $(VENV)/live
	@$(BIN)/sphinx-autobuild --port $(PORT) --watch sphinx_seminar -D seminar_fresh_navigation=0 \
		-d build/doctrees/live/$(COURSE) docs/courses/$(COURSE) build/live/$(COURSE)

# --- The project ------------------------------------------------------------------------------------------------------

test: $(VENV)/test programs
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

coverage: $(VENV)/test programs
	@$(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=term $(if $(ARGS),,--cov-fail-under=95) $(ARGS)

mutants: $(VENV)/mutants programs
	@$(BIN)/python -m tests.mutants $(or $(ARGS),planning)

# What tests of the PDF and of pages in a browser need. Where it cannot be installed, those tests are left out, and counted.
programs:
	@missing=; for program in $(TEST_PROGRAMS); do command -v $$program > /dev/null || missing="$$missing $$program"; done; \
	any=; for browser in $(BROWSERS); do ! command -v $$browser > /dev/null || any=$$browser; done; \
	[ -n "$$any" ] || missing="$$missing chromium"; \
	[ -n "$$missing" ] || exit 0; \
	if $(MAY_INSTALL); then \
		echo "Missing:$$missing. Installing them with 'make system', once"; \
		$(MAKE) --no-print-directory system || echo "They could not be installed" >&2; \
	fi

valid: $(VENV)/valid judges build/valid/node_modules
	@$(BIN)/python -m tests.valid $(ARGS)

judges:
	@missing=; for program in $(JUDGE_PROGRAMS); do command -v $$program > /dev/null || missing="$$missing $$program"; done; \
	[ -n "$$missing" ] || exit 0; \
	if $(MAY_INSTALL); then \
		echo "Missing:$$missing. Installing them, once"; browser=; ($(INSTALL) $(JUDGE_PACKAGES) < /dev/null); \
	else \
		echo "make valid needs$$missing: install $(JUDGE_PACKAGES)" >&2; exit 1; \
	fi

build/valid/node_modules: tests/valid/package.json | judges
	@mkdir -p build/valid
	@cp $< build/valid/package.json
	@npm install --prefix build/valid --silent --no-audit --no-fund --ignore-scripts
	@touch $@

versions: $(VENV)/test
	@$(BIN)/nox -f tests/versions.py $(ARGS)

fuzz: $(VENV)/test
	@$(BIN)/python -m tests.fuzz $(INPUTS) $(SEED)

soak: $(VENV)/test
	@HYPOTHESIS_PROFILE=wandering SEQUENCES_OF_EDITS=200 $(BIN)/python -m pytest tests/building/incremental/test_any_edits.py

lint: $(VENV)/test
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

LOCALE := sphinx_seminar/locale
LANGUAGE ?=

locale: $(VENV)/test
	@mkdir -p build
	@$(BIN)/pybabel -q extract -F pyproject.toml --no-location --add-comments=: --strip-comments \
		--project=sphinx-seminar --copyright-holder='sphinx-seminar contributors' -o build/sphinx_seminar.pot sphinx_seminar
	@if [ -n "$(LANGUAGE)" ]; then \
		$(BIN)/pybabel -q init -w 120 -D sphinx_seminar -i build/sphinx_seminar.pot -d $(LOCALE) -l $(LANGUAGE); fi
	@$(BIN)/pybabel -q update -w 120 --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date \
		-D sphinx_seminar -i build/sphinx_seminar.pot -d $(LOCALE)
	@$(BIN)/pybabel compile --statistics -D sphinx_seminar -d $(LOCALE)

dist: $(VENV)/test
	@rm -rf dist
	@$(BIN)/python -m flit_core.wheel --outdir dist .
	@$(BIN)/python -c 'from flit_core import buildapi; buildapi.build_sdist("dist")'
	@ls dist

bench: $(VENV)/bench
	@$(BIN)/python -m tests.bench $(ARGS)

clean:
	@rm -rf build dist $(VENV) *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find sphinx_seminar tests docs \( -name __pycache__ -o -name _build \) -prune -exec rm -rf {} +

system:
	@command -v apt-get > /dev/null || { \
		echo "make system knows Debian and Ubuntu; elsewhere install Chromium and: $(TEX_PACKAGES) $(TEST_PACKAGES)" >&2; exit 1; }
	@browser=chromium; for name in $(BROWSERS); do ! command -v $$name > /dev/null || browser=; done; \
	($(INSTALL) $(TEX_PACKAGES) $(TEST_PACKAGES) $$browser < /dev/null)
