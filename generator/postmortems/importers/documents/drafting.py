"""The draft of an incident, from the blocks of a document that describe it."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, tzinfo
from pathlib import PurePosixPath

from ...model.scalars import LINE_LENGTH, NAME_LENGTH, slugged
from ..draft import Contradiction, Draft
from .actions import Action, actions_in, checkbox_items, has_rows
from .context import context_of, only_day
from .dates import Calendar, dates_in
from .front_matter_pairs import front_matter_pairs, is_blog_post
from .metadata import place_pairs
from .pairs import take_pairs
from .phases import compare_phases
from .placing import Placement
from .sections import LEAD, Section, sections_of
from .timeline import TimelineReader
from .timeline_rows import TimelineRow, roll_past_midnight
from .timeline_tables import rows_in
from .titles import take_title
from .tree import Block, Document, is_blank, item_text, plain, walk
from .vocabulary import heading_role, is_heading_name, is_placeholder
from .zones import zone_stated

_TO_HEADING = re.compile(r"\[[^\]]*\]\(#[^()]*\)")
_TIMES = re.compile(r"\W*(?:all (?:the )?)?time(?:s|stamps)?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """A document as it is imported: its path, its tree, and what the user gives."""

    path: str
    document: Document
    zone: tzinfo | None
    severities: Collection[str]


def draft_of(
    source: Source, blocks: list[Block], heading: Block | None, shared: list[Block]
) -> Draft:
    """Return the draft of an incident.

    Args:
        source: the document.
        blocks: the blocks of the incident.
        heading: its heading, if the document has several incidents.
        shared: the blocks outside of all incidents, which may give the zone.
    """
    drafting = _Drafting(source, blocks, heading)
    if shared and drafting.context.zone is None:
        lead = Section("", 1, 0, LEAD, shared)
        drafting.context.zone = context_of(drafting.draft, "", [lead], [], None).zone
    return drafting.draft_with_everything()


class _Drafting:
    """Fills a draft section by section."""

    def __init__(self, source: Source, blocks: list[Block], heading: Block | None) -> None:
        self._source = source
        self._comments = [block for block in walk(blocks) if block.kind == "comment"]
        blocks = [block for block in blocks if block.kind != "comment" and not _is_contents(block)]
        title, blocks = take_title(source.path, source.document, blocks, heading)
        self.sections = sections_of(blocks)
        for section in self.sections:
            if plain(section.heading) == title:
                section.role = LEAD
        document = source.document
        pairs = front_matter_pairs(document.front_matter, document.front_matter_lines)
        self._pairs = [*pairs, *(pair for section in self.sections for pair in take_pairs(section))]
        line = heading.line if heading else 1
        identity = source.document.url or PurePosixPath(source.path.replace("\\", "/")).stem
        self.draft = Draft(source.path, _alias(identity, title), {"title": title}, line)
        self._titled_day = only_day(title, Calendar()) if heading is None else None
        self.context = context_of(self.draft, title, self.sections, self._pairs, source.zone)
        if self.context.zone is not None:
            for section in self.sections:
                section.blocks = [one for one in section.blocks if not _is_zone_sentence(one)]

    def draft_with_everything(self) -> Draft:
        """Return the draft with all texts of the document placed or listed."""
        self._move_labelled_sections()
        self._set_day()
        place_pairs(self.context, self._pairs, self._source.severities)
        self._timeline()
        self._actions()
        Placement(self.context).place_all(self.sections)
        for comment in self._comments:
            self.context.unplaced(comment.line, comment.text, "a comment that is not shown")
        compare_phases(self.context)
        return self.draft

    def _move_labelled_sections(self) -> None:
        """Make sections of labels without a field whose names are those of sections."""
        for pair in [pair for pair in self._pairs if not pair.meaning]:
            if is_heading_name(pair.label) and not is_placeholder(pair.value):
                block = Block("paragraph", pair.line, pair.value)
                role = heading_role(pair.label)
                self.sections.append(Section(pair.label, pair.line, 1, role, [block]))
                self._pairs.remove(pair)

    def _set_day(self) -> None:
        day = _day_of_path(self._source)
        if day and self._titled_day not in (None, day):
            message = f"the title has {self._titled_day}, but the name of the file has {day}"
            self.draft.contradictions.append(Contradiction(self.draft.line, 1, message))
        if self.context.day is None and day:
            self.context.day = day
            self.context.calendar.near = self.context.calendar.near or day
            note = f"the day of times without one is that of the file's name, {day}"
            self.draft.comments = {("timeline",): [note]}
        self.draft.day = self.context.day

    def _timeline(self) -> None:
        reader = TimelineReader(self.context.calendar, self.context.day, self.context.zone)
        for section in self.sections:
            if section.role == "timeline":
                before = len(reader.timeline.rest)
                reader.read(section.heading, section.blocks)
                section.blocks = reader.timeline.rest[before:]
            else:
                self._hidden_timeline(section, reader)
        roll_past_midnight(reader.timeline.rows)
        for row in reader.timeline.rows:
            self._row(row)
        for line, text, reason in reader.timeline.untimed:
            self.context.unplaced(line, text, reason)

    def _hidden_timeline(self, section: Section, reader: TimelineReader) -> None:
        """Read the rows of a section that is no timeline but has a list or table of times."""
        rows = rows_in(section.blocks)
        if rows and section.role not in ("actions", "went_well", "went_badly", "got_lucky"):
            before = len(reader.timeline.rest)
            for block in rows:
                reader.read(section.heading, [block])
            taken = {id(block) for block in rows}
            section.blocks = [block for block in section.blocks if id(block) not in taken]
            section.blocks += reader.timeline.rest[before:]

    def _row(self, row: TimelineRow) -> None:
        text = row.event if row.event.startswith(row.written) else f"{row.written} {row.event}"
        text = " | ".join(part for part in (text, row.action, row.result) if part)
        if row.local is None:
            reason = "a day without a time" if row.clock is None else "no day is given"
            self.context.unplaced(row.line, text, reason)
            return
        moment, written, reason = self.context.written(row.local, row.zone, row.approximate)
        if moment is None:
            self.draft.rows_without_zone += "zone" in reason
            self.context.unplaced(row.line, text, reason)
            return
        if is_blank(row.event) and not row.action:
            self.context.unplaced(row.line, text, "a time without an event")
            return
        entry = {"time": written, "event": self.context.fitting(row.event, row.line, LINE_LENGTH)}
        entry |= {"action": row.action} if row.action else {}
        entry |= {"result": row.result} if row.result else {}
        self.draft.data.setdefault("timeline", []).append(entry)

    def _actions(self) -> None:
        actions: list[Action] = []
        of_actions = [section for section in self.sections if section.role == "actions"]
        only_rows = any(has_rows(section.blocks) for section in of_actions)
        for section in self.sections:
            if section.role == "actions":
                blocks = section.blocks
                kept: list[Block] = []
            elif not of_actions:
                blocks = [block for block in section.blocks if checkbox_items(block)]
                kept = [block for block in section.blocks if not checkbox_items(block)]
            else:
                continue
            for part in actions_in(blocks, self.context.calendar, only_rows):
                if isinstance(part, Action):
                    actions.append(part)
                else:
                    kept.append(part)
            section.blocks = kept
        taken: set[str] = set()
        for action in actions:
            self._action(action, taken)

    def _action(self, action: Action, taken: set[str]) -> None:
        if is_blank(action.text):
            return
        item = {"id": _action_id(action.text, taken)}
        item["text"] = self.context.fitting(action.text, action.line, LINE_LENGTH)
        for name in ("kind", "owner", "due", "state", "tracker"):
            value = getattr(action, name)
            if value and len(value) <= (NAME_LENGTH if name == "owner" else LINE_LENGTH):
                item[name] = value
            elif value:
                self.context.unplaced(action.line, value, f"it is too long for `{name}`")
        for text in action.unplaced:
            self.context.unplaced(
                action.line,
                f"{text} ({plain(action.text)[:60]})",
                "action items have no field for this column",
            )
        self.draft.data.setdefault("lessons", {}).setdefault("action_items", []).append(item)


def _is_contents(block: Block) -> bool:
    """Return whether a list is the table of contents of the document."""
    texts = [item_text(part) for part in walk([block]) if part.kind == "item"]
    return len(texts) > 1 and all(_TO_HEADING.fullmatch(text) for text in texts)


def _is_zone_sentence(block: Block) -> bool:
    """Return whether a paragraph only names the zone of all times, which the times then have."""
    words = plain(block.text) if block.kind == "paragraph" else ""
    is_sentence = 0 < len(words) < 120 and _TIMES.match(words)
    return bool(is_sentence and not dates_in(words) and zone_stated(words))


def _alias(identity: str, title: str) -> str:
    """Return an alias that is the same for each import of the same document."""
    digest = hashlib.sha256(f"{identity}\n{title}".encode()).hexdigest()[:8]
    name = slugged(identity.rpartition("/")[2] or identity)[:60].strip("-")
    return f"{name}-{digest}" if name else f"document-{digest}"


def _action_id(text: str, taken: set[str]) -> str:
    """Return the first words of an action item as an id that no other item has."""
    words = slugged(re.sub(r"https?://\S+", "", plain(text))).split("-")
    name = "-".join(words[:6])[:50].strip("-") or "action"
    unique, number = name, 1
    while unique in taken:
        number += 1
        unique = f"{name}-{number}"
    taken.add(unique)
    return unique


def _day_of_path(source: Source) -> date | None:
    """Return the day that the name of a file contains, unless it is that of a blog's post."""
    path = PurePosixPath(source.path.replace("\\", "/"))
    if "_posts" in path.parts or is_blog_post(source.document.front_matter):
        return None
    match = re.search(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", path.stem)
    days = dates_in(match[0]) if match else []
    try:
        return date(days[0].year or 0, days[0].month, days[0].day) if days else None
    except ValueError:
        return None
