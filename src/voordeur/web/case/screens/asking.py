"""One short form on one page: what every action of the household page shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from voordeur.accounts.models import User
from voordeur.privacy.log import Look, Purpose
from voordeur.record.models import Case, Resident
from voordeur.web.case.page import find_case
from voordeur.web.case.people import Person, read_people


@dataclass(frozen=True)
class Question:
    """What a form page says: its title, one line of help, the word on its button, the sentence when it is done."""

    title: str | Promise
    help: str | Promise
    submit: str | Promise
    done: str | Promise


@dataclass(frozen=True)
class Asked:
    """A case that is acted upon: by whom, with the people who live there."""

    request: HttpRequest
    case: Case
    people: list[Person]

    @property
    def user(self) -> User:
        """Whoever acts."""
        return cast(User, self.request.user)

    def resident(self, pk: int) -> Resident:
        """One of the people who live there."""
        return next(person.resident for person in self.people if person.resident.pk == pk)

    @property
    def data(self) -> Any:
        """What was sent, or None when the form is only shown."""
        return self.request.POST if self.request.method == "POST" else None


def open_case_or_404(request: HttpRequest, pk: int) -> Asked:
    """An open case within this person's walls, and its people; logged. A closed case has no more actions."""
    case = find_case(cast(User, request.user), pk)
    if case is None or case.closed_on is not None:
        raise Http404
    return Asked(request, case, read_people(case, Look.of(request, Purpose.OFFER_HELP)))


def ask(asked: Asked, form: forms.Form, question: Question, perform: Callable[[], object], **context: Any) -> HttpResponse:
    """Shows the form; when it is sent and right, performs it and goes back to the household.

    What the stage refuses (a ValueError with a sentence) stands above the form; nothing is written then.
    """
    if form.is_bound and form.is_valid():
        try:
            perform()
        except ValueError as error:
            form.add_error(None, str(error))
        else:
            messages.success(asked.request, str(question.done))
            return redirect("case", asked.case.pk)
    people = asked.people
    page = {"form": form, "question": question, "case": asked.case, "people": people, "residents": [p.resident for p in people]}
    status = 422 if form.is_bound else 200
    return render(asked.request, "case/form.html", {**page, **context}, status=status)
