"""Search for phrases in the texts of an incident, outside quotations, code and addresses."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from ..model import Text
from .finding import Finding

_QUOTATION = re.compile(
    r"```.*?```|`[^`\n]*`"  # code
    r"|\"[^\"\n]*\"|“[^”]*”|«[^»]*»|„[^“]*“|(?<!\w)'[^'\n]+'(?!\w)"  # speech
    r"|‘(?:[^’]|’(?=\w))*’(?!\w)"  # speech, in which an apostrophe looks like its end
    r"|^[ \t]*>.*$"  # a Markdown quotation
    r"|https?://\S+",
    re.MULTILINE | re.DOTALL,
)


_NUMBER = r"\[#?\d+\]\([^()\s]*\)|#\d+|\[[A-Za-z]+-\d+\]"
_PRIORITY = r"(?:P\d|SEV-?\d|critical|urgent|high|medium|low)(?=[*_\])]|:\s)"
_MARKS = re.compile(rf"(?:{_NUMBER}|{_PRIORITY}|\[x\]|[\W_])*", re.IGNORECASE)
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
    """All texts of an incident, with a fast test on all of them at once."""

    each: tuple[Text, ...]

    def __iter__(self) -> Iterator[Text]:
        return iter(self.each)

    def may_match(self, pattern: re.Pattern[str]) -> bool:
        """Return False only if no text matches `pattern`; most patterns match none."""
        whole = self._lowered if pattern.flags & re.IGNORECASE else self._joined
        return bool(_prefilter(pattern).search(whole))

    @cached_property
    def _joined(self) -> str:
        return straighten_apostrophes("\n".join(text.words for text in self.each))

    @cached_property
    def _lowered(self) -> str:
        return self._joined.lower()


@cache
def _prefilter(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """Return a pattern that matches wherever `pattern` does, and more, but several times faster.

    The lookarounds of `any_of` and the flag `IGNORECASE` keep the regex engine from skipping
    characters that cannot start a match.
    """
    core = pattern.pattern
    if core.startswith(_BEFORE) and core.endswith(_AFTER):
        core = rf"\b(?:{core[len(_BEFORE) : -len(_AFTER)]})"
    return re.compile(core, pattern.flags & ~re.IGNORECASE)


CONTEXT_LENGTH = 400
"""The characters before and after a match that a rule sees: more than a sentence has."""


class OccurrenceCounter:
    """Counts the earlier occurrences of each match in a text, for matches in ascending order.

    Each part of the text is counted once per phrase, so that a phrase that occurs many times costs
    no more than one. Only the first `MAX_PHRASES` different phrases are counted.
    """

    MAX_PHRASES = 1_000

    def __init__(self, text: str) -> None:
        self._text = text
        self._counted: dict[str, tuple[int, int]] = {}
        """By phrase: the occurrences up to an index of the text, and that index."""

    def count_before(self, phrase: str, start: int) -> int:
        """Return the occurrences of `phrase` before `start`; 0 for a phrase beyond the limit."""
        if phrase not in self._counted and len(self._counted) >= self.MAX_PHRASES:
            return 0
        occurrence, end = self._counted.get(phrase, (0, 0))
        if end <= start:
            occurrence += self._text.count(phrase, end, start)
        self._counted[phrase] = (occurrence + 1, start + len(phrase))
        return occurrence


@dataclass(frozen=True)
class TextMatch:
    """A match in a text of an incident: the matched `words`, and the characters around them.

    `before` and `after` are at most `CONTEXT_LENGTH` long. `occurrence` is the number of earlier
    occurrences of the same words in the text.
    """

    text: Text
    words: str
    occurrence: int
    before: str
    after: str

    def finding(self, message: str, hint: str) -> Finding:
        """Return a finding at the place of the match."""
        return Finding(self.text.loc, message, hint, word=self.words, occurrence=self.occurrence)


def action_start(text: str, *, skip_wish: bool = False) -> int:
    """Return the index in an action item at which its instruction starts.

    Numbers, priorities and marks before it are skipped (`[#12]:`, `**HIGH**`), and so is a
    leading clause of time or condition, unless a subject follows it.

    Args:
        text: the action item.
        skip_wish: skip *we should* and similar openings, too.
    """
    index = 0
    for opening in (_MARKS, _CLAUSE, _WISH) if skip_wish else (_MARKS, _CLAUSE):
        match = opening.match(text, index)
        index = match.end() if match else index
    return index


def straighten_apostrophes(text: str) -> str:
    """Replace curly apostrophes by straight ones; no index changes."""
    return text.replace("’", "'")


def mask_quotations(text: str) -> str:
    """Replace quotations, code and web addresses by spaces; no index changes."""
    return _QUOTATION.sub(lambda match: re.sub(r"\S", " ", match[0]), text)


def find_matches(
    pattern: re.Pattern[str],
    texts: Texts,
    within: Callable[[Text], bool] = lambda text: True,
    *,
    quoted: bool = False,
) -> Iterator[TextMatch]:
    """Yield every match of a pattern in the texts of an incident.

    Args:
        pattern: the pattern, with straight apostrophes; it also matches curly ones.
        texts: the texts to search.
        within: whether to search a text.
        quoted: search quotations, code and web addresses, too.
    """
    if not texts.may_match(pattern):
        return
    for text in texts:
        if not within(text) or not pattern.search(straighten_apostrophes(text.words)):
            continue
        searched = text.words if quoted else mask_quotations(text.words)
        occurrences = OccurrenceCounter(text.words)
        for match in pattern.finditer(straighten_apostrophes(searched)):
            start, end = match.span()
            words = searched[start:end]
            before = searched[max(0, start - CONTEXT_LENGTH) : start]
            after = searched[end : end + CONTEXT_LENGTH]
            yield TextMatch(text, words, occurrences.count_before(words, start), before, after)


def section_of(text: Text) -> str:
    """Return the section of the template that contains a text; empty for the overview."""
    head = str(text.loc[0])
    return head if len(text.loc) > 1 else ""


def any_of(*phrases: str) -> re.Pattern[str]:
    """Compile a case-insensitive pattern that matches one of the phrases as whole words.

    A phrase may be a regular expression, in lower case. A space in it matches any whitespace.
    """
    joined = "|".join(phrase.replace(" ", r"\s+") for phrase in phrases)
    return re.compile(f"{_BEFORE}{joined}{_AFTER}", re.IGNORECASE)
