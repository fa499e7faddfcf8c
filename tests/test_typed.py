"""What people type, and what comes of it: a page as they mean it, or one sentence that says what to
write.

All of a table stands in one site, each line on a page of its own, because a build takes a second
and a line takes none.
"""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from hooks.pages.markdown_blocks import OurMarkdown
from hooks.rules import pictures_described
from hooks.sources import site_records
from hooks.words import astray, left_over, lists, parsing, style, typed
from tests import fuzz, helpers
from tests.helpers import DAY, Workshop

FRONT = """---
title: Page number {0}
description: The page of a test that has the number {0}.
audience: everyone
owner: Lead adviser
checked: 2026-10-05
review_every: 12 months
---
"""
RIGHT = {
    "Please note: we are closed.\nYou can call us later: we answer soon.": "we answer soon",
    "We sat in the sun. The group is open to 5 people, and from 5 to 8 years.": "in the sun",
    "Ask your school(s), and re-read it (or not), then say 1,000.": "school(s)",
    "Find us at @OurTownHelp now, in the 1990s.": "@OurTownHelp",
    "A parent told us:\n\n“We did not know what to do.\n\n“We asked, and they helped.”": "“We asked",
    'A screen of 6" is enough. They say "we help" and “we’ll see”.': "“we’ll see”",
    "They say “you can:\n\n- ask us\n- ask others.”": "<li>ask others.”</li>",
    "You can\n\n- print this page\n- share it": "<li>print this page</li>",
    "Find us on\n\n- Facebook\n- Instagram": "<li>Facebook</li>",
    "*We listen.* You choose what to do.": "<em>We listen.</em> You choose",
    "See page 12 in the Code of Practice.": "See page 12",
    "Come (a) by bus, (b) by train or (c) by car.": "(c) by car",
    "When can disabled children go? Can lost things be found?": "<p>When can",
    "You can get tired. You must be asked. You may need it.": "must be asked",
    "Pay at the till the next day. It weighs 5 pounds.": "the till",
    "We meet on the last Friday in June, and on the next Monday.": "last Friday in",
    "It is open 24/7. Take 3/4 of it. See page 4 of [our page](../contact.md).": "24/7",
    "Hello. Thank you for asking, and thank you all.": "<p>Hello.",
    "Write in C++ on R&B, and see 5 of > 4.": "C++",
    "You can bring:\n- letters\n- reports": (
        "<p>You can bring:</p>\n<ul>\n<li>letters</li>\n<li>reports</li>\n</ul>"
    ),
    "You can bring:\n* letters\n* reports": (
        "<p>You can bring:</p>\n<ul>\n<li>letters</li>\n<li>reports</li>\n</ul>"
    ),
    "Do this:\n1. Call us.\n2. Write to us.": (
        "<p>Do this:</p>\n<ol>\n<li>Call us.</li>\n<li>Write to us.</li>\n</ol>"
    ),
    "You can bring:\n\n• letters\n• reports": "<ul>\n<li>letters</li>\n<li>reports</li>\n</ul>",
    "You can bring:\n•letters\n•reports": "<ul>\n<li>letters</li>\n<li>reports</li>\n</ul>",
    "· letters\n· reports": "<ul>\n<li>letters</li>\n<li>reports</li>\n</ul>",
    "\uf0b7\tletters\n\uf0b7\treports": "<ul>\n<li>letters</li>\n<li>reports</li>\n</ul>",
    "\uf0a7 letters\n\uf0d8 reports": "<ul>\n<li>letters</li>\n<li>reports</li>\n</ul>",
    "•\tletters\no\tfrom school\no\tfrom home\n•\treports": (
        "<ul>\n<li>letters<ul>\n<li>from school</li>\n<li>from"
        " home</li>\n</ul>\n</li>\n<li>reports</li>\n</ul>"
    ),
    "- letters\n  - from school\n- reports": (
        "<ul>\n<li>letters<ul>\n<li>from school</li>\n</ul>\n</li>\n<li>reports</li>\n</ul>"
    ),
    "1. letters\n   - from school\n2. reports": (
        "<ol>\n<li>letters<ul>\n<li>from school</li>\n</ul>\n</li>\n<li>reports</li>\n</ol>"
    ),
    "1) Call us.\n2) Write to us.": "<ol>\n<li>Call us.</li>\n<li>Write to us.</li>\n</ol>",
    "- letters\n- reports\n\n1. Call us.\n2. Write to us.": "</ul>\n<ol>\n<li>Call us.</li>",
    "1. Call us.\n- letters\n- reports": "<ol>\n<li>Call us.</li>\n</ol>\n<ul>\n<li>letters</li>",
    "1. Call us.\n\nThen wait for us.\n\n2. Write to us.": (
        '<p>Then wait for us.</p>\n<ol start="2">\n<li>Write to us.</li>\n</ol>'
    ),
    "1. Call us.\n1. Write to us.": "<ol>\n<li>Call us.</li>\n<li>Write to us.</li>\n</ol>",
    "Here is when:\n| What | When |\n|---|---|\n| a call | soon |": "<p>Here is when:</p>\n<div",
    "Here is more.\n---\n\nWe answer soon.": "<p>Here is more.</p>\n<hr />",
    "Who can come\n============\n\nAnyone can come.": "<h2>Who can come</h2>",
    "##Who can come\n\nAnyone can come.": "<h2>Who can come</h2>",
    "We began in\n2014. It was a good year.": "<p>We began in\n2014. It was a good year.</p>",
    'Pomagamy wam.\n{: lang="pl" }': '<p lang="pl">Pomagamy wam.</p>',
    "ہم خاندانوں کی مدد کرتے ہیں۔\n{: lang=ur }": '<p dir="rtl" lang="ur">',
    "ہمیں لکھیں: [gov.uk/send/](https://www.gov.uk/send/)\n{: lang=ur }": '<a dir="ltr" href="https://www.gov.uk/send/">gov.uk/send/</a>',
    "[Pomagamy wam]{lang=pl} here.": '<span lang="pl">Pomagamy wam</span>',
    "/// language | pl\nPomagamy wam i waszym dzieciom.\n///": '<div lang="pl">',
    "Zoë, José and Łukasz meet in the café.": "Łukasz",
    "It takes ½ an hour, or 1¼ miles.": "½",
    "Come&nbsp;to us. It is 5&nbsp;miles.": "5&nbsp;miles",
    "Call +44 1709 822291 now.": "+44 1709 822291",
    "They say “" + "very " * 30 + "good”.": "good”",
    "**Please call us.** You can *always* call.": "<strong>Please call us.</strong>",
    "Q&A is for you & me.": "Q&amp;A",
    "A price of £5 or $6, and 20°C.": "£5",
    "We help you (and others): at home; at school.": "(and others)",
    "Our first step is free – and the next.": "–",
    "Our letter has the code #A1, and a song is in F#. Look at 1ª and 2º.": "#A1",
    "We help you to read what the letter says.\n\nWe listen.\n\n"
    "We help you to read what the letter says.": "We listen.",
    "Calls are free.*": "free.*",
    "It is on page 3.\n\n-5 degrees is cold.": "-5 degrees",
    "[Pomagamy wam](lang=pl) here.": '<span lang="pl">Pomagamy wam</span>',
    "[Pomagamy wam] {lang=pl} here.": '<span lang="pl">Pomagamy wam</span>',
    "[Pomagamy wam]{lang=“pl”} here.": '<span lang="pl">Pomagamy wam</span>',
    "/// language | ur\nہم خاندانوں کی مدد کرتے ہیں۔\n\n- Facebook\n///": '<div dir="rtl" lang="ur">',
    "Our office\\\n12 Example Street\\\nLarkmere": "<br />",
    "The room is at\n\n- the library\n- the school": "<p>The room is at</p>",
    "In 2025–26 we helped many, and in 2026-27 more.": "2025–26",
    "Call us, extension 4512, or ext. 4513.": "4512",
    "Shop at Asda or Tesco near Wharncliffe Street, and ask for Amina.": "Asda",
    "Groups of > 5 people can come.": "&gt; 5",
    "It takes 1.25 to 2.50 miles (or a bit more).": "(or a bit more)",
    "We had had enough. We know that that helps :)": ":)",
    "Come a) alone or b) with a friend.": "a) alone",
    "Find us with #OurTown now.": "#OurTown",
    "A grade can be an A* or a B. Another can be an A*A*A.": "A*A*A",
    "A letter may say “TBC”. It means “to be confirmed”.": "“TBC”",
    "We meet from 10am to 12:30pm.": "12:30pm",
    "It costs £1,000, £2.50 or £1.5 million.": "£1.5 million",
    "They say “we (all” of us.": "(all",
    "See [our rules][rules].\n\n[rules]: https://www.example.org/": "our rules</a>",
    "Read [the guide](https://www.example.org/guide?id=1#part_2).": (
        'href="https://www.example.org/guide?id=1#part_2"'
    ),
    'They say "Tuesday", "Friday" or "Sunday".': "<p>They say",
    "→ [Your options](../index.md)": "<p>→ ",
    "A full stop ends a sentence.": "<p>A full stop",
    "You can print this page, or go back to the top.": "print this page",
    "The form the council sends is long. The councils write to you.": "The form the",
    "You know there needs to be a plan. It is theirs.": "there needs",
    "It helps short- and long-term.": "short- and long-term",
    "The papers are attached to your letter.": "attached to",
    "A school may be called King Edward VI School.": "<p>A school",
}
"""What is typed, and a part of the page that comes of it; no finding."""
WRONG = {
    "- We listen to you.- We write with you.\n- We go with you.": "begin a new line with it",
    "- We listen to you. • We write with you.\n- We go with you.": "begin a new line with it",
    "Ring us at a time that suites you.": 'write "suits you"',
    "<image001.jpg>": "put its file into assets/",
    "We meet @ 10am.": 'write "at"',
    "We are open Mon-Fri now.": '"Mon-Fri" must be written out',
    "Come on Sat 5 December.": "must be written out",
    "Step 1 – Ring us.\nStep 2 – Write to us.": 'write "1. " or "- "',
    "When: 5 December 2026\nWhere: the library in the town": "run together as one",
    "Q: Can I come?\nA: Yes, you can.": "run together as one",
    "It is in C:\\Users\\jo\\form.docx now.": "on your own computer",
    "It is their's.": 'write "theirs"',
    "We met on the 3rd of last month.": "write the date",
    "Ring between the hours of 9 and 5.": '"9am to 5:30pm"',
    "See the attached letter.": "write a link",
    "You can say what you think,and we listen.": "needs a space after its sign",
    "You can ask for a review .It is free.": "has a space before its sign",
    "It is for parents(and carers)of children.": "before and after its brackets",
    "It is for under 5's.": "no apostrophe",
    "They must answer in 6wks.": "must be written out",
    "They must answer in 6weeks.": "needs a space after its number",
    "OPEN ON MONDAY.": 'write "Open on Monday"',
    "You can ask us ::: about school.": "stays as it is typed",
    "It is for parents and//or carers.": "stays as it is typed",
    "We can help: a) first we talk b) second we write c) third we call.": "is a list in one line",
    "1. Ring us now. 2. Write to us. 3. Wait for it.": "is a list in one line",
    "The council says “we do not do that.\n\nYou can ask us why.": "write the quotation mark",
    "The council says we do not do that” to families.": "write the quotation mark",
    'The council says "we do not do that to families.': "write the quotation mark",
    "You can do this:\n\n- letters\n- Print this page": "of another website",
    "You can brought a friend.": 'write "can bring"',
    "They did not received a letter.": 'write "They did not receive"',
    "We are open till 5pm.": 'write "until"',
    "Call us asap.": 'write "as soon as possible"',
    "It takes 30 mins.": 'write "minutes"',
    "Ask if he/she can come.": 'write "they"',
    "It costs 5 pounds 50p.": '"£2.50"',
    "It costs £5 pounds.": '"£5"',
    "It costs £5pp.": "in words what it is for",
    "Dear Sir/Madam\n\nWe help you.": "is of a letter",
    "We help you.\n\nKind regards\n\nThe team": "is of a letter",
    "We help you (see overleaf).": "is of paper",
    "[14:05] Smith, Jo\nWe help you.": "left over from a chat",
    "25/11/2026, 14:05 - Jo: we help you.": "left over from a chat",
    "[image: image.png]": "put its file into assets/",
    "The law says so [x] and more.": "is a box of a form",
    "☐ Yes, call me.": "left over from a form",
    "## WHO CAN COME\n\nAnyone can come.": 'write "Who can come"',
    "WHO CAN COME\n\nAnyone can come.": 'write "## Who can come"',
    "We meet next Tuesday.": "write the date",
    "We meet from 9:30am to 12noon.": '"midday"',
    "We are closed on 25/12 and on 1/1.": '"22 November"',
    "Call 0044 (0)1709 382121 now.": "can dial it",
    "~ a friend\n~ a drink": 'write "- " at the start',
    "| What | When |\n|---|---|\n| a call\nor a letter | soon |": "must be one line",
    "We are kept apart. Our staff take no part in its": "write the rest of the sentence",
    "Please tell us the date. J": "smiling or a sad face",
    "> [!NOTE]\n> Bring letters.": 'write "/// note"',
    "{% hint %}\nBring letters.\n{% endhint %}": "is filled in by no program",
    "<details>\nBring letters.\n</details>": "Write it in Markdown",
    'See HYPERLINK "https://www.example.org/" now.': "write the words that stood there",
    "This is page { PAGE } of it.": "write the words that stood there",
    "It is $x + 1$ days.": "write it in words",
    "Call us.^1": "write the words where they belong",
    "Page 3 of 7": "take it out",
    "Draft 2 - not for circulation": "take it out",
    "From: A Person Sent: 12 November 2026 To: Our team": "left over from an e-mail",
    "You can read infor-\nmation here.": 'write "information"',
    "You can read infor- mation here.": 'write "information"',
    "Call \uf028 us.": "write in words what it means",
    "1 - Call us.\n2 - Write to us.": 'write "1. " or "- "',
    "Please see attached.": "write a link to the page or file",
    "Home > Schools > Travel": "of another website",
    "Was this page helpful?": "of another website",
    "Last updated: 3 May 2024": "of another website",
    "Menu": "of another website",
    "We help you.. Call us.": "one sign at the most",
    "Our manger calls you.": 'write "manager"',
    "Its important to call.": 'write "It’s important to"',
    "The councils decision is here.": 'write "The council’s decision"',
    "I. Call us.\nII. Write to us.": 'write "1. " or "- "',
    "This page is under construction.": "words are missing",
    "The council must of had it.": 'write "must have had"',
    "You can bring:\n\n– letters": 'write "- " at the start',
    "You can bring:\n\n— letters": 'write "- " at the start',
    "-letters\n-reports": "write a space after its first sign",
    "*letters\n*reports": "write a space after its first sign",
    "1.Call us.\n2.Write to us.": "write a space after its number",
    "a) Call us.\nb) Write to us.": 'write "1. " or "- "',
    "(1) Call us.\n(2) Write to us.": 'write "1. " or "- "',
    "✓ letters\n✓ reports": 'write "1. " or "- "',
    "✅ You can bring letters.\n❌ You can not bring a dog.": 'write "- " at the start of each',
    '"Day","Time"\n"Tuesday","10am to 11am"': "a table is written as | What | When |",
    "You can ring 1.63296E+09 for it.": "write the number itself",
    "You can bring a friend full stop new line You can stop.": "write the sign itself",
    '!!! note "Please"\n    Bring letters.': 'write "/// note"',
    "??? tip\n    Bring letters.": "write the words below a heading",
    "::: note\nBring letters.\n:::": 'write "/// note"',
    '=== "Tab"\n    Bring letters.': "write each part below a heading",
    "Call us.[^1]\n\n[^1]: On any day.": "write the words where they belong",
    "It is ~~not~~ free.": "take the words out",
    "It is ==free==.": "write **words**",
    "- [x] letters\n- [ ] reports": 'write "- " and the words',
    '--8<-- "file.md"': "type the words here",
    "*[EHC]: education": "write the words out",
    "Well done :smile: now.": "write it in words",
    "You can bring: • letters • a friend • reports.": 'begin a new line with "- "',
    "You can bring letters* and a friend.": "write the remark where it belongs",
    "We meet from 10:30pm to 11:30am.\n\nWe meet from 10:30pm to 12:30pm.": "ends before it begins",
    "To read more, click here now.": "name the page",
    "You can wait for fifteen days3 first.": "take the number out",
    "You can ask for a meeting.4": "take the number out",
    "It is for ages 05-Aug and up.": "spreadsheet",
    "We answered #REF! calls.": "write the number",
    "| What | How many |\n|---|---|\n| calls | #N/A |": "write the number",
    "| What | How many |\n|---|---|\n| calls | ##### |": "write the number",
    "Come on １５ January.": 'the plain figures are "15"',
    "Come on the 1ˢᵗ floor.": 'the plain letters are "s"',
    "Come on ٣ January.": 'the plain figures are "3"',
    "See <https://www.example.org/a|our page> now.": "write [our page](https://www.example.org/a)",
    "@@ -12,3 +12,3 @@ How to get ready": "a view of changes",
    "It costs $1.50 a cup.": 'in pounds, as in "£5"',
    "We help you to read what the letter says.\n\nWe help you to read what\nthe letter says.": (
        "stands here twice"
    ),
    "You can ask for a meeting with the. Then ask.": "lacks its last words",
    "title: Meetings at school": "first lines of a file",
    "You can see it in the picture above.": "name the page",
    "What I want to ask: ________": "end the line with a colon",
    "We meet at noon (tbc).": "words are missing",
    "See [[contact]] now.": "write [the name of the page](page.md)",
    "See (our page)[https://www.example.org/] now.": "write [the words](the address)",
    "See [our page](../contact.md now.": "write a link as [words](address)",
    '{% include "x" %}': "is filled in by no program",
    "Dear «Name», call us.": "is filled in by no program",
    "Call {contact.phone} now.": "{{ contact.phone }}",
    "[b]Free[/b] words.": "write **words**",
    "Mediation\n: a meeting": "in one paragraph",
    "H~2~O": "write it in words",
    "See Error! Reference source not found. now.": "write what stood there",
    "———": 'write "---"',
    "| What | When |\n| a call | soon |": "lacks its second row",
    "|---|---|\n| a call | soon |": "lacks its first row",
    "| What | When |\n|---|---|\n| a call | soon | free |": '"free" would not be shown',
    "| What | When |\n|---|---|\n| a call |": "write | - |",
    "| What |  |\n|---|---|\n| a call | soon |": "must have a name in its first row",
    "| What | When |\n|---|\n| a call | soon |": "must have as many parts as its first",
    "| What | When |\n|---|---|": "must have a row below its first two",
    "| What | When |\n|---|---|\n| a call | soon |\nThen call us.": "leave an empty line before it",
    "Home | About us | Contact": "This is no table yet",
    "**Who can come**\n\nAnyone can come.": 'write "## Who can come"',
    "**Who can come:**\nAnyone can come.": 'write "## Who can come"',
    "__Who can come__\n\nAnyone can come.": 'write "## Who can come"',
    "Who can come\n\nAnyone can come.": 'write "## Who can come"',
    "We help you.\n\n    Anyone can come.": "take away the spaces",
    "We help you.\n\n\tAnyone can come.": "take away the spaces",
    "22. Anyone can come.": "write the number elsewhere in the sentence",
    "2014. We began.": "write the number elsewhere in the sentence",
    "1. Call us.\n3. Write to us.": 'write "2."',
    "- letters\n- reports\nYou can also call us.": "leave an empty line before it",
    "Our office\n12 Example Street\nLarkmere": "leave an empty line between them",
    "Monday\t9am to 5pm": "write a table",
    "Monday        9am to 5pm": "write a table",
    "[Hours]: 9am": 'write "Hours:" without the brackets',
    "**Call us*": "as many stars before the words as behind them",
    "** Call us ** now.": "write **words**",
    "We don`t charge.": "for an apostrophe",
    "letters and\\or reports": "take it out",
    "Tom &foo; Jerry.": "type the sign itself",
    "We help -- always.": "write a comma",
    "Name: ______": "end the line with a colon",
    "The edu\u00adcation plan.": "soft hyphen",
    "The edu\u200bcation plan.": "zero width space",
    "Pomagamy wam i waszym dzieciom.": "{lang=pl}",
    '<span lang="pl">Pomagamy wam</span>': "[the words]{lang=pl}",
    "From: A Person\nSent: 12 November 2026\nTo: Our team\nSubject: Our page": "head of an e-mail",
    "**From:** A Person <a.person@example.org>\n\nCome to us.": "head of an e-mail",
    "From: A Person\n\nTo: Our team\n\nSubject: Our page\n\nCome to us.": "head of an e-mail",
    "Come to us.\n\nSent from my iPhone": "left over from an e-mail",
    "We help families[AB1] with letters.": "comment in Word",
    "Commented [AB1]: Is this right?": "comment in Word",
    "Dear [insert name], we can help.": "write what belongs there",
    "Come at [time] on [day].": "write what belongs there",
    "Click or tap here to enter text.": "left over from a form",
    "We help. Choose an item.": "left over from a form",
    "Lorem ipsum dolor sit amet.": "left over from a form",
    "The law says so [1].\n\n[1] An Act of 2014.": "makes no footnote here",
    "![](cid:image001.png@01D9A1B2.1234)": "put its file into assets/",
    "[cid:image001.png@01D9A1B2.1234]": "put its file into assets/",
    "1.1 Call us.": 'write "1. "',
    "1\\. Call us.\n\nThen wait.": "take the backslash out",
    "\\- letters": "take the backslash out",
    "Write to help@example,org now.": "is no e-mail address",
    "Write to help (at) example.org now.": "is no e-mail address",
    "We help (and others.\n\nCome to us.": "has no other half",
    "We help and others) here.": "has no other half",
    "Come [to us now.": "has no other half",
    "Помагаме на семейства.\n{: lang=ar }": "none of its letters are Arabic",
    "[Помагаме]{lang=pl} here.": "none of its letters are Latin",
    "[Pomagamy wam]{lang=ur} here.": "ur-Latn",
    "We help the the families.": "write it once",
    "We are open 9.00-5.00.": '"9am to 5:30pm"',
    "We are open from 9.30 to 4.30.": '"9am to 5:30pm"',
    "It costs £1.000.": '"£1,000"',
    "It costs £2,50.": '"£2.50"',
    "It costs 5£.": '"£5"',
    "We donâ€™t charge.": "write “don’t”.".replace("“", '"').replace("”", '"'),
    "The cafÃ© is open.": 'write "café"',
    "Write to [our team](help@example.org).": "write mailto:help@example.org",
    "See [our page](https//www.example.org/a).": "write https://www.example.org/a.",
    "See [our page](www.example.org).": "write https://www.example.org.",
    "See [our page](https:/www.example.org/).": "write https://www.example.org/.",
    "See [our form](file:///C:/form.docx).": "on your own computer",
    "See [our form](S:/Shared/form.docx).": "on your own computer",
    "![](photo.jpg)": "must have alternative text",
    "Opening hours: TBC": "write them",
    "We open on ??/??/2026.": "write them",
    "Call us on 01709 xxxxxx.": "write them",
    "#hashtag": "without the sign before it",
    "/// warning\nCall us.\n///": 'write "/// note"',
    "The council has 01709 382121.": "ours is {{ contact.phone }}",
    "> 5 people came.": 'write "more than"',
    "We wait for teh council.": 'write "the"',
    "o letters\no reports": 'write "1. " or "- "',
    "* * letters\n* * reports": 'write "- " once',
    "Bring **letters**, **reports*": "as many stars before the words as behind them",
    "Come on Tuesday 1st Dec.": "the whole name of the month",
    "It costs £5.- for all.": "whole pounds without a dash",
    "We are open Mon to Fri.": "must be written out",
    "We offer advice , and support.": "take it out",
    "We help all families.Call us first.": "needs a space after its sign",
    "Call us!!!": "one sign at the most",
    "Tomorrow i will help.": 'write "I"',
    "See https://teams.microsoft.com/l/meetup-join/19": "a page that everybody may read",
    "Write to help@example.org now.": "{{ contact.email }}",
    "Call 01709822291 now.": "{{ contact.phone }}",
    "Call (01709) 822 291 now.": "{{ contact.phone }}",
    "Call 0800-123-456 now.": "{{ contact.phone }}",
    "![image](../assets/logo.svg)": "must say what it shows",
    "![Picture](../assets/logo.svg)": "must say what it shows",
    "![Two people talk](https://www.example.org/a.png)": "must be a file of this site",
    "[Write to us](mailto:a@b..org) now.": "must hold an e-mail address",
    "See [our page](https://bit.ly/abc) now.": "copy the address that the browser then shows",
    "See [our page](https://www.example.org/?utm_source=x&fbclid=abc) now.": (
        "write https://www.example.org/."
    ),
}
"""What is typed, and a part of the one sentence that is said of it."""


