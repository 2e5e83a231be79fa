"""`voordeur protocol check`: a protocol held against the law as it is everywhere, by the national parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from voordeur.channels.text_check import forbidden_words
from voordeur.programmes import texts
from voordeur.programmes.parameters import national
from voordeur.site.commands.protocol_next import national_clocks
from voordeur.stages.reach.rules.language import Protocol
from voordeur.stages.reach.rules.law import Finding, Level, Town, check

_MADE_OF = {"rule": ("regel", "line"), "step": ("stap", "step")}


def findings(protocol: Protocol, language: str) -> tuple[Finding, ...]:
    """What the check finds in a protocol that would be switched on today."""
    today = datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    earliest, latest = (time.fromisoformat(one) for one in national("quiet_hours", today).value)
    town = Town(
        clocks=national_clocks(today),
        kinds=tuple(national("partner_kinds", today).value),
        earliest=earliest,
        latest=latest,
        districts=tuple(sorted(protocol.audience.districts)),
        from_day=today,
    )
    return check(protocol, town, betraying(protocol))


def betraying(protocol: Protocol) -> Mapping[str, Sequence[str]]:
    """By the name of each text of a protocol's programme: the words in it that others at the address may not read (P17)."""
    programme = texts.programme_of(protocol.key)
    found: dict[str, list[str]] = {}
    for name in texts.names(programme):
        found[name] = []
        for code in texts.languages(programme, name):
            parts = _parts(programme, name, code)
            found[name] += [one.word for part in parts for one in forbidden_words(part, language=code)]
    return found


def _parts(programme: str, name: str, code: str) -> Sequence[str]:
    try:
        return texts.load(programme, name, code).parts()
    except KeyError:
        return ()


def as_json(finding: Finding, language: str) -> Mapping[str, object]:
    """One finding, for programs."""
    return {
        "level": finding.level.value,
        "rule": finding.rule,
        "step": finding.step,
        "message": finding.message.in_(language),
        "line": finding.line,
        "story": [one.in_(language) for one in finding.story],
    }


def as_text(protocol: Protocol, found: Sequence[Finding], language: str) -> str:
    """All findings for a reader, breaches first, each with its story."""
    english = language.startswith("en")
    breaches = sum(one.level == Level.BREACH for one in found)
    notes = len(found) - breaches
    lines = [f"{protocol.title} ({protocol.key})", ""]
    for one in found:
        lines += [_heading(one, english=english), f"  {one.message.in_(language)}"]
        lines += [f"    {sentence.in_(language)}" for sentence in one.story]
        lines.append("")
    if english:
        last = f"{breaches} breach(es), {notes} note(s)." if found else "No breaches, nothing to note."
    else:
        last = (
            f"{breaches} keer in strijd met de regels, {notes} opmerking(en)."
            if found
            else "Niets in strijd met de regels, geen opmerkingen."
        )
    return "\n".join([*lines, last])


def _heading(finding: Finding, *, english: bool) -> str:
    level = {
        Level.BREACH: "Breach" if english else "In strijd met",
        Level.NOTE: "Note" if english else "Opmerking bij",
    }[finding.level]
    places = []
    if finding.step:
        places.append(f"step {finding.step}" if english else f"stap {finding.step}")
    if finding.line:
        places.append(f"line {finding.line}" if english else f"regel {finding.line}")
    return f"{level} {finding.rule}" + (f" ({', '.join(places)})" if places else "")
