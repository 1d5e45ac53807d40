"""Inputs that failed once and are too large, or too odd in name, to be kept as files.

The name of a case is that of its function; the docstring is its reason. Smaller ones are folders
of `cases`.
"""

from collections.abc import Callable

from .case import Case

ID = "2025-06-07-hostile"
HEAD = "title: Search is down\nseverity: SEV3\n"
LONG = 300
"""Characters of a name that no file system takes."""

KNOWN: dict[str, Callable[[str], Case]] = {}
"""The cases by their names; each is made only when it is run."""


def _kept(make: Callable[[], str]) -> Callable[[], str]:
    """Keep a case whose incident is the text that a function returns."""

    def case(name: str) -> Case:
        content = make().encode()
        return Case(name, {f"{ID}/incident.yaml": content}, reason=make.__doc__ or "")

    KNOWN[make.__name__.replace("_", "-")] = case
    return make


def _kept_files(make: Callable[[], dict[str, str]]) -> Callable[[], dict[str, str]]:
    """Keep a case whose files a function returns."""

    def case(name: str) -> Case:
        files = {path: text.encode() for path, text in make().items()}
        return Case(name, files, reason=make.__doc__ or "")

    KNOWN[make.__name__.replace("_", "-")] = case
    return make


def _summary(text: str) -> str:
    return f'{HEAD}summary: "{text}"\n'


@_kept
def brackets_closed_in_quotes() -> str:
    """Quoted brackets counted as closing ones, and the parser's stack overflowed."""
    return HEAD + "summary: " + '["]",' * 40_000


@_kept
def brackets_closed_in_comments() -> str:
    """Brackets in comments counted as closing ones, and the parser's stack overflowed."""
    return HEAD + "summary:\n" + " [ # ]\n" * 40_000


@_kept
def brackets_closed_in_single_quotes() -> str:
    """The same with the other quotes and the other brackets."""
    return HEAD + "summary: " + "{'}': " * 40_000


@_kept
def indented_sequences() -> str:
    """Nesting by dashes alone."""
    return HEAD + "summary:\n " + "- " * 40_000


def _aliases(count: int) -> str:
    names = ", ".join(f"a{number}" for number in range(count))
    return f"{HEAD}aliases: [{names}]\n"


@_kept
def aliases_by_the_thousand() -> str:
    """Each alias was compared with all before it: 5 s for 30,000."""
    return _aliases(30_000)


@_kept
def aliases_up_to_the_limit() -> str:
    """Each alias was compared with all before it: more than a minute for 49,000."""
    return _aliases(49_000)


@_kept
def one_alias_by_the_thousand() -> str:
    """Each of 30,000 aliases is doubled."""
    return f"{HEAD}aliases: [{'a-b, ' * 30_000}]\n"


@_kept
def yaml_aliases() -> str:
    """Values that are repeated by an alias of YAML."""
    return f"{HEAD}links: &a []\nsummary: [{'*a, ' * 30_000}]\n"


@_kept
def unknown_keys() -> str:
    """The place of each key was searched from the first on: more than a minute for 24,000."""
    return HEAD + "".join(f"key{number}: x\n" for number in range(24_000))


@_kept
def nested_unknown_keys() -> str:
    """The same one level down."""
    return HEAD + "impact:\n" + "".join(f"  key{number}: x\n" for number in range(24_000))


@_kept
def brackets_in_prose() -> str:
    """A pattern was tried from each bracket on: 31 s."""
    return _summary("[" * 15_000)


@_kept
def unfinished_links_in_prose() -> str:
    """A pattern was tried from each beginning of a link on."""
    return _summary("[a](" * 5_000)


@_kept
def slashes_in_prose() -> str:
    """A pattern for secrets was tried from each slash on: 16 s."""
    return _summary("/" * 40_000)


@_kept
def placeholders_in_prose() -> str:
    """Each finding searched for its place from the beginning: 11 s."""
    return _summary("TODO " * 20_000)


