"""The resident's door in a real browser, without a server: every request is answered by the program itself.

Its pages fit an old phone and a desktop, at twice the size too, and axe has nothing to say, in Dutch and in Arabic.
"""

from __future__ import annotations

import os
from contextvars import copy_context
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from browser.looking import assert_holds
from voordeur.stages.reach.actions.codes import code_for
from web.town import TODAY, home

SITE = "http://localhost"
OLD_PHONE, DESKTOP = {"width": 320, "height": 640}, {"width": 1280, "height": 800}


def _answer(route: Route, client: Client) -> None:
    """One request of the browser, put to the program; where it leads on, the page that it leads to."""
    asked = route.request
    address = asked.url.removeprefix(SITE)
    if asked.method == "POST":
        kind = asked.headers["content-type"]
        answer = client.generic("POST", address, asked.post_data or "", content_type=kind, follow=False)
        if answer.status_code == 302:
            answer = client.get(answer["Location"], follow=True)
    else:
        answer = client.get(address, follow=True)
    body = b"".join(answer) if answer.streaming else answer.content
    kept = {name: answer[name] for name in ("Content-Type", "Content-Security-Policy") if name in answer}
    route.fulfill(status=answer.status_code, headers=kept, body=body)


@pytest.fixture(scope="session", autouse=True)
def one_thread():
    # Playwright's loop lives in this thread from now on; Django would refuse its database to later tests in it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture
def page(browser: Browser, settings):
    """A phone; the clock of the screens stands still."""
    settings.FIXED_TODAY = TODAY
    context, client = browser.new_context(base_url=SITE, viewport=OLD_PHONE), Client()
    here = copy_context()  # the database connection of this test, which Playwright's own loop would not see
    context.route("**/*", lambda route: here.run(_answer, route, client))
    yield context.new_page()
    context.close()


def _holds_everywhere(page: Page) -> None:
    for size in (OLD_PHONE, DESKTOP):
        page.set_viewport_size(size)
        assert_holds(page)
    page.set_viewport_size(OLD_PHONE)


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_every_page_of_the_door_holds(cast, page: Page, language: str):
    one = home(cast)
    page.goto(f"/b/{code_for(one.case, one.resident, on=TODAY)}/?taal={language}")
    _holds_everywhere(page)
    page.fill("#postcode", "1234ab")
    page.fill("#number", "15")
    page.press("#number", "Enter")
    page.wait_for_selector("[role=alert]")
    _holds_everywhere(page)
    page.fill("#number", "14")
    page.press("#number", "Enter")
    page.wait_for_selector(".choices")
    _holds_everywhere(page)
    page.locator("a.choice").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("fieldset")
    _holds_everywhere(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= OLD_PHONE["width"] + 1
    page.locator("[name=slot]").first.focus()
    page.keyboard.press("ArrowDown")
    page.fill("#phone", "06-00012399")
    page.press("#phone", "Enter")
    page.wait_for_selector(".when")
    _holds_everywhere(page)
    assert one.case.events.get(kind="appointment").facts["at"] == "10:00"
    page.goto(f"/b/brief/?taal={language}")
    _holds_everywhere(page)
    page.locator(".agreed button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("h1")
    _holds_everywhere(page)
    assert one.case.appointments.get().state == "called_off"
    page.goto(f"/b/langs/?taal={language}&anders=1")
    _holds_everywhere(page)
    page.goto(f"/b/echt/?taal={language}")
    _holds_everywhere(page)
    assert urlsplit(page.url).path == "/b/echt/"
