"""What the staff of a service rightly do in its first year, step by step, on a copy of the real
site.

    python -m tests.first_year FOLDER        lays out the copy as it is after the last step, to be looked at

A step does what the staff guide says, or what a finding asks for in its one sentence. Every value
is made up (numbers that Ofcom keeps for drama, example.org) and stands in the copy only. A step
goes on from the site as it stands that day, so that it can be done again when the service has
really done it.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from dateutil.relativedelta import relativedelta

from hooks.sources import owners, site_records
from hooks.sources.content import Content
from tests import helpers
from tests.helpers import REAL, ROOT, TODAY
from tests.pages.test_guide import Step, steps, take

CONTACT, POLICY, ADDRESSES = (
    "content/contact.md",
    "content/policies/impartiality.md",
    "content/addresses.txt",
)
LIMITS = "content/national/your-options"
GUIDES_DAY = "2026-11-22"
"""The day on which the guide's examples say that somebody checked."""
GUIDES_OWNER = "declared_by: Lead adviser"
"""Who owns the policy in them."""


@dataclass(frozen=True)
class Copy:
    """A copy of the real site's sources."""

    folder: Path

    def path(self, name: str) -> Path:
        return self.folder / name

    def follow(self, page: str) -> None:
        """Does what a page of the staff guide says, today."""
        for step in steps(page):
            if step.do == "add":
                self.add_address(step.text)
            else:
                text = step.text.replace(GUIDES_DAY, TODAY.isoformat())
                take(replace(step, text=text.replace(GUIDES_OWNER, self.owner())), self.path)

    def owner(self) -> str:
        """Who declares in this copy that a file is no publicity: the policy's owner."""
        (policy,) = (one for one in self.records().carried if one.impartiality_policy)
        return f"declared_by: {policy.owner}"

    def add_address(self, line: str) -> None:
        """An address that is on the list already is not added again."""
        known = line.split(maxsplit=1)[0] in [
            other.split()[0] for other in self.text(ADDRESSES).splitlines() if other
        ]
        take(Step("line" if known else "add", ADDRESSES, line), self.path)

    def text(self, name: str) -> str:
        return self.path(name).read_text(encoding="utf-8")

    def line(self, name: str, text: str) -> None:
        """Puts a line in the place of the one that begins alike."""
        take(Step("line", name, text), self.path)

    def change(self, name: str, old: str, new: str) -> None:
        helpers.edit(self.path, {"change": [{"file": name, "old": old, "new": new}]})

    def records(self) -> Content:
        return site_records.read(self.path("mkdocs.yml"), TODAY)

    def left_as_it_is(self, folder: Path) -> Copy:
        """A second copy of the sources as they are now; layouts and code stay the project's own."""
        shutil.copytree(self.folder, folder, symlinks=True)
        return Copy(folder)

    def close_gaps(self) -> None:
        """Takes out each box of which the finding says that it must go."""
        found = [
            (finding.path, finding.line)
            for finding in self.records().findings
            if finding.message.startswith("This gap must go")
        ]
        for name, line in sorted(found, reverse=True):
            lines = self.text(name).splitlines(keepends=True)
            end = lines.index("///\n", line)
            self.path(name).write_text(
                "".join([*lines[: line - 1], *lines[end + 1 :]]), encoding="utf-8"
            )


def lay_out(folder: Path) -> Copy:
    """The real site's sources in an empty folder, with the project's own layouts and code."""
    for name in ("content", ".github"):
        shutil.copytree(REAL / name, folder / name)
    shutil.copyfile(REAL / "mkdocs.yml", folder / "mkdocs.yml")
    (ROOT / ".cache").mkdir(exist_ok=True)
    for name in ("hooks", "node_modules", ".cache", "overrides"):
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    return Copy(folder)


def confirmed(value: str) -> str:
    return f'{{value: "{value}", sure: confirmed by the service, checked: {TODAY}}}'


def long(day: date) -> str:
    return f"{day:%-d %B %Y}"


Shown = dict[str, str]
"""By the address of a page, words that a reader must then find there."""

# --- the facts, one by one ------------------------------------------------------------------------


def phone(copy: Copy) -> Shown:
    copy.follow("change-a-phone-number")
    return {"contact": "01632 960001", "index": "01632 960001", "publicity/leaflet": "01632 960001"}


def email(copy: Copy) -> Shown:
    copy.line(CONTACT, f"  email: {confirmed('advice@sendiass.example.org')}")
    return {
        "contact": "advice@sendiass.example.org",
        "publicity/contact-card": "advice@sendiass.example.org",
    }


def hours(copy: Copy) -> Shown:
    copy.line(CONTACT, f"  hours: {confirmed('Monday to Thursday, 9am to 4pm')}")
    return {"contact": "Monday to Thursday, 9am to 4pm"}


