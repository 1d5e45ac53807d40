"""The sections of a document: its blocks under headings, by what the headings mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .stamps import stamp_at_start
from .tree import Block, item_rest, item_text, plain
from .vocabulary import heading_role, is_heading_name, label_meaning, normalized

LEAD = "lead"
"""The role of what stands before the first heading."""
_BOLD_LINE = re.compile(r"(?:\*\*|__)(?P<heading>[^*_\n][^*\n]{0,80}?)\s*:?\s*(?:\*\*|__)\s*:?")
_BOLD_START = re.compile(
    r"(?:\*\*|__)(?P<heading>[^*_\n][^*\n]{0,60}?)(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*:)\s*(?=\S)"
)
_BOLD_LEVEL = 6
"""The level of a bold line that has the meaning of a heading."""
_LIST_ROLES = {"actions", "timeline", "went_well", "went_badly", "got_lucky", "lessons", "factors"}


@dataclass
class Section:
    """A heading and the blocks below it. `role` is what the heading means, or that above it.

    `own_role` is False if the role is that of a heading above.
    """

    heading: str
    line: int
    level: int
    role: str | None
    blocks: list[Block] = field(default_factory=list)
    own_role: bool = True


def sections_of(blocks: Iterable[Block]) -> list[Section]:
    """Return the sections of blocks in their order; the first one is the lead."""
    sections = [Section("", 1, 0, LEAD)]
    parents: list[Section] = []
    blocks = list(blocks)
    has_timed_headings = sum(_is_timed(block) for block in blocks) > 1
    for block in blocks:
        current = sections[-1]
        if has_timed_headings and _is_timed(block) and current.role != "timeline":
            sections.append(Section("", block.line, block.level - 1, "timeline", [block]))
        elif block.kind == "heading":
            if current.role == "timeline" and _continues_timeline(block, current):
                current.blocks.append(block)
                continue
            while parents and parents[-1].level >= block.level:
                parents.pop()
            section = _section(block, parents)
            parents.append(section)
            sections.append(section)
        elif started := _pseudo_section(block, current):
            sections += started
        else:
            current.blocks.append(block)
    return [part for section in sections for part in _with_groups(section)]


def _is_timed(block: Block) -> bool:
    """Return whether a heading begins with a time."""
    stamp = stamp_at_start(block.text) if block.kind == "heading" else None
    return bool(stamp and stamp.clock)


def _section(heading: Block, parents: list[Section]) -> Section:
    role = heading_role(heading.text)
    inherited = next((parent.role for parent in reversed(parents) if parent.role), None)
    if inherited in ("timeline", "actions") and role not in (inherited, "timeline", "actions"):
        role = None  # a group within, such as `Detection` within a timeline
    return Section(
        heading.text, heading.line, heading.level, role or inherited, own_role=role is not None
    )


def _continues_timeline(heading: Block, section: Section) -> bool:
    """Return whether a heading is a day or a row of the timeline, or stands within it."""
    is_within = heading.level > section.level
    if not section.heading:  # a timeline that its rows began
        is_within = is_within and heading_role(heading.text) is None
    return is_within or stamp_at_start(heading.text) is not None


def _pseudo_section(block: Block, current: Section) -> list[Section]:
    """Return the section that a paragraph begins, which is no heading but has its meaning."""
    if block.kind != "paragraph":
        return []
    first, _, rest = block.text.partition("\n")
    match = _BOLD_LINE.fullmatch(first.strip())
    is_bare = (
        heading_role(first) in _LIST_ROLES
        and len(first) < 60
        and not first.endswith(".")
        and not rest
    )
    heading = match["heading"] if match else first if is_bare else ""
    if not heading and (match := _BOLD_START.match(block.text)):
        heading, rest = match["heading"], block.text[match.end() :]
    role = heading_role(heading) if heading else None
    if role is None or label_meaning(heading) or stamp_at_start(heading):
        return []
    is_within = current.role in ("timeline", "actions") and current.level < _BOLD_LEVEL
    if is_within and role not in _LIST_ROLES - {current.role}:
        return []
    section = Section(plain(heading).strip(": "), block.line, _BOLD_LEVEL, role)
    if rest.strip():
        section.blocks.append(Block("paragraph", block.line, rest.strip()))
    return [section]


def _with_groups(section: Section) -> list[Section]:
    """Return a section and those that items of its lists begin, such as `- **What went well**`."""
    if section.role in ("timeline", "actions"):
        return [section]
    groups: list[Section] = []
    for block in section.blocks:
        if block.kind != "list":
            continue
        kept = []
        for item in block.children:
            group = _group(item, section.level)
            if group:
                groups.append(group)
            else:
                kept.append(item)
        block.children = kept
    section.blocks = [block for block in section.blocks if block.kind != "list" or block.children]
    return [section, *groups]


def _group(item: Block, level: int) -> Section | None:
    """Return the section that an item begins with a name of a section; None if it begins none."""
    text, rest = item_text(item), item_rest(item)
    if match := _BOLD_START.match(text) or _BOLD_LINE.fullmatch(text.strip()):
        heading, words = match["heading"], text[match.end() :].strip()
    elif rest and is_heading_name(text.partition(":")[0]):
        heading, _, words = (part.strip() for part in text.partition(":"))
    else:
        return None
    role = heading_role(heading)
    if role is None or label_meaning(heading) or not (words or rest):
        return None
    blocks = [Block("paragraph", item.line, words)] if words else []
    return Section(plain(heading).strip(": "), item.line, level, role, [*blocks, *rest])


def split_incidents(blocks: list[Block]) -> tuple[list[Block], list[tuple[Block, list[Block]]]]:
    """Return what stands outside incidents, and each incident as its heading and its blocks.

    Several incidents are headings of one level without a meaning of their own, each with at least
    two sections that have one. If a document has one incident, the second list is empty.
    """
    levels = {block.level for block in blocks if block.kind == "heading"}
    for level in sorted(levels):
        parts = _parts(blocks, level)
        incidents = [part for part in parts if _is_incident(*part)]
        others = [heading for heading, _ in parts if not heading_role(heading.text)]
        if len(incidents) >= 2 and 5 * len(incidents) >= 3 * len(others):
            inside = {id(block) for heading, part in incidents for block in (heading, *part)}
            return [block for block in blocks if id(block) not in inside], incidents
    return blocks, []


def _parts(blocks: list[Block], level: int) -> list[tuple[Block, list[Block]]]:
    """Return the headings of a level, each with the blocks below it."""
    starts = [index for index, block in enumerate(blocks) if _is_at(block, level)]
    ends = [*starts[1:], len(blocks)]
    return [
        (blocks[start], _within(blocks[start + 1 : end], level))
        for start, end in zip(starts, ends, strict=True)
    ]


def _within(blocks: list[Block], level: int) -> list[Block]:
    """Return the blocks up to a heading of a higher level."""
    for index, block in enumerate(blocks):
        if block.kind == "heading" and block.level < level:
            return blocks[:index]
    return blocks


def _is_at(block: Block, level: int) -> bool:
    return block.kind == "heading" and block.level == level


def _is_incident(heading: Block, blocks: list[Block]) -> bool:
    """Return whether a heading is that of an incident, and not of several or of a part of one."""
    if heading_role(heading.text) or label_meaning(heading.text) or not normalized(heading.text):
        return False
    if len(_roles_below(heading, blocks)) < 2:
        return False
    below = [block.level for block in blocks if block.kind == "heading"]
    parts = _parts(blocks, min(below)) if below and min(below) < 6 else []
    return not any(
        not heading_role(part.text) and len(_roles_below(part, inner)) >= 2 for part, inner in parts
    )


def _roles_below(heading: Block, blocks: list[Block]) -> set[str]:
    """Return what the headings, bold lines and items below a heading mean."""
    names = [b.text for b in blocks if b.kind == "heading" and b.level > heading.level]
    for block in blocks:
        if block.kind == "paragraph":
            match = _BOLD_LINE.match(block.text) or _BOLD_START.match(block.text)
            names += [match["heading"]] if match else []
        elif block.kind == "list":
            groups = (_group(item, 1) for item in block.children)
            names += [group.heading for group in groups if group]
    return {role for name in names if (role := heading_role(name))}
