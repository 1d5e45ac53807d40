"""Rules: a function that finds, with its name, its documentation, and when it applies."""

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
    """One thing that `check` looks for.

    It applies to documents from the status `status` on, and to the `worst` severities of the
    rubric, or to all where that is None. In a draft its errors count as warnings, unless it is of
    those that hold `always`. The line of one that `leaks` is not to be shown again. One that tells
    what is missing names the keys it `needs` for that, such as `timeline.marks`: where the reader
    refused one of them, it would only tell of what there is.
    """

    name: str
    find: Find
    documentation: str
    level: Level
    status: DocumentStatus
    worst: int | None
    always: bool
    leaks: bool
    needs: tuple[str, ...]

    @cached_property
    def parts(self) -> dict[str, str]:
        """The parts of its documentation: `What`, `Why`, `Wrong`, `Says` and `Right`."""
        first, *rest = _PART.split(f"{self.documentation.strip()}\n")
        named = zip(rest[::2], rest[1::2], strict=True)
        return {"What": first.strip()} | {name: dedent(text).strip() for name, text in named}

    @property
    def summary(self) -> str:
        """What it finds, in one sentence."""
        return self.parts["What"].partition("\n\n")[0].replace("\n", " ")

    def level_for(self, incident: Incident, corpus: Corpus, own: RuleSetting) -> Level | None:
        """What its findings are for an incident by a team's own setting; None: it does not apply.

        Args:
            incident: the incident.
            corpus: with the rubric of severities.
            own: the team's own setting, which goes before the rule's.
        """
        if own.level == "off":
            return None
        level = own.level or self.level
        if self.always:
            return level
        at = DOCUMENT_STATUSES.index(incident.document.status)
        if incident.document.status == "withdrawn" or at < DOCUMENT_STATUSES.index(
            own.status or self.status
        ):
            return None
        worst = corpus.severity_rank(own.severity) if own.severity else self.worst
        if worst is not None and corpus.severity_rank(incident.severity) > worst:
            return None
        return "warning" if level == "error" and at == 0 else level


def rule(
    *,
    level: Level = "warning",
    status: DocumentStatus = "draft",
    worst: int | None = None,
    always: bool = False,
    leaks: bool = False,
    needs: tuple[str, ...] = (),
) -> Callable[[Find], Rule]:
    """Make a rule of the function of a module; the module's docstring is its documentation."""

    def made(find: Find) -> Rule:
        name = find.__name__.replace("_", "-")
        text = module_docstring(find.__module__)
        return Rule(name, find, text, level, status, worst, always, leaks, needs)

    return made


__all__ = ["MAJOR", "Finding", "Iterator", "Rule", "RuleContext", "rule"]
