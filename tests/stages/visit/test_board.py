"""The board of tonight, and the pair that did not sign off (P25)."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.urls import reverse

from doorstep import TODAY, home
from voordeur.stages.visit.actions import make_round
from voordeur.stages.visit.queries.under_way import under_way

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(hour, minute=0):
    return datetime.combine(TODAY, time(hour, minute), AMSTERDAM)


def tonight(cast):
    return make_round(
        organisation=cast.noorderlicht, on=TODAY, day_part="Avond", first=cast.vera, second=cast.victor,
        cases=[home(cast).case.pk], by=cast.clara,
    )  # fmt: skip


def test_half_an_hour_after_the_end_the_coordinator_reads_whom_to_call(cast):
    made = tonight(cast)
    made.end = time(20, 10)
    made.save()
    assert not under_way(cast.clara, now=at(20, 40))[0].late
    found = under_way(cast.clara, now=at(20, 41))[0]
    assert found.late and [one.name for one in found.call] == ["Vera", "Victor"]
    made.signed_off_at = at(20, 15)
    made.save()
    assert not under_way(cast.clara, now=at(23))[0].late
    assert under_way(cast.stine, now=at(23)) == []


def test_the_board_shows_doors_and_no_address(cast, signed_in, settings):
    settings.FIXED_TODAY = TODAY
    tonight(cast)
    page = signed_in("clara").get(reverse("visit_board")).content.decode()
    assert "0 van 1" in page and "Merelstraat" not in page
    assert signed_in("vera").get(reverse("visit_board")).status_code == 403


def test_who_did_not_sign_off_yesterday_stands_on_vandaag(cast, signed_in, settings):
    settings.FIXED_TODAY = TODAY
    tonight(cast)
    settings.FIXED_TODAY = TODAY.replace(day=26)
    page = signed_in("clara").get(reverse("today")).content.decode()
    assert "Niet afgemeld." in page and "Vera, Victor" in page
