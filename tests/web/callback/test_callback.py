"""The contact centre takes a call-back and learns nothing; the desk has it."""

from __future__ import annotations

import re

import pytest

from voordeur.record.models import Event
from voordeur.stages.reach.models import CallBack, DueStep
from web.town import home

SENT = {"number": "06-00001234", "on": "2026-11-26", "day_part": "Ochtend"}


def _take(client, **changes) -> str:
    answer = client.post("/terugbellen/", {**SENT, **changes}, follow=True)
    return re.sub(r'"[A-Za-z0-9]{64}"', "", answer.content.decode())  # but for the token against forged forms


@pytest.mark.parametrize("number", ["06-00001234", "0031600001234", "+31 6 0000 1234"])
def test_a_number_that_we_know_comes_on_the_list_of_that_day(cast, signed_in, number):
    lives = home(cast)
    _take(signed_in("cees"), number=number)
    told = Event.objects.get(kind="asked")
    assert (told.case, told.facts["resident"], told.facts["via"]) == (lives.case, lives.resident.pk, "contact_centre")
    assert told.note.text == "Te bellen op 0600001234."
    step = DueStep.objects.get(case=lives.case, step="call_back")
    assert (step.due_on.isoformat(), step.day_part) == ("2026-11-26", "Ochtend")
    assert not CallBack.objects.exists()


def test_the_answer_is_the_same_for_somebody_nobody_knows_and_the_desk_calls(cast, signed_in):
    home(cast)
    centre = signed_in("cees")
    known, unknown = _take(centre), _take(centre, number="06-00007777", on="")
    assert known == unknown
    assert "Yilmaz" not in known
    desk = signed_in("karim")
    assert "0600007777" in desk.get("/").content.decode()
    one = CallBack.objects.get()
    assert signed_in("stine").post(f"/terugbellen/{one.pk}/gebeld/").status_code == 404
    desk.post(f"/terugbellen/{one.pk}/gebeld/")
    one.refresh_from_db()
    assert (one.number, one.done_by) == ("", cast.karim)
    assert "0600007777" not in desk.get("/").content.decode()


def test_a_number_of_two_households_is_for_the_desk_to_sort_out(cast, signed_in):
    home(cast)
    home(cast, number="16")
    _take(signed_in("cees"))
    assert not Event.objects.filter(kind="asked").exists()
    assert CallBack.objects.get().organisation == cast.noorderlicht


@pytest.mark.parametrize("changes", [{"number": "geen"}, {"number": ""}, {"on": "2026-11-01"}])
def test_what_nobody_can_call_is_asked_again(cast, signed_in, changes):
    answer = signed_in("cees").post("/terugbellen/", {**SENT, **changes})
    assert answer.status_code == 422
    assert not CallBack.objects.exists()


def test_the_contact_centre_begins_there_and_comes_nowhere_else(cast, signed_in):
    lives, centre = home(cast), signed_in("cees")
    assert centre.get("/").url == "/terugbellen/"
    for address in (
        "/zaken/",
        "/inkomend/",
        f"/zaak/{lives.case.pk}/",
        f"/inkomend/{lives.case.pk}/",
        "/post/",
        "/verantwoorden/",
    ):
        assert centre.get(address).status_code == 403
