"""One summary in plain words of what a change breaks, for the person who made it; and the same
findings on the changed lines.

    python -m hooks summary --base origin/main
        reads build/, writes build/summary.md and prints it
    python -m hooks summary
        the same again, from what build/ holds
    ... --so-far
        while the tests in the browser and of print still run

With --base on GitHub it is also the job's summary, and each finding stands on a line of the change.
Everything in a finding may have been written by a stranger, so it is shown as text and never as
Markdown, HTML or a mention.
"""

import argparse
import ast
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import hooks
from hooks.sources import noted, terminal
from hooks.sources.noted import Noted
from hooks.staff import checks, drawn
from hooks.staff.drawn import Drawn

Changed = Mapping[str, Sequence[int]]
"""The lines that a change writes, by file."""
LONGEST = 240
MOST_PAGES = 40
RULES = Path(hooks.__file__).with_name("rules")


def changed_lines(diff: str) -> dict[str, list[int]]:
    """The lines that a `git diff --unified=0` writes, by file. A file from which lines were only
    taken has the line before."""
    found: dict[str, list[int]] = {}
    path = ""
    for line in diff.splitlines():
        if line.startswith("+++ "):
            path = line[4:].strip('"').removeprefix("b/")
        elif match := re.match(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@", line):
            start, count = int(match[1]), int(match[2] or 1)
            found.setdefault(path, []).extend(range(start, start + count) or [max(start, 1)])
    found.pop("/dev/null", None)
    return found


WITH_THE_POLICY = ("content/policies/", "content/publicity/", "overrides/publicity/")
"""Where words are typed that stand on publicity, beside the policy."""
MOST_WORDS = 60


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """A line of words that a change writes or takes out."""

    path: str
    text: str
    taken_out: bool = False


def beside_the_policy(diff: str) -> list[ChangedWords]:
    """The lines with words on publicity that a `git diff` writes or takes out, in their order."""
    found: list[ChangedWords] = []
    path, head = "", True
    for line in diff.splitlines():
        if line.startswith(("diff ", "@@")):
            head = line.startswith("diff ")
        elif head and line.startswith(("+++ ", "--- ")):
            name = line[4:].strip('"')
            path = path if name == "/dev/null" else name[2:]
        elif (
            not head
            and line[:1] in "+-"
            and re.search(r"\w", line[1:])
            and path.startswith(WITH_THE_POLICY)
        ):
            found.append(ChangedWords(path, line[1:], taken_out=line[0] == "-"))
    return found


STILL = "Every page in a browser, and everything printed, is still being looked at."


def markdown(
    findings: Sequence[Noted] | None,
    failed: checks.Failed | None,
    changed: Changed,
    pages: Sequence[Drawn] = (),
    words: Sequence[ChangedWords] = (),
    *,
    so_far: bool = False,
) -> str:
    """The summary. `findings` is None where the build stopped before it could find anything.
    `pages` are those that the change alters, `words` what it changes beside the policy; `so_far`
    says that tests still run."""
    text = _markdown(findings, failed, changed)
    if words:
        text += "\n".join(
            [
                "",
                "## Words that stand beside the policy",
                "",
                (
                    "No check knows all that words can mean. Whoever approves this reads them: do"
                    " they take a side, advise a choice, or promise more than we can keep?"
                ),
                "",
                *(
                    f"- {_text(each.path)}, {'taken out' if each.taken_out else 'now'}:"
                    f" {_code(each.text)}"
                    for each in words[:MOST_WORDS]
                ),
                *([f"- {len(words) - MOST_WORDS} more"] if len(words) > MOST_WORDS else []),
                "",
            ]
        )
    if pages:
        text += "\n".join(
            [
                "",
                "## Pages that look different",
                "",
                "Their pictures are in the artifact site-and-pictures, by these names.",
                "",
                *(f"- {_text(page.title)}: {_text(page.name)}" for page in pages[:MOST_PAGES]),
                *([f"- {len(pages) - MOST_PAGES} more"] if len(pages) > MOST_PAGES else []),
                "",
            ]
        )
    return f"{text}\n{STILL}\n" if so_far else text


def _markdown(
    findings: Sequence[Noted] | None, failed: checks.Failed | None, changed: Changed
) -> str:
    if findings is None:
        return _stopped(failed)
    errors, holds, notices = (
        [f for f in findings if f.severity == wanted] for wanted in ("error", "hold", "notice")
    )
    errors.sort(
        key=lambda f: (f.line not in changed.get(f.path, ()), f.path not in changed, f.path, f.line)
    )
    lines = [f"# {_things(len(errors))} to put right", ""]
    for number, finding in enumerate(errors, 1):
        lines += [f"{number}. **{_text(_place(finding))}**"]
        lines += [f"   - There now: {_code(finding.there)}"] if finding.there else []
        lines += [f"   - {_text(finding.message)} (rule: {finding.rule})", ""]
    if failed is not None and not errors:
        lines[0] = "# A check failed"
        lines += _said(failed)
    elif not errors:
        lines += ["The checks found nothing.", ""]
    if holds:
        lines += [
            "## Before the site may be published",
            "",
            "These do not stop this change. They wait for the service.",
            "",
        ]
        lines += [f"- {_text(f.message)} ({_text(f.path)}, line {f.line})" for f in holds] + [""]
    if notices:
        here = [f for f in notices if f.path in changed]
        lines += ["## To know", "", *(f"- {_text(_place(f))}: {_text(f.message)}" for f in here)]
        kinds = Counter(f.rule for f in notices if f.path not in changed)
        lines += [
            f"- {_things(count)} on pages that you did not change. {_says(rule)}"
            for rule, count in sorted(kinds.items())
        ] + [""]
    return "\n".join(lines)


def annotations(findings: Iterable[Noted], changed: Changed) -> list[str]:
    """GitHub's workflow commands: each finding on its line if the change writes it, else on the
    file's first changed line."""
    levels = {"error": "error", "hold": "warning", "notice": "notice"}
    return [
        f"::{levels[f.severity]}"
        f" file={_value(f.path)},line={_nearest(f, changed)},"
        f"title={_value(f.title or f.rule)}::{_data(f.message)}"
        for f in findings
        if f.severity == "error" or f.path in changed
    ]


def _nearest(finding: Noted, changed: Changed) -> int:
    lines = changed.get(finding.path, ())
    return finding.line if finding.line in lines or not lines else lines[0]


def _stopped(failed: checks.Failed | None) -> str:
    return "\n".join(
        [
            "# The site could not be built",
            "",
            *(_said(failed) if failed else ["Look at the log of the check."]),
            "",
        ]
    )


def _said(failed: checks.Failed) -> list[str]:
    fence = "`" * 4
    return [
        (
            f"What failed: {failed.says} (`make {failed.command}`). Ask a person who looks after"
            " the site's code. It said:"
        ),
        "",
        fence + "text",
        *(line.replace(fence, "'") for line in failed.said),
        fence,
        "",
    ]


def _things(count: int) -> str:
    return "Nothing" if not count else "1 thing" if count == 1 else f"{count} things"


def _says(name: str) -> str:
    """A rule's own sentence: read, and not imported, so that nothing need be installed for it."""
    file = RULES / f"{name.replace('-', '_')}.py"
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name) or not file.is_file():
        return _text(f"The rule is {name}.")
    says = (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").partition("\n\n")[
        0
    ]
    return _text(" ".join(says.split()))


