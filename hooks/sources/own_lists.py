"""The lists that lie beside our code, as YAML: words, elements, phrases. Pages and records are read
by hooks/sources/frontmatter.py, which says what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same rules in C, where PyYAML has it: ten times as fast."""


def read(path: Path) -> Any:
    """What a list says, as texts, lists and mappings."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
