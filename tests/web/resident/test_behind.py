"""Behind the resident's door: what it says to a housemate or an ex who came in with the envelope, and what is recorded."""

from __future__ import annotations

import re
from datetime import date

import pytest

from voordeur.channels.card import forbidden_words
from voordeur.programmes.resident_words import resident_words, spoken
from voordeur.record.models import Case, Event, ParameterValue, Resident
from voordeur.stages.visit.models import Appointment
from web.resident.neighbours import LANGUAGES, Phone, shown, token_of
from web.town import TODAY, home

# Stems in the other languages of what may not be betrayed: debt, arrears, payment, creditor, bailiff, eviction.
ABROAD = {
    "tr": ("borç", "borc", "ödeme", "alacak", "icra", "tahliye", "haciz"),
    "ar": ("دين", "ديون", "دفع", "سداد", "متأخرات", "إخلاء", "مدين"),
    "pl": ("dług", "dlug", "zaleg", "płat", "zapłac", "wierzyciel", "komorn", "eksmis"),
    "uk": ("борг", "заборг", "платі", "плати", "сплат", "стягн", "кредитор", "виселен"),
    "en": ("debt", "arrear", "owe", "pay", "bill", "creditor", "evict"),
    "nl": ("schuld", "achterstand", "betal", "betaal", "rekening", "huur", "innen", "vordering"),
}
MOMENT = {"day": "2026-11-26", "part": "Middag"}
SLOT = "2026-11-26T18:30"
MISSING = ("Kies een dag.", "Kies een deel van de dag.", "Vul een telefoonnummer in")


@pytest.fixture
def phone(cast) -> Phone:
    cast.noorderlicht.contact_name = "Karim Bakker"
    cast.noorderlicht.save()
    return Phone(home(cast, signals=2))


def asked(phone: Phone) -> list[Event]:
    return list(phone.home.case.events.filter(kind__in=("asked", "says_paid", "no")).order_by("pk"))


