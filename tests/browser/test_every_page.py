"""Every page that a role can come to from its navigation: it answers, fits the screen, and axe has nothing to say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

from browser.running import DESKTOP, PHONE, RunningTown

ROLES = ("coordinator", "caseworker", "visitor", "partner", "manager", "privacy_officer", "administrator")
SIZES = {"phone": PHONE, "desktop": DESKTOP}
MOST_PAGES = 60  # a role that comes to more kinds of page than this has lost its way


def kind_of_page(address: str) -> str:
    """Pages that differ only in a number (a case, a delivery) are of one kind; one of each is looked at."""
    return re.sub(r"\d+", "N", urlsplit(address).path)


def walk(page: Page, start: str) -> Iterator[Response]:
    """Open one page of each kind, from link to link; downloads and signing out are left alone."""
    waiting, seen = [start], {kind_of_page(start)}
    while waiting:
        here = waiting.pop(0)
        answer = page.goto(here, wait_until="load")
        assert answer is not None
        if "html" not in answer.headers.get("content-type", ""):
            continue
        yield answer
        for link in page.eval_on_selector_all("a[href]:not([download])", "all => all.map(a => a.getAttribute('href'))"):
            there = urljoin(here, link).split("#")[0]
            if urlsplit(there).netloc != urlsplit(start).netloc or "logout" in there:
                continue
            if kind_of_page(there) not in seen and len(seen) < MOST_PAGES:
                seen.add(kind_of_page(there))
                waiting.append(there)


@pytest.mark.parametrize("size", SIZES, ids=list(SIZES))
@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_holds(role: str, size: str, page_of: Callable[..., Page], town: RunningTown):
    page = page_of(role, SIZES[size])
    page.set_default_timeout(10_000)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(f"console: {said.text}") if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("download", lambda download: download.cancel())
    visited = 0
    for answer in walk(page, f"{town.address}/"):
        where = urlsplit(page.url).path
        visited += 1
        if answer.status != 200:
            complaints.append(f"{where}: {answer.status}")
            continue
        if page.locator("h1").count() != 1:
            complaints.append(f"{where}: {page.locator('h1').count()} headings of the first level")
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
            complaints.append(f"{where}: wider than the screen")
        for violation in Axe().run(page).response["violations"]:
            targets = [node["target"] for node in violation["nodes"][:3]]
            complaints.append(f"{where}: {violation['id']} {targets}")
    assert visited > 1
    assert complaints == []
