"""A link was wrong (P05): who takes it apart, what is told, what is listed, and what the privacy officer decides in time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from stages.match.town import TODAY as LINKED_ON
from stages.match.town import Counted, signal
from voordeur import breach, stream
from voordeur.privacy import forget
from voordeur.privacy.breach import Ground, Way, leave_unreported, report
from voordeur.privacy.log import Look, Purpose, record_look
from voordeur.privacy.models import AccessLogEntry, BreachItem, BreachMark, BreachNote
from voordeur.record.models import Case, Resident
from voordeur.stages.answer.models import Answer
from voordeur.stages.match.models import Decision, Link
from voordeur.stages.reach.actions import Attempt
from voordeur.stages.triage import actions as triage
from voordeur.stages.triage.models import Taking

REGISTER = Counted()
WILDERS = {"surname": "Wilders", "initials": "C.", "birth_date": date(1953, 4, 5), "customer_number": "TG-7"}


def _carried(*signals) -> list[Link]:
    stream.carry_signals([one.pk for one in signals], register=REGISTER, today=LINKED_ON)
    return [Link.objects.get(signal=one) for one in signals]


@pytest.fixture
def wrong(cast):
    """Cora Wilders, with a signal of Thuisgoed that turns out to be somebody else's, and one of her own."""
    link, own = _carried(signal(cast, **WILDERS), signal(cast, partner=cast.zorgvuldig, **WILDERS | {"customer_number": "Z-1"}))
    assert (link.verdict, link.resident) == ("auto", own.resident)
    return link


def _case(link: Link) -> Case:
    return Taking.objects.get(signal=link.signal_id).case


def _attempt(case: Case, channel: str, result: str, *, by, resident: int | None = None, day_part: str = "") -> None:
    made = Attempt(channel, day_part, result == "talked", result, resident)
    stream.attempt(case, made=made, by=by, on=LINKED_ON)


def test_undoing_splits_replays_and_lists_all_that_left(cast, wrong):
    case, before = _case(wrong), wrong.resident
    partner = Resident.objects.create(household=before.household, surname="Berkhout", in_register=True)
    _attempt(case, "Brief", "sent", by=cast.karim, resident=before.pk)
    _attempt(case, "Telefoon", "no_answer", by=cast.karim, resident=before.pk, day_part="Avond")
    _attempt(case, "Huisbezoek", "talked", by=cast.vera, resident=before.pk, day_part="Avond")
    _attempt(case, "Brief", "sent", by=cast.karim, resident=partner.pk)
    for path in (f"/zaak/{case.pk}/", f"/zaak/{case.pk}/", "/zaken/", "/"):
        record_look(Look(cast.karim, Purpose.OFFER_HELP, path), [f"household:{before.household_id}"])
    record_look(Look(cast.clara, Purpose.OFFER_HELP, f"/zaak/{case.pk}/"), [f"household:{before.household_id}"])
    stream.answer_file(partner=cast.thuisgoed, today=LINKED_ON, by=cast.clara)

    note = stream.undo_link(wrong, by=cast.clara, today=LINKED_ON)

    wrong.refresh_from_db()
    assert wrong.verdict == "review" and wrong.resident != before and not wrong.resident.in_register
    assert Taking.objects.get(signal=wrong.signal_id).case is None, "it left the wrong case"
    assert Case.objects.get(pk=case.pk).closed_on is None, "her own signal stays"
    left = {(item.kind, item.outside, item.times) for item in note.items.all()}
    assert left == {
        (Way.LETTER, True, 1), (Way.CALL, False, 1), (Way.VISIT, True, 1), (Way.ANSWER, True, 1), (Way.LOOK, False, 2)
    }, "two looks of Karim at the case count as one; lists, Clara's own looks and letters to a housemate do not"  # fmt: skip
    assert (note.wrong_resident, note.noticed_by) == (before.pk, cast.clara)
    assert note.report_by - note.noticed_at == timedelta(hours=72)
    assert Decision.objects.get().answer == "undo"


def test_before_anything_is_undone_nothing_is_written(cast, wrong):
    assert breach.left_under([wrong.pk], by=cast.clara) == []
    assert not BreachNote.objects.exists()


def test_an_answer_that_nobody_has_yet_is_taken_back(cast, wrong):
    """She accepted help; the creditor of the wrong signal must not hear that of its own customer."""
    stream.offer_answered(_case(wrong), resident=wrong.resident, accepted=True, by=cast.karim, on=LINKED_ON)
    assert Answer.objects.filter(signal=wrong.signal_id, code="HULP_GEACCEPTEERD", file=None).exists()
    note = stream.undo_link(wrong, by=cast.clara, today=LINKED_ON)
    assert not note.items.exists()
    assert list(Answer.objects.filter(signal=wrong.signal_id).values_list("code", flat=True)) == ["ONTVANGEN"]


