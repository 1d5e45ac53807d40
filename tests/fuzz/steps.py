"""The steps of a case: the reader, each command, and the build, each with what must hold of it."""

import contextlib
import io
import json
import logging
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from postmortems.check import FORMATS
from postmortems.cli import main
from postmortems.cli.parser import DOCUMENT_NAMES, REPORT_FORMAT_NAMES
from postmortems.reader import ReadResult, read
from postmortems.render import incident_page

from . import outputs, repairs
from .case import CONFIGURATION, MARKER, SENTINEL, SOUND, Case, place, place_files
from .limits import limited
from .outputs import BrokenOutputError, require

INCIDENTS = Path("incidents")
OFTEN = {"check", "--fix", "--write-baseline", "render", "new", "schema", "diff", "report"}
OFTEN |= {f"--format={name}" for name in FORMATS}
"""Arguments that a failure names."""


@dataclass(frozen=True)
class Output:
    """What a command printed, and the code it ended with."""

    code: int
    out: str
    err: str


def command(*arguments: str) -> Output:
    """Run the command in this process, and require that its output is sound."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            with limited():
                code = main(list(arguments))
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))
    done = Output(code, *texts)
    name = " ".join(argument for argument in arguments if argument in OFTEN)
    outputs.clean(done.out, f"the output of `{name}`")
    outputs.clean(done.err, f"what `{name}` says")
    require(code in (0, 1, 2), f"`{name}` ends with {code}")
    return done


def is_sound(reading: ReadResult) -> bool:
    """Whether the sound incident was read; a catalogue may know its severity no more."""
    if SENTINEL in reading.corpus.by_id:
        return True
    own = {problem.rule for problem in reading.problems if problem.incident == SENTINEL}
    if own == {"unknown-severity"}:
        return False
    raise BrokenOutputError("the sound incident is not read", ", ".join(sorted(own)))


def reader(case: Case) -> None:
    """Read the folder."""
    with limited():
        reading = read(INCIDENTS)
    is_sound(reading)


def checks(case: Case) -> None:
    """Check for people and for programs."""
    text = command("check")
    require(text.code != 2, "check cannot work", text.err[-300:])
    done = command("check", "--format=json")
    outputs.report(done.out, done.code)


def formats(case: Case) -> None:
    """Check in every other format, and compare what they hold."""
    done = {name: command("check", f"--format={name}") for name in FORMATS if name != "text"}
    codes = {name: output.code for name, output in done.items()}
    require(len(set(codes.values())) == 1, "formats end with different codes", f"{codes}")
    problems = outputs.report(done["json"].out, done["json"].code)
    outputs.sarif(done["sarif"].out, len(problems))
    outputs.junit(done["junit"].out)
    outputs.rows(done["concise"].out, len(problems), "concise")
    outputs.rows(done["github"].out, len(problems), "github")


def one_check(case: Case) -> None:
    """Check the sound incident alone."""
    done = command("check", SENTINEL, "--format=json")
    require(done.code != 2, "check of one cannot work", done.err[-300:])
    whole = json.loads(command("check", "--format=json").out)["problems"]
    here = f"incidents/{SENTINEL}/"
    problems = json.loads(done.out)["problems"]
    kept = [found for found in problems if found["path"].startswith(here)]
    wanted = [found for found in whole if found["path"].startswith(here)]
    require(kept == wanted, "check of one and of all differ", f"{kept} and {wanted}")


def documents(case: Case) -> None:
    """Render every document of every incident."""
    reading = read(INCIDENTS)
    for incident in reading.corpus.incidents:
        for name in DOCUMENT_NAMES:
            with limited():
                text = incident_page(incident, reading.corpus, document=name)
            outputs.clean(text, f"document `{name}`")
    if is_sound(reading):
        done = command("render", SENTINEL)
        require(done.code == 0 and MARKER in done.out, "the sound incident cannot be rendered")


def report(case: Case) -> None:
    """Report overdue work in every format."""
    for name in REPORT_FORMAT_NAMES:
        done = command("report", "overdue", f"--format={name}", "--days=100000")
        require(done.code == 0, f"report ends with {done.code}", done.err[-300:])
        if name == "json":
            json.loads(done.out)


def new(case: Case) -> None:
    """Make a new incident and the schemas, and read what was made."""
    service = case.service.replace("\x00", "")
    given = [f"--service={service}"] if service else []
    severities = list(read(INCIDENTS).corpus.severities)
    title = case.title.replace("\x00", "")
    arguments = ["--severity", severities[0], "--started=2026-03-14T09:20Z", "--json", *given]
    done = command("new", *arguments, "--", title)
    if done.code == 0:
        name = json.loads(done.out)["id"]
        reading = read(INCIDENTS)
        own = [p for p in reading.problems if p.incident == name and p.level == "error"]
        require(not own, "`new` made what cannot be read", f"{own}")
    made = command("schema")
    for path in made.out.split() if made.code == 0 else ():
        json.loads(Path(path).read_text(encoding="utf-8"))


def baseline(case: Case) -> None:
    """Write a baseline, after which no finding is left but those of the reader."""
    done = command("check", "--write-baseline", "--baseline=known.json")
    require(done.code == 0, "no baseline", done.err[-300:])
    again = command("check", "--baseline=known.json", "--format=json")
    known = {row["rule"] for row in json.loads(Path("known.json").read_text("utf-8"))["known"]}
    left = {found["rule"] for found in json.loads(again.out)["problems"]} & known
    require(not left, "the baseline does not hold all findings", f"{sorted(left)}")


def fix(case: Case) -> None:
    """Repair the files, twice."""
    before = repairs.snapshot(INCIDENTS)
    first = command("check", "--fix", "--format=concise")
    require(first.code != 2, "--fix cannot work", first.err[-300:])
    after = repairs.snapshot(INCIDENTS)
    repairs.compare(before, after)
    second = command("check", "--fix", "--format=concise")
    require(": fixed: " not in second.err, "--fix is not done at once", second.err[:300])
    require(repairs.snapshot(INCIDENTS) == after, "--fix changes what it has repaired")


def diff(case: Case) -> None:
    """Compare with a base, and the base with the case, in a repository of their own."""
    with contextlib.chdir(place(case, Path.cwd().parent / "history")):
        _git("init", "-q", "-b", "main")
        kept = INCIDENTS.rename("kept")
        _sound_base(case)
        _commit()
        shutil.rmtree(INCIDENTS)
        kept.rename(INCIDENTS)
        _diff()
        if any(special.kind == "sparse" for special in case.special.values()):
            return  # git would read all of it
        _commit()
        shutil.rmtree(INCIDENTS)
        _sound_base(case)
        _diff()


def _sound_base(case: Case) -> None:
    place_files(INCIDENTS, {**case.before, **SOUND})


def _diff() -> None:
    done = command("diff", "HEAD")
    require(done.code == 0, f"diff ends with {done.code}", done.err[-300:])
    require(done.out.strip(), "diff says nothing")


def _commit() -> None:
    _git("add", "-A", "--ignore-errors", "incidents", check=False)
    _git("commit", "-q", "--allow-empty", "-m", "base")


def _git(*arguments: str, check: bool = True) -> None:
    own = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *own, *arguments], check=check, capture_output=True)


def site(case: Case) -> None:
    """Build the site with its search."""
    Path("mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    with _logged() as said:
        config = load_config("mkdocs.yml", site_dir="site")
        config.plugins.on_startup(command="build", dirty=False)
        try:
            with limited():
                build(config)
        except Abort as aborted:
            raise BrokenOutputError("the build is aborted", "\n".join(said[-3:])) from aborted
        config.plugins.on_shutdown()
    outputs.clean("\n".join(said), "the log of the build")
    if is_sound(read(INCIDENTS)):
        outputs.site(Path("site"))


@contextlib.contextmanager
def _logged() -> Iterator[list[str]]:
    """Catch what MkDocs logs."""
    said: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield said
    finally:
        logger.removeHandler(handler)


Step = Callable[[Case], None]
STEPS: dict[str, tuple[Step, int]] = {
    "read": (reader, 1),
    "check": (checks, 1),
    "formats": (formats, 3),
    "documents": (documents, 1),
    "report": (report, 1),
    "diff": (diff, 6),
    "site": (site, 25),
    "one": (one_check, 4),
    "new": (new, 3),
    "baseline": (baseline, 6),
    "fix": (fix, 1),
}
"""The steps by their names, in order, each with the number of cases of which one takes it.

What writes into the incidents folder comes last.
"""


def steps_of(number: int) -> list[str]:
    """Return the steps that the case of a number takes."""
    return [name for name, (_, share) in STEPS.items() if number % share == 0]
