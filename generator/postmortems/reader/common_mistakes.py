"""The mistakes that people make in YAML, each recognized by the lines around a parse error.

libyaml reports where it gave up, which is often lines below the mistake, and in words about its own
grammar. A function here looks at those lines and returns the mistake it knows, or None.
"""

import re
from collections.abc import Callable

from .parse_error import Failure, Mistake

ODD_SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that look like a space and do not indent."""
QUOTE_TEXT = "quote the text"
TYPOGRAPHIC = "“”„‘"
"""Quotes that word processors write, and that YAML takes for text."""

_ODD_INDENT = re.compile(rf"[ \t]*[{ODD_SPACES}]")
_KEY = re.compile(r"(?P<indent> *)(?P<dash>(?:- +)*)(?P<key>[A-Za-z_][\w-]*):(?P<value>(?: .*)?)$")
_DASH_WITHOUT_SPACE = re.compile(r"\s*-(?P<word>[A-Za-z_][^\s:]*:?)")
_COLON_WITHOUT_SPACE = re.compile(r"\s*(?:- +)*(?P<key>[A-Za-z_]+):(?!//)[^\s:]")
_COMMENT = re.compile(r"(?<=\S)[ \t]+(?P<hash>#)")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_INDICATORS = {
    "*": "an alias",
    "&": "an anchor",
    "!": "a tag",
    "%": "a directive",
    "@": "a reserved character",
    "`": "a reserved character",
    ">": "a block of text",
    "|": "a block of text",
    "[": "a list",
    "{": "a mapping",
    "?": "a key",
}
"""What a text cannot begin with unless it is quoted, and what it is to YAML."""


def _tab(failure: Failure) -> Mistake | None:
    indent = re.match(r" *\t", failure.line)
    if not indent:
        return None
    message = "a tab in the indentation; YAML is indented with spaces only"
    return Mistake(failure.last, indent.end() - 1, message, "replace the tab by spaces")


def _odd_space(failure: Failure) -> Mistake | None:
    start = max(0, min(failure.first, failure.last - 1))
    for at, line in enumerate(failure.lines[start : failure.last + 1], start):
        if indent := _ODD_INDENT.match(line):
            return Mistake(at, indent.end() - 1, *odd_indent(line[indent.end() - 1]))
    return None


def odd_indent(char: str) -> tuple[str, str]:
    """Return message and hint for a line that is indented with another blank than a space."""
    name = "a no-break space" if char == "\u00a0" else f"the blank U+{ord(char):04X}"
    return f"{name} in the indentation; it only looks like a space", "replace it by a space"


def _missing_space(failure: Failure) -> Mistake | None:
    for at in (failure.last, *(line for line, _ in failure.above(failure.last))):
        if at < failure.first - 1:
            break
        if word := _DASH_WITHOUT_SPACE.match(failure.at(at)):
            while at and (above := _DASH_WITHOUT_SPACE.match(failure.at(at - 1))):
                at, word = at - 1, above
            return Mistake(at, word.start("word") - 1, *dash_without_space(word["word"]))
    return None


def dash_without_space(word: str) -> tuple[str, str]:
    """Return message and hint for a list item such as `-time:` without a space."""
    return f"`-{word}` has no space after the dash", f"write `- {word}`"


def _empty_braces(failure: Failure) -> Mistake | None:
    for at, line in failure.above(failure.last):
        if line.strip() in ("{}", "[]"):
            message = f"entries follow below `{line.strip()}`, which is the whole of the file"
            return Mistake(at, 0, message, f"remove the line `{line.strip()}`")
    return None


def _unclosed_quote(failure: Failure) -> Mistake | None:
    for at, line in ((failure.last, failure.line), *failure.above(failure.last)):
        quote = _opening_quote(line)
        if quote is None:
            continue
        column, closed = quote
        if closed is None and (
            _swallows_a_key(failure.lines, at) or "quoted scalar" in failure.reason
        ):
            message = f"the quote ({line[column]}) that opens here is not closed"
            return Mistake(at, column, message, f"add {line[column]} at the end of the text")
        if closed is not None and at == failure.last and line[closed:].strip():
            return Mistake(at, closed, *_text_after_quote(line, column))
    return None


def _text_after_quote(line: str, column: int) -> tuple[str, str]:
    message = "text follows behind the closing quote"
    if line[column] == "'":
        return message, "write `''` for an apostrophe within single quotes, or use double quotes"
    return message, "put the whole text between quotes, and `\\` before each quote within it"


def _opening_quote(line: str) -> tuple[int, int | None] | None:
    """Return the column of a value's opening quote, and the one behind its closing quote."""
    start = _value_column(line)
    if start is None or line[start : start + 1] not in ("'", '"'):
        return None
    whole = _QUOTED.match(line, start)
    return start, whole.end() if whole else None


def _value_column(line: str) -> int | None:
    """Return the column in which the value of a line's key or list item begins."""
    if key := _KEY.match(line):
        blanks = len(key["value"]) - len(key["value"].lstrip())
        return key.start("value") + blanks if key["value"].strip() else None
    item = re.match(r" *(?:- +)+(?=\S)", line)
    return item.end() if item else None


def _swallows_a_key(lines: list[str], at: int) -> bool:
    """Whether a key follows an open quote, which no author means to be a part of the text."""
    following = next((line for line in lines[at + 1 :] if line.strip()), "")
    return bool(_KEY.match(following))


