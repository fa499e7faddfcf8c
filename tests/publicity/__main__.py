"""python -m tests.publicity      runs every case and prints the table"""

import sys

import pytest

sys.exit(pytest.main(["-q", "tests/publicity", *sys.argv[1:]]))
