"""The changes of the catalogues and of the settings of rules, word for word."""

from collections.abc import Iterator, Sequence
from typing import Any

from ...check import RULES
from ...model import Corpus, Team
from ...render.markdown import code, line
from ..catalogues import CATALOGUES, CatalogueChange, EntryChange, is_switched_off
from ..comparison import Comparison
from .lists import capped
from .values import change_of, value

_NOUNS = {"services": "service", "lessons": "lesson", "severities": "severity"}


def rules(comparison: Comparison) -> Iterator[str]:
    """Yield the changes of the settings of rules."""
    change = comparison.catalogues["rules"]
    if not change.is_empty:
        yield "### Settings of `check` (`rules.yaml`)"
        rows = [_rule(entry, comparison.corpus) for entry in change.entries]
        yield from _rows(rows, change)


def catalogues(comparison: Comparison) -> Iterator[str]:
    """Yield what is removed from each catalogue, renamed or changed in it."""
    for name in CATALOGUES:
        change = comparison.catalogues[name]
        rows = [_entry(name, entry) for entry in change.entries if entry.verb != "added"]
        if change.order:
            rows.insert(0, _order(*change.order))
        if name == "services":
            rows += _lost_teams(comparison)
        if rows or change.errors:
            yield f"### Changes of `{name}.yaml`"
            yield from _rows(rows, change)


def added_entries(comparison: Comparison) -> Iterator[str]:
    """Yield the added entries of the catalogues."""
    rows = [
        _entry(name, entry)
        for name in CATALOGUES
        for entry in comparison.catalogues[name].entries
        if entry.verb == "added"
    ]
    rows += [f"- team {_team(team)} added" for team in comparison.teams.added]
    if rows:
        yield "### Added catalogue entries"
        yield capped(rows)


def _rows(rows: Sequence[str], change: CatalogueChange) -> Iterator[str]:
    if change.errors:
        yield (
            f"`{change.catalogue}.yaml` has errors, in this branch or at the base; its changes may "
            "be listed incompletely until they are fixed."
        )
    if rows:
        yield capped(rows, f" in `{change.catalogue}.yaml`")


def _entry(catalogue: str, entry: EntryChange) -> str:
    names = f"{code(entry.old or entry.new)}"
    if entry.verb == "renamed":
        names += f" renamed to {code(entry.new)}"
    else:
        names += f" {entry.verb}"
    if entry.old and entry.new:
        fields = [(one.name, change_of(one.old, one.new)) for one in entry.fields]
    else:
        fields = [(one.name, value(one.new if entry.new else one.old)) for one in entry.fields]
    return _with_fields(f"- {_NOUNS[catalogue]} {names}", fields)


def _rule(entry: EntryChange, corpus: Corpus) -> str:
    defaults = _defaults(entry.new, corpus)
    fields = [
        (one.name, change_of(one.old, one.new, defaults.get(one.name))) for one in entry.fields
    ]
    off = " **is switched off**" if is_switched_off(entry) else ""
    return _with_fields(f"- rule {code(entry.new)}{off}", fields)


def _defaults(name: str, corpus: Corpus) -> dict[str, Any]:
    """Return the defaults of a rule's settings by field; none if there is no such rule."""
    if name not in RULES:
        return {}
    rule = RULES[name]
    severity = list(corpus.severities)[: rule.max_severity_rank or None][-1]
    return {"level": rule.level, "status": rule.status, "severity": severity}


def _with_fields(head: str, fields: Sequence[tuple[str, str]]) -> str:
    if len(fields) == 1:
        [(name, text)] = fields
        return f"{head}: {code(name)}: {text}"
    return "\n".join([head, *(f"  - {code(name)}: {text}" for name, text in fields)])


def _order(old: Sequence[str], new: Sequence[str]) -> str:
    before, after = (", ".join(map(code, names)) for names in (old, new))
    return f"- the order, worst first: {before} → {after}"


def _lost_teams(comparison: Comparison) -> Iterator[str]:
    teams = comparison.teams
    yield from (f"- team {_team(team)} removed" for team in teams.removed)
    for old, new in teams.renamed.items():
        yield f"- team {value(old)} renamed to {value(new)}"


def _team(team: Team) -> str:
    return f"“{line(team.name)}” (of {', '.join(map(code, team.services))})"
