"""Split text into the terms that the search compares: stems of words, numbers and identifiers.

The module `search-words.js` of the theme does the same in the browser; a test compares the two.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer

MAX_LENGTH = 40
"""The characters after which a word is cut; longer ones are hashes and encoded data."""
STOP_WORDS = frozenset(
    """
    a about after again all also am an and any are as at be because been before being but by can
    cannot cant could couldnt did didnt do does doesnt doing done dont each every for from get gets
    getting got had has hasnt have having he her here him his how i if im in into is isnt it its
    just like many may me more most much my no nor not of off on one only onto or other our out
    over own per seem seems she should so some such than that the their them then there these they
    this those through to too under until up us very was wasnt we went were what when where which
    while who whom whose why will with within without wont would you your
    """.split()  # noqa: SIM905
)
"""Words without meaning of their own, which are not in the index and are dropped from a query."""

_CHUNK = re.compile(r"[^\W_]+(?:[-_.,'’][^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)+")
_SEPARATOR = re.compile(r"[-_.,]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_CJK = re.compile("([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or identifier of a text.

    Args:
        text: the word in lower case.
        terms: its terms. An identifier has those of its parts, a stop word none.
        joined: the term of its parts written as one word, such as `failover` of `fail-over`.
    """

    text: str
    terms: tuple[str, ...]
    joined: str = ""


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text in order."""
    return map(_word, chunks(text))


def terms(text: str) -> Iterator[str]:
    """Yield the terms of a text for the index, in order."""
    for chunk in chunks(text):
        yield from index_terms(chunk)


def chunks(text: str) -> list[str]:
    """Return the parts of a text without whitespace and surrounding punctuation, in order."""
    return _CHUNK.findall(text if text.isascii() else _without_accents(text))


def index_terms(chunk: str) -> tuple[str, ...]:
    """Return the terms of a chunk for the index."""
    known = _known_terms.get(chunk)
    if known is None:
        word = _word(chunk)
        known = (*word.terms, word.joined) if word.joined else word.terms
        learn_terms({chunk: known})
        _learned_terms[chunk] = known
    return known


Terms = dict[str, tuple[str, ...]]
"""The terms of chunks. They are remembered, since stemming a word takes long."""

_known_terms: Terms = {}
_learned_terms: Terms = {}
"""Those that `take_learned_terms` has not returned yet."""
_MOST_KNOWN = 200_000


def learn_terms(terms: Terms) -> None:
    """Remember terms that another process has computed."""
    for remembered in (_known_terms, _learned_terms):
        if len(remembered) > _MOST_KNOWN:
            remembered.clear()
    _known_terms.update(terms)


def take_learned_terms() -> Terms:
    """Return the terms that this process has computed since the last call."""
    terms = dict(_learned_terms)
    _learned_terms.clear()
    return terms


def _word(chunk: str) -> Word:
    if _NUMBER.fullmatch(chunk):
        number = chunk.replace(",", "")
        return Word(number, (number,))
    text = chunk.replace("'", "").replace("’", "")
    pieces = [part for part in _SEPARATOR.split(text) if part]
    parts = [word for piece in pieces for word in _parts(piece)]
    if len(parts) == 1:
        return Word(text.lower(), tuple(_terms(parts[0])))
    joined = stem("".join(parts))
    own = tuple(term for part in parts for term in _terms(part))
    is_name = "." not in text and "," not in text
    return Word(text.lower(), own or (joined,), joined if is_name and own else "")


def _parts(piece: str) -> list[str]:
    """Return the words of an identifier in camel case, in lower case."""
    parts = _CAMEL.split(piece)
    return [part.lower() for part in parts] if all(map(_is_part, parts)) else [piece.lower()]


def _is_part(part: str) -> bool:
    return len(part) > 1


def _terms(word: str) -> Iterator[str]:
    if word.isascii():
        if len(word) > 1 and word not in STOP_WORDS:
            yield stem(word)
        return
    for run in filter(None, _CJK.split(word)):
        if not _CJK.match(run):
            yield stem(run)
        elif len(run) == 1:
            yield run
        else:  # without spaces between words, pairs of characters stand for them
            yield from (run[index : index + 2] for index in range(len(run) - 1))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of a word in lower case, by Snowball's algorithm for English."""
    word = word[:MAX_LENGTH]
    return str(_stemmer().stemWord(word)) if word.isascii() else word


@cache
def _stemmer() -> "snowballstemmer.english_stemmer.EnglishStemmer":
    return snowballstemmer.stemmer("english")


def _without_accents(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", bare)
