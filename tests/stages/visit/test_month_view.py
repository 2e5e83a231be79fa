"""Four weeks of evenings: everybody who waits stands on it, with why."""

from django.urls import reverse

from doorstep import TODAY, home
from voordeur.privacy.log import Look, Purpose
from voordeur.stages.visit.models import Duo, WorkingHours
from voordeur.stages.visit.queries.month import month_of


def test_each_door_gets_an_evening_or_the_reason_why_it_waits(cast, signed_in, settings, django_assert_max_num_queries):
    settings.FIXED_TODAY = TODAY
    for n in range(6):
        home(cast, number=str(n + 1), urgency=n)
    nobody = month_of(cast.clara, Look(cast.clara, Purpose.VISIT), today=TODAY)
    assert len(nobody.waiting) == 6 and "plaats" in nobody.waiting[0][1].why.nl
    Duo.objects.create(organisation=cast.noorderlicht, name="Duo", first=cast.vera, second=cast.victor)
    WorkingHours.objects.create(user=cast.vera, weekday=TODAY.weekday(), begin="18:00", end="19:00")
    with django_assert_max_num_queries(30):
        found = month_of(cast.clara, Look(cast.clara, Purpose.VISIT), today=TODAY)
    told = [case.pk for one in found.turns for case, _ in one.doors] + [case.pk for case, _ in found.waiting]
    assert len(told) == len(set(told)) == 6
    assert {one.turn.on.weekday() for one in found.turns} == {TODAY.weekday()}
    page = signed_in("clara").get(reverse("visit_month")).content.decode()
    assert page.count("Merelstraat") == 6
    assert "Merelstraat" not in signed_in("stine").get(reverse("visit_month")).content.decode()
