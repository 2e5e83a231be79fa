"""Keep how a partner's columns map."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from voordeur.accounts.models import Organisation, User
from voordeur.record.models import Partner
from voordeur.stages.deliver.models import ColumnMapping
from voordeur.stages.deliver.queries.policies import header_key, of_sender
from voordeur.stages.deliver.rules.mapping import FIELDS, MULTIPLE


@transaction.atomic
def confirm_mapping(*, partner: Partner | Organisation, columns: Mapping[str, str], by: User | None) -> ColumnMapping:
    """Keep a mapping (column name, in the file's order, to field or "") for files with this header of the partner, or
    of an organisation's desk.

    Raises ValueError for a field that we do not have, or a single field given twice.
    """
    chosen = [field for field in columns.values() if field]
    for field in set(chosen):
        if field not in FIELDS:
            raise ValueError(f"unknown field: {field}")
        if chosen.count(field) > MULTIPLE.get(field, 1):
            raise ValueError(f"field given twice: {field}")
    mapping, _made = ColumnMapping.objects.update_or_create(
        **of_sender(partner),
        header_key=header_key(list(columns)),
        defaults={"columns": dict(columns), "confirmed_by": by},
    )
    return mapping
