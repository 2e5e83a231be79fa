"""No template carries what the content policy would block: it would simply not work."""

import re
from pathlib import Path

import pytest

import voordeur

PACKAGE = Path(voordeur.__file__).parent
TEMPLATES = sorted(p for p in PACKAGE.rglob("templates/**/*.html"))
INLINE = {
    "a style attribute": re.compile(r"<[^>%{]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[:a-z-]*)\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without a file": re.compile(r"<script\b(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "something from elsewhere": re.compile(r"<(?:script|link|img)\b[^>]*(?:src|href)=\"https?:", re.IGNORECASE),
}


@pytest.mark.parametrize("what", INLINE)
def test_no_template_has(what):
    found = [str(p.relative_to(PACKAGE)) for p in TEMPLATES if INLINE[what].search(p.read_text(encoding="utf-8"))]
    assert found == []


def test_the_patterns_find_what_they_look_for():
    for bad in ('<p style="x">', '<a onclick="x">', "<style>", "<script>x</script>", '<a href="javascript:x">'):
        assert any(pattern.search(bad) for pattern in INLINE.values()), bad


def test_every_page_has_a_title_and_a_heading():
    pages = [p for p in TEMPLATES if 'extends "shell/base.html"' in p.read_text(encoding="utf-8")]
    assert pages
    bare = []
    for page in pages:
        text = page.read_text(encoding="utf-8")
        children = any(f'extends "{page.parent.name}/{page.name}"' in p.read_text(encoding="utf-8") for p in TEMPLATES)
        if not children and not ("block title" in text and ("block heading" in text or "<h1" in text)):
            bare.append(str(page.relative_to(PACKAGE)))
    assert bare == []
