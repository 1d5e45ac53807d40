"""CSV that a panel of Grafana exports: `"Time","A"`, or `Series;Time;Value` of older versions.

The file may have a byte order mark and a first line `sep=;`, and times in the zone of the browser
that exported it. Sources: Grafana's documentation of the panel inspector, and its CSV writer.
"""

from ..format import Format
from ..records import Reading
from ..source import Source
from .metrics_csv import read_table, sampled_table

_LONG = ["series", "time", "value"]


def _recognize(source: Source) -> str | None:
    table = sampled_table(source)
    if table is None or not table.headers or not table.value_columns:
        return None
    header = [cell.strip('"').lower() for cell in table.headers[0]]
    if header == _LONG:
        return "a table with the columns `Series`, `Time` and `Value`"
    is_wide = table.headers[0][0] == "Time" and not table.label_columns
    return "a table whose first column is `Time`" if is_wide else None


def _read(source: Source, why: str) -> Reading:
    return read_table(source, why, FORMAT.name)


FORMAT = Format("grafana_csv", "metrics", _recognize, _read)
