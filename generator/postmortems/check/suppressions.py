"""Comments that silence a finding: `# postmortems: allow RULE: reason`."""

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
"""How a comment allows a finding."""
_ALLOW = re.compile(r"postmortems:\s*allow\s+(?P<rule>[a-z0-9-]+)\s*(?::\s*(?P<reason>\S.*)?)?")


_ATTEMPT = re.compile(
    r"(?:(?P<sign>[a-z_-]{6,16})\s*:?\s*)?(?P<verb>[a-z]{4,9})\s+(?P<rule>[a-z0-9-]+)",
    re.IGNORECASE,
)
_VERBS = ("allow", "allows", "allowed", "ignore", "disable", "suppress", "permit")
_ALIKE = 80
"""How much alike, of 100, two words are of which one may be a typing error."""


def is_meant(text: str, rules: Collection[str]) -> bool:
    """Whether a comment is for `check`, or seems to be meant for it.

    Args:
        text: the comment, without its sign.
        rules: the names of the rules.
    """
    if text.startswith(SIGN):
        return True
    attempt = _ATTEMPT.match(text)
    if attempt is None or not _is_like(attempt["verb"], _VERBS):
        return False
    return attempt["rule"] in rules or _is_like(
        attempt["sign"] or "", ("postmortem", "postmortems")
    )


def _is_like(word: str, known: Collection[str]) -> bool:
    return any(fuzz.ratio(word.lower(), other) >= _ALIKE for other in known)


@dataclass
class Suppressions:
    """The comments of an incident's folder, and which of them silenced something."""

    folder: IncidentFolder
    rules: Collection[str]
    problems: list[Problem] = field(default_factory=list)
    used: set[Comment] = field(default_factory=set)
    _allowed: dict[tuple[str, str, int], list[Comment]] = field(default_factory=dict)
    """By the rule, the path of the file and the line of what a comment stands at."""

    def __post_init__(self) -> None:
        for document in self.folder.documents.values():
            for comment in matching_comments(document, lambda text: is_meant(text, self.rules)):
                self._read(comment)

    def _read(self, comment: Comment) -> None:
        found = _ALLOW.fullmatch(comment.text)
        if not found:
            attempt = _ATTEMPT.match(comment.text.removeprefix(SIGN).strip())
            rule = attempt["rule"] if attempt and attempt["rule"] in self.rules else "RULE"
            message = f"`{shortened(comment.text)}` is not a comment for `check`"
            hint = f"write `{FORM.format(rule=rule)}`"
        elif found["rule"] not in self.rules:
            message = f"`{shortened(found['rule'])}` is not a rule"
            hint = did_you_mean(found["rule"], self.rules, "`postmortems rules` lists them")
        elif not found["reason"]:
            message = f"the comment does not say why `{found['rule']}` is allowed here"
            hint = f"write `{FORM.format(rule=found['rule'])}`"
        else:
            key = found["rule"], comment.place.path, comment.line
            self._allowed.setdefault(key, []).append(comment)
            return
        name = "unknown-rule" if found and found["rule"] not in self.rules else "bad-allow"
        self.problems.append(Problem(comment.place, name, message, hint))

    def allows(self, rule: str, loc: Loc, problem: Problem) -> bool:
        """Whether a comment stands at the value of a finding, at its key, or at its row."""
        if not self._allowed:
            return False
        for path, line in ((problem.place.path, problem.place.line), *self._lines(loc)):
            if known := self._allowed.get((rule, path, line)):
                self.used.add(known[0])
                return True
        return False

    def _lines(self, loc: Loc) -> Iterator[tuple[str, int]]:
        places = [self.folder.place(loc), self.folder.place(loc, key=True)]
        row = max((at for at, step in enumerate(loc) if isinstance(step, int)), default=None)
        if row is not None:
            places.append(self.folder.place(loc[: row + 1]))
        yield from ((place.path, place.line) for place in places)

    def unused(self, applied: Collection[str]) -> Iterator[Problem]:
        """A warning for each comment that silences nothing, of the rules that were applied."""
        known = (
            (name, comment) for (name, *_), of_line in self._allowed.items() for comment in of_line
        )
        for name, comment in known:
            if comment not in self.used and name in applied:
                yield Problem(
                    comment.place,
                    "unused-allow",
                    f"there is nothing here that `{name}` finds",
                    "remove the comment",
                    "warning",
                )
