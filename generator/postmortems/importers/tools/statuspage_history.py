"""The history of a Statuspage as an Atom feed, whose entries are incidents in HTML."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from xml.etree import ElementTree

from ...evidence import Source, UnreadableEvidenceError
from ..draft import Draft
from .draft_of_record import DraftOfRecord
from .markup import html_text
from .record import ToolRecord, formatted_time
from .statuspage import RESOLVED, STATUSES, add_message
from .tool import Tool

NAME = "statuspage-history"
_ATOM = "{http://www.w3.org/2005/Atom}"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SMALL = re.compile(r"<small>", re.IGNORECASE)
_UPDATE = re.compile(r"(?s)(?P<time>.*?)</small>(?P<text>.*)", re.IGNORECASE)
_TIME = re.compile(
    r"(?P<month>[A-Za-z]{3})[a-z]*\.?\s+(?P<day>\d{1,2})\s*,\s*(?:(?P<year>\d{4})\s*,\s*)?"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})\s*(?P<zone>[A-Z]{2,5})?"
)
_STATUS = re.compile(r"\s*(?P<status>[A-Z][A-Za-z ]{2,30}?)\s+-\s+(?P<body>.*)", re.DOTALL)
_ID = re.compile(r"[\w-]+$")


def recognize(source: Source) -> str | None:
    """Recognize an Atom feed whose entries have updates with a time in `<small>`."""
    head = source.head
    is_feed = "<feed" in head and "http://www.w3.org/2005/Atom" in head
    if is_feed and re.search(r"&lt;small&gt;|<small>|Incident/\d", head):
        return "an Atom feed of incidents"
    return None


def read(sources: Sequence[Source]) -> list[Draft]:
    """Return a draft for each entry."""
    return [draft for source in sources for draft in _drafts(source)]


def _drafts(source: Source) -> Iterator[Draft]:
    if re.search(r"<!(?:DOCTYPE|ENTITY)", source.text, re.IGNORECASE):
        raise UnreadableEvidenceError("the feed declares entities", "download the feed again")
    try:
        root = ElementTree.fromstring(source.text)  # noqa: S314 - it declares no entities
    except (ElementTree.ParseError, ValueError, RecursionError) as error:
        raise UnreadableEvidenceError(
            f"the feed is not complete: {error}", "download the feed again"
        ) from error
    for number, entry in enumerate(root.iter(f"{_ATOM}entry"), 1):
        texts = {name: (entry.findtext(f"{_ATOM}{name}") or "").strip() for name in _FIELDS}
        link = entry.find(f"{_ATOM}link")
        texts["link"] = link.get("href", "") if link is not None else ""
        yield _draft(source, ToolRecord(texts), number)


_FIELDS = ("id", "title", "published", "updated", "content")


@dataclass(frozen=True)
class _Update:
    time: str
    status: str
    body: str


def _draft(source: Source, entry: ToolRecord, number: int) -> Draft:
    link = entry.text("link")
    key = _ID.search(link.rstrip("/")) or _ID.search(entry.text("id"))
    # The address of an incident has the same id as the API gives to it.
    made = DraftOfRecord("statuspage", source, entry, key[0] if key else "", number)
    made.put("title", html_text(entry.text("title")))
    made.link("Status page", link)
    updates = list(_updates(entry))
    for update in reversed(updates):
        add_message(made, update.time, update.status, update.body)
        if not update.time:
            made.unplaced(update.body, "the zone or the year of its time is not known")
    if updates:
        status = updates[0].status.lower()
        made.put(
            "status", "resolved" if status in RESOLVED else status if status in STATUSES else ""
        )
    resolved = [one.time for one in updates if one.status.lower() == "resolved" and one.time]
    made.put("times.resolved", resolved[-1] if resolved else "")
    return made.finished()


def _updates(entry: ToolRecord) -> Iterator[_Update]:
    """Yield the updates of an entry, as the feed has them: the newest first."""
    published = _moment(entry.text("published", "updated"))
    zone_name = None
    for part in _SMALL.split(entry.text("content"))[1:]:
        if not (update := _UPDATE.match(part)):
            continue
        text = html_text(update["text"])
        time = _TIME.search(html_text(update["time"]))
        status = _STATUS.match(text)
        # The zone of the newest update is that of the page, whose offset the entry's time has.
        zone_name = zone_name or (time["zone"] if time else None)
        is_same_zone = time is not None and time["zone"] == zone_name
        yield _Update(
            _time(time, published, is_same_zone=is_same_zone) if time else "",
            status["status"] if status else "",
            status["body"].strip() if status else text,
        )


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _time(text: re.Match[str], published: datetime | None, *, is_same_zone: bool) -> str:
    """Return the time of an update, in the year in which it is nearest to the entry's time."""
    month = text["month"].lower()
    zone: tzinfo | None = published.tzinfo if published and is_same_zone else None
    zone = UTC if text["zone"] in ("UTC", "GMT") else zone
    if month not in _MONTHS or zone is None or published is None:
        return ""
    years = [int(text["year"])] if text["year"] else [published.year + n for n in (-1, 0, 1)]
    times = []
    for year in years:
        try:
            day = datetime(year, _MONTHS.index(month) + 1, int(text["day"]), tzinfo=zone)
            times.append(day.replace(hour=int(text["hour"]), minute=int(text["minute"])))
        except ValueError:
            continue
    nearest = min(times, key=lambda time: abs(time - published), default=None)
    return formatted_time(nearest) if nearest else ""


TOOL = Tool(NAME, recognize, read)
