"""A sample is drawn, judged blind, and told with its uncertainty; nothing in it changes a link."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from stages.match.town import TODAY as LINKED_ON
from stages.match.town import Counted, signal
from voordeur.privacy.log import Look, Purpose
from voordeur.privacy.models import AccessLogEntry
from voordeur.stages.deliver.models import Signal
from voordeur.stages.match import actions, queries
from voordeur.stages.match.forget import forget
from voordeur.stages.match.models import Link, Sample, SampleItem, SamplePerson

SAMPLES, QUALITY = reverse("review_samples"), reverse("review_quality")
FATHER = {"surname": "Berkhout", "initials": "A.J."}


@pytest.fixture
def month(cast):
    """October: one signal linked by itself, one in doubt between sisters, one of a stranger, one of a near namesake of his."""
    made = {
        "sure": signal(cast, **FATHER),
        "doubt": signal(cast, number="30", surname="Tweeling", initials="M."),
        "new": signal(cast, number="40", surname="Onbekendsma", initials="X.", birth_date="1970-02-03"),
    }
    actions.link_signals([one.pk for one in made.values()], register=Counted(), today=LINKED_ON)
    made["near"] = signal(cast, number="41", surname="Onbekendsma", initials="Y.", birth_date="1980-05-09")
    actions.link_signals([made["near"].pk], register=Counted(), today=LINKED_ON)
    return made


@pytest.fixture
def drawn(month, signed_in):
    """Everything of that month, drawn by Clara."""
    client = signed_in("clara")
    client.post(SAMPLES, {"month": "2026-10-01", "size": "20", "municipality": ""})
    return client, Sample.objects.get(), {item.signal_id: item for item in SampleItem.objects.all()}


def _item(drawn, month, name):
    return drawn[2][month[name].pk]


def _page(item) -> str:
    return reverse("review_item", args=[item.pk])


def test_nothing_linked_yet_is_said(signed_in, cast):
    client = signed_in("clara")
    assert "Nog niets om uit te trekken" in client.get(SAMPLES).content.decode()
    assert "Nog geen steekproef" in client.get(QUALITY).content.decode()


def test_a_draw_knows_what_the_machine_made_of_each(drawn, month):
    _client, sample, items = drawn
    strata = {name: items[one.pk].stratum for name, one in month.items()}
    assert strata.pop("sure").startswith("auto_")
    assert strata == {"doubt": "review", "new": "new", "near": "new"}
    assert sum(sample.frame.values()) == 4


def test_drawing_again_changes_nothing_and_another_month_is_refused(drawn):
    client, _sample, items = drawn
    client.post(SAMPLES, {"month": "2026-10-01", "size": "40"})
    assert {item.pk for item in SampleItem.objects.all()} == {item.pk for item in items.values()}
    assert client.post(SAMPLES, {"month": "2019-01-01", "size": "40"}).status_code == 200
    assert Sample.objects.count() == 1


def test_the_page_is_blind_and_logged(drawn, month):
    client = drawn[0]
    item = _item(drawn, month, "sure")
    page = client.get(_page(item)).content.decode()
    assert "Berkhout" in page and " style=" not in page
    assert not [word for word in ("bits", "vanzelf", "pleit", "vd-bar", "review_undo") if word in page]
    assert f"signal:{item.signal_id}" in AccessLogEntry.objects.latest("id").subjects


def test_an_answer_changes_no_link_and_leads_on(drawn, month):
    client = drawn[0]
    item = _item(drawn, month, "sure")
    before = Link.objects.values_list("signal", "resident", "verdict")
    kept = list(before)
    person = item.people.get(resident=item.linked)
    answer = client.post(_page(item), {"person": person.pk})
    item.refresh_from_db()
    assert (item.answer, item.right) == ("same", True) and answer.status_code == 302
    assert list(before) == kept


def test_a_wrong_automatic_link_leads_to_its_undoing_and_is_not_undone_by_itself(drawn, month):
    client = drawn[0]
    item = _item(drawn, month, "sure")
    answer = client.post(_page(item), {"person": "none"}, follow=True)
    assert "vanzelf gekoppeld aan iemand anders" in answer.content.decode()
    link = Link.objects.get(signal=item.signal_id)
    assert link.verdict == "auto"
    assert reverse("review_doubt", args=[link.pk]) in client.get(QUALITY).content.decode()
    actions.undo(link, by=item.sample.drawn_by)
    assert reverse("review_doubt", args=[link.pk]) not in client.get(QUALITY).content.decode()


def test_what_cannot_be_told_counts_apart_and_may_be_said_anew(drawn, month):
    client, sample, _items = drawn
    item = _item(drawn, month, "sure")
    client.post(_page(item), {"person": "unsure"})
    found = queries.quality(sample.drawn_by, [sample.pk])
    assert {one.name: (one.judged, one.unsure) for one in found.strata}[item.stratum] == (0, 1)
    client.post(_page(item), {"person": item.people.get(resident=item.linked).pk})
    found = queries.quality(sample.drawn_by, [sample.pk])
    assert {one.name: (one.right, one.unsure) for one in found.strata}[item.stratum] == (1, 0)


def test_one_person_who_stands_on_record_twice_may_be_named_twice(drawn, month):
    client, item = drawn[0], _item(drawn, month, "sure")
    twin = SamplePerson.objects.create(item=item, place=9, resident=_item(drawn, month, "near").people.first().resident)
    linked = item.people.get(resident=item.linked)
    client.post(_page(item), {"person": twin.pk})
    item.refresh_from_db()
    assert item.right is False
    client.post(_page(item), {"person": twin.pk, "also": [linked.pk, 999]})
    item.refresh_from_db()
    assert item.right is True and item.people.filter(chosen=True).count() == 2


def test_a_person_who_was_not_shown_is_not_found(drawn, month):
    client = drawn[0]
    other = _item(drawn, month, "doubt").people.first()
    assert client.post(_page(_item(drawn, month, "sure")), {"person": other.pk}).status_code == 404
    assert client.post(_page(_item(drawn, month, "sure")), {}).status_code == 404


def test_a_new_person_is_shown_beside_who_comes_near(drawn, month):
    near = _item(drawn, month, "near")
    assert Link.objects.get(signal=month["new"]).resident_id in near.people.values_list("resident", flat=True)
    assert Link.objects.get(signal=month["near"]).resident_id not in near.people.values_list("resident", flat=True)


def test_what_the_ordinary_work_decided_needs_no_second_judgement(month, signed_in, cast):
    doubt = Link.objects.get(signal=month["doubt"])
    actions.decide(doubt, same_as=doubt.candidates.first(), by=cast.karim)
    sure = Link.objects.get(signal=month["sure"])
    actions.undo(sure, by=cast.karim)
    signed_in("clara").post(SAMPLES, {"month": "2026-10-01", "size": "20"})
    items = {item.signal_id: item for item in SampleItem.objects.all()}
    assert (items[doubt.signal_id].stratum, items[doubt.signal_id].right) == ("review", True)
    assert items[sure.signal_id].stratum.startswith("auto") and items[sure.signal_id].right is False


def test_too_little_judged_is_said_and_enough_is_told_with_its_limits(drawn):
    client, sample, _items = drawn
    page = client.get(QUALITY).content.decode()
    assert "te beoordelen voor een uitspraak" in page and "naar schatting" not in page
    SampleItem.objects.filter(stratum__startswith="auto").update(answer="same", right=True, answered_at=timezone.now())
    SampleItem.objects.exclude(stratum__startswith="auto").update(answer="different", right=False, answered_at=timezone.now())
    Sample.objects.update(frame={**sample.frame})
    page = client.get(f"{QUALITY}?steekproef={sample.pk}").content.decode()
    assert "klopt naar schatting 100\N{NO-BREAK SPACE}% (precies: alles is beoordeeld)" in page
    assert "is naar schatting 100\N{NO-BREAK SPACE}%" in page and " style=" not in page


@pytest.mark.parametrize(("name", "status"), [("stine", 404), ("vera", 403), ("petra", 403), ("marga", 403)])
def test_walls(signed_in, drawn, month, name, status):
    client, item = signed_in(name), _item(drawn, month, "sure")
    assert client.get(_page(item)).status_code == status
    assert client.post(_page(item), {"person": "none"}).status_code == status
    assert client.get(reverse("review_sample", args=[item.sample_id])).status_code == status


def test_who_serves_one_municipality_draws_and_sees_that_one_only(signed_in, cast, drawn):
    cast.karim.municipalities.set([cast.veenstad])
    client = signed_in("karim")
    assert client.get(_page(next(iter(drawn[2].values())))).status_code == 404
    assert client.post(SAMPLES, {"month": "2026-10-01", "size": "20", "municipality": cast.waterstad.pk}).status_code == 200
    assert Sample.objects.count() == 1


def test_labelled_pairs_hold_agreements_and_no_names(drawn, month, cast):
    item = _item(drawn, month, "sure")
    drawn[0].post(_page(item), {"person": item.people.get(resident=item.linked).pk})
    doubt = Link.objects.get(signal=month["doubt"])
    chosen = doubt.candidates.first()
    actions.decide(doubt, same_as=chosen, by=cast.clara)
    pairs = list(queries.labelled_pairs(cast.noorderlicht))
    assert sorted(pair.same for pair in pairs if pair.origin == "decision") == [False, True]
    assert ("sample", True) in {(pair.origin, pair.same) for pair in pairs}
    assert {pair.agreements["surname"] for pair in pairs if pair.same} == {"same"}
    assert "Tweeling" not in repr(pairs) and "Berkhout" not in repr(pairs)
    actions.undo(doubt, by=cast.clara)
    assert [pair for pair in queries.labelled_pairs(cast.noorderlicht) if pair.origin == "decision"] == []
    assert list(queries.labelled_pairs(cast.elders)) == []


def test_what_is_forgotten_is_judged_no_more_and_the_figures_stay(drawn, month, cast):
    client, sample, items = drawn
    item = _item(drawn, month, "doubt")
    client.post(_page(item), {"person": item.people.first().pk})
    taught = [pair for pair in queries.labelled_pairs() if pair.origin == "sample"]
    Signal.objects.filter(pk__in=items).update(forgotten_on=LINKED_ON)
    forget(residents=[], signals=list(items), today=LINKED_ON)
    assert client.get(_page(item)).status_code == 404
    assert client.get(reverse("review_sample", args=[sample.pk])).headers["Location"].startswith(QUALITY)
    found = {one.name: one.right for one in queries.quality(cast.clara, [sample.pk]).strata}
    assert found["review"] == 1
    # The candidates are gone with what they quoted; what the judgement taught is codes and stays.
    assert [pair for pair in queries.labelled_pairs() if pair.origin == "sample"] == taught != []


def test_drawing_costs_no_more_for_many_than_for_few(cast, month, django_assert_max_num_queries):
    look = Look(cast.clara, Purpose.FIND_PERSON)

    def draw_all() -> None:
        actions.draw_sample(
            organisation=cast.noorderlicht, municipality=None, month=date(2026, 10, 1), size=320, look=look, today=LINKED_ON
        )

    with CaptureQueriesContext(connection) as few:
        draw_all()
    more = [signal(cast, number=str(50 + n), surname=f"Vreemd{n}ling", initials="Q.", birth_date="1970-03-03") for n in range(9)]
    actions.link_signals([one.pk for one in more], register=Counted(), today=LINKED_ON)
    with django_assert_max_num_queries(len(few)):
        draw_all()
    assert SampleItem.objects.count() == 13
