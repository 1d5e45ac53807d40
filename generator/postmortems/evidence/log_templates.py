"""Count the messages of a log by their template: the text without numbers, ids and quoted parts.

Own code and no library: drain3, the usual one, has had no release since 2022 and requires an old
`cachetools` exactly. Its forks are young.
"""

import re
from dataclasses import dataclass
from math import log

from .levels import SeverityClass
from .records import LogEntry
from .redaction import MARK

_LENGTH = 300
_KEPT_KEYS = 20_000
_RANKS = {"error": 0, "warning": 1}
_ZEROS = str.maketrans("123456789", "000000000")
_EXAMPLE = 4_000
"""The characters of an example that are kept. It is redacted as a whole and cut afterwards, since
part of a secret is not recognized."""
_VARIABLE = re.compile(
    rf"(?P<mark>{MARK.pattern})"
    r"|(?P<uuid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
    r"|(?P<email>[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{2,64})"
    r"|(?P<text>\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)|(?<=/)[^\s/\"%]*(?:%[0-9a-f]{2}[^\s/\"%]*){3,})"
    r"|(?<=[\w/>])\?(?P<query>[^\s\"]+)"
    r"|(?P<ip>\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?::\d{1,5})?"
    r"|(?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{1,4}(?![\w:]))"
    r"|(?P<hex>0x[0-9a-f]+|(?<![0-9A-Za-z])(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,}(?![0-9A-Za-z]))"
    r"|(?P<n>\d+(?:[.,:]\d+)*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FrequentMessage:
    """A message that occurred during the incident at least twice as often per minute as before.

    `template` has `<n>`, `<ip>` and the like for what varies. `example` is the first line of the
    first message during the incident, cut after 4,000 characters, and `line` its line in the file.
    """

    template: str
    severity: SeverityClass
    before: int
    during: int
    before_per_minute: float
    during_per_minute: float
    line: int
    example: str


@dataclass(slots=True)
class _Tally:
    before: int = 0
    during: int = 0
    line: int = 0
    example: str = ""

    @property
    def count(self) -> int:
        return self.before + self.during


def template_of(message: str) -> str:
    """Return the first line of a message, cut after 300 characters, with variable parts masked."""
    return _VARIABLE.sub(_placeholder, _first_line(message)).strip()


class MessageTemplates:
    """Counts messages by template and class, before and during an incident.

    At most twice `most` templates are kept. Beyond that the rarest half is dropped, and its
    messages are counted in `dropped`. A template that comes again starts from zero.
    """

    def __init__(self, most: int = 2000) -> None:
        self._most = most
        self._tallies: dict[tuple[str, SeverityClass], _Tally] = {}
        self._templates: dict[str, str] = {}
        self.dropped = 0

    def add(self, entry: LogEntry, severity: SeverityClass, is_during: bool) -> None:
        """Count the message of an entry."""
        key = (self._template(entry.message), severity)
        tally = self._tallies.get(key)
        if tally is None:
            if len(self._tallies) >= 2 * self._most:
                self._drop()
            tally = self._tallies[key] = _Tally()
        if not is_during:
            tally.before += 1
            return
        tally.during += 1
        if not tally.line:
            tally.line, tally.example = entry.line, _first_line(entry.message, _EXAMPLE)

    def frequent(
        self, before_minutes: float, during_minutes: float, most: int = 10
    ) -> tuple[FrequentMessage, ...]:
        """Return the messages that became frequent: errors and warnings first.

        Within these, those come first that are least likely by chance. A message must have
        occurred three times during the incident, and twice as often per minute as before.
        """
        scored = []
        for (template, severity), tally in self._tallies.items():
            expected = (tally.before + 0.5) / before_minutes * during_minutes
            if tally.during >= 3 and tally.during >= 2 * expected:
                score = tally.during * log(tally.during / expected) - tally.during + expected
                scored.append((_RANKS.get(severity, 2), -score, template, severity, tally))
        return tuple(
            FrequentMessage(
                template,
                severity,
                tally.before,
                tally.during,
                tally.before / before_minutes,
                tally.during / during_minutes,
                tally.line,
                tally.example,
            )
            for _, _, template, severity, tally in sorted(scored, key=lambda one: one[:3])[:most]
        )

    def _template(self, message: str) -> str:
        key = _first_line(message).translate(_ZEROS)
        template = self._templates.get(key)
        if template is None:
            if len(self._templates) >= _KEPT_KEYS:
                self._templates.clear()
            template = self._templates[key] = template_of(key)
        return template

    def _drop(self) -> None:
        by_count = sorted(self._tallies.items(), key=lambda one: -one[1].count)
        self.dropped += sum(tally.count for _, tally in by_count[self._most :])
        self._tallies = dict(by_count[: self._most])


def _first_line(message: str, length: int = _LENGTH) -> str:
    return message[:length].partition("\n")[0]


def _placeholder(match: re.Match[str]) -> str:
    if match.lastgroup == "mark":
        return f"{match[0].rpartition('-')[0]}>"
    return "?<query>" if match.lastgroup == "query" else f"<{match.lastgroup}>"
