"""Working methods: write a version of one's own, propose and agree to work by one, move a running case to another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from voordeur.accounts.models import Municipality, Organisation, User
from voordeur.record.actions import move_case as move
from voordeur.record.actions import set_parameter
from voordeur.record.models import Case, Event
from voordeur.stages.reach.actions.plan import plan
from voordeur.stages.reach.models import ProtocolSwitch, ProtocolText
from voordeur.stages.reach.queries.protocols import method_of, next_version, read
from voordeur.stages.triage.queries.ground import PROGRAMME

_VERSION = re.compile(r"^version:[ \t]*\d+", re.MULTILINE)


@transaction.atomic
def move_case(case: Case, *, protocol: str, reason: str, by: User, on: date) -> Event:
    """Let a running case go on by another working method (name@version), with a reason; the worklist follows.

    Raises ValueError with a sentence: a closed case has no steps, and a method must exist.
    """
    if case.closed_on is not None:
        raise ValueError(_("Deze zaak is afgesloten."))
    if method_of(case.organisation_id, protocol) is None:
        raise ValueError(_("Kies een werkwijze die bestaat."))
    if protocol == case.protocol:
        raise ValueError(_("De zaak loopt al volgens deze werkwijze."))
    if not reason.strip():
        raise ValueError(_("Schrijf op waarom de zaak verder gaat volgens een andere werkwijze."))
    event = move(case, protocol=protocol, on=on, by=by, note=reason)
    plan([case.pk], today=on)
    return event


@transaction.atomic
def write_version(organisation: Organisation, *, text: str, by: User) -> ProtocolText:
    """Keep a text as the next version of the protocol that it names; what stands already is never changed.

    The number in the text is set to that version. Raises ProtocolError where the text cannot be read.
    """
    text = text.replace("\r\n", "\n")
    protocol = read(text)
    # Two who write at the same moment get two versions: the organisation's row makes them wait for each other.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    version = next_version(organisation, protocol.name)
    text = _VERSION.sub(f"version: {version}", text, count=1)
    read(text)
    return ProtocolText.objects.create(organisation=organisation, name=protocol.name, version=version, text=text, written_by=by)


@transaction.atomic
def propose_switch(
    organisation: Organisation,
    *,
    municipality: Municipality | None,
    protocol: str,
    from_on: date,
    why: str,
    notes: Sequence[dict[str, Any]],
    by: User,
    today: date,
) -> ProtocolSwitch:
    """Propose to approach new cases by a protocol from a day on. `notes`: the check's, without breaches; they stay with it.

    Raises ValueError with a sentence for a day that has been, or where the same proposal waits already.
    """
    if from_on < today:
        raise ValueError(_("Kies een dag die nog komt, of vandaag."))
    waiting = ProtocolSwitch.objects.filter(organisation=organisation, municipality=municipality, decided_by=None)
    if waiting.exists():
        raise ValueError(_("Er wacht al een voorstel voor deze gemeente. Beslis daar eerst over."))
    return ProtocolSwitch.objects.create(
        organisation=organisation,
        municipality=municipality,
        protocol=protocol,
        from_on=from_on,
        why=why.strip(),
        findings=list(notes),
        proposed_by=by,
    )


@transaction.atomic
def decide_switch(switch: ProtocolSwitch, *, agreed: bool, by: User, today: date) -> ProtocolSwitch:
    """A second person agrees to a proposal, or does not. Agreed, new cases go by it from its day on; running ones keep theirs.

    Raises ValueError with a sentence where it was decided already, or by whoever proposed it.
    """
    switch = ProtocolSwitch.objects.select_for_update().get(pk=switch.pk)
    if switch.decided_by_id is not None:
        raise ValueError(_("Over dit voorstel is al beslist."))
    if switch.proposed_by_id == by.pk:
        raise ValueError(_("Wie iets voorstelt, kan er niet zelf mee instemmen. Vraag een collega."))
    switch.decided_by, switch.decided_at, switch.agreed = by, timezone.now(), agreed
    switch.save(update_fields=["decided_by", "decided_at", "agreed"])
    if agreed:
        names = {"first": switch.proposed_by.name, "second": by.name}
        set_parameter(
            organisation=switch.organisation,
            municipality=switch.municipality,
            key=PROGRAMME,
            value=switch.protocol,
            valid_from=max(switch.from_on, today),
            source=_("voorgesteld door %(first)s, akkoord van %(second)s") % names,
        )
    return switch
