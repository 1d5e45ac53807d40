"""The complete incident: it uses the whole format, and its page shows every value of its files."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import yaml

from postmortems.model import HEADINGS, Corpus, Incident, Moment, Record
from postmortems.model.record import record_type
from postmortems.render import DOCUMENTS, incident_page
from tests.conftest import COMPLETE, GOLDEN

BY_A_ROW = {"Times.mitigated"}
"""Fields that the complete incident sets by a row of its timeline."""
NOT_SHOWN = {"publish", "id"}
"""Keys whose values are settings or names of anchors."""


def records(value: Any) -> Iterator[Record]:
    """Yield a record and all records within it."""
    if isinstance(value, tuple):
        for row in value:
            yield from records(row)
    elif isinstance(value, Record):
        yield value
        for name in type(value).model_fields:
            yield from records(getattr(value, name))


def kinds(kind: type[Record]) -> Iterator[type[Record]]:
    """Yield a type of record and all types of records within it."""
    yield kind
    for info in kind.model_fields.values():
        inner, _ = record_type(info.annotation)
        if inner:
            yield from kinds(inner)


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield the scalars of plain YAML data, each with its key, except those not shown."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, key)
    elif key not in NOT_SHOWN:
        yield key, value


def folded(text: str) -> str:
    """Return a text without Markdown escapes, emphasis, hyphens and differences of case."""
    plain = re.sub(r"\\(.)", r"\1", text)
    return " ".join(re.sub(r"[-*]", " ", plain).lower().split())


def displayed(key: str, value: str, corpus: Corpus) -> str:
    """Return the folded text that a page shows for a scalar of a file."""
    if key == "lesson":
        return folded(corpus.lessons[value].statement.removesuffix("."))
    if re.fullmatch(r"~?\d{4}-\d\d-\d\dT.*", value):
        return f"{Moment.parse(value).at:%H:%M}"
    if re.fullmatch(r"\d{4,}", value):
        return f"{int(value):,}"
    return folded(value)


def test_the_complete_incident_sets_every_field(golden: Corpus) -> None:
    recorded = {
        f"{type(record).__name__}.{name}"
        for record in records(golden.by_id[COMPLETE])
        for name, _, _ in record.recorded()
    }
    fields = {f"{kind.__name__}.{name}" for kind in kinds(Incident) for name in kind.model_fields}
    assert fields - recorded == BY_A_ROW


def sections() -> dict[str, Any]:
    """Return the plain data of each section of the complete incident's files."""
    folder = GOLDEN / "incidents" / COMPLETE
    data = {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        for path in folder.glob("*.yaml")
    }
    main = data.pop("incident")
    data |= {name: main.pop(name) for name in HEADINGS if name in main}
    return data | {"overview": main}


@pytest.mark.parametrize("section", HEADINGS)
def test_the_page_shows_every_value_in_its_section(section: str, golden: Corpus) -> None:
    page = incident_page(golden.by_id[COMPLETE], golden)
    _, *parts = re.split(r'<a id="(\w+)"></a>', page)
    text = dict(zip(parts[::2], parts[1::2], strict=True))[section]
    if section == "overview":
        text = page.partition('<a id="impact"></a>')[0]
    page_text = folded(text)
    values = list(leaves(sections()[section]))
    if section == "evidence":
        own = ("kind", "file", "title")  # the others say how a file is read
        values = [(key, value) for key, value in values if key in own]
    assert values
    assert [row for row in values if displayed(*row, golden) not in page_text] == []


def test_an_action_item_shows_how_long_it_is_overdue(golden: Corpus) -> None:
    days = (golden.as_of - date(2025, 4, 1)).days
    page = incident_page(golden.by_id[COMPLETE], golden)
    assert f"In progress, {days} days overdue" in page


def test_the_top_has_severity_status_services_when_and_durations(golden: Corpus) -> None:
    page = incident_page(golden.by_id[COMPLETE], golden)
    top = page[page.index("pm-facts") : page.index("pm-answers")]
    for value in (
        "SEV1 Critical",
        "Resolved",
        "[Checkout]",
        "2025-03-04 09:20 UTC to about 11:05 UTC",
        'title="from started to detected">Time to detect</abbr>: **6 min**',
        "Time to mitigate</abbr>: **31 min**",
        "Time to resolve</abbr>: **about 1 h 45 min**",
    ):
        assert value in top


def test_each_document_has_its_anchor_on_the_page_and_comes_alone(golden: Corpus) -> None:
    incident = golden.by_id[COMPLETE]
    page = incident_page(incident, golden)
    for name in DOCUMENTS:
        assert page.count(f'id="{name}"') == 1
        alone = incident_page(incident, golden, document=name)
        assert alone.startswith("# ")
        if name != "postmortem":
            assert len(alone) < len(page)


def test_a_timeline_without_actions_and_results_has_two_columns(golden: Corpus) -> None:
    incident = golden.by_id[COMPLETE]
    rows = [
        entry.model_copy(update={"action": None, "result": None}) for entry in incident.timeline
    ]
    page = incident_page(incident.model_copy(update={"timeline": tuple(rows)}), golden)
    assert "| Time | Event |\n|---|---|\n" in page
