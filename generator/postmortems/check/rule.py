"""A rule: a function that yields findings, with its name, documentation and scope."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from textwrap import dedent

from ..model import MAJOR, Corpus, Incident, Level, RuleSetting
from ..model.docstring import module_docstring
from ..model.overview import DOCUMENT_STATUSES, DocumentStatus
from .context import RuleContext
from .finding import Finding

Find = Callable[[RuleContext], Iterator[Finding]]
_PART = re.compile(r"^(Why|Wrong|Says|Right):[ \n]", re.MULTILINE)


@dataclass(frozen=True)
class Rule:
    """A check for one kind of problem.

    It applies to documents from the status `status` on, and to severities up to the rank
    `max_severity_rank` of the rubric, whose most severe one has the rank 1; to all if that is None.
    In a draft its errors count as warnings. A rule with `always` applies in every status and to
    every severity, at its full level. One that `compares` looks at other incidents; all others
    receive a corpus without incidents. The source line of a finding that `leaks` is not printed.
    `needs` are keys such as `timeline.marks`: the rule is skipped if the reader rejected one of
    them, since it would report as missing a value that the file has.
    """

    name: str
    find: Find
    documentation: str
    level: Level
    status: DocumentStatus
    max_severity_rank: int | None
    always: bool
    leaks: bool
    needs: tuple[str, ...]
    compares: bool

    @cached_property
    def parts(self) -> dict[str, str]:
        """The parts of the documentation: `What`, `Why`, `Wrong`, `Says` and `Right`."""
        first, *rest = _PART.split(f"{self.documentation.strip()}\n")
        pairs = zip(rest[::2], rest[1::2], strict=True)
        return {"What": first.strip()} | {name: dedent(text).strip() for name, text in pairs}

    @property
    def summary(self) -> str:
        """The problem that the rule reports, in one sentence."""
        return self.parts["What"].partition("\n\n")[0].replace("\n", " ")

    def level_for(self, incident: Incident, corpus: Corpus, own: RuleSetting) -> Level | None:
        """Return the level of the rule's findings in an incident; None if it does not apply.

        Args:
            incident: the incident.
            corpus: the corpus, for the rubric of severities.
            own: the team's setting, which overrides the rule's defaults.
        """
        if own.level == "off":
            return None
        level = own.level or self.level
        if self.always:
            return level
        stage = DOCUMENT_STATUSES.index(incident.document.status)
        if incident.document.status == "withdrawn" or stage < DOCUMENT_STATUSES.index(
            own.status or self.status
        ):
            return None
        max_rank = corpus.severity_rank(own.severity) if own.severity else self.max_severity_rank
        if max_rank is not None and corpus.severity_rank(incident.severity) > max_rank:
            return None
        return "warning" if level == "error" and stage == 0 else level


def rule(
    *,
    level: Level = "warning",
    status: DocumentStatus = "draft",
    max_severity_rank: int | None = None,
    always: bool = False,
    leaks: bool = False,
    needs: tuple[str, ...] = (),
    compares: bool = False,
) -> Callable[[Find], Rule]:
    """Turn a function into a rule named after it, documented by the docstring of its module."""

    def decorate(find: Find) -> Rule:
        name = find.__name__.replace("_", "-")
        text = module_docstring(find.__module__)
        return Rule(
            name, find, text, level, status, max_severity_rank, always, leaks, needs, compares
        )

    return decorate


__all__ = ["MAJOR", "Finding", "Iterator", "Rule", "RuleContext", "rule"]
