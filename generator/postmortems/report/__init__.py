"""The report of overdue work: what is overdue, and which lessons came back lately."""

from .overdue import LatePostmortem, OverdueReport, overdue_report
from .records import record
from .sections import markdown, text

__all__ = ["LatePostmortem", "OverdueReport", "markdown", "overdue_report", "record", "text"]
