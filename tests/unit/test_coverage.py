"""The template walked on a complete incident's page: headings in order, each value under one."""

from postmortems.model import Corpus
from postmortems.render import DOCUMENTS, incident_page
from tests.conftest import COMPLETE

PLACES = {
    "# ": ["Checkout declines every card for half an hour"],
    "Incident Overview": [
        "**Incident ID:** 2025-03-04-checkout-declines-cards",
        "SEV1 Critical",
        "**Start time:** 2025-03-04 09:20 UTC",
        "**Detection method:** Customer: Chat support",
        "**Current status:** Resolved",
        "INC-204",
        "Published on 2025-03-07",
        "payments-oncall, sre-lead",
        "2025-03-07",
        "Public",
        "09:26 UTC",
        "09:28 UTC",
        "**Mitigated:** 2025-03-04 09:51 UTC",
        "about 2025-03-04 11:05 UTC",
        "The login page takes a minute",
        "calls without a timeout there too",
        "[Status page entry](https://status.example.com/204)",
    ],
    "Impact Assessment": [],
    "User Impact": [
        "18,400, 96.5 % (of buyers who reached the payment step)",
        "Europe, North America",
        "card payment, saved cards",
        "about 210,000 EUR in abandoned carts",
    ],
    "System Impact": [
        "[Checkout]",
        "[Card gateway]",
        "No order was lost or charged twice",
        "p99 of checkout from 0.8 s to 30 s",
        "99.9 % monthly availability missed for 3 partners",
    ],
    "Business Impact": [
        "412 tickets in two hours",
        "Two trade papers reported it",
        "Reported to the central bank within 4 hours",
        "14,000 EUR in partner credits",
    ],
    "Root Cause Analysis": [
        "A pool of 20 connections replaced one of 200",
        "Configuration change. The new gateway client went live",
        "```mermaid",
        "New gateway client released with a pool of 20",
        "Pool exhausted on every checkout node",
        "Requests queue up in checkout",
        "Every card is declined",
        "Alert on declined cards fires",
        "Traffic returned to the old client",
        "Calls to the gateway had no timeout",
        "The canary took no card payments",
        "| Trigger |",
        "| Contributing factor |",
        "| Failed safeguard |",
        "| Recovery action |",
        "Software; introduced in 2022; unnoticed: The old pool was never full",
    ],
    "Timeline of Events": [
        "| Time | Event | Action Taken | Result |",
        "| 09:20 | **Started.** The release reaches all nodes | None; a routine release |"
        " Connections climb to 20 and stay there |",
        "Buyers report declined cards in chat",
        "Support calls the on-call engineer",
        "The release is suspected",
        "evidence/tickets.csv",
        "**Mitigated.** The pool is seen to be full",
    ],
    "Production Monitoring Data": [],
    "Alerts triggered": ["| CardsDeclinedHigh | 5 % | 100 % | 24m |"],
    "Metrics anomalies": [
        "12 %, half of the usual",
        "91 % from queued requests",
        "100 % of card payments",
        "p99 30 s",
        "**Connections in use:** 20 of 20",
    ],
    "Immediate Actions": [],
    "Stabilization": [
        "**Rollback procedure:** Gateway client rolled back by flag",
        "**Traffic rerouting:** Partners were sent to the standby gateway",
        "**Resource scaling:** Checkout scaled from 8 to 16 nodes",
        "**Emergency patches:** None was needed",
    ],
    "Communication": [
        "**Status page update:** Updated at 09:41",
        "**Customer notification:** Mail to buyers",
        "**Internal escalation:** Payments lead at 09:30",
        "**Stakeholder briefing:** Partners briefed by phone",
    ],
    "Long-term Remediation": [
        "**Code fixes required:** [Give calls to the gateway a timeout of 2 s]"
        "(#action-gateway-timeout)",
        "**Infrastructure improvements:** Size the pool from measured use",
        "**Monitoring enhancements:** [Alert when a pool is over 80 % for a minute]",
        "**Process improvements:** Canaries must take card payments",
    ],
    "Lessons Learned": [],
    "What went well": [
        "The flag for the old client still worked",
        "Support had the on-call number at hand",
    ],
    "What could be improved": [
        "A full pool blocked every request",
        "Every call to another service has a timeout",
        "Buyers noticed before the alert",
        "Alerts watch what users feel",
    ],
    "Where we got lucky": ["It was not a Friday evening"],
    "Action items": [
        "Give calls to the gateway a timeout of 2 s",
        "Prevent",
        "payments-lead",
        "2025-03-14",
        "Done on 2025-03-12",
        "addresses: [Calls to the gateway had no timeout](#cause-no-timeout)",
        "measured by: A test holds connections and counts declined cards",
        "[tracker](https://tracker.example.com/PAY-881)",
        "Alert when a pool is over 80 % for a minute",
        "Detect",
        "payments-oncall",
        "In progress, 579 days overdue",
    ],
    "Prevention Measures": [
        "**Automated safeguards:**",
        "Releases stop when a canary declines cards",
        "**Additional monitoring:** Connections in use on the payments board",
        "**Capacity planning:** Pools are reviewed each quarter",
        "**Disaster recovery updates:** The standby gateway takes a tenth of traffic always",
    ],
    "Evidence": [
        "**Report:** First report",
        "evidence/gateway.log",
        "evidence/alerts.json",
        "evidence/tickets.csv",
        "Connections in use",
    ],
}
"""Heading to what stands under it, in the template's order."""


def test_every_part_of_the_template_is_on_the_page_in_its_order(golden: Corpus) -> None:
    page = incident_page(golden.by_id[COMPLETE], golden)
    at = 0
    for heading, values in PLACES.items():
        start = page.find(heading if heading == "# " else f"{heading}\n", at)
        assert start >= 0, f"no heading {heading!r} after the one before it"
        end = page.find("\n#", start + 1)
        part = page[start : end if end > 0 else None]
        for value in values:
            assert value in part, f"{value!r} is not under {heading!r}:\n{part}"
        at = start + 1


def test_the_summary_box_has_severity_status_services_when_and_durations(golden: Corpus) -> None:
    page = incident_page(golden.by_id[COMPLETE], golden)
    box = page[page.index("pm-summary") : page.index("</div>")]
    for value in (
        "SEV1 Critical",
        "Resolved",
        "[Checkout]",
        "2025-03-04 09:20 UTC to about 11:05 UTC",
        'title="from started to detected">Time to detect</abbr>:** 6 min',
        "Time to mitigate</abbr>:** 31 min",
        "Time to resolve</abbr>:** about 1 h 45 min",
    ):
        assert value in box


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
