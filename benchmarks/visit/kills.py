"""A phone whose battery dies, many times over: what was shown as safe must arrive, and arrive once.

    python benchmarks/visit/kills.py [--kills N] [--seed N]

A real Chromium with a profile on disk taps results at doors, most of the time without network, and is killed (SIGKILL, the
whole group of its processes) at a random moment; then it starts again on the same profile. Each result carries a note that
no other has. At the end everything is sent, and the notes are counted in the server's own database: one that a screen
called safe and that is not there is lost; one that is there twice is doubled. A tap that was killed before its screen said
safe may have arrived or not; twice it may not.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Page, Playwright, sync_playwright

BIN = Path(sys.executable).parent
WEDNESDAY = "2026-11-25"
FRAME = "/deur/onderweg/"
SIZE = {"width": 390, "height": 844}
TAP = """async ([where, note]) => {
  location.hash = where;
  for (let tries = 0; tries < 100 && !document.querySelector("form [name=result][value=nobody]"); tries += 1) {
    await new Promise((done) => setTimeout(done, 20));
  }
  document.querySelector("[name=note]").value = note;
}"""


@dataclass
class Tally:
    """What was tapped, and which of it a screen called safe."""

    tapped: list[str] = field(default_factory=list)
    safe: list[str] = field(default_factory=list)
    kills: int = 0
    without_network: int = 0


class Phone:
    """One Chromium on one profile, of which only this script's own processes are ever killed."""

    def __init__(self, playwright: Playwright, profile: Path) -> None:
        port = _free_port()
        self.process = subprocess.Popen(
            ["/usr/bin/chromium", "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking",
             "--no-first-run", f"--user-data-dir={profile}", f"--remote-debugging-port={port}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        for _ in range(200):
            with contextlib.suppress(Error):
                self.browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}", timeout=5_000)
                break
            time.sleep(0.1)
        self.context: BrowserContext = self.browser.contexts[0]
        self.page: Page = self.context.new_page()
        self.page.set_viewport_size(SIZE)
        self.page.set_default_timeout(60_000)

    def kill(self) -> None:
        """As when the battery dies: nothing is asked, nothing is flushed."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def gone(self) -> None:
        self.process.wait(timeout=20)
        with contextlib.suppress(Error):
            self.browser.close()

    def close(self) -> None:
        """As when somebody closes it: cookies are written."""
        with contextlib.suppress(Error):
            self.browser.new_browser_cdp_session().send("Browser.close")
        self.gone()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--out", type=Path)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="voordeur-kills-") as place, serving(Path(place)) as (address, login):
        with sync_playwright() as playwright:
            tally = play(playwright, Path(place) / "profile", address, login, asked.kills, random.Random(asked.seed))
        told = judged(tally, Path(place) / "demo" / "voordeur.sqlite3") | {"seed": asked.seed}
    print(json.dumps(told, indent=1))
    if asked.out:
        asked.out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    sys.exit(bool(told["lost"] or told["doubled"]))


def play(playwright: Playwright, profile: Path, address: str, login: dict[str, str], kills: int, dice: random.Random) -> Tally:
    """Take a round along, then tap and be killed so many times, then send what is left."""
    phone = Phone(playwright, profile)
    sign_in(phone.page, address, login)
    doors = take_along(phone.page, address)
    phone.close()
    tally = Tally()
    while tally.kills < kills:
        phone = Phone(playwright, profile)
        offline = dice.random() < 0.7
        timer = threading.Timer(dice.uniform(0.2, 4.0), phone.kill)
        try:
            if offline:
                phone.context.set_offline(True)
            phone.page.goto(f"{address}{FRAME}")
            timer.start()
            tap_until_killed(phone.page, doors, tally, dice)
        except Error:
            pass  # the battery is dead, which is what this is about
        finally:
            timer.cancel()
            phone.kill()
            phone.gone()
        tally.kills += 1
        tally.without_network += offline
        print(f"{tally.kills} kills, {len(tally.tapped)} tapped, {len(tally.safe)} shown as safe", file=sys.stderr, flush=True)
    phone = Phone(playwright, profile)
    send_all(phone.page, address, login)
    phone.close()
    return tally


def tap_until_killed(page: Page, doors: list[str], tally: Tally, dice: random.Random) -> None:
    page.wait_for_selector("h1")
    while True:
        note = f"tik-{len(tally.tapped):05d}"
        page.evaluate(TAP, [f"#{dice.choice(doors)}/niemand/v/nobody", note])
        tally.tapped.append(note)
        page.locator("form button", has_text="Nee, geen kaartje").click()
        page.wait_for_function(
            "() => location.hash.endsWith('/klaar') && document.querySelector('h1').textContent === 'Vastgelegd'"
        )
        tally.safe.append(note)


def take_along(page: Page, address: str) -> list[str]:
    page.goto(f"{address}/deur/")
    page.get_by_role("listitem").filter(has_text="0 van").last.get_by_role("link").click()
    page.get_by_role("button", name="Begin de ronde op deze telefoon").click()
    page.wait_for_url(f"**{FRAME}**")
    page.wait_for_selector("ol a")
    return [link.split("#")[1] for link in page.eval_on_selector_all("ol a", "all => all.map(each => each.href)")]


def send_all(page: Page, address: str, login: dict[str, str]) -> None:
    """Until nothing waits any more; signing in again where the session did not outlive the kills."""
    page.goto(f"{address}{FRAME}")
    page.wait_for_timeout(2_000)
    if not page.get_by_text("Alles aangekomen").is_visible():
        page.goto(f"{address}/deur/")
        if "/toegang/" in page.url:
            sign_in(page, address, login)
        page.goto(f"{address}{FRAME}")
    page.get_by_text("Alles aangekomen").wait_for(timeout=300_000)


def judged(tally: Tally, database: Path) -> dict[str, object]:
    """How often each note stands in the database, against what screens called safe."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        counted = Counter(text for (text,) in connection.execute("SELECT text FROM voordeur_note WHERE text LIKE 'tik-%'"))
        held = Counter(text for (text,) in connection.execute("SELECT note FROM voordeur_arrival WHERE note LIKE 'tik-%'"))
    there = counted + held
    return {
        "kills": tally.kills,
        "without_network": tally.without_network,
        "tapped": len(tally.tapped),
        "shown_as_safe": len(tally.safe),
        "arrived": len(there),
        "held_for_the_desk": sum(held.values()),
        "lost": [note for note in tally.safe if not there[note]],
        "doubled": [note for note, times in there.items() if times > 1],
    }


def sign_in(page: Page, address: str, login: dict[str, str]) -> None:
    page.goto(f"{address}/toegang/login/", wait_until="domcontentloaded")
    page.fill("input[name=login]", login["user"])
    page.fill("input[name=password]", login["password"])
    page.press("input[name=password]", "Enter")
    page.wait_for_selector("input[name=code]")
    told = subprocess.run([str(BIN / "voordeur"), "code", login["totp_secret"]], capture_output=True, text=True, check=True)
    page.fill("input[name=code]", told.stdout.split()[0])
    page.press("input[name=code]", "Enter")
    page.wait_for_url(lambda url: "/toegang/" not in url)


@contextlib.contextmanager
def serving(place: Path):
    """The demonstration town on a folder of its own; gives its address and the visitor's login."""
    port, logins = _free_port(), place / "logins.json"
    environment = {**os.environ, "VOORDEUR_DATA": str(place), "VOORDEUR_TODAY": WEDNESDAY}
    demo = subprocess.Popen(
        [str(BIN / "voordeur"), "demo", "--port", str(port), "--logins", str(logins)], env=environment, cwd=place,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        address = next(line.split()[0].rstrip("/") for line in demo.stdout or () if line.startswith("http://"))
        yield address, next(one for one in json.loads(logins.read_text()) if one["role"] == "visitor")
    finally:
        demo.terminate()
        demo.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])


if __name__ == "__main__":
    main()