NEW = "\n"
"""An empty line: a paragraph may hold so many links and no more."""


def _built(made: Workshop, texts: list[str]) -> dict[str, list[str]]:
    """What is found on the page of each text, by the text."""
    names = {f"about/typed-{number}": text for number, text in enumerate(texts)}
    (made.path("content/addresses.txt")).write_text(
        made.path("content/addresses.txt").read_text(encoding="utf-8")
        + "".join(f"/{name}/\n" for name in names),
        encoding="utf-8",
    )
    index = made.path("content/about/index.md")
    index.write_text(
        index.read_text(encoding="utf-8")
        + "\n"
        + "".join(
            f"- [Page number {number}](typed-{number}.md)\n{NEW if number % 100 == 99 else ''}"
            for number in range(len(texts))
        ),
        encoding="utf-8",
    )
    for number, (name, text) in enumerate(names.items()):
        made.path(f"content/{name}.md").write_text(
            FRONT.format(number) + text + "\n", encoding="utf-8"
        )
    found = helpers.build_here(made).findings
    return {
        text: [line for line in found if line.startswith(f"content/{name}.md:")]
        for name, text in names.items()
    }


def test_what_is_right_comes_out_right(workshop: Workshop) -> None:
    """No finding, and the page as it is meant."""
    found = _built(workshop, list(RIGHT))
    assert not {text: lines for text, lines in found.items() if lines}
    words = parsing.parser(OurMarkdown(site_records.read(workshop.folder / "mkdocs.yml", DAY)))
    for text, wanted in RIGHT.items():
        words.reset()
        assert wanted in words.convert(text), text