def every_page(phone: Phone) -> dict[str, str]:
    """Everything that can be seen, before and behind the door, whatever was asked."""
    pages = {
        "knock": phone.get(f"/b/{phone.code}/"),
        "typed": phone.get("/b/"),
        "wrong": phone.knock(number="15"),
        "letter": phone.knock(),
        "call": phone.get("/b/bellen/"),
        "incomplete": phone.hand_in("bellen", phone="x"),
        "come": phone.get("/b/langs/"),
        "otherwise": phone.otherwise("langs"),
        "no slot": phone.hand_in("langs", by_slot="1"),
        "slot": phone.hand_in("langs", by_slot="1", slot=SLOT),
        "agreed": phone.get("/b/brief/"),
        "called off": phone.hand_in("afzeggen", appointment=Appointment.objects.values_list("pk", flat=True).get()),
        "real": phone.get("/b/echt/"),
        "called": phone.hand_in("bellen", phone="06-00012399", **MOMENT),
        "visited": phone.hand_in("langs", **MOMENT),
        "settled": phone.hand_in("geregeld"),
        "no": phone.hand_in("nee"),
    }
    Case.objects.filter(pk=phone.home.case.pk).update(closed_on=TODAY, outcome="Hulp geaccepteerd")
    pages["closed"] = phone.hand_in("bellen", phone="06-00012399", **MOMENT)
    for _ in range(7):
        pages["later"] = phone.knock(number="15")
    assert pages["later"].status_code == 429
    return {name: shown(page) for name, page in pages.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_betrays_anything_in_any_language(phone, language):
    phone.language = language
    partners = {signal.partner.name for signal in phone.home.signals}
    own = [phone.home.resident.surname, phone.home.household.street, phone.home.resident.phone]
    own += [str(signal.amount_cents) for signal in phone.home.signals]
    own += [f"{signal.amount_cents // 100}" for signal in phone.home.signals if signal.amount_cents >= 10_000]
    pages = every_page(phone)
    assert len(set(pages.values())) == len(pages)
    for name, page in pages.items():
        text = re.sub(r"<[^>]+>", " ", page)
        assert not re.search(r"\{[a-z_]+\}", text), f"{name}: a slot was left open"
        assert not forbidden_words(text, creditors=partners), name
        assert not [word for word in ABROAD[language] if word in text.casefold()], name
        assert not [word for word in own if word in text], name


def test_the_words_for_what_may_not_be_betrayed_are_found_where_they_stand():
    assert "borç" in "Borcunuz var: borç".casefold()
    assert forbidden_words("Uw huurachterstand")


def test_every_language_says_the_same_things():
    said = {one.code: resident_words(one.code).said for one in spoken()}
    assert tuple(said) == LANGUAGES
    slots = {
        code: {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in words.items() if isinstance(text, str)}
        for code, words in said.items()
    }
    assert all(slots[code] == slots["nl"] for code in LANGUAGES)
    assert {code for code in LANGUAGES if resident_words(code).reviewed} == {"nl"}
    assert [resident_words(code).day(date(2026, 11, 25)) for code in ("nl", "tr")] == [
        "woensdag 25 november",
        "25 Kasım Çarşamba",
    ]


def test_it_looks_the_same_before_and_after_a_no(phone):
    before = shown(phone.knock())
    assert "Dat is goed" in shown(phone.hand_in("nee"))
    (no,) = asked(phone)
    assert (no.kind, no.facts, no.by, no.on) == ("no", {"no": "help", "resident": phone.home.resident.pk}, None, TODAY)
    later = Phone(phone.home)
    assert shown(later.knock()) == before
    assert shown(phone.get("/b/brief/")) == before
    assert phone.get("/b/klaar/").request["PATH_INFO"] == "/b/brief/", "what was said is not shown to who looks next"
    assert "Dat is goed" in shown(later.hand_in("nee"))
    assert {event.kind for event in asked(phone)} == {"no"}


def test_after_a_no_nothing_is_due_any_more(phone):
    assert phone.home.case.steps.exclude(step="decide").exists()
    phone.knock()
    phone.hand_in("nee")
    assert set(phone.home.case.steps.values_list("channel", flat=True)) <= {"Administratief"}


def test_call_me_is_recorded_with_its_moment_and_number(phone):
    phone.knock()
    answer = phone.hand_in("bellen", phone="06-00012399", day="2026-11-26", part="Avond")
    assert "donderdag 26 november" in shown(answer)
    assert answer.request["PATH_INFO"] == "/b/klaar/"
    assert not answer.request["QUERY_STRING"].replace("taal=nl", "")
    (event,) = asked(phone)
    assert event.kind == "asked"
    assert event.facts == {
        "resident": phone.home.resident.pk,
        "asked": "call_me",
        "on": "2026-11-26",
        "day_part": "Avond",
        "via": "code",
    }
    assert (event.by, event.note.text) == (None, "Bellen op 06 00012399")


def test_come_by_and_already_arranged_are_recorded(phone):
    phone.knock()
    phone.hand_in("langs", **MOMENT)
    phone.hand_in("geregeld")
    come, paid = asked(phone)
    assert (come.facts["asked"], come.facts["on"], hasattr(come, "note")) == ("come_by", "2026-11-26", False)
    assert (paid.kind, paid.facts) == ("says_paid", {"resident": phone.home.resident.pk, "via": "code"})


@pytest.mark.parametrize(
    ("page", "sent"), [("bellen", {"phone": "06-00012399", **MOMENT}), ("langs", MOMENT), ("geregeld", {}), ("nee", {})]
)
def test_the_same_form_twice_counts_once(phone, page, sent):
    phone.knock()
    token = token_of(phone.get("/b/brief/" if page in {"geregeld", "nee"} else f"/b/{page}/"))
    first, second = (shown(phone.hand_in(page, token=token, **sent)) for _ in range(2))
    assert first == second
    assert len(asked(phone)) == 1


def test_who_goes_back_and_chooses_another_day_is_heard(phone):
    phone.knock()
    token = token_of(phone.get("/b/langs/"))
    for day in ("2026-11-26", "2026-11-27"):
        phone.hand_in("langs", token=token, day=day, part="Middag")
    assert [event.facts["on"] for event in asked(phone)] == ["2026-11-26", "2026-11-27"]


def test_a_form_of_another_visit_or_site_does_nothing(phone, cast):
    stranger = Phone(home(cast, number="16"))
    assert stranger.knock(number="16").status_code == 200
    phone.knock()
    theirs = token_of(stranger.get("/b/brief/"))
    for token in ("x", theirs):
        assert phone.hand_in("nee", token=token).request["PATH_INFO"] == "/b/brief/"
    assert asked(phone) == []


@pytest.mark.parametrize(
    ("sent", "missing"),
    [
        ({}, MISSING),
        (
            {"day": "2026-11-28", "part": "Nacht", "phone": "12"},
            MISSING,
        ),
        ({**MOMENT, "phone": ""}, ("Vul een telefoonnummer in",)),
    ],
)
def test_what_is_missing_is_said_and_what_was_chosen_stays(phone, sent, missing):
    phone.knock()
    page = shown(phone.hand_in("bellen", **sent))
    assert all(sentence in page for sentence in missing)
    assert page.count("checked") == sum(value in MOMENT.values() for value in sent.values())
    assert asked(phone) == []


def test_the_days_are_working_days_and_the_hours_are_not_quiet(phone, cast):
    phone.knock()
    page = phone.otherwise("bellen").content.decode()
    assert re.findall(r'name="day" value="([^"]+)"', page) == [
        "2026-11-26",
        "2026-11-27",
        "2026-11-30",
        "2026-12-01",
        "2026-12-02",
    ]
    assert "9:00–12:00" in page
    assert "18:00–20:30" in page
    ParameterValue.objects.create(
        organisation=cast.noorderlicht, key="quiet_hours", value=["10:00", "18:00"], valid_from=date(2026, 1, 1), source="test"
    )
    page = phone.otherwise("bellen").content.decode()
    assert "10:00–12:00" in page
    assert "Avond" not in page


def test_when_the_case_was_closed_meanwhile_it_says_whom_to_call(phone):
    phone.knock()
    Case.objects.filter(pk=phone.home.case.pk).update(closed_on=TODAY, outcome="Hulp geaccepteerd")
    for page, sent in (("bellen", {"phone": "06-00012399", **MOMENT}), ("nee", {}), ("geregeld", {})):
        answer = phone.hand_in(page, **sent)
        assert "Bel ons even" in shown(answer)
        assert "06-00012345" in shown(answer)
    assert asked(phone) == []


def test_when_somebody_died_meanwhile_the_door_is_shut(phone):
    phone.knock()
    Resident.objects.filter(pk=phone.home.resident.pk).update(died_on=TODAY)
    assert phone.get("/b/brief/").request["PATH_INFO"] == "/b/"


def test_a_team_name_that_betrays_is_not_shown(phone, cast):
    ParameterValue.objects.create(
        organisation=cast.noorderlicht,
        key="sender",
        value={
            "department": "Team Schuldhulp",
            "hours": "",
            "contact": "",
            "phone": "",
            "check_phone": "",
            "return_address": "",
            "dpo": "",
        },
        valid_from=date(2026, 1, 1),
        source="test",
    )
    assert "chuldhulp" not in shown(phone.knock())