def test_the_last_signal_closes_the_case_it_leaves(cast):
    (link,) = _carried(signal(cast, **WILDERS))
    case = _case(link)
    stream.undo_link(link, by=cast.clara, today=LINKED_ON)
    case.refresh_from_db()
    assert case.outcome == "Niet opgepakt: andere reden"


def test_what_was_listed_once_is_not_listed_again(cast, wrong):
    stream.answer_file(partner=cast.thuisgoed, today=LINKED_ON, by=cast.clara)
    first = stream.undo_link(wrong, by=cast.clara, today=LINKED_ON)
    back = wrong.candidates.filter(resident=first.wrong_resident).first() or wrong.candidates.first()
    stream.decide_link(wrong, same_as=back, by=cast.clara, today=LINKED_ON)
    second = stream.undo_link(wrong, by=cast.clara, today=LINKED_ON)
    assert first.items.filter(kind=Way.ANSWER).count() == 1
    assert second.pk != first.pk and not second.items.filter(reference__in=first.items.values("reference")).exists()


def test_nothing_joined_means_nothing_split_and_no_breach(cast):
    (link,) = _carried(signal(cast, number="40", surname="Niemand", initials="N."))
    assert link.verdict == "new"
    assert stream.undo_link(link, by=cast.clara, today=LINKED_ON) is None
    assert not BreachNote.objects.exists()


def test_the_number_that_the_wrong_signal_taught_is_unlearned(cast):
    link, own = _carried(
        signal(cast, **WILDERS, phone="06-00000009", email="ander@voorbeeld.test"),
        signal(cast, partner=cast.zorgvuldig, **WILDERS | {"customer_number": "Z-1"}, phone="06-00000001"),
    )
    stream.undo_link(link, by=cast.clara, today=LINKED_ON)
    resident = Resident.objects.get(pk=own.resident_id)
    assert (resident.phone, resident.email) == ("06-00000001", "")
    link.refresh_from_db()
    assert link.resident.phone == "06-00000009"


def test_somebody_unknown_is_told_anew_by_the_signals_that_stay(cast):
    first, second = _carried(
        signal(cast, number="40", surname="Nieman", initials="N.", birth_date=date(1960, 1, 2), customer_number="K1"),
        signal(
            cast, number="40", surname="Nieman", initials="N.", birth_date=date(1960, 1, 2), customer_number="K1", phone="06-1"
        ),
    )
    assert first.resident == second.resident
    stream.undo_link(second, by=cast.clara, today=LINKED_ON)
    assert Resident.objects.get(pk=first.resident_id).phone == ""


def test_signals_of_the_same_account_go_along(cast):
    one, two, own = _carried(
        signal(cast, month=9, **WILDERS), signal(cast, **WILDERS),
        signal(cast, partner=cast.zorgvuldig, **WILDERS | {"customer_number": "Z-1"}),
    )  # fmt: skip
    note = stream.undo_link(one, by=cast.clara, today=LINKED_ON, along=[two])
    assert set(note.signals.values_list("signal", flat=True)) == {one.signal_id, two.signal_id}
    assert set(Link.objects.filter(verdict="review")) == {one, two}
    own.refresh_from_db()
    assert own.verdict == "auto"


def test_a_doubt_by_later_evidence_that_a_person_confirms_is_a_breach_too(cast):
    """The rules put an earlier link in doubt; the person says that it was the son all along."""
    (early,) = _carried(signal(cast, surname="Berkhout", initials="A.", month=8))
    father, case = early.resident, _case(early)
    _attempt(case, "Brief", "sent", by=cast.karim, resident=father.pk)
    _carried(signal(cast, partner=cast.zorgvuldig, surname="Berkhout", initials="A.", birth_date=date(1985, 6, 7), month=9))
    early.refresh_from_db()
    assert early.verdict == "review" and early.doubted == father
    his = early.candidates.get(person__surname="Berkhout", person__birth="1985-06-07")
    stream.decide_link(early, same_as=his, by=cast.clara, today=LINKED_ON)
    note = BreachNote.objects.get()
    assert note.wrong_resident == father.pk and note.items.get().kind == Way.LETTER
    early.refresh_from_db()
    assert early.doubted is None and early.resident.birth_date == "1985-06-07"


def test_a_doubt_that_proves_groundless_is_no_breach(cast):
    (early,) = _carried(signal(cast, surname="Berkhout", initials="A.", month=8))
    father = early.resident
    _carried(signal(cast, partner=cast.zorgvuldig, surname="Berkhout", initials="A.", birth_date=date(1985, 6, 7), month=9))
    early.refresh_from_db()
    stream.decide_link(early, same_as=early.candidates.get(resident=father), by=cast.clara, today=LINKED_ON)
    assert not BreachNote.objects.exists()


