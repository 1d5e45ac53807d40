"""Common YAML mistakes, each recognized from the lines around a parse error.

libyaml reports the line at which it stopped, often several lines below the mistake, and describes
the error in terms of its grammar. Each function here checks these lines for one mistake and returns
it with its own place, or returns None.
"""

import re
from collections.abc import Callable

from .parse_error import Failure, Mistake

UNICODE_SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
"""Characters that look like a space, but that YAML does not accept as indentation."""
QUOTE_TEXT = "quote the text"
TYPOGRAPHIC = "“”„‘"
"""Opening quotes that word processors insert. YAML treats them as part of the text."""

_UNICODE_INDENT = re.compile(rf"[ \t]*[{UNICODE_SPACES}]")
_KEY = re.compile(r"(?P<indent> *)(?P<dash>(?:- +)*)(?P<key>[A-Za-z_][\w-]*):(?P<value>(?: .*)?)$")
_DASH_WITHOUT_SPACE = re.compile(r"\s*-(?P<word>[A-Za-z_][^\s:]*:?)")
_COLON_WITHOUT_SPACE = re.compile(r"\s*(?:- +)*(?P<key>[A-Za-z_]+):(?!//)[^\s:]")
_COMMENT = re.compile(r"(?<=\S)[ \t]+(?P<hash>#)")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_BLOCK_HEADER = re.compile(r"[|>](?:[1-9][+-]?|[+-][1-9]?)?\s*(?:(?<=\s)#.*)?$")
_INDICATORS = {
    "*": "starts an alias",
    "&": "starts an anchor",
    "!": "starts a tag",
    "%": "starts a directive",
    "@": "is reserved",
    "`": "is reserved",
    ">": "starts a block of text",
    "|": "starts a block of text",
    "[": "starts a list",
    "{": "starts a mapping",
    "?": "starts a key",
}
"""Characters that cannot begin an unquoted text, and their meaning in YAML."""


def _tab(failure: Failure) -> Mistake | None:
    indent = re.match(r" *\t", failure.line)
    if not indent:
        return None
    message = "a tab in the indentation; YAML is indented with spaces only"
    return Mistake(failure.last, indent.end() - 1, message, "replace the tab with spaces")


def _unicode_space(failure: Failure) -> Mistake | None:
    start = max(0, min(failure.first, failure.last - 1))
    for number, line in enumerate(failure.lines[start : failure.last + 1], start):
        if indent := _UNICODE_INDENT.match(line):
            column = indent.end() - 1
            return Mistake(number, column, *indent_message(line[column]))
    return None


def indent_message(char: str) -> tuple[str, str]:
    """Return message and hint for a line indented with a character from `UNICODE_SPACES`."""
    name = "a no-break space" if char == "\u00a0" else f"the whitespace character U+{ord(char):04X}"
    return f"{name} in the indentation; it only looks like a space", "replace it with a space"


def _dash_without_space(failure: Failure) -> Mistake | None:
    """Recognize `-word`, and report the first of consecutive lines with it."""
    for number in (failure.last, *(line for line, _ in failure.above(failure.last))):
        if number < failure.first - 1:
            break
        if match := _DASH_WITHOUT_SPACE.match(failure.at(number)):
            while number and (above := _DASH_WITHOUT_SPACE.match(failure.at(number - 1))):
                number, match = number - 1, above
            return Mistake(number, match.start("word") - 1, *dash_message(match["word"]))
    return None


def dash_message(word: str) -> tuple[str, str]:
    """Return message and hint for a list item such as `-time:`, without a space after the dash."""
    return f"`-{word}` has no space after the dash", f"write `- {word}`"


def _entries_after_empty(failure: Failure) -> Mistake | None:
    """Recognize `{}` or `[]` on a line of its own, followed by entries."""
    number, line = next(failure.above(failure.last), (0, ""))
    braces, column = line.strip(), _indent(line)
    if braces not in ("{}", "[]") or _indent(failure.line) < column:
        return None
    message = f"`{braces}` is already a complete value, so no entries can follow it"
    return Mistake(number, column, message, f"remove the line `{braces}`")


