"""The rules, and the one table of what each of them holds back.

A rule is a module with one generator, `check(site)`, whose module docstring states the rule in a
sentence and says why, with the law where there is one. It knows no promise: a service's register
says which rules keep its own. `LEFT_OUT` says what a rule cannot do on this machine, where
something is not installed: such a folder is not publishable.
"""

from __future__ import annotations

from types import ModuleType

from hooks.rules import (
    addresses_kept,
    bank_holidays_last,
    bodies_signposted,
    brought_publicity,
    capitals,
    checks_due,
    contact_and_policy,
    facts_well_formed,
    files_as_named,
    front_matter,
    identity_shown,
    law_has_source,
    law_marked_alike,
    letters_alike,
    letters_neutral,
    light_enough,
    limits_counted_as_said,
    limits_from_record,
    link_words,
    links_lead_somewhere,
    markup_sound,
    menu_as_headed,
    national_changed,
    nothing_unaccounted,
    notices_dated,
    one_style,
    options_alike,
    page_outline,
    pages_reachable,
    pictures_described,
    plain_words,
    policy_review_due,
    printed_carries_policy,
    printed_fits,
    printed_is_accessible,
    printed_is_balanced,
    printed_is_confirmed,
    promises_kept,
    publicity_carries_policy,
    publicity_is_confirmed,
    quotations_exact,
    reading_age,
    secrecy_not_absolute,
    service_confirms,
    shown_as_typed,
    spelling,
    staff_apart,
    statement_true,
    takes_no_side,
    topics_alike,
    translations_current,
    words_explained,
)
from hooks.sources.rule import Rule, Severity

SEVERITY: dict[str, Severity] = {
    "service-confirms": Severity.HOLD,
    "policy-review-due": Severity.HOLD,
    "checks-due": Severity.NOTICE,
    "translations-current": Severity.NOTICE,
    "notices-dated": Severity.NOTICE,
    "bank-holidays-last": Severity.NOTICE,
    "national-changed": Severity.NOTICE,
    "printed-is-balanced": Severity.NOTICE,  # one fact more or less may tip a sheet
}
"""Every rule that is not named here is an error. A passing date is never one (design: three
severities)."""


def severity_of(name: str) -> Severity:
    return SEVERITY.get(name, Severity.ERROR)


def _rule(module: ModuleType) -> Rule:
    name = module.__name__.rpartition(".")[2].replace("_", "-")
    says, _, why = (
        " ".join(part.split()) for part in (module.__doc__ or "").strip().partition("\n\n")
    )
    return Rule(
        name,
        says,
        module.check,
        severity_of(name),
        getattr(module, "LEFT_OUT", None),
        why,
    )


RULES: tuple[Rule, ...] = tuple(
    map(
        _rule,
        (
            front_matter,
            files_as_named,
            nothing_unaccounted,
            publicity_carries_policy,
            publicity_is_confirmed,
            printed_carries_policy,
            printed_is_accessible,
            printed_is_balanced,
            printed_fits,
            printed_is_confirmed,
            brought_publicity,
            quotations_exact,
            links_lead_somewhere,
            addresses_kept,
            markup_sound,
            shown_as_typed,
            facts_well_formed,
            pages_reachable,
            page_outline,
            menu_as_headed,
            identity_shown,
            contact_and_policy,
            bodies_signposted,
            options_alike,
            topics_alike,
            law_has_source,
            law_marked_alike,
            letters_alike,
            letters_neutral,
            takes_no_side,
            secrecy_not_absolute,
            plain_words,
            reading_age,
            spelling,
            words_explained,
            link_words,
            pictures_described,
            one_style,
            capitals,
            limits_from_record,
            limits_counted_as_said,
            statement_true,
            staff_apart,
            light_enough,
            notices_dated,
            bank_holidays_last,
            national_changed,
            service_confirms,
            policy_review_due,
            checks_due,
            translations_current,
            promises_kept,
        ),
    )
)
"""In the order in which they run. `promises_kept` is last: it asks what the others keep."""
