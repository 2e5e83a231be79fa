"""Dutch working days and statutory terms. Pure: dates in, dates out."""

from voordeur.calendar.working_days import (
    add_months,
    add_working_days,
    end_of_term,
    first_of_month,
    holidays_of,
    is_holiday,
    is_quiet,
    is_working_day,
    next_day_with_contact,
    next_working_day,
    working_day_before,
    working_days_between,
)

__all__ = [
    "add_months", "add_working_days", "end_of_term", "first_of_month", "holidays_of", "is_holiday", "is_quiet", "is_working_day",
    "next_day_with_contact", "next_working_day", "working_day_before", "working_days_between",
]  # fmt: skip
