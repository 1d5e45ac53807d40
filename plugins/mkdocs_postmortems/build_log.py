"""The messages of a build about the incidents as a whole."""

from mkdocs.plugins import get_plugin_logger

from postmortems.check import Report, Withheld
from postmortems.insights import TeamHours
from postmortems.model import Corpus
from postmortems.model.suggestions import did_you_mean

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


def log_unknown_teams(hours: TeamHours, corpus: Corpus) -> None:
    """Log each team with working hours that owns no service, since they have no effect."""
    for name in hours.teams:
        if name not in corpus.teams:
            hint = did_you_mean(name, corpus.teams, "write the name of a team in services.yaml")
            log.warning(f"`working_hours`: no service has the team `{name}`; {hint}")
