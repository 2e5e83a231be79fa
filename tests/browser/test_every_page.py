"""Every page that a role can come to from its navigation: it answers, fits phone and desktop, and axe has nothing to say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, Response

from browser.looking import said_by_axe, too_wide
from browser.running import DESKTOP, PHONE, RunningTown

ROLES = ("coordinator", "caseworker", "visitor", "partner", "manager", "privacy_officer", "administrator", "contact_centre")
DOWNLOAD = re.compile(r"\.(csv|xlsx|pdf)$")
# Of these many pages are one screen: parameters, methods, evenings, texts in each language.
KEYS = re.compile(r"(?<=/waarden/)[\w-]+|(?<=/werkwijzen/)[\w-]+@\d+|(?<=/avond/)[\d-]+/\w+|(?<=/teksten/)[\w-]+/\w+/\w+|\d+")
MOST_PAGES = 90  # a role that comes to more kinds of page than this has lost its way


@pytest.fixture(scope="module")
def examined() -> set[str]:
    """The kinds of page that axe has read: what roles share is read once."""
    return set()


def kind_of_page(address: str) -> str:
    """Pages that differ only in a number or a key (a case, a parameter, a method) are of one kind; one of each is looked at."""
    return KEYS.sub("N", urlsplit(address).path)


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
            if DOWNLOAD.search(urlsplit(there).path):
                continue
            if kind_of_page(there) not in seen:
                seen.add(kind_of_page(there))
                waiting.append(there)
                assert len(seen) <= MOST_PAGES, f"more kinds of page than this walk was made for: {sorted(seen)}"


def faults_of(page: Page, where: str, examined: set[str]) -> Iterator[str]:
    """What is wrong with the page that stands before us, at both widths."""
    if (count := page.locator("h1").count()) != 1:
        yield f"{where}: {count} headings of the first level"
    new = kind_of_page(where) not in examined
    examined.add(kind_of_page(where))
    for name, size in (("phone", PHONE), ("desktop", DESKTOP)):
        page.set_viewport_size(size)
        if too_wide(page):
            yield f"{where}: wider than a {name}"
        for said in said_by_axe(page) if new else ():
            yield f"{where} ({name}): {said}"


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_holds(role: str, page_of: Callable[..., Page], town: RunningTown, examined: set[str]):
    page = page_of(role)
    page.set_default_timeout(10_000)
    complaints: list[str] = []

    def heard(said: ConsoleMessage) -> None:
        if said.type == "error" and "Failed to load resource" not in said.text:
            complaints.append(f"{page.url}: {said.text}")

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    visited = 0
    for answer in walk(page, f"{town.address}/"):
        where = urlsplit(page.url).path
        visited += 1
        complaints += faults_of(page, where, examined) if answer.status == 200 else [f"{where}: {answer.status}"]
    assert visited > 1
    assert complaints == []
