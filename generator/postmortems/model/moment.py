"""Moments: the times of an incident, exact or about, always with an offset."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .text import shortened

_MOMENT = re.compile(
    r"(?P<about>~\s*)?(?P<day>\d{4}-\d{2}-\d{2})[T ](?P<clock>\d{1,2}:\d{2}(?::\d{2})?)"
    r"\s*(?P<offset>Z|[+-]\d{2}:?\d{2})?"
)
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
                "`{text}` is not a time; write it like `2026-03-14T09:20Z`",
                {"text": shortened(text)},
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
