"""The scalar types of the format. Each takes the author's text and says what it means."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from .address import split_address
from .problem import seen

LINE_LENGTH, PROSE_LENGTH, NAME_LENGTH, PATH_LENGTH = 5_000, 20_000, 100, 1_000
"""Characters that a field may have. The longest text of 45 real postmortems has 5,254 characters
and the longest row of a timeline 3,005. Names become names of files, which few file systems let
be longer than 255 bytes."""
PART_BYTES = 240
"""Bytes that the name of a file of evidence may have; a site may add an ending."""

SLUG = re.compile(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")
GROUPED = re.compile(r"\d{1,3}(?:[,'’ ]\d{3})+")
"""A whole number with signs between its thousands, which YAML and we take for text."""
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
"""Names that Windows keeps for devices; no file can have one, whatever its ending."""
SAFE_SCHEMES = frozenset({"http", "https", "mailto"})

# Characters that no reader sees but that change what others see: controls, lone surrogates, the
# embeddings and overrides with which text can be made to read backwards, and those of no width,
# which keep a word from being found. Joiners belong to many scripts and to emoji, but not to Latin.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u180e\u200b\u202a-\u202e\u2060\u2066-\u2069\ud800-\udfff"
    "\ufeff\ufffe\uffff\U000e0000-\U000e007f]|(?<=[\x20-\u024f])[\u200c\u200d]"
    "|[\u200c\u200d](?=[\x20-\u024f])"
)


def shortened(text: str) -> str:
    """An author's text as far as a message quotes it, with what does not show made visible."""
    return seen(text if len(text) <= 60 else f"{text[:57]}...")


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
    slug_by_name: dict[str, str] = {}
    taken = {"index"}  # the page of the folder itself
    numbers: dict[str, int] = {}
    for name in sorted(set(names)):
        letters = unicodedata.normalize("NFKC", name)
        whole = slugged(name) or _hyphened(r"[\W_]+", letters) or "unnamed"
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


def _seen(text: str) -> str:
    if unseen := _UNSEEN.search(text):
        char = unseen.group()
        name = unicodedata.name(char, "a control character")
        before = text[max(0, unseen.start() - 20) : unseen.start()].split("\n")[-1]
        raise PydanticCustomError(
            "invisible-character",
            "the text holds U+{code}, {name}{after}; remove it",
            {
                "code": f"{ord(char):04X}",
                "name": name.lower(),
                "after": f", behind `{before}`" if before else "",
            },
        )
    return text


def _at_most(limit: int) -> AfterValidator:
    """Refuse a text of more characters."""

    def check(text: str) -> str:
        if len(text) > limit:
            raise too_long(len(text), limit)
        return text

    return AfterValidator(check)


def too_long(length: int, limit: int) -> PydanticCustomError:
    """Return the error of a text with more characters than its field may have."""
    return PydanticCustomError(
        "text-too-long",
        "the text has {length} characters, more than the {limit} allowed; shorten it, or move raw "
        "data under `evidence`",
        {"length": f"{length:,}", "limit": f"{limit:,}"},
    )


def _filled(text: str) -> str:
    if not (text := text.strip()):
        raise PydanticCustomError("wrong-type", "the text is empty; write it or remove the key", {})
    return text


def _short_parts(path: str) -> str:
    """Refuse a path with a part too long for a file system, once an ending was added to it."""
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
                "`{text}` is several names in one; write a list: `[{text}]`",
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
        "wrong-type", "`{value}` is not a day; write `YYYY-MM-DD`", {"value": shortened(value)}
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
            "`{text}` holds a character no address has; percent-encode it",
            {"text": shortened(text)},
        )
    return text


def one_or_many(value: Any) -> Any:
    """A single value stands for a list of one."""
    return [value] if isinstance(value, str) else value


_CLEAN = (AfterValidator(_seen), AfterValidator(_filled), AfterValidator(_one_line))

Line = Annotated[str, *_CLEAN, _at_most(LINE_LENGTH)]
"""Text shown on one line. Plain text; `code` between backticks stays code."""

FilePath = Annotated[str, *_CLEAN, _at_most(PATH_LENGTH), AfterValidator(_short_parts)]
"""The path of a file within the incident's folder."""

Prose = Annotated[str, AfterValidator(_seen), AfterValidator(_filled), _at_most(PROSE_LENGTH)]
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
