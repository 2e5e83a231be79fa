"""Making and altering rounds, and the coordinator's screens."""

from datetime import timedelta

import pytest
from django.urls import reverse

from doorstep import TODAY, home, lent_visitor, signal
from voordeur.privacy.log import Look, Purpose
from voordeur.privacy.models import AccessLogEntry
from voordeur.stages.visit.actions import NotPlanned, add_note, alter_round, make_round
from voordeur.stages.visit.forget import forget
from voordeur.stages.visit.models import DoorNote, Round
from voordeur.stages.visit.queries import doors, due_doors


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.FIXED_TODAY = TODAY


def plan(cast, *homes, **changed):
    given = {
        "organisation": cast.noorderlicht, "on": TODAY, "day_part": "Avond", "first": cast.vera, "second": cast.victor,
        "cases": [h.case.pk for h in homes], "by": cast.clara,
    }  # fmt: skip
    return make_round(**{**given, **changed})


def test_a_round_puts_the_doors_in_walking_order(cast):
    far, near, urgent = home(cast, number="100"), home(cast, number="9"), home(cast, postcode="9999ZZ", urgency=3)
    made = plan(cast, far, near, urgent)
    assert list(made.stops.values_list("case", "order")) == [(urgent.case.pk, 1), (near.case.pk, 2), (far.case.pk, 3)]


def test_a_door_stands_on_one_round_a_day(cast):
    place = home(cast)
    plan(cast, place)
    with pytest.raises(NotPlanned, match="andere ronde"):
        plan(cast, place, first=cast.karim, second=None)


@pytest.mark.parametrize(("first", "second"), [("vera", "vera"), ("petra", "vera"), ("stine", "vera"), ("marga", "vera")])
def test_a_pair_is_two_people_who_may_visit_here(cast, first, second):
    with pytest.raises(NotPlanned):
        plan(cast, home(cast), first=getattr(cast, first), second=getattr(cast, second))
    assert not Round.objects.exists()


def test_nobody_plans_for_another_organisation(cast):
    with pytest.raises(NotPlanned):
        plan(cast, home(cast), by=cast.stine)


def test_a_creditors_employee_never_goes_alone(cast):
    with pytest.raises(NotPlanned, match="alleen"):
        plan(cast, home(cast), first=lent_visitor(cast), second=None)


def test_a_creditors_employee_does_not_learn_of_doors_that_the_creditor_did_not_signal(cast):
    own, others = home(cast), home(cast, number="16", partner=cast.zorgvuldig)
    willem = lent_visitor(cast)
    with pytest.raises(NotPlanned, match="Thuisgoed"):
        plan(cast, own, others, first=willem, second=cast.vera)
    made = plan(cast, own, first=willem, second=cast.vera)
    with pytest.raises(NotPlanned, match="Thuisgoed"):
        alter_round(made, first=willem, second=cast.vera, add=[others.case.pk])


def test_a_creditors_employee_sees_own_customers_and_own_arrears_only_also_on_paper(cast):
    place = home(cast, people=("Fatma Yilmaz", "Kees Bakker"))
    signal(cast, place.case, place.residents[1], cast.zorgvuldig, 77_700)
    other = place.signals[1]
    other.partner = cast.zorgvuldig
    other.save()
    willem = lent_visitor(cast)
    made = plan(cast, place, first=willem, second=cast.vera)
    seen = doors(made, Look(willem, Purpose.VISIT), today=TODAY)[0]
    assert [p.name for p in seen.people] == ["Fatma Yilmaz"]
    assert [(a.partner, a.cents) for a in seen.arrears] == [("Thuisgoed", 12_345)]
    team = doors(made, Look(cast.vera, Purpose.VISIT), today=TODAY)[0]
    assert [p.name for p in team.people] == ["Fatma Yilmaz", "Kees Bakker"]
    assert team.arrears == ()
    paper = doors(made, Look(cast.clara, Purpose.VISIT), today=TODAY, carried_by=[willem, cast.vera])[0]
    assert [p.name for p in paper.people] == ["Fatma Yilmaz"]


def test_another_pair_and_other_doors_in_a_minute(cast):
    first, second, third = home(cast), home(cast, number="16"), home(cast, number="18")
    made = plan(cast, first, second)
    alter_round(made, first=cast.karim, second=None, add=[third.case.pk], remove=[made.stops.get(case=first.case).pk])
    made.refresh_from_db()
    assert (made.first, made.second) == (cast.karim, None)
    assert list(made.stops.values_list("case", flat=True)) == [second.case.pk, third.case.pk]


