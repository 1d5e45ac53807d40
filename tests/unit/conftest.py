"""The folder in which tests call a command."""

from pathlib import Path

import pytest


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository's folder, in which the command is called."""
    folder = tmp_path / "acme-shop"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder
