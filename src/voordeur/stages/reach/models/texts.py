"""The words and the looks of an organisation's own post."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from voordeur.accounts.models import Organisation, User


class OwnText(models.Model):
    """One version of a text that this organisation wrote itself; the shipped ones stand in `programmes/texts`.

    Never changed once stored: a change is a further version, so that what was sent keeps the words that it had.
    """

    PLAIN: ClassVar = ("programme", "name", "language", "number", "lines", "body", "reviewed")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=30)
    name = models.CharField(max_length=40)
    language = models.CharField(max_length=5)
    number = models.PositiveIntegerField()
    lines = models.JSONField(default=dict)  # the named lines of its kind
    body = models.TextField(blank=True)  # Markdown with slots
    reviewed = models.BooleanField(default=False)  # read by somebody whose own language it is
    written_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "programme", "name", "language", "number"], name="a_text_version_once"
            )
        ]


class TextChoice(models.Model):
    """Which version of a text an organisation uses from now on; the newest row holds. `version` None: the shipped one again."""

    PLAIN: ClassVar = ("programme", "name", "language")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=30)
    name = models.CharField(max_length=40)
    language = models.CharField(max_length=5)
    version = models.ForeignKey(OwnText, null=True, on_delete=models.PROTECT, related_name="+")
    chosen_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "programme", "name", "language"])]


class HouseStyle(models.Model):
    """An organisation's colour, logo and Word template. `logo_kind`: svg or png; files by where they are stored, "" for none."""

    PLAIN: ClassVar = ("colour", "logo_as", "logo_kind", "word_as", "word_name", "changed_at")

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    colour = models.CharField(max_length=7, blank=True)
    logo_as = models.CharField(max_length=200, blank=True)
    logo_kind = models.CharField(max_length=3, blank=True)
    word_as = models.CharField(max_length=200, blank=True)
    word_name = models.CharField(max_length=120, blank=True)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
