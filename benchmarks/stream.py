"""How long one delivery takes from file to answer, stage by stage: `.venv/bin/python benchmarks/stream.py`.

Writes docs/benchmarks/stream.md: for 2,000 and for 20,000 lines of the demonstration's town, each on an empty SQLite database,
the seconds of each stage, its queries per 500 signals, how much the last batch takes more than the first, and the peak
memory. The population register is asked over HTTP; its stand-in runs in a process of its own.
"""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

SIZES = (2_000, 20_000)
BATCH = 500
TODAY = date(2026, 10, 25)
PLACE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks" / "stream.md"
STAGES = ("deliver", "match", "triage", "reach", "answer")


def measured(lines: int) -> None:
    """The measured process: one file walks through the stream; prints its figures as JSON."""
    from voordeur.site.command import start_django

    start_django()

    from django.core.management import call_command
    from django.db import connection

    from voordeur import stream
    from voordeur.accounts.models import Municipality, Organisation
    from voordeur.connections.brp import HttpRegister
    from voordeur.demo import arrears, files, town
    from voordeur.record.models import Partner

    call_command("migrate", verbosity=0)
    chance = Random(11)
    people = town.make_town(chance, today=TODAY)
    content = files.insurers_csv(_rows(chance, people, lines, arrears))
    office = Organisation.objects.create(name="Noorderlicht", kind="executing")
    office.municipalities.add(Municipality.objects.create(code=town.CODE, name=town.NAME))
    partner = Partner.objects.create(code="zorgbaken", name="Zorgbaken", kind="Zorg", receiver=office)

    took: dict[str, list[float]] = defaultdict(list)
    queries: dict[str, int] = defaultdict(int)
    ran = [0]

    def count(execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
        ran[0] += 1
        return execute(sql, params, many, context)

    def timed(stage: str, function: Callable) -> Callable:
        def wrapped(*words: Any, **named: Any) -> Any:
            began, before = time.perf_counter(), ran[0]
            try:
                return function(*words, **named)
            finally:
                took[stage].append(time.perf_counter() - began)
                queries[stage] += ran[0] - before

        return wrapped

    for stage, room, name in (
        ("deliver", stream.deliver, "store"), ("deliver", stream.deliver, "read_lines"), ("match", stream.match, "link_signals"),
        ("triage", stream.triage, "take_up"), ("triage again", stream.triage, "take_up_again"), ("reach", stream.reach, "plan"),
        ("answer", stream.answer, "answer_signals"), ("report", stream.report, "count_month"),
    ):  # fmt: skip
        setattr(room, name, timed(stage, getattr(room, name)))
    register = HttpRegister(os.environ["BRP_URL"], "")
    began = time.perf_counter()
    with connection.execute_wrapper(count):
        delivery = stream.receive(
            partner=partner, name="groot.csv", content=io.BytesIO(content), on=TODAY, by=None, register=register
        )
        if delivery.state != "done":
            stream.carry_on(delivery, register=register)
    delivery.refresh_from_db()
    print(
        json.dumps(
            {
                "lines": lines,
                "accepted": delivery.accepted,
                "state": delivery.state,
                "seconds": time.perf_counter() - began,
                "cpu": time.process_time(),
                "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "took": took,
                "queries": queries,
            }
        )
    )


def _rows(chance: Random, people: Any, lines: int, arrears: Any) -> list[Any]:
    """So many lines about grown-ups of the town, damaged as the demonstration's; some people twice or more."""
    months = (TODAY.replace(day=1),) * 3
    grown = [p for p in people.people() if (TODAY - p.born).days > arrears.ADULT_DAYS]
    made = [arrears._debt(chance, chance.choice(grown), arrears.CREDITORS[0], months) for _ in range(lines)]
    return [debt.row for debt in made]


def serve_register() -> None:
    """The stand-in of the register in a process of its own, until it is ended; prints its address."""
    from voordeur.site.command import start_django

    start_django()
    from voordeur.connections.brp.stand_in import serve
    from voordeur.demo import town

    with serve(town.make_town(Random(11), today=TODAY).register()) as url:
        print(url, flush=True)
        time.sleep(timedelta(hours=1).total_seconds())


def main() -> int:
    """Measure each size; 1 when a line was lost."""
    head = [
        "# One delivery from file to answer",
        "",
        "`.venv/bin/python benchmarks/stream.py`: a CSV of one creditor, SQLite, an empty database each; the register's stand-in",
        "answers over HTTP from a process of its own. Seconds, and queries per 500 signals, of each stage; growth: what the last",
        "batch of 500 takes, compared to the first; other work on the machine shows in it.",
        "",
    ]
    rows = ["| lines | stage | seconds | ms a line | queries per 500 | last batch : first |", "|---|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory(prefix="voordeur-stream-") as folder:
        environment = {**os.environ, "VOORDEUR_HTTP": "1"}
        environment.pop("DATABASE_URL", None)
        stand_in = subprocess.Popen(
            [sys.executable, __file__, "register"],
            env={**environment, "VOORDEUR_DATA": f"{folder}/register"}, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            assert stand_in.stdout is not None
            environment["BRP_URL"] = stand_in.stdout.readline().strip()
            for size in SIZES:
                own = {**environment, "VOORDEUR_DATA": f"{folder}/{size}"}
                done = subprocess.run(
                    [sys.executable, __file__, "measured", str(size)], env=own, stdout=subprocess.PIPE, text=True, check=True
                )
                found = json.loads(done.stdout.splitlines()[-1])
                assert found["state"] == "done"
                rows += _table(found)
                print("\n".join(rows), flush=True)
        finally:
            stand_in.terminate()
            stand_in.wait()
    PLACE.parent.mkdir(parents=True, exist_ok=True)
    PLACE.write_text("\n".join(head + rows) + "\n", encoding="utf-8")
    return 0


def _table(found: dict[str, Any]) -> list[str]:
    rows = []
    for stage in (*STAGES, "triage again", "report"):
        times = found["took"].get(stage, [])
        if not times:
            continue
        batches = found["accepted"] / BATCH
        growth = f"{times[-1] / times[0]:.1f}" if len(times) > 3 else "–"
        rows.append(
            f"| {found['lines']:,} | {stage} | {sum(times):.1f} | {sum(times) / found['lines'] * 1000:.2f} "
            f"| {found['queries'].get(stage, 0) / batches:.0f} | {growth} |"
        )
    asked = sum(found["queries"].values()) / (found["accepted"] / BATCH)
    rows.append(
        f"| {found['lines']:,} | **all** | {found['seconds']:.1f} | {found['seconds'] / found['lines'] * 1000:.2f} | {asked:.0f} "
        f"| peak {found['mib']:.0f} MiB, processor {found['cpu']:.0f} s |"
    )
    return rows


if __name__ == "__main__":
    if "register" in sys.argv:
        serve_register()
    elif "measured" in sys.argv:
        measured(int(sys.argv[2]))
    else:
        sys.exit(main())
