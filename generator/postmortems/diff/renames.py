"""Detect renamed catalogue entries: a removed entry and an added one with similar text."""

from collections import Counter
from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz

from ..model import Record

LEAST_SIMILARITY = 75
"""The similarity of two entries' texts (0 to 100) from which they count as one renamed entry."""
MOST_PAIRS = 40_000
"""The most pairs whose texts are compared; beyond this only identical entries are matched."""
MOST_CHARACTERS = 2_000
"""The most characters of an entry's text that are compared."""


def renamed_entries(before: Mapping[str, Record], after: Mapping[str, Record]) -> dict[str, str]:
    """Return the new names of the entries that were renamed, by their old names.

    Entries are matched by their texts. Texts that several entries share, such as a team, are
    ignored, unless exactly one removed and one added entry are equal.
    """
    gone = {name: entry for name, entry in before.items() if name not in after}
    come = {name: entry for name, entry in after.items() if name not in before}
    renamed: dict[str, str] = {}
    taken: set[str] = set()
    for _, old, new in sorted(_pairs(gone, come, _shared_texts(before, after)), reverse=True):
        if old not in renamed and new not in taken:
            renamed[old] = new
            taken.add(new)
    return renamed


def _pairs(
    gone: Mapping[str, Record], come: Mapping[str, Record], shared: frozenset[str]
) -> Iterator[tuple[float, str, str]]:
    """Yield (score, old name, new name) for each similar pair."""
    yield from _equal_pairs(gone, come)
    if len(gone) * len(come) > MOST_PAIRS:
        return
    new_texts = {name: _own_texts(entry, shared) for name, entry in come.items()}
    for old, entry in gone.items():
        texts = _own_texts(entry, shared)
        for new in come:
            score = _similarity(texts, new_texts[new])
            if score >= LEAST_SIMILARITY:
                yield score, old, new


def _similarity(old: list[str], new: list[str]) -> float:
    """Return the similarity of two entries' texts, 0 to 100.

    It is 100 if the first texts (title or statement) are equal.
    """
    if not old or not new:
        return 0
    if old[0] == new[0]:
        return 100
    whole = ("\n".join(texts)[:MOST_CHARACTERS] for texts in (old, new))
    return fuzz.ratio(*whole, score_cutoff=LEAST_SIMILARITY)


def _equal_pairs(
    gone: Mapping[str, Record], come: Mapping[str, Record]
) -> Iterator[tuple[float, str, str]]:
    """Yield the pairs whose content is equal and unique on both sides."""
    old_names, new_names = _by_content(gone), _by_content(come)
    for content, names in old_names.items():
        if content and len(names) == 1 and len(new_names.get(content, ())) == 1:
            yield 101, names[0], new_names[content][0]


def _by_content(entries: Mapping[str, Record]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for name, entry in entries.items():
        content = repr(entry.recorded()) if entry.recorded() else ""
        names.setdefault(content, []).append(name)
    return names


def _shared_texts(*catalogues: Mapping[str, Record]) -> frozenset[str]:
    shared: set[str] = set()
    for entries in catalogues:
        counts = Counter(text for entry in entries.values() for text in set(_texts(entry)))
        shared |= {text for text, count in counts.items() if count > 1}
    return frozenset(shared)


def _own_texts(entry: Record, shared: frozenset[str]) -> list[str]:
    return [text for text in _texts(entry) if text not in shared]


def _texts(entry: Record) -> Iterator[str]:
    yield from (value for _, _, value in entry.recorded() if isinstance(value, str))