def test_the_wrong_file_tells_nothing_of_the_signal_any_more(cast, signed_in, wrong):
    client, case = signed_in("karim"), _case(wrong)
    assert "Signaal van Thuisgoed" in client.get(f"/zaak/{case.pk}/").content.decode()
    stream.undo_link(wrong, by=cast.clara, today=LINKED_ON)
    page = client.get(f"/zaak/{case.pk}/").content.decode()
    assert "Thuisgoed" not in page and "Een signaal bleek niet bij dit huishouden te horen" in page


# The screens


def test_the_worker_is_told_before_and_after(cast, signed_in, wrong):
    _attempt(_case(wrong), "Brief", "sent", by=cast.karim, resident=wrong.resident_id)
    client = signed_in("clara")
    address = reverse("unlink", args=[wrong.pk])
    assert address in client.get(f"/zaak/{_case(wrong).pk}/").content.decode()
    page = client.get(address).content.decode()
    assert "Brief aan" in page and "verstuurd" in page and "72 uur" in page
    assert not BreachNote.objects.exists()
    told = client.post(address, follow=True).content.decode()
    assert f"Datalek {BreachNote.objects.get().pk} staat open" in told


def test_from_the_review_one_click_does_it_unless_something_left(cast, signed_in, wrong):
    client = signed_in("clara")
    _attempt(_case(wrong), "Brief", "sent", by=cast.karim, resident=wrong.resident_id)
    answer = client.post(reverse("review_undo", args=[wrong.pk]))
    assert answer["Location"] == reverse("unlink", args=[wrong.pk])
    wrong.refresh_from_db()
    assert wrong.verdict == "auto"


def test_any_signal_is_found_also_one_without_a_case(cast, signed_in, wrong):
    client = signed_in("karim")
    for asked in ("Wilders", "TG-7", "9001AB 14"):
        page = client.get(reverse("links"), {"q": asked}).content.decode()
        assert reverse("unlink", args=[wrong.pk]) in page, asked
    assert f"signal:{wrong.signal_id}" in AccessLogEntry.objects.latest("id").subjects
    assert reverse("unlink", args=[wrong.pk]) not in client.get(reverse("links"), {"q": "Elders"}).content.decode()


def test_a_stranger_finds_and_undoes_nothing(cast, signed_in, wrong):
    client = signed_in("stine")
    page = client.get(reverse("links"), {"q": "Wilders"}).content.decode()
    assert "Wilders" not in page.replace("q=Wilders", "").replace('value="Wilders"', "")
    assert client.post(reverse("unlink", args=[wrong.pk])).status_code == 404
    assert signed_in("vera").get(reverse("unlink", args=[wrong.pk])).status_code == 403


def test_the_privacy_officer_sees_all_that_left_and_decides(cast, signed_in, wrong):
    _attempt(_case(wrong), "Brief", "sent", by=cast.karim, resident=wrong.resident_id)
    note = stream.undo_link(wrong, by=cast.clara, today=LINKED_ON)
    client, address = signed_in("oscar"), reverse("breach", args=[note.pk])
    assert "nog 71 uur om te melden" in client.get(reverse("breaches")).content.decode()
    page = client.get(address).content.decode()
    assert "Brief aan" in page and "Wilders" in page and "vd-clock" not in page, "red only when the term nears"
    assert {f"breach:{note.pk}", f"resident:{note.wrong_resident}"} <= set(AccessLogEntry.objects.latest("id").subjects)
    refused = client.post(reverse("breach_decide", args=[note.pk]), {"decision": Ground.NO_RISK})
    assert refused.status_code == 422 and "waarom dit geen risico is" in refused.content.decode()
    client.post(reverse("breach_decide", args=[note.pk]), {"decision": "reported", "text": "AP-12"})
    client.post(reverse("breach_tell", args=[note.pk]), {"on": "2026-11-25", "text": "Gebeld"})
    client.post(reverse("breach_remark", args=[note.pk]), {"text": "Afgehandeld"})
    note.refresh_from_db()
    assert (note.state, note.told_on) == ("reported", date(2026, 11, 25))
    assert [mark.kind for mark in note.marks.all()] == ["opened", "reported", "told", "remark"]
    assert client.post(reverse("breach_decide", args=[note.pk]), {"decision": "reported"}).status_code == 422


def test_the_list_goes_along_as_a_sheet(cast, signed_in, wrong):
    _attempt(_case(wrong), "Brief", "sent", by=cast.karim, resident=wrong.resident_id)
    note = stream.undo_link(wrong, by=cast.clara, today=LINKED_ON)
    client = signed_in("oscar")
    sheet = client.get(reverse("breach_sheet", args=[note.pk, "csv"])).content.decode("utf-8-sig")
    assert "Brief aan" in sheet and "event:" in sheet
    assert client.get(reverse("breach_sheet", args=[note.pk, "xlsx"])).content.startswith(b"PK")
    assert client.get(reverse("breach_sheet", args=[note.pk, "pdf"])).status_code == 404


