"""A menu entry and a door of the home page say the same words as the heading that they lead to.

Who follows a link and finds another heading does not know whether they have come to the right page
(WCAG 2.2, 2.4.6 and 3.2.4). The entry that leads to the home page itself may be short.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources.findings import Finding
from hooks.sources.records import Home

KEEPS = ()
NAME = "menu-as-headed"


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    said = {setting.words: setting for setting in content.settings}
    for label, src in content.nav:
        page = content.page(src)
        if page and page.url and page.title != label:
            yield Finding(
                said[label].path,
                said[label].line,
                f'The menu says "{label}" and leads to "{page.title}". Write the same words here'
                f' and after "title:" in {content.project_path(src)}.',
                NAME,
            )
    for home in content.pages:
        for number, door in enumerate(home.doors if isinstance(home, Home) else ()):
            page = content.page(door.url)
            if page and page.title != door.title:
                yield Finding(
                    content.project_path(home.src),
                    home.line_of("doors", number, "title"),
                    f'The door says "{door.title}" and leads to "{page.title}". Write the same'
                    f' words here and after "title:" in {content.project_path(door.url)}.',
                    NAME,
                )
