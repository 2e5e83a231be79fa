"""A partner's check: its own file with what is wrong marked, its answers, and nothing of anybody else's."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from browser.looking import assert_holds

HEADER = "Huurdernummer;Naam huurder;Voorl.;Geboortedatum;Straatnaam;Nr;Postcode;Woonplaats;Achterstand;Maanden;Sinds;Bezwaar"
LINES = (
    "LW900001;Terlinden;A.;12-03-1981;Wilgenlaan;12;1995AB;Lindermeer;812,40;2;12-09-2026;nee",
    "LW900002;Oosterveen;B.;04-11-1975;Wilgenlaan;14;1995AB;Lindermeer;n.v.t.;2;12-09-2026;nee",
)
DELIVERY = re.compile(r"/aanleveren/(\d+)/$")


def deliveries(page: Page) -> set[int]:
    """The numbers of the deliveries on a page."""
    links = page.eval_on_selector_all("main a[href]", "all => all.map(a => a.href)")
    return {int(found[1]) for link in links if (found := DELIVERY.search(link))}


def test_a_partners_check(page_of: Callable[..., Page]):
    page = page_of("partner")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aanleveringen")
    own = deliveries(page)
    assert own

    # Its own file: the line that cannot be accepted is marked at its cell, with a sentence.
    page.get_by_role("link", name="Bestand aanleveren").click()
    content = "\r\n".join((HEADER, *LINES)).encode("cp1252")
    page.locator("input[type=file]").set_input_files({"name": "huur.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Probeer dit bestand").click()
    page.get_by_role("button", name=re.compile("ever 2 regels aan")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lindewonen, november 2026")
    expect(page.get_by_text("2 regels gelezen, 1 aangenomen, 1 geweigerd")).to_be_visible()
    refused = page.get_by_role("row").filter(has_text="Oosterveen")
    expect(refused.locator("mark")).to_have_text("n.v.t.")
    expect(refused.locator(".vd-reason")).to_contain_text("bedrag")
    expect(page.get_by_role("main")).not_to_contain_text("Terlinden")
    assert_holds(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith(HEADER)
    assert len(lines) == 2
    assert "Oosterveen" in lines[1]

    # Its answers, and nobody else's.
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Antwoorden").click()
    make = page.get_by_role("button", name="Maak bestand")
    if make.count():
        make.click()
        expect(page.get_by_text(re.compile(r"Het bestand is klaar: \d+ antwoord"))).to_be_visible()
    assert_holds(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").first.click()
    assert download.value.suggested_filename.startswith("terugkoppeling-lindewonen-")
    assert len(download.value.path().read_text(encoding="utf-8-sig").splitlines()) > 1
    page.reload()
    expect(page.get_by_text("door de partner opgehaald").first).to_be_visible()

    # Another's delivery is not there, not even to be refused.
    others = set(range(1, max(own) + 1)) - own
    assert others
    answer = page.goto(f"/aanleveren/{min(others)}/")
    assert answer is not None
    assert answer.status == 404
    assert page.request.get(f"/aanleveren/{min(others)}/geweigerd.csv").status == 404
    expect(page.get_by_role("main")).not_to_contain_text("Zorgbaken")
