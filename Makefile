# The commands. `make` alone lists them: every line with "##" is its help.
PYTHON ?= python3
BIN := .venv/bin
# Material prints a notice about MkDocs 2 on every build; this is its author's own switch for it.
export NO_MKDOCS_2_WARNING := 1
# Containers often forbid Python to keep what it compiled. Then each command would compile all of hooks/ and tests/ once more.
unexport PYTHONDONTWRITEBYTECODE
export PYTHON

.PHONY: help site serve demo paste new-site to-write print check-site publishable lint test test-site test-pages test-print test-rest test-tools test-national test-year test-engines bench audit lock clean
.DEFAULT_GOAL := help

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: .venv/site.done ## Build the site into site/ and run every rule over it
	@$(BIN)/python -m hooks build

PORT ?= 8000
serve: .venv/site.done ## Show the site on this computer, built anew when a file changes (PORT=8000)
	@$(BIN)/python -m hooks serve --port $(PORT)

check-site: .venv/site.done ## Run the rules again over site/ as it was last built, without MkDocs
	@$(BIN)/python -m hooks check site

ITEM ?=
print: .venv/site.done ## Draw the publicity, or one item of it, to build/print/ in seconds (ITEM=leaflet)
	@$(BIN)/python -m hooks print $(ITEM)

publishable: .venv/site.done ## Say whether site/ may be published, and what holds it back
	@$(BIN)/python -m hooks publishable site

lint: .venv/test.done ## Ask every tool that knows the habits of the code: types, imports, names, layouts, scripts
	@$(BIN)/python -m hooks lint

# Whatever the terminal says, nothing is taken from what earlier runs remember.
FRESH := env -u REMEMBER_PAGES $(BIN)/python -m pytest
test: lint ## Run every test, in a real browser too; the habits of the code first
	@$(FRESH)

# Tests of what checks the site, which no change of its words can break, and of what its staff will do one day. All others are
# tests of the site, or of a made-up one.
TOOLS := tests/rules/test_rules.py tests/publicity tests/printed/test_spoiled.py tests/staff tests/sources/test_bad_input.py tests/test_core.py tests/test_commands.py \
	tests/test_broken_site.py tests/test_made_up.py tests/gate/test_gate.py tests/gate/test_damage.py tests/sources/test_hostile_files.py tests/test_installer.py \
	tests/sources/test_limits.py tests/pages/test_policy.py tests/sources/test_notices.py tests/printed/test_drawing.py tests/browser/test_checks_can_fail.py \
	tests/browser/test_audit.py tests/browser/test_remembered.py tests/test_compiled.py tests/test_first_year.py tests/test_equal_builds.py
OF_SITE := $(BIN)/python -m pytest $(TOOLS:%=--ignore=%)
test-site: .venv/test.done
	@$(OF_SITE)
# The same in three parts, for several machines.
test-pages: .venv/test.done
	@$(OF_SITE) tests/browser
test-print: .venv/test.done
	@$(OF_SITE) tests/printed
test-rest: .venv/test.done
	@$(OF_SITE) --ignore=tests/browser --ignore=tests/printed
test-tools: .venv/test.done
	@$(BIN)/python -m pytest $(TOOLS)
# What is asked of other services' sites, where the pages that all of them publish were changed.
test-national: .venv/test.done
	@env -u SITE_UNDER_TEST $(BIN)/python -m pytest tests/test_national.py tests/test_two_bays.py tests/sources/test_national.py

test-year: .venv/test.done ## Look at the site as it is after its first year, in a real browser and on paper
	@rm -rf build/year
	@$(BIN)/python -m tests.first_year build/year
	@SITE_UNDER_TEST=build/year $(FRESH) tests/browser tests/publicity tests/printed

test-engines: .venv/engines.done ## Use the clock, the menu, the search and reading comfort in Firefox and WebKit too (Debian)
	@$(BIN)/python -m pytest tests/engines --numprocesses=0

bench: .venv/site.done ## Measure how long a build takes, side by side with others
	@$(BIN)/python -m tests.bench

audit: .venv/test.done site ## Measure every page for every reader; write build/audit.json and pictures to look at
	@$(BIN)/python -m tests.audit site

check: .venv/test.done ## Run every check of a change, the quick ones first; say at once what failed first
	@$(BIN)/python -m hooks check-change $(PART)

links: .venv/test.done ## Follow every link of site/; sets up what the tests need
	@$(BIN)/python -m hooks links site

