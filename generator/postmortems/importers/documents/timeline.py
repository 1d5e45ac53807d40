"""The rows of a timeline, from tables, lists, headings and paragraphs that begin with a time."""

import re
from datetime import date, tzinfo

from .dates import Calendar, dates_in
from .stamps import Stamp, stamp_at_start
from .timeline_items import has_rows, has_stamp, is_context, pieces
from .timeline_rows import Timeline, TimelineRow
from .timeline_tables import TableColumns, rows_of_table
from .tree import Block, Row, is_blank, item_rest, item_text, markdown_of, plain
from .vocabulary import is_placeholder
from .zones import zone_named, zone_stated

_STATES_ZONE = re.compile(r"\b(?:times?|timestamps?|utc|gmt|zone|clocks?)\b", re.IGNORECASE)
_UNLESS = re.compile(r"\bunless\b.{0,40}\b(?:noted|stated|specified|mentioned)\b", re.IGNORECASE)
_OTHER_DAY = re.compile(
    r"\b(?:day \d+|(?:the )?(?:next|following) (?:day|morning|evening|afternoon|week)|the day after"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
"""Words that name another day without its date."""
_TEMPLATE_TIME = re.compile(
    r"\W*(?:(?:HH|hh|XX|xx)[:h](?:MM|mm|XX|xx)|(?:YYYY|yyyy)[-/.](?:MM|mm))"
)


class TimelineReader:
    """Reads rows, and carries the day and the zone on from one row to the next."""

    def __init__(self, calendar: Calendar, day: date | None, zone: tzinfo | str | None) -> None:
        self._calendar, self._zone = calendar, zone
        self._day = day
        self._fixed_day = False
        self._open: TimelineRow | None = None
        self._run = 0
        self.timeline = Timeline()

    def read(self, heading: str, blocks: list[Block]) -> None:
        """Read the blocks below a heading of a timeline."""
        self._open = None
        self._note_context(heading)
        for block in blocks:
            self._block(block)
        self._open = None

    def _note_context(self, text: str) -> None:
        """Take the zone and the day from a heading or a sentence above rows."""
        text = plain(text)
        if zone := zone_stated(text):
            self._zone = zone
        if days := self._days(text):
            self._set_day(days[0])
        elif _OTHER_DAY.search(text):
            self._set_day(None)

    def _days(self, text: str) -> list[date]:
        days = [day for written in dates_in(text) if (day := self._calendar.day(written))]
        return list(dict.fromkeys(days))

    def _set_day(self, day: date | None) -> None:
        self._day = day
        self._run += 1

    def _block(self, block: Block) -> None:
        match block.kind:
            case "heading":
                self._heading(block)
            case "paragraph":
                self._paragraph(block)
            case "list":
                self._list(block)
            case "table" if columns := rows_of_table(block):
                self._open = None
                self._table(block, columns)
            case _:
                self._append(block)

    def _heading(self, block: Block) -> None:
        stamp = stamp_at_start(block.text)
        if stamp and stamp.clock:
            zone = zone_stated(block.text) if stamp.zone is None else None
            self._open = self._add(stamp, stamp.rest, block.line, zone)
            return
        self._open = None
        self._note_context(block.text)
        if not (stamp and is_context(stamp.rest)):
            self.timeline.rest.append(block)

    def _paragraph(self, block: Block) -> None:
        parts = list(pieces(block))
        if parts[0][1] is None:
            self._open_paragraph(Block("paragraph", block.line, parts[0][0]))
        for _, stamp, line in parts:
            if stamp is None:
                continue
            if stamp.clock is None and is_context(stamp.rest):
                self._take_day(stamp)
            else:
                self._open = self._add(stamp, stamp.rest, line)

    def _open_paragraph(self, block: Block) -> None:
        """Read a paragraph that does not begin with a time."""
        is_sentence = len(block.text) < 300 and not self._open
        if is_sentence and (_STATES_ZONE.search(block.text) and zone_stated(plain(block.text))):
            self._sentence(block)
        elif is_sentence and (days := self._days(block.text)) and len(plain(block.text)) < 60:
            self._set_day(days[0])
            self.timeline.rest.append(block)
        elif is_sentence and _TEMPLATE_TIME.match(block.text):
            self.timeline.untimed.append((block.line, block.text, "a row of the template"))
        else:
            if is_sentence and _OTHER_DAY.search(block.text):
                self._set_day(None)
            self._append(block)

    def _sentence(self, block: Block) -> None:
        text = plain(block.text)
        self._zone = zone_stated(text)
        if days := self._days(text):
            self._set_day(days[0])
            self._fixed_day = bool(_UNLESS.search(text))
        if len(text) > 100:
            self.timeline.rest.append(block)

    def _append(self, block: Block) -> None:
        if self._open is None:
            self.timeline.rest.append(block)
        else:
            text = markdown_of([block])
            self._open.event = f"{self._open.event}\n\n{text}".strip()

    def _list(self, block: Block) -> None:
        if self._open is not None and not any(has_stamp(item) for item in block.children):
            self._append(block)
            return
        self._open = None
        for item in block.children:
            self._item(item)

    def _item(self, item: Block) -> None:
        parts = (
            list(pieces(Block("paragraph", item.line, item_text(item)))) if item_text(item) else []
        )
        nested = item_rest(item)
        if not parts or parts[0][1] is None:
            self._untimed_item(item, nested)
            return
        nests_rows = any(has_rows(block) for block in nested)
        for _, stamp, line in parts[:-1]:
            if stamp:
                self._add(stamp, stamp.rest, line)
        _, stamp, line = parts[-1]
        if (
            stamp
            and stamp.clock is None
            and (nests_rows or (is_context(stamp.rest) and not nested))
        ):
            self._take_day(stamp)
            if not is_context(stamp.rest):
                self.timeline.rest.append(Block("paragraph", line, stamp.rest))
        elif stamp:
            self._add(stamp, stamp.rest if nests_rows else _with_nested(stamp.rest, nested), line)
        if nests_rows:
            self._nested(nested)

    def _untimed_item(self, item: Block, nested: list[Block]) -> None:
        text = item_text(item)
        if any(has_rows(block) for block in nested):
            if text:
                self._note_context(text)
                self.timeline.rest.append(Block("paragraph", item.line, text))
            self._nested(nested)
            return
        words = markdown_of(item.children)
        if not words:
            return
        if _OTHER_DAY.match(plain(text)):
            self._set_day(None)
        is_template = _TEMPLATE_TIME.match(text) or is_placeholder(words)
        reason = "a row of the template" if is_template else "a row without a time"
        self.timeline.untimed.append((item.line, words, reason))

    def _nested(self, blocks: list[Block]) -> None:
        for block in blocks:
            self._block(block)
            self._open = None

    def _take_day(self, stamp: Stamp) -> None:
        if zone := zone_named(stamp.rest) or zone_stated(plain(stamp.rest)):
            self._zone = zone
        if stamp.date and (day := self._calendar.day(stamp.date)):
            self._set_day(day)

    def _table(self, table: Block, columns: TableColumns) -> None:
        for index, row in enumerate(table.rows):
            if columns.has_head and index == 0:
                self._note_context(" ".join(row.cells))
            else:
                self._table_row(row, columns)

    def _table_row(self, row: Row, columns: TableColumns) -> None:
        cells = dict(enumerate(row.cells))
        time_text = cells.pop(columns.time, "")
        if columns.date is not None:
            date_text = cells.pop(columns.date, "")
            if stamp := stamp_at_start(date_text):
                self._take_day(stamp)
        action = cells.pop(columns.action, "") if columns.action is not None else ""
        result = cells.pop(columns.result, "") if columns.result is not None else ""
        who = cells.pop(columns.who, "") if columns.who is not None else ""
        event = " ".join(part for part in cells.values() if part.strip())
        if who.strip() and event:
            event = f"{who}: {event}"
        event = event or action or who
        if action == event:
            action = ""
        stamp = stamp_at_start(time_text)
        if stamp is None:
            if not any(cell.strip() and not is_placeholder(cell) for cell in row.cells):
                return
            text = " | ".join(cell for cell in row.cells if cell.strip())
            if _OTHER_DAY.search(time_text):
                self._set_day(None)
            is_template = is_placeholder(time_text) or _TEMPLATE_TIME.match(time_text)
            reason = (
                "a row of the template" if is_template and not event else "a row without a time"
            )
            self.timeline.untimed.append((row.line, text, reason))
            return
        if stamp.clock is None and is_blank(event):
            self._take_day(stamp)
            return
        if stamp.rest and not is_blank(stamp.rest):
            event = f"{stamp.rest} {event}"
        added = self._add(stamp, event, row.line)
        added.action, added.result = action.strip(), result.strip()

    def _add(
        self, stamp: Stamp, event: str, line: int, zone: tzinfo | str | None = None
    ) -> TimelineRow:
        """Add a row, and carry its day on to the rows below."""
        own_day = self._calendar.day(stamp.date) if stamp.date else None
        day = own_day or (None if stamp.date else self._day)
        row = TimelineRow(
            line,
            stamp.written,
            stamp.clock,
            day,
            stamp.zone or zone or self._zone,
            stamp.approximate,
            _with_period(stamp, event),
            has_own_day=own_day is not None,
        )
        if own_day and not self._fixed_day:
            self._set_day(own_day)
        row.run = -len(self.timeline.rows) - 1 if own_day and self._fixed_day else self._run
        self.timeline.rows.append(row)
        return row


def _with_period(stamp: Stamp, event: str) -> str:
    """Return the text of a row, with its time as it is written if that is a period."""
    return f"{stamp.written}: {event}".strip(": ") if stamp.until else event


def _with_nested(text: str, nested: list[Block]) -> str:
    """Return the text of an item with the blocks after its first paragraph."""
    separator = "\n" if all(block.kind == "list" for block in nested) else "\n\n"
    return f"{text}{separator}{markdown_of(nested)}".strip() if nested else text
