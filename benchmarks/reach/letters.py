"""How long a batch of letters takes, and how much memory, against Typst alone: `.venv/bin/python benchmarks/reach/letters.py`.

The same 5,000 letters (two pages, each with a code of its own) four times, each in a process of its own: Typst with finished
data in one go; Typst with finished data, 500 at a time; the letter room from names and texts, 500 at a time; and the whole of
`print_batch` on SQLite (who is due, sources, codes, words, file, events), 500 cases at a time. Prints a table and writes the
section "Letters" of docs/benchmarks/reach.md. A number of letters may be given.
"""

from __future__ import annotations

import json
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

LETTERS, A_FILE = 5_000, 500
TODAY = date(2026, 11, 25)
PLACE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks" / "reach.md"
HEADING = "## Letters"
WAYS = {
    "typst_whole": "Typst alone, finished data, in one go",
    "typst": f"Typst alone, finished data, {A_FILE} at a time",
    "letters": f"the letter room: words, codes, PDF, {A_FILE} at a time",
    "batch": f"`print_batch` on SQLite: everything, {A_FILE} cases at a time",
}


def measured(way: str, count: int) -> None:
    """The measured process; prints its figures as JSON."""
    from voordeur.site.command import start_django

    start_django()
    run = {"typst_whole": _typst_whole, "typst": _typst, "letters": _letters, "batch": _batch}[way](count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    written = sum(run())
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "before_mb": before / 1024, "peak_mb": peak / 1024, "pdf_mb": written / 1e6}))


Run = Callable[[], Iterator[int]]


def _made(count: int) -> list[Any]:
    from voordeur.channels.letter import Letter
    from voordeur.channels.sender import Sender
    from voordeur.programmes import texts

    sender = Sender(
        "Waterstad", "Team Vroeg Eropaf", "Postbus 10, 9000 AA Waterstad", "Sara de Vries", "06-00000001",
        "werkdagen 9.00–17.00 uur", "06-00000002", "fg@voorbeeld.test",
    )  # fmt: skip
    text = texts.load("common", "letter", "nl")
    return [
        Letter(
            f"A. Persoon{place}", (f"Merelstraat {place}", "9001 AB  WATERSTAD"), ("Thuisgoed",), sender, 24, text,
            f"K7P-4MX-{place:05}", f"https://voorbeeld.test/b/K7P-4MX-{place:05}/",
        )
        for place in range(count)
    ]  # fmt: skip


