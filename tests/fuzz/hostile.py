"""Hostile files: links, pipes and devices, nestings, names, aliases, and sheer size."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from postmortems.reader import CATALOGUES, MAIN, SECTIONS

from . import texts
from .case import OUTSIDE, Case, Special, ids

BASELINE = ".baseline.json"
TARGETS = (
    f"{OUTSIDE}/canary.yaml",
    f"{OUTSIDE}/canary.txt",
    f"{OUTSIDE}/canary.json",
    f"{OUTSIDE}/2001-03-04-outside",
    f"{OUTSIDE}/2001-03-04-outside/incident.yaml",
    f"{OUTSIDE}/missing",
    "../../../outside/canary.yaml",
    "/etc/passwd",
    "/dev/zero",
    "/dev/stdin",
    "/dev/null",
    "/proc/self/environ",
    "incident.yaml",
    ".",
    "..",
    "/",
)
SIZES = ("1500000000", "999999999999", "1000001", "0")


def special_file(case: Case, dice: Random) -> Case:
    """Put something that is no regular file in the place of a file that the reader looks for."""
    return replace(case, special={**case.special, _place(case, dice): _special(dice)})


def _place(case: Case, dice: Random) -> str:
    name = dice.choice(ids(case.files) or ["2025-01-02-x"])
    evidence = [path for path in sorted(case.files) if "/evidence/" in path]
    return dice.choice(
        (
            dice.choice((*CATALOGUES, BASELINE, "stray.yaml", ".schema")),
            f"{name}/{MAIN}",
            f"{name}/{dice.choice(SECTIONS)}.yaml",
            f"{name}/{dice.choice(SECTIONS)}.yaml",
            f"{name}/{dice.choice(('evidence', 'stray.yaml', '.hidden.yaml'))}",
            dice.choice(evidence or [f"{name}/evidence/log.txt"]),
            f"2025-02-03-{dice.choice(('linked', 'new'))}",
        )
    )


def _special(dice: Random) -> Special:
    kind = dice.choice(("link", "link", "link", "link", "fifo", "socket", "sparse", "folder"))
    value = {"link": dice.choice(TARGETS), "sparse": dice.choice(SIZES)}.get(kind, "")
    return Special(kind, value)


def evidence(case: Case, dice: Random) -> Case:
    """Add an incident that shows and publishes files of every kind under hostile names."""
    name = f"2025-03-04-evidence-{dice.randrange(100)}"
    special = dict(case.special)
    files = dict(case.files)
    rows = []
    for _ in range(dice.randint(1, 4)):
        path = f"evidence/{_file_name(dice)}"
        if dice.randrange(3) == 0:
            special[f"{name}/{path}"] = _special(dice)
        elif dice.randrange(5):
            files[f"{name}/{path}"] = _content(dice)
        shown = dice.choice((path, path, path, f"./{path}", f"../{path}", texts.name(dice)))
        rows.append(f"  - {{file: {_quoted(shown)}, publish: {dice.choice(('true', 'false'))}}}\n")
    head = "title: Files are shown\nseverity: SEV3\n"
    files[f"{name}/{MAIN}"] = (head + "evidence:\n" + "".join(rows)).encode("utf-8", "replace")
    return replace(case, files=files, special=special)


def _file_name(dice: Random) -> str:
    stem = dice.choice(
        ("log", "é", "a b", "a%20b", "#", "x?y", "<b>", "{{x}}", "con", "A", "a", "-")
    )
    stem = dice.choice((stem, stem, stem, "n" * 240, "日本語", "\udcff", "a\nb", "..x", "index"))
    ending = dice.choice(
        (".txt", ".csv", ".json", ".md", ".html", ".svg", ".js", ".yaml", "", ".png")
    )
    return stem + ending


def _content(dice: Random) -> bytes:
    return dice.choice(
        (
            b"",
            dice.randbytes(dice.choice((10, 10_000))),
            b"# Not a page\n\n<script>alert(1)</script>\n",
            b"<html><script>alert(1)</script></html>",
            b"time,value\n2025-01-02T03:04:05Z,1\n,\n" + b"x," * 3000,
            b"[" * 20_000,
            b'{"alerts": [{"a": 1e999}]}',
            texts.text(dice).encode("utf-8", "replace"),
        )
    )


def _quoted(text: str) -> str:
    shown = "".join(char if char.isprintable() and char not in '"\\' else "_" for char in text)
    return f'"{shown}"'


def folder_name(case: Case, dice: Random) -> Case:
    """Give an incident's folder another name."""
    found = ids(case.files)
    if not found:
        return case
    old = dice.choice(found)
    day = dice.choice(
        ("2025-01-02-", "2025-01-02-", "0001-01-01-", "9999-12-31-", "2025-02-30-", "")
    )
    slug = dice.choice(
        ("x" * 100, "x" * 200, "x" * 243, "x" * 244, "a-" * 60 + "a", "index", "readme", "con", "A",
         "é", " ", "x y", "<b>", "x\ny", "{{x}}", "%41", "\udcff", "x.md", "x#y", "[a](b)", "it's")
    )  # fmt: skip
    files = {
        f"{day}{slug}/{path.partition('/')[2]}" if path.startswith(f"{old}/") else path: content
        for path, content in case.files.items()
    }
    return replace(case, files=files)


