"""Which of the sixteen results a case's facts bear out; and what may be agreed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voordeur.stages.help.actions.refusal import SENTENCES, sentence
from voordeur.stages.help.rules.agreement import AgreementKind, may_agree
from voordeur.stages.help.rules.clocks import Application, ClockKind, Terms, clocks
from voordeur.stages.help.rules.outcome import RULES, Facts, Outcome, choices, may_close
from voordeur.stages.triage.rules.status import SignalStatus

DAY = date(2026, 11, 25)
NOTHING = Facts(closing_on=DAY, quick_fix_days=30)

days = st.none() | st.dates(date(2026, 1, 1), DAY)
anything = st.builds(
    Facts,
    closing_on=st.just(DAY),
    quick_fix_days=st.integers(0, 60),
    tried=st.booleans(),
    reached=st.booleans(),
    declined=st.booleans(),
    accepted_on=days,
    paid_or_arranged=st.booleans(),
    deceased=st.booleans(),
    moved_away=st.booleans(),
    counsellor=st.booleans(),
    other_helper=st.booleans(),
    referrals=st.frozensets(st.sampled_from(["financial", "other"])),
    referred_without=st.booleans(),
    last_action_on=days,
    has_note=st.booleans(),
)


def test_there_are_sixteen_results_and_each_has_its_rule():
    assert len(Outcome) == 16
    assert set(RULES) == set(Outcome)


def test_the_closed_statuses_of_a_signal_count_among_the_results():
    closed = set(SignalStatus) - {SignalStatus.WAITING, SignalStatus.TAKEN_UP}
    assert {str(status) for status in closed} <= {str(outcome) for outcome in Outcome}


@pytest.mark.parametrize(
    ("outcome", "fact", "rule"),
    [
        (Outcome.KNOWN, {"counsellor": True}, "R29"),
        (Outcome.OTHER_TRAJECTORY, {"other_helper": True}, "R29"),
        (Outcome.WITHOUT_RESIDENT, {"referred_without": True}, "R32"),
        (Outcome.LOST_CONTACT, {"reached": True}, "DDAS 1.3"),
        (Outcome.NEVER_REACHED, {"tried": True}, "DDAS 1.3"),
        (Outcome.PAID, {"paid_or_arranged": True}, "DDAS 1.3"),
        (Outcome.NO_HELP, {"declined": True}, "DDAS 1.3"),
        (Outcome.DECEASED, {"deceased": True}, "DDAS 1.3"),
        (Outcome.NOT_A_RESIDENT, {"moved_away": True}, "DDAS 1.3"),
        (Outcome.OTHER_REASON, {"has_note": True}, "DDAS 1.3"),
        (Outcome.FURTHER, {"accepted_on": DAY}, "DDAS 1.3"),
        (Outcome.ADVICE, {"accepted_on": DAY}, "R28"),
    ],
)
def test_a_result_needs_the_fact_that_it_claims(outcome, fact, rule):
    problem = may_close(outcome, NOTHING)
    assert problem is not None
    assert problem.rule == rule
    assert may_close(outcome, replace(NOTHING, **fact)) is None


def test_a_talk_with_another_helper_does_not_make_somebody_known_at_debt_help():
    assert may_close(Outcome.KNOWN, replace(NOTHING, other_helper=True)) is not None


@pytest.mark.parametrize(("later", "allowed"), [(30, True), (31, False)])
def test_a_quick_fix_is_solved_within_its_term_after_acceptance(later, allowed):
    facts = replace(NOTHING, accepted_on=DAY, last_action_on=DAY + timedelta(days=later))
    assert (may_close(Outcome.ADVICE, facts) is None) is allowed


@pytest.mark.parametrize(
    ("referrals", "allowed"),
    [
        ({"financial"}, {Outcome.FURTHER_FINANCIAL, Outcome.FURTHER}),
        ({"other"}, {Outcome.FURTHER_OTHER, Outcome.FURTHER}),
        ({"financial", "other"}, {Outcome.FURTHER_FINANCIAL, Outcome.FURTHER_OTHER, Outcome.FURTHER}),
    ],
)
def test_a_referral_decides_which_longer_help_it_was(referrals, allowed):
    facts = replace(NOTHING, accepted_on=DAY, referrals=frozenset(referrals))
    longer = (Outcome.FURTHER_FINANCIAL, Outcome.FURTHER_OTHER, Outcome.FURTHER)
    assert {outcome for outcome in longer if may_close(outcome, facts) is None} == allowed


@given(anything)
def test_nobody_was_both_never_reached_and_lost_after_contact(facts):
    assert may_close(Outcome.NEVER_REACHED, facts) is not None or may_close(Outcome.LOST_CONTACT, facts) is not None


@given(anything)
def test_every_problem_has_a_sentence_and_the_choices_agree_with_the_rule(facts):
    for outcome, problem in choices(facts).items():
        found = may_close(outcome, facts)
        assert problem == (None if found and found.code == "reason_needed" else found)
        if found:
            assert found.code in SENTENCES
            assert "%(" not in sentence(found)


@pytest.mark.parametrize(
    ("agreed", "reason", "to", "code"),
    [
        (True, "", "mee", None),
        (False, "", "mee", "referral_without_agreement"),
        (False, "   ", "mee", "referral_without_agreement"),
        (False, "Acuut gevaar", "mee", None),
        (True, "", "nergens", "referral_to_nobody"),
    ],
)
def test_a_referral_takes_agreement_or_its_reason_and_somebody_to_go_to(agreed, reason, to, code):
    problem = may_agree(
        kind=AgreementKind.REFERRAL, agreed=agreed, exception_reason=reason, referred_to=to, directory={"mee", "eropaf"}
    )
    assert (problem.code if problem else None) == code


def test_the_decision_has_its_term_and_then_the_objection_runs():
    terms = Terms(decision_weeks=8, objection_weeks=6)
    (decision,) = clocks([Application(date(2026, 11, 2))], terms=terms, today=DAY)
    assert (decision.kind, decision.due_on) == (ClockKind.DECISION, date(2026, 12, 28))
    (objection,) = clocks([Application(date(2026, 11, 2), decided_on=date(2026, 11, 20))], terms=terms, today=DAY)
    assert (objection.kind, objection.due_on) == (ClockKind.OBJECTION, date(2027, 1, 4))  # 1 January is a holiday, then a weekend
    assert clocks([Application(date(2026, 1, 5), decided_on=date(2026, 2, 2))], terms=terms, today=DAY) == []
