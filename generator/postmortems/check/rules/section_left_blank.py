"""A section that a major incident's published postmortem should have is blank.

Why:
    A reader cannot tell a section that nobody looked into from one with nothing to report; a
    sentence settles it. Step 6 of the template asks for a comprehensive postmortem.

Wrong:
    monitoring: {metrics_anomalies: {error_rate: 100 % of payments}}
    remediation: {code: Calls to the gateway got a timeout}
    prevention:

Says:
    *Prevention Measures* is blank; fill it in, as in `prevention: {safeguards: [A test holds
    connections before each release]}`, or say there why it is empty

Right:
    monitoring: {metrics_anomalies: {error_rate: 100 % of payments}}
    remediation: {code: Calls to the gateway got a timeout}
    prevention: {safeguards: A test holds connections before each release}
"""

from ...insights import blank_sections
from ..rule import MAJOR, Finding, Iterator, RuleContext, rule

EXAMPLES = {
    "monitoring": "monitoring: {metrics_anomalies: {error_rate: 40 % of all requests}}",
    "remediation": "remediation: {code: [Calls to the gateway have a timeout]}",
    "prevention": "prevention: {safeguards: [A test holds connections before each release]}",
}
"""An example of each section, as a line of `incident.yaml`."""


@rule(status="published", max_severity_rank=MAJOR)
def section_left_blank(context: RuleContext) -> Iterator[Finding]:
    """Report each blank section that no other rule covers."""
    for name, heading in blank_sections(context.incident, context.evidence.filled_sections):
        if name in EXAMPLES:
            yield Finding(
                (name,),
                f"*{heading}* is blank",
                f"fill it in, as in `{EXAMPLES[name]}`, or say there why it is empty",
            )
