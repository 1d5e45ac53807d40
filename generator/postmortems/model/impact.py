"""Impact Assessment: the effects on users, systems and the business."""

from typing import Any

from pydantic import model_validator

from .record import Record, section, titled
from .scalars import GROUPED, Line, Lines, Slugs

HEADING = "Impact Assessment"


NumberOrWords = int | Line
"""The short forms of `AffectedUsers`. A number with thousands separators is neither."""


class AffectedUsers(Record):
    """How many users were affected; a plain number or a sentence is accepted instead."""

    shorthand = NumberOrWords

    count: int | None = titled("Count", ge=0)
    """A number of users."""
    percent: float | None = titled("Percent", ge=0, le=100)
    """The percentage of affected users, 0 to 100. Name the group in the note."""
    note: Line | None = titled("Note")
    """The group of users that was counted, or the reason why the number is unknown."""

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, value: Any) -> Any:
        if isinstance(value, str):
            is_number = value.strip().isdecimal() or GROUPED.fullmatch(value.strip())
            return {"count": value} if is_number else {"note": value}
        return value


class UserImpact(Record):
    """The effects on users."""

    affected_users: AffectedUsers | None = titled("Affected users")
    """How many: a number, a sentence, or `{count, percent, note}`."""
    regions: Lines = titled("Geographic regions", ())
    """The affected regions."""
    features: Lines = titled("Features impacted", ())
    """The features that users could not use."""
    revenue_loss: Line | None = titled("Revenue impact")
    """The loss in sales, with its unit."""


class SystemImpact(Record):
    """The effects on systems and data."""

    services: Slugs = titled("Services affected", ())
    """Affected services, by their names in `services.yaml`."""
    data_integrity: Line | None = titled("Data integrity")
    """Whether data was lost, altered or exposed."""
    performance_degradation: Line | None = titled("Performance degradation")
    """The loss of speed or capacity, with numbers."""
    sla: Line | None = titled("SLA compliance")
    """The service level agreements that were kept or violated."""


class BusinessImpact(Record):
    """The effects on the business."""

    customer_complaints: Line | None = titled("Customer complaints")
    """The number of complaints, and the channels."""
    reputation: Line | None = titled("Brand reputation risk")
    """Reactions of the public, the press or customers."""
    regulatory: Line | None = titled("Regulatory compliance")
    """Required reports to authorities, with their deadlines."""
    financial: Line | None = titled("Financial exposure")
    """Credits, penalties, and the cost of the repair."""


class Impact(Record):
    """The effects of the incident. If a value is unknown, write so, with the reason."""

    user: UserImpact = section(UserImpact, "User Impact")
    """The effects on users."""
    system: SystemImpact = section(SystemImpact, "System Impact")
    """The effects on systems and data."""
    business: BusinessImpact = section(BusinessImpact, "Business Impact")
    """The effects on the business."""
