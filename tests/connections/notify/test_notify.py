"""NotifyNL: the client against the stand-in, over real HTTP."""

from __future__ import annotations

import base64
from datetime import timedelta

import httpx
import pytest

from voordeur.connections.carrying import NotNow, Outgoing, PerhapsCarried, Refused, Standing, Way
from voordeur.connections.notify import Notify, read_report
from voordeur.connections.notify.stand_in import NotifyService, serve
from voordeur.connections.notify.token import Key, is_valid, token

SERVICE, SECRET = "11111111-2222-4333-8444-555555555555", "66666666-7777-4888-9999-000000000000"
KEY, TEMPLATE = f"waterstad-{SERVICE}-{SECRET}", "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"
MAIL = Outgoing(Way.MAIL, "vd-1", "a@voorbeeld.test", subject="Een bericht", body="Goedendag", template=TEMPLATE)
TEXT = Outgoing(Way.TEXT, "vd-2", "+31600000001", body="Goedendag", template=TEMPLATE)
LETTER = Outgoing(Way.LETTER, "vd-3", pdf=b"%PDF-1.7 brief")


@pytest.fixture
def service():
    return NotifyService(KEY, templates=[TEMPLATE])


@pytest.fixture
def notify(service):
    with serve(service) as url:
        client = Notify(KEY, url)
        yield client
        client.close()


def test_the_token_is_the_one_that_the_standard_gives():
    # RFC 7515, appendix A.1, uses another key; this one was made with a published implementation of HS256.
    made = token(Key(SERVICE, SECRET), now=1_700_000_000)
    head, claims, _signature = made.split(".")
    assert base64.urlsafe_b64decode(head + "==") == b'{"typ":"JWT","alg":"HS256"}'
    assert base64.urlsafe_b64decode(claims + "==") == f'{{"iss":"{SERVICE}","iat":1700000000}}'.encode()
    assert is_valid(made, Key(SERVICE, SECRET), now=1_700_000_029)
    assert not is_valid(made, Key(SERVICE, SECRET), now=1_700_000_031)
    assert not is_valid(made, Key(SERVICE, SERVICE), now=1_700_000_000)


@pytest.mark.parametrize("text", ["", "geen-sleutel", f"{SERVICE}", f"naam-{SERVICE}-{SECRET}x"])
def test_what_is_no_key_is_not_repeated(text):
    with pytest.raises(ValueError, match="ends in two UUIDs") as raised:
        Key.read(text)
    assert not text or text not in str(raised.value)


@pytest.mark.parametrize(("message", "kind"), [(MAIL, "email"), (TEXT, "sms"), (LETTER, "letter")])
def test_each_way_is_carried_and_can_be_asked_about(notify, service, message, kind):
    assert notify.ask(message.reference) is None
    receipt = notify.hand_over(message)
    (held,) = service.held
    assert (held.kind, held.id, held.reference, held.to) == (kind, receipt.carrier_id, message.reference, message.to)
    assert notify.ask(message.reference).standing == Standing.UNDER_WAY
    service.work_off()
    assert notify.ask(message.reference).standing == Standing.DELIVERED


def test_the_words_are_ours_and_the_letter_is_the_whole_pdf(notify, service):
    notify.hand_over(MAIL)
    notify.hand_over(LETTER)
    assert service.held[0].words == {"subject": "Een bericht", "body": "Goedendag"}
    assert base64.b64decode(service.held[1].given["content"]) == LETTER.pdf
    assert service.held[1].given["postage"] == "netherlands"


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("created", Standing.UNDER_WAY),
        ("sending", Standing.UNDER_WAY),
        ("pending", Standing.UNDER_WAY),
        ("sent", Standing.UNDER_WAY),
        ("delivered", Standing.DELIVERED),
        ("permanent-failure", Standing.NO_SUCH_ADDRESS),
        ("temporary-failure", Standing.NOT_DELIVERED),
        ("technical-failure", Standing.NOT_DELIVERED),
        ("validation-failed", Standing.REFUSED),
    ],
)
def test_every_status_has_a_meaning_in_answers_and_call_backs(notify, service, status, standing):
    notify.hand_over(TEXT)
    service.held[0].status = status
    assert notify.ask(TEXT.reference).standing == standing
    assert read_report(service.held[0].report()) == (TEXT.reference, notify.ask(TEXT.reference))


