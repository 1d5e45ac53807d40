"""The parts of the project, their imports, and the diagram in docs/architecture.md.

`python -m tests.architecture` writes the diagram of the current imports into the page.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

GENERATOR = ROOT / "generator" / "postmortems"
PLUGIN = ROOT / "plugins" / "mkdocs_postmortems"
PAGE = ROOT / "docs" / "architecture.md"
PACKAGES = (GENERATOR.name, PLUGIN.name)
DIAGRAM = re.compile(r"```mermaid\ngraph .*?```\n", re.DOTALL)

MERMAID_KEYWORDS = frozenset({"class", "click", "end", "graph", "style", "subgraph"})
"""Words that mermaid does not accept as the name of a node."""

PLUGIN_PARTS = ("mkdocs_postmortems.indexes",)
"""Parts of the plugin that are shown apart from it."""


def modules() -> Iterator[tuple[str, Path]]:
    """Yield each module of the two packages, as its dotted name and its file."""
    for package in (GENERATOR, PLUGIN):
        for path in sorted(package.rglob("*.py")):
            parts = path.relative_to(package.parent).with_suffix("").parts
            yield ".".join(parts).removesuffix(".__init__"), path


def imports(module: str, path: Path) -> Iterator[str]:
    """Yield the dotted name of everything that a module imports; relative imports in full."""
    is_package = path.name == "__init__.py"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = module.split(".")
            base = base[: len(base) - node.level + is_package] if node.level else []
            full = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{full}.{alias.name}" for alias in node.names)


@cache
def parts() -> list[str]:
    """Return the parts: each package and module at the top of the generator, and the plugin's."""
    top = sorted(
        f"postmortems.{path.stem}"
        for path in GENERATOR.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    )
    own = [part for part in top if not part.endswith("__")]
    return ["mkdocs_postmortems", *PLUGIN_PARTS, "postmortems", *own]


def part_of(module: str) -> str:
    """Return the part that a module of the project belongs to."""
    owners = [part for part in parts() if module == part or module.startswith(f"{part}.")]
    return max(owners, key=len)


@cache
def arrows() -> dict[str, set[str]]:
    """Return the other parts that each part imports from.

    Entry points of `python -m` are left out, and so are the packages themselves, which import their
    public names only when they are used.
    """
    targets: dict[str, set[str]] = {part: set() for part in parts()}
    for module, path in modules():
        if module.endswith(".__main__") or module in PACKAGES:
            continue
        part = part_of(module)
        for name in imports(module, path):
            if name.split(".")[0] in PACKAGES:
                targets[part] |= {part_of(name)} - {part}
    return targets


def diagram() -> str:
    """Return the parts and their imports as a fenced mermaid graph.

    The top package, which has only the version and the public names, is left out.
    """
    rows = []
    for part, targets in arrows().items():
        if part == "postmortems":
            continue
        rows.append(f'  {_node(part)}["{part.removeprefix("postmortems.")}"]')
        rows += [f"  {_node(part)} --> {_node(name)}" for name in sorted(targets - {"postmortems"})]
    return "\n".join(["```mermaid", "graph LR", *rows, "```\n"])


def _node(part: str) -> str:
    name = part.rpartition(".")[2]
    return f"{name}_" if name in MERMAID_KEYWORDS else name


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(DIAGRAM.sub(lambda _: diagram(), text), encoding="utf-8")
    print(diagram(), end="")
