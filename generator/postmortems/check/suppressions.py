"""Suppress findings by comments: `# postmortems: allow RULE: reason`."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from ..model import Loc, Problem
from ..model.scalars import shortened
from ..model.suggestions import did_you_mean
from ..reader import IncidentFolder
from ..reader.comments import SIGN, Comment, matching_comments

FORM = "# postmortems: allow {rule}: reason"
"""The form of a comment that suppresses a finding."""
_ALLOW = re.compile(r"postmortems:\s*allow\s+(?P<rule>[a-z0-9-]+)\s*(?::\s*(?P<reason>\S.*)?)?")


_ATTEMPT = re.compile(
    r"(?:(?P<sign>[a-z_-]{6,16})\s*:?\s*)?(?P<verb>[a-z]{4,9})\s+(?P<rule>[a-z0-9-]+)",
    re.IGNORECASE,
)
_VERBS = ("allow", "allows", "allowed", "ignore", "disable", "suppress", "permit")
_MIN_SIMILARITY = 80
"""The similarity, of 100, from which on a word may be a misspelling of another."""


def is_meant(text: str, rules: Collection[str]) -> bool:
    """Return whether a comment is for `check`, or may be a misspelling of such a comment.

    Args:
        text: the comment, without `#`.
        rules: the names of the rules.
    """
    if text.startswith(SIGN):
        return True
    attempt = _ATTEMPT.match(text)
    if attempt is None or not _resembles(attempt["verb"], _VERBS):
        return False
    return attempt["rule"] in rules or _resembles(
        attempt["sign"] or "", ("postmortem", "postmortems")
    )


def _resembles(word: str, options: Collection[str]) -> bool:
    return any(fuzz.ratio(word.lower(), option) >= _MIN_SIMILARITY for option in options)


@dataclass
class Suppressions:
    """The suppressing comments of an incident's folder, and the ones that were `used`.

    `problems` holds the comments that are malformed or name no rule.
    """

    folder: IncidentFolder
    rules: Collection[str]
    problems: list[Problem] = field(default_factory=list)
    used: set[Comment] = field(default_factory=set)
    _by_position: dict[tuple[str, str, int], list[Comment]] = field(default_factory=dict)
    """By rule, path of the file, and line of the value that the comment belongs to."""

    def __post_init__(self) -> None:
        for document in self.folder.documents.values():
            for comment in matching_comments(document, lambda text: is_meant(text, self.rules)):
                self._parse(comment)

    def _parse(self, comment: Comment) -> None:
        match = _ALLOW.fullmatch(comment.text)
        if not match:
            attempt = _ATTEMPT.match(comment.text.removeprefix(SIGN).strip())
            rule = attempt["rule"] if attempt and attempt["rule"] in self.rules else "RULE"
            message = f"`{shortened(comment.text)}` is not a valid comment for `check`"
            hint = f"write `{FORM.format(rule=rule)}`"
        elif match["rule"] not in self.rules:
            message = f"`{shortened(match['rule'])}` is not a rule"
            hint = did_you_mean(match["rule"], self.rules, "`postmortems rules` lists them")
        elif not match["reason"]:
            message = f"the comment has no reason for allowing `{match['rule']}`"
            hint = f"write `{FORM.format(rule=match['rule'])}`"
        else:
            key = match["rule"], comment.place.path, comment.line
            self._by_position.setdefault(key, []).append(comment)
            return
        name = "unknown-rule" if match and match["rule"] not in self.rules else "bad-allow"
        incident = self.folder.id
        self.problems.append(Problem(comment.place, name, message, hint, incident=incident))

    @property
    def has_any(self) -> bool:
        """Whether there are comments for `check`, also malformed ones."""
        return bool(self._by_position or self.problems)

    def allows(self, rule: str, loc: Loc, problem: Problem) -> bool:
        """Return whether a comment at a finding's value, key or row suppresses it; mark it used."""
        if not self._by_position:
            return False
        for path, line in ((problem.place.path, problem.place.line), *self._lines(loc)):
            if comments := self._by_position.get((rule, path, line)):
                self.used.add(comments[0])
                return True
        return False

    def _lines(self, loc: Loc) -> Iterator[tuple[str, int]]:
        places = [self.folder.place(loc), self.folder.place(loc, key=True)]
        row = max((index for index, step in enumerate(loc) if isinstance(step, int)), default=None)
        if row is not None:
            places.append(self.folder.place(loc[: row + 1]))
        yield from ((place.path, place.line) for place in places)

    def unused(self, applied: Collection[str]) -> Iterator[Problem]:
        """Yield a warning for each comment that suppressed nothing though its rule was applied."""
        entries = (
            (rule, comment)
            for (rule, *_), comments in self._by_position.items()
            for comment in comments
        )
        for rule, comment in entries:
            if comment not in self.used and rule in applied:
                yield Problem(
                    comment.place,
                    "unused-allow",
                    f"`{rule}` finds nothing here",
                    "remove the comment",
                    "warning",
                    incident=self.folder.id,
                )
