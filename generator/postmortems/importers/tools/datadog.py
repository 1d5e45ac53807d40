"""Datadog, incidents of API v2; older answers have their keys in camel case."""

from ...evidence import Source
from ..draft import Draft
from .draft_of_record import DraftOfRecord
from .json_api import names_of, resources
from .record import ToolRecord
from .tool import Tool, record_by_record

NAME = "datadog"
_KEYS = frozenset({"public_id", "publicId", "customer_impacted", "customerImpacted"})
_STATUS = {
    "active": "investigating",
    "stable": "monitoring",
    "resolved": "resolved",
    "completed": "resolved",
}
_DETECTION = {"customer": "customer", "employee": "employee", "unknown": "unknown"}
_DETECTION["monitor"] = "alert"


def recognize(source: Source) -> str | None:
    """Recognize resources with `fields` or an impact on customers."""
    for _, attributes in list(resources(source))[:3]:
        keys = attributes.values.keys()
        if "title" in keys and ("fields" in keys or _KEYS & keys):
            return "incidents with `fields` and `customer_impacted`"
    return None


def _resources(source: Source) -> list[ToolRecord]:
    return [resource for resource, _ in resources(source)]


def _draft(source: Source, resource: ToolRecord, number: int) -> Draft:
    incident = ToolRecord.of(resource.value("attributes"))
    made = DraftOfRecord(NAME, source, resource, resource.text("id"), number)
    made.put("title", incident.text("title"))
    made.severity(_field(incident, "severity"), "severity")
    made.put("status", _STATUS.get(_field(incident, "state").lower(), ""))
    made.put("summary", _field(incident, "summary"))
    made.put("root_cause.summary", _field(incident, "root_cause"))
    made.put("detection.method", _DETECTION.get(_field(incident, "detection_method").lower(), ""))
    _add_times(made, incident)
    scope = incident.text("customer_impact_scope", "customerImpactScope")
    made.put("impact.user.affected_users", {"note": scope} if scope else "")
    made.services(names_of(incident, "fields.services.value"))
    if number_of_tool := incident.text("public_id", "publicId"):
        made.comment("aliases", f"Datadog calls it incident {number_of_tool}.")
    return made.finished()


def _field(incident: ToolRecord, name: str) -> str:
    """Return a field of a team; its value is in `fields`, or directly in older answers."""
    return incident.text(f"fields.{name}.value", name)


def _add_times(made: DraftOfRecord, incident: ToolRecord) -> None:
    made.put("times.started", incident.time("customer_impact_start", "customerImpactStart"))
    made.put("times.detected", incident.time("detected"))
    made.put("times.mitigated", incident.time("customer_impact_end", "customerImpactEnd"))
    made.put("times.resolved", incident.time("resolved"))
    declared = incident.time("declared", "created")
    made.row(declared, "The incident was declared" if declared else "")


TOOL = Tool(NAME, recognize, record_by_record(_resources, _draft))
