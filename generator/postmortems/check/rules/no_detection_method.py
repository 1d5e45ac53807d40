"""Nobody recorded how the incident was noticed.

Why:
    How an incident was noticed decides whether an alarm is missing: where customers were first, one
    is. [Wikimedia's template](https://wikitech.wikimedia.org/wiki/Incident_documentation) asks
    whether a machine or a person was first. `unknown` is an answer.

Wrong:
    detection: {}

Says:
    nobody recorded how it was noticed; give one of the methods; `unknown` is one

Right:
    detection: {method: customer}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(worst=3)
def no_detection_method(case: RuleContext) -> Iterator[Finding]:
    """Look for the method."""
    detection = case.incident.detection
    if detection.method is None:
        yield Finding(
            ("detection", "method"),
            "`source` tells how it was noticed, and `method` is not given"
            if detection.source
            else "nobody recorded how it was noticed",
            "give one of the methods; `unknown` is one",
        )
