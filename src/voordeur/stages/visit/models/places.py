"""Where doors are."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from voordeur.accounts.models import Organisation
from voordeur.record.models import Household


class Place(models.Model):
    """The coordinates of a household's address, looked up once; they say as much as the address itself."""

    PERSONAL: ClassVar = ("latitude", "longitude")
    PLAIN: ClassVar = ("source", "on")

    household = models.OneToOneField(Household, on_delete=models.CASCADE, related_name="place")
    latitude = models.FloatField(null=True)  # degrees, ETRS89; None: looked for and not found
    longitude = models.FloatField(null=True)
    source = models.CharField(max_length=20)  # bag, file, hand
    on = models.DateField()


class AddressPoint(models.Model):
    """Where an address of the municipality lies, as its own address file tells: every front door, whoever lives there.

    Public (the national register of addresses is open), and read in once, so that no address is asked of anybody.
    """

    PLAIN: ClassVar = ("postcode", "house_number", "house_letter", "addition", "latitude", "longitude")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    postcode = models.CharField(max_length=6)
    house_number = models.CharField(max_length=10)
    house_letter = models.CharField(max_length=5, blank=True)
    addition = models.CharField(max_length=20, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "postcode", "house_number", "house_letter", "addition"], name="an_address_lies_once"
            )
        ]
