"""Makes a failing case smaller while it fails in the same way."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from .case import Case
from .run import Failure, run

Fails = Callable[[Case], bool]


def shrink(case: Case, steps: Sequence[str]) -> tuple[Case, Failure | None]:
    """Return the smallest case found that has the first failure of this one, and that failure."""
    failures = run(case, steps)
    if not failures:
        return case, None
    wanted = failures[0]

    def fails(smaller: Case) -> bool:
        found = run(smaller, [wanted.step])
        return any(failure.signature == wanted.signature for failure in found)

    if not fails(case):
        return case, wanted
    for attempt in (_without_files, _without_lines, _without_characters):
        case = attempt(case, fails)
    again = [
        failure for failure in run(case, [wanted.step]) if failure.signature == wanted.signature
    ]
    return case, again[0] if again else wanted


def _without_files(case: Case, fails: Fails) -> Case:
    for smaller in (replace(case, before={}), replace(case, service="", title=Case.title)):
        case = _kept(case, smaller, fails)
    for path in sorted(case.special):
        special = {name: found for name, found in case.special.items() if name != path}
        case = _kept(case, replace(case, special=special), fails)
    for path in sorted(case.files):
        files = {name: content for name, content in case.files.items() if name != path}
        case = _kept(case, replace(case, files=files), fails)
    return case


def _without_lines(case: Case, fails: Fails) -> Case:
    for path in sorted(case.files):
        case = _without_parts(case, path, case.files[path].split(b"\n"), b"\n", fails)
    return case


def _without_characters(case: Case, fails: Fails) -> Case:
    for path in sorted(case.files):
        content = case.files[path]
        if len(content) < 2000:
            parts = [content[at : at + 1] for at in range(len(content))]
            case = _without_parts(case, path, parts, b"", fails)
    return case


def _without_parts(case: Case, path: str, parts: list[bytes], joint: bytes, fails: Fails) -> Case:
    """Leave out runs of parts, long ones first; see "Simplifying and isolating" by Zeller."""
    length = max(1, len(parts) // 2)
    while True:
        at = 0
        while at < len(parts):
            rest = parts[:at] + parts[at + length :]
            smaller = replace(case, files={**case.files, path: joint.join(rest)})
            if fails(smaller):
                case, parts = smaller, rest
            else:
                at += length
        if length == 1:
            return case
        length //= 2


def _kept(case: Case, smaller: Case, fails: Fails) -> Case:
    return smaller if smaller != case and fails(smaller) else case
