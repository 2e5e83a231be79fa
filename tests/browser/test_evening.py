"""A pair's evening on a phone: three taps at a door, a card left, a talk, and home."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from browser.looking import assert_holds
from browser.running import PHONE

THUMB = 44  # CSS pixels that a thumb needs


def tap(button: Locator) -> None:
    """Tap what is large enough for a thumb."""
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= THUMB
    button.click()


def tells(page: Page, case: str, said: str) -> bool:
    """Whether this case's page tells it; at one address more than one household may have been met."""
    page.goto(case)
    return said in page.get_by_role("main").inner_text()


def test_a_pairs_evening(page_of: Callable[..., Page]):
    page = page_of("visitor", PHONE)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn rondes")
    tonight = page.get_by_role("listitem").filter(has_text="Vandaag, avond").filter(has_text="Vera Visscher en Victor Vroom")
    many = int(re.search(r"0 van (\d+) deuren", tonight.inner_text())[1])
    tonight.get_by_role("link").click()
    assert_holds(page)
    doors = page.get_by_role("listitem").filter(has_text="Nog te doen")
    expect(doors).to_have_count(many)
    overview = page.url

    # The first door: nobody. Three taps with the one that opens it, and the screen says so and names the next.
    tap(page.get_by_role("main").get_by_role("link", name="Naar "))
    first = page.get_by_role("heading", level=1).inner_text()
    expect(page.get_by_text("Vraag naar")).to_be_visible()
    assert_holds(page)
    tap(page.get_by_role("link", name="Niemand", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Niemand thuis")
    tap(page.get_by_role("button", name="Ja, kaartje achtergelaten"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Vastgelegd")
    expect(page.locator(".vd-help")).to_have_text(f"{first} · Niemand thuis")
    assert_holds(page)

    # The second door: a talk at the table, with a note that the resident may read.
    tap(page.get_by_role("link", name="Volgende"))
    second = page.get_by_role("heading", level=1).inner_text()
    assert second != first
    tap(page.get_by_role("link", name="Gesproken").first)
    tap(page.get_by_role("link", name="Gesprek gehad"))
    page.get_by_text("Notitie erbij").click()
    page.get_by_label("Notitie, als dat nodig is").fill("Wil samen naar de post kijken.")
    assert_holds(page)
    tap(page.get_by_role("button", name="Ja, en binnen gepraat"))
    expect(page.locator(".vd-help")).to_have_text(f"{second} · Gesprek gehad")

    # The list tells both; a door that is done cannot be filled in a second time, only mended.
    page.get_by_role("link", name="Alle deuren").click()
    expect(doors).to_have_count(many - 2)
    page.get_by_role("link", name=first).click()
    expect(page.get_by_text("Vastgelegd: Niemand thuis")).to_be_visible()
    expect(page.get_by_role("link", name="Verbeteren")).to_be_visible()
    expect(page.get_by_role("link", name="Niemand", exact=True)).to_have_count(0)

    # Home.
    page.goto(overview)
    tap(page.get_by_role("button", name="Wij zijn klaar en veilig"))
    expect(page.get_by_text("U bent afgemeld. Dank u wel, en wel thuis.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Victor Vroom").filter(has_text="afgemeld").first).to_be_visible()

    # The coordinator sees the same, with who rang, and the household's own page tells the talk.
    desk = page_of("coordinator")
    desk.goto("/huisbezoek/")
    desk.get_by_role("listitem").filter(has_text="Vera Visscher en").get_by_role("link", name="Vandaag, avond").click()
    expect(desk.get_by_role("listitem").filter(has_text=first)).to_contain_text("Niemand thuis · Vera Visscher")
    expect(desk.get_by_role("listitem").filter(has_text=second)).to_contain_text("Gesprek gehad · Vera Visscher")
    desk.get_by_role("searchbox").fill(second)
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("main")).to_contain_text(second)
    found = desk.eval_on_selector_all("main a[href*='/zaak/']", "all => [...new Set(all.map(a => a.href))]")
    assert any(tells(desk, case, "Wil samen naar de post kijken.") for case in found)
