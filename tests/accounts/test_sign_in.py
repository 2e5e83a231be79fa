"""Signing in takes a password and a time-based code."""


def test_the_cast_signs_in_with_password_and_code(signed_in):
    client = signed_in("clara")
    assert client.session["account_authentication_methods"][-1]["method"] == "mfa"
