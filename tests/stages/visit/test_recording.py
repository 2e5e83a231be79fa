"""Recording a result: once, by the pair, mended by a further event."""

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from doorstep import TODAY, home
from voordeur.record.models import Event
from voordeur.stages.reach.rules.vocabulary import AttemptResult
from voordeur.stages.visit.actions import DoorResult, NotRecorded, correct_result, make_round, record_result, sign_off
from voordeur.stages.visit.models import Stop

EVENING = datetime(2026, 11, 25, 19, 5, tzinfo=ZoneInfo("Europe/Amsterdam"))
NOBODY = DoorResult(AttemptResult("nobody"), card_left=True)


@pytest.fixture
def place(cast):
    return home(cast)


@pytest.fixture
def stop(cast, place):
    made = make_round(
        organisation=cast.noorderlicht, on=TODAY, day_part="Avond", first=cast.vera, second=cast.victor,
        cases=[place.case.pk], by=cast.clara,
    )  # fmt: skip
    return made.stops.get()


def attempts(place):
    return [(e.facts["channel"], e.facts["result"], e.facts["reached"]) for e in place.case.events.filter(kind="attempt")]


def test_a_closed_door_with_a_card_is_two_attempts_with_the_ddas_fields(cast, place, stop):
    record_result(stop, made=NOBODY, submission=uuid4(), by=cast.vera, at=EVENING)
    assert attempts(place) == [("Huisbezoek", "nobody", False), ("Kaartje", "sent", False)]
    visit, card = place.case.events.filter(kind="attempt")
    assert (visit.facts["day_part"], visit.facts["step"], visit.on) == ("Avond", "visit", TODAY)
    assert card.facts["text_version"].startswith("coevorden/card.nl@")


def test_the_same_submission_twice_counts_once(cast, place, stop):
    key = uuid4()
    first = record_result(stop, made=NOBODY, submission=key, by=cast.vera, at=EVENING)
    again = record_result(stop, made=NOBODY, submission=key, by=cast.victor, at=EVENING + timedelta(minutes=1))
    assert first == again
    assert len(attempts(place)) == 2


def test_a_door_with_a_result_refuses_another_one_and_says_who_filled_it_in(cast, place, stop):
    record_result(stop, made=NOBODY, submission=uuid4(), by=cast.vera, at=EVENING)
    other = DoorResult(AttemptResult("talked"), resident_id=place.resident.pk)
    with pytest.raises(NotRecorded, match="Vera"):
        record_result(stop, made=other, submission=uuid4(), by=cast.victor, at=EVENING)
    assert len(attempts(place)) == 2


def test_a_mistake_is_mended_by_further_events_and_nothing_is_changed(cast, place, stop):
    record_result(stop, made=NOBODY, submission=uuid4(), by=cast.vera, at=EVENING)
    before = list(Event.objects.order_by("pk").values())
    key = uuid4()
    right = DoorResult(AttemptResult("talked"), resident_id=place.resident.pk, leave_asked=True)
    event = correct_result(stop, made=right, submission=key, by=cast.vera, at=EVENING)
    assert correct_result(stop, made=right, submission=key, by=cast.vera, at=EVENING) == event
    assert list(Event.objects.order_by("pk").values())[: len(before)] == before
    standing = place.case.events.filter(kind="attempt", corrected_by=None)
    assert [(e.facts["result"], e.facts["asked_leave"]) for e in standing] == [("talked", True)]
    assert Stop.objects.get().result == event


def test_only_the_pair_records(cast, stop):
    with pytest.raises(NotRecorded, match="duo"):
        record_result(stop, made=NOBODY, submission=uuid4(), by=cast.karim, at=EVENING)
    assert Event.objects.filter(kind="attempt").count() == 0


def test_a_result_without_the_person_who_spoke_is_not_recorded(cast, stop):
    with pytest.raises(NotRecorded, match="wie"):
        record_result(stop, made=DoorResult(AttemptResult("talked")), submission=uuid4(), by=cast.vera, at=EVENING)


def test_somebody_of_another_address_cannot_have_spoken(cast, stop):
    stranger = home(cast, number="99").resident
    made = DoorResult(AttemptResult("talked"), resident_id=stranger.pk)
    with pytest.raises(NotRecorded, match="adres"):
        record_result(stop, made=made, submission=uuid4(), by=cast.vera, at=EVENING)
    assert Event.objects.filter(kind="attempt").count() == 0


def test_a_no_at_the_door_is_a_fact_of_its_own(cast, place, stop):
    made = DoorResult(AttemptResult("refused"), resident_id=place.resident.pk, no="visits")
    record_result(stop, made=made, submission=uuid4(), by=cast.vera, at=EVENING)
    assert place.case.events.get(kind="no").facts == {"no": "visits", "resident": place.resident.pk}


def test_what_was_written_stands_in_a_note_and_not_in_the_event(cast, place, stop):
    made = DoorResult(AttemptResult("nobody"), note="Bel doet het niet")
    event = record_result(stop, made=made, submission=uuid4(), by=cast.vera, at=EVENING)
    assert event.note.text == "Bel doet het niet"
    assert "Bel" not in str(event.facts)


def test_after_signing_off_nothing_is_recorded(cast, stop):
    sign_off(stop.round, by=cast.vera, at=EVENING)
    first = stop.round.signed_off_at
    sign_off(stop.round, by=cast.victor, at=EVENING + timedelta(hours=1))
    assert stop.round.signed_off_at == first
    with pytest.raises(NotRecorded, match="afgemeld"):
        record_result(stop, made=NOBODY, submission=uuid4(), by=cast.vera, at=EVENING)
