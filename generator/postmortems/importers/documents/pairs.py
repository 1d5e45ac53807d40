"""Labels with values, as `Severity: SEV2`: in front matter, lists, paragraphs, tables, headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .sections import LEAD, Section
from .stamps import stamp_at_start
from .tree import Block, Row, is_blank, item_rest, item_text, markdown_of, plain
from .vocabulary import heading_role, is_heading_name, label_meaning, phase_named
from .zones import zone_stated

_LABELLED = re.compile(
    r"^\s*(?P<bold>\*\*|__)?(?P<label>[^\W_][^:*\n|]{0,50}?)\s*(?:(?P<closed>\*\*|__)\s*:|:\s*(?P<inner>\*\*|__)?)(?=\s|\*|_|\Z)\s*(?P<value>.*)$"
)
_PHASE_AND_TIME = re.compile(
    r"^\W*(?P<label>[A-Za-z][A-Za-z ]{2,30}?)[\s*_]+(?:at\s+|on\s+)?"
    r"(?P<value>\d.*|[A-Z][a-z]{2,8}\.? \d.*)$"
)
_ONLY_IN_LEAD = frozenset(
    {"links", "title", "published", "updated", "authors", "zone", "services", "status"}
)
_PHASES = frozenset({"started", "detected", "acknowledged", "declared", "mitigated", "resolved"})
_TIMES = _PHASES | {"period", "duration", "people"}
_ASIDE = re.compile(r"\([^()]+\)")
_HEAD_NAMES = frozenset[str]().union(
    {"", "field", "value", "key", "property", "attribute", "item", "detail", "details", "name"},
    {"description", "phase", "milestone", "time", "metric", "event", "what", "when", "timestamp"},
)
"""What the head of a table of labels has in its cells."""
_WEAK = frozenset({"period"})
_TEXT_ROLES = frozenset(
    {
        "root_cause",
        "went_well",
        "went_badly",
        "got_lucky",
        "lessons",
        "actions",
        "remediation",
        "prevention",
        "factors",
        "timeline",
        "narrative",
        "background",
    }
)
"""Roles of sections whose texts are never labels."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value. `meaning` is the field of the label, "" if it is not known."""

    label: str
    meaning: str
    value: str
    line: int


def take_pairs(section: Section) -> list[Pair]:
    """Return the pairs of a section, and remove them from its blocks."""
    if pair := _pair_of_heading(section):
        section.heading = ""
        return [pair, *take_pairs(section)]
    if section.role == "timeline":
        return _phases_in_timeline(section)
    if section.role in _TEXT_ROLES:
        return []
    is_lead = section.role in (LEAD, "metadata")
    pairs: list[Pair] = []
    blocks = []
    for block in section.blocks:
        if is_lead and block.kind == "paragraph" and _is_day(block.text):
            pairs.append(Pair("Date", "updated", block.text, block.line))
            continue
        kept = _take(block, is_lead, pairs)
        if kept is not None:
            blocks.append(kept)
    section.blocks = blocks
    return pairs


def _pair_of_heading(section: Section) -> Pair | None:
    """Return the pair of a heading that is a label, above a short text or a list."""
    match = _LABELLED.match(section.heading)
    if match and match["value"].strip() and (meaning := label_meaning(match["label"])):
        return Pair(plain(match["label"]), meaning, match["value"].strip(" *_"), section.line)
    meaning = label_meaning(section.heading)
    if meaning is None or section.own_role or not section.heading:
        return None
    if len(section.blocks) > 1:
        return _first_paragraph(section, meaning)
    if not section.blocks:
        return Pair(plain(section.heading).strip(": "), meaning, "", section.line)
    block = section.blocks[0]
    texts = (
        [block.text] if block.kind == "paragraph" else [item_text(item) for item in block.children]
    )
    if block.kind not in ("paragraph", "list") or any(len(text) > 200 for text in texts):
        return None
    lines = [line for text in texts for line in text.split("\n")]
    if any(_known(line) for line in lines):
        return None
    section.blocks = []
    return Pair(plain(section.heading).strip(": "), meaning, ", ".join(lines), block.line)


def _phases_in_timeline(section: Section) -> list[Pair]:
    """Return the pairs of a timeline that only name a phase and its time, and remove them."""
    pairs: list[Pair] = []
    zone = _ASIDE.search(section.heading)
    aside = f" {zone[0]}" if zone and zone_stated(zone[0]) else ""
    for block in section.blocks:
        if block.kind == "list":
            phases = [(_phase_of_item(item), item) for item in block.children]
            pairs += [replace(pair, label=pair.label + aside) for pair, _ in phases if pair]
            block.children = [item for pair, item in phases if pair is None]
        elif block.kind == "table" and (in_table := _phases_in_table(block)):
            pairs += in_table
            block.rows = []
    return pairs


def _phase_of_item(item: Block) -> Pair | None:
    pair = None if item_rest(item) else _pair_in(item_text(item), item.line, False)
    stamp = stamp_at_start(pair.value) if pair and pair.meaning in _PHASES else None
    return pair if stamp and stamp.clock else None


def _phases_in_table(table: Block) -> list[Pair]:
    """Return the pairs of a table in which each row is a phase and its time; else nothing."""
    if any(len(row.cells) != 2 for row in table.rows):
        return []
    pairs = _cell_pairs(table.rows)
    return pairs if pairs and all(pair.meaning in _TIMES for pair in pairs) else []


def _cell_pairs(rows: list[Row]) -> list[Pair]:
    """Return the pairs of rows of two cells; a head without labels may give their zone."""
    pairs = [_cell_pair(row.cells[0], row.cells[1], row) for row in rows]
    if not pairs or not _is_head(pairs[0]):
        return pairs
    zone = _ASIDE.search(pairs[0].value)
    aside = f" {zone[0]}" if zone and zone_stated(zone[0]) else ""
    return [replace(pair, label=pair.label + aside) for pair in pairs[1:]]


