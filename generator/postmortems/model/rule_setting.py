"""Settings of the rules of `check`: how much each matters to a team, and from when on."""

from typing import Any, Literal

from pydantic import model_validator

from .overview import DocumentStatus
from .record import Record, titled
from .scalars import Slug

RuleLevel = Literal["error", "warning", "note", "off"]


class RuleSetting(Record):
    """An entry of `rules.yaml`, under the rule's name; a level alone may stand for it."""

    shorthand = RuleLevel

    level: RuleLevel | None = titled("Level")
    """What its findings are: errors fail the check, warnings only a strict one, notes never."""
    status: DocumentStatus | None = titled("From status")
    """The document status from which it applies."""
    severity: Slug | None = titled("Severity")
    """It applies to incidents of this severity and worse."""

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, value: Any) -> Any:
        return {"level": value} if isinstance(value, str) else value
