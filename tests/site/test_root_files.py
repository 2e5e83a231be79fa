"""The files that a newcomer, a catalogue and a lawyer read first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
# Mandatory in publiccode.yml 0.7.
MANDATORY = {
    "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal",
    "maintenance", "localisation",
}  # fmt: skip


@pytest.fixture(scope="module")
def publiccode() -> dict:
    return yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


def test_publiccode_has_the_mandatory_keys(publiccode):
    assert MANDATORY - set(publiccode) == set()
    assert publiccode["publiccodeYmlVersion"] == "0.7"
    assert publiccode["legal"]["license"] == "EUPL-1.2"
    assert publiccode["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert [c for c in publiccode["maintenance"]["contacts"] if not c.get("name")] == []
    assert publiccode["localisation"] == {"localisationReady": True, "availableLanguages": ["nl", "en"]}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_publiccode_describes_in_both_languages_at_the_lengths_that_catalogues_take(publiccode, language):
    said = publiccode["description"][language]
    assert len(said["shortDescription"]) <= 150
    assert 150 <= len(said["longDescription"]) <= 10_000
    assert said["features"]


def test_the_licence_is_the_whole_eupl():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text
    assert re.findall(r"^## (\d+)\. ", text, flags=re.M) == [str(n) for n in range(1, 16)]
    assert "## Appendix" in text


def test_links_between_our_documents_lead_somewhere():
    broken = []
    for document in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("README.md")):
        for target in re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8")):
            if "://" not in target and not (document.parent / target).exists():
                broken.append(f"{document.relative_to(ROOT)}: {target}")
    assert broken == []


def test_the_four_scripts_can_be_run():
    for name in ("demo", "check", "bootstrap", ".ci/run"):
        assert (ROOT / name).stat().st_mode & 0o111, name
