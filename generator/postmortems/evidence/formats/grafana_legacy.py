"""Webhooks of Grafana's legacy alerting, up to version 7, which have no time at all."""

from collections.abc import Mapping
from typing import Any

from ..errors import UnreadableEvidenceError
from ..export_json import first_object
from ..format import Format
from ..records import Reading
from ..source import Source


def _is_legacy(body: Mapping[str, Any]) -> bool:
    return "ruleId" in body and ("evalMatches" in body or "ruleName" in body)


def _recognize(source: Source) -> str | None:
    return "an object with `ruleId` and `evalMatches`" if first_object(source, _is_legacy) else None


def _read(source: Source, why: str) -> Reading:
    raise UnreadableEvidenceError(
        "a webhook of Grafana's legacy alerting has no time",
        "write the alert with its time as a row of `timeline`, and its values under"
        " `monitoring.alerts_triggered`",
        source.line_of("ruleId"),
    )


FORMAT = Format("grafana_legacy", "alerts", _recognize, _read)
