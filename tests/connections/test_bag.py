"""The register of addresses: what is asked of a Locatieserver, and what is believed of its answer."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from voordeur.connections.bag import BagUnavailable, HttpAddresses, NoAddresses, configured_addresses


@contextmanager
def locatieserver(docs, status=200) -> Iterator[tuple[str, list[dict]]]:
    """A stand-in that gives these documents to every question, and keeps the questions."""
    asked = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(parse_qs(urlsplit(self.path).query))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps({"response": {"docs": docs}}).encode())

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/search", asked
    finally:
        server.shutdown()
        server.server_close()


def test_an_address_is_asked_by_its_own_parts_only():
    docs = [{"centroide_ll": "POINT(4.49 52.16)", "postcode": "1234AB", "huisnummer": 14}]
    with locatieserver(docs) as (url, asked):
        assert HttpAddresses(url).where("1234AB", "14", "A", "2") == (52.16, 4.49)
    assert asked[0]["q"] == ["postcode:1234AB AND huisnummer:14 AND huisletter:A AND huisnummertoevoeging:2"]


def test_an_answer_about_another_address_is_not_believed():
    with locatieserver([{"centroide_ll": "POINT(4.49 52.16)", "postcode": "1234AC", "huisnummer": 14}]) as (url, _):
        assert HttpAddresses(url).where("1234AB", "14", "", "") is None


def test_a_service_in_trouble_is_asked_again_later():
    with locatieserver([], status=503) as (url, _), pytest.raises(BagUnavailable):
        HttpAddresses(url).where("1234AB", "14", "", "")


def test_nobody_is_asked_unless_the_installation_names_a_service(settings):
    assert settings.BAG_URL == ""
    assert isinstance(configured_addresses(), NoAddresses)