def _broken_quote(failure: Failure) -> Mistake | None:
    """Recognize a quote that is not closed, or that is closed before the end of its line."""
    for number, line in ((failure.last, failure.line), *failure.above(failure.last)):
        quote = _opening_quote(line)
        if quote is None:
            continue
        column, end = quote
        if end is None and (
            _swallows_a_key(failure.lines, number) or "quoted scalar" in failure.reason
        ):
            message = f"the quote ({line[column]}) that opens here is not closed"
            return Mistake(number, column, message, f"add {line[column]} at the end of the text")
        if end is not None and number == failure.last and line[end:].strip():
            return Mistake(number, end, *_text_after_quote(line[column]))
    return None


def _text_after_quote(quote: str) -> tuple[str, str]:
    message = "there is text after the closing quote"
    if quote == "'":
        return message, "write `''` for an apostrophe within single quotes, or use double quotes"
    return message, "put the whole text between quotes, and `\\` before each quote within it"


def _opening_quote(line: str) -> tuple[int, int | None] | None:
    """Return the column of a value's opening quote, and the column after its closing quote.

    The second one is None if the quote is not closed on this line.
    """
    start = _value_column(line)
    if start is None or line[start : start + 1] not in ("'", '"'):
        return None
    quoted = _QUOTED.match(line, start)
    return start, quoted.end() if quoted else None


def _value_column(line: str) -> int | None:
    """Return the column where the value of a line's key or list item begins."""
    if key := _KEY.match(line):
        value = key["value"]
        return key.start("value") + _indent(value) if value.strip() else None
    item = re.match(r" *(?:- +)+(?=\S)", line)
    return item.end() if item else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _swallows_a_key(lines: list[str], number: int) -> bool:
    """Whether the next line after an open quote is a key, so that the quote must be a mistake."""
    next_line = next((line for line in lines[number + 1 :] if line.strip()), "")
    return bool(_KEY.match(next_line))


def _comment_in_text(failure: Failure) -> Mistake | None:
    """Recognize ` #` within a flow collection, or in an unquoted text of several lines."""
    is_flow = "flow" in failure.reason
    numbers = range(failure.first, failure.last + 1) if is_flow else (failure.last - 1,)
    for number in numbers:
        line = _without_quoted(failure.at(number))
        comment = None if line.lstrip().startswith("#") else _COMMENT.search(line)
        if comment and (is_flow or not _KEY.match(failure.line)):
            return Mistake(number, comment.start("hash"), *hash_message(), "text-cut-by-hash")
    return None


def hash_message() -> tuple[str, str]:
    """Return message and hint for a text that is cut off at ` #`."""
    return "the text ends here: ` #` starts a comment in YAML", QUOTE_TEXT


def _without_quoted(line: str) -> str:
    """Return the line with each quoted text replaced with as many `x`."""
    return _QUOTED.sub(lambda match: "x" * len(match[0]), line)


def _indicator(failure: Failure) -> Mistake | None:
    """Recognize an unquoted text that begins with a character of YAML's own syntax."""
    for number in dict.fromkeys((failure.last, failure.first)):
        line = failure.at(number)
        column = _value_column(line)
        if column is None and line.startswith("* "):
            column = 0
        value = line[column:] if column is not None else ""
        char = value[:1]
        if char not in _INDICATORS or _BLOCK_HEADER.match(value):
            continue
        if char in "[{" and not _has_text_after_bracket(value):
            continue
        name = "a backtick" if char == "`" else f"`{char}`"
        message = f"the text begins with {name}, which {_INDICATORS[char]} in YAML"
        return Mistake(number, column or 0, message, QUOTE_TEXT)
    return None


def _has_text_after_bracket(value: str) -> bool:
    """Whether text follows the bracket or brace that closes the first one of a value."""
    depth = 0
    unquoted = _without_quoted(value)
    for column, char in enumerate(unquoted):
        depth += (char in "[{") - (char in "]}")
        if depth == 0:
            rest = unquoted[column + 1 :].strip()
            return bool(rest) and not rest.startswith("#")
    return False


