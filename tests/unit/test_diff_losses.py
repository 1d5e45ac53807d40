"""`postmortems diff`: incidents, pages and teachers that a change takes away."""

import json
from pathlib import Path

import pytest

from mkdocs_postmortems.indexes import INDEXES, Site, all_pages
from postmortems.diff.addresses import targets
from postmortems.insights import CorpusFacts
from postmortems.model import Corpus
from tests.unit.repository import FIRST, SECOND, begun, git, reviewed, told

SERVICES = {"checkout": {"title": "Checkout", "team": "Payments"}, "search": {"team": "Core"}}
LESSONS = {
    "timeouts": {"statement": "Every call has a timeout."},
    "limits": {"statement": "A limit has an alarm."},
}
FIRST_FILE, SECOND_FILE = f"{FIRST}/incident.yaml", f"{SECOND}/incident.yaml"


def incident(title: str, day: str, *, service: str, lessons: list[str], owner: str = "") -> str:
    item = {"id": "give", "text": "Give calls a timeout", "state": "open"}
    return json.dumps(
        {
            "title": title,
            "severity": "SEV2",
            "times": {"started": f"{day}T09:00Z", "resolved": f"{day}T10:00Z"},
            "impact": {"system": {"services": [service]}},
            "lessons": {
                "improve": [{"text": "It hung", "lesson": lesson} for lesson in lessons],
                "action_items": [item | {"owner": owner}] if owner else [],
            },
        }
    )


ONE = incident("Search is down", "2024-01-10", service="search", lessons=["timeouts", "limits"])
TWO = incident("Cards fail", "2025-03-14", service="checkout", lessons=["timeouts"], owner="ana")
BEFORE = {
    "services.yaml": json.dumps(SERVICES),
    "lessons.yaml": json.dumps(LESSONS),
    FIRST_FILE: ONE,
    SECOND_FILE: TWO,
}
LOST = "### Removed URLs\n"


def without(*names: str) -> dict[str, str]:
    return {name: text for name, text in BEFORE.items() if name not in names}


def test_a_removed_incident_is_told_with_what_it_was(tmp_path: Path) -> None:
    text = reviewed(tmp_path, BEFORE, without(SECOND_FILE))
    assert text.startswith("## Postmortems: 1 removed, ")
    assert (
        f"### Cards fail (removed)\n\n`{SECOND}` · SEV2 Major · Checkout · Outage · Resolved · "
        "document: draft\n\n"
        "- it taught `timeouts`: Every call has a timeout.\n"
        "- its action item is still open: Give calls a timeout\n" in text
    )


def test_the_addresses_of_a_removed_incident_are_named(tmp_path: Path) -> None:
    text = reviewed(tmp_path, BEFORE, without(SECOND_FILE))
    assert ", 4 URLs removed\n" in text
    for row in (
        f"- `incidents/{SECOND}/`: incident Cards fail\n",
        "- `years/2025/`: year 2025\n",
        "- `quarters/2025-Q1/`: quarter 2025 Q1\n",
        "- `actions/ana/`: owner ana\n",
    ):
        assert row in text.partition(LOST)[2]


def test_a_lesson_without_its_only_teacher_comes_first(tmp_path: Path) -> None:
    text = reviewed(tmp_path, BEFORE, without(FIRST_FILE))
    assert (
        "### Lessons taught by fewer incidents\n\n"
        f"- *A limit has an alarm* (`limits`): **no incident teaches it now**; `{FIRST}` is "
        "removed.\n"
        f"- *Every call has a timeout* (`timeouts`): `{FIRST}` is removed; 1 incident still "
        f"teaches it, and the first is now `{SECOND}`.\n" in text
    )


def test_an_incident_that_stays_and_stops_teaching_is_named(tmp_path: Path) -> None:
    now = {FIRST_FILE: ONE.replace('"lesson": "limits"', '"lesson": null')}
    text = reviewed(tmp_path, BEFORE, BEFORE | now)
    assert (
        "- *A limit has an alarm* (`limits`): **no incident teaches it now**; "
        f"`{FIRST}` no longer teaches it.\n" in text
    )
    assert "(`timeouts`)" not in text


def test_a_later_teacher_that_stops_leaves_the_first_as_it_was(tmp_path: Path) -> None:
    now = {SECOND_FILE: TWO.replace('"lesson": "timeouts"', '"lesson": null')}
    text = reviewed(tmp_path, BEFORE, BEFORE | now)
    assert f"(`timeouts`): `{SECOND}` no longer teaches it; 1 incident still teaches it.\n" in text


