"""The shape of the project: one name in five places, arrows one way, the tree as described."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

from postmortems import render
from postmortems.check import FORMATS
from postmortems.cli.parser import DOCUMENT_NAMES, FORMAT_NAMES
from postmortems.model import HEADINGS, Corpus, Incident, PostmortemsError
from postmortems.reader import SECTIONS
from postmortems.render import incident_page
from postmortems.render.reference import reference
from tests.architecture import (
    DIAGRAM,
    GENERATOR,
    PAGE,
    PLUGIN,
    arrows,
    diagram,
    imports,
    modules,
)
from tests.conftest import COMPLETE, ROOT

ARROWS = {
    "postmortems.model": set(),
    "postmortems.site_map": set(),
    "postmortems.cache": set(),
    "postmortems.parallel": set(),
    "postmortems.progress": set(),
    "postmortems.reader": {
        "postmortems.model",
        "postmortems.progress",
        "postmortems.cache",
        "postmortems.parallel",
    },
    "postmortems.fix": {"postmortems.model", "postmortems.reader", "postmortems.atomic_write"},
    "postmortems.scorecard": {
        "postmortems.evidence",
        "postmortems.insights",
        "postmortems.model",
    },
    "postmortems.evidence": {
        "postmortems.model",
        "postmortems.reader",
        "postmortems.sensitive",
    },
    "postmortems.sensitive": set(),
    "postmortems.importers": {
        "postmortems.atomic_write",
        "postmortems.cache",
        "postmortems.check",
        "postmortems.evidence",
        "postmortems.model",
        "postmortems.progress",
        "postmortems.reader",
        "postmortems.scaffold",
        "postmortems.search",
    },
    "postmortems.diagram": {"postmortems.model", "postmortems.site_map"},
    "postmortems.check": {
        "postmortems",
        "postmortems.model",
        "postmortems.reader",
        "postmortems.diagram",
        "postmortems.evidence",
        "postmortems.insights",
        "postmortems.scorecard",
        "postmortems.atomic_write",
        "postmortems.parallel",
        "postmortems.progress",
        "postmortems.cache",
        "postmortems.search",
        "postmortems.sensitive",
    },
    "postmortems.render": {
        "postmortems.model",
        "postmortems.chart",
        "postmortems.evidence",
        "postmortems.insights",
        "postmortems.diagram",
        "postmortems.scorecard",
        "postmortems.site_map",
    },
    "postmortems.insights": {"postmortems.model"},
    "postmortems.search": {
        "postmortems.cache",
        "postmortems.evidence",
        "postmortems.insights",
        "postmortems.model",
        "postmortems.parallel",
        "postmortems.site_map",
    },
    "postmortems.mcp_server": {"postmortems", "postmortems.model", "postmortems.search"},
    "postmortems.chart": set(),
    "postmortems.page_html": {
        "postmortems.diagram",
        "postmortems.evidence",
        "postmortems.insights",
        "postmortems.model",
        "postmortems.render",
        "postmortems.site_map",
        "postmortems.style",
    },
    "postmortems.style": set(),
    "postmortems.export": {
        "postmortems.cache",
        "postmortems.insights",
        "postmortems.model",
        "postmortems.render",
        "postmortems.schema",
        "postmortems.site_map",
    },
    "postmortems.schema": {"postmortems.model", "postmortems.atomic_write"},
    "postmortems.scaffold": {
        "postmortems",
        "postmortems.check",
        "postmortems.model",
        "postmortems.schema",
        "postmortems.reader",
        "postmortems.atomic_write",
    },
    "postmortems.diff": {
        "postmortems.check",
        "postmortems.insights",
        "postmortems.model",
        "postmortems.render",
        "postmortems.reader",
        "postmortems.site_map",
        "postmortems.search",
    },
    "postmortems.report": {"postmortems.insights", "postmortems.model", "postmortems.render"},
    "postmortems.atomic_write": set(),
    "postmortems.cli": {
        "postmortems",
        "postmortems.atomic_write",
        "postmortems.check",
        "postmortems.diff",
        "postmortems.evidence",
        "postmortems.fix",
        "postmortems.importers",
        "postmortems.insights",
        "postmortems.mcp_server",
        "postmortems.model",
        "postmortems.page_html",
        "postmortems.progress",
        "postmortems.cache",
        "postmortems.render",
        "postmortems.report",
        "postmortems.search",
        "postmortems.scaffold",
        "postmortems.schema",
        "postmortems.site_map",
        "postmortems.reader",
    },
    "mkdocs_postmortems.indexes": {
        "postmortems.chart",
        "postmortems.check",
        "postmortems.diagram",
        "postmortems.evidence",
        "postmortems.export",
        "postmortems.insights",
        "postmortems.model",
        "postmortems.render",
        "postmortems.site_map",
        "postmortems.search",
    },
}
"""What each part may import of this project, besides itself."""


def test_parts_import_only_what_is_allowed() -> None:
    imported = arrows()
    assert set(imported) - {"postmortems", "mkdocs_postmortems"} == set(ARROWS)
    for part, allowed in ARROWS.items():
        assert imported[part] - allowed == set(), f"{part} must not import these"
        assert allowed - imported[part] == set(), f"{part} no longer imports these"
    assert imported["postmortems"] == set()


def test_imports_between_parts_have_no_cycle() -> None:
    assert tuple(TopologicalSorter(arrows()).static_order())


def test_the_diagram_of_the_architecture_page_shows_every_import() -> None:
    drawn = DIAGRAM.findall(PAGE.read_text(encoding="utf-8"))
    assert drawn == [diagram()], "update it with: python -m tests.architecture"


def test_only_the_plugin_knows_mkdocs_and_only_the_source_knows_yaml() -> None:
    for module, path in modules():
        for target in imports(module, path):
            library = target.split(".")[0]
            if library in ("mkdocs", "mkdocs_postmortems"):
                assert module.startswith("mkdocs_postmortems"), f"{module} imports {target}"
            if library == "mkdocs":
                assert "indexes" not in module, f"{module} imports {target}"
            if library == "yaml":
                assert module.startswith("postmortems.reader"), f"{module} imports {target}"


@pytest.mark.parametrize("name", HEADINGS)
def test_one_name_five_places(name: str, golden: Corpus) -> None:
    assert name == "overview" or name in Incident.model_fields, "a key"
    assert name == "overview" or name in SECTIONS, "a file"
    assert (GENERATOR / "model" / f"{name}.py").is_file(), "a model module"
    template = GENERATOR / "render" / "templates" / "sections" / f"{name}.md.jinja"
    assert template.is_file(), "a template partial"
    anchor = f'<a id="{name}"></a>'
    assert incident_page(golden.by_id[COMPLETE], golden).count(anchor) == 1, "an anchor"
    heading = f"## {HEADINGS[name]} {{ #{name} }}\n"
    assert reference().count(heading) == 1, "a heading in the reference"


def test_sections_come_in_the_same_order_everywhere(golden: Corpus) -> None:
    order = [name for name in HEADINGS if name != "overview"]
    assert [name for name in Incident.model_fields if name in order] == order
    page = incident_page(golden.by_id[COMPLETE], golden)
    assert [name for name in re.findall(r'<a id="(\w+)">', page) if name in order] == order
    assert [name for name in re.findall(r"\{ #(\w+) \}", reference()) if name in order] == order


def described() -> set[str]:
    """Return the paths in the tree of the architecture page; folders end with a slash."""
    tree = re.search(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert tree, "docs/architecture.md has no tree"
    paths = set()
    parents: list[str] = []
    for row in tree[1].splitlines():
        depth = (len(row) - len(row.lstrip())) // 2
        parents[depth:] = [row.split()[0]]
        paths.add("".join(parents))
    return paths


def folders(top: Path = ROOT) -> Iterator[str]:
    """Yield the folders of the repository, down to those that hold neither code nor pages."""
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    for path in sorted(top.iterdir()):
        name = f"{path.name}/"
        root_only = f"/{name}" if top == ROOT else ""
        if path.is_dir() and path.name != ".git" and not {name, root_only} & set(ignored):
            yield path.relative_to(ROOT).as_posix() + "/"
            if path.name in ("generator", "plugins", "docs") or any(path.glob("*.py")):
                yield from folders(path)


def test_the_tree_of_the_architecture_page_is_the_tree_on_disk() -> None:
    paths = described()
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []
    assert [path for path in folders() if path not in paths] == []
    for package in (GENERATOR, PLUGIN):
        for path in package.glob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            assert name in paths or path.name.startswith("__"), f"{name} is not described"


def test_every_exception_derives_from_one() -> None:
    for module, path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Error"):
                exception = getattr(import_module(module), node.name)
                assert issubclass(exception, PostmortemsError), f"{module}.{node.name}"


def test_the_command_offers_every_document_and_format() -> None:
    assert tuple(render.DOCUMENTS) == DOCUMENT_NAMES
    assert tuple(FORMATS) == FORMAT_NAMES


def test_no_file_is_long() -> None:
    for _, path in modules():
        assert path.read_text(encoding="utf-8").count("\n") <= 300, path
    assert (PLUGIN / "plugin.py").read_text(encoding="utf-8").count("\n") <= 150
