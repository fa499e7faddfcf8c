"""Printed publicity: every format made, spoiled and proved."""
