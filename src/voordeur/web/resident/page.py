"""How every page of the resident's door goes out: in one of its languages, in no cache, found by no search engine."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation.trans_real import parse_accept_lang_header

from voordeur.programmes.resident_words import ResidentWords, resident_words, spoken
from voordeur.shell.clock import today
from voordeur.stages.reach.queries.writers import town_numbers

_QUERY = "taal"
# With more municipalities than these in one installation, the first page names none and lists no numbers.
_MOST_NAMED = 3
_MOST_LISTED = 8
_PAGES = ("door", "real", "letter", "call", "come", "settled", "no", "off", "close")


def words_of(request: HttpRequest) -> ResidentWords:
    """The language chosen in the address, else the first of the browser's that the page speaks, else Dutch."""
    known = {one.code for one in spoken()}
    chosen = request.GET.get(_QUERY, "")
    if chosen in known:
        return resident_words(chosen)
    preferred = (code.partition("-")[0] for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")))
    return resident_words(next((code for code in preferred if code in known), "nl"))


def to(name: str, request: HttpRequest) -> HttpResponse:
    """Go on to another page of the door, in the same language."""
    response = redirect(address(name, words_of(request)))
    return _quiet(response, words_of(request))


def address(name: str, words: ResidentWords) -> str:
    """The address of a page of the door in a language."""
    return f"{reverse(name)}?{_QUERY}={words.language.code}"


def show(
    request: HttpRequest, template: str, *, slots: dict[str, str] | None = None, status: int = 200, **context: Any
) -> HttpResponse:
    """Render one page; `slots` fill the sentences of the language."""
    words = words_of(request)
    values = {"site": urlsplit(settings.PUBLIC_URL).netloc, **(slots or {})}
    known = {
        "t": words.filled(values),
        "words": words,
        "spoken": spoken(),
        "addresses": {name: address(f"resident_{name}", words) for name in _PAGES},
    }
    return _quiet(HttpResponse(render_to_string(f"resident/{template}.html", known | context), status=status), words)


def from_whom(request: HttpRequest) -> dict[str, Any]:
    """What the pages before the door say of who they are from: the municipalities of this installation, and their numbers."""
    towns, words = town_numbers(today=today()), words_of(request)
    names = [words.filled({"municipality": town.municipality})["municipality"] for town in towns]
    heads = names if 0 < len(names) <= _MOST_NAMED else [str(words.said["any_municipality"])]
    return {"heads": heads, "towns": towns if len(towns) <= _MOST_LISTED else []}


def _quiet(response: HttpResponse, words: ResidentWords) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = words.language.code
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
