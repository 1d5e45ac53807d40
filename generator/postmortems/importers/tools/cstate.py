"""cState: an issue as Markdown with front matter."""

import re
from collections.abc import Iterator, Sequence

from ...evidence import Source
from ...reader.document import RejectedYamlError, compose
from ...reader.plain_data import plain
from ..draft import Draft
from .draft_of_record import DraftOfRecord
from .markup import html_text
from .record import ToolRecord, written_time
from .statuspage import add_message
from .tool import Tool

NAME = "cstate"
_FRONT = re.compile(r"\s*---[ \t]*\n(?P<front>.*?)\n---[ \t]*(?:\n|\Z)(?P<body>.*)", re.DOTALL)
_TRACK = re.compile(r"\{\{[<%]\s*track\s+\"(?P<time>[^\"]*)\"\s*[>%]\}\}")
_SHORTCODE = re.compile(r"\{\{[<%].*?[>%]\}\}")
_HEAD = re.compile(
    r"^(?:\[(?P<square>[^\]\n]{2,40})\]|\*{1,2}(?P<bold>[^*\n]{2,40})\*{1,2})\s*[-–:]?"
)
_SEVERITIES = frozenset({"down", "disrupted", "notice"})


def _front(source: Source) -> tuple[ToolRecord, str]:
    """Return the front matter of a file and the text below it."""
    match = _FRONT.match(source.text.replace("\r\n", "\n"))
    if not match:
        return ToolRecord({}), ""
    try:
        return ToolRecord.of(plain(compose(match["front"], source.name))), match["body"]
    except RejectedYamlError:
        return ToolRecord({}), ""


def recognize(source: Source) -> str | None:
    """Recognize front matter with `resolved` and one of the severities of cState."""
    if not source.head.lstrip("\ufeff \n").startswith("---"):
        return None
    front, _ = _front(source)
    if front.text("severity").lower() in _SEVERITIES and "resolved" in front.values:
        return "front matter with `severity` and `resolved`"
    return None


def read(sources: Sequence[Source]) -> list[Draft]:
    """Return a draft for each file."""
    return [_draft(source) for source in sources]


def _draft(source: Source) -> Draft:
    issue, body = _front(source)
    name = source.name.rpartition("/")[2].rpartition(".")[0]
    made = DraftOfRecord(NAME, source, issue, name, 1)
    made.draft.original, made.draft.original_name = None, ""
    zone = source.clock.zone
    made.put("title", issue.text("title"))
    made.severity(issue.text("severity"), "severity")
    is_over = issue.text("resolved").lower() == "true"
    made.put("status", "resolved" if is_over else "investigating")
    made.put("times.started", _time(made, issue, "date", source))
    if is_over:
        made.put("times.resolved", _time(made, issue, "resolvedWhen", source))
    affected = issue.texts("affected") or [issue.text("affected")]
    made.put("impact.user.features", [name for name in affected if name])
    made.services(affected)
    blocks = list(_blocks(body))
    for status, text, time in reversed(blocks):
        moment = written_time(time, zone)
        add_message(made, moment, status, text)
        if time and not moment:
            made.unplaced(f"{time} {text}", "the time has no zone; give it with `--zone`")
            made.draft.rows_without_zone += 1
    return made.finished()


def _time(made: DraftOfRecord, issue: ToolRecord, name: str, source: Source) -> str:
    time = issue.time(name, zone=source.clock.zone)
    if not time and issue.text(name):
        made.unplaced(f"{name}: {issue.text(name)}", "the time has no zone; give it with `--zone`")
    return time


def _blocks(body: str) -> Iterator[tuple[str, str, str]]:
    """Yield the messages of an issue, the newest first: status, text and time, which may be empty.

    A message begins with a line like `[Update]` or `*Resolved* -`.
    """
    blocks: list[list[str]] = []
    for line in body.strip().split("\n"):
        if not blocks or _HEAD.match(line.strip()):
            blocks.append([])
        blocks[-1].append(line)
    for lines in blocks:
        text = "\n".join(lines).strip()
        track = _TRACK.search(text)
        head = _HEAD.match(text)
        status = (head["square"] or head["bold"]).strip() if head else ""
        words = _SHORTCODE.sub("", text[head.end() :] if head else text)
        if words.strip():
            yield status, html_text(words).strip(), track["time"] if track else ""


TOOL = Tool(NAME, recognize, read)
