"""Doubts and samples without a mouse: one key for yes, one for no, one to take it back; and without scripts by the same forms."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.looking import assert_holds
from browser.running import DESKTOP, PHONE, RunningTown

ZOOMED = {"width": 640, "height": 400}
SAME, WHY = "Dezelfde persoon?", "Waarom deze koppeling?"


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def queued(page: Page) -> list[str]:
    """The addresses of the doubts, as the queue orders them."""
    page.goto("/dubbelen/")
    links = page.get_by_role("region", name="Wachten op een besluit").get_by_role("listitem").locator(".vd-row__who a")
    return [str(link.get_attribute("href")) for link in links.all()]


def test_doubts_are_answered_skipped_and_taken_back_by_key(page_of: Callable[..., Page]):
    page = page_of("coordinator")
    order = queued(page)
    assert len(order) >= 3
    assert_holds(page)
    page.goto(order[0])
    heading(page, SAME)
    for key in ("j", "n", "?"):
        expect(page.locator(f'[data-key="{key}"] kbd')).to_be_visible()
    page.keyboard.press("?")
    page.wait_for_url(f"**{order[1]}")  # skipping follows the order of the queue
    page.goto(order[0])
    page.keyboard.press("n")
    expect(page.get_by_text("Onthouden: iemand anders.")).to_be_visible()
    assert page.url.endswith(order[1])
    assert order[0] not in queued(page)
    page.goto(order[1])
    page.keyboard.press("u")
    page.wait_for_url(lambda url: not url.endswith(order[1]))
    assert queued(page) == order


def test_a_key_that_is_held_answers_one_doubt(page_of: Callable[..., Page]):
    page = page_of("coordinator")
    order = queued(page)
    page.goto(order[0])
    page.keyboard.down("n")
    page.wait_for_url(f"**{order[1]}")
    for _ in range(3):
        page.keyboard.down("n")  # repeats: the key was never let go
    expect(page.get_by_text("Onthouden: iemand anders.")).to_be_visible()
    page.keyboard.up("n")
    assert len(queued(page)) == len(order) - 1
    page.goto(order[1])
    page.keyboard.press("u")
    page.wait_for_url(lambda url: not url.endswith(order[1]))


@pytest.mark.parametrize("size", [PHONE, ZOOMED], ids=["phone", "zoomed"])
def test_a_doubt_and_its_reasons_fit(page_of: Callable[..., Page], size: dict[str, int]):
    page = page_of("coordinator", size)
    page.goto(queued(page)[0])
    heading(page, SAME)
    expect(page.locator(".vd-bar").first).to_be_visible()
    expect(page.get_by_text(re.compile(r"koppelt vanzelf vanaf \d+")).first).to_be_visible()
    assert_holds(page)


def test_why_a_link_stands_is_one_click_from_the_household(page_of: Callable[..., Page]):
    page = page_of("caseworker")
    page.goto("/zaken/")
    page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    why = page.get_by_role("link", name=WHY).first
    if not why.is_visible():
        page.get_by_text("Signalen (").click()
    why.click()
    heading(page, WHY)
    assert_holds(page)


def test_a_sample_is_drawn_and_judged_by_keyboard_alone(page_of: Callable[..., Page]):
    page = page_of("coordinator")
    page.goto("/dubbelen/steekproef/")
    assert_holds(page)
    page.get_by_label("Hoeveel signalen?").select_option("20")
    page.get_by_role("button", name="Trek de steekproef").press("Enter")
    heading(page, SAME)
    assert_holds(page)
    first, left = page.url, page.get_by_text(re.compile(r"Nog \d+ van 20")).inner_text()
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    expect(page.get_by_text(left)).to_have_count(0)
    second = page.url
    page.keyboard.press("u")
    page.wait_for_url(first)
    expect(page.get_by_text("U zei hier al iets over")).to_be_visible()
    page.keyboard.press("?")
    page.wait_for_url(second)
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url not in (first, second))
    page.goto("/dubbelen/hoe-goed/")
    expect(page.get_by_text(re.compile(r"Nog \d+ te beoordelen voor een uitspraak")).first).to_be_visible()
    assert_holds(page)


def test_without_scripts_the_same_forms_do_it(
    browser: Browser, town: RunningTown, page_of: Callable[..., Page], signed_in_states
):
    order = queued(page_of("caseworker"))
    context = browser.new_context(
        viewport=DESKTOP, storage_state=signed_in_states["caseworker"], base_url=town.address, java_script_enabled=False,
        locale="nl-NL",
    )  # fmt: skip
    page = context.new_page()
    page.goto(order[-1])
    page.get_by_role("button", name="Niemand van deze").click()
    expect(page.get_by_text("Onthouden: iemand anders.")).to_be_visible()
    page.get_by_role("region", name="Uw laatste besluit").get_by_role("button", name="Draai terug").click()
    expect(page.get_by_text("Teruggedraaid. Dit signaal wacht weer op een besluit.")).to_be_visible()
    context.close()