def _typographic_quote(failure: Failure) -> Mistake | None:
    for number in dict.fromkeys((failure.last, failure.first)):
        line = failure.at(number)
        column = _value_column(line)
        if column is not None and line[column] in TYPOGRAPHIC:
            return Mistake(number, column, *_quote_message(line[column]))
    return None


def _quote_message(quote: str) -> tuple[str, str]:
    return f"`{quote}` is not a YAML quote; it is part of the text", "use straight quotes, or none"


def _unclosed_bracket(failure: Failure) -> Mistake | None:
    bracket = {"flow mapping": ("{", "}"), "flow sequence": ("[", "]")}
    for kind, (opening, closing) in bracket.items():
        line = failure.at(failure.first)
        if kind in failure.reason and (column := line.find(opening)) >= 0:
            message = f"the `{opening}` that opens here is not closed"
            hint = f"add `{closing}`, or quote the text if it has a bracket, a brace or a comma"
            return Mistake(failure.first, column, message, hint)
    return None


def _deep_item(failure: Failure) -> Mistake | None:
    """Recognize a list item that is indented deeper than the items above it."""
    indent = _indent(failure.line)
    if not re.match(r" *- ", failure.line):
        return None
    for number, line in failure.above(failure.last):
        if re.match(r" *- ", line) and _indent(line) < indent:
            message = f"the item is indented deeper than the item in line {number + 1}"
            return Mistake(failure.last, indent, message, "give both dashes the same column")
    return None


def _stray_line(failure: Failure) -> Mistake | None:
    """Recognize a line that neither is a key nor continues a text."""
    line = failure.at(failure.first)
    if "could not find expected ':'" not in failure.reason or _KEY.match(line):
        return None
    message = "the line is neither a key nor part of the text above"
    hint = "indent it if it continues the text above, or write `key: value`"
    return Mistake(failure.first, _indent(line), message, hint)


def _broken_key_above(failure: Failure) -> Mistake | None:
    """Recognize a line above a key that lacks its colon, or the space after its colon."""
    if "mapping values are not allowed" not in failure.reason:
        return None
    above = next(failure.above(failure.last), None)
    if above is None or not (key := _KEY.match(failure.line)):
        return None
    number, line = above
    if colon := _COLON_WITHOUT_SPACE.match(line):
        message = f"`{colon['key']}:` has no space after the colon"
        return Mistake(number, colon.start("key"), message, f"write `{colon['key']}: value`")
    word = re.match(r" *(?:- +)*(?P<key>[A-Za-z_]+) +\S", line)
    if word and _indent(line) == len(key["indent"]) and not _KEY.match(line):
        message = f"the line has no colon after its key `{word['key']}`"
        return Mistake(number, word.start("key"), message, f"write `{word['key']}: value`")
    return None


def _uneven_indent(failure: Failure) -> Mistake | None:
    """Recognize a key in another column than the nearest key above it."""
    key = _KEY.match(failure.line)
    if not key or key["dash"] or ": " in key["value"].strip():
        return None
    indent = len(key["indent"])
    above = ((number, _KEY.match(line)) for number, line in failure.above(failure.last))
    number, other = next(((number, match) for number, match in above if match), (0, None))
    if other is None or other.start("key") == indent:
        return None
    message = f"`{key['key']}` starts in column {indent + 1}, the key in line {number + 1} "
    message += f"in column {other.start('key') + 1}"
    hint = "indent all keys of a mapping by the same number of spaces"
    return Mistake(failure.last, indent, message, hint)


MISTAKES: tuple[Callable[[Failure], Mistake | None], ...] = (
    _tab,
    _unicode_space,
    _dash_without_space,
    _entries_after_empty,
    _broken_quote,
    _comment_in_text,
    _typographic_quote,
    _indicator,
    _unclosed_bracket,
    _deep_item,
    _stray_line,
    _broken_key_above,
    _uneven_indent,
)
"""The functions that recognize a mistake, the most reliable first."""
