"""Dutch working days and the ends of terms, as the Algemene termijnenwet (Atw) counts them.

Working day (werkdag): not a Saturday, not a Sunday, not a recognised holiday (Atw art. 3). Recognised are New Year's Day, Easter
Monday, Ascension Day, Whit Monday, both Christmas days, the day on which the King's birthday is celebrated and 5 May, every
year; Good Friday is put on a par with them (art. 3(2)). The `holidays` package knows the dates; it gives 5 May as a public
holiday in lustrum years only, so that day is added here.
"""

from __future__ import annotations

import calendar as _months
from datetime import date, timedelta
from functools import cache, lru_cache

from holidays import country_holidays

_SATURDAY, _SUNDAY = 5, 6
_ONE_DAY = timedelta(days=1)

# Atw art. 4(a): longer terms end where they end, also on a Sunday.
_LONGEST_DAYS, _LONGEST_WEEKS, _LONGEST_MONTHS = 90, 12, 3
# Atw art. 2: a term of three days or more holds at least two working days.
_SHORT_TERM_DAYS, _WORKING_DAYS_IN_A_TERM = 3, 2


@cache
def holidays_of(year: int) -> frozenset[date]:
    """The recognised holidays (algemeen erkende feestdagen, Good Friday included) of one year."""
    known = country_holidays("NL", years=year, categories=("public", "optional"))
    return frozenset(known) | {date(year, 5, 5)}


def is_holiday(day: date) -> bool:
    """Whether the day is a recognised holiday."""
    return day in holidays_of(day.year)


def is_working_day(day: date) -> bool:
    """Whether the day is a werkdag: no Saturday, Sunday or recognised holiday."""
    return day.weekday() < _SATURDAY and not is_holiday(day)


def is_quiet(day: date) -> bool:
    """Whether nobody is called or visited on that day: Sundays and recognised holidays (P11)."""
    return day.weekday() == _SUNDAY or is_holiday(day)


def next_working_day(day: date) -> date:
    """The day itself when it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += _ONE_DAY
    return day


def working_day_before(day: date) -> date:
    """The last working day before the day."""
    day -= _ONE_DAY
    while not is_working_day(day):
        day -= _ONE_DAY
    return day


def next_day_with_contact(day: date) -> date:
    """The day itself when people may be called or visited on it, else the first such day after it (P11)."""
    while is_quiet(day):
        day += _ONE_DAY
    return day


@lru_cache(maxsize=4096)
def add_working_days(day: date, number: int) -> date:
    """The day on which `number` full working days have passed since `day`, which itself does not count.

    Zero gives `day` itself. Raises ValueError for a negative number.
    """
    if number < 0:
        raise ValueError("a number of working days cannot be negative")
    for _ in range(number):
        day = next_working_day(day + _ONE_DAY)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start`, up to and including `end`; 0 when `end` is not later."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(map(is_working_day, days))


def add_months(day: date, number: int) -> date:
    """The same day of the month `number` months later (earlier when negative), or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + number
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, _months.monthrange(year, month + 1)[1]))


def first_of_month(day: date) -> date:
    """The first day of the month that holds `day`."""
    return day.replace(day=1)


def end_of_term(start: date, *, days: int = 0, weeks: int = 0, months: int = 0) -> date:
    """The last day of a legal term that begins the day after `start`, given in days, in weeks or in months.

    A term that would end on a Saturday, Sunday or holiday ends on the next working day (Atw art. 1), and one of three days or
    more holds at least two working days (art. 2); both only up to 90 days, twelve weeks or three months (art. 4). Raises
    ValueError unless exactly one of the three is given.
    """
    if sum(map(bool, (days, weeks, months))) != 1 or min(days, weeks, months) < 0:
        raise ValueError("a term is given in days, in weeks or in months")
    end = add_months(start, months) if months else start + timedelta(days=days, weeks=weeks)
    if days > _LONGEST_DAYS or weeks > _LONGEST_WEEKS or months > _LONGEST_MONTHS:
        return end
    if (end - start).days >= _SHORT_TERM_DAYS:
        end = max(end, add_working_days(start, _WORKING_DAYS_IN_A_TERM))
    return next_working_day(end)
