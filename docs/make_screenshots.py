"""Makes docs/screenshots/*.png from the running demonstration, so that the pictures never age.

.venv/bin/python docs/make_screenshots.py [NAME…]      (without: all; needs what ./check installs)
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import settings_for_tests  # noqa: E402, F401  (a data folder of its own)
from voordeur.site.command import start_django  # noqa: E402

start_django()

from playwright.sync_api import Browser, FilePayload, Page, sync_playwright  # noqa: E402

from browser.running import CHROMIUM, DESKTOP, PHONE, WEDNESDAY, RunningTown, running_town, sign_in  # noqa: E402
from voordeur.demo.play import plays  # noqa: E402

PLACE = ROOT / "docs" / "screenshots"


@dataclass(frozen=True)
class Shot:
    """One picture: who looks, where it starts, and which kinds of link are followed from there (patterns of addresses).

    `do` names what is done on the screen before the picture is taken.
    """

    name: str
    role: str
    start: str
    follow: tuple[str, ...] = ()
    size: str = "desktop"
    do: str = ""


SIZES = {"desktop": DESKTOP, "phone": PHONE}
SHOTS = (
    Shot("vandaag", "coordinator", "/"),
    Shot("vandaag-telefoon", "coordinator", "/", size="phone"),
    Shot("zaken", "coordinator", "/zaken/"),
    Shot("huishouden", "coordinator", "/zaken/?stand=open", (r"/zaak/\d+/$",)),
    Shot("aanlevering", "coordinator", "/aanleveren/", (r"/aanleveren/\d+/$",)),
    Shot("kolommen", "coordinator", "/aanleveren/nieuw/", do="try_a_file"),
    Shot("twijfel", "coordinator", "/dubbelen/", (r"/dubbelen/\d+/$",)),
    Shot("post", "coordinator", "/post/"),
    Shot("ronde", "coordinator", "/huisbezoek/", (r"/huisbezoek/\d+/$",)),
    Shot("terugkoppelen", "coordinator", "/terugkoppelen/"),
    Shot("cijfers", "manager", "/verantwoorden/"),
    Shot("deuren-telefoon", "visitor", "/deur/", (r"/deur/\d+/$",), size="phone"),
    Shot("aan-de-deur-telefoon", "visitor", "/deur/", (r"/deur/\d+/$", r"/deur/\d+/\d+/$"), size="phone"),
    Shot("kaartje-telefoon", "visitor", "/deur/", (r"/deur/\d+/$", r"/deur/\d+/\d+/$", r"hoe=niemand"), size="phone"),
    Shot("partner", "partner", "/aanleveren/"),
    Shot("logboek", "privacy_officer", "/privacy/logboek/"),
    Shot("vergeten", "privacy_officer", "/privacy/"),
    Shot("beheer", "administrator", "/beheer/"),
)


def try_a_file(page: Page) -> None:
    """Upload a creditor's first file, so that the proposed columns stand there to be confirmed."""
    (town,) = plays("coevorden", date.fromisoformat(WEDNESDAY))
    page.get_by_label("Van welke partner is dit bestand?").select_option(label="Warmtebron")
    file: FilePayload = {"name": "achterstanden.csv", "mimeType": "text/csv", "buffer": town.newcomers_file()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Probeer dit bestand").click()
    page.get_by_text("Zo lezen wij de kolommen").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('details summary').scrollIntoView()")


DOING: dict[str, Callable[[Page], None]] = {"try_a_file": try_a_file}


def take(shot: Shot, page: Page, town: RunningTown) -> None:
    """Walk to the screen and take the picture."""
    page.set_viewport_size(SIZES[shot.size])
    page.goto(town.address + shot.start, wait_until="load")
    for pattern in shot.follow:
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
        found = next((link for link in links if re.search(pattern, link)), None)
        if found is None:
            raise SystemExit(f"{shot.name}: no link like {pattern} on {page.url}")
        page.goto(found, wait_until="load")
    if shot.do:
        DOING[shot.do](page)
    page.screenshot(path=PLACE / f"{shot.name}.png", animations="disabled")


def take_all(browser: Browser, town: RunningTown, wanted: set[str]) -> None:
    """All pictures, role by role: each signs in once."""
    for role in dict.fromkeys(shot.role for shot in SHOTS):
        shots = [shot for shot in SHOTS if shot.role == role and (not wanted or shot.name in wanted)]
        if not shots:
            continue
        page = browser.new_context(locale="nl-NL").new_page()
        sign_in(page, town, role)
        for shot in shots:
            take(shot, page, town)
            print(PLACE / f"{shot.name}.png")


if __name__ == "__main__":
    PLACE.mkdir(exist_ok=True)
    with running_town() as town, sync_playwright() as playwright:
        take_all(playwright.chromium.launch(**CHROMIUM), town, set(sys.argv[1:]))
