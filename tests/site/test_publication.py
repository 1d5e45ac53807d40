"""What a site must not show: secrets, evidence that is not published, leftovers of editors."""

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import FIVE_LINES, build, run, write
from tests.leaks import AWS_KEY, LEAKS, PRIVATE_KEY, TOKEN

BARE = "site_name: Ours\ntheme: {name: material}\n"
NAME = "2026-03-14-checkout-declines-cards"
SOUND = "2026-02-01-search-is-down"
OTHER = f"title: Search is down\nseverity: SEV3\nrelated: [{{incident: {NAME}}}]\n"
TITLE = "Zebrafish declines cards"
INCIDENT = f"""\
title: {TITLE}
severity: SEV3
impact: {{system: {{services: [checkout]}}}}
lessons:
  improve: [{{text: It hung, lesson: timeouts}}]
  action_items:
    - {{id: add-timeouts, text: Zebrafish gets a timeout, due: 2026-05-01, state: open}}
evidence: [{{file: evidence/app.log, title: What it said, publish: true}}]
"""
FILES = {
    "mkdocs.yml": FIVE_LINES,
    "incidents/services.yaml": "checkout: {title: Checkout}\n",
    "incidents/lessons.yaml": "timeouts: {statement: Every call has a timeout}\n",
    f"incidents/{SOUND}/incident.yaml": OTHER,
    f"incidents/{NAME}/incident.yaml": INCIDENT,
    f"incidents/{NAME}/evidence/app.log": "all is well\n",
}


