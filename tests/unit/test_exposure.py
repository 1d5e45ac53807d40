"""The services that are exposed to a lesson."""

from typing import Any

from postmortems.insights import CorpusFacts
from postmortems.model import Corpus, Incident, Lesson, Service

from .incidents import corpus, incident

LESSON = "bound-it"
OPEN = {"state": "open"}
DONE = {"state": "done"}


def taught(day: str, *services: str, item: dict[str, Any] | None = None) -> Incident:
    rows = [{"id": "fix", "text": "Fix it", "lesson": LESSON, **item}] if item else []
    return incident(
        f"{day}-x",
        impact={"system": {"services": list(services)}},
        lessons={"improve": [{"text": "x", "lesson": LESSON}], "action_items": rows},
    )


def company(*incidents: Incident, **needs: list[str]) -> Corpus:
    services = {name: Service(depends_on=names) for name, names in needs.items()}
    return corpus(*incidents, services=services, lessons={LESSON: Lesson(statement="Bound it.")})


def exposed(of: Corpus) -> list[tuple[str, ...]]:
    return [row.path for row in CorpusFacts(of).exposures[LESSON]]


def test_what_failed_and_what_depends_on_it_is_exposed_by_the_shortest_path() -> None:
    of = company(
        taught("2026-01-01", "database"),
        database=[],
        orders=["database"],
        checkout=["orders", "stock"],
        stock=["orders"],
        search=[],
    )
    assert exposed(of) == [
        ("database",),
        ("orders", "database"),
        ("checkout", "orders", "database"),
        ("stock", "orders", "database"),
    ]


def test_a_service_has_the_fix_if_an_item_is_done_in_an_incident_of_its_own() -> None:
    of = company(
        taught("2026-01-01", "database", item=OPEN),
        taught("2026-02-01", "orders", item=DONE),
        database=[],
        orders=["database"],
        checkout=["orders"],
    )
    assert exposed(of) == [("database",), ("checkout", "orders")]


def test_a_cancelled_item_is_no_fix() -> None:
    of = company(taught("2026-01-01", "database", item={"state": "cancelled"}), database=[])
    assert exposed(of) == [("database",)]


def test_services_in_a_circle_are_each_listed_once() -> None:
    of = company(taught("2026-01-01", "a"), a=["c"], b=["a"], c=["b"])
    assert exposed(of) == [("a",), ("b", "a"), ("c", "b", "a")]


def test_an_exposure_names_the_newest_incident_of_what_failed() -> None:
    of = company(
        taught("2026-01-01", "database"),
        taught("2026-02-01", "database"),
        taught("2026-03-01", "search"),
        database=[],
        orders=["database"],
        search=[],
    )
    rows = {row.service: row for row in CorpusFacts(of).exposures[LESSON]}
    assert rows["orders"].incident.id == "2026-02-01-x"


def test_the_lessons_of_a_service_come_with_the_shortest_path_first() -> None:
    one = taught("2026-01-01", "database")
    learned = {"improve": [{"text": "y", "lesson": "a-lesson"}]}
    other = incident("2026-01-02-y", impact={"system": {"services": ["disk"]}}, lessons=learned)
    of = corpus(
        one,
        other,
        services={
            "disk": Service(),
            "database": Service(depends_on=["disk"]),
        },
        lessons={LESSON: Lesson(statement="Bound it."), "a-lesson": Lesson(statement="A.")},
    )
    rows = CorpusFacts(of).exposures_by_service["database"]
    assert [(row.lesson, row.path) for row in rows] == [
        (LESSON, ("database",)),
        ("a-lesson", ("database", "disk")),
    ]
