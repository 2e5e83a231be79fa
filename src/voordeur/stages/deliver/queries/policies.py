"""What the judge must know: the dated parameters of a partner's receiver, and mappings confirmed before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from voordeur.accounts.models import Organisation
from voordeur.record.models import Partner
from voordeur.record.queries import parameter
from voordeur.stages.deliver.models import ColumnMapping, Delivery
from voordeur.stages.deliver.rules.desk import Known
from voordeur.stages.deliver.rules.judging import Policy, Share


def policy_of(partner: Partner, on: date, share: Share = Share.WHOLE) -> Policy:
    """The policy for a delivery by this partner on this day: the receiver's own parameters, else the national ones."""
    policy = Policy.of(
        _values(partner.receiver, on),
        kind=partner.kind,
        on=on,
        attested=partner.attested,
        partner_names=(partner.code, partner.name),
    )
    return replace(policy, share=share)


def desk_policy(organisation: Organisation, on: date) -> Policy:
    """The policy for the lines of a desk's file that name no partner of ours."""
    policy = Policy.of(_values(organisation, on), kind="", on=on, attested=False, partner_names=())
    return replace(policy, share=Share.NOBODY)


def policy_for(delivery: Delivery) -> Policy:
    """The policy for the lines that this delivery judges: a partner's file, its share of a desk's file, or nobody's lines."""
    if delivery.partner is None:
        return desk_policy(delivery.organisation, delivery.on)
    return policy_of(delivery.partner, delivery.on, Share.PARTNER if delivery.desk_id else Share.WHOLE)


def known_partners(organisation: Organisation) -> list[Known]:
    """The partners that a line of this organisation's desk can name."""
    rows = Partner.objects.filter(receiver=organisation).order_by("pk").values_list("pk", "code", "name", "kind")
    return [Known(*row) for row in rows]


def _values(organisation: Organisation, on: date) -> Callable[[str], Any]:
    return lambda key: parameter(key, organisation=organisation, on=on)


def header_key(columns: Sequence[str]) -> str:
    """The key of a header: the same columns in the same order have the same."""
    return hashlib.sha256(json.dumps(list(columns), ensure_ascii=False).encode()).hexdigest()


def confirmed_mapping(sender: Partner | Organisation, columns: Sequence[str]) -> dict[str, str] | None:
    """The mapping that somebody confirmed for this partner, or this organisation's desk, and this header, if any."""
    found = ColumnMapping.objects.filter(**of_sender(sender), header_key=header_key(columns)).first()
    return dict(found.columns) if found else None


def of_sender(sender: Partner | Organisation) -> dict[str, Any]:
    """Whose a mapping is, as a condition or as values for a new one: a partner's, or an organisation's desk's."""
    return {"partner" if isinstance(sender, Partner) else "desk_of": sender}
