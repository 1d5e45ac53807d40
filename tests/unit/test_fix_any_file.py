"""Repairs of any file, of this repository or made by chance: nothing is lost."""

import os
import re
from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postmortems.fix import Repair, fix_text
from postmortems.fix.suppression_targets import suppressions
from postmortems.fix.time_format import normalized_day, normalized_time
from postmortems.fix.yaml_file import BREAKS, YamlFile
from postmortems.model import Incident, Moment
from postmortems.model.record import bare, record_type
from postmortems.model.scalars import Day
from postmortems.reader.document import RejectedYamlError, compose
from postmortems.reader.plain_data import plain
from postmortems.reader.scalars import types_of
from tests.conftest import ROOT
from tests.unit.random_incident import Author

EXAMPLES = int(os.environ.get("FIX_EXAMPLES", "200"))
TIMES = {*types_of(types_of(Incident)["times"]), "time"}
DAYS = {"published", "due", "done_on", "verified_on"}


def lines(text: str) -> list[str]:
    """The lines, with the dash of a row taken for a space: another key may come behind it."""
    found = re.split(r"\r\n|[\r\n\x85\u2028]", text.strip("\ufeff"))
    return [re.sub(r"^( *)-(?= )", r"\1 ", line) for line in (found if found[-1] else found[:-1])]


def said(name: str, text: str) -> Any:
    """What a file says, whatever the form of its times and the order of its timeline."""
    data = plain(compose(text.removeprefix("\ufeff"), name))
    return canonical(data, "" if name == "incident.yaml" else name.removesuffix(".yaml"))


def canonical(data: Any, key: str) -> Any:
    if isinstance(data, dict):
        return {name: canonical(data[name], name) for name in sorted(data)}
    if isinstance(data, list):
        rows = [canonical(item, key) for item in data]
        return sorted(rows, key=repr) if key == "timeline" else rows
    if key in TIMES | DAYS and data:
        normalized = normalized_time(data) or normalized_day(data)
        return normalized.removesuffix("Z") if normalized else data
    return data


def prove(name: str, text: str) -> tuple[str, list[Repair]]:
    """Repair a text, and see that nothing else happened to it."""
    after, done = fix_text(name, text)
    assert (after == text) == (not done)
    assert fix_text(name, after) == (after, [])
    try:
        before = said(name, text)
    except RejectedYamlError:
        assert after == text
        return after, done
    quoted = any(repair.kind == "text-cut-by-hash" for repair in done)
    if quoted:
        assert uncut(said(name, after)) == uncut(before)
    else:
        assert said(name, after) == before
    if not replaced_any(done):
        assert allowed_in(name, after) == allowed_in(name, text)
    assert (after[-1] in BREAKS) == (text[-1] in BREAKS)
    old, new = lines(text), lines(after)
    replaced = [found for found in done if found.kind not in ("row-order", "key-order")]
    lost, gained = Counter(old) - Counter(new), Counter(new) - Counter(old)
    assert lost.total() == gained.total()
    # Quotes around a text of several lines may change each of them, since quotes in it are escaped.
    assert quoted or lost.total() <= len(replaced)
    assert quoted or {old[found.place.line - 1] for found in replaced} >= set(lost)
    form = unquoted if quoted else timeless
    assert Counter(map(form, lost.elements())) == Counter(map(form, gained.elements()))
    return after, done


def uncut(data: Any) -> Any:
    """What data says without the parts that a comment may have cut off its texts."""
    if isinstance(data, dict):
        return {name: uncut(value) for name, value in data.items()}
    if isinstance(data, list):
        return sorted((uncut(item) for item in data), key=repr)
    return re.split(r"[ \t]#", data)[0].strip() if isinstance(data, str) else data


def unquoted(line: str) -> str:
    """A line without its times, and without the quotes and escapes around a text that was cut."""
    return re.sub(r"[\\\"']", "", timeless(line))


def replaced_any(done: list[Repair]) -> bool:
    return any(found.kind not in ("row-order", "key-order") for found in done)


