"""The lines that an existing file lacks, for its owner to add."""

import re
from collections.abc import Callable
from typing import Any

from ...reader.document import RejectedYamlError, compose
from ...reader.plain_data import plain

_MARKERS = {
    ".gitlab-ci.yml": r"postmortems\.gitlab-ci\.yml",
    ".pre-commit-config.yaml": r"postmortems[- ]check",
    ".vscode/extensions.json": r"redhat\.vscode-yaml",
    "requirements.txt": r"(?i)\bmkdocs[-_.]postmortems\b",
}
"""Files that are complete if this pattern matches; else they lack all of our lines."""


def missing_lines(name: str, text: str, ours: str) -> str:
    """Return the lines to add to an existing file; empty if it is complete.

    Args:
        name: the file's path in the repository.
        text: its text.
        ours: the text that `init` would write.
    """
    if marker := _MARKERS.get(name):
        return "" if re.search(marker, _uncommented(text)) else _without_braces(_uncommented(ours))
    compare = _COMPARISONS.get(name)
    return compare(text, ours) if compare else ""


def _mkdocs(text: str, ours: str) -> str:
    data = _data(text)
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
        # MkDocs reports the error.
        return {}
    return data if isinstance(data, dict) else {}


def _names(plugins: Any) -> set[str]:
    """Return the names of plugins, from a list of names and mappings, or one mapping."""
    items = plugins if isinstance(plugins, list) else [plugins]
    return {name for item in items for name in (item if isinstance(item, dict) else [str(item)])}


def _ignored(text: str, ours: str) -> str:
    patterns = {line.strip().strip("/") for line in text.splitlines()}
    return "\n".join(line for line in ours.splitlines() if line.strip("/") not in patterns)


def _settings(text: str, ours: str) -> str:
    lines = (line.strip(" ,") for line in ours.splitlines() if "/.schema/" in line)
    missing = [line for line in lines if line.split('"')[1].removeprefix("./") not in text]
    rows = ",\n".join(f"  {line}" for line in missing)
    return f'"yaml.schemas": {{\n{rows}\n}}' if missing else ""


def _uncommented(text: str) -> str:
    rows = [row for row in text.splitlines() if not row.lstrip().startswith(("#", "//"))]
    return "\n".join(rows)


def _without_braces(text: str) -> str:
    """Return the members of a JSON object, without its braces; other text unchanged."""
    rows = text.splitlines()
    return "\n".join(row.strip() for row in rows[1:-1]) if rows[0] == "{" else text


_COMPARISONS: dict[str, Callable[[str, str], str]] = {
    ".gitignore": _ignored,
    ".vscode/settings.json": _settings,
    "mkdocs.yml": _mkdocs,
}
