"""The approach on the household page: what is due and why, decided otherwise, another working method, what the creditor did."""

from __future__ import annotations

import pytest

from voordeur.record.models import Case, Event
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach.models import DueStep
from web.town import TODAY, home

LEIDEN = "leiden@1"


def _last(kind: str) -> Event:
    return Event.objects.filter(kind=kind).latest("pk")


def _in_leiden(cast):
    """A household that is approached as in Leiden, where the corporation announces the visit."""
    lives = home(cast, planned=False)
    Case.objects.update(protocol=LEIDEN, district="Merenwijk")
    reach.plan([lives.case.pk], today=TODAY)
    lives.case.refresh_from_db()
    return lives


def test_what_is_due_stands_with_its_reason_and_who_does_it(cast, signed_in):
    lives = home(cast)
    text = signed_in("karim").get(f"/zaak/{lives.case.pk}/").content.decode()
    assert "Brief sturen" in text
    assert "Anders besluiten" in text
    assert "Werkwijze:" in text


@pytest.mark.parametrize(
    ("decision", "until", "told"),
    [("skip", "", "Overgeslagen"), ("postpone", "2026-12-03", "Uitgesteld tot do 3 dec")],
)
def test_a_step_is_decided_otherwise_with_a_reason_that_stands_in_the_story(cast, signed_in, decision, until, told):
    lives, client = home(cast), signed_in("karim")
    step = DueStep.objects.get(case=lives.case, state="due").step
    address = f"/zaak/{lives.case.pk}/stap/{step}/"
    sent = {"decision": decision, "until": until, "reason": "De buurvrouw belt eerst zelf aan."}
    assert client.post(address, {**sent, "reason": " "}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert _last("step_overruled").facts["step"] == step
    text = client.get(f"/zaak/{lives.case.pk}/").content.decode()
    assert told in text
    assert "De buurvrouw belt eerst zelf aan." in text
    assert not DueStep.objects.filter(case=lives.case, step=step, due_on__lte=TODAY).exists()


def test_postponing_asks_until_which_day_and_never_until_yesterday(cast, signed_in):
    lives, client = home(cast), signed_in("karim")
    address = f"/zaak/{lives.case.pk}/stap/{DueStep.objects.get(case=lives.case, state='due').step}/"
    for until in ("", "2026-11-25", "2026-11-01"):
        assert client.post(address, {"decision": "postpone", "until": until, "reason": "Later"}).status_code == 422
    assert not Event.objects.filter(kind="step_overruled").exists()


def test_nothing_is_decided_about_a_step_that_is_not_due(cast, signed_in):
    lives = home(cast)
    answer = signed_in("karim").post(f"/zaak/{lives.case.pk}/stap/nergens/", {"decision": "skip", "reason": "Zomaar"})
    assert answer.status_code == 404


def test_a_step_of_the_creditor_waits_for_its_report_and_is_not_ours_to_skip(cast, signed_in):
    lives, client = _in_leiden(cast), signed_in("karim")
    text = client.get(f"/zaak/{lives.case.pk}/").content.decode()
    assert "de corporatie" in text
    assert f"/zaak/{lives.case.pk}/stap/announcement/" not in text
    refused = client.post(f"/zaak/{lives.case.pk}/stap/announcement/", {"decision": "skip", "reason": "Duurt lang"})
    assert refused.status_code == 422
    assert "aan de schuldeiser" in refused.content.decode()

    sent = {"step": "announcement", "partner": cast.thuisgoed.pk, "on": "2026-11-10", "note": ""}
    assert client.post(f"/zaak/{lives.case.pk}/schuldeiser/stap/", sent).status_code == 302
    assert _last("partner_step").facts == {"step": "announcement", "partner": cast.thuisgoed.pk}
    assert DueStep.objects.filter(case=lives.case, channel="Huisbezoek", due_on__lte=TODAY).exists()
    assert "Thuisgoed deed wat aan de schuldeiser is" in client.get(f"/zaak/{lives.case.pk}/").content.decode()


def test_a_case_goes_on_by_another_working_method_on_purpose_and_with_a_reason(cast, signed_in):
    lives, client = home(cast), signed_in("karim")
    address = f"/zaak/{lives.case.pk}/werkwijze/"
    assert client.post(address, {"protocol": LEIDEN, "reason": ""}).status_code == 422
    assert client.post(address, {"protocol": LEIDEN, "reason": "Verhuisd naar de Merenwijk."}).status_code == 302
    assert Case.objects.get().protocol == LEIDEN
    assert _last("protocol_moved").note.text == "Verhuisd naar de Merenwijk."
    assert "De zaak gaat verder volgens de werkwijze Leiden" in client.get(f"/zaak/{lives.case.pk}/").content.decode()
    assert client.post(address, {"protocol": "nergens@9", "reason": "Zomaar"}).status_code == 422


def test_an_eviction_comes_with_its_explained_reason(cast, signed_in):
    lives, client = home(cast), signed_in("karim")
    address, sent = f"/zaak/{lives.case.pk}/schuldeiser/fase/", {"partner": cast.thuisgoed.pk, "on": "2026-11-20", "note": ""}
    assert client.post(address, {**sent, "stage": "ontruiming"}).status_code == 422
    assert client.post(address, {**sent, "stage": "ontruiming", "because": "never_reached"}).status_code == 302
    assert _last("stage").facts == {"stage": "ontruiming", "partner": cast.thuisgoed.pk, "because": "never_reached"}
    assert client.post(address, {**sent, "stage": "aanzegging", "because": "declined"}).status_code == 302
    assert "because" not in _last("stage").facts
    text = client.get(f"/zaak/{lives.case.pk}/").content.decode()
    assert "De woning is ontruimd, Thuisgoed, er was nooit iemand bereikt" in text
    assert "Ontruiming aangezegd, Thuisgoed" in text


def test_what_the_creditor_tried_and_whether_children_live_there_are_facts(cast, signed_in):
    lives, client = home(cast), signed_in("karim")
    tried = {"channel": "Telefoon", "result": "no_answer", "day_part": "Avond", "partner": cast.thuisgoed.pk, "on": "2026-11-20"}
    assert client.post(f"/zaak/{lives.case.pk}/schuldeiser/poging/", tried).status_code == 302
    assert client.post(f"/zaak/{lives.case.pk}/kinderen/", {"minors": "yes", "on": "2026-11-20"}).status_code == 302
    text = client.get(f"/zaak/{lives.case.pk}/").content.decode()
    assert "Thuisgoed probeerde het zelf: gebeld, geen gehoor, avond" in text
    assert "Er wonen kinderen onder de 18" in text


def test_who_may_not_overrule_sees_no_way_to_and_has_none(cast, signed_in):
    lives = home(cast)
    step = DueStep.objects.get(case=lives.case, state="due").step
    for name, status in (("marga", 403), ("vera", 403), ("stine", 404)):
        for place in (f"stap/{step}/", "werkwijze/"):
            assert signed_in(name).get(f"/zaak/{lives.case.pk}/{place}").status_code == status
