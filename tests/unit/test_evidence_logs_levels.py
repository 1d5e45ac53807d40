"""Severity classes of the levels of all formats, and levels in texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.evidence.levels import severity_class, split_level, text_level

CLASSES = {
    "error": "error ERROR Err fatal CRITICAL crit alert emerg PANIC SEVERE E F 0 3 50 55 60 500",
    "warning": "warning WARN wrn W # 4 40 45 300",
    "info": "info INFO Information notice NOTE LOG I * 5 6 30 200 250 Normal",
    "debug": "debug TRACE trc verbose FINEST DEBUG5 D V - 7 10 20 100",
    "": "STATEMENT 8 99 700 12345 hello",
}


@pytest.mark.parametrize(
    ("level", "expected"),
    [(level, name) for name, levels in CLASSES.items() for level in levels.split()],
)
def test_classes(level: str, expected: str) -> None:
    assert severity_class(level) == expected


@given(st.text())
def test_any_text_has_a_class(level: str) -> None:
    assert severity_class(level) in ("error", "warning", "info", "debug", "")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("error: kex failed", "error"),
        ("[core:crit] [pid 7] boom", "crit"),
        ('{"level":"warn","msg":"a"}', "warn"),
        ("caller=a.go level=debug msg=x", "debug"),
        ("E, [2024 #7] boom", "error"),
        ("connected after an error", ""),
        ("WARNINGS are off", ""),
        ("MY_ERROR is a name", ""),
        ("", ""),
    ],
)
def test_levels_in_texts(text: str, level: str) -> None:
    assert text_level(text) == level


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (" ERROR [main] boom", ("ERROR", "[main] boom")),
        ("] [error] boom", ("error", "boom")),
        (" Failed to connect", ("", " Failed to connect")),
        (" System ready", ("", " System ready")),
    ],
)
def test_a_text_that_begins_with_a_level(text: str, parts: tuple[str, str]) -> None:
    assert split_level(text) == parts
