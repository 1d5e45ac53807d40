"""A site built with a cache is that built without one, whatever changed in between."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import Files
from mkdocs.structure.nav import get_navigation

from mkdocs_postmortems import detached_pages
from mkdocs_postmortems.site_digest import site_digest
from postmortems import cache as cache_module
from postmortems.cache import code_digest
from tests.benchmarks.company import write as write_company
from tests.benchmarks.reading import UNTIL
from tests.conftest import FIVE_LINES, write

INCIDENTS = 10
CONFIG = """\
site_name: {name}
docs_dir: docs
theme: {{name: material, custom_dir: theme, font: false}}
use_directory_urls: {directories}
plugins:
  - postmortems:
      search: false
      cache: {cache}
      workers: {workers}
      days_quiet: {days_quiet}
      working_hours: {{days: {days}, from: "09:00", to: "18:00", timezone: Europe/Berlin}}
"""
THEME = '{% extends "base.html" %}\n{% block footer %}<p>Footer 0</p>{% endblock %}\n'


class Project:
    """A repository with incidents, and a site of them."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.day = UNTIL
        self.options: dict[str, Any] = {
            "name": "Ours",
            "directories": True,
            "days_quiet": True,
            "days": "mon-fri",
        }
        write_company(top / "incidents", INCIDENTS, 1, UNTIL)
        for name in ("lessons.yaml", "services.yaml"):
            self._keep_used(top / "incidents" / name)
        write(
            top,
            {
                "docs/index.md": "# Home\n\n<!-- postmortems: incidents -->\n",
                "docs/guide.md": "# Guide\n",
                "theme/main.html": THEME,
            },
        )

    def build(self, name: str, cache: str, workers: int) -> dict[str, bytes]:
        """Build the site in this process, and return its files by path."""
        config = CONFIG.format(**self.options, cache=cache, workers=workers)
        write(self.top, {"mkdocs.yml": config})
        site = self.top / name
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SOURCE_DATE_EPOCH", str(int(self.day.strftime("%s"))))
            patch.setattr(detached_pages, "PAGES_PER_WORKER", 4)
            loaded = load_config(str(self.top / "mkdocs.yml"), site_dir=str(site))
            loaded.plugins.on_startup(command="build", dirty=False)
            build(loaded)
        files = (path for path in site.rglob("*") if path.is_file())
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}

    def _keep_used(self, catalogue: Path) -> None:
        """Remove the entries of a catalogue that no incident uses, since each has a page."""
        files = catalogue.parent.glob("*/*.yaml")
        texts = "".join(file.read_text(encoding="utf-8") for file in files)
        entries = yaml.load(catalogue.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        used = {name: entry for name, entry in entries.items() if name in texts}
        for entry in used.values():
            entry.pop("depends_on", None)
        catalogue.write_text(yaml.safe_dump(used, sort_keys=False), encoding="utf-8")

    def folder(self, number: int) -> Path:
        """Return the folder of an incident."""
        folders = sorted(path for path in (self.top / "incidents").iterdir() if path.is_dir())
        return folders[number % len(folders)]

    def edit(self, number: int, change: Callable[[dict[str, Any]], Any]) -> None:
        """Change the main file of an incident."""
        self.edit_yaml(self.folder(number) / "incident.yaml", change)

    def edit_yaml(self, file: Path, change: Callable[[dict[str, Any]], Any]) -> None:
        """Change a file."""
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        change(data)
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        file.write_text(text, encoding="utf-8")


def prose(project: Project, number: int) -> None:
    other = project.folder(number + 1).name
    text = f"\n\nMore of [the other]({other}.md) and [the guide](../guide.md)."
    project.edit(number, lambda data: data.update(summary=data.get("summary", "x") + text))


def title(project: Project, number: int) -> None:
    project.edit(number, lambda data: data.update(title="Another title"))


def severity(project: Project, number: int) -> None:
    other = {"SEV1": "SEV2"}
    project.edit(number, lambda data: data.update(severity=other.get(data["severity"], "SEV1")))


def related(project: Project, number: int) -> None:
    row = {"incident": project.folder(number + 1).name, "because": "it looked alike"}
    project.edit(number, lambda data: data.update(related=[row]))


def rename(project: Project, number: int) -> None:
    folder = project.folder(number)
    folder.rename(folder.with_name(f"{folder.name}-renamed"))


def delete(project: Project, number: int) -> None:
    shutil.rmtree(project.folder(number))


def copy(project: Project, number: int) -> None:
    folder = project.folder(number)
    again = shutil.copytree(folder, folder.with_name(f"{folder.name}-again"), dirs_exist_ok=True)
    project.edit_yaml(again / "incident.yaml", lambda data: data.pop("aliases", None))


def lesson(project: Project, number: int) -> None:
    file = project.top / "incidents" / "lessons.yaml"
    project.edit_yaml(file, lambda data: data.update(new={"statement": "A new one."}))
    for at in (number, number + 1):
        teach(project, at)


def teach(project: Project, number: int) -> None:
    """Let an incident teach a lesson that is in the catalogue only after `lesson`."""
    item = {"id": "do", "text": "Do it", "lesson": "new", "state": "open", "due": "2020-01-01"}
    learned = {"improve": [{"text": "Late", "lesson": "new"}], "action_items": [item]}
    (project.folder(number) / "lessons.yaml").unlink(missing_ok=True)
    project.edit(number, lambda data: data.update(lessons=learned))


def teach_again(project: Project, number: int) -> None:
    teach(project, number + 2)


def title_of_related(project: Project, number: int) -> None:
    project.edit(number + 1, lambda data: data.update(title=f"Title {number}"))


def statement(project: Project, number: int) -> None:
    def change(data: dict[str, Any]) -> None:
        entry = list(data.values())[number % len(data)]
        entry["statement"] += " Always."

    project.edit_yaml(project.top / "incidents" / "lessons.yaml", change)


def service(project: Project, number: int) -> None:
    def change(data: dict[str, Any]) -> None:
        entry = list(data.values())[number % len(data)]
        entry["title"] = "Another service"

    project.edit_yaml(project.top / "incidents" / "services.yaml", change)


def secret(project: Project, number: int) -> None:
    text = "password: hunter2hunter2hunter2"
    project.edit(number, lambda data: data.update(summary=text))


def evidence(project: Project, number: int) -> None:
    """Cut the last lines of each file that something is derived from."""
    for file in (project.top / "incidents").glob("*/evidence/*.[lcj]*"):
        if file.suffix != ".json":
            lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
            file.write_text("".join(lines[: -1 - number % 3]), encoding="utf-8")


def option(project: Project, number: int) -> None:
    name = ("days_quiet", "directories")[number % 2]
    project.options[name] = not project.options[name]


def working_hours(project: Project, number: int) -> None:
    project.options["days"] = ("mon-thu", "tue-sun")[number % 2]


def measures(project: Project, number: int) -> None:
    texts = {"rollback": "Reverted", "patches": f"Something new {number}"}
    folder = project.folder(number)
    (folder / "response.yaml").unlink(missing_ok=True)
    project.edit(number, lambda data: data.update(response={"stabilization": texts}))


def site_name(project: Project, number: int) -> None:
    project.options["name"] = f"Site {number}"


def theme(project: Project, number: int) -> None:
    file = project.top / "theme" / "main.html"
    file.write_text(THEME.replace("Footer 0", f"Footer {number}"), encoding="utf-8")


def time_in_theme(project: Project, number: int) -> None:
    text = THEME.replace("Footer 0", "{{ build_date_utc }}, {{ pages | length }} pages")
    (project.top / "theme" / "main.html").write_text(text, encoding="utf-8")


def own_page(project: Project, number: int) -> None:
    guide = project.top / "docs" / "guide.md"
    if number % 2:
        guide.unlink(missing_ok=True)
    else:
        guide.write_text(f"# Guide {number}\n", encoding="utf-8")


def own_page_in_place_of_ours(project: Project, number: int) -> None:
    path = project.top / "docs" / "lessons" / "index.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text("# Our lessons\n", encoding="utf-8")


def date(project: Project, number: int) -> None:
    project.day += timedelta(days=number + 1)


EDITS = (
    prose,
    title,
    severity,
    related,
    title_of_related,
    rename,
    delete,
    copy,
    lesson,
    teach_again,
    date,
    statement,
    service,
    secret,
    evidence,
    option,
    working_hours,
    measures,
    site_name,
    theme,
    own_page,
    own_page_in_place_of_ours,
    time_in_theme,
)
Step = tuple[Callable[[Project, int], None], int]
steps = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 30)), min_size=2, max_size=4)


