"""Without a mouse, and with letters twice as large."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.looking import assert_holds, too_wide

# What a window of 1280 pixels shows at a zoom of 200 %.
ZOOMED = {"width": 640, "height": 400}


def test_a_flow_by_keyboard_alone(page_of: Callable[..., Page]):
    page = page_of("coordinator")
    page.goto("/")
    keys = page.get_by_role("dialog", name="Toetsen")
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()

    # To a household by the list, and from its first action to a form of which the first field is reached by Tab.
    page.keyboard.press("j")
    name = page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    contact = page.get_by_role("link", name="Contact vastleggen")
    for _ in range(40):
        page.keyboard.press("Tab")
        if contact.evaluate("link => link === document.activeElement"):
            break
    expect(contact).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/contact/"))

    # Search and back to Vandaag; while somebody types, letters are letters.
    page.keyboard.press("/")
    search = page.get_by_role("searchbox")
    expect(search).to_be_focused()
    page.keyboard.type("g v")
    expect(search).to_have_value("g v")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zaken")
    page.get_by_role("main").focus()
    page.keyboard.press("g")
    page.keyboard.press("v")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vandaag")


def test_nothing_scrolls_sideways_at_twice_the_size(page_of: Callable[..., Page]):
    page = page_of("coordinator", ZOOMED)
    page.goto("/")
    assert_holds(page)
    page.locator("[data-row] a").first.click()
    expect(page.get_by_role("link", name="Contact vastleggen")).to_be_visible()
    assert_holds(page)


@pytest.mark.parametrize("how", ["", "?hoe=niemand", "?hoe=open"])
def test_a_door_fits_at_twice_the_size(how: str, page_of: Callable[..., Page]):
    page = page_of("visitor", ZOOMED)
    page.goto("/deur/")
    page.get_by_role("listitem").first.get_by_role("link").click()
    page.get_by_role("listitem").last.get_by_role("link").first.click()
    page.goto(page.url + how)
    assert not too_wide(page)
