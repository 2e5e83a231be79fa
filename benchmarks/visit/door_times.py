"""How long a pair waits: first load of a round, opening it without network, saving a result, sending thirty after three hours."""

from __future__ import annotations

import contextlib
import sqlite3
import statistics
import time
from datetime import datetime, timedelta

from door_town import DOORS, Town, open_round, sign_in
from playwright.sync_api import Page, Playwright

FRAME = "/deur/onderweg/"
AFTER = timedelta(hours=3)
# A result is safe when its screen says so, with the dot or the tick.
SAFE = """() => location.hash.endsWith('/klaar') && document.querySelector('h1').textContent === 'Vastgelegd'
  && document.querySelector('main .vd-dot--waits, main .vd-tick')"""
FORM = """async ([where, note]) => {
  location.hash = where;
  const wanted = () => document.querySelector("form [name=result][value=nobody]") && location.hash === `#${where}`;
  for (let tries = 0; tries < 400 && !wanted(); tries += 1) await new Promise((done) => setTimeout(done, 10));
  document.querySelector("[name=note]").value = note;
}"""
# From the thumb to the word: the page's own clock, so that nothing of the automation is in it.
SAVE = f"""async () => {{
  const safe = {SAFE};
  const soon = () => new Promise((done) => {{
    const {{ port1, port2 }} = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  }});
  const began = performance.now();
  [...document.querySelectorAll("form button")].find((one) => one.textContent.startsWith("Nee, geen kaartje")).click();
  while (!safe()) await soon();
  return performance.now() - began;
}}"""
# The phone's clock stands this many milliseconds back.
CLOCK = "(back) => { window.realNow ??= Date.now; Date.now = () => window.realNow.call(Date) - back; }"


def open_form(page: Page, door: str, note: str) -> None:
    """The last question after "nobody" at a door ("round/stop"), with a note filled in; "v" mends what may stand there."""
    page.evaluate(FORM, [f"{door}/niemand/v/nobody", note])


def timed(playwright: Playwright, town: Town) -> dict[str, object]:
    """Milliseconds of each thing that a pair waits for, in a browser of its own that is not killed."""
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"])
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="nl-NL")
    page = context.new_page()
    page.set_default_timeout(60_000)
    sign_in(page, town)
    open_round(page, town)
    began = time.perf_counter()
    page.get_by_role("button", name="Begin de ronde op deze telefoon").click()
    page.wait_for_url(f"**{FRAME}**")
    page.wait_for_selector("ol a")
    first = time.perf_counter() - began
    doors = [link.split("#")[1] for link in page.eval_on_selector_all("ol a", "all => all.map(each => each.href)")]

    context.set_offline(True)
    again = []
    for _ in range(5):
        began = time.perf_counter()
        page.reload()
        page.wait_for_selector("ol a")
        again.append(time.perf_counter() - began)

    # Tapped three hours ago, by the phone's clock; sent now.
    page.evaluate(CLOCK, AFTER.total_seconds() * 1000)
    saved = []
    for number, door in enumerate(doors):
        open_form(page, door, f"duur-{number:02d}")
        saved.append(page.evaluate(SAVE))
    page.evaluate(CLOCK, 0)
    began = time.perf_counter()
    context.set_offline(False)
    page.get_by_text("Alles aangekomen").wait_for()
    sent = time.perf_counter() - began
    browser.close()
    return {
        "doors": len(doors),
        "first_load_ms": round(first * 1000),
        "open_without_network_ms": round(statistics.median(again) * 1000),
        "save_median_ms": round(statistics.median(saved), 1),
        "save_slowest_ms": round(max(saved), 1),
        "send_thirty_ms": round(sent * 1000),
        "arrived": arrived(town),
    }


def arrived(town: Town) -> dict[str, object]:
    """What the office has of those results: how many, how many of them twice, how long after the tap they came."""
    with contextlib.closing(sqlite3.connect(town.database)) as connection:
        notes = [text for (text,) in connection.execute("SELECT text FROM voordeur_note WHERE text LIKE 'duur-%'")]
        rows = connection.execute(
            "SELECT tapped_at, received_at FROM voordeur_arrival ORDER BY received_at DESC LIMIT ?", [DOORS]
        )
        late = [datetime.fromisoformat(received) - datetime.fromisoformat(tapped) for tapped, received in rows]
    return {
        "results": len(set(notes)),
        "doubled": len(notes) - len(set(notes)),
        "hours_between_tap_and_arrival": round(min(late).total_seconds() / 3600, 2) if late else None,
    }
