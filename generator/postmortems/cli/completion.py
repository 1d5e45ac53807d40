"""The command `postmortems completion`, and the completions of each argument's value.

A shell runs `postmortems` for every completion, so this module loads none of the other commands and
reads the names from the files' text.
"""

import argparse
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SHELLS = ("bash", "zsh", "fish")
_KEY = re.compile(r"^([A-Za-z0-9][\w.-]*):", re.MULTILINE)
_SEVERITIES = ("SEV1", "SEV2", "SEV3", "SEV4", "SEV5")


def run(options: argparse.Namespace) -> int:
    """Print the completion script of a shell, for the shell to evaluate.

    Args:
        options: `shell`, one of `SHELLS`.

    Returns:
        0.
    """
    from argcomplete.shell_integration import shellcode

    print(shellcode(["postmortems"], shell=options.shell))
    return 0


def complete(parser: argparse.ArgumentParser) -> None:
    """Print completions and exit if a shell asks for them; else do nothing."""
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete

        argcomplete.autocomplete(parser, always_complete_options=False)


def incident_names(parsed_args: argparse.Namespace, **_: Any) -> list[str]:
    """Return the ids of the incidents, newest first; empty if the folder cannot be read."""
    try:
        names = [path.name for path in parsed_args.incidents.iterdir() if path.is_dir()]
    except OSError:
        return []
    return sorted((name for name in names if name[0] not in "._"), reverse=True)


def service_names(parsed_args: argparse.Namespace, **_: Any) -> list[str]:
    """Return the names in the catalogue of services."""
    return _keys(parsed_args.incidents / "services.yaml")


def severity_names(parsed_args: argparse.Namespace, **_: Any) -> Iterable[str]:
    """Return the names in the catalogue of severities; the default ones if it has none."""
    return _keys(parsed_args.incidents / "severities.yaml") or _SEVERITIES


def rule_names(**_: Any) -> list[str]:
    """Return the names of the rules, which are those of their files."""
    folder = Path(__file__).parents[1] / "check" / "rules"
    return sorted(path.stem.replace("_", "-") for path in folder.glob("[a-z]*.py"))


def _keys(path: Path) -> list[str]:
    """Return the top-level keys of a catalogue, without parsing it; empty if it cannot be read."""
    try:
        return _KEY.findall(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return []
