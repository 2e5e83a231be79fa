"""Judge a creditor's file: take it in for a partner on record, or (--trial) only try it, without a database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from voordeur.programmes.parameters import national
from voordeur.stages.deliver.rules.findings import Finding, Unreadable, sentence
from voordeur.stages.deliver.rules.judging import Policy
from voordeur.stages.deliver.rules.trial import open_file

if TYPE_CHECKING:
    from voordeur.stages.deliver.actions import Delivery

UNREADABLE = 2
# What the system says of a file, in Dutch and in English.
_TROUBLE: dict[type[OSError], tuple[str, str]] = {
    FileNotFoundError: ("dit bestand is er niet", "there is no such file"),
    IsADirectoryError: ("dit is een map, geen bestand", "this is a folder, not a file"),
    PermissionError: ("dit mag niet worden gelezen of geschreven", "this may not be read or written"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV, XLSX or JSON")
    parser.add_argument("--partner", required=True, metavar="CODE", help="the partner that delivers")
    parser.add_argument("--kind", default="", help="kind of arrear for a trial: Zorg, Huur, Energie, Water, …")
    parser.add_argument("--attested", action="store_true", help="in a trial: the partner attests the legal steps for all lines")
    parser.add_argument("--trial", action="store_true", help="write nothing; needs no partner on record and no database")
    parser.add_argument("--on", type=date.fromisoformat, default=None, metavar="DATE", help="the day that counts as today")
    parser.add_argument("--replaces", action="store_true", help="stands for all that the partner delivered before this month")
    parser.add_argument("--language", choices=["nl", "en"], default="nl", help="of the sentences (default: nl)")
    parser.add_argument("--json", action="store_true", help="the outcome as JSON")


def run(args: argparse.Namespace) -> int:
    """0 when the file could be read, 2 with a reason when it could not."""
    try:
        with args.file.open("rb") as content:
            report = _trial(args, content) if args.trial else _deliver(args, content)
    except Unreadable as error:
        return _refuse(args, error.says(args.language))
    except OSError as error:
        said = _TROUBLE.get(type(error), ("dit kan niet worden geopend", "this cannot be opened"))
        return _refuse(args, f"{error.filename or args.file}: {said[args.language != 'nl']}.")
    except (LookupError, ValueError) as error:
        return _refuse(args, str(error.args[0] if error.args else error))
    _print(args, report)
    return 0


def _refuse(args: argparse.Namespace, reason: str) -> int:
    if args.json:
        print(json.dumps({"error": reason}, ensure_ascii=False))
    else:
        print(reason, file=sys.stderr)
    return UNREADABLE


def _trial(args: argparse.Namespace, content: BinaryIO) -> dict[str, Any]:
    """Judge the lines with the national parameters; Django is not even loaded."""
    on = args.on or datetime.now().astimezone().date()
    policy = Policy.of(
        lambda key: national(key, on).value,
        kind=args.kind or "Overige",
        on=on,
        attested=args.attested,
        partner_names=(args.partner,),
    )
    if not args.kind:
        # Without a kind nothing can be said about which kinds may signal, or must attest.
        policy = policy.without_kind()
    opened = open_file(content, policy)
    lines = [_line(judged.number, judged.verdict.value, judged.findings, args.language) for judged in opened.judge()]
    return _report(lines, [_notice(notice, args.language) for notice in opened.notices])


def _deliver(args: argparse.Namespace, content: BinaryIO) -> dict[str, Any]:
    from voordeur.site.command import start_django

    start_django()

    from django.db import DatabaseError

    try:
        delivery = _receive(args, content)
        lines = [
            _line(line.number, line.verdict, [Finding(**found) for found in line.findings], args.language)
            for line in delivery.lines.order_by("number").iterator()
        ]
    except DatabaseError as error:
        raise LookupError(f"De database is niet te gebruiken: {error}. Draai eerst: voordeur manage migrate") from error
    if delivery.state == "failed":
        raise LookupError(delivery.error)
    return _report(lines, [_notice(Finding(**found), args.language) for found in delivery.notices])


def _receive(args: argparse.Namespace, content: BinaryIO) -> Delivery:
    from voordeur import stream
    from voordeur.connections.brp import configured_register
    from voordeur.record.models import Partner
    from voordeur.shell.clock import today

    partners = list(Partner.objects.select_related("receiver").filter(code=args.partner)[:2])
    if len(partners) != 1:
        known = ", ".join(Partner.objects.order_by("code").values_list("code", flat=True).distinct()[:20])
        raise LookupError(f"Partner '{args.partner}' is niet bekend. Bekend zijn: {known or 'nog geen partners'}.")
    register = configured_register()
    delivery = stream.receive(
        partner=partners[0],
        name=args.file.name,
        content=content,
        on=args.on or today(),
        by=None,
        register=register,
        replaces=args.replaces,
    )
    if delivery.state not in ("done", "failed"):
        # Whoever waits at a command line waits for the whole file.
        stream.carry_on(delivery, register=register)
        delivery.refresh_from_db()
    return delivery


def _line(number: int, verdict: str, findings: Iterable[Finding], language: str) -> dict[str, Any]:
    found = list(findings)
    first = found[0] if found else None
    return {
        "line": number,
        "verdict": verdict,
        "code": first.code if first else "",
        "column": first.column if first else "",
        "message": " ".join(finding.says(language) for finding in found),
    }


def _notice(finding: Finding, language: str) -> str:
    return sentence(finding.code, finding.params, language, finding.column)


def _report(lines: list[dict[str, Any]], notices: list[str]) -> dict[str, Any]:
    count = {verdict: sum(line["verdict"] == verdict for line in lines) for verdict in ("accepted", "warned", "refused")}
    return {
        "delivered": len(lines),
        "accepted": count["accepted"] + count["warned"],
        "warned": count["warned"],
        "refused": count["refused"],
        "notices": notices,
        "lines": lines,
    }


def _print(args: argparse.Namespace, report: dict[str, Any]) -> None:
    if args.json:
        print(json.dumps(report, ensure_ascii=False))
        return
    for notice in report["notices"]:
        print(notice)
    for line in report["lines"]:
        if line["verdict"] != "accepted":
            print(f"{line['line']:>6}  {line['verdict']:<8}  {line['code']:<24} {line['column']:<20} {line['message']}")
    print(f"{report['delivered']} aangeleverd, {report['accepted']} aanvaard "
          f"({report['warned']} met waarschuwing), {report['refused']} geweigerd")  # fmt: skip
