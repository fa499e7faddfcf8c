"""`python -m hooks COMMAND ...`: everything that the project does. Without a command it lists
them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

MISUSE = 64
"""What sysexits.h calls a command used in a wrong way."""


@dataclass(frozen=True, slots=True)
class Command:
    """`module` has a function `main(arguments)` that does it and returns the exit code; `given` are
    arguments that stand first."""

    module: str
    says: str
    given: tuple[str, ...] = ()


COMMANDS = MappingProxyType(
    {
        "build": Command(
            "hooks.staff.build", "Build the site into site/ and run every rule over it"
        ),
        "serve": Command(
            "hooks.staff.build",
            "Show the site on this computer, built anew when a file changes",
            ("--serve",),
        ),
        "ready": Command(
            "hooks.sources.ready",
            "Say what in mkdocs.yml must be put right before the site can be built",
        ),
        "check": Command("hooks.gate.check", "Run every rule over a built folder, without MkDocs"),
        "publishable": Command(
            "hooks.gate.check", "Say whether a built folder may be published", ("--publishable",)
        ),
        "publish": Command(
            "hooks.gate.publish", "Copy a folder that may be published, or say why not"
        ),
        "check-change": Command(
            "hooks.staff.checks", "Run every check of a change, the quick ones first"
        ),
        "lint": Command("hooks.staff.lint", "Ask every tool that knows the habits of the code"),
        "links": Command("hooks.staff.links", "Follow every link of a built folder"),
        "freshness": Command(
            "hooks.staff.freshness", "Say what falls due in the next 30 days, by owner"
        ),
        "bank-holidays": Command(
            "hooks.staff.bank_holidays", "Compare the bank holidays with what GOV.UK publishes"
        ),
        "summary": Command("hooks.staff.summary", "Say in plain words what a change breaks"),
        "new-site": Command(
            "hooks.staff.new_site", "Start the site of another service, in a repository of its own"
        ),
        "to-write": Command(
            "hooks.staff.to_write", "Say what a service has still to write or confirm, by owner"
        ),
        "pictures": Command(
            "hooks.staff.pictures", "Draw the pages that a change alters, before and after"
        ),
        "audit": Command(
            "hooks.staff.audit", "Keep the result of an accessibility audit with the pages"
        ),
        "reading-ages": Command(
            "hooks.built.readability", "Say how hard each page of a built folder is to read"
        ),
        "clock": Command(
            "hooks.time_limits.command", "By when must somebody act? EVENT DATE [SECOND-DATE]"
        ),
        "paste": Command("hooks.staff.paste", "Write a Word document as our Markdown: FILE.docx"),
        "print": Command(
            "hooks.staff.print_item", "Draw the items of publicity, or one of them, in seconds"
        ),
        "lacking": Command(
            "hooks.printed.drawing", "Name the Debian packages that drawing lacks on this machine"
        ),
        "github": Command(
            "hooks.staff.github",
            "What workflows keep up to date on GitHub: a comment, an issue, a pause",
        ),
    }
)


def main(arguments: Sequence[str]) -> int:
    name = arguments[0] if arguments else ""
    command = COMMANDS.get(name)
    if command is not None:
        # Here, so that a small command waits for no other's libraries.
        module = importlib.import_module(command.module)
        return int(module.main([*command.given, *arguments[1:]]))
    wanted = name in ("-h", "--help")
    width = max(map(len, COMMANDS))
    lines = [f"  {known:{width}}  {command.says}" for known, command in COMMANDS.items()]
    print(
        "\n".join(["python -m hooks COMMAND ...    (COMMAND --help says more)", *lines]),
        file=sys.stdout if wanted else sys.stderr,
    )
    return 0 if wanted else MISUSE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
