"""Addresses of the sign-in. What is closed here stands before allauth's own, so that its addresses still have names."""

from django.urls import include, path, re_path

from voordeur.accounts import screens

urlpatterns = [
    path("welkom/<int:pk>/<str:token>/", screens.choose_password, name="choose_password"),
    path("taal/", screens.set_language, name="set_language"),
    re_path(r"^(?:signup|email|confirm-email|password/set|password/reset|login/code)/", screens.closed),
    path("code/totp/activate/", screens.activate_second_factor),
    path("code/totp/deactivate/", screens.closed),
    path("", include("allauth.account.urls")),
    path("code/", include("allauth.mfa.urls")),
]
