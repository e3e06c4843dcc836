"""Days as a reader says them: no finer than they are known."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from summarizer.model import Precision

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_FROM_MONDAY_TO_SUNDAY = timedelta(days=6)
_PARTS_OF_A_MONTH = {(1, 10): "early ", (11, 20): "mid-"}  # as `mentions` resolves them; late is from the 21st
_PARTS_OF_A_YEAR = {(1, 4): "early ", (5, 8): "mid-", (9, 12): "late "}
_PARTS_OF_A_WEEK = {(0, 1): "early in", (2, 4): "in the middle of", (4, 6): "late in"}


def day_in_words(day: date) -> str:
    """One day.

    >>> day_in_words(date(2031, 5, 6))
    '6 May 2031'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment_in_words(moment: datetime) -> str:
    """A day with its time and zone; midnight UTC to the second is a day that came without a time.

    >>> days = datetime.fromisoformat("2031-05-06T14:20Z"), datetime.fromisoformat("2031-05-06T00:00Z")
    >>> moment_in_words(days[0]), moment_in_words(days[1])
    ('6 May 2031, 14:20 UTC', '6 May 2031')
    """
    return day_in_words(moment.date()) + (moment.strftime(", %H:%M %Z") if _has_time(moment) else "")


def moment_for_machines(moment: datetime) -> str:
    """The same for the `datetime` of a `<time>`.

    >>> moment_for_machines(datetime.fromisoformat("2031-05-06T00:00Z"))
    '2031-05-06'
    """
    return moment.isoformat() if _has_time(moment) else moment.date().isoformat()


def _has_time(moment: datetime) -> bool:
    """Whether a moment is more than a day."""
    return moment.time() != time.min or bool(moment.utcoffset())


def days_in_words(earliest: date, latest: date, precision: Precision = Precision.DAY) -> str:
    """The days from `earliest` to `latest`, both included, no finer than `precision`.

    >>> days_in_words(date(2031, 5, 6), date(2031, 5, 6)), days_in_words(date(2031, 5, 6), date(2031, 5, 8))
    ('6 May 2031', '6 to 8 May 2031')
    >>> days_in_words(date(2031, 5, 5), date(2031, 5, 11), Precision.WEEK)
    'the week of 5 May 2031'
    >>> days_in_words(date(2031, 2, 1), date(2031, 2, 28), Precision.MONTH)
    'February 2031'
    >>> days_in_words(date(2031, 2, 11), date(2031, 2, 20), Precision.MONTH)
    'mid-February 2031'
    >>> days_in_words(date(2014, 1, 1), date(2014, 12, 31), Precision.YEAR)
    '2014'
    >>> days_in_words(date(2033, 9, 1), date(2033, 12, 31), Precision.MONTH)
    'late 2033'
    >>> days_in_words(date(2031, 5, 19), date(2031, 5, 20), Precision.WEEK)
    'early in the week of 19 May 2031'
    """
    if earliest == latest:
        return day_in_words(earliest)
    if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
        return _years(earliest.year, latest.year)
    third = (earliest.month, latest.month)
    if precision is Precision.MONTH and third in _PARTS_OF_A_YEAR and _are_months_of_one_year(earliest, latest):
        return f"{_PARTS_OF_A_YEAR[third]}{earliest.year}"
    if earliest.day == 1 and _is_end_of_month(latest):
        return _months(earliest, latest)
    if precision is Precision.WEEK and earliest.weekday() == 0 and latest - earliest == _FROM_MONDAY_TO_SUNDAY:
        return f"the week of {day_in_words(earliest)}"
    if precision is Precision.WEEK and (part := _PARTS_OF_A_WEEK.get((earliest.weekday(), latest.weekday()))):
        return f"{part} the week of {day_in_words(earliest - timedelta(days=earliest.weekday()))}"
    if precision is Precision.MONTH and (earliest.year, earliest.month) == (latest.year, latest.month):
        part = _PARTS_OF_A_MONTH.get((earliest.day, latest.day))
        if earliest.day == 21 and _is_end_of_month(latest):
            part = "late "
        if part:
            return f"{part}{MONTHS[earliest.month - 1]} {earliest.year}"
    return _from_to(earliest, latest)


def days_for_machines(earliest: date, latest: date) -> str:
    """The value of HTML's `datetime` for a day, a month or a year; "" for any other stretch, which has none.

    >>> days_for_machines(date(2014, 1, 1), date(2014, 12, 31)), days_for_machines(date(2014, 1, 1), date(2014, 1, 31))
    ('2014', '2014-01')
    """
    if earliest == latest:
        return earliest.isoformat()
    if earliest.year == latest.year and earliest.day == 1 and _is_end_of_month(latest):
        if earliest.month == latest.month:
            return f"{earliest:%Y-%m}"
        if (earliest.month, latest.month) == (1, 12):
            return f"{earliest:%Y}"
    return ""


def _are_months_of_one_year(earliest: date, latest: date) -> bool:
    return earliest.year == latest.year and earliest.day == 1 and _is_end_of_month(latest)


def _is_end_of_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1


def _years(first: int, last: int) -> str:
    if first == last:
        return str(first)
    is_decade = first % 10 == 0 and last == first + 9
    return f"the {first}s" if is_decade else f"{first} to {last}"


def _months(earliest: date, latest: date) -> str:
    last = f"{MONTHS[latest.month - 1]} {latest.year}"
    first = MONTHS[earliest.month - 1]
    if earliest.year != latest.year:
        return f"{first} {earliest.year} to {last}"
    return last if earliest.month == latest.month else f"{first} to {last}"


def _from_to(earliest: date, latest: date) -> str:
    """ "6 to 8 May 2031": what both days share is said once."""
    first = str(earliest.day)
    if (earliest.year, earliest.month) != (latest.year, latest.month):
        first += f" {MONTHS[earliest.month - 1]}"
    if earliest.year != latest.year:
        first += f" {earliest.year}"
    return f"{first} to {day_in_words(latest)}"
