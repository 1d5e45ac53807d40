"""The template's seven steps, told from the data: which it shows, and what is missing.

Nobody types them, and they count nothing of people: they say what a reader can find in a
postmortem, and what not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from .model import HEADINGS, Corpus, Incident, Node, texts
from .model.record import is_empty

FIRST_DATA = timedelta(minutes=15)
"""The template's time to gather data, from the moment the incident was detected."""
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_UNCOUNTED = re.compile(
    r"```.*?```|`[^`\n]*`|https?://[^\s<>)\]]+|#\d+"  # code, addresses, tickets
    r"|\bv\d[\w.-]*|\bversion \d\S*|\b\d+(?:\.\d+){2,}\S*"  # versions
    r"|\b\d{4}-\d{2}-\d{2}(?:t(?=\d))?"  # days, here and below
    r"|\b\d{1,2}:\d{2}(?::\d{2})?|\b\d{1,2} ?[ap]m\b"  # clocks
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?|\b{_MONTH} \d{{4}}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?: \d{{4}}\b)?",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(
    # No digits within a name: `us-west-2`, `e2e`, `2i2c`.
    r"(?<![\w-])\d(?!\w*[a-z]\d)|\b(?:all|no|none|every|each|half|zero|entire|nobody|everybody|everyone|two|three"
    r"|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?)\b",
    re.I,
)
_UNKNOWN = re.compile(
    r"\b(?:unknown|not known|cannot be (?:told|known)|was not measured)\b\W+\w", re.I
)
_CAUSES = ("trigger", "primary-failure", "contributing-factor", "failed-safeguard")


@dataclass(frozen=True)
class Step:
    """One of the seven: the template's words, whether the data shows it, and what the data says.

    `done` is true where something recorded shows that the step was taken. False does not mean that
    nobody took it: only that the data does not show it.
    """

    number: int
    title: str
    done: bool
    says: str

    @property
    def sentence(self) -> str:
        """What the data says, as a sentence of its own."""
        return self.says[:1].upper() + self.says[1:]


def scorecard(incident: Incident, corpus: Corpus) -> tuple[Step, ...]:
    """The seven steps of an incident."""
    return (
        Step(1, "Gather all incident data within first 15 minutes", *_gathered(incident)),
        Step(2, "Assess user and business impact immediately", *_assessed(incident)),
        Step(3, "Implement stabilization measures", *_stabilized(incident)),
        Step(4, "Document all actions with timestamps", *_documented(incident)),
        Step(5, "Conduct thorough root cause analysis", *_analysed(incident)),
        Step(6, "Prepare comprehensive postmortem", *_prepared(incident, corpus)),
        Step(7, "Define concrete prevention measures", *_prevented(incident)),
    )


def impact_is_measured(incident: Incident) -> bool:
    """Whether the impact has a number with a unit, or says that it is unknown and why."""
    users = incident.impact.user.affected_users
    if users and (users.count is not None or users.percent is not None):
        return True
    said = (counted(text.words) for text in texts(incident.impact))
    return any(_NUMBER.search(words) or _UNKNOWN.search(words) for words in said)


def counted(text: str) -> str:
    """A text without the digits that count nothing: code, addresses, versions, days and clocks."""
    return _UNCOUNTED.sub(" ", text)


def is_stabilized(incident: Incident) -> bool:
    """Whether something is recorded that stopped the harm."""
    return not is_empty(incident.response.stabilization)


def missing_causes(incident: Incident) -> list[str]:
    """Which of trigger, primary failure and contributing factor the root cause lacks."""
    root = incident.root_cause
    kinds = {node.kind for node in root.nodes}
    if root.trigger and (root.trigger.description or root.trigger.category):
        kinds.add("trigger")
    if "failed-safeguard" in kinds:
        kinds.add("contributing-factor")
    wanted = ("trigger", "primary-failure", "contributing-factor")
    return [kind.replace("-", " ") for kind in wanted if kind not in kinds]


def stray_causes(incident: Incident) -> Iterator[tuple[int, Node]]:
    """The causes from which no arrows lead to what users felt, with their indexes.

    None where no node says what users felt.
    """
    nodes = incident.root_cause.nodes
    reached = {node.id for node in nodes if node.kind == "user-impact"}
    if not reached:
        return
    causes: dict[str, list[str]] = {}
    for cause, effect in incident.root_cause.edges():
        causes.setdefault(effect, []).append(cause)
    to_visit = list(reached)
    while to_visit:
        new = set(causes.get(to_visit.pop(), ())) - reached
        reached |= new
        to_visit += new
    for index, node in enumerate(nodes):
        if node.kind in _CAUSES and node.id not in reached:
            yield index, node


