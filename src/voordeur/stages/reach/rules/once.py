"""A property that is worked out when it is first asked, and then kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 - reads as the property that it makes
    """As functools.cached_property, without the lock that Python 3.11 takes for it: a case is worked out by one thread."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, of: Any, owner: type | None = None) -> T:
        """Work it out; from then on the value itself is found first."""
        value = of.__dict__[self._name] = self._work(of)
        return value
