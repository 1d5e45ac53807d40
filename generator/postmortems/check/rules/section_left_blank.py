"""A section that a published postmortem of a major incident is expected to have is blank.

Why:
    A reader cannot tell what nobody looked into from what there was nothing to say about; a
    sentence settles it. Step 6 of the template asks for a comprehensive postmortem.

Wrong:
    monitoring: {metrics_anomalies: {error_rate: 100 % of payments}}
    remediation: {code: Calls to the gateway got a timeout}
    prevention:

Says:
    *Prevention Measures* is blank; write what there was, as in `prevention: {safeguards: [A test
    holds connections before each release]}`, or in the same place why there is nothing

Right:
    monitoring: {metrics_anomalies: {error_rate: 100 % of payments}}
    remediation: {code: Calls to the gateway got a timeout}
    prevention: {safeguards: A test holds connections before each release}
"""

from ...insights import blank_sections
from ..rule import MAJOR, Finding, Iterator, RuleContext, rule

FORMS = {
    "monitoring": "monitoring: {metrics_anomalies: {error_rate: 40 % of all requests}}",
    "remediation": "remediation: {code: [Calls to the gateway have a timeout]}",
    "prevention": "prevention: {safeguards: [A test holds connections before each release]}",
}
"""What each section may hold, as a line of `incident.yaml`."""


@rule(status="published", worst=MAJOR)
def section_left_blank(case: RuleContext) -> Iterator[Finding]:
    """Look for content in each section that no other rule asks for."""
    for name, heading in blank_sections(case.incident):
        if name in FORMS:
            yield Finding(
                (name,),
                f"*{heading}* is blank",
                f"write what there was, as in `{FORMS[name]}`, or in the same place why there is "
                "nothing",
            )
