"""Impact Assessment: who and what was hurt, and how much."""

from typing import Any

from pydantic import model_validator

from .record import Record, section, titled
from .scalars import GROUPED, Line, Lines, Slugs

HEADING = "Impact Assessment"


NumberOrWords = int | Line
"""What may stand for `AffectedUsers`. A number with signs between its thousands is neither."""


class AffectedUsers(Record):
    """How many users felt it; a plain number or a sentence may stand in its place."""

    shorthand = NumberOrWords

    count: int | None = titled("Count", ge=0)
    """A number of users."""
    percent: float | None = titled("Percent", ge=0, le=100)
    """A share, 0 to 100; the note says of what."""
    note: Line | None = titled("Note")
    """What was counted, or why nobody knows."""

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, value: Any) -> Any:
        if isinstance(value, str):
            is_number = value.strip().isdecimal() or GROUPED.fullmatch(value.strip())
            return {"count": value} if is_number else {"note": value}
        return value


class UserImpact(Record):
    """What users felt."""

    affected_users: AffectedUsers | None = titled("Affected users")
    """How many: a number, a sentence, or `{count, percent, note}`."""
    regions: Lines = titled("Geographic regions", ())
    """Where they were."""
    features: Lines = titled("Features impacted", ())
    """What they could not do."""
    revenue_loss: Line | None = titled("Revenue impact")
    """What it cost in sales, with its unit."""


class SystemImpact(Record):
    """What happened to the systems."""

    services: Slugs = titled("Services affected", ())
    """Services of `services.yaml` that users could not use as they should."""
    data_integrity: Line | None = titled("Data integrity")
    """Whether data was lost, altered or exposed."""
    performance_degradation: Line | None = titled("Performance degradation")
    """What was slower or scarcer, with numbers."""
    sla: Line | None = titled("SLA compliance")
    """Which promises were kept or broken."""


class BusinessImpact(Record):
    """What it meant for the business."""

    customer_complaints: Line | None = titled("Customer complaints")
    """How many, through which channel."""
    reputation: Line | None = titled("Brand reputation risk")
    """Who noticed, and what they said."""
    regulatory: Line | None = titled("Regulatory compliance")
    """Reports owed or made, with their clocks."""
    financial: Line | None = titled("Financial exposure")
    """Credits, penalties, cost of the work."""


class Impact(Record):
    """Who and what was hurt. What nobody knows may say so, with the reason."""

    user: UserImpact = section(UserImpact, "User Impact")
    """What users felt."""
    system: SystemImpact = section(SystemImpact, "System Impact")
    """What happened to the systems."""
    business: BusinessImpact = section(BusinessImpact, "Business Impact")
    """What it meant for the business."""
