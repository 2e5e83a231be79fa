"""What all stages share: partner, household, resident, case, and the append-only events that tell a case's story."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import Municipality, Organisation, User


class Partner(models.Model):
    """A signalling partner (signaalpartner): a creditor that reports arrears to one receiving organisation."""

    PLAIN: ClassVar = ("code", "name", "kind")

    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    # DDAS EnumSignaalpartner; the legal list with its dates stands in programmes/parameters/ (R01).
    kind = models.CharField(max_length=40)
    # The partner attests the legal steps before a signal for all its lines (Besluit gemeentelijke schuldhulpverlening, art. 2).
    attested = models.BooleanField(default=False)
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partners")
    # The partner's own organisation, whose staff sign in at the partner's screens.
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["receiver", "code"], name="partner_once_per_receiver")]

    def __str__(self) -> str:
        return self.name


class Household(models.Model):
    """The people at one address who are approached together; at a shared address a household is one person (P03)."""

    PERSONAL: ClassVar = ("street", "house_number", "house_letter", "addition", "postcode", "city")
    PLAIN: ClassVar = ("no_visits_until",)

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # Unknown until the register has answered; then only staff who serve the whole organisation see it.
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT, related_name="+")
    street = models.CharField(max_length=120, blank=True)
    house_number = models.CharField(max_length=10, blank=True)
    house_letter = models.CharField(max_length=5, blank=True)
    addition = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    city = models.CharField(max_length=80, blank=True)
    # Until this day nobody rings here (P25); why is known to who keeps the safety notes. Post and phone go on.
    no_visits_until = models.DateField(null=True)
    forgotten_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "postcode", "house_number"])]


class Resident(models.Model):
    """A person behind one or more signals, as the population register or else the signals tell."""

    PERSONAL: ClassVar = (
        "bsn", "initials", "given_names", "prefix", "surname", "address_name", "birth_date", "sex", "phone", "email", "language",
        "apart_reason",
    )  # fmt: skip
    PLAIN: ClassVar = ("died_on",)

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="residents")
    bsn = models.CharField(max_length=9, blank=True, db_index=True)
    initials = models.CharField(max_length=30, blank=True)
    given_names = models.CharField(max_length=200, blank=True)
    prefix = models.CharField(max_length=20, blank=True)
    surname = models.CharField(max_length=200, blank=True)
    # How the register says that post is to be addressed (BRP adressering.aanschrijfwijze), "" when unknown.
    address_name = models.CharField(max_length=250, blank=True)
    birth_date = models.CharField(max_length=10, blank=True)  # ISO; parts may be unknown in the register: "1958-00-00"
    sex = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=5, blank=True)
    # BRP 2.59: keep from third parties (R34).
    secrecy = models.BooleanField(default=False)
    # Another address of this person (an ex's, a refuge) must be named to nobody: shown wherever somebody might talk (P04).
    silent_address = models.BooleanField(default=False)
    # A household of their own, though others are registered at the address: divorced, co-tenant (P04). Code: Apart.
    apart_reason = models.CharField(max_length=12, blank=True)
    # Has a business of their own (sole trader, partnership): the entrepreneurs' desk helps (P06).
    entrepreneur = models.BooleanField(default=False)
    in_register = models.BooleanField(default=False)
    died_on = models.DateField(null=True)
    forgotten_on = models.DateField(null=True)


class RepresentativeKind(models.TextChoices):
    """By what right somebody acts for a resident (P06)."""

    ADMINISTRATOR = "administrator", _("bewindvoerder")  # BW 1:431: acts in matters of money
    CURATOR = "curator", _("curator")  # BW 1:378: acts in everything
    MENTOR = "mentor", _("mentor")  # BW 1:450: care, not money
    ATTORNEY = "attorney", _("gemachtigde")  # by the resident's own word


class Representative(models.Model):
    """Who acts for a resident. With an administrator or curator that is whom the town speaks, instead of the resident."""

    PERSONAL: ClassVar = ("name", "office", "phone", "email")
    PLAIN: ClassVar = ("kind", "since", "ended_on")

    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="representatives")
    kind = models.CharField(max_length=13, choices=RepresentativeKind.choices)
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    since = models.DateField()
    ended_on = models.DateField(null=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["resident"], condition=Q(ended_on=None), name="one_representative_at_a_time")
        ]


class Case(models.Model):
    """A vroegsignaalzaak: everything done for one household about the signals taken up, until its result (eindresultaat)."""

    PLAIN: ClassVar = ("opened_on", "closed_on", "outcome", "protocol", "district")

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="cases")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=80, blank=True)  # DDAS EnumEindresultaat, literal
    protocol = models.CharField(max_length=60)  # "coevorden@1": a running case keeps its version
    district = models.CharField(max_length=80, blank=True)
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["household"], condition=Q(closed_on=None), name="one_open_case_per_household"),
            models.CheckConstraint(
                condition=Q(closed_on=None, outcome="") | (Q(closed_on__isnull=False) & ~Q(outcome="")),
                name="closed_with_an_outcome",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "municipality", "closed_on"])]


class Event(models.Model):
    """One fact in the story of a case. Append-only (triggers refuse change and removal) and person-free.

    `facts` holds codes, dates, amounts in cents and references (resident id, signal id, user id), never a name, an address
    or free text: what somebody wrote down stands in `Note`, which is forgotten with the person while the event stays.
    A mistake is mended by a further event that `corrects` it.
    """

    PLAIN: ClassVar = ("kind", "on", "at", "facts")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=40)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    facts = models.JSONField(default=dict)
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")

    class Meta:
        ordering = ("on", "id")
        indexes: ClassVar = [models.Index(fields=["case", "on", "id"]), models.Index(fields=["kind", "on"])]


class Note(models.Model):
    """Free text that goes with an event ("the resident may read this"); forgotten with the person."""

    PERSONAL: ClassVar = ("text",)
    PLAIN: ClassVar = ()

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="note")
    text = models.TextField()


class ParameterValue(models.Model):
    """A municipality's own value of a dated parameter; the national defaults stand in programmes/parameters/."""

    PLAIN: ClassVar = ("key", "value", "valid_from", "source")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    value = models.JSONField()
    valid_from = models.DateField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "organisation", Coalesce("municipality", 0), "key", "valid_from", name="one_parameter_value_a_day"
            )
        ]
