"""No service of the catalogue is named as affected.

Why:
    The index of services, and whoever owns one, find incidents by this alone. A near miss names the
    service that was spared.

Wrong:
    impact: {system: {services: []}}

Says:
    no affected service is named; name those of `services.yaml` that users could not use as they
    should

Right:
    impact: {system: {services: [checkout]}}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule()
def no_affected_service(case: RuleContext) -> Iterator[Finding]:
    """Look for services, where there is a catalogue of them."""
    if case.corpus.services and not case.incident.services:
        yield Finding(
            ("impact", "system", "services"),
            "no affected service is named",
            "name those of `services.yaml` that users could not use as they should",
        )