def test_what_is_wrong_is_said_with_what_to_write(workshop: Workshop) -> None:
    """Every finding of a page is of its one mark; the sentence is there, on a line that was
    typed."""
    found = _built(workshop, list(WRONG))
    assert not {
        text: found[text]
        for text, said in WRONG.items()
        if not any(said in line for line in found[text])
    }
    assert not {
        text: lines
        for text, lines in found.items()
        if len({line.rpartition(" (")[2] for line in lines}) > 1
    }, "one cause, one rule"
    assert not {
        text: lines
        for text, lines in found.items()
        if any(int(line.split(":")[1]) < 9 for line in lines)
    }


ENTRIES = {
    "It is ==free== now.": "write **words**",
    "You can come.[^1]": "write the words where they belong",
    "See [[contact]] now.": "write [the name of the page](page.md)",
    "You can **come to us.": "write **words**",
    "We don`t charge.": "for an apostrophe",
    "We help -- always.": "write a comma",
    "Come (and bring others": "has no other half",
    "It is for a child's [name].": "write what belongs there",
    "The edu\u00adcation plan.": "soft hyphen",
}
FINE = (
    "You can **come** to us (or call).",
    "It costs £5; see [our page](https://www.example.org/a_(b)).",
    "Menu",
    "About us",
    "We are here. See [our page](../contact.md).",
    "[Pomagamy]{lang=pl} is Polish. Call {{ contact.phone }}.",
    "Q&A for A* and 2025–26",
    "Free: at home, and at school",
)


