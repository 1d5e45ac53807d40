"""Files of real postmortems: JSON that is read, and the YAML of incidents that is written."""

import json
from pathlib import Path
from typing import Any

import yaml

from tests.real.fields import UnconvertibleError
from tests.real.incident import Folder, convert


class _Dumper(yaml.SafeDumper):
    """Text of several lines as a block, the way an author writes it; no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    ),
)


def as_yaml(data: Any) -> str:
    """Data as the YAML of an incident."""
    return str(yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=98))


def load(path: Path, usual_zone: str | None = None) -> Folder:
    """Read and convert a JSON file.

    Raises:
        UnconvertibleError: the file cannot be read or converted; the text says why.
    """
    try:
        return convert(json.loads(path.read_text(encoding="utf-8")), usual_zone)
    except OSError as error:
        raise UnconvertibleError(f"cannot be read ({error.strerror})") from error
    except json.JSONDecodeError as error:
        raise UnconvertibleError(f"is not JSON: {error}") from error
    except UnicodeDecodeError as error:
        raise UnconvertibleError("is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise UnconvertibleError(f"is beyond JSON of any author: {error}") from error


def save(folder: Folder, out: Path) -> None:
    """Write an incident's folder.

    Raises:
        UnconvertibleError: the folder cannot be written; the text says why.
    """
    files = {"incident.yaml": as_yaml(folder.incident), **folder.evidence}
    try:
        encoded = {name: text.encode() for name, text in files.items()}
        for name, content in encoded.items():
            path = out / folder.name / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except UnicodeEncodeError as error:
        raise UnconvertibleError("the text holds half of a character, which no file can") from error
    except OSError as error:
        raise UnconvertibleError(f"`{folder.name}` cannot be written ({error.strerror})") from error
