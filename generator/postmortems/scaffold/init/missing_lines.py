"""What a file that is there already lacks, as the lines that its owner may add to it."""

import re
from collections.abc import Callable
from typing import Any

from ...reader.document import RejectedYamlError, compose
from ...reader.plain_data import plain

_SIGNS = {
    ".gitlab-ci.yml": r"postmortems\.gitlab-ci\.yml",
    ".pre-commit-config.yaml": r"postmortems[- ]check",
    ".vscode/extensions.json": r"redhat\.vscode-yaml",
    "requirements.txt": r"(?i)\bmkdocs[-_.]postmortems\b",
}
"""Files that lack nothing where this is found in them, and else all of ours."""


def missing_lines(name: str, there: str, ours: str) -> str:
    """The lines to add to a file.

    Args:
        name: the file's path in the repository.
        there: its text.
        ours: the text it would have if it were ours; what is not said here is not missed.
    """
    if sign := _SIGNS.get(name):
        return "" if re.search(sign, _uncommented(there)) else _without_braces(_uncommented(ours))
    find = _FINDERS.get(name)
    return find(there, ours) if find else ""


def _mkdocs(there: str, ours: str) -> str:
    data = _data(there)
    theme, plugins = data.get("theme"), data.get("plugins")
    lines = []
    if (theme.get("name") if isinstance(theme, dict) else theme) != "material":
        lines += ["theme:", "  name: material"]
    if not plugins:
        lines.append(ours[ours.index("plugins: ") :].rstrip())
    elif "postmortems" not in _names(plugins):
        option = re.search(r"\{incidents_dir: [^}]*\}", ours)
        entry = f"postmortems: {option[0]}" if option else "postmortems"
        if isinstance(plugins, dict):
            lines += ["plugins:", f"  {entry}" if option else f"  {entry}: {{}}"]
        else:
            lines += ["plugins:", f"  - {entry}"]
    return "\n".join(lines)


def _data(text: str) -> dict[str, Any]:
    try:
        data = plain(compose(text, "mkdocs.yml"))
    except RejectedYamlError:
        # MkDocs will say what is wrong with it.
        return {}
    return data if isinstance(data, dict) else {}


def _names(plugins: Any) -> set[str]:
    """The names of plugins, which are a list of names and of mappings, or one mapping."""
    items = plugins if isinstance(plugins, list) else [plugins]
    return {name for item in items for name in (item if isinstance(item, dict) else [str(item)])}


def _ignored(there: str, ours: str) -> str:
    known = {line.strip().strip("/") for line in there.splitlines()}
    return "\n".join(line for line in ours.splitlines() if line.strip("/") not in known)


def _settings(there: str, ours: str) -> str:
    lines = (line.strip(" ,") for line in ours.splitlines() if "/.schema/" in line)
    missing = [line for line in lines if line.split('"')[1].removeprefix("./") not in there]
    rows = ",\n".join(f"  {line}" for line in missing)
    return f'"yaml.schemas": {{\n{rows}\n}}' if missing else ""


def _uncommented(text: str) -> str:
    rows = [row for row in text.splitlines() if not row.lstrip().startswith(("#", "//"))]
    return "\n".join(rows)


def _without_braces(text: str) -> str:
    """The lines of a JSON object, to be put into another; other text as it is."""
    rows = text.splitlines()
    return "\n".join(row.strip() for row in rows[1:-1]) if rows[0] == "{" else text


_FINDERS: dict[str, Callable[[str, str], str]] = {
    ".gitignore": _ignored,
    ".vscode/settings.json": _settings,
    "mkdocs.yml": _mkdocs,
}