def test_entry_of_a_record_is_read_as_a_page_is() -> None:
    assert not {
        text: said
        for text, wanted in ENTRIES.items()
        if wanted not in (said := typed.of_entry(text) or "")
    }
    assert not {text: said for text in FINE if (said := typed.of_entry(text))}
    assert typed.of_entry("Two lines:\n- of a list", plain=True) == typed.ONE_LINE


def test_words_of_a_slot_are_named_where_they_were_typed(tmp_path: Path) -> None:
    """And not on the national page that shows them, which its service cannot mend."""
    made = helpers.over_national(tmp_path, helpers.TWO_BAYS)
    own = made.path("content/local.yml")
    old = "Here it is Example Mediation."
    new = "Here it is **Example Mediation, for 5£ -- see [our page](https://bit.ly/abc)."
    assert old in own.read_text(encoding="utf-8")
    own.write_text(own.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    line = 1 + own.read_text(encoding="utf-8").split("\n").index(f"  words: {new}")
    found = [one for one in helpers.build_here(made).findings if "not-counted" not in one]
    assert found
    assert not [
        one
        for one in found
        if "(shown-as-typed)" in one and f"content/local.yml:{line}:" not in one
    ]


LINES = {
    "Anyone can come.\n\nWe help.\n\n    Anyone can come.": 13,
    "Anyone can come.\n\nWe help.\n\n```\nAnyone can come.\n```": 13,
    "See [our page](../contact.md).\n\nSee [our page](../nothing.md).": 11,
    "We help you.\n\n#Who can come\n\nAnyone can come.": 11,
}
"""What is typed, and the line of its file that is named."""


def test_the_line_of_the_fault_is_named(workshop: Workshop) -> None:
    """Words that stand on a page twice, once right and once wrong."""
    found = _built(workshop, list(LINES))
    assert {text: [int(line.split(":")[1]) for line in lines] for text, lines in found.items()} == {
        text: [line] for text, line in LINES.items()
    }


def test_entry_in_curly_quotation_marks(workshop: Workshop) -> None:
    """A word that is quoted inside an entry stays as it is; an entry that is quoted whole does not."""
    page = workshop.path("content/privacy.md")
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace("title: ", "title: “", 1).replace("\n", "”\n", 2).replace("---”", "---", 1),
        encoding="utf-8",
    )
    found = helpers.build_here(workshop).findings
    said = (
        'content/privacy.md:2: This entry must stand in straight quotation marks: write "Privacy of'
        ' this site", or leave them out. (front-matter)'
    )
    assert found == [said]


