"""Escape untrusted text as Markdown. Every text on a page passes through this module.

The escapes have the same result in Python-Markdown, with any syntax a site may enable, and in
CommonMark on code hosts: backslashes where both support them, character references elsewhere.
Typography (quotes, dashes, fractions) is left to the site.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from markupsafe import Markup

from ..diagram.fences import blocks
from ..model.address import split_address
from ..model.scalars import SAFE_SCHEMES
from .brackets import idle_brackets, paragraphs
from .images import Image, no_image, with_images


class Markdown(Markup):
    """Text that is already Markdown, written by this package.

    A subclass of Markup, so that the results of template macros are not escaped again.
    """

    __slots__ = ()


_ESCAPES = str.maketrans(
    {char: f"\\{char}" for char in "\\`*[]{}"} | {char: f"&#{ord(char)};" for char in "<|~^$"}
)
_BACKTICKS = re.compile(r"`+")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`|\\{}\[\]*]+[^\s<>\"'`|\\{}\[\]*.,;:!?)]")
_UNDERSCORE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_DOUBLED = re.compile(r"(?:==|\+\+|--8|::)")
_SHORTCODE = re.compile(r":(?=[a-z0-9_+-]{1,40}:)(?=[^:]*[a-z+])")
_ENTITY = re.compile(r"&(?=[#\w])")
_LEADING = re.compile(r"(?:[#>:+=!?/-]|\d+(?=[.)](?:\s|$)))")


# Titles, names and statements are on many pages.
@lru_cache(maxsize=20_000)
def line(text: str, *, addresses: bool = True) -> Markdown:
    """Return plain text as Markdown on one line, for a paragraph, list, table or heading.

    Code between backticks and full web addresses keep their meaning; other markup is escaped.

    Args:
        text: the plain text.
        addresses: whether web addresses become links; False within a link.
    """
    return Markdown(guard_start(words(" ".join(text.split()), addresses=addresses)))


def words(text: str, *, addresses: bool = True) -> str:
    """Return a part of a line as Markdown; unlike a line, it may begin or end with a space."""
    return "".join(
        code(part) if is_code else _addresses(part) if addresses else _literal(part)
        for part, is_code in code_spans(text)
    )


def code_spans(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a line, each with whether it is code between equal runs of backticks.

    A run after a backslash, without a matching run, or around whitespace only is not code. Linear
    in the length of the text.
    """
    done = 0
    for (start, inner), (closing, end) in _code_places(text):
        yield text[done:start], False
        yield text[inner:closing].strip(), True
        done = end
    yield text[done:], False


