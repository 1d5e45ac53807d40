"""Words in what authors wrote: found where the author speaks, not where somebody is quoted."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..model import Text

_QUOTED = re.compile(
    r"```.*?```|`[^`\n]*`"  # code
    r"|\"[^\"\n]*\"|“[^”]*”|«[^»]*»|„[^“]*“|(?<!\w)'[^'\n]+'(?!\w)|‘[^’]*’(?!\w)"  # speech
    r"|^[ \t]*>.*$"  # a quotation of Markdown
    r"|https?://\S+",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Word:
    """Words found in a text. `turn` is how many of the same come before them there."""

    text: Text
    words: str
    turn: int
    before: str
    after: str


def own_words(text: str) -> str:
    """A text with all that is quoted, code or an address blanked out, every place kept."""
    return _QUOTED.sub(lambda found: re.sub(r"\S", " ", found[0]), text)


def words(
    pattern: re.Pattern[str],
    texts: Iterable[Text],
    within: Callable[[Text], bool] = lambda text: True,
    *,
    quoted: bool = False,
) -> Iterator[Word]:
    """Where a pattern is found in texts.

    Args:
        pattern: what to look for.
        texts: where.
        within: which of the texts to look at.
        quoted: look also at what is quoted, code or part of an address.
    """
    for text in texts:
        if not within(text) or not pattern.search(text.words):
            continue
        searched = text.words if quoted else own_words(text.words)
        for found in pattern.finditer(searched):
            start, end = found.span()
            turn = text.words.count(found[0], 0, start)
            yield Word(text, found[0], turn, searched[:start], searched[end:])


def section(text: Text) -> str:
    """The section of the template that a text is in; empty for the overview."""
    head = str(text.loc[0])
    return head if len(text.loc) > 1 else ""


def any_of(*phrases: str) -> re.Pattern[str]:
    """A pattern of whole words, of which a space stands for any blank and letters for both cases.

    A phrase may itself be a regular expression.
    """
    joined = "|".join(phrase.replace(" ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE)
