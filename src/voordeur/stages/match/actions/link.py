"""Link signals to people: ask, decide together, write in sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from voordeur.accounts.models import Organisation
from voordeur.connections.brp import PersonRegister, RegisterUnavailable
from voordeur.record.models import Resident
from voordeur.stages.deliver.queries import Delivered
from voordeur.stages.match.actions.ask import Answers, ask_register
from voordeur.stages.match.actions.doubt import put_in_doubt
from voordeur.stages.match.actions.settle import settle
from voordeur.stages.match.actions.write import Batch, write_links
from voordeur.stages.match.models import Link
from voordeur.stages.match.queries.earlier import Earlier, unsettled_beside
from voordeur.stages.match.queries.evidence import (
    born_on,
    claim_of,
    known_of,
    known_resident,
    lived_behind,
    owners_of_contacts,
    owners_of_customers,
    residents_nearby,
    unasked,
    unlinked,
)
from voordeur.stages.match.rules.people import Claim, Known
from voordeur.stages.match.rules.resolve import resolve


def link_signals(ids: Collection[int], *, register: PersonRegister, today: date) -> list[int]:
    """Give each of these signals a resident and a household, with the reasons. What is linked for sure stays as it is.

    Gives the ids of signals linked earlier that these settle or throw doubt on: their cases must follow.
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
    earlier = [] if again else unsettled_beside(organisation.pk, claims)
    signals, claims = signals + [one.signal for one in earlier], claims + [one.claim for one in earlier]
    ids = [signal.id for signal in signals]
    known = _Ties(
        owners_of_customers(organisation.pk, claims, asked_only=again),
        owners_of_contacts(organisation.pk, claims, asked_only=again),
        lived_behind(organisation.pk, claims),
        born_on(organisation.pk, claims),
    )
    try:
        answers = ask_register(register, signals, claims, known.bsns)
    except RegisterUnavailable:
        if again:
            raise
        answers = None
    with transaction.atomic():
        # One batch of an organisation at a time: two would each make a resident of the same person.
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        linked = set() if again else set(Link.objects.filter(signal__in=ids).values_list("signal_id", flat=True))
        fresh = [claim for claim in claims if claim.signal not in linked]
        reopened = [one for one in earlier if answers is not None]
        judged = [*fresh, *(one.claim for one in reopened)]
        people = _evidence(organisation, judged, answers, known, again=again)
        decisions = resolve(judged, _but_themselves(people, reopened))
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
        return changed if again else settle(batch, reopened) + put_in_doubt(batch)


def _but_themselves(people: Mapping[int, Sequence[Known]], earlier: Sequence[Earlier]) -> dict[int, Sequence[Known]]:
    """Of unsettled signals only who is in the register may be meant: the others are made of these signals themselves."""
    only = {one.claim.signal for one in earlier}
    return {pk: [known for known in found if pk not in only or known.key.startswith("bsn:")] for pk, found in people.items()}


@dataclass(frozen=True)
class _Ties:
    """What earlier signals tell of whom these may be about: by customer number and contact, by door and birth date (as BSNs)."""

    accounts: Mapping[str, Resident]
    contacts: Mapping[str, Resident]
    lived: Mapping[str, Collection[str]]
    born: Mapping[str, Collection[str]]

    def bsns(self, claim: Claim) -> set[str]:
        """Whom the register is to be asked about by number."""
        told = {*self.lived.get(claim.place.door, ()), *self.born.get(claim.birth, ())}
        return {owner.bsn for owner in self.owners([claim]) if owner.bsn} | told

    def owners(self, claims: Iterable[Claim]) -> list[Resident]:
        """The residents whose customer number or contact stands in one of these claims."""
        told = {**self.accounts, **self.contacts}
        keys = {key for claim in claims for key in (claim.customer, *claim.contacts)}
        return list({told[key].pk: told[key] for key in sorted(keys) if key in told}.values())

    def by_resident(self) -> dict[int, tuple[set[str], set[str]]]:
        """The customer numbers and the contacts of each owner."""
        found: dict[int, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        for place, owners in enumerate((self.accounts, self.contacts)):
            for key, owner in owners.items():
                found[owner.pk][place].add(key)
        return found


def _evidence(
    organisation: Organisation, claims: Sequence[Claim], answers: Answers | None, known: _Ties, *, again: bool
) -> dict[int, list[Known]]:
    """Who may be meant by each claim: from the register, from the record, and by what earlier signals told."""
    owners = known.owners(claims)
    told = known.by_resident()
    by_bsn = {owner.bsn: told[owner.pk] for owner in owners if owner.bsn}
    nearby = residents_nearby(organisation.pk, claims, registered=answers is None, asked_only=again)
    on_record = {resident.pk: resident for resident in nearby}
    on_record.update({o.pk: o for o in owners if answers is None or not o.in_register})
    record = {pk: known_resident(resident, *told.get(pk, ())) for pk, resident in on_record.items()}
    blocks = _blocks(record)
    people: dict[int, list[Known]] = {}
    for claim in claims:
        door = claim.place.door
        here = set(known.lived.get(door, ()))
        found = []
        for person in answers.of(claim.signal) if answers else ():
            numbers, reached = by_bsn.get(person.bsn, ((), ()))
            found.append(known_of(person, numbers, {door} if person.bsn in here else (), reached))
        keys = _keys(claim.birth, claim.place.postcode, {claim.customer, *claim.contacts})
        near = {pk for key in keys for pk in blocks.get(key, ())}
        people[claim.signal] = found + [record[pk] for pk in sorted(near)]
    return people


def _blocks(record: dict[int, Known]) -> dict[str, list[int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for pk, known in record.items():
        for key in _keys(known.written.birth_date, known.written.place.postcode, known.customers | known.contacts):
            blocks[key].append(pk)
    return blocks


def _keys(birth: str, postcode: str, ties: Collection[str]) -> list[str]:
    return [key for key in (birth, postcode, *ties) if key]
