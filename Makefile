# The commands. `make` alone lists them: every line with "##" is its help.
PYTHON ?= python3
BIN := .venv/bin
# Material prints a notice about MkDocs 2 on every build; this is its author's own switch for it.
export NO_MKDOCS_2_WARNING := 1
export PYTHON

.PHONY: help site serve check-site publishable test bench audit lock clean
.DEFAULT_GOAL := help

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: .venv/site.done ## Build the site into site/ and run every rule over it
	@$(BIN)/mkdocs --quiet build

serve: .venv/site.done ## Show the site on this computer, built anew when a file changes
	@$(BIN)/mkdocs serve

check-site: .venv/site.done ## Run the rules again over the built site/, without MkDocs
	@$(BIN)/python -m hooks.check site

publishable: .venv/site.done ## Say whether site/ may be published, and what holds it back
	@$(BIN)/python -m hooks.check site --publishable

test: .venv/test.done ## Run every test, in a real browser too
	@$(BIN)/python -m pytest

bench: .venv/site.done ## Measure how long a build takes, side by side with others
	@$(BIN)/python -m tests.bench

lock: .venv/site.done ## Pin the newest allowed Python packages by hash, for every platform
	@requirements/lock.sh

clean: ## Remove everything that can be made again
	rm -rf site site.new site.old build .venv node_modules .pytest_cache

# What is installed is remembered, so a second run installs nothing.
.venv/site.done: requirements/install.sh requirements/site.txt package-lock.json pyproject.toml
	@requirements/install.sh site
	@touch $@

.venv/test.done: requirements/install.sh requirements/test.txt package-lock.json pyproject.toml
	@requirements/install.sh test
	@touch $@ .venv/site.done
