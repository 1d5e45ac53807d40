"""An author's way: a scaffold, what `check` says of its blanks, and filling them in.

The facts are from Stack Exchange's account of its outage of 20 July 2016,
https://stackstatus.tumblr.com/post/147710624694/outage-postmortem-july-20-2016.
"""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import run, write

CATALOGUES = {
    "incidents/services.yaml": "questions: {title: Questions and answers, team: web}\n",
    "incidents/lessons.yaml": (
        "bounded-work: {statement: The hot path never does unbounded work.}\n"
        "health-checks: {statement: A health check does not depend on users' content.}\n"
    ),
}
TITLE = "The home page of every site stops answering"
DRAFT = {
    "SEV1": [
        ("incident.yaml", "summary", "no-summary"),
        ("incident.yaml", "started", "no-start-time"),
        ("incident.yaml", "method", "no-detection-method"),
        ("impact.yaml", "affected_users", "impact-without-number"),
        ("impact.yaml", "services", "no-affected-service"),
        ("timeline.yaml", "#   evidence", "no-timeline"),
    ],
    "SEV3": [
        ("incident.yaml", "summary", "no-summary"),
        ("incident.yaml", "started", "no-start-time"),
        ("incident.yaml", "method", "no-detection-method"),
        ("incident.yaml", "affected_users", "impact-without-number"),
        ("incident.yaml", "services", "no-affected-service"),
        ("incident.yaml", "timeline", "no-timeline"),
    ],
    "SEV5": [
        ("incident.yaml", "summary", "no-summary"),
        ("incident.yaml", "started", "no-start-time"),
        ("incident.yaml", "services", "no-affected-service"),
    ],
}
"""What `check` says of a draft in which nothing was filled in: file, key of the line, and rule."""
PUBLISHED = [
    ("incident.yaml", "detected", "missing-phase"),
    ("incident.yaml", "resolved", "missing-phase"),
    ("incident.yaml", "published", "published-without-day"),
    ("root_cause.yaml", "nodes", "root-cause-incomplete"),
    ("monitoring.yaml", "alerts_triggered", "section-left-blank"),
    ("response.yaml", "stabilization", "no-stabilization"),
    ("response.yaml", "communication", "no-communication"),
    ("remediation.yaml", "code", "section-left-blank"),
    ("lessons.yaml", "improve", "resolved-without-lessons"),
    ("lessons.yaml", "action_items", "resolved-without-actions"),
    ("prevention.yaml", "safeguards", "section-left-blank"),
]
"""What comes with it once such a SEV1 calls itself resolved and published."""


