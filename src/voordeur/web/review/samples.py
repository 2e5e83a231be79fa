"""The samples: draw one, judge it blind, and read how good the matching is."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.shell.clock import today
from voordeur.stages.match import queries as match
from voordeur.stages.match.actions import draw_sample, judge_sample
from voordeur.stages.match.rules.estimate import AUTOMATIC
from voordeur.web.review import figures
from voordeur.web.review.forms import SampleForm

NOBODY, UNSURE = "none", "unsure"


@needs(Ability.REVIEW_LINKS)
def samples(request: HttpRequest) -> HttpResponse:
    """The samples with how far they are judged; a new one, or a larger one, is drawn here."""
    user, look = _who(request)
    months = match.months_to_sample(user)
    form = SampleForm(request.POST or None, user=user, months=months)
    if request.method == "POST" and form.is_valid():
        sample = draw_sample(
            organisation=user.organisation, municipality=form.cleaned_data.get("municipality"),
            month=form.cleaned_data["month"], size=form.cleaned_data["size"], look=look, today=today(),
        )  # fmt: skip
        return redirect("review_sample", sample.pk)
    return render(request, "review/samples.html", {"form": form, "months": months, "samples": match.samples_of(user)})


@needs(Ability.REVIEW_LINKS)
def sample(request: HttpRequest, sample: int) -> HttpResponse:
    """On to what is still to be judged of a sample; where nothing is, to what it says."""
    user, _look = _who(request)
    if match.sample_of(user, sample) is None:
        raise Http404
    return _onward(user, sample)


@needs(Ability.REVIEW_LINKS)
def item(request: HttpRequest, item: int) -> HttpResponse:
    """One drawn signal beside people, without what the machine made of it; the answer, and on to the next."""
    user, look = _who(request)
    asked = match.asked(user, item, look)
    if asked is None:
        raise Http404
    sample = asked.item.sample
    if request.method == "POST":
        _judge(request, asked, user)
        return _onward(user, sample.pk, after=asked.item.place)
    drawn = next(one for one in match.samples_of(user) if one.sample.pk == sample.pk)
    before = match.judged_before(user, sample.pk)
    context = {
        "item": asked.item,
        "drawn": drawn,
        "comparisons": match.blind_side(asked),
        "later": match.next_to_judge(user, sample.pk, after=asked.item.place),
        "before": before if before != item else None,
    }
    return render(request, "review/item.html", context)


def _judge(request: HttpRequest, asked: match.Asked, user: User) -> None:
    said = request.POST.get("person", "")
    wanted = {said, *request.POST.getlist("also")} if said not in (NOBODY, UNSURE) else set()
    chosen = [person for person in asked.people if str(person.pk) in wanted]
    if said not in (NOBODY, UNSURE, *(str(person.pk) for person in chosen)):
        raise Http404
    judge_sample(asked.item, same_as=chosen, sure=said != UNSURE, by=user)
    right = any(person.resident_id == asked.item.linked_id for person in chosen)
    if asked.item.stratum in AUTOMATIC and said != UNSURE and not right:
        told = _("De vorige was vanzelf gekoppeld aan iemand anders dan u zegt.")
        messages.warning(request, format_html('{} <a href="{}">{}</a>', told, reverse("review_quality"), _("Bekijk dit straks")))


def _onward(user: User, sample: int, *, after: str = "") -> HttpResponse:
    following = match.next_to_judge(user, sample, after=after)
    return redirect("review_item", following) if following else redirect(f"{reverse('review_quality')}?steekproef={sample}")


@needs(Ability.REVIEW_LINKS)
def quality(request: HttpRequest) -> HttpResponse:
    """How much of what was linked is right, and how much was found, as far as the samples tell; with their uncertainty."""
    user, look = _who(request)
    drawn = match.samples_of(user)
    wanted = request.GET.get("steekproef", "")
    chosen = next((one for one in drawn if str(one.sample.pk) == wanted), drawn[0] if drawn else None)
    alike = [one for one in drawn if chosen and one.sample.municipality_id == chosen.sample.municipality_id]
    counted = alike if request.GET.get("alle") else [chosen] if chosen else []
    ids = [one.sample.pk for one in counted]
    found = match.quality(user, ids)
    context = {
        "samples": drawn,
        "chosen": chosen,
        "all": bool(request.GET.get("alle")) and len(alike) > 1,
        "alike": alike,
        "open": sum(one.open for one in counted),
        "found": found,
        "linked": figures.rows(found, automatic=True),
        "together": figures.together(found),
        "others": figures.rows(found, automatic=False),
        "sentences": _sentences(found),
        "unsure": sum(one.unsure for one in found.strata),
        "worst": figures.percent(found.precision_worst),
        "wrong": match.wrong_links(user, ids, look),
    }
    return render(request, "review/quality.html", context)


def _sentences(found: match.Quality) -> dict[str, str]:
    told = {"precision": found.precision, "recall": found.recall, "with_people": found.with_people}
    shares = {name: interval for name, interval in told.items() if interval is not None}
    return {name: f"{figures.percent(one.estimate)} ({figures.between(one)})" for name, one in shares.items()}


def _who(request: HttpRequest) -> tuple[User, Look]:
    return cast(User, request.user), Look.of(request, Purpose.FIND_PERSON)
