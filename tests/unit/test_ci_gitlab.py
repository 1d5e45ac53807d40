"""The jobs that `init` writes for GitLab: their note, their report and the site."""

import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from postmortems.scaffold.init.repository import repository_files
from tests.conftest import write
from tests.unit.ci_jobs import (
    BROKEN,
    MARK,
    NAME,
    SOUND,
    git,
    gitlab,
    gitlab_jobs,
    methods,
    ours,
    pull_request,
)

pytestmark = pytest.mark.slow


def test_gitlab_posts_one_note_and_changes_it(tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, "gitlab")
    # Where results are merged, GitLab fetches the merge request and no branch.
    git(checkout.folder, "update-ref", "-d", "refs/remotes/origin/main")
    done = gitlab(checkout, "postmortems-summary")
    assert done.returncode == 0, done.stderr
    assert "Checkout declines every card" in done.stdout
    (note,) = ours(checkout)
    assert note.startswith(f"{MARK}\n")
    assert "Checkout declines every card" in note
    assert not re.search(r"(?m)^\s*/", note), "a line that GitLab takes for an order"

    checkout.change(SOUND.replace("every card", "some cards"))
    assert gitlab(checkout, "postmortems-summary").returncode == 0
    (note,) = ours(checkout)
    assert "Checkout declines some cards" in note and "every card" not in note
    assert methods(checkout) == ["POST", "PUT"]


def test_gitlab_gets_no_orders_from_a_summary(tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, "gitlab")
    fake = f"#!{sys.executable}\nprint('What changes\\n/close\\n \\t/merge\\na/b')\n"
    write(checkout.temp, {"bin/postmortems": fake})
    (checkout.temp / "bin" / "postmortems").chmod(0o755)
    assert gitlab(checkout, "postmortems-summary").returncode == 0
    assert ours(checkout) == [f"{MARK}\nWhat changes\n&#47;close\n \t&#47;merge\na/b\n"]


def test_gitlab_says_why_there_is_no_note(tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, "gitlab")
    done = gitlab(checkout, "postmortems-summary", token="")
    assert done.returncode == 0
    assert "No note is posted: there is no CI/CD variable POSTMORTEMS_TOKEN." in done.stdout
    assert checkout.state["requests"] == []
    assert "Checkout declines every card" in (checkout.folder / "summary.md").read_text("utf-8")


@pytest.mark.parametrize(("text", "code"), [(SOUND, 0), (BROKEN, 1)])
def test_gitlab_reports_what_is_wrong(text: str, code: int, tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, "gitlab", text=text)
    done = gitlab(checkout, "postmortems-check")
    assert done.returncode == code
    assert ("incident.yaml:9:1: " in done.stdout) == bool(code)
    report = ElementTree.parse(checkout.folder / "junit.xml").getroot()
    assert ("unknown-key" in ElementTree.tostring(report, "unicode")) == bool(code)
    assert gitlab_jobs()["postmortems-check"]["artifacts"] == {
        "when": "always",
        "reports": {"junit": "junit.xml"},
    }


def test_gitlab_publishes_what_it_builds(tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, "gitlab")
    done = gitlab(checkout, "pages")
    assert done.returncode == 0, done.stderr
    assert (checkout.folder / "public" / "incidents" / NAME / "index.html").is_file()
    jobs = gitlab_jobs()
    assert jobs["pages"]["artifacts"] == {"paths": ["public"]}
    assert jobs["postmortems-site"]["script"] == ["mkdocs build --strict"]
    for job in jobs.values():
        # GitLab takes no other characters.
        assert re.fullmatch(r"[\w -]*", job.get("artifacts", {}).get("expose_as", ""), re.ASCII)
    include = yaml.safe_load(repository_files("Ours", "gitlab")[".gitlab-ci.yml"])
    assert include == {"include": [{"local": "postmortems.gitlab-ci.yml"}]}