def test_a_removed_lesson_is_told_with_who_taught_it(tmp_path: Path) -> None:
    now = {
        "lessons.yaml": json.dumps({"timeouts": LESSONS["timeouts"]}),
        FIRST_FILE: ONE.replace('"lesson": "limits"', '"lesson": null'),
    }
    text = reviewed(tmp_path, BEFORE, BEFORE | now)
    assert "- lesson `limits` removed: `statement`: “A limit has an alarm.”\n" in text
    assert "- `lessons/limits/`: lesson A limit has an alarm.\n" in text
    assert (
        "*A limit has an alarm* (`limits`) is no longer in the catalogue; "
        f"`{FIRST}` no longer teaches it.\n" in text
    )


def test_a_lesson_under_a_new_name_loses_and_gains_nothing(tmp_path: Path) -> None:
    now = {name: text.replace("timeouts", "time-limits") for name, text in BEFORE.items()}
    text = reviewed(tmp_path, BEFORE, now)
    assert "- lesson `timeouts` renamed to `time-limits`\n" in text
    address = "`lessons/timeouts/`: lesson Every call has a timeout."
    assert f"- {address}; moved to `lessons/time-limits/`\n" in text
    assert "What the lessons" not in text


def test_a_renamed_service_is_told_with_the_page_that_goes(tmp_path: Path) -> None:
    now = {name: text.replace('"checkout"', '"payment"') for name, text in BEFORE.items()}
    text = reviewed(tmp_path, BEFORE, now)
    assert "- service `checkout` renamed to `payment`\n" in text
    assert "- `services/checkout/`: service Checkout; moved to `services/payment/`\n" in text
    assert "`checkout` removed" not in text and "`payment` added" not in text


def test_incidents_that_only_use_the_new_names_are_one_line(tmp_path: Path) -> None:
    new_names = {'"checkout"': '"payment"', '"timeouts"': '"time-limits"'}
    now = dict(BEFORE)
    for old, new in new_names.items():
        now = {name: text.replace(old, new) for name, text in now.items()}
    text = reviewed(tmp_path, BEFORE, now)
    assert text.startswith("## Postmortems: no incident added or changed, ")
    assert f"### Changed only by the new names\n\n`{FIRST}`, `{SECOND}`\n" in text
    now[FIRST_FILE] = now[FIRST_FILE].replace("Search is down", "Search is slow")
    text = reviewed(tmp_path / "more", BEFORE, now)
    assert "### Search is slow (changed)" in text
    assert f"### Changed only by the new names\n\n`{SECOND}`\n" in text


def test_a_renamed_team_is_told_with_the_page_that_goes(tmp_path: Path) -> None:
    now = {"services.yaml": BEFORE["services.yaml"].replace("Payments", "Money")}
    text = reviewed(tmp_path, BEFORE, BEFORE | now)
    assert "- `teams/payments/`: team Payments; moved to `teams/money/`\n" in text


def test_a_removed_severity_loses_its_place(tmp_path: Path) -> None:
    levels = {name: {"title": f"Of level {name}"} for name in ("SEV1", "SEV2", "SEV3")}
    fewer = {name: levels[name] for name in ("SEV1", "SEV2")}
    text = reviewed(
        tmp_path,
        BEFORE | {"severities.yaml": json.dumps(levels)},
        BEFORE | {"severities.yaml": json.dumps(fewer)},
    )
    assert "- `severity/#sev3`: severity SEV3 Of level SEV3\n" in text


def test_evidence_that_is_published_no_more_loses_its_address(tmp_path: Path) -> None:
    log = {f"{FIRST}/evidence/gateway.log": "refused\n"}
    evidence = '"evidence": [{"file": "evidence/gateway.log", "publish": "true"}]'
    shown = {FIRST_FILE: ONE.replace("{", f"{{{evidence}, ", 1)}
    hidden = {FIRST_FILE: shown[FIRST_FILE].replace('"true"', '"false"')}
    text = reviewed(tmp_path, BEFORE | log | shown, BEFORE | log | hidden)
    assert f"- `incidents/{FIRST}/evidence/gateway.log`: evidence evidence/gateway.log\n" in text


def test_evidence_of_a_renamed_incident_names_its_present_address(tmp_path: Path) -> None:
    evidence = '"evidence": [{"file": "evidence/gateway.log", "publish": "true"}]'
    incident = ONE.replace("{", f"{{{evidence}, ", 1)
    new = "2024-01-10-search-is-slow"

    def folder(name: str) -> dict[str, str]:
        return {f"{name}/incident.yaml": incident, f"{name}/evidence/gateway.log": "refused\n"}

    text = reviewed(tmp_path, BEFORE | folder(FIRST), without(FIRST_FILE) | folder(new))
    assert (
        f"- `incidents/{FIRST}/evidence/gateway.log`: evidence evidence/gateway.log; "
        f"moved to `incidents/{new}/evidence/gateway.log`\n" in text
    )


