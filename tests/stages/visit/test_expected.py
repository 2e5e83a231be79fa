"""Where a pair is expected tonight: rung in time, never silently left out; and which pair a door needs (P22, P23)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from doorstep import TODAY, home
from stages.visit.test_evening import NOON, evening
from voordeur import appointments
from voordeur.stages.reach.models import DueStep
from voordeur.stages.visit.actions import Asker
from voordeur.stages.visit.actions.rounds import missed
from voordeur.stages.visit.models import Appointment, Duo, Place, Stop, Visitor
from voordeur.stages.visit.queries.crews import Ask
from voordeur.stages.visit.rules.clash import clash
from voordeur.stages.visit.rules.rounds.evening import Window

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def expected(cast, one, begin=time(19, 30), on=TODAY):
    """Somebody agreed yesterday that a pair comes."""
    return Appointment.objects.create(
        case=one.case, resident=one.resident, kind="home", on=on, begin=begin, end=time(begin.hour + 1, begin.minute)
    )


def test_a_pair_rings_within_minutes_of_the_moment_whatever_else_is_worth_more(cast):
    for n in range(10):
        home(cast, number=str(n + 1), urgency=90)
    meets = home(cast, number="40")
    DueStep.objects.filter(case=meets.case).delete()
    expected(cast, meets)
    plan = evening(cast)
    stop = Stop.objects.get(case=meets.case)
    assert time(19, 30) <= stop.planned_at <= time(19, 45)
    assert "afspraak" in stop.reasons[0]["nl"] and missed(plan) == []


def test_one_for_another_evening_brings_nobody_tonight(cast):
    one = home(cast)
    DueStep.objects.filter(case=one.case).delete()
    expected(cast, one, on=TODAY + timedelta(days=1))
    evening(cast)
    assert not Stop.objects.exists()


@pytest.fixture
def two_at_once(cast):
    """Two at half past seven, at the two ends of the town."""
    homes = [home(cast, number=number) for number in ("14", "16")]
    for n, one in enumerate(homes):
        Place.objects.create(household=one.case.household, latitude=52.10 + n / 20, longitude=4.49, source="hand", on=TODAY)
        expected(cast, one)
    return homes


def test_two_that_one_pair_cannot_keep_are_an_alarm_and_a_second_pair_keeps_both(cast, two_at_once, signed_in, settings):
    settings.FIXED_TODAY = TODAY
    plan = evening(cast)
    (left,) = missed(plan)
    page = signed_in("clara").get(f"/huisbezoek/avond/{TODAY}/Avond/").content.decode()
    alarm = page[page.index('role="alert"') :].split("</div>")[0]
    address = next(one for one in two_at_once if one.case.pk == left).case.household.house_number
    assert "1 adres moet nu bezocht worden" in alarm and f"Merelstraat {address}" in alarm
    assert "afspraak om 19:30, tegelijk met 1 andere afspraak: geen duo kan ze alle houden" in alarm
    assert missed(evening(cast, Ask(cast.vera, cast.victor), Ask(cast.karim, cast.clara))) == []
    assert Stop.objects.values("round").distinct().count() == 2


def test_what_was_agreed_after_the_planning_sounds_the_same_alarm(cast, signed_in, settings):
    settings.FIXED_TODAY = TODAY
    home(cast)
    evening(cast)
    late = home(cast, number="60")
    DueStep.objects.filter(case=late.case).delete()
    expected(cast, late)
    client = signed_in("clara")
    page = client.get(f"/huisbezoek/avond/{TODAY}/Avond/").content.decode()
    assert "afspraak om 19:30 staat op geen ronde: plan opnieuw" in page and 'role="alert"' in page
    Appointment.objects.update(state="called_off")
    assert 'role="alert"' not in client.get(f"/huisbezoek/avond/{TODAY}/Avond/").content.decode()


def test_what_must_be_visited_now_and_does_not_fit_is_named(cast):
    for n in range(12):
        one = home(cast, number=str(n + 1))
        DueStep.objects.filter(case=one.case).update(
            deadline=TODAY, reason={"code": "first", "params": {}, "clock": "threatening"}
        )
    plan = evening(cast)
    assert missed(plan) and len(missed(plan)) + Stop.objects.count() == 12
    assert all(plan.left_out[str(case)]["nl"] for case in missed(plan))


def test_a_household_that_speaks_another_language_is_for_the_pair_that_speaks_it(cast):
    speaks = home(cast, number="1")
    speaks.resident.language = "tr"
    speaks.resident.save()
    for n in range(2, 6):
        home(cast, number=str(n))
    Visitor.objects.create(user=cast.karim, languages=["tr"])
    evening(cast, Ask(cast.vera, cast.victor), Ask(cast.karim, cast.clara))
    assert Stop.objects.get(case=speaks.case).round.first == cast.karim


def test_a_language_that_nobody_speaks_keeps_no_door_from_being_visited(cast):
    one = home(cast)
    one.resident.language = "ti"
    one.resident.save()
    evening(cast)
    assert Stop.objects.filter(case=one.case).exists()


def test_agreed_by_the_resident_it_is_planned_and_moved_it_is_not(cast):
    Duo.objects.create(organisation=cast.noorderlicht, name="Vera en Victor", first=cast.vera, second=cast.victor)
    one, tomorrow = home(cast), TODAY + timedelta(days=1)
    asker = lambda: Asker(None, "code", uuid4())  # noqa: E731
    made = appointments.book(
        one.case, resident=one.resident, kind="home", moment=appointments.visit.Moment(tomorrow, time(19)), asker=asker(),
        at=NOON,
    )  # fmt: skip
    noon = datetime(2026, 11, 26, 12, tzinfo=AMSTERDAM)
    evening(cast, on=tomorrow, at=noon)
    assert Stop.objects.get().planned_at == time(19)
    later = appointments.visit.Moment(TODAY + timedelta(days=2), time(19))
    appointments.move(made, moment=later, turn=1, asker=asker(), at=noon)
    evening(cast, on=tomorrow, at=noon)
    assert not Stop.objects.exists()


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({}, "staat op geen ronde"),
        ({2: 1170.0}, "1 andere afspraak"),
        ({2: 1170.0, 3: 1200.0}, "2 andere afspraken"),
        ({2: 1290.0}, "staat op geen ronde"),
    ],
)
def test_with_what_an_appointment_clashes_is_said(others, said):
    windows = {1: Window(1170.0, 1185.0)} | {case: Window(begin, begin + 15) for case, begin in others.items()}
    words = clash(1, windows, 60.0)
    assert said in words.nl and words.nl.startswith("afspraak om 19:30") and "19:30" in words.en
