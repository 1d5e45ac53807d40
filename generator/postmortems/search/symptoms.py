"""Suggest symptoms of an incident: error strings and alerts that its texts and evidence have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..model import Incident
from ..model.texts import plain, texts

MOST_SYMPTOMS = 12
"""The number of symptoms that are suggested for an incident."""
_MOST_LINES = 5
"""The number of lines that are suggested of each file of evidence."""
_LONGEST = 160
"""The characters of a symptom."""
_SHORTEST = 4

_QUOTED = re.compile(r"`([^`\n]+)`|“([^”\n]+)”|\"([^\"\n]+)\"")
_CODE = re.compile(
    r"\b(?:E[A-Z]{4,}|SIG[A-Z]{3,}|[A-Z][A-Za-z]*(?:Error|Exception|BackOff|Killed|Down|Timeout)"
    r"|HTTP [45]\d\d|(?:error|status|code)s? [45]\d\d|x509: [a-z ]+)\b"
)
_SPOKEN = re.compile(
    r"error|fail|refus|denied|unable|cannot|can't|timeout|timed out|exceed|exhaust|full|unreachable"
    r"|expired|invalid|not found|panic|fatal|crash|killed|no space|too many|\b[45]\d\d\b",
    re.IGNORECASE,
)
_SEVERE = re.compile(
    r"\b(?:error|err|fatal|critical|crit|panic|emerg|alert|severe|exception)\b", re.IGNORECASE
)
_PREFIX = re.compile(
    r"\d[\d:.,/TZ+-]*|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|UTC"
    r"|DEBUG|INFO|WARN|WARNING|ERR|ERROR|FATAL|CRIT|CRITICAL|[\w.-]+\[\d+\]?|",
    re.IGNORECASE,
)
"""A word before the message of a line in a log: a part of the time, a level, a process."""
_VARIABLE = re.compile(r"0x[0-9a-f]+|[0-9a-f]{8,}|\d+", re.IGNORECASE)


def suggested_symptoms(
    incident: Incident, evidence: Iterable[str] = (), alerts: Iterable[str] = ()
) -> list[str]:
    """Return symptoms that an incident does not list yet, without repetition.

    Args:
        incident: the incident.
        evidence: the texts of its files of evidence, such as logs.
        alerts: the names of alerts in these files.
    """
    known = {_key(symptom) for symptom in incident.symptoms}
    symptoms: dict[str, str] = {}
    for text in (*_alerts(incident), *_mentioned(incident), *alerts, *_of_evidence(evidence)):
        symptom = " ".join(text.split())
        if _SHORTEST <= len(symptom) <= _LONGEST and _key(symptom) not in known:
            symptoms.setdefault(_key(symptom), symptom)
    distinct = (
        symptom
        for key, symptom in symptoms.items()
        if not any(key in other for other in symptoms if other != key)
    )
    return list(distinct)[:MOST_SYMPTOMS]


def _key(symptom: str) -> str:
    return symptom.casefold().strip(" .")


def _alerts(incident: Incident) -> Iterator[str]:
    for alert in incident.monitoring.alerts_triggered:
        yield plain(alert.alert)


def _mentioned(incident: Incident) -> Iterator[str]:
    """Yield quoted error strings and error codes of what was seen."""
    for text in texts(incident):
        if text.loc[0] in ("title", "summary", "detection", "timeline", "impact"):
            for quoted in _QUOTED.finditer(text.words):
                words = next(filter(None, quoted.groups()))
                if _SPOKEN.search(words) or _CODE.search(words):
                    yield words
            yield from _CODE.findall(text.words)


def _of_evidence(evidence: Iterable[str]) -> Iterator[str]:
    """Yield the most frequent error messages of each file; numbers in them may differ."""
    for text in evidence:
        first: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for line in text.splitlines():
            if _SEVERE.search(line):
                message = _message(line)
                key = _VARIABLE.sub("0", message)
                first.setdefault(key, message)
                counts[key] += 1
        for key, _ in counts.most_common(_MOST_LINES):
            yield first[key]


def _message(line: str) -> str:
    """Return the message of a line in a log, without the time, the level and the process."""
    words = line.split()
    start = 0
    while start < len(words) and _PREFIX.fullmatch(words[start].strip("()<>{}:|,-").strip("[]")):
        start += 1
    return " ".join(words[start:])
