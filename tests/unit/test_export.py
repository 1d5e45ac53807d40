"""The same facts for machines: each format read by somebody else's reader, and the facts agree."""

import json
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree

import feedparser
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from openapi_spec_validator import validate as validate_openapi

from postmortems.export import NAMES, ExportContext, files
from postmortems.export.openapi import DOCUMENTS, PATHS
from postmortems.export.records import MetricName
from postmortems.insights import CorpusFacts, open_items, rows
from postmortems.model import METRICS, Corpus, Incident, Lesson, Service
from postmortems.model.corpus import newest_first
from postmortems.site_map import SiteMap
from tests.conftest import COMPLETE, NASTY

MADE = datetime(2026, 11, 1, 12, tzinfo=UTC)


def context_of(corpus: Corpus, address: str = "https://pm.example/x/") -> ExportContext:
    return ExportContext(
        CorpusFacts(corpus),
        MADE,
        "Our <postmortems> & more",
        address,
        lambda page: f"{page.removesuffix('.md')}/",
    )


def written(corpus: Corpus, address: str = "https://pm.example/x/") -> dict[str, str]:
    return {path: write() for path, write in files(context_of(corpus, address))}


@pytest.fixture(scope="module")
def golden_files(golden: Corpus) -> dict[str, str]:
    return written(golden)


def schema_of(path: str) -> str:
    name = path.removeprefix(f"{SiteMap.API}/").removesuffix(".json")
    return "incident" if name.startswith("incidents/") else name


def documents(found: dict[str, str]) -> dict[str, Any]:
    """The documents of the API, without what describes them."""
    return {
        path: json.loads(text)
        for path, text in found.items()
        if path.startswith(SiteMap.API)
        and "/schema/" not in path
        and not path.endswith("openapi.json")
    }


def test_every_document_is_what_its_schema_says(golden_files: dict[str, str]) -> None:
    for path, document in documents(golden_files).items():
        schema = json.loads(golden_files[f"{SiteMap.API}/schema/{schema_of(path)}.json"])
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(
            schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
        ).validate(document)
        assert document["schema_version"] == "1.4"
        assert document["generated_at"] == "2026-11-01T12:00:00Z"
        assert document["as_of"] == "2026-11-01"


