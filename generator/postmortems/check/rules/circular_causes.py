"""The causes form a cycle.

Why:
    Nothing causes itself. Where a failure reinforces itself, as retries do, add a node for the
    second round, and say why it grew.

Wrong:
    root_cause:
      nodes:
        - {id: retries, kind: cascading-effect, text: Clients retry, caused_by: [full]}
        - {id: full, kind: primary-failure, text: The pool is full, caused_by: [retries]}

Says:
    the causes form a cycle: `retries` to `full` to `retries`; remove an arrow, or add a node for
    the second round

Right:
    root_cause:
      nodes:
        - {id: full, kind: primary-failure, text: The pool is full}
        - {id: retries, kind: cascading-effect, text: Clients retry, caused_by: [full]}
"""

from graphlib import CycleError, TopologicalSorter

from ..rule import Finding, Iterator, RuleContext, rule

MAX_NODES = 12
"""The most nodes of a cycle that a message names."""


@rule(level="error")
def circular_causes(context: RuleContext) -> Iterator[Finding]:
    """Report the first cycle among the nodes of the root cause."""
    nodes = context.incident.root_cause.nodes
    causes: dict[str, list[str]] = {}
    for cause, effect in context.incident.root_cause.edges():
        causes.setdefault(effect, []).append(cause)
    try:
        TopologicalSorter(causes).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1]
        members = set(cycle)
        index = next(index for index, node in enumerate(nodes) if node.id in members)
        yield Finding(
            ("root_cause", "nodes", index, "id"),
            f"the causes form a cycle: {_path(cycle[::-1])}",
            "remove an arrow, or add a node for the second round",
        )


def _path(cycle: list[str]) -> str:
    omitted = len(cycle) - MAX_NODES
    names = [f"`{name}`" for name in cycle]
    if omitted > 0:
        names[MAX_NODES - 1 : -1] = [f"{omitted} more"]
    return " to ".join(names)
