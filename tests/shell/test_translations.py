"""Everything that is said in Dutch is said in English too, and nothing of it stays Dutch on an English page."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType
from django.utils.html import strip_tags
from django.utils.translation import trim_whitespace

import voordeur

PACKAGE = Path(voordeur.__file__).parent
ENGLISH = PACKAGE / "site" / "locale" / "en" / "LC_MESSAGES"

# The marking functions, with the places of context, singular and plural among their arguments.
MARKS: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
Message = tuple[str, str, str]  # context ("" without), singular, plural ("" without)


# What is marked


def marked_in_code(source: str) -> Iterator[Message]:
    """The messages that a Python file marks, under whatever name it imports the marking function."""
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name: MARKS[alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in MARKS
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        places = names.get(called) or (MARKS.get(called) if isinstance(node.func, ast.Attribute) else None)
        if places is None or len(node.args) <= places[1]:
            continue
        said = [ast.literal_eval(node.args[place]) if place is not None else "" for place in places]
        yield said[0], said[1], said[2]


STRING = r"""(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')"""
TRANSLATE = re.compile(rf"^(?:translate|trans)\s+{STRING}(?:.*\bcontext\s+[\"'](?P<context>[^\"']*))?", re.DOTALL)
CALLED = re.compile(rf"\b_\({STRING}\)")
BLOCK = re.compile(r"^(?:blocktranslate|blocktrans)\b(?:.*\bcontext\s+[\"'](?P<context>[^\"']*))?", re.DOTALL)


def marked_in_template(source: str) -> Iterator[Message]:
    """The messages of a template: its translate tags, its blocks, and what stands in _()."""
    block: list[str] | None = None
    context, trimmed, singular = "", False, ""
    for token in Lexer(source).tokenize():
        text = token.contents
        if block is None:
            for found in CALLED.finditer(text if token.token_type in {TokenType.VAR, TokenType.BLOCK} else ""):
                yield "", found["double"] or found["single"], ""
        if token.token_type == TokenType.BLOCK and (found := TRANSLATE.match(text)):
            yield found["context"] or "", found["double"] or found["single"], ""
        elif token.token_type == TokenType.BLOCK and (found := BLOCK.match(text)):
            block, singular, context, trimmed = [], "", found["context"] or "", " trimmed" in text
        elif block is None:
            continue
        elif token.token_type == TokenType.BLOCK and text == "plural":
            singular, block = _joined(block, trimmed), []
        elif token.token_type == TokenType.BLOCK and text.startswith("endblocktrans"):
            last = _joined(block, trimmed)
            yield (context, singular, last) if singular else (context, last, "")
            block = None
        elif token.token_type == TokenType.VAR:
            block.append(f"%({text.split('|')[0].strip()})s")
        else:
            block.append(text.replace("%", "%%"))


def _joined(block: list[str], trimmed: bool) -> str:
    said = "".join(block)
    return trim_whitespace(said) if trimmed else said


def marked() -> set[Message]:
    """Every message of the program."""
    found: set[Message] = set()
    for path in PACKAGE.rglob("*.py"):
        found.update(marked_in_code(path.read_text(encoding="utf-8")))
    for path in (p for kind in ("html", "txt") for p in PACKAGE.rglob(f"templates/**/*.{kind}")):
        found.update(marked_in_template(path.read_text(encoding="utf-8")))
    return found


# What is translated


def translated() -> dict[Message, list[str]]:
    """The messages of the .po file with what they say in English: one form, or one and many. Fuzzy ones are none."""
    found = {}
    for block in (ENGLISH / "django.po").read_text(encoding="utf-8").split("\n\n"):
        parts: dict[str, str] = {}
        key = ""
        for line in block.splitlines():
            if line.startswith("#"):
                assert "fuzzy" not in line, block
                continue
            word, _, text = line.partition(" ") if not line.startswith('"') else (key, "", line)
            key = word
            parts[key] = parts.get(key, "") + str(ast.literal_eval(text))
        forms = [parts[key] for key in sorted(parts) if key.startswith("msgstr")]
        if parts.get("msgid"):
            found[parts.get("msgctxt", ""), parts["msgid"], parts.get("msgid_plural", "")] = forms
    return found


def compiled() -> dict[str, str]:
    """What the compiled file holds, by the key that gettext looks for: singular forms, and each plural form with its number."""
    with (ENGLISH / "django.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    held: dict[object, str] = catalogue._catalog  # type: ignore[attr-defined]
    return {(key if isinstance(key, str) else f"{key[0]}\0{key[1]}"): text for key, text in held.items() if key}  # type: ignore[index]


def as_compiled(message: Message, forms: list[str]) -> dict[str, str]:
    """One message as the compiled file should hold it."""
    context, singular, plural = message
    key = f"{context}\4{singular}" if context else singular
    held = {f"{key}\0{n}": form for n, form in enumerate(forms)} if plural else {key: forms[0]}
    return {key: form for key, form in held.items() if form}


# The tests

FILLED_IN = re.compile(r"%\(\w+\)[sd]|%[sd%]|&\w+;|</?\w+[^>]*>")


def test_every_message_is_said_in_english():
    english = translated()
    silent = sorted(message for message in marked() if not all(english.get(message, [""])))
    assert silent == []


def test_english_holds_nothing_that_nobody_says():
    assert sorted(set(translated()) - marked()) == []


def test_what_is_filled_in_is_filled_in_on_both_sides():
    uneven = []
    for (_, singular, plural), forms in translated().items():
        for dutch, english in zip([singular, plural or singular], forms, strict=False):
            if english and set(FILLED_IN.findall(dutch)) != set(FILLED_IN.findall(english)):
                uneven.append((dutch, english))
    assert uneven == []


def test_many_are_said_in_two_forms():
    assert [message for message, forms in translated().items() if len(forms) != (2 if message[2] else 1)] == []


def test_what_runs_is_what_is_written():
    written = {}
    for message, forms in translated().items():
        written |= as_compiled(message, forms)
    assert compiled() == written


def test_the_finders_find_what_they_look_for():
    code = "from django.utils.translation import gettext as _now, ngettext\n_now('een' ' twee')\nngettext('dag', 'dagen', 2)\n"
    assert list(marked_in_code(code)) == [("", "een twee", ""), ("", "dag", "dagen")]
    page = (
        "{% translate 'Een' %}{% include 'x' with a=_(\"Twee\") %}{{ x|default:_('Drie') }}"
        "{% blocktranslate with n=a|b count c=d %}{{ n }} regel{% plural %}{{ n }} regels{% endblocktranslate %}"
    )
    assert list(marked_in_template(page)) == [
        ("", "Een", ""),
        ("", "Twee", ""),
        ("", "Drie", ""),
        ("", "%(n)s regel", "%(n)s regels"),
    ]


# Pages

# Words that no English page needs: a list of telltales, not a language.
TELLTALES = re.compile(
    r"\b(?:het|een|niet|geen|deze|voor|naar|wordt|kies|nog|bij|zonder|vandaag|zaken|signalen|aanlevering(?:en)?|huisbezoek"
    r"|antwoorden|cijfers|logboek|beheer|naam|adres|bewoner|maand|wachtwoord|toevoegen|zoeken|bewaren)\b",
    re.IGNORECASE,
)
# Names that are themselves in every language: people and places of the cast, the languages to choose from.
NAMES = re.compile(r"\b(?:Nederlands|Thuisgoed|Zorgvuldig|Noorderlicht|Waterstad|Veenstad)\b")
ADDRESS = re.compile(r"(?<=\s)/\S*")  # the log tells which page somebody looked at
PAGES = {
    "clara": [
        "/",
        "/zaken/",
        "/inkomend/",
        "/post/",
        "/dubbelen/",
        "/dubbelen/steekproef/",
        "/dubbelen/hoe-goed/",
        "/koppeling/",
        "/huisbezoek/",
        "/huisbezoek/mensen/",
        "/huisbezoek/duos/",
        "/huisbezoek/duos/nieuw/",
        "/huisbezoek/veiligheid/",
        "/aanleveren/",
        "/verantwoorden/",
    ],
    "vera": ["/huisbezoek/mensen/"],
    "petra": ["/aanleveren/", "/aanleveren/nieuw/", "/terugkoppelen/"],
    "oscar": ["/privacy/", "/privacy/logboek/", "/privacy/datalekken/"],
    "anna": ["/beheer/", "/beheer/partners/", "/beheer/waarden/", "/beheer/gedeelde-adressen/"],
}


def visible(page: str) -> str:
    """What a page says, aloud or in writing, leaving out what is marked as Dutch."""
    page = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    page = re.sub(r"<(?!html)(\w+)[^>]*\blang=\"nl\"[^>]*>.*?</\1>", " ", page, flags=re.DOTALL)
    spoken = re.findall(r"(?:aria-label|title|alt|placeholder|data-label)=\"([^\"]*)\"", page)
    said = " ".join([strip_tags(page.replace("<", " <")), *spoken])
    return NAMES.sub(" ", ADDRESS.sub(" ", said))


@pytest.mark.parametrize("name", PAGES)
def test_an_english_page_says_nothing_in_dutch(signed_in, name):
    client = signed_in(name)
    client.post("/toegang/taal/", {"language": "en"})
    for address in PAGES[name]:
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        page = answer.content.decode()
        assert '<html lang="en"' in page
        assert TELLTALES.findall(visible(page)) == [], address


def test_the_same_pages_do_speak_dutch(signed_in):
    assert TELLTALES.findall(visible(signed_in("clara").get("/").content.decode()))
