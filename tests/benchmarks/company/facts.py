"""The facts of an incident, as its texts name them: who, where, when, how much."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from .chance import Chance, grouped, rounded, sentence
from .past import Occurrence
from .scenario import dependents, services, severities, words

PARTNERS = ("Voss Dairies", "Tamarind Foods", "Oster & Lund", "Nordfold Mills", "Kasimir Fruit")
ORDER = 94
"""What a shopper spends, in EUR."""
SHARES = {1: (40, 96), 2: (12, 60), 3: (3, 22), 4: (1, 4)}
"""Percent of the people concerned, by the level of severity, the worst first."""
ERRORS = {1: (60, 100), 2: (20, 80), 3: (5, 35), 4: (1, 9)}
"""Percent of requests that failed."""
NOTICED_BY = {
    "employee": "a colleague",
    "audit": "the audit",
    "monitoring": "the on-call engineer",
    "partner": "the supplier",
}


class Facts(dict[str, str]):
    """Names and what they stand for. `Name` and `name_upper` begin with a large letter."""

    def __missing__(self, name: str) -> str:
        if name.endswith("_upper"):
            return sentence(self[name.removesuffix("_upper")])
        if name[:1].isupper():
            return sentence(self[name[:1].lower() + name[1:]])
        raise KeyError(name)


def lasting(length: timedelta) -> str:
    """A length of time in words."""
    minutes = round(length.total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    if minutes < 2:
        return "a minute"
    if minutes <= 90:
        return f"{minutes} minutes"
    if hours < 10 and rest:
        return f"{hours} h {rest} min"
    if minutes < 36 * 60:
        return f"{round(minutes / 60)} hours"
    return f"{max(2, round(minutes / 1440))} days"


def affected_services(chance: Chance, one: Occurrence) -> list[str]:
    """The service it began with, then those that felt it too."""
    if one.kind == "near-miss" or one.scenario.document:
        return [one.service]
    more = {1: chance.whole(2, 4), 2: chance.whole(1, 3), 3: chance.whole(0, 2), 4: 0}[one.level]
    return [one.service, *chance.some(dependents()[one.service], more)]


def facts(chance: Chance, one: Occurrence, affected: list[str], offset: timedelta) -> Facts:
    """All there is to say about an incident.

    Args:
        chance: for what the scenario leaves open.
        one: the incident.
        affected: the services that were affected.
        offset: of the zone in which its author tells times.
    """
    tables = {
        name: table[one.service] if isinstance(table, dict) else table
        for name, table in one.scenario.vary.items()
    }
    found = Facts({name: chance.value(table) for name, table in tables.items()})
    found |= _names(one, affected)
    found |= _times(chance, one, offset)
    found |= _numbers(chance, one)
    found |= _figures(chance, one, found)
    found["alert"] = one.scenario.alerts[0]["alert"].format_map(found)
    return found


def camel(slug: str) -> str:
    """A service's name as alerts have it."""
    return "".join(part.capitalize() for part in slug.split("-"))


def _names(one: Occurrence, affected: list[str]) -> dict[str, str]:
    known: dict[str, Any] = words()["services"]
    spoken, catalogued = known[one.service], services()[one.service]
    needs = catalogued.get("depends_on") or ["message-bus"]
    upstream = next((name for name in needs if name != one.service), "object-store")
    needed_by = [*affected[1:], *dependents()[one.service]]
    team = catalogued["team"]
    return {
        "service": spoken["name"],
        "users": spoken["users"],
        "do": spoken["do"],
        "slug": one.service,
        "camel": camel(one.service),
        "team": team,
        "role": f"the {team} on-call engineer",
        "team_lead": f"the lead of {team}",
        "commander": "the incident lead of the day",
        "upstream": known[upstream]["name"],
        "upstream_slug": upstream,
        "upstream_camel": camel(upstream),
        "dependent": known[needed_by[0]]["name"] if needed_by else "the data platform",
        "database": f"{one.service}-db-1",
        "severity": list(severities())[one.level - 1],
        "noticed_by": NOTICED_BY.get(one.method, f"one of the {spoken['users']}"),
    }


def _times(chance: Chance, one: Occurrence, offset: timedelta) -> dict[str, str]:
    started = one.phases["started"] + offset

    def clock(at: datetime) -> str:
        local = at + offset
        day = "" if local.date() == started.date() else f" on {local.day} {local:%B}"
        return f"{local:%H:%M}{day}"

    wait = timedelta(minutes=chance.whole(4, 9))
    told = {phase: clock(at) for phase, at in one.phases.items()}
    called = one.phases["acknowledged"] + one.length("acknowledged", "mitigated") * 0.4
    return told | {
        "status_clock": clock(one.phases["detected"] + wait),
        "status_wait": lasting(wait),
        "status_late": lasting(timedelta(minutes=chance.whole(18, 55))),
        "escalated": clock(called),
        "weekday": f"{started:%A}",
        "month": f"{started:%B}",
        "started_day": f"{started.day} {started:%B}",
        "year": str(max(2015, started.year - chance.whole(1, 5))),
        "unnoticed": lasting(one.length("started", "detected")),
        "to_detect": lasting(one.length("started", "detected")),
        "to_acknowledge": lasting(one.length("detected", "acknowledged")),
        "to_mitigate": lasting(one.length("detected", "mitigated")),
        "to_close": lasting(one.length("detected", "mitigated")),
        "harm": lasting(one.length("started", "mitigated")),
    }


