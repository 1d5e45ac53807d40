"""The detection method is not recorded.

Why:
    How an incident was detected shows whether an alert is missing: if customers were first, one is.
    [Wikimedia's template](https://wikitech.wikimedia.org/wiki/Incident_documentation) asks whether
    a machine or a person was first. `unknown` is an answer.

Wrong:
    detection: {}

Says:
    the detection method is not recorded; set `method`; `unknown` is allowed

Right:
    detection: {method: customer}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(max_severity_rank=3)
def no_detection_method(context: RuleContext) -> Iterator[Finding]:
    """Report an incident without `detection.method`."""
    detection = context.incident.detection
    if detection.method is None:
        yield Finding(
            ("detection", "method"),
            "`source` is recorded, but `method` is not"
            if detection.source
            else "the detection method is not recorded",
            "set `method`; `unknown` is allowed",
        )
