"""Moments: the times of an incident, exact or about, always with an offset."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .scalars import shortened

_MOMENT = re.compile(
    r"(?P<about>~\s*)?(?P<day>\d{4}-\d{2}-\d{2})[T ](?P<clock>\d{1,2}:\d{2}(?::\d{2})?)"
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
"""Names of zones that people write, with what they mean. Several mean more than one offset, and
many change with the season, so that none is taken for an offset."""
_ISO_DAY = re.compile(r"~?\s*\d{4}-\d{2}-\d{2}[T ]")
_ABBREVIATED = re.compile(r".*\d\s*(?P<name>[A-Za-z]{2,5})", re.DOTALL)
_CLOCK_ONLY = re.compile(r"~?\s*\d{1,2}:\d{2}(?::\d{2})?\s*(?:Z|[A-Za-z]{2,5}|[+-]\d{2}:?\d{2})?")
YEARS = range(1970, 2200)
"""Outside of these a year is a slip of the pen."""
PATTERN = r"^(~ *)?\d{4}-\d{2}-\d{2}[T ]\d{1,2}:\d{2}(:\d{2})? *(Z|[+-]\d{2}:?\d{2})$"


@dataclass(frozen=True, order=True, slots=True)
class Moment:
    """A point in time. `at` is in UTC; `approximate` when the author wrote a leading `~`.

    `offset` is the one that the author wrote, for those who ask how the file is written.
    """

    at: datetime
    approximate: bool = False
    offset: timedelta = field(default=timedelta(), compare=False)

    def __str__(self) -> str:
        clock = "%H:%M:%S" if self.at.second else "%H:%M"
        return self.at.strftime(f"%Y-%m-%d {clock} UTC")

    @property
    def iso(self) -> str:
        """The moment in UTC as RFC 3339 has it, such as `2019-07-02T13:42:00Z`."""
        return self.at.strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def written(self) -> str:
        """The moment as an author of the format writes it: no seconds where there are none."""
        clock = "%H:%M:%S" if self.at.second else "%H:%M"
        return ("~" if self.approximate else "") + self.at.strftime(f"%Y-%m-%dT{clock}Z")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2019-07-02T13:42Z`, with seconds or another offset, or `~` before it.

        Raises:
            PydanticCustomError: the text is no time, or has no offset.
        """
        found = _MOMENT.fullmatch(text.strip())
        if not found:
            raise PydanticCustomError(
                "wrong-type",
                "`{text}` {why}",
                {"text": shortened(text), "why": _why_not_a_time(text.strip())},
            )
        if not found["offset"]:
            raise PydanticCustomError(
                "time-without-offset",
                "`{text}` does not say which zone it is in; add `Z` for UTC, or an offset like "
                "`+02:00`",
                {"text": shortened(text)},
            )
        offset = "+00:00" if found["offset"] == "Z" else found["offset"]
        try:
            local = datetime.fromisoformat(f"{found['day']}T{found['clock']:0>5}{offset}")
            written = local.utcoffset() or timedelta()
            moment = cls(local.astimezone(UTC), bool(found["about"]), written)
            if moment.at.year in YEARS:
                return moment
        except (ValueError, OverflowError):
            pass
        raise PydanticCustomError(
            "wrong-type",
            "`{text}` is no day or hour of the calendar since 1970; check its numbers",
            {"text": shortened(text)},
        )

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.chain_schema(
            [core_schema.str_schema(), core_schema.no_info_plain_validator_function(cls.parse)]
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "pattern": PATTERN, "examples": ["2026-03-14T09:20Z"]}


def _why_not_a_time(text: str) -> str:
    """Return what keeps a text from being a time, and what to write."""
    name = _ABBREVIATED.fullmatch(text[:80])
    offset = ABBREVIATIONS.get(name["name"].upper()) if name else None
    if _CLOCK_ONLY.fullmatch(text):
        zone = f" and {name['name']} as an offset ({offset})" if name and offset else ""
        return f"has no day; write it like `2026-03-14T09:20Z`, with the day{zone}"
    if not _ISO_DAY.match(text):
        return "is not a time; write it like `2026-03-14T09:20Z`"
    if name and offset == "Z":
        return f"names its zone; write `Z` in place of `{name['name']}`"
    if name and offset:
        where = f"in place of `{name['name']}` ({offset})"
        return f"names its zone, which is ambiguous; write the offset {where}"
    return "is not a time; write it like `2026-03-14T09:20Z`"
