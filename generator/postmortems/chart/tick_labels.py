"""Labels below a drawing, of which narrower drawings show fewer.

A label has one of three ranks: the stylesheet hides ranks 2 and 3 in narrow drawings.
"""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from .markup import fill
from .scale import percent

_WIDTHS = ((1, 290), (2, 450), (3, 740))
"""The least width in pixels of drawings that show the labels up to a rank."""
_CHARACTER, _GAP = 7, 8

Label = tuple[float, str]
"""The position of the middle of a label, 0 to 1, and its text."""


def tick_labels(labels: Sequence[Label], y: float) -> Markup:
    """Return those labels that fit, the last one before any other, so that none overlaps another.

    A label near an end of the drawing is moved inwards.

    Args:
        labels: from the left.
        y: of their base line.
    """
    return Markup().join(
        fill(
            '<text class="pm-rank-{}" x="{}" y="{}" text-anchor="{}">{}</text>',
            rank,
            percent(0.0 if anchor == "start" else 1.0 if anchor == "end" else share),
            y,
            anchor,
            text,
        )
        for (share, text), anchor, rank in _fitting(labels)
    )


def _fitting(labels: Sequence[Label]) -> Iterator[tuple[Label, str, int]]:
    """Yield the labels that fit a drawing of some width, with their anchors and ranks."""
    ranks: dict[int, int] = {}
    for rank, width in _WIDTHS:
        taken = [_room(labels[index], width) for index in ranks]
        for index in reversed(range(len(labels))):
            left, right = _room(labels[index], width)
            if index not in ranks and all(right <= a or left >= b for a, b in taken):
                ranks[index] = rank
                taken.append((left, right))
    for index, rank in sorted(ranks.items()):
        yield labels[index], _anchor(labels[index]), rank


def _half(text: str, width: int) -> float:
    return _CHARACTER * len(text) / width / 2


def _anchor(label: Label) -> str:
    """Return the anchor of a label: an end of the drawing that would cut it on a phone."""
    share, text = label
    half = _half(text, _WIDTHS[0][1])
    return "end" if share + half > 1 else "start" if share - half < 0 else "middle"


def _room(label: Label, width: int) -> tuple[float, float]:
    """Return the part of a drawing of some width that a label takes, with a gap at its right."""
    share, text = label
    size, gap = 2 * _half(text, width), _GAP / width
    left = {"end": 1 - size, "start": 0.0}.get(_anchor(label), share - size / 2)
    return left, left + size + gap
