"""Whole items in languages that run to the left: right ones pass every proof, whatever Latin names,
addresses and numbers stand in them; spoiled ones are refused."""

from __future__ import annotations

import re
import shutil

import pytest

from hooks.printed import editions
from hooks.printed.pdf_proof import examine
from hooks.sources import site_records
from hooks.sources.content import Content
from tests import helpers
from tests.helpers import DAY
from tests.printed import bench
from tests.printed.spoilings import Spoiling

HEADING = "  heading: We take no side\n"
POLICY = {
    "ur": {
        "heading": "ہم غیر جانبدار ہیں",
        "statement": "ہم کسی کی طرف داری نہیں کرتے۔ ہم ہر راستہ سمجھاتے ہیں۔ فیصلہ آپ کرتے ہیں۔",
        "short": "ہم کسی کی طرف داری نہیں کرتے۔ فیصلہ آپ کرتے ہیں۔",
        "where": "ہماری غیر جانبداری کی پالیسی:",
    },
    "ar": {
        "heading": "نحن محايدون",
        "statement": "نحن لا ننحاز إلى أي طرف. نشرح لكم كل خيار. القرار لكم أنتم.",
        "short": "نحن لا ننحاز إلى أي طرف. القرار لكم أنتم.",
        "where": "اقرأوا سياسة الحياد (PDF) هنا:",
    },
}
WORDS = {
    "ur": (
        "## کیا آپ کے بچے کو اسکول میں مزید مدد چاہیے؟\n\n"
        "ہم والدین، بچوں اور 25 سال تک کے نوجوانوں کی مدد کرتے ہیں (Larkmere SEND Advice)۔ فون:"
        " 01632 960123. پڑھیں: [GOV.UK](https://www.gov.uk/send).\n\n"
        "1. قانون کیا کہتا ہے، یہ جاننے میں\n2. میٹنگ میں خود بات کرنے میں۔\n"
    ),
    "ar": (
        "## هل يحتاج طفلكم إلى مزيد من المساعدة في المدرسة؟\n\n"
        "نساعد الآباء والأطفال والشباب حتى سن 25 عامًا (Larkmere SEND Advice). رقم الطفل ٤٥٦."
        " اقرأوا: [GOV.UK](https://www.gov.uk/send).\n\n- ماذا يقول القانون\n- كيف تتكلمون.\n"
    ),
}
FRONT = (
    "---\ntitle: {title} of ours ({code})\ndescription: A {format} in another language ({code}) about what we do.\n"
    "audience: everyone\nowner: Lead adviser\nchecked: 2026-10-05\nreview_every: 12 months\n"
    "order: 90\nformat: {format}\nlanguage: {code}\npack: true\n---\n\n"
)
EVERY = [
    (code, format_, name)
    for code in WORDS
    for format_, names in (("poster", ("", "a3")), ("letter", ("", "large-print")))
    for name in names
]


LEAFLET = (
    "## ہم کیا کرتے ہیں\n\nہم قانون سمجھاتے ہیں اور آپ کی بات سنتے ہیں۔ پڑھیں:"
    " [GOV.UK](https://www.gov.uk/send).\n\n- آپ کیا کر سکتے ہیں\n- کب تک۔\n\n"
    "## ہم سے کیسے ملیں\n\nفون کریں: 01632 960123. یا ہمیں لکھیں۔\n\n"
    "## کون پوچھ سکتا ہے\n\nوالدین، بچے اور نوجوان ہم سے پوچھ سکتے ہیں۔\n\n"
    "## اس کی قیمت\n\nہماری مدد مفت ہے۔\n"
)
ALONE = {
    "leaflet": LEAFLET,
    "slides": LEAFLET,
    "picture": "ہم والدین کی مدد کرتے ہیں۔\n",
    "easy-read": (
        "## ہم کون ہیں\n\n/// easy | conversation\nہم والدین کی مدد کرتے ہیں۔\n///\n\n"
        "/// easy | scales\nہم کسی کی طرف داری نہیں کرتے۔\n///\n"
    ),
}
"""The words of an item of each other format."""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The made-up site with its policy's words in two more languages, and two items in each."""
    folder = helpers.workshop(tmp_path_factory.mktemp("leftward"), own_layouts=False).folder
    settings, policy = folder / "mkdocs.yml", folder / "content/policies/impartiality.md"
    said = "".join(
        f"    {code}:\n"
        + "".join(f'      {entry}: "{words}"\n' for entry, words in entries.items())
        + "      sure: confirmed by the service\n      checked: 2026-10-05\n"
        for code, entries in POLICY.items()
    )
    text = policy.read_text("utf-8")
    policy.write_text(text.replace(HEADING, f"  languages:\n{said}{HEADING}"), "utf-8")
    for code, format_, _ in EVERY:
        item = folder / f"content/publicity/{format_}-{code}.md"
        front = FRONT.format(title=format_.title(), format=format_, code=code)
        item.write_text(front + WORDS[code], "utf-8")
    return site_records.read(settings, DAY)


@pytest.mark.parametrize("format_", ALONE)
def test_every_item_of_one_policy_runs_to_the_left(format_: str, content: Content) -> None:
    """A leaflet's cover is the left panel, where a sheet that is read from the right has its front.
    One policy is carried: the words of two in high letters have no room on a cover."""
    folder = content.root.with_name(f"one-policy-{format_}")  # as far from the layouts
    shutil.copytree(content.root, folder)
    other = folder / "content/policies/confidentiality.md"
    other.write_text(re.sub(r"(?ms)^publicity:\n.*?(?=^facts:)", "", other.read_text("utf-8")))
    front = FRONT.format(title=format_.title(), format=format_, code="ur")
    (folder / f"content/publicity/{format_}-ur.md").write_text(front + ALONE[format_], "utf-8")
    assert [] == _faults(site_records.read(folder / "mkdocs.yml", DAY), f"{format_}-ur")


def _faults(
    content: Content, slug: str, name: str = "", spoiling: Spoiling | None = None
) -> list[str]:
    item = next(item for item in content.publicity if item.slug == slug)
    edition = next(one for one in editions.of(item) if one.name == name and one.kind == "pdf")
    data, expected = bench.drawn(content, item, edition)
    if spoiling is not None:
        data, _ = bench.drawn(content, item, edition, spoiling)
    return [text for _, text in examine(data, expected)]


@pytest.mark.parametrize(("code", "format_", "name"), EVERY)
def test_an_item_that_runs_to_the_left_passes(
    content: Content, code: str, format_: str, name: str
) -> None:
    assert [] == _faults(content, f"{format_}-{code}", name)


SPOILED = {
    "a word of the statement is lost": (
        Spoiling("", lambda html: html.replace(" آپ کرتے ہیں", " کرتے ہیں", 1)),
        "words are missing",
    ),
    "its lines lie on each other": (
        Spoiling("", str, "html body .carried-statement{line-height:.2 !important; width:60mm}"),
        "no letter on another",
    ),
    "it runs to the right": (
        Spoiling("", lambda html: html.replace('dir="rtl"', 'dir="ltr"')),
        "in the order of its words",
    ),
    "an address runs to the left": (
        Spoiling("", lambda html: html.replace('dir="ltr"', 'dir="rtl"')),
        "in the order of its words",
    ),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_item_is_refused(content: Content, name: str) -> None:
    spoiling, says = SPOILED[name]
    faults = _faults(content, "poster-ur", spoiling=spoiling)
    assert any(says in fault for fault in faults), faults
