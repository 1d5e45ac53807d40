"""The messages of a build about the incidents as a whole."""

from mkdocs.plugins import get_plugin_logger

from postmortems.check import Report, Withheld
from postmortems.model import Corpus

log = get_plugin_logger("postmortems")


def log_audience(corpus: Corpus) -> None:
    """Log once that `audience` hides nothing; not a warning, since most sites are internal."""
    internal = sum(incident.audience == "internal" for incident in corpus.incidents)
    if internal:
        log.info(
            f"`audience` is a label and hides nothing: {internal} of {len(corpus.incidents)} "
            "incidents are `internal`, and this site shows all of them; publish it where only "
            "their readers have access"
        )


def log_report(report: Report, hidden: Withheld) -> None:
    """Log each error, which fails a strict build, and the number of other findings."""
    for problem in report.listed:
        if problem.level == "error":
            log.error(str(problem))
    for line in hidden.problems():
        log.error(line)
    rest = len(report.problems) - report.counts["error"]
    if rest:
        log.info(f"{rest} warnings and notes; `postmortems check` shows them")
