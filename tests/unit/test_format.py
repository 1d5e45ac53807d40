"""The format as an object says what the models do."""

import pytest
from pydantic import ValidationError

from postmortems.model import HEADINGS, AffectedUsers, Incident, Record
from postmortems.model.format import (
    CATALOGUES,
    SECTIONS,
    fields,
    other_keys,
    required_names,
    summary,
    value_at,
    value_type,
)
from postmortems.model.impact import Impact
from postmortems.model.lessons import ActionItem, Takeaway
from postmortems.model.open_record import OpenRecord
from postmortems.model.overview import Overview
from postmortems.model.scalars import Line, Slug


def records(record: type[Record] = Record) -> list[type[Record]]:
    """Return every mapping of the format."""
    children = record.__subclasses__()
    return [*children, *(inner for child in children for inner in records(child))]


def test_the_sections_are_those_of_the_template_in_its_order() -> None:
    headings = {name: section.label for name, section in SECTIONS.items()}
    assert headings == {name: text for name, text in HEADINGS.items() if name != "overview"}
    assert list(headings) == list(HEADINGS)[1:]
    assert SECTIONS["timeline"].value.is_list
    assert SECTIONS["impact"].value.record is Impact


def test_the_keys_of_an_incident_are_the_overview_and_the_sections() -> None:
    assert list(fields(Incident)) == [*fields(Overview), *SECTIONS]
    assert set(Incident.model_fields) - set(fields(Incident)) == {"id"}


@pytest.mark.parametrize("record", records(), ids=lambda record: record.__name__)
def test_every_field_has_a_label_and_a_help(record: type[Record]) -> None:
    assert summary(record)
    for name, field in fields(record).items():
        assert field.name == name
        assert field.label and field.help
        assert field.is_required == (name in required_names(record))


@pytest.mark.parametrize("record", records(), ids=lambda record: record.__name__)
def test_a_mapping_takes_a_text_only_where_it_has_a_shorthand(record: type[Record]) -> None:
    text = "warning"  # a level of a rule as well as words
    if record.shorthand is None:
        with pytest.raises(ValidationError):
            record.model_validate(text)
    else:
        assert record.model_validate(text).recorded()


@pytest.mark.parametrize("record", records(), ids=lambda record: record.__name__)
def test_a_mapping_takes_other_keys_only_where_it_says_so(record: type[Record]) -> None:
    if other_keys(record):
        assert issubclass(record, OpenRecord)
        assert other_keys(record) == value_type(Line)
        assert record.model_validate({"queue_length": "9"}).recorded()
    else:
        with pytest.raises(ValidationError, match="queue_length"):
            record.model_validate({"queue_length": "9"})


def test_a_list_of_texts_may_be_one_text() -> None:
    aliases = fields(Incident)["aliases"].value
    assert (aliases.item, aliases.is_list, aliases.single_for_list) == (Slug, True, True)
    links = fields(Incident)["links"].value
    assert (links.is_list, links.single_for_list) == (True, False)


def test_the_limits_and_the_choices_of_a_field() -> None:
    percent = fields(AffectedUsers)["percent"]
    assert (percent.minimum, percent.maximum, percent.max_length) == (0, 100, None)
    assert fields(ActionItem)["owner"].max_length == 100
    kind = fields(Incident)["kind"]
    assert kind.default == "outage" and kind.default in kind.value.choices
    assert fields(Incident)["title"].default is None


def test_the_value_at_a_place() -> None:
    assert value_at(Incident, ()) == value_type(Incident)
    assert value_at(Incident, ("lessons", "improve")) == value_type(tuple[Takeaway, ...])
    assert value_at(Incident, ("lessons", "improve", 3)) == value_type(Takeaway)
    assert value_at(Incident, ("lessons", "improve", 3, "text")) == value_type(Line)
    assert value_at(Incident, ("monitoring", "metrics_anomalies", "queue")) == value_type(Line)
    assert value_at(Incident, ("lessons", "improve", "text")) is None
    assert value_at(Incident, ("title", "text")) is None
    assert value_at(Incident, ("id",)) is None


def test_the_catalogues_are_files_of_entries() -> None:
    assert list(CATALOGUES) == ["services", "lessons", "severities", "rules"]
    assert required_names(CATALOGUES["lessons"]) == ["statement"]
