"""Causes go round in a circle.

Why:
    Nothing causes itself. Where a failure feeds itself, as retries do, add a node for the second
    round: it is worth saying what made it grow.

Wrong:
    root_cause:
      nodes:
        - {id: retries, kind: cascading-effect, text: Clients retry, caused_by: [full]}
        - {id: full, kind: primary-failure, text: The pool is full, caused_by: [retries]}

Says:
    the causes go round: `retries` to `full` to `retries`; remove an arrow, or add a node for the
    second round

Right:
    root_cause:
      nodes:
        - {id: full, kind: primary-failure, text: The pool is full}
        - {id: retries, kind: cascading-effect, text: Clients retry, caused_by: [full]}
"""

from graphlib import CycleError, TopologicalSorter

from ..rule import Finding, Iterator, RuleContext, rule

MOST = 12
"""Nodes of a circle that a message names."""


@rule(level="error")
def circular_causes(case: RuleContext) -> Iterator[Finding]:
    """Sort the nodes by their arrows; what cannot be sorted is a circle."""
    nodes = case.incident.root_cause.nodes
    causes: dict[str, list[str]] = {}
    for cause, effect in case.incident.root_cause.edges():
        causes.setdefault(effect, []).append(cause)
    try:
        TopologicalSorter(causes).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        members = set(circle)
        index = next(at for at, node in enumerate(nodes) if node.id in members)
        yield Finding(
            ("root_cause", "nodes", index, "id"),
            f"the causes go round: {_named(circle[::-1])}",
            "remove an arrow, or add a node for the second round",
        )


def _named(circle: list[str]) -> str:
    omitted = len(circle) - MOST
    names = [f"`{name}`" for name in circle]
    if omitted > 0:
        names[MOST - 1 : -1] = [f"{omitted} more"]
    return " to ".join(names)
