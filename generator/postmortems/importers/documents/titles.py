"""The title of an incident: of its heading, front matter, label or the name of the file."""

import re
from pathlib import PurePosixPath

from .stamps import stamp_at_start
from .tree import Block, Document, item_text, plain
from .vocabulary import (
    heading_role,
    is_heading_name,
    is_placeholder,
    label_meaning,
    normalized,
)

_LONGEST = 300
_LABEL = re.compile(
    r"^(?:\*\*|__)?(?:incident |postmortem )?(?:title|name)(?:\*\*|__)?\s*:\s*"
    r"(?:\*\*|__)?\s*(?P<title>.*)$",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:the |an? )?(?:incident |outage |blameless |public |service )*(?:post ?mortems?|reports?"
    r"|review|rca|analysis|template)?(?: (?:report|review|document|analysis|template))?"
)


def take_title(
    path: str, document: Document, blocks: list[Block], heading: Block | None
) -> tuple[str, list[Block]]:
    """Return the title of an incident, and its blocks without the title."""
    if heading:
        return _clean(heading.text), blocks
    index = _title_index(blocks)
    if index is not None and (labelled := _labelled(blocks, index)):
        return labelled
    headed = _clean(blocks[index].text) if index is not None else ""
    candidates = [_front_matter_title(document), headed, _title_label(blocks), document.title]
    for text in candidates:
        if text and not _is_generic(text):
            title = _clean(text)
            if (index is not None and headed in (title, "")) or (
                index is not None and _is_generic(headed)
            ):
                return title, blocks[:index] + blocks[index + 1 :]
            return title, blocks
    return _title_of_path(path), blocks if index is None else blocks[:index] + blocks[index + 1 :]


def _front_matter_title(document: Document) -> str:
    value = document.front_matter.get("title")
    return str(value) if isinstance(value, str) and not is_placeholder(value) else ""


def _title_label(blocks: list[Block]) -> str:
    """Return the value of a label `Title` before the second heading; "" if there is none."""
    headings = [index for index, block in enumerate(blocks) if block.kind == "heading"]
    for block in blocks[: headings[1] if len(headings) > 1 else len(blocks)]:
        lines = [item_text(item) for item in block.children] if block.kind == "list" else []
        lines += block.text.split("\n") if block.kind == "paragraph" else []
        lines += [f"{row.cells[0]}: {row.cells[1]}" for row in block.rows if len(row.cells) == 2]
        for line in lines:
            if (match := _LABEL.match(plain(line))) and not is_placeholder(match["title"]):
                return match["title"]
    return ""


def _title_index(blocks: list[Block]) -> int | None:
    """Return the place of the heading that is the title; None if the document has none."""
    headings = [(index, block) for index, block in enumerate(blocks) if block.kind == "heading"]
    if not headings:
        return None
    index, first = headings[0]
    if label_meaning(first.text.split(":")[0]) == "title":
        return index
    peers = [block for _, block in headings[1:] if block.level <= first.level]
    is_label = ":" in first.text and label_meaning(first.text.split(":")[0]) is not None
    has_meaning = is_heading_name(first.text) and not _is_generic(first.text)
    has_meaning = has_meaning or (first.level > 1 and heading_role(first.text) is not None)
    if has_meaning or (peers and (is_label or index > 0 or heading_role(first.text))):
        return None
    stamp = stamp_at_start(first.text)
    if stamp and stamp.clock:
        return None
    return index if not peers or first.level == 1 else None


def _labelled(blocks: list[Block], index: int) -> tuple[str, list[Block]] | None:
    """Return the title of a heading `Title: X`, or of the heading below a heading `Title`."""
    match = _LABEL.match(blocks[index].text)
    if match and match["title"].strip(" *_"):
        return _clean(match["title"]), blocks[:index] + blocks[index + 1 :]
    if label_meaning(blocks[index].text) == "title" and index + 1 < len(blocks):
        below = blocks[index + 1]
        if below.kind in ("heading", "paragraph") and below.text:
            return _clean(below.text), blocks[:index] + blocks[index + 2 :]
    return None


def _clean(text: str) -> str:
    return plain(text).strip()[:_LONGEST].strip()


def _is_generic(text: str) -> bool:
    words = normalized(text)
    return is_placeholder(text) or not words or bool(_GENERIC.fullmatch(words))


def _title_of_path(path: str) -> str:
    """Return the name of a file as a title: `002-broken-login.md` is `Broken login`."""
    stem = PurePosixPath(path.replace("\\", "/")).stem
    words = re.sub(r"^\d{1,4}[-_ ]+(?!\d)", "", stem)
    words = " ".join(re.sub(r"[-_]+(?!\d\d(?:\D|\Z))|(?<=\D)[-_]+", " ", words).split())
    return words[:1].upper() + words[1:] or "Imported incident"