def _is_head(pair: Pair) -> bool:
    return {_without_aside(pair.label), _without_aside(pair.value)} <= _HEAD_NAMES


def _without_aside(text: str) -> str:
    return _ASIDE.sub("", plain(text)).strip().lower()


def _first_paragraph(section: Section, meaning: str) -> Pair | None:
    """Return the pair of a heading of a time, whose value is the first of several paragraphs."""
    first = section.blocks[0]
    if meaning not in _TIMES or first.kind != "paragraph" or len(first.text) > 80:
        return None
    section.blocks = section.blocks[1:]
    section.role = section.role or LEAD
    return Pair(plain(section.heading).strip(": "), meaning, first.text, first.line)


def _known(line: str) -> bool:
    match = _LABELLED.match(line)
    return bool(match and label_meaning(match["label"]))


def _take(block: Block, is_lead: bool, pairs: list[Pair]) -> Block | None:
    """Move the pairs of a block to a list; return what is left of the block."""
    if block.kind == "paragraph":
        block.text = "\n".join(_kept_lines(block.text, block.line, is_lead, pairs)).strip()
        return block if block.text else None
    if block.kind == "list":
        block.children = [item for item in block.children if not _take_item(item, is_lead, pairs)]
        return block if block.children else None
    if block.kind == "table" and (taken := _table_pairs(block, is_lead)):
        pairs += taken
        return None
    return block


def _kept_lines(text: str, line: int, is_lead: bool, pairs: list[Pair]) -> Iterator[str]:
    """Yield the lines of a paragraph that are no pairs and do not continue one."""
    for number, words in enumerate(text.split("\n"), line):
        above = pairs[-1] if pairs and number > line else None
        if pair := _pair_in(words, number, is_lead):
            pairs.append(pair)
        elif is_lead and above and _goes_on(above, number):
            pairs[-1] = replace(above, value=f"{above.value}\n{words.strip()}".strip())
        else:
            yield words


def _goes_on(pair: Pair, number: int) -> bool:
    """Return whether the text of a pair goes on in the line with a number."""
    last = pair.line + pair.value.count("\n")
    return last == number - 1 and (not pair.meaning or not pair.value)


def _take_item(item: Block, is_lead: bool, pairs: list[Pair]) -> bool:
    text = item_text(item)
    pair = _pair_in(text.split("\n")[0], item.line, is_lead) if text else None
    if pair is None:
        return False
    rest = "\n".join([*text.split("\n")[1:], markdown_of(item_rest(item))]).strip()
    if rest and pair.value:
        return False
    values = rest.replace("\n", ", ").replace("- ", "") if rest else pair.value
    pairs.append(Pair(pair.label, pair.meaning, values, pair.line))
    return True


def _pair_in(line: str, number: int, is_lead: bool) -> Pair | None:
    match = _LABELLED.match(line)
    if match and (phase := phase_named(match["label"])) and _is_time(match["value"]):
        return Pair(plain(match["label"]), phase, match["value"].strip(" *"), number)
    if timed := _PHASE_AND_TIME.match(line):
        meaning = label_meaning(timed["label"])
        if meaning in _TIMES and _is_time(timed["value"]):
            return Pair(plain(timed["label"]), meaning, timed["value"].strip(), number)
    meaning = label_meaning(match["label"]) if match else None
    if match and is_lead and meaning is None and is_heading_name(match["label"]):
        return Pair(plain(match["label"]), "", match["value"].strip(), number)
    if not match or not meaning:
        return None
    is_bold = bool(match["bold"])
    if (
        meaning in _ONLY_IN_LEAD | _WEAK
        and not is_lead
        and not (is_bold and meaning not in _ONLY_IN_LEAD)
    ):
        return None
    value = match["value"].strip()
    if match["bold"] and not match["closed"] and not match["inner"] and value.endswith("**"):
        value = value[:-2].strip()
    if not is_lead and not is_bold and len(value) > 120:
        return None
    return Pair(plain(match["label"]), meaning, value, number)


def _is_day(text: str) -> bool:
    """Return whether a text is only a date, which may be that of the document."""
    stamp = stamp_at_start(text)
    return bool(stamp and stamp.date and stamp.clock is None and is_blank(stamp.rest))


def _is_time(text: str) -> bool:
    stamp = stamp_at_start(text)
    return bool(stamp and stamp.clock and is_blank(stamp.rest))


def _table_pairs(table: Block, is_lead: bool) -> list[Pair]:
    """Return the pairs of a table of two columns, or of a head with one row below it."""
    rows = [row for row in table.rows if any(cell.strip() for cell in row.cells)]
    is_flat = len(rows) == 2 and len(rows[0].cells) == len(rows[1].cells)
    if is_flat and all(label_meaning(cell) for cell in rows[0].cells):
        cells = zip(rows[0].cells, rows[1].cells, strict=True)
        pairs = [_cell_pair(label, value, rows[1]) for label, value in cells]
    elif rows and all(len(row.cells) == 2 for row in rows):
        pairs = _cell_pairs(rows)
    else:
        return []
    known = [pair for pair in pairs if pair.meaning or heading_role(pair.label)]
    if len(known) < 2 and not (is_lead and known and len(pairs) <= 2):
        return []
    return (
        [pair for pair in pairs if pair.label or pair.value]
        if 2 * len(known) >= len(pairs) or is_lead
        else []
    )


def _cell_pair(label: str, value: str, row: Row) -> Pair:
    label = plain(label).strip(": ")
    return Pair(label, label_meaning(label) or "", value.strip(), row.line)
