"""A pair's evening on the phone."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from doorstep import TODAY, home
from voordeur.privacy.models import AccessLogEntry
from voordeur.record.actions import append_event
from voordeur.stages.visit.actions import make_round


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.FIXED_TODAY = TODAY


@pytest.fixture
def place(cast):
    return home(cast)


@pytest.fixture
def evening(cast, place):
    return make_round(
        organisation=cast.noorderlicht, on=TODAY, day_part="Avond", first=cast.vera, second=cast.victor,
        cases=[place.case.pk, home(cast, number="16").case.pk], by=cast.clara,
    )  # fmt: skip


class Phone:
    """Taps as a thumb would: only on links and buttons that stand on the page."""

    def __init__(self, client, address):
        self.client, self.taps = client, 0
        self._open(address)

    def _open(self, address):
        self.address, self.page = address, self.client.get(address).content.decode()

    def link(self, text):
        found = re.search(rf'<a [^>]*href="([^"]+)"[^>]*>\s*{text}', self.page)
        assert found, f"no link {text}"
        self.taps += 1
        target = found[1].replace("&amp;", "&")
        self._open(target if target.startswith("/") else self.address.split("?")[0] + target)

    def button(self, text):
        for form in re.findall(r"<form.*?</form>", self.page, re.S):
            pressed = re.search(rf"<button([^>]*)>\s*{text}", form)
            if pressed:
                break
        else:
            raise AssertionError(f"no button {text}")
        data = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
        name = re.search(r'name="([^"]+)" value="([^"]*)"', pressed[1])
        if name:
            data[name[1]] = name[2]
        self.taps += 1
        self.sent = (re.search(r'action="([^"]+)"', form)[1], data)
        self.answer = self.client.post(*self.sent, follow=True)
        self.page = self.answer.content.decode()


def stops(evening):
    return list(evening.stops.all())


def results(place):
    return [e.facts["result"] for e in place.case.events.filter(kind="attempt", facts__channel="Huisbezoek")]


def test_nobody_with_a_card_takes_two_taps(signed_in, evening, place):
    phone = Phone(signed_in("vera"), reverse("door", args=[evening.pk, stops(evening)[0].pk]))
    phone.link("Niemand")
    phone.button("Ja, kaartje achtergelaten")
    assert phone.taps == 2
    assert results(place) == ["nobody"]
    assert place.case.events.filter(facts__channel="Kaartje").count() == 1
    assert "Merelstraat 16" in phone.page


def test_somebody_else_takes_three_taps_and_the_screen_says_what_may_be_said(signed_in, evening, place):
    phone = Phone(signed_in("vera"), reverse("door", args=[evening.pk, stops(evening)[0].pk]))
    phone.link("Open")
    phone.link("Een kind")
    assert "geef niets mee" in phone.page
    phone.button("Nee, geen kaartje")
    assert phone.taps == 3
    assert results(place) == ["child_opened"]


def test_a_talk_takes_three_taps_and_asks_leave(signed_in, evening, place):
    phone = Phone(signed_in("vera"), reverse("door", args=[evening.pk, stops(evening)[0].pk]))
    phone.link("Gesproken")
    phone.link("Gesprek gehad")
    assert "De bewoner mag dit lezen" in phone.page
    phone.button("Ja, en binnen gepraat")
    assert phone.taps == 3
    facts = place.case.events.get(kind="attempt").facts
    assert (facts["reached"], facts["asked_leave"], facts["resident"]) == (True, True, place.resident.pk)


def test_a_double_tap_counts_once(signed_in, evening, place):
    phone = Phone(signed_in("vera"), reverse("door", args=[evening.pk, stops(evening)[0].pk]))
    phone.link("Niemand")
    phone.button("Nee, geen kaartje")
    phone.client.post(*phone.sent)
    assert results(place) == ["nobody"]


def test_two_phones_of_one_pair_do_not_overwrite_each_other(signed_in, evening, place):
    address = reverse("door", args=[evening.pk, stops(evening)[0].pk])
    vera, victor = Phone(signed_in("vera"), address), Phone(signed_in("victor"), address)
    vera.link("Niemand")
    victor.link("Open")
    victor.link("Een kind")
    vera.button("Nee, geen kaartje")
    victor.button("Nee, geen kaartje")
    assert results(place) == ["nobody"]
    assert "Vera heeft deze deur" in victor.page


def test_a_mistake_can_be_mended_on_the_phone(signed_in, evening, place):
    address = reverse("door", args=[evening.pk, stops(evening)[0].pk])
    phone = Phone(signed_in("vera"), address)
    phone.link("Niemand")
    phone.button("Nee, geen kaartje")
    phone._open(address)
    phone.link("Verbeteren")
    phone.link("Open")
    phone.link("Een kind")
    phone.button("Nee, geen kaartje")
    standing = place.case.events.filter(kind="attempt", corrected_by=None)
    assert [e.facts["result"] for e in standing] == ["child_opened"]


def test_the_least_data_stands_on_the_phone(signed_in, evening):
    page = Phone(signed_in("vera"), reverse("door", args=[evening.pk, stops(evening)[0].pk])).page
    assert "Fatma Yilmaz" in page
    assert "123,45" not in page
    assert "Thuisgoed" not in page


@pytest.mark.parametrize("name", ["karim", "clara", "petra", "stine", "oscar"])
def test_nobody_but_the_pair_sees_a_round(signed_in, evening, name):
    client = signed_in(name)
    first = stops(evening)[0].pk
    for address in (
        reverse("door-walk", args=[evening.pk]),
        reverse("door", args=[evening.pk, first]),
        reverse("door-ready", args=[evening.pk, first]),
    ):
        assert client.get(address).status_code in {403, 404}
    assert client.post(reverse("door-record", args=[evening.pk, first]), {"result": "nobody"}).status_code in {403, 404}
    assert client.post(reverse("door-sign-off", args=[evening.pk])).status_code in {403, 404}


@pytest.mark.parametrize(("days", "status"), [(-2, 404), (-1, 200), (0, 200), (1, 200), (2, 404)])
def test_a_round_is_open_around_its_own_day(signed_in, evening, settings, days, status):
    settings.FIXED_TODAY = TODAY + timedelta(days=days)
    assert signed_in("vera").get(reverse("door-walk", args=[evening.pk])).status_code == status


def test_a_door_of_another_round_is_not_found(cast, signed_in, evening):
    other = make_round(
        organisation=cast.noorderlicht, on=TODAY, day_part="Avond", first=cast.karim, second=None,
        cases=[home(cast, number="30").case.pk], by=cast.clara,
    )  # fmt: skip
    assert signed_in("vera").get(reverse("door", args=[evening.pk, other.stops.get().pk])).status_code == 404


def test_a_paid_door_is_not_rung(cast, signed_in, evening, place):
    append_event(case=place.case, kind="payment", on=TODAY)
    page = Phone(signed_in("vera"), reverse("door-walk", args=[evening.pk])).page
    assert "Niet meer bezoeken" in page
    assert re.search(r'utrecht-button--primary-action" href="[^"]*">Naar Merelstraat 16', page)


def test_each_view_of_a_door_is_logged(signed_in, cast, evening, place):
    Phone(signed_in("vera"), reverse("door", args=[evening.pk, stops(evening)[0].pk]))
    entry = AccessLogEntry.objects.get(user=cast.vera)
    assert (entry.purpose, entry.subjects) == ("visit", [f"household:{place.case.household_id}"])


def test_the_pair_signs_off_at_the_last_door(signed_in, evening):
    phone = Phone(signed_in("vera"), reverse("door-walk", args=[evening.pk]))
    phone.button("Wij zijn klaar en veilig")
    evening.refresh_from_db()
    assert evening.signed_off_at is not None
    assert "U bent afgemeld" in phone.page


def test_a_note_for_the_next_pair_stands_first(signed_in, evening):
    first = stops(evening)[0].pk
    client = signed_in("vera")
    client.post(reverse("door-note", args=[evening.pk, first]), {"text": "Grote hond", "kind": "safety", "until": "2027-01-01"})
    page = client.get(reverse("door", args=[evening.pk, first])).content.decode()
    assert page.index("Grote hond") < page.index("Vraag naar")


def test_without_a_round_the_phone_says_what_to_expect(signed_in, cast):
    assert "Geen ronde voor u" in signed_in("vera").get(reverse("door-rounds")).content.decode()
