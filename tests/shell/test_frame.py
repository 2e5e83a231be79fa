"""The frame of every page: policy, navigation, language, errors, the page of all parts."""

import re

import pytest
from django.test import Client
from django.urls import reverse


def test_the_content_policy_lets_nothing_in_from_elsewhere(db):
    policy = Client().get("/stijl/").headers["Content-Security-Policy"]
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["font-src"] == rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in policy


def test_a_stranger_sees_the_style_page_but_no_navigation(db):
    page = Client().get("/stijl/").content.decode()
    assert "vd-timeline" in page
    assert 'aria-label="Hoofdmenu"' not in page


@pytest.mark.parametrize(
    ("name", "sees", "never"),
    [
        ("anna", ["manage"], ["cases", "visits"]),
        ("oscar", ["privacy_log"], ["manage", "cases"]),
        ("karim", ["cases"], ["manage", "privacy_log"]),
        ("petra", ["deliveries"], ["cases", "manage"]),
    ],
)
def test_the_navigation_shows_what_somebody_may_do(signed_in, name, sees, never):
    page = signed_in(name).get("/toetsen/").content.decode()
    nav = re.search(r'<nav class="vd-nav".*?</nav>', page, re.DOTALL)
    found = nav.group(0) if nav else page
    for wanted in sees:
        assert f'href="{reverse(wanted)}"' in found
    for unwanted in never:
        assert f'href="{reverse(unwanted)}"' not in found


def test_dutch_comes_first_whatever_the_browser_asks(db):
    page = Client(headers={"accept-language": "en-GB"}).get("/stijl/").content.decode()
    assert '<html lang="nl"' in page


def test_a_chosen_language_stays_with_the_person(signed_in, cast):
    client = signed_in("clara")
    answer = client.post("/toegang/taal/", {"language": "en", "next": "/toetsen/"})
    assert answer.headers["Location"] == "/toetsen/"
    assert '<html lang="en"' in client.get("/toetsen/").content.decode()
    cast.clara.refresh_from_db()
    assert cast.clara.language == "en"


@pytest.mark.parametrize("wanted", ["https://elders.test/", "//elders.test/x", "javascript:alert(1)"])
def test_the_language_switch_leads_nowhere_else(db, wanted):
    answer = Client().post("/toegang/taal/", {"language": "nl", "next": wanted})
    assert answer.headers["Location"] == "/"


def test_a_language_that_nobody_speaks_is_not_kept(signed_in, cast):
    signed_in("clara").post("/toegang/taal/", {"language": "tlh"})
    cast.clara.refresh_from_db()
    assert cast.clara.language == "nl"


def test_an_unknown_address_says_what_to_do(signed_in):
    answer = signed_in("clara").get("/bestaat-niet/")
    assert answer.status_code == 404
    assert "Dit bestaat niet (meer)" in answer.content.decode()


def test_a_form_without_its_token_says_that_nothing_was_kept(db):
    answer = Client(enforce_csrf_checks=True).post("/toegang/taal/", {"language": "en"})
    assert answer.status_code == 403
    assert "te lang open" in answer.content.decode()


def test_wrong_fields_are_tied_to_their_message(db):
    page = Client().get("/stijl/").content.decode()
    for name in ("name", "amount"):
        field = re.search(rf'<input[^>]*name="wrong-{name}"[^>]*>', page).group(0)
        assert 'aria-invalid="true"' in field
        tied = re.search(r'aria-describedby="([^"]*)"', field).group(1).split()
        assert all(f'id="{one}"' in page for one in tied)
        assert f"id_wrong-{name}_error" in tied
