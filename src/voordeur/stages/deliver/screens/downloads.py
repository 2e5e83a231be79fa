"""Files that go back to the creditor: its refused lines, and the receipt."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from voordeur.channels.receipt import Receipt, render_receipt
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.stages.deliver.models import DeliveryState
from voordeur.stages.deliver.queries import counts_of, progress_of, refused_codes, refused_file
from voordeur.stages.deliver.screens.deliveries import find
from voordeur.stages.deliver.screens.words import meaning

_KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@needs(Ability.DELIVER)
def refused(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The refused lines in the creditor's own columns with code and reason, to be mended and delivered again."""
    delivery = find(request, pk)
    if kind not in _KINDS:
        raise Http404
    look = Look.of(request, Purpose.DELIVER)
    content = refused_file(delivery, look=look, kind=kind, language=get_language() or "nl")
    return _attachment(content, _KINDS[kind], f"geweigerd-{delivery.pk}.{kind}")


@needs(Ability.DELIVER)
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt: what the creditor did, never what a resident answered (P29)."""
    delivery = find(request, pk)
    if progress_of(delivery).state != DeliveryState.DONE:
        raise Http404
    counts = counts_of([delivery])[delivery.pk]
    made = Receipt(
        number=delivery.pk,
        partner=delivery.partner.name if delivery.partner else _("Meldpunt"),
        receiver=delivery.organisation.name,
        received_at=delivery.received_at,
        month=delivery.month,
        sha256=delivery.sha256,
        delivered=counts.delivered,
        accepted=counts.accepted,
        warned=counts.warned,
        refused=counts.refused,
        reasons=tuple((meaning(code), count) for code, count in refused_codes(delivery).items()),
        attested=delivery.partner is not None and delivery.partner.attested,
        language=get_language() or "nl",
    )
    return _attachment(render_receipt(made), "application/pdf", f"ontvangstbewijs-{delivery.pk}.pdf")


def _attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