def _comment_in_text(failure: Failure) -> Mistake | None:
    """Recognize ` #` within a flow collection, or in a plain text that goes on below."""
    is_flow = "flow" in failure.reason
    lines = range(failure.first, failure.last + 1) if is_flow else (failure.last - 1,)
    for at in lines:
        line = _QUOTED.sub(lambda quoted: "x" * len(quoted[0]), failure.at(at))
        comment = None if line.lstrip().startswith("#") else _COMMENT.search(line)
        if comment and (is_flow or not _KEY.match(failure.line)):
            return Mistake(at, comment.start("hash"), *cut_by_hash(), "text-cut-by-hash")
    return None


def cut_by_hash() -> tuple[str, str]:
    """Return message and hint for a text that ends at ` #`."""
    return "the text ends here: ` #` begins a comment in YAML", QUOTE_TEXT


def _indicator(failure: Failure) -> Mistake | None:
    for at in dict.fromkeys((failure.last, failure.first)):
        line = failure.at(at)
        column = _value_column(line)
        if column is None and line.startswith("* "):
            column = 0
        char = line[column] if column is not None else ""
        if char not in _INDICATORS or (char in "[{" and not _has_text_behind(line[column:])):
            continue
        name = "a backtick" if char == "`" else f"`{char}`"
        message = f"the text begins with {name}, which is {_INDICATORS[char]} in YAML"
        return Mistake(at, column or 0, message, QUOTE_TEXT)
    return None


def _has_text_behind(text: str) -> bool:
    """Whether text follows behind the bracket or brace that closes the first one of a line."""
    depth = 0
    bare = _QUOTED.sub(lambda quoted: "x" * len(quoted[0]), text)
    for at, char in enumerate(bare):
        depth += (char in "[{") - (char in "]}")
        if depth == 0:
            rest = bare[at + 1 :].strip()
            return bool(rest) and not rest.startswith("#")
    return False


def _typographic_quote(failure: Failure) -> Mistake | None:
    for at in dict.fromkeys((failure.last, failure.first)):
        line = failure.at(at)
        column = _value_column(line)
        if column is not None and line[column] in TYPOGRAPHIC:
            return Mistake(at, column, *typographic_quotes(line[column]))
    return None


def typographic_quotes(quote: str) -> tuple[str, str]:
    """Return message and hint for a value between quotes such as `“` and `”`."""
    return f"`{quote}` is a part of the text and no quote of YAML", "use straight quotes, or none"


def _unclosed_bracket(failure: Failure) -> Mistake | None:
    bracket = {"flow mapping": ("{", "}"), "flow sequence": ("[", "]")}
    for kind, (opening, closing) in bracket.items():
        line = failure.at(failure.first)
        if kind in failure.reason and (column := line.find(opening)) >= 0:
            message = f"the `{opening}` that opens here is not closed"
            hint = f"add `{closing}`, or quote a text that holds a bracket, a brace or a comma"
            return Mistake(failure.first, column, message, hint)
    return None


def _deep_item(failure: Failure) -> Mistake | None:
    indent = len(failure.line) - len(failure.line.lstrip())
    if not re.match(r" *- ", failure.line):
        return None
    for at, line in failure.above(failure.last):
        other = len(line) - len(line.lstrip())
        if re.match(r" *- ", line) and other < indent:
            message = f"the item is indented deeper than the item in line {at + 1}"
            return Mistake(failure.last, indent, message, "give both dashes the same column")
    return None


def _stray_line(failure: Failure) -> Mistake | None:
    line = failure.at(failure.first)
    if "could not find expected ':'" not in failure.reason or _KEY.match(line):
        return None
    column = len(line) - len(line.lstrip())
    message = "the line is no key and not a part of the text above"
    hint = "indent it if it continues the text above, or write `key: value`"
    return Mistake(failure.first, column, message, hint)


def _missing_colon(failure: Failure) -> Mistake | None:
    if "mapping values are not allowed" not in failure.reason:
        return None
    above = next(failure.above(failure.last), None)
    if above is None or not (key := _KEY.match(failure.line)):
        return None
    at, line = above
    if missing := _COLON_WITHOUT_SPACE.match(line):
        message = f"`{missing['key']}:` has no space after the colon"
        return Mistake(at, missing.start("key"), message, f"write `{missing['key']}: value`")
    word = re.match(r" *(?:- +)*(?P<key>[A-Za-z_]+) +\S", line)
    same = len(line) - len(line.lstrip()) == len(key["indent"])
    if word and same and not _KEY.match(line):
        message = f"the line has no colon behind its key `{word['key']}`"
        return Mistake(at, word.start("key"), message, f"write `{word['key']}: value`")
    return None


def _uneven_indent(failure: Failure) -> Mistake | None:
    key = _KEY.match(failure.line)
    if not key or key["dash"] or ": " in key["value"].strip():
        return None
    indent = len(key["indent"])
    for at, line in failure.above(failure.last):
        other = _KEY.match(line)
        if other and (column := other.start("key")) != indent:
            message = f"`{key['key']}` starts in column {indent + 1}, the key in line {at + 1} "
            message += f"in column {column + 1}"
            return Mistake(failure.last, indent, message, "indent keys that belong together alike")
        if other:
            break
    return None


MISTAKES: tuple[Callable[[Failure], Mistake | None], ...] = (
    _tab,
    _odd_space,
    _missing_space,
    _empty_braces,
    _unclosed_quote,
    _comment_in_text,
    _typographic_quote,
    _indicator,
    _unclosed_bracket,
    _deep_item,
    _stray_line,
    _missing_colon,
    _uneven_indent,
)
"""The surest signs first."""
