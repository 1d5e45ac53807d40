"""A link leads to a dashboard that moves on: it shows the last hour, not the incident's.

Why:
    Links to dashboards rot fastest, and nobody notices: the page opens and shows today. Link to a
    snapshot, or to a fixed range of time, or put a picture or the numbers under `evidence`. See
    [Grafana on
    sharing](https://grafana.com/docs/grafana/latest/dashboards/share-dashboards-panels/).

Wrong:
    links:
      - {title: Error rate, url: "https://grafana.shop.example/d/abc/checkout?from=now-1h&to=now"}

Says:
    the link is to a dashboard that moves on; link to a snapshot or a fixed time, or put what it
    showed under `evidence`

Right:
    links:
      - title: Error rate
        url: https://grafana.shop.example/d/abc/checkout?from=1773480000000&to=1773486000000
"""

import re
from urllib.parse import parse_qs

from ...model import Loc
from ...model.address import split_address
from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import words

ADDRESS = re.compile(r"https?://[^\s<>\"'`)\]]+")
DASHBOARDS = re.compile(
    r"(?:grafana|dashboards?\.).*/(?:d|d-solo|explore|dashboard)(?:/|$)|kibana|/app/discover"
    r"|app\.datadoghq\.(?:com|eu)/|ui\.honeycomb\.io/|one\.(?:eu\.)?newrelic\.com"
    r"|cloudwatch/home|console\.cloud\.google\.com/(?:monitoring/(?:dashboards|metrics)|logs)|prometheus.*/graph"
)
FIXED = re.compile(r"snapshot|permalink|shared?[-_/]|/share/|render/|/s/[a-z0-9-]{16,}")
TIMES = ("from", "from_ts", "start", "begin", "g0.end_input", "startTime")
# The console of Google Cloud; `timeRange=PT1H` is the last hour.
IN_PATH = re.compile(r";(?:startTime|endTime)=\d|;timeRange=\d{4}-")


@rule()
def live_dashboard_link(case: RuleContext) -> Iterator[Finding]:
    """Look at the links, and at addresses within texts."""
    for index, link in enumerate(case.incident.links):
        if is_live(link.url):
            yield _found(("links", index, "url"), "")
    for found in words(ADDRESS, case.texts, quoted=True):
        if is_live(found.words):
            yield _found(found.text.loc, found.words)


def is_live(address: str) -> bool:
    """Whether an address is of a dashboard and fixes neither a snapshot nor a time."""
    parts = split_address(address)
    if parts is None:
        return False
    where = f"{parts.netloc}{parts.path}"
    if not DASHBOARDS.search(where.lower()) or FIXED.search(address.lower()):
        return False
    if IN_PATH.search(parts.path) or re.search(r"from:['\"]?\d{4}-|start[=~]'?\d{4}-", address):
        return False
    asked = parse_qs(parts.query)
    return not any(value[0][:1].isdigit() for name in TIMES if (value := asked.get(name)))


def _found(loc: Loc, word: str) -> Finding:
    return Finding(
        loc,
        "the link is to a dashboard that moves on",
        "link to a snapshot or a fixed time, or put what it showed under `evidence`",
        word=word,
    )
