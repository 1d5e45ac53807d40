"""The root cause: trigger, summary, and the nodes of the diagram."""

from typing import Any

from .emitter import Flow
from .scenario import Table
from .story import Story

Row = dict[str, Any]


def root_cause(story: Story) -> Row:
    """Trigger and summary, and the nodes of the diagram."""
    scenario = story.one.scenario
    found: Row = {}
    sentences = [text.removeprefix("? ") for text in scenario.cause]
    if story.size != "full":
        sentences = sentences[:2]
    if story.size != "brief" or not story.draws:
        found["summary"] = " ".join(story.say(text) for text in sentences)
    found["trigger"] = Flow(
        category=scenario.trigger["category"],
        description=story.say(scenario.trigger["description"]),
    )
    if story.draws:
        found["nodes"] = nodes(story)
    return found


def kept_nodes(story: Story) -> list[Table]:
    """The nodes that this author draws: all of them, or the shortest way to the harm."""
    known = story.one.scenario.nodes if story.draws else []
    if "mitigated" not in story.reached:
        known = [node for node in known if node["kind"] != "recovery-action"]
    if story.size == "full":
        return known
    factors = [node["id"] for node in known if node["kind"] == "contributing-factor"]
    kept = {"trigger", "primary-failure", "user-impact"}
    if story.size == "medium":
        kept |= {"cascading-effect", "recovery-action", "system-response"}
    few = set(factors[: 2 if story.size == "medium" else 1])
    return [node for node in known if node["kind"] in kept or node["id"] in few]


def nodes(story: Story) -> list[Row]:
    """The nodes with their arrows; around a node that is left out, they are joined."""
    kept = kept_nodes(story)
    ids = {node["id"] for node in kept}
    causes = {node["id"]: list(node.get("by", [])) for node in story.one.scenario.nodes}
    forward: set[tuple[str, str]] = set()
    for node in story.one.scenario.nodes:
        for effect in node.get("leads", []):
            causes[effect].append(node["id"])
            forward.add((node["id"], effect))

    def behind(name: str) -> list[str]:
        joined: list[str] = []
        for cause in causes[name]:
            joined += [cause] if cause in ids else behind(cause)
        return list(dict.fromkeys(joined))

    found: list[Row] = []
    by = {node["id"]: behind(node["id"]) for node in kept}
    leads: dict[str, list[str]] = {node["id"]: [] for node in kept}
    for node in kept:
        turned = node["kind"] == "contributing-factor" and story.chance.happens(0.35)
        for effect, causing in by.items():
            written_there = turned and len(causing) > 1
            if node["id"] in causing and (written_there or (node["id"], effect) in forward):
                causing.remove(node["id"])
                leads[node["id"]].append(effect)
    for node in kept:
        row: Row = {"id": node["id"], "kind": node["kind"], "text": story.say(node["text"])}
        row |= {"category": node["category"]} if "category" in node else {}
        if "since" in node and story.size != "brief":
            row["introduced"] = node["since"].format_map(story.facts)
        if "unseen" in node and story.size != "brief":
            row["why_undetected"] = story.say(node["unseen"])
        row |= {"caused_by": by[node["id"]]} if by[node["id"]] else {}
        row |= {"leads_to": leads[node["id"]]} if leads[node["id"]] else {}
        found.append(Flow(row) if len(row) < 5 or story.size == "brief" else row)
    return found
