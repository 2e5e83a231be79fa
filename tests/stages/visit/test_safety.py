"""Safety at a door (P25): who sees it, who reviews it, when it ends, and that planning obeys it."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from doorstep import TODAY, home
from voordeur.accounts.models import Role, User
from voordeur.privacy.log import Look, Purpose
from voordeur.privacy.models import AccessLogEntry
from voordeur.stages.reach.models import DueStep
from voordeur.stages.visit.actions import NotPlanned, add_note, alter_round, end_note, make_round, put_back
from voordeur.stages.visit.actions.moving import move_stop
from voordeur.stages.visit.actions.rounds import Search, plan_evening
from voordeur.stages.visit.actions.safety import NotKept, Telling, Written, agree, write_safety_note
from voordeur.stages.visit.forget import forget
from voordeur.stages.visit.models import Appointment, DoorNote, Round, Stop
from voordeur.stages.visit.queries import doors, due_doors
from voordeur.stages.visit.queries.crews import Ask
from voordeur.stages.visit.queries.safety import measures
from voordeur.stages.visit.rules.rounds.solver import Limit
from voordeur.stages.visit.rules.safety import Measure, Told
from voordeur.stages.visit.rules.still import NoMore

NOON = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
UNTIL = TODAY + timedelta(days=90)
REASON = "Bedreigde het duo met een stok"


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.FIXED_TODAY = TODAY


def written(cast, measure=Measure.TOGETHER, **changed):
    given = {"text": REASON, "measure": measure, "until": UNTIL, "reviewer": cast.karim, "telling": Telling(Told.NOT_YET)}
    return Written(**{**given, **changed})


def safe(cast, place, measure=Measure.TOGETHER, **changed):
    return write_safety_note(place.case.household, written(cast, measure, **changed), by=cast.clara, today=TODAY)


def evening(cast, *asks):
    return plan_evening(
        organisation=cast.noorderlicht, on=TODAY, day_part="Avond", asks=asks, by=cast.clara, at=NOON,
        look=Look(cast.clara, Purpose.VISIT), search=Search(Limit(iterations=40), Limit(iterations=8)),
    )  # fmt: skip


def by_hand(cast, *homes, first=None, second=None):
    return make_round(
        organisation=cast.noorderlicht, on=TODAY, day_part="Avond", first=first or cast.vera, second=second,
        cases=[one.case.pk for one in homes], by=cast.clara,
    )  # fmt: skip


@pytest.mark.parametrize("reviewed", [False, True])
def test_nobody_is_planned_alone_at_a_door_where_nobody_goes_alone(cast, reviewed):
    dangerous, calm = home(cast), home(cast, number="16")
    note = safe(cast, dangerous)
    if reviewed:
        agree(note, by=cast.karim, at=NOON, telling=Telling(Told.TOLD, TODAY))
    plan = evening(cast, Ask(cast.vera, None))
    assert [stop.case for stop in Stop.objects.all()] == [calm.case]
    assert "twee mensen" in plan.left_out[str(dangerous.case.pk)]["nl"]
    with pytest.raises(NotPlanned, match="niemand alleen"):
        by_hand(cast, dangerous, first=cast.karim)
    evening(cast, Ask(cast.vera, None), Ask(cast.karim, cast.victor))
    assert Stop.objects.get(case=dangerous.case).round.second is not None


def test_what_must_be_made_is_not_made_alone_either_and_sounds_the_alarm(cast):
    dangerous = home(cast)
    safe(cast, dangerous)
    Appointment.objects.create(
        case=dangerous.case, resident=dangerous.resident, kind="home", on=TODAY, begin="18:30", end="19:00", user=cast.vera
    )
    plan = evening(cast, Ask(cast.vera, None))
    assert not Stop.objects.exists() and plan.left_out[str(dangerous.case.pk)]["must"]


def test_a_door_is_not_moved_to_somebody_alone_nor_a_pair_made_one(cast):
    dangerous, calm = home(cast), home(cast, number="16")
    safe(cast, dangerous)
    pair = by_hand(cast, dangerous, second=cast.victor)
    alone = by_hand(cast, calm, first=cast.karim)
    with pytest.raises(NotPlanned, match="alleen"):
        move_stop(pair.stops.get(), to=alone, by=cast.clara, look=Look(cast.clara, Purpose.VISIT), today=TODAY)
    with pytest.raises(NotPlanned, match="alleen"):
        alter_round(pair, first=cast.vera, second=None)
    pair.stops.all().delete()
    with pytest.raises(NotPlanned, match="alleen"):
        alter_round(alone, first=cast.karim, second=None, add=[dangerous.case.pk])


def test_a_note_written_after_planning_takes_the_door_off_a_round_of_one(cast):
    dangerous, calm = home(cast), home(cast, number="16")
    alone = by_hand(cast, dangerous, calm)
    add_note(household=dangerous.case.household, kind="safety", text=REASON, until=UNTIL, by=cast.vera, on=TODAY)
    assert [stop.case for stop in alone.stops.all()] == [calm.case]


def test_who_may_not_be_visited_is_offered_help_otherwise_and_visited_again_when_it_ends(cast):
    place = home(cast)
    pair = by_hand(cast, place, second=cast.victor)
    note = safe(cast, place, Measure.NO_VISITS)
    assert not pair.stops.exists()
    # A phone that had taken the door along reads it too, once it has network again.
    put_back(pair, case=place.case.pk)
    (door,) = doors(pair, Look(cast.vera, Purpose.VISIT), today=TODAY)
    assert door.no_more == NoMore.KEPT_AWAY and not door.open
    pair.stops.all().delete()
    household = place.case.household
    household.refresh_from_db()
    assert household.no_visits_until == UNTIL
    channels = set(DueStep.objects.filter(case=place.case).values_list("channel", flat=True))
    assert channels & {"Brief", "Telefoon", "Mail"} and "Huisbezoek" not in channels
    look = Look(cast.clara, Purpose.VISIT)
    assert due_doors(cast.clara, look, today=TODAY) == []
    with pytest.raises(NotPlanned, match="niet aangebeld"):
        by_hand(cast, place, second=cast.victor)
    end_note(note, on=TODAY)
    household.refresh_from_db()
    assert household.no_visits_until is None


def test_who_waits_at_home_for_a_pair_that_will_not_come_is_not_forgotten(cast, signed_in):
    place = home(cast)
    Appointment.objects.create(
        case=place.case, resident=place.resident, kind="home", on=TODAY + timedelta(days=3), begin="18:30", end="19:00"
    )
    sent = {
        "text": REASON, "measure": "no_visits", "until": UNTIL.isoformat(), "reviewer": cast.karim.pk, "told": "not_yet",
    }  # fmt: skip
    page = signed_in("clara").post(reverse("visit_safety_write", args=[place.case.pk]), sent, follow=True).content.decode()
    assert "nog een afspraak aan huis op 28-11-2026" in page


def test_a_safety_note_from_the_door_holds_at_once_no_longer_than_allowed_and_waits_for_the_coordinator(cast, signed_in):
    place = home(cast)
    note = add_note(
        household=place.case.household, kind="safety", text=REASON, until=TODAY + timedelta(days=999), by=cast.vera, on=TODAY
    )
    assert note.until == TODAY + timedelta(days=183)
    assert measures([place.case.household_id], TODAY) == {place.case.household_id: Measure.TOGETHER}
    client = signed_in("clara")
    page = client.get(reverse("visit_safety")).content.decode()
    assert REASON in page and "nog nakijken" in page
    address = reverse("visit_safety_note", args=[note.pk])
    assert "Zeg eerst wat de bewoner" in client.post(address, {"do": "agree", "telling-told": "not_yet"}).content.decode()
    unsafe = {"do": "agree", "telling-told": "withheld"}
    assert "waarom het onveilig is" in client.post(address, unsafe).content.decode()
    assert client.post(address, {**unsafe, "telling-withheld_because": "Dreigt bij elk contact"}).status_code == 302
    note.refresh_from_db()
    assert (note.reviewer, note.told, note.withheld_because) == (cast.clara, "withheld", "Dreigt bij elk contact")


def test_the_coordinator_writes_and_another_reviews_and_nobody_reviews_their_own(cast, signed_in):
    place = home(cast)
    client = signed_in("clara")
    address = reverse("visit_safety_write", args=[place.case.pk])
    sent = {
        "text": REASON, "measure": "together", "until": UNTIL.isoformat(), "reviewer": cast.clara.pk, "told": "told",
        "told_on": TODAY.isoformat(),
    }  # fmt: skip
    assert client.post(address, sent).status_code == 200  # not oneself
    too_long = {**sent, "reviewer": cast.karim.pk, "until": (TODAY + timedelta(days=184)).isoformat()}
    assert "Zo lang mag dit niet" in client.post(address, too_long).content.decode()
    assert not DoorNote.objects.exists()
    assert client.post(address, {**sent, "reviewer": cast.karim.pk}).status_code == 302
    note = DoorNote.objects.get()
    with pytest.raises(NotKept):
        agree(note, by=cast.clara, at=NOON)
    karim = signed_in("karim")
    assert REASON in karim.get(reverse("visit_safety")).content.decode()
    there = reverse("visit_safety_note", args=[note.pk])
    answer = karim.post(there, {"do": "agree", "telling-told": "told", "telling-told_on": TODAY.isoformat()})
    assert answer.status_code == 302
    note.refresh_from_db()
    assert note.reviewed_at is not None and note.reviewer == cast.karim
    # Reviewed: no longer Karim's to see.
    assert REASON not in karim.get(reverse("visit_safety")).content.decode()
    assert karim.get(there).status_code == 404


def test_who_serves_elsewhere_is_not_asked_to_review(cast, signed_in):
    place, client = home(cast), signed_in("clara")
    address = reverse("visit_safety_write", args=[place.case.pk])
    assert list(client.get(address).context["form"].fields["reviewer"].queryset) == [cast.karim]
    cast.karim.municipalities.set([cast.veenstad])
    assert list(client.get(address).context["form"].fields["reviewer"].queryset) == []
    cast.karim.municipalities.add(cast.waterstad)
    assert list(client.get(address).context["form"].fields["reviewer"].queryset) == [cast.karim]


def test_who_keeps_a_note_longer_is_its_writer_and_it_is_reviewed_anew(cast, signed_in):
    note = safe(cast, home(cast))
    agree(note, by=cast.karim, at=NOON, telling=Telling(Told.TOLD, TODAY))
    sent = {
        "do": "change", "text": REASON, "measure": "careful", "until": (UNTIL + timedelta(days=30)).isoformat(),
        "reviewer": cast.karim.pk, "told": "told", "told_on": TODAY.isoformat(),
    }  # fmt: skip
    assert signed_in("clara").post(reverse("visit_safety_note", args=[note.pk]), sent).status_code == 302
    note.refresh_from_db()
    assert note.reviewed_at is None and note.until == UNTIL + timedelta(days=30)
    assert measures([note.household_id], TODAY)[note.household_id] == Measure.TOGETHER
    agree(note, by=cast.karim, at=NOON)
    assert measures([note.household_id], TODAY)[note.household_id] == Measure.CAREFUL


@pytest.mark.parametrize("who", ["marga", "cees", "oscar", "anna", "petra", "vera", "stine", "karim"])
def test_nobody_else_sees_a_note_or_that_there_is_one(cast, signed_in, who):
    note = safe(cast, home(cast), reviewer=other_coordinator(cast))
    client = signed_in(who)
    closed = 404 if who in {"stine", "karim"} else 403
    assert client.get(reverse("visit_safety_note", args=[note.pk])).status_code == closed
    assert client.post(reverse("visit_safety_note", args=[note.pk]), {"do": "end"}).status_code == closed
    write = reverse("visit_safety_write", args=[note.household.cases.get().pk])
    assert client.get(write).status_code == (404 if who == "stine" else 403)
    assert REASON not in client.get(reverse("visit_safety")).content.decode()
    if who == "karim":
        case = note.household.cases.get()
        assert REASON not in client.get(f"/zaak/{case.pk}/").content.decode()


def other_coordinator(cast):
    return User.objects.create(email="carla@voorbeeld.test", name="Carla", role=Role.COORDINATOR, organisation=cast.noorderlicht)


def test_who_serves_another_municipality_does_not_see_the_note(cast, signed_in):
    note = safe(cast, home(cast))
    cast.clara.municipalities.set([cast.veenstad])
    client = signed_in("clara")
    assert client.get(reverse("visit_safety_note", args=[note.pk])).status_code == 404
    assert REASON not in client.get(reverse("visit_safety")).content.decode()


def test_every_look_at_notes_is_logged_as_a_visit(cast, signed_in):
    note = safe(cast, home(cast))
    signed_in("clara").get(reverse("visit_safety"))
    entry = AccessLogEntry.objects.get()
    assert (entry.user, entry.purpose, entry.subjects) == (cast.clara, "visit", [f"household:{note.household_id}"])


def test_a_note_that_ends_asks_nothing_any_more_and_one_that_ends_soon_is_shown(cast, signed_in, settings):
    place = home(cast)
    safe(cast, place)
    assert measures([place.case.household_id], UNTIL) == {}
    settings.FIXED_TODAY = UNTIL - timedelta(days=20)
    assert "loopt af" in signed_in("clara").get(reverse("visit_safety")).content.decode()
    settings.FIXED_TODAY = UNTIL
    assert REASON not in signed_in("clara").get(reverse("visit_safety")).content.decode()


def test_the_reason_and_why_it_was_not_told_are_forgotten_with_who_lived_there(cast):
    place = home(cast)
    safe(cast, place, telling=Telling(Told.WITHHELD, withheld_because="Dreigde met geweld"))
    forget(residents=[place.resident.pk], signals=[], today=TODAY)
    assert not DoorNote.objects.exists()
    assert Round.objects.count() == 0
