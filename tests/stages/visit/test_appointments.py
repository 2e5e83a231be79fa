"""Appointments: offered, agreed, moved, called off, kept and missed; each form once, each change one event (P24)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from doorstep import TODAY, home
from voordeur import appointments, stream
from voordeur.record.models import Event
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach.models import DueStep
from voordeur.stages.reach.rules.vocabulary import AttemptResult
from voordeur.stages.visit.actions import Asker, Moment, NotBooked
from voordeur.stages.visit.models import Absence, Appointment, Duo, Round, Stop, WorkingHours
from voordeur.stages.visit.queries.slots import offer
from voordeur.stages.visit.rules.door import DoorResult

NOW = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
TOMORROW = TODAY + timedelta(days=1)
EVENING = Moment(TOMORROW, time(19))


def form(by=None, resident=True, via="phone", number=None):
    return Asker(by, via, UUID(int=number) if number else uuid4(), resident)


def duo(cast, *pair):
    return Duo.objects.create(
        organisation=cast.noorderlicht, name=" en ".join(one.name for one in pair), first=pair[0], second=pair[1]
    )


def agree(cast, one, *, kind="home", moment=EVENING, asker=None, at=NOW, note=""):
    return appointments.book(
        one.case, resident=one.resident, kind=kind, moment=moment, asker=asker or form(cast.karim), at=at, note=note
    )


def told(case):
    return [event.facts["state"] for event in case.events.filter(kind="appointment").order_by("pk")]


def evening_round(cast):
    return Round.objects.create(
        organisation=cast.noorderlicht, on=TOMORROW, day_part="Avond", first=cast.vera, second=cast.victor
    )


@pytest.fixture
def door(cast):
    duo(cast, cast.vera, cast.victor)
    one = home(cast)
    reach.plan([one.case.pk], today=TODAY)
    return one


def begins(case, kind, today=TODAY, on=TOMORROW):
    return [slot.begin / 60 for slot in offer(case, kind, today=today).slots if slot.on == on]


def test_moments_at_home_lie_within_the_hours_of_a_pair_and_leave_time_for_the_way(cast, door):
    assert begins(door.case, "home") == [9.5, 10, 10.5, 13.5, 14, 14.5, 15, 15.5, 18.5, 19, 19.5]
    for who, begin, end in ((cast.vera, 18, 21), (cast.victor, 17, 21)):
        WorkingHours.objects.create(user=who, weekday=TOMORROW.weekday(), begin=time(begin), end=time(end))
    assert begins(door.case, "home") == [18.5, 19, 19.5]
    Absence.objects.create(user=cast.victor, first_day=TOMORROW, last_day=TOMORROW)
    assert begins(door.case, "home") == []


def test_the_desk_and_the_phone_have_hours_of_their_own(cast, door):
    assert begins(door.case, "desk") == list(range(9, 17))
    assert {slot.begin for slot in offer(door.case, "phone", today=TODAY).slots} <= set(range(540, 1020, 30))
    WorkingHours.objects.create(user=cast.karim, weekday=5, begin=time(10), end=time(12))
    saturday = date(2026, 11, 28)
    assert begins(door.case, "desk", on=saturday) == [10, 11]
    assert begins(door.case, "home", on=saturday) == []
    assert not [slot for slot in offer(door.case, "desk", today=TODAY).slots if slot.on.weekday() == 6]


def test_without_duos_the_visitors_go_two_and_two(cast):
    assert begins(home(cast).case, "home")[-3:] == [18.5, 19, 19.5]


def test_where_nobody_rings_no_visit_is_offered(cast, door):
    door.case.household.no_visits_until = TODAY + timedelta(days=30)
    door.case.household.save()
    assert begins(door.case, "home") == [] and begins(door.case, "desk")


def test_who_works_on_the_case_keeps_the_appointment_where_that_can_be(cast, door):
    door.case.owner = cast.karim
    door.case.save()
    assert agree(cast, door, kind="phone", moment=Moment(TOMORROW, time(10))).user == cast.karim


def test_an_appointment_is_one_event_and_answers_the_wish(cast, door):
    facts = {"resident": door.resident.pk, "asked": "come_by", "on": TOMORROW.isoformat(), "day_part": "Avond", "via": "code"}
    stream.learn(door.case, kind="asked", facts=facts, by=None, on=TODAY)
    assert DueStep.objects.filter(case=door.case, step="come_back").exists()
    made = agree(cast, door, asker=form(cast.karim, number=7))
    again = agree(cast, door, asker=form(cast.karim, number=7))
    assert again == made and told(door.case) == ["made"]
    assert (made.user, made.second, made.end) == (cast.vera, cast.victor, time(20))
    steps = {step.step: (step.channel, step.due_on, step.day_part) for step in DueStep.objects.filter(case=door.case)}
    assert steps["appointment"] == ("Huisbezoek", TOMORROW, "Avond") and "come_back" not in steps
    assert not DueStep.objects.filter(case=door.case, step="visit", state="due").exists()


def test_a_moment_that_was_taken_is_refused_kindly(cast, door):
    other = home(cast, number="16")
    agree(cast, door)
    with pytest.raises(NotBooked, match="net door iemand anders gekozen"):
        agree(cast, other)
    duo(cast, cast.karim, cast.clara)
    assert agree(cast, other).user in {cast.karim, cast.clara}


def test_a_moment_that_was_never_offered_is_refused(cast, door):
    for moment in (Moment(TODAY, time(19)), Moment(TOMORROW, time(18, 10)), Moment(date(2026, 11, 29), time(19))):
        with pytest.raises(NotBooked):
            agree(cast, door, moment=moment)
    assert told(door.case) == [] and not Appointment.objects.exists()


def test_a_second_one_of_the_same_kind_is_a_move(cast, door):
    made = agree(cast, door)
    with pytest.raises(NotBooked, match="Er staat al"):
        agree(cast, door, moment=Moment(TOMORROW, time(15)))
    moved = appointments.move(made, moment=Moment(TOMORROW, time(15)), turn=1, asker=form(None, via="code", number=3), at=NOW)
    appointments.move(made, moment=Moment(TOMORROW, time(15)), turn=1, asker=form(None, via="code", number=3), at=NOW)
    assert (moved.begin, moved.turn, told(door.case)) == (time(15), 2, ["made", "moved"])
    assert DueStep.objects.get(case=door.case, step="appointment").day_part == "Middag"
    with pytest.raises(NotBooked, match="intussen veranderd"):
        appointments.call_off(made, turn=1, asker=form(cast.karim), at=NOW)


def test_what_the_resident_calls_off_is_over_and_what_we_call_off_is_called_about(cast, door):
    made = agree(cast, door)
    appointments.call_off(made, turn=1, asker=form(None, via="code"), at=NOW)
    assert not DueStep.objects.filter(case=door.case, step__in=("appointment", "call_back")).exists()
    again = agree(cast, door)
    appointments.call_off(again, turn=1, asker=form(cast.karim, resident=False), at=NOW)
    step = DueStep.objects.get(case=door.case, step="call_back")
    assert (step.channel, step.due_on, step.reason["code"]) == ("Telefoon", TODAY, "appointment_off")
    agree(cast, door, moment=Moment(TOMORROW, time(15)))
    assert not DueStep.objects.filter(case=door.case, step="call_back").exists()


@pytest.mark.parametrize(
    ("kind", "moment", "came", "channel", "result"),
    [
        ("home", EVENING, False, "Huisbezoek", "nobody"),
        ("home", EVENING, True, "Huisbezoek", "talked"),
        ("phone", Moment(TOMORROW, time(10)), False, "Telefoon", "no_answer"),
        ("desk", Moment(TOMORROW, time(10)), False, "Afspraak op locatie", "nobody"),
        ("desk", Moment(TOMORROW, time(10)), True, "Afspraak op locatie", "talked"),
    ],
)
def test_a_no_show_is_an_attempt_and_never_a_no(cast, door, kind, moment, came, channel, result):
    made = agree(cast, door, kind=kind, moment=moment)
    with pytest.raises(NotBooked, match="moet nog komen"):
        appointments.settle(made, came=came, turn=1, asker=form(cast.karim), at=NOW)
    after, sent = NOW + timedelta(days=1), form(cast.karim)
    for _ in range(2):
        done = appointments.settle(made, came=came, turn=1, asker=sent, at=after)
    (event,) = door.case.events.filter(kind="attempt")
    assert (event.facts["channel"], event.facts["result"], event.facts["reached"]) == (channel, result, came)
    assert (event.facts["appointment"], event.on, done.result) == (made.pk, TOMORROW, event)
    assert done.state == ("held" if came else "no_show")
    assert not door.case.events.filter(kind="no").exists()
    assert not DueStep.objects.filter(case=door.case, step="appointment").exists()
    assert told(door.case) == ["made"]


def test_what_a_pair_says_at_the_door_settles_the_appointment(cast, door):
    made = agree(cast, door)
    round_ = Round.objects.create(
        organisation=cast.noorderlicht, on=TOMORROW, day_part="Avond", first=cast.vera, second=cast.victor
    )
    stop = Stop.objects.create(round=round_, case=door.case, order=1)
    at = datetime(2026, 11, 26, 19, 5, tzinfo=ZoneInfo("Europe/Amsterdam"))
    event = stream.door_result(stop, made=DoorResult(result=AttemptResult.NOBODY), submission=uuid4(), by=cast.vera, at=at)
    made.refresh_from_db()
    assert (made.state, made.result, event.facts["appointment"]) == ("no_show", event, made.pk)
    spoke = DoorResult(result=AttemptResult.TALKED, resident_id=door.resident.pk)
    mended = stream.door_corrected(stop, made=spoke, submission=uuid4(), by=cast.vera, at=at)
    made.refresh_from_db()
    assert (made.state, made.result) == ("held", mended)


@pytest.mark.parametrize(("no", "left"), [("visits", {"phone"}), ("help", set())])
def test_a_no_calls_off_what_it_covers(cast, door, no, left):
    agree(cast, door)
    agree(cast, door, kind="phone", moment=Moment(TOMORROW, time(10)))
    stream.say_no(door.case, resident=door.resident, no=no, by=cast.karim, on=TODAY)
    assert set(Appointment.objects.filter(state="made").values_list("kind", flat=True)) == left
    assert told(door.case).count("called_off") == 2 - len(left)
    assert not DueStep.objects.filter(case=door.case, step="call_back").exists()


def test_of_who_died_or_of_a_closed_case_no_appointment_is_left(cast, door):
    agree(cast, door)
    stream.learn(door.case, kind="deceased", facts={"resident": door.resident.pk}, by=cast.karim, on=TODAY)
    assert Appointment.objects.get().state == "called_off"


def test_moving_takes_the_door_off_the_round_of_the_old_day(cast, door):
    made = agree(cast, door)
    round_ = Round.objects.create(
        organisation=cast.noorderlicht, on=TOMORROW, day_part="Avond", first=cast.vera, second=cast.victor
    )
    Stop.objects.create(round=round_, case=door.case, order=1)
    appointments.move(made, moment=Moment(TOMORROW + timedelta(days=1), time(19)), turn=1, asker=form(cast.karim), at=NOW)
    assert not Stop.objects.exists()


def test_asking_for_moments_takes_as_many_queries_with_many_people_as_with_few(cast, door, django_assert_max_num_queries):
    with django_assert_max_num_queries(14) as few:
        offer(door.case, "home", today=TODAY)
    for n in range(8):
        agree(
            cast, home(cast, number=str(30 + n)), moment=Moment(TODAY + timedelta(days=1 + n // 4), time((10, 14, 15, 19)[n % 4]))
        )
        duo(cast, cast.karim, cast.clara)
    with django_assert_max_num_queries(len(few)):
        offer(door.case, "home", today=TODAY)


def test_events_carry_no_names(cast, door):
    agree(cast, door, note="Bellen op 06-00012399")
    (event,) = Event.objects.filter(kind="appointment")
    assert door.resident.surname not in str(event.facts) and "06-000" not in str(event.facts)
    assert event.note.text == "Bellen op 06-00012399"
