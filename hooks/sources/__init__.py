"""Reads mkdocs.yml and content/ into typed records; bad input is named here, with its file and
line."""
