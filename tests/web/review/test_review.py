"""The review screens: side by side, one decision, undo, and walls."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from stages.match.town import TODAY as LINKED_ON
from stages.match.town import Counted, signal
from voordeur.privacy.models import AccessLogEntry
from voordeur.stages.match import actions
from voordeur.stages.match.models import Link


@pytest.fixture
def doubt(cast):
    """A signal that may be about either of two sisters."""
    found = signal(cast, number="30", surname="Tweeling", initials="M.")
    actions.link_signals([found.pk], register=Counted(), today=LINKED_ON)
    return Link.objects.get(signal=found)


def test_the_queue_names_the_doubt_and_why(signed_in, doubt):
    page = signed_in("karim").get(reverse("review")).content.decode()
    assert "Tweeling" in page and "zelfde achternaam" in page and reverse("review_doubt", args=[doubt.pk]) in page


def test_an_empty_queue_says_what_comes(signed_in, cast):
    assert "Geen twijfel meer" in signed_in("clara").get(reverse("review")).content.decode()


def test_side_by_side_without_inline_style_and_logged(signed_in, doubt):
    page = signed_in("clara").get(reverse("review_doubt", args=[doubt.pk])).content.decode()
    assert "29-11-1994" in page and " style=" not in page and 'data-key="j"' in page
    assert f"signal:{doubt.signal_id}" in AccessLogEntry.objects.latest("id").subjects


def test_same_person_then_undo(signed_in, doubt):
    client = signed_in("clara")
    candidate = doubt.candidates.first()
    client.post(reverse("review_decide", args=[doubt.pk]), {"candidate": candidate.pk})
    doubt.refresh_from_db()
    assert doubt.verdict == "human" and doubt.resident.bsn == candidate.person["bsn"]
    assert "Draai terug" in client.get(reverse("review")).content.decode()
    client.post(reverse("review_undo", args=[doubt.pk]))
    doubt.refresh_from_db()
    assert doubt.verdict == "review" and not doubt.resident.in_register


def test_nobody_of_these(signed_in, doubt):
    own = doubt.resident_id
    signed_in("clara").post(reverse("review_decide", args=[doubt.pk]), {"candidate": "none"})
    doubt.refresh_from_db()
    assert (doubt.verdict, doubt.resident_id) == ("human", own)


def test_a_choice_that_is_none_of_these_is_not_found(signed_in, doubt):
    assert signed_in("clara").post(reverse("review_decide", args=[doubt.pk]), {"candidate": "999"}).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("stine", 404), ("vera", 403), ("petra", 403), ("marga", 403)])
def test_walls(signed_in, doubt, name, status):
    client = signed_in(name)
    assert client.get(reverse("review_doubt", args=[doubt.pk])).status_code == status
    assert client.post(reverse("review_undo", args=[doubt.pk])).status_code == status


def test_why_a_link_stands_is_told_with_its_weights(signed_in, cast):
    found = signal(cast, surname="Berkhuot", initials="A.J.", birth_date=date(1951, 3, 12))
    actions.link_signals([found.pk], register=Counted(), today=LINKED_ON)
    link = Link.objects.get(signal=found)
    assert link.verdict == "auto"
    page = signed_in("karim").get(reverse("review_doubt", args=[link.pk])).content.decode()
    assert "Waarom deze koppeling?" in page and "Vanzelf gekoppeld aan" in page
    assert "Register: Berkhout (Wilders), signaal: Berkhuot; zelfde" in page
    assert "koppelt vanzelf vanaf 21" in page and page.count('class="vd-bar"') == len(link.reasons) + 1
    assert 'data-key="j"' not in page


def test_a_doubt_says_why_it_was_not_linked_by_itself(signed_in, doubt):
    page = signed_in("karim").get(reverse("review_doubt", args=[doubt.pk])).content.decode()
    assert "Nog 1 persoon past bijna even goed." in page
