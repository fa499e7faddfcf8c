"""What the service says in a voice of its own, and what is no such thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from hooks.words.secrecy import excepts, passed_on, promises, told_nobody
from hooks.words.voice import agreement, outcome, own_opinion, ranking

OPINIONS = (
    "I am free to tell people which option is the sensible one.",
    "Ask us which way is better.",
    "We will tell you what is best for you.",
    "I say what I would do myself.",
    "We tell you which we would pick.",
    "Our advice is to refuse.",
    "My advice is to appeal.",
    "I tell people what I think is best.",
    "We say which option we think is best.",
    "We will tell you what we would choose.",
    "We give our own opinion.",
    "I share my opinion with families.",
    "If it were my child, I would appeal.",
    "In your place we would ask for mediation.",
    "We let you know which school we would go for.",
    "Our recommendation is mediation.",
    "We would choose the tribunal.",
    "I'd pick the first one.",
    "I tell the family what I'd do in their place.",
    "We can tell you which option we prefer.",
    "Our volunteers say what they would do.",
    "Our favourite is the first option.",
    "We tell you what we think about the plan.",
)
NO_OPINION = (
    "I would ask my supervisor if I was not sure.",
    "We would like to know what you think of this leaflet.",
    "You choose what is best for you.",
    "I do not give my own opinion, and I do not recommend a choice.",
    "We do not give our opinion or recommend a choice.",
    "We give you facts, not our opinion.",
    "We tell you what the law says.",
    "We tell you what we will do next.",
    "What we will do next: call the school.",
    "We do not tell you what we would do.",
    "Our advice is free.",
    "Our advice is impartial.",
    "We tell you what we can do.",
    "I say what I have been told.",
    "We tell you what you would have to do.",
    "Helping you does not mean that we say which we would pick.",
    "We never say what we would pick.",
    "We say how we would use your data if you agree.",
    "We explain what we do if a person is at risk.",
    "We would like to hear from you.",
    "We would need your permission first.",
    "We tell you what we would need from you.",
    "Tell us what you would choose.",
    "We say what we think the law means.",
    "We show what we do with our budget.",
    "Our opinion is not part of it.",
    "They tell us what they would do.",
)
RANKS = (
    "We help you to make good choices.",
    "Your child is best off in a special school.",
    "Your child is usually better in a small school.",
    "Mediation is the best place to start.",
    "The best first step is a talk with the school.",
    "It is better to talk to the school first.",
    "A complaint works best.",
    "Mediation is often the wisest way.",
    "Start with the best option: mediation.",
    "I lead people towards the option that I think suits them.",
    "We point you to the choice that works for most families.",
    "Going to the tribunal is the worst thing that you can do.",
)
RANKS_NOTHING = (
    "We help you to make choices.",
    "The council must make the right decision.",
    "Your child can go back to school when he is better.",
    "Tell the school when your daughter is better.",
    "Things are better now than they were in the spring.",
    "CAMHS is better known as the mental health team.",
    "It is better to be safe: call 999.",
    "Mediation suits some people, and an appeal suits others. You choose.",
    "Try the school office first if you have lost the number.",
    "We can tell you which schools are near you.",
    "You know what is best for your child.",
    "A better copy of this leaflet is on our website.",
    "Help us make this leaflet better.",
    "We want to do better. Tell us what you think.",
    "You choose what is best for you.",
    "We do not think that one is better than another.",
    "No route is shown as better than another.",
    "A school must do its best to give the support.",
    "The best time to call is before noon.",
    "Please say who you are and the best time to call you.",
    "The best way to reach us is by e-mail.",
    "It is best to have your letter ready.",
    "It is better if you send us a copy.",
    "It is better to call early.",
    "Best wishes",
    "You can say where you learn best, and why.",
    "Is mediation the best place to start?",
    "We can point you to an independent organisation.",
    "We guide you through the form.",
    "We point you to the page about each option.",
)
AGREES = (
    "From day to day we work for parents.",
    "The views in this email are those of the council.",
    "In our eyes the parents are right.",
    "We too want this child to have a plan.",
    "Proud to back parents.",
    "We think that the school was wrong.",
    "It gives their view, and we share it.",
    "We agree with them.",
    "We support their case.",
    "They think that the plan is wrong, and so do we.",
    "We fully agree with the parents.",
    "We also support this request.",
    "We back their appeal.",
    "We stand behind the family.",
    "We side with the family.",
    "We share their concerns.",
    "They want a new plan. We think so too.",
    "As do we.",
    "We endorse the views in this letter.",
    "We agree.",
    "We agree that the plan is wrong.",
    "Our service supports the family's request.",
    "This is the view of the parents, and we share this view.",
    "We are of the same view.",
    "Our team agrees with [name].",
    "It is not only their view: we share it.",
    "The family is right to be upset.",
    "The school was wrong.",
    "This school has let your child down.",
    "The council often gets it wrong.",
    "Parents know best.",
    "We work for families, not for the council.",
    "We back every parent who comes to us.",
    "[Your role], a voice for parents against the system",
)
AGREES_WITH_NOBODY = (
    "We work for parents, carers, children and young people.",
    "We work with schools.",
    "The views are not those of the council.",
    "The school is right next to the library.",
    "If the school was wrong, you can ask it to mend it.",
    "You may think that the council is wrong. You can tell it so.",
    "Nobody here says that the school is wrong.",
    "You say what is best for your child.",
    "If we let you down, you can complain about us.",
    "The school lets the council know.",
    "A claim against a school is heard by the tribunal.",
    "Children have a voice of their own.",
    "The council is often slow in August.",
    "Parents often want to bring a friend.",
    "We work for families, schools and the council alike.",
    "The head teacher is in the right place to answer.",
    "We agreed with [name] what this letter says.",
    "We also want to tell you more.",
    "If you think that we were wrong, you can complain.",
    "We are here to support parents.",
    "Helping you does not mean that we agree with you.",
    "When we help you, that does not mean that we agree with you.",
    "It does not mean that we disagree with you.",
    "We share it with you only if they agree.",
    "We agree with you what happens next.",
    "We support parents at meetings.",
    "We support children and young people.",
    "We help you support your case.",
    "We may agree with you a day to call.",
    "You may think that we agree with them. We do not.",
    "We do not agree with one side.",
    "We share information with you.",
    "We share what you tell us with a school only if you agree.",
    "If you agree, we share it with the school.",
    "Do you agree with them?",
    "When you agree with the plan, tell us.",
    "We agree a time with you.",
    "They agree with the plan.",
    "We support you to make an appeal.",
    "We do not support one view over another.",
    "We support you with your complaint.",
    "You can ask us and so can they.",
    "We stand with our stall by the door.",
    "We can share their views with you.",
    "Helping somebody does not mean that I agree with them.",
    "We share their views with the school if they agree.",
)
OUTCOMES = (
    "Most families find that talking to the school first works out well for them.",
    "[how we will get the decision changed, and by when]",
    "Families who asked for a review last year kept their taxi.",
    "With our help the council will have to listen.",
    "We are here to make your case win.",
    "We turn it into a yes.",
    "We'll get your child the help",
    "We win",
    "We get your child into the right school",
    "We will secure the plan you want",
    "We help you get what your child needs",
    "Win the support you need",
    "Help that gets results",
    "We get families the help they need",
    "Get your child the plan they need",
    "We make sure your child gets the help",
    "Your child will get the support",
    "We can get your child more help",
    "We'll make the council listen",
    "Get what you want from the school",
    "Results for your child",
    "They got my son the school that the council had turned down.",
    "Most families who come to us get what they asked for.",
    "Last year nine out of ten parents got the plan that they wanted.",
    "Over 80% of the families we help win.",
    "The council said yes.",
    "Our success rate is high.",
    "Most young people we meet are happier in a small school.",
    "Many parents choose mediation.",
    "She got everything she had asked for.",
)
NO_OUTCOME = (
    "Most families find the clock helpful.",
    "If you want to get the decision changed, you can appeal.",
    "A parent who has kept parental responsibility can ask.",
    "Families who came here by bus got here on time.",
    "After the council said yes to an assessment, it has 14 weeks.",
    "Most people prefer to write.",
    "Many parents are happy to talk in the evening.",
    "Many people choose to call.",
    "You get what you asked for: one leaflet in large print.",
    "They changed their minds about the date.",
    "The tribunal can make the council change the plan.",
    "We can ask the council to think again.",
    "We never lost a letter.",
    "Most people say the local offer.",
    "Most appeals need a mediation certificate first.",
    "Many families ask us about school transport.",
    "Most families first call us.",
    "You can ask for what you need.",
    "The council can say yes or no.",
    "When you get what you asked for, you can end the appeal.",
    "Many people choose us as their volunteers.",
    "You get an answer to what you asked.",
    "The tribunal can decide that your child gets the support in the plan.",
    "With our help you can put your views in writing.",
    "Thank you for contacting Rotherham SENDIASS",
    "We get many calls. Please leave your number.",
    "When we get your letter, we call you.",
    "You can ask us how to get help.",
    "You can get support from the school.",
    "Before you get the plan, the council writes to you.",
    "What help can my child get?",
    "We help you put your views in writing.",
    "How to get in touch",
    "You can get this leaflet in large print.",
    "We get your permission first.",
    "You get a letter from the council.",
    "If we get it wrong",
    "The tribunal can change the plan.",
    "Get in touch",
    "We can get you the leaflet in large print.",
    "We get you a copy of the letter.",
    "We make sure that you get a copy of the plan.",
    "If the tribunal agrees, your child will get the support.",
    "You will get a letter from the council.",
    "We cannot guarantee an outcome.",
    "We do not win or lose.",
    "The school gets more money for children who need it.",
    "You can get help from us.",
    "Get the help of an interpreter.",
)
SECRET_ALWAYS = (
    "We will keep your secret for ever.",
    "You can trust us: not one word will get out.",
    "It is always confidential.",
    "Nothing you say ever leaves this room.",
    "Whatever you tell us stays with us.",
    "We never pass on what you tell us.",
    "We will never tell anyone what you say.",
    "Nobody else will ever know.",
    "Your secret is safe with us.",
    "No one will find out that you called.",
    "What you say goes no further.",
    "Our service is 100% confidential.",
    "Totally confidential help.",
    "Everything you tell us is private.",
    "We tell nobody what you say.",
    "We do not share your story with anybody.",
    "Your words stay between us.",
    "All that you tell us stays in these four walls.",
    "Everything is kept strictly between you and us, whatever happens.",
    "Talk to us in complete confidence.",
    "What you tell us will not leave our office.",
    "We keep every word secret.",
    "I promise that I will keep it secret.",
    "Calls are completely confidential.",
    "It is always confidential, even if we worry about you.",
    "We never repeat what you say.",
    "What is said here stays here.",
    "Confidentiality is guaranteed.",
)
SECRET_BY_RULE = (
    "Nobody has to come to a meeting on their own.",
    "Never leave your phone in the room.",
    "Keep this leaflet. It stays with you at school.",
    "Our service is confidential.",
    "What you tell us stays private.",
    "The meeting is confidential.",
    "What people say in mediation is always confidential.",
    "We do not pass on what you tell us without your permission.",
    "We do not tell your parents, your school or the council.",
    "We never share your name unless you agree.",
    "Nobody knows your child better than you.",
    "Write nothing secret here.",
    "You can always talk to us in private.",
    "You can ask for a private room at any time.",
    "This leaflet is for everything about private schools.",
    "Nobody will tell you what to choose.",
    "We never tell you what to choose.",
    "The leaflet stays with you.",
    "We will not pass your letter to the school without asking you.",
    "Is it always confidential?",
    "We never pass on what you tell us, except when a person is at serious risk of harm.",
    "Free, impartial and confidential",
    "If you want, we go with you into the room.",
    "Ask us anything. We do not share your number with other people if you ask us not to.",
    "We will not tell anybody off.",
    "You can leave this room at any time.",
    "You do not have to tell anyone why you called.",
    "Never send us confidential papers by e-mail.",
    "We never report what a school should do.",
)


@pytest.mark.parametrize(
    ("finds", "sentence"),
    [
        *((own_opinion, each) for each in OPINIONS),
        *((ranking, each) for each in RANKS),
        *((agreement, each) for each in AGREES),
        *((outcome, each) for each in OUTCOMES),
    ],
)
def test_is_found(finds: Callable[[str], Iterator[str]], sentence: str) -> None:
    assert list(finds(sentence))


@pytest.mark.parametrize(
    "sentence", [*NO_OPINION, *RANKS_NOTHING, *AGREES_WITH_NOBODY, *NO_OUTCOME]
)
def test_is_free(sentence: str) -> None:
    """What is free of one is free of all."""
    assert [] == [
        *own_opinion(sentence),
        *ranking(sentence),
        *agreement(sentence),
        *outcome(sentence),
    ]


@pytest.mark.parametrize("sentence", SECRET_ALWAYS)
def test_promises_secrecy_without_an_exception(sentence: str) -> None:
    assert promises(sentence)


@pytest.mark.parametrize("sentence", SECRET_BY_RULE)
def test_leaves_room_for_the_exception(sentence: str) -> None:
    assert not promises(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "There is one exception: a serious risk of harm to a person.",
        "It is when information leads us to believe that a person is at serious risk of harm.",
        "It stays private, unless a person may come to serious harm.",
        "We may have to tell somebody when a child is in danger.",
        "We must report it when somebody is not safe.",
    ],
)
def test_is_an_exception(sentence: str) -> None:
    assert excepts(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "If somebody is in danger now, please hang up and call the emergency services.",
        "The council must tell you in writing.",
        "You have to tell the school by Friday.",
        "A child's place may be at risk.",
        "There are no exceptions, even when we see a risk of harm.",
    ],
)
def test_is_no_exception(sentence: str) -> None:
    """Danger that we do not act on, and a duty that is not ours."""
    assert not excepts(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody at the council or the school ever finds out what you say.",
        "What is said to us never reaches the school.",
        "We will take what you tell us to the grave.",
        "You can tell us anything: it goes nowhere else.",
        "Even the council cannot find out what you told us.",
    ],
)
def test_says_that_it_goes_to_nobody(sentence: str) -> None:
    assert told_nobody(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        *SECRET_BY_RULE,
        "We keep what you tell us in our own records.",
        "We write down what you tell us and keep it safe.",
        "We make sure that the school hears what you say.",
        "We never change what you tell us.",
        "We use only what you tell us.",
        "Tell us what you want to keep private.",
        "Nobody hears what you say to us unless you agree.",
    ],
)
def test_says_no_such_thing(sentence: str) -> None:
    assert not told_nobody(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "To save you time, we share our notes with the council's team.",
        "We pass what you tell us to the school.",
        "Our staff send your details to other services.",
    ],
)
def test_says_that_it_is_passed_on(sentence: str) -> None:
    assert [sentence] == list(passed_on(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "We share your details with the school only if you agree.",
        "We never share our notes with the council.",
        "We pass your words on to the school with your permission.",
        "We share our notes with the council when we must: a person is at serious risk of harm.",
        "Do we share our notes with the council?",
        "We share what we learn with other services.",
        "We send this letter to the school.",
    ],
)
def test_says_that_it_stays_or_that_it_is_allowed(sentence: str) -> None:
    assert [] == list(passed_on(sentence))
