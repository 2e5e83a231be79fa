"""Take in 100,000 lines and measure time and memory: `.venv/bin/python benchmarks/deliver.py` writes docs/benchmarks/deliver.md.

Each run is a process of its own on an empty SQLite database below a temporary folder: the file is made, stored, and every
line judged and kept (`store` and `read_lines`; matching comes after and is measured elsewhere).
"""

from __future__ import annotations

import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

LINES = 100_000
LIMIT_MIB = 500
KINDS = ("csv", "xlsx", "json")
PLACE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks" / "deliver.md"
_NAMES = (
    "klantnummer voorletters voorvoegsel achternaam geboortedatum straat huisnummer toevoeging postcode woonplaats telefoon "
    "email bedrag maanden vervaldatum"
)
HEADER = _NAMES.split(" ")
TODAY = date(2026, 10, 22)


def rows(lines: int) -> Iterator[list[str | int | float]]:
    """Arrears of nobody; one in fifty cannot be accepted."""
    chance = random.Random(5)
    for number in range(lines):
        due = TODAY - timedelta(days=chance.randint(35, 95))
        yield [
            f"K{number:07d}",
            "A.B.",
            chance.choice(["", "van", "de"]),
            f"Molenaar{chance.randint(1, 40_000)}",
            f"{chance.randint(1, 28):02d}-{chance.randint(1, 12):02d}-{chance.randint(1940, 2004)}",
            "Merelstraat",
            chance.randint(1, 400),
            "",
            f"{chance.randint(1000, 9999)}AB",
            "Waterstad",
            f"06000{number % 100_000:05d}",
            f"k{number}@voorbeeld.test",
            "" if number % 50 == 0 else chance.randint(5_100, 300_000) / 100,
            2,
            due.isoformat(),
        ]


def write(kind: str, place: Path) -> None:
    """One large file of a kind, written without holding it in memory."""
    if kind == "csv":
        with place.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, delimiter=";")
            writer.writerow(HEADER)
            writer.writerows(rows(LINES))
    elif kind == "json":
        with place.open("w", encoding="utf-8") as out:
            out.write('{"signalen": [')
            for number, row in enumerate(rows(LINES)):
                out.write((",\n" if number else "\n") + json.dumps(dict(zip(HEADER, row, strict=True)), indent=1))
            out.write("]}")
    else:
        book = xlsxwriter.Workbook(str(place), {"constant_memory": True})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        for number, row in enumerate(rows(LINES), start=1):
            sheet.write_row(number, 0, row)
        book.close()


def take_in(place: Path) -> None:
    """The measured process: store, then read; prints its own figures as JSON."""
    from voordeur.site.command import start_django

    start_django()

    from django.core.management import call_command

    from voordeur.accounts.models import Organisation
    from voordeur.record.models import Partner
    from voordeur.stages.deliver import actions

    call_command("migrate", verbosity=0)
    desk = Organisation.objects.create(name="Noorderlicht", kind="executing")
    partner = Partner.objects.create(code="thuisgoed", name="Thuisgoed", kind="Huur", attested=True, receiver=desk)
    started = time.perf_counter()
    with place.open("rb") as content:
        stored = actions.store(partner=partner, name=place.name, content=content, on=TODAY, by=None)
    kept = time.perf_counter()
    actions.read_lines(stored.delivery)
    actions.finish(stored.delivery)
    done = time.perf_counter()
    delivery = stored.delivery
    print(
        json.dumps(
            {
                "store": kept - started,
                "read": done - kept,
                "cpu": time.process_time(),
                "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "delivered": delivery.delivered,
                "accepted": delivery.accepted,
                "refused": delivery.refused,
            }
        )
    )


def main() -> int:
    """Measure each kind in a process of its own; 1 when memory goes over the limit or a line is lost."""
    lines = [
        "# Taking in a large file",
        "",
        f"`.venv/bin/python benchmarks/deliver.py`: {LINES:,} lines of {len(HEADER)} columns, SQLite, one process each;",
        f"peak memory is of the whole process (limit {LIMIT_MIB} MiB). {os.cpu_count()} cores with a load of "
        f"{os.getloadavg()[0]:.1f} from other work at the start, so that processor time says more than the clock.",
        "",
        "| file | size | store | judge and keep | processor time | peak memory | delivered = accepted + refused |",
        "|---|---|---|---|---|---|---|",
    ]
    good = True
    for kind in KINDS:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / f"groot.{kind}"
            write(kind, place)
            environment = {**os.environ, "VOORDEUR_DATA": folder}
            environment.pop("DATABASE_URL", None)
            words = [sys.executable, __file__, str(place)]
            done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
            found = json.loads(done.stdout.splitlines()[-1])
            good &= found["mib"] < LIMIT_MIB and found["delivered"] == found["accepted"] + found["refused"] == LINES
            lines.append(
                f"| {kind} | {place.stat().st_size / 1e6:.0f} MB | {found['store']:.0f} s | {found['read']:.0f} s "
                f"| {found['cpu']:.0f} s "
                f"| {found['mib']:.0f} MiB | "
                f"{found['delivered']:,} = {found['accepted']:,} + {found['refused']:,} |"
            )
            print(lines[-1], flush=True)
            PLACE.parent.mkdir(parents=True, exist_ok=True)
            PLACE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0 if good else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        take_in(Path(sys.argv[1]))
    else:
        sys.exit(main())
