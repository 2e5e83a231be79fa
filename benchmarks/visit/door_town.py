"""A generated town with one round of thirty doors, served so that it can be killed and started again, and how one signs in."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page

from voordeur.site.processes import web_server

BIN = Path(sys.executable).parent
HOST = "127.0.0.1"
TODAY = "2026-11-25"  # the day that it is in the town
DOORS = 30
MAKE_ROUND = f"""
from datetime import date
from voordeur.accounts.models import User
from voordeur.record.models import Case
from voordeur.stages.visit.actions import make_round
from voordeur.stages.visit.models import Stop
vera, karim = User.objects.get(email="vera@voorbeeld.test"), User.objects.get(email="karim@voorbeeld.test")
free = Case.objects.filter(organisation=vera.organisation, closed_on=None, takings__signal__superseded_by=None)
free = free.exclude(household__residents=None).exclude(pk__in=Stop.objects.values("case")).distinct().order_by("pk")
make_round(organisation=vera.organisation, on=date.fromisoformat("{TODAY}"), day_part="Avond", first=vera, second=karim,
           cases=[case.pk for case in free[:{DOORS}]], by=User.objects.get(email="clara@voorbeeld.test"))
"""


class Town:
    """An installation in a folder, and the process group of its web server."""

    def __init__(self, place: Path) -> None:
        self.place, self.port = place, _free_port()
        self.address = f"http://{HOST}:{self.port}"
        self.server: subprocess.Popen[bytes] | None = None
        self.kills = 0
        logins = place / "logins.json"
        made = [str(BIN / "voordeur"), "demo", "--no-serve", "--logins", str(logins)]
        subprocess.run(made, env=self._environment(place), cwd=place, stdout=subprocess.DEVNULL, check=True)
        shell = [str(BIN / "voordeur"), "manage", "shell", "-v0", "-c", MAKE_ROUND]
        subprocess.run(shell, env=self._environment(place / "demo"), stdout=subprocess.DEVNULL, check=True)
        self.login = next(one for one in json.loads(logins.read_text()) if one["role"] == "visitor")
        self.database = place / "demo" / "voordeur.sqlite3"

    def start(self) -> None:
        """Serve it; returns when it answers."""
        said = (self.place / "server.log").open("ab")
        self.server = subprocess.Popen(
            web_server(host=HOST, port=self.port, workers=1), env=self._environment(self.place / "demo"), cwd=self.place,
            stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True,
        )  # fmt: skip
        for _ in range(600):
            with contextlib.suppress(URLError, OSError):
                urlopen(f"{self.address}/deur/onderweg/", timeout=30).close()
                return
            time.sleep(0.1)
        raise RuntimeError(f"the town does not answer: see {self.place / 'server.log'}")

    def kill(self) -> None:
        """As when the machine loses its power."""
        self.kills += 1
        self.end()

    def end(self) -> None:
        """Nothing of it runs any more."""
        if self.server and self.server.poll() is None:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait(timeout=20)

    def _environment(self, data: Path) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("VOORDEUR_", "DJANGO_", "DATABASE_URL"))}
        return {**kept, "VOORDEUR_DATA": str(data), "VOORDEUR_TODAY": TODAY, "VOORDEUR_HTTP": "1"}


def sign_in(page: Page, town: Town) -> None:
    """Come in by the real door."""
    page.goto(f"{town.address}/toegang/login/", wait_until="domcontentloaded")
    page.fill("input[name=login]", town.login["user"])
    page.fill("input[name=password]", town.login["password"])
    page.press("input[name=password]", "Enter")
    page.wait_for_selector("input[name=code]")
    told = subprocess.run([str(BIN / "voordeur"), "code", town.login["totp_secret"]], capture_output=True, text=True, check=True)
    page.fill("input[name=code]", told.stdout.split()[0])
    page.press("input[name=code]", "Enter")
    page.wait_for_url(lambda url: "/toegang/" not in url)


def open_round(page: Page, town: Town) -> None:
    """The page of the round of thirty doors."""
    page.goto(f"{town.address}/deur/")
    page.get_by_role("listitem").filter(has_text=f"van {DOORS} deuren").get_by_role("link").click()
    page.get_by_role("button", name="Begin de ronde op deze telefoon").wait_for()


def _free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind((HOST, 0))
        return int(attempt.getsockname()[1])
