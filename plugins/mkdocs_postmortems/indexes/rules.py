"""The rules of `check`: an index, and a page per rule with its documentation."""

from collections.abc import Iterator

from postmortems.check import RULES, Rule
from postmortems.check.documentation import applies, markdown
from postmortems.render import Column, Markdown, line, link, table
from postmortems.site_map import SiteMap

from .context import PageContext
from .page import Page, Site


def block(site: Site, links: PageContext) -> str:
    """Render the table of rules, with links to their pages if the site has them."""

    def name(rule: Rule) -> Markdown:
        target = links.to(SiteMap.rule(rule.name)) if site.has_rules else None
        return link(f"`{rule.name}`", target)

    columns = [
        Column("Rule", name),
        Column[Rule]("Finds", lambda rule: Markdown(rule.summary)),
        Column("Level", lambda rule: Markdown(applies(rule))),
    ]
    return table(columns, list(RULES.values()))


def rule_pages(site: Site) -> Iterator[Page]:
    """Yield the index of rules and a page per rule."""
    yield Page(
        SiteMap.RULES,
        "The rules of check",
        lambda links: f"# The rules of `check`\n\n{block(site, links)}\n",
    )
    for rule in RULES.values():
        yield Page(
            SiteMap.rule(rule.name),
            rule.name,
            lambda links, rule=rule: _body(rule, links),  # type: ignore[misc]
            description=str(line(rule.summary)),
        )


def _body(rule: Rule, links: PageContext) -> str:
    all_rules = link("All rules", links.to(SiteMap.RULES))
    crumb = f'<div class="pm-crumb" markdown>\n\n{all_rules}\n\n</div>'
    return f"{crumb}\n\n# `{rule.name}`\n\n{markdown(rule)}"
