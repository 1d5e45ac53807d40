"""Severity classes of the levels that logs write: words, letters, signs and numbers."""

import re
from functools import lru_cache
from typing import Literal

SeverityClass = Literal["error", "warning", "info", "debug", ""]

_WORDS: dict[SeverityClass, str] = {
    "error": "error err eror erro fatal fata ftl critical crit alert emerg emergency panic dpanic"
    " severe failure failed fail assert e f c",
    "warning": "warning warn wrn w #",
    "info": "info information informational inf inform notice note log system success ok normal"
    " config i n *",
    "debug": "debug dbg dbug trace trc verbose fine finer finest silly spam d t v - .",
}
_CLASSES: dict[str, SeverityClass] = {
    word: severity for severity, words in _WORDS.items() for word in words.split()
}
SYSLOG_LEVELS = ("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug")
_NODE_LEVELS = {10: "trace", 20: "debug", 30: "info", 40: "warn", 50: "error", 60: "fatal"}
_LETTERS = {"I": "info", "W": "warn", "E": "error", "F": "fatal", "D": "debug", "V": "verbose"}

_UPPER = re.compile(
    "(?:ERROR|ERR|WARNING|WARN|INFO|DEBUG|TRACE|FATAL|CRITICAL|CRIT|SEVERE|NOTICE|PANIC|ALERT"
    "|EMERGENCY|EMERG|FINEST|FINER|FINE|VERBOSE)(?![A-Za-z_])"
)
_NAMES = (
    "error|err|warning|warn|info|information|debug|trace|fatal|critical|crit|severe|notice|note"
    "|panic|alert|emerg|emergency|verbose|wrn|inf|dbg|ftl|trc"
)
_BEGINNING = re.compile(rf"\W{{0,3}}(?P<word>{_NAMES})(?=\s?[\])>|:,]|\s{{2}})", re.IGNORECASE)
_MARKED = re.compile(
    rf"[\[(<|](?:[\w.-]{{1,30}}:)?\s?(?P<word>(?i:{_NAMES}))(?=\s?[\])>|:,]|\s{{2}})"
)
_NAMED = re.compile(
    r"(?:\"(?:level|lvl|severity|levelname|log\.level|loglevel)\"\s?:\s?\"|"
    r"(?:^|[\s,])(?:level|lvl|severity|loglevel|at)=\"?)(?P<word>[A-Za-z]{1,13})",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"\W{0,2}(?:\d+\s+\d+ )?(?P<letter>[IWEFDV])"
    r"(?:\d{4} \d\d:\d\d:\d\d|[,/] ?\S|\s{1,2}[A-Z]+\s|\s[\w.-]+\s*:)"
)
_FIRST = re.compile(r"[\s\]\[():,|>-]*(?P<word>[A-Za-z]{2,13})(?![\w.])(?P<after>[\s\]:)|>,-]*)")
_HEADER = 120
_LENGTH = 2000


@lru_cache(maxsize=1024)
def severity_class(level: str) -> SeverityClass:
    """Return the class of a level as a log writes it, in any case; "" if it is not known.

    Numbers from 0 to 7 are those of syslog, from 10 to 69 those of bunyan and pino with the
    numbers between them, and from 100 to 600 those of Monolog.
    """
    word = level.strip().lower()
    if word.isdecimal() and len(word) < 4:
        return _number_class(int(word))
    return _CLASSES.get(word) or _CLASSES.get(word.rstrip("0123456789"), "")


def _number_class(number: int) -> SeverityClass:
    if number < 8:
        return _CLASSES[SYSLOG_LEVELS[number]]
    scale = 10 if number < 100 else 100
    bounds = (30, 40, 50, 70) if scale == 10 else (200, 300, 400, 601)
    if not scale <= number < bounds[3]:
        return ""
    if number < bounds[0]:
        return "debug"
    if number < bounds[1]:
        return "info"
    return "warning" if number < bounds[2] else "error"


def level_name(level: object) -> str:
    """Return a level from JSON as text: numbers of bunyan and letters of MongoDB as words."""
    if isinstance(level, bool) or level is None:
        return ""
    if isinstance(level, int | float):
        return _NODE_LEVELS.get(int(level), str(int(level))) if 0 <= level < 1e6 else ""
    if not isinstance(level, str):
        return ""
    return _LETTERS.get(level, level[:40])


def letter_level(letter: str) -> str:
    """Return the word of a letter such as `E`, or the letter if it has none."""
    return _LETTERS.get(letter, letter)


def text_level(text: str) -> str:
    """Return the level that a line names in its first 120 characters; "" if it names none.

    A level is a word in capitals, a word in brackets or before a colon, the value of a key such
    as `level=`, or a letter as klog and Ruby write it.
    """
    upper = _UPPER.search(text, 0, _HEADER)
    if upper and (upper.start() == 0 or not _joins(text[upper.start() - 1])):
        return upper[0]
    match = _BEGINNING.match(text) or _MARKED.search(text, 0, _HEADER)
    if match is None and ("evel" in text or "lvl" in text or "everity" in text or "at=" in text):
        match = _NAMED.search(text, 0, _LENGTH)
    if match:
        return match["word"]
    match = _LETTER.match(text)
    return _LETTERS[match["letter"]] if match else ""


def split_level(text: str) -> tuple[str, str]:
    """Return the level with which a text begins, and the rest; a text without one stays whole."""
    first = _FIRST.match(text)
    if first is None or not severity_class(first["word"]):
        return "", text
    is_marked = first["after"].startswith((":", "]", "|", ")", ">", ",", "  "))
    if is_marked or _UPPER.fullmatch(first["word"]):
        return first["word"], text[first.end() :]
    return "", text


def _joins(character: str) -> bool:
    return character.isalnum() or character == "_"
