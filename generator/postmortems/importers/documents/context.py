"""What a document says of itself as a whole: its days and its zone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from ..draft import Draft, Unplaced
from .dates import Calendar, dates_in
from .pairs import Pair
from .sections import LEAD, Section
from .stamps import Stamp
from .tree import Block, plain, walk
from .zones import AMBIGUOUS, AmbiguousZone, with_zone, zone_named, zone_stated

_FIRST_TEXTS = (LEAD, "summary", "metadata")


@dataclass
class Context:
    """The calendar, the day and the zone of an incident, and the draft that is made of it.

    `option` is the zone that the user gives. `day` is the day of times without one.
    """

    draft: Draft
    calendar: Calendar
    option: tzinfo | None
    day: date | None = None
    zone: tzinfo | str | None = None
    phases: dict[str, tuple[datetime, int]] = field(default_factory=dict)
    local_phases: dict[str, tuple[datetime, int]] = field(default_factory=dict)
    """The times of phases as they are written, without a zone, with their lines."""

    def unplaced(self, line: int, text: str, reason: str) -> None:
        """Note a text that has no place in the draft."""
        if text.strip():
            self.draft.unplaced.append(Unplaced(line, text.strip(), reason))

    def fitting(self, text: str, line: int, limit: int) -> str:
        """Return what fits in a field, up to the end of a paragraph or line; note the rest."""
        if len(text) <= limit:
            return text
        ends = (text.rfind(mark, 0, limit) for mark in ("\n\n", "\n", " "))
        cut = next((end for end in ends if end > 0), limit)
        self.unplaced(line, text[cut:], f"more than the {limit:,} characters of the field")
        return text[:cut].rstrip()

    def zone_for(self, written: tzinfo | str | None) -> tzinfo | None:
        """Return the zone of a time: the written one, or that of the document, or of the user."""
        zone = written if written is not None else self.zone
        if isinstance(zone, AmbiguousZone) and self.option and not zone.can_be(self.option):
            return None
        if zone is None or isinstance(zone, str):
            return self.option
        return zone

    def moment(self, stamp: Stamp) -> tuple[datetime | None, str, str]:
        """Return a time as a moment, as the format writes it, or why it cannot be written."""
        day = self.calendar.day(stamp.date) if stamp.date else self.day
        if stamp.clock is None:
            return None, "", "a day without a time"
        if day is None:
            return None, "", "a time without a day"
        return self.written(datetime.combine(day, stamp.clock), stamp.zone, stamp.approximate)

    def local(self, stamp: Stamp) -> datetime | None:
        """Return a time with its day, without a zone; None if one of them is not known."""
        day = self.calendar.day(stamp.date) if stamp.date else self.day
        return datetime.combine(day, stamp.clock) if day and stamp.clock else None

    def written(
        self, local: datetime, zone: tzinfo | str | None, approximate: bool
    ) -> tuple[datetime | None, str, str]:
        """Return a local time as a moment, as the format writes it, or why it has no zone."""
        known = self.zone_for(zone)
        if known is None:
            named = AMBIGUOUS in (zone, self.zone)
            reason = "the name of its zone means several" if named else "no zone is given"
            return None, "", f"{reason}; give it with `--zone`"
        try:
            text = with_zone(local, known)
            return local.replace(tzinfo=known), ("~" if approximate else "") + text, ""
        except (ValueError, OverflowError):
            return None, "", "no valid time"


def context_of(
    draft: Draft,
    title: str,
    sections: list[Section],
    pairs: Iterable[Pair],
    option: tzinfo | None,
) -> Context:
    """Return the context of an incident, from its title, labels and texts."""
    calendar = Calendar()
    blocks = [block for section in sections for block in walk(section.blocks)]
    for text in _texts(sections, blocks):
        calendar.learn(text)
    context = Context(draft, calendar, option)
    pairs = list(pairs)
    labelled = " ; ".join(
        pair.value for pair in pairs if pair.meaning in ("date", "period", "started", "detected")
    )
    calendar.near = _near(title, labelled, pairs, blocks, calendar)
    context.day = only_day(labelled, calendar) or only_day(title, calendar)
    context.day = context.day or only_day(_first_texts(sections), calendar)
    context.zone = _zone(pairs, blocks, sections)
    return context


def _texts(sections: list[Section], blocks: list[Block]) -> Iterable[str]:
    yield from (section.heading for section in sections)
    for block in blocks:
        yield block.text
        for row in block.rows:
            yield " ".join(row.cells)


def _near(
    title: str, labelled: str, pairs: list[Pair], blocks: list[Block], calendar: Calendar
) -> date | None:
    """Return the first full date of an incident, for dates without a year."""
    dated = " ; ".join(pair.value for pair in pairs if pair.meaning in ("published", "updated"))
    texts = [labelled, title, *(block.text for block in blocks if block.kind != "code"), dated]
    for text in texts:
        for written in dates_in(text):
            if written.year and (day := calendar.day(written)):
                return day
    return None


def only_day(text: str, calendar: Calendar) -> date | None:
    """Return the day that a text names, if it names one, or the first of a period."""
    days = {day for written in dates_in(text) if (day := calendar.day(written))}
    return min(days) if days and (max(days) - min(days)).days <= 1 else None


def _first_texts(sections: list[Section]) -> str:
    return " ; ".join(
        plain(block.text)
        for section in sections
        if section.role in _FIRST_TEXTS
        for block in section.blocks
        if block.kind == "paragraph"
    )


def _zone(pairs: list[Pair], blocks: list[Block], sections: list[Section]) -> tzinfo | str | None:
    """Return the zone of all times of a document, from a label or a sentence about its times."""
    for pair in pairs:
        if pair.meaning == "zone" and (zone := zone_named(pair.value) or zone_stated(pair.value)):
            return zone
    in_timeline = {
        id(block)
        for section in sections
        if section.role == "timeline"
        for block in walk(section.blocks)
    }
    for block in blocks:
        text = plain(block.text) if block.kind == "paragraph" and len(block.text) < 400 else ""
        is_sentence = "times" in text.lower() and id(block) not in in_timeline
        if is_sentence and (zone := zone_stated(text)):
            return zone
    return None
