"""What a build does, and what it refuses.

The core (everything but `adapter`) reads the sources and the built folder as plain files and never
imports mkdocs, so the same rules run in the build, by hand (`python -m hooks check`), in CI and
before publishing.
"""
