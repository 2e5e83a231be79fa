"""Signing in takes a password and a time-based code, each code once; it ends by itself; nobody gets in another way."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache, caches
from django.test import Client
from django.utils import timezone

from password_costs import COSTS
from voordeur.accounts.models import User

PASSWORD = "een-lang-wachtwoord-42"
LOGIN = "/toegang/login/"
CODE = "/toegang/code/authenticate/"


@pytest.fixture(autouse=True)
def fresh_counters(db):
    cache.clear()


def _code(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


def _wrong(secret: str) -> str:
    held = {totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + n)) for n in range(-3, 4)}
    return next(code for code in (f"{n:06}" for n in range(20)) if code not in held)


def _password(name: str, password: str = PASSWORD) -> tuple[Client, int]:
    client = Client()
    return client, client.post(LOGIN, {"login": f"{name}@voorbeeld.test", "password": password}).status_code


def test_the_cast_signs_in_with_password_and_code(signed_in):
    client = signed_in("clara")
    assert client.session["account_authentication_methods"][-1]["method"] == "mfa"


def test_the_address_may_be_written_in_capitals(cast):
    client = Client()
    client.post(LOGIN, {"login": "CLARA@Voorbeeld.test", "password": PASSWORD})
    assert client.post(CODE, {"code": _code(cast.secrets["clara"])}).status_code == 302


def test_a_password_alone_opens_nothing(cast):
    client, _status = _password("clara")
    assert "_auth_user_id" not in client.session
    assert client.get("/").headers["Location"].startswith(LOGIN)


def test_a_wrong_code_is_refused(cast):
    client, _status = _password("clara")
    answer = client.post(CODE, {"code": _wrong(cast.secrets["clara"])})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_code_opens_once(cast):
    code = _code(cast.secrets["clara"])
    first, _status = _password("clara")
    assert first.post(CODE, {"code": code}).status_code == 302
    second, _status = _password("clara")
    assert second.post(CODE, {"code": code}).status_code == 200
    assert "_auth_user_id" not in second.session


def test_a_recovery_code_opens_once(cast):
    from_paper = Authenticator.objects.create(user=cast.clara, type="recovery_codes", data={"migrated_codes": ["abcd1234"]})
    client, _status = _password("clara")
    assert client.post(CODE, {"code": "abcd1234"}).status_code == 302
    again, _status = _password("clara")
    assert again.post(CODE, {"code": "abcd1234"}).status_code == 200
    from_paper.refresh_from_db()
    assert from_paper.data["migrated_codes"] == []


def test_after_five_wrong_passwords_the_right_one_waits_too(cast):
    for _ in range(5):
        assert _password("clara", "fout")[1] == 200
    client, _status = _password("clara")
    assert client.post(CODE, {"code": _code(cast.secrets["clara"])}).status_code == 302
    assert "_auth_user_id" not in client.session


def test_codes_cannot_be_guessed_without_end(cast):
    client, _status = _password("clara")
    answers = [client.post(CODE, {"code": _wrong(cast.secrets["clara"])}) for _ in range(12)]
    client.post(CODE, {"code": _code(cast.secrets["clara"])})
    assert all(answer.status_code in {200, 302, 429} for answer in answers)
    assert "_auth_user_id" not in client.session


def test_the_counters_are_shared_by_all_workers():
    assert type(caches["default"]).__name__ == "DatabaseCache"


def test_an_unknown_address_is_told_nothing_more_than_a_wrong_password(cast):
    def said(login: str) -> str:
        page = Client().post(LOGIN, {"login": login, "password": "fout"}).content.decode()
        return re.sub(r'value="[^"]*"|"X-CSRFToken": "[^"]*"', "", page)

    assert said("clara@voorbeeld.test") == said("niemand@voorbeeld.test")


def test_a_session_ends_after_half_an_hour_without_use(signed_in, settings):
    client = signed_in("clara")
    session = client.session
    assert session.get_expiry_age() <= 30 * 60
    assert client.cookies["sessionid"]["max-age"] in {"", 30 * 60}
    row = session.model.objects.get(session_key=session.session_key)
    row.expire_date = timezone.now() - timedelta(seconds=1)
    row.save()
    assert client.get("/toetsen/").wsgi_request.user.is_anonymous


def test_use_lengthens_the_half_hour(signed_in):
    client = signed_in("clara")
    row = client.session.model.objects.get(session_key=client.session.session_key)
    row.expire_date = timezone.now() + timedelta(minutes=1)
    row.save()
    client.get("/")
    row.refresh_from_db()
    assert row.expire_date > timezone.now() + timedelta(minutes=29)


def test_a_session_ends_after_eight_hours_even_in_use(signed_in):
    client = signed_in("clara")
    client.get("/")
    session = client.session
    session["started"] = (timezone.now() - timedelta(hours=8, minutes=1)).timestamp()
    session.save()
    assert client.get("/").headers["Location"].startswith(LOGIN)
    assert "_auth_user_id" not in client.session


def test_signing_off_is_at_once_and_says_so(signed_in):
    client = signed_in("clara")
    answer = client.post("/toegang/logout/", follow=True)
    assert "U bent afgemeld." in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_signing_off_takes_a_form_not_a_link(signed_in):
    client = signed_in("clara")
    client.get("/toegang/logout/")
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize(
    "way",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "confirm-email/MQ:abc/",
        "password/set/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/1-abc/",
        "login/code/confirm/",
        "code/totp/deactivate/",
    ],
)
def test_the_other_ways_of_the_library_are_closed(signed_in, way):
    for client in (Client(), signed_in("clara")):
        assert client.get(f"/toegang/{way}").status_code == 404
        assert client.post(f"/toegang/{way}").status_code == 404
    assert Authenticator.objects.filter(user__email="clara@voorbeeld.test", type="totp").exists()


def test_the_second_factor_is_set_up_at_the_first_sign_in_and_opens_the_door(cast):
    Authenticator.objects.filter(user=cast.karim).delete()
    client, _status = _password("karim")
    assert client.get("/").headers["Location"] == "/toegang/code/totp/activate/"
    page = client.get("/toegang/code/totp/activate/").content.decode()
    secret = re.search(r'class="vd-secret">([A-Z2-7]+)<', page).group(1)
    assert "data:image/svg+xml" in page

    assert client.post("/toegang/code/totp/activate/", {"code": _wrong(secret)}).status_code == 200
    assert client.get("/").headers["Location"] == "/toegang/code/totp/activate/"

    answer = client.post("/toegang/code/totp/activate/", {"code": _code(secret)}, follow=True)
    assert "Herstelcodes" in answer.content.decode()
    assert client.get("/").status_code == 200


def test_a_blocked_person_does_not_get_in(cast):
    User.objects.filter(pk=cast.clara.pk).update(is_active=False)
    client, _status = _password("clara")
    client.post(CODE, {"code": _code(cast.secrets["clara"])})
    assert "_auth_user_id" not in client.session


def test_passwords_are_hashed_with_argon2_at_no_less_than_what_is_advised(cast):
    assert cast.clara.password.startswith("argon2$argon2id$")
    rounds, kibibytes, _lanes = COSTS
    assert rounds >= 2
    assert kibibytes >= 19 * 1024  # OWASP Password Storage Cheat Sheet: 19 MiB and two rounds


def test_the_cookie_is_for_the_server_alone(signed_in):
    cookie = signed_in("clara").cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
