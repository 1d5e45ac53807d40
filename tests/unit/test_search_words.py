"""The terms of a text: error strings and identifiers survive, words lose their endings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.search.words import (
    index_terms,
    learn_terms,
    stem,
    take_learned_terms,
    terms,
    words,
)


def terms_of(text: str) -> list[str]:
    return list(terms(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ENOSPC", ["enospc"]),
        ("x509: certificate has expired", ["x509", "certif", "expir"]),
        ("HTTP 502", ["http", "502"]),
        ("10,000 requests", ["10000", "request"]),
        ("3.11.2", ["3.11.2"]),
        ("SQLSTATE[53300]", ["sqlstate", "53300"]),
        ("Zürich", ["zurich"]),
        ("the users' carts", ["user", "cart"]),
        ("can't", []),
        ("数据库", ["数据", "据库"]),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms_of(text) == expected


@pytest.mark.parametrize("text", ["max_connections", "max-connections", "maxConnections"])
def test_an_identifier_is_found_by_its_parts_and_written_as_one_word(text: str) -> None:
    assert terms_of(text) == ["max", "connect", stem("maxconnections")]


def test_an_error_in_camel_case_is_found_in_lower_case() -> None:
    [word] = words("CrashLoopBackOff")
    assert {"crash", "loop"} < set(word.terms)
    [lower] = words("crashloopbackoff")
    assert lower.terms == (word.joined,)


@given(st.text())
def test_any_text_has_terms_without_spaces(text: str) -> None:
    assert all(term and not any(map(str.isspace, term)) for term in terms(text))


def test_terms_are_learned_from_another_process() -> None:
    take_learned_terms()
    own = index_terms("Unheard-of-Overflowings")
    assert take_learned_terms() == {"Unheard-of-Overflowings": own}
    assert take_learned_terms() == {}
    learn_terms({"unheard-of-word": ("as", "told")})
    assert index_terms("unheard-of-word") == ("as", "told")
    assert take_learned_terms() == {}
