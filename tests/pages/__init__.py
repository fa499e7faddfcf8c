"""Tests of hooks/pages/."""
