"""Run MkDocs in a process that is forked from one in which everything is imported.

The imports of `python -m mkdocs` take a second, longer than the rest of the build of a small site.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

IS_SUPPORTED = "forkserver" in multiprocessing.get_all_start_methods()
"""Whether this system can fork such a process; Windows cannot."""
_IMPORTED = [
    "material.plugins.search.plugin",
    "mkdocs.__main__",
    "mkdocs.commands.build",
    "mkdocs_postmortems.plugin",
    "pytest.__main__",  # each process imports the main module of its parent
    "tests.forked_mkdocs",
]


def run_mkdocs(
    arguments: tuple[str, ...], cwd: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs` with arguments.

    Args:
        arguments: its arguments.
        cwd: the folder to run it in.
        environment: its environment.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_IMPORTED)
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        process = context.Process(target=_run, args=(arguments, cwd, environment, out, err))
        with patch.dict(os.environ, environment):  # also that of the process that forks
            process.start()
        process.join()
        code = process.exitcode
        assert code is not None
        texts = (path.read_text(encoding="utf-8") for path in (out, err))
        return subprocess.CompletedProcess(("mkdocs", *arguments), code, *texts)


def _run(
    arguments: tuple[str, ...], cwd: Path, environment: Mapping[str, str], out: Path, err: Path
) -> None:
    """Be the process `python -m mkdocs`."""
    from mkdocs.__main__ import cli

    for path, stream in ((out, sys.stdout), (err, sys.stderr)):
        with path.open("wb") as file:
            os.dup2(file.fileno(), stream.fileno())
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    sys.path.insert(0, str(cwd))
    sys.argv = ["mkdocs", *arguments]
    cli(prog_name="mkdocs")
