"""Settings of the rules of `check`: the level of each rule, and the incidents it applies to."""

from typing import Any, Literal

from pydantic import model_validator

from .overview import DocumentStatus
from .record import Record, titled
from .scalars import Slug

RuleLevel = Literal["error", "warning", "note", "off"]


class RuleSetting(Record):
    """An entry of `rules.yaml`, under the rule's name; a level alone is accepted instead."""

    shorthand = RuleLevel

    level: RuleLevel | None = titled("Level")
    """The level of its findings: errors fail the check, warnings a strict check, notes never."""
    status: DocumentStatus | None = titled("From status")
    """The document status from which it applies."""
    severity: Slug | None = titled("Severity")
    """The lowest severity to which it applies."""

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, value: Any) -> Any:
        return {"level": value} if isinstance(value, str) else value
