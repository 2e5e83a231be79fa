"""Link signals to people: ask, decide together, write in sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db import transaction

from voordeur.accounts.models import Organisation
from voordeur.connections.brp import PersonRegister, RegisterUnavailable
from voordeur.record.models import Resident
from voordeur.stages.deliver.queries import Delivered
from voordeur.stages.match.actions.ask import Answers, ask_register
from voordeur.stages.match.actions.doubt import put_in_doubt
from voordeur.stages.match.actions.write import Batch, write_links
from voordeur.stages.match.models import Link
from voordeur.stages.match.queries.evidence import (
    claim_of,
    known_of,
    known_resident,
    lived_behind,
    owners_of_customers,
    residents_nearby,
    unasked,
    unlinked,
)
from voordeur.stages.match.rules.people import Claim, Known
from voordeur.stages.match.rules.resolve import resolve


def link_signals(ids: Collection[int], *, register: PersonRegister, today: date) -> list[int]:
    """Give each of these signals a resident and a household, with the reasons. What is linked already stays as it is.

    Gives the ids of signals linked earlier that these throw doubt on: they are in review now, and their cases must follow.
    Does not fail when the register does not answer: the signals are then linked by the record alone and stand as
    NOT_ASKED until `ask_again`.
    """
    doubted: list[int] = []
    for signals in _per_organisation(unlinked(ids)):
        doubted += _link(signals, register=register, today=today)
    return doubted


def ask_again(ids: Collection[int], *, register: PersonRegister, today: date) -> list[int]:
    """Ask the register about signals that were linked without it (`queries.waiting_for_register`); the ids that changed.

    Raises `RegisterUnavailable` when it is still silent: nothing has changed then.
    """
    changed: list[int] = []
    for signals in _per_organisation(unasked(ids)):
        changed += _link(signals, register=register, today=today, again=True)
    return changed


def _per_organisation(signals: Collection[Delivered]) -> list[list[Delivered]]:
    groups: dict[int, list[Delivered]] = defaultdict(list)
    for signal in signals:
        groups[signal.organisation_id].append(signal)
    return list(groups.values())


def _link(signals: list[Delivered], *, register: PersonRegister, today: date, again: bool = False) -> list[int]:
    organisation = Organisation.objects.get(pk=signals[0].organisation_id)
    claims = [claim_of(signal) for signal in signals]
    ids = [signal.id for signal in signals]
    owners = owners_of_customers(organisation.pk, claims, asked_only=again)
    lived = lived_behind(organisation.pk, claims)
    try:
        answers = ask_register(register, signals, claims, {key: owner.bsn for key, owner in owners.items()}, lived)
    except RegisterUnavailable:
        if again:
            raise
        answers = None
    with transaction.atomic():
        # One batch of an organisation at a time: two would each make a resident of the same person.
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        linked = set() if again else set(Link.objects.filter(signal__in=ids).values_list("signal_id", flat=True))
        fresh = [claim for claim in claims if claim.signal not in linked]
        people = _evidence(organisation, fresh, answers, owners, lived, again=again)
        decisions = resolve(fresh, people)
        batch = Batch(
            organisation=organisation,
            signals={signal.id: signal for signal in signals},
            claims=fresh,
            decisions=decisions,
            people=answers.people if answers else {},
            asked=answers is not None,
            today=today,
            again=again,
        )
        changed = write_links(batch)
        return changed if again else put_in_doubt(batch)


def _evidence(
    organisation: Organisation,
    claims: Sequence[Claim],
    answers: Answers | None,
    owners: Mapping[str, Resident],
    lived: Mapping[str, Collection[str]],
    *,
    again: bool,
) -> dict[int, list[Known]]:
    """Who may be meant by each claim: from the register, from the record, and by an earlier signal's customer number."""
    customers: dict[int, set[str]] = defaultdict(set)
    for key, owner in owners.items():
        customers[owner.pk].add(key)
    by_bsn = {owner.bsn: customers[owner.pk] for owner in owners.values() if owner.bsn}
    nearby = residents_nearby(organisation.pk, claims, registered=answers is None, asked_only=again)
    on_record = {resident.pk: resident for resident in nearby}
    on_record.update({o.pk: o for o in owners.values() if answers is None or not o.in_register})
    record = {pk: known_resident(resident, customers[pk]) for pk, resident in on_record.items()}
    blocks = _blocks(record)
    people: dict[int, list[Known]] = {}
    for claim in claims:
        door = claim.place.door
        here = set(lived.get(door, ()))
        found = [
            known_of(person, by_bsn.get(person.bsn, ()), {door} if person.bsn in here else ())
            for person in (answers.of(claim.signal) if answers else ())
        ]
        near = {pk for key in _keys(claim.birth, claim.place.postcode, {claim.customer}) for pk in blocks.get(key, ())}
        people[claim.signal] = found + [record[pk] for pk in sorted(near)]
    return people


def _blocks(record: dict[int, Known]) -> dict[str, list[int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for pk, known in record.items():
        for key in _keys(known.written.birth_date, known.written.place.postcode, known.customers):
            blocks[key].append(pk)
    return blocks


def _keys(birth: str, postcode: str, customers: Collection[str]) -> list[str]:
    return [key for key in (birth, postcode, *customers) if key]