def _numbers(chance: Chance, one: Occurrence) -> dict[str, str]:
    """Numbers of machines: what any scenario may need, each plausible by itself."""
    low, high = ERRORS[one.level]
    nodes, pool = chance.whole(6, 30), chance.pick((20, 40, 50, 80, 100))
    rate = rounded(150 * 30 ** chance.random.random())
    errors = chance.whole(low, high)
    years = chance.whole(1, 3)

    def between(low: int, high: int) -> str:
        return str(chance.whole(low, high))

    return {
        "release": f"release {chance.whole(2, 9)}.{chance.whole(10, 480)}",
        "node": f"{one.service}-{chance.whole(1, 30):02}",
        "nodes": str(nodes),
        "nodes_more": str(nodes + chance.whole(4, nodes)),
        "pool": str(pool),
        "pool_more": str(2 * pool),
        "errors": str(errors),
        "usual_errors": f"0.{chance.whole(1, 4)}",
        "usual_p99": str(chance.whole(12, 48) * 10),
        "p99": f"{chance.whole(20, 300) / 10:g}",
        "rate": grouped(rate),
        "rate_low": grouped(rounded(rate * (1 - min(errors, 95) / 100))),
        "queries": grouped(rounded(120 * 60 ** chance.random.random())),
        "region": chance.pick(words()["regions"]),
        "partner": chance.pick(PARTNERS),
        "years_word": ("a year", "two years", "three years")[years - 1],
        "small": f"{chance.whole(3, 49) / 10:g}",
        "stage": chance.pick(("10", "15", "20", "30")),
        "cpu": between(88, 100),
        "few": between(3, 9),
        "restarts": between(11, 90),
        "cpu_low": between(4, 20),
        "memory": between(84, 98),
        "share_left": between(10, 70),
        "share_low": between(8, 35),
        "share_floor": between(60, 90),
        "retry_share": between(60, 92),
        "times_more": between(3, 9),
        "lines": between(12, 70),
        "weeks": between(3, 9),
        "boot": between(5, 12),
        "wait_min": between(4, 18),
        "hours_away": between(2, 9),
        "percent_done": between(30, 85),
        "disk_rate": between(300, 900),
        "disk_usual": between(8, 60),
        "freed": between(30, 180),
        "age_days": between(3, 12),
        "consumers_more": between(12, 24),
        "restored": f"{chance.whole(910, 999) / 10:g}",
        "report_hours": between(18, 68),
        "pages": between(6, 40),
        "posts": between(20, 400),
        "quiet": chance.pick(("10", "15", "20", "30")),
        "hours": between(20, 160),
        "late": grouped(rounded(20 * 100 ** chance.random.random())),
    }


def _figures(chance: Chance, one: Occurrence, told: Facts) -> dict[str, str]:
    """Figures of the harm, which follow from how many felt it and for how long."""
    minutes = one.length("started", "mitigated") / timedelta(minutes=1)
    share = chance.whole(*SHARES[one.level])
    people = words()["people"][told["users"]] * share / 100
    concerned = people * min(1.0, 0.06 + minutes / 900) if people > 2000 else people
    affected = max(3, rounded(concerned, 3))
    tickets = max(3, rounded(affected * chance.random.uniform(0.004, 0.03)))
    lost = affected * ORDER * chance.random.uniform(0.02, 0.12)
    available = 100 - min(9.0, share / 100 * min(minutes, 4000) / 432)
    return {
        "share": str(share),
        "affected": grouped(affected),
        "affected_number": str(affected),
        "tickets": grouped(tickets),
        "tickets_early": str(max(2, min(tickets, chance.whole(3, 40)))),
        "revenue": grouped(rounded(max(900.0, lost))),
        "vouchers": grouped(rounded(max(200.0, lost * 0.2))),
        "availability": f"{available:.2f}",
        "verdict": "kept" if available >= 99.9 else "missed",
    }


def chosen(
    chance: Chance, texts: Iterable[dict[str, Any]], one: Occurrence
) -> list[dict[str, Any]]:
    """Of what may be said about any incident: what is true of this one, the particular first."""
    true = {one.method, "slow" if one.scenario.pace in ("slow", "silent") else "quick"}
    if one.level <= 2:
        true.add("major")
    fitting = [text for text in texts if text.get("when") is None or text["when"] in true]
    chance.random.shuffle(fitting)
    particular = [text for text in fitting if "when" in text and chance.happens(0.6)]
    return [*particular, *[text for text in fitting if text not in particular]]
