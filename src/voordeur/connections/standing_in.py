"""A thread that serves a stand-in on this machine, over real HTTP; for demonstrations and tests only."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import IO, TYPE_CHECKING, Any, cast
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class _Handler(ServerHandler):
    http_version = "1.1"


class _KeepOpen(WSGIRequestHandler):
    """Keeps a connection open for the next question, which makes a thousand of them take seconds."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 30

    def handle(self) -> None:
        self.close_connection = False
        while not self.close_connection:
            try:
                self.raw_requestline = self.rfile.readline(65537)
            except OSError:  # nothing was asked for a while, or the asker has gone
                return
            if not self.raw_requestline or not self.parse_request():
                return
            handler = _Handler(self.rfile, cast(IO[bytes], self.wfile), self.get_stderr(), self.get_environ(), multithread=True)
            handler.request_handler = self  # type: ignore[attr-defined]
            handler.run(self.server.get_app())  # type: ignore[attr-defined]

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: what is asked holds personal data."""


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@contextmanager
def serve_app(app: WSGIApplication, port: int = 0) -> Iterator[str]:
    """Serve a WSGI application on 127.0.0.1 in a thread; gives its address. Port 0 takes any that is free."""
    server = _Server(("127.0.0.1", port), _KeepOpen)
    server.set_app(app)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