def _code_places(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the ranges of the backticks before and after each code span."""
    if "`" not in text:  # as in most texts
        return
    runs = [(match.start(), match.end()) for match in _BACKTICKS.finditer(text)]
    closers: dict[int, list[int]] = {}
    for at, (start, stop) in reversed(list(enumerate(runs))):
        closers.setdefault(stop - start, []).append(at)
    done = at = 0
    while at < len(runs):
        start, stop = runs[at]
        later = closers[stop - start]
        while later and later[-1] <= at:
            later.pop()
        slash = start
        while slash > done and text[slash - 1] == "\\":
            slash -= 1
        escaped = (start - slash) % 2
        if escaped or not later or not text[stop : runs[later[-1]][0]].strip():
            at += 1
            continue
        closing = later[-1]
        yield runs[at], runs[closing]
        done, at = runs[closing][1], closing + 1


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """Return a line with a change applied to each part that is not code."""
    parts: list[str] = []
    done = 0
    for (start, _), (_, end) in _code_places(text):
        parts += [change(text[done:start]), text[start:end]]
        done = end
    return "".join([*parts, change(text[done:])])


def code(text: str) -> Markdown:
    """Return text as code; as HTML with character references if backticks would break a table."""
    if any(char in text for char in "|`<&"):
        return Markdown(f"<code>{references(text)}</code>")
    return Markdown(f"`{text}`")


def _addresses(text: str) -> str:
    parts: list[str] = []
    end = 0
    for match in _ADDRESS.finditer(text):
        if split_address(match[0]) is None:
            continue
        parts += [_literal(text[end : match.start()]), f"<{match[0]}>"]
        end = match.end()
    return "".join([*parts, _literal(text[end:])])


def _literal(text: str) -> str:
    """Return text with every special character escaped."""
    text = _ENTITY.sub("&amp;", text)
    text = text.translate(_ESCAPES)
    text = _UNDERSCORE.sub(r"\\_", text)
    text = _DOUBLED.sub(lambda m: "".join(f"&#{ord(char)};" for char in m[0]), text)
    return _SHORTCODE.sub("&#58;", text)


def references(text: str) -> str:
    """Return text with character references for all but letters, digits and spaces."""
    return "".join(char if char.isalnum() or char == " " else f"&#{ord(char)};" for char in text)


def guard_start(text: str) -> str:
    """Escape a first character that would start a heading, a list or a marker."""
    match = _LEADING.match(text)
    if not match:
        return text
    last = match.end() if match[0].isdigit() else match.start()
    char = text[last]
    return f"{text[:last]}&#{ord(char)};{text[last + 1 :]}"


_MENTION = re.compile(r"@(?=\w)")


def without_mentions(text: str) -> str:
    """Return Markdown in which a code host finds no handle, so that it notifies nobody."""
    return _MENTION.sub("@\u2060", text)


def link(text: str, target: str | None) -> Markdown:
    """Return a link; only its text without a target."""
    words = line(text, addresses=target is None)
    if target is None:
        return words
    for char, encoded in (("(", "%28"), (")", "%29"), ("|", "%7C")):
        target = target.replace(char, encoded)
    return Markdown(f"[{words}]({target})")


_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def fenced(rows: Sequence[str]) -> Markdown:
    """Return lines of plain text as a block of code; empty without lines.

    The fence is longer than every run of backticks, so that no line can end it.
    """
    if not rows:
        return Markdown("")
    texts = [_CONTROLS.sub("\ufffd", row.replace("\n", " ")) for row in rows]
    longest = max((len(run) for text in texts for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return Markdown("\n".join([f"{fence}text", *texts, fence]))


_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$")
_CONTAINERS = " \t>*+-:.)0123456789"
_UNDERLINE = re.compile(r"^([ \t>]*)(=|-)(\2*[ \t]*)$")
_IMAGE_MARK = re.compile(r"!(?=\[)")
_TARGET = re.compile(r"(\]\s*)([(:])\s*<?\s*([A-Za-z][A-Za-z0-9+.-]*):")
_AUTOLINK = re.compile(r"<(https?://[^\s<>]+)>")


def prose(text: str, image: Image = no_image) -> Markdown:
    """Return an author's Markdown without HTML, headings, unsafe addresses and remote images.

    Headings become bold lines, since the template defines the outline of the page. Images become
    links, since a page makes no requests to other origins; but not those that `image` knows. A
    shortcode such as `:smile:` stays text, since it would be an image. Code is not changed.
    """
    lines: list[str] = []
    rows: list[str] = []
    for block in blocks(text.strip()):
        if isinstance(block, str):
            rows.append(block)
            continue
        _add(rows, lines, image)
        rows = []
        lines += block.lines
    _add(rows, lines, image)
    return Markdown("\n".join(lines))


FEW = 20
"""The number of unmatched brackets in a paragraph that parsers handle quickly."""


def _add(rows: list[str], lines: list[str], image: Image) -> None:
    """Append rows that are not in a fence to the lines of a page."""
    for paragraph in paragraphs(rows):
        part = slice(paragraph.start, paragraph.stop)
        rows[part] = _without_idle_brackets(rows[part])
    for row in rows:
        lines.append(_prose_line(row, lines[-1] if lines else "", image))


def _without_idle_brackets(rows: list[str]) -> list[str]:
    """Return the rows of a paragraph; many brackets that open no link are escaped."""
    idle = idle_brackets("\n".join(map(without_code, rows)))
    if len(idle) <= FEW:
        return rows
    whole = "\n".join(rows)
    parts = [whole[start:end] for start, end in pairwise([0, *idle, len(whole)])]
    return "\\".join(parts).split("\n")


def without_code(row: str, fill: str = " ") -> str:
    """Return a line with its code replaced by a character, so that indexes stay the same."""
    parts: list[str] = []
    done = 0
    for (start, _), (_, end) in _code_places(row):
        parts += [row[done:start], fill * (end - start)]
        done = end
    return "".join([*parts, row[done:]])


def _prose_line(row: str, before: str, image: Image) -> str:
    if heading := _HEADING.match(row):
        return f"**{_inline(heading[1], image)}**"
    if (underline := _UNDERLINE.match(row)) and before.strip(" \t>"):
        return f"{underline[1]}&#{ord(underline[2])};{underline[3]}"
    text = row.lstrip(_CONTAINERS)
    if text.startswith("#"):
        # Python-Markdown also treats `#` without a space as a heading.
        return f"{row[: len(row) - len(text)]}&#35;{_inline(text[1:], image)}"
    return _inline(row, image)


def _inline(row: str, image: Image) -> str:
    return "".join(
        code(part) if is_code else with_images(part, image, _disarm)
        for part, is_code in code_spans(row)
    )


def _disarm(text: str) -> str:
    """Escape what could become HTML, attributes or a script in a run of Markdown."""
    parts: list[str] = []
    end = 0
    for match in _AUTOLINK.finditer(text):
        if split_address(match[1]) is not None:
            parts += [text[end : match.start()].replace("<", "&lt;"), match[0]]
            end = match.end()
    text = "".join([*parts, text[end:].replace("<", "&lt;")])
    text = _SHORTCODE.sub("&#58;", _IMAGE_MARK.sub("", text.replace("{", "\\{")))
    return _TARGET.sub(_disarm_target, text)


def _disarm_target(match: re.Match[str]) -> str:
    if match[3].lower() in SAFE_SCHEMES:
        return match[0]
    return f"{match[1]}&#{ord(match[2])};{match[3]}&#58;"
