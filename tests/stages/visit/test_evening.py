"""An evening planned out of the doors that are due: stored with times and reasons, around what is fixed, inside the walls."""

from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from doorstep import TODAY, home, lent_visitor
from voordeur.privacy.log import Look, Purpose
from voordeur.stages.visit.actions.moving import move_stop
from voordeur.stages.visit.actions.planning import NotPlanned, make_round
from voordeur.stages.visit.actions.rounds import Search, missed, plan_evening
from voordeur.stages.visit.models import Absence, Place, Round, Stop
from voordeur.stages.visit.queries.crews import Ask
from voordeur.stages.visit.rules.rounds.solver import Limit

NOON = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
SHORT = Search(Limit(iterations=40), Limit(iterations=8))


def evening(cast, *asks, **changed):
    given = {
        "organisation": cast.noorderlicht, "on": TODAY, "day_part": "Avond", "asks": asks or [Ask(cast.vera, cast.victor)],
        "by": cast.clara, "look": Look(cast.clara, Purpose.VISIT), "at": NOON, "search": SHORT,
    }  # fmt: skip
    return plan_evening(**{**given, **changed})


def placed(home_, lat, lon):
    Place.objects.create(household=home_.case.household, latitude=lat, longitude=lon, source="hand", on=TODAY)
    return home_


def test_due_doors_become_a_round_with_times_and_reasons(cast):
    homes = [placed(home(cast, number=str(n)), 52.16 + n / 1000, 4.49) for n in range(1, 5)]
    plan = evening(cast)
    made = Round.objects.get()
    stops = list(made.stops.all())
    assert {stop.case_id for stop in stops} == {h.case.pk for h in homes}
    times = [stop.planned_at for stop in stops]
    assert times == sorted(times) and time(18) <= times[0] and times[-1] <= time(20, 30)
    assert made.begin <= times[0] and made.end <= time(21) and made.travel_minutes is not None
    assert all(stop.reasons and {"nl", "en"} <= stop.reasons[0].keys() and 0 < stop.chance < 1 for stop in stops)
    assert missed(plan) == []
    assert any("duo" in notice["nl"] for notice in plan.notices)  # nobody said where the pair starts


def test_what_does_not_fit_is_left_out_with_the_reason(cast):
    for n in range(12):
        home(cast, number=str(n + 1), urgency=n)
    plan = evening(cast)
    out = {int(case): why for case, why in plan.left_out.items() if why}
    assert Stop.objects.count() + len(out) == 12 and out
    assert all("plaats" in why["nl"] for why in out.values())
    assert plan.more["pair"]["doors"] > 0


def test_a_creditors_employee_goes_only_where_that_creditor_signalled(cast):
    own, others = home(cast), home(cast, number="16", partner=cast.zorgvuldig)
    willem = lent_visitor(cast)
    plan = evening(cast, Ask(willem, cast.vera))
    assert [stop.case_id for stop in Stop.objects.all()] == [own.case.pk]
    assert plan.left_out[str(others.case.pk)]
    evening(cast, Ask(willem, cast.vera), Ask(cast.karim, cast.victor))
    assert Stop.objects.get(case=others.case).round.first in {cast.karim, cast.victor}


def test_a_double_click_plans_once_and_planning_anew_keeps_the_doors_of_a_phone(cast):
    for n in range(4):
        home(cast, number=str(n + 1))
    sent = UUID(int=7)
    evening(cast, sent=sent)
    first = set(Stop.objects.values_list("pk", "case"))
    evening(cast, sent=sent)
    evening(cast)
    assert set(Stop.objects.values_list("pk", "case")) == first
    assert Round.objects.count() == 1


def test_when_a_visitor_is_ill_the_others_take_over_what_was_hers(cast):
    for n in range(4):
        home(cast, number=str(n + 1))
    evening(cast, Ask(cast.vera, cast.victor), Ask(cast.karim, cast.clara))
    kept = Stop.objects.filter(round__first=cast.karim).first()
    if kept:
        kept.locked = True
        kept.save()
    Absence.objects.create(user=cast.vera, first_day=TODAY, last_day=TODAY, deputy=cast.karim)
    with pytest.raises(NotPlanned, match="Karim vervangt"):
        evening(cast)
    evening(cast, Ask(cast.karim, cast.clara))
    assert Round.objects.get().first == cast.karim
    assert Stop.objects.count() == 4


