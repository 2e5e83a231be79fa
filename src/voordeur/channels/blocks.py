"""A text's Markdown as blocks: data for Typst, HTML for a screen, plain words for a message. Never code in any of them.

Only paragraphs, headings, lists and bold are read; every other sign of Markdown, and all HTML, stays the signs that it is.
Slots are filled after reading, so that a name such as ``*Jan*`` or ``<b>`` comes out as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from voordeur.programmes.texts import fill

_MARKDOWN = MarkdownIt("zero").enable(["heading", "list", "emphasis", "escape"])


class BlockKind(StrEnum):
    """What a block is."""

    BACK = "back"  # a heading that begins the back of the sheet
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    NUMBERS = "numbers"


@dataclass(frozen=True)
class Span:
    """Words in one weight."""

    text: str
    strong: bool = False


Line = tuple[Span, ...]


@dataclass(frozen=True)
class Block:
    """A heading or paragraph (one line), or a list (a line an item)."""

    kind: BlockKind
    lines: tuple[Line, ...]


@cache
def read_blocks(body: str) -> tuple[Block, ...]:
    """The blocks of a body, with their slots still open."""
    tokens = iter(_MARKDOWN.parse(body))
    return tuple(block for token in tokens if (block := _block(token, tokens)) and any(block.lines))


def filled(blocks: Iterable[Block], values: Mapping[str, str]) -> tuple[Block, ...]:
    """The blocks with every slot filled. Raises KeyError for a slot that nobody fills."""
    return tuple(
        Block(block.kind, tuple(tuple(Span(fill(span.text, values), span.strong) for span in line) for line in block.lines))
        for block in blocks
    )


def as_data(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """For a Typst template: ``{"kind", "lines": [[[words, bold]…]…]}``."""
    return [
        {"kind": str(block.kind), "lines": [[[span.text, span.strong] for span in line] for line in block.lines]}
        for block in blocks
    ]


def as_html(blocks: Iterable[Block], *, level: int = 3) -> SafeString:
    """For a screen: escaped words in h, p, ul, ol, li and strong, nothing else. `level` is that of the first headings."""
    return format_html_join("\n", "{}", ((_html(block, level),) for block in blocks))


def as_plain(blocks: Iterable[Block]) -> str:
    """For a message or a mail: paragraphs with an empty line between, items with a dash."""
    said = []
    for block in blocks:
        dash = "- " if block.kind in (BlockKind.BULLETS, BlockKind.NUMBERS) else ""
        said.append("\n".join(dash + _words(line) for line in block.lines))
    return "\n\n".join(said)


def _block(token: Token, rest: Iterator[Token]) -> Block | None:
    if token.type == "heading_open":
        kind = BlockKind.BACK if token.tag == "h1" else BlockKind.HEADING
        return Block(kind, _lines(rest, "heading_close"))
    if token.type == "paragraph_open":
        return Block(BlockKind.PARAGRAPH, _lines(rest, "paragraph_close"))
    if token.type in ("bullet_list_open", "ordered_list_open"):
        kind = BlockKind.BULLETS if token.type == "bullet_list_open" else BlockKind.NUMBERS
        return Block(kind, _lines(rest, token.type.replace("open", "close"), level=token.level))
    return None


def _lines(rest: Iterator[Token], end: str, *, level: int | None = None) -> tuple[Line, ...]:
    """The lines up to a closing token (of this nesting, where given): a list within a list becomes items of the outer one."""
    found = []
    for token in rest:
        if token.type == end and level in (None, token.level):
            break
        if token.type == "inline":
            found.append(tuple(_spans(token.children or [])))
    return tuple(found)


def _spans(tokens: Iterable[Token]) -> Iterator[Span]:
    strong = 0
    for token in tokens:
        if token.type in ("strong_open", "em_open"):
            strong += 1
        elif token.type in ("strong_close", "em_close"):
            strong -= 1
        elif token.content:
            yield Span(_one_line(token.content), strong > 0)


def _one_line(words: str) -> str:
    return words.replace("\n", " ")


def _words(line: Line) -> str:
    return "".join(span.text for span in line)


def _html(block: Block, level: int) -> SafeString:
    lines = [_line_html(line) for line in block.lines]
    if block.kind in (BlockKind.BULLETS, BlockKind.NUMBERS):
        tag = "ul" if block.kind == BlockKind.BULLETS else "ol"
        return format_html("<{0}>{1}</{0}>", tag, format_html_join("", "<li>{}</li>", ((line,) for line in lines)))
    tag = {BlockKind.BACK: f"h{level}", BlockKind.HEADING: f"h{level}"}.get(block.kind, "p")
    return format_html("<{0}>{1}</{0}>", tag, lines[0])


def _line_html(line: Line) -> SafeString:
    return format_html_join("", "{}", ((format_html("<strong>{}</strong>", s.text) if s.strong else s.text,) for s in line))
