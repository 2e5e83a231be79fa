"""The working methods by which an organisation can approach people: those that come with the program, and its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from django.db.models import Count, Max, QuerySet

from voordeur.accounts.models import Organisation, User
from voordeur.privacy.access import within
from voordeur.programmes.protocols import protocol_texts
from voordeur.record.models import Case
from voordeur.stages.reach.models import ProtocolSwitch, ProtocolText
from voordeur.stages.reach.rules.language import Protocol, ProtocolError, read_protocol

# An installation has some tens of versions; their texts never change, so what was read once stays read.
_READ = 256


@dataclass(frozen=True)
class Method:
    """One version of a working method. `own`: the organisation's own row, None where it comes with the program."""

    protocol: Protocol
    text: str
    own: ProtocolText | None = None

    @property
    def key(self) -> str:
        """How a case refers to it: ``leiden@1``."""
        return self.protocol.key


@lru_cache(maxsize=_READ)
def read(text: str) -> Protocol:
    """The protocol in a text, read once. Raises ProtocolError."""
    return read_protocol(text)


@cache
def shipped_methods() -> Mapping[str, Method]:
    """The working methods that come with the program, by name@version. Raises ProtocolError naming the file."""
    found: dict[str, Method] = {}
    for name, text in protocol_texts():
        try:
            method = Method(read(text), text)
        except ProtocolError as error:
            raise ValueError(f"{name}: {error}") from error
        if method.key in found:
            raise ValueError(f"{name}: {method.key} stands in two files; give one another version")
        found[method.key] = method
    return found


def methods_of(organisation: Organisation | int) -> dict[str, Method]:
    """All that an organisation can work by, shipped first, by name@version; one query. An own text wins of a shipped one."""
    found = dict(shipped_methods())
    rows = ProtocolText.objects.filter(organisation=organisation).select_related("written_by").order_by("name", "version")
    for row in rows:
        method = Method(read(row.text), row.text, row)
        found[method.key] = method
    return found


def method_of(organisation: Organisation | int, key: str) -> Method | None:
    """One working method by name@version; None where the organisation has no such."""
    return methods_of(organisation).get(key)


def protocols_for(cases: Collection[Case]) -> dict[int, Protocol]:
    """The protocol version that each of these cases runs under, by case id; those that exist no more are left out. One query."""
    texts = {
        (row.organisation_id, f"{row.name}@{row.version}"): row.text
        for row in ProtocolText.objects.filter(organisation__in={case.organisation_id for case in cases})
    }
    found: dict[int, Protocol] = {}
    for case in cases:
        own = texts.get((case.organisation_id, case.protocol))
        if own is not None:
            found[case.pk] = read(own)
        elif case.protocol in shipped_methods():
            found[case.pk] = shipped_methods()[case.protocol].protocol
    return found


def protocol_of(case: Case) -> Protocol | None:
    """The protocol version that a case runs under; None when it exists no more."""
    return protocols_for([case]).get(case.pk)


def next_version(organisation: Organisation | int, name: str) -> int:
    """The version that the next text of this name gets: after every version there is, the program's own among them."""
    own = ProtocolText.objects.filter(organisation=organisation, name=name).aggregate(last=Max("version"))["last"] or 0
    shipped = [one.protocol.version for one in shipped_methods().values() if one.protocol.name == name]
    return int(max([own, *shipped], default=0)) + 1


def switches(user: User) -> QuerySet[ProtocolSwitch]:
    """The proposals to work by a protocol within this person's walls, newest first; no personal data."""
    rows = ProtocolSwitch.objects.filter(within(user))
    return rows.select_related("municipality", "proposed_by", "decided_by").order_by("-proposed_at", "-pk")


def cases_under(user: User) -> dict[str, int]:
    """How many open cases within this person's walls run under each version."""
    rows = Case.objects.filter(within(user), closed_on=None).values_list("protocol").annotate(total=Count("pk")).order_by()
    return {str(key): int(total) for key, total in rows}
