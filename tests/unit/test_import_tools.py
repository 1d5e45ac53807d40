"""Importers of incident tools: each recognizes its own exports and makes the drafts of incidents.

The exports are small files in the shape of each tool's API.
"""

import json
from datetime import UTC
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from postmortems.evidence import Clock, Source
from postmortems.importers import Draft
from postmortems.importers.inputs import InputFile
from postmortems.importers.sources import FORMATS, read_sources
from postmortems.importers.tools import TOOLS, tool_of

STATUSPAGE = {
    "page": {"id": "p1", "time_zone": "Etc/UTC"},
    "incidents": [
        {
            "id": "abc123",
            "name": "Logins fail",
            "impact": "major",
            "status": "postmortem",
            "started_at": "2025-03-04T09:00:00.000-08:00",
            "created_at": "2025-03-04T09:05:00.000-08:00",
            "resolved_at": "2025-03-04T10:00:00.000-08:00",
            "shortlink": "https://stspg.io/abc",
            "components": [{"name": "Login"}],
            "incident_updates": [
                {
                    "status": "resolved",
                    "body": "All logins work.",
                    "display_at": "2025-03-04T10:00:00.000-08:00",
                    "affected_components": None,
                },
                {
                    "status": "investigating",
                    "body": "Some <b>logins</b> fail &amp; time out.",
                    "display_at": "2025-03-04T09:05:00.000-08:00",
                    "affected_components": [
                        {
                            "name": "Login",
                            "old_status": "operational",
                            "new_status": "major_outage",
                        }
                    ],
                },
            ],
        }
    ],
}
UPDATES = """<p><small>Jan <var data-var='date'>1</var>, <var>00:20</var>
PST</small><br><strong>Resolved</strong> - It is
fast again.</p><p><small>Dec <var>31</var>, <var>23:10</var>
PST</small><br><strong>Investigating</strong> - Search takes 20 s.</p>"""
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>History</title><entry>
<id>tag:status.example.com,2005:Incident/17</id>
<published>2025-01-01T00:20:00-08:00</published>
<link rel="alternate" href="https://status.example.com/incidents/xyz9"/>
<title>Search is slow</title>
<content type="html">CONTENT</content></entry></feed>""".replace("CONTENT", escape(UPDATES))
PAGERDUTY = {
    "incidents": [
        {
            "id": "PQ1",
            "incident_number": 7,
            "title": "Queue is stuck",
            "status": "resolved",
            "urgency": "high",
            "created_at": "2025-03-04T09:00:00Z",
            "last_status_change_at": "2025-03-04T10:00:00Z",
            "resolved_at": None,
            "priority": {"summary": "P1"},
            "service": {"summary": "Worker"},
            "acknowledgements": [
                {"at": "2025-03-04T09:04:00Z", "acknowledger": {"summary": "Ada Example"}}
            ],
        }
    ],
    "more": False,
}
LOG_ENTRIES = {
    "log_entries": [
        {
            "type": "notify_log_entry",
            "summary": "Ada Example was called at +15550100",
            "created_at": "2025-03-04T09:01:00Z",
            "incident": {"id": "PQ1"},
        },
        {
            "type": "escalate_log_entry",
            "summary": "Escalated to Ada Example",
            "created_at": "2025-03-04T09:03:00Z",
            "incident": {"id": "PQ1"},
        },
    ]
}
NOTES = {"notes": [{"id": "N1", "content": "Restarted it", "created_at": "2025-03-04T09:30:00Z"}]}
INCIDENT_IO = {
    "incidents": [
        {
            "id": "01ABC",
            "reference": "INC-7",
            "name": "Emails are late",
            "summary": "The queue was full.",
            "severity": {"name": "SEV-2", "rank": 2},
            "incident_status": {"name": "Closed", "category": "closed"},
            "permalink": "https://app.incident.io/incidents/7",
            "incident_timestamp_values": [
                {
                    "incident_timestamp": {"name": "Impact started"},
                    "value": {"value": "2025-03-04T09:00:00Z"},
                },
                {
                    "incident_timestamp": {"name": "Reported at"},
                    "value": {"value": "2025-03-04T09:10:00Z"},
                },
                {"incident_timestamp": {"name": "Resolved at"}, "value": None},
            ],
        }
    ]
}
INCIDENT_IO_PARTS = {
    "follow_ups": [
        {
            "incident_id": "01ABC",
            "title": "Add an alarm for the queue",
            "status": "completed",
            "assignee": {"name": "Ada Example"},
            "completed_at": "2025-04-01T08:00:00Z",
            "external_issue_reference": {"issue_permalink": "https://tracker.example.com/1"},
        }
    ]
}
ROOTLY = {
    "data": [
        {
            "id": "r-1",
            "type": "incidents",
            "attributes": {
                "title": "Reports are empty",
                "sequential_id": 4,
                "severity": {"data": {"attributes": {"name": "SEV1"}}},
                "status": "resolved",
                "started_at": "2025-03-04T01:00:00.000-08:00",
                "in_triage_at": None,
                "mitigated_at": "2025-03-04T02:00:00.000-08:00",
                "mitigation_message": "Rolled back",
                "services": [{"name": "reports"}],
                "action_items": [
                    {"summary": "Test the query", "status": "open", "due_date": "2025-05-01"},
                    {"summary": "Test the query", "status": "done"},
                ],
            },
        }
    ],
    "included": [
        {
            "type": "incident_events",
            "attributes": {"event": "A query was changed", "occurred_at": "2025-03-04T09:10:00Z"},
            "relationships": {"incident": {"data": {"id": "r-1"}}},
        }
    ],
}
FIREHYDRANT = [
    {
        "id": "fh-1",
        "name": "Images are broken",
        "number": 3,
        "severity": "UNSET",
        "priority": "P2",
        "current_milestone": "resolved",
        "description": "A cache was empty.",
        "customer_impact_summary": "No pictures",
        "milestones": [
            {"type": "started", "occurred_at": "2025-03-04T09:00:00.672Z"},
            {"type": "investigating", "occurred_at": "2025-03-04T09:05:00.000Z"},
            {"type": "resolved", "occurred_at": "2025-03-04T10:00:00.000Z"},
        ],
    }
]
DATADOG = {
    "data": [
        {
            "id": "dd-1",
            "type": "incidents",
            "attributes": {
                "title": "Checkout fails",
                "publicId": 12,
                "created": "2025-03-04T09:20:00.870Z",
                "detected": "2025-03-04T09:10:00.862Z",
                "customerImpactStart": "2025-03-04T09:00:00Z",
                "customerImpactEnd": None,
                "resolved": "2025-03-04T10:00:00Z",
                "fields": {
                    "severity": {"value": "SEV-3"},
                    "state": {"value": "resolved"},
                    "root_cause": {"value": "A certificate expired."},
                    "detection_method": {"value": "monitor"},
                    "services": {"value": ["checkout"]},
                },
            },
        }
    ]
}
OPSGENIE = {
    "data": [
        {
            "id": "og-1",
            "tinyId": "5",
            "message": "Disk is full",
            "status": "closed",
            "priority": "P3",
            "createdAt": "2025-03-04T09:05:00.5Z",
            "impactStartDate": "2025-03-04T09:00:00.49Z",
            "impactEndDate": "2025-03-04T09:40:00Z",
            "impactedServices": [],
        }
    ]
}
SERVICENOW = {
    "result": [
        {
            "number": "INC0001",
            "short_description": "Printers do not print",
            "severity": "1",
            "priority": "2",
            "state": "7",
            "opened_at": "2025-03-04 09:00:00",
            "resolved_at": "",
            "closed_at": "2025-03-04 10:00:00",
            "close_notes": "New driver",
            "business_service": "Printing",
        }
    ]
}
SLACK = [
    {
        "type": "message",
        "user": "U1",
        "ts": "1741078800.000200",
        "text": "<@U1> and <@U2>: 500s on <https://example.com/a|checkout> &amp; login",
    },
    {"type": "message", "subtype": "channel_join", "user": "U2", "ts": "1741078801.0", "text": "x"},
    {"type": "message", "bot_id": "B1", "ts": "1741078802.000100", "text": "Deployed"},
    {
        "type": "message",
        "user": "U2",
        "ts": "1741078790.000100",
        "thread_ts": "1741078700.000100",
        "text": "Rolling back",
    },
]
SLACK_USERS = [{"id": "U1", "profile": {"display_name": "ada"}}]
CSTATE = """---
title: Builds are queued
date: 2025-03-04T09:00:00-00:00
resolved: true
resolvedWhen: 2025-03-04T10:00:00-00:00
severity: disrupted
affected:
  - Builds
