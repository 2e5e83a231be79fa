"""Two residents choose the same moment at the same instant, on a database where that can happen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from doorstep import TODAY, home
from stages.visit.test_appointments import NOW
from voordeur import appointments
from voordeur.stages.visit.actions import Asker, Moment, NotBooked
from voordeur.stages.visit.models import Appointment, Duo

TOMORROW = TODAY + timedelta(days=1)
EVENING = Moment(TOMORROW, time(19))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pairs", [1, 2])
def test_of_those_who_choose_one_moment_at_once_as_many_get_it_as_there_are_pairs(cast, pairs):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL lets two write at once")
    for first, second in ((cast.vera, cast.victor), (cast.karim, cast.clara))[:pairs]:
        Duo.objects.create(organisation=cast.noorderlicht, name=first.name, first=first, second=second)
    homes = [home(cast, number=str(n)) for n in range(1, 6)]
    ready = Barrier(len(homes))

    def choose(one) -> str:
        try:
            ready.wait(timeout=30)
            asker = Asker(None, "code", uuid4())
            appointments.book(one.case, resident=one.resident, kind="home", moment=EVENING, asker=asker, at=NOW)
        except NotBooked as refused:
            return str(refused)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(homes)) as pool:
        answers = list(pool.map(choose, homes))
    assert answers.count("") == pairs == Appointment.objects.count()
    assert {answer for answer in answers if answer} == {"Dit moment is net door iemand anders gekozen. Kies een ander moment."}
    kept = Appointment.objects.values_list("user", "second")
    assert len(set(kept)) == pairs


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_at_once_makes_one_appointment(cast):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL lets two write at once")
    one, form, ready = home(cast), uuid4(), Barrier(4)

    def send(_number: int) -> int:
        try:
            ready.wait(timeout=30)
            asker = Asker(None, "code", form)
            made = appointments.book(one.case, resident=one.resident, kind="home", moment=EVENING, asker=asker, at=NOW)
        finally:
            connection.close()
        return made.pk

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(send, range(4)))) == 1
    assert Appointment.objects.count() == 1
    assert one.case.events.filter(kind="appointment").count() == 1
