"""The scalar types of the format. Each one validates and parses the text of an author."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from itertools import chain, count
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from .address import split_address
from .problem import escape_control_characters

LINE_LENGTH, PROSE_LENGTH, NAME_LENGTH, PATH_LENGTH = 5_000, 20_000, 100, 1_000
"""The maximum lengths, in characters. In 45 real postmortems the longest text has 5,254 characters,
and the longest row of a timeline 3,005. Names become file names, which most file systems limit to
255 bytes."""
PART_BYTES = 240
"""The maximum length of a file name of evidence, in bytes; a site may add a suffix."""

SLUG = re.compile(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")
_GROUPS = "[,'’ \u00a0\u2009\u202f]"
GROUPED = re.compile(rf"\d{{1,3}}(?:{_GROUPS}\d{{3}})+")
"""A whole number with thousands separators: commas, apostrophes or spaces, also narrow ones."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DEVICES = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    ]
)
"""Device names of Windows; no file can have such a name, with any suffix."""
SAFE_SCHEMES = frozenset({"http", "https", "mailto"})

# Invisible characters that change how text is shown or searched: controls, lone surrogates,
# embeddings and overrides, which reverse text, and zero-width characters, which split words for a
# search. Joiners are part of many scripts and of emoji, but not of Latin text.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u180e\u200b\u202a-\u202e\u2060\u2066-\u2069\ud800-\udfff"
    "\ufeff\ufffe\uffff\U000e0000-\U000e007f]|(?<=[\x20-\u024f])[\u200c\u200d]"
    "|[\u200c\u200d](?=[\x20-\u024f])"
)


def shortened(text: str) -> str:
    """Return a text for quoting in a message: at most 60 characters, control characters escaped."""
    return escape_control_characters(text if len(text) <= 60 else f"{text[:57]}...")


