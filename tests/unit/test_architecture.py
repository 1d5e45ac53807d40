"""The shape of the project: one name in five places, arrows one way, the tree as described."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from postmortems import render
from postmortems.check import FORMATS
from postmortems.cli.parser import DOCUMENT_NAMES, FORMAT_NAMES
from postmortems.model import HEADINGS, Corpus, Incident
from postmortems.reader import SECTIONS
from postmortems.render import incident_page
from postmortems.render.reference import reference
from tests.conftest import COMPLETE, ROOT

GENERATOR = ROOT / "generator" / "postmortems"
PLUGIN = ROOT / "plugins" / "mkdocs_postmortems"

ARROWS = {
    "postmortems.model": set(),
    "postmortems.reader": {"postmortems.model"},
    "postmortems.fix": {"postmortems.model", "postmortems.reader", "postmortems.atomic_write"},
    "postmortems.scorecard": {"postmortems.model"},
    "postmortems.diagram": {"postmortems.model"},
    "postmortems.check": {
        "postmortems",
        "postmortems.model",
        "postmortems.reader",
        "postmortems.diagram",
        "postmortems.fix",
        "postmortems.insights",
        "postmortems.scorecard",
        "postmortems.atomic_write",
    },
    "postmortems.render": {
        "postmortems.model",
        "postmortems.chart",
        "postmortems.insights",
        "postmortems.diagram",
        "postmortems.scorecard",
    },
    "postmortems.insights": {
        "postmortems.model",
        "postmortems.scorecard",
    },
    "postmortems.chart": set(),
    "postmortems.export": {
        "postmortems.insights",
        "postmortems.model",
        "postmortems.schema",
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
    },
    "postmortems.atomic_write": set(),
    "postmortems.cli": {
        "postmortems",
        "postmortems.check",
        "postmortems.diff",
        "postmortems.fix",
        "postmortems.insights",
        "postmortems.model",
        "postmortems.render",
        "postmortems.scaffold",
        "postmortems.schema",
        "postmortems.reader",
    },
    "mkdocs_postmortems.indexes": {
        "postmortems.chart",
        "postmortems.check",
        "postmortems.diagram",
        "postmortems.export",
        "postmortems.insights",
        "postmortems.model",
        "postmortems.render",
    },
}
"""What each part may import of this project, besides itself."""


def modules() -> Iterator[tuple[str, Path]]:
    for package in (GENERATOR, PLUGIN):
        for path in package.rglob("*.py"):
            parts = path.relative_to(package.parent).with_suffix("").parts
            yield ".".join(parts).removesuffix(".__init__"), path


def imports(module: str, path: Path) -> Iterator[str]:
    """Every module that a module imports, however written; relative ones in full."""
    is_package = path.name == "__init__.py"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = module.split(".")
            base = base[: len(base) - node.level + is_package] if node.level else []
            full = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{full}.{alias.name}" for alias in node.names)


def part_of(module: str) -> str:
    known = [part for part in ARROWS if module == part or module.startswith(f"{part}.")]
    return max(known, key=len, default=module.split(".")[0])


def test_arrows_point_one_way() -> None:
    for module, path in modules():
        part = part_of(module)
        for target in imports(module, path):
            if target.split(".")[0] in ("postmortems", "mkdocs_postmortems") and part in ARROWS:
                allowed = ARROWS[part] | {part}
                assert part_of(target) in allowed, f"{module} imports {target}"


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


def test_the_tree_of_the_architecture_page_is_the_tree_on_disk() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    tree = re.search(r"```text\n(.*?)```", page, re.DOTALL)
    assert tree, "docs/architecture.md has no tree"
    described = set()
    folders: list[str] = []
    for row in tree[1].splitlines():
        name = row.split()[0]
        depth = (len(row) - len(row.lstrip())) // 2
        folders[depth:] = [name]
        described.add("".join(folders))
    for entry in described:
        assert (ROOT / entry).exists(), f"{entry} is described and not there"
    for package in (GENERATOR, PLUGIN):
        for path in package.iterdir():
            if path.name in ("__init__.py", "__main__.py", "__pycache__", "py.typed"):
                continue
            name = path.relative_to(ROOT).as_posix() + ("/" if path.is_dir() else "")
            assert name in described, f"{name} is there and not described"


def test_the_command_offers_every_document_and_format() -> None:
    assert tuple(render.DOCUMENTS) == DOCUMENT_NAMES
    assert tuple(FORMATS) == FORMAT_NAMES


def test_no_file_is_long() -> None:
    for _, path in modules():
        assert path.read_text(encoding="utf-8").count("\n") <= 300, path
    assert (PLUGIN / "plugin.py").read_text(encoding="utf-8").count("\n") <= 150
