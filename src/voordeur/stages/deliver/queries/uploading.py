"""For whom somebody may deliver, and the file that somebody is trying."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from voordeur.accounts.models import OrganisationKind, User
from voordeur.privacy.access import within
from voordeur.record.models import Partner
from voordeur.stages.deliver.models import PendingFile

__all__ = ["PendingFile", "has_desk", "partners_for", "pending_of"]


def partners_for(user: User) -> QuerySet[Partner]:
    """The partners for which this person delivers: a partner's staff for their own, the desk for all that deliver to it."""
    if user.organisation.kind == OrganisationKind.PARTNER:
        mine = Q(organisation=user.organisation)
    else:
        mine = within(user, organisation="receiver", municipality="")
    return Partner.objects.filter(mine).select_related("receiver")


def has_desk(user: User) -> bool:
    """Whether somebody may deliver a desk's file, with lines of several partners: the receiving organisation's own people."""
    return user.organisation.kind != OrganisationKind.PARTNER


def pending_of(user: User) -> QuerySet[PendingFile]:
    """The files that this person uploaded and has not delivered yet; nobody else's."""
    mine = Q(partner__in=partners_for(user))
    if has_desk(user):
        mine |= Q(partner=None)
    return PendingFile.objects.filter(mine, by=user).select_related("partner__receiver")