def test_where_nothing_left_one_click_closes_it(cast, signed_in, wrong):
    note = stream.undo_link(wrong, by=cast.clara, today=LINKED_ON)
    client = signed_in("oscar")
    assert "Niet melden: niets verstuurd, niemand keek" in client.get(reverse("breach", args=[note.pk])).content.decode()
    client.post(reverse("breach_decide", args=[note.pk]), {"decision": "nothing_left"})
    note.refresh_from_db()
    assert (note.state, note.ground, note.decided_by) == ("not_reported", "nothing_left", cast.oscar)


def test_the_ground_must_fit_what_left(cast, wrong):
    _attempt(_case(wrong), "Brief", "sent", by=cast.karim, resident=wrong.resident_id)
    note = stream.undo_link(wrong, by=cast.clara, today=LINKED_ON)
    for ground in (Ground.NOTHING_LEFT, Ground.INSIDE_ONLY, Ground.NO_RISK, "zomaar"):
        with pytest.raises(ValueError):
            leave_unreported(note, ground=ground, by=cast.oscar)
    leave_unreported(note, ground=Ground.NO_RISK, by=cast.oscar, text="De brief kwam ongeopend terug")
    report(note, by=cast.oscar, text="Alsnog")
    with pytest.raises(ValueError):
        leave_unreported(note, ground=Ground.NO_RISK, by=cast.oscar, text="Toch niet")


@pytest.mark.parametrize(
    ("hours", "red", "words"), [(30, False, "nog 30 uur"), (10, True, "nog 10 uur"), (-3, True, "liep af op")]
)
def test_the_clock_is_red_only_when_the_term_nears_or_has_passed(cast, signed_in, wrong, hours, red, words):
    note = stream.undo_link(wrong, by=cast.clara, today=LINKED_ON)
    BreachNote.objects.filter(pk=note.pk).update(report_by=timezone.now() + timedelta(hours=hours, minutes=5))
    page = signed_in("oscar").get(reverse("breach", args=[note.pk])).content.decode()
    assert ("vd-clock" in page) is red and words in page
    leave_unreported(note, ground=Ground.NOTHING_LEFT, by=cast.oscar)
    assert "vd-clock" not in signed_in("oscar").get(reverse("breach", args=[note.pk])).content.decode()


def test_only_the_own_privacy_officer_sees_it(cast, signed_in, wrong):
    note = stream.undo_link(wrong, by=cast.clara, today=LINKED_ON)
    for name in ("clara", "anna", "petra"):
        assert signed_in(name).get(reverse("breach", args=[note.pk])).status_code == 403
    cast.stine.role = cast.oscar.role
    cast.stine.save(update_fields=["role"])
    client = signed_in("stine")
    assert client.get(reverse("breach", args=[note.pk])).status_code == 404
    assert "Datalek " not in client.get(reverse("breaches")).content.decode()


def test_the_pages_cost_the_same_however_much_left(cast, signed_in, wrong, django_assert_max_num_queries):
    note = stream.undo_link(wrong, by=cast.clara, today=LINKED_ON)
    now = timezone.now()
    BreachItem.objects.bulk_create(
        BreachItem(note=note, kind=Way.LETTER, reference=f"event:{n}", first_at=now, last_at=now, outside=True, by=cast.karim,
                   facts={"channel": "Brief", "result": "sent", "resident": note.wrong_resident})
        for n in range(200)
    )  # fmt: skip
    client = signed_in("oscar")
    with django_assert_max_num_queries(26):
        assert client.get(reverse("breach", args=[note.pk])).content.decode().count("Brief aan") == 200


def test_the_words_are_forgotten_with_the_people_the_note_stays(cast, wrong):
    note = stream.undo_link(wrong, by=cast.clara, today=LINKED_ON)
    leave_unreported(note, ground=Ground.NOTHING_LEFT, by=cast.oscar, text="Mevrouw Wilders belde zelf")
    assert forget.forget(residents=[note.wrong_resident], signals=[], today=LINKED_ON) == 1
    assert not BreachMark.objects.exclude(text="").exists()
    note.refresh_from_db()
    assert note.ground == "nothing_left"


def test_triage_status_follows(cast, wrong):
    stream.undo_link(wrong, by=cast.clara, today=LINKED_ON)
    assert Taking.objects.get(signal=wrong.signal_id).status == "Nog niet opgepakt"
    assert triage.signals_of(Case.objects.get()) != []
