"""Tests of hooks/gate/."""
