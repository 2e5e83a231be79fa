"""Working methods (protocols): read, check against the law, show, draw, compare, try on last year, ask what is due.

FILE is a protocol's text, or the name of a shipped one (leiden, lekstroom, amsterdam, zutphen, coevorden-letter,
coevorden-visit). The language is described in docs/protocols.md. No database is needed, except by `try`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from voordeur.stages.reach.rules.language import Protocol, ProtocolError, read_protocol

if TYPE_CHECKING:
    from voordeur.stages.reach.rules.language import Fault

BREACHES, UNREADABLE = 1, 2
MOST_MONTHS = 120


class Refused(Exception):
    """Something that the user can mend; the text says what to do."""


class Unreadable(Refused):
    """A text is no protocol; `faults` tell where and why."""

    def __init__(self, name: str, error: ProtocolError, language: str) -> None:
        super().__init__("\n".join(f"{name}: {fault.in_(language)}" for fault in error.faults))
        self.faults = error.faults


def add_arguments(parser: argparse.ArgumentParser) -> None:
    ways = parser.add_subparsers(dest="way", required=True, metavar="WAY")
    check = _way(ways, "check", "whether a protocol keeps the law: 0 no breach, 1 breaches, 2 unreadable", json=True)
    check.add_argument("file", metavar="FILE")
    show = _way(ways, "show", "a protocol in plain sentences")
    show.add_argument("file", metavar="FILE")
    draw = _way(ways, "draw", "a protocol as a drawing (SVG)")
    draw.add_argument("file", metavar="FILE")
    draw.add_argument("--out", type=Path, required=True, metavar="X.svg")
    compare = _way(ways, "compare", "what differs between two protocols, a sentence each")
    compare.add_argument("file", metavar="A")
    compare.add_argument("other", metavar="B")
    try_ = _way(ways, "try", "what a protocol would have done in recorded cases (reads the database)", json=True)
    try_.add_argument("file", metavar="FILE")
    try_.add_argument("--months", type=int, default=12, metavar="N", help="how far to look back (default: 12)")
    next_ = _way(ways, "next", "what is due in one case on one day, what waits, and why", json=True)
    next_.add_argument("file", metavar="FILE")
    next_.add_argument("--history", type=Path, required=True, metavar="H.json", help="the case; see docs/protocols.md")
    next_.add_argument("--today", type=_day, default=None, metavar="DATE", help="2026-10-26; what comes later is not known yet")


def _way(
    ways: argparse._SubParsersAction[argparse.ArgumentParser], name: str, says: str, *, json: bool = False
) -> argparse.ArgumentParser:
    parser = ways.add_parser(name, help=says, description=says)
    parser.add_argument("--lang", choices=["nl", "en"], default="nl", help="of what is said (default: nl)")
    if json:
        parser.add_argument("--json", action="store_true", help="for programs")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-10-26") from None


def run(args: argparse.Namespace) -> int:
    """0 when all went well; 1 when a check found breaches; 2 with a reason when something cannot be read."""
    try:
        return _WAYS[args.way](args)
    except Unreadable as unreadable:
        if args.way == "check" and args.json:
            _print_json([_as_finding(fault, args.lang) for fault in unreadable.faults])
        print(unreadable, file=sys.stderr)
    except Refused as refused:
        print(refused, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}." if error.filename else f"{error}.", file=sys.stderr)
    return UNREADABLE


def read(name: str, language: str) -> Protocol:
    """The protocol in a file, or the shipped one of that name. Raises `Refused` and `OSError`."""
    try:
        return read_protocol(_text(name))
    except ProtocolError as error:
        raise Unreadable(name, error, language) from error


def _text(name: str) -> str:
    from voordeur.programmes.protocols import protocol_texts

    place = Path(name)
    if not place.exists():
        shipped = dict(protocol_texts())
        found = shipped.get(name) or shipped.get(f"{name}.yaml")
        if found is None:
            names = ", ".join(one.removesuffix(".yaml") for one in shipped)
            raise Refused(f"{name}: there is no such file, and no shipped protocol of that name; they are: {names}.")
        return found
    try:
        return place.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = place.read_bytes()[: error.start].count(b"\n") + 1
        raise Refused(f"{name}: line {line}: this is not UTF-8; save the text as UTF-8.") from error


def _check(args: argparse.Namespace) -> int:
    from voordeur.site.commands import protocol_check

    protocol = read(args.file, args.lang)
    found = protocol_check.findings(protocol, args.lang)
    if args.json:
        _print_json([protocol_check.as_json(one, args.lang) for one in found])
    else:
        print(protocol_check.as_text(protocol, found, args.lang))
    return BREACHES if any(one.level == "breach" for one in found) else 0


def _as_finding(fault: Fault, language: str) -> Mapping[str, object]:
    message = fault.in_(language)
    return {"level": "breach", "rule": "language", "step": "", "message": message, "line": fault.line, "story": []}


def _show(args: argparse.Namespace) -> int:
    from voordeur.stages.reach.rules.telling import show

    print(show(read(args.file, args.lang), args.lang))
    return 0


def _draw(args: argparse.Namespace) -> int:
    from voordeur.stages.reach.rules.telling import draw

    drawing = draw(read(args.file, args.lang), args.lang)
    args.out.write_text(drawing, encoding="utf-8")
    return 0


def _compare(args: argparse.Namespace) -> int:
    from voordeur.stages.reach.rules.telling import compare

    print(compare(read(args.file, args.lang), read(args.other, args.lang), args.lang))
    return 0


def _try(args: argparse.Namespace) -> int:
    from voordeur.site.commands import protocol_try

    protocol = read(args.file, args.lang)
    if not 1 <= args.months <= MOST_MONTHS:
        raise Refused(f"--months: from 1 to {MOST_MONTHS}.")
    try:
        tried = protocol_try.tried(protocol, months=args.months, language=args.lang)
    except protocol_try.NoRecord as missing:
        raise Refused(
            "There is no database with cases here; voordeur demo makes one, voordeur manage migrate an empty one."
        ) from missing
    if args.json:
        _print_json(tried.as_json())
    else:
        print(tried.as_text())
    return 0


def _next(args: argparse.Namespace) -> int:
    from voordeur.site.commands import protocol_next
    from voordeur.stages.reach.rules.given import GivenError

    protocol = read(args.file, args.lang)
    today = args.today or datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    try:
        history = args.history.read_text(encoding="utf-8-sig")
        answer = protocol_next.answer(protocol, history, today, args.lang)
    except GivenError as error:
        raise Refused(f"{args.history}: {error.words.in_(args.lang)}") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{args.history}: this is not UTF-8; save the text as UTF-8.") from error
    if args.json:
        _print_json(answer)
    else:
        print(protocol_next.as_text(answer, args.lang))
    return 0


def _print_json(found: object) -> None:
    print(json.dumps(found, ensure_ascii=False, indent=2))


_WAYS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "check": _check, "show": _show, "draw": _draw, "compare": _compare, "try": _try, "next": _next,
}  # fmt: skip
