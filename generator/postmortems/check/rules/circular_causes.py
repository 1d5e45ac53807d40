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

from ..rule import Case, Finding, Iterator, rule


@rule(level="error")
def circular_causes(case: Case) -> Iterator[Finding]:
    """Sort the nodes by their arrows; what cannot be sorted is a circle."""
    nodes = case.incident.root_cause.nodes
    causes: dict[str, set[str]] = {}
    for cause, effect in case.incident.root_cause.edges():
        causes.setdefault(effect, set()).add(cause)
    left = set(causes)
    while free := {name for name in left if not causes[name] & left}:
        left -= free
    if not left:
        return
    try:
        TopologicalSorter(causes).prepare()
    except CycleError as error:
        circle = error.args[1]
        index = next(at for at, node in enumerate(nodes) if node.id in circle)
        yield Finding(
            ("root_cause", "nodes", index, "id"),
            f"the causes go round: {' to '.join(f'`{name}`' for name in reversed(circle))}",
            "remove an arrow, or add a node for the second round",
        )