def allowed_in(name: str, text: str) -> Any:
    """What each comment of a file allows."""
    sheet = YamlFile.of(name, text.removeprefix("\ufeff"), name)
    return sheet and suppressions(sheet)


def timeless(line: str) -> str:
    """A line without its times, which are what may change of it."""
    day = r"~?\s*\d{4}([-/.])\d+\1\d+"
    clock = r"[T,\s]+\d+:\d+(:\d+)?([.,]0+)?(\s*(Z|UTC|[+-]\d+(:?\d+)?))?(\s+(?=['\"]))?"
    return re.sub(f"{day}({clock})?", "", line, flags=re.IGNORECASE)


FILES = st.sampled_from(["incident", "incident", "timeline", "root_cause", "lessons", "monitoring"])
DICE = st.integers(0, 2**64).map(Random)


@pytest.mark.parametrize("folder", ["tests/bad", "tests/golden/incidents", "incidents"])
def test_files_of_this_repository_keep_what_they_say(folder: str) -> None:
    paths = sorted((ROOT / folder).glob("*/**/*.yaml"))
    assert paths
    for path in paths:
        if path.is_file():
            prove(path.name, path.read_bytes().decode(errors="replace"))


@settings(max_examples=EXAMPLES)
@given(DICE, FILES)
def test_nothing_is_lost_whatever_an_author_writes(dice: Random, name: str) -> None:
    text = Author(dice, wild=True).file(name)
    after, _ = prove(f"{name}.yaml", text)
    signs = re.compile(r"§\d+§")
    assert Counter(signs.findall(after)) == Counter(signs.findall(text))
    assert [line.strip() for line in lines(after)].count("") == [
        line.strip() for line in lines(text)
    ].count("")


@settings(max_examples=EXAMPLES)
@given(DICE, FILES)
def test_nothing_is_lost_whatever_a_slip_of_the_pen_makes_of_it(dice: Random, name: str) -> None:
    text = Author(dice, wild=dice.randrange(2) == 0).file(name)
    for _ in range(dice.randrange(1, 4)):
        at, slip = (
            dice.randrange(len(text)),
            dice.choice("  \n\n#-:'\"|>[]{}&*!?%@`,~+\t0a\r\x85\u2028"),
        )
        text = text[:at] + slip + text[at + dice.randrange(3) :]
    prove(f"{name}.yaml", text)


@settings(max_examples=EXAMPLES)
@given(DICE, FILES)
def test_everything_is_in_order_that_an_author_writes_with_care(dice: Random, name: str) -> None:
    text = Author(dice, wild=False).file(name)
    after, _ = prove(f"{name}.yaml", text)
    kind = Incident if name == "incident" else types_of(Incident)[name]
    ordered(kind, compose(after, name).root, lines(after))


def ordered(kind: Any, node: Any, written: list[str]) -> None:
    """See that rows, keys and times are in order and in form, here and below."""
    record, many = record_type(kind)
    if node.id == "scalar" and bare(kind) in (Moment, Day) and node.value:
        form = normalized_time if bare(kind) is Moment else normalized_day
        assert form(node.value) == node.value
    elif record is None or not types_of(record):
        return  # a text, or a mapping with names of the author's own
    elif many and node.id == "sequence":
        for item in node.value:
            ordered(record, item, written)
        if bare(types_of(record).get("time")) is Moment:
            times = [Moment.parse(dict(pairs(item))["time"].value) for item in node.value]
            exact = [time.at for time in times if not time.approximate]
            assert exact == sorted(exact)
    elif not many and node.id == "mapping":
        known = [key for key in types_of(record) if key in dict(pairs(node))]
        for key, child in pairs(node):
            ordered(types_of(record)[key], child, written)
        if not node.flow_style and [key for key, _ in pairs(node)] != known:
            line = next(name.start_mark.line for name, _ in node.value if name.value == known[0])
            above = next(row for row in reversed(written[:line]) if row.strip())
            assert above.lstrip().startswith("#"), "this one cannot stand behind a dash"


def pairs(node: Any) -> list[tuple[str, Any]]:
    return [(name.value, child) for name, child in node.value]
