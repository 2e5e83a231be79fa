"""Serve the installation: web server and worker, until Ctrl-C or SIGTERM. TLS is the reverse proxy's."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2, help="web processes")


def run(args: argparse.Namespace) -> int:
    from voordeur.site.prepare import collect_browser_files, prepare_database
    from voordeur.site.processes import heed_signals, run_together, web_server, worker

    prepare_database()
    collect_browser_files()
    heed_signals()
    return run_together(
        [web_server(host=args.host, port=args.port, workers=args.workers), worker()],
        answers_at=(args.host, args.port),
        answered=lambda: print(f"Voordeur listens on {args.host}:{args.port}", flush=True),
    )