def test_a_letter_that_the_printer_failed_says_nothing_of_the_address(notify, service):
    notify.hand_over(LETTER)
    service.held[0].status = "permanent-failure"
    assert notify.ask(LETTER.reference).standing == Standing.NOT_DELIVERED


@pytest.mark.parametrize(
    ("message", "address"),
    [
        (Outgoing(Way.MAIL, "r", "geen adres", subject="s", body="b", template=TEMPLATE), True),
        (Outgoing(Way.TEXT, "r", "0600", body="b", template=TEMPLATE), True),
        (Outgoing(Way.TEXT, "r", "+31600000001", body="b", template=SERVICE), False),
        (Outgoing(Way.TEXT, "r", "+31600000001", body="b", template="geen"), False),
        (Outgoing(Way.LETTER, "r", pdf=b"geen pdf"), False),
        (Outgoing(Way.LETTER, "r", pdf=b"%PDF" + b"x" * 2_000_001), False),
    ],
)
def test_what_is_refused_is_refused_for_good_and_says_whether_the_address_is_wrong(notify, service, message, address):
    with pytest.raises(Refused) as raised:
        notify.hand_over(message)
    assert raised.value.address is address
    assert service.held == []


@pytest.mark.parametrize(("status", "error"), [(429, NotNow), (503, PerhapsCarried), (500, PerhapsCarried)])
def test_busy_is_certain_and_broken_is_not(notify, service, status, error):
    service.busy.append(status)
    with pytest.raises(error):
        notify.hand_over(MAIL)


def test_a_wrong_key_and_nobody_there_leave_the_message_for_later(service):
    with serve(service) as url:
        with pytest.raises(NotNow, match="403"):
            Notify(f"x-{SERVICE}-{SERVICE}", url).hand_over(MAIL)
        with pytest.raises(NotNow, match="403"):
            Notify(KEY, url, clock=lambda: 1.0).hand_over(MAIL)
    with pytest.raises(NotNow):
        Notify(KEY, "http://127.0.0.1:9").hand_over(MAIL)
    assert Notify.remembers == timedelta(days=7)


def test_the_stand_in_speaks_as_the_api_does(service):
    sign = {"Authorization": f"Bearer {token(Key(SERVICE, SECRET), now=__import__('time').time())}"}
    with serve(service) as url:
        assert httpx.get(f"{url}/v2/notifications").json()["errors"][0]["error"] == "AuthError"
        bare = httpx.post(f"{url}/v2/notifications/sms", json={}, headers=sign)
        assert bare.status_code == 400
        assert [one["message"] for one in bare.json()["errors"]] == [
            "phone_number is a required property",
            "template_id is a required property",
        ]
        empty = {"phone_number": "+31600000001", "template_id": TEMPLATE}
        said = httpx.post(f"{url}/v2/notifications/sms", json=empty, headers=sign).json()
        assert said == {"status_code": 400, "errors": [{"error": "BadRequestError", "message": "Missing personalisation: body"}]}
        made = httpx.post(
            f"{url}/v2/notifications/sms", json={**empty, "personalisation": {"body": "x"}, "reference": "r"}, headers=sign
        ).json()
        assert set(made) == {"id", "reference", "content", "uri", "template", "scheduled_for"}
        listed = httpx.get(f"{url}/v2/notifications", params={"reference": "r"}, headers=sign).json()
        assert set(listed) == {"notifications", "links"}
        needed = {"id", "reference", "email_address", "phone_number", "line_1", "line_6", "postcode", "type", "status"}
        assert needed | {"template", "body", "created_at", "sent_at", "completed_at"} <= set(listed["notifications"][0])
        assert httpx.get(f"{url}/v2/notifications/{made['id']}", headers=sign).json()["id"] == made["id"]
        assert httpx.get(f"{url}/v2/notifications/{SERVICE}", headers=sign).status_code == 404
