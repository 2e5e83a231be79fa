"""Lekstroom's months: thirty-five visits are planned, fifty wait; who goes, who waits and why, and nobody's term passes."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from programme_evenings import a_duo, lies, plans, walk, why_not
from programme_town import Home, ProgrammeTown
from voordeur.accounts.actions import add_person
from voordeur.accounts.models import Role
from voordeur.calendar import add_working_days
from voordeur.privacy.log import Look, Purpose
from voordeur.record.models import Case, Event
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach.models import DueStep
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, DayPart
from voordeur.stages.visit.models import Stop
from voordeur.stages.visit.queries.capacity import capacities
from voordeur.stages.visit.queries.crews import Ask
from voordeur.stages.visit.queries.month import month_of

DELIVERED = date(2026, 10, 1)  # a Thursday
FIRST, SECOND = date(2026, 10, 6), date(2026, 10, 8)
LETTERS = add_working_days(DELIVERED, 10)
OFFER_BY = DELIVERED + timedelta(days=28)
NEXT_MONTH, AND_AFTER = date(2026, 11, 3), date(2026, 11, 5)
PLANNED, WAITING = 35, 50
AFTERNOON, EVENING = DayPart.AFTERNOON, DayPart.EVENING
# Every sixth owes three months: the creditors' own words make those more urgent. The town is four streets of thirteen doors.
PRESSING = tuple(f"home {n}" for n in range(6, WAITING + 1, 6))
HOMES = {
    f"home {n}": Home(n, f"Bewoner{n}", municipality="9001" if n % 2 else "9002", city="Waterstad" if n % 2 else "Veenstad")
    for n in range(1, WAITING + 1)
}
OFFICE = (51.9960, 5.0980)
DEMANDS = ("medewerker van de corporatie", "schuldhulpverlener")


@pytest.fixture
def town(town_of) -> ProgrammeTown:
    town = town_of("lekstroom@1", HOMES, today=DELIVERED)
    lines = [(name, {"months": 3 if name in PRESSING else 1, "amount": "512,00"}) for name in HOMES]
    town.delivers(town.cast.thuisgoed, *lines)
    for n, name in enumerate(HOMES):
        lies(town, name, (51.990 + n // 13 * 0.004, 5.090 + n % 13 * 0.0012))
    return town


@pytest.fixture
def duos(town) -> tuple[Ask, Ask]:
    """The corporation's employee with somebody of the office, twice."""
    cast = town.cast
    henk, ilse = (
        add_person(
            email=f"{name}@voorbeeld.test", name=name.title(), role=Role.VISITOR, organisation=cast.thuisgoed_staff,
            password="een-lang-wachtwoord",
        )[0]
        for name in ("henk", "ilse")
    )  # fmt: skip
    return tuple(a_duo(town, one, other, titles=DEMANDS, start=OFFICE) for one, other in ((henk, cast.vera), (ilse, cast.karim)))


def at_most(asks: tuple[Ask, Ask], first: int, second: int) -> tuple[Ask, Ask]:
    """These pairs, each with so many doors at the most."""
    (one, other), (here, there) = asks, (first, second)
    return Ask(one.first, one.second, most=here), Ask(other.first, other.second, most=there)


def rung(town: ProgrammeTown) -> set[str]:
    """The homes where somebody rang."""
    cases = set(Event.objects.filter(kind="attempt", facts__channel=Channel.VISIT).values_list("case", flat=True))
    return {name for name in HOMES if town.case(name).pk in cases}


def nobody_is_late(town: ProgrammeTown) -> bool:
    reach.plan(list(Case.objects.values_list("pk", flat=True)), today=town.today)
    return not DueStep.objects.filter(deadline__lt=town.today).exists()


def test_thirty_five_are_planned_fifty_wait_and_nobody_drops_off(town, duos, signed_in, settings):
    everybody_stands_somewhere_in_the_weeks_to_come(town)
    who_is_pressed_most_goes_first_and_the_others_read_why_they_wait(town, duos)
    number_thirty_six_brings_a_notice_and_no_refusal(town, duos)
    settings.FIXED_TODAY = SECOND
    page = signed_in("clara").get(reverse("evening", args=[SECOND.isoformat(), AFTERNOON])).content.decode()
    assert "1 meer dan gepland. Dat mag" in page
    assert len(walk(town, on=SECOND, part=AFTERNOON, found={})) == 18
    unseen = set(HOMES) - rung(town)
    assert len(unseen) == WAITING - 36
    no_term_passes(town, unseen)
    a_new_month_begins_with_who_waited_longest(town, duos, unseen)
    a_shut_door_of_october_is_rung_in_an_evening_of_november(town, duos, unseen)


