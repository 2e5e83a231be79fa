"""Reads of the record."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F

from voordeur.accounts.models import Municipality, Organisation
from voordeur.programmes.parameters import national
from voordeur.record.models import ParameterValue


def parameter(key: str, *, organisation: Organisation, municipality: Municipality | None = None, on: date) -> Any:
    """A dated parameter's value: the municipality's own, else the organisation's, else the national default.

    Raises KeyError for a key that programmes/parameters.yaml does not know.
    """
    own = (
        ParameterValue.objects.filter(organisation=organisation, key=key, valid_from__lte=on)
        .filter(municipality__in=[municipality] if municipality else [])
        .order_by("-valid_from")
        .first()
    ) or (
        ParameterValue.objects.filter(organisation=organisation, key=key, valid_from__lte=on, municipality=None)
        .order_by(F("valid_from").desc())
        .first()
    )
    return own.value if own else national(key, on).value
