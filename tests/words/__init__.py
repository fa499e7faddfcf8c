"""Tests of hooks/words/."""
