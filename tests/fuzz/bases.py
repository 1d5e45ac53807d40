"""Where cases begin: the incidents and catalogues that a case is made from by mutation."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.benchmarks.company import write

from .case import ids

ROOT = Path(__file__).parent.parent.parent
CATALOGUES = ("services.yaml", "lessons.yaml", "severities.yaml", "rules.yaml")
COMPANY_INCIDENTS = 40


@dataclass(frozen=True)
class Base:
    """A folder of incidents: the files beside the incidents, and those of each incident."""

    name: str
    catalogues: Mapping[str, bytes]
    incidents: Mapping[str, Mapping[str, bytes]]

    def sample(self, dice: Random, most: int) -> dict[str, bytes]:
        """Return the catalogues and up to so many incidents, chosen by dice."""
        count = dice.randint(1, min(most, len(self.incidents)))
        files = dict(self.catalogues)
        for name in sorted(dice.sample(sorted(self.incidents), count)):
            files |= self.incidents[name]
        return files


@cache
def bases() -> tuple[Base, ...]:
    """Return all of them, always in the same order."""
    found = [
        _base("repository", ROOT / "incidents"),
        _base("golden", ROOT / "tests" / "golden" / "incidents"),
    ]
    with TemporaryDirectory() as folder:
        write(Path(folder) / "company", COMPANY_INCIDENTS)
        found.append(_base("company", Path(folder) / "company"))
    found += [_base(path.name, path) for path in sorted((ROOT / "tests" / "bad").iterdir())]
    return tuple(base for base in found if base.incidents)


def pick(dice: Random) -> Base:
    """Return a base; each of the three real ones is as likely as all of the small bad ones."""
    found = bases()
    real, bad = found[:3], found[3:]
    at = dice.randrange(4)
    return real[at] if at < len(real) else dice.choice(bad)


def _base(name: str, folder: Path) -> Base:
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.glob("*/**/*"))
        if path.is_file() and not path.is_symlink()
    }
    incidents = {
        found: {path: text for path, text in files.items() if path.startswith(f"{found}/")}
        for found in ids(files)
        if not found.startswith(".")
    }
    paths = [folder / name for name in CATALOGUES]
    beside = {path.name: path.read_bytes() for path in paths if path.is_file()}
    return Base(name, beside, incidents)
