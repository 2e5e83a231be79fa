"""The queue's order and its reasons, the next doubt in that same order, and one answer for sister doubts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from stages.match.town import TODAY as LINKED_ON
from stages.match.town import Counted, signal
from voordeur.record.models import Case, Resident
from voordeur.stages.match import actions, queries
from voordeur.stages.match.models import Candidate, Decision, Link
from voordeur.stages.match.queries import Waiting
from voordeur.stages.reach.models import DueStep
from voordeur.web.review.order import following, in_order, placed

WEDNESDAY = date(2026, 11, 25)
CLOCKS = {1: date(2026, 11, 30), 2: date(2026, 11, 27), 3: date(2026, 11, 24)}
TWIN = {"number": "30", "surname": "Tweeling", "initials": "M."}


def waiting(link, *, kind="first", cents=100, people=(), homes=()):
    return Waiting(link, kind, cents, date(2026, 11, 2), frozenset(people), frozenset(homes))


def test_what_would_change_most_stands_first():
    doubts = [
        waiting(1, cents=900_000),
        waiting(2, cents=100, people={"bsn:1"}),
        waiting(3, cents=200, people={"bsn:1"}),
        waiting(4, homes={9}),
        waiting(5, homes={1}),
        waiting(6, homes={1, 2}),
        waiting(7, kind="end_of_supply"),
        waiting(8, kind="crisis", homes={1}),
    ]
    assert [one.link for one in placed(doubts, CLOCKS)] == [8, 7, 6, 5, 4, 3, 2, 1]


def test_a_place_tells_its_reasons_in_words():
    said = {
        one.link: [stake.words for stake in one.why(WEDNESDAY)]
        for one in placed([waiting(1, kind="crisis", homes={1}), waiting(2, homes={2}, people={"x"}), waiting(3, people={"x"}),
                           waiting(4, homes={3}), waiting(5, homes={4})], CLOCKS)
    }  # fmt: skip
    assert said == {
        1: ["crisissignaal", "kan bij een lopende zaak horen", "3 werkdagen tot de termijn"],
        2: ["kan bij een lopende zaak horen", "2 werkdagen tot de termijn", "nog 1 twijfel over dezelfde mensen"],
        3: ["nog 1 twijfel over dezelfde mensen"],
        4: ["kan bij een lopende zaak horen", "de termijn is verstreken"],
        5: ["kan bij een lopende zaak horen"],
    }
    (one,) = placed([waiting(1, homes={1})], {1: WEDNESDAY})
    assert [(stake.words, stake.clock) for stake in one.why(WEDNESDAY)][1:] == [
        ("de termijn loopt af voor de volgende werkdag", True)
    ]


@given(st.lists(st.tuples(st.sampled_from(["first", "crisis", "settled"]), st.integers(1, 5), st.sets(st.integers(1, 5)))))
def test_later_visits_every_doubt_once_in_the_order_of_the_queue(rows):
    order = placed([waiting(n, kind=kind, cents=cents, homes=homes) for n, (kind, cents, homes) in enumerate(rows)], CLOCKS)
    seen, here = [], order[0].link if order else None
    while here is not None and here not in seen:
        seen.append(here)
        here = following(order, here)
    assert seen == [one.link for one in order]


def test_what_was_settled_along_is_not_the_next():
    order = placed([waiting(n) for n in range(1, 5)], {})
    assert following(order, 1, settled=frozenset({2, 3})) == 4
    assert following(order, 4) == 1 and following(order[:1], 1) is None and following(order, 99) == 1


@pytest.fixture
def twins(cast):
    """Two signals of one account about either of two sisters, a third from another creditor in the same words, and a fourth
    with another initial."""
    made = [
        signal(cast, **TWIN, customer_number="K1", month=9),
        signal(cast, **TWIN, customer_number="K1"),
        signal(cast, **TWIN, customer_number="Z9", partner=cast.zorgvuldig),
        signal(cast, **TWIN | {"initials": "", "surname": "tweeling"}, customer_number="Z8", partner=cast.zorgvuldig),
    ]
    actions.link_signals([one.pk for one in made], register=Counted(), today=LINKED_ON)
    return [Link.objects.get(signal=one) for one in made]


def test_one_answer_is_offered_for_sister_doubts_and_settles_them(signed_in, cast, twins):
    client, first = signed_in("clara"), twins[0]
    page = client.get(reverse("review_doubt", args=[first.pk])).content.decode()
    assert "Uw antwoord geldt ook voor 2 andere signalen" in page and "van dezelfde rekening" in page
    sent = {"candidate": first.candidates.first().pk, "also": [twins[1].pk, twins[2].pk, twins[3].pk, 999]}
    answer = client.post(reverse("review_decide", args=[first.pk]), sent, follow=True)
    assert "Ook voor 2 andere signalen." in answer.content.decode()
    for link in twins:
        link.refresh_from_db()
    assert [link.verdict for link in twins] == ["human", "human", "human", "review"]
    assert len({link.resident_id for link in twins[:3]}) == 1
    assert answer.redirect_chain[-1][0] == reverse("review_doubt", args=[twins[3].pk])
    decisions = list(Decision.objects.order_by("pk"))
    assert [one.along_with_id for one in decisions] == [None, decisions[0].pk, decisions[0].pk]
    assert len(list(queries.labelled_pairs(cast.noorderlicht))) == 2  # one question, two candidates


def test_only_what_was_ticked_follows(signed_in, twins):
    signed_in("clara").post(reverse("review_decide", args=[twins[0].pk]), {"candidate": "none", "also": twins[2].pk})
    assert list(Link.objects.filter(verdict="human").order_by("pk")) == [twins[0], twins[2]]


def test_one_press_takes_back_the_whole_answer(signed_in, twins):
    client = signed_in("clara")
    sent = {"candidate": twins[0].candidates.first().pk, "also": [twins[1].pk, twins[2].pk]}
    page = client.post(reverse("review_decide", args=[twins[0].pk]), sent, follow=True).content.decode()
    assert "en nog 2 signalen" in page and 'data-key="u"' in page
    client.post(reverse("review_undo", args=[twins[0].pk]), {"also": [twins[1].pk, twins[2].pk]})
    assert Link.objects.filter(verdict="review").count() == 4
    assert "Uw laatste besluit" not in client.get(reverse("review_doubt", args=[twins[0].pk])).content.decode()


def test_the_last_answer_is_ones_own(signed_in, twins):
    signed_in("clara").post(reverse("review_decide", args=[twins[0].pk]), {"candidate": "none"})
    assert "Uw laatste besluit" not in signed_in("karim").get(reverse("review_doubt", args=[twins[3].pk])).content.decode()


def test_the_page_the_queue_and_the_redirect_follow_one_order(signed_in, cast, twins):
    case = _open_case(cast, twins[1])
    DueStep.objects.create(
        case=case, step="conversation", channel="Afspraak op locatie", state="due", due_on=LINKED_ON,
        deadline=LINKED_ON + timedelta(days=6), reason={"code": "conversation", "clock": "conversation", "params": {}},
    )  # fmt: skip
    order = [one.link for one in in_order(cast.clara)]
    assert order[0] == twins[1].pk
    client = signed_in("clara")
    queue = client.get(reverse("review")).content.decode()
    assert sorted(order, key=lambda pk: queue.index(reverse("review_doubt", args=[pk]))) == order
    answer = client.post(reverse("review_decide", args=[order[0]]), {"candidate": "none"})
    assert answer["Location"] == reverse("review_doubt", args=[order[1]])


def _open_case(cast, link: Link) -> Case:
    """An open case of somebody on record whom this signal may be about."""
    known = Resident.objects.create(household=link.household, surname="Tweeling", initials="M.")
    Candidate.objects.create(link=link, resident=known, score=1.0, reasons=[])
    return Case.objects.create(
        household=link.household, organisation=cast.noorderlicht, municipality=cast.waterstad, opened_on=LINKED_ON,
        protocol="coevorden@1",
    )  # fmt: skip


def test_the_pages_cost_the_same_for_few_doubts_and_for_many(signed_in, cast, twins):
    client = signed_in("clara")
    addresses = [reverse("review"), reverse("review_doubt", args=[twins[0].pk])]

    def costs() -> list[int]:
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as ran:
                assert client.get(address).status_code == 200
            found.append(len(ran))
        return found

    few = costs()
    more = [signal(cast, **TWIN, customer_number="K1", month=month) for month in range(1, 8)]
    actions.link_signals([one.pk for one in more], register=Counted(), today=LINKED_ON)
    assert costs() == few
