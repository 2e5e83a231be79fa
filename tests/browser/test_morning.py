"""A coordinator's morning, played in the browser: a creditor's file, a call, a doubt, the post, tonight's round."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from browser.looking import assert_holds
from browser.running import WEDNESDAY
from voordeur.demo.play import plays

HEADER = ("Contractant", "VL", "Leveradres", "PC", "WPL", "Geboren", "Saldo", "Vervaldag", "Ref")


@pytest.fixture(scope="module")
def neighbours() -> list[dict[str, str]]:
    """Three adults of the town, each the only one at the address, about whom nobody signals yet."""
    (town,) = plays("coevorden", date.fromisoformat(WEDNESDAY))
    people = town.register()
    doors: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for person in people:
        doors.setdefault((person["postcode"], person["number"], person["letter"], person["addition"]), []).append(person)
    alone = [home[0] for home in doors.values() if len(home) == 1]
    known = [p for p in alone if p["municipality"] == "9010" and not p["suspended"] and p["secrecy"] == "0" and not p["letter"]]
    return [p for p in known if p["earlier_addresses"] == "[]" and p["birth"] < "20000101"][-3:]


def first_file(people: list[dict[str, str]]) -> bytes:
    """What a creditor that never delivered before sends: headers of its own, the second line without an amount."""
    lines = ["\t".join(HEADER)]
    for number, person in enumerate(people):
        born = person["birth"]
        lines.append(
            "\t".join((
                f"{person['prefix']} {person['surname']}".strip(), person["given"][0], f"{person['street']} {person['number']}",
                person["postcode"], person["city"], f"{born[6:]}-{born[4:6]}-{born[:4]}", "n.v.t." if number == 1 else "412,50",
                "12-09-2026", f"WB{number}",
            ))
        )  # fmt: skip
    return "\r\n".join(lines).encode()


def left_to_do(page: Page) -> int:
    """The number at the top of Vandaag."""
    found = re.search(r"(\d+) te doen", page.locator(".vd-title").inner_text())
    assert found
    return int(found[1])


def menu(page: Page, name: str) -> None:
    """Go somewhere by the main menu."""
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_who_is_not_signed_in_meets_the_door(page: Page, town):
    page.goto(f"{town.address}/zaken/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aanmelden")
    assert_holds(page)


def test_a_creditors_first_file_becomes_work(page_of: Callable[..., Page], neighbours):
    page = page_of("coordinator")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vandaag · wo 25 november")
    menu(page, "Aanleveringen")
    page.get_by_role("link", name="Bestand aanleveren").click()
    page.get_by_label("Van welke partner is dit bestand?").select_option(label="Warmtebron")
    content = first_file(neighbours)
    page.locator("input[type=file]").set_input_files({"name": "eerste.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Probeer dit bestand").click()

    # The trial: nothing is delivered yet, the refused line is marked where it is wrong, uncertain columns stand first.
    expect(page.get_by_role("heading", level=1)).to_have_text("Proef: eerste.csv")
    expect(page.get_by_text("3 regels gelezen, 2 aangenomen, 1 geweigerd")).to_be_visible()
    expect(page.locator("mark.vd-cell-wrong")).to_have_text("n.v.t.")
    expect(page.get_by_label("Saldo")).to_have_value("amount")
    assert_holds(page)
    page.get_by_role("button", name="Kolommen kloppen: lever 3 regels aan").click()

    expect(page.get_by_text("3 regels gelezen, 2 aangenomen, 1 geweigerd")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Warmtebron, november 2026")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV").click()
    refused = download.value.path().read_text(encoding="utf-8-sig")
    assert neighbours[1]["surname"] in refused
    assert neighbours[0]["street"] + " " + neighbours[0]["number"] not in refused
    assert_holds(page)

    # Who was accepted stands among the letters to send.
    menu(page, "Post")
    letters = page.get_by_role("region", name="Brieven")
    for accepted in (neighbours[0], neighbours[2]):
        expect(letters.get_by_text(f"{accepted['street']} {accepted['number']}").first).to_be_visible()


def test_a_call_is_recorded_with_two_keys(page_of: Callable[..., Page]):
    page = page_of("coordinator")
    page.goto("/")
    calls = page.get_by_role("region", name="Bellen")
    before, rows = left_to_do(page), calls.get_by_role("listitem").count()
    name = calls.get_by_role("listitem").first.get_by_role("link").first.inner_text()
    page.keyboard.press("j")
    expect(calls.get_by_role("link", name=name)).to_be_focused()
    page.keyboard.press("2")
    expect(calls.get_by_role("status")).to_have_text("Vastgelegd: geen gehoor.")
    page.reload()
    assert left_to_do(page) == before - 1
    assert page.get_by_role("region", name="Bellen").get_by_role("listitem").count() == rows - 1

    # The household's page tells it.
    page.get_by_role("searchbox").fill(name.split()[-1])
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    expect(page.get_by_role("main")).to_contain_text(re.compile("geen gehoor|niet opgenomen|nam niet op", re.IGNORECASE))
    assert_holds(page)


def test_a_doubt_is_decided_side_by_side(page_of: Callable[..., Page]):
    page = page_of("coordinator")
    page.goto("/")
    before = left_to_do(page)
    page.get_by_role("region", name="Beslissen").get_by_role("listitem").filter(has_text="signaal van").first.get_by_role(
        "link", name="Bekijken"
    ).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dezelfde persoon?")
    expect(page.locator("mark").first).to_be_visible()
    assert_holds(page)
    page.keyboard.press("j")
    expect(page.get_by_text("Onthouden: dezelfde persoon.")).to_be_visible()
    expect(page.get_by_role("button", name="Draai terug").first).to_be_visible()
    page.goto("/")
    assert page.get_by_role("region", name="Beslissen").is_visible()
    assert left_to_do(page) <= before + 1  # the doubt is gone; the letter that it gave may have come


def test_the_letters_become_one_file(page_of: Callable[..., Page]):
    page = page_of("coordinator")
    page.goto("/post/")
    letters = page.get_by_role("region", name="Brieven")
    due = letters.get_by_role("listitem").count()
    assert due > 0
    letters.get_by_role("button", name=re.compile("Maak bestand")).click()
    expect(page.get_by_text(re.compile(r"Het bestand is klaar: \d+ stuk"))).to_be_visible()
    expect(page.get_by_role("region", name="Brieven")).to_have_count(0)
    pdf = page.request.get(page.get_by_role("link", name="Open PDF").first.get_attribute("href") or "")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.body().startswith(b"%PDF")
    assert_holds(page)


def test_a_round_is_planned_for_tonight(page_of: Callable[..., Page]):
    page = page_of("coordinator")
    page.goto("/")
    page.get_by_role("link", name="Rondes plannen").click()
    doors = page.get_by_role("checkbox")
    expect(doors.first).to_be_visible()
    planned = min(doors.count(), 3)
    for number in range(planned):
        doors.nth(number).check()
    page.get_by_label("Dagdeel").select_option(label="avond")
    page.get_by_label("Wie gaat").select_option(label="Clara Coenen")
    page.get_by_label("Samen met").select_option(label="Karim Kaddour")
    assert_holds(page)
    page.get_by_role("button", name="Maak ronde").click()
    expect(page.get_by_text("De ronde staat klaar.")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(f"0 van {planned} deuren gedaan")
    menu(page, "Vandaag")
    expect(page.get_by_role("region", name="Huisbezoek")).to_contain_text("Duo Clara Coenen en Karim Kaddour")
