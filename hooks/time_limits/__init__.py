"""Counts time limits: by when a family or somebody else must act, step by step, with the law of
each step.

`engine.py` counts, `answers.py` puts it into sentences, `words.py` holds the sentences, `data.py`
gives both to the page as data, and `command.py` is `python -m hooks clock`. The page has an engine
of its own, overrides/assets/js/clock.js; tests prove the two equal.
"""
