"""Reads of the people: only ever of one's own organisation."""

from __future__ import annotations

from collections.abc import Collection

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from voordeur.accounts.models import Municipality, Organisation, OrganisationKind, User


def people_of(organisation: Organisation) -> QuerySet[User]:
    """Everybody of an organisation, those who may sign in first; each with `has_code`: a second factor is set up."""
    code = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    people = User.objects.filter(organisation=organisation).annotate(has_code=Exists(code))
    return people.prefetch_related("municipalities").order_by("-is_active", "name")


def colleagues_of(organisation: Organisation, *, roles: Collection[str]) -> QuerySet[User]:
    """Those of an organisation who have one of these roles and may sign in, in order of name."""
    return User.objects.filter(organisation=organisation, role__in=roles, is_active=True).order_by("name")


def municipalities_of(organisation: Organisation) -> QuerySet[Municipality]:
    """The municipalities that an organisation works for."""
    return organisation.municipalities.all()


def partner_organisations() -> QuerySet[Organisation]:
    """The creditors' own organisations; one creditor may signal to several receivers."""
    return Organisation.objects.filter(kind=OrganisationKind.PARTNER).order_by("name")


def organisation_named(name: str) -> Organisation | None:
    """The organisation of this name, however it is written."""
    return Organisation.objects.filter(name__iexact=name).first()