def response(copy: Copy) -> Shown:
    """The last fact that the box on the contact page waits for."""
    copy.line(CONTACT, f"  response: {confirmed('within three working days')}")
    copy.close_gaps()
    return {"contact": "within three working days", "accessibility": "within three working days"}


def base(copy: Copy) -> Shown:
    copy.line(CONTACT, f"  base: {confirmed('Example House, 1 Example Street, Rotherham')}")
    copy.close_gaps()
    return {"contact": "Example House, 1 Example Street"}


def hub(copy: Copy) -> Shown:
    copy.line(
        CONTACT,
        f"  hub: {confirmed('The SEND Hub is an example of a building, at 2 Example Street.')}",
    )
    copy.close_gaps()
    return {}


def website_emptied(copy: Copy) -> Shown:
    """The address that others name is not the service's, and it has no other yet."""
    copy.line(
        CONTACT,
        '  website: {value: "", sure: not confirmed, missing: "The address of our website is not'
        ' confirmed yet."}',
    )
    return {"contact": "The address of our website is not confirmed yet."}


def adopted_policy(copy: Copy) -> Shown:
    copy.line(
        CONTACT, f"  adopted_policy: {confirmed('https://www.example.org/adopted-policy.pdf')}"
    )
    return {"policies/impartiality": "www.example.org/adopted-policy.pdf"}


# --- who checked, who adopted ---------------------------------------------------------------------


def checked(copy: Copy) -> Shown:
    """Somebody read every page: some today, some so long ago that the next check is due."""
    long_ago = TODAY - timedelta(days=2000)
    for path in copy.path("content").rglob("*.md"):
        day = long_ago if path.name == "words.md" else TODAY
        path.write_text(
            re.sub(
                r"^checked:.*$",
                f"checked: {day}",
                path.read_text(encoding="utf-8"),
                count=1,
                flags=re.MULTILINE,
            ),
            encoding="utf-8",
        )
    return {"about": f"Checked on {long(TODAY)}", "words": "The next check was due on"}


def adopted_and_reviewed(copy: Copy) -> Shown:
    copy.line(POLICY, f"  adopted_by: {confirmed('The Example Board')}")
    copy.line(POLICY, f"  last_reviewed: {confirmed((TODAY - timedelta(days=400)).isoformat())}")
    return {
        "policies/impartiality": (
            f"Last reviewed {long(TODAY - timedelta(days=400))} Confirmed by the service"
        )
    }


def plain_english(copy: Copy) -> Shown:
    copy.line(POLICY, f"  plain_english: {confirmed('This version may be published.')}")
    return {"policies/impartiality": "This version may be published."}


def approvers(copy: Copy) -> Shown:
    """Teams that there are, in the place of those that nobody has filled in."""
    name = owners.FILE.as_posix()
    copy.path(name).write_text(
        copy.text(name).replace(owners.PLACEHOLDER, "@example-"), encoding="utf-8"
    )
    return {}


def website(copy: Copy) -> Shown:
    """The last question. From here on the site may be published."""
    copy.line(CONTACT, f"  website: {confirmed('https://sendiass.example.org')}")
    copy.line("mkdocs.yml", "site_url: https://sendiass.example.org/")
    copy.close_gaps()
    return {
        "contact": "sendiass.example.org",
        "publicity/poster": "sendiass.example.org/policies/impartiality/",
    }


PUBLISHABLE = website

# --- the daily work -------------------------------------------------------------------------------


def _notice() -> str:
    """The guide's example, from today until further notice."""
    (example,) = steps("say-that-we-are-closed")
    text = re.sub(r"from: .*", f"from: {TODAY}", example.text)
    text = re.sub(r"until: .*", "until:", text)
    return re.sub(r"title: .*", "title: Our phone line is closed", text)


def notice(copy: Copy) -> Shown:
    """A line of two square brackets at the end goes, as the guide says."""
    name = "content/notices.yml"
    copy.path(name).write_text(copy.text(name).removesuffix("[]\n") + _notice(), encoding="utf-8")
    return {
        "index": "Our phone line is closed",
        "contact": "This notice is here until further notice.",
        "publicity/voicemail": "Our phone line is closed",
    }


def notice_taken_out(copy: Copy) -> Shown:
    """The notice alone; the comments that say how to write one stay."""
    copy.change("content/notices.yml", _notice(), "")
    return {}


def meeting(copy: Copy) -> Shown:
    copy.follow("publish-a-meeting")
    group, link = (
        "content/about/monitoring-group.md",
        "- [Meeting of 22 November 2026](meeting-november-2026.md)\n",
    )
    text = re.sub(
        r"^/// gap\nNo meeting.*?^///\n",
        "",
        copy.text(group).replace(link, ""),
        flags=re.MULTILINE | re.DOTALL,
    )
    copy.path(group).write_text(
        text.replace('{: promise="P36" }\n', f'{{: promise="P36" }}\n\n{link}', 1), encoding="utf-8"
    )
    return {
        "about/monitoring-group": "Meeting of 22 November 2026",
        "about/meeting-november-2026": "The group looked at our leaflets.",
    }


