"""The detection ladder: the first signs of an incident, and when people noticed them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..model import Incident, Phase
from .derived import DerivedEvidence

PHASES: dict[Phase, str] = {
    "started": "Started",
    "detected": "Detected",
    "acknowledged": "Acknowledged",
}
"""The phases on the ladder, with their names."""


@dataclass(frozen=True)
class Sign:
    """A step of the ladder before its gaps are known.

    Args:
        name: such as `First alert`.
        time: when it was.
        index: of the entry of evidence that has it; None for a phase, which the author recorded.
        line: its line in the file, from 1; 0 for a phase.
        text: such as the name of the alert, redacted.
        approximate: whether the author wrote that the time is about.
    """

    name: str
    time: datetime
    index: int | None = None
    line: int = 0
    text: str = ""
    approximate: bool = False

    @property
    def is_recorded(self) -> bool:
        """Whether the author recorded it; otherwise it is from evidence."""
        return self.index is None


@dataclass(frozen=True)
class Step:
    """A step of the ladder, with the time from the start and from the step before.

    `from_previous` is None for the first step.
    """

    sign: Sign
    from_start: timedelta
    from_previous: timedelta | None


def ladder(incident: Incident, evidence: DerivedEvidence) -> tuple[Step, ...]:
    """Return the steps in the order of their times.

    Empty if the start is not recorded, or the evidence has no sign of the incident, since the
    overview has the phases. A file whose times have no zone or no year is not on the ladder.
    """
    started = evidence.window.started
    signs = list(_signs(evidence)) if started else []
    if started is None or not signs:
        return ()
    every = sorted([*_phases(incident), *signs], key=lambda sign: sign.time)
    previous = [None, *(sign.time for sign in every)]
    return tuple(
        Step(
            sign,
            sign.time - started,
            sign.time - before if before else None,
        )
        for sign, before in zip(every, previous, strict=False)
    )


def _phases(incident: Incident) -> Iterator[Sign]:
    for phase, name in PHASES.items():
        if moment := incident.phases.get(phase):
            yield Sign(name, moment.at, approximate=moment.approximate)


def _signs(evidence: DerivedEvidence) -> Iterator[Sign]:
    """Yield the first error, alert and report of all files."""
    for signs in (
        _errors(evidence),
        _alerts(evidence),
        _acknowledgements(evidence),
        _reports(evidence),
    ):
        if first := min(signs, key=lambda sign: sign.time, default=None):
            yield first


def _errors(evidence: DerivedEvidence) -> Iterator[Sign]:
    for file in evidence.comparable("logs"):
        if file.log and (error := file.log.first_error):
            name = "First error in the logs"
            yield Sign(name, error.time, file.index, error.line, error.text)


def _alerts(evidence: DerivedEvidence) -> Iterator[Sign]:
    for file in evidence.comparable("alerts"):
        for alert in file.alerts:
            if alert.start_known and evidence.window.is_sign(alert.started):
                yield Sign("First alert", alert.started, file.index, alert.line, alert.name)


def _acknowledgements(evidence: DerivedEvidence) -> Iterator[Sign]:
    for file in evidence.comparable("alerts"):
        for alert in file.alerts:
            time = alert.acknowledged
            if time and evidence.window.is_sign(time):
                name = "First alert acknowledged"
                yield Sign(name, time, file.index, alert.line, alert.name)


def _reports(evidence: DerivedEvidence) -> Iterator[Sign]:
    for file in evidence.comparable("user-reports"):
        if file.reports and (first := file.reports.first):
            name = "First user report"
            yield Sign(name, first.time, file.index, first.line, first.title)
