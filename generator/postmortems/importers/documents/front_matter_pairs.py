"""The front matter of a document as labels with values."""

from collections.abc import Mapping
from typing import Any

from .pairs import Pair
from .vocabulary import label_meaning

_BLOG_KEYS = frozenset({"layout", "tags", "categories", "category", "slug", "path", "permalink"})
_INCIDENT_FIELDS = frozenset(
    {"severity", "services", "started", "detected", "resolved", "duration"}
)


def is_blog_post(data: Mapping[str, Any]) -> bool:
    """Return whether front matter is that of a blog's post, whose date is its publication."""
    is_incident = any(label_meaning(key.replace("_", " ")) in _INCIDENT_FIELDS for key in data)
    return bool(_BLOG_KEYS & set(data)) and not is_incident


def front_matter_pairs(data: Mapping[str, Any], lines: Mapping[str, int]) -> list[Pair]:
    """Return the front matter as pairs; lists become one value, separated by commas."""
    pairs = []
    is_post = is_blog_post(data)
    for key, value in data.items():
        if isinstance(value, list):
            value = ", ".join(str(item) for item in value if not isinstance(item, (dict, list)))
        if isinstance(value, dict) or value is None or not str(value).strip():
            continue
        label = key.replace("_", " ")
        meaning = "published" if is_post and label == "date" else label_meaning(label) or ""
        pairs.append(Pair(label, meaning, str(value).strip(), lines.get(key, 1)))
    return pairs
