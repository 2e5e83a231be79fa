"""The municipality's own map, and the files from which it and its addresses are read in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from voordeur.accounts.models import Organisation, User


class MapLine(models.Model):
    """A stretch of street or a piece of border, drawn behind the doors; public, and read in once from a file."""

    PLAIN: ClassVar = ("kind", "name", "points")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6)  # street, border
    name = models.CharField(max_length=80, blank=True)
    points = models.JSONField()  # [[latitude, longitude], …]
    south = models.FloatField()
    west = models.FloatField()
    north = models.FloatField()
    east = models.FloatField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "south"])]


class MapFile(models.Model):
    """A file of addresses or streets on its way in: read through first, then kept as a whole or not at all."""

    PLAIN: ClassVar = ("kind", "name", "stored_as", "state", "lines", "kept", "fault", "made_at", "claimed_at", "ended_at")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9)  # addresses, streets
    name = models.CharField(max_length=200)  # as it was called where it came from
    stored_as = models.CharField(max_length=80, blank=True)  # gone once it was read
    state = models.CharField(max_length=7, default="waiting")  # waiting, reading, keeping, done, failed
    lines = models.PositiveIntegerField(default=0)  # that it holds
    read = models.PositiveIntegerField(default=0)  # of those
    kept = models.PositiveIntegerField(default=0)  # addresses or stretches
    fault = models.JSONField(default=dict)  # why nothing of it was kept: {"nl", "en"}
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)  # a worker reads it since then
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at", "-pk")
