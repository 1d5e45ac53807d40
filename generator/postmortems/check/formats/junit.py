"""Format a report as JUnit XML for GitLab, Jenkins and others: an incident is a test case.

The schema is https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd.
"""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ...model import Problem, escape_control_characters
from ..report import Report

SUITE = "postmortems"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Report) -> str:
    """Format a report as a test case per incident, and per other file with a problem.

    Errors are failures of the test case; warnings and notes are its output.
    """
    cases: dict[str, list[Problem]] = {name: [] for name in report.incidents}
    for problem in report.listed:
        cases.setdefault(problem.incident or problem.place.path, []).append(problem)
    failed = sum(any(_fails(problem) for problem in problems) for problems in cases.values())
    counts = {"tests": str(len(cases)), "failures": str(failed), "errors": "0"}
    suites = Element("testsuites", {"name": SUITE, **counts})
    suite = SubElement(suites, "testsuite", {"name": SUITE, **counts, "time": "0"})
    for case, problems in cases.items():
        _add(suite, case, problems)
    indent(suites, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode")


def _add(suite: Element, incident_or_path: str, problems: list[Problem]) -> None:
    name = incident_or_path.rpartition("/")[2]
    case = SubElement(suite, "testcase", {"classname": SUITE, "name": _clean(name), "time": "0"})
    failing = [problem for problem in problems if _fails(problem)]
    if failing:
        first = f"{failing[0].rule}: {failing[0].message}"
        attributes = {"message": _clean(first), "type": failing[0].level}
        SubElement(case, "failure", attributes).text = _clean("\n".join(map(str, failing)))
    others = [str(problem) for problem in problems if not _fails(problem)]
    if others:
        SubElement(case, "system-out").text = _clean("\n".join(others))


def _fails(problem: Problem) -> bool:
    return problem.level == "error"


def _clean(text: str) -> str:
    """Escape the characters that XML does not allow."""
    return _NOT_XML.sub(lambda match: escape_control_characters(match[0]), text)
