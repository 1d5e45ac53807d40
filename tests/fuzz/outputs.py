"""What must hold of everything that a command prints or a build writes, whatever it was given."""

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from .case import CANARY, MARKER, SENTINEL

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that no output may hold: controls, lone surrogates, what turns text around."""
SECRETS_OUTSIDE = (CANARY, "root:x:0:0")
_CAUGHT = re.compile(r"`(\w+)` \((\w+\.py), line \d+\)")
"""How a message names an exception that was caught; its cause is to be mended all the same."""
LONGEST_NAME = 255
"""Bytes of a name that common file systems take."""
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_HANDLER = re.compile(r"\son\w+\s*=|javascript:|alert\(", re.IGNORECASE)


class BrokenOutputError(Exception):
    """Something that must hold does not: what, in the same words each time, and the details."""

    def __init__(self, what: str, details: str = "") -> None:
        super().__init__(what)
        self.what, self.details = what, details


def require(holds: object, what: str, details: str = "") -> None:
    """Raise `BrokenOutputError` unless something holds."""
    if not holds:
        raise BrokenOutputError(what, details)


def clean(text: str, what: str) -> None:
    """Require that a text holds no file from outside, no traceback and no unseen character."""
    for secret in SECRETS_OUTSIDE:
        require(secret not in text, f"{what} holds the text of a file outside", secret)
    require("Traceback (most recent call last)" not in text, f"{what} holds a traceback", text)
    if found := _CAUGHT.search(text):
        raise BrokenOutputError(f"{what} tells of an exception: {found[1]} in {found[2]}", found[0])
    if found := UNSEEN.search(text):
        around = text[max(0, found.start() - 60) : found.end() + 60]
        raise BrokenOutputError(f"{what} holds an unseen character", repr(around))


def report(text: str, code: int) -> list[dict[str, Any]]:
    """Require that `check --format json` is sound, and return its problems."""
    data = json.loads(text)
    problems: list[dict[str, Any]] = data["problems"]
    errors = sum(problem["level"] == "error" for problem in problems)
    require(code == bool(errors), "the code of check is wrong", f"{code} at {errors} errors")
    require(
        any(path.endswith(f"/{SENTINEL}") for path in data["incidents"]),
        "check lost the sound incident",
    )
    for problem in problems:
        _sound_place(problem)
    return problems


def _sound_place(problem: dict[str, Any]) -> None:
    said = f"{problem['path']}:{problem['line']}:{problem['column']}: {problem['rule']}"
    require(problem["line"] >= 1 and problem["column"] >= 1, "no place in a file", said)
    lines = _lines(Path(problem["path"])) if problem["line"] > 1 else 1
    require(problem["line"] <= lines, f"{problem['rule']} behind the end of the file", said)


@cache
def _lines(path: Path) -> int:
    """The number of lines of a regular file, as YAML counts them."""
    if not path.is_file() or not path.resolve().is_relative_to(Path.cwd()):
        return 0
    return len(
        re.split("\r\n|[\r\n\x85\u2028\u2029]", path.read_bytes().decode("utf-8", "replace"))
    )


def sarif(text: str, count: int) -> None:
    """Require that a SARIF report has a result for each problem."""
    data = json.loads(text)
    require(data["version"] == "2.1.0", "the SARIF has no version")
    require(len(data["runs"][0]["results"]) == count, "SARIF and JSON differ in their problems")


def junit(text: str) -> None:
    """Require that a JUnit report can be parsed and has the sound incident's test case."""
    cases = ElementTree.fromstring(text).iter("testcase")
    names = [case.get("name") for case in cases]
    require(SENTINEL in names, "JUnit lost the sound incident")


def rows(text: str, count: int, what: str) -> None:
    """Require that a report has one line for each problem."""
    found = [row for row in text.split("\n") if row]
    require(
        len(found) == count, f"{what} has not a line for each problem", f"{len(found)}, {count}"
    )


def site(folder: Path) -> None:
    """Require that all files of a built site are sound, and that the sound incident has a page."""
    page = folder / "incidents" / SENTINEL / "index.html"
    require(page.is_file(), "the site lost the page of the sound incident")
    require(MARKER in page.read_text(encoding="utf-8"), "the page of the sound incident is blank")
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    _portable([path.relative_to(folder) for path in paths])
    for path in paths:
        name = path.relative_to(folder).as_posix()
        if not name.startswith("assets/"):
            _file(name, path.read_bytes())


def _portable(paths: list[Path]) -> None:
    """Require names that every file system takes, no two of them one name on some."""
    taken: dict[str, str] = {}
    for path in paths:
        for part in path.parts:
            require(
                len(part.encode("utf-8", "surrogateescape")) <= LONGEST_NAME,
                "a name is too long",
                part,
            )
            require(not _DEVICE.fullmatch(part), "a file is a device of Windows", path.as_posix())
        name = path.as_posix()
        other = taken.setdefault(name.casefold(), name)
        require(other == name, "two files are one where case does not matter", f"{name}, {other}")


def _file(name: str, content: bytes) -> None:
    if name.startswith("search-index/"):
        content, name = gzip.decompress(content), name.replace(".bin", ".json")
    for secret in SECRETS_OUTSIDE:
        require(secret.encode() not in content, "the site holds the text of a file outside", name)
    if "/evidence/" in name:
        return
    if name.endswith((".json", ".xml", ".svg", ".html", ".md", ".ics", ".txt")):
        text = content.decode("utf-8")
        text = text.replace("\r\n", "\n") if name.endswith(".ics") else text
        clean(text, f"the site's {Path(name).suffix}")
        if name.endswith(".json"):
            json.loads(text)
        elif name.endswith((".xml", ".svg")):
            ElementTree.fromstring(text)
        elif name.endswith(".html") and _HANDLER.search(text):
            for found in _scripts(text):
                raise BrokenOutputError("the site runs a script", f"{name}: {found[:200]}")


def _scripts(html: str) -> Iterator[str]:
    """Return what a browser would run of what an author wrote."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    yield from parser.found


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.script = tag == "script"
        for name, value in attrs:
            if name.startswith("on"):
                self.found.append(f"<{tag} {name}={value}>")
            if name in ("href", "src") and re.match(r"\s*javascript:", value or "", re.IGNORECASE):
                self.found.append(f"<{tag} {name}={value}>")

    def handle_endtag(self, tag: str) -> None:
        self.script = False

    def handle_data(self, data: str) -> None:
        if self.script and "alert(" in data:
            self.found.append(f"<script>{data.strip()}")
