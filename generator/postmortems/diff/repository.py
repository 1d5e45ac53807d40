"""The git repository of the incidents: their state at a base, and the changes since."""

import io
import subprocess
import tarfile
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from ..model import PostmortemsError
from ..reader import MAIN


class RepositoryError(PostmortemsError):
    """There is no git, no repository, no such revision, or not enough of its history.

    The message says what to do.
    """


@contextmanager
def base_of(incidents: Path, revision: str) -> Iterator[Path]:
    """Yield a temporary folder with the incidents at the merge base of HEAD and a revision.

    Args:
        incidents: the folder of incidents, within a repository.
        revision: a branch, a tag or a commit; what counts is the last commit both have in common.

    Raises:
        RepositoryError: there is no repository, no such revision, or no history to find it in.
    """
    commit = _common(incidents, revision)
    with TemporaryDirectory(prefix="postmortems-") as temporary:
        folder = Path(temporary) / incidents.resolve().name
        folder.mkdir()
        if _git(incidents, "ls-tree", commit, "--", "./"):
            # The archive of a folder's own tree has paths from that folder.
            packed = _git(incidents, "archive", "--format=tar", commit, ".")
            with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                _unpack(archive, folder)
        yield folder


def changed_since(incidents: Path, revision: str) -> frozenset[str]:
    """Return the names in the incidents folder that changed since a merge base, committed or not.

    Raises:
        RepositoryError: there is no repository, no such revision, or no history to find it in.
    """
    commit = _common(incidents, revision)
    tracked = _git(
        incidents, "diff", "--name-only", "-z", "--no-renames", "--relative", commit, "--", "."
    )
    untracked = _git(incidents, "ls-files", "-z", "--others", "--exclude-standard", "--", ".")
    paths = (tracked + untracked).decode("utf-8", "surrogateescape").split("\0")
    return frozenset(path.partition("/")[0] for path in paths if path)


def renamed_since(
    before: Path, incidents: Path, gone: Collection[str], come: Collection[str]
) -> dict[str, str]:
    """Return the new names of renamed folders by their old names, as detected by git.

    Args:
        before: the incidents folder before.
        incidents: the incidents folder after.
        gone: the names of the removed folders.
        come: the names of the new folders.
    """
    if not gone or not come:
        return {}
    votes: Counter[tuple[str, str]] = Counter()
    for old, new in _moved_files(before.resolve(), incidents.resolve()):
        if len(old.parts) > 1 and len(new.parts) > 1:
            # The main file identifies the incident; other files can be similar in many incidents.
            votes[old.parts[0], new.parts[0]] += 1000 if old.name == new.name == MAIN else 1
    new_names: dict[str, str] = {}
    for (old_name, new_name), _ in votes.most_common():
        is_free = old_name not in new_names and new_name not in new_names.values()
        if old_name in gone and new_name in come and is_free:
            new_names[old_name] = new_name
    return new_names


def _moved_files(before: Path, now: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the moved files, by their paths within the one folder and the other."""
    flags = ("--no-index", "--no-ext-diff", "--name-status", "-z", "-M", "--diff-filter=R")
    done = _run(now, ("diff", *flags, "--", str(before), str(now)))
    parts = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    for old, new in zip(parts[1::3], parts[2::3], strict=False):
        yield Path(old).relative_to(before), Path(new).relative_to(now)


def _common(incidents: Path, revision: str) -> str:
    """Return the merge base of HEAD and a revision, or the revision if they have none.

    A shallow clone without the merge base is an error.
    """
    if _try(incidents, "rev-parse", "--is-inside-work-tree") is None:
        raise RepositoryError(f"`{incidents}` is not in a git repository; run `git init` first")
    name = f"{revision}^{{commit}}"
    output = _try(incidents, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    if output is None:
        raise RepositoryError(
            f"`{revision}` is not a branch, a tag or a commit here; `git fetch` it, or name another"
        )
    commit = output.decode().strip()
    merge_base = _try(incidents, "merge-base", commit, "HEAD")
    if merge_base is None and _try(incidents, "rev-parse", "--is-shallow-repository") == b"true\n":
        raise RepositoryError(
            f"this clone lacks the history that it has in common with `{revision}`; "
            "run `git fetch --unshallow` first"
        )
    return merge_base.decode().split()[0] if merge_base else commit


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Unpack regular files and folders of an archive; skip links, devices and unsafe paths."""
    for member in archive:
        # Unsafe paths are skipped.
        name = PurePosixPath(member.name)
        if name.is_absolute() or ".." in name.parts:
            continue
        # Python 3.11.2 has no `filter` argument of `extract`, so the bytes are copied.
        if member.isdir():
            (folder / name).mkdir(parents=True, exist_ok=True)
        elif member.isfile() and (content := archive.extractfile(member)):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content.read())


def _git(incidents: Path, *arguments: str) -> bytes:
    done = _run(incidents, arguments)
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RepositoryError(
            f"git {arguments[0]} failed: {lines[-1] if lines else 'it gave no reason'}"
        )
    return done.stdout


def _try(incidents: Path, *arguments: str) -> bytes | None:
    done = _run(incidents, arguments)
    return None if done.returncode else done.stdout


def _run(incidents: Path, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(incidents), "-c", "core.quotepath=off", *arguments]
    try:
        return subprocess.run(command, capture_output=True)  # noqa: S603 - no shell, own arguments
    except FileNotFoundError as error:
        raise RepositoryError("git is not installed; install it and run this again") from error
