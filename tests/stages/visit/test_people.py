"""People, duos and the month's number: who may change what, and what planning makes of it."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.urls import reverse

from doorstep import TODAY, home, lent_visitor
from voordeur.accounts.models import Role, User
from voordeur.stages.visit.actions import make_round
from voordeur.stages.visit.actions.people import change_skills, note_absence
from voordeur.stages.visit.models import Absence, AddressPoint, Duo, Round, Visitor, WorkingHours
from voordeur.stages.visit.queries.capacity import capacities
from voordeur.stages.visit.queries.crews import Ask, ask_of, crews_of
from voordeur.stages.visit.queries.evening import Asked
from voordeur.stages.visit.queries.people import pairs, skills_known


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.FIXED_TODAY = TODAY


def person(pk):
    return reverse("visit_person", args=[pk])


def plan(cast, *homes, **changed):
    given = {
        "organisation": cast.noorderlicht, "on": TODAY, "day_part": "Avond", "first": cast.vera, "second": cast.victor,
        "cases": [h.case.pk for h in homes], "by": cast.clara,
    }  # fmt: skip
    return make_round(**{**given, **changed})


def test_a_visitor_keeps_the_own_week_languages_and_way(cast, signed_in):
    client = signed_in("vera")
    sent = {
        "way": "car", "languages": ["tr", "ar"],
        "begin_0_0": "09:00", "end_0_0": "12:00", "begin_0_1": "18:00", "end_0_1": "21:00",
        "begin_5_0": "10:00", "end_5_0": "14:00", "skills": ["coördinator"],
    }  # fmt: skip
    assert client.post(person(cast.vera.pk), sent).status_code == 302
    visitor = Visitor.objects.get(user=cast.vera)
    assert (visitor.way, visitor.languages, visitor.skills) == ("car", ["ar", "tr"], [])
    kept = list(WorkingHours.objects.filter(user=cast.vera).values_list("weekday", "begin", "end"))
    assert kept == [(0, time(9), time(12)), (0, time(18), time(21)), (5, time(10), time(14))]
    page = client.get(person(cast.vera.pk)).content.decode()
    assert 'value="18:00"' in page and "Mijn uren" in page


@pytest.mark.parametrize(
    ("times", "said"),
    [
        ({"begin_1_0": "09:00"}, "Vul beide tijden in"),
        ({"begin_1_0": "12:00", "end_1_0": "09:00"}, "eindigt voor het begint"),
        ({"begin_1_0": "09:00", "end_1_0": "12:00", "begin_1_1": "11:00", "end_1_1": "13:00"}, "door elkaar"),
    ],
)
def test_a_week_that_cannot_be_is_said_at_its_day(cast, signed_in, times, said):
    page = signed_in("vera").post(person(cast.vera.pk), {"way": "bike", **times}).content.decode()
    assert said in page
    assert not WorkingHours.objects.exists()


@pytest.mark.parametrize(
    ("who", "whose", "seen"),
    [
        ("vera", "vera", 200), ("vera", "victor", 404), ("karim", "vera", 404), ("clara", "vera", 200), ("clara", "sanne", 404),
        ("stine", "vera", 404), ("stine", "sanne", 200), ("sanne", "vera", 404), ("marga", "vera", 403), ("oscar", "vera", 403),
        ("anna", "vera", 403), ("cees", "vera", 403), ("petra", "vera", 403), ("clara", "marga", 404),
    ],
)  # fmt: skip
def test_who_may_see_and_change_whose_hours(cast, signed_in, who, whose, seen):
    client, pk = signed_in(who), getattr(cast, whose).pk
    assert client.get(person(pk)).status_code == seen
    sent = {"first_day": TODAY.isoformat(), "last_day": TODAY.isoformat()}
    assert client.post(reverse("visit_away", args=[pk]), sent).status_code == (302 if seen == 200 else seen)
    assert Absence.objects.filter(user=pk).exists() == (seen == 200)


def test_only_who_plans_says_what_somebody_is_in_the_words_of_the_working_methods(cast, signed_in):
    case = home(cast).case
    case.protocol = "lekstroom@1"
    case.save()
    # Of the open case, and of the method by which new cases start here.
    asked = ["collega", "medewerker van de corporatie", "preventiemedewerker", "schuldhulpverlener"]
    assert skills_known(cast.noorderlicht, today=TODAY) == asked
    client = signed_in("clara")
    assert "schuldhulpverlener" in client.get(person(cast.vera.pk)).content.decode()
    client.post(person(cast.vera.pk), {"way": "bike", "skills": ["schuldhulpverlener"]})
    client.post(person(cast.victor.pk), {"way": "bike", "skills": ["tovenaar"]})
    assert Visitor.objects.get(user=cast.vera).skills == ["schuldhulpverlener"]
    assert not Visitor.objects.filter(user=cast.victor).exists()


def test_what_was_theirs_goes_to_the_deputy_and_what_cannot_is_said(cast, signed_in):
    mine = plan(cast, home(cast))
    tomorrow = plan(cast, home(cast, number="2"), on=TODAY + timedelta(days=1), second=cast.karim)
    later = plan(cast, home(cast, number="3"), on=TODAY + timedelta(days=5))
    mine.stops.update(lead=cast.vera)
    sent = {
        "first_day": TODAY.isoformat(), "last_day": (TODAY + timedelta(days=1)).isoformat(), "deputy": cast.karim.pk,
    }  # fmt: skip
    page = signed_in("vera").post(reverse("visit_away", args=[cast.vera.pk]), sent, follow=True).content.decode()
    mine.refresh_from_db()
    assert {mine.first, mine.second} == {cast.karim, cast.victor} and mine.stops.get().lead == cast.karim
    assert "1 ronde ging naar Karim" in page and "Karim loopt deze ronde al mee" in page and "Karim vervangt" in page
    tomorrow.refresh_from_db()
    later.refresh_from_db()
    assert tomorrow.first == cast.vera and later.first == cast.vera


def test_a_deputy_who_has_a_round_already_or_does_not_work_then_takes_nothing_over(cast):
    mine, other = plan(cast, home(cast)), plan(cast, home(cast, number="2"), first=cast.karim, second=cast.clara)
    done = note_absence(cast.vera, first_day=TODAY, last_day=TODAY, deputy=cast.karim, today=TODAY)
    assert done.moved == () and "al een ronde" in done.stuck[0][1]
    other.delete()
    WorkingHours.objects.create(user=cast.karim, weekday=(TODAY.weekday() + 1) % 7, begin="18:00", end="21:00")
    Absence.objects.all().delete()
    done = note_absence(cast.vera, first_day=TODAY, last_day=TODAY, deputy=cast.karim, today=TODAY)
    assert "werkt dan niet" in done.stuck[0][1]
    mine.refresh_from_db()
    assert mine.first == cast.vera


def test_a_creditors_deputy_takes_over_only_doors_that_this_creditor_signalled(cast):
    willem = lent_visitor(cast)
    plan(cast, home(cast), home(cast, number="2", partner=cast.zorgvuldig))
    done = note_absence(cast.vera, first_day=TODAY, last_day=TODAY, deputy=willem, today=TODAY)
    assert done.moved == () and "gemeld" in done.stuck[0][1]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(0, -1, "voor de eerste"), (-5, -2, "al voorbij"), (1, 3, "staat al een afwezigheid")],
)
def test_days_away_that_cannot_be_are_refused(cast, signed_in, first, last, said):
    Absence.objects.create(user=cast.vera, first_day=TODAY + timedelta(days=3), last_day=TODAY + timedelta(days=4))
    sent = {"first_day": (TODAY + timedelta(days=first)).isoformat(), "last_day": (TODAY + timedelta(days=last)).isoformat()}
    answer = signed_in("vera").post(reverse("visit_away", args=[cast.vera.pk]), sent)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert Absence.objects.count() == 1


def test_nobody_is_asked_why(cast, signed_in):
    page = signed_in("vera").get(person(cast.vera.pk)).content.decode()
    assert {field.name for field in Absence._meta.local_fields} == {"id", "user", "first_day", "last_day", "deputy"}
    assert "Waarom iemand er niet is, vraagt niemand" in page


def test_who_is_back_takes_the_absence_away_and_nobody_elses(cast, signed_in):
    mine = Absence.objects.create(user=cast.vera, first_day=TODAY, last_day=TODAY)
    theirs = Absence.objects.create(user=cast.victor, first_day=TODAY, last_day=TODAY)
    client = signed_in("vera")
    assert client.post(reverse("visit_back", args=[cast.vera.pk, theirs.pk])).status_code == 404
    assert client.post(reverse("visit_back", args=[cast.vera.pk, mine.pk])).status_code == 302
    assert list(Absence.objects.all()) == [theirs]


def test_a_duo_goes_with_the_deputy_of_who_is_away_and_the_evening_says_so(cast, signed_in):
    duo = Duo.objects.create(organisation=cast.noorderlicht, name="Noord", first=cast.vera, second=cast.victor, start=[52.1, 4.5])
    Absence.objects.create(user=cast.vera, first_day=TODAY, last_day=TODAY, deputy=cast.karim)
    usual = Asked.of(cast.noorderlicht, TODAY, "Avond").usual
    (crew,) = crews_of([ask_of(duo)], on=TODAY, usual=usual, deputies=True)
    assert crew.people == (cast.karim, cast.victor) and crew.absent is None and crew.ask.start == (52.1, 4.5)
    assert crew.ask.standing_in.nl == "Karim vervangt Vera"
    page = signed_in("clara").get(reverse("evening", args=[TODAY.isoformat(), "Avond"])).content.decode()
    assert "Karim vervangt Vera" in page
    Absence.objects.create(user=cast.karim, first_day=TODAY, last_day=TODAY)
    (crew,) = crews_of([ask_of(duo)], on=TODAY, usual=usual, deputies=True)
    assert crew.absent is not None and crew.ask.first == cast.vera


def test_a_duo_is_two_people_also_of_two_organisations_and_says_what_it_misses(cast, signed_in):
    case = home(cast).case
    case.protocol = "lekstroom@1"
    case.save()
    willem = lent_visitor(cast)
    change_skills(willem, skills=["medewerker van de corporatie"])
    AddressPoint.objects.create(organisation=cast.noorderlicht, postcode="9901AA", house_number="1", latitude=52.2, longitude=4.6)
    client = signed_in("clara")
    sent = {
        "name": "Noord", "first": willem.pk, "second": cast.vera.pk, "start_label": "Stadskantoor", "start_postcode": "9901 aa",
        "start_number": "1", "end_at": "52.3, 4.7",
    }  # fmt: skip
    assert client.post(reverse("visit_duo_add"), sent).status_code == 302
    duo = Duo.objects.get()
    assert (duo.start, duo.end, duo.start_label) == ([52.2, 4.6], [52.3, 4.7], "Stadskantoor")
    (pair,) = pairs(cast.clara, today=TODAY)
    assert ("schuldhulpverlener",) in [missing for _asked, missing in pair.lacks]
    assert "mist" in client.get(reverse("visit_duos")).content.decode()
    change_skills(cast.vera, skills=["schuldhulpverlener"])
    assert not [one for one in pairs(cast.clara, today=TODAY)[0].lacks if "Lekstroom" in one[0].method]
    assert client.post(reverse("visit_duo_end", args=[duo.pk])).status_code == 302
    assert pairs(cast.clara, today=TODAY) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"second": "vera"}, "twee verschillende mensen"),
        ({"second": "sanne"}, "Selecteer"),
        ({"start_postcode": "1111ZZ", "start_number": "9"}, "niet in het ingelezen adressenbestand"),
        ({"start_at": "4.4, 52.1"}, "Schrijf twee getallen"),
        ({"first": "willem", "second": "wies"}, "nooit alleen"),
    ],
)
def test_a_duo_that_cannot_be_is_said(cast, signed_in, changed, said):
    lent_visitor(cast)
    lent_visitor(cast, name="wies")
    known = {user.name.lower(): user.pk for user in User.objects.filter(role=Role.VISITOR)}
    sent = {"name": "Noord", "first": "vera", "second": "victor", **changed}
    sent = {key: known.get(value, value) for key, value in sent.items()}
    page = signed_in("clara").post(reverse("visit_duo_add"), sent).content.decode()
    assert said in page
    assert not Duo.objects.exists()


@pytest.mark.parametrize(("who", "seen"), [("vera", 403), ("karim", 403), ("marga", 403), ("petra", 403), ("stine", 404)])
def test_duos_are_for_who_plans_and_another_organisations_are_not_there(cast, signed_in, who, seen):
    duo = Duo.objects.create(organisation=cast.noorderlicht, name="Noord", first=cast.vera, second=cast.victor)
    client = signed_in(who)
    assert client.get(reverse("visit_duo", args=[duo.pk])).status_code == seen
    assert client.post(reverse("visit_duo_end", args=[duo.pk])).status_code == seen
    assert client.get(reverse("visit_duos")).status_code == (200 if seen == 404 else seen)
    assert "Noord" not in client.get(reverse("visit_duos")).content.decode().replace("Noorderlicht", "")


def test_the_lists_do_not_ask_more_for_more_people(cast, signed_in, django_assert_max_num_queries):
    client = signed_in("clara")

    def asked():
        with django_assert_max_num_queries(60) as captured:
            client.get(reverse("visit_people"))
            client.get(reverse("visit_duos"))
        return len(captured)

    few = asked()
    for number in range(8):
        user = User.objects.create(
            email=f"v{number}@voorbeeld.test", name=f"V{number}", role=Role.VISITOR, organisation=cast.noorderlicht
        )
        Duo.objects.create(organisation=cast.noorderlicht, name=f"D{number}", first=cast.vera, second=user)
    assert asked() <= few + 2


def test_over_the_months_number_is_a_notice_with_the_counts_and_never_a_refusal(cast, signed_in):
    homes = [home(cast, number=str(n + 1)) for n in range(38)]
    for n, one in enumerate(homes):
        one.case.protocol = "lekstroom@1"
        one.case.municipality = cast.veenstad if n % 2 else cast.waterstad
        one.case.save()
    client = signed_in("clara")
    evening = reverse("evening", args=[TODAY.isoformat(), "Avond"])
    assert "gepland zijn er 35" not in client.get(evening).content.decode()
    plan(cast, *homes[:35])
    (month,) = capacities(cast.noorderlicht, TODAY, TODAY)
    assert (month.planned, month.used, month.over) == (35, 35, 0)
    plan(cast, *homes[35:], first=cast.karim, second=None)
    (month,) = capacities(cast.noorderlicht, TODAY, TODAY)
    assert month.over == 3 and dict(month.coming) == {"Waterstad": 19, "Veenstad": 19}
    for address in (evening, reverse("visit_month")):
        page = client.get(address).content.decode()
        assert "3 meer dan gepland" in page and "Veenstad 19, Waterstad 19" in page
    assert Round.objects.count() == 2
    assert capacities(cast.noorderlicht, TODAY + timedelta(days=40), TODAY) == []
    assert capacities(cast.elders, TODAY, TODAY) == []


def test_a_pair_away_on_that_day_is_not_proposed_in_the_month(cast):
    Absence.objects.create(user=cast.vera, first_day=TODAY, last_day=TODAY)
    usual = Asked.of(cast.noorderlicht, TODAY, "Avond").usual
    (crew,) = crews_of([Ask(cast.vera, cast.victor)], on=TODAY, usual=usual, deputies=True)
    assert crew.hours is None and crew.absent.nl == "Vera is er niet"
