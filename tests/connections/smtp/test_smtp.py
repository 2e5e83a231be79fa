"""E-mail over SMTP: the client against a mail server that keeps what it takes."""

from __future__ import annotations

import socket

import pytest

from voordeur.connections.carrying import CannotAsk, NotNow, Outgoing, PerhapsCarried, Refused, Way
from voordeur.connections.smtp import Smtp
from voordeur.connections.smtp.stand_in import MailServer, serve

SENDER = "Gemeente Waterstad <vroeg@waterstad.test>"


def mail(to: str = "a@voorbeeld.test") -> Outgoing:
    return Outgoing(Way.MAIL, "vd-1", to, sender=SENDER, subject="Een bericht", body="Goedendag.\n.\nTot ziens: é")


@pytest.fixture
def server():
    with serve(MailServer()) as running:
        yield running


@pytest.fixture
def smtp(server):
    client = Smtp("127.0.0.1", server.port, security="none")
    yield client
    client.close()


def test_a_message_arrives_as_it_was_written_and_names_itself(smtp, server):
    receipt = smtp.hand_over(mail())
    (taken,) = server.taken
    assert (taken["To"], taken["From"], taken["Subject"]) == ("a@voorbeeld.test", SENDER, "Een bericht")
    assert taken["Message-ID"] == receipt.carrier_id == "<vd-1@waterstad.test>"
    assert taken["Auto-Submitted"] == "auto-generated"
    assert taken.get_content().splitlines() == ["Goedendag.", ".", "Tot ziens: é"]


@pytest.mark.parametrize(
    ("said", "error", "address"),
    [
        ("550 5.1.1 nobody of that name", Refused, True),
        ("550 nobody of that name", Refused, True),
        ("550 5.7.1 not from you", Refused, False),
        ("451 4.7.1 come back later", NotNow, None),
    ],
)
def test_what_the_server_says_is_told_apart(smtp, server, said, error, address):
    server.refuses["weg@voorbeeld.test"] = said
    with pytest.raises(error) as raised:
        smtp.hand_over(mail("weg@voorbeeld.test"))
    assert getattr(raised.value, "address", None) is address
    smtp.hand_over(mail())
    assert len(server.taken) == 1, "the next one goes on the same line"


def test_a_line_that_dies_after_the_message_leaves_it_unknown(smtp, server):
    def die(_mail):
        raise ConnectionResetError

    server.on_taken, server.handle_error = die, lambda *_: None
    with pytest.raises(PerhapsCarried):
        smtp.hand_over(mail())


def test_nobody_there_is_certain_and_nothing_can_be_asked(smtp):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NotNow):
        Smtp("127.0.0.1", port, security="none").hand_over(mail())
    with pytest.raises(CannotAsk):
        smtp.ask("vd-1")
