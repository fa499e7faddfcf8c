"""Every file of the finished website was made by a known part of the build, and what it runs is
what the build made.

Only what the build made is published. The list of what was made stands in the gate record; how it
is kept: hooks/built/output.py.
"""

from collections.abc import Iterator

from hooks.built.output import faults
from hooks.built.site import Site
from hooks.sources.findings import Finding

NAME = "nothing-unaccounted"


def check(site: Site) -> Iterator[Finding]:
    published = {name: site.content.project_path(name) for name in site.content.files}
    for name, message in faults(site.output):
        yield Finding(published.get(name, f"{site.output.folder.name}/{name}"), 1, message, NAME)
