"""Action items from checkboxes, lists, tables and paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .dates import Calendar, dates_in
from .tree import Block, Row, is_blank, item_rest, item_text, markdown_of, plain
from .vocabulary import column_meanings, is_placeholder, value_meaning

_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'`|]+[^\s<>()\[\]\"'`|.,;:!?]")
_TRACKER = re.compile(
    r"/(?:issues|pull|pulls|merge_requests|tickets|browse|issue|work_items|workitems)/|/show_bug|[?&]id=\d+|app\.asana\.com|trello\.com/c/|linear\.app/|phabricator\.",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"[\s([{*_—–,;-]{0,8}\b(?:owner|assignee|assigned to|dri|responsible)\b\**\s*:\**\s*"
    r"(?P<owner>@?[\w][\w .@/-]{0,60}?)\s*(?=[)\]};,|]|\Z)[)\]}]?",
    re.IGNORECASE,
)
_HANDLE_AT_END = re.compile(
    r"[\s—–-]{0,8}[(\[]?(?<![\w.])(?P<owner>@[A-Za-z0-9][\w.-]{0,38}(?:/[\w.-]+)?)[)\]]?[\s.]*\Z"
)
_HANDLE_AND_DUE = re.compile(
    r"\s*\(\**(?P<owner>@[A-Za-z0-9][\w.-]{0,38})\**,\s*(?P<due>\d{4}-\d{2}-\d{2})\)\s*\Z"
)
_HANDLE_AT_START = re.compile(
    r"\A[(\[]?(?P<owner>@[A-Za-z0-9][\w.-]{0,38}(?:/[\w.-]+)?)[)\]]?\s*:\s+"
)
_DUE = re.compile(
    r"[\s([{,;—–-]{0,8}\b(?:due|due date|deadline|by)\b\s*:\s*(?P<due>[^)\]};|]{4,30})[)\]}]?",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\s{0,8}[([]\s{0,8}(?P<state>[A-Za-z✅✔️☑ -]{1,14})\s*[)\]]\s*\Z"
    r"|\A\s*\[(?P<first>[A-Za-z -]{3,12})\]\s+(?!\()"
    r"|\s{0,8}(?:—|–|->|=>|\s-|:)\s{0,8}\**(?P<end>[Dd]one|DONE|[Ii]n progress|WIP|TODO)\**\.?\s*\Z"
    r"|\A\s*(?P<sign>✅|☑️?|✔️?)\s*|\s{0,8}(?P<last>✅|☑️?|✔️?)\s*\Z"
)
_LABELLED_STATE = re.compile(
    r"[\s([{,;—–-]{0,8}\b(?:status|state)\b\s*:\s*(?P<state>[\w -]{2,20})[)\]}]?\s*\Z",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:\*\*|\[|\()(?P<label>[A-Za-z]{3,12}):?(?:\*\*|\]|\))(?!\():?\s+(?=\S)")
_COUNTED = re.compile(r"\b(?:no|nr|number|id|num)\b", re.IGNORECASE)


@dataclass
class Action:
    """An action item as the document gives it; `unplaced` are its cells without a field."""

    line: int
    text: str
    owner: str = ""
    due: str = ""
    state: str = ""
    tracker: str = ""
    kind: str = ""
    unplaced: tuple[str, ...] = ()


def has_rows(blocks: list[Block]) -> bool:
    """Return whether blocks have a list or a table, whose rows are the action items."""
    return any(block.kind in ("list", "table") for block in blocks)


def actions_in(
    blocks: list[Block], calendar: Calendar, only_rows: bool = True
) -> Iterator[Action | Block]:
    """Yield the action items of a section, and the blocks that are none.

    Without `only_rows`, each paragraph is an action item.
    """
    heading: Block | None = None
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if block.kind == "list":
            for item in block.children:
                yield from _of_item(item, calendar)
        elif block.kind == "table":
            yield from _of_table(block, calendar)
        elif block.kind == "paragraph" and not only_rows and not is_placeholder(block.text):
            text = f"{heading.text}: {block.text}" if heading else block.text
            yield _action(text, heading.line if heading else block.line, None, calendar)
            heading = None
        elif (
            block.kind == "heading"
            and following
            and following.kind == "paragraph"
            and not only_rows
        ):
            heading = block
        else:
            yield block


def checkbox_items(block: Block) -> bool:
    """Return whether a list is one of checkboxes."""
    return (
        block.kind == "list"
        and bool(block.children)
        and all(item.checked is not None for item in block.children)
    )


def _of_item(item: Block, calendar: Calendar) -> Iterator[Action | Block]:
    text, nested = item_text(item), item_rest(item)
    lists = [block for block in nested if block.kind == "list"]
    if lists and item.checked is None and _is_group(text):
        kind = value_meaning("action_kind", text) or ""
        if text and not kind:
            yield Block("paragraph", item.line, text)
        for block in nested:
            for part in actions_in([block], calendar) if block.kind == "list" else [block]:
                if isinstance(part, Action):
                    part.kind = part.kind or kind
                yield part
        return
    separator = "\n" if all(block.kind == "list" for block in nested) else "\n\n"
    whole = f"{text}{separator}{markdown_of(nested)}".strip() if nested else text
    if whole and not is_placeholder(whole):
        yield _action(whole, item.line, item.checked, calendar)


def _is_group(text: str) -> bool:
    """Return whether an item only names a group of items, such as `**Prevent**`."""
    words = text.strip()
    is_bold = words.startswith("**") and words.rstrip(":").endswith("**") and words.count("**") == 2
    return not words or is_bold or words.endswith(":") or bool(value_meaning("action_kind", words))


def _action(text: str, line: int, checked: bool | None, calendar: Calendar) -> Action:
    action = Action(line, text.strip())
    action.state = {None: "", True: "done", False: "open"}[checked]
    label = _LABEL.match(action.text)
    if label and (kind := value_meaning("action_kind", label["label"])):
        action.kind, action.text = kind, action.text[label.end() :]
    if match := _LABELLED_STATE.search(action.text):
        _set_state(action, match, match["state"])
    elif match := _STATE.search(action.text):
        _set_state(
            action,
            match,
            match["state"] or match["end"] or match["first"] or match["sign"] or match["last"],
        )
    _take_due(action, calendar)
    if match := _HANDLE_AND_DUE.search(action.text):
        action.due = due_day(match["due"], calendar)
    match = (
        match
        or _OWNER.search(action.text)
        or _HANDLE_AT_END.search(action.text)
        or _HANDLE_AT_START.search(action.text)
    )
    if match and not is_placeholder(match["owner"]):
        shorter = _without(action.text, match)
        if not is_blank(shorter):
            action.owner, action.text = match["owner"].strip(), shorter
    action.tracker = tracker_in(action.text)
    return action


def _without(text: str, match: re.Match[str]) -> str:
    return (
        f"{text[: match.start()]} {text[match.end() :]}".strip(" ,;")
        if match.start()
        else text[match.end() :].strip()
    )


def _set_state(action: Action, match: re.Match[str], words: str) -> None:
    state = value_meaning("action_state", words)
    shorter = _without(action.text, match)
    if state and not is_blank(shorter):
        action.state, action.text = state, shorter


def _take_due(action: Action, calendar: Calendar) -> None:
    if (match := _DUE.search(action.text)) and (day := due_day(match["due"], calendar)):
        shorter = _without(action.text, match)
        if not is_blank(shorter):
            action.due, action.text = day, shorter


def due_day(text: str, calendar: Calendar) -> str:
    """Return a due date as the format writes it; "" if the text is no date with a year."""
    days = {day for written in dates_in(text) if written.year and (day := calendar.day(written))}
    return days.pop().isoformat() if len(days) == 1 else ""


def tracker_in(text: str) -> str:
    """Return the address of the one ticket in a text; "" if there is none, or more."""
    addresses = dict.fromkeys(
        address for address in _ADDRESS.findall(text) if _TRACKER.search(address)
    )
    return next(iter(addresses)) if len(addresses) == 1 else ""


def _of_table(table: Block, calendar: Calendar) -> Iterator[Action | Block]:
    columns = _columns(table.rows[0]) if table.rows else {}
    if "text" not in columns:
        yield table
        return
    for row in table.rows[1:]:
        if action := _of_row(row, table.rows[0], columns, calendar):
            yield action


def _columns(head: Row) -> dict[str, int]:
    """Return the columns of a table of action items by their meaning, each used once."""
    columns: dict[str, int] = {}
    meanings = [column_meanings(cell) for cell in head.cells]
    order = ("owner", "due", "state", "kind", "tracker", "text")
    if sum("text" in names for names in meanings) == 1:
        order = ("text", *order[:-1])
    for name in order:
        for index, names in enumerate(meanings):
            if name in names and index not in columns.values():
                columns[name] = index
                break
    return columns


def _of_row(row: Row, head: Row, columns: dict[str, int], calendar: Calendar) -> Action | None:
    def cell(name: str) -> str:
        index = columns.get(name)
        text = row.cells[index].strip() if index is not None and index < len(row.cells) else ""
        return "" if is_placeholder(text) else text

    if not cell("text"):
        return None
    action = _action(cell("text"), row.line, None, calendar)
    unplaced = [
        f"{head.cells[index]}: {text}"
        for index, text in enumerate(row.cells)
        if index not in columns.values()
        and index < len(head.cells)
        and not is_placeholder(text)
        and not (text.strip(" .#").isdecimal() and is_blank(_COUNTED.sub("", head.cells[index])))
    ]
    action.owner = plain(cell("owner")) or action.owner
    beside = plain(_ADDRESS.sub("", cell("tracker"))).rpartition(" ")[2]
    if beside.isupper():
        action.state = value_meaning("action_state", beside) or action.state
    for name, value, words in (
        ("due", due_day(cell("due"), calendar), cell("due")),
        ("state", value_meaning("action_state", cell("state")), cell("state")),
        ("kind", value_meaning("action_kind", cell("kind")), cell("kind")),
        ("tracker", next(iter(_ADDRESS.findall(cell("tracker"))), ""), cell("tracker")),
    ):
        if value:
            setattr(action, name, value)
        elif words:
            unplaced.append(f"{head.cells[columns[name]]}: {words}")
    action.unplaced = tuple(unplaced)
    return action
