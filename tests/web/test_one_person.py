"""Each person an own case, address and voice (P04), and whoever acts for them (P06): on every page, paper and round."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from voordeur import people, stream
from voordeur.connections.brp import NoRegister
from voordeur.record import forget
from voordeur.record.actions import Acting, set_parameter
from voordeur.record.models import Case, Event, Household, Representative, Resident
from voordeur.stages.help import actions as help_
from voordeur.stages.help.actions import PlanLine
from voordeur.stages.help.rules.agreement import AgreementKind
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach.actions import Attempt
from voordeur.stages.reach.models import DueStep, PrintedPiece
from voordeur.stages.reach.queries.printing import addressees
from voordeur.stages.triage.models import Taking
from voordeur.stages.triage.rules.lane import Lane, is_business, lane
from voordeur.stages.visit import actions as visit
from web.town import TODAY, home, signal

BOTH = (("F.", "", "Yilmaz"), ("H.", "de", "Vries"))
ADMINISTRATOR = Acting("administrator", "B. Windt", "Windt Bewind", "06-00000077", "b@voorbeeld.test")


@pytest.fixture
def two(cast):
    """Two people in one household, each with a creditor of their own."""
    lives = home(cast, names=BOTH)
    signal(lives.case, lives.people[1], cast.zorgvuldig, cents=77_700, kind="Zorg")
    return lives


def _told(two, cast) -> None:
    yilmaz, vries = two.people
    stream.attempt(
        two.case, made=Attempt("Telefoon", "Avond", True, "talked", vries.pk), by=cast.karim, on=TODAY, note="Over Hans"
    )
    stream.offer_answered(two.case, resident=vries, accepted=True, by=cast.karim, on=TODAY)
    plan = PlanLine(kind=AgreementKind.ACTION, text="Zorgtoeslag van Hans")
    help_.agree(two.case, resident=vries, line=plan, by=cast.karim, on=TODAY)
    stream.say_no(two.case, resident=yilmaz, no="visits", by=cast.karim, on=TODAY)


def test_paper_is_about_one_person(cast, signed_in, two):
    _told(two, cast)
    yilmaz, vries = two.people
    client = signed_in("karim")
    hers = client.get(reverse("case-one-person", args=[two.case.pk, yilmaz.pk])).content.decode()
    his = client.get(reverse("case-one-person", args=[two.case.pk, vries.pk])).content.decode()
    for word in ("Vries", "Zorgvuldig", "777,00", "Hans", "neemt hulp aan"):
        assert word not in hers and word in his, word
    for word in ("Yilmaz", "Thuisgoed", "420,00", "wil geen huisbezoek"):
        assert word not in his and word in hers, word


def test_the_household_page_is_not_for_paper_and_says_so(cast, signed_in, two):
    client = signed_in("karim")
    page = client.get(f"/zaak/{two.case.pk}/").content.decode()
    assert "is niet voor papier" in page and "vd-columns--three vd-no-print" in page
    assert reverse("case-one-person", args=[two.case.pk, two.people[1].pk]) in page
    alone = home(cast, names=(("J.", "", "Alleen"),), number="90")
    assert "is niet voor papier" not in client.get(f"/zaak/{alone.case.pk}/").content.decode()


def test_paper_of_somebody_elses_household_is_not_found(cast, signed_in, two):
    other = home(cast, names=(("J.", "", "Alleen"),), number="90")
    client = signed_in("karim")
    for name in ("case-one-person", "case-person", "case-apart", "case-representative"):
        assert client.get(reverse(name, args=[two.case.pk, other.resident.pk])).status_code == 404, name


def test_a_letter_names_only_the_own_creditors_and_the_own_address(cast, two):
    elsewhere = Household.objects.create(
        organisation=cast.noorderlicht, municipality=cast.waterstad, street="Duinweg", house_number="3", postcode="1111AA"
    )
    yilmaz, vries = two.people
    Resident.objects.filter(pk=vries.pk).update(household=elsewhere, silent_address=True)
    DueStep.objects.filter(case=two.case).update(channel="Brief", step="letter", due_on=TODAY)
    sent = {one.resident.pk: one for one in addressees(DueStep.objects.filter(case=two.case)[:1])}
    assert sent[yilmaz.pk].sources == ("Thuisgoed",) and sent[vries.pk].sources == ("Zorgvuldig",)
    assert sent[yilmaz.pk].household.street == "Merelstraat" and sent[vries.pk].household.street == "Duinweg"


def test_somebody_gets_a_case_of_their_own_and_the_other_hears_nothing(cast, signed_in, two):
    _told(two, cast)
    vries = two.people[1]
    client = signed_in("karim")
    answer = client.post(reverse("case-apart", args=[two.case.pk, vries.pk]), {"reason": "divorced"})
    own = Case.objects.get(household=Resident.objects.get(pk=vries.pk).household, closed_on=None)
    assert answer["Location"] == f"/zaak/{own.pk}/" and own != two.case
    his = client.get(f"/zaak/{own.pk}/").content.decode()
    assert "Zorgtoeslag van Hans" in his and "Eigen zaak: gescheiden" in his and "neemt hulp aan" in his
    for word in ("Yilmaz", "Thuisgoed: ", "wil geen huisbezoek"):
        assert word not in his, word
    hers = client.get(f"/zaak/{two.case.pk}/").content.decode()
    for word in ("Vries", "Zorgtoeslag van Hans", "777,00", "Over Hans", "neemt hulp aan"):
        assert word not in hers, word
    assert "wil geen huisbezoek" in hers


def test_another_address_that_must_not_be_named_is_shown_wherever_somebody_talks(cast, signed_in, two):
    vries = two.people[1]
    client = signed_in("karim")
    client.post(reverse("case-person", args=[two.case.pk, vries.pk]), {"silent_address": "on"})
    client.post(f"/inkomend/{two.case.pk}/?wie={vries.pk}", {"birth": "17-5-1984", "email": vries.email})
    assert "Noem geen ander adres van H. de Vries" in client.get(f"/inkomend/{two.case.pk}/gesprek/").content.decode()
    assert "Ander adres niet noemen" in client.get(f"/zaak/{two.case.pk}/").content.decode()
    assert "Noem geen ander adres van H. de Vries" in client.get(f"/zaak/{two.case.pk}/contact/?kanaal=Telefoon").content.decode()
    made = visit.make_round(
        organisation=cast.noorderlicht, on=TODAY, day_part="Avond", first=cast.vera, second=cast.victor,
        cases=[two.case.pk], by=cast.clara,
    )  # fmt: skip
    phone = signed_in("vera")
    assert "Noem geen ander adres" in phone.get(reverse("door", args=[made.pk, made.stops.get().pk])).content.decode()
    assert "noem geen ander adres" in signed_in("clara").get(f"/huisbezoek/{made.pk}/papier/").content.decode()


def test_at_the_door_arrears_stand_with_the_person_whose_they_are(cast, signed_in, two):
    set_parameter(
        organisation=cast.noorderlicht, key="door_shows_arrears", value=True, valid_from=date(2026, 1, 1), source="besluit"
    )
    made = visit.make_round(
        organisation=cast.noorderlicht, on=TODAY, day_part="Avond", first=cast.vera, second=cast.victor,
        cases=[two.case.pk], by=cast.clara,
    )  # fmt: skip
    page = signed_in("vera").get(reverse("door", args=[made.pk, made.stops.get().pk])).content.decode()
    hers, his = page.index("F. Yilmaz</p>"), page.index("H. de Vries</p>")
    first, second = sorted((hers, his))
    one, other = page[first:second], page[second:]
    assert ("Thuisgoed" in (one if hers < his else other)) and ("Zorgvuldig" in (other if hers < his else one))
    assert ("Zorgvuldig" not in (one if hers < his else other[:400])) and "alleen tegen" in page


# Who acts for somebody (P06)


def test_under_administration_the_administrator_is_called_and_nobody_writes_or_visits(cast, signed_in):
    lives = home(cast)
    client = signed_in("karim")
    sent = {"kind": "administrator", "name": "B. Windt", "phone": "06-00000077", "since": "2026-11-20"}
    assert DueStep.objects.get(case=lives.case).channel != "Telefoon"
    client.post(reverse("case-representative", args=[lives.case.pk, lives.resident.pk]), sent)
    step = DueStep.objects.get(case=lives.case)
    assert (step.step, step.channel) == ("representative", "Telefoon")
    page = client.get(f"/zaak/{lives.case.pk}/").content.decode()
    assert "Spreek met de bewindvoerder, B. Windt; niet met de bewoner." in page
    assert "bewindvoerder of curator bellen" in page.lower() and "via bewindvoerder of curator" in page
    assert "handelt een bewindvoerder" in page
    assert addressees([step]) == []
    assert Taking.objects.get().lane == Lane.REPRESENTED


def test_contact_with_the_administrator_counts_as_reached(cast):
    lives = home(cast)
    people.represent(lives.resident, acting=ADMINISTRATOR, since=TODAY, by=cast.karim, today=TODAY)
    made = Attempt("Telefoon", "Middag", True, "representative", lives.resident.pk, step="representative")
    stream.attempt(lives.case, made=made, by=cast.karim, on=TODAY)
    assert [step.step for step in DueStep.objects.filter(case=lives.case)] == ["follow_up"]


def test_a_housemate_who_acts_for_themselves_is_still_approached(cast, two):
    yilmaz, vries = two.people
    people.represent(vries, acting=ADMINISTRATOR, since=TODAY, by=cast.karim, today=TODAY)
    steps = {step.step for step in DueStep.objects.filter(case=two.case)}
    assert "representative" in steps and len(steps) > 1
    DueStep.objects.filter(case=two.case).exclude(step="representative").update(channel="Brief", due_on=TODAY)
    due = DueStep.objects.filter(case=two.case, channel="Brief")
    assert [one.resident for one in addressees(due)] == [yilmaz]
    batch = stream.print_batch(
        organisation=cast.noorderlicht, channel="Brief", cases=[two.case.pk], by=cast.karim, today=TODAY, register=NoRegister()
    )
    assert list(PrintedPiece.objects.filter(batch=batch).values_list("resident", flat=True)) == [yilmaz.pk]


@pytest.mark.parametrize("kind", ["mentor", "attorney"])
def test_a_mentor_or_attorney_helps_along_and_changes_no_lane(cast, signed_in, kind):
    lives = home(cast)
    before = DueStep.objects.get(case=lives.case).step
    people.represent(lives.resident, acting=Acting(kind, "M. Hulp"), since=TODAY, by=cast.karim, today=TODAY)
    assert DueStep.objects.get(case=lives.case).step == before
    assert "Handelt mee: " in signed_in("karim").get(f"/zaak/{lives.case.pk}/").content.decode()


def test_the_resident_acts_again(cast, signed_in):
    lives = home(cast)
    people.represent(lives.resident, acting=ADMINISTRATOR, since=TODAY, by=cast.karim, today=TODAY)
    people.represent(lives.resident, acting=Acting("curator", "C. Raad"), since=TODAY, by=cast.karim, today=TODAY)
    assert Representative.objects.filter(ended_on=None).get().name == "C. Raad"
    signed_in("karim").post(reverse("case-representative-end", args=[lives.case.pk, lives.resident.pk]))
    assert not Representative.objects.filter(ended_on=None).exists()
    assert DueStep.objects.get(case=lives.case).step != "representative" and Taking.objects.get().lane == ""
    told = Event.objects.filter(case=lives.case).values_list("kind", flat=True)
    assert list(told).count("represented") == 2 and "unrepresented" in told


def test_whoever_acts_is_forgotten_with_the_person(cast):
    lives = home(cast)
    people.represent(lives.resident, acting=ADMINISTRATOR, since=TODAY, by=cast.karim, today=TODAY)
    people.note_of(lives.resident, silent_address=True, entrepreneur=True, today=TODAY)
    forget.forget(residents=[lives.resident.pk], signals=[], today=TODAY)
    lives.resident.refresh_from_db()
    assert not Representative.objects.exists()
    assert (lives.resident.silent_address, lives.resident.entrepreneur, lives.resident.apart_reason) == (False, False, "")


# Lanes


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"born": date(2001, 1, 1)}, Lane.YOUNG),
        ({"born": date(1999, 11, 25)}, None),  # 27 today
        ({"born": date(1999, 11, 26)}, Lane.YOUNG),  # tomorrow
        ({"born": date(2010, 1, 1)}, None),  # under 18: a person looks, no lane
        ({"born": date(2001, 1, 1), "entrepreneur": True}, Lane.ENTREPRENEUR),
        ({"name": "Bakkerij Yilmaz V.O.F."}, Lane.ENTREPRENEUR),
        ({"entrepreneur": True, "represented": True}, Lane.REPRESENTED),
    ],
)
def test_which_lane(changes, expected):
    usual = {"name": "Yilmaz", "born": date(1980, 1, 1), "on": TODAY, "represented": False, "entrepreneur": False}
    assert lane(**usual | changes, adult_from=18, young_to=27) == expected


@pytest.mark.parametrize(
    "name", ["Jansen h.o.d.n. Bloemenhuis", "Maatschap De Wit en Zoon", "Eenmanszaak Bos", "Vis VOF", "T.H.O.D.N. Kapper"]
)
def test_a_persons_own_business_by_its_name(name):
    assert is_business(name)


@pytest.mark.parametrize("name", ["Jansen", "Van der Maat", "Hodnik", "Vofman", "Bosch B.V."])
def test_what_is_no_persons_own_business(name):
    assert not is_business(name)


def test_setting_the_business_moves_the_lane_of_the_open_case(cast, signed_in):
    lives = home(cast)
    signed_in("karim").post(reverse("case-person", args=[lives.case.pk, lives.resident.pk]), {"entrepreneur": "on"})
    assert Taking.objects.get().lane == Lane.ENTREPRENEUR
    page = signed_in("karim").get(f"/zaak/{lives.case.pk}/").content.decode()
    assert "ondernemer: ondernemersloket" in page


def test_somebody_young_by_the_register_goes_to_the_young_lane(cast):
    lives = home(cast)
    Resident.objects.filter(pk=lives.resident.pk).update(birth_date="2003-05-17")
    people.note_of(Resident.objects.get(pk=lives.resident.pk), silent_address=False, entrepreneur=False, today=TODAY)
    assert Taking.objects.get().lane == Lane.YOUNG


def test_the_household_page_costs_the_same_for_one_and_for_many(cast, signed_in, django_assert_max_num_queries):
    lives = home(cast, names=tuple((f"{c}.", "", f"Naam{c}") for c in "ABCDEF"))
    for person in lives.people:
        people.represent(person, acting=ADMINISTRATOR, since=TODAY, by=cast.karim, today=TODAY)
    client = signed_in("karim")
    with django_assert_max_num_queries(40):
        assert client.get(f"/zaak/{lives.case.pk}/").content.decode().count("Spreek met de") == 6


def test_a_case_is_planned_without_the_resident_when_it_is_opened_later(cast):
    """The administrator is known of the person, not of one case: the next case starts with the call at once."""
    lives = home(cast)
    people.represent(lives.resident, acting=ADMINISTRATOR, since=TODAY, by=cast.karim, today=TODAY)
    DueStep.objects.all().delete()
    reach.plan([lives.case.pk], today=TODAY)
    assert DueStep.objects.get(case=lives.case).step == "representative"


def test_the_list_of_cases_shows_one_lane(cast, signed_in):
    old, new = home(cast), home(cast, names=(("B.", "", "Akker"),), number="15")
    people.note_of(new.resident, silent_address=False, entrepreneur=True, today=TODAY)
    page = signed_in("karim").get("/zaken/", {"spoor": "entrepreneur"}).content.decode()
    assert f"/zaak/{new.case.pk}/" in page and f"/zaak/{old.case.pk}/" not in page
    assert f"/zaak/{old.case.pk}/" in signed_in("karim").get("/zaken/", {"spoor": "onzin"}).content.decode()
