"""Each rule of triage by its number, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voordeur.stages.triage.rules.facts import Earlier, Policy, SignalFacts
from voordeur.stages.triage.rules.judge import judge
from voordeur.stages.triage.rules.legal_person import is_legal_person
from voordeur.stages.triage.rules.pattern import AtAddress, pattern
from voordeur.stages.triage.rules.status import SignalStatus
from voordeur.stages.triage.rules.urgency import is_threatening, weighed

POLICY = Policy(
    threshold_cents=5_000, threshold_closes=True, age_from_days=30, age_to_days={"Zorg": 100}, age_closes=False, repeat_months=6,
    successive_months=6, adult_from_years=18, young_to_years=27, end_without_earlier_from=date(2026, 1, 1),
    urgency_weights={"crisis": 100, "eviction": 100, "end_of_supply": 30, "multiple": 15, "grown": 10},
)  # fmt: skip
SIGNAL = SignalFacts(
    signal=10, kind="Energie", signal_type="first", on=date(2026, 10, 25), amount_cents=20_000, oldest_due=date(2026, 8, 1)
)
EARLIER = Earlier(
    signal=1, on=date(2026, 9, 25), month=date(2026, 9, 1), oldest_due=date(2026, 8, 1), amount_cents=20_000, status="Opgepakt",
    case_open=True,
)  # fmt: skip


def ruled(policy: Policy = POLICY, earlier: tuple[Earlier, ...] = (), **facts: object):
    return judge(replace(SIGNAL, **facts), policy, earlier)


def outcome(*args, **facts):
    ruling = ruled(*args, **facts)
    return ruling.status, ruling.rule


def test_r04_an_ordinary_single_signal_is_taken_up():
    assert outcome() == (SignalStatus.TAKEN_UP, "")


def test_r05_nobody_is_approached_before_the_register_has_answered():
    assert outcome(register="not_asked") == (SignalStatus.WAITING, "R05")
    assert outcome(register="not_found") == (SignalStatus.WAITING, "R05")


@pytest.mark.parametrize("register", ["elsewhere", "emigrated"])
def test_r06_who_is_no_resident_is_closed_as_such(register):
    ruling = ruled(register=register)
    assert (ruling.status, ruling.rule) == (SignalStatus.NOT_A_RESIDENT, "R06")
    assert ruling.reasons[0].params == {}, "no new address, no other municipality"


def test_r07_who_moved_within_the_municipality_is_taken_up():
    assert outcome(register="moved_within")[0] == SignalStatus.TAKEN_UP


def test_r08_two_signals_in_a_month_at_an_address_are_multiple():
    month = date(2026, 10, 1)
    assert pattern(month, [AtAddress(1, month), AtAddress(2, month)], successive_months=6).multiple
    assert not pattern(month, [AtAddress(1, month)], successive_months=6).multiple
    assert not pattern(month, [AtAddress(1, month), AtAddress(1, month)], successive_months=6).multiple


@pytest.mark.parametrize(
    ("before", "successive"), [("2026-04-01", True), ("2026-03-01", False), ("2026-09-01", True), ("2026-11-01", False)]
)
def test_r09_another_signal_in_the_six_months_before_makes_it_successive(before, successive):
    month = date(2026, 10, 1)
    found = pattern(month, [AtAddress(1, month), AtAddress(2, date.fromisoformat(before))], successive_months=6)
    assert found.successive == successive
    assert found.single == (not successive)


def test_r10_a_repeat_that_is_not_higher_is_closed():
    assert outcome(earlier=(EARLIER,)) == (SignalStatus.REPEATED, "R10")
    assert outcome(earlier=(EARLIER,), amount_cents=19_999) == (SignalStatus.REPEATED, "R10")


def test_r10_one_cent_more_is_taken_up():
    ruling = ruled(earlier=(EARLIER,), amount_cents=20_001)
    assert ruling.status == SignalStatus.TAKEN_UP
    assert [reason.code for reason in ruling.reasons] == ["grown"]


def test_r10_the_amount_is_held_against_the_last_one_taken_up():
    grown = replace(EARLIER, signal=2, on=date(2026, 10, 1), amount_cents=25_000)
    closed = replace(EARLIER, signal=3, on=date(2026, 10, 2), amount_cents=30_000, status="Niet opgepakt: herhaalde melding")
    assert outcome(earlier=(grown, EARLIER, closed), amount_cents=25_000)[0] == SignalStatus.REPEATED
    assert outcome(earlier=(grown, EARLIER, closed), amount_cents=25_001)[0] == SignalStatus.TAKEN_UP


def test_r10_another_due_date_another_window_or_no_due_date_is_another_arrear():
    assert outcome(earlier=(replace(EARLIER, oldest_due=date(2026, 7, 1)),))[0] == SignalStatus.TAKEN_UP
    assert outcome(earlier=(replace(EARLIER, on=date(2026, 4, 24)),))[0] == SignalStatus.TAKEN_UP
    assert outcome(earlier=(replace(EARLIER, on=date(2026, 4, 25)),))[0] == SignalStatus.REPEATED
    assert outcome(earlier=(replace(EARLIER, oldest_due=None),), oldest_due=None)[0] == SignalStatus.TAKEN_UP


def test_r10_the_window_is_the_municipalitys():
    assert outcome(replace(POLICY, repeat_months=0), (EARLIER,))[0] == SignalStatus.TAKEN_UP


def test_p07_the_repeat_of_somebody_never_reached_is_taken_up():
    ruling = ruled(earlier=(replace(EARLIER, case_open=False, never_reached=True),))
    assert (ruling.status, ruling.reasons[0].code) == (SignalStatus.TAKEN_UP, "untried")


def test_r11_below_the_threshold_is_unjustified_and_at_it_is_not():
    assert outcome(amount_cents=4_999) == (SignalStatus.UNJUSTIFIED, "R11")
    assert outcome(amount_cents=5_000) == (SignalStatus.TAKEN_UP, "")


def test_p07_where_the_council_does_not_close_it_there_is_a_letter():
    ruling = ruled(replace(POLICY, threshold_closes=False), amount_cents=4_999)
    assert (ruling.status, ruling.letter_only, ruling.rule) == (SignalStatus.TAKEN_UP, True, "P07")


def test_a_crisis_is_not_closed_for_its_amount():
    assert outcome(signal_type="crisis", amount_cents=100)[0] == SignalStatus.TAKEN_UP


def test_of_a_signal_below_the_threshold_the_creditor_hears_nothing_about_the_register():
    assert outcome(amount_cents=100, register="deceased")[0] == SignalStatus.UNJUSTIFIED
    assert outcome(amount_cents=100, register="elsewhere")[0] == SignalStatus.UNJUSTIFIED


def test_r12_age_closes_only_where_the_municipality_switched_it_on():
    young, old = {"oldest_due": date(2026, 10, 1)}, {"kind": "Zorg", "oldest_due": date(2026, 1, 1)}
    assert outcome(**young)[0] == outcome(**old)[0] == SignalStatus.TAKEN_UP
    closing = replace(POLICY, age_closes=True)
    assert outcome(closing, **young) == outcome(closing, **old) == (SignalStatus.UNJUSTIFIED, "R12")
    assert outcome(closing, oldest_due=date(2026, 1, 1))[0] == SignalStatus.TAKEN_UP, "energy has no upper bound"


def test_r15_an_end_of_supply_without_an_earlier_signal_is_flagged_and_still_taken_up():
    ruling = ruled(signal_type="end_of_supply")
    assert (ruling.status, [reason.code for reason in ruling.reasons]) == (SignalStatus.TAKEN_UP, ["end_without_earlier"])
    assert ruled(signal_type="end_of_supply", on=date(2025, 12, 31), oldest_due=None).reasons == ()
    assert ruled(signal_type="end_of_supply", earlier=(replace(EARLIER, oldest_due=None),)).reasons == ()


def test_r16_an_end_of_supply_alone_is_not_threatening():
    assert not is_threatening("end_of_supply", "")
    assert is_threatening("crisis", "")
    assert is_threatening("first", "aanzegging")


@pytest.mark.parametrize(
    "name",
    [
        "Bakkerij Jansen B.V.",
        "Kapsalon Knip BV",
        "Stichting De Brug",
        "Vereniging van Eigenaren Zeezicht",
        "VvE Zeezicht",
        "Havik Holding",
    ],
)
def test_r30_a_legal_person_is_not_taken_up(name):
    assert outcome(surname=name, register="not_found") == (SignalStatus.UNJUSTIFIED, "R30")


@pytest.mark.parametrize(
    "name", ["Jansen", "Verenigingen", "Stichting", "Bakkerij Jansen", "Vof Jansen en Zoon", "B.V. Jansen", "Nvidi", ""]
)
def test_r30_a_natural_persons_business_and_names_that_look_alike_stay_in(name):
    assert not is_legal_person(name)


def test_r30_who_stands_in_the_register_is_a_natural_person():
    assert outcome(surname="Stichting De Brug", register="resident")[0] == SignalStatus.TAKEN_UP


def test_r31_deceased_is_closed_before_anything_that_would_approach():
    assert outcome(register="deceased", earlier=(EARLIER,)) == (SignalStatus.DECEASED, "R31")


def test_p06_a_child_is_not_approached_and_a_person_looks():
    assert outcome(birth_date=date(2008, 10, 26)) == (SignalStatus.WAITING, "P06")
    assert outcome(birth_date=date(2008, 10, 25))[0] == SignalStatus.TAKEN_UP


def test_a_doubtful_link_waits_for_a_person():
    assert outcome(verdict="review") == (SignalStatus.WAITING, "")


def test_a_settled_arrear_joins_a_case_or_closes():
    assert outcome(signal_type="settled", household_has_case=True)[0] == SignalStatus.TAKEN_UP
    assert outcome(signal_type="settled")[0] == SignalStatus.OTHER_REASON


def test_urgency_is_the_sum_of_its_reasons_in_the_municipalitys_weights():
    signal = replace(SIGNAL, signal_type="crisis", amount_cents=30_000)
    ruling = weighed(judge(signal, POLICY, (EARLIER,)), signal, POLICY, (EARLIER,), None)
    assert {reason.code: reason.params["weight"] for reason in ruling.urgency_reasons} == {"crisis": 100, "grown": 10}
    assert ruling.urgency == 110


@given(
    st.builds(
        SignalFacts,
        signal=st.integers(1, 50),
        kind=st.sampled_from(["Zorg", "Huur"]),
        signal_type=st.sampled_from(["first", "updated", "end_of_supply", "settled", "crisis"]),
        on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        amount_cents=st.integers(1, 10**7),
        oldest_due=st.none() | st.dates(date(2020, 1, 1), date(2026, 12, 31)),
        surname=st.text(max_size=30),
        birth_date=st.none() | st.dates(date(1900, 1, 1), date(2026, 1, 1)),
        verdict=st.sampled_from(["auto", "new", "review", "human"]),
        register=st.sampled_from(["resident", "moved_within", "elsewhere", "emigrated", "deceased", "not_found", "not_asked"]),
    ),
    st.booleans(),
    st.booleans(),
)
def test_r04_every_signal_gets_one_status_with_a_reason_where_it_is_not_taken_up(signal, closes, ages):
    policy = replace(POLICY, threshold_closes=closes, age_closes=ages)
    ruling = judge(signal, policy, (EARLIER,))
    assert ruling.status in set(SignalStatus)
    assert ruling.status == SignalStatus.TAKEN_UP or ruling.reasons