def slugged(text: str) -> str:
    """Return a text as a slug: its Latin letters and digits in lower case, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _hyphenated(r"[^a-z0-9]+", plain)


def _hyphenated(separator: str, text: str) -> str:
    return re.sub(separator, "-", text.lower().replace("'", "")).strip("-")


def slugs_in_order(
    names: Iterable[str], taken: Iterable[str] = (), *, fallback: str, length: int
) -> list[str]:
    """Return a unique slug for each of several texts, in their order.

    A slug depends only on its own text, unless another one is the same: the second of two has `-2`
    after it. A text without Latin letters and digits has a hash of it instead.

    Args:
        names: the texts.
        taken: the slugs that are not free.
        fallback: the beginning of the slug of a text without Latin letters and digits.
        length: the most characters of a slug, without a number after it; it is cut between words.
    """
    used = {slug.lower() for slug in taken}
    ordered: list[str] = []
    for name in names:
        whole = _whole_words(slugged(name), length)
        if not whole:
            hashed = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
            whole = f"{fallback}-{hashed[:8]}"
        numbered = (f"{whole}-{number}" for number in count(2))
        slug = next(slug for slug in chain([whole], numbered) if slug not in used)
        used.add(slug)
        ordered.append(slug)
    return ordered


def _whole_words(slug: str, length: int) -> str:
    """Cut a slug to a length, between its words if it has more than one."""
    if len(slug) <= length:
        return slug
    return slug[: length + 1].rpartition("-")[0] or slug[:length]


def slugs(names: Iterable[str]) -> dict[str, str]:
    """Return a unique slug for each of several texts, by text.

    A text without Latin letters and digits keeps its own letters.
    """
    slug_by_name: dict[str, str] = {}
    taken = {"index"}  # the page of the folder itself
    numbers: dict[str, int] = {}
    for name in sorted(set(names)):
        letters = unicodedata.normalize("NFKC", name)
        whole = slugged(name) or _hyphenated(r"[\W_]+", letters) or "unnamed"
        slug = whole = _within_bytes(whole, NAME_LENGTH)
        while slug in taken or slug in DEVICES:
            numbers[whole] = numbers.get(whole, 1) + 1
            slug = f"{whole}-{numbers[whole]}"
        taken.add(slug)
        slug_by_name[name] = slug
    return slug_by_name


def _within_bytes(text: str, limit: int) -> str:
    """Cut a text to a number of bytes in UTF-8, without cutting a character."""
    return text.encode()[:limit].decode(errors="ignore").rstrip("-")


def visible(text: str) -> str:
    """Return a text; one with an invisible character raises an error."""
    if invisible := _INVISIBLE.search(text):
        char = invisible.group()
        name = unicodedata.name(char, "a control character")
        before = text[max(0, invisible.start() - 20) : invisible.start()].split("\n")[-1]
        raise PydanticCustomError(
            "invisible-character",
            "the text contains U+{code}, {name}{after}; remove it",
            {
                "code": f"{ord(char):04X}",
                "name": name.lower(),
                "after": f", after `{before}`" if before else "",
            },
        )
    return text


def at_most(limit: int) -> AfterValidator:
    """Return a validator that rejects longer texts."""

    def check(text: str) -> str:
        if len(text) > limit:
            raise too_long(len(text), limit)
        return text

    return AfterValidator(check)


def too_long(length: int, limit: int) -> PydanticCustomError:
    """Return the error for a text that is longer than its field allows."""
    return PydanticCustomError(
        "text-too-long",
        "the text has {length} characters, more than the {limit} allowed; shorten it, or move raw "
        "data under `evidence`",
        {"length": f"{length:,}", "limit": f"{limit:,}"},
    )


def filled(text: str) -> str:
    """Return a text without the whitespace around it; an empty one raises an error."""
    if not (text := text.strip()):
        raise PydanticCustomError("wrong-type", "the text is empty; write it or remove the key", {})
    return text


def _short_parts(path: str) -> str:
    """Reject a path if one of its names is too long for a file system after a suffix is added."""
    for part in path.split("/"):
        if (size := len(part.encode())) > PART_BYTES:
            raise PydanticCustomError(
                "text-too-long",
                "the name of a file has {size} bytes, more than the {limit} allowed; rename it",
                {"size": str(size), "limit": str(PART_BYTES)},
            )
    return path


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _slug(text: str) -> str:
    if len(text) > NAME_LENGTH:
        raise too_long(len(text), NAME_LENGTH)
    if not SLUG.fullmatch(text):
        parts = [part.strip() for part in text.split(",")]
        if len(parts) > 1 and all(SLUG.fullmatch(part) for part in parts):
            raise PydanticCustomError(
                "wrong-type",
                "`{text}` contains several names; write a list: `[{text}]`",
                {"text": shortened(", ".join(parts))},
            )
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
        "wrong-type", "`{value}` is not a date; write `YYYY-MM-DD`", {"value": shortened(value)}
    )


def _safe_link(text: str) -> str:
    text = text.strip()
    if len(text) > LINE_LENGTH:
        raise too_long(len(text), LINE_LENGTH)
    parts = split_address(text)
    scheme = parts.scheme.lower() if parts else ""
    is_mail = scheme == "mailto"
    is_safe = parts and scheme in SAFE_SCHEMES and (parts.path if is_mail else parts.netloc)
    if not is_safe:
        raise PydanticCustomError(
            "unsafe-link",
            "`{text}` is not a web address; write it in full, with `https://`",
            {"text": shortened(text)},
        )
    if re.search(r"[\s<>\"`\\]", text):
        raise PydanticCustomError(
            "unsafe-link",
            "`{text}` contains a character that an address cannot have; percent-encode it",
            {"text": shortened(text)},
        )
    return text


_NUMBER = re.compile(rf"\s*(?P<sign>[-+]?)(?P<whole>{GROUPED.pattern})(?P<fraction>\.\d+)?\s*")


def ungrouped(value: Any) -> Any:
    """Return a number's text without its thousands separators, and anything else unchanged.

    A point is never one: `1.200` may mean 1200 or 1.2.
    """
    number = _NUMBER.fullmatch(value) if isinstance(value, str) else None
    if number is None:
        return value
    digits = re.sub(_GROUPS, "", number["whole"])
    return f"{number['sign']}{digits}{number['fraction'] or ''}"


def one_or_many(value: Any) -> Any:
    """Return a single text as a list of one, and anything else unchanged."""
    return [value] if isinstance(value, str) else value


_CLEAN = (AfterValidator(visible), AfterValidator(filled), AfterValidator(_one_line))

Line = Annotated[str, *_CLEAN, at_most(LINE_LENGTH)]
"""Text shown on one line. Plain text; `code` between backticks stays code."""

TimeFormat = Annotated[str, *_CLEAN, at_most(NAME_LENGTH)]
"""A format of times in the notation of `strptime`; no text that a page shows."""

FilePath = Annotated[str, *_CLEAN, at_most(PATH_LENGTH), AfterValidator(_short_parts)]
"""The path of a file within the incident's folder."""

Prose = Annotated[str, AfterValidator(visible), AfterValidator(filled), at_most(PROSE_LENGTH)]
"""Markdown of one or more paragraphs, without HTML."""

Slug = Annotated[str, AfterValidator(visible), AfterValidator(_slug)]
"""A name other places can point at: letters and digits, joined by hyphens."""

Day = Annotated[date, BeforeValidator(_day)]
"""A calendar day, `YYYY-MM-DD`."""

Url = Annotated[str, AfterValidator(visible), AfterValidator(_safe_link)]
"""An http, https or mailto address."""

Lines = Annotated[tuple[Line, ...], BeforeValidator(one_or_many)]
"""Several lines; a single one may be written without its list."""

Slugs = Annotated[tuple[Slug, ...], BeforeValidator(one_or_many)]
"""Several names; a single one may be written without its list."""
