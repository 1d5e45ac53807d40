"""Redaction of evidence: what is replaced, what remains, and what it costs."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.check.secret_scan import find_secrets
from postmortems.evidence.redaction import KINDS, Redactor
from postmortems.sensitive.secrets import labelled_secrets
from tests.leaks import AWS_KEY, TOKEN
from tests.planted import PLANTED


def redacted(text: str) -> str:
    return Redactor().redact(text)


@pytest.mark.parametrize("name", PLANTED)
def test_each_kind_is_replaced_by_its_kind_and_number(name: str) -> None:
    kind, text, value = PLANTED[name]
    result = redacted(f"12:00 {text} end")
    assert value not in result
    assert f"<{kind}-1>" in result
    assert result.startswith("12:00 ") and result.endswith(" end")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Authorization: Bearer abcdefghijklmnopqrst", "Authorization: Bearer <authorization-1>"),
        ("curl -u app:hunter https://a.example", "curl -u <credentials-1> https://a.example"),
        ("--user=jane:pw", "--user=<credentials-1>"),
        ("DB_PASS=hunter", "DB_PASS=<secret-1>"),
        ("secret_key_base=abc", "secret_key_base=<secret-1>"),
        ("C:/Users/Jane Doe/app.log", "C:/Users/<user-1>/app.log"),
        ("user=jane.doe%40cust.example", "user=<email-1>"),
    ],
)
def test_other_forms_are_replaced(text: str, result: str) -> None:
    assert redacted(text) == result


@pytest.mark.parametrize(
    "text",
    ["Authorization: Basic authentication failed", "ls -u a", "by-pass=on", "file:/home is full"],
)
def test_words_that_look_like_them_remain(text: str) -> None:
    assert redacted(text) == text


def test_every_kind_has_an_example() -> None:
    assert {kind for kind, _, _ in PLANTED.values()} == set(KINDS)


@given(
    st.sampled_from(sorted(PLANTED)),
    st.text(max_size=60),
    st.text(max_size=60),
    st.sampled_from(" \n\t"),
    st.sampled_from(" \n\t,"),
)
def test_a_planted_value_never_remains(
    name: str, before: str, after: str, left: str, right: str
) -> None:
    _, text, value = PLANTED[name]
    if text.startswith(("Cookie", "Authorization")):
        right = "\n"
    assert value not in redacted(f"{before}{left}{text}{right}{after}")


PIECES = st.sampled_from(
    [text for _, text, _ in PLANTED.values()]
    + ["<ip-1>", "<secret-3>", "password=", "token ", "::", '"', "\\n", "/home/", "@", ":", "/"]
)


@given(st.lists(PIECES | st.text(max_size=10), max_size=12).map("".join))
def test_redacted_text_stays_as_it_is(text: str) -> None:
    once = redacted(text)
    assert redacted(once) == once


@given(st.lists(st.sampled_from([text for _, text, _ in PLANTED.values()]), max_size=6))
def test_the_rules_find_no_secret_in_redacted_text(texts: list[str]) -> None:
    result = redacted("\n".join(texts))
    assert [*find_secrets(result), *labelled_secrets(result)] == []


@pytest.mark.parametrize(
    "text",
    [
        "client 127.0.0.1 via ::1 on 0.0.0.0 mask 255.255.255.0",
        "version 1.2.3.4, v10.1.2.3 and Chrome/120.0.0.0 Safari/537.36",
        "release 1.2.3.4.5 at 12:30:45.123 on 2026-03-14",
        "mac aa:bb:cc:dd:ee:ff, std::vector and Add::Bad",
        "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
        "trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span 00f067aa0ba902b7",
        "dd.trace_id=4568273649182736459 span=4242424242424242",
        "key=orders:2019 key=user_profile_cache_123456 key=CustomerOrderService",
        "token count: 4096, password: the user forgot it, PASSWORD=***, secret=null",
        "PWD=/srv/app password=$DB_PASSWORD password=%s <td>key</td>",
        "author: 4bf92f3577b34da6a3ce929d0e0e4736",
        "Authorization: denied; authorization failed; bearer of news",
        "cookie: none",
        '"GET /home/index HTTP/1.1" https://shop.example/home/sale /Users/Shared/x',
        "git@github.com:org/repo.git react@18.2.0 user@1000.service",
        "1700000000 1700000000000 1700000000000000000 blk_-1608999687919862906",
        "[26/Jan/2019:19:45:25 +0330] 081109 203615 143",
        "+2023-01-01 10:00:00 was added, +0200",
        "<ip-1> <email-2> <secret-3>",
    ],
)
def test_other_text_remains(text: str) -> None:
    assert redacted(text) == text


def test_repeats_keep_their_number_in_all_texts_of_a_file() -> None:
    redactor = Redactor()
    assert redactor.redact("10.0.0.1 10.0.0.2 10.0.0.1") == "<ip-1> <ip-2> <ip-1>"
    assert redactor.redact("again 10.0.0.2") == "again <ip-2>"
    assert redactor.counts == {"ip": 4}


def test_new_values_get_other_numbers_than_earlier_marks() -> None:
    assert redacted("<ip-7> and 10.0.0.1") == "<ip-7> and <ip-8>"


def test_json_stays_valid() -> None:
    inner = json.dumps({"password": 'a"b', "note": "x\n10.1.1.1\njane@shop.io"})
    data = {
        "pan": 4242424242424242,
        "phone": 4155550132,
        "message": f"failed\n10.1.1.2 {inner}",
        "headers": {"authorization": 'Digest username="bob", response="6629fae4"'},
        "cookies": {"sid": "abc", "theme": "dark"},
        "path": "C:\\Users\\nina\\x",
        "url": "https://u:pw@db/x",
    }
    for text in (json.dumps(data), json.dumps(data, indent=1).replace("/", "\\/")):
        result = redacted(text)
        assert set(json.loads(result)) == set(data)
        for value in ("4242", "415555", "10.1.1", "jane", 'a\\"b', "bob", "abc", "nina", "u:pw"):
            assert value not in result


def test_the_name_of_a_referenced_user_is_replaced_elsewhere() -> None:
    reference = '{"id": "PABC123", "type": "user_reference", "summary": "Jane Doe"}'
    result = redacted(f'{{"by": {reference}, "note": "Acknowledged by Jane Doe."}}')
    assert "Jane" not in result
    assert "PABC123" not in result
    assert json.loads(result)["note"] == "Acknowledged by <user-2>."


def test_a_pretty_printed_reference_is_replaced() -> None:
    data = {"agent": {"id": "PABC123", "summary": "Jane Doe", "type": "user_reference"}}
    assert "Jane" not in redacted(json.dumps(data, indent=2))


@pytest.mark.parametrize(
    "text",
    [
        f"key {AWS_KEY}",
        "mysql --password $p@ss9 --host db",
        "password=/p@ss9/x password=$p@ss9",
        "<password>p@ss</password>",
        'db_password="p@ss word"',
        f"token={TOKEN}",
        "https://user:p@ss@db.shop.example/orders",
        "Set-Cookie: sid=38afes7a8; Path=/; Expires=Wed, 21 Oct 2015 07:28:00 GMT",
        '"set-cookie":["a=b; Path=/","c=d"]',
    ],
)
def test_nothing_of_a_secret_is_left_beside_its_mark(text: str) -> None:
    result = redacted(text)
    for value in (AWS_KEY, TOKEN, "p@ss", "ss@", "sid=", "a=b", "c=d"):
        assert value not in result


ADVERSARIAL = (
    *("a", "1.", "@a.", "a.b@", "://a", "eyJ", "eyJ_", "BEGIN PRIVATE KEY", "cookie:a="),
    *('cookies:{"a":"b",', "authorization: Digest a=", "bearer ", "key=", "token=a", "password='"),
    *("4111 ", "4111111111111_", "DE89 3704 ", "AA11AAAA", "+44 1", "0 ", "/home/a", "\\", '\\"'),
    *('"type":"user"', "1::", "a:b:", "ffff:1:", "<ip-1>", "C:\\Users\\a b", "::", "sig", "A"),
)


def test_the_time_grows_with_the_text() -> None:
    begin = time.process_time()
    for unit in ADVERSARIAL:
        redacted(unit * (30_000 // len(unit)))
    # Quadratic time would take minutes.
    assert time.process_time() - begin < 15
