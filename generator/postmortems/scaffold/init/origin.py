"""The source of this installation, as a requirement for another machine; see PEP 610."""

import json
import re
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from ... import __version__
from .remote import git_output

PACKAGE = "mkdocs-postmortems"

_ADDRESS = re.compile(r"(?:(?:git|hg|bzr|svn)\+)?(?:https?|ssh|git|svn)://[^\s\"'\\]+")
_RELEASE = re.compile(r"mkdocs[-_.]postmortems(?P<versions>(?:==|~=|>=)[\w.!+-]+)?", re.ASCII)
_SCP = re.compile(r"(?P<host>[\w.-]+@[\w.-]+):(?P<path>[^/].*)", re.ASCII)


@dataclass(frozen=True)
class Origin:
    """The source that CI installs this package from.

    `requirement` is a line of requirements.txt, empty if other machines cannot reach the source of
    this installation. `reason` is a clause: how it was determined, or why it was not.
    """

    requirement: str
    reason: str


def parse_origin(where: str) -> Origin:
    """Return the source that `--from` names.

    Args:
        where: a release such as `mkdocs-postmortems==0.1.0`, the address of an archive or of a
            repository, or `mkdocs-postmortems @ ADDRESS`.

    Raises:
        ValueError: another machine cannot install from it.
    """
    text = re.sub(r"^mkdocs[-_.]postmortems\s*@\s*", "", where.strip())
    reason = "as given with --from"
    if release := _RELEASE.fullmatch(text):
        return Origin(PACKAGE + (release["versions"] or f"=={__version__}"), reason)
    if not _ADDRESS.fullmatch(text):
        raise ValueError(where)
    return Origin(f"{PACKAGE} @ {text}", reason)


def installed_origin(installed: Distribution | None = None) -> Origin:
    """Return the source of an installation.

    Args:
        installed: the distribution, by default the running one. It has a `direct_url.json` unless
            it was installed from a package index.
    """
    try:
        installed = installed or distribution(PACKAGE)
    except PackageNotFoundError:
        return Origin("", f"no installed distribution `{PACKAGE}` was found")
    text = installed.read_text("direct_url.json")
    if text is None:
        release = f"{PACKAGE}=={installed.version}"
        return Origin(release, "the version of this installation, which is from a package index")
    try:
        return _direct(json.loads(text))
    except (AttributeError, KeyError, TypeError, ValueError):
        return Origin("", "the `direct_url.json` of this installation cannot be understood")


def _direct(record: dict[str, Any]) -> Origin:
    """Return the origin that a `direct_url.json` describes."""
    url = str(record["url"])
    local = url2pathname(urlsplit(url).path) if url.startswith("file:") else ""
    if "vcs_info" in record and not local:
        vcs = record["vcs_info"]
        address = f"{vcs['vcs']}+{_without_password(url)}@{vcs['commit_id']}"
        return _checked(
            address + _subdirectory(record.get("subdirectory", "")),
            "the commit that this installation was made from",
        )
    if "archive_info" in record and not local:
        return _checked(
            _without_password(url) + _digest(record["archive_info"]),
            "the archive that this installation was made from",
        )
    if "dir_info" in record and (clone := _clone(Path(local))).requirement:
        return clone
    return Origin(
        "", f"this installation was made from `{local or url}`, which other machines do not have"
    )


def _checked(address: str, reason: str) -> Origin:
    if not _ADDRESS.fullmatch(address):
        raise ValueError(address)
    return Origin(f"{PACKAGE} @ {address}", reason)


def _clone(folder: Path) -> Origin:
    """Return the commit of a clone if its remote `origin` has it too; else an empty origin."""
    commit = git_output(folder, "rev-parse", "HEAD")
    address = git_output(folder, "remote", "get-url", "origin")
    if scp := _SCP.fullmatch(address):
        address = f"ssh://{scp['host']}/{scp['path']}"
    pushed = git_output(folder, "branch", "--remotes", "--contains", "HEAD", "--list", "origin/*")
    if not commit or not pushed or not re.match(r"(https?|ssh|git)://", address):
        return Origin("", "")
    prefix = git_output(folder, "rev-parse", "--show-prefix").rstrip("/")
    return _checked(
        f"git+{_without_password(address)}@{commit}{_subdirectory(prefix)}",
        f"the commit of the clone `{folder.as_posix()}` that this installation was made from",
    )


def _subdirectory(path: str) -> str:
    return f"#subdirectory={path}" if path else ""


def _digest(archive: dict[str, Any]) -> str:
    """Return the URL fragment with which pip verifies the digest of an archive."""
    digests = dict(archive.get("hashes") or {})
    algorithm, _, value = str(archive.get("hash") or "").partition("=")
    if value:
        digests.setdefault(algorithm, value)
    name = next((name for name in ("sha512", "sha384", "sha256") if name in digests), "")
    return f"#{name}={digests[name]}" if name else ""


def _without_password(url: str) -> str:
    """Return an address without credentials; the user name of SSH stays, as part of the address."""
    parts = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    name = user.partition(":")[0]
    kept = f"{name}@{host}" if at and parts.scheme == "ssh" else host
    return parts._replace(netloc=kept, fragment="").geturl()
