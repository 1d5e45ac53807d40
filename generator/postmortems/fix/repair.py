"""The repairs of one file, one after the other, each with its proof."""

from collections.abc import Set

from .arrangement import Arrangement, rearranged
from .cut_text import cut_texts
from .fixed import Fixed
from .key_order import keys_in_order
from .missing_offset import missing_offsets, offsets
from .outline import groups
from .replacement import replaced
from .row_order import rows_in_order
from .time_format import formats
from .verify import apply_verified
from .yaml_file import YamlFile

BYTE_ORDER_MARK = "\ufeff"


def fix_text(name: str, text: str, known: Set[str] = frozenset()) -> tuple[str, list[Fixed]]:
    """Repair the text of a file of an incident's folder.

    Args:
        name: `incident.yaml`, or a section's file such as `timeline.yaml`.
        text: what it holds.
        known: the offsets of the times in the incident's other files, as `offsets` gives them.

    Returns:
        the text repaired, and what was done. A text that cannot be read is as it was.
    """
    body = text.removeprefix(BYTE_ORDER_MARK)
    if not (sheet := YamlFile.of(name, body, name)):
        return text, []
    sheet, fixed = fix_sheet(sheet, known | offsets(sheet))
    return text[: len(text) - len(body)] + sheet.text, fixed


def fix_sheet(sheet: YamlFile, known: Set[str]) -> tuple[YamlFile, list[Fixed]]:
    """Repair a file that can be read; `known` are the offsets of all of the incident's times."""
    sheet, fixed = apply_verified(sheet, list(cut_texts(sheet)), replaced)
    sheet, more = apply_verified(sheet, list(formats(sheet)), replaced)
    fixed += more
    sheet, more = apply_verified(sheet, list(missing_offsets(sheet, known)), replaced)
    fixed += more
    # What could not be proved harmless may be so once the rest is in order.
    while more := (after := apply_verified(sheet, _arrangements(sheet), rearranged))[1]:
        sheet = after[0]
        fixed += more
    return sheet, sorted(fixed)


def _arrangements(sheet: YamlFile) -> list[Arrangement]:
    return [
        edit
        for group in groups(sheet)
        for repair in (rows_in_order, keys_in_order)
        for edit in repair(sheet, group)
    ]
