"""A corpus of any size: the repository's incidents over and over, each copy under its own name."""

import re
import shutil
from pathlib import Path

from tests.conftest import ROOT

_POINTER = re.compile(r"(incident: \d{4}-\d{2}-\d{2}-[a-z0-9-]+)")
_ALIASES = re.compile(r"^aliases:.*\n", re.MULTILINE)


def copies(folder: Path, turns: int) -> Path:
    """Fill a folder with so many copies of every incident, and with the catalogues."""
    source = ROOT / "incidents"
    folder.mkdir(parents=True)
    for catalogue in source.glob("*.yaml"):
        shutil.copy(catalogue, folder)
    for main in sorted(source.glob("*/incident.yaml")):
        text = _ALIASES.sub("", main.read_text(encoding="utf-8"))
        for turn in range(turns):
            copy = folder / f"{main.parent.name}-{turn}"
            shutil.copytree(main.parent, copy)
            (copy / main.name).write_text(_POINTER.sub(rf"\1-{turn}", text), encoding="utf-8")
    return folder
