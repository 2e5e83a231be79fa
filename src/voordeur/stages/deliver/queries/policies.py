"""What the judge must know: the dated parameters of a partner's receiver, and mappings confirmed before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from voordeur.record.models import Partner
from voordeur.record.queries import parameter
from voordeur.stages.deliver.models import ColumnMapping
from voordeur.stages.deliver.rules.judging import Policy


def policy_of(partner: Partner, on: date) -> Policy:
    """The policy for a delivery by this partner on this day: the receiver's own parameters, else the national ones."""

    def value(key: str) -> Any:
        return parameter(key, organisation=partner.receiver, on=on)

    return Policy.of(value, kind=partner.kind, on=on, attested=partner.attested, partner_names=(partner.code, partner.name))


def header_key(columns: Sequence[str]) -> str:
    """The key of a header: the same columns in the same order have the same."""
    return hashlib.sha256(json.dumps(list(columns), ensure_ascii=False).encode()).hexdigest()


def confirmed_mapping(partner: Partner, columns: Sequence[str]) -> dict[str, str] | None:
    """The mapping that somebody confirmed for this partner and this header, None when nobody did."""
    found = ColumnMapping.objects.filter(partner=partner, header_key=header_key(columns)).first()
    return dict(found.columns) if found else None
