"""The rules of `check`: what each finds, and why it matters, from the rules themselves."""

from collections.abc import Iterator

from postmortems.check import RULES, Rule
from postmortems.check.documentation import applies, markdown
from postmortems.render import SiteLinks, line, link

from .page import Page, Site


def block(site: Site, links: SiteLinks) -> str:
    """A table of the rules, with links to their pages where the site has them."""
    rows = ["| Rule | Finds | Level |", "|---|---|---|"]
    for rule in RULES.values():
        target = links.to(_path(rule)) if site.has_rules else None
        rows.append(f"| {link(f'`{rule.name}`', target)} | {rule.summary} | {applies(rule)} |")
    return "\n".join(rows)


def rule_pages() -> Iterator[Page]:
    """The page of each rule."""
    for rule in RULES.values():
        yield Page(
            _path(rule),
            rule.name,
            lambda links, rule=rule: f"# `{rule.name}`\n\n{markdown(rule)}",  # type: ignore[misc]
            kind="Rule",
            description=str(line(rule.summary)),
        )


def _path(rule: Rule) -> str:
    return f"rules/{rule.name}.md"
