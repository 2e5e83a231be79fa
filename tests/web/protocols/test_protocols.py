"""Working methods on the screen: read, checked, compared, tried, written, and switched on by two people."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from voordeur.privacy.models import AccessLogEntry
from voordeur.record.models import Case
from voordeur.record.queries import parameter
from voordeur.stages.reach.models import ProtocolSwitch, ProtocolText
from voordeur.stages.reach.queries.protocols import method_of, shipped_methods
from voordeur.web.protocols.reading import Line, parts
from web.town import TODAY, home

VISIT = "coevorden-visit@1"
TEXT = shipped_methods()[VISIT].text
UNLAWFUL = """
protocol: alleen-kaart
version: 1
title: "Alleen een kaart"
who:
- name: team
  title: "team Vroegsignalering"
steps:
- step: card
  channel: Kaartje
  by: team
  after: start
  wait: 10 weken
"""


def _on(cast, municipality=None) -> str:
    return parameter("programme", organisation=cast.noorderlicht, municipality=municipality, on=TODAY)


def _propose(client, method: str = VISIT, **changes):
    sent = {"municipality": "", "from_on": "2026-12-01", "why": "De raad koos hiervoor.", **changes}
    return client.post(f"/werkwijzen/{method}/voorstellen/", sent)


def test_the_list_says_which_method_is_on_where_and_how_many_cases_go_by_it(cast, signed_in):
    home(cast)
    text = signed_in("karim").get("/werkwijzen/").content.decode()
    for title in {one.protocol.title for one in shipped_methods().values()}:
        assert title in text
    assert "Waterstad" in text
    assert "1 open zaak" in text
    assert "Eigen versie schrijven" not in text


@pytest.mark.parametrize("key", sorted(shipped_methods()))
def test_every_method_is_read_and_drawn(cast, signed_in, key):
    client = signed_in("karim")
    text = client.get(f"/werkwijzen/{key}/").content.decode()
    assert "Voor wie" in text
    picture = client.get(f"/werkwijzen/{key}/tekening.svg")
    assert picture["Content-Type"].startswith("image/svg+xml")
    assert picture.content.startswith(b"<svg")
    assert b"style=" not in picture.content


def test_a_telling_keeps_its_sentences_whole():
    about, steps = "Titel\n=====\nEen zin die\nverder gaat.", "Stappen\nEerst dit.\n1. Een stap\n   gaat door.\n2. Nog een."
    told = parts(f"{about}\n\n{steps}\n\nNee\n- Eén\n  regel.")
    assert [part.heading for part in told] == ["", "Stappen", "Nee"]
    assert told[0].lines == (Line("Een zin die verder gaat."),)
    assert told[1].lines == (Line("Eerst dit."), Line("Een stap gaat door.", "1"), Line("Nog een.", "2"))
    assert told[2].lines == (Line("Eén regel.", "-"),)


def test_two_methods_stand_beside_each_other(cast, signed_in):
    text = signed_in("karim").get(f"/werkwijzen/{VISIT}/vergelijken/", {"met": "coevorden-letter@1"}).content.decode()
    assert "Alleen bij" in text


def test_a_method_is_tried_on_what_is_on_record_without_names(cast, signed_in):
    home(cast)
    before = Case.objects.get()
    address = f"/werkwijzen/{VISIT}/proberen/?maanden=3"
    client = signed_in("marga")
    assert "Bezig met naspelen" in client.get(address).content.decode()
    text = client.get(f"{address}&nu=1").content.decode()
    assert "1 zaak" in text
    assert "Wat niemand kan weten" in text
    assert "Yilmaz" not in text
    assert Case.objects.get().protocol == before.protocol
    assert "geen zaak geopend" in signed_in("stine").get(f"{address}&nu=1").content.decode()


def test_a_text_of_ones_own_becomes_the_next_version_and_what_stood_stays(cast, signed_in):
    client = signed_in("clara")
    for version in (2, 3):
        answer = client.post("/werkwijzen/schrijven/", {"text": TEXT.replace("\n", "\r\n"), "keep": "1"})
        assert answer.url == f"/werkwijzen/coevorden-visit@{version}/"
    first, second = ProtocolText.objects.order_by("version")
    assert (first.version, second.version, first.written_by) == (2, 3, cast.clara)
    assert method_of(cast.noorderlicht, "coevorden-visit@2").protocol.version == 2
    assert method_of(cast.elders, "coevorden-visit@2") is None
    assert signed_in("stine").get("/werkwijzen/coevorden-visit@2/").status_code == 404
    look = AccessLogEntry.objects.filter(purpose="manage", user=cast.clara).latest("pk")
    assert look.subjects == ["protocol:coevorden-visit@3"]


def test_what_is_wrong_stands_beside_the_text_with_its_place(cast, signed_in):
    line = next(number for number, row in enumerate(TEXT.split("\n"), start=1) if "channel: Brief" in row)
    wrong = TEXT.replace("channel: Brief", "channel: Brif", 1)
    answer = signed_in("clara").post("/werkwijzen/schrijven/", {"text": wrong, "keep": "1"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert f'data-line="{line}"' in text
    assert "Brief" in text
    assert not ProtocolText.objects.exists()


def test_new_cases_go_by_a_method_when_a_second_person_agrees_and_running_ones_keep_theirs(cast, signed_in, settings):
    lives = home(cast)
    assert _propose(signed_in("clara"), "coevorden-letter@1").url == "/werkwijzen/"
    switch = ProtocolSwitch.objects.get()
    assert (switch.proposed_by, switch.agreed) == (cast.clara, None)
    own = signed_in("clara").post(f"/werkwijzen/voorstel/{switch.pk}/", {"agree": "1"}, follow=True).content.decode()
    assert "niet zelf mee instemmen" in own
    signed_in("marga").post(f"/werkwijzen/voorstel/{switch.pk}/", {"agree": "1"})
    switch.refresh_from_db()
    assert (switch.decided_by, switch.agreed) == (cast.marga, True)
    assert _on(cast) == VISIT  # not before its day
    later = parameter("programme", organisation=cast.noorderlicht, municipality=cast.veenstad, on=date(2026, 12, 1))
    assert later == "coevorden-letter@1"
    lives.case.refresh_from_db()
    assert lives.case.protocol == VISIT
    again = signed_in("anna").post(f"/werkwijzen/voorstel/{switch.pk}/", {"refuse": "1"}, follow=True).content.decode()
    assert "al beslist" in again


def test_what_breaks_the_law_cannot_be_proposed_and_says_why(cast, signed_in):
    client = signed_in("clara")
    client.post("/werkwijzen/schrijven/", {"text": UNLAWFUL, "keep": "1"})
    answer = _propose(client, "alleen-kaart@1")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "in strijd met wet of beleid" in text
    assert "R20" in text
    assert not ProtocolSwitch.objects.exists()
    assert "strijdighe" in client.get("/werkwijzen/alleen-kaart@1/toets/?nu=1").content.decode()


def test_a_proposal_can_be_refused_and_only_one_waits_at_a_time(cast, signed_in):
    clara = signed_in("clara")
    _propose(clara, municipality=cast.waterstad.pk)
    assert _propose(clara, municipality=cast.waterstad.pk).status_code == 422
    assert _propose(clara, municipality=cast.veenstad.pk).status_code == 302
    first = ProtocolSwitch.objects.earliest("pk")
    signed_in("marga").post(f"/werkwijzen/voorstel/{first.pk}/", {"refuse": "1"})
    first.refresh_from_db()
    assert first.agreed is False
    assert _propose(clara, municipality=cast.elderstad.pk).status_code == 422
    assert _propose(clara, from_on="2026-11-24").status_code == 422


def test_no_proposal_takes_effect_by_one_person_whatever_the_code_does(cast):
    switch = ProtocolSwitch.objects.create(organisation=cast.noorderlicht, protocol=VISIT, from_on=TODAY, proposed_by=cast.clara)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProtocolSwitch.objects.filter(pk=switch.pk).update(decided_by=cast.clara)


def test_who_may_read_and_who_may_change(cast, signed_in):
    for name, reads, changes in (
        ("karim", 200, 403),
        ("marga", 200, 200),
        ("vera", 403, 403),
        ("petra", 403, 403),
        ("cees", 403, 403),
    ):
        client = signed_in(name)
        assert client.get(f"/werkwijzen/{VISIT}/").status_code == reads
        assert client.get(f"/werkwijzen/{VISIT}/voorstellen/").status_code == changes
        assert client.get(f"/werkwijzen/{VISIT}/proberen/").status_code == changes


def test_the_choice_of_method_is_made_in_one_place_only(cast, signed_in):
    answer = signed_in("anna").post(
        "/beheer/waarden/programme/", {"value": "leiden@1", "valid_from": "2026-11-25", "source": "x"}
    )
    assert (answer.status_code, answer.url) == (302, "/werkwijzen/")
    assert _on(cast) == VISIT
