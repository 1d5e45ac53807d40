"""Comments that silence a finding: `# postmortems: allow RULE: reason`."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from ..model import Loc, Problem
from ..source import IncidentFolder
from ..source.comments import SIGN, Comment, comments
from ..source.document import did_you_mean

_ALLOW = re.compile(r"postmortems:\s*allow\s+(?P<rule>[a-z0-9-]+)\s*(?::\s*(?P<reason>\S.*)?)?")


@dataclass
class Allowing:
    """The comments of an incident's folder, and which of them silenced something."""

    folder: IncidentFolder
    rules: Collection[str]
    problems: list[Problem] = field(default_factory=list)
    used: set[Comment] = field(default_factory=set)
    _allowed: list[tuple[str, Comment]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for document in self.folder.documents.values():
            for comment in comments(document, SIGN):
                self._read(comment)

    def _read(self, comment: Comment) -> None:
        found = _ALLOW.fullmatch(comment.text)
        if not found:
            message = f"`{comment.text}` is not a comment for `check`"
            hint = "write `# postmortems: allow RULE: reason`"
        elif found["rule"] not in self.rules:
            message = f"`{found['rule']}` is not a rule"
            hint = did_you_mean(found["rule"], self.rules, "`postmortems rules` lists them")
        elif not found["reason"]:
            message = f"the comment does not say why `{found['rule']}` is allowed here"
            hint = f"write `# postmortems: allow {found['rule']}: reason`"
        else:
            self._allowed.append((found["rule"], comment))
            return
        name = "unknown-rule" if found and found["rule"] not in self.rules else "bad-allow"
        self.problems.append(Problem(comment.place, name, message, hint))

    def allows(self, rule: str, loc: Loc, problem: Problem) -> bool:
        """Whether a comment stands at the value of a finding, at its key, or at its row."""
        if not self._allowed:
            return False
        places = {(problem.place.path, problem.place.line), *self._lines(loc)}
        for name, comment in self._allowed:
            if name == rule and (comment.place.path, comment.line) in places:
                self.used.add(comment)
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
        for name, comment in self._allowed:
            if comment not in self.used and name in applied:
                yield Problem(
                    comment.place,
                    "unused-allow",
                    f"there is nothing here that `{name}` finds",
                    "remove the comment",
                    "warning",
                )
