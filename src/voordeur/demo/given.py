"""A demonstration over a folder of real deliveries: month folders with one file per partner, and a register beside them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from voordeur import stream
from voordeur.accounts.actions import add_organisation
from voordeur.accounts.models import Organisation, OrganisationKind
from voordeur.connections.brp import PersonRegister
from voordeur.demo.fates import Fate, due_steps, fates, month_figures
from voordeur.record.actions import add_partner, set_parameter
from voordeur.record.models import Case, Partner
from voordeur.stages.reach import actions as reach

DELIVERED_ON = 25  # of each month
# Register codes that are no municipality: 1999 is "abroad" (registered with the RNI), blank is unknown.
NO_MUNICIPALITY = frozenset({"1999", "", "0000"})
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
Progress = Callable[[str], None]


class Unusable(Exception):
    """The folder, register or partner list cannot be used; the message is one sentence for whoever called."""


@dataclass(frozen=True)
class MonthFolder:
    """One month's files, by partner code."""

    month: date
    files: tuple[tuple[str, Path], ...]


@dataclass(frozen=True)
class Outcome:
    """What a run over given deliveries led to: the months in the shape of `--json`, and every line."""

    organisation: Organisation
    months: tuple[dict[str, Any], ...]
    lines: tuple[Fate, ...]


def read_folders(place: Path) -> tuple[MonthFolder, ...]:
    """The month folders (2026-08, …) in order. Raises `Unusable` when there are none."""
    if not place.is_dir():
        raise Unusable(f"{place}: there is no such folder of deliveries.")
    folders = []
    for folder in sorted(place.iterdir()):
        found = _MONTH.fullmatch(folder.name)
        if found and folder.is_dir():
            files = sorted(file for file in folder.iterdir() if file.is_file() and not file.name.startswith("."))
            folders.append(MonthFolder(date(int(found[1]), int(found[2]), 1), tuple((f.stem, f) for f in files)))
    if not folders:
        raise Unusable(f"{place}: no month folders such as 2026-08 in it.")
    return tuple(folders)


def read_partners(place: Path) -> tuple[dict[str, str], ...]:
    """The partner list (code, name, kind, attested). Raises `Unusable` when it is not there or lacks a column."""
    try:
        with place.open(encoding="utf-8-sig", newline="") as file:
            rows = tuple(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable(f"{place}: the partner list cannot be read ({error.__class__.__name__}).") from error
    missing = {"code", "name", "kind"} - set(rows[0] if rows else ())
    if missing:
        raise Unusable(f"{place}: the partner list has no column {', '.join(sorted(missing))}.")
    return rows


def check_partners(folders: Iterable[MonthFolder], partners: Iterable[Mapping[str, str]]) -> None:
    """Raises `Unusable` for a file whose name is no partner in the list."""
    known = {row["code"] for row in partners}
    for folder in folders:
        for code, file in folder.files:
            if code not in known:
                raise Unusable(f"{file}: no partner {code} in the partner list.")


def municipality_codes(register: Iterable[Mapping[str, str]]) -> list[str]:
    """All municipalities that somebody in the register lives in."""
    return sorted({row["municipality"] for row in register} - NO_MUNICIPALITY)


def found_office(
    *, codes: Iterable[str], partners: Iterable[Mapping[str, str]], threshold_cents: int
) -> tuple[Organisation, dict[str, Partner]]:
    """One executing organisation for these municipalities, with its partners and its threshold."""
    office = add_organisation(
        name="Uitvoeringsorganisatie",
        kind=OrganisationKind.EXECUTING,
        municipalities=[(code, f"Gemeente {code}") for code in codes],
    )
    set_parameter(
        organisation=office, key="threshold_cents", value=threshold_cents, valid_from=date(2021, 1, 1), source="--threshold"
    )
    made = {}
    for row in partners:
        attested = (row.get("attested") or "").strip().lower() in {"yes", "ja", "true", "1"}
        staff = add_organisation(name=f"{row['name']} ({row['code']})", kind=OrganisationKind.PARTNER)
        made[row["code"]] = add_partner(
            code=row["code"], name=row["name"], kind=row["kind"], attested=attested, receiver=office, organisation=staff
        )
    return office, made


def deliver_months(
    office: Organisation,
    partners: Mapping[str, Partner],
    folders: Iterable[MonthFolder],
    *,
    register: PersonRegister,
    progress: Progress,
) -> Outcome:
    """Deliver month after month as on the 25th, as an upload would, and carry out nothing that becomes due."""
    due: dict[date, dict[str, int]] = {}
    for folder in folders:
        on = folder.month.replace(day=DELIVERED_ON)
        for code, file in folder.files:
            progress(f"{folder.month:%Y-%m} {file.name}")
            if fault := deliver_file(partners[code], file, on=on, register=register):
                progress(f"  not read: {fault}")
        reach.plan(Case.objects.filter(organisation=office, closed_on=None).values_list("pk", flat=True), today=on)
        due[folder.month] = due_steps(office)
    lines = fates(office)
    months = [
        month_figures(office, month, [line for line in lines if line.month == month], steps) for month, steps in due.items()
    ]
    return Outcome(office, tuple(months), tuple(lines))


def deliver_file(partner: Partner, file: Path, *, on: date, register: PersonRegister) -> str:
    """Deliver one file as an upload would, a large one to its end; gives the reason when it could not be read, else ""."""
    with file.open("rb") as content:
        delivery = stream.receive(partner=partner, name=file.name, content=content, on=on, by=None, register=register)
    if delivery.state not in {"done", "failed"}:
        stream.carry_on(delivery, register=register)  # a large file: what the worker would do
        delivery.refresh_from_db()
    return str(delivery.error) if delivery.state == "failed" else ""
