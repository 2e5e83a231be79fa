"""Links between signals and the people they are about, and what the population register said."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import Municipality, Organisation, User
from voordeur.record.models import Household, Resident
from voordeur.stages.deliver.models import Signal


class LinkVerdict(models.TextChoices):
    """How sure the link between a signal and a resident is."""

    AUTO = "auto"  # linked by itself to a known resident
    NEW = "new"  # nobody known fits: the resident was made for this signal
    REVIEW = "review"  # doubtful: stands with a resident of its own until a person decides
    HUMAN = "human"  # a person decided


class RegisterStatus(models.TextChoices):
    """What the population register says of the person behind a signal (R05-R07, R31)."""

    RESIDENT = "resident"  # registered at the delivered address
    MOVED_WITHIN = "moved_within"  # registered in the served area, at another address (R07: take up)
    ELSEWHERE = "elsewhere"  # registered in another municipality (R06)
    EMIGRATED = "emigrated"  # suspended: E, R or M
    DECEASED = "deceased"  # suspended: O
    NOT_FOUND = "not_found"
    NOT_ASKED = "not_asked"  # the register did not answer; asked again later


class Link(models.Model):
    """The present link of a signal to a resident, with its reasons. Undoing writes a new present; the decisions stay."""

    PERSONAL: ClassVar = ("reasons",)  # reasons quote the names and dates that were compared
    PLAIN: ClassVar = ("verdict", "register_status", "asked_on", "since", "doubted_since")

    signal = models.OneToOneField(Signal, on_delete=models.PROTECT, related_name="link")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="links")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="links")
    verdict = models.CharField(max_length=6, choices=LinkVerdict.choices)
    score = models.FloatField(default=0.0)
    # [{"field", "agreement", "weight", "signal", "register"}], see match.rules
    reasons = models.JSONField(default=list)
    register_status = models.CharField(max_length=12, choices=RegisterStatus.choices, default=RegisterStatus.NOT_ASKED)
    asked_on = models.DateField(null=True)
    # Since when the signal stands with this resident: what left under a wrong link is counted from here (P05).
    since = models.DateTimeField(default=timezone.now)
    # With whom it stood until the rules put it in doubt, and since when; empty again once a person has decided.
    doubted = models.ForeignKey(Resident, null=True, on_delete=models.PROTECT, related_name="+")
    doubted_since = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["verdict"]), models.Index(fields=["resident"])]


class Candidate(models.Model):
    """Somebody whom a signal in review may be about, side by side with the reasons; from the register or from the record."""

    PERSONAL: ClassVar = ("person", "reasons")
    PLAIN: ClassVar = ()

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="candidates")
    resident = models.ForeignKey(Resident, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.JSONField(default=dict)  # the register's answer, least fields
    score = models.FloatField()
    reasons = models.JSONField(default=list)


class Decision(models.Model):
    """A person's answer to a doubt, or the undoing of one: labelled pairs for later. References and codes only."""

    PLAIN: ClassVar = ("answer", "at", "pairs")

    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="decisions")
    answer = models.CharField(max_length=10)  # same, different, undo
    before = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    score = models.FloatField(default=0.0)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    # [{"same": bool, "agreements": {field: agreement}}], one for each candidate that was put before the person
    pairs = models.JSONField(default=list)
    # The answer that was given once for several signals: this one followed from that.
    along_with = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="followed_by")


class Sample(models.Model):
    """Signals of one month, drawn to be judged blind, so that it can be said how good the matching is. References only."""

    PLAIN: ClassVar = ("month", "frame")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # None: everybody whom the organisation serves; only who serves them all can judge it.
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    frame = models.JSONField(default=dict)  # {stratum: how many signals of the month stand in it}, see rules.estimate
    drawn_on = models.DateField()
    drawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-month", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint("organisation", Coalesce("municipality", 0), "month", name="one_sample_a_month")
        ]


class SampleItem(models.Model):
    """One drawn signal: what the machine had made of it when it was drawn, and what a person says who was not told."""

    PLAIN: ClassVar = ("place", "stratum", "answer", "answered_at")

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="items")
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=64)  # the draw's order, without meaning of its own
    stratum = models.CharField(max_length=12)
    linked = models.ForeignKey(Resident, null=True, on_delete=models.PROTECT, related_name="+")  # by itself, to whom
    answer = models.CharField(max_length=10, blank=True)  # same, different, unsure; nobody: there was nobody to show
    # Linked by itself: it was that person. In review or new: it was somebody who was shown. None: not said.
    right = models.BooleanField(null=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("place", "pk")
        constraints: ClassVar = [models.UniqueConstraint(fields=["sample", "signal"], name="drawn_once")]


class SamplePerson(models.Model):
    """Somebody who is put beside a drawn signal, in the order of showing: a resident, or a candidate from the register."""

    PLAIN: ClassVar = ("agreements",)

    item = models.ForeignKey(SampleItem, on_delete=models.CASCADE, related_name="people")
    place = models.PositiveSmallIntegerField()
    resident = models.ForeignKey(Resident, null=True, on_delete=models.PROTECT, related_name="+")
    # Forgotten or asked anew, a candidate goes; what was taught by it is codes and stays.
    candidate = models.ForeignKey(Candidate, null=True, on_delete=models.SET_NULL, related_name="+")
    agreements = models.JSONField(default=dict)  # {field: agreement}
    chosen = models.BooleanField(default=False)

    class Meta:
        ordering = ("place",)


class SharedKind(models.TextChoices):
    """Why people who share an address do not share a household (P03)."""

    STUDENTS = "students", _("studentenhuis")
    CARE = "care", _("zorginstelling")
    SHELTER = "shelter", _("opvang")
    HOLIDAY = "holiday", _("vakantiepark")
    POSTAL = "postal", _("postadres bij de gemeente")
    OTHER = "other", _("anders")


class SharedAddress(models.Model):
    """An address where each person is a household of their own (P03). A building, not a person: it is not forgotten.

    `whole_number`: all doors of the house number, else only this letter and addition. Taken off the list it stays as a row.
    """

    PLAIN: ClassVar = ("postcode", "house_number", "house_letter", "addition", "kind", "reason")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="shared_addresses")
    postcode = models.CharField(max_length=6)
    house_number = models.CharField(max_length=10)
    house_letter = models.CharField(max_length=5, blank=True)
    addition = models.CharField(max_length=20, blank=True)
    whole_number = models.BooleanField(default=True)
    kind = models.CharField(max_length=10, choices=SharedKind.choices)
    reason = models.CharField(max_length=200)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ("postcode", "house_number", "house_letter", "addition")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "postcode", "house_number", "house_letter", "addition"],
                condition=models.Q(ended_on=None),
                name="a_shared_address_once",
            )
        ]
