"""Starts the site of another service: a repository of its own, with the generator as a git
submodule.

    python -m hooks new-site FOLDER --name "Harbour SENDIASS" ...

What no option says is asked for. Nothing is made up: a page says itself what the service has still
to write, and the site is not publishable before.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import ValidationError

from hooks.printed.item_text import slug
from hooks.sources import dictionary, terminal
from hooks.sources.content import LOCAL, url_of
from hooks.sources.limits import is_address
from hooks.sources.records import Council

ROOT = Path(__file__).resolve().parents[2]
"""This project, which becomes the generator of the new site."""
FILES = Path(__file__).with_name("new_site_files")
NATIONAL = ROOT / "content" / "national"
KINDS = ("council", "charity", "company", "jointly")
YES_OR_NO = {"yes": True, "no": False}
EACH_COUNCIL = "organisations/[[ slug ]].md"
ONLY_WITH = {
    "content/about/monitoring-group.md": "group",
    "content/publicity/volunteer-declaration.md": "volunteers",
    "content/publicity/voicemail.md": "voicemail",
}
"""Files that a service has only where it has what they are about."""


class Unusable(Exception):
    """An answer that no site can be made of, as a sentence."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a site begins with."""

    name: str
    long_name: str
    area: str
    councils: tuple[Council, ...]
    kind: str
    provider: str
    url: str
    generator: str
    volunteers: bool
    group: bool
    voicemail: bool


@dataclass(frozen=True, slots=True)
class Question:
    """An option, and how it is asked for where it is left out."""

    option: str
    asks: str
    choices: tuple[str, ...] = ()
    many: bool = False


QUESTIONS = (
    Question("name", "The name of the service, as families know it"),
    Question("long-name", "Its long name, with nothing shortened"),
    Question("area", "The area that it is for, such as the name of a town"),
    Question("council", "A council that it works for: full name = short name", many=True),
    Question("run-by", "Who runs it", KINDS),
    Question("provider", "The name of the charity, company or council that runs it; or nothing"),
    Question("url", "The address of its website, beginning with https://"),
    Question("generator", "The address of the generator's repository, beginning with https://"),
    Question("volunteers", "Does it have volunteers?", tuple(YES_OR_NO)),
    Question("monitoring-group", "Does a group look at its work?", tuple(YES_OR_NO)),
    Question("voicemail", "Does it have a voicemail?", tuple(YES_OR_NO)),
)


def answers(given: Mapping[str, Any]) -> Answers:
    """What the options say, read. Raises Unusable."""
    for question in QUESTIONS:
        if fault := _fault(question, given):
            raise Unusable(fault)
    return Answers(
        given["name"],
        given["long-name"],
        given["area"],
        tuple(map(_council, given["council"])),
        given["run-by"],
        given["provider"] or "",
        given["url"].rstrip("/") + "/",
        given["generator"].rstrip("/").removesuffix(".git"),
        YES_OR_NO[given["volunteers"]],
        YES_OR_NO[given["monitoring-group"]],
        YES_OR_NO[given["voicemail"]],
    )


def _fault(question: Question, given: Mapping[str, Any]) -> str | None:
    """What is wrong with the answer to a question, with all before it answered."""
    option, value = question.option, given[question.option]
    if question.choices and value not in question.choices:
        return f"--{option} must be one of: {', '.join(question.choices)}."
    if option == "provider":
        return _not_the_provider(given)
    if not value:
        return f"--{option} must be given: {question.asks}."
    if option in ("url", "generator") and not is_address(value):
        return f"--{option} must be a whole address that begins with https://."
    if option == "council":
        try:
            _ = [_council(typed) for typed in value]
        except Unusable as error:
            return str(error)
    if option == "run-by" and value == "jointly" and len(given["council"]) < 2:
        return "Councils that run a service jointly are at least two --council."
    return None


def _not_the_provider(given: Mapping[str, Any]) -> str | None:
    kind, provider = given["run-by"], given["provider"]
    names = [_council(typed).name for typed in given["council"]]
    if kind in ("charity", "company") and not provider:
        return f"--provider must name the {kind} that runs the service."
    if kind == "jointly" and provider:
        return "--provider must be left out where councils run a service jointly."
    if kind == "council" and (provider or len(names) > 1) and provider not in names:
        return f"--provider must be the council that runs it: {' or '.join(names)}."
    return None


def _council(typed: str) -> Council:
    name, _, short = (part.strip() for part in typed.partition("="))
    try:
        return Council(name=name, short=short or name)
    except ValidationError as error:
        raise Unusable('A --council must be "Full name = Short name".') from error


