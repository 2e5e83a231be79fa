"""The token that goes with each call: a JSON Web Token, HS256, made anew each time because it is good for thirty seconds.

Ten lines of hmac instead of a package: one algorithm, one issuer, nothing to negotiate.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from typing import Any

LEEWAY = 30  # seconds that the clocks of both sides may differ
_UUID = r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
_KEY = re.compile(rf"(?:.*-)?({_UUID})-({_UUID})")
_HEADER = {"typ": "JWT", "alg": "HS256"}


@dataclass(frozen=True)
class Key:
    """An API key as Notify shows it once: its name, the service's id and the secret, with hyphens between."""

    service: str
    secret: str

    @classmethod
    def read(cls, text: str) -> Key:
        """Raises ValueError for what is no key; the message does not repeat it."""
        found = _KEY.fullmatch(text.strip())
        if not found:
            raise ValueError("a Notify key ends in two UUIDs: the service and the secret")
        return cls(found[1], found[2])


def token(key: Key, *, now: float) -> str:
    """A token of this service, issued now (seconds since 1970)."""
    content = f"{_encoded(_HEADER)}.{_encoded({'iss': key.service, 'iat': int(now)})}"
    return f"{content}.{_signature(content, key)}"


def is_valid(text: str, key: Key, *, now: float) -> bool:
    """Whether a token is of this service, signed with its secret and issued just now; for the stand-in."""
    content, _dot, signature = text.rpartition(".")
    if not hmac.compare_digest(signature, _signature(content, key)):
        return False
    claims = _decoded(content.partition(".")[2])
    return claims.get("iss") == key.service and abs(now - int(claims.get("iat", 0))) <= LEEWAY


def _signature(content: str, key: Key) -> str:
    return _bare(hmac.new(key.secret.encode(), content.encode(), hashlib.sha256).digest())


def _encoded(values: dict[str, Any]) -> str:
    return _bare(json.dumps(values, separators=(",", ":")).encode())


def _decoded(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return found


def _bare(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