links-outside: .venv/test.done ## Ask other people's websites too, slowly; write build/links.md
	@$(BIN)/python -m hooks links site --outside

freshness: .venv/site.done ## Say what falls due in the next 30 days, by owner; write build/freshness.md
	@$(BIN)/python -m hooks freshness site

bank-holidays: .venv/site.done ## Compare the bank holidays with what GOV.UK publishes; write build/bank-holidays.md
	@$(BIN)/python -m hooks bank-holidays

# What a change is compared with.
export BASE ?= origin/main
summary: .venv/site.done ## Say in plain words what a change breaks, after `make check` (BASE=origin/main)
	@$(BIN)/python -m hooks summary --base "$$BASE" $(SO_FAR)

changed-pages: .venv/site.done
	@$(BIN)/python -m hooks pictures --base "$$BASE" site

pictures: .venv/test.done ## Draw the pages that a change alters, before and after (BASE=origin/main)
	@$(BIN)/python -m hooks pictures --base "$$BASE" site build/pictures

# HOLDS=wait: what waits for the service is no failure; nothing is copied.
publish-folder: .venv/site.done ## Copy site/ to build/publish/ if it is the folder that was checked and may be published
	@$(BIN)/python -m hooks publish site build/publish $(if $(filter wait,$(HOLDS)),--wait)

publish-earlier: .venv/site.done ## Copy build/earlier/, a folder published before, to build/publish/
	@$(BIN)/python -m hooks publish build/earlier build/publish --earlier

# What workflows do on GitHub, with the right that the step gives them. No help line: they are of no use elsewhere. What a
# person typed comes as a variable of the environment, so that the shell never reads it as a command.
.PHONY: check links links-outside freshness bank-holidays summary changed-pages pictures publish-folder publish-earlier comment joined issue pause paused earlier
comment: # with the right to write, so nothing is installed for it
	@$(PYTHON) -m hooks summary $(SO_FAR) >/dev/null
	@$(PYTHON) -m hooks github comment "$$NUMBER" build/summary.md
joined:
	@echo "$$RESULTS" | grep -qxE 'success( success)*' || { echo "A part of the checks failed, or did not run: $$RESULTS"; exit 1; }
issue: .venv/site.done
	@$(BIN)/python -m hooks github issue "$$KIND" "build/$$KIND.md"
pause paused: .venv/site.done
	@$(BIN)/python -m hooks github $@
earlier: .venv/site.done
	@$(BIN)/python -m hooks github earlier "$$RUN"

demo: .venv/site.done ## Show a finished site, of a service that does not exist (PORT=8000)
	@$(BIN)/python -m hooks serve --config tests/sites/two-bays/mkdocs.yml --port $(PORT)

new-site: .venv/site.done ## Start the site of another service: make new-site FOLDER=../its-site; asks what it must know
	@$(BIN)/python -m hooks new-site "$(FOLDER)" $(ANSWERS)

to-write: .venv/site.done ## Say what the service has still to write or confirm, by owner
	@$(BIN)/python -m hooks to-write

FILE ?=
paste: .venv/site.done ## Write a Word document as our Markdown (FILE=notes.docx)
	@$(BIN)/python -m hooks paste "$(FILE)"

lock: .venv/site.done ## Pin the newest allowed Python packages by hash, for every platform
	@requirements/lock.sh

clean: ## Remove everything that can be made again
	rm -rf site site.new site.old build .cache .venv node_modules .pytest_cache

# What is installed is remembered, so a second run installs nothing. It counts only where it was installed, and whole: programs
# of .venv know their folder by name, and a set-up that was killed has not written that name yet.
READY := $(shell test "$$(cat .venv/place 2>/dev/null)" = "$(CURDIR)" && test -x .venv/bin/python && test -f node_modules/.package-lock.json && echo yes)
ifneq ($(READY),yes)
.PHONY: unready
.venv/site.done .venv/test.done .venv/engines.done: unready
unready:
endif
.venv/site.done: requirements/install.sh requirements/site.txt package-lock.json pyproject.toml
	@requirements/install.sh site
	@touch $@

.venv/test.done: requirements/install.sh requirements/test.txt package-lock.json tests/tools/package-lock.json pyproject.toml
	@requirements/install.sh test
	@touch $@ .venv/site.done

.venv/engines.done: requirements/install.sh requirements/engines.txt package-lock.json tests/tools/package-lock.json tests/engines/package-lock.json pyproject.toml
	@requirements/install.sh engines
	@touch $@ .venv/test.done .venv/site.done