def files(said: Answers) -> Iterator[tuple[str, str]]:
    """Every file of the new site, by its name there."""
    env = Environment(
        loader=FileSystemLoader(FILES),
        undefined=StrictUndefined,
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # what it makes is no HTML
    )
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    env.filters["tojson"] = _quoted
    env.filters["slug"] = slug
    env.filters["with_area"] = _with_area
    facts = {name: getattr(said, name) for name in Answers.__dataclass_fields__}
    slots = yaml.safe_load((NATIONAL / LOCAL).read_text(encoding="utf-8"))
    made: dict[str, str] = {}
    later = []
    for name in sorted(env.list_templates()):
        if not facts.get(ONLY_WITH.get(name, "name")):
            continue
        if name.endswith(EACH_COUNCIL):
            for council in said.councils:
                made[name.replace("[[ slug ]]", slug(council.short))] = env.get_template(
                    name
                ).render({**facts, "council": council})
        elif name.endswith("addresses.txt"):
            later.append(name)
        else:
            made[name] = env.get_template(name).render(
                facts, slots=slots, names=_unknown_words(said)
            )
    pages = (name.removeprefix("content/") for name in made if name.endswith(".md"))
    own = sorted(f"/{url_of(src)}" for src in pages if src != "README.md")
    for name in later:
        made[name] = env.get_template(name).render(addresses=own)
    yield from sorted(made.items())


def _quoted(text: str) -> str:
    """Text as YAML has it between quotation marks."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _with_area(text: str, area: str, most: int) -> str:
    """A text with where it holds, unless that makes it longer than a page's record may be."""
    return text + area if len(text + area) <= most else text


def _unknown_words(said: Answers) -> list[str]:
    """Words of the service's names that the British dictionary does not know."""
    names = [said.name, said.long_name, said.area, said.provider]
    names += [part for council in said.councils for part in (council.name, council.short)]
    words = sorted({word for name in names for word in re.findall(r"[^\W\d_]+", name)})
    return [word for word in words if not (dictionary.can_spell() and dictionary.spelt(word))]


def write(said: Answers, folder: Path) -> list[str]:
    """Writes the files of the site. Raises Unusable where something stands there already."""
    if folder.exists() and any(folder.iterdir()):
        raise Unusable(f"{folder} must be a new or an empty folder.")
    written = []
    for name, text in files(said):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(name)
    return written


def add_generator(said: Answers, folder: Path) -> None:
    """Makes a repository of the folder, and puts this project into it as a submodule: the version
    that stands here, which its repository must have too. Raises Unusable."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "clone", "--quiet", str(ROOT), "generator")
    git(folder / "generator", "remote", "set-url", "origin", said.generator)
    for entry, value in (("path", "generator"), ("url", said.generator)):
        name = f"submodule.generator.{entry}"
        git(folder, "config", "--file", ".gitmodules", name, value)
    git(folder, "add", "--all")


def git(folder: Path, *command: str) -> None:
    done = subprocess.run(
        ["git", *command], cwd=folder, check=False, text=True, capture_output=True
    )
    if done.returncode:
        raise Unusable(f"git {command[0]} did not work: {done.stderr.strip()}")


def asked(options: argparse.Namespace) -> dict[str, Any]:
    """What the options say, and what a person types for those that are left out: an answer that
    cannot be used is asked for again. Raises Unusable where nobody can be asked."""
    given = {question.option: vars(options)[question.option] for question in QUESTIONS}
    lacking = [q for q in QUESTIONS if given[q.option] is None and q.option != "provider"]
    if lacking and not sys.stdin.isatty():
        names = ", ".join(f"--{question.option}" for question in lacking)
        raise Unusable(f"These must be given, as nobody can be asked here: {names}.")
    if not lacking:
        return given
    for question in QUESTIONS:
        if given[question.option] is None:
            given[question.option] = _typed(question)
            while fault := _fault(question, given):
                print(fault)
                given[question.option] = _typed(question)
    return given


def _typed(question: Question) -> str | list[str]:
    choices = f" ({' / '.join(question.choices)})" if question.choices else ""
    answer = input(f"{question.asks}{choices}: ").strip()
    if not question.many:
        return answer
    found = []
    while answer:
        found.append(answer)
        answer = input("Another one, or nothing: ").strip()
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m hooks new-site",
        description="Starts the site of another service. What is left out is asked for.",
    )
    parser.add_argument("folder", type=Path, help="a new folder for it")
    for question in QUESTIONS:
        parser.add_argument(
            f"--{question.option}",
            dest=question.option,
            help=question.asks,
            choices=question.choices or None,
            action="append" if question.many else "store",
        )
    options = parser.parse_args(arguments)
    terminal.on_any_terminal()
    try:
        said = answers(asked(options))
        written = write(said, options.folder)
        add_generator(said, options.folder)
    except Unusable as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"{options.folder}: {len(written)} files, and the generator. Nothing in them is made up.\n"
        f"Next: cd {options.folder} && make site"
    )
    return 0
