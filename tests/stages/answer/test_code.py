"""What may be said, as pure rules."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voordeur.stages.answer.rules import BY_OUTCOME, BY_STATUS, AnswerCode, Facts, code_for
from voordeur.stages.help.rules.outcome import Outcome
from voordeur.stages.triage.rules.status import SignalStatus

TOLD_FROM_THE_START = {
    "Niet opgepakt: onterecht signaal": "NIET_OPGEPAKT_ONTERECHT",
    "Niet opgepakt: herhaalde melding": "NIET_OPGEPAKT_HERHAALD",
    "Niet opgepakt: andere reden": "NIET_OPGEPAKT",
    "Persoon is geen inwoner (meer) in de gemeente": "GEEN_INWONER",
    "Inwoner is overleden": "OVERLEDEN",
    "Inwoner al bekend bij schuldhulpverlening": "NIET_OPGEPAKT",
    "Nog niet opgepakt": "ONTVANGEN",
    "Opgepakt": "ONTVANGEN",
}


def test_the_tables_know_every_status_and_every_result():
    assert set(BY_STATUS) == set(SignalStatus)
    assert set(BY_OUTCOME) == set(Outcome)


@pytest.mark.parametrize(("status", "code"), TOLD_FROM_THE_START.items())
def test_what_a_status_says(status, code):
    assert code_for(Facts(status=status), pause_days=30).code == code


def test_another_reason_and_debt_counselling_say_the_same():
    # Otherwise a creditor could tell who is in debt counselling from the code.
    hidden = {code_for(Facts(status=s), pause_days=30) for s in (SignalStatus.OTHER_REASON, SignalStatus.KNOWN)}
    assert len(hidden) == 1


def test_acceptance_carries_the_end_of_the_pause():
    said = code_for(Facts(status="Opgepakt", offer="accepted", accepted_on=date(2026, 11, 3)), pause_days=30)
    assert (said.code, said.pause_end) == ("HULP_GEACCEPTEERD", date(2026, 12, 3))


def test_secrecy_bars_everything_but_the_code():
    said = code_for(Facts(status="Opgepakt", offer="accepted", accepted_on=date(2026, 11, 3), secrecy=True), pause_days=30)
    assert (said.code, said.pause_end) == ("HULP_GEACCEPTEERD", None)


@pytest.mark.parametrize(
    ("outcome", "own", "code"),
    [
        ("Inwoner is overleden", {"died": True}, "OVERLEDEN"),
        ("Persoon is geen inwoner (meer) in de gemeente", {"left": True}, "GEEN_INWONER"),
        ("Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering", {"offer": "declined"}, "GEEN_HULP"),
    ],
)
def test_what_befell_one_person_is_not_told_to_the_creditors_of_another(outcome, own, code):
    assert code_for(Facts(status="Opgepakt", outcome=outcome, alone=True), pause_days=30).code == code
    assert code_for(Facts(status="Opgepakt", outcome=outcome, alone=False, **own), pause_days=30).code == code
    assert code_for(Facts(status="Opgepakt", outcome=outcome, alone=False), pause_days=30).code == "AFGESLOTEN"


def test_the_content_of_help_is_never_told():
    helped = [
        o
        for o in Outcome
        if ("ulp" in o and "Vervolghulp" in o) or o in ("(Budget)advies en/of quick fix", "Verwijzing zonder tussenkomst inwoner")
    ]
    assert len(helped) == 5
    assert {code_for(Facts(status="Opgepakt", outcome=o), pause_days=30).code for o in helped} == {"AFGESLOTEN"}


def test_only_the_own_answer_counts():
    # P28: somebody else in the house accepted; this person's facts do not know it, so the creditor cannot either.
    assert code_for(Facts(status="Opgepakt", alone=False, offer=""), pause_days=30).code == "ONTVANGEN"


@given(
    status=st.sampled_from(["", *SignalStatus, "iets nieuws"]),
    outcome=st.sampled_from(["", *Outcome, "iets nieuws"]),
    alone=st.booleans(),
    offer=st.sampled_from(["", "accepted", "declined"]),
    died=st.booleans(),
    left=st.booleans(),
    secrecy=st.booleans(),
)
def test_whatever_is_known_only_the_whitelist_comes_out(status, outcome, alone, offer, died, left, secrecy):
    facts = Facts(
        status=status, outcome=outcome, alone=alone, offer=offer, accepted_on=date(2026, 11, 3) if offer == "accepted" else None,
        died=died, left=left, secrecy=secrecy,
    )  # fmt: skip
    said = code_for(facts, pause_days=30)
    assert said.code in set(AnswerCode)
    assert said.pause_end is None or (said.code == AnswerCode.ACCEPTED and not secrecy)


def test_no_row_claims_a_review_that_did_not_happen():
    assert not any(row.reviewed for row in itertools.chain(BY_STATUS.values(), BY_OUTCOME.values()))
