"""Completion in the shell: what may follow, found without loading what a command needs to run."""

import argparse
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SHELLS = ("bash", "zsh", "fish")
_KEY = re.compile(r"^([A-Za-z0-9][\w.-]*):", re.MULTILINE)
_SEVERITIES = ("SEV1", "SEV2", "SEV3", "SEV4", "SEV5")


def complete(parser: argparse.ArgumentParser) -> None:
    """Answer a shell that asks for completions, and end; else do nothing."""
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete

        argcomplete.autocomplete(parser, always_complete_options=False)


def script(shell: str) -> str:
    """What a shell evaluates to complete `postmortems`."""
    from argcomplete.shell_integration import shellcode

    return str(shellcode(["postmortems"], shell=shell))


def incidents(parsed_args: argparse.Namespace, **_: Any) -> list[str]:
    """The ids of the incidents, the newest first."""
    try:
        found = [path.name for path in parsed_args.incidents.iterdir() if path.is_dir()]
    except OSError:
        return []
    return sorted((name for name in found if name[0] not in "._"), reverse=True)


def services(parsed_args: argparse.Namespace, **_: Any) -> Iterable[str]:
    """The names of the catalogue of services."""
    return _keys(parsed_args.incidents / "services.yaml")


def severities(parsed_args: argparse.Namespace, **_: Any) -> Iterable[str]:
    """The names of the rubric."""
    return _keys(parsed_args.incidents / "severities.yaml") or _SEVERITIES


def rules(**_: Any) -> list[str]:
    """The names of the rules, which are those of their files."""
    folder = Path(__file__).parents[1] / "check" / "rules"
    names = [path.stem.replace("_", "-") for path in folder.glob("[a-z]*.py")]
    return sorted(names)


def _keys(path: Path) -> list[str]:
    """The keys at the top of a catalogue; its text is enough for them, and much faster."""
    try:
        return _KEY.findall(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return []
