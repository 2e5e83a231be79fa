"""Tell the time-based code of this half minute, for a demonstration without an authenticator app."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("secret", help="the secret that ./demo printed")


def run(args: argparse.Namespace) -> int:
    from voordeur.demo.people import Login

    print(Login(role="", user="", password="", totp_secret=args.secret).code())
    return 0