def nesting(case: Case, dice: Random) -> Case:
    """Replace or extend a file by something that nests, repeats or refers beyond reason."""
    path = dice.choice(sorted(case.files))
    content = dice.choice(NESTINGS)(dice)
    if dice.randrange(2):
        content = case.files[path].decode("utf-8", "replace") + "\n" + content
    return replace(case, files={**case.files, path: content.encode("utf-8", "surrogatepass")})


def _brackets(dice: Random) -> str:
    count = dice.choice((39, 41, 500, 5000, 40_000))
    left = dice.choice(
        ("[", "{", "[[", "{a: ", "- ", "? ", "[ ", '["]", ', "[#\n", "[ # ]\n", "{'}': ")
    )
    return f"x: {left * count}"


def _indentation(dice: Random) -> str:
    depth = dice.choice((20, 45, 300, 1200))
    return "".join(f"{' ' * row}{dice.choice(('a:', '-', 'a:'))}\n" for row in range(depth))


def _aliases(dice: Random) -> str:
    count = dice.choice((10, 300, 3000, 30_000))
    return f"x: &a [y]\nz: [{'*a, ' * count}]\n"


def _bomb(dice: Random) -> str:
    rows = [f"b{i}: &b{i} [{f'*b{i - 1}, ' * 9}]" for i in range(1, dice.choice((3, 6, 30)))]
    return "\n".join(["b0: &b0 x", *rows])


def _keys(dice: Random) -> str:
    return "".join(f"key{index}: x\n" for index in range(dice.choice((50, 1000, 9000))))


def _rows(dice: Random) -> str:
    row = dice.choice(
        (
            "  - {time: 2025-01-02T03:04Z, event: x}\n",
            "  - x\n",
            "  - {id: a, text: Fix it, state: open}\n",
        )
    )
    key = dice.choice(("timeline", "links", "aliases", "related", "x"))
    return f"{key}:\n{row * dice.choice((3, 300, 3000))}"


def _nodes(dice: Random) -> str:
    count = dice.choice((20, 200, 600))
    rows = "".join(
        f"    - {{id: n{i}, kind: trigger, text: x, leads_to: [n{dice.randrange(count)}]}}\n"
        for i in range(count)
    )
    return f"root_cause:\n  nodes:\n{rows}"


def _prose(dice: Random) -> str:
    part = dice.choice((*texts.REPEATED, *texts.ADDRESSES))
    return f"summary: {_quoted(part * dice.choice((100, 2000, 6000)))}\n"


def _fences(dice: Random) -> str:
    body = f"  ```mermaid\n  graph LR\n    a{dice.randrange(9)} --> b\n  ```\n\n"
    return f"summary: |\n{body * dice.choice((2, 20))}"


NESTINGS: tuple[Callable[[Random], str], ...] = (
    _brackets,
    _brackets,
    _indentation,
    _aliases,
    _bomb,
    _keys,
    _rows,
    _nodes,
    _prose,
    _fences,
)


def catalogue_names(case: Case, dice: Random) -> Case:
    """Write catalogues whose names collide, are long, or are no names, and use them."""
    names = sorted({texts.name(dice) for _ in range(dice.randint(1, 5))})
    quoted = [_quoted(name) for name in names]
    files = dict(case.files)
    file = dice.choice(("services.yaml", "lessons.yaml", "severities.yaml"))
    fields = {
        "services.yaml": f"{{title: T, team: {quoted[0]}}}",
        "lessons.yaml": f"{{statement: {quoted[-1]}}}",
        "severities.yaml": f"{{title: {quoted[0]}}}",
    }
    files[file] = "".join(f"{name}: {fields[file]}\n" for name in quoted).encode("utf-8", "replace")
    action = f"{{id: a, text: Fix it, state: open, owner: {quoted[0]}, due: 2026-01-01}}"
    listed = ", ".join(quoted)
    text = (
        f"title: Names collide\nseverity: {quoted[0] if file == 'severities.yaml' else 'SEV3'}\n"
        f"impact: {{system: {{services: [{listed}]}}}}\n"
        f"lessons:\n  improve: [{{text: x, lesson: {quoted[0]}}}]\n  action_items: [{action}]\n"
    )
    files[f"2025-05-06-names/{MAIN}"] = text.encode("utf-8", "replace")
    return replace(case, files=files)
