"""Reads the finished folder as a browser does."""
