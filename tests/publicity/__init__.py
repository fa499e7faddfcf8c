"""Ways to break the promise that publicity carries the policy, each on a copy of a real item:
cases.py. `python -m tests.publicity` prints the table."""
