"""Uploads go to a file at once, and end at a limit: nobody fills the disk from a browser."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class BoundedUpload(TemporaryFileUploadHandler):
    """Django's handler that writes to a temporary file, with `settings.LARGEST_UPLOAD` bytes as its end."""

    received = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803 - Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Refuse by the announced length, before a byte is read. Raises RequestDataTooBig."""
        self._check(content_length)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a chunk; refuse by what really came. Raises RequestDataTooBig."""
        self.received += len(raw_data)
        self._check(self.received)
        super().receive_data_chunk(raw_data, start)

    def _check(self, size: int) -> None:
        if size > settings.LARGEST_UPLOAD:
            raise RequestDataTooBig(f"an upload of over {settings.LARGEST_UPLOAD} bytes")
