"""Voordeur with a fictional town, worked through for three months by one of the five working methods; or over given deliveries.

It runs on a database and files of its own below the data folder (var/demo), made anew each time; a real installation is
not touched. Everything is served on this machine only.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import shutil
import socket
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4
from zlib import crc32

from voordeur.calendar import next_working_day
from voordeur.demo.plans import DEFAULT, programmes_shown
from voordeur.site.command import start_django

if TYPE_CHECKING:
    from voordeur.connections.notify.stand_in import Held
    from voordeur.demo.people import Staff

HOST = "127.0.0.1"
MARK = "this-is-a-demonstration"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-serve", action="store_true", help="stop when everything has been worked through")
    parser.add_argument("--port", type=int, default=8000, help="port of the web server (default 8000)")
    parser.add_argument("--logins", type=Path, metavar="FILE", help="write the logins as JSON")
    parser.add_argument(
        "--programme", choices=(*programmes_shown(), "all"), default=DEFAULT,
        help=f"which working method is shown, each in a town of its own; all: in one installation (default {DEFAULT})",
    )  # fmt: skip
    given = parser.add_argument_group("over given deliveries")
    given.add_argument("--deliveries", type=Path, metavar="DIR", help="month folders (2026-08, …) with PARTNER.* files")
    given.add_argument("--register", type=Path, metavar="FILE", help="the population register as CSV")
    given.add_argument("--partners", type=Path, metavar="FILE", help="partner list (default: DIR/partners.csv)")
    given.add_argument("--municipality", metavar="CODE,…", help="municipalities served (default: all in the register)")
    given.add_argument("--threshold", type=float, default=50, metavar="EURO", help="a signal below this closes (default 50)")
    given.add_argument("--json", type=Path, metavar="FILE", help="write the figures per month")
    given.add_argument("--lines", type=Path, metavar="FILE", help="write what became of every line, as CSV")


def run(args: argparse.Namespace) -> int:
    if fault := _fault(args):
        print(f"voordeur demo: {fault}", file=sys.stderr)
        return 2
    brp_port, notify_port = _free_port(), _free_port()
    _environment(brp_port, "demo-deliveries" if args.deliveries else "demo")
    key = f"demo-{uuid4()}-{uuid4()}"
    notify = {"kind": "notify", "url": f"http://{HOST}:{notify_port}", "key": key, "token": secrets.token_urlsafe()}
    os.environ["CARRIERS"] = json.dumps({"notify": notify})
    os.environ["VOORDEUR_PUBLIC_URL"] = f"http://{HOST}:{args.port}"
    if not args.deliveries:
        _on_a_working_day()
    start_django()

    from voordeur.connections.brp.stand_in import read_rows, serve
    from voordeur.connections.notify import stand_in as notify_stand_in
    from voordeur.demo.given import Unusable
    from voordeur.demo.play import plays
    from voordeur.shell.clock import today
    from voordeur.site.prepare import prepare_database

    try:
        prepare_database()
        towns = () if args.deliveries else plays(args.programme, today())
        rows = [row for town in towns for row in town.register()] or read_rows(args.register)
        carrier = notify_stand_in.NotifyService(key, fate=_fate, prompt=True)
        with serve(rows, brp_port), notify_stand_in.serve(carrier, notify_port):
            staff = [town.play(_say) for town in towns] or [_given(args, rows)]
            _write_logins(args.logins, staff)
            return 0 if args.no_serve else _serve(args.port, staff)
    except Unusable as fault:
        print(f"voordeur demo: {fault}", file=sys.stderr)
        return 2


def _fate(held: Held) -> str:
    """What becomes of a message in the demonstration: now and then an address does not exist, or a telephone is off."""
    chance = crc32(held.to.encode()) % 20
    if held.kind == "letter" or chance > 2:
        return "received" if held.kind == "letter" else "delivered"
    return "temporary-failure" if chance == 2 else "permanent-failure"


def _fault(args: argparse.Namespace) -> str:
    if bool(args.deliveries) != bool(args.register):
        return "--deliveries DIR and --register FILE go together."
    if args.register and not args.register.is_file():
        return f"{args.register}: there is no such register file."
    if not args.no_serve and not _is_free(args.port):
        return f"port {args.port} is taken; choose another with --port."
    return ""


def _is_free(port: int) -> bool:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((HOST, port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind((HOST, 0))
        return int(attempt.getsockname()[1])


def _environment(brp_port: int, name: str) -> None:
    """Point the settings at an empty folder of our own and at the register's stand-in; nothing of a real installation."""
    place = Path(os.environ.get("VOORDEUR_DATA", "var")).resolve() / name
    if place.exists():
        if any(place.iterdir()) and not (place / MARK).exists():
            sys.exit(f"voordeur demo: {place} holds something that is no demonstration; move it away first.")
        shutil.rmtree(place)
    place.mkdir(parents=True)
    (place / MARK).touch()
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("BRP_KEY", None)
    os.environ["VOORDEUR_DATA"] = str(place)
    os.environ["VOORDEUR_HTTP"] = "1"
    os.environ["BRP_URL"] = f"http://{HOST}:{brp_port}/haalcentraal/api/brp"


def _on_a_working_day() -> None:
    """On a Sunday nobody rings and no round is walked: the generated town then lives on the next working day."""
    now = date.today()  # noqa: DTZ011 - the day on this machine's own calendar
    if not os.environ.get("VOORDEUR_TODAY") and next_working_day(now) != now:
        os.environ["VOORDEUR_TODAY"] = next_working_day(now).isoformat()


def _given(args: argparse.Namespace, register: list[dict[str, str]]) -> Staff:
    from voordeur.connections.brp import configured_register
    from voordeur.demo import fates, given
    from voordeur.demo.people import engage

    folders = given.read_folders(args.deliveries)
    listed = given.read_partners(args.partners or args.deliveries / "partners.csv")
    given.check_partners(folders, listed)
    codes = args.municipality.split(",") if args.municipality else given.municipality_codes(register)
    office, partners = given.found_office(codes=codes, partners=listed, threshold_cents=round(args.threshold * 100))
    staff = engage(office, next(iter(partners.values())).organisation)
    outcome = given.deliver_months(office, partners, folders, register=configured_register(), progress=_say)
    print(fates.table(outcome.months))
    if args.json:
        args.json.write_text(json.dumps({"months": outcome.months}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if args.lines:
        args.lines.write_text(fates.lines_csv(outcome.lines), encoding="utf-8")
    return staff


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _write_logins(place: Path | None, staff: Sequence[Staff]) -> None:
    if place:
        place.touch(mode=0o600)
        logins = [login.as_json() for one in staff for login in one.logins]
        place.write_text(json.dumps(logins, indent=1) + "\n", encoding="utf-8")


def _serve(port: int, staff: Sequence[Staff]) -> int:
    from voordeur.demo.people import tell
    from voordeur.site.processes import heed_signals, run_together, web_server, worker

    logins = [login for one in staff for login in one.logins]
    heed_signals()
    return run_together(
        [web_server(host=HOST, port=port), worker()],
        answers_at=(HOST, port),
        answered=lambda: print(f"\nhttp://{HOST}:{port}/    (Ctrl-C ends it)\n\n{tell(logins)}", flush=True),
    )
