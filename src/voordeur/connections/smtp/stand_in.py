"""A mail server to stand in for a real one (the least of RFC 5321); nothing is sent. For demonstrations and tests only."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 stand-in ESMTP")
        recipient = ""
        while line := self.rfile.readline(2000):
            words = line.decode(errors="replace").strip()
            verb = words[:4].upper()
            if verb == "RCPT":
                recipient = words.partition("<")[2].partition(">")[0]
                self._say(self.server.refuses.get(recipient, "250 ok"))
            elif verb == "DATA":
                self._say("354 go on")
                self.server.take(recipient, self._data())
                self._say("250 taken")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _data(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mail; `taken` holds what came. `refuses`: what is said to a recipient (``550 5.1.1 nobody``) instead of yes.

    `on_taken` is called with each message before the server says that it has it: a test may let somebody die there.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int = 0, *, refuses: Mapping[str, str] | None = None) -> None:
        super().__init__(("127.0.0.1", port), _Talk)
        self.refuses = dict(refuses or {})
        self.taken: list[EmailMessage] = []
        self.on_taken: Callable[[EmailMessage], None] = lambda mail: None

    @property
    def port(self) -> int:
        """Where it listens on 127.0.0.1."""
        return int(self.server_address[1])

    def take(self, recipient: str, content: bytes) -> None:
        """Keep one message."""
        mail = message_from_bytes(content, policy=default)
        self.taken.append(mail)
        self.on_taken(mail)


@contextmanager
def serve(server: MailServer) -> Iterator[MailServer]:
    """Serve the stand-in in a thread."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
