"""CSV of metrics, with a column for each series or with columns that name the series.

Any number of header rows above the first row with a time is read, such as those of the service,
the metric, the statistic and the unit. Times without an offset have no zone.
"""

from collections.abc import Iterator

from ..delimited import read_delimited, sample_delimited
from ..errors import UnreadableEvidenceError
from ..format import Format
from ..metric_table import MetricTable, metric_table
from ..records import Reading, Skipped
from ..series_reading import Origin, metrics_reading
from ..source import Source
from ..table_points import layout_of, read_points
from ..time_cells import cell_parser, is_dated

_DAY = 86_400


def _recognize(source: Source) -> str | None:
    table = sampled_table(source)
    if table is None or not table.is_metrics:
        return None
    time, number = table.names[table.time_columns[0]], len(table.value_columns)
    columns = "1 column" if number == 1 else f"{number} columns"
    return f"rows with a time in the column `{time}` and numbers in {columns}"


def sampled_table(source: Source) -> MetricTable | None:
    """Return the table at the beginning of a file, or None if there is none."""
    sample = sample_delimited(source)
    return None if sample is None else metric_table(sample)


def _read(source: Source, why: str) -> Reading:
    return read_table(source, why, FORMAT.name)


def read_table(source: Source, why: str, name: str) -> Reading:
    """Read a table of metrics.

    Raises:
        UnreadableEvidenceError: it has no times or no numbers.
    """
    table = metric_table(read_delimited(source))
    if table is None or not table.time_columns or not table.value_columns:
        raise UnreadableEvidenceError(
            "the table has no column of times and numbers",
            "name the columns: `time: {column: when}` and `value: {column: cpu}`",
        )
    skipped = Skipped()
    layout = layout_of(table, source.columns.time_format)
    points, count = read_points(table, layout, source, skipped.add)
    notes = list(_other_times(table, source))
    return metrics_reading(Origin(source, name, why, skipped, notes), points, count)


def _other_times(table: MetricTable, source: Source) -> Iterator[str]:
    """Yield a note for each column of epochs that is at another day than the column in use."""
    used, *others = table.time_columns
    for other in others:
        if any(map(is_dated, table.sample(other))):
            continue
        cells = table.rows[0][1]
        try:
            seconds_of = cell_parser(table.cells(used), source.clock, source.columns.time_format)
            apart = abs(seconds_of(cells[used]) - seconds_of(cells[other]))
        except (ValueError, IndexError):
            continue
        if apart > _DAY:
            yield (
                f"the times in the column `{table.names[other]}` are not those in "
                f"`{table.names[used]}`, which are used"
            )


FORMAT = Format("metrics_csv", "metrics", _recognize, _read)
