"""For whom somebody may deliver, and the file that somebody is trying."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from voordeur.accounts.models import OrganisationKind, User
from voordeur.privacy.access import within
from voordeur.record.models import Partner
from voordeur.stages.deliver.models import PendingFile

__all__ = ["PendingFile", "partners_for", "pending_of"]


def partners_for(user: User) -> QuerySet[Partner]:
    """The partners for which this person delivers: a partner's staff for their own, the desk for all that deliver to it."""
    if user.organisation.kind == OrganisationKind.PARTNER:
        mine = Q(organisation=user.organisation)
    else:
        mine = within(user, organisation="receiver", municipality="")
    return Partner.objects.filter(mine).select_related("receiver")


def pending_of(user: User) -> QuerySet[PendingFile]:
    """The files that this person uploaded and has not delivered yet; nobody else's."""
    return PendingFile.objects.filter(by=user, partner__in=partners_for(user)).select_related("partner__receiver")