@pytest.mark.parametrize(
    ("signs", "right"),
    [("â€™", "’"), ("Ã©", "é"), ("Â£", "£"), ("é", None), ("Łó", None), ("“É", None), ("ہم", None)],
)
def test_letters_that_came_in_wrong(signs: str, right: str | None) -> None:
    assert left_over.garbled(signs) == right


@pytest.mark.parametrize(
    ("address", "bare"),
    [
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2Fa%3Fb%3D1&data=05",
            "https://www.example.org/a?b=1",
        ),
        (
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.example.org_a&d=x",
            "https://www.example.org/a",
        ),
        (
            "https://urldefense.com/v3/__https://www.example.org/a__;!!x!y$",
            "https://www.example.org/a",
        ),
        ("https://www.google.com/url?q=https://www.example.org/&sa=D", "https://www.example.org/"),
        ("https://www.example.org/a?id=1&utm_source=x#part", "https://www.example.org/a?id=1#part"),
        ("https://www.youtube.com/watch?v=abc&si=x", "https://www.youtube.com/watch?v=abc"),
    ],
)
def test_bare_address_is_said(address: str, bare: str) -> None:
    assert (astray.fault(address) or "").endswith(f"write {bare}.")


@pytest.mark.parametrize(
    "address",
    [
        "https://x.sharepoint.com/:w:/s/a",
        "https://www.dropbox.com/s/a",
        "https://drive.google.com/file/d/1/view",
        "https://www.example.org/page/edit",
        "https://protect-eu.mimecast.com/s/abc",
        "https://tinyurl.com/x",
        "https://intranet.example.gov.uk/x",
        "https://10.0.0.1/x",
    ],
)
def test_address_that_leads_astray(address: str) -> None:
    assert astray.fault(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.gov.uk/guidance?id=1",
        "https://web.archive.org/web/2020/https://www.example.org/",
        "https://docs.google.com/forms/d/e/1abc/viewform",
        "https://www.example.org/editions/",
        "https://www.legislation.gov.uk/ukpga/2014/6/section/32",
        "https://www.youtube.com/watch?v=abc",
    ],
)
def test_address_that_may_be_given(address: str) -> None:
    assert astray.fault(address) is None


