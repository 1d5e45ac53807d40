"""Moments: the times of an incident, exact or approximate, always with an offset."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .scalars import shortened

_MOMENT = re.compile(
    r"(?P<approximate>~\s*)?(?P<day>\d{4}-\d{2}-\d{2})[T ](?P<clock>\d{1,2}:\d{2}(?::\d{2})?)"
    r"\s*(?P<offset>Z|[+-]\d{2}:?\d{2})?"
)
ABBREVIATIONS = {
    "UTC": "Z",
    "GMT": "Z",
    "WET": "+00:00",
    "WEST": "+01:00",
    "BST": "+01:00",
    "CET": "+01:00",
    "CEST": "+02:00",
    "EET": "+02:00",
    "EEST": "+03:00",
    "MSK": "+03:00",
    "IST": "+05:30 in India, +01:00 in Ireland, +02:00 in Israel",
    "SGT": "+08:00",
    "HKT": "+08:00",
    "JST": "+09:00",
    "KST": "+09:00",
    "AEST": "+10:00",
    "AEDT": "+11:00",
    "NZST": "+12:00",
    "NZDT": "+13:00",
    "BRT": "-03:00",
    "EST": "-05:00 in North America, +10:00 in Australia",
    "EDT": "-04:00",
    "CST": "-06:00 in North America, +08:00 in China",
    "CDT": "-05:00",
    "MST": "-07:00",
    "MDT": "-06:00",
    "PST": "-08:00",
    "PDT": "-07:00",
}
"""Names of time zones that people write, with their offsets. Several are ambiguous, and many change
with the season, so that none is accepted as an offset."""
_ISO_DAY = re.compile(r"~?\s*\d{4}-\d{2}-\d{2}[T ]")
_ABBREVIATED = re.compile(r".*\d\s*(?P<name>[A-Za-z]{2,5})", re.DOTALL)
_CLOCK_ONLY = re.compile(r"~?\s*\d{1,2}:\d{2}(?::\d{2})?\s*(?:Z|[A-Za-z]{2,5}|[+-]\d{2}:?\d{2})?")
YEARS = range(1970, 2200)
"""The years that are accepted; others are typing errors."""
_ABOUT, _DAY_OF = r"^(~ *)?", r"\d{4}-\d{2}-\d{2}[T ]"
_CLOCK, _OFFSET = r"\d{1,2}:\d{2}(:\d{2})? *", r"(Z|[+-]\d{2}:?\d{2})"
PATTERN = rf"{_ABOUT}({_DAY_OF})?{_CLOCK}{_OFFSET}?$"
"""Matches every time that the reader can accept; the offset and the day may come from elsewhere."""
WITH_OFFSET = rf"{_ABOUT}({_DAY_OF})?{_CLOCK}{_OFFSET}$"
COMPLETE = rf"{_ABOUT}{_DAY_OF}{_CLOCK}{_OFFSET}$"
"""Matches a time with its day and its offset, which needs nothing else."""


@dataclass(frozen=True, order=True, slots=True)
class Moment:
    """A point in time. `at` is in UTC; it is `approximate` if the author wrote a leading `~`.

    `offset` is the UTC offset that the author wrote.
    """

    at: datetime
    approximate: bool = False
    offset: timedelta = field(default=timedelta(), compare=False)

    def __str__(self) -> str:
        clock = "%H:%M:%S" if self.at.second else "%H:%M"
        return self.at.strftime(f"%Y-%m-%d {clock} UTC")

    @property
    def iso(self) -> str:
        """The moment in UTC in the form of RFC 3339, such as `2019-07-02T13:42:00Z`."""
        return self.at.strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def written(self) -> str:
        """The moment in the form of the YAML format, in UTC: without seconds if they are zero."""
        clock = "%H:%M:%S" if self.at.second else "%H:%M"
        return ("~" if self.approximate else "") + self.at.strftime(f"%Y-%m-%dT{clock}Z")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse a time such as `2019-07-02T13:42Z`, with optional seconds, any offset, and `~`.

        Raises:
            PydanticCustomError: the text is not a time, or has no offset.
        """
        match = _MOMENT.fullmatch(text.strip())
        if not match:
            raise PydanticCustomError(
                "wrong-type",
                "`{text}` {problem}",
                {"text": shortened(text), "problem": _time_problem(text.strip())},
            )
        if not match["offset"]:
            raise without_offset(text)
        offset = "+00:00" if match["offset"] == "Z" else match["offset"]
        try:
            local = datetime.fromisoformat(f"{match['day']}T{padded_clock(match['clock'])}{offset}")
            written = local.utcoffset() or timedelta()
            moment = cls(local.astimezone(UTC), bool(match["approximate"]), written)
            if moment.at.year in YEARS:
                return moment
        except (ValueError, OverflowError):
            pass
        raise PydanticCustomError(
            "wrong-type",
            "`{text}` is not a valid date and time since 1970; check its numbers",
            {"text": shortened(text)},
        )

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.chain_schema(
            [core_schema.str_schema(), core_schema.no_info_plain_validator_function(cls.parse)]
        )
        return core_schema.no_info_wrap_validator_function(cls._known_or_parsed, text)

    @classmethod
    def _known_or_parsed(cls, value: Any, parse: Callable[[Any], Any]) -> Any:
        """Return a moment as it is, raise the error of a rejected time, and parse a text."""
        if isinstance(value, RejectedTime):
            raise PydanticCustomError(value.rule, "{message}", {"message": value.message})
        return value if isinstance(value, cls) else parse(value)


@dataclass(frozen=True, slots=True)
class RejectedTime:
    """Stands for a time that cannot be read in its context: the rule, and the message with a hint.

    `text` is what the author wrote.
    """

    text: str
    rule: str
    message: str


def padded_clock(clock: str) -> str:
    """Return a clock time such as `9:20` with two digits for the hour."""
    return clock if clock[1:2] != ":" else f"0{clock}"


def without_offset(text: str) -> PydanticCustomError:
    """Return the error for a time without an offset."""
    return PydanticCustomError(
        "time-without-offset",
        "`{text}` has no time zone; add `Z` for UTC, or an offset like `+02:00`, or give the "
        "incident a `timezone`",
        {"text": shortened(text)},
    )


def _time_problem(text: str) -> str:
    """Return the problem and the hint for a text that is not a time."""
    name = _ABBREVIATED.fullmatch(text[:80])
    offset = ABBREVIATIONS.get(name["name"].upper()) if name else None
    if _CLOCK_ONLY.fullmatch(text):
        zone = f" and {name['name']} as an offset ({offset})" if name and offset else ""
        return f"has no date; write it like `2026-03-14T09:20Z`, with the date{zone}"
    if not _ISO_DAY.match(text):
        return "is not a time; write it like `2026-03-14T09:20Z`"
    if name and offset == "Z":
        return f"has the name of a time zone; write `Z` in place of `{name['name']}`"
    if name and offset:
        where = f"in place of `{name['name']}` ({offset})"
        return f"has the name of a time zone, which is ambiguous; write the offset {where}"
    return "is not a time; write it like `2026-03-14T09:20Z`"
