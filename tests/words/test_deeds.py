"""What an impartial service does, where it speaks of itself to everybody, and what it tells people
to do."""

from __future__ import annotations

import re

import pytest

from hooks.words.deeds import nudges, strange

STRANGE = (
    "We get it put right.",
    "We have read the papers, and we think that this is a fair request.",
    "We are fighting for you.",
    "We have won many cases.",
    "We will push for more support.",
    "We can get you there.",
    "Our team demands answers.",
    "Our staff and volunteers battle for families.",
    "We feel your anger.",
    "We always win.",
    "We want the council to pay.",
    "We're fighting on.",
    "We hope to change their minds. We see things your way.",
)
RIGHT = (
    "Write to our service manager.",
    "Read our service standards.",
    "Our team meetings are on Mondays.",
    "We help you to get ready for a meeting.",
    "We do not think for you.",
    "There is one exception: when we believe that a person is at serious risk of harm.",
    "How do we get it put right?",
    "We are free, and kept apart from the council.",
    "We have leaflets in Polish.",
    "We have moved.",
    "We have made this leaflet with parents.",
    "We promise to tell you what we do with your data.",
    "We get back to you within three days.",
    "We see families at the Town Hall.",
    "We want to hear from you.",
    "We want all parties to have the facts.",
    "Our advisers sit with you at the meeting.",
    "You can tell us if you think that we got it wrong.",
    "It says what we think of the law.",
    "We are Larkmere SEND Advice.",
    "Helping you does not mean that we agree with you.",
)
NUDGES = (
    "Ask for an EHC needs assessment.",
    "Request an early review.",
    "Monday to Friday, 9am to 3:45pm. Ring us before you sign or appeal.",
    "Do not reply until you have spoken to us.",
    "If the council has written to you, please do not answer before you talk to us.",
    "Ask for an assessment as soon as you can.",
    "If in doubt, appeal.",
    "Taxi to school stopped? Ask for a review this week.",
    "Never accept the first offer.",
    "Try mediation.",
    "Speak to us first.",
)
NO_NUDGE = (
    "Please ring us first to check that we are open.",
    "Use our complaints form.",
    "Use the review form.",
    "Ask for help with an appeal.",
    "Ask for a copy of the plan.",
    "Contact us before you travel.",
    "Call us first, if you can.",
    "Ask for Easy Read.",
    "Ask us about mediation.",
    "Ask for an appointment.",
    "You can complain, appeal or ask for mediation.",
    "Appeal: you can ask a tribunal to look again.",
    "You do not have to reply before you have spoken to the school.",
    "Do you want to appeal? Ask us for the form.",
    "Please do not cover these words.",
    "Choose how you want to talk to us.",
    "Claim your place at our workshop.",
    "Do not send forms by post.",
)


@pytest.mark.parametrize("text", STRANGE)
def test_a_deed_of_no_such_service_is_named(text: str) -> None:
    assert list(strange(text))


@pytest.mark.parametrize("text", [*RIGHT, *NO_NUDGE])
def test_what_such_a_service_does_passes(text: str) -> None:
    assert [] == list(strange(text))


@pytest.mark.parametrize("text", NUDGES)
def test_what_tells_people_what_to_do_is_named(text: str) -> None:
    said = re.split(r"(?<=[.?]) ", text)[-1]
    assert [said.rstrip(".")] == list(nudges(text))


@pytest.mark.parametrize("text", [*NO_NUDGE, *RIGHT])
def test_what_leaves_the_choice_passes(text: str) -> None:
    assert [] == list(nudges(text))


def test_a_service_may_add_a_deed_of_its_own() -> None:
    assert ["We cook together on Fridays"] == list(strange("We cook together on Fridays."))
    assert [] == list(strange("We cook together on Fridays.", ("cook",)))
    assert [] == list(strange("Our volunteers cooked for you.", ("cook",)))
