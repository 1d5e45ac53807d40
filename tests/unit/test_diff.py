"""`postmortems diff`: what a change does, in a throwaway repository."""

import re
from pathlib import Path

import pytest

from tests.conftest import run, write
from tests.unit.repository import ADDED, BASE, FIRST, HEAD, SECOND, begun, git, merged, told


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one incident on `main`, and a branch to change it in."""
    return begun(tmp_path, BASE)


def test_an_added_incident_is_told_with_what_the_lessons_gain(repository: Path) -> None:
    write(repository, {f"incidents/{SECOND}/incident.yaml": ADDED})
    text = told(repository)
    assert text.startswith("## Postmortems: 1 added\n")
    assert "### Checkout declines every card (added)" in text
    assert "| Time to resolve | 1 h 12 min |\n" in text
    assert (
        "*Every call has a timeout* (`timeouts`) is now seen in 2 incidents, 2 months after "
        f"`{FIRST}`, **while “Give calls a timeout” was open and 41 days overdue**." in text
    )
    assert f"*A limit has an alarm* (`limits`) is new: `{SECOND}` is the first" in text
    assert f"- Search is down (`{FIRST}`, 2025-01-10): checkout, timeout, calls" in text
    assert "    - its fix: 0 of 1 action item done; still open: Give calls a timeout\n" in text
    assert "of the template's 7 steps are done. Not done: 1: " in text


def test_each_action_that_was_open_is_named_once_with_its_incident(repository: Path) -> None:
    path = f"incidents/{FIRST}/incident.yaml"
    earlier = (
        BASE[path]
        .replace("2025-01-10T", "2025-01-02T")
        .replace("    - {id: give,", "    - {id: a,")
    )
    twice = earlier + (
        "    - {id: b, text: Give calls a timeout, state: open, lesson: timeouts}\n"
        "    - {id: c, text: Add an alarm, state: open, lesson: timeouts}\n"
    )
    merged(repository, {"incidents/2025-01-02-earlier/incident.yaml": twice})
    write(repository, {f"incidents/{SECOND}/incident.yaml": ADDED})
    assert (
        f"2 months after `{FIRST}`, **while “Give calls a timeout” of `2025-01-02-earlier` "
        "(41 days overdue), “Add an alarm” of `2025-01-02-earlier` and “Give calls a timeout” "
        "(41 days overdue) were open**." in told(repository)
    )


def test_a_fix_that_did_not_hold_is_named_with_its_days(repository: Path) -> None:
    path = f"incidents/{FIRST}/incident.yaml"
    fixed = re.sub(r"state: open.*?, lesson", "done_on: 2025-02-01, lesson", BASE[path])
    assert fixed != BASE[path]
    merged(repository, {path: fixed})
    write(repository, {f"incidents/{SECOND}/incident.yaml": ADDED})
    text = told(repository)
    assert "were open" not in text
    assert (
        f"**The fix of `{FIRST}` did not hold**, 41 days after, in the same service (Checkout): "
        "“Give calls" in text
    )
    assert "(`give`, done on 2025-02-01)." in text


def test_one_step_is_taken(repository: Path) -> None:
    write(repository, {f"incidents/{SECOND}/incident.yaml": "title: Slow\nseverity: SEV3\n"})
    assert "0 of the template's 7 steps are done." in told(repository)
    text = "title: Slow\nseverity: SEV3\nimpact: {user: {affected_users: 12}}\n"
    write(repository, {f"incidents/{SECOND}/incident.yaml": text})
    assert "1 of the template's 7 steps is done." in told(repository)


def test_only_what_is_new_is_found(repository: Path) -> None:
    path = f"incidents/{FIRST}/incident.yaml"
    write(repository, {path: "# A line above\n" + BASE[path] + "summary: TODO\n"})
    text = told(repository)
    assert "### 1 new finding" in text
    assert f"- **error** `incidents/{FIRST}/incident.yaml:12` `placeholder`: " in text
    assert "1 finding fixed." in text, "there is a summary now"
    assert "action-without-owner" not in text, "that was there before"


def test_a_changed_incident_is_told_with_what_it_was(repository: Path) -> None:
    path = f"incidents/{FIRST}/incident.yaml"
    text = BASE[path].replace("10:00Z", "10:30Z").replace("SEV2", "SEV1")
    write(repository, {path: text.replace("It hung", "Calls hung")})
    text = told(repository)
    assert text.startswith("## Postmortems: 1 changed\n")
    assert "| Resolved | 2025-01-10 10:30 UTC | 2025-01-10 10:00 UTC |" in text
    assert "| Time to resolve | 1 h 30 min | 1 h |" in text
    assert "| Severity | SEV1 | SEV2 |" in text
    assert "Changed: Incident Overview, Lessons Learned." in text
    assert "Lessons taught by more incidents" not in text


def test_whatever_is_not_of_the_branch_is_left_out(repository: Path) -> None:
    write(repository, {f"incidents/{SECOND}/incident.yaml": ADDED})
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "added")
    git(repository, "checkout", "-q", "main")
    other = ADDED.replace("Checkout declines every card", "Something else of the main branch")
    write(repository, {"incidents/2025-04-01-other/incident.yaml": other})
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "other")
    git(repository, "checkout", "-q", "change")
    text = told(repository)
    assert text.startswith("## Postmortems: 1 added\n")
    assert "Something else" not in text


def test_removed_and_broken_incidents_are_named(repository: Path) -> None:
    (repository / f"incidents/{FIRST}/incident.yaml").unlink()
    (repository / f"incidents/{FIRST}").rmdir()
    write(repository, {f"incidents/{SECOND}/incident.yaml": "title: [\n"})
    text = told(repository)
    assert text.startswith("## Postmortems: 1 removed, 1 not readable, ")
    assert f"### Search is down (removed)\n\n`{FIRST}` · SEV2 Major · Checkout · " in text
    assert f"Not readable until fixed: `{SECOND}`." in text
    assert "`not-yaml`" in text


OTHER = "2025-02-02-login-is-slow"
POINTING = (
    "title: Login is slow\n"
    + HEAD
    + "times: {started: 2025-02-02T09:20Z, resolved: 2025-02-02T10:32Z}\n"
    + f"related: [{{incident: {FIRST}, because: The same}}]\n"
    + "impact: {system: {services: [checkout]}}\n"
)


@pytest.mark.parametrize(
    ("files", "rule"),
    [
        ({"services.yaml": "search: {title: Search}\n"}, "unknown-service"),
        ({"severities.yaml": "S1: {}\nS2: {}\n"}, "unknown-severity"),
        ({"rules.yaml": "action-without-tracker: {status: draft}\n"}, "action-without-tracker"),
        ({".baseline.json": '{"version": 1, "known": []}'}, "no-summary"),
    ],
)
def test_what_breaks_other_incidents_is_found(
    files: dict[str, str], rule: str, repository: Path
) -> None:
    run("postmortems", "check", "--write-baseline", cwd=repository, check=True)
    merged(repository, {})
    write(repository / "incidents", files)
    text = told(repository)
    assert f"`incidents/{FIRST}/incident.yaml:" in text and f"`{rule}`: " in text


def test_an_incident_that_goes_breaks_those_that_name_it(repository: Path) -> None:
    merged(repository, {f"incidents/{OTHER}/incident.yaml": POINTING})
    git(repository, "rm", "-q", "-r", f"incidents/{FIRST}")
    text = told(repository)
    assert text.startswith("## Postmortems: 1 removed, 1 not readable, ")
    assert f"`incidents/{OTHER}/incident.yaml:6` `unknown-incident`" in text
    assert "fixed." not in text, "what is found of an incident that is gone is gone with it"


def test_an_alias_that_goes_breaks_those_that_use_it(repository: Path) -> None:
    path = f"incidents/{FIRST}/incident.yaml"
    files = {
        path: BASE[path] + "aliases: [INC-1]\n",
        f"incidents/{OTHER}/incident.yaml": POINTING.replace(FIRST, "INC-1"),
    }
    merged(repository, files)
    write(repository, {path: BASE[path]})
    assert f"`incidents/{OTHER}/incident.yaml:6` `unknown-incident`" in told(repository)


@pytest.mark.parametrize("staged", [True, False])
def test_a_renamed_incident_is_told_as_renamed(staged: bool, repository: Path) -> None:
    new = "2025-01-10-search-finds-nothing"
    if staged:
        git(repository, "mv", f"incidents/{FIRST}", f"incidents/{new}")
    else:
        (repository / "incidents" / FIRST).rename(repository / "incidents" / new)
    text = told(repository)
    assert text.startswith("## Postmortems: 1 renamed, 1 URL removed\n")
    assert f"### Search is down (renamed)\n\n`{new}` · " in text
    assert f"Its folder was `{FIRST}`.\n" in text
    assert f"- `incidents/{FIRST}/`: incident Search is down; moved to `incidents/{new}/`" in text
    assert "Changed: " not in text and "(removed)" not in text and "gain" not in text
    assert "Lessons taught by fewer incidents" not in text
    assert text.endswith("\n\nNo new findings.\n")


def test_what_else_changed_in_a_renamed_incident_is_told(repository: Path) -> None:
    path = f"incidents/{FIRST}/incident.yaml"
    (repository / path).unlink()
    (repository / f"incidents/{FIRST}").rmdir()
    new = {
        f"incidents/{SECOND}/incident.yaml": ADDED,
        "incidents/2025-01-10-down/incident.yaml": BASE[path].replace("10:00Z", "10:30Z"),
    }
    write(repository, new)
    text = told(repository)
    assert text.startswith("## Postmortems: 1 added, 1 renamed, 1 URL removed\n")
    assert "| Time to resolve | 1 h 30 min | 1 h |" in text
    assert "Changed: Incident Overview." in text and "`timeouts`) is new" not in text


def test_only_what_the_change_breaks_is_not_readable(repository: Path) -> None:
    merged(repository, {f"incidents/{OTHER}/incident.yaml": "title: [\n"})
    write(repository, {"incidents/services.yaml": "search: {}\n"})
    assert f"Not readable until fixed: `{FIRST}`." in told(repository)


def test_what_the_baseline_takes_is_not_fixed(repository: Path) -> None:
    run("postmortems", "check", "--write-baseline", cwd=repository, check=True)
    text = told(repository)
    assert "findings: added to the baseline, not fixed (" in text
    assert "findings fixed" not in text and "No new findings." in text


def test_what_the_catalogues_gain_is_told(repository: Path) -> None:
    added = {
        "incidents/services.yaml": BASE["incidents/services.yaml"] + "login: {}\n",
        "incidents/lessons.yaml": BASE["incidents/lessons.yaml"]
        + "alarms: {statement: An alarm has an owner.}\n",
    }
    write(repository, added)
    text = told(repository)
    assert "### Added catalogue entries\n\n- lesson `alarms` added: " in text
    assert "- lesson `alarms` added: `statement`: “An alarm has an owner.”\n" in text
    assert "- service `login` added\n" in text
    assert "`checkout`" not in text and "No new findings." in text


def test_nothing_changed_says_so(repository: Path) -> None:
    assert told(repository) == (
        "## Postmortems: no incident added or changed\n\nNo new findings.\n"
    )


def test_a_base_without_incidents_is_an_empty_one(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "nothing")
    write(tmp_path, BASE)
    assert told(tmp_path).startswith("## Postmortems: 1 added, ")


def test_untrusted_text_calls_nobody_and_opens_nothing(repository: Path) -> None:
    title = "title: 'Fixes #1 @team | <img src=x> [a](javascript:b)'\n"
    text = title + ADDED.partition("\n")[2]
    write(repository, {f"incidents/{SECOND}/incident.yaml": text})
    (row,) = [row for row in told(repository).splitlines() if row.startswith("### Fixes")]
    assert "@team" not in row and "<img" not in row and "[a](javascript" not in row


@pytest.mark.parametrize("base", ["no-such", "--output=x", "-", "main^{tree}", "$(touch owned)"])
def test_an_unknown_base_is_an_error_of_the_call(base: str, repository: Path) -> None:
    done = run("postmortems", "diff", "--", base, cwd=repository)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"`{base}` is not a branch, a tag or a commit here" in done.stderr
    assert not (repository / "owned").exists() and not (repository / "x").exists()


def test_a_folder_without_git_is_an_error_of_the_call(tmp_path: Path) -> None:
    write(tmp_path, BASE)
    done = run("postmortems", "diff", "main", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is not in a git repository" in done.stderr


def test_a_clone_without_history_is_an_error_of_the_call(repository: Path, tmp_path: Path) -> None:
    for branch in ("main", "change"):
        git(repository, "checkout", "-q", branch)
        git(repository, "commit", "-q", "--allow-empty", "-m", branch)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth=1", "--no-single-branch", repository.as_uri(), str(clone))
    done = run("postmortems", "diff", "origin/main", cwd=clone)
    assert (done.returncode, done.stdout) == (2, "")
    assert "history that it has in common with `origin/main`; run `git fetch --unsh" in done.stderr
    git(clone, "fetch", "-q", "--unshallow")
    assert told(clone, "origin/main").startswith("## Postmortems: no incident added or changed")