@pytest.mark.parametrize(
    "words",
    [
        "image",
        "A picture",
        "photo 1",
        "IMG_2034",
        "logo.png",
        "Alt text",
        "screenshot 2026",
        "DSC0001",
        "our logo",
    ],
)
def test_words_that_describe_nothing(words: str) -> None:
    assert pictures_described.NOTHING.fullmatch(words) or pictures_described.OF_A_FILE.fullmatch(
        words
    )


@pytest.mark.parametrize(
    "words",
    [
        "Two people talk",
        "Map of the town",
        "The logo of Larkmere SEND Advice",
        "A photo of our door",
        "Step 2 of the form",
    ],
)
def test_words_that_describe(words: str) -> None:
    assert not (
        pictures_described.NOTHING.fullmatch(words) or pictures_described.OF_A_FILE.fullmatch(words)
    )


def test_telephone_numbers_in_words() -> None:
    """Years, money and short numbers are none."""
    assert ["+441709822291"] == [
        number for _, number in style.telephones("Call (01709) 822 291 now.")
    ]
    assert not style.telephones(
        "From 2026 to 2027 we had 1,234,567 calls, and 999 or 111 had more. It costs £20,000."
    )


@pytest.mark.parametrize(
    "lines",
    [
        ["- a", "  - b", "    c", "- d"],
        ["1. a", "", "    b", "", "2. c"],
        ["- a", "{: #x }", "- b"],
        ["> a", "", "- b"],
        ["* * *"],
        ["**a** b"],
        ["a", "- b"],
    ],
)
def test_tidied_lines_stay_as_they_are(lines: list[str]) -> None:
    """What was tidied once needs nothing more."""
    once = lists.tidy(lines)
    assert once == lists.tidy(once)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "|",
        "| |",
        "-",
        "1.",
        "•",
        "{: lang=pl }",
        "    ",
        "\t",
        "**",
        "a\n===",
        "===",
        "- \n  - \n",
        "|---|",
        "| a |\n|---|\n",
    ],
)
def test_no_text_stops_the_reading(text: str) -> None:
    assert all(line >= 1 and said for line, said in typed.faults(text))


