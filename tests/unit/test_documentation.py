"""The documentation says what is so: keys, rules, commands and public names."""

import ast
import inspect
import re
import shlex

import pytest

import postmortems.model
import postmortems.reader
import postmortems.render
from postmortems.cli.parser import make_parser
from postmortems.model import Record
from postmortems.render.reference import reference
from tests.conftest import FIVE_LINES, ROOT, run

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


def test_every_key_is_in_the_reference_with_what_it_says() -> None:
    text = reference()
    for record in records():
        if record.__name__ in ("Record", "Incident"):
            continue
        for name, info in record.model_fields.items():
            assert f"`{name}`" in text, f"{record.__name__}.{name}"
            assert info.description, f"{record.__name__}.{name} has no docstring"


def test_every_public_name_has_a_docstring() -> None:
    for module in (postmortems.model, postmortems.render, postmortems.reader):
        assert module.__doc__
        for name in module.__all__:
            thing = getattr(module, name)
            if inspect.isclass(thing) or inspect.isfunction(thing):
                assert thing.__doc__, f"{module.__name__}.{name}"


def rules_in_the_code() -> set[str]:
    """The names that the reader and the rules give to problems, as far as they are literal."""
    found: set[str] = set()
    for folder in ("source", "model", "check"):
        for path in (ROOT / "generator" / "postmortems" / folder).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                called = isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1]
                if called in ("Problem", "PydanticCustomError", "report", "_report"):
                    assert isinstance(node, ast.Call)
                    texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
                    names = [text for text in texts if RULE.fullmatch(str(text))]
                    found.update(str(name) for name in names[:1])
    return found


def test_every_problem_is_explained_and_has_a_bad_input() -> None:
    page = PAGES["docs/problems.md"]
    explained = set(re.findall(r"^\| `([a-z0-9-]+)` \|", page, re.MULTILINE))
    shown = {path.name.split("--")[0] for path in (ROOT / "tests" / "bad").iterdir()}
    # These need a file that cannot be kept in git, or beside the incidents; other tests make it.
    shown |= {"file-too-large", "not-readable", "bad-baseline", "rule-failed"}
    assert explained == shown
    assert rules_in_the_code() <= explained


def test_every_command_and_option_is_on_a_page() -> None:
    told = "\n".join(PAGES.values())
    commands = make_parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    for name, parser in commands.items():  # type: ignore[union-attr]
        assert f"postmortems {name}" in told, name
        for action in parser._actions:
            flags = [flag for flag in action.option_strings if flag.startswith("--")]
            for flag in flags:
                assert flag == "--help" or flag in told, f"{name} {flag}"


def test_the_pages_name_only_commands_that_exist() -> None:
    commands = set(make_parser()._subparsers._group_actions[0].choices)  # type: ignore[union-attr,arg-type]
    for page, text in PAGES.items():
        for block in re.findall(r"```(?:sh|console)\n(.*?)```", text, re.DOTALL):
            for line in block.splitlines():
                words = shlex.split(line.split("#")[0])
                if words[:1] == ["postmortems"]:
                    assert words[1] in commands, f"{page}: {line}"
                if words[:1] == ["make"]:
                    target = re.search(rf"^{words[1]}:", (ROOT / "Makefile").read_text(), re.M)
                    assert target, f"{page}: {line}"


def test_the_mkdocs_yml_of_the_pages_is_the_one_that_is_tested() -> None:
    assert f'```yaml title="mkdocs.yml"\n{FIVE_LINES}```' in PAGES["docs/first-postmortem.md"]


@pytest.mark.parametrize("page", [name for name in PAGES if name != "docs/format.md"])
def test_every_yaml_example_of_an_incident_is_one(page: str, tmp_path: object) -> None:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    blocks = re.findall(r"```yaml title=\"incidents/([^\"]+)\"\n(.*?)```", PAGES[page], re.DOTALL)
    for name, text in blocks:
        path = tmp_path / "incidents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if blocks:
        done = run("postmortems", "check", cwd=tmp_path)
        assert done.returncode == 0, done.stdout