def unaddressed(incident: Incident) -> list[Node]:
    """The contributing factors and failed safeguards that no action item addresses."""
    addressed = {name for item in incident.actions for name in item.addresses}
    factors = ("contributing-factor", "failed-safeguard")
    return [
        node
        for node in incident.root_cause.nodes
        if node.kind in factors and node.id not in addressed
    ]


def blank_sections(incident: Incident) -> list[tuple[str, str]]:
    """The template's sections with nothing in them, as (name, heading)."""
    return [
        (name, heading)
        for name, heading in HEADINGS.items()
        if name not in ("overview", "evidence") and is_empty(getattr(incident, name))
    ]


def _gathered(incident: Incident) -> tuple[bool, str]:
    """Return whether evidence is of the first minutes, and what rows there are after detection.

    A row of the timeline alone does not show that anybody gathered data, so it does not count.
    """
    detected = incident.phases.get("detected")
    if detected is None:
        return False, "when it was detected is not recorded"
    own = next((row for row in incident.timeline if row.marks == "detected"), None)
    later = [row for row in incident.timeline if row is not own and row.time.at >= detected.at]
    if not later:
        return False, "no row of the timeline is after it was detected"
    limit = detected.at + FIRST_DATA
    if proven := [row.time.at for row in later if row.evidence and row.time.at <= limit]:
        return True, f"first row with evidence {_length(min(proven) - detected.at)} after detection"
    first = min(row.time.at for row in later)
    seen = f"first timeline row {_length(first - detected.at)} after detection"
    return False, f"{seen}; no evidence of the first 15 min is recorded" if first <= limit else seen


def _length(value: timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    return f"{minutes} min {seconds} s" if seconds else f"{minutes} min"


def _assessed(incident: Incident) -> tuple[bool, str]:
    if is_empty(incident.impact):
        return False, "no impact is recorded"
    done = impact_is_measured(incident)
    return done, "the impact is told in numbers" if done else "the impact has no number"


def _stabilized(incident: Incident) -> tuple[bool, str]:
    mitigated = incident.phases.get("mitigated") or incident.phases.get("resolved")
    acted = [row for row in incident.timeline if row.action]
    if mitigated and acted and not any(row.time.at <= mitigated.at for row in acted):
        return False, "no action of the timeline is before the harm ended"
    if is_stabilized(incident):
        return True, "what stopped the harm is recorded"
    return False, "what stopped the harm is not recorded"


def _documented(incident: Incident) -> tuple[bool, str]:
    rows = incident.timeline
    acted = [row for row in rows if row.action]
    if not acted:
        return False, "no row of the timeline has an action"
    whole = [row for row in acted if row.result]
    return True, f"{len(acted)} of {len(rows)} rows have an action, {len(whole)} a result too"


def _analysed(incident: Incident) -> tuple[bool, str]:
    missing = missing_causes(incident)
    if missing:
        return False, f"no {' and no '.join(missing)} is recorded"
    if stray := [node.id for _, node in stray_causes(incident)]:
        return False, f"{len(stray)} of the causes lead to nothing that users felt"
    left = unaddressed(incident)
    if left:
        return False, f"no action item addresses: {'; '.join(node.text for node in left)}"
    return True, "trigger, primary failure and factors are recorded, each factor with an action"


def _prepared(incident: Incident, corpus: Corpus) -> tuple[bool, str]:
    blank = [heading for _, heading in blank_sections(incident)]
    if blank and corpus.is_major(incident):
        return False, f"blank: {', '.join(blank)}"
    if incident.document.status in ("draft", "in-review"):
        return False, "it is not published yet"
    resolved, published = incident.phases.get("resolved"), incident.document.published
    rubric = corpus.severities.get(incident.severity)
    allowed = rubric.publish_within if rubric else None
    if published is None:
        return False, "when it was published is not recorded"
    if resolved is None or allowed is None:
        return True, "published"
    days = max(0, (published - resolved.at.date()).days)
    return days <= allowed, f"published after {days} days, of {allowed} allowed"


def _prevented(incident: Incident) -> tuple[bool, str]:
    items = [item for item in incident.actions if item.kind == "prevent"]
    if not items:
        return False, "no action item is of the kind prevent"
    whole = [item for item in items if item.owner and item.due and item.measured_by]
    if whole:
        return True, f"{len(whole)} of {len(items)} have an owner, a due day and a measure"
    return False, "none that prevents has an owner, a due day and a measure"