@pytest.mark.parametrize("who", ["stine"])
def test_another_organisations_doors_are_never_planned(cast, who):
    home(cast)
    with pytest.raises(NotPlanned):
        evening(cast, by=getattr(cast, who))
    assert not Stop.objects.exists()


def test_nobody_is_in_two_pairs_and_no_bell_rings_on_sunday(cast):
    home(cast)
    with pytest.raises(NotPlanned, match="twee duo"):
        evening(cast, Ask(cast.vera, cast.victor), Ask(cast.vera, cast.karim))
    with pytest.raises(NotPlanned, match="zondag"):
        evening(cast, on=TODAY.replace(day=29))


def test_the_queries_do_not_grow_with_the_doors(cast, django_assert_max_num_queries):
    def asked(count, start):
        for n in range(count):
            home(cast, number=str(start + n))
        with django_assert_max_num_queries(60) as captured:
            evening(cast)
        return len(captured)

    few = asked(2, 1)
    assert asked(10, 100) <= few + 2


def test_the_button_plans_the_evening_and_the_screen_tells_it(cast, signed_in, settings, django_assert_max_num_queries):
    settings.FIXED_TODAY = TODAY
    for n in range(3):
        placed(home(cast, number=str(n + 1)), 52.16 + n / 500, 4.49 + n / 700)
    client = signed_in("clara")
    address = reverse("evening", args=[TODAY.isoformat(), "Avond"])
    shown = client.get(address).context["form"]
    posted = {"sent": str(shown.initial["sent"]), "first": cast.vera.pk, "second": cast.victor.pk}
    assert client.post(address, posted).status_code == 302
    with django_assert_max_num_queries(60):
        page = client.get(address).content.decode()
    assert "Merelstraat 1" in page and "naar schatting" in page and "<svg" in page
    assert page.count("visit-time") == 3
    assert signed_in("vera").get(address).status_code == 403
    assert "Merelstraat" not in signed_in("stine").get(address).content.decode()


def test_a_door_moved_by_hand_is_fixed_and_stays_when_the_rest_is_planned_anew(cast):
    for n in range(5):
        placed(home(cast, number=str(n + 1)), 52.16 + n / 200, 4.49)
    evening(cast, Ask(cast.vera, cast.victor), Ask(cast.karim, cast.clara))
    stop = Stop.objects.first()
    other = Round.objects.exclude(pk=stop.round_id).first() or stop.round
    move_stop(stop, to=other, place=0, by=cast.clara, look=Look(cast.clara, Purpose.VISIT), today=TODAY)
    stop.refresh_from_db()
    assert (stop.round, stop.order, stop.locked) == (other, 1, True)
    times = list(other.stops.order_by("order").values_list("planned_at", flat=True))
    assert times == sorted(times)
    evening(cast, Ask(cast.vera, cast.victor), Ask(cast.karim, cast.clara))
    stop.refresh_from_db()
    assert stop.round == other and stop.locked
    assert any("vastgezet" in words["nl"] for words in stop.reasons)


def test_no_hand_puts_a_creditors_employee_at_a_door_that_the_creditor_did_not_signal(cast):
    home(cast), home(cast, number="16", partner=cast.zorgvuldig)
    willem = lent_visitor(cast)
    evening(cast, Ask(willem, cast.vera), Ask(cast.karim, cast.victor))
    theirs = Stop.objects.get(case__household__house_number="16")
    mixed = Round.objects.filter(first=willem).first() or make_round(
        organisation=cast.noorderlicht, on=TODAY, day_part="Avond", first=willem, second=cast.vera,
        cases=[home(cast, number="18").case.pk], by=cast.clara,
    )  # fmt: skip
    with pytest.raises(NotPlanned, match="niet weten"):
        move_stop(theirs, to=mixed, by=cast.clara, look=Look(cast.clara, Purpose.VISIT), today=TODAY)


def test_a_door_taken_off_by_button_waits_again(cast, signed_in, settings):
    settings.FIXED_TODAY = TODAY
    home(cast), home(cast, number="16")
    evening(cast)
    stop = Stop.objects.first()
    address = reverse("change_stop", args=[stop.pk])
    assert signed_in("stine").post(address, {"do": "off"}).status_code == 404
    client = signed_in("clara")
    assert client.post(address, {"do": "down"}).status_code == 302
    stop.refresh_from_db()
    assert stop.order == 2
    client.post(address, {"do": "off"})
    assert Stop.objects.count() == 1