def every(*numbers: int) -> list[Step]:
    """Return every edit, once with each number."""
    return [(edit, number) for number in numbers for edit in EDITS]


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
@example(every(3))
def test_a_cache_changes_no_file(
    tmp_path_factory: pytest.TempPathFactory, changes: list[Step]
) -> None:
    top = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache_module, "user_data_path", lambda *_, **__: top)
        project = Project(top)
        project.build("warm", ".cache", 1)
        for number, (edit, argument) in enumerate(changes):
            edit(project, argument)
            workers = number % 2 + 1
            warm = project.build("warm", ".cache", workers)
            cold = project.build("cold", "''", workers % 2 + 1)
            assert differences(warm, cold) == [], f"after {edit.__name__} {argument}"


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def test_only_pages_that_show_a_changed_incident_are_rendered_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "user_data_path", lambda *_, **__: tmp_path)
    project = Project(tmp_path)
    rendered: list[str] = []
    render = detached_pages.PageRenderer.render

    def noted(renderer: detached_pages.PageRenderer, file: Any) -> detached_pages.RenderedPage:
        rendered.append(file.src_uri)
        return render(renderer, file)

    monkeypatch.setattr(detached_pages.PageRenderer, "render", noted)
    before = project.build("site", ".cache", 1)
    assert len([path for path in rendered if path.startswith("incidents/2")]) == INCIDENTS
    rendered.clear()
    project.edit(3, lambda data: data.update(summary="Other words."))
    after = project.build("site", ".cache", 1)
    changed = project.folder(3).name
    pages = {Path(path).stem for path in rendered if path.startswith("incidents/2")}
    assert changed in pages
    for name in pages:
        path = f"incidents/{name}/index.html"
        old, new = before[path], after[path]
        # Some pages list it among their similar incidents.
        assert old != new or changed.encode() in old, f"{name} is rendered for nothing"
    assert len(pages) < INCIDENTS


def test_a_broken_link_is_reported_by_each_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(cache_module, "user_data_path", lambda *_, **__: tmp_path)
    project = Project(tmp_path)
    project.edit(3, lambda data: data.update(summary="See [this](missing.md)."))
    for _ in range(2):
        caplog.clear()
        project.build("site", ".cache", 1)
        assert "the link `missing.md` leads to no page" in caplog.text


def test_the_other_pages_of_a_served_site_take_the_pages_of_the_server(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": FIVE_LINES, "incidents/services.yaml": "{}\n"})
    options = ({"dev_addr": "127.0.0.1:8123"}, {"site_dir": str(tmp_path / "other")})
    configs = [load_config(str(tmp_path / "mkdocs.yml"), **each) for each in options]
    digests = {
        site_digest(config, get_navigation(Files([]), config), config.plugins["postmortems"])
        for config in configs
    }
    assert len(digests) == 1
    assert None not in digests


def test_the_code_of_a_package_is_part_of_each_key(tmp_path: Path) -> None:
    write(tmp_path, {"one/a.py": "1", "two/a.py": "2", "three/a.py": "1"})
    digests = [code_digest(tmp_path / name) for name in ("one", "two", "three")]
    assert digests[0] != digests[1]
    assert digests[0] == digests[2]
