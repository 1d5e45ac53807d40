"""No affected service of the catalogue is named.

Why:
    The index of services and the owners of services find incidents only by this. For a near miss,
    name the service that was spared.

Wrong:
    impact: {system: {services: []}}

Says:
    no affected service is named; name the services of `services.yaml` that did not work for users

Right:
    impact: {system: {services: [checkout]}}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule()
def no_affected_service(context: RuleContext) -> Iterator[Finding]:
    """Report an incident without services, if there is a catalogue of services."""
    if context.corpus.services and not context.incident.services:
        yield Finding(
            ("impact", "system", "services"),
            "no affected service is named",
            "name the services of `services.yaml` that did not work for users",
        )
