"""The documentation says what is so: keys, rules, commands and public names."""

import argparse
import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_postmortems.config import PostmortemsConfig
from mkdocs_postmortems.indexes import BLOCKS, INDEXES
from postmortems.check import FORMATS, RULES
from postmortems.cli.parser import make_parser
from postmortems.model import Record
from postmortems.render.reference import reference
from tests.conftest import COMPLETE, FIVE_LINES, GOLDEN, ROOT, run

RULE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *sorted((ROOT / "docs").rglob("*.md")),
    )
}


def records(kind: type[Record] = Record) -> list[type[Record]]:
    return [kind, *(record for child in kind.__subclasses__() for record in records(child))]


def test_every_key_has_an_explanation() -> None:
    keys = [(kind.__name__, *item) for kind in records() for item in kind.model_fields.items()]
    assert [f"{kind}.{name}" for kind, name, info in keys if not info.description] == []


def keys(value: Any) -> Iterator[str]:
    """Yield every key of plain YAML data, at all levels."""
    for inner in value if isinstance(value, list) else ():
        yield from keys(inner)
    if isinstance(value, dict):
        yield from value
        yield from keys(list(value.values()))


@pytest.mark.parametrize("path", sorted((GOLDEN / "incidents" / COMPLETE).glob("*.yaml")), ids=str)
def test_the_reference_has_a_row_for_every_key_of_a_file(path: Path) -> None:
    """The complete incident uses every key, as `test_coverage` holds."""
    rows: dict[str, set[str]] = {}
    for part in reference().split("\n## "):
        name = re.search(r"\{ #(\w+) \}", part.partition("\n")[0])
        rows[name[1] if name else ""] = set(re.findall(r"^\| `(\w+)`", part, re.MULTILINE))
    own_metrics = {"connections_in_use"}
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if path.stem == "incident":
        expected = set(keys(data)) - set(keys(data.pop("evidence"))) - {"evidence"}
        assert expected - rows["overview"] == set()
    else:
        assert set(keys(data)) - own_metrics - rows[path.stem] == set()


PACKAGE = ROOT / "generator" / "postmortems"
SOURCES = [p for name in ("reader", "model", "check") for p in (PACKAGE / name).rglob("*.py")]
REPORTING = {"Problem", "PydanticCustomError", "report", "_report"}
"""What is called with the name of a problem."""


def problems_in_the_code() -> set[str]:
    """Return the names that the reader and the checks give to problems, where they are literal."""
    names: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            if ast.unparse(node.func).split(".")[-1] not in REPORTING:
                continue
            literals = [str(part.value) for part in node.args if isinstance(part, ast.Constant)]
            names.update([text for text in literals if RULE.fullmatch(text)][:1])
    return names


def test_every_problem_is_explained_and_has_a_bad_input() -> None:
    page = PAGES["docs/problems.md"]
    explained = set(re.findall(r"^\| `([a-z0-9-]+)` \|", page, re.MULTILINE))
    shown = {path.name.split("--")[0] for path in (ROOT / "tests" / "bad").iterdir()}
    # These need a file that cannot be kept in git, or beside the incidents; other tests make it.
    shown |= {"file-too-large", "not-readable", "bad-baseline", "rule-failed"}
    assert explained == shown
    literal = problems_in_the_code()
    assert len(literal) > 20, "the walk over the code no longer recognizes the calls"
    assert literal <= explained


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each subcommand."""
    actions = make_parser()._subparsers._group_actions  # type: ignore[union-attr]
    return dict(actions[0].choices)  # type: ignore[arg-type]


def flags(parser: argparse.ArgumentParser) -> set[str]:
    """Return the long options of a command and of its parts."""
    options = {flag for action in parser._actions for flag in action.option_strings}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            options = options.union(*map(flags, action.choices.values()))
    return {flag for flag in options if flag.startswith("--")}


USUAL = {"--help", "--incidents"}
"""Options that most commands have."""


@pytest.mark.parametrize("name", commands())
def test_the_readme_has_every_command_with_its_options(name: str) -> None:
    rows = re.findall(rf"^\| `postmortems {name}\b.*$", PAGES["README.md"], re.MULTILINE)
    assert rows
    documented = set(re.findall(r"(?<![\w-])--[a-z-]+", "\n".join(rows)))
    assert documented == flags(commands()[name]) - USUAL


def test_the_readme_says_which_commands_take_no_folder() -> None:
    without = [name for name, parser in commands().items() if "--incidents" not in flags(parser)]
    names = " and ".join(f"`{name}`" for name in without)
    assert f"All commands except {names} take `--incidents DIR`" in PAGES["README.md"]


def test_the_readme_counts_the_rules() -> None:
    assert re.findall(r"(\d+) checks,", PAGES["README.md"]) == [str(len(RULES))]


def test_the_readme_has_every_option_of_the_plugin_with_its_default() -> None:
    options = PAGES["README.md"].partition("## Options of the plugin")[2]
    rows = re.findall(r"^\| `(\w+)` \| `([\w./]+)` \|", options, re.MULTILINE)
    defaults = {name: option.default for name, option in PostmortemsConfig._schema}
    assert dict(rows) == {name: yaml.dump(value).split()[0] for name, value in defaults.items()}


def test_the_pages_list_every_format_and_every_index() -> None:
    formats = re.findall(r"^- `(\w+)`: ", PAGES["docs/problems.md"], re.MULTILINE)
    assert formats == list(FORMATS)
    names = re.search(r"The names are (.*?)\.\n", PAGES["docs/first-postmortem.md"], re.DOTALL)
    assert names and re.findall(r"`(\w+)`", names[1]) == [*BLOCKS, "reference"]


def test_every_page_is_reached() -> None:
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    decisions = PAGES["docs/decisions/index.md"]
    assert [index.path for index in INDEXES if f": {index.path}\n" not in config] == []
    for name in PAGES:
        path = Path(name)
        if path.parent.name == "decisions" and path.name != "index.md":
            assert f"]({path.name})" in decisions, f"{name} is not in the list of decisions"
        elif name.startswith("docs/"):
            assert f": {path.relative_to('docs')}\n" in config or path.name == "index.md", name


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_the_links_of_a_page_beside_the_site_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text)]
    assert links
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


def test_the_pages_name_only_commands_that_exist() -> None:
    for page, text in PAGES.items():
        for block in re.findall(r"```(?:sh|console)\n(.*?)```", text, re.DOTALL):
            for line in block.splitlines():
                words = shlex.split(line.split("#")[0])
                if words[:1] == ["postmortems"]:
                    assert words[1] in commands(), f"{page}: {line}"
                if words[:1] == ["make"]:
                    target = re.search(rf"^{words[1]}:", (ROOT / "Makefile").read_text(), re.M)
                    assert target, f"{page}: {line}"


def test_the_mkdocs_yml_of_the_pages_is_the_one_that_is_tested() -> None:
    assert f'```yaml title="mkdocs.yml"\n{FIVE_LINES}```' in PAGES["docs/first-postmortem.md"]


@pytest.mark.parametrize("page", [name for name in PAGES if name != "docs/format.md"])
def test_every_yaml_example_of_an_incident_is_one(page: str, tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml title=\"incidents/([^\"]+)\"\n(.*?)```", PAGES[page], re.DOTALL)
    for name, text in blocks:
        path = tmp_path / "incidents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if blocks:
        done = run("postmortems", "check", cwd=tmp_path)
        assert done.returncode == 0, done.stdout