def test_the_overview_asks_as_many_queries_for_two_doors_as_for_twenty(cast, signed_in, django_assert_max_num_queries):
    client = signed_in("clara")

    def asked():
        with django_assert_max_num_queries(60) as captured:
            assert client.get(reverse("visits")).status_code == 200
        return len(captured)

    for number in range(2):
        home(cast, number=str(number + 1))
    asked()  # the first visit after signing in also opens the session
    few = asked()
    for number in range(18):
        home(cast, number=str(number + 10))
    assert asked() == few


def test_the_doors_of_a_round_ask_as_many_queries_for_two_as_for_twelve(cast, django_assert_max_num_queries):
    def asked(count, start):
        made = plan(cast, *(home(cast, number=str(start + n)) for n in range(count)))
        with django_assert_max_num_queries(40) as captured:
            assert len(doors(made, Look(cast.vera, Purpose.VISIT), today=TODAY)) == count
        return len(captured)

    asked(1, 1)  # the first look also begins the log
    assert asked(2, 10) == asked(12, 50)


def test_looking_at_doors_is_logged_with_its_purpose(cast):
    place = home(cast)
    due_doors(cast.clara, Look(cast.clara, Purpose.VISIT, "/huisbezoek/"), today=TODAY)
    entry = AccessLogEntry.objects.get()
    assert (entry.user, entry.purpose, entry.subjects) == (cast.clara, "visit", [f"household:{place.case.household_id}"])


def test_a_coordinator_makes_a_round_on_the_screen(cast, signed_in):
    place = home(cast)
    client = signed_in("clara")
    page = client.get(reverse("visits"))
    assert "Merelstraat 14" in page.content.decode()
    answer = client.post(
        reverse("visits"),
        {"on": "2026-11-25", "day_part": "Avond", "first": cast.vera.pk, "second": cast.victor.pk, "cases": [place.case.pk]},
    )
    made = Round.objects.get()
    assert answer.url == reverse("round", args=[made.pk])
    assert "Fatma Yilmaz" in client.get(answer.url).content.decode()
    assert "Merelstraat 14" in client.get(reverse("round-paper", args=[made.pk])).content.decode()


def test_the_screen_says_why_a_round_cannot_be_made(cast, signed_in):
    place = home(cast)
    page = signed_in("clara").post(
        reverse("visits"),
        {"on": "2026-11-25", "day_part": "Avond", "first": cast.vera.pk, "second": cast.vera.pk, "cases": [place.case.pk]},
    )
    assert "twee verschillende mensen" in page.content.decode()
    assert not Round.objects.exists()


@pytest.mark.parametrize("name", ["visits", "round", "round-paper"])
def test_only_who_plans_sees_the_planning(cast, signed_in, name):
    made = plan(cast, home(cast))
    address = reverse(name, args=[] if name == "visits" else [made.pk])
    assert signed_in("vera").get(address).status_code == 403
    assert signed_in("petra").get(address).status_code == 403
    assert signed_in("stine").get(address).status_code == (200 if name == "visits" else 404)


def test_who_was_put_on_no_round_and_is_of_elsewhere_sees_no_door(cast, signed_in):
    home(cast)
    assert "Merelstraat" not in signed_in("stine").get(reverse("visits")).content.decode()


def test_a_note_at_a_door_ends_and_is_forgotten_with_the_last_resident(cast):
    place = home(cast, people=("Fatma Yilmaz", "Kees Bakker"))
    add_note(household=place.case.household, kind="safety", text="Hond", until=TODAY + timedelta(days=10), by=cast.vera, on=TODAY)
    made = plan(cast, place)
    look = Look(cast.vera, Purpose.VISIT)
    assert [n.text for n in doors(made, look, today=TODAY)[0].notes] == ["Hond"]
    assert doors(made, look, today=TODAY + timedelta(days=10))[0].notes == ()
    assert forget(residents=[place.residents[0].pk], signals=[], today=TODAY) == 0
    assert forget(residents=[r.pk for r in place.residents], signals=[], today=TODAY) == 1
    assert not DoorNote.objects.exists()
