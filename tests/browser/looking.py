"""What must hold of any page that stands before somebody: one heading, no sideways scrolling, nothing for axe to say."""

from __future__ import annotations

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = {"resultTypes": ["violations"]}


def too_wide(page: Page) -> bool:
    """Whether the page scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"))


def said_by_axe(page: Page) -> Iterator[str]:
    """Each violation with the first elements that it is about."""
    for violation in Axe().run(page, options=AXE).response["violations"]:
        yield f"{violation['id']} {[node['target'] for node in violation['nodes'][:3]]}"


def assert_holds(page: Page) -> None:
    """Demand all of it of the page at its present width."""
    assert page.locator("h1").count() == 1
    assert not too_wide(page), f"{page.url} is wider than the window"
    said = list(said_by_axe(page))
    assert not said, f"{page.url}: {said}"