def test_another_year_and_another_owner_are_lost_only_with_the_last(tmp_path: Path) -> None:
    third = {f"{SECOND}-again/incident.yaml": TWO}
    moved = TWO.replace("2025-03-14", "2026-03-14").replace('"ana"', '"ben"')
    alone = reviewed(tmp_path / "alone", BEFORE, BEFORE | {SECOND_FILE: moved})
    assert "- `years/2025/`" in alone and "- `actions/ana/`" in alone
    shared = reviewed(tmp_path / "two", BEFORE | third, BEFORE | third | {SECOND_FILE: moved})
    assert "URL" not in shared.splitlines()[0]


def test_incidents_that_a_missing_service_breaks_are_not_told_as_gone(tmp_path: Path) -> None:
    now = {"services.yaml": json.dumps({"search": SERVICES["search"]})}
    text = reviewed(tmp_path, BEFORE, BEFORE | now)
    assert f"Not readable until fixed: `{SECOND}`." in text
    assert "- service `checkout` removed" in text and "- `services/checkout/`" in text
    assert f"`incidents/{SECOND}/`" not in text and "Lessons taught by fewer incidents" not in text


def test_an_incident_renamed_by_an_alias_is_told_as_renamed(tmp_path: Path) -> None:
    new = "2025-03-14-other-words"
    other = json.dumps({"title": "Quite another story", "severity": "SEV2", "aliases": [SECOND]})
    text = reviewed(tmp_path, BEFORE, without(SECOND_FILE) | {f"{new}/incident.yaml": other})
    assert text.startswith("## Postmortems: 1 renamed, ")
    assert f"Its folder was `{SECOND}`, which is now one of its aliases.\n" in text
    assert f"- `incidents/{SECOND}/`: incident Cards fail; moved to `incidents/{new}/`\n" in text
    assert f"(`timeouts`): `{SECOND}` no longer teaches it" in text


def test_an_incident_that_another_one_takes_in_names_its_heir(tmp_path: Path) -> None:
    now = without(SECOND_FILE) | {FIRST_FILE: ONE.replace("{", f'{{"aliases": ["{SECOND}"], ', 1)}
    text = reviewed(tmp_path, BEFORE, now)
    assert f"### Cards fail (removed)\n\n`{SECOND}` · " in text
    assert f"Its id is now an alias of `{FIRST}`.\n" in text


def test_an_incident_that_could_not_be_read_before_is_removed_by_its_id(tmp_path: Path) -> None:
    text = reviewed(tmp_path, BEFORE | {SECOND_FILE: "- [\n"}, without(SECOND_FILE))
    assert f"### `{SECOND}` (removed)\n\nIt could not be read at the base either.\n" in text


def test_many_changed_incidents_end_with_the_names_of_the_others(tmp_path: Path) -> None:
    many = {f"2025-01-10-number-{n}/incident.yaml": ONE for n in range(40)}
    changed = {name: text.replace("It hung", "It stood") for name, text in many.items()}
    text = reviewed(tmp_path, BEFORE | many, BEFORE | changed)
    assert text.startswith("## Postmortems: 40 changed\n")
    assert text.count("### Search is down (changed)") == 30
    assert "And 10 more incidents:\n\n- `2025-01-10-number-" in text


def test_the_summary_of_a_large_change_fits_into_a_comment(tmp_path: Path) -> None:
    incidents = {f"2025-01-10-number-{n}/incident.yaml": ONE for n in range(200)}
    services = {f"service-{n}": {"title": f"{n:x} of {n * n}"} for n in range(200)}
    text = reviewed(
        tmp_path,
        BEFORE | incidents | {"services.yaml": json.dumps(SERVICES | services)},
        BEFORE,
    )
    assert "170 more" in text and len(text) < 65_536


def test_the_addresses_are_those_of_the_pages_of_a_site(golden: Corpus) -> None:
    pages = {
        page.path for page in all_pages(Site(CorpusFacts(golden)), searches=False, in_nav=False)
    }
    fixed = {index.path for index in INDEXES}
    ours = {
        target.file.partition("#")[0]
        for (kind, _), target in targets(CorpusFacts(golden))
        if kind != "evidence"
    }
    assert ours - {"severity.md"} == pages - fixed


@pytest.mark.parametrize("staged", [True, False])
def test_a_whole_folder_that_is_deleted_is_told_in_a_repository(
    staged: bool, tmp_path: Path
) -> None:
    begun(tmp_path, {f"incidents/{name}": text for name, text in BEFORE.items()})
    if staged:
        git(tmp_path, "rm", "-q", "-r", f"incidents/{SECOND}")
    else:
        (tmp_path / "incidents" / SECOND_FILE).unlink()
        (tmp_path / "incidents" / SECOND).rmdir()
    text = told(tmp_path)
    assert "### Cards fail (removed)" in text and f"- `incidents/{SECOND}/`: " in text
