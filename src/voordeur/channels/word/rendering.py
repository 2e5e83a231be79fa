"""Letters as Word files, in a template that the organisation made itself.

A template comes from outside, and Jinja in it is a program. So three walls: only a name between braces is let in (no expression,
no tag, no filter), what is let in runs in Jinja's sandbox, and nothing in the file may call for another file.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date

from docxtpl import DocxTemplate, Listing
from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from voordeur.channels.blocks import BlockKind, as_plain, filled, read_blocks
from voordeur.channels.letter import Letter, values_of
from voordeur.programmes.texts import fill, language

LARGEST = 3_000_000  # bytes as uploaded
_UNPACKED = 30_000_000  # bytes: more than a letter ever is, so a bomb
_PLAIN = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name)
_OUTSIDE = re.compile(rb'TargetMode\s*=\s*["\']External["\']', re.IGNORECASE)
_LINK = re.compile(rb'<Relationship\b[^>]*relationships/hyperlink["\'][^>]*>', re.IGNORECASE)
# What a template may name; the body and the rights come with their line breaks.
SLOTS = frozenset({
    "address", "back", "body", "closing", "code", "contact", "check_phone", "day", "department", "door", "dpo", "hours", "link",
    "municipality", "name", "phone", "return_address", "salutation", "sources", "subject", "title",
})  # fmt: skip


class WordRefusedError(ValueError):
    """A template may not be used; `code` says why: size, kind, macro, outside, program, slot; `word` which."""

    def __init__(self, code: str, word: str = "") -> None:
        super().__init__(f"{code} {word}".strip())
        self.code, self.word = code, word


def check_template(content: bytes) -> None:
    """Raises WordRefusedError for a template that is no Word file, is a program, or names what nobody fills."""
    if len(content) > LARGEST:
        raise WordRefusedError("size")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            _check_parts(held)
        template = DocxTemplate(io.BytesIO(content))
        template.init_docx()
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        if isinstance(error, WordRefusedError):
            raise
        raise WordRefusedError("kind") from error
    for words in _written(template):
        _check_words(words)


def render(template: bytes, letter: Letter, *, on: date) -> bytes:
    """One letter as a Word file. Raises WordRefusedError, and KeyError for a slot of the text that nobody fills."""
    check_template(template)
    made = DocxTemplate(io.BytesIO(template))
    made.render(_values(letter, on), jinja_env=_environment(), autoescape=True)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(autoescape=True)


def _values(letter: Letter, on: date) -> dict[str, object]:
    text, words = letter.text, language(letter.text.language)
    values = values_of(letter, words)
    blocks = filled(read_blocks(text.body), values)
    back = next((at for at, block in enumerate(blocks) if block.kind == BlockKind.BACK), len(blocks))
    lines = {line: fill(said, values) for line, said in text.lines.items() if line != "door" or letter.code}
    return {
        "door": "",
        **values,
        **lines,
        "day": words.day(on),
        "address": Listing("\n".join((letter.name, *letter.address))),
        "body": Listing(as_plain(blocks[:back])),
        "back": Listing(as_plain(blocks[back:])),
    }


def _check_parts(held: zipfile.ZipFile) -> None:
    if sum(part.file_size for part in held.infolist()) > _UNPACKED:
        raise WordRefusedError("size")
    if "word/document.xml" not in held.namelist():
        raise WordRefusedError("kind")
    for part in held.infolist():
        if part.filename.lower().endswith((".bin", ".ole")) or "/embeddings/" in part.filename or "/activeX/" in part.filename:
            raise WordRefusedError("macro", part.filename)
        # A link that a reader may click stays; a template, picture or frame fetched on opening does not.
        if part.filename.endswith(".rels") and _OUTSIDE.search(_LINK.sub(b"", held.read(part))):
            raise WordRefusedError("outside", part.filename)


def _written(template: DocxTemplate) -> Iterator[str]:
    """Everything that Jinja would read: the document, headers, footers, footnotes, and the document's properties."""
    yield template.patch_xml(template.get_xml())
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _key, part in template.get_headers_footers(uri):
            yield template.patch_xml(template.get_part_xml(part))
    for part in template.docx.part.package.iter_parts():
        if part.content_type.endswith("footnotes+xml"):
            yield template.patch_xml(part.blob.decode("utf-8"))
    properties = template.docx.core_properties
    for name in ("author", "comments", "identifier", "keywords", "language", "subject", "title"):
        yield str(getattr(properties, name) or "")


def _check_words(words: str) -> None:
    try:
        tree = _environment().parse(words)
    except TemplateSyntaxError as error:
        raise WordRefusedError("program", error.message or "") from error
    for node in (tree, *tree.find_all(nodes.Node)):
        if not isinstance(node, _PLAIN):
            raise WordRefusedError("program", type(node).__name__)
        if isinstance(node, nodes.Name) and node.name not in SLOTS:
            raise WordRefusedError("slot", node.name)
