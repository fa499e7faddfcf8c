"""The site in the engines of Firefox and Safari. `make test-engines` runs these; `make test` does
not: it must need no more than one browser.
"""
