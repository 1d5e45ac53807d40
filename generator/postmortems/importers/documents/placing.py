"""The texts of sections in the fields of the format; what fits none becomes a free section."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ...model.scalars import LINE_LENGTH, PROSE_LENGTH
from .context import Context
from .phases import place
from .sections import LEAD, Section
from .tree import Block, item_rest, item_text, markdown_of, plain
from .vocabulary import is_placeholder

_LINES_OF = {
    "impact": ("impact", "user", "features"),
    "resolution": ("response", "stabilization", "patches"),
    "rollback": ("response", "stabilization", "rollback"),
    "status_page": ("response", "communication", "status_page"),
    "customers": ("response", "communication", "customers"),
    "escalation": ("response", "communication", "escalation"),
    "remediation": ("remediation", "process"),
    "prevention": ("prevention", "safeguards"),
    "went_well": ("lessons", "went_well"),
    "went_badly": ("lessons", "improve"),
    "got_lucky": ("lessons", "got_lucky"),
    "lessons": ("lessons", "improve"),
}
"""Sections whose paragraphs and items become lines of a field."""
_SHORT = 1_500
"""The length of the longest narrative that is the summary of a document without one."""
_NOTHING = re.compile(
    r"(?:n/?a|none|nothing|no comments added|not applicable|tbd|-+)\.?", re.IGNORECASE
)


class Placement:
    """Places the texts of sections in a draft."""

    def __init__(self, context: Context) -> None:
        self._context, self._draft = context, context.draft
        self._free: list[tuple[str, str]] = []

    def place_all(self, sections: list[Section]) -> None:
        """Place the texts of all sections."""
        has_summary = any(one.role in (LEAD, "summary") and one.blocks for one in sections)
        narratives = [section for section in sections if section.role == "narrative"]
        for section in sections:
            is_first = section in narratives[:1] and not has_summary
            if is_first and len(markdown_of(section.blocks)) <= _SHORT:
                section = replace(section, role="summary")
            self._section(section)
        self._free_sections()

    def _section(self, section: Section) -> None:
        blocks = [block for block in section.blocks if not _says_nothing(block)]
        is_lost = not blocks or section.role in {*_LINES_OF, "factors", "detection", "trigger"}
        if is_lost and not section.own_role and not is_placeholder(section.heading):
            reason = "a heading without a text of its own"
            self._context.unplaced(section.line, plain(section.heading), reason)
        if not blocks:
            return
        place_of_role: dict[str, Callable[[Section, list[Block]], None]] = {
            LEAD: self._summary,
            "summary": self._summary,
            "root_cause": self._root_cause,
            "trigger": self._trigger,
            "factors": self._factors,
            "detection": self._detection,
        }
        role = section.role or ""
        if role in _LINES_OF:
            self._lines(section, blocks)
        elif role in place_of_role:
            place_of_role[role](section, blocks)
        else:
            self._keep(section, blocks)

    def _keep(self, section: Section, blocks: list[Block]) -> None:
        """Keep blocks as a free section."""
        self._free.append(
            (plain(section.heading) or self._draft.data["title"], markdown_of(blocks))
        )

    def _prose(self, loc: tuple[str, ...], section: Section, blocks: list[Block]) -> None:
        """Add Markdown to a field of several paragraphs, below its heading if that is not first."""
        target = self._draft.data
        for key in loc[:-1]:
            target = target.setdefault(key, {})
        text, known = markdown_of(blocks), target.get(loc[-1], "")
        if known and not section.own_role and section.heading:
            text = f"**{plain(section.heading)}**\n\n{text}"
        text = f"{known}\n\n{text}".strip()
        target[loc[-1]] = self._context.fitting(text, section.line, PROSE_LENGTH)

    def _summary(self, section: Section, blocks: list[Block]) -> None:
        self._prose(("summary",), section, blocks)

    def _root_cause(self, section: Section, blocks: list[Block]) -> None:
        self._prose(("root_cause", "summary"), section, blocks)

    def _trigger(self, section: Section, blocks: list[Block]) -> None:
        text = " ".join(markdown_of(blocks).split())
        if (
            any(block.kind not in ("paragraph", "list") for block in blocks)
            or len(text) > LINE_LENGTH
        ):
            self._keep(section, blocks)
        else:
            trigger = self._draft.data.setdefault("root_cause", {}).setdefault("trigger", {})
            trigger["description"] = f"{trigger.get('description', '')} {text}".strip()

    def _detection(self, section: Section, blocks: list[Block]) -> None:
        text = markdown_of(blocks)
        detection = self._draft.data.setdefault("detection", {})
        if (
            "source" in detection
            or len(text) > LINE_LENGTH
            or any(block.kind not in ("paragraph", "list") for block in blocks)
        ):
            if not detection:
                del self._draft.data["detection"]
            self._keep(section, blocks)
        else:
            detection["source"] = " ".join(text.split())

    def _factors(self, section: Section, blocks: list[Block]) -> None:
        simple, rest = _simple_lines(blocks)
        nodes = self._draft.data.setdefault("root_cause", {}).setdefault("nodes", [])
        for line, text in simple:
            number = len(nodes) + 1
            words = self._context.fitting(text, line, LINE_LENGTH)
            nodes.append({"id": f"factor-{number}", "kind": "contributing-factor", "text": words})
        if rest:
            self._keep(section, rest)

    def _lines(self, section: Section, blocks: list[Block]) -> None:
        simple, rest = _simple_lines(blocks)
        texts = [self._context.fitting(text, line, LINE_LENGTH) for line, text in simple]
        if texts:
            place(self._context, _LINES_OF[section.role or ""], texts)
        if rest:
            self._keep(section, rest)

    def _free_sections(self) -> None:
        by_heading: dict[str, str] = {}
        for heading, text in self._free:
            if text.strip():
                by_heading[heading] = f"{by_heading.get(heading, '')}\n\n{text}".strip()
        sections = [
            {
                "heading": heading[:LINE_LENGTH],
                "text": self._context.fitting(text, self._draft.line, PROSE_LENGTH),
            }
            for heading, text in by_heading.items()
        ]
        if sections:
            self._draft.data["sections"] = sections


def _simple_lines(blocks: list[Block]) -> tuple[list[tuple[int, str]], list[Block]]:
    """Return paragraphs and items as lines, and the blocks that one line cannot hold."""
    lines: list[tuple[int, str]] = []
    rest = []
    for block in blocks:
        if block.kind == "paragraph":
            lines.append((block.line, " ".join(block.text.split())))
        elif block.kind == "list":
            lines += _item_lines(block)
        else:
            rest.append(block)
    return lines, rest


def _item_lines(block: Block) -> Iterator[tuple[int, str]]:
    for item in block.children:
        if is_placeholder(markdown_of([item])):
            continue
        nested = markdown_of(item_rest(item))
        yield item.line, f"{' '.join(item_text(item).split())}\n{nested}".strip()


def _says_nothing(block: Block) -> bool:
    words = plain(markdown_of([block])).strip()
    return not words or bool(_NOTHING.fullmatch(words)) or is_placeholder(words)
