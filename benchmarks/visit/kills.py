"""A phone whose battery dies, many times over: what was shown as safe must arrive, and arrive once.

    python benchmarks/visit/kills.py [--kills N] [--seed N] [--out FILE]

A real Chromium with a profile on disk takes a round of thirty doors along and taps results, most of the time without network.
It is killed (SIGKILL, the whole group of its processes) at a random moment, and started again on the same profile; in a part
of the runs with network the server is killed too, so that it dies while it takes results in. Each result carries a note that no
other has. At the end everything is sent, and the notes are counted in the server's own database: one that a screen called safe
and that is not there is lost; one that is there twice is doubled. A tap that was killed before its screen said safe may have
arrived or not; twice it may not. The seed decides what is tapped where and when which process is killed; what the processes
were doing at that moment is theirs. Before the kills the waiting of a pair is timed: see `door_times.py`.
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

from door_times import SAFE, open_form, timed
from door_town import Town, open_round, sign_in
from playwright.sync_api import BrowserContext, Error, Page, Playwright, sync_playwright

FRAME = "/deur/onderweg/"
SIZE = {"width": 390, "height": 844}
OUT = Path(__file__).parents[2] / "var" / "bench" / "visit" / "kills.json"
WITHOUT_NETWORK, SERVER_DIES = 0.7, 0.5  # shares: of all runs, and of those with network
SHORTEST, LONGEST = 0.1, 2.5  # seconds until the battery dies


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
             "--disable-extensions", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}",
             f"--remote-debugging-port={port}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        for _ in range(600):
            with contextlib.suppress(Error):
                self.browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}", timeout=5_000)
                break
            time.sleep(0.05)
        self.context: BrowserContext = self.browser.contexts[0]
        self.page: Page = self.context.pages[0] if self.context.pages else self.context.new_page()
        self.page.set_viewport_size(SIZE)
        self.page.set_default_timeout(60_000)

    def kill(self) -> None:
        """As when the battery dies: nothing is asked, nothing is flushed."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def gone(self) -> None:
        """Wait until nothing of it runs."""
        self.process.wait(timeout=20)
        with contextlib.suppress(Error):
            self.browser.close()

    def close(self) -> None:
        """As when somebody closes it: cookies are written."""
        with contextlib.suppress(Error):
            self.browser.new_browser_cdp_session().send("Browser.close")
        self.gone()


def main() -> None:
    """Play, judge, write down. Ends with 1 when anything was lost or doubled."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--out", type=Path, default=OUT)
    asked = options.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="voordeur-kills-") as place, sync_playwright() as playwright:
        town = Town(Path(place))
        try:
            town.start()
            times = timed(playwright, town)
            say(json.dumps(times))
            tally = play(playwright, Path(place) / "profile", town, asked.kills, random.Random(asked.seed))
        finally:
            town.end()
        told = judged(tally, town) | {"seed": asked.seed, "minutes": round((time.monotonic() - began) / 60, 1), "times": times}
    print(json.dumps(told, indent=1))
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    sys.exit(bool(told["lost"] or told["doubled"]))


def play(playwright: Playwright, profile: Path, town: Town, kills: int, dice: random.Random) -> Tally:
    """Take a round along, then tap and be killed so many times, then send what is left."""
    phone = Phone(playwright, profile)
    sign_in(phone.page, town)
    doors = take_along(phone.page, town)
    phone.close()
    tally = Tally()
    while tally.kills < kills:
        phone = Phone(playwright, profile)
        offline, server_dies = dice.random() < WITHOUT_NETWORK, dice.random() < SERVER_DIES
        timers = [threading.Timer(dice.uniform(SHORTEST, LONGEST), phone.kill)]
        if server_dies and not offline:
            timers.append(threading.Timer(dice.uniform(SHORTEST, LONGEST), town.kill))
        try:
            phone.context.set_offline(offline)
            phone.page.goto(f"{town.address}{FRAME}")
            for timer in timers:
                timer.start()
            tap_until_killed(phone.page, doors, tally, dice)
        except Error:
            pass  # the battery is dead, which is what this is about
        finally:
            for timer in timers:
                timer.cancel()
                if timer.is_alive():
                    timer.join()
            phone.kill()
            phone.gone()
        if len(timers) > 1:
            town.end()
            town.start()
        tally.kills += 1
        tally.without_network += offline
        say(f"{tally.kills} kills, {town.kills} of the server, {len(tally.tapped)} tapped, {len(tally.safe)} shown as safe")
    phone = Phone(playwright, profile)
    send_all(phone.page, town)
    phone.close()
    return tally


def tap_until_killed(page: Page, doors: list[str], tally: Tally, dice: random.Random) -> None:
    """Results, one after the other, at any door; at a door that has one it is a mistake mended."""
    page.wait_for_selector("h1")
    while True:
        note = f"tik-{len(tally.tapped):05d}"
        open_form(page, dice.choice(doors), note)
        tally.tapped.append(note)
        page.locator("form button", has_text="Nee, geen kaartje").click()
        page.wait_for_function(SAFE)
        tally.safe.append(note)


def take_along(page: Page, town: Town) -> list[str]:
    """Take the thirty doors along; gives where each stands ("round/stop")."""
    open_round(page, town)
    page.get_by_role("button", name="Begin de ronde op deze telefoon").click()
    page.wait_for_url(f"**{FRAME}**")
    page.wait_for_selector("ol a")
    return [link.split("#")[1] for link in page.eval_on_selector_all("ol a", "all => all.map(each => each.href)")]


def send_all(page: Page, town: Town) -> None:
    """Until nothing waits any more; signing in again where the session did not outlive the kills."""
    page.goto(f"{town.address}{FRAME}")
    page.wait_for_timeout(2_000)
    if not page.get_by_text("Alles aangekomen").is_visible():
        page.goto(f"{town.address}/deur/")
        if "/toegang/" in page.url:
            sign_in(page, town)
        page.goto(f"{town.address}{FRAME}")
    page.get_by_text("Alles aangekomen").wait_for(timeout=300_000)


def judged(tally: Tally, town: Town) -> dict[str, object]:
    """How often each note stands in the database, against what screens called safe."""
    with contextlib.closing(sqlite3.connect(town.database)) as connection:
        counted = Counter(text for (text,) in connection.execute("SELECT text FROM voordeur_note WHERE text LIKE 'tik-%'"))
        held = Counter(text for (text,) in connection.execute("SELECT note FROM voordeur_arrival WHERE note LIKE 'tik-%'"))
    there = counted + held
    return {
        "kills": tally.kills,
        "without_network": tally.without_network,
        "kills_of_the_server": town.kills,
        "tapped": len(tally.tapped),
        "shown_as_safe": len(tally.safe),
        "arrived": len(there),
        "held_for_the_desk": sum(held.values()),
        "lost": [note for note in tally.safe if not there[note]],
        "doubled": [note for note, times in there.items() if times > 1],
    }


def say(text: str) -> None:
    """One line of progress."""
    print(text, file=sys.stderr, flush=True)


def _free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])


if __name__ == "__main__":
    main()