def test_every_mark_and_every_order_is_read() -> None:
    """Lines of every kind below each other, in every order of three."""
    kinds = [
        "Text here.",
        "- item",
        "  - inner",
        "1. step",
        "| a | b |",
        "|---|---|",
        "",
        "## Head",
        "    code",
        "/// note",
        "///",
        "{: #x }",
        "===",
        "---",
    ]
    for three in itertools.permutations(kinds, 3):
        assert lists.tidy(list(three)) is not None
        assert list(typed.faults("\n".join(three))) is not None


EVERYTHING_PRINTED = """
## What to do

1. Call us.
2. Write to us *soon*.

Then wait for us.

3. Come to us at ½ past nine → ☎.

- letters
  - from school
- reports

| What | When |
|---|---|
| a call | soon |

Ми допомагаємо родинам.
{: lang=uk }
"""


def test_print_and_word_take_what_pages_take(workshop: Workshop) -> None:
    """Numbered and counted on, a list inside a list, a table, slanted words, signs and another
    language: in a letter, large print and Word, proved as all others."""
    import io

    import docx

    letter = workshop.path("content/publicity/letter.md")
    letter.write_text(letter.read_text(encoding="utf-8") + EVERYTHING_PRINTED, encoding="utf-8")
    with helpers.printing():
        outcome = helpers.build_here(workshop)
    assert outcome.refusal is None, outcome.said
    made = docx.Document(io.BytesIO((workshop.site / "publicity" / "letter.docx").read_bytes()))
    styles = {paragraph.text.strip(): paragraph.style.name for paragraph in made.paragraphs}
    assert ("List Number", "List Bullet", "List Bullet 2") == (
        styles["Call us."],
        styles["letters"],
        styles["from school"],
    )
    assert [["What", "When"], ["a call", "soon"]] == [
        [cell.text for cell in row.cells] for row in made.tables[0].rows
    ]
    assert made.tables[0].rows[0]._tr.trPr.xpath("w:tblHeader")
    assert any(
        run.italic and run.text == "soon" for paragraph in made.paragraphs for run in paragraph.runs
    )


def test_sign_that_cannot_be_printed_is_said_once(workshop: Workshop) -> None:
    """On its line, for all editions together; and nothing about files that are not there because of
    it."""
    letter = workshop.path("content/publicity/letter.md")
    letter.write_text(
        letter.read_text(encoding="utf-8") + "\nCall us \U0001f600.\n\nእንረዳለን።\n{: lang=am }\n",
        encoding="utf-8",
    )
    with helpers.printing():
        found = helpers.build_here(workshop).findings
    assert [True, True] == [
        "content/publicity/letter.md:" in line and line.endswith("(printed-fits)") for line in found
    ], found
    assert "write this sign in words" in "".join(
        found
    ) and "write the words on a page of the site" in "".join(found)


def test_fuzz_sees_words_that_are_lost(workshop: Workshop) -> None:
    """By other means than the rule: a page of which a word is gone from the built site."""
    assert helpers.build_here(workshop).refusal is None
    assert fuzz.lost(workshop) == ""
    page = workshop.site / "privacy" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("stores", ""), encoding="utf-8")
    assert fuzz.lost(workshop) == "words that nobody sees in privacy.md: stores"