def _place(finding: Noted) -> str:
    where = f"{finding.path}, line {finding.line}"
    return f"{finding.title} ({where})" if finding.title else where


def _text(text: str) -> str:
    """Text that Markdown shows as it is: no mark, no HTML, no mention of a person."""
    text = re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", " ".join(text.split())).replace("&", "&amp;")
    return re.sub(r"(?<!\w)@(?=\w)", "@\u2060", text)


def _code(text: str) -> str:
    """Text in a code span, cut to a length that a person reads."""
    text = " ".join(text.split())
    text = text if len(text) <= LONGEST else text[:LONGEST] + " ..."
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m hooks summary", description="Says in plain words what a change breaks."
    )
    parser.add_argument(
        "--build", type=Path, default=Path("build"), help="where the findings were noted"
    )
    parser.add_argument(
        "--so-far", action="store_true", help="tests still run: what they find is not known yet"
    )
    parser.add_argument(
        "--base", help="the commit to compare with; without it, build/changed.diff if there is one"
    )
    options = parser.parse_args(arguments)
    terminal.on_any_terminal()
    kept = options.build / "changed.diff"
    options.build.mkdir(exist_ok=True)
    if options.base:
        done = subprocess.run(
            ["git", "diff", "--unified=0", "--no-color", "--no-ext-diff", options.base, "--"],
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode:
            print(
                f"git does not know {options.base}, so every finding stands on its own line.",
                file=sys.stderr,
            )
        kept.write_text(done.stdout, encoding="utf-8")
    diff = kept.read_text(encoding="utf-8") if kept.is_file() else ""
    changed, words = changed_lines(diff), beside_the_policy(diff)
    try:
        findings, failed = (
            noted.read(options.build),
            (None if options.so_far else checks.read_failed(options.build)),
        )
        pages = drawn.read(options.build)
    except ValueError as error:
        print(f"The findings cannot be read: {error}", file=sys.stderr)
        return 1
    text = markdown(findings, failed, changed, pages, words, so_far=options.so_far)
    (options.build / "summary.md").write_text(text, encoding="utf-8")
    if options.base and os.environ.get("GITHUB_ACTIONS") == "true":
        print("\n".join(annotations(findings or (), changed)))
    if options.base and os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as file:
            file.write(text)
    print(text)
    return 0
