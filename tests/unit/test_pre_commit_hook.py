"""The hook of pre-commit: what it runs, for which files, and which version."""

import re
from pathlib import Path

import pytest
import yaml

from postmortems.scaffold.init.repository import repository_files
from tests.conftest import ROOT
from tests.unit.ci_jobs import BROKEN, NAME, RELEASE, SOUND, pull_request

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("text", "code"), [(SOUND, 0), (BROKEN, 1)])
def test_the_hook_of_pre_commit(text: str, code: int, tmp_path: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    checkout = pull_request(tmp_path, "none", text=text)
    changed = f"incidents/{NAME}/incident.yaml"
    assert checkout.bash(f"{hook['entry']} {changed}", "-e").returncode == code
    assert (hook["id"], hook["language"]) == ("postmortems-check", "python")
    assert hook["require_serial"] is True, "else many changed files are many checks"
    for path, wanted in {f"incidents/{NAME}/incident.yaml": True, "src/incidents/x": False}.items():
        assert bool(re.search(hook["files"], path)) is wanted
    local = yaml.safe_load(repository_files("Ours", "none")[".pre-commit-config.yaml"])
    ((mine,),) = [repository["hooks"] for repository in local["repos"]]
    assert mine | hook == hook | {"additional_dependencies": [RELEASE]}
