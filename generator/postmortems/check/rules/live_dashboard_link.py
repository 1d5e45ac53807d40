"""A link leads to a live dashboard: it shows current data, not the incident's.

Why:
    Links to dashboards go stale fastest, and nobody notices: the page opens and shows today. Link
    to a snapshot or a fixed time range, or put a picture or the numbers under `evidence`. See
    [Grafana on
    sharing](https://grafana.com/docs/grafana/latest/dashboards/share-dashboards-panels/).

Wrong:
    links:
      - {title: Error rate, url: "https://grafana.shop.example/d/abc/checkout?from=now-1h&to=now"}

Says:
    a live dashboard: it shows current data, not the incident's; link to a snapshot or a fixed time
    range, or put a picture of it under `evidence`

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
from ..wording import find_matches

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
def live_dashboard_link(context: RuleContext) -> Iterator[Finding]:
    """Report each live dashboard among the links and the addresses in texts."""
    for index, link in enumerate(context.incident.links):
        if is_live(link.url):
            yield _finding(("links", index, "url"), "")
    for match in find_matches(ADDRESS, context.texts, quoted=True):
        if is_live(match.words):
            yield _finding(match.text.loc, match.words)


def is_live(address: str) -> bool:
    """Return whether an address leads to a dashboard, without a snapshot or a fixed time."""
    parts = split_address(address)
    if parts is None:
        return False
    host_and_path = f"{parts.netloc}{parts.path}"
    if not DASHBOARDS.search(host_and_path.lower()) or FIXED.search(address.lower()):
        return False
    if IN_PATH.search(parts.path) or re.search(r"from:['\"]?\d{4}-|start[=~]'?\d{4}-", address):
        return False
    parameters = parse_qs(parts.query)
    return not any(value[0][:1].isdigit() for name in TIMES if (value := parameters.get(name)))


def _finding(loc: Loc, word: str) -> Finding:
    return Finding(
        loc,
        "a live dashboard: it shows current data, not the incident's",
        "link to a snapshot or a fixed time range, or put a picture of it under `evidence`",
        word=word,
    )