@_kept
def handles_in_prose() -> str:
    """Each finding searched for its place from the beginning: 11 s."""
    return _summary("@bob " * 20_000)


@_kept
def addresses_in_prose() -> str:
    """Each finding searched for its place from the beginning: 7 s."""
    return _summary(" ".join(f"name{number}@example.com" for number in range(14_000)))


def _nodes(count: int) -> str:
    rows = "".join(
        f"    - {{id: n{number}, kind: cascading-effect, text: x, leads_to: [n{number + 1}]}}\n"
        for number in range(count)
    )
    return (
        f"{HEAD}root_cause:\n  nodes:\n{rows}    - {{id: n{count}, kind: user-impact, text: x}}\n"
    )


@_kept
def two_thousand_nodes() -> str:
    """A diagram of 2,000 nodes took 11 s to lay out."""
    return _nodes(2_000)


@_kept
def eight_thousand_nodes() -> str:
    """A diagram of 8,000 nodes took more than a minute to lay out."""
    return _nodes(8_000)


@_kept
def diagrams_by_the_hundred() -> str:
    """Each of 150 fences was drawn by a process of its own, and might take 10 s."""
    fences = "".join(f"  ```mermaid\n  graph LR\n  a{n} --> b\n  ```\n\n" for n in range(150))
    return f"{HEAD}summary: |\n{fences}"


@_kept_files
def long_service() -> dict[str, str]:
    """The name of a service did not fit into the name of its page."""
    name = "s" * LONG
    impact = f"impact: {{system: {{services: [{name}]}}}}\n"
    return {"services.yaml": f"{name}: {{title: X}}\n", f"{ID}/incident.yaml": HEAD + impact}


@_kept_files
def long_lesson() -> dict[str, str]:
    """The name of a lesson did not fit into the name of its page."""
    name = "l" * LONG
    lessons = f"lessons: {{improve: [{{text: x, lesson: {name}}}]}}\n"
    return {"lessons.yaml": f"{name}: {{statement: X}}\n", f"{ID}/incident.yaml": HEAD + lessons}


@_kept_files
def long_owner() -> dict[str, str]:
    """The name of an owner did not fit into the name of the owner's page."""
    action = f"{{id: a, text: Fix it, state: open, due: 2026-01-01, owner: {'o' * LONG}}}"
    return {f"{ID}/incident.yaml": f"{HEAD}lessons: {{action_items: [{action}]}}\n"}


@_kept_files
def long_team() -> dict[str, str]:
    """The name of a team did not fit into the name of its page."""
    impact = "impact: {system: {services: [api]}}\n"
    services = f"api: {{title: X, team: {'t' * LONG}}}\n"
    return {"services.yaml": services, f"{ID}/incident.yaml": HEAD + impact}


@_kept_files
def long_severity() -> dict[str, str]:
    """The name of a severity in an address."""
    name = "v" * LONG
    text = HEAD.replace("SEV3", name)
    return {"severities.yaml": f"{name}: {{title: X}}\n", f"{ID}/incident.yaml": text}


@_kept_files
def long_folder() -> dict[str, str]:
    """A folder's name fit into a folder, and not into the name of its Markdown."""
    return {f"2025-06-07-{'x' * 243}/incident.yaml": HEAD}


@_kept_files
def long_evidence() -> dict[str, str]:
    """The name of a file fit, and the longer name under which it is published did not."""
    name = f"evidence/{'e' * 250}.html"
    evidence = f"evidence: [{{file: {name}, publish: true}}]\n"
    return {f"{ID}/incident.yaml": HEAD + evidence, f"{ID}/{name}": "x"}


@_kept_files
def nested_baseline() -> dict[str, str]:
    """A baseline of brackets alone."""
    return {".baseline.json": "[" * 100_000, f"{ID}/incident.yaml": HEAD}
