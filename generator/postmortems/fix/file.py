"""Repair one file: each kind of repair in turn, verified by reading the file again."""

from collections.abc import Set

from .arrangement import Arrangement, rearranged
from .cut_text import quote_cut_texts
from .key_order import sort_keys
from .missing_offset import add_missing_offsets, offsets
from .outline import groups
from .repair import Repair
from .replacement import apply_replacements
from .row_order import sort_rows
from .time_format import normalize_times
from .verify import apply_verified
from .yaml_file import YamlFile

BYTE_ORDER_MARK = "\ufeff"


def fix_text(
    name: str, text: str, other_offsets: Set[str] = frozenset()
) -> tuple[str, list[Repair]]:
    """Repair the text of a file of an incident's folder.

    Args:
        name: `incident.yaml`, or a section's file such as `timeline.yaml`.
        text: its contents.
        other_offsets: the offsets of the times in the incident's other files, as of `offsets`.

    Returns:
        the repaired text, and the repairs. A text that cannot be read is returned unchanged.
    """
    body = text.removeprefix(BYTE_ORDER_MARK)
    if not (file := YamlFile.of(name, body, name)):
        return text, []
    file, repairs = fix_file(file, other_offsets | offsets(file))
    return text[: len(text) - len(body)] + file.text, repairs


def fix_file(file: YamlFile, all_offsets: Set[str]) -> tuple[YamlFile, list[Repair]]:
    """Repair a parsed file; `all_offsets` are the offsets of all times of the incident."""
    file, repairs = apply_verified(file, list(quote_cut_texts(file)), apply_replacements)
    file, more = apply_verified(file, list(normalize_times(file)), apply_replacements)
    repairs += more
    file, more = apply_verified(
        file, list(add_missing_offsets(file, all_offsets)), apply_replacements
    )
    repairs += more
    # A reordering that failed verification may pass once the others are made.
    while more := (after := apply_verified(file, _arrangements(file), rearranged))[1]:
        file = after[0]
        repairs += more
    return file, sorted(repairs)


def _arrangements(file: YamlFile) -> list[Arrangement]:
    return [
        edit
        for group in groups(file)
        for sort in (sort_rows, sort_keys)
        for edit in sort(file, group)
    ]
