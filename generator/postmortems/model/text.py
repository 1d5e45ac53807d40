"""The scalar types of the format. Each takes the author's text and says what it means."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from .address import split_address

SLUG = re.compile(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SAFE_SCHEMES = frozenset({"http", "https", "mailto"})

# Characters that no reader sees but that change what others see: controls, lone surrogates, and
# the embeddings and overrides with which text can be made to read backwards.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def shortened(text: str) -> str:
    """An author's text as far as a message quotes it."""
    return text if len(text) <= 60 else f"{text[:57]}..."


def slugged(text: str) -> str:
    """A text as a name: its Latin letters and digits in lower case, hyphens between; or empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _hyphened(r"[^a-z0-9]+", plain)


def _hyphened(between: str, text: str) -> str:
    return re.sub(between, "-", text.lower().replace("'", "")).strip("-")


def slugs(names: Iterable[str]) -> dict[str, str]:
    """A name for an address for each of several texts, no two the same.

    A text without Latin letters and digits keeps the letters that it has.
    """
    found: dict[str, str] = {}
    taken = {"index"}  # the page of the folder itself
    for name in sorted(set(names)):
        letters = unicodedata.normalize("NFKC", name)
        slug = whole = slugged(name) or _hyphened(r"[\W_]+", letters) or "unnamed"
        number = 1
        while slug in taken:
            number += 1
            slug = f"{whole}-{number}"
        taken.add(slug)
        found[name] = slug
    return found


def _seen(text: str) -> str:
    if found := _UNSEEN.search(text):
        char = found.group()
        name = unicodedata.name(char, "a control character")
        raise PydanticCustomError(
            "invisible-character",
            "the text holds U+{code}, {name}; remove it",
            {"code": f"{ord(char):04X}", "name": name.lower()},
        )
    return text


def _filled(text: str) -> str:
    if not (text := text.strip()):
        raise PydanticCustomError("wrong-type", "the text is empty; write it or remove the key", {})
    return text


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise PydanticCustomError(
            "wrong-type",
            "`{text}` is not a name; use letters and digits joined by hyphens",
            {"text": shortened(text)},
        )
    return text


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError(
        "wrong-type", "`{value}` is not a day; write `YYYY-MM-DD`", {"value": shortened(value)}
    )


def _safe_link(text: str) -> str:
    text = text.strip()
    parts = split_address(text)
    is_safe = parts and parts.scheme.lower() in SAFE_SCHEMES and (parts.netloc or parts.path)
    if not is_safe:
        raise PydanticCustomError(
            "unsafe-link",
            "`{text}` is not a web address; write it in full, with `https://`",
            {"text": shortened(text)},
        )
    if re.search(r"[\s<>\"`\\]", text):
        raise PydanticCustomError(
            "unsafe-link",
            "`{text}` holds a character no address has; percent-encode it",
            {"text": shortened(text)},
        )
    return text


def one_or_many(value: Any) -> Any:
    """A single value stands for a list of one."""
    return [value] if isinstance(value, str) else value


Line = Annotated[str, AfterValidator(_seen), AfterValidator(_filled), AfterValidator(_one_line)]
"""Text shown on one line. Plain text; `code` between backticks stays code."""

Prose = Annotated[str, AfterValidator(_seen), AfterValidator(_filled)]
"""Markdown of one or more paragraphs, without HTML."""

Slug = Annotated[str, AfterValidator(_seen), AfterValidator(_slug)]
"""A name other places can point at: letters and digits, joined by hyphens."""

Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A calendar day, `YYYY-MM-DD`."""

Url = Annotated[str, AfterValidator(_seen), AfterValidator(_safe_link)]
"""An http, https or mailto address."""

Lines = Annotated[tuple[Line, ...], BeforeValidator(one_or_many)]
"""Several lines; a single one may be written without its list."""

Slugs = Annotated[tuple[Slug, ...], BeforeValidator(one_or_many)]
"""Several names; a single one may be written without its list."""
