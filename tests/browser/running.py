"""The real thing for a browser: ./demo's own command, served, and how its people sign in."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page

from voordeur.demo.people import Login

BIN = Path(sys.executable).parent
CHROMIUM = {
    "executable_path": "/usr/bin/chromium",
    "args": ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"],
}
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
WEDNESDAY = "2026-11-25"  # the day that it is in the town


@dataclass(frozen=True)
class RunningTown:
    """A served demonstration: its address, the login of each role, and the folder of its data."""

    address: str
    logins: dict[str, Login]
    data: Path

    def does(self, code: str) -> None:
        """Run a few lines of Python in the town's own installation."""
        environment = {**os.environ, "VOORDEUR_DATA": str(self.data / "demo"), "VOORDEUR_TODAY": WEDNESDAY}
        for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
            environment.pop(name, None)
        subprocess.run([str(BIN / "voordeur"), "manage", "shell", "-v0", "-c", code], env=environment, check=True)  # noqa: S603


@contextmanager
def running_town() -> Iterator[RunningTown]:
    """Generate a town in a folder of its own, serve it, end everything afterwards."""
    with tempfile.TemporaryDirectory(prefix="voordeur-browser-") as place:
        port, logins, log = _free_port(), Path(place) / "logins.json", Path(place) / "log"
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("VOORDEUR_", "DJANGO_", "DATABASE_URL"))}
        with log.open("wb") as said:
            demo = subprocess.Popen(  # noqa: S603
                [str(BIN / "voordeur"), "demo", "--port", str(port), "--logins", str(logins)],
                env={**kept, "VOORDEUR_DATA": place, "VOORDEUR_TODAY": WEDNESDAY}, cwd=place,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, text=True,
            )  # fmt: skip
            try:
                address = _address(demo, log)
                # The first answer waits for everything to be imported; on a busy machine that takes longer than a page may.
                urlopen(f"{address}/toegang/login/", timeout=120).close()  # noqa: S310
                entries = json.loads(logins.read_text(encoding="utf-8"))
                yield RunningTown(address, {entry["role"]: Login(**entry) for entry in entries}, Path(place))
            finally:
                demo.terminate()
                demo.communicate(timeout=30)


def _address(demo: subprocess.Popen[str], log: Path) -> str:
    """The address that the demonstration prints as soon as it answers."""
    assert demo.stdout is not None
    for line in demo.stdout:
        if line.startswith("http://"):
            return line.split()[0].rstrip("/")
    raise AssertionError(f"the demonstration did not start:\n{log.read_text(encoding='utf-8')[-4000:]}")


def _free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])


def sign_in(page: Page, town: RunningTown, role: str) -> None:
    """Come in by the real door: password, then the code of this half minute (which can be used once)."""
    login = town.logins[role]
    page.goto(f"{town.address}/toegang/login/")
    page.fill("input[name=login]", login.user)
    page.fill("input[name=password]", login.password)
    page.press("input[name=password]", "Enter")
    page.wait_for_selector("input[name=code]")
    page.fill("input[name=code]", login.code())
    page.press("input[name=code]", "Enter")
    page.wait_for_url(lambda url: "/toegang/" not in url)
