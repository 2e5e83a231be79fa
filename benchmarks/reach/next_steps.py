"""How long it takes to ask what is due in all open cases: `.venv/bin/python benchmarks/reach/next_steps.py`.

Makes 100,000 open cases under the shipped protocols on an empty SQLite database, at different points of their stories, and
measures, in batches of 500 as the daily run has: reading the rows that are needed, and reading them and working out what is
due. Writes the section "Next steps" of docs/benchmarks/reach.md. A number of cases and of rounds may be given.
"""

from __future__ import annotations

import gc
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

CASES, ROUNDS, BATCH = 100_000, 3, 500
TODAY = date(2026, 11, 25)
PLACE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks" / "reach.md"
HEADING = "## Next steps"


def measured(cases: int, rounds: int) -> None:
    """The measured process; prints its figures as JSON."""
    from voordeur.site.command import start_django

    start_django()

    from django.core.management import call_command
    from django.utils import timezone

    from voordeur.accounts.models import Municipality, Organisation
    from voordeur.record.models import Case, Event, Household, Partner, Resident
    from voordeur.stages.reach.queries.earlier import said_before
    from voordeur.stages.reach.queries.protocols import shipped_methods
    from voordeur.stages.reach.queries.steps import planned, represented_in

    call_command("migrate", verbosity=0)
    chance = Random(7)
    office = Organisation.objects.create(name="Noorderlicht", kind="executing")
    town = Municipality.objects.create(code="9999", name="Lindermeer")
    office.municipalities.add(town)
    partners = [Partner.objects.create(code=f"p{n}", name=f"P{n}", kind="Huur", receiver=office).pk for n in (1, 2, 3)]
    protocols = sorted(shipped_methods())
    now = timezone.now()

    homes = Household.objects.bulk_create(
        (Household(organisation=office, municipality=town, house_number=str(n)) for n in range(cases)), batch_size=BATCH
    )
    people = Resident.objects.bulk_create(
        (Resident(household=home, surname="V", phone="06-00012345" if n % 3 else "") for n, home in enumerate(homes)),
        batch_size=BATCH,
    )
    opened = [TODAY - timedelta(days=chance.randrange(60)) for _ in homes]
    rows = Case.objects.bulk_create(
        (
            Case(household=home, organisation=office, municipality=town, opened_on=on, protocol=protocols[n % len(protocols)])
            for n, (home, on) in enumerate(zip(homes, opened, strict=True))
        ),
        batch_size=BATCH,
    )
    ids = [case.pk for case in rows]
    for some in _batches(list(zip(rows, people, strict=True))):
        Event.objects.bulk_create(
            Event(case=case, kind=kind, on=on, at=now, facts=facts)
            for case, person in some
            for kind, on, facts in _story(chance, case.protocol, case.opened_on, person.pk, partners)
        )

    del homes, people, rows
    gc.collect()

    def read() -> int:
        total = 0
        for some in _batches(ids):
            found = list(Case.objects.filter(pk__in=some))
            events = Event.objects.filter(case__in=some).values_list("case_id", "id", "kind", "on", "facts", "corrects_id")
            total += len(list(events))
            homes = {case.household_id for case in found}
            list(Resident.objects.filter(household__in=homes).values_list("household", "phone", "email"))
            represented_in(homes)
            said_before(found)
        return total

    counts: Counter[str] = Counter()

    def work_out() -> int:
        counts.clear()
        for some in _batches(ids):
            for one in planned(some, today=TODAY):
                counts["due"] += len(one.steps.due)
                counts["waiting"] += len(one.steps.waiting)
                counts["ended"] += bool(one.steps.ended)
        return len(ids)

    events = read()
    reading, working = _times(read, rounds), _times(work_out, rounds)
    print(
        json.dumps(
            {
                "cases": cases, "events": events, "reading": reading, "working": working, "counts": counts,
                "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )  # fmt: skip


def _times(action: Callable[[], int], rounds: int) -> list[float]:
    took = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        took.append(round(time.process_time() - start, 2))
    return took


def _batches(some: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (some[n : n + BATCH] for n in range(0, len(some), BATCH))


def _story(
    chance: Random, protocol: str, opened: date, person: int, partners: Sequence[int]
) -> Iterator[tuple[str, date, dict[str, Any]]]:
    """What happened in one case until today: one to three signals, some attempts, now and then an answer or a fact."""
    yield "opened", opened, {"protocol": protocol}
    for n in range(chance.choice((1, 1, 1, 2, 3))):
        on = min(TODAY, opened + timedelta(days=30 * n))
        yield "signal_joined", on, {
            "signal": person * 10 + n, "partner": partners[n], "kind": "Huur", "amount_cents": chance.randrange(5_000, 200_000),
            "signal_type": "first", "oldest_due": None, "resident": person, "months": 1.5,
        }  # fmt: skip
    day, visits = opened, 0
    for channel, result in (("Brief", "sent"), ("Huisbezoek", "nobody"), ("Kaartje", "sent"), ("Huisbezoek", "nobody")):
        day += timedelta(days=0 if channel == "Kaartje" else chance.randrange(1, 12))
        if day > TODAY or chance.random() < 0.15:
            break
        visits += channel == "Huisbezoek"
        part = ("Avond", "Middag")[visits - 1] if channel == "Huisbezoek" else ""
        yield "attempt", day, {
            "step": "", "channel": channel, "day_part": part, "reached": False, "result": result, "resident": person,
            "purpose": "", "text_version": "coevorden/letter.nl@1",
        }  # fmt: skip
    odd = chance.random()
    if odd < 0.06:
        yield "no", min(day, TODAY), {"no": chance.choice(("visits", "help")), "resident": person}
    elif odd < 0.12:
        yield "payment", min(day, TODAY), {"signal": person * 10, "amount_cents": 10_000}
    elif odd < 0.18:
        yield "accepted", min(day, TODAY), {"resident": person}
    elif odd < 0.24:
        yield "stage", min(day, TODAY), {"stage": "aanmaning", "partner": partners[0]}


def main(cases: int, rounds: int) -> None:
    """Measure in a process of its own, and write the section."""
    with tempfile.TemporaryDirectory(prefix="voordeur-bench-") as place:
        settings = {**os.environ, "VOORDEUR_DATA": place, "VOORDEUR_HTTP": "1", "VOORDEUR_SECRET": "0123456789" * 5}
        command = [sys.executable, __file__, "--measured", str(cases), str(rounds)]
        told = json.loads(subprocess.run(command, env=settings, check=True, capture_output=True, text=True).stdout)
    text = _section(told)
    print(text)
    if cases == CASES:
        _write(text)


def _section(told: dict[str, Any]) -> str:
    read, work = min(told["reading"]), min(told["working"])
    counts = told["counts"]
    return "\n".join(
        [
            HEADING,
            "",
            f"`.venv/bin/python benchmarks/reach/next_steps.py`, {time.strftime('%d-%m-%Y')}, Python",
            f"{platform.python_version()}, SQLite, one core, batches of {BATCH:,}, the best of {len(told['reading'])} rounds,",
            f"seconds of the processor; load {os.getloadavg()[2]:.0f} at the end, of which this is 1.",
            "",
            f"{told['cases']:,} open cases under the shipped protocols, {told['events']:,} events; {counts['due']:,} steps are",
            f"due, {counts['waiting']:,} wait, {counts['ended']:,} cases have ended.",
            "",
            "| | seconds | a case |",
            "|---|---|---|",
            f"| reading the rows (cases, events, people, earlier noes) | {read:.1f} | {read / told['cases'] * 1e6:.0f} µs |",
            f"| reading them and working out what is due | {work:.1f} | {work / told['cases'] * 1e6:.0f} µs |",
            f"| ratio | {work / read:.1f} | |",
            "",
            f"All rounds: reading {told['reading']}, working out {told['working']}. Peak memory {told['memory_mb']} MB,",
            "most of it for making the cases.",
        ]
    )


def _write(text: str) -> None:
    stands = PLACE.read_text(encoding="utf-8") if PLACE.exists() else "# Reach, measured\n"
    before, _, rest = stands.partition(HEADING)
    after = rest[rest.find("\n## ") :] if "\n## " in rest else ""
    PLACE.write_text(before.rstrip() + "\n\n" + text + "\n" + after, encoding="utf-8")


if __name__ == "__main__":
    if "--measured" in sys.argv:
        measured(int(sys.argv[-2]), int(sys.argv[-1]))
    else:
        numbers = [int(one) for one in sys.argv[1:]]
        main(*[*numbers, *(CASES, ROUNDS)[len(numbers) :]])