def scaffolded(folder: Path, severity: str, *more: str) -> Path:
    write(folder, CATALOGUES)
    done = run("postmortems", "new", TITLE, "--severity", severity, *more, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / Path(done.stdout.splitlines()[0]).parent


def said(folder: Path) -> list[tuple[str, str, str]]:
    """Each problem as its file, the key in its line, and its rule."""
    done = run("postmortems", "check", "--format=json", cwd=folder)
    found = []
    for problem in json.loads(done.stdout)["problems"]:
        path = folder / problem["path"]
        line = path.read_text(encoding="utf-8").splitlines()[problem["line"] - 1]
        found.append((path.name, line.partition(":")[0].strip(), problem["rule"]))
    return sorted(found)


@pytest.mark.parametrize("severity", DRAFT)
def test_every_blank_that_matters_is_named_with_its_line(severity: str, tmp_path: Path) -> None:
    scaffolded(tmp_path, severity)
    assert said(tmp_path) == sorted(DRAFT[severity])


def test_what_was_given_to_new_is_no_blank(tmp_path: Path) -> None:
    scaffolded(tmp_path, "SEV5", "--started=2016-07-20T14:44Z", "--service=questions")
    assert said(tmp_path) == [("incident.yaml", "summary", "no-summary")]


def test_more_blanks_matter_once_it_is_published(tmp_path: Path) -> None:
    made = scaffolded(tmp_path, "SEV1")
    fill(made / "incident.yaml", {"status": "resolved"})
    path = made / "incident.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"  status: .*", "  status: published", text), encoding="utf-8")
    assert said(tmp_path) == sorted([*DRAFT["SEV1"], *PUBLISHED])


FILLED: dict[str, dict[str, str]] = {
    "incident.yaml": {
        "summary": "|\n  A post held 20,000 spaces in a row. Trimming it with a regular expression"
        " used up\n  the CPU of the web servers on each view of the home page.",
        "detected": "2016-07-20T14:44Z",
        "mitigated": "2016-07-20T15:18Z",
        "resolved": "2016-07-20T15:18Z",
        "method": "unknown",
        "published": "2016-07-20",
    },
    "impact.yaml": {
        "affected_users": "{percent: 100, note: of the visitors of all sites for 34 minutes}",
        "performance_degradation": "The web servers were at 100 % CPU",
    },
    "root_cause.yaml": {
        "category": "data",
        "description": "A post with 20,000 spaces in a line reached the home page",
        "nodes": """
  - {id: post, kind: trigger, text: "A post with 20,000 spaces is on the home page"}
  - {id: regex, kind: contributing-factor, text: Trimming takes quadratic work}
  - {id: health, kind: contributing-factor, text: The health check reads the home page}
  - {id: cpu, kind: primary-failure, text: Web servers run out of CPU, caused_by: [post, regex]}
  - {id: out, kind: user-impact, text: All servers are taken out, caused_by: [cpu, health]}""",
    },
    "monitoring.yaml": {"cpu_usage": "100 % on all web servers"},
    "response.yaml": {
        "patches": "The expression was replaced by a substring function",
        "status_page": "The first notice was on Twitter at 14:58 UTC",
    },
    "remediation.yaml": {"code": "replace-regex"},
    "lessons.yaml": {
        "improve": """
  - {text: Trimming text took quadratic work on a hot path, lesson: bounded-work}
  - {text: The load balancer judged servers by the home page, lesson: health-checks}""",
        "action_items": """
  - id: replace-regex
    text: Replace the expression by a substring function
    kind: prevent
    owner: web-lead
    due: 2016-07-20
    state: done
    done_on: 2016-07-20
    addresses: [regex]
    measured_by: A test trims a line of 20,000 spaces in a millisecond
    lesson: bounded-work
  - id: health-page
    text: Give the load balancer a health page that no post can slow
    kind: mitigate
    owner: web-lead
    due: 2016-08-20
    state: done
    done_on: 2016-08-01
    addresses: [health]
    lesson: health-checks""",
    },
    "prevention.yaml": {"safeguards": "A test trims a line of 20,000 spaces"},
}
ROWS = """
- {time: 2016-07-20T14:44Z, event: The home page stops answering, marks: started}
- {time: 2016-07-20T14:54Z, event: The expression is found, action: Work on a fix begins}
- {time: 2016-07-20T15:08Z, event: A fix is written, action: It is rolled out}
- {time: 2016-07-20T15:18Z, event: The fix is on enough servers, result: The sites are back}
"""


def fill(path: Path, values: dict[str, str]) -> None:
    """Write values behind keys that are blank, or have what the scaffold began with."""
    text = path.read_text(encoding="utf-8")
    for key, value in values.items():
        pattern = rf"^(\s*{key}:)(?: +(?:#.*|investigating))?$"
        text, number = re.subn(pattern, rf"\1 {value}", text, count=1, flags=re.MULTILINE)
        assert number == 1, f"{path.name} has no blank `{key}`"
    path.write_text(text, encoding="utf-8")


def test_filling_it_in_from_a_public_account_ends_clean(tmp_path: Path) -> None:
    made = scaffolded(tmp_path, "SEV1", "--started=2016-07-20T14:44Z", "--service=questions")
    fill(made / "incident.yaml", {"status": "resolved"})
    for name, values in FILLED.items():
        fill(made / name, values)
    path = made / "incident.yaml"
    text = re.sub(r"  status: .*", "  status: published", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    with (made / "timeline.yaml").open("a", encoding="utf-8") as file:
        file.write(ROWS)
    done = run("postmortems", "check", "--strict", "--format=concise", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "1 incident; no problems\n"
    assert "Seven steps" in run("postmortems", "render", made.name, cwd=tmp_path).stdout
