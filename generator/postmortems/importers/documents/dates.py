"""Dates as documents write them, with or without a year, numeric or with the name of a month."""

import re
from dataclasses import dataclass
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?(?:,|\s-)?\s+"
    r"(?:the\s+)?)?"
)
DATE = (
    rf"{_WEEKDAY}(?:"
    r"(?P<iso_year>\d{4})(?P<iso_mark>[-/.])(?P<iso_month>\d{1,2})(?P=iso_mark)(?P<iso_day>\d{1,2})"
    rf"|{_MONTH.format('name_1')}\s+(?P<day_1>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d)(?:,?\s+(?P<year_1>\d{{4}})(?!\d|:))?"
    rf"|(?P<day_2>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH.format('name_2')}(?:,?[\s-]+(?P<year_2>\d{{4}})(?!\d|:))?"
    r"|(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<year_3>\d{4}|\d{2})(?!\d)"
    r"|(?P<first_4>\d{1,2})-(?P<second_4>\d{1,2})-(?P<year_4>\d{4})(?!\d)"
    r"|(?P<month_5>\d{2})-(?P<day_5>\d{2})(?![-\d])"
    r"|(?P<first_6>\d{1,2})/(?P<second_6>\d{1,2})(?![/\d])"
    r")"
)
"""The expression of a date; its groups are read by `date_of`."""
_SEARCH = re.compile(rf"(?<![\w/.:#=-])(?:{DATE})(?![\w/]|-\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it is written. `year` is None if it is not written.

    In a numeric date, `month` and `day` stand for the first and second number, and `is_numeric`
    says that their order is not known.
    """

    year: int | None
    month: int
    day: int
    is_numeric: bool = False


def date_of(match: re.Match[str]) -> WrittenDate:
    """Return the date of a match of `DATE`."""
    groups = match.groupdict()
    if groups["iso_year"]:
        return WrittenDate(
            int(groups["iso_year"]), int(groups["iso_month"]), int(groups["iso_day"])
        )
    for number in ("1", "2"):
        if name := groups[f"name_{number}"]:
            year = groups[f"year_{number}"]
            return WrittenDate(
                int(year) if year else None, _month(name), int(groups[f"day_{number}"])
            )
    if groups["month_5"]:
        return WrittenDate(None, int(groups["month_5"]), int(groups["day_5"]), is_numeric=True)
    if groups["first_6"]:
        return WrittenDate(None, int(groups["first_6"]), int(groups["second_6"]), is_numeric=True)
    first, second = groups["first"] or groups["first_4"], groups["second"] or groups["second_4"]
    year = groups["year_3"] or groups["year_4"]
    full_year = int(year) + (2000 if len(year) == 2 else 0)
    if groups["mark"] == ".":  # where dates have dots, they begin with the day
        return WrittenDate(full_year, int(second), int(first))
    return WrittenDate(full_year, int(first), int(second), is_numeric=True)


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def dates_in(text: str) -> list[WrittenDate]:
    """Return the dates in a text, in their order, without those of two numbers."""
    dates = [date_of(match) for match in _SEARCH.finditer(text[:20_000])]
    return [one for one in dates if not (one.is_numeric and one.year is None)]


@dataclass
class Calendar:
    """Turns written dates into days.

    `day_first` says whether numeric dates begin with the day; None if the document does not show
    it. `near` is a day of the incident; a date without a year gets the year nearest to it.
    """

    day_first: bool | None = None
    month_first: bool | None = None
    near: date | None = None

    def learn(self, text: str) -> None:
        """Learn the order of numeric dates from the dates of a text that can be read in one way."""
        for match in _SEARCH.finditer(text):
            written = date_of(match)
            if written.is_numeric and written.month > 12 >= written.day:
                self.day_first = True
            elif written.is_numeric and written.day > 12 >= written.month:
                self.month_first = True

    def day(self, written: WrittenDate) -> date | None:
        """Return the day of a date; None if the document does not say which day it is."""
        month, day = written.month, written.day
        if written.is_numeric and month != day:
            if month > 12 or (self.day_first and not self.month_first):
                month, day = day, month
            elif day <= 12 and not (self.month_first and not self.day_first):
                return None
        if written.year is not None:
            return _day(written.year, month, day)
        if self.near is None:
            return None
        years = (self.near.year - 1, self.near.year, self.near.year + 1)
        days = [one for year in years if (one := _day(year, month, day))]
        near = self.near
        return min(days, key=lambda one: abs(one - near), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1970 <= year < 2200 else None
    except ValueError:
        return None
