"""Words in what authors wrote: found where the author speaks, not where somebody is quoted."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from ..model import Text
from .finding import Finding

_QUOTED = re.compile(
    r"```.*?```|`[^`\n]*`"  # code
    r"|\"[^\"\n]*\"|“[^”]*”|«[^»]*»|„[^“]*“|(?<!\w)'[^'\n]+'(?!\w)"  # speech
    r"|‘(?:[^’]|’(?=\w))*’(?!\w)"  # speech, in which an apostrophe looks like its end
    r"|^[ \t]*>.*$"  # a quotation of Markdown
    r"|https?://\S+",
    re.MULTILINE | re.DOTALL,
)


_NUMBER = r"\[#?\d+\]\([^()\s]*\)|#\d+|\[[A-Za-z]+-\d+\]"
_WEIGHT = r"(?:P\d|SEV-?\d|critical|urgent|high|medium|low)(?=[*_\])]|:\s)"
_MARKS = re.compile(rf"(?:{_NUMBER}|{_WEIGHT}|\[x\]|[\W_])*", re.IGNORECASE)
_SUBJECT = (
    r"(?:we|i|you|it|he|she|they|there|the|an?|this|that|these|those|our|their|its|all|any|some"
    r"|each|every|no|nobody|somebody|one)"
)
_CLAUSE = re.compile(
    rf"(?:before|after|when|whenever|if|once)\b[^,.;]{{1,60}},\s+(?!{_SUBJECT}\b)", re.IGNORECASE
)
_WISH = re.compile(
    r"(?:we|you)\s+(?:should|must|need\s+to|have\s+to|will)\s+(?:also\s+)?", re.IGNORECASE
)

_BEFORE, _AFTER = r"(?<![\w-])(?:", r")(?![\w-])"


@dataclass(frozen=True)
class Texts:
    """All texts of an incident, one by one and as a whole: most words are in none of them."""

    each: tuple[Text, ...]

    def __iter__(self) -> Iterator[Text]:
        return iter(self.each)

    def may_hold(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern could be found in one of them; where not, it is not."""
        whole = self._lowered if pattern.flags & re.IGNORECASE else self._joined
        return bool(_loosely(pattern).search(whole))

    @cached_property
    def _joined(self) -> str:
        return straight("\n".join(text.words for text in self.each))

    @cached_property
    def _lowered(self) -> str:
        return self._joined.lower()


@cache
def _loosely(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """A pattern that finds all that another does and more, several times as fast.

    What surrounds the words of `any_of`, and not minding their case, keep the engine from skipping
    what cannot begin one of them.
    """
    core = pattern.pattern
    if core.startswith(_BEFORE) and core.endswith(_AFTER):
        core = rf"\b(?:{core[len(_BEFORE) : -len(_AFTER)]})"
    return re.compile(core, pattern.flags & ~re.IGNORECASE)


AROUND = 400
"""Characters before and behind words that a rule sees: more than a sentence has."""


class Turns:
    """Counts how many of the same words come before each of those found in a text, in order.

    Each stretch of the text is counted once for each of the words, so that the same words found
    again and again cost no more than one of them. Of different words, the first `MOST` are counted.
    """

    MOST = 1_000

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, tuple[int, int]] = {}

    def before(self, words: str, start: int) -> int:
        """Return how many of the same come before `start`; 0 where they are not counted."""
        if words not in self._known and len(self._known) >= self.MOST:
            return 0
        occurrence, end = self._known.get(words, (0, 0))
        if end <= start:
            occurrence += self._text.count(words, end, start)
        self._known[words] = (occurrence + 1, start + len(words))
        return occurrence


@dataclass(frozen=True)
class Word:
    """Words found in a text, with what stands around them, as far as `AROUND`.

    `occurrence` is how many of the same come before them there.
    """

    text: Text
    words: str
    occurrence: int
    before: str
    after: str

    def finding(self, message: str, hint: str) -> Finding:
        """What a rule says of these words."""
        return Finding(self.text.loc, message, hint, word=self.words, occurrence=self.occurrence)


def beginning(text: str, *, wished: bool = False) -> int:
    """Where an action item begins to say what is done.

    Its number, priority and marks come before that (`[#12]:`, `**HIGH**`), and so may a clause of
    when it is done, unless a subject follows it.

    Args:
        text: the item.
        wished: go past *we should* and its like, too.
    """
    at = 0
    for before in (_MARKS, _CLAUSE, _WISH) if wished else (_MARKS, _CLAUSE):
        found = before.match(text, at)
        at = found.end() if found else at
    return at


def straight(text: str) -> str:
    """A text with straight apostrophes, every place kept."""
    return text.replace("’", "'")


def own_words(text: str) -> str:
    """A text with all that is quoted, code or an address blanked out, every place kept."""
    return _QUOTED.sub(lambda found: re.sub(r"\S", " ", found[0]), text)


def words(
    pattern: re.Pattern[str],
    texts: Texts,
    within: Callable[[Text], bool] = lambda text: True,
    *,
    quoted: bool = False,
) -> Iterator[Word]:
    """Where a pattern is found in texts.

    Args:
        pattern: what to look for, with straight apostrophes.
        texts: where.
        within: which of the texts to look at.
        quoted: look also at what is quoted, code or part of an address.
    """
    if not texts.may_hold(pattern):
        return
    for text in texts:
        if not within(text) or not pattern.search(straight(text.words)):
            continue
        searched = text.words if quoted else own_words(text.words)
        turns = Turns(text.words)
        for found in pattern.finditer(straight(searched)):
            start, end = found.span()
            said = searched[start:end]
            before = searched[max(0, start - AROUND) : start]
            occurrence = turns.before(said, start)
            yield Word(text, said, occurrence, before, searched[end : end + AROUND])


def section(text: Text) -> str:
    """The section of the template that a text is in; empty for the overview."""
    head = str(text.loc[0])
    return head if len(text.loc) > 1 else ""


def any_of(*phrases: str) -> re.Pattern[str]:
    """A pattern of whole words, of which a space stands for any blank and letters for both cases.

    A phrase may itself be a regular expression; it is written in lower case.
    """
    joined = "|".join(phrase.replace(" ", r"\s+") for phrase in phrases)
    return re.compile(f"{_BEFORE}{joined}{_AFTER}", re.IGNORECASE)