def everybody_stands_somewhere_in_the_weeks_to_come(town):
    """Friday: all fifty are due, and each of them has an evening or waits, with why."""
    town.today = add_working_days(DELIVERED, 1)
    reach.plan(list(Case.objects.values_list("pk", flat=True)), today=town.today)
    month = month_of(town.cast.clara, Look(town.cast.clara, Purpose.VISIT), today=town.today)
    told = [pair for turn in month.turns for pair in turn.doors] + list(month.waiting)
    assert {case.pk for case, _ in told} == set(Case.objects.values_list("pk", flat=True))
    assert len(told) == WAITING
    assert all(given.why.nl and given.why.en for _, given in told)
    assert not any(given.late for _, given in told)
    assert (month.capacities[0].planned, month.over) == (PLANNED, WAITING - PLANNED)
    beyond = [given for _, given in told if "boven de geplande maandcapaciteit" in given.why.nl]
    assert len(beyond) == WAITING - PLANNED


def who_is_pressed_most_goes_first_and_the_others_read_why_they_wait(town, duos):
    """Tuesday afternoon eighteen doors fit the two pairs; whoever owes three months is among them."""
    plan = plans(town, *at_most(duos, 9, 9), on=FIRST, part=AFTERNOON)
    going = {stop.case_id for stop in Stop.objects.filter(round__on=FIRST)}
    assert len(going) == 18
    assert {town.case(name).pk for name in PRESSING} <= going
    waits = [name for name in HOMES if town.case(name).pk not in going]
    assert len(waits) == WAITING - 18
    assert all("er is geen plaats meer" in why_not(plan, town, name) for name in waits)
    first = Stop.objects.get(case=town.case(PRESSING[0]))
    assert any("dringend" in why["nl"] for why in first.reasons)
    assert len(walk(town, on=FIRST, part=AFTERNOON, found=dict.fromkeys(PRESSING, AttemptResult.TALKED))) == 18


def number_thirty_six_brings_a_notice_and_no_refusal(town, duos):
    """Thursday makes thirty-five in all; with one door more the coordinator reads it, and may go on."""
    plans(town, *at_most(duos, 9, 8), on=SECOND, part=AFTERNOON)
    assert _said(town) == "Lekstroom: 18 bezoeken gedaan deze maand, 17 op een ronde; gepland zijn er 35."
    plans(town, *at_most(duos, 9, 9), on=SECOND, part=AFTERNOON)
    assert "18 op een ronde; gepland zijn er 35. Dat zijn er 1 meer dan gepland. Dat mag" in _said(town)


def no_term_passes(town, unseen):
    """Fourteen were not rung this month: their offer comes by post, well within the term, and the visit stays due."""
    town.today = LETTERS
    assert nobody_is_late(town)
    letters = {step.case_id for step in DueStep.objects.filter(step="own-letter", state="due")}
    assert {town.case(name).pk for name in unseen} <= letters
    town.post_goes_out(*(name for name in HOMES if town.case(name).pk in letters))
    for day in (OFFER_BY, OFFER_BY + timedelta(days=1)):
        town.today = day
        assert nobody_is_late(town)
    assert all("visit" in town.due(name, on=OFFER_BY) for name in unseen)


def a_new_month_begins_with_who_waited_longest(town, duos, unseen):
    """November has a count of its own, and all fourteen are on its first round."""
    plans(town, *at_most(duos, 9, 9), on=NEXT_MONTH, part=AFTERNOON)
    there = {stop.case_id for stop in Stop.objects.filter(round__on=NEXT_MONTH)}
    assert {town.case(name).pk for name in unseen} <= there
    assert not capacities(town.office, NEXT_MONTH, NEXT_MONTH)[0].over
    walk(town, on=NEXT_MONTH, part=AFTERNOON, found=dict.fromkeys(unseen, AttemptResult.TALKED))
    assert rung(town) == set(HOMES)


def a_shut_door_of_october_is_rung_in_an_evening_of_november(town, duos, unseen):
    """Another part of the day for each; whoever was spoken to is not rung again."""
    plans(town, *duos, on=AND_AFTER, part=EVENING)
    stops = list(Stop.objects.filter(round__on=AND_AFTER))
    cases = {stop.case_id for stop in stops}
    again = {name for name in HOMES if town.case(name).pk in cases}
    assert again
    assert again.isdisjoint({*PRESSING, *unseen})
    assert all(stop.planned_at and time(18) <= stop.planned_at <= time(20, 30) for stop in stops)
    walk(town, on=AND_AFTER, part=EVENING, found={})
    assert all(town.doors(name) == [AFTERNOON, EVENING] for name in again)


def _said(town: ProgrammeTown) -> str:
    (one,) = capacities(town.office, SECOND, SECOND)
    return one.words().nl.partition(" Verdeeld")[0]