def _parts(things: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (things[at : at + size] for at in range(0, len(things), size))


def _typst_in(count: int, size: int) -> Run:
    from voordeur.channels.letter.rendering import TEMPLATE, letters_data
    from voordeur.channels.typesetting import typeset

    ready = [letters_data(part, on=TODAY) for part in _parts(_made(count), size)]
    return lambda: (len(typeset(TEMPLATE, data, on=TODAY)) for data in ready)


def _typst_whole(count: int) -> Run:
    return _typst_in(count, count)


def _typst(count: int) -> Run:
    return _typst_in(count, A_FILE)


def _letters(count: int) -> Run:
    from voordeur.channels.letter import render

    letters = _made(count)
    return lambda: (len(render(part, on=TODAY)) for part in _parts(letters, A_FILE))


def _batch(count: int) -> Run:
    from django.core.management import call_command

    from voordeur.accounts.models import User
    from voordeur.connections.brp import NoRegister
    from voordeur.record import files
    from voordeur.stages.reach.actions import print_batch
    from voordeur.stages.reach.queries.codes import address_of_code

    call_command("migrate", verbosity=0)
    cases, by = _town(count), User.objects.get()
    address_of_code("AAA-AAA-AAA")  # the addresses are read once in the life of a process

    def run() -> Iterator[int]:
        for part in _parts(cases, A_FILE):
            made = print_batch(
                cases=part, today=TODAY, organisation=by.organisation, channel="Brief", by=by, register=NoRegister()
            )  # fmt: skip
            assert made is not None
            with files.open_file(made.stored_as) as held:
                yield len(held.read())

    return run


def _town(count: int) -> list[int]:
    """Households with one resident, one signal and a letter due each; the ids of their cases."""
    from voordeur.accounts.models import Municipality, Organisation, Role, User
    from voordeur.record.models import Case, Household, Partner, Resident
    from voordeur.stages.deliver.models import Delivery, Line, Signal
    from voordeur.stages.match.models import Link
    from voordeur.stages.reach.models import DueStep
    from voordeur.stages.triage.models import Taking

    town = Municipality.objects.create(code="9001", name="Waterstad")
    office = Organisation.objects.create(
        name="Waterstad", kind="municipality", contact_name="Sara de Vries", phone="06-00000001"
    )  # fmt: skip
    office.municipalities.set([town])
    User.objects.create(email="clara@voorbeeld.test", name="Clara", role=Role.COORDINATOR, organisation=office)
    partner = Partner.objects.create(code="thuisgoed", name="Thuisgoed", kind="Huur", attested=True, receiver=office)
    delivery = Delivery.objects.create(
        partner=partner, organisation=office, month=TODAY.replace(day=1), on=TODAY, sha256="-", state="done"
    )
    turn = range(count)
    lines = Line.objects.bulk_create([Line(delivery=delivery, number=place + 1, verdict="accepted") for place in turn])
    homes = Household.objects.bulk_create(
        Household(
            organisation=office, municipality=town, street="Merelstraat", house_number=str(place), postcode="9001AB",
            city="Waterstad",
        )
        for place in turn
    )  # fmt: skip
    people = Resident.objects.bulk_create(
        [Resident(household=home, initials="A.", surname=f"Persoon{place}") for place, home in enumerate(homes)]
    )
    cases = Case.objects.bulk_create(
        [
            Case(organisation=office, municipality=town, household=home, opened_on=TODAY, protocol="coevorden-visit@1")
            for home in homes
        ]
    )
    signals = Signal.objects.bulk_create(
        Signal(
            line=line, delivery=delivery, partner=partner, organisation=office, kind="Huur", signal_type="first", on=TODAY,
            month=delivery.month, amount_cents=12_345, surname=person.surname, customer_number=f"K-{line.number}",
        )
        for line, person in zip(lines, people, strict=True)
    )  # fmt: skip
    Link.objects.bulk_create(
        [
            Link(signal=signal, resident=person, household=person.household, verdict="auto")
            for signal, person in zip(signals, people, strict=True)
        ]
    )
    Taking.objects.bulk_create(
        [Taking(signal=signal, status="Opgepakt", case=case, on=TODAY) for signal, case in zip(signals, cases, strict=True)]
    )
    DueStep.objects.bulk_create([DueStep(case=case, step="letter", channel="Brief", state="due", due_on=TODAY) for case in cases])
    return [case.pk for case in cases]


def main() -> None:
    """Measure every way in a process of its own, print the table, write the section."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LETTERS
    load = os.getloadavg()[0]
    figures = {way: _run(way, count) for way in WAYS}
    section = _section(count, figures, load)
    print(section)
    held = PLACE.read_text(encoding="utf-8") if PLACE.exists() else "# Reach, measured\n"
    without = re.sub(rf"\n{HEADING}\n.*?(?=\n## |\Z)", "", held, flags=re.DOTALL)
    PLACE.write_text(f"{without.rstrip()}\n\n{section}", encoding="utf-8")


def _run(way: str, count: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as place:
        env = {**os.environ, "VOORDEUR_DATA": place}
        done = subprocess.run([sys.executable, __file__, way, str(count)], env=env, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _section(count: int, figures: dict[str, dict[str, float]], load: float) -> str:
    rows = [
        f"| {said} | {f['seconds']:.1f} s | {1000 * f['seconds'] / count:.1f} ms "
        f"| {f['peak_mb']:,.0f} MB | {f['pdf_mb']:.0f} MB |"
        for said, f in ((WAYS[way], figures[way]) for way in WAYS)
    ]
    times = figures["letters"]["seconds"] / figures["typst"]["seconds"], figures["batch"]["seconds"] / figures["typst"]["seconds"]
    return "\n".join(
        [
            HEADING,
            "",
            f"{count:,} letters of two pages, tagged (PDF/UA-1 and PDF/A-3a), each with a QR code of its own. Made by "
            "`.venv/bin/python benchmarks/reach/letters.py`; every row is a process of its own, its peak memory with Python and "
            f"Django in it. {platform.machine()}, {os.cpu_count()} cores, load {load:.1f} at the start, "
            f"Python {platform.python_version()}.",
            "",
            "| | in all | a letter | peak memory | PDF |",
            "|---|---|---|---|---|",
            *rows,
            "",
            f"Against Typst alone in the same parts, the letter room takes {times[0]:.1f} times as long and the whole batch "
            f"{times[1]:.1f} times. Memory is why the post makes files of at most {A_FILE} cases: Typst holds every page "
            "until the last. Most of what the letter room adds is choosing each QR code's mask.",
            "",
        ]
    )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        measured(sys.argv[1], int(sys.argv[2]))
    else:
        main()
