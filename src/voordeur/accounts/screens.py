"""Pages around the sign-in that allauth has not: the first password, the language, and the ways that are closed."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.views import ActivateTOTPView
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from voordeur.accounts import actions
from voordeur.accounts.forms import PasswordForm
from voordeur.accounts.links import user_of


@never_cache
def choose_password(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Choose a password by a one-time link; the second factor follows at the first sign-in."""
    user = user_of(pk, token)
    if user is None:
        return render(request, "account/link_spent.html", status=410)
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        actions.choose_password(user, password=form.cleaned_data["password"])
        messages.success(request, _("Uw wachtwoord is bewaard. Meld u nu aan."))
        return redirect("account_login")
    return render(request, "account/choose_password.html", {"form": form, "person": user})


class ActivateSecondFactor(ActivateTOTPView):  # type: ignore[misc]
    """Set the second factor up. The code just typed counts as this session's second factor: no second sign-in."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, method="mfa", type="totp")
        return cast(HttpResponse, response)


activate_second_factor = ActivateSecondFactor.as_view()


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on, on this machine and for this person."""
    wanted = request.POST.get("language", "")
    response = redirect(_back(request))
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, wanted, max_age=365 * 86400, samesite="Lax", secure=not settings.PLAIN_HTTP
        )
        if request.user.is_authenticated:
            actions.set_language(request.user, language=wanted)
    return response


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if safe and urlsplit(wanted).path else "/"


def closed(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """A way of allauth that is not open here: nobody registers, changes address or drops the second factor by themselves."""
    raise Http404


# The gate lets a view through that says so; this room stands below the gate and cannot use its decorator.
for _view in (choose_password, activate_second_factor, set_language, closed):
    _view.public = True  # type: ignore[union-attr]
