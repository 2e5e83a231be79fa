"""Signals open, join and leave cases; the figures of a batch in a fixed number of queries."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stages.triage.batch import DAY, make_residents, make_signals
from voordeur.record.models import Case, Event, ParameterValue
from voordeur.stages.triage.actions import close_empty, let_go, overrule, signals_of, take_up, take_up_again
from voordeur.stages.triage.models import Taking
from voordeur.stages.triage.queries import decisions_waiting, month_cases, urgency_of
from voordeur.stages.triage.rules.status import SignalStatus

NOVEMBER = date(2026, 11, 25)


def ids(signals):
    return [signal.pk for signal in signals]


def statuses(signals):
    return list(Taking.objects.filter(signal__in=signals).order_by("signal").values_list("status", flat=True))


@pytest.fixture
def home(cast):
    """One resident in Waterstad."""
    return make_residents(cast.thuisgoed, cast.waterstad)


def test_a_signal_that_is_taken_up_opens_a_case_under_the_municipalitys_protocol(cast):
    (signal,) = make_signals(cast.thuisgoed, cast.waterstad)
    (pk,) = take_up([signal.pk], today=DAY)
    case = Case.objects.get(pk=pk)
    assert (case.municipality, case.protocol, case.opened_on) == (cast.waterstad, "coevorden-visit@1", DAY)
    assert list(case.events.values_list("kind", flat=True)) == ["opened", "signal_joined"]
    joined = case.events.get(kind="signal_joined").facts
    assert joined["signal"] == signal.pk
    assert joined["oldest_due"] == "2026-08-01"
    assert joined["resident"] == signal.link.resident_id
    assert signals_of(case) == [signal.pk]


def test_a_municipality_chooses_its_programme(cast):
    ParameterValue.objects.create(
        organisation=cast.noorderlicht, municipality=cast.veenstad, key="programme", value="coevorden-letter@1",
        valid_from=date(2026, 1, 1), source="besluit",
    )  # fmt: skip
    here, there = make_signals(cast.thuisgoed, cast.waterstad), make_signals(cast.thuisgoed, cast.veenstad)
    take_up(ids(here + there), today=DAY)
    assert Case.objects.get(takings__signal=here[0]).protocol == "coevorden-visit@1"
    assert Case.objects.get(takings__signal=there[0]).protocol == "coevorden-letter@1"


def test_signals_of_several_creditors_meet_in_one_case(cast, home):
    rent = make_signals(cast.thuisgoed, cast.waterstad, residents=home)
    care = make_signals(cast.zorgvuldig, cast.waterstad, residents=home)
    assert take_up(ids(rent), today=DAY) == take_up(ids(care), today=DAY)
    assert Case.objects.count() == 1


def test_taking_up_twice_changes_nothing(cast):
    signals = make_signals(cast.thuisgoed, cast.waterstad, 3)
    take_up(ids(signals), today=DAY)
    before = list(Taking.objects.values()), Event.objects.count()
    assert take_up(ids(signals), today=DAY) == set()
    assert (list(Taking.objects.values()), Event.objects.count()) == before


def test_r04_every_signal_has_a_status(cast):
    signals = [
        *make_signals(cast.thuisgoed, cast.waterstad, 2),
        *make_signals(cast.thuisgoed, cast.waterstad, register_status="not_found"),
        *make_signals(cast.thuisgoed, cast.waterstad, register_status="emigrated"),
        *make_signals(cast.thuisgoed, cast.waterstad, amount_cents=100),
        *make_signals(cast.thuisgoed, cast.waterstad, signal_type="settled"),
    ]
    take_up(ids(signals), today=DAY)
    assert statuses(signals) == [
        "Opgepakt", "Opgepakt", "Nog niet opgepakt", "Persoon is geen inwoner (meer) in de gemeente",
        "Niet opgepakt: onterecht signaal", "Niet opgepakt: andere reden",
    ]  # fmt: skip
    assert all(Taking.objects.exclude(status="Opgepakt").values_list("reasons", flat=True))


def test_r10_the_repeat_of_a_month_later_is_closed_and_its_case_left_alone(cast, home):
    first = make_signals(cast.thuisgoed, cast.waterstad, residents=home, customer_number="A1")
    again = make_signals(cast.thuisgoed, cast.waterstad, residents=home, customer_number="A1", on=NOVEMBER)
    take_up(ids(first), today=DAY)
    assert take_up(ids(again), today=NOVEMBER) == set()
    taking = Taking.objects.get(signal=again[0])
    assert (taking.status, taking.rule, taking.case) == ("Niet opgepakt: herhaalde melding", "R10", None)
    assert taking.reasons[0]["params"] == {"month": "2026-10-01", "amount_cents": 20_000, "last_cents": 20_000}


def test_r10_a_higher_amount_is_taken_up(cast, home):
    first = make_signals(cast.thuisgoed, cast.waterstad, residents=home, customer_number="A1")
    grown = make_signals(cast.thuisgoed, cast.waterstad, residents=home, customer_number="A1", on=NOVEMBER, amount_cents=20_001)
    take_up(ids(first), today=DAY)
    assert len(take_up(ids(grown), today=NOVEMBER)) == 1
    assert Taking.objects.get(signal=grown[0]).reasons[0]["code"] == "grown"


def test_r10_without_a_customer_number_the_resident_tells_that_it_is_the_same(cast, home):
    first = make_signals(cast.thuisgoed, cast.waterstad, residents=home, customer_number="")
    again = make_signals(cast.thuisgoed, cast.waterstad, residents=home, customer_number="", on=NOVEMBER)
    take_up(ids(first), today=DAY)
    take_up(ids(again), today=NOVEMBER)
    assert statuses(again) == ["Niet opgepakt: herhaalde melding"]


def test_r10_never_compares_with_a_superseded_signal(cast, home):
    first = make_signals(cast.thuisgoed, cast.waterstad, residents=home, customer_number="A1")
    take_up(ids(first), today=DAY)
    better = make_signals(cast.thuisgoed, cast.waterstad, residents=home, customer_number="A1", amount_cents=15_000)
    first[0].superseded_by = better[0].delivery
    first[0].save()
    let_go(ids(first), today=DAY)
    take_up(ids(better), today=DAY)
    assert close_empty(cast.noorderlicht, today=DAY) == set()
    assert statuses([*first, *better]) == ["Niet opgepakt: andere reden", "Opgepakt"]
    case = Case.objects.get()
    assert signals_of(case) == [better[0].pk]
    assert case.closed_on is None


def test_a_case_that_a_corrected_delivery_emptied_is_closed(cast, home):
    first = make_signals(cast.thuisgoed, cast.waterstad, residents=home, customer_number="A1")
    other = make_signals(cast.thuisgoed, cast.waterstad, residents=make_residents(cast.thuisgoed, cast.waterstad, 1))
    take_up(ids(first), today=DAY)
    first[0].superseded_by = other[0].delivery
    first[0].save()
    let_go(ids(first), today=DAY)
    emptied = Case.objects.get()
    assert close_empty(cast.noorderlicht, today=DAY) == {emptied.pk}
    emptied.refresh_from_db()
    assert (emptied.closed_on, emptied.outcome) == (DAY, "Niet opgepakt: andere reden")
    assert close_empty(cast.noorderlicht, today=DAY) == set()


def test_r08_r09_multiple_and_successive_are_kept_right_in_both_directions(cast, home):
    september = date(2026, 9, 25)
    rent = make_signals(cast.thuisgoed, cast.waterstad, residents=home)
    take_up(ids(rent), today=DAY)
    assert Taking.objects.get(signal=rent[0]).single
    care = make_signals(cast.zorgvuldig, cast.waterstad, residents=home)
    take_up(ids(care), today=DAY)
    late = make_signals(cast.zorgvuldig, cast.waterstad, residents=home, on=september, oldest_due=date(2026, 7, 1))
    take_up(ids(late), today=DAY)
    flags = {t.signal_id: (t.single, t.multiple, t.successive) for t in Taking.objects.all()}
    assert flags == {rent[0].pk: (False, True, True), care[0].pk: (False, True, True), late[0].pk: (True, False, False)}


def test_single_multiple_and_successive_count_cases_and_may_overlap(cast):
    both, lone = make_residents(cast.thuisgoed, cast.waterstad, 2)
    make = lambda partner, who, **more: make_signals(partner, cast.waterstad, residents=[who], **more)  # noqa: E731
    signals = make(cast.thuisgoed, both, on=date(2026, 9, 25)) + make(cast.thuisgoed, both) + make(cast.zorgvuldig, both)
    signals += make(cast.thuisgoed, lone)
    take_up(ids(signals), today=DAY)
    (october,) = month_cases(organisation=cast.noorderlicht.pk, month=date(2026, 10, 1)).values()
    assert (october.cases, october.single, october.multiple, october.successive) == (2, 1, 1, 1)


def test_p08_a_death_stops_the_case_the_same_day(cast, home):
    first = make_signals(cast.thuisgoed, cast.waterstad, residents=home)
    take_up(ids(first), today=DAY)
    told = make_signals(cast.zorgvuldig, cast.waterstad, residents=home, register_status="deceased", on=NOVEMBER)
    (pk,) = take_up(ids(told), today=NOVEMBER)
    case = Case.objects.get(pk=pk)
    assert (case.closed_on, case.outcome) == (NOVEMBER, "Inwoner is overleden")
    assert [e.facts for e in case.events.filter(kind="deceased")] == [{"resident": home[0].pk}]


def test_p08_where_somebody_stays_behind_the_case_goes_on(cast, home):
    partner_in_life = make_residents(cast.thuisgoed, cast.waterstad)
    partner_in_life[0].household = home[0].household
    partner_in_life[0].save()
    signals = make_signals(cast.thuisgoed, cast.waterstad, residents=home) + make_signals(
        cast.zorgvuldig, cast.waterstad, residents=partner_in_life
    )
    take_up(ids(signals), today=DAY)
    told = make_signals(cast.zorgvuldig, cast.waterstad, residents=home, register_status="deceased", on=NOVEMBER)
    (pk,) = take_up(ids(told), today=NOVEMBER)
    assert Case.objects.get(pk=pk).closed_on is None


def test_a_settled_arrear_is_a_payment_in_the_open_case_and_opens_none(cast, home):
    first = make_signals(cast.thuisgoed, cast.waterstad, residents=home)
    take_up(ids(first), today=DAY)
    settled = make_signals(cast.thuisgoed, cast.waterstad, residents=home, signal_type="settled", on=NOVEMBER)
    (pk,) = take_up(ids(settled), today=NOVEMBER)
    assert Event.objects.get(kind="payment").facts == {"signal": settled[0].pk, "partner": cast.thuisgoed.pk}
    assert Event.objects.filter(case=pk, kind="signal_joined").count() == 1


def test_a_decision_about_a_doubt_lets_the_signal_join_the_right_case(cast, home):
    (signal,) = make_signals(cast.thuisgoed, cast.waterstad, verdict="review")
    assert take_up([signal.pk], today=DAY) == set()
    signal.link.resident, signal.link.household, signal.link.verdict = home[0], home[0].household, "human"
    signal.link.save()
    (pk,) = take_up_again([signal.pk], today=DAY)
    assert Case.objects.get(pk=pk).household == home[0].household


def test_an_undone_link_takes_the_signal_out_of_the_wrong_case(cast, home):
    (signal,) = make_signals(cast.thuisgoed, cast.waterstad, residents=home)
    (wrong,) = take_up([signal.pk], today=DAY)
    (stranger,) = make_residents(cast.thuisgoed, cast.waterstad)
    signal.link.resident, signal.link.household = stranger, stranger.household
    signal.link.save()
    touched = take_up_again([signal.pk], today=NOVEMBER)
    old, new = Case.objects.get(pk=wrong), Case.objects.get(household=stranger.household)
    assert touched == {old.pk, new.pk}
    assert (old.closed_on, old.outcome) == (NOVEMBER, "Niet opgepakt: andere reden")
    assert list(old.events.values_list("kind", flat=True)) == ["opened", "signal_joined", "signal_left", "closed"]
    assert signals_of(new) == [signal.pk]


def test_taking_up_again_without_a_change_tells_nothing_new(cast, home):
    (signal,) = make_signals(cast.thuisgoed, cast.waterstad, residents=home)
    cases = take_up([signal.pk], today=DAY)
    events = Event.objects.count()
    assert take_up_again([signal.pk], today=DAY) == cases
    assert Event.objects.count() == events


def test_r29_overruling_needs_a_reason_and_is_remembered(cast, home):
    (signal,) = make_signals(cast.thuisgoed, cast.waterstad, residents=home)
    (pk,) = take_up([signal.pk], today=DAY)
    taking = Taking.objects.get(signal=signal)
    with pytest.raises(ValueError, match="Schrijf op waarom"):
        overrule(taking, status=SignalStatus.KNOWN, reason="  ", by=cast.clara, today=DAY)
    with pytest.raises(ValueError, match="bestaat niet"):
        overrule(taking, status="Zomaar", reason="omdat", by=cast.clara, today=DAY)
    reason = "Gebeld met de schuldhulpverlener"
    assert overrule(taking, status=SignalStatus.KNOWN, reason=reason, by=cast.clara, today=DAY) == {pk}
    taking.refresh_from_db()
    assert (taking.status, taking.overruled_by, taking.case) == (SignalStatus.KNOWN, cast.clara, None)
    assert Case.objects.get(pk=pk).closed_on == DAY
    overruled = Event.objects.get(kind="overruled")
    assert overruled.facts == {"signal": signal.pk, "status": "Inwoner al bekend bij schuldhulpverlening"}
    take_up_again([signal.pk], today=DAY)
    assert statuses([signal]) == [SignalStatus.KNOWN]


def test_a_closed_signal_can_be_taken_up_after_all(cast, home):
    (signal,) = make_signals(cast.thuisgoed, cast.waterstad, residents=home, amount_cents=100)
    take_up([signal.pk], today=DAY)
    taking = Taking.objects.get(signal=signal)
    (pk,) = overrule(taking, status=SignalStatus.TAKEN_UP, reason="De inwoner belde zelf", by=cast.clara, today=DAY)
    assert signals_of(Case.objects.get(pk=pk)) == [signal.pk]


def test_what_waits_for_a_decision_is_seen_within_the_walls_only(cast):
    make = lambda where: make_signals(cast.thuisgoed, where, register_status="not_found")  # noqa: E731
    take_up(ids(make(cast.waterstad) + make(cast.veenstad)), today=DAY)
    cast.karim.municipalities.set([cast.waterstad])
    assert decisions_waiting(cast.clara).count() == 2
    assert decisions_waiting(cast.karim).count() == 1
    assert decisions_waiting(cast.stine).count() == 0


def test_urgency_comes_with_its_reasons(cast, home):
    crisis = make_signals(cast.thuisgoed, cast.waterstad, residents=home, signal_type="crisis")
    (pk,) = take_up(ids(crisis), today=DAY)
    urgency = urgency_of([pk])[pk]
    assert urgency.urgency == 100
    assert [reason["code"] for reason in urgency.reasons] == ["crisis"]


def test_a_batch_is_judged_in_a_fixed_number_of_queries(cast):
    def cost(number: int) -> int:
        signals = ids(make_signals(cast.thuisgoed, cast.waterstad, number))
        with CaptureQueriesContext(connection) as queries:
            take_up(signals, today=DAY)
        return len(queries)

    assert cost(40) == cost(10)


def test_how_far_collection_came_and_how_often_the_creditor_tried_come_along_as_facts(cast):
    """What the creditor wrote that is no stage stays with its signal; months go to the case's story, to one decimal."""
    told = {"collection_stage": "aanzegging", "own_attempts": 4, "months": 2.5}
    (known,) = make_signals(cast.thuisgoed, cast.waterstad, **told)
    (odd,) = make_signals(cast.thuisgoed, cast.waterstad, collection_stage="bij de advocaat")
    take_up(ids([known, odd]), today=DAY)
    facts = {one.kind: one.facts for one in Event.objects.filter(case__takings__signal=known)}
    assert facts["stage"] == {"stage": "aanzegging", "partner": cast.thuisgoed.pk, "signal": known.pk}
    assert facts["partner_attempt"] == {"partner": cast.thuisgoed.pk, "number": 4}
    assert {key: facts["signal_joined"][key] for key in ("months", "stage", "threatening")} == {
        "months": 2.5, "stage": "aanzegging", "threatening": True,
    }  # fmt: skip
    assert [one.kind for one in Event.objects.filter(case__takings__signal=odd).order_by("pk")] == ["opened", "signal_joined"]