def test_the_openapi_document_is_one_and_tells_of_every_document(
    golden_files: dict[str, str],
) -> None:
    described = json.loads(golden_files[f"{SiteMap.API}/openapi.json"])
    validate_openapi(described)
    assert set(described["paths"]) == set(PATHS)
    for path, document in documents(golden_files).items():
        name = path.removeprefix(SiteMap.API)
        template = "/incidents/{id}.json" if name.startswith("/incidents/") else name
        answer = described["paths"][template]["get"]["responses"]["200"]
        wanted = answer["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        assert wanted == DOCUMENTS[schema_of(path)].__name__
        schema = {"$ref": f"#/components/schemas/{wanted}", "components": described["components"]}
        jsonschema.Draft202012Validator(schema).validate(document)


def test_an_incidents_content_is_the_incident_in_the_format_of_its_folder(
    golden: Corpus, golden_files: dict[str, str]
) -> None:
    schema = json.loads(golden_files[f"{SiteMap.API}/schema/content.json"])
    for incident in golden.incidents:
        document = json.loads(golden_files[f"{SiteMap.API}/incidents/{incident.id}.json"])
        content = document["incident"]["content"]
        jsonschema.Draft7Validator(schema).validate(content)
        offered = tuple(row for row in incident.evidence if row.publish)
        expected = incident.model_copy(update={"evidence": offered})
        assert Incident.model_validate({"id": incident.id, **content}) == expected


def test_a_lesson_has_all_the_catalogue_says(golden: Corpus, golden_files: dict[str, str]) -> None:
    records = documents(golden_files)[NAMES["lessons"]]["lessons"]
    for record in records:
        assert (
            Lesson(**{name: record.get(name) for name in Lesson.model_fields})
            == (golden.lessons[record["name"]])
        )


def test_the_numbers_agree(golden: Corpus, golden_files: dict[str, str]) -> None:
    found = documents(golden_files)
    counts = found[f"{SiteMap.API}/index.json"]["counts"]
    for name, path in NAMES.items():
        assert counts[name] == found[path]["count"] == len(found[path][name]), name
    assert counts["incidents"] == len(golden.incidents)
    assert counts["actions"] == len(rows(golden))
    assert f"{SiteMap.API}/incidents/{NASTY}.json" in golden_files


def test_what_nobody_recorded_is_left_out(golden_files: dict[str, str]) -> None:
    found = json.loads(golden_files[NAMES["incidents"]])["incidents"]
    nasty = next(one for one in found if one["id"] == NASTY)
    assert "trigger" not in nasty or nasty["trigger"]
    assert not [key for one in found for key, value in one.items() if value is None]


def test_facts_are_computed_as_on_the_page(golden_files: dict[str, str]) -> None:
    document = json.loads(golden_files[f"{SiteMap.API}/incidents/{COMPLETE}.json"])
    incident = document["incident"]
    assert incident["durations"]["mitigate"] == 31 * 60
    assert incident["teams"] == ["payments"]
    (service,) = [
        one
        for one in json.loads(golden_files[NAMES["services"]])["services"]
        if one["name"] == "checkout"
    ]
    assert service["incidents"] == [COMPLETE]
    assert service["impaired_seconds"] == 31 * 60
    assert service["quiet_days"] == (date(2026, 11, 1) - date(2025, 3, 4)).days
    items = [
        one
        for one in json.loads(golden_files[NAMES["actions"]])["actions"]
        if one["came_back"] == [COMPLETE]
    ]
    assert [one["text"] for one in items] == ["Give calls to the directory a timeout"]


def test_the_names_of_metrics_are_those_of_the_model() -> None:
    assert set(MetricName.__args__) == {metric.name for metric in METRICS}  # type: ignore[attr-defined]


def incident(number: int, day: str) -> Incident:
    return Incident.model_validate(
        {
            "id": f"{day}-number-{number}",
            "title": f"Number {number}",
            "severity": "SEV2",
            "times": {"started": f"{day}T10:00Z"},
            "impact": {"system": {"services": ["a"]}},
        }
    )


def many(number: int = 130) -> Corpus:
    found = [incident(at, f"20{20 + at % 3}-0{1 + at % 9}-11") for at in range(number)]
    return Corpus(date(2026, 11, 1), newest_first(found), services={"a": Service(), "b": Service()})


def test_a_feed_is_read_by_a_reader_of_feeds(golden: Corpus, golden_files: dict[str, str]) -> None:
    for path, text in golden_files.items():
        if not path.endswith("feed.xml"):
            continue
        found = feedparser.parse(text)
        assert not found.bozo, (path, found.get("bozo_exception"))
        assert found.version == "atom10"
        assert found.feed.id.startswith("urn:uuid:") and found.feed.title and found.feed.updated
        for entry in found.entries:
            assert entry.id.startswith("urn:uuid:") and entry.title and entry.updated_parsed
            pages = "quarters" if path.startswith("quarters") else "incidents"
            assert entry.link.startswith(f"https://pm.example/x/{pages}/")
    titles = {entry.title for entry in feedparser.parse(golden_files["feed.xml"]).entries}
    assert len(titles) == len(golden.incidents)


ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_feed_has_what_rfc_4287_says_it_must(golden_files: dict[str, str]) -> None:
    for path, text in golden_files.items():
        if not path.endswith("feed.xml"):
            continue
        feed = ElementTree.fromstring(text)
        assert feed.tag == f"{ATOM}feed"
        for element in (feed, *feed.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1, (path, name)
            links = [(link.get("rel"), link.get("type")) for link in element.findall(f"{ATOM}link")]
            assert len(links) == len(set(links)), "one alternate of each type"
            for name in ("updated", "published"):
                for moment in element.findall(f"{ATOM}{name}"):
                    datetime.strptime(moment.text or "", "%Y-%m-%dT%H:%M:%SZ")
        assert feed.findtext(f"{ATOM}author/{ATOM}name"), "or every entry would need one"
        ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
        assert len(ids) == len(set(ids)), path


def test_archives_of_years_lead_to_every_incident() -> None:
    corpus = many()
    found = written(corpus)
    seen: set[str] = set()
    path: str | None = "feed.xml"
    visited = []
    while path:
        visited.append(path)
        feed = feedparser.parse(found[path])
        seen |= {entry.title for entry in feed.entries}
        before = [link.href for link in feed.feed.links if link.rel == "prev-archive"]
        path = before[0].removeprefix("https://pm.example/x/") if before else None
    assert visited == [
        "feed.xml",
        SiteMap.feed(SiteMap.year(2022)),
        SiteMap.feed(SiteMap.year(2021)),
        SiteMap.feed(SiteMap.year(2020)),
    ]
    assert len(seen) == len(corpus.incidents)
    assert len(feedparser.parse(found["feed.xml"]).entries) == 50
    assert feedparser.parse(found[SiteMap.feed(SiteMap.service("b"))]).entries == []


def test_without_an_address_links_are_relative_to_the_feed() -> None:
    found = written(many(3), address="")
    links = {
        link.get("rel"): link.get("href")
        for link in _links(found[SiteMap.feed(SiteMap.service("a"))])
    }
    assert links["self"] == "../../services/a/feed.xml"
    assert links["alternate"] == "../../services/a/"


def _links(text: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(text).findall(f"{ATOM}link")


def test_the_calendar_has_an_event_for_each_due_day(
    golden: Corpus, golden_files: dict[str, str]
) -> None:
    events = IcsCalendarStream.calendar_from_ics(golden_files["actions.ics"]).events
    due = [(item.due, item.text) for _, item in open_items(golden) if item.due]
    assert due, "the golden incidents have open action items"
    assert len(events) == len({event.uid for event in events}) == len(due)
    for event in events:
        assert any(event.dtstart == day and text in str(event.summary) for day, text in due)
        assert str(event.url).startswith("https://pm.example/x/incidents/")


LINE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"])).map(
    lambda text: f"x {' '.join(text.split())}".strip()
)


@given(LINE)
def test_any_text_survives_every_format(text: str) -> None:
    one = Incident.model_validate(
        {
            "id": "2026-01-01-x",
            "title": text,
            "severity": "SEV2",
            "lessons": {
                "action_items": [{"id": "a", "text": text, "due": "2026-02-01", "state": "open"}]
            },
            "impact": {"system": {"services": ["a"]}},
        }
    )
    corpus = Corpus(date(2026, 11, 1), (one,), services={"a": Service(title=text)})
    found = written(corpus)
    assert json.loads(found[NAMES["incidents"]])["incidents"][0]["title"] == one.title
    entry = ElementTree.fromstring(found["feed.xml"]).find(f"{ATOM}entry")
    assert entry is not None and entry.findtext(f"{ATOM}title") == one.title
    (event,) = IcsCalendarStream.calendar_from_ics(found["actions.ics"]).events
    assert event.summary == f"Due: {one.actions[0].text}"
    badge = ElementTree.fromstring(found["services/a/badge.svg"])
    assert (badge.get("aria-label") or "").startswith(corpus.services["a"].title or "")


def test_the_same_facts_make_the_same_files(golden: Corpus, golden_files: dict[str, str]) -> None:
    assert written(golden) == golden_files