def files_of(site: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(site.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            yield path, gzip.decompress(content) if path.suffix == ".bin" else content


def holding(site: Path, text: str) -> list[str]:
    """The files of a site that hold a text in their name or content."""
    return [
        path.relative_to(site).as_posix()
        for path, content in files_of(site)
        if text.encode() in content or text in path.relative_to(site).as_posix()
    ]


def built(folder: Path, files: dict[str, str]) -> tuple[Path, str]:
    """Build a site that need not be sound; return it and the log."""
    write(folder, FILES | files)
    done = run("mkdocs", "build", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return folder / "site", done.stderr


@pytest.mark.parametrize(
    "file", ["incident.yaml", "timeline.yaml", "evidence/app.log"], ids=["yaml", "comment", "file"]
)
@pytest.mark.parametrize("secret", [AWS_KEY, TOKEN, PRIVATE_KEY], ids=["aws", "github", "key"])
def test_a_secret_withholds_the_incident_from_all_of_the_site(
    file: str, secret: str, tmp_path: Path
) -> None:
    text = {
        "incident.yaml": f"{INCIDENT}summary: Somebody wrote {secret} here\n",
        "timeline.yaml": f"# {secret}\n- {{time: 2026-03-14T09:20Z, event: It began}}\n",
        "evidence/app.log": f"one\n{secret}\n",
    }[file]
    site, log = built(tmp_path, {f"incidents/{NAME}/{file}": text})
    assert holding(site, secret) == []
    assert holding(site, "Zebrafish") == []
    assert not (site / "incidents" / NAME).exists()
    assert not (site / "api" / "v1" / "incidents" / f"{NAME}.json").exists()
    assert holding(site, "Search is down"), "the other incidents are there"
    assert f"withheld: the pages and files of `{NAME}` are not on the site" in log
    assert f"incidents/{NAME}/{file}:" in log
    assert secret not in log


def test_a_secret_fails_a_strict_build(tmp_path: Path) -> None:
    write(tmp_path, FILES | {f"incidents/{NAME}/evidence/app.log": TOKEN})
    done = run("mkdocs", "build", "--strict", cwd=tmp_path)
    assert done.returncode == 1
    assert holding(tmp_path / "site", TOKEN) == []


def test_what_a_comment_allows_is_published(tmp_path: Path) -> None:
    main = INCIDENT.rstrip() + "  # postmortems: allow secret: it was made up for this page\n"
    site, log = built(
        tmp_path,
        {f"incidents/{NAME}/incident.yaml": main, f"incidents/{NAME}/evidence/app.log": TOKEN},
    )
    assert holding(site, TOKEN) == [f"incidents/{NAME}/evidence/app.log"]
    assert "ERROR" not in log


@pytest.mark.parametrize("leak", ["card", "iban"])
def test_a_file_with_customer_data_is_not_offered(leak: str, tmp_path: Path) -> None:
    _, value = LEAKS[leak]
    site, log = built(tmp_path, {f"incidents/{NAME}/evidence/app.log": f"paid with {value}\n"})
    assert holding(site, value) == holding(site, "app.log") == []
    assert f"incidents/{NAME}/evidence/app.log:1:11: error: customer-data" in log
    assert holding(site, TITLE), "the page is there"


def test_a_secret_in_a_catalogue_reaches_no_page(tmp_path: Path) -> None:
    site, log = built(
        tmp_path,
        {
            "incidents/services.yaml": f"checkout: {{title: Checkout, team: {TOKEN}}}\n",
            "incidents/lessons.yaml": "timeouts:\n  statement: Every call\n"
            f"  explanation: {AWS_KEY}\n",
            "incidents/severities.yaml": f"SEV3: {{title: Bad, definition: {PRIVATE_KEY}}}\n",
        },
    )
    for secret in (TOKEN, AWS_KEY, PRIVATE_KEY):
        assert holding(site, secret) == []
    assert holding(site, "Every call"), "the other texts of the entry are there"
    assert log.count("error: secret: ") == 3


def test_names_and_titles_of_unpublished_evidence_are_on_no_page(tmp_path: Path) -> None:
    timeline = "- {time: 2026-03-14T09:20Z, event: It began, evidence: evidence/quokka.log}\n"
    site, _ = built(
        tmp_path,
        {
            f"incidents/{NAME}/incident.yaml": INCIDENT.partition("evidence:")[0],
            f"incidents/{NAME}/timeline.yaml": timeline,
            f"incidents/{NAME}/evidence.yaml": "- {file: evidence/app.log, publish: true}\n"
            "- {kind: logs, file: evidence/quokka.log, title: What Numbat did}\n",
            f"incidents/{NAME}/evidence/quokka.log": "Bandicoot\n",
        },
    )
    for text in ("quokka", "Numbat", "Bandicoot"):
        assert holding(site, text) == []
    page = (site / "incidents" / NAME / "index.md").read_text(encoding="utf-8")
    assert "- **Logs:** kept in the repository" in page
    assert "](evidence/app.log)" in page


LEFTOVERS = (
    f"{NAME}/incident.yaml.orig",
    f"{NAME}/.incident.yaml.swp",
    f"{NAME}/incident.yaml~",
    f"{NAME}/evidence/other.log",
    f"{NAME}/notes.md",
    "services.yaml.orig",
    "services.yaml~",
    "lessons.yaml.bak",
    "dump.sql",
    "lessons.txt",
)


@pytest.mark.parametrize("place", ["incidents", "docs/incidents"])
def test_only_what_an_incident_publishes_leaves_the_folder_of_incidents(
    place: str, tmp_path: Path
) -> None:
    write(tmp_path, FILES)
    (tmp_path / "outside.txt").write_text("LEFTOVER")
    if place != "incidents":
        (tmp_path / "docs").mkdir()
        shutil.move(tmp_path / "incidents", tmp_path / place)
        plugins = "plugins: [postmortems: {incidents_dir: docs/incidents}]\n"
        write(tmp_path, {"mkdocs.yml": BARE + plugins, "docs/about.md": "# About\n"})
    write(tmp_path, {f"{place}/{name}": "LEFTOVER" for name in LEFTOVERS})
    write(tmp_path, {f"{place}/own.md": "# Own page\n"})
    (tmp_path / place / NAME / "evidence" / "link.txt").symlink_to(tmp_path / "outside.txt")
    site = build(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert holding(site, "LEFTOVER") == []
    assert (site / "incidents" / NAME / "evidence" / "app.log").is_file()
    assert holding(site, "Own page"), "a page of the site's own stays"


def test_published_evidence_whose_name_begins_with_a_dot_is_on_the_site(tmp_path: Path) -> None:
    files = {
        f"incidents/{NAME}/incident.yaml": INCIDENT.replace("app.log", ".env.log"),
        f"incidents/{NAME}/evidence/.env.log": "all is well\n",
    }
    site, log = built(tmp_path, files)
    assert (site / "incidents" / NAME / "evidence" / ".env.log").is_file()
    assert "excluded" not in log


def test_the_build_says_once_that_the_audience_hides_nothing(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    done = run("mkdocs", "build", "--strict", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("`audience` is a label and hides nothing") == 1
    assert "2 of 2 incidents are `internal`" in done.stderr
