"""Secrets: found wherever they are in a file, and repeated in no message."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from postmortems.check import FORMATS, RULES, check
from postmortems.check.secret_scan import find_secrets
from postmortems.reader import read
from postmortems.sensitive.secret_scan import (
    _REQUIRED_PATTERNS,
    _REQUIRED_SUBSTRINGS,
    _detectors,
)
from tests.conftest import write
from tests.unit.check_command import DAY, HEAD, MAIN
from tests.unit.rule_examples import found

REQUIRED = _REQUIRED_SUBSTRINGS.keys() | _REQUIRED_PATTERNS.keys()


@given(st.data())
def test_no_secret_is_without_the_words_that_its_detector_waits_for(data: st.DataObject) -> None:
    detector = data.draw(st.sampled_from([d for d in _detectors() if d.secret_type in REQUIRED]))
    pattern = data.draw(st.sampled_from(detector.denylist))
    text = data.draw(st.from_regex(pattern))
    if any(detector.analyze_string(text)):
        assert detector.secret_type in {kind for kind, *_ in find_secrets(text)}


def test_a_secret_is_never_repeated(tmp_path: Path) -> None:
    rule = RULES["secret"]
    for text in map(str, found(rule, rule.parts["Wrong"], tmp_path)):
        assert "hunter2" not in text


def test_no_format_repeats_a_secret(tmp_path: Path) -> None:
    secret = "correct9horse"
    text = f"summary: TODO of postgres://app:{secret}@shop.example/orders\n"
    report = check(read(write(tmp_path, {MAIN: HEAD + text}), as_of=DAY))
    assert {problem.rule for problem in report.problems} == {"placeholder", "secret"}
    for name, form in FORMATS.items():
        assert secret not in form(report), name


def test_a_secret_is_found_in_comments_and_beside_what_the_reader_refuses(tmp_path: Path) -> None:
    token = "ghp_" + "a1B2" * 9
    text = f"# {token}\n{HEAD}sumary: {token[::-1][:4]} ghp_{'c3D4' * 9}\n"
    report = check(read(write(tmp_path, {MAIN: text}), as_of=DAY))
    found = {(problem.rule, problem.place.line) for problem in report.problems}
    assert {("secret", 1), ("secret", 9), ("unknown-key", 9)} <= found