def organisation(copy: Copy) -> Shown:
    copy.follow("add-an-organisation")
    return {"organisations": "Example Helpline", "organisations/example-helpline": "01632 960002"}


def page(copy: Copy) -> Shown:
    copy.follow("add-a-page")
    return {
        "about/getting-here": "Somebody will come to meet you",
        "about/our-service": "Getting here",
    }


def leaflet(copy: Copy) -> Shown:
    copy.follow("make-a-leaflet")
    return {
        "publicity/drop-in-leaflet": "We are impartial",
        "publicity": "Leaflet about drop-in mornings",
    }


def page_moved(copy: Copy) -> Shown:
    copy.follow("move-a-page")
    return {"about/find-us": "Somebody will come to meet you"}


def linked_page_moved(copy: Copy) -> Shown:
    """A page that others link to, and that an audit has named."""
    page = next(
        page
        for page in copy.records().pages
        if page.section == "about"
        and f"({page.slug}.md)" in copy.text("content/about/index.md")
        and copy.path(f"content/{page.src}").is_file()  # a national page is not ours to move
    )
    new = f"our-{page.slug}"
    copy.path(f"content/{page.src}").rename(copy.path(f"content/about/{new}.md"))
    copy.line(ADDRESSES, f"/{page.url} -> /about/{new}/")
    copy.add_address(f"/about/{new}/\n")
    content = copy.path("content")
    for other in (*content.rglob("*.md"), *content.rglob("*.yml")):
        text = other.read_text(encoding="utf-8")
        other.write_text(re.sub(rf"(?<![\w-]){page.slug}\.md", f"{new}.md", text), encoding="utf-8")
    return {f"about/{new}": page.title}


def time_limit(copy: Copy) -> Shown:
    """Parliament changes how long a family has to appeal. (No such change is known.) Somebody
    trained in SEND law reads every rule and signs it, so that the published site counts."""
    name = f"{LIMITS}/deadlines.md"
    record = next(limit for limit in copy.records().deadlines if limit.id == "appeal")
    copy.change(
        name,
        f'limit: "{record.limit}"',
        'limit: "95 days from the date of an example, or 15 days from that of another"',
    )
    # The words and the count are one: a finding says so where only one of them is changed.
    counted = re.sub(
        r"count: \{unit: \w+, n: \d+, or_later: \{unit: \w+, n: \d+\}",
        "count: {unit: days, n: 95, or_later: {unit: days, n: 15}",
        copy.text(name),
    )
    copy.path(name).write_text(counted, encoding="utf-8")
    for signed in (name, f"{LIMITS}/council-deadlines.md"):
        records = re.sub(r"\n    signed: .*", "", copy.text(signed))
        records = re.sub(
            r"\n    count: .*",
            rf"\g<0>\n    signed: {{by: A made-up name and role, day: {TODAY}}}",
            records,
        )
        copy.path(signed).write_text(records, encoding="utf-8")
    return {
        "your-options/appeal": "95 days from",
        "policies/tribunals": "95 days from",
        "your-options/deadlines": "95 days from",
        "your-options/year-of-last-days": f"{TODAY + relativedelta(months=8):%B %Y}",
    }


def policy_changed(copy: Copy) -> Shown:
    """The policy is reviewed, and one sentence of it is changed: in the policy, and on all
    publicity."""
    copy.follow("review-the-policy")
    carried = next(
        policy.publicity for policy in copy.records().carried if policy.slug == "impartiality"
    )
    copy.change(
        POLICY, re.split(r"(?<=\.) ", carried.statement)[-1], "The choices are yours to make."
    )
    copy.path(POLICY).write_text(
        re.sub(
            r'^.+(?=\n\{: promise="P19" \})',
            "This policy has a prominent place in everything that we publish.",
            copy.text(POLICY),
            flags=re.MULTILINE,
        ),
        encoding="utf-8",
    )
    return {
        "policies/impartiality": "in everything that we publish",
        "publicity/poster": "The choices are yours to make.",
    }


YEAR: tuple[Callable[[Copy], Shown], ...] = (
    phone,
    email,
    hours,
    response,
    base,
    hub,
    website_emptied,
    adopted_policy,
    checked,
    adopted_and_reviewed,
    plain_english,
    approvers,
    website,
    notice,
    notice_taken_out,
    meeting,
    organisation,
    page,
    leaflet,
    page_moved,
    linked_page_moved,
    time_limit,
    policy_changed,
)


def main() -> None:
    copy = lay_out(Path(sys.argv[1]))
    for step in YEAR:
        step(copy)


if __name__ == "__main__":
    main()
