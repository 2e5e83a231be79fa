"""Tell the kind of a file by its first bytes, and hand it to its reader."""

from __future__ import annotations

import io
from typing import IO

from voordeur.stages.deliver.rules.findings import Unreadable
from voordeur.stages.deliver.rules.reading import books, lists, texts
from voordeur.stages.deliver.rules.reading.table import Table

LARGEST_MEGABYTES = 200
_MAGIC = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "programma"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7Z"),
    (b"Rar!", "RAR"),
    (b"{\\rtf", "RTF"),
    (b"BM", "BMP"),
    (b"SQLite format 3", "SQLite"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table")


def open_table(content: IO[bytes]) -> Table:
    """The table in a file. Raises `Unreadable` with the reason in words; never anything else for any bytes."""
    size = content.seek(0, io.SEEK_END)
    content.seek(0)
    if size == 0:
        raise Unreadable("empty_file")
    if size > LARGEST_MEGABYTES * 1_000_000:
        raise Unreadable("too_large", limit=LARGEST_MEGABYTES)
    head = content.read(2048)
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return books.workbook(content)
    if head.startswith(_OLE):
        return books.old_workbook(content, size)
    for magic, found in _MAGIC:
        if head.startswith(magic) and (len(magic) > 2 or b"\x00" in head):
            raise Unreadable("wrong_kind", found=found)
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare.lower().startswith(_MARKUP):
        raise Unreadable("wrong_kind", found="HTML/XML")
    encoding, notices = texts.survey(content, single_line=bare[:1] in (b"[", b"{"))
    if bare[:1] in (b"[", b"{"):
        return lists.objects(content, encoding, notices)
    return texts.separated(content, encoding, notices)
