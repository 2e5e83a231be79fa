"""`voordeur protocol try`: what a protocol would have done in the cases on record, and what a replay cannot know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from voordeur.site.command import start_django
from voordeur.stages.reach.rules.language import Protocol
from voordeur.stages.reach.rules.replay import Replayed, Week
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.telling.phrases import CHANNELS, day
from voordeur.stages.reach.rules.vocabulary import Channel


class NoRecord(Exception):
    """There is no database here, or none with tables."""


@dataclass(frozen=True)
class Tried:
    """An outcome in words."""

    found: Replayed
    language: str

    def as_json(self) -> Mapping[str, Any]:
        """For programs: counts by channel, weeks, and the sentences on what nobody can know."""
        found = self.found
        return {
            "protocol": found.protocol,
            "since": found.since.isoformat(),
            "until": found.until.isoformat(),
            "cases": found.cases,
            "would_have": _by_channel(found.by_channel),
            "really": _by_channel(found.really),
            "weeks": [{"monday": week.monday.isoformat(), "would_have": _by_channel(week.by_channel)} for week in found.weeks],
            "busiest": {channel.value: _week(found.busiest(channel), channel) for channel in Channel if found.busiest(channel)},
            "known": found.known,
            "unknown": found.unknown,
            "waited_for_capacity": found.held,
            "longest_wait_days": found.longest_wait,
            "visits_per_month": found.visits_per_month,
            "without_contact": found.without_contact,
            "first_contact_days_median": found.first_median,
            "ended": {code or "running": count for code, count in sorted(found.ended.items())},
            "cannot_know": [one.in_(self.language) for one in found.cannot_know],
        }

    def as_text(self) -> str:
        """For a reader."""
        found = self.found
        since, until = day(found.since), day(found.until)
        lines = [
            self._say(
                f"{found.cases} zaken van {since.nl} tot en met {until.nl}, nagespeeld met {found.protocol}.",
                f"{found.cases} cases from {since.en} to {until.en}, played again by {found.protocol}.",
            ),
            "",
        ]
        lines += [self._channel(channel) for channel in Channel if found.by_channel.get(channel) or found.really.get(channel)]
        lines += self._waits()
        lines += ["", self._say("Wat niemand kan weten", "What nobody can know")]
        lines += [f"- {one.in_(self.language)}" for one in found.cannot_know]
        return "\n".join(lines)

    def _waits(self) -> Iterator[str]:
        """How long people would have waited for a first contact, and visits for room."""
        found = self.found
        if found.first_median is not None:
            days = f"{found.first_median:g}"
            yield self._say(
                f"In de helft van de zaken kwam het eerste contact binnen {days} dagen.",
                f"In half of the cases the first contact came within {days} days.",
            )
        if found.without_contact:
            count = found.without_contact
            yield self._say(f"In {count} zaken was niemand benaderd.", f"In {count} cases nobody was approached.")
        if found.held:
            yield self._say(
                f"{found.held} bezoeken wachtten op ruimte, het langst {found.longest_wait} dagen.",
                f"{found.held} visits waited for room, the longest {found.longest_wait} days.",
            )

    def _channel(self, channel: Channel) -> str:
        would, really = self.found.by_channel.get(channel, 0), self.found.really.get(channel, 0)
        thing, week = CHANNELS[channel].in_(self.language), self.found.busiest(channel)
        line = self._say(f"- {thing}: {would} keer (toen {really} keer)", f"- {thing}: {would} times (then {really} times)")
        if week is None:
            return f"{line}."
        most, monday = week.by_channel[channel], day(week.monday)
        return line + self._say(
            f"; de drukste week, die van {monday.nl}, vroeg er {most}.",
            f"; the busiest week, that of {monday.en}, asked {most}.",
        )

    def _say(self, nl: str, en: str) -> str:
        return Words(nl, en).in_(self.language)


def tried(protocol: Protocol, *, months: int, language: str) -> Tried:
    """Play the cases of this installation that were opened in the last months. Raises `NoRecord`."""
    start_django()
    from django.db import DatabaseError

    from voordeur.record.models import Case
    from voordeur.shell.clock import today
    from voordeur.stages.reach.queries.recorded import tried as tried_on_record

    try:
        return Tried(tried_on_record(protocol, Case.objects.all(), months=months, today=today()), language)
    except DatabaseError as error:
        raise NoRecord from error


def _by_channel(counts: Mapping[Channel, int]) -> Mapping[str, int]:
    return {channel.value: counts[channel] for channel in Channel if counts.get(channel)}


def _week(week: Week | None, channel: Channel) -> Mapping[str, Any]:
    return {"monday": week.monday.isoformat(), "count": week.by_channel[channel]} if week else {}
