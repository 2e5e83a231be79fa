"""What evenings brought, with the uncertainty of small numbers."""

from datetime import datetime, time
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from scipy.stats import binomtest

from doorstep import TODAY, home
from voordeur.stages.visit.actions import DoorResult, make_round, record_result
from voordeur.stages.visit.queries.figures import figures_of
from voordeur.stages.visit.rules.figures import Share, Walked, spent


@pytest.mark.parametrize(("count", "of"), [(0, 12), (3, 12), (12, 12), (38, 100)])
def test_the_interval_is_wilsons(count, of):
    low, high = Share(count, of).interval
    known = binomtest(count, of).proportion_ci(method="wilson")
    assert (low, high) == pytest.approx((known.low, known.high), abs=1e-6)


def test_hours_kilometres_and_cost_follow_from_the_planned_times():
    found = spent([Walked(minutes=180, travel=60, way="bike", people=2)], hour_cents=6000)
    assert (found.hours, found.kilometres, found.cents, found.per_talk(4)) == (6.0, 15.0, 36_000, 9_000)
    assert found.per_talk(0) is None


def test_doors_are_counted_by_part_of_the_day_and_by_pair(cast, signed_in, settings):
    settings.FIXED_TODAY = TODAY
    homes = [home(cast, number=str(n + 1)) for n in range(3)]
    made = make_round(
        organisation=cast.noorderlicht, on=TODAY, day_part="Avond", first=cast.vera, second=cast.victor,
        cases=[one.case.pk for one in homes], by=cast.clara,
    )  # fmt: skip
    at = datetime.combine(TODAY, time(18, 30), ZoneInfo("Europe/Amsterdam"))
    for stop, result in zip(made.stops.select_related("case"), ("nobody", "talked", "adult_opened"), strict=True):
        who = stop.case.household.residents.get().pk if result == "talked" else None
        record_result(stop, made=DoorResult(result=result, resident_id=who), submission=uuid4(), by=cast.vera, at=at)
    found = figures_of(cast.clara, since=TODAY, today=TODAY)
    assert (found.all.rung, found.all.opened, found.all.talked) == (3, 2, 1)
    assert list(found.by_part) == ["Avond"] and list(found.by_pair) == ["Vera + Victor"]
    assert found.without_times == 1
    assert figures_of(cast.stine, since=TODAY, today=TODAY).all.rung == 0
    assert "3 deuren" in signed_in("clara").get(reverse("visit_figures")).content.decode()
