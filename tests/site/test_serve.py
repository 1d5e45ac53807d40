"""`mkdocs serve`: pages are updated when files change."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.conftest import FIVE_LINES, write

NAME = "2026-03-14-checkout-declines-cards"
MINUTE = 60
BARE = "site_name: Ours\ntheme: {name: material}\nplugins: [postmortems: {search: false}]\n"
PAGE = f"incidents/{NAME}/"


def incident(title: str) -> dict[str, str]:
    return {f"incidents/{NAME}/incident.yaml": f"title: {title}\nseverity: SEV3\n"}


@dataclass(frozen=True)
class Served:
    """A site that is served: its folder, and its address."""

    folder: Path
    address: str

    def page(self, path: str) -> str:
        """Return a page of the site; empty if there is none."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=MINUTE) as answer:
                return str(answer.read().decode("utf-8"))
        except OSError:
            return ""

    def wait_for(self, path: str, words: str) -> str:
        """Wait until a page holds words, and return it."""
        end = time.monotonic() + MINUTE
        while time.monotonic() < end:
            if words in (page := self.page(path)):
                return page
            time.sleep(0.1)
        raise AssertionError(f"no `{words}` on {path}; the log:\n{self.log()}")

    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")


@pytest.fixture(params=["of-its-own", "docs-dir"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    """A site with one incident, and with a folder of pages of its own or the same folder."""
    config = BARE if request.param == "of-its-own" else FIVE_LINES
    write(tmp_path, {"mkdocs.yml": config, "docs/about.md": "# About\n", **incident("First")})
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=tmp_path,
            stdout=log,
            stderr=log,
        )
        try:
            site = Served(tmp_path, f"http://127.0.0.1:{port}/")
            site.wait_for(PAGE, "First")
            yield site
        finally:
            server.kill()
            server.wait()


def test_a_saved_incident_is_shown_first_and_the_indexes_follow(served: Served) -> None:
    write(served.folder, incident("Second"))
    served.wait_for(PAGE, "Second")
    served.wait_for("incidents/", "Second")
    assert "updated after" in served.log()
    assert "Detected file changes" not in served.log(), "the whole site was built first"


def test_the_indexes_follow_also_if_the_file_is_saved_again_without_a_change(
    served: Served,
) -> None:
    write(served.folder, incident("Second"))
    served.wait_for(PAGE, "Second")
    write(served.folder, incident("Second"))
    served.wait_for("incidents/", "Second")


def test_published_evidence_follows(served: Served) -> None:
    evidence = f"incidents/{NAME}/evidence/app.log"
    path = f"incidents/{NAME}/incident.yaml"
    text = incident("First")[path] + "evidence: [{file: evidence/app.log, publish: true}]\n"
    write(served.folder, {evidence: "one line\n", path: text})
    served.wait_for(evidence, "one line")
    write(served.folder, {evidence: "another line\n"})
    served.wait_for(evidence, "another line")


def test_the_theme_keeps_its_settings(served: Served) -> None:
    config = yaml.safe_load((served.folder / "mkdocs.yml").read_text())
    config["theme"] = {"name": "material", "language": "de"}
    write(served.folder, {"mkdocs.yml": yaml.safe_dump(config)})
    served.wait_for(PAGE, 'lang="de"')
    write(served.folder, incident("Second"))
    assert 'lang="de"' in served.wait_for("incidents/", "Second")


def test_a_file_with_an_error_keeps_the_page_and_shows_the_error(served: Served) -> None:
    path = f"incidents/{NAME}/incident.yaml"
    write(served.folder, {path: "title: Second\nseverity: <<<<<<< HEAD\n<<<<<<< HEAD\n"})
    page = served.wait_for(PAGE, "pm-problems")
    assert "First" in page
    assert f"{path}:" in page
    time.sleep(6)  # longer than the other pages take to follow
    assert "First" in served.page(PAGE)
    assert "First" in served.page("incidents/")
    write(served.folder, incident("Third"))
    served.wait_for("incidents/", "Third")
    assert "pm-problems" not in served.wait_for(PAGE, "Third")


def test_text_of_an_error_is_escaped(served: Served) -> None:
    path = f"incidents/{NAME}/incident.yaml"
    write(served.folder, {path: "title: First\nseverity: SEV3\n<script>x</script>: 1\n"})
    page = served.wait_for(PAGE, "pm-problems")
    assert "<script>x" not in page


def test_a_new_incident_is_shown(served: Served) -> None:
    name = "2026-03-15-mail-is-late"
    write(served.folder, {f"incidents/{name}/incident.yaml": "title: Late\nseverity: SEV3\n"})
    served.wait_for(f"incidents/{name}/", "Late")
    served.wait_for("incidents/", "Late")


def test_a_catalogue_changes_the_pages(served: Served) -> None:
    write(served.folder, {"incidents/services.yaml": "mail: {title: Mail of the shop}\n"})
    served.wait_for("services/mail/", "Mail of the shop")


def test_a_removed_incident_is_no_longer_shown(served: Served) -> None:
    (served.folder / "incidents" / NAME / "incident.yaml").unlink()
    (served.folder / "incidents" / NAME).rmdir()
    served.wait_for("incidents/", "There are no incidents yet")
    assert "First" not in served.page(PAGE)


def test_a_folder_that_was_moved_away_and_back_is_watched_again(served: Served) -> None:
    incidents, away = served.folder / "incidents", served.folder / "away"
    incidents.rename(away)
    time.sleep(3)  # longer than the interval of polling
    away.rename(incidents)
    time.sleep(3)
    write(served.folder, incident("Second"))
    served.wait_for(PAGE, "Second")
    assert "Traceback" not in served.log()
