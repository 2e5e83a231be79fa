"""`voordeur found`: an organisation and its first administrator, who can come in by the link and by nothing else."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from voordeur.accounts.models import Organisation, User
from voordeur.site.command import main

WORDS = [
    "found",
    "Gemeente Nieuwland",
    "--municipality",
    "9001=Nieuwland",
    "--administrator",
    "Ada@voorbeeld.test",
    "--called",
    "Ada",
]


@pytest.mark.django_db
def test_the_first_administrator_comes_in_by_the_link(capsys):
    assert main(WORDS) == 0
    link = re.search(r"(/toegang/welkom/\S+)", capsys.readouterr().out)[1]
    ada = User.objects.get()
    assert (ada.role, ada.organisation.name, ada.has_usable_password()) == ("administrator", "Gemeente Nieuwland", False)
    assert b'type="password"' in Client().get(link, follow=True).content
    assert b'type="password"' not in Client().get(link[:-4] + "xyz/", follow=True).content


@pytest.mark.django_db
@pytest.mark.parametrize("words", [WORDS, [*WORDS[:1], "Anders", *WORDS[2:]]])
def test_a_second_time_nothing_is_made(words, capsys):
    assert main(WORDS) == 0
    assert main(words) == 2
    assert "already" in capsys.readouterr().err
    assert Organisation.objects.count() == User.objects.count() == 1


@pytest.mark.django_db
def test_a_municipality_is_a_code_and_a_name(capsys):
    assert main([*WORDS[:3], "Nieuwland", *WORDS[4:]]) == 2
    assert "four-digit code" in capsys.readouterr().err
    assert not Organisation.objects.exists()
