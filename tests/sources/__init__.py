"""Tests of hooks/sources/."""