section: issue
---
*Resolved* - Builds start again. {{< track "2025-03-04 10:00:00" >}}

*Investigating* - Builds wait. {{< track "2025-03-04 09:05:00" >}}
"""
EXPORTS: dict[str, Any] = {
    "statuspage": STATUSPAGE,
    "statuspage-history": FEED,
    "pagerduty": PAGERDUTY,
    "incident-io": INCIDENT_IO,
    "rootly": ROOTLY,
    "firehydrant": FIREHYDRANT,
    "datadog": DATADOG,
    "opsgenie": OPSGENIE,
    "servicenow": SERVICENOW,
    "slack": SLACK,
    "cstate": CSTATE,
}


def stored(value: Any) -> bytes:
    return (value if isinstance(value, str) else json.dumps(value)).encode()


def drafts(*exports: Any, zone: str | None = None) -> list[Draft]:
    files = [
        InputFile(f"export/{number}.json", stored(one), is_named=False)
        for number, one in enumerate(exports)
    ]
    read = read_sources(files, ZoneInfo(zone) if zone else None, None)
    assert not read.unreadable
    return read.drafts


def draft(*exports: Any, zone: str | None = None) -> Draft:
    [only] = drafts(*exports, zone=zone)
    return only


def rows(made: Draft) -> list[tuple[str, str]]:
    return [(row["time"], row["event"]) for row in made.data.get("timeline", [])]


def comments(made: Draft) -> str:
    return "\n".join(text for texts in made.comments.values() for text in texts)


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_recognized_by_its_content(name: str) -> None:
    recognized = tool_of(Source("x", stored(EXPORTS[name])))
    assert recognized and recognized[0].name == name


@pytest.mark.parametrize("name", EXPORTS)
def test_no_other_tool_recognizes_an_export(name: str) -> None:
    source = Source("x", stored(EXPORTS[name]))
    assert [tool.name for tool in TOOLS.values() if tool.recognize(source)] == [name]


def test_every_tool_has_an_export_here() -> None:
    assert set(EXPORTS) == set(FORMATS) - {"document"}


def test_statuspage_updates_are_rows_and_messages_in_the_order_of_time() -> None:
    made = draft(STATUSPAGE)
    assert rows(made) == [
        ("2025-03-04T09:05-08:00", "Investigating: Some logins fail & time out."),
        ("2025-03-04T10:00-08:00", "Resolved: All logins work."),
    ]
    messages = made.data["response"]["communication"]["status_page"]
    assert messages[0].startswith("2025-03-04T09:05-08:00 Investigating: ")


def test_statuspage_changes_of_components_are_results() -> None:
    result = draft(STATUSPAGE).data["timeline"][0]["result"]
    assert result == "Login: operational to major outage"


def test_statuspage_times_keep_the_zone_of_the_page() -> None:
    assert draft(STATUSPAGE).data["times"] == {
        "started": "2025-03-04T09:00-08:00",
        "resolved": "2025-03-04T10:00-08:00",
    }


def test_statuspage_does_not_take_the_first_message_for_the_start() -> None:
    export = json.loads(json.dumps(STATUSPAGE))
    del export["incidents"][0]["started_at"]
    assert "started" not in draft(export).data["times"]


def test_a_feed_gets_the_year_and_the_offset_of_its_entry() -> None:
    assert rows(draft(FEED)) == [
        ("2024-12-31T23:10-08:00", "Investigating: Search takes 20 s."),
        ("2025-01-01T00:20-08:00", "Resolved: It is fast again."),
    ]


def test_a_feed_does_not_guess_another_zone() -> None:
    second = FEED.rindex("PST")
    made = draft(f"{FEED[:second]}CST{FEED[second + 3 :]}")
    assert len(rows(made)) == 1
    assert [text.text for text in made.unplaced] == ["Search takes 20 s."]


def test_a_feed_has_the_alias_that_the_api_gives() -> None:
    assert draft(FEED).alias == "statuspage-xyz9"


def test_a_feed_with_entities_is_refused() -> None:
    bomb = FEED.replace("<feed", '<!DOCTYPE a [<!ENTITY b "c">]><feed', 1)
    read = read_sources([InputFile("feed", bomb.encode(), is_named=True)], None, None)
    assert [one.reason for one in read.unreadable] == ["the feed declares entities"]


def test_pagerduty_joins_incidents_log_entries_and_notes() -> None:
    made = draft(PAGERDUTY, LOG_ENTRIES, NOTES)
    assert rows(made) == [
        ("2025-03-04T09:03Z", "Escalated"),
        ("2025-03-04T09:30Z", "Restarted it"),
    ]


def test_pagerduty_names_no_people() -> None:
    made = draft(PAGERDUTY, LOG_ENTRIES, NOTES)
    assert "Ada" not in json.dumps(made.data) + comments(made)


def test_pagerduty_is_resolved_at_its_last_change_of_status() -> None:
    assert draft(PAGERDUTY).data["times"] == {
        "detected": "2025-03-04T09:00Z",
        "acknowledged": "2025-03-04T09:04Z",
        "resolved": "2025-03-04T10:00Z",
    }


def test_log_entries_alone_make_an_incident() -> None:
    entries = json.loads(json.dumps(LOG_ENTRIES))
    entries["log_entries"][1]["incident"]["summary"] = "[#7] Queue is stuck"
    entries["log_entries"][0]["incident"] = entries["log_entries"][1]["incident"]
    assert draft(entries).data["title"] == "Queue is stuck"


def test_incident_io_timestamps_are_phases_or_rows() -> None:
    made = draft(INCIDENT_IO, INCIDENT_IO_PARTS)
    assert made.data["times"] == {"started": "2025-03-04T09:00Z"}
    assert rows(made) == [("2025-03-04T09:10Z", "Reported at")]


def test_incident_io_follow_ups_are_action_items() -> None:
    [item] = draft(INCIDENT_IO, INCIDENT_IO_PARTS).data["lessons"]["action_items"]
    assert item == {
        "id": "add-an-alarm-for-the-queue",
        "text": "Add an alarm for the queue",
        "owner": "Ada Example",
        "state": "done",
        "done_on": "2025-04-01",
        "tracker": "https://tracker.example.com/1",
    }


def test_rootly_events_messages_and_times() -> None:
    made = draft(ROOTLY)
    assert rows(made) == [
        ("2025-03-04T09:10Z", "A query was changed"),
        ("2025-03-04T02:00-08:00", "Mitigated: Rolled back"),
    ]
    assert made.data["times"]["started"] == "2025-03-04T01:00-08:00"


def test_equal_action_items_have_different_ids() -> None:
    items = draft(ROOTLY).data["lessons"]["action_items"]
    assert [item["id"] for item in items] == ["test-the-query", "test-the-query-2"]


def test_firehydrant_milestones_are_phases_or_rows() -> None:
    made = draft(FIREHYDRANT)
    assert made.data["times"] == {"started": "2025-03-04T09:00Z", "resolved": "2025-03-04T10:00Z"}
    assert rows(made) == [("2025-03-04T09:05Z", "Investigating")]


def test_a_priority_is_no_severity() -> None:
    made = draft(FIREHYDRANT)
    assert "severity" not in made.data
    assert "`P2`" in comments(made)


def test_datadog_fields() -> None:
    data = draft(DATADOG).data
    assert data["severity"] == "SEV-3"
    assert data["root_cause"] == {"summary": "A certificate expired."}
    assert data["detection"] == {"method": "alert"}
    assert data["times"]["started"] == "2025-03-04T09:00Z"


def test_datadog_in_snake_case_is_the_same() -> None:
    text = json.dumps(DATADOG).replace("customerImpactStart", "customer_impact_start")
    assert draft(text.replace("publicId", "public_id")).data == draft(DATADOG).data


def test_datadog_does_not_take_the_declaration_for_the_start() -> None:
    export = json.loads(json.dumps(DATADOG))
    export["data"][0]["attributes"]["customerImpactStart"] = None
    assert "started" not in draft(export).data["times"]


def test_opsgenie_impact_is_start_and_mitigation() -> None:
    times = draft(OPSGENIE).data["times"]
    assert times == {"started": "2025-03-04T09:00Z", "mitigated": "2025-03-04T09:40Z"}


def test_servicenow_times_are_utc() -> None:
    assert rows(draft(SERVICENOW, zone="Asia/Tokyo")) == [
        ("2025-03-04T09:00Z", "INC0001 was opened"),
        ("2025-03-04T10:00Z", "Resolved: New driver"),
    ]


def test_services_of_a_tool_are_comments_only() -> None:
    made = draft(SERVICENOW)
    assert "impact" not in made.data
    assert "`Printing`" in comments(made)


def test_slack_messages_are_rows_in_the_order_of_time() -> None:
    made = draft(SLACK, SLACK_USERS)
    assert rows(made) == [
        ("2025-03-04T08:59:50Z", "Rolling back"),
        ("2025-03-04T09:00Z", "@ada and @user: 500s on checkout (https://example.com/a) & login"),
    ]


def test_slack_counts_bots() -> None:
    assert [text.text for text in draft(SLACK).unplaced] == ["1 bot message"]


def test_days_of_a_slack_channel_are_one_incident() -> None:
    files = [
        InputFile(f"export/inc-7/2025-03-0{day}.json", stored(messages), is_named=False)
        for day, messages in enumerate((SLACK[:1], SLACK[3:]), 4)
    ]
    [made] = read_sources(files, None, None).drafts
    assert len(rows(made)) == 2
    assert made.alias.startswith("slack-inc-7-")


def test_cstate_times_without_a_zone_are_listed_not_guessed() -> None:
    made = draft(CSTATE)
    assert rows(made) == []
    assert made.rows_without_zone == 2


def test_cstate_times_without_a_zone_have_the_given_one() -> None:
    assert rows(draft(CSTATE, zone="Europe/Berlin")) == [
        ("2025-03-04T09:05+01:00", "Investigating: Builds wait."),
        ("2025-03-04T10:00+01:00", "Resolved: Builds start again."),
    ]


@pytest.mark.parametrize("name", [name for name in EXPORTS if name != "cstate"])
def test_the_original_of_an_incident_is_its_own_record(name: str) -> None:
    made = draft(EXPORTS[name])
    assert made.original is not None
    assert json.loads(made.original)
    assert made.original_name == f"{made.alias}.json"


@pytest.mark.parametrize("name", EXPORTS)
def test_an_alias_is_the_same_each_time(name: str) -> None:
    assert draft(EXPORTS[name]).alias == draft(EXPORTS[name]).alias


def test_a_draft_has_times_in_utc_if_the_source_has(name: str = "datadog") -> None:
    source = Source("x", stored(EXPORTS[name]), Clock(zone=UTC))
    [made] = TOOLS[name].read([source])
    assert made.data["times"]["resolved"] == "2025-03-04T10:00Z"
