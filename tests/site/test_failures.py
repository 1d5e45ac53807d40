"""What fails while a site is built: one line that names it, and the rest of the site."""

from pathlib import Path

import pytest

from mkdocs_postmortems.guard import UNMADE
from tests.conftest import FIVE_LINES, run, write

NAME = "2026-03-14-checkout-declines-cards"
OTHER = "2026-02-01-search-is-down"
INCIDENT = "title: Checkout declines every card\nseverity: SEV3\n"
FILES = {
    "mkdocs.yml": FIVE_LINES + "hooks: [broken.py]\n",
    f"incidents/{NAME}/incident.yaml": INCIDENT,
    f"incidents/{OTHER}/incident.yaml": "title: Search is down\nseverity: SEV3\n",
}
BROKEN = f"""\
from {{module}} import {{name}} as real
import {{module}}


def broken(*args, **kwargs):
    if not {{only}} or any(getattr(arg, "id", "") == "{NAME}" for arg in args):
        raise {{error}}
    return real(*args, **kwargs)


{{module}}.{{name}} = broken
"""
ERROR = "RuntimeError('words of an incident')"


def broken_build(
    folder: Path, where: str, *flags: str, only: bool = False, error: str = ERROR
) -> tuple[int, str]:
    """Build a site in which a function raises an exception; return the exit code and the log."""
    module, _, name = where.rpartition(".")
    hook = BROKEN.format(module=module, name=name, only=only, error=error)
    write(folder, FILES | {"broken.py": hook})
    done = run("mkdocs", "build", *flags, cwd=folder)
    assert "Traceback" not in done.stderr
    assert "words of an incident" not in done.stderr
    return done.returncode, done.stderr


def test_a_page_that_fails_is_named_and_costs_no_other(tmp_path: Path) -> None:
    where = "mkdocs_postmortems.indexes.incident_pages.incident_page"
    code, log = broken_build(tmp_path, where, only=True)
    assert code == 0
    assert f"the page `incidents/{NAME}.md` could not be built: `RuntimeError` (broken.py" in log
    version = tmp_path / "site" / "incidents" / NAME / "index.md"
    assert version.read_text(encoding="utf-8") == f"{UNMADE}\n"
    page = (tmp_path / "site" / "incidents" / NAME / "index.html").read_text(encoding="utf-8")
    assert "This page could not be built" in page
    assert (tmp_path / "site" / "incidents" / OTHER / "index.md").is_file()
    assert broken_build(tmp_path, where, "--strict", only=True)[0] == 1


def test_a_file_for_machines_that_fails_is_named_and_costs_no_other(tmp_path: Path) -> None:
    code, log = broken_build(tmp_path, "postmortems.export.api.incident_record", only=True)
    assert code == 0
    assert f"the file `api/v1/incidents/{NAME}.json` could not be built" in log
    folder = tmp_path / "site" / "api" / "v1" / "incidents"
    assert [path.name for path in folder.iterdir()] == [f"{OTHER}.json"]


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("mkdocs_postmortems.indexes.pictures.over_time", "the page `severity.md`"),
        ("mkdocs_postmortems.build.finish", f"the HTML of the page `incidents/{NAME}.md`"),
        ("postmortems.export.calendar.Calendar", "the file `actions.ics`"),
        ("postmortems.export.feed.feeds", "the files for machines could not all be listed"),
        ("mkdocs_postmortems.indexes.lessons.lesson_pages", "the pages could not all be listed"),
        ("mkdocs_postmortems.markdown_pages.llms", "the file `llms.txt`"),
    ],
)
def test_what_fails_is_named(where: str, message: str, tmp_path: Path) -> None:
    code, log = broken_build(tmp_path, where)
    assert code == 0
    assert message in log
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize("name", ["read", "check"])
def test_a_reading_that_fails_ends_the_build_with_a_line(name: str, tmp_path: Path) -> None:
    code, log = broken_build(tmp_path, f"mkdocs_postmortems.loading.{name}")
    assert code == 1
    assert f"postmortems: {name}ing `incidents` failed: `RuntimeError`" in log


FULL = "OSError(28, 'No space left on device', 'x')"


@pytest.mark.parametrize(
    ("where", "message", "code"),
    [
        ("mkdocs_postmortems.search.suggestions", "the search index could not be built", 0),
        ("mkdocs_postmortems.search.indexed_documents", "the search index could not be built", 0),
        ("pathlib.Path.write_bytes", "cannot be written", 1),
    ],
)
def test_a_full_disk_is_a_line(where: str, message: str, code: int, tmp_path: Path) -> None:
    if where.startswith("pathlib"):
        hook = f"from pathlib import Path\ndef broken(*a, **k):\n    raise {FULL}\n"
        write(tmp_path, FILES | {"broken.py": f"{hook}Path.write_bytes = broken\n"})
        done = run("mkdocs", "build", cwd=tmp_path)
        found, log = done.returncode, done.stderr
    else:
        found, log = broken_build(tmp_path, where, error=FULL)
    assert found == code
    assert message in log and "No space left on device" in log
    assert "Traceback" not in log


def test_a_search_index_that_fails_fails_a_strict_build(tmp_path: Path) -> None:
    code, log = broken_build(tmp_path, "mkdocs_postmortems.search.suggestions", "--strict")
    assert code == 1
    assert "the search index could not be built: `RuntimeError` (broken.py" in log
