"""A town of its own in a database of its own: delivered, worked, and two years later forgotten. Prints what was found, as JSON.

Run as a program by test_forgetting.py, since the proof needs a database that really commits, in files that can be searched.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "voordeur.site.settings"
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django

django.setup()

from two_towns import OWN, TODAY, csv_of, register_row  # noqa: E402
from voordeur import forgetting, stream  # noqa: E402
from voordeur.accounts.models import Municipality, Organisation, OrganisationKind, Role, User  # noqa: E402
from voordeur.connections.brp import HttpRegister  # noqa: E402
from voordeur.connections.brp.stand_in import serve  # noqa: E402
from voordeur.privacy.proof import search  # noqa: E402
from voordeur.record.models import Case, Event, Partner, Resident  # noqa: E402
from voordeur.site.prepare import prepare_database  # noqa: E402
from voordeur.stages.help.rules.outcome import Outcome  # noqa: E402
from voordeur.stages.reach.rules.vocabulary import Channel  # noqa: E402

TELLING = {"Zonderwaal", "ZW-1001", "ZW-1002", "999910012", "999910024", "Sterrenpad", "houdt van tulpen"}
LATER = date(2029, 1, 15)


def _work(office: Organisation, partner: Partner, clara: User, register: HttpRegister) -> None:
    stream.receive(partner=partner, name="Zonderwaal.csv", content=csv_of(OWN, 1, 2, 3), on=TODAY, by=clara, register=register)
    cases = list(Case.objects.all())
    stream.print_batch(
        organisation=office, channel=Channel.LETTER, cases=[c.pk for c in cases], by=clara, today=TODAY, register=register
    )
    for case in cases:
        stream.learn(case, kind="payment", facts={}, by=clara, on=TODAY, note="De heer Zonderwaal houdt van tulpen")
        stream.close(case, outcome=Outcome.PAID, by=clara, on=TODAY)
    stream.answer_file(partner=partner, today=TODAY, by=clara)


def main() -> None:
    prepare_database()
    town = Municipality.objects.create(code="9001", name="Waterstad")
    office = Organisation.objects.create(
        name="Noorderlicht", kind=OrganisationKind.EXECUTING, contact_name="Karim", phone="06-00012345"
    )
    office.municipalities.add(town)
    clara = User.objects.create(email="clara@voorbeeld.test", name="Clara", role=Role.COORDINATOR, organisation=office)
    partner = Partner.objects.create(code="thuisgoed", name="Thuisgoed", kind="Huur", attested=True, receiver=office)
    rows = [register_row(OWN, "9001", n, bsn=bsn) for n, bsn in ((1, "999910012"), (2, "999910024"))]
    with serve(rows) as url:
        _work(office, partner, clara, HttpRegister(url, ""))
    told = {"cases": Case.objects.count(), "events": Event.objects.count()}
    told["before"] = {value: list(search([value]).found) for value in sorted(TELLING)}
    dry = forgetting.forget(organisation=office, today=LATER, by=clara, dry_run=True)
    told["dry"] = dry.counts
    told["after_dry"] = bool(search(TELLING).found)
    early = forgetting.forget(organisation=office, today=TODAY, by=clara)
    told["too_early"] = early.counts
    run = forgetting.forget(organisation=office, today=LATER, by=clara)
    told["run"] = {"counts": run.counts, "proof": run.proof}
    told["after"] = {value: list(search([value]).found) for value in sorted(TELLING)}
    told["again"] = forgetting.forget(organisation=office, today=LATER, by=clara).counts
    told["kept"] = {"cases": Case.objects.count(), "residents": Resident.objects.count()}
    Municipality.objects.filter(pk=town.pk).update(name="Zonderwaal")
    told["planted"] = list(search(["Zonderwaal"]).found)
    sys.stdout.write(json.dumps(told) + "\n")


main()
