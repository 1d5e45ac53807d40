"""A mermaid diagram in a summary does not parse, or exceeds the limits on number and drawing time.

Why:
    Readers would see the source instead of a diagram. It is easiest to correct in the pull request.
    [Mermaid's syntax](https://mermaid.js.org/intro/syntax-reference.html) breaks on unquoted
    brackets and quotes.

Wrong:
    summary: |
      ```mermaid
      graph TD
        a[Pool (full)] --> b
      ```

Says:
    the diagram does not parse: flowchart-v2: Invalid text label: contains structural characters;
    quote it to use them; correct it, or draw it from `root_cause.nodes`

Right:
    summary: |
      ```mermaid
      graph TD
        a["Pool (full)"] --> b
      ```
"""

from ...diagram import Budget, DiagramBudgetError, DiagramSyntaxError, fences
from ...model import Loc
from ..rule import Finding, Iterator, RuleContext, rule


@rule(level="error", always=True)
def diagram_does_not_parse(context: RuleContext) -> Iterator[Finding]:
    """Report each mermaid fence of the summaries that does not parse, and the first over budget."""
    prose: dict[Loc, str | None] = {
        ("summary",): context.incident.summary,
        ("root_cause", "summary"): context.incident.root_cause.summary,
    }
    budget = Budget()
    for loc, text in prose.items():
        for fence in fences(text or ""):
            try:
                budget.draw(fence.source)
            except DiagramBudgetError as error:
                yield Finding(
                    loc,
                    f"this diagram and the ones below it are not drawn: {error}",
                    "remove some, or draw the causes from `root_cause.nodes`",
                    line=fence.line,
                )
                return
            except DiagramSyntaxError as error:
                yield Finding(
                    loc,
                    f"the diagram does not parse: {error}",
                    "correct it, or draw it from `root_cause.nodes`",
                    line=fence.line + error.line - 1,
                )
