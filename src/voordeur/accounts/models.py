"""People who work with Voordeur, the organisations that they work for, the municipalities that those serve."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Municipality(models.Model):
    """A Dutch municipality (gemeente), by its four-digit code."""

    PLAIN: ClassVar = ("code", "name")

    code = models.CharField(max_length=4, unique=True)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class OrganisationKind(models.TextChoices):
    """What an organisation is in the stream; decides which walls stand around its people."""

    MUNICIPALITY = "municipality", _("gemeente")
    EXECUTING = "executing", _("uitvoeringsorganisatie")
    PARTNER = "partner", _("signaalpartner")


class Organisation(models.Model):
    """A municipality, an executing organisation for several, or a partner (creditor)."""

    PLAIN: ClassVar = ("name", "kind", "contact_name", "phone")

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    municipalities = models.ManyToManyField(Municipality, related_name="organisations", blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What somebody does; `privacy.access` alone says what each may see."""

    COORDINATOR = "coordinator", _("coördinator")
    CASEWORKER = "caseworker", _("medewerker")
    VISITOR = "visitor", _("bezoeker")
    PARTNER_STAFF = "partner", _("signaalpartner")
    MANAGER = "manager", _("leidinggevende")
    PRIVACY_OFFICER = "privacy_officer", _("privacy officer")
    ADMINISTRATOR = "administrator", _("beheerder")
    CONTACT_CENTRE = "contact_centre", _("klantcontactcentrum")


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address; needed by Django's authentication."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who signs in: with an e-mail address, a password and a time-based code."""

    PLAIN: ClassVar = ("email", "name", "role", "language", "last_login")

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="people")
    role = models.CharField(max_length=20, choices=Role.choices)
    # Empty means: all municipalities that the organisation serves.
    municipalities = models.ManyToManyField(Municipality, related_name="workers", blank=True)
    language = models.CharField(max_length=5, default="nl")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """Nobody uses Django's own admin: every write goes through an action."""
        return False
