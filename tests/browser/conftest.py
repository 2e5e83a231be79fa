"""A real Chromium before the real program: one generated town for all browser tests, one sign-in per role."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser.running import CHROMIUM, DESKTOP, RunningTown, running_town, sign_in


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return CHROMIUM


@pytest.fixture(scope="session")
def town() -> Iterator[RunningTown]:
    # Playwright's loop lives in this thread from now on; Django would refuse its database to later tests in it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with running_town() as running:
        yield running


@pytest.fixture(scope="session")
def signed_in_states(town: RunningTown) -> dict[str, Any]:
    """The cookies of each role, so that each signs in once: a time-based code can be used once."""
    return {}


@pytest.fixture
def page_of(browser: Browser, town: RunningTown, signed_in_states: dict[str, Any]) -> Iterator[Callable[..., Page]]:
    """Opens a page as somebody of a role: `page_of("coordinator", PHONE)`."""
    contexts = []

    def open_page(role: str, size: dict[str, int] = DESKTOP) -> Page:
        if role not in signed_in_states:
            context = browser.new_context(viewport=DESKTOP, locale="nl-NL")
            sign_in(context.new_page(), town, role)
            signed_in_states[role] = context.storage_state()
            context.close()
        context = browser.new_context(viewport=size, storage_state=signed_in_states[role], locale="nl-NL", base_url=town.address)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
