"""The text gateway: the client against the stand-in, over real HTTP."""

from __future__ import annotations

from datetime import timedelta

import pytest

from voordeur.connections.carrying import NotNow, Outgoing, PerhapsCarried, Refused, Standing, Way
from voordeur.connections.sms import SmsGateway, read_report
from voordeur.connections.sms.stand_in import Gateway, serve

TEXT = Outgoing(Way.TEXT, "vd-2", "+31600000001", sender="Waterstad", body="Goedendag")


@pytest.fixture
def gateway():
    return Gateway("geheim")


@pytest.fixture
def sms(gateway):
    with serve(gateway) as url:
        client = SmsGateway("geheim", url)
        yield client
        client.close()


def test_a_text_is_carried_once_however_often_it_is_handed_over(sms, gateway):
    assert sms.ask("vd-2") is None
    assert sms.hand_over(TEXT) == sms.hand_over(TEXT)
    assert gateway.sent == {"vd-2": {"reference": "vd-2", "to": "+31600000001", "from": "Waterstad", "body": "Goedendag"}}


@pytest.mark.parametrize(
    ("status", "standing"),
    [("sent", Standing.UNDER_WAY), ("delivered", Standing.DELIVERED), ("unknown_number", Standing.NO_SUCH_ADDRESS),
     ("expired", Standing.NOT_DELIVERED), ("rejected", Standing.NOT_DELIVERED)],
)  # fmt: skip
def test_every_status_has_a_meaning_in_answers_and_call_backs(sms, gateway, status, standing):
    sms.hand_over(TEXT)
    gateway.statuses["vd-2"] = status
    assert sms.ask("vd-2").standing == standing
    assert read_report({"reference": "vd-2", "status": status})[1].standing == standing


def test_busy_says_how_long_and_broken_says_nothing(sms, gateway):
    gateway.busy[:] = [429, 502]
    with pytest.raises(NotNow) as raised:
        sms.hand_over(TEXT)
    assert raised.value.after == timedelta(seconds=120)
    with pytest.raises(PerhapsCarried):
        sms.hand_over(TEXT)


def test_a_number_that_cannot_be_is_refused_for_good(sms):
    with pytest.raises(Refused) as raised:
        sms.hand_over(Outgoing(Way.TEXT, "vd-9", "0600", sender="Waterstad", body="x"))
    assert raised.value.address
